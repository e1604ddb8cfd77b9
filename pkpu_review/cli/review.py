"""``pkpu-review review``: a draft → the review sheets, in a folder."""

from __future__ import annotations

from pathlib import Path

import click

from pkpu_review.cli import inputs, streams
from pkpu_review.cli.flag import line_up, overrides
from pkpu_review.cli.reading import reading
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
@reading
def review(new: str, old: str | None, output: Path, line_up: str, overrides: Path | None, reading: Reading) -> Exit:
    """Review one draft; 0 however much was found."""
    from pkpu_review.report import write
    from pkpu_review.review import review as whole

    found = whole(inputs.single(new), inputs.single(old) if old is not None else None, line_up, reading, overrides)
    for problem in found.flags.problems:
        streams.say(problem.message)
    written = write(found, output)
    streams.say(f"{len(written)} berkas ditulis. Buka: {written[0]}")
    return Exit.DONE
