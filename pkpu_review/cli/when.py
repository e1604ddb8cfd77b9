"""Days, and the law, on the command line: ``--voting-day``, ``--regime``, ``--law-date``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A day of the calendar: 2024-02-14, or as a draft writes it, 14 Februari 2024."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        from pkpu_review.lexis.dates import period

        if isinstance(value, date):
            return value
        found = period(str(value))
        if found is None or found[0] != found[1]:
            self.fail(f'{value!r} bukan tanggal: tulis 2024-02-14 atau "14 Februari 2024".', param, ctx)
        return found[0]


def judged(command: Command) -> Command:
    """Add the three options to *command*: ``voting_day``, ``regime`` and ``law_date``."""
    for option in reversed(
        (
            click.option(
                "--voting-day",
                metavar="TANGGAL",
                type=Day(),
                help="Hari pemungutan suara, misalnya 2024-02-14; tanpa ini, yang disebut dalam naskah.",
            ),
            click.option(
                "--regime",
                type=click.Choice(["nasional", "daerah"]),
                help="Hukum yang dipakai: Pemilu atau Pemilihan kepala daerah; tanpa ini, menurut judul naskah.",
            ),
            click.option(
                "--law-date",
                metavar="TANGGAL",
                type=Day(),
                help="Hari yang menentukan bunyi undang-undang; tanpa ini, hari atau tahun penetapan naskah.",
            ),
        )
    ):
        command = option(command)
    return command
