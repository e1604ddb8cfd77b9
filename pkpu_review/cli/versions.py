"""``compare`` with more than two drafts: every provision's history, or two edits of one base put together."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pkpu_review.cli import inputs, streams
from pkpu_review.folders import one_a_stem
from pkpu_review.model import Reading

THREE = 3


def drafts(names: tuple[str, ...]) -> list[Path]:
    """Return the files that *names* stand for in their order: a folder for all it holds, in natural order.

    Where a folder has one version in several formats, one of these is taken.

    Raises:
        CannotRead: a name stands for none.
    """
    found: list[Path] = []
    for name in names:  # one by one: the same file may be meant twice
        files, failed = inputs.files([name])
        if failed:
            raise failed[0]
        if len(files) > 1 and Path(name).is_dir():
            versions = one_a_stem(files)
            for path in files:
                if path not in versions:
                    streams.say(f"{path.name} dilewati: naskah senama dengan format lain sudah diambil.")
            files = versions
        found += files
    return found


def spare(paths: list[Path], output: Path | None) -> None:
    """Refuse to write the result over one of the drafts *paths*: a draft is never lost for its comparison.

    Raises:
        click.UsageError: *output* is one of them, by whatever name.
    """
    if output is None or not output.exists():
        return
    for path in paths:
        if path.exists() and path.samefile(output):
            raise click.UsageError(f"{output} adalah naskah yang dibandingkan. Simpan hasilnya dengan nama lain.")


def history(
    paths: list[Path],
    form: str,
    output: Path | None,
    asked: tuple[tuple[str, ...], tuple[str, ...], str, str],
    whole: bool,
    reading: Reading,
) -> str:
    """Return the history of every provision through *paths*, as *form*.

    Args:
        asked: kinds, places, division and line-up, as ``compare`` takes them.
        whole: show what did not change too.

    Raises:
        click.UsageError: the form cannot be narrowed down, or there is no such division.
    """
    from pkpu_review.report.views.succession import Lineage, record
    from pkpu_review.review import succession

    only, places, division, line_up = asked
    if form == "json" and (only or places or division):
        raise click.UsageError("JSON riwayat memuat semuanya: --only, --article, dan --division tidak berlaku.")
    found = succession(*paths, reading=reading, step=_tell)
    if form == "json":
        from pkpu_review.report.records import dumps

        return dumps(record(found), indent=1) + "\n"
    from pkpu_review.cli.compare import select

    selections = None
    if only or places or division:
        selections = [select(step, only, places, division, line_up) for step in found.steps]
    lineage = Lineage(found, selections, whole)
    if form == "html":
        from pkpu_review.report.pages.succession_page import page

        return page(lineage)
    from pkpu_review.report.text.succession_text import lines, markdown

    if form == "md":
        return markdown(lineage)
    return streams.view(lines(lineage, _marks(output), streams.width()), output)


def three_way(paths: list[Path], form: str, output: Path | None, reading: Reading) -> str:
    """Return what two edits make of one base, as *form*; *paths* are the base, A and B."""
    from pkpu_review.report.views.three_way import Joined, record
    from pkpu_review.review import three_way as joined

    base, a, b = paths
    found = joined(base, a, b, reading, _tell)
    if form == "json":
        from pkpu_review.report.records import dumps

        return dumps(record(found), indent=1) + "\n"
    told = Joined(found)
    if form == "html":
        from pkpu_review.report.pages.three_way_page import page

        return page(told)
    from pkpu_review.report.text.three_way_text import lines, markdown

    return markdown(told) if form == "md" else streams.view(lines(told, _marks(output)), output)


def refuse(form: str, narrowed: bool, dated: bool) -> None:
    """Refuse what does not go with ``--three-way``, or with more than two drafts.

    Raises:
        click.UsageError: always, where there is such a thing.
    """
    if form == "docx":
        raise click.UsageError("Bentuk docx hanya untuk dua naskah. Pilihan: text, md, html, json.")
    if dated:
        raise click.UsageError("--date hanya berlaku untuk bentuk docx.")
    if narrowed:
        raise click.UsageError("--three-way memuat seluruh naskah: --only, --article, dan --division tidak berlaku.")


def _marks(output: Path | None) -> bool:
    return output is not None or not streams.colourful(sys.stdout)


def _tell(done: int, total: int, name: str) -> None:
    if name:
        streams.say(f"[{done + 1}/{total}] {name}")
