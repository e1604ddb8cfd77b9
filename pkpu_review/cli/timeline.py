"""``pkpu-review timeline``: a file → its timeline, on the terminal or as a page, a drawing, a calendar, a workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from pkpu_review.cli import inputs, result, streams
from pkpu_review.cli.reading import reading
from pkpu_review.cli.when import judged
from pkpu_review.errors import Exit
from pkpu_review.model import Reading

SUFFIXES = (".html", ".svg", ".ics", ".xlsx", ".json", ".txt")
"""What ``-o`` may end with."""


@click.command(
    "timeline",
    short_help="Gambar linimasa: jadwal, tenggat, batas waktu.",
    help="""Susun linimasa naskah: kegiatan dalam jadwal, tenggat dalam pasal yang dapat dihitung harinya, dan batas
    waktu menurut undang-undang.

    Tanpa -o, linimasa tampil menurut urutan hari. Bentuk berkas mengikuti akhirannya:

    \b
      .html  satu halaman: gambar, batas waktu, tenggat, dan yang perlu diperiksa
      .svg   gambarnya saja
      .ics   kalender untuk Outlook, Google Calendar, dan sebagainya
      .xlsx  lembar kerja Excel
      .json  satu objek JSON
      .txt   seperti di terminal""",
)
@click.argument("name", metavar="BERKAS")
@result.output
@judged
@reading
def timeline(
    name: str, output: Path | None, voting_day: date | None, regime: Any, law_date: date | None, reading: Reading
) -> Exit:
    """Write the timeline of one file."""
    suffix = output.suffix.lower() if output else ".txt"
    if suffix not in SUFFIXES:
        raise click.UsageError(f"Akhiran {suffix or '(kosong)'} tidak dikenal: gunakan {', '.join(SUFFIXES)}.")
    from pkpu_review.report.views import timeline as shown
    from pkpu_review.review import findings

    found = findings(inputs.single(name), voting_day, regime, law_date, reading)
    if found.timeline.why:
        streams.say(f"{found.regulation.source.name}: {found.timeline.why}.")
    if suffix == ".ics" and output:
        from pkpu_review.report.views.timeline_calendar import ics

        streams.deliver_bytes(ics(found), output)
    elif suffix == ".xlsx" and output:
        from pkpu_review.report.excel.timeline_xlsx import xlsx

        streams.deliver_bytes(xlsx(found), output)
    elif suffix == ".json":
        from pkpu_review.report import records

        streams.deliver(records.dumps(shown.record(found), indent=1) + "\n", output)
    elif suffix in (".html", ".svg"):
        from pkpu_review.report.pages import timeline_page

        streams.deliver(timeline_page.page(found) if suffix == ".html" else timeline_page.drawing(found), output)
    else:
        streams.deliver(streams.view(shown.view(found, streams.width()), output), output)
    return Exit.DONE
