"""Changes → one HTML page: the old version on the left, the new one on the right, row by row.

The page needs nothing else: no script, no font, no picture. Boxes above the table choose the kinds that are shown
(by style alone), and a list leads to each article. What was deleted is struck through, what was inserted underlined,
so that both are seen without colour. Jinja2 escapes every text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pkpu_review.model import Change, Edit, Provision, Regulation
from pkpu_review.report.pages import html
from pkpu_review.report.printable import printable
from pkpu_review.report.sheet import Run
from pkpu_review.report.sheets.redline import tokens
from pkpu_review.report.text.terminal import plain
from pkpu_review.report.views.changes import REASONS, Changes, kind, note
from pkpu_review.report.wording import say, words

PLACE, ALONG, SAME = "place", "along", "same"
"""What a row is where no word changed: only its place or number did, by itself or with the one above it, or nothing."""
HEADINGS = ("buku", "bab", "bagian", "paragraf")


@dataclass(frozen=True, slots=True)
class Half:
    """One side of a row: citation, page, label, and its words, closing words apart."""

    citation: str
    place: str
    label: str
    paragraphs: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table: *key* is what the filter knows it by."""

    number: int
    key: str
    old: Half | None
    new: Half | None
    kind: str
    sentence: str
    doubtful: bool
    depth: int


@dataclass(slots=True)
class Group:
    """The rows of one article (or of what stands outside of them), under one title."""

    anchor: str
    title: str
    above: str
    lines: list[Line] = field(default_factory=list)

    @property
    def keys(self) -> tuple[str, ...]:
        """What its rows are, for the filter."""
        return tuple(dict.fromkeys(line.key for line in self.lines))


def side_by_side(changes: Changes) -> str:
    """Return the page."""
    names = words("change")
    filters = [(key, names[key]) for key in ("substantive", "reference", "editorial")]
    filters += [(key, say(f"comparison.only-{key}")) for key in (PLACE, ALONG, SAME)]
    groups = list(_groups(changes))
    numbers = {id(row): place for place, row in enumerate(changes.rows, 1)}
    counts = {key: sum(line.key == key for group in groups for line in group.lines) for key, _ in filters}
    first = [key for key in counts if key not in (ALONG, SAME)]
    return html.render(
        "side-by-side.html.j2",
        changes=changes,
        groups=groups,
        filters=[(key, name, counts[key]) for key, name in filters if counts[key]],
        # at first what changed; where nothing did, the whole
        shown=first if any(counts[key] for key in first) else list(counts),
        weightiest=[
            (item, numbers[id(item.row)], [plain(reason) for reason in item.row.reasons[:REASONS]])
            for item in changes.weightiest
        ],
        up="",
        hashes=[
            (f"naskah-{role}", side.source.sha256)
            for role, side in (("lama", changes.comparison.old), ("baru", changes.comparison.new))
        ],
    )


def _groups(changes: Changes) -> Iterator[Group]:
    old, new = changes.comparison.old, changes.comparison.new
    heads = _articles(old), _articles(new)
    shared = Counter(row.old for row in changes.comparison.rows), Counter(row.new for row in changes.comparison.rows)
    group: Group | None = None
    last: tuple[str, str] | None = None
    for number, row in enumerate(changes.rows, 1):
        side, version, above = ("new", new, heads[1]) if row.new else ("old", old, heads[0])
        top = above[row.new or row.old or ""]
        if group is None or (side, top) != last:
            if group is not None:
                yield group
            last = side, top
            head = version[top]
            title = head.citation if side == "new" else f"{head.citation} ({say('comparison.side-old')})"
            group = Group(f"k{number}", plain(title), plain(head.heading).replace(" > ", " › "))
        group.lines.append(_line(changes, row, number, shared[0][row.old] <= 1 and shared[1][row.new] <= 1))
    if group is not None:
        yield group


def _articles(regulation: Regulation) -> dict[str, str]:
    """Return provision id → id of the article it belongs to, or of the part outside the articles."""
    found: dict[str, str] = {}

    def visit(one: Provision, top: str) -> None:
        own = one.id if not top or one.kind == "pasal" or one.kind in HEADINGS else top
        found[one.id] = own
        for child in one.children:
            visit(child, "" if one.kind in HEADINGS else own)

    for provision in regulation.provisions:
        visit(provision, "")
    return found


def _line(changes: Changes, row: Change, number: int, single: bool) -> Line:
    old, new = changes.comparison.old.get(row.old), changes.comparison.new.get(row.new)
    halves = _halves(row, old, new, single)
    key: str = row.change
    if key == "none":
        key = SAME if row.relation == "same" else ALONG if changes.goes_along(row) else PLACE
    depth = max(0, (row.new or row.old or "").count("/"))
    return Line(number, key, *halves, kind(row, beside=True), note(row), row.doubtful, depth)


def _halves(row: Change, old: Provision | None, new: Provision | None, single: bool) -> tuple[Half | None, Half | None]:
    if old is None or new is None:
        whole = new or old
        assert whole is not None  # a row has at least one side
        mark = "insert" if old is None else "delete"
        parts = [part for part in (whole.lead, whole.closing, whole.promulgation) if part]
        half = _half(whole, [(Run(printable(part), mark),) for part in parts])  # type: ignore[arg-type]
        return (None, half) if old is None else (half, None)
    if not single:  # of a split or a merger: the part that this row tells
        return _half(old, [tuple(_side(row.edits, True))]), _half(new, [tuple(_side(row.edits, False))])
    if not row.edits and old.text.split() == new.text.split():  # most rows: no word differs
        return _half(old, list(_unmarked(old))), _half(new, list(_unmarked(new)))
    made = tokens(row.edits, old.text, new.text)
    olds = [Run(token.word, token.mark) for token in made if token.old is not None]
    news = [Run(token.word, token.mark) for token in made if token.new is not None]
    return _half(old, list(_cut(old, olds))), _half(new, list(_cut(new, news)))


def _half(side: Provision, paragraphs: list[tuple[Run, ...]]) -> Half:
    pages = say("row.page", page=side.pages[0]) if side.pages else ""
    return Half(side.citation, pages, plain(side.label), tuple(filter(None, paragraphs)))


def _unmarked(side: Provision) -> Iterator[tuple[Run, ...]]:
    """Yield the paragraphs of a side without marks."""
    for part in (side.lead, side.closing, side.promulgation):
        if words_ := part.split():
            yield (Run(printable(" ".join(words_)), "equal"),)


def _side(edits: Iterable[Edit], old: bool) -> Iterator[Run]:
    for edit in edits:
        text = edit.old if old else edit.new
        if text:
            mark = "equal" if edit.operation == "equal" else "delete" if old else "insert"
            yield Run(f"{printable(text)} ", mark)  # type: ignore[arg-type]


def _cut(side: Provision, runs: list[Run]) -> Iterator[tuple[Run, ...]]:
    """Yield the words of a side as paragraphs of runs: those before its list, behind it, and the formula."""
    at = 0
    for part in (side.lead, side.closing, side.promulgation):
        count = len(part.split())
        yield tuple(_joined(runs[at : at + count]))
        at += count


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield words of one mark as one run; the space behind it is unmarked."""
    words_: list[str] = []
    mark = None
    for run in runs:
        if run.mark != mark and words_ and mark:
            yield Run(printable(" ".join(words_)), mark)
            yield Run(" ")
            words_ = []
        mark = run.mark
        words_.append(run.text)
    if words_ and mark:
        yield Run(printable(" ".join(words_)), mark)
