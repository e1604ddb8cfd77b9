"""What a command says → standard output for the result alone, standard error for everything else.

Both are UTF-8 with ``\\n`` at line ends on every system, so that a result can be handed on to another
program or kept in a file whatever the console's code page is.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import click

from pkpu_review.errors import Exit
from pkpu_review.report.printable import printable
from pkpu_review.report.text.terminal import WIDTH, Line, paint


def prepare() -> None:
    """Set both streams to UTF-8 with plain line ends."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # not so where a program has put its own stream there
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def colourful(stream: TextIO) -> bool:
    """Return whether *stream* is a terminal that shows colours, and the user has not asked for none."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not stream.isatty():
        return False
    return os.name != "nt" or "WT_SESSION" in os.environ or "ANSICON" in os.environ or _windows_terminal()


def width() -> int:
    """Return the columns of the terminal, or :data:`WIDTH` where the result does not go to one."""
    return shutil.get_terminal_size((WIDTH, 24)).columns if sys.stdout.isatty() else WIDTH


def result(text: str | Iterable[str]) -> None:
    """Write *text*, whole or in parts, to standard output; end quietly where nobody reads it any more (``| head``)."""
    try:
        sys.stdout.writelines([text] if isinstance(text, str) else text)
        sys.stdout.flush()
    except BrokenPipeError:
        # what is left in the buffer would be written once more at the end, and fail once more
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(Exit.DONE) from None


def deliver(text: str | Iterable[str], target: Path | None) -> None:
    """Write *text*, whole or in lines, to the file *target*, or to standard output where there is none.

    Raises:
        CannotWrite: the file or its folder cannot be written.
    """
    if target is None:
        result(text)
        return
    from pkpu_review.report.save import make_folder, save_text

    make_folder(target.parent)
    save_text(target, text)
    say(f"Ditulis: {target}")


def deliver_bytes(content: bytes, target: Path) -> None:
    """Write *content*, which is no text, to the file *target*.

    Raises:
        CannotWrite: the file or its folder cannot be written, or someone has worked in it since it was written.
    """
    from pkpu_review.report.save import make_folder, save_bytes
    from pkpu_review.report.seal import guard

    make_folder(target.parent)
    guard(target)
    save_bytes(target, content)
    say(f"Ditulis: {target}")


def view(lines: Iterable[Line], target: Path | None = None) -> str:
    """Return a view as text: coloured where it goes to a terminal that shows colours."""
    return paint(lines, target is None and colourful(sys.stdout))


def say(sentence: str) -> None:
    """Tell the person at the terminal one thing; a name in it may hold anything, and must not steer the terminal."""
    print(printable(sentence.replace("\r", " ")), file=sys.stderr, flush=True)


def _windows_terminal() -> bool:
    """Return whether the console of an older Windows takes colour codes (rich asks the system)."""
    from rich.console import Console

    return not Console().legacy_windows
