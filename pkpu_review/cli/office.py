"""What documents look like, on the command line: ``--office``, ``--date``, ``--formats``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pkpu_review.cli import inputs
from pkpu_review.cli.when import Day
from pkpu_review.report.formats import FORMATS, USUAL

if TYPE_CHECKING:
    from pkpu_review.report.office import Office

Command = TypeVar("Command", bound=Callable[..., Any])


class Formats(click.ParamType[tuple[str, ...]]):
    """Formats with commas between them: ``docx,pdf``."""

    name = "formats"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        found = tuple(dict.fromkeys(part.strip().lower() for part in str(value).split(",") if part.strip()))
        unknown = [part for part in found if part not in FORMATS]
        if unknown or not found:
            self.fail(
                f"bentuk {', '.join(unknown) or 'kosong'} tidak dikenal: pilih dari {', '.join(FORMATS)}.", param, ctx
            )
        return found


def look(command: Command) -> Command:
    """Add two options to *command*: ``office`` and ``day``."""
    for option in reversed(
        (
            click.option(
                "--office",
                metavar="BERKAS",
                type=inputs.Place(),
                help="Berkas TOML kantor: kop surat, tempat, tanggal, penanda tangan.",
            ),
            click.option(
                "--date",
                "day",
                metavar="TANGGAL",
                type=Day(),
                help="Tanggal pada dokumen; tanpa ini tanggal dari berkas kantor, atau titik-titik untuk diisi.",
            ),
        )
    ):
        command = option(command)
    return command


def office(command: Command) -> Command:
    """Add three options to *command*: those of :func:`look`, and ``formats``."""
    chosen = click.option(
        "--formats",
        metavar="DAFTAR",
        type=Formats(),
        default=",".join(USUAL),
        show_default=True,
        help=f"Bentuk dokumen, dipisah koma: {', '.join(FORMATS)}.",
    )
    return look(chosen(command))


def known(path: Path | None) -> Office | None:
    """Return the office that *path* describes; None without one.

    Raises:
        CannotRead: it cannot be read, or is not complete.
    """
    if path is None:
        return None
    from pkpu_review.report.office import office as read

    return read(path)
