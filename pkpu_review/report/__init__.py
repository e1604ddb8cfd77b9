"""Review → sheets: one neutral sheet model, one writer a format; and the JSON records of every result.

``write(review, folder)`` makes the whole folder of a meeting. The road: ``rows`` (Review → numbered rows,
with ``redline``, ``concerns``, ``ranking`` and ``telling``), ``sheets`` and ``summary`` (rows → documents),
``docx``, ``html``, ``xlsx`` and ``records`` (documents → bytes), ``save`` (bytes → whole files).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pkpu_review.errors import CannotWrite

if TYPE_CHECKING:
    from pkpu_review.model import Review

__all__ = ["write"]


def write(review: Review, folder: str | Path) -> tuple[Path, ...]:
    """Write the summary, the sheets of the divisions, the matrix and ``review.json`` into *folder*.

    Everything is made before anything is written. A file that cannot be written does not keep the others
    from being written; those that stood there stay as they were. A sheet that someone has filled in since it
    was written is not written over.

    Args:
        review: what was found; without an older version the sheets show the draft alone.
        folder: made where it is missing.

    Returns:
        The files written, ``index.html`` first.

    Raises:
        CannotWrite: the folder cannot be made, or a file in it cannot be written (the first such one is told).
        ValueError: the comparison leaves a provision of the new version out.
    """
    from pkpu_review.report.save import make_folder, save_bytes
    from pkpu_review.report.seal import guard

    folder = Path(folder)
    contents = _contents(review)
    for parent in dict.fromkeys((folder / name).parent for name in contents):
        make_folder(parent)
    written: list[Path] = []
    failed: list[CannotWrite] = []
    for name, content in contents.items():
        try:
            guard(folder / name)
            written.append(save_bytes(folder / name, content))
        except CannotWrite as error:
            failed.append(error)
    if failed:
        raise failed[0]
    return tuple(written)


def _contents(review: Review) -> dict[str, bytes]:
    """Return name → content of every file, in the order in which they are written."""
    from pkpu_review.report import html, records
    from pkpu_review.report.docx import docx
    from pkpu_review.report.report_page import page
    from pkpu_review.report.setting import document
    from pkpu_review.report.sheets import pack
    from pkpu_review.report.summary import summary
    from pkpu_review.report.wording import say
    from pkpu_review.report.xlsx import xlsx

    made = pack(review)
    first = summary(made)
    contents = {"index.html": html.index(made, first).encode()}
    contents[f"{say('report.file')}.html"] = page(made, first).encode()
    for _, sheet in made.divisions:
        contents[f"{html.FOLDER}/{sheet.name}.docx"] = docx(document(sheet))
        contents[f"{html.FOLDER}/{sheet.name}.html"] = html.page(sheet).encode()
    matrix = made.matrix
    contents[f"{matrix.name}.docx"] = docx(document(matrix))
    contents[f"{matrix.name}.xlsx"] = xlsx(matrix)
    contents[f"{matrix.name}.html"] = html.page(matrix, up="").encode()
    text = records.dumps(records.review(review), indent=1) + "\n"
    contents["review.json"] = text.encode("utf-8", errors="replace")
    return contents
