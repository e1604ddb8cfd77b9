"""Comparison → what a terminal shows of it: the numbers, then every row that changed, word by word.

A provision that only went along when the one above it was renumbered or moved is counted, not shown.
Without colour, words that were deleted stand between ``[-`` and ``-]``, inserted ones between ``{+``
and ``+}``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pkpu_review import ids
from pkpu_review.model import Change, Comparison, Edit, Provision, Regulation
from pkpu_review.report.terminal import Line, Span, plain
from pkpu_review.report.wording import number, words

CONTEXT = 8
"""Unchanged words that are shown on each side of a changed one."""


def differences(comparison: Comparison, marks: bool = True) -> Iterator[Line]:
    """Yield the view of *comparison*; with *marks* the changed words stand between brackets."""
    yield (("Perbandingan", "title"),)
    for role, side in (("Naskah lama", comparison.old), ("Naskah baru", comparison.new)):
        yield ((f"{role}: ", "soft"), (_file(side), "plain"))
    yield ()
    yield from _numbers(comparison)
    followers = _followers(comparison)
    shown = [row for row in comparison.rows if not row.unchanged and id(row) not in followers]
    if not shown:
        yield ()
        yield (("Tidak ada perubahan.", "plain"),)
    elif marks:
        yield ()
        yield (("Tanda: [-kata dihapus-] {+kata ditambahkan+}", "soft"),)
    before = 2
    for row in shown:
        lines = list(_row(comparison, row, marks))
        if len(lines) > 1 or before > 1:  # rows of one line stand close together
            yield ()
        yield from lines
        before = len(lines)
    if followers:
        yield ()
        told = "rincian ikut berubah nomor atau berpindah bersama induknya, tanpa perubahan kata"
        yield ((f"{number(len(followers))} {told}.", "soft"),)
    yield from _problems(comparison)


def _file(regulation: Regulation) -> str:
    pages = f", {number(regulation.source.pages)} halaman" if regulation.source.pages else ""
    return f"{plain(regulation.source.name)}{pages}"


def _numbers(comparison: Comparison) -> Iterator[Line]:
    relations: Counter[str] = Counter(row.relation for row in comparison.rows)
    changes: Counter[str] = Counter(row.change for row in comparison.rows)
    for title, names, counts in (("Letak", words("relation"), relations), ("Isi", words("change"), changes)):
        told = [f"{name} {number(counts[key])}" for key, name in names.items() if counts[key]]
        yield ((f"{title}: ", "soft"), (", ".join(told), "plain"))


def _followers(comparison: Comparison) -> set[int]:
    """Return the rows (by identity) that went along with the row of their parents and kept their words."""
    of = {(row.old, row.new): row.relation for row in comparison.rows if row.old and row.new}
    found = set()
    for row in comparison.rows:
        if not (row.old and row.new) or row.change != "none" or row.relation not in ("renumbered", "moved"):
            continue
        same_number = row.old.rpartition("/")[2] == row.new.rpartition("/")[2]
        if same_number and of.get((ids.parent(row.old), ids.parent(row.new))) == row.relation:
            found.add(id(row))
    return found


def _row(comparison: Comparison, row: Change, marks: bool) -> Iterator[Line]:
    old, new = comparison.old.get(row.old), comparison.new.get(row.new)
    side = new or old
    assert side is not None  # a row has at least one side
    kind = words("relation")[row.relation]
    if old and new and old.id != new.id:
        kind = f"{kind} dari {old.citation}"
    if old and new and row.change != "none":
        kind = words("change")[row.change] if row.relation == "same" else f"{kind}; {words('change')[row.change]}"
    yield (side.citation, "label"), (f"  {kind}", "heading"), (_places(old, new), "soft")
    if row.edits:
        yield _edits(row.edits, marks)
    elif not (old and new):
        alone = " | ".join(side.cells) if side.cells else side.text
        if alone:
            yield _edits((Edit("insert", "", alone) if new else Edit("delete", alone, ""),), marks)


def _places(old: Provision | None, new: Provision | None) -> str:
    pages = [f"hlm. {side.pages[0]}" for side in (old, new) if side and side.pages]
    return f"  {' → '.join(dict.fromkeys(pages))}" if pages else ""


def _edits(edits: tuple[Edit, ...], marks: bool) -> Line:
    spans: list[Span] = [("  ", "plain")]
    for place, edit in enumerate(edits):
        if edit.operation == "equal":
            spans.append((_context(plain(edit.new), place == 0, place == len(edits) - 1), "plain"))
        else:
            if edit.old:
                spans.append((f"[-{plain(edit.old)}-]" if marks else plain(edit.old), "delete"))
            if edit.old and edit.new:
                spans.append((" ", "plain"))
            if edit.new:
                spans.append((f"{{+{plain(edit.new)}+}}" if marks else plain(edit.new), "insert"))
        spans.append((" ", "plain"))
    return tuple(spans)


def _context(text: str, first: bool, last: bool) -> str:
    """Return unchanged *text*, less what is far from the changes beside it."""
    found = text.split(" ")
    before = [] if first else found[:CONTEXT]
    after = [] if last else found[-CONTEXT:]
    if len(found) <= len(before) + len(after) + 1:
        return text
    return " ".join([*before, "…", *after])


def _problems(comparison: Comparison) -> Iterator[Line]:
    sides = (
        ("naskah lama", comparison.old.problems),
        ("naskah baru", comparison.new.problems),
        ("", comparison.problems),
    )
    total = sum(len(problems) for _, problems in sides)
    if not total:
        return
    yield ()
    yield ((f"Perlu diperiksa ({number(total)}):", "warning"),)
    for side, problems in sides:
        for problem in problems:
            place = ", ".join(part for part in (side, f"hlm. {problem.page}" if problem.page else "") if part)
            yield (("- ", "soft"), (f"{place}: " if place else "", "soft"), (plain(problem.message), "plain"))
