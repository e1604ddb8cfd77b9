"""A substantive row's word edits → what they do: typed effects, and the stretch of words that shows each.

Values that changed (a term, an amount, a norm word) are paired where the edits pair them; words that are no value
have the kind of the part of the sentence in which they stand: who acts, a condition, a sanction, a definition, a
form, else what is acted upon. A table row is read cell by cell under the heads of its columns. Where a provision came
or went as a whole its values have one side only.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pkpu_review.compare.regions import Region, Span, merged, regions, texts, whole_references
from pkpu_review.compare.subjects import name, stands
from pkpu_review.compare.values import Value, actors, conditions, imposes, same, sanctioned, values
from pkpu_review.knowledge import load
from pkpu_review.lexis import clauses, dates
from pkpu_review.lexis.definitions import define
from pkpu_review.lexis.references import find as references
from pkpu_review.lexis.words import joined, key
from pkpu_review.model import Edit, Effect, EffectKind, Provision

Shape = Literal["value", "modal", "actor", "joins", "reference", "cell", "phrase", "whole"]
MOST = 12
"""Effects of one row that are told; more of them no reader takes in (a whole provision may have dozens)."""
BY_WORDS = 3
"""Words before who acts that may stand in the same change: "dan disaksikan oleh"."""
AFTER_WORDS = 8
"""Words behind a norm word that are told with it where its subject is not known."""
GROWTHS = 4
"""Times that a stretch is widened to values that it cuts; values do not reach far."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands around a row's words: the provision on either side, and the one above it."""

    old: Provision | None = None
    new: Provision | None = None
    old_above: Provision | None = None
    new_above: Provision | None = None

    @property
    def kind(self) -> str:
        """Kind of the provision: of the new one, or of the old one where it is gone."""
        one = self.new or self.old
        return one.kind if one else ""

    @property
    def id(self) -> str:
        """Id of the provision: of the new one, or of the old one where it is gone."""
        one = self.new or self.old
        return one.id if one else ""

    @property
    def annexed(self) -> bool:
        """Whether it is part of an annex or of a table."""
        return self.id.startswith("lampiran") or self.kind in ("tabel", "baris")


@dataclass(frozen=True, slots=True)
class Told:
    """One thing to be told of a row: a stretch of its words, and the effects that it shows.

    Attributes:
        shape: how it is told.
        old, new: the words before and after; empty where they came or went.
        effects: what it does; none for a reference.
        subject: what it is about, in the words of the draft; may be empty.
        clause: the sentence in which it stands, of the new version where it still stands there.
        limit: of a value, what limits it ("paling lambat").
        of: of a value, what it measures ("pidana penjara"); of a cell, the head of its column.
    """

    shape: Shape
    old: str
    new: str
    effects: tuple[Effect, ...] = ()
    subject: str = ""
    clause: clauses.Clause | None = None
    limit: str = ""
    of: str = ""


class Texts:
    """Both texts of a row, with their values and clauses, each found once."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.values = values(old), values(new)
        self.conditions = list(conditions(old)), list(conditions(new))
        self.actors = list(actors(old)), list(actors(new))

    def clause(self, side: int, at: int) -> clauses.Clause:
        return clauses.clause((self.old, self.new)[side], at)

    def words(self, region: Region) -> tuple[str, str]:
        return _bare(self.old[slice(*region.old)]), _bare(self.new[slice(*region.new)])


def effects(told: Sequence[Told]) -> tuple[Effect, ...]:
    """Return the effects of *told*, each once, the weightiest kind first, :data:`MOST` at most."""
    points = {kind: entry["points"] for kind, entry in load("importance.toml")["effect"].items()}
    found = dict.fromkeys(effect for one in told for effect in one.effects)
    return tuple(sorted(found, key=lambda effect: -points[effect.kind])[:MOST])


def tell(edits: Sequence[Edit], beside: Beside, still_used: Container[str]) -> list[Told]:
    """Return what the *edits* of a pair do, in the order of the words; *still_used* as in ``spelling.same_word``."""
    cells = _cells(beside)
    if cells is not None:
        return list(cells)
    both = Texts(*texts(edits))
    term = _term(beside)
    told: list[Told] = []
    found = []
    for region in regions(edits, still_used):
        whole, bare = whole_references(both.old, both.new, region)
        if bare:
            told.append(Told("reference", *both.words(whole)))
        else:
            found.append(_whole_values(both, region))
    stretches = merged(found)
    starts = [region.new[0] for region in stretches]
    for region in stretches:
        told += (_ending(one, starts) for one in _region(both, region, beside, term))
    return told


def _ending(one: Told, starts: Sequence[int]) -> Told:
    """Return *one*; of a norm word, its clause ends where the next change begins, which is told by itself."""
    if one.shape != "modal" or one.clause is None:
        return one
    end = min([start for start in starts if start > one.clause.verb[1]], default=one.clause.end)
    return replace(one, clause=replace(one.clause, end=min(one.clause.end, end)))


def whole(text: str, beside: Beside) -> list[Told]:
    """Return what a provision does that came (or went) as a whole: its values, on its one side."""
    term = _term(beside)
    gone = beside.new is None
    found: list[Effect] = []

    def note(kind: EffectKind, value: str, subject: str = "") -> None:
        found.append(Effect(kind, value if gone else "", "" if gone else value, subject))

    if beside.kind == "baris":
        row = beside.new or beside.old
        note("form", _row_name(row.cells) if row else text)
    if term:
        note("definition", term)
    sanction = sanctioned(text)
    above = beside.old_above if gone else beside.new_above
    if sanction and (imposes(text) or (above is not None and imposes(above.lead))):
        note("sanction", sanction)
    for value in values(text):
        if value.kind == "modality" and value.size in ("tidak", "bukan", "belum", "tanpa"):
            continue  # the sentence is new: nothing in it is negated that was not
        if value.kind == "deadline" and value.core[0] == value.core[1]:
            continue  # "setelah", "sejak" alone: no term
        note(value.kind, text[value.start : value.end], name(text, value.start))
    return [Told("whole", text if gone else "", "" if gone else text, tuple(found), term)]


# -- pairs ------------------------------------------------------------------------------------------


def _whole_values(both: Texts, region: Region) -> Region:
    """Return *region*, wide enough that it cuts no value on either side."""
    for _ in range(GROWTHS):
        before = after = 0
        for found, (start, end) in zip(both.values, (region.old, region.new), strict=True):
            touched = [value for value in found if _touches(value, (start, end))]
            before = max([before, *(start - value.start for value in touched)])
            after = max([after, *(value.end - end for value in touched)])
        if not before and not after:
            break
        # beside the stretch both texts have the same words: what belongs to a value on one side stands on the other too
        region = Region(
            (max(0, region.old[0] - before), min(len(both.old), region.old[1] + after)),
            (max(0, region.new[0] - before), min(len(both.new), region.new[1] + after)),
        )
    return Region(_to_words(both.old, region.old), _to_words(both.new, region.new))


def _to_words(text: str, span: Span) -> Span:
    """Return *span* without half words: where the texts beside it differ it may have become one letter too wide."""
    start, end = span
    while 0 < start < len(text) and not text[start - 1].isspace() and not text[start].isspace():
        start -= 1
    while 0 < end < len(text) and not text[end].isspace() and not text[end - 1].isspace():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _touches(value: Value, span: Span) -> bool:
    start, end = span
    return value.start < end and value.end > start if start < end else value.start < start < value.end


def _region(both: Texts, region: Region, beside: Beside, term: str) -> Iterator[Told]:
    olds = [value for value in both.values[0] if value.start >= region.old[0] and value.end <= region.old[1]]
    news = [value for value in both.values[1] if value.start >= region.new[0] and value.end <= region.new[1]]
    pairs = _paired(olds, news)
    rest = [
        _left(text, span, [pair[side] for pair in pairs if pair[0] and pair[1]])
        for side, (text, span) in enumerate(((both.old, region.old), (both.new, region.new)))
    ]
    old, new = both.words(region)
    if pairs and all(one and other for one, other in pairs) and joined(rest[0].split()) == joined(rest[1].split()):
        for one, other in pairs:
            if one and other and not same(both.old, one, both.new, other):
                yield _value(both, one, other)
        return
    clause = both.clause(1, region.new[0]) if both.new else both.clause(0, region.old[0])
    modal = [(one, other) for one, other in pairs if (one or other).kind == "modality"]  # type: ignore[union-attr]
    if len(pairs) == len(modal) == 1 and not (
        _bare(_left(both.old, region.old, [modal[0][0]])) or _bare(_left(both.new, region.new, [modal[0][1]]))
    ):
        yield _modal(both, region, old, new)
        return
    actor = _actor(both, region)
    if actor is not None:
        yield actor
        return
    joins = load("effects.toml")["condition"]["joins"]
    at_end = not _bare(both.old[region.old[1] :]) and not _bare(both.new[region.new[1] :])
    if {old, new} <= {*joins, ""} and (at_end or (old and new)):
        yield Told("joins", old, new, (Effect("condition", old, new),), "", clause)
        return
    yield _phrase(both, region, pairs, beside, term, clause)


def _paired(olds: Sequence[Value], news: Sequence[Value]) -> list[tuple[Value | None, Value | None]]:
    """Return the values of a stretch in pairs of one kind, in their order; what has no partner stands alone."""
    pairs: list[tuple[Value | None, Value | None]] = []
    for kind in dict.fromkeys(value.kind for value in (*olds, *news)):
        sides = [[value for value in side if value.kind == kind] for side in (olds, news)]
        for place in range(max(map(len, sides))):
            one, other = (side[place] if place < len(side) else None for side in sides)
            pairs.append((one, other))
    return pairs


def _left(text: str, span: Span, found: Sequence[Value | None]) -> str:
    """Return the words of *text* in *span* that are part of none of the values *found*."""
    parts, at = [], span[0]
    for value in sorted((value for value in found if value), key=lambda value: value.start):
        parts.append(text[at : value.start])
        at = max(at, value.end)
    parts.append(text[at : span[1]])
    return " ".join(" ".join(parts).split())


def _value(both: Texts, one: Value, other: Value) -> Told:
    """Return the change of a value: told by its core, with limit and anchor where these changed too."""
    bare = one.around == other.around and one.core[0] < one.core[1] and other.core[0] < other.core[1]
    if bare and other.kind != "sanction":
        spans = [value.core for value in (one, other)]
    else:
        spans = [(value.start, value.end) for value in (one, other)]
    old, new = both.old[slice(*spans[0])], both.new[slice(*spans[1])]
    subject = other.of if other.kind == "sanction" else name(both.new, other.start)
    if other.kind == "modality":
        return _modal(both, Region(spans[0], spans[1]), old, new)
    clause = both.clause(1, other.start)
    described = " yang " in both.new[clause.verb[1] : other.start]
    if described and "paling lambat" not in other.around[0]:
        subject = other.of  # it may measure what the words behind "yang" speak of
    return Told("value", old, new, (Effect(other.kind, old, new, subject),), subject, clause, other.around[0], other.of)


def _modal(both: Texts, region: Region, old: str, new: str) -> Told:
    """Return the change of a norm word: with the clause that it governs, or with the words that follow it."""
    clause = both.clause(1, region.new[0])
    if clause.subject[0] < clause.subject[1] <= region.new[0] <= clause.verb[0] and stands(clause.who):
        return Told("modal", old, new, (Effect("modality", old, new, clause.who),), clause.who, clause)
    after = " ".join(both.new[region.new[1] :].split()[:AFTER_WORDS])
    return Told("modal", old, new, (Effect("modality", old, new),), "", None, "", _bare(after))


def _actor(both: Texts, region: Region) -> Told | None:
    """Return who acts now and who acted before, where the stretch lies in the words that name them."""
    one, other = both.clause(0, region.old[0]), both.clause(1, region.new[0])
    heads = [_head(clause) for clause in (one, other)]
    for side, head in enumerate(heads):
        span = (region.old, region.new)[side]
        if not head or not (head[0] <= span[0] and span[1] <= head[1]):
            heads = []
            break
    if heads and heads[0] and heads[1]:
        old, new = both.old[slice(*heads[0])].strip(), both.new[slice(*heads[1])].strip()
        if joined(old.split()) != joined(new.split()) and clauses.acts(old) and clauses.acts(new):
            return Told("actor", old, new, (Effect("actor", old, new, _deed(other)),), _deed(other), other)
    spans = [
        next(((a, b) for a, b in found if a <= span[0] and span[1] <= b), None)
        for found, span in zip(both.actors, (region.old, region.new), strict=True)
    ]
    if spans[0] and spans[1]:
        old, new = both.old[slice(*spans[0])], both.new[slice(*spans[1])]
        return Told("actor", old, new, (Effect("actor", old, new, _deed(other)),), _deed(other), other)
    return None


def _head(clause: clauses.Clause) -> Span | None:
    """Return the characters of the subject without what describes it further."""
    start, end = clause.subject
    if start >= end:
        return None
    words = clause.text[start:end]
    for sign in (" sebagaimana ", " yang ", ", "):
        words = words.partition(sign)[0]
    return start, start + len(words)


def _deed(clause: clauses.Clause) -> str:
    """Return what is done, from the verb on: "menunjuk relawan demokrasi"."""
    return clauses.plain(clause.text[clause.verb[0] : clause.end]) if clause.does else ""


def _phrase(
    both: Texts,
    region: Region,
    pairs: Sequence[tuple[Value | None, Value | None]],
    beside: Beside,
    term: str,
    clause: clauses.Clause,
) -> Told:
    """Return words that changed and are more than a value: their own effect, and those of the values in them."""
    old, new = both.words(region)
    whole_clause = _clause_span(both, region)
    subject = term or name(both.new or both.old, region.new[0] if both.new else region.old[0], short=True)
    found: list[Effect] = []
    for one, other in pairs:
        if one and other and same(both.old, one, both.new, other):
            continue
        before = both.old[one.start : one.end] if one else ""
        after = both.new[other.start : other.end] if other else ""
        value = other or one
        assert value is not None
        found.append(Effect(value.kind, before, after, value.of if value.kind == "sanction" else subject))
    kind: EffectKind = "object"
    if term:
        kind = "definition"
    elif sanctioned(old) or sanctioned(new):
        kind = "sanction"
    elif whole_clause is not None:
        kind = "condition"
    elif beside.annexed:
        kind = "form"
    elif _acted(both, region):
        kind = "actor"
    values_alone = [value for pair in pairs for value in pair if value]
    rest = _left(both.old, region.old, values_alone) + _left(both.new, region.new, values_alone)
    if kind == "object" and old and new and len(found) == 1:
        found = [Effect(found[0].kind, old, new, found[0].subject)]  # "sebanyak 2 rangkap" became "sesuai dengan ..."
    elif kind != "object" or any(key(word) for word in rest.split()) or not found:
        found.append(Effect(kind, old, new, subject))
    if both.old and both.new and (come := _came_to_act(both, region)):
        before_actor, after_actor = both.clause(0, region.old[0]), both.clause(1, region.new[0])
        actor = Effect("actor", "", come, _deed(after_actor))
        if before_actor.who and before_actor.who.casefold() in after_actor.rest.casefold():
            return Told(
                "actor", "", come, (*found[:-1], actor), actor.subject, after_actor
            )  # "disampaikan", "X menyampaikan"
        found.insert(0, actor)
    return Told("phrase", old, new, tuple(found), subject, clause)


def _came_to_act(both: Texts, region: Region) -> str:
    """Return who acts now where nobody was named before: "disampaikan" became "KPU menyampaikan"; else ""."""
    before, after = both.clause(0, region.old[0]), both.clause(1, region.new[0])
    inside = region.new[0] <= after.subject[0] < region.new[1]
    if not inside or clauses.acts(before.who) or not clauses.acts(after.who):
        return ""
    head = _head(after)
    return both.new[slice(*head)].strip() if head else ""


def _acted(both: Texts, region: Region) -> bool:
    """Whether the stretch names by whom something is done: it lies in these words, or begins with "oleh" soon."""
    for text, found, (start, end) in zip((both.old, both.new), both.actors, (region.old, region.new), strict=True):
        for a, b in found:
            if a < end and b > start and len(text[start:a].split()) <= BY_WORDS:
                return True
    return False


def _clause_span(both: Texts, region: Region) -> Span | None:
    """Return the condition in which the stretch stands, or which it holds, on either side."""
    for found, span in zip(both.conditions, (region.old, region.new), strict=True):
        for start, end in found:
            if (start < span[1] and end > span[0]) or start < span[0] == span[1] <= end:
                return start, end
    return None


# -- definitions and tables ------------------------------------------------------------------------


def _term(beside: Beside) -> str:
    """Return the term that the provision defines, as printed, or ""."""
    for one, above in ((beside.new, beside.new_above), (beside.old, beside.old_above)):
        if one is not None and one.kind not in ("judul", "tabel", "baris"):
            within = above is not None and define_opens(above)
            found = define(one, within)
            if found is not None:
                return found.term
    return ""


def define_opens(above: Provision) -> bool:
    """Whether the words of *above* introduce definitions."""
    return "dimaksud dengan" in above.lead[-300:]


def _row_name(cells: Sequence[str]) -> str:
    """Return the cell of a table row that says what it is about: the first one in words, else the first."""
    named = [cell for cell in cells if sum(letter.isalpha() for letter in cell) > 2 and not any(dates.find(cell))]
    return " ".join((named or list(cells) or [""])[0].split())


def _cells(beside: Beside) -> Iterator[Told] | None:
    """Return what changed in the cells of a table row, or None where the two are not rows of one form."""
    old, new = beside.old, beside.new
    if old is None or new is None or not (old.kind == new.kind == "baris") or len(old.cells) != len(new.cells):
        return None
    return _cell_by_cell(old, new, beside.new_above)


def _cell_by_cell(old: Provision, new: Provision, table: Provision | None) -> Iterator[Told]:
    heads = table.cells if table is not None and len(table.cells) == len(new.cells) else ("",) * len(new.cells)
    row = _row_name(new.cells)
    for place, (one, other) in enumerate(zip(old.cells, new.cells, strict=True)):
        before, after = " ".join(one.split()), " ".join(other.split())
        if joined(before.split()) == joined(after.split()) or (
            not place and key(before).isdigit() and key(after).isdigit()
        ):
            continue
        kind: EffectKind = "form"
        if before and after and (any(dates.find(before)) or any(dates.find(after))):
            kind = "date"
        elif _counts(before) and _counts(after):
            kind = "number"
        head = heads[place].split(" > ")[-1].strip()
        subject = "" if row in (before, after) else row
        effect = Effect(kind, before, after, f"{head} {subject}".strip())
        yield Told("cell", before, after, (effect,), subject, None, "", head)


def _counts(cell: str) -> bool:
    return bool(cell) and any(letter.isdigit() for letter in cell) and not references(cell)


def _bare(words: str) -> str:
    return words.strip(" ,;:.")
