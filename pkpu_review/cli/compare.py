"""``pkpu-review compare``: two versions → what changed, for people or as JSON."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pkpu_review.cli import inputs, streams
from pkpu_review.cli.reading import reading
from pkpu_review.errors import Exit
from pkpu_review.model import Reading


@click.command(
    "compare",
    short_help="Bandingkan dua versi naskah.",
    help="""Bandingkan naskah LAMA dengan naskah BARU, ketentuan demi ketentuan.

    Bila hanya satu naskah Word yang disebut, keadaan asalnya (semua perubahan terlacak ditolak) dibandingkan
    dengan keadaan akhirnya (semua diterima).

    \b
    Bentuk hasil:
      text  ringkasan dan setiap perubahan, kata demi kata (bawaan)
      json  satu objek JSON dengan satu baris untuk setiap ketentuan kedua naskah""",
)
@click.argument("old", metavar="LAMA")
@click.argument("new", metavar="[BARU]", required=False)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Bentuk hasil."
)
@click.option("-o", "--output", metavar="BERKAS", type=inputs.Place(), help="Tulis hasil ke berkas ini.")
@reading
def compare(old: str, new: str | None, form: str, output: Path | None, reading: Reading) -> Exit:
    """Compare; 0 however many differences there are, 2 where one file alone has no tracked changes."""
    from pkpu_review.report import records
    from pkpu_review.report.differences import differences
    from pkpu_review.review import comparison

    found = comparison(inputs.single(old), None if new is None else inputs.single(new), reading)
    if form == "json":
        text = records.dumps(records.comparison(found), indent=1) + "\n"
    else:
        marks = output is not None or not streams.colourful(sys.stdout)
        text = streams.view(differences(found, marks), output)
    streams.deliver(text, output)
    return Exit.DONE
