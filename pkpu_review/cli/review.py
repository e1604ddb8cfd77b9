"""``pkpu-review review``: a draft → the review sheets, in a folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from pkpu_review.cli import inputs, streams
from pkpu_review.cli.flag import line_up, overrides
from pkpu_review.cli.office import known, office
from pkpu_review.cli.reading import reading
from pkpu_review.cli.when import judged
from pkpu_review.errors import Exit
from pkpu_review.model import Reading


@click.command(
    "review",
    short_help="Tulis lembar pencermatan satu rancangan.",
    help="""Baca rancangan BARU, bandingkan dengan naskah lama, petakan ke divisi, dan tulis semua lembarnya.

    \b
    FOLDER akan berisi:
      index.html             halaman pertama, yang menuju ke semua berkas
      0-daftar-berkas        dokumen apa untuk siapa
      1-ringkasan-pimpinan   ringkasan untuk pimpinan, paling banyak empat halaman
      2-lembar-divisi/       lembar setiap divisi dan sekretariat, untuk diisi dan dikembalikan
      3-matriks-persandingan semua ketentuan, lama dan baru berdampingan
      4-linimasa             tahapan, tenggat, dan batas waktu
      5-laporan.html         semua ketentuan, untuk disaring dan dicari
      berkas-rapat.zip       semuanya dalam satu arsip

    Lembar yang kembali dikumpulkan dengan perintah collect.""",
)
@click.argument("new", metavar="BARU")
@click.option("--against", "old", metavar="LAMA", help="Naskah lama; tanpa ini rancangan dibaca sendiri.")
@click.option("-o", "--output", metavar="FOLDER", required=True, type=inputs.Place(), help="Tempat lembar ditulis.")
@line_up
@overrides
@office
@judged
@reading
def review(
    new: str,
    old: str | None,
    output: Path,
    line_up: str,
    overrides: Path | None,
    office: Path | None,
    day: date | None,
    formats: tuple[str, ...],
    voting_day: date | None,
    regime: Any,
    law_date: date | None,
    reading: Reading,
) -> Exit:
    """Review one draft; 0 however much was found."""
    from pkpu_review.report import write
    from pkpu_review.review import Judged
    from pkpu_review.review import review as whole

    whose = known(office)
    against = inputs.single(old) if old is not None else None
    found = whole(inputs.single(new), against, line_up, reading, overrides, Judged(voting_day, regime, law_date))
    for problem in found.flags.problems:
        streams.say(problem.message)
    written = write(found, output, whose, day, formats)
    streams.say(f"{len(written)} berkas ditulis. Buka: {written[0]}")
    return Exit.DONE
