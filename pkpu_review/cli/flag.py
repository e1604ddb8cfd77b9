"""``pkpu-review flag``: files → the divisions that each provision concerns."""

from __future__ import annotations

from pathlib import Path

import click

from pkpu_review import DEFAULT_LINE_UP
from pkpu_review.cli import inputs, result, streams
from pkpu_review.cli.reading import reading
from pkpu_review.errors import CannotRead, Exit
from pkpu_review.model import Reading

line_up = click.option(
    "--line-up",
    metavar="SUSUNAN",
    default=DEFAULT_LINE_UP,
    show_default=True,
    help="Susunan divisi: nama yang tersedia, atau berkas .toml.",
)
"""The options that flag, review and batch share."""
overrides = click.option(
    "--overrides",
    metavar="BERKAS",
    type=inputs.Place(),
    help="Keputusan petugas tentang divisi (.toml); bawaan: keputusan-divisi.toml di folder naskah, bila ada.",
)


@click.command(
    "flag",
    short_help="Petakan ketentuan ke divisi.",
    help="""Tunjukkan divisi yang mendapat pekerjaan karena setiap ketentuan, beserta alasannya.

    \b
    Bentuk hasil:
      text   jumlah setiap divisi dan alasan setiap ketentuan (bawaan)
      jsonl  satu ketentuan satu baris JSON""",
)
@click.argument("names", metavar="BERKAS...", nargs=-1, required=True)
@result.form(["text", "jsonl"], "text")
@result.output
@line_up
@overrides
@reading
def flag(
    names: tuple[str, ...], form: str, output: Path | None, line_up: str, overrides: Path | None, reading: Reading
) -> Exit:
    """Flag every file into one result; 3 if one could not be read."""
    from pkpu_review.report import records
    from pkpu_review.report.text.flags_text import concerned
    from pkpu_review.review import flags

    paths, failed = inputs.files(names)
    parts = []
    for path, title in zip(paths, inputs.titles(paths), strict=True):
        try:
            found = flags(path, line_up, reading, overrides)
        except CannotRead as error:
            failed.append(error)
            continue
        for problem in found.problems:
            streams.say(f"{path.name}: {problem.message}")
        if form == "jsonl":
            parts.append("".join(records.dumps(line) + "\n" for line in records.flags(found, title)))
        else:
            parts.append(streams.view(concerned(found, streams.width()), output))
    for failure in failed:
        streams.say(str(failure))
    if parts:
        streams.deliver(("" if form == "jsonl" else "\n").join(parts), output)
    return Exit.UNREADABLE if failed else Exit.DONE
