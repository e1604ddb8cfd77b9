"""The options that say how files are to be read, the same for every command that reads one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pkpu_review.cli import streams
from pkpu_review.model import Reading

if TYPE_CHECKING:
    from rich.progress import Progress

EVERY = 10
"""Pages after which a line is written where there is no terminal for a bar."""
Command = TypeVar("Command", bound=Callable[..., Any])


def reading(command: Command) -> Command:
    """Add the options to *command*, which is handed them as ``reading``: a :class:`~pkpu_review.model.Reading`."""

    @click.option(
        "--ocr",
        type=click.Choice(["auto", "never", "always"]),
        default="auto",
        show_default=True,
        help="Baca gambar halaman: bila lapisan teks tidak ada atau buruk (auto), tidak pernah, atau selalu.",
    )
    @click.option(
        "--revisions",
        type=click.Choice(["final", "original", "both"]),
        default="final",
        show_default=True,
        help="Naskah Word dengan perubahan terlacak: keadaan akhir, keadaan asal, atau keduanya.",
    )
    @wraps(command)
    def with_reading(*arguments: Any, ocr: Any, revisions: Any, **options: Any) -> Any:
        with _Told() as told:
            return command(*arguments, reading=Reading(ocr=ocr, revisions=revisions, progress=told), **options)

    return with_reading  # type: ignore[return-value]


class _Told:
    """Tells how far the pictures of pages are read: a bar on a terminal, else a line now and then."""

    def __init__(self) -> None:
        self._bar: Progress | None = None

    def __enter__(self) -> _Told:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def __call__(self, done: int, total: int, name: str) -> None:
        if not sys.stderr.isatty():
            if done % EVERY == 0 or done == total:
                streams.say(f"[{done}/{total}] {name}")
            return
        if self._bar is None:
            self._bar = _bar()
            self._bar.start()
            self._bar.add_task("", total=total)
        self._bar.update(self._bar.task_ids[0], completed=done, total=total, description=name)
        if done == total:
            self._end()

    def _end(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    parts = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}", markup=False))
    return Progress(*parts, console=Console(stderr=True), transient=True)
