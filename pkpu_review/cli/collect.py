"""``pkpu-review collect``: sheets that came back → the Daftar Inventarisasi Masalah."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from pkpu_review.cli import inputs, streams
from pkpu_review.cli.office import known, office
from pkpu_review.cli.reading import reading
from pkpu_review.errors import CannotRead, Exit
from pkpu_review.folders import natural
from pkpu_review.model import Dim, Reading
from pkpu_review.report.wording import number, say


@click.command(
    "collect",
    short_help="Himpun lembar yang sudah diisi menjadi Daftar Inventarisasi Masalah.",
    help="""Baca BERKAS (lembar Word dan Excel yang sudah diisi, atau folder yang memuatnya), dan himpun semua tanggapan
    menjadi Daftar Inventarisasi Masalah.

    --pack menyebut folder yang ditulis oleh review: dari sana diketahui rancangannya dan bentuk asal setiap lembar.
    Lembar boleh diisi di folder itu sendiri. Nama berkas boleh diganti, baris diurutkan, kolom disembunyikan; yang
    tertulis di luar tempat isian, komentar, dan perubahan terlacak ikut dibaca. Yang tidak menunjuk ketentuan
    dihimpun tersendiri, dengan nama berkas dan selnya: tidak ada yang hilang.

    Satuan kerja diambil dari isian pada lembar; bila kosong, dari nama subfolder tempat lembar itu; bila tidak ada,
    dari nama berkas.

    Dengan --next, setiap tanggapan dibawa ke tempat ketentuannya dalam naskah berikutnya.""",
)
@click.argument("names", metavar="BERKAS...", nargs=-1, required=True)
@click.option("--pack", "folder", metavar="FOLDER", required=True, type=inputs.Place(), help="Folder hasil review.")
@click.option("--next", "onward", metavar="NASKAH", help="Naskah berikutnya, tempat tanggapan dibawa.")
@click.option("-o", "--output", metavar="HASIL", required=True, type=inputs.Place(), help="Folder untuk hasilnya.")
@office
@reading
def collect(
    names: tuple[str, ...],
    folder: Path,
    onward: str | None,
    output: Path,
    office: Path | None,
    day: date | None,
    formats: tuple[str, ...],
    reading: Reading,
) -> Exit:
    """Collect; 3 where a sheet could not be read."""
    from pkpu_review.inventory import collect as collected
    from pkpu_review.report.meeting.dim import write

    whose = known(office)
    after = inputs.single(onward) if onward is not None else None
    dim = collected(list(_meant(names)), folder, after, reading, _step)
    for line in _told(dim):
        streams.say(line)
    written = write(dim, output, whose, day, formats)
    streams.say(say("collect.written", count=number(len(written)), first=written[0]))
    return Exit.UNREADABLE if dim.unread else Exit.DONE


def _meant(names: tuple[str, ...]) -> Iterator[Path]:
    """Yield what *names* stand for; one with wildcards, which the Windows console leaves to the program, for each.

    Raises:
        CannotRead: nothing matches.
    """
    for name in names:
        if not name:
            raise click.UsageError("Nama berkas kosong.")
        if glob.has_magic(name) and not Path(name).exists():
            matching = sorted(glob.glob(name), key=natural)
            if not matching:
                raise CannotRead(name, "tidak ada berkas yang cocok dengan pola ini")
            yield from map(Path, matching)
        else:
            yield Path(name)


def _step(done: int, total: int, name: str) -> None:
    if name:
        streams.say(say("collect.reading", done=number(done + 1), total=number(total), name=name))


def _told(dim: Dim) -> Iterator[str]:
    """Yield what a person should know at once."""
    for lost in dim.unread:
        yield lost.cause
    for one in dim.files:
        if one.foreign:
            yield say("collect.foreign", file=one.file)
    yield say("collect.files", files=number(len(dim.files)), offices=number(len(dim.offices)))
    yield say(
        "collect.remarks",
        remarks=number(sum(1 for _ in dim.remarks)),
        provisions=number(len(dim.entries)),
        conflicts=number(sum(entry.conflicting for entry in dim.entries)),
    )
    if dim.strays:
        yield say("collect.strays", count=number(len(dim.strays)))
    if dim.orphans:
        yield say("collect.orphans", count=number(len(dim.orphans)))
    if dim.unread:
        yield say("collect.unread", count=number(len(dim.unread)))
