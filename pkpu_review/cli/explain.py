"""``pkpu-review explain``: a draft and a place in it → everything known of that provision, on one page."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from pkpu_review.cli import inputs, result, streams
from pkpu_review.cli.flag import line_up
from pkpu_review.cli.reading import reading
from pkpu_review.cli.when import judged
from pkpu_review.errors import Exit
from pkpu_review.model import Reading

FORMATS = {"text": ".txt", "md": ".md", "html": ".html", "json": ".json"}
"""Forms of the page, and the suffix by which ``-o`` chooses one."""


@click.command(
    "explain",
    short_help="Tunjukkan semua yang diketahui tentang satu ketentuan.",
    help="""Tunjukkan semua yang diketahui tentang KETENTUAN dalam BERKAS pada satu halaman: bunyi dan letaknya,
    riwayatnya, divisinya dengan alasannya, siapa wajib berbuat apa, waktu dan batasnya, anggarannya, rujukan dari dan
    kepadanya, istilah yang dipakainya, penjelasannya, dan catatan pembacaannya.

    KETENTUAN ditulis seperti lazimnya: "Pasal 5 ayat (2) huruf a", 5 ayat 2, pasal-5/ayat-2.

    Dengan --against, yang berubah terhadap naskah lama ditandai; bila diulang, riwayatnya melalui semua naskah itu
    ditunjukkan, yang terlama lebih dahulu.

    Tanpa --format, bentuknya mengikuti akhiran nama berkas pada -o (.txt, .md, .html, .json).""",
)
@click.argument("name", metavar="BERKAS")
@click.argument("place", metavar="KETENTUAN...", nargs=-1, required=True)
@click.option("--against", "olds", metavar="LAMA", multiple=True, help="Naskah lama; dapat diulang.")
@result.form(FORMATS)
@result.output
@line_up
@judged
@reading
def explain(
    name: str,
    place: tuple[str, ...],
    olds: tuple[str, ...],
    form: str | None,
    output: Path | None,
    line_up: str,
    voting_day: date | None,
    regime: Any,
    law_date: date | None,
    reading: Reading,
) -> Exit:
    """Show one provision; 2 where the file has no such provision."""
    from pkpu_review.explaining import explain as gathered
    from pkpu_review.report.views import explain as shown

    suffix = output.suffix.lower() if output is not None else ""
    form = form or next((key for key, known in FORMATS.items() if known == suffix), "text")
    found = gathered(
        inputs.single(name),
        " ".join(place),
        [inputs.single(old) for old in olds],
        line_up,
        reading,
        voting_day,
        regime,
        law_date,
    )
    if form == "json":
        from pkpu_review.report import records
        from pkpu_review.report.views.explain_record import record

        streams.deliver(records.dumps(record(found), indent=1) + "\n", output)
        return Exit.DONE
    folio = shown.folio(found)
    if form == "html":
        from pkpu_review.report.pages.folio_page import page

        streams.deliver(page(folio), output)
        return Exit.DONE
    from pkpu_review.report.text import folio_text

    if form == "md":
        streams.deliver(folio_text.markdown(folio), output)
    else:
        marks = output is not None or not streams.colourful(sys.stdout)
        streams.deliver(streams.view(folio_text.lines(folio, marks, streams.width()), output), output)
    return Exit.DONE
