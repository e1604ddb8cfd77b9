"""``pkpu-review duties``: a file → who must, may or must not do what under it, or what became of it since another."""

from __future__ import annotations

from pathlib import Path

import click

from pkpu_review.cli import inputs, result, streams
from pkpu_review.cli.reading import reading
from pkpu_review.errors import Exit
from pkpu_review.model import Reading

FORMS = {".txt": "text", ".json": "json", ".md": "md", ".xlsx": "xlsx"}
"""What ``-o`` may end with, and the form that it means."""


@click.command(
    "duties",
    short_help="Siapa wajib, boleh, atau dilarang berbuat apa.",
    help="""Susun matriks kewajiban: siapa wajib, boleh, atau dilarang berbuat apa, kepada siapa, sampai kapan, dan
    dengan syarat apa; satu norma satu baris, dengan ketentuannya.

    \b
    Contoh:
      pkpu-review duties rancangan.pdf --body KPPS
      pkpu-review duties v2.docx --against v1.docx -o kewajiban.xlsx""",
)
@click.argument("name", metavar="BERKAS")
@click.option("--body", metavar="BADAN", default="", help='Hanya badan ini: KPPS, "KPU Provinsi", atau kata naskah.')
@click.option("--against", metavar="BERKAS", help="Naskah sebelumnya: tampilkan yang baru, berubah, dan hilang.")
@result.form(FORMS.values(), told="Bentuk hasil (bawaan: text).")
@result.output
@reading
def duties(name: str, body: str, against: str | None, form: str | None, output: Path | None, reading: Reading) -> Exit:
    """Write the duty matrix of one file."""
    form = form or FORMS.get(output.suffix.lower() if output else ".txt", "text")
    if form == "xlsx" and output is None:
        raise click.UsageError("Bentuk xlsx memerlukan -o BERKAS.")
    from pkpu_review.report.views import duties as shown
    from pkpu_review.review import duties as matrix

    old = inputs.single(against) if against is not None else None
    found = matrix(inputs.single(name), old, " ".join(body.split()), reading)
    if form == "xlsx" and output is not None:
        from pkpu_review.report.excel.duties_xlsx import xlsx

        streams.deliver_bytes(xlsx(found), output)
    elif form == "json":
        from pkpu_review.report import records

        streams.deliver(records.dumps(shown.record(found), indent=1) + "\n", output)
    elif form == "md":
        streams.deliver(shown.markdown(found), output)
    else:
        streams.deliver(streams.view(shown.view(found, streams.width()), output), output)
    return Exit.DONE
