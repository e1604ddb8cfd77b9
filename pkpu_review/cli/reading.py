"""The options that say how files are to be read, the same for every command that reads one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from pkpu_review.model import Reading

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
        return command(*arguments, reading=Reading(ocr=ocr, revisions=revisions), **options)

    return with_reading  # type: ignore[return-value]
