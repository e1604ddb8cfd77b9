"""``pkpu-review check``: files → what the rules find in them; 1 where a person has to look at something."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from pkpu_review.cli import inputs, result, streams
from pkpu_review.cli.reading import reading
from pkpu_review.cli.when import judged
from pkpu_review.errors import CannotRead, Exit
from pkpu_review.model import Reading


@click.command(
    "check",
    short_help="Periksa batas waktu, urutan tahapan, dan angka.",
    help="""Periksa naskah: batas waktu menurut undang-undang (dengan hitungannya), urutan dan tumpang tindih tahapan,
    tanggal yang keliru, dan angka yang bertentangan dengan hurufnya.

    Batas waktu dihitung dari hari pemungutan suara. Bila naskah tidak menyebutnya, tulis --voting-day; tanpa itu
    batas yang bergantung kepadanya dinyatakan tidak dapat dihitung.

    \b
    Bentuk hasil:
      text   yang perlu diperiksa, lalu setiap batas waktu (bawaan)
      jsonl  satu temuan satu baris JSON
      json   satu objek JSON; hanya untuk satu naskah

    Kode keluar 1: ada yang perlu diperiksa orang.""",
)
@click.argument("names", metavar="BERKAS...", nargs=-1, required=True)
@result.form(["text", "jsonl", "json"], "text")
@result.output
@judged
@reading
def check(
    names: tuple[str, ...],
    form: str,
    output: Path | None,
    voting_day: date | None,
    regime: Any,
    law_date: date | None,
    reading: Reading,
) -> Exit:
    """Check every file into one result; 3 if one could not be read, else 1 if something was found."""
    from pkpu_review.report import records
    from pkpu_review.report.views import findings as shown
    from pkpu_review.review import findings

    paths, failed = inputs.files(names)
    if form == "json" and len(paths) > 1:
        raise click.UsageError("--format json hanya untuk satu naskah; untuk beberapa gunakan jsonl.")
    parts, open_ones = [], 0
    for path, title in zip(paths, inputs.titles(paths), strict=True):
        try:
            found = findings(path, voting_day, regime, law_date, reading)
        except CannotRead as error:
            failed.append(error)
            continue
        open_ones += len(found.open)
        if form == "json":
            parts.append(records.dumps(shown.record(found), indent=1) + "\n")
        elif form == "jsonl":
            lines = ({"doc": title, **shown.finding(one)} for one in found.findings)
            parts.append("".join(records.dumps(line) + "\n" for line in lines))
        else:
            parts.append(streams.view(shown.view(found, streams.width()), output))
    for failure in failed:
        streams.say(str(failure))
    if parts:
        streams.deliver(("\n" if form == "text" else "").join(parts), output)
    if failed:
        return Exit.UNREADABLE
    return Exit.FOUND if open_ones else Exit.DONE
