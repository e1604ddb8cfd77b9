"""``pkpu-review read``: files → outline, text, JSON lines or JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from pkpu_review.cli import inputs, page_image, result, streams
from pkpu_review.cli.pages import Pages
from pkpu_review.cli.reading import reading
from pkpu_review.errors import CannotRead, CannotWrite, Exit
from pkpu_review.model import Reading, Regulation

SUFFIXES = {"tree": "txt", "text": "txt", "jsonl": "jsonl", "json": "json"}
"""Format → suffix of the files that ``-o`` writes."""
EXPLAINED = "-telusur"
"""Ends the name of an explanation, which stands beside the outline of the same file."""
SCHEDULE = "-jadwal"
"""Ends the name of a schedule."""


@click.command(
    "read",
    short_help="Baca naskah menjadi pohon ketentuan.",
    help="""Baca naskah (.pdf, .docx, .doc, .odt, .rtf, .html, .txt, .md) menjadi pohon ketentuan.

    BERKAS boleh lebih dari satu, boleh berupa folder, dan boleh memakai tanda * dan ?.

    \b
    Bentuk hasil:
      tree   kerangka naskah, satu baris satu ketentuan (bawaan)
      text   isi lengkap sebagai teks
      jsonl  satu ketentuan satu baris JSON
      json   satu objek JSON: identitas, sumber, ketentuan, perabot halaman, catatan

    Hasil satu berkas ditulis ke keluaran standar. Beberapa berkas sekaligus memerlukan -o FOLDER, kecuali
    untuk tree dan text. Nama hasil mengikuti nama berkas: draf.pdf menjadi draf.jsonl; bila ada draf.pdf
    dan draf.docx, menjadi draf.pdf.jsonl dan draf.docx.jsonl.

    --schedule hanya menampilkan jadwal dari tabel naskah: kegiatan, tanggal mulai, dan tanggal selesai.

    --explain menampilkan setiap baris naskah dan ke mana baris itu pergi: ketentuan mana, perabot halaman
    (dengan alasannya), yang dibetulkan, dan catatannya. --page-image menggambar halaman PDF tempat satu
    ketentuan tercetak, dengan bingkai di sekelilingnya.""",
)
@click.argument("names", metavar="BERKAS...", nargs=-1, required=True)
@result.form(SUFFIXES, "tree")
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=inputs.Place(),
    help="Tulis satu berkas hasil untuk setiap naskah ke folder ini.",
)
@click.option("--schedule", is_flag=True, help="Tampilkan jadwal saja: kegiatan, mulai, dan selesai dari tabel naskah.")
@click.option("--explain", is_flag=True, help="Tampilkan setiap baris naskah dan ke mana baris itu pergi.")
@click.option(
    "--page",
    "span",
    metavar="N|DARI-SAMPAI",
    type=Pages(),
    help="Untuk --explain dan --page-image: halaman ini saja (naskah tanpa halaman: paragraf).",
)
@click.option(
    "--page-image",
    "shown",
    metavar="ID",
    help="Gambar halaman PDF tempat ketentuan ID tercetak, dengan bingkai; -o menyebut berkas .png atau folder.",
)
@reading
def read(
    names: tuple[str, ...],
    form: str,
    output: Path | None,
    schedule: bool,
    explain: bool,
    span: tuple[int, int] | None,
    shown: str | None,
    reading: Reading,
) -> Exit:
    """Read every file, then say how it went: 3 if one could not be read, 4 if one could not be written."""
    if explain + schedule + (shown is not None) > 1:
        raise click.UsageError("Pilih salah satu: --explain, --schedule, atau --page-image.")
    if span is not None and not explain and shown is None:
        raise click.UsageError("--page hanya dipakai bersama --explain atau --page-image.")
    if shown is not None:
        return page_image.draw(names, shown, output, span, reading)
    if explain:
        reading = replace(reading, trace=True)
    paths, failed = inputs.files(names)
    if output is None and len(paths) > 1 and form in ("json", "jsonl"):
        raise click.UsageError(f"Hasil {form} dari {len(paths)} berkas perlu tempat: tambahkan -o FOLDER.")
    if output is not None:
        from pkpu_review.report.save import make_folder

        make_folder(output)
    for failure in failed:
        streams.say(str(failure))
    worst: Exit = Exit.UNREADABLE if failed else Exit.DONE
    told = 0
    for path, title in zip(paths, inputs.titles(paths), strict=True):
        try:
            regulation = _read(path, reading)
            name = f"{title}{EXPLAINED if explain else SCHEDULE if schedule else ''}.{SUFFIXES[form]}"
            target = output / name if output is not None else None
            text: str | Iterable[str]
            if schedule:
                text = _schedule(regulation, form, target)
            else:
                text = _explained(regulation, form, target, span) if explain else _text(regulation, form, target)
            if target is None and len(paths) > 1 and isinstance(text, str):
                text = f"{'' if told == 0 else chr(10)}==> {title} <==\n{text}"
            streams.deliver(text, target)
            told += 1
        except (CannotRead, CannotWrite) as error:
            streams.say(str(error))
            worst = max(worst, error.exit)
    return worst


def _read(path: Path, reading: Reading) -> Regulation:
    from pkpu_review.review import regulation

    found = regulation(path, reading)
    if found.problems:
        streams.say(f"{path.name}: {len(found.problems)} catatan pembacaan")
    if found.mends:
        streams.say(f"{path.name}: {len(found.mends)} kekeliruan lapisan teks dibetulkan (--explain menunjukkannya)")
    return found


def _explained(regulation: Regulation, form: str, target: Path | None, span: tuple[int, int] | None) -> str:
    from pkpu_review.report import records
    from pkpu_review.report.views import traced

    if form == "jsonl":
        return "".join(records.dumps(line) + "\n" for line in traced.line_records(regulation, span))
    if form == "json":
        return records.dumps(traced.record(regulation, span), indent=1) + "\n"
    return streams.view(traced.view(regulation, span), target)


def _schedule(regulation: Regulation, form: str, target: Path | None) -> str:
    from pkpu_review.report import records
    from pkpu_review.report.views import schedule
    from pkpu_review.review import schedule as activities

    found = activities(regulation)
    if not found.activities and form in ("json", "jsonl"):
        streams.say(f"{regulation.source.name}: {schedule.NONE}")
    if form == "jsonl":
        return "".join(records.dumps(schedule.activity(one)) + "\n" for one in found.activities)
    if form == "json":
        return records.dumps(schedule.record(found), indent=1) + "\n"
    return streams.view(schedule.view(found, streams.width()), target)


def _text(regulation: Regulation, form: str, target: Path | None) -> str | Iterable[str]:
    if form in ("tree", "text"):
        from pkpu_review.report.text import outline

        shown = outline.tree(regulation, streams.width()) if form == "tree" else outline.text(regulation)
        return streams.view(shown, target)
    from pkpu_review.report import records

    if form == "jsonl":
        return (records.dumps(records.provision(p)) + "\n" for p in regulation.walk())
    return records.dumps(records.regulation(regulation), indent=1) + "\n"
