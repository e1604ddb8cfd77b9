"""A substantive row's word edits → what they do: typed effects, and the stretch of words that shows each.

Values that changed (a term, an amount, a norm word) are paired where the edits pair them; words that are no value
have the kind of the part of the sentence in which they stand: who acts, a condition, a sanction, a definition, a
form, else what is acted upon. A table row is read cell by cell under the heads of its columns. Where a provision came
or went as a whole its values have one side only.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from pkpu_review.compare.actors import actor, came_to_act, deed, named, punished
from pkpu_review.compare.both import Texts, left, widened
from pkpu_review.compare.cells import cells, row_name
from pkpu_review.compare.lists import into_lists
from pkpu_review.compare.regions import Region, Span, merged, regions, shrunk, texts, whole_references
from pkpu_review.compare.subjects import matter as topic
from pkpu_review.compare.subjects import name, stands
from pkpu_review.compare.told import Beside, Told, bare
from pkpu_review.compare.values import Value, imposes, punishes, punishments, same, sanctioned, values
from pkpu_review.knowledge import load
from pkpu_review.lexis import clauses
from pkpu_review.lexis.definitions import define
from pkpu_review.lexis.words import joined, key
from pkpu_review.model import Edit, Effect, EffectKind, Provision

MOST = 12
"""Effects of one row that are told; more of them no reader takes in (a whole provision may have dozens)."""
OPENING_WORDS = 9
"""Words of a sentence that are quoted where nothing else says what it deals with, at most."""
OPENING_LETTERS = 300
"""Letters in which they are looked for."""
LEAST_OPENING = 2
"""... and at least: fewer say nothing."""
AFTER_WORDS = 8
"""Words behind a norm word that are told with it where its subject is not known."""
_MEASURES: tuple[EffectKind, ...] = ("amount", "date")
_FRAMES = frozenset(["judul", "mengingat", "memutuskan", "menetapkan"])
_NEGATIONS = frozenset(["tidak", "bukan", "belum", "tanpa"])


def effects(told: Sequence[Told]) -> tuple[Effect, ...]:
    """Return the effects of *told*, each once, the weightiest kind first, :data:`MOST` at most."""
    found = dict.fromkeys(effect for one in told for effect in one.effects)
    if len(found) > 1:
        points = load("importance.toml")["effect"]
        found = _moved(found)
        found = dict.fromkeys(sorted(found, key=lambda effect: -points[effect.kind]["points"])[:MOST])
    return tuple(found)


def _moved(found: dict[Effect, None]) -> dict[Effect, None]:
    """Return *found*; an amount or a date that went and one that came are one that changed, though the words moved."""
    for kind in _MEASURES:
        gone = [effect for effect in found if effect.kind == kind and not effect.new]
        come = [effect for effect in found if effect.kind == kind and not effect.old]
        if len(gone) == len(come) == 1:
            one = replace(come[0], old=gone[0].old)
            found = dict.fromkeys(one if effect is come[0] else effect for effect in found if effect is not gone[0])
    return found


def tell(edits: Sequence[Edit], beside: Beside, still_used: Container[str]) -> list[Told]:
    """Return what the *edits* of a pair do, in the order of the words; *still_used* as in ``spelling.same_word``."""
    by_cell = cells(beside)
    if by_cell is not None:
        return list(by_cell)
    both = Texts(*texts(edits))
    term = _term(beside)
    told: list[Told] = []
    found = []
    for region in into_lists(both.old, both.new, regions(edits, still_used)):
        grown, alone = whole_references(both.old, both.new, region)
        if alone:
            told.append(Told("reference", *both.words(grown)))
        else:
            found.append(widened(both, region))
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


def whole(texts: Sequence[str], beside: Beside) -> list[Told]:
    """Return what a provision does that came (or went) as a whole: its values, on its one side.

    *texts* are its own words, and those of what came (or went) with it, each provision's by themselves.
    """
    text = " ".join(texts)
    term = _term(beside)
    gone = beside.new is None
    found: list[Effect] = []

    def note(kind: EffectKind, value: str, subject: str = "") -> None:
        found.append(Effect(kind, value if gone else "", "" if gone else value, subject))

    if beside.kind == "baris":
        row = beside.new or beside.old
        note("form", row_name(row.cells) if row else text)
    if term:
        note("definition", term)
    above = beside.old_above if gone else beside.new_above
    for own in texts:
        for start, end in punishments(own):
            note("sanction", bare(own[start:end]))
    if not found and above is not None and (sanction := sanctioned(text)) and imposes(above.lead):
        note("sanction", sanction)
    for own in texts:
        for value in values(own):
            if value.size in _NEGATIONS:
                continue  # the sentence is new: nothing in it is negated that was not
            if value.kind == "deadline" and value.core[0] == value.core[1]:
                continue  # "setelah", "sejak" alone: no term
            note(value.kind, own[value.start : value.end], name(own, value.start))
    return [Told("whole", text if gone else "", "" if gone else text, tuple(found), term)]


def _region(both: Texts, region: Region, beside: Beside, term: str) -> Iterator[Told]:
    olds, news = (
        [value for value in both.near(side, span) if value.start >= span[0] and value.end <= span[1]]
        for side, span in enumerate((region.old, region.new))
    )
    pairs = _paired(olds, news)
    rest = [
        left(text, span, [pair[side] for pair in pairs if pair[0] and pair[1]])
        for side, (text, span) in enumerate(((both.old, region.old), (both.new, region.new)))
    ]
    if any(one and other and same(both.old, one, both.new, other) for one, other in pairs):
        region = shrunk(both.old, both.new, region)  # what it was widened to did not change
    old, new = both.words(region)
    if pairs and all(one and other for one, other in pairs) and joined(rest[0].split()) == joined(rest[1].split()):
        for one, other in pairs:
            if one and other and not same(both.old, one, both.new, other):
                yield _value(both, one, other)
        return
    clause = both.clause(1, region.new[0]) if both.new else both.clause(0, region.old[0])
    modal = [(one, other) for one, other in pairs if (one or other).kind == "modality"]  # type: ignore[union-attr]
    if len(pairs) == len(modal) == 1 and not (
        bare(left(both.old, region.old, [modal[0][0]])) or bare(left(both.new, region.new, [modal[0][1]]))
    ):
        yield _modal(both, region, old, new)
        return
    acted = None if framed(beside) else actor(both, region)
    if acted is not None:
        yield acted
        return
    joins = load("effects.toml")["condition"]["joins"]
    at_end = not bare(both.old[region.old[1] :]) and not bare(both.new[region.new[1] :])
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
    return Told("modal", old, new, (Effect("modality", old, new),), "", None, "", bare(after))


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
    frame = framed(beside)
    whole_clause = None if frame else _clause_span(both, region)
    around = _around(both, region)
    subject = term or name(*around, short=True)
    matter = "" if subject or frame else topic(*around)
    opening = "" if subject or frame or matter else _opening(*around)
    found: list[Effect] = []
    for one, other in pairs:
        if one and other and same(both.old, one, both.new, other):
            continue
        before = both.old[one.start : one.end] if one else ""
        after = both.new[other.start : other.end] if other else ""
        value = other or one
        assert value is not None
        if value.size in _NEGATIONS and not (one and other) and len((old or new).split()) > 1:
            continue  # a new clause that says no denies nothing that was said before
        found.append(Effect(value.kind, before, after, value.of if value.kind == "sanction" else subject))
    kind: EffectKind = "object"
    if term:
        kind = "definition"
    elif sanctioned(old) or sanctioned(new):
        kind = "sanction"
    elif whole_clause is not None:
        kind = "condition"
    elif not frame and not old and punishes(both.new, region.new[0], new):
        kind = "sanction"
    elif beside.annexed:
        kind = "form"
    elif not frame and (names := named(both, region)) is not None:
        kind = "actor"
        found.append(Effect("actor", *names, subject))
        if all(names):
            old, new = names
    values_alone = [value for pair in pairs for value in pair if value]
    rest = left(both.old, region.old, values_alone) + left(both.new, region.new, values_alone)
    shared = {key(word) for word in old.split()} & {key(word) for word in new.split()}
    if kind == "actor":
        return Told("phrase", old, new, tuple(found), subject, clause, matter=matter, opening=opening)
    penalty = punished(both, region)
    if penalty is not None and not term:
        found = [effect for effect in found if effect.kind != "modality"]
        found.append(Effect("sanction", *penalty, subject))
        return Told("phrase", old, new, tuple(found), subject, clause, matter=matter, opening=opening)
    if kind == "object" and old and new and len(pairs) == len(found) == 1 and not shared:
        found = [Effect(found[0].kind, old, new, found[0].subject)]  # "sebanyak 2 rangkap" became "sesuai dengan ..."
    elif kind != "object" or any(key(word) for word in rest.split()) or not found:
        found.append(Effect(kind, old, new, subject))
    if both.old and both.new and (come := came_to_act(both, region)):
        before_actor, after_actor = both.clause(0, region.old[0]), both.clause(1, region.new[0])
        come_in = Effect("actor", "", come, deed(after_actor))
        if before_actor.who and before_actor.who.casefold() in after_actor.rest.casefold():
            return Told(
                "actor", "", come, (*found[:-1], come_in), come_in.subject, after_actor
            )  # "disampaikan", "X menyampaikan"
        found.insert(0, come_in)
    return Told("phrase", old, new, tuple(found), subject, clause, matter=matter, opening=opening)


def _around(both: Texts, region: Region) -> tuple[str, int]:
    """Return the text that tells what the words are about, and the place in it: without them, where they only came."""
    if not both.new:
        return both.old, region.old[0]
    at = len(both.old[: region.old[0]].rstrip(" .;:,"))
    within = both.new[: region.new[0]].rstrip()[-1:] not in (".", ";", ":", "")  # else it is a sentence by itself
    if region.old[0] == region.old[1] and at and within:
        before, after = both.clause(0, at), both.clause(1, region.new[0])
        if before.does == after.does:
            return both.old, at
    return both.new, region.new[0]


def _opening(text: str, at: int) -> str:
    """Return the words with which the sentence of *text* begins, as far as they stand before the place *at*."""
    start, end = clauses.sentence(text, at)
    start = max(start, text.rfind(": ", start, at) + 1)  # what closes a list stands behind it
    before = clauses.plain(text[start : min(at, start + OPENING_LETTERS)]).split()
    told = before[:OPENING_WORDS]
    if len(told) < LEAST_OPENING:
        return ""
    whole = len(told) == len(before) and not text[min(at, start + OPENING_LETTERS) : end].strip(" .;:,")
    return " ".join(told) + ("" if whole else " …")


def framed(beside: Beside) -> bool:
    """Whether the words are those of a frame (title, decree): these name the office and its law, and bind nobody."""
    return beside.id.partition("/")[0] in _FRAMES


def _clause_span(both: Texts, region: Region) -> Span | None:
    """Return the condition in which the stretch stands, or with which it begins, on either side."""
    for found, text, span in zip(both.conditions, (both.old, both.new), (region.old, region.new), strict=True):
        for start, end in found:
            # behind a verb the stretch adds a deed, and the condition is that deed's
            within = start < span[1] and end > span[0] and not any(map(clauses.is_verb, text[span[0] : start].split()))
            if within or start < span[0] == span[1] <= end:
                return start, end
    return None


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
