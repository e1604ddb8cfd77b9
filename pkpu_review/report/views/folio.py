"""The neutral page: a title, facts, sections of short entries; what every format of ``budget`` and ``explain`` says.

Wording and order are settled here; :mod:`.folio_text` sets it for a terminal and as Markdown, :mod:`.folio_page` as
HTML.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pkpu_review.report.sheet import Run

Tone = Literal["plain", "soft", "warning"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is told.

    Attributes:
        runs: its words; inserted and deleted ones are marked.
        label: what stands before it: a citation, a name, the label of a list item.
        depth: steps of indent.
        notes: what is told below it, a line each: reasons, evidence, arithmetic, citations.
        tone: ``warning`` what a person has to look at, ``soft`` what is said in passing.
    """

    runs: tuple[Run, ...] = ()
    label: str = ""
    depth: int = 0
    notes: tuple[str, ...] = ()
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Section:
    """Entries under one heading; *anchor* names it in the page, *note* is told below the heading."""

    anchor: str
    title: str
    entries: tuple[Entry, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Folio:
    """The page.

    Attributes:
        over: what kind of page it is.
        title: what it is about.
        facts: name and value of what stands at its head.
        warnings: what is told before anything else.
        sections: those that hold something.
        absent: the sentence on what was looked for and not found; empty where all was.
        hashes: role and sha256 of each file read.
    """

    over: str
    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    warnings: tuple[str, ...] = ()
    absent: str = ""
    hashes: tuple[tuple[str, str], ...] = ()

    @property
    def marked(self) -> bool:
        """Whether some words are marked as inserted or deleted."""
        return any(run.mark != "equal" for part in self.sections for entry in part.entries for run in entry.runs)


def said(text: str, label: str = "", depth: int = 0, notes: tuple[str, ...] = (), tone: Tone = "plain") -> Entry:
    """Return an entry of plain words."""
    return Entry((Run(text),) if text else (), label, depth, notes, tone)
