"""Budget → a page of it (:class:`~.folio.Folio`), and records.

What changed comes first: what adds to the cost, what lessens it, and the rest. Then the whole draft by kind of signal,
each rule with its reason once and the places below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any

from pkpu_review import ids
from pkpu_review.knowledge import load
from pkpu_review.lexis.sums import told
from pkpu_review.model import Regulation
from pkpu_review.model.budget import Budget, BudgetChange, Signal
from pkpu_review.model.stored import source
from pkpu_review.report.text.terminal import plain
from pkpu_review.report.views.folio import Entry, Folio, Section, said
from pkpu_review.report.wording import listing, number, say

SCHEMA = "pkpu-review/budget/1"
KINDS = ("amount", "volume", "share", "cost")
HEADINGS = frozenset(["buku", "bab", "bagian", "paragraf"])
MOST_WORDS = 16
"""Words of a signal that are shown; the provision has them all."""
BEHIND = 8
"""Words behind a cost that are shown with it."""
FREE = "dapat"
"""The norm word that leaves it open whether the money is spent."""
_END = re.compile(r"[.;:](?=\s|$)")


def folio(budget: Budget) -> Folio:
    """Return the page of *budget*."""
    regulation, compared = budget.regulation, budget.comparison
    sections = [*_changes(budget), *_sections(budget), *_grounds(budget)]
    if compared is None:
        facts = [(say("budget.draft"), regulation.source.name)]
        hashes = [("sha256", regulation.source.sha256)]
    else:
        facts = [(say("budget.old"), compared.old.source.name), (say("budget.new"), compared.new.source.name)]
        hashes = [("old", compared.old.source.sha256), ("new", compared.new.source.sha256)]
        count = [sum(one.direction == way for one in budget.changes) for way in ("up", "down", "")]
        words = say("budget.change-count", up=number(count[0]), down=number(count[1]), other=number(count[2]))
        facts.append((say("budget.changes"), words))
    facts.append((say("budget.funds"), _funds(budget)))
    provisions = len({one.provision for one in budget.signals})
    signals, unsourced = number(len(budget.signals)), number(len(budget.unsourced))
    count_all = say("budget.count", signals=signals, provisions=number(provisions), unsourced=unsourced)
    facts.append((say("budget.counts"), count_all))
    absent = say("budget.caution") if budget.signals else say("budget.none")
    if compared is not None and not budget.changes:
        absent = f"{say('budget.same')} {absent}"
    title = regulation.identity.name or regulation.source.name
    over = say("budget.over-changes" if compared else "budget.over")
    warnings = tuple(plain(problem.message) for problem in compared.warnings) if compared else ()
    return Folio(over, title, tuple(facts), tuple(sections), warnings, absent, tuple(hashes))


def _funds(budget: Budget) -> str:
    found: dict[str, list[str]] = {}
    for one in budget.sources:
        found.setdefault(one.name, []).append(ids.cite(one.provision))
    return (
        "; ".join(f"{name} ({listing(list(dict.fromkeys(places)))})" for name, places in found.items())
        or say("budget.no-funds")
    )  # fmt: skip


@cache
def _quote_end() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{load('budget.toml')['general']['quote_end']})\b", re.IGNORECASE)


@cache
def _quote_rest() -> re.Pattern[str]:
    return re.compile(rf"(?:,?\s+(?:{load('budget.toml')['general']['quote_rest']}))+$", re.IGNORECASE)


# -- what changed ---------------------------------------------------------------------------------


def _changes(budget: Budget) -> Iterator[Section]:
    for direction in ("up", "down", ""):
        found = [one for one in budget.changes if one.direction == direction]
        if found:
            key = direction or "other"
            yield Section(f"perubahan-{key}", say(f"budget.{key}"), tuple(change_entry(one, budget) for one in found))


def change_entry(change: BudgetChange, budget: Budget) -> Entry:
    """Return what became of one signal, beside its place: ``Segel dari 60 keping menjadi 74 keping ...``."""
    notes = []
    old, new = change.old, change.new
    if old is not None and new is not None:
        if "per" in change.fields:
            notes.append(_from_to("budget.per-changed", _behind(old).strip(), _behind(new).strip()))
        if "base" in change.fields:
            notes.append(_from_to("budget.base-changed", old.base, new.base))
    return said(change_words(change, budget), f"{change_place(change, budget)}:", notes=(*notes, change.signal.reason))


def change_place(change: BudgetChange, budget: Budget) -> str:
    """Return where a signal stands: ``Pasal 31 ayat (1) (semula Pasal 30 ayat (1))``; of one that is gone where it
    stood, and what became of that place."""
    old, new = change.old, change.new
    if new is not None:
        place = ids.cite(new.provision)
        moved = old is not None and old.provision != new.provision
        return f"{place} ({say('budget.was', old=ids.cite(old.provision))})" if moved and old else place
    place = ids.cite(change.signal.provision)
    if budget.comparison is None:
        return place
    place = say("budget.of-older", place=place)
    now = _now(change, budget)
    return f"{place} ({say('budget.now', new=ids.cite(now))})" if now not in ("", change.signal.provision) else place


def change_words(change: BudgetChange, budget: Budget) -> str:
    """Return what became of a signal, as a clause without its place."""
    old, new, one = change.old, change.new, change.signal
    if old is None or new is None:
        version = budget.comparison.old if budget.comparison and new is None else budget.regulation
        if one.kind == "source":
            what = say("budget.source-told", words=source_words(one))
        else:
            words = wording(one, version) if one.kind == "cost" else _measured(one)
            what = say("budget.signal-told", words=words, name=one.name)
        key = "came" if old is None else "unsaid" if _now(change, budget) else "went"
        return say(f"budget.{key}", what=what)
    if "source" in change.fields:
        return say("budget.source-changed", what=new.what or say("budget.funds"), old=old.name, new=new.name)
    parts = []
    if {"value", "limit", "per", "base"} & set(change.fields):
        what = one.what or one.name
        lasts = one.what and one.name.startswith(say("budget.lasting"))
        what = f"{say('budget.lasting')} {what}" if lasts else what
        parts.append(say("budget.value-changed", what=what, old=_value(old), new=_value(new) + _behind(new)))
        if change.arithmetic:
            parts.append(_difference(change.arithmetic))
    else:
        parts.append(wording(new, budget.regulation))
    if "modal" in change.fields:
        parts.append(_modal(old.modal, new.modal))
    return ", ".join(parts[:-1] if len(parts) > 1 else parts) + (_joint(change) + parts[-1] if len(parts) > 1 else "")


def _joint(change: BudgetChange) -> str:
    """Return what stands before the last clause: the words themselves need no comma behind them."""
    return ", " if {"value", "limit", "per", "base"} & set(change.fields) else " "


def _now(change: BudgetChange, budget: Budget) -> str:
    """Return the id of what became of the provision of a signal that is gone; empty where that is gone too."""
    if change.old is None or budget.comparison is None:
        return ""
    return next((row.new for row in budget.comparison.of_old(change.old.provision) if row.new), "")


def _modal(old: str, new: str) -> str:
    if old and new:
        return say("budget.modal-changed", old=old, new=new)
    return say("budget.modal-went", old=old) if old else say("budget.modal-came", new=new)


def _from_to(key: str, old: str, new: str) -> str:
    return say(key, old=old or say("budget.nothing"), new=new or say("budget.nothing"))


def _difference(arithmetic: str) -> str:
    """Return ``bertambah 14 keping (23,3 %)`` for ``+14 keping (+23,3 %)``."""
    key = "more" if arithmetic.startswith("+") else "less"
    return say(f"budget.{key}", amount=re.sub(r"(?<![\w,.])[+−-](?=[\dR])", "", arithmetic))


def _measured(one: Signal) -> str:
    """Return a number with what it is the number of: ``petugas pengawas selama 24 jam``."""
    value = _value(one) + _behind(one)
    if not one.what:
        return value
    if one.limit or one.value is None:
        return f"{one.what} {value}"
    key = "during" if one.name.startswith(say("budget.lasting")) else "many" if one.kind == "volume" else "worth"
    return f"{one.what} {say(f'budget.{key}', value=value)}"


# -- the whole draft ------------------------------------------------------------------------------


def _sections(budget: Budget) -> Iterator[Section]:
    if budget.sources:
        entries = [said(source_words(one), f"{ids.cite(one.provision)}:") for one in budget.sources]
        yield Section("sumber-dana", say("budget.sources"), tuple(entries))
    general = next((one.sourced for one in budget.signals if one.scope == "umum"), "")
    place = ids.cite(general) if general else ""
    note = say("budget.unsourced-general", place=place) if general else say("budget.unsourced-none")
    for kind in KINDS:
        found = [one for one in budget.signals if one.kind == kind and one.expense]
        if found:
            noted = note if any(one.unsourced for one in found) else ""
            note = "" if noted else note  # told once
            yield Section(kind, say(f"budget.{kind}"), tuple(_grouped(found, budget.regulation)), noted)
    others = [one for one in budget.signals if not one.expense]
    if others:
        yield Section("bukan-belanja", say("budget.not-ours"), tuple(_grouped(others, budget.regulation)))


def _grouped(signals: Sequence[Signal], regulation: Regulation) -> Iterator[Entry]:
    """Yield one entry a rule, in the order in which they come first, with the places below it."""
    order = {rule: place for place, rule in enumerate(dict.fromkeys(one.rule for one in signals))}
    for _, group in groupby(sorted(signals, key=lambda one: order[one.rule]), key=lambda one: one.rule):
        found = list(group)
        notes = tuple(_placed(one, regulation) for one in found)
        yield said(f"({number(len(found))}): {found[0].reason}", capital(found[0].name), notes=notes)


def _placed(one: Signal, regulation: Regulation) -> str:
    words = f"{ids.cite(one.provision)}: {wording(one, regulation)}"
    words += bound(one)
    if one.scope in ("pasal", "rujukan") and one.sourced:
        words += f"; {say('budget.sourced', place=ids.cite(one.sourced))}"
    return words


def signal_entry(one: Signal, regulation: Regulation) -> Entry:
    """Return one signal by itself, with its reason, its source of funds and the norm it rests on."""
    if one.kind == "source":
        return said(source_words(one), f"{capital(say('budget.funds'))}:")
    notes = [one.reason]
    if one.expense:
        if one.scope == "umum":
            notes.append(say("budget.sourced-general", place=ids.cite(one.sourced)))
        elif one.sourced:
            notes.append(say("budget.sourced", place=ids.cite(one.sourced)))
        else:
            notes.append(say("budget.sourced-nowhere"))
    notes.append(_citation(one))
    return said(wording(one, regulation), f"{capital(one.name)}:", notes=tuple(notes))


def bound(one: Signal) -> str:
    """Return what stands behind the words of a signal of which the draft says how much it binds: `` (wajib)``."""
    if not one.modal:
        return ""
    return f" ({say('budget.free') if one.modal == FREE else one.modal})"


def wording(one: Signal, regulation: Regulation) -> str:
    """Return a signal in words: ``Tinta: 2 botol untuk setiap TPS``; of a cost the draft's own words, and some more."""
    if one.kind == "cost":
        provision = regulation.get(one.provision)
        text = provision.text if provision is not None else one.text
        ends = (_END.search(text, one.end), _quote_end().search(text, one.end))
        behind = text[one.end : min((end.start() for end in ends if end), default=len(text))].split()
        quote = " ".join([*one.text.split(), *behind[:BEHIND]]).replace(" ,", ",").rstrip(" ,;:")
        if len(behind) > BEHIND:
            return f"“{quote} …”"
        return f"“{_quote_rest().sub('', quote)}”"
    if one.kind == "source":
        return source_words(one)
    what = f"{one.what}: " if one.what else ""
    return f"{what}{_value(one)}{_behind(one)}"


def source_words(one: Signal) -> str:
    """Return a source of funds in words: ``Pendanaan Pengadaan: APBN``."""
    if one.what:
        return f"{one.what}: {one.name}"
    return one.name if one.text.casefold() == one.name.casefold() else f"{one.name} ({_short(one.text)})"


def _value(one: Signal) -> str:
    limit = f"{one.limit} " if one.limit else ""
    if one.value is None:
        return f"{_short(one.text)} ({say('budget.unclear')})"
    return limit + told(one.value, one.unit)


def _behind(one: Signal) -> str:
    base = f" {say('budget.of', base=one.base)}" if one.base else ""
    return base + (f" {say('budget.per', names=listing(list(one.per)))}" if one.per and not one.base else "")


def capital(words: str) -> str:
    """Return *words* with a large first letter."""
    return words[:1].upper() + words[1:]


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:MOST_WORDS]) + (" …" if len(words) > MOST_WORDS else "")


def _grounds(budget: Budget) -> Iterator[Section]:
    told_all = (*budget.signals, *(one.signal for one in budget.changes))
    found = list(dict.fromkeys(_citation(one) for one in told_all))
    if found:
        yield Section("dasar", say("budget.grounds"), tuple(said(text, tone="soft") for text in found))


def _citation(one: Signal) -> str:
    return one.citation if one.verified else f"{one.citation} ({say('budget.unverified')})"


# -- records --------------------------------------------------------------------------------------


def record(budget: Budget) -> dict[str, Any]:
    """Return the object of ``budget --format json``; numbers are strings, as they are exact."""
    whole: dict[str, Any] = {"schema": SCHEMA, "source": source(budget.regulation.source)}
    if budget.comparison is not None:
        whole["old"] = source(budget.comparison.old.source)
    whole["signals"] = signals(budget.signals)
    if budget.comparison is not None:
        whole["changes"] = changes(budget.changes)
    return whole


def signals(found: Iterable[Signal]) -> list[dict[str, Any]]:
    """Return signals as records."""
    return [signal(one) for one in found]


def changes(found: Iterable[BudgetChange]) -> list[dict[str, Any]]:
    """Return changes as records."""
    return [
        {
            "kind": one.kind,
            "fields": list(one.fields),
            "arithmetic": one.arithmetic,
            "direction": one.direction or None,
            "old": signal(one.old) if one.old else None,
            "new": signal(one.new) if one.new else None,
        }
        for one in found
    ]


def signal(one: Signal) -> dict[str, Any]:
    """Return one signal as a record."""
    return {
        "id": one.provision,
        "citation": ids.cite(one.provision),
        "kind": one.kind,
        "rule": one.rule,
        "name": one.name,
        "span": [one.start, one.end],
        "text": one.text,
        "what": one.what,
        "value": None if one.value is None else format(one.value.normalize(), "f"),
        "unit": one.unit,
        "limit": one.limit,
        "per": list(one.per),
        "base": one.base,
        "modal": one.modal,
        "expense": one.expense,
        "sourced": one.sourced or None,
        "scope": one.scope or None,
        "unsourced": one.unsourced,
        "reason": one.reason,
        "norm": one.citation,
        "verified": one.verified,
    }
