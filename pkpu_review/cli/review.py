"""``pkpu-review review``: a draft → the review sheets, in a folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from pkpu_review.cli import inputs, streams
from pkpu_review.cli.flag import line_up, overrides
from pkpu_review.cli.reading import reading
from pkpu_review.cli.when import judged
from pkpu_review.errors import Exit
from pkpu_review.model import Reading


@click.command(
    "review",
    short_help="Tulis lembar pencermatan satu rancangan.",
    help="""Baca rancangan BARU, bandingkan dengan naskah lama, petakan ke divisi, dan tulis semua lembarnya.

    FOLDER akan berisi index.html (ringkasan), satu lembar untuk setiap divisi dan sekretariat (Word dan
    HTML), matriks persandingan (Word, Excel, HTML), dan review.json.""",
)
@click.argument("new", metavar="BARU")
@click.option("--against", "old", metavar="LAMA", help="Naskah lama; tanpa ini rancangan dibaca sendiri.")
@click.option("-o", "--output", metavar="FOLDER", required=True, type=inputs.Place(), help="Tempat lembar ditulis.")
@line_up
@overrides
@judged
@reading
def review(
    new: str,
    old: str | None,
    output: Path,
    line_up: str,
    overrides: Path | None,
    voting_day: date | None,
    regime: Any,
    law_date: date | None,
    reading: Reading,
) -> Exit:
    """Review one draft; 0 however much was found."""
    from pkpu_review.report import write
    from pkpu_review.review import Judged
    from pkpu_review.review import review as whole

    against = inputs.single(old) if old is not None else None
    found = whole(inputs.single(new), against, line_up, reading, overrides, Judged(voting_day, regime, law_date))
    for problem in found.flags.problems:
        streams.say(problem.message)
    written = write(found, output)
    streams.say(f"{len(written)} berkas ditulis. Buka: {written[0]}")
    return Exit.DONE
