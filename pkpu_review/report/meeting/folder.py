"""Review → the folder of a meeting: the name and the content of every file, in the order in which they are read.

    index.html                    first page, which leads to everything
    0-daftar-berkas               which document is for whom
    1-ringkasan-pimpinan          the brief for the commissioners
    2-lembar-divisi/              a sheet for every division and the secretariat, to be filled in
    3-matriks-persandingan        every row, old beside new
    4-linimasa                    the timeline, with the statutory limits
    5-laporan.html                every row, to be filtered and searched
    review.json                   everything, for programs, and for ``collect``
    berkas-rapat.zip              all of it, to be handed on

The same review, office and day give the same bytes. Names begin with a number, so that every system sorts them alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pkpu_review.model import Review
from pkpu_review.report import records
from pkpu_review.report.document import Document
from pkpu_review.report.formats import FORMATS, USUAL, setting
from pkpu_review.report.meeting.brief import brief
from pkpu_review.report.meeting.cover import Listed, cover
from pkpu_review.report.meeting.summary import summary
from pkpu_review.report.office import DIVISION, NO_OFFICE, SECRETARIAT, Office
from pkpu_review.report.package import zipped
from pkpu_review.report.pages import html
from pkpu_review.report.sheets.setting import document
from pkpu_review.report.sheets.sheets import Pack, pack
from pkpu_review.report.wording import say

READING = tuple(form for form in FORMATS if form != "xlsx")
"""Formats of a document that is read and not filled in."""
INDEX, JSON, ARCHIVE = "index.html", "review.json", "berkas-rapat.zip"
TIMELINE = "4-linimasa"
DIVISIONS = html.FOLDER
LONGEST_PATH = 120
"""Characters of a name within the folder, at most: Windows takes 260 with the folders above it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the folder: in which *folder* below it, in which formats it makes sense, and *whom* it is for."""

    document: Document
    formats: tuple[str, ...]
    whom: str
    folder: str = ""

    def names(self, formats: tuple[str, ...]) -> dict[str, str]:
        """Return format → name of the file, of the *formats* asked for."""
        where = f"{self.folder}/" if self.folder else ""
        return {form: f"{where}{self.document.name}.{form}" for form in self.formats if form in formats}


def contents(
    review: Review, office: Office = NO_OFFICE, day: str = "", formats: tuple[str, ...] = USUAL
) -> dict[str, bytes]:
    """Return name → content of every file of the folder.

    Args:
        office: whose letterhead and signatories the documents carry.
        day: the day that they are dated, in words; empty for a blank to fill in.
        formats: of :data:`.formats.FORMATS`.

    Raises:
        ValueError: the comparison leaves a provision of the new version out.
    """
    made = pack(review)
    told = summary(made)
    entries = [entry for entry in _entries(made, review, office, day) if entry.names(formats)]
    listed = [
        Listed(entry.document.kind, _title(entry.document), tuple(entry.names(formats).values()), entry.whom)
        for entry in entries
    ]
    others = _others(made, review)
    listed += [Listed(say(f"cover.{key}"), "", names, say(f"cover.{key}-for")) for key, names in _groups(others)]
    entries.insert(0, Entry(cover(made, listed, office, day), READING, say("cover.all")))
    files: dict[str, bytes] = {}
    for entry in entries:
        names = entry.names(formats)
        for form, name in names.items():
            files[name] = setting(entry.document, form, names, "../" if entry.folder else "")
    files.update(others)
    text = records.dumps(records.review(review), indent=1) + "\n"
    files[JSON] = text.encode("utf-8", errors="replace")
    links = [
        (one.kind, tuple((_format(name), name) for name in one.files))
        for one in (_own_line(entries[0], formats), *listed)
        if one.files and not one.files[0].startswith(DIVISIONS)  # a list that is only read is no workbook
    ]
    links.append((say("cover.archive"), (("zip", ARCHIVE),)))
    offered = tuple(form for form in FORMATS if form in formats)
    files = {INDEX: html.index(made, told, links, offered, _report(), f"{TIMELINE}.html").encode(), **files}
    assert all(len(name) <= LONGEST_PATH for name in files)
    return {**files, ARCHIVE: zipped(files)}


def _title(document: Document) -> str:
    """Return what tells *document* from others of its kind: not the name of the draft, which all of them are about."""
    return "" if document.subject.startswith(document.title.rstrip("… ")) else document.title


def _own_line(entry: Entry, formats: tuple[str, ...]) -> Listed:
    """Return the list of documents as the first page names it."""
    return Listed(say("cover.title"), "", tuple(entry.names(formats).values()), entry.whom)


def _format(name: str) -> str:
    return say(f"format.{name.rsplit('.', 1)[-1]}")


def _entries(made: Pack, review: Review, office: Office, day: str) -> list[Entry]:
    """Return the documents of the folder but for its list."""
    entries = [Entry(brief(made, office, day), READING, say("cover.leaders"))]
    entries += [
        Entry(document(sheet, _signed(office, division.id), day), FORMATS, division.name, DIVISIONS)
        for division, sheet in made.divisions
    ]
    return [*entries, Entry(document(made.matrix, office, day), FORMATS, say("cover.all"))]


def _signed(office: Office, division: str) -> Office:
    """Return *office* with those who sign the sheet of *division*."""
    secretariat = division == say("sheet.id-secretariat")
    return office.signing(SECRETARIAT) if secretariat else office.signing(division, DIVISION)


def _others(made: Pack, review: Review) -> dict[str, bytes]:
    """Return the files that are no documents: the timeline, and the report to filter."""
    from pkpu_review.report.pages.report_page import page as report

    files: dict[str, bytes] = {}
    if review.findings is not None:
        from pkpu_review.report.excel.timeline_xlsx import xlsx as sheet
        from pkpu_review.report.pages import timeline_page
        from pkpu_review.report.views.timeline_calendar import ics

        files[f"{TIMELINE}.html"] = timeline_page.page(review.findings, up="").encode()
        files[f"{TIMELINE}.xlsx"] = sheet(review.findings)
        files[f"{TIMELINE}.ics"] = ics(review.findings)
    files[_report()] = report(made, summary(made), up="").encode()
    return files


def _report() -> str:
    return f"{say('report.file')}.html"


def _groups(files: Mapping[str, bytes]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the files that are no documents as the list names them: key and names."""
    timeline = tuple(name for name in files if name.startswith(TIMELINE))
    return [*([("timeline", timeline)] if timeline else []), ("report", (_report(),))]
