"""Pack and summary → ``laporan.html``: one file with every row, which filters, finds and prints without a network.

Without its script the page is a readable table of all rows. The script (``templates/report.js``) gets what it
filters by from ``data-`` attributes, never from markup that it parses; the page lets no other script run: its
content policy names the sha256 of this one. Every row can be linked to by its number (``#no-12``), and every
provision by its id (``#pasal-5/ayat-2``; ``#lama/pasal-5`` in the old version).
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.resources import files

from pkpu_review import ids, knowledge
from pkpu_review.model import Regulation
from pkpu_review.report.meeting.summary import Summary
from pkpu_review.report.pages import html
from pkpu_review.report.printable import printable
from pkpu_review.report.sheet import Paragraph, Row, Run
from pkpu_review.report.sheets.sheets import Pack
from pkpu_review.report.sheets.telling import beside
from pkpu_review.report.wording import number, say, words

KINDS = (
    "substantive", "added", "removed", "editorial", "reference", "moved", "split", "merged", "renumbered", "same",
)  # fmt: skip
"""What rows can be chosen by, in the order of the page: change of the words, or what became of the place."""
LEVELS = ("tinggi", "sedang", "rendah")
NO_DIVISION = "-"
"""Stands for the division of a changed row that none was found for."""

PART_ROWS = 16
"""Rows that a browser lays out together once they come into sight: thousands are filtered at once, few laid out."""

LONG = 600
"""Characters of a row's words, or of its notes, from which on a print may part it: kept whole, it would leave much of
a page empty."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: its *value* in the address, the *key* that rows carry, and what the reader sees."""

    value: str
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row, with what only this page needs.

    Attributes:
        row: the row.
        old: words of the old side, what is gone from them marked.
        kept: the old side could not be marked, so that the new one shows the deleted words in any view.
        kinds, level, divisions, also, bodies: keys that the filters know it by.
        anchors: names, besides its number, to which links lead.
        context: number of the opening words that it hangs on; 0 where there are none.
        opens: number of the opening words that it shows itself; 0 where it shows none.
        was: its citation in the old version, where that was another.
        sentence: the change in a sentence, without the citation, which stands beside it.
    """

    row: Row
    old: tuple[Paragraph, ...]
    kept: bool
    kinds: tuple[str, ...]
    level: str
    divisions: tuple[str, ...]
    also: tuple[str, ...]
    bodies: tuple[str, ...]
    anchors: tuple[str, ...]
    context: int
    opens: int
    was: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Band:
    """Lines under one chapter heading."""

    title: str
    lines: tuple[Line, ...]


def page(pack: Pack, summary: Summary, up: str | None = None) -> str:
    """Return the page; *up* leads to the folder of the first page (None where there is none)."""
    from markupsafe import Markup

    script = files("pkpu_review.report").joinpath("templates", "report.js").read_text(encoding="utf-8")
    lines = tuple(_lines(pack))
    return html.render(
        "report.html.j2",
        pack=pack,
        summary=summary,
        up=up,
        bands=_bands(lines),
        part_rows=PART_ROWS,
        kinds=_kinds(lines) if pack.compared else [],
        divisions=_divisions(pack, lines),
        levels=_levels(lines) if pack.compared else [],
        bodies=_bodies(lines),
        findings=sum(_has(line.row, "temuan") for line in lines),
        budget=sum(_has(line.row, "anggaran") for line in lines),
        has=_has,
        long=_long,
        notes=words("notes"),
        total=len(lines),
        hashes=pack.matrix.hashes,
        script=Markup(script),  # noqa: S704 a file of this package; no word of a document is in it
        digest=digest(script),
    )


def digest(script: str) -> str:
    """Return the source expression by which a content policy lets *script* run."""
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"


# -- rows into lines


def _lines(pack: Pack) -> Iterator[Line]:
    low = knowledge.load("importance.toml")["level"]
    places = {division.id: str(place) for place, (division, _) in enumerate(pack.divisions)}
    anchors = _anchors(pack)
    openings: dict[tuple[str, str], int] = {}

    def opening(row: Row, said: str) -> int:
        key = row.provision.split("/")[0], said
        return openings.setdefault(key, len(openings) + 1) if said else 0

    for row in pack.rows:
        old, kept = _marked(row)
        divisions = tuple(places[c.division] for c in row.divisions if c.division in places)
        yield Line(
            row=row,
            old=old,
            kept=kept,
            kinds=_kinds_of(row),
            level=next((level for level in LEVELS[:2] if row.importance >= low[level]), LEVELS[2])
            if row.touched
            else "",
            divisions=divisions or ((NO_DIVISION,) if row.touched and row.unassigned else ()),
            also=tuple(places[c.division] for c in row.also if c.division in places),
            bodies=row.bodies,
            anchors=tuple(anchors.get(row.number, ())),
            context=opening(row, row.context),
            opens=opening(row, row.opening),
            was=row.old.citation if row.old and row.new and row.old.citation != row.new.citation else "",
            sentence=beside(row),
        )


def _kinds_of(row: Row) -> tuple[str, ...]:
    found = [row.relation] if row.relation != "same" else []
    if row.change != "none" and row.relation not in ("added", "removed"):
        return (*found, row.change)
    return tuple(found) or ("same",)


def _marked(row: Row) -> tuple[tuple[Paragraph, ...], bool]:
    """Return the old words of *row* with those marked that are gone, and whether that could not be done.

    The marks are those of the new side. Where its words, without what was inserted, are not those of the old side
    (of a split, another row has the rest), the old side stays unmarked.
    """
    if row.old is None:
        return (), False
    if row.new is None:
        gone = (replace(p, runs=tuple(Run(run.text, "delete") for run in p.runs)) for p in row.old.paragraphs)
        return tuple(gone), False
    if not any(run.mark != "equal" for p in row.new.paragraphs for run in p.runs):
        return row.old.paragraphs, False
    kept = [[run for run in p.runs if run.mark != "insert"] for p in row.new.paragraphs]
    if len(kept) == len(row.old.paragraphs) and all(
        _words(runs) == _words(p.runs) for runs, p in zip(kept, row.old.paragraphs, strict=True)
    ):
        return tuple(replace(p, runs=tuple(r)) for p, r in zip(row.old.paragraphs, kept, strict=True)), False
    return row.old.paragraphs, any(run.mark == "delete" for p in row.new.paragraphs for run in p.runs)


def _words(runs: Iterable[Run]) -> list[str]:
    return "".join(run.text for run in runs).split()


def _anchors(pack: Pack) -> dict[int, list[str]]:
    """Return row number → ids of the provisions that are read there, each once; old ones begin with ``lama/``."""
    found: dict[int, list[str]] = {}
    sides = [("", pack.review.new, {row.new.provision: row.number for row in reversed(pack.rows) if row.new})]
    if pack.review.old is not None:
        old = {row.old.provision: row.number for row in reversed(pack.rows) if row.old}
        sides.append(("lama/", pack.review.old, old))
    for prefix, regulation, shown in sides:
        for id, place in _read_at(regulation, shown):
            found.setdefault(place, []).append(f"{prefix}{printable(id)}")
    return found


def _read_at(regulation: Regulation, shown: dict[str, int]) -> Iterator[tuple[str, int]]:
    """Yield the id of each provision, with the number of the row where it is read.

    That is its own row; or that of what holds it; or, of a heading, the first below it.
    """
    for one in regulation.walk():
        place = shown.get(one.id)
        above = ids.parent(one.id)
        while place is None and above:
            place, above = shown.get(above), ids.parent(above)
        if place is None:
            place = min((shown[q.id] for q in one.walk() if q.id in shown), default=None)
        if place is not None:
            yield one.id, place


def _bands(lines: Sequence[Line]) -> list[Band]:
    made: list[tuple[str, list[Line]]] = []
    for line in lines:
        if not made or made[-1][0] != line.row.heading:
            made.append((line.row.heading, []))
        made[-1][1].append(line)
    return [Band(title, tuple(members)) for title, members in made]


# -- what the filters offer


def _kinds(lines: Iterable[Line]) -> list[Choice]:
    seen = Counter(kind for line in lines for kind in line.kinds)
    names = words("change") | words("relation")
    return [Choice(kind, kind, _counted(names[kind], seen[kind])) for kind in KINDS if seen[kind]]


def _divisions(pack: Pack, lines: Iterable[Line]) -> list[Choice]:
    seen = Counter(key for line in lines for key in line.divisions)
    made = [
        Choice(printable(division.id), str(place), _counted(printable(division.name), seen[str(place)]))
        for place, (division, _) in enumerate(pack.divisions)
    ]
    if seen[NO_DIVISION]:
        made.append(Choice(NO_DIVISION, NO_DIVISION, _counted(say("row.no-division"), seen[NO_DIVISION])))
    return made


def _levels(lines: Iterable[Line]) -> list[Choice]:
    seen = Counter(line.level for line in lines)
    low = knowledge.load("importance.toml")["level"]
    bounds = {
        "tinggi": {"low": low["tinggi"]},
        "sedang": {"low": low["sedang"], "high": low["tinggi"] - 1},
        "rendah": {"high": low["sedang"]},
    }
    return [Choice(one, one, _counted(say(f"report.level-{one}", **bounds[one]), seen[one])) for one in LEVELS]


def _bodies(lines: Iterable[Line]) -> list[Choice]:
    seen = Counter(body for line in lines for body in line.bodies)
    names = {one["id"]: one["name"] for one in knowledge.load("divisions/bodies.toml")["body"]}
    return [Choice(id, id, _counted(name, seen[id])) for id, name in names.items() if seen[id]]


def _counted(name: str, count: int) -> str:
    return say("report.option", name=name, count=number(count))


def _has(row: Row, kind: str) -> bool:
    return any(note.kind == kind for note in row.notes)


def _long(row: Row) -> bool:
    sides = (side for side in (row.old, row.new) if side)
    words = max(sum(len(run.text) for p in side.paragraphs for run in p.runs) for side in sides)
    return max(words, sum(len(note.text) for note in row.notes)) > LONG
