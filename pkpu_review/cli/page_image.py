"""``pkpu-review read --page-image``: one file and an id → PNG files of the pages, the provision framed."""

from __future__ import annotations

from pathlib import Path

import click

from pkpu_review.cli import inputs, streams
from pkpu_review.errors import Exit
from pkpu_review.model import Reading

SUFFIX = ".png"


def draw(names: tuple[str, ...], id: str, output: Path | None, span: tuple[int, int] | None, reading: Reading) -> Exit:
    """Draw the pages of provision *id* of the one file that *names* stand for.

    *output* is a file (its name ends in ``.png``) or a folder; without it the pictures go into the current one.
    """
    if len(names) != 1:
        raise click.UsageError("--page-image memerlukan tepat satu berkas.")
    path = inputs.single(names[0])
    from pkpu_review.report.save import make_folder, safe_name, save_bytes
    from pkpu_review.report.views.page_image import find, pictures
    from pkpu_review.review import regulation

    found = regulation(path, reading)
    provision = find(found, id)
    if output is not None and output.suffix.lower() == SUFFIX:
        folder, stem = output.parent, output.stem
    else:
        folder, stem = output or Path(), safe_name(f"{path.stem}-{provision.id.replace('/', '-')}")
    drawn = list(pictures(found, provision.id, path, span))
    make_folder(folder)
    for place, picture in enumerate(drawn, 1):
        name = f"{stem}-{place}{SUFFIX}" if len(drawn) > 1 else f"{stem}{SUFFIX}"
        target = save_bytes(folder / name, picture.png)
        streams.say(f"Ditulis: {target} (halaman {picture.page})")
    return Exit.DONE
