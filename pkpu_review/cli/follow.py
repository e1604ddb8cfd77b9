"""``pkpu-review follow``: the list of remarks and the next draft → what became of each proposal."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from pkpu_review.cli import inputs, result, streams
from pkpu_review.cli.office import known, look
from pkpu_review.cli.reading import reading
from pkpu_review.errors import Exit
from pkpu_review.model import Reading
from pkpu_review.report.formats import FORMATS

SUFFIXES = (*(f".{form}" for form in FORMATS), ".txt")


@click.command(
    "follow",
    short_help="Lihat usulan mana yang diambil naskah berikutnya.",
    help="""Bandingkan setiap usulan dalam DIM dengan NASKAH berikutnya: diambil seluruhnya, sebagian, dengan kata lain,
    atau tidak diambil, dengan buktinya.

    DIM adalah dim.json yang ditulis collect, atau folder yang memuatnya. Usulan boleh berupa rumusan, atau perintah
    seperti: frasa "14 hari" diubah menjadi "7 hari".

    \b
    Bentuk hasil menurut akhiran -o:
      .docx .xlsx .pdf .html   dokumen, dengan kata-kata kedua naskah berdampingan
      .md .json .txt           teks, untuk program, dan seperti di terminal""",
)
@click.argument("dim", metavar="DIM", type=inputs.Place())
@click.argument("name", metavar="NASKAH")
@result.output
@look
@reading
def follow(dim: Path, name: str, output: Path | None, office: Path | None, day: date | None, reading: Reading) -> Exit:
    """Follow every proposal into the next draft; 0 whatever became of them."""
    suffix = output.suffix.lower() if output else ".txt"
    if suffix not in SUFFIXES:
        raise click.UsageError(f"Akhiran {suffix or '(kosong)'} tidak dikenal: gunakan {', '.join(SUFFIXES)}.")
    from pkpu_review.following import follow as followed
    from pkpu_review.report import records
    from pkpu_review.report.formats import setting
    from pkpu_review.report.meeting import adoption
    from pkpu_review.report.meeting.adoption_warnings import warnings
    from pkpu_review.report.office import NO_OFFICE
    from pkpu_review.report.wording import say

    whose = known(office) or NO_OFFICE
    found = followed(dim, inputs.single(name), reading)
    if output or not sys.stdout.isatty():  # else the warnings are on the screen with the result
        for words in warnings(found):
            streams.say(f"{say('fact.unproven')}: {words}")
    if suffix == ".json":
        streams.deliver(records.dumps(adoption.record(found), indent=1) + "\n", output)
    elif suffix == ".txt" or output is None:
        streams.deliver(streams.view(adoption.view(found), output), output)
    else:
        made = adoption.document(found, whose, whose.dated(day))
        streams.deliver_bytes(setting(made, suffix.removeprefix(".")), output)
    return Exit.DONE
