"""Review → sheets: one neutral document, one writer a format; and every other view of a result.

``write(review, folder)`` makes the whole folder of a meeting. Where a line is found:

    what is said
      sheet, document       the values: rows of a review, and documents before any format is chosen
      wording, office       the words (knowledge/wording.toml); whose letterhead, place, day and signatories
      sheets/               Review → numbered rows → the sheets of divisions, secretariat and matrix → documents
      meeting/              the other documents (list of files, brief, list of remarks, fate of proposals); the folder
      views/                a result → what every view of it tells: compare, explain, budget, duties, timeline ...
    how it is set
      formats               the one table of formats: Document → bytes
      word/ excel/ pdf/     → DOCX (also with tracked changes), XLSX, PDF
      pages/                → HTML; its templates, styles and script stand in templates/
      text/                 → lines for a terminal, Markdown
      records               → records for JSON
      axis, lines, printable    what several formats need: months of a timeline, lines of a text, letters that XML takes
    how it is kept
      package, save, seal   one zip; whole files under safe names; no sheet that was filled in is written over
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pkpu_review.model import Review
    from pkpu_review.report.office import Office

__all__ = ["write"]


def write(
    review: Review,
    folder: str | Path,
    office: Office | None = None,
    day: date | None = None,
    formats: Sequence[str] = (),
) -> tuple[Path, ...]:
    """Write the folder of a meeting: the brief, the sheets of the divisions, the matrix, the timeline, the report that
    filters, ``review.json``, and all of it in one archive; see :mod:`.folder`.

    Everything is made before anything is written. A file that cannot be written does not keep the others
    from being written; those that stood there stay as they were. A sheet that someone has filled in since it
    was written is not written over.

    Args:
        review: what was found; without an older version the sheets show the draft alone.
        folder: made where it is missing.
        office: whose letterhead and signatories the documents carry; see :mod:`.office`.
        day: the day that they are dated; without it that of the office, else a blank to fill in.
        formats: of the documents, of :data:`.formats.FORMATS`; without any, those that are usual.

    Returns:
        The files written, ``index.html`` first.

    Raises:
        CannotWrite: the folder cannot be made, or a file in it cannot be written (the first such one is told).
        ValueError: the comparison leaves a provision of the new version out, or a format is not known.
    """
    from pkpu_review.report.formats import FORMATS, USUAL
    from pkpu_review.report.meeting.folder import contents
    from pkpu_review.report.office import NO_OFFICE
    from pkpu_review.report.seal import save_unless_changed

    unknown = sorted(set(formats) - set(FORMATS))
    if unknown:
        raise ValueError(f"unknown formats: {', '.join(unknown)}")
    office = office or NO_OFFICE
    files = contents(review, office, office.dated(day), tuple(formats) or USUAL)
    return save_unless_changed(Path(folder), files)
