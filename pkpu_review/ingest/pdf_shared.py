"""A long PDF → a second process that reads some of its pages.

A regulation of hundreds of pages keeps one core busy for seconds. The second process is begun as soon as the file's
bytes tell of many pages, so that it loads what reads them while this one does. It gets the bytes over a pipe, so that
both read the same file, once this one has found nothing wrong with them.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from threading import Thread

SHARED_FROM = 120
"""Pages from which a second process is worth its start."""
ROOT = Path(__file__).resolve().parents[2]
_COUNT = re.compile(rb"/Count\s+(\d{1,5})\b")
"""How many pages a branch of the tree of pages has (ISO 32000-1, 7.7.3.2); outlines count so, too."""


class Second:
    """The process that reads some pages, begun or not; it is ended with the block that it is opened for."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._talk: Thread | None = None
        self._output = b""

    def __enter__(self) -> Second:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is None:
            return
        self._process.kill()
        if self._talk is not None:
            self._talk.join()
        else:
            self._process.communicate()
        self._process = None

    def expect(self, data: bytes) -> None:
        """Begin where *data* tells of many pages; some programs pack what tells it, and then it is begun later."""
        if any(int(match[1]) >= SHARED_FROM for match in _COUNT.finditer(data)):
            self._begin()

    def ask(self, data: bytes, numbers: range) -> bool:
        """Have it read the pages *numbers* of the file *data*; return whether there is such a process."""
        self._begin()
        if self._process is None:
            return False
        self._talk = Thread(target=self._exchange, args=(self._process, data, numbers), daemon=True)
        self._talk.start()
        return True

    def output(self) -> bytes:
        """Return all that it gave, once it has ended."""
        if self._talk is not None:
            self._talk.join()
        output, self._output = self._output, b""
        return output

    def _begin(self) -> None:
        alone = (os.cpu_count() or 1) < 2 or not sys.executable or getattr(sys, "frozen", False)
        if alone or self._process is not None:
            return
        path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        try:
            self._process = subprocess.Popen(
                # -P: what lies in the folder where the drafts are is never taken for a module
                [sys.executable, "-P", "-m", __name__.replace("pdf_shared", "pdf_second")],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": path},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError:  # no process to be had: everything is read here
            return

    def _exchange(self, process: subprocess.Popen[bytes], data: bytes, numbers: range) -> None:
        try:
            if process.stdin is not None:
                process.stdin.write(b"%d %d %d\n" % (numbers.start, numbers.stop, numbers.step))
            self._output = process.communicate(data)[0]
        except (OSError, ValueError):  # it ended early, or was ended
            self._output = b""
