"""``pkpu-review compare``: two versions → what changed, in the form that is asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import click

from pkpu_review.cli import result, streams, versions
from pkpu_review.cli.flag import line_up
from pkpu_review.cli.reading import reading
from pkpu_review.errors import Exit
from pkpu_review.model import Comparison, Reading
from pkpu_review.report.views.selection import KINDS, Selection

FORMATS = {"text": ".txt", "json": ".json", "md": ".md", "html": ".html", "docx": ".docx"}
"""Forms of the result, and the suffix by which ``-o`` chooses one."""
Command = TypeVar("Command", bound=Callable[..., Exit])


def choosing(command: Command) -> Command:
    """Add the options that narrow a comparison down."""
    only = click.option(
        "--only",
        metavar="JENIS",
        multiple=True,
        type=click.Choice(KINDS),
        help=f"Hanya jenis ini; dapat diulang: {', '.join(KINDS)}.",
    )
    article = click.option(
        "--article",
        "places",
        metavar="TEMPAT",
        multiple=True,
        help="Hanya ketentuan ini dan semua di bawahnya, menurut nomor lama atau baru; dapat diulang: 5, 5A,"
        ' "5 ayat 2", "BAB II", lampiran, menimbang.',
    )
    division = click.option("--division", metavar="DIVISI", default="", help="Hanya yang menjadi tugas divisi ini.")
    return only(article(division(line_up(command))))


@click.command(
    "compare",
    short_help="Bandingkan dua versi naskah atau lebih.",
    help="""Bandingkan dua NASKAH, yang lama lebih dahulu, ketentuan demi ketentuan.

    Bila hanya satu naskah Word yang disebut, keadaan asalnya (semua perubahan terlacak ditolak) dibandingkan
    dengan keadaan akhirnya (semua diterima).

    Bila lebih dari dua naskah disebut, setiap ketentuan diikuti melalui semuanya menurut urutannya: kapan muncul,
    berubah, berpindah, dihapus, dan dimuat kembali. Folder berarti semua naskah di dalamnya, v2 sebelum v10.

    Dengan --three-way, tiga naskah adalah naskah dasar dan dua suntingannya: apa yang diubah masing-masing, apa yang
    bertentangan, dan usul naskah gabungannya.

    \b
    Bentuk hasil:
      text  yang terpenting, lalu setiap perubahan, kata demi kata (bawaan)
      md    isi yang sama sebagai Markdown
      html  satu halaman: naskah lama dan baru berdampingan, dengan saringan
      docx  (dua naskah saja) naskah baru dengan perubahan terlacak yang dapat diterima atau ditolak di Word
      json  satu objek JSON dengan satu baris untuk setiap ketentuan kedua naskah

    Tanpa --format, bentuknya mengikuti akhiran nama berkas pada -o (.txt, .md, .html, .docx, .json).""",
)
@click.argument("names", metavar="NASKAH...", nargs=-1, required=True)
@click.option("--three-way", is_flag=True, help="NASKAH adalah naskah dasar, suntingan A, dan suntingan B.")
@click.option("--all", "whole", is_flag=True, help="Lebih dari dua naskah: tampilkan juga yang tidak berubah.")
@result.form(FORMATS)
@result.output
@choosing
@click.option(
    "--date",
    metavar="TANGGAL",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Tanggal pada perubahan terlacak (docx), misalnya 2026-11-24; tanpa ini tidak bertanggal.",
)
@reading
def compare(
    names: tuple[str, ...],
    three_way: bool,
    whole: bool,
    form: str | None,
    output: Path | None,
    only: tuple[str, ...],
    places: tuple[str, ...],
    division: str,
    line_up: str,
    date: datetime | None,
    reading: Reading,
) -> Exit:
    """Compare; 0 however many differences there are, 2 where one file alone has no tracked changes."""
    from pkpu_review.review import comparison

    form = form or _by_suffix(output)
    paths = versions.drafts(names)
    versions.spare(paths, output)
    if three_way and len(paths) != versions.THREE:
        raise click.UsageError(
            f"--three-way memerlukan tiga naskah (dasar, suntingan A, suntingan B); yang disebut {len(paths)}."
        )
    if whole and (three_way or len(paths) < versions.THREE):
        raise click.UsageError("--all hanya berlaku untuk lebih dari dua naskah.")
    if len(paths) >= versions.THREE:
        versions.refuse(form, three_way and bool(only or places or division), date is not None)
        if three_way:
            text = versions.three_way(paths, form, output, reading)
        else:
            text = versions.history(paths, form, output, (only, places, division, line_up), whole, reading)
        streams.deliver(text, output)
        return Exit.DONE
    if form == "docx":
        if output is None:
            raise click.UsageError("Bentuk docx bukan teks: sebutkan berkas hasilnya, misalnya -o perubahan.docx.")
        if only or places or division:
            raise click.UsageError(
                "Bentuk docx memuat seluruh naskah: --only, --article, dan --division tidak berlaku."
            )
    elif date is not None:
        raise click.UsageError("--date hanya berlaku untuk bentuk docx.")
    found = comparison(paths[0], paths[1] if len(paths) > 1 else None, reading)
    if form == "docx":
        from pkpu_review.report.word.tracked import tracked

        assert output is not None
        for problem in found.warnings:  # the file itself has the words of the drafts alone
            streams.say(problem.message)
        streams.deliver_bytes(tracked(found, date.date() if date else None), output)
        return Exit.DONE
    selection = select(found, only, places, division, line_up)
    streams.deliver(_written(found, selection, form, output), output)
    return Exit.DONE


def _by_suffix(output: Path | None) -> str:
    """Return the form that the name of the result asks for."""
    suffix = output.suffix.lower() if output is not None else ""
    return next((form for form, known in FORMATS.items() if known == suffix), "text")


def select(found: Comparison, only: tuple[str, ...], places: tuple[str, ...], division: str, line_up: str) -> Selection:
    """Return what the options ask for; the divisions are looked up only where one is named.

    Raises:
        click.UsageError: the line-up has no such division.
        UnknownPlace: a place stands in neither version.
    """
    if not division:
        return Selection(only, places)
    from pkpu_review.review import flags

    sides = flags(found.old, line_up), flags(found.new, line_up)
    known = [one.id for one in sides[1].divisions]
    if division not in known:
        raise click.UsageError(f"Divisi '{division}' tidak ada dalam susunan {line_up}. Pilihan: {', '.join(known)}.")
    return Selection(only, places, division, sides)


def _written(found: Comparison, selection: Selection, form: str, output: Path | None) -> str:
    """Return the comparison in a form that is text."""
    if form == "json":
        from pkpu_review.report import records

        return records.dumps(selection.record(found, records.comparison(found)), indent=1) + "\n"
    from pkpu_review.report.views.changes import Changes

    changes = Changes(found, selection)
    if form == "md":
        from pkpu_review.report.text.markdown import markdown

        return markdown(changes)
    if form == "html":
        from pkpu_review.report.pages.side_by_side import side_by_side

        return side_by_side(changes)
    from pkpu_review.report.text.changes_text import differences

    marks = output is not None or not streams.colourful(sys.stdout)
    return streams.view(differences(changes, marks), output)
