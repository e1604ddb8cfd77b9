"""``pkpu-review budget``: a draft → what it costs, and what became of that since the version before."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pkpu_review.cli import inputs, result, streams
from pkpu_review.cli.reading import reading
from pkpu_review.errors import Exit
from pkpu_review.model import Reading


@click.command(
    "budget",
    short_help="Tunjukkan tanda-tanda anggaran dan perubahannya.",
    help="""Tunjukkan apa yang menyangkut anggaran dalam BERKAS: jumlah uang, banyaknya barang dan orang beserta
    pengalinya, persentase, sumber dana, dan ketentuan yang menimbulkan biaya tanpa menyebut sumber dananya.

    Dengan --against, perubahannya terhadap naskah lama disebut lebih dahulu, dengan hitungannya.

    \b
    Bentuk hasil:
      text  menurut jenisnya, dengan alasannya (bawaan)
      md    isi yang sama sebagai Markdown
      json  satu objek JSON""",
)
@click.argument("name", metavar="BERKAS")
@click.option("--against", "old", metavar="LAMA", help="Naskah lama.")
@result.form(["text", "md", "json"], "text")
@result.output
@reading
def budget(name: str, old: str | None, form: str, output: Path | None, reading: Reading) -> Exit:
    """Show the budget signals of one file; 0 however many there are."""
    from pkpu_review.report.views import budget as shown
    from pkpu_review.review import budget as gathered

    found = gathered(inputs.single(name), inputs.single(old) if old is not None else None, reading)
    if form == "json":
        from pkpu_review.report import records

        streams.deliver(records.dumps(shown.record(found), indent=1) + "\n", output)
        return Exit.DONE
    from pkpu_review.report.text import folio_text

    folio = shown.folio(found)
    if form == "md":
        streams.deliver(folio_text.markdown(folio), output)
    else:
        marks = output is not None or not streams.colourful(sys.stdout)
        streams.deliver(streams.view(folio_text.lines(folio, marks, streams.width()), output), output)
    return Exit.DONE
