"""What a row does → one Indonesian sentence that says it, as a lawyer would tell it to the commissioners.

The words are in ``knowledge/telling.toml``. A value is told by what it governs ("batas waktu penyampaian laporan
berubah dari 7 (tujuh) hari menjadi 14 (empat belas) hari"), a norm by who is bound, other words in quotation marks.
The sentence names no provision: every view has its citation beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pkpu_review import ids
from pkpu_review.compare import placing
from pkpu_review.compare.cells import row_told
from pkpu_review.compare.placing import Placed
from pkpu_review.compare.regions import Region, texts, whole_references
from pkpu_review.compare.subjects import cut
from pkpu_review.compare.told import Beside, Told
from pkpu_review.knowledge import load
from pkpu_review.lexis import clauses
from pkpu_review.lexis.words import joined, shortened
from pkpu_review.model import Edit, Provision

PHRASE = 90
"""Letters of a changed phrase that are quoted."""
EXCERPT = 150
"""Letters of a whole provision that are quoted."""
WHO_WORDS = 16
"""Words of who is bound, at most."""
DEED_WORDS = 18
"""Words of what is done, at most."""
CLAUSES = 3
"""Things of one row that are told; the others are counted."""
_LIST_END = re.compile(r"[;,]\s*(?:dan/atau|dan|atau)\s*$")


def substantive(told: Sequence[Told], edits: Sequence[Edit], place: Placed) -> str:
    """Return the sentence of a pair whose words changed in substance; *told* has the weightiest first."""
    weighed = sorted(told, key=_weight)
    parts: list[str] = []
    before: Told | None = None
    for one in weighed[:CLAUSES]:
        parts.append(_clause(one, before))
        if one.subject or (before is None and one.shape == "phrase"):
            before = one
    if len(weighed) > CLAUSES:
        parts.append(_say("change.more", count=len(weighed) - CLAUSES))
    if not parts:  # it differs in writing alone, which another rule took for more: the words themselves are told
        pairs, _ = _written(edits)
        parts = [_listed(_some([_replaced(one, other) for one, other in pairs])) or _say("change.order")]
    return _sentence([*parts, *placing.clauses(place, kept=False)])


def slight(change: str, edits: Sequence[Edit], place: Placed, labels: tuple[str, str] = ("", "")) -> str:
    """Return the sentence of a pair whose words changed in writing alone, or in its references alone; *labels* are
    what is printed before the two."""
    pairs, references = _written(edits)
    parts = []
    if pairs:
        signs = all(_letters(one) == _letters(other) for one, other in pairs)
        told = _some([_replaced(one, other) for one, other in pairs])
        parts.append(_say("change.editorial-signs" if signs else "change.editorial", changes=_listed(told)))
    if references:
        told = _some([_replaced(one.old, one.new) for one in _joined(references)])
        parts.append(_say("change.reference", changes=_listed(told)))
    if not parts:
        before, after = (" ".join(label.split()) for label in labels)
        if change != "editorial":
            parts.append(_say("change.order"))
        elif before and after and before != after:
            parts.append(_say("change.label", old=before, new=after))
        else:
            parts.append(_say("change.editorial-label"))
    return _sentence([*parts, *placing.clauses(place, kept=False)])


def _joined(references: list[Told]) -> list[Told]:
    """Return *references* with what shifts along a list told once.

    "huruf a dan huruf b" that becomes "huruf a, huruf b, dan huruf c" gained "huruf c": not "huruf b", and "huruf c"
    in place of "huruf b".
    """
    found: list[Told] = []
    for one in references:
        for place, other in enumerate(found):
            shifted = _shifted(one, other) or _shifted(other, one)
            if shifted is not None:
                found[place] = shifted
                break
        else:
            found.append(one)
    return found


def _shifted(alone: Told, changed: Told) -> Told | None:
    """Return what the reference *alone*, which came or went, and *changed* come to if one follows the other."""
    if not (changed.old and changed.new):
        return None
    if not alone.old and alone.new == changed.old:
        return replace(changed, old="")
    return replace(changed, new="") if not alone.new and alone.old == changed.new else None


def _some(told: list[str]) -> list[str]:
    """Return the first of *told*, and how many there are more."""
    return told if len(told) <= CLAUSES else [*told[:CLAUSES], _say("change.more", count=len(told) - CLAUSES)]


def _written(edits: Sequence[Edit]) -> tuple[list[tuple[str, str]], list[Told]]:
    """Return the words that are written otherwise, and the references that changed."""
    old, new = texts(edits)
    pairs: list[tuple[str, str]] = []
    told: list[Told] = []
    at = [0, 0]
    for edit in edits:
        ends = at[0] + len(edit.old), at[1] + len(edit.new)
        if edit.operation != "equal":
            region = Region((at[0], ends[0]), (at[1], ends[1]))
            grown, bare = whole_references(old, new, region)
            words = _bare(old[slice(*grown.old)]), _bare(new[slice(*grown.new)])
            if bare and words[0] != words[1]:
                told.append(Told("reference", *words))
            else:
                pairs.append(_without_common_end(edit.old, edit.new))
        at = [end + bool(length) for end, length in zip(ends, (edit.old, edit.new), strict=True)]
    return pairs, list(dict.fromkeys(told))


def _without_common_end(one: str, other: str) -> tuple[str, str]:
    """Return both without a sign with which both end."""
    if one and other and one[-1] == other[-1] and one[-1] in ",;:.":
        return one[:-1], other[:-1]
    return one, other


def _letters(words: str) -> str:
    return joined(words.split()).replace("/", "")


def kept(place: Placed) -> str:
    """Return the sentence of a pair whose words stayed and whose place changed; "" where that stayed too."""
    return _sentence(list(placing.clauses(place, kept=True)))


def whole(told: Sequence[Told], beside: Beside) -> str:
    """Return the sentence of what came or went as a whole."""
    one = beside.new or beside.old
    if one is None:
        return ""
    way = "added" if beside.new is not None else "removed"
    words = shortened(_bare(gathered(one)), EXCERPT)
    term = next((item.subject for item in told if item.subject), "")
    if term and words:
        return _sentence([_say(f"whole.definition-{way}", term=term, words=words)])
    what = _what(told, beside)
    if one.kind == "baris" and one.cells:
        name, rest = row_told(one, beside.new_above if beside.new is not None else beside.old_above)
        words = shortened(name, EXCERPT)
        if words and rest:
            return _sentence([_say(f"whole.row-{way}", what=what, words=words, cells=shortened(rest, EXCERPT))])
    if not words:
        return _sentence([_say(f"whole.{way}-empty", what=what)])
    return _sentence([_say(f"whole.{way}", what=what, words=words)])


def gathered(provision: Provision) -> str:
    """Return the words of *provision* with all below it and their labels, as far as an excerpt needs them."""
    parts: list[str] = []
    size = 0
    heading = provision.kind in ("buku", "bab", "bagian", "paragraf")
    for place, one in enumerate([provision] if heading else provision.walk()):
        label = one.label if place and one.kind in ("ayat", "huruf", "angka", "butir") else ""
        text = ", ".join(filter(None, map(str.strip, one.cells))) if one.cells else one.lead or one.text
        parts.append(f"{label} {text}".strip())
        size += len(parts[-1])
        if size > EXCERPT * 2:
            break
    return " ".join(" ".join(part for part in parts if part).split())


# -- clauses ----------------------------------------------------------------------------------------


def _clause(one: Told, before: Told | None) -> str:
    """Return the clause that tells *one*; what it is about is not named again if a clause *before* it named that."""
    if one.shape == "value":
        return _value(one)
    if one.shape == "modal":
        return _modal(one)
    if one.shape == "actor":
        if not one.old and before is not None and before.subject and _same_deed(one, before):
            return _say("actor.came-too", new=one.new)
        if not one.old:
            return _say("actor.came", deed=_deed(one.subject), new=one.new)
        if one.subject:
            return _say("actor.subject", deed=_deed(one.subject), old=one.old, new=one.new)
        return _say("actor.changed", old=one.old, new=one.new)
    if one.shape == "joins":
        table = load("telling.toml")["joins"]
        means = {"old_means": table.get(one.old, ""), "new_means": table.get(one.new, "")}
        return _say(f"joins.{_way(one)}", old=one.old, new=one.new, **means)
    if one.shape == "cell":
        column = _say("cell.column", head=_excerpt(one.of)) if one.of else _say("cell.no-head")
        row = (
            _say("cell.row", row=_excerpt(one.subject))
            if one.subject and not (before and one.subject == before.subject)
            else ""
        )
        return _say(f"cell.{_way(one)}", old=_excerpt(one.old), new=_excerpt(one.new), column=column, row=row)
    if one.shape == "reference":
        return _say(f"reference.{_way(one)}", old=_excerpt(one.old), new=_excerpt(one.new))
    return _phrase(one, before)


def _value(one: Told) -> str:
    effect = one.effects[0]
    kind = _value_kind(one)
    subject = one.subject
    if effect.kind == "sanction":
        return _say("value.bare", what=one.of or _say("what.sanction"), old=one.old, new=one.new)
    if effect.kind == "condition":  # until when what is punished was not done: it is nobody's
        return _say("value.bare", what=_say("what.condition"), old=one.old, new=one.new)
    bare = f"{kind}-bare"
    if not subject:
        kind = bare if bare in load("telling.toml")["what"] else kind
    words = {"what": _say(f"what.{kind}"), "old": one.old, "new": one.new}
    return _say("value.changed", subject=subject, **words) if subject else _say("value.bare", **words)


def _value_kind(one: Told) -> str:
    kind = one.effects[0].kind
    if kind == "deadline" or (kind == "date" and one.limit):
        limits = load("telling.toml")["limits"]
        found: str | None = next((name for limit, name in limits.items() if limit in one.limit), None)
        if found is None:
            found = "jangka" if any(letter.isdigit() for letter in one.new) else "waktu"
        return found
    if kind == "number":
        if "tahun" in one.new.casefold() or "tahun" in one.old.casefold():
            return "umur"
        if "%" in one.new or "persen" in one.new:
            return "percent"
    return kind


def _modal(one: Told) -> str:
    if one.clause is None:
        return _say(f"modal.bare-{_way(one)}", old=one.old, new=one.new, rest=_excerpt(one.of))
    who = cut(one.clause.who, WHO_WORDS)
    rest = clauses.plain(one.clause.text[one.clause.verb[0] : one.clause.end])
    return _say(f"modal.{_way(one)}", who=who, old=one.old, new=one.new, rest=_deed(rest))


def _same_deed(one: Told, other: Told) -> bool:
    """Whether both are told of one clause."""
    return one.clause is not None and other.clause is not None and one.clause.verb == other.clause.verb


def _phrase(one: Told, before: Told | None) -> str:
    kinds = list(dict.fromkeys(effect.kind for effect in one.effects))
    what = ""
    if len(one.effects) == 1 and kinds[0] != "definition":
        what = _say(f"phrase.{_term(one) if kinds[0] == 'deadline' else kinds[0]}")
    told = _say(f"phrase.{_way(one)}", what=what, old=_excerpt(one.old), new=_excerpt(one.new))
    if "definition" in kinds and one.subject:
        return _say("phrase.definition", subject=one.subject, clause=told)
    if before is not None:
        return told
    if one.subject or one.matter:
        return _say("phrase.subject", subject=one.subject or one.matter, clause=told)
    return _say("phrase.opening", words=one.opening, clause=told) if one.opening else told


def _term(one: Told) -> str:
    """Return by what name a term is told that came or went: a limit, a length of time, or neither."""
    words = (one.new or one.old).casefold()
    if not any(letter.isdigit() for letter in words):
        return "time"
    return "deadline" if any(limit in words for limit in load("telling.toml")["limits"]) else "length"


def _weight(one: Told) -> float:
    points = load("importance.toml")["effect"]
    return -max((points[effect.kind]["points"] for effect in one.effects), default=0)


# -- words ------------------------------------------------------------------------------------------


def _what(told: Sequence[Told], beside: Beside) -> str:
    """Return what it is that came or went: "kewajiban" where it obliges, else its kind."""
    kinds, norms = load("telling.toml")["kind"], load("telling.toml")["norm"]
    root = ids.parse(beside.id)[0][0] if beside.id else ""
    if beside.kind in kinds:
        return _say(f"kind.{beside.kind}")
    if root in kinds and root not in ("pasal", "bab"):
        return _say(f"kind.{root}")
    effects = [effect for one in told for effect in one.effects]
    if any(effect.kind == "sanction" for effect in effects):
        return _say("norm.sanction")
    one = beside.new or beside.old
    if one is not None and one.lead:
        clause = clauses.clause(one.lead)
        predicate = clause.text[slice(*clause.predicate)].casefold()
        for word, norm in norms.items():
            if f"{word} " in f"{predicate} ":
                return str(norm)
    return _say("kind.other")


def _replaced(old: str, new: str) -> str:
    if old and new:
        return f"{_quoted(old)} menjadi {_quoted(new)}"
    return _say("phrase.came" if new else "phrase.went", what="", old=_excerpt(old), new=_excerpt(new))


def _way(one: Told) -> str:
    return "changed" if one.old and one.new else "came" if one.new else "went"


def _quoted(words: str) -> str:
    return f"“{_excerpt(words)}”" if words else ""


def _excerpt(words: str) -> str:
    return shortened(words, PHRASE)


def _deed(words: str) -> str:
    """Return what is done, cut where a phrase begins."""
    told = cut(words, DEED_WORDS)
    return told if told == words.strip(" ,;:") else f"{told} …"


def _bare(words: str) -> str:
    """Return *words* without the sign at their end, and without what joins the item of a list to the next one."""
    return _LIST_END.sub("", words).rstrip(" ,;:.") or words


def _listed(parts: Sequence[str]) -> str:
    if len(parts) < 3:
        return " dan ".join(parts)
    return ", ".join(parts[:-1]) + ", dan " + parts[-1]


def _sentence(parts: Sequence[str]) -> str:
    """Return *parts* as one sentence; a clause with a comma inside stands between semicolons."""
    told = "; ".join(" ".join(part.split()) for part in parts if part)
    return told[:1].upper() + told[1:].rstrip(" .;:") + "." if told else ""


def _say(key: str, **values: Any) -> str:
    table, _, entry = key.partition(".")
    words: str = load("telling.toml")[table][entry]
    return words.format(**values)
