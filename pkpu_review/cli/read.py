"""``pkpu-review read``: files → outline, text, JSON lines or JSON."""

from __future__ import annotations

from pathlib import Path

import click

from pkpu_review.cli import inputs, streams
from pkpu_review.cli.reading import reading
from pkpu_review.errors import CannotRead, CannotWrite, Exit
from pkpu_review.model import Reading, Regulation

SUFFIXES = {"tree": "txt", "text": "txt", "jsonl": "jsonl", "json": "json"}
"""Format → suffix of the files that ``-o`` writes."""


@click.command(
    "read",
    short_help="Baca naskah menjadi pohon ketentuan.",
    help="""Baca naskah (.pdf dengan lapisan teks, .docx, .txt, .md) menjadi pohon ketentuan.

    BERKAS boleh lebih dari satu, boleh berupa folder, dan boleh memakai tanda * dan ?.

    \b
    Bentuk hasil:
      tree   kerangka naskah, satu baris satu ketentuan (bawaan)
      text   isi lengkap sebagai teks
      jsonl  satu ketentuan satu baris JSON
      json   satu objek JSON: identitas, sumber, ketentuan, perabot halaman, catatan

    Hasil satu berkas ditulis ke keluaran standar. Beberapa berkas sekaligus memerlukan -o FOLDER, kecuali
    untuk tree dan text. Nama hasil mengikuti nama berkas: draf.pdf menjadi draf.jsonl; bila ada draf.pdf
    dan draf.docx, menjadi draf.pdf.jsonl dan draf.docx.jsonl.""",
)
@click.argument("names", metavar="BERKAS...", nargs=-1, required=True)
@click.option(
    "--format", "form", type=click.Choice(list(SUFFIXES)), default="tree", show_default=True, help="Bentuk hasil."
)
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=inputs.Place(),
    help="Tulis satu berkas hasil untuk setiap naskah ke folder ini.",
)
@reading
def read(names: tuple[str, ...], form: str, output: Path | None, reading: Reading) -> Exit:
    """Read every file, then say how it went: 3 if one could not be read, 4 if one could not be written."""
    paths, failed = inputs.files(names)
    if output is None and len(paths) > 1 and form in ("json", "jsonl"):
        raise click.UsageError(f"Hasil {form} dari {len(paths)} berkas perlu tempat: tambahkan -o FOLDER.")
    if output is not None:
        from pkpu_review.report.save import make_folder

        make_folder(output)
    for failure in failed:
        streams.say(str(failure))
    worst: Exit = Exit.UNREADABLE if failed else Exit.DONE
    shown = 0
    for path, title in zip(paths, inputs.titles(paths), strict=True):
        try:
            regulation = _read(path, reading)
            target = output / f"{title}.{SUFFIXES[form]}" if output is not None else None
            text = _text(regulation, form, target)
            if target is None and len(paths) > 1:
                text = f"{'' if shown == 0 else chr(10)}==> {title} <==\n{text}"
            streams.deliver(text, target)
            shown += 1
        except (CannotRead, CannotWrite) as error:
            streams.say(str(error))
            worst = max(worst, error.exit)
    return worst


def _read(path: Path, reading: Reading) -> Regulation:
    from pkpu_review.review import regulation

    found = regulation(path, reading)
    if found.problems:
        streams.say(f"{path.name}: {len(found.problems)} catatan pembacaan")
    return found


def _text(regulation: Regulation, form: str, target: Path | None) -> str:
    from pkpu_review.report import outline, records

    if form == "tree":
        return streams.view(outline.tree(regulation, streams.width()), target)
    if form == "text":
        return streams.view(outline.text(regulation), target)
    if form == "jsonl":
        return "".join(records.dumps(records.provision(p)) + "\n" for p in regulation.walk())
    return records.dumps(records.regulation(regulation), indent=1) + "\n"
