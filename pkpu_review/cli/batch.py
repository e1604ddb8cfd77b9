"""``pkpu-review batch``: a folder of drafts → the review of every version, and an overview."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pkpu_review.batch import PLAN
from pkpu_review.cli import inputs, streams
from pkpu_review.cli.flag import line_up, overrides
from pkpu_review.cli.office import known, office
from pkpu_review.cli.reading import reading
from pkpu_review.errors import Exit
from pkpu_review.model import Reading
from pkpu_review.report.text.terminal import columns, plain
from pkpu_review.report.wording import number

if TYPE_CHECKING:
    from pkpu_review.batch import Step
    from pkpu_review.report.meeting.overview import Overview

NUMBERS = 2
"""Columns of the table that stand before those with numbers."""


@click.command(
    "batch",
    short_help="Cermati semua rancangan dalam satu folder.",
    help="""Cermati semua rancangan dalam FOLDER: setiap versi dibandingkan dengan versi sebelumnya.

    Subfolder dengan regulation.toml adalah satu peraturan; urutan versinya menurut berkas itu. Subfolder tanpa
    regulation.toml juga dianggap satu peraturan; urutan versinya menurut nama berkas (v2 sebelum v10).

    Satu berkas yang gagal tidak menghentikan yang lain: kegagalan dicatat dalam index.html dan batch.json, dan
    kode keluar menjadi 1.""",
)
@click.argument("folder", metavar="FOLDER", type=inputs.Place())
@click.option(
    "-o",
    "--output",
    metavar="HASIL",
    required=True,
    type=inputs.Place(),
    help="Folder tempat hasil ditulis.",
)
@line_up
@overrides
@office
@reading
def batch(
    folder: Path,
    output: Path,
    line_up: str,
    overrides: Path | None,
    office: Path | None,
    day: date | None,
    formats: tuple[str, ...],
    reading: Reading,
) -> Exit:
    """Review everything; 1 where something could not be done, or not be proven."""
    from pkpu_review.batch import run

    whose = known(office)

    with _progress() as step:
        # one bar at a time
        silent = replace(reading, progress=None)
        overview = run(folder, output, line_up, step, silent, overrides, whose, day, formats)
    for note in overview.notes:
        streams.say(note)
    streams.result(_table(overview))
    for warning in overview.warnings:
        streams.say(f"Peringatan: {plain(warning)}")
    for failure in overview.failures:
        streams.say(f"Gagal: {failure.message}")
        if failure.detail:
            streams.say(failure.detail)
    streams.say(f"Buka: {output / 'index.html'}")
    return Exit.FOUND if overview.failures or overview.warnings else Exit.DONE


@contextmanager
def _progress() -> Iterator[Step]:
    """Give what :func:`pkpu_review.batch.run` tells its steps to: a bar on a terminal, else a line a step."""
    if not sys.stderr.isatty():

        def tell(done: int, total: int, name: str) -> None:
            if name:
                streams.say(f"[{done + 1}/{total}] {name}")

        yield tell
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    parts = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*parts, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("")
        yield lambda done, total, name: bar.update(task, completed=done, total=total, description=name)


def _table(overview: Overview) -> str:
    """Return the summary of a run as plain text: a table, its rows under the title of their regulation."""
    lines: list[tuple[str, ...]] = [("", "Dibandingkan dengan", "Ketentuan", "Berubah", "Penting")]
    for title, outcomes in groupby(overview.outcomes, key=lambda outcome: outcome.family):
        lines.append((plain(title),))
        for outcome in outcomes:
            label = f"  {plain(outcome.label) or PLAN}"
            if outcome.failure or not outcome.tally:
                lines.append((label, "GAGAL", "", "", ""))
                continue
            changes = (outcome.tally.changed, outcome.tally.substantive)
            told = [number(value) if outcome.against else "-" for value in changes]
            lines.append((label, plain(outcome.against) or "-", number(outcome.tally.rows), *told))
    rows = [line for line in lines if len(line) > 1]  # a title runs on over the columns
    widths = [max(columns(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "".join("  ".join(map(_cell, line, widths, range(len(line)))).rstrip() + "\n" for line in lines)


def _cell(text: str, width: int, place: int) -> str:
    """Return *text* filled up to *width* columns; numbers, from the third column on, stand at the right."""
    gap = " " * (width - columns(text))
    return gap + text if place >= NUMBERS else text + gap
