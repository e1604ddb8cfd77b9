"""Regulation → its budget signals: amounts, volumes, shares, sources of funds, and what costs money without a number.

``signals(regulation)`` gives them in the order of the document. They stand in what is laid down: not in the preamble,
the elucidation, definitions or penal provisions; what a contestant has to pay is none of them. Tables with prices,
honoraria or needs are read row by row (:mod:`.budget_tables`); which provision names the source of funds for a signal
tells :mod:`.budget_sources`; what became of them between two versions :mod:`.budget_changes`. The rules are
``knowledge/budget.toml``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache

from pkpu_review.annotate.budget_rules import Rule, amounts, multipliers, pattern, rules, sources
from pkpu_review.annotate.budget_sources import sourced
from pkpu_review.annotate.budget_tables import rows
from pkpu_review.lexis import clauses, money
from pkpu_review.lexis.definitions import definitions
from pkpu_review.lexis.numerals import value
from pkpu_review.lexis.timelines import readable
from pkpu_review.model import Provision, Regulation
from pkpu_review.model.budget import Signal

MOST_ABOUT = 1000
"""Letters before and behind a signal that are looked at; no sentence but a list is longer."""
MOST_WHAT = 12
"""Words of what a value is the value of; more of them name nothing."""
_TITLES = frozenset(["bab", "bagian", "paragraf", "buku", "memutuskan", "menetapkan", "lampiran"])
_BLANK = re.compile(r"^[\s:;,.–-]+|[\s:;,.–-]+$")
_TAIL = re.compile(
    r"(?:\s|^)(?:sebesar|sebanyak|sejumlah|adalah|yaitu|ditetapkan|diberikan|dengan|dalam|untuk|paling\s+\w+|terdiri"
    r"|atas|berjumlah|besarnya|menjadi|ditambah|selama|dan|oleh|wajib|harus|dapat|tidak)$",
    re.I,
)
_CUT = re.compile(r"(?<=\w)\s+(?:(?:yang|sama\s+dengan)\s|(?:paling\s+\w+\s+)?\d).*$", re.S)
"""What only describes a thing that is already named."""
_PURPOSE = re.compile(
    r"\s+untuk\s+(?!(?:setiap|tiap|masing)\b)([^.,;:]{3,90}?)(?=\s+(?:dan|serta)\s+\d|\s+(?:di|pada|untuk)\s+(?:setiap|tiap)|[.,;:]|$)"
)
"""Behind a volume: for what it is."""
_JOINTS = re.compile(r"\s(?:atas|merupakan|adalah|terhadap|untuk|dari|mengenai|kepada|berupa|dengan|menggunakan)\s")
"""Before the name of a thing that a relative clause describes."""
_LASTING = "lama-kegiatan"
_ANY_ACT = frozenset(["pelaksanaan", "penyelenggaraan"])
"""Acts that say only that something is done."""
_RECEIVES = frozenset(["mendapat", "mendapatkan", "menerima", "memperoleh", "memiliki", "menjadi", "berhak"])


def signals(regulation: Regulation) -> tuple[Signal, ...]:
    """Return the budget signals of *regulation*, in the order of the document."""
    defined = {one.provision for one in definitions(regulation)}
    found: list[Signal] = []
    forms: set[str] = set()
    for provision, above in readable(regulation):
        if provision.kind in _TITLES or provision.id in defined:
            continue
        for signal in of(provision, above):
            if signal.rule == "formulir" and signal.what.casefold() in forms:
                continue  # a form costs once, however often it is named
            if signal.rule == "formulir":
                forms.add(signal.what.casefold())
            found.append(signal)
    found += rows(regulation)
    order = {provision.id: place for place, provision in enumerate(regulation.walk())}
    found.sort(key=lambda one: (order[one.provision], one.start, one.end))
    return sourced(regulation, found)


def of(provision: Provision, above: str = "") -> tuple[Signal, ...]:
    """Return the signals of the provision's own words; *above* are the words that introduce its list."""
    text = provision.lead if not provision.closing else f"{provision.lead} {provision.closing}".strip()
    reading = _Reading(provision.id, text, above)
    if pattern("general", "penal").search(text):
        return ()
    found = [*reading.amounts(), *reading.found(), *reading.sources()]
    paid = {reading.sentence(one.start, one.start)[1] for one in found if one.kind == "amount"}
    told = (one for one in found if one.rule != "imbalan" or reading.sentence(one.start, one.start)[1] not in paid)
    return _told_apart(sorted(told, key=lambda one: (one.start, one.end)), text)


def _told_apart(found: Sequence[Signal], text: str) -> tuple[Signal, ...]:
    """Return *found*; volumes of one thing that are alike say for what each is: "1 buah untuk A dan 1 buah untuk B"."""
    alike = Counter((one.what, one.value, one.unit) for one in found if one.kind == "volume")
    made = []
    for one in found:
        purpose = _PURPOSE.match(text, one.end) if alike[one.what, one.value, one.unit] > 1 else None
        made.append(replace(one, what=f"{one.what} untuk {purpose[1]}") if purpose and one.what else one)
    return tuple(made)


@dataclass(slots=True)
class _Reading:
    """The words of one provision, read for signals."""

    provision: str
    text: str
    above: str
    low: str = field(init=False)
    _ends: list[int] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.low = self.text.casefold()

    def amounts(self) -> Iterator[Signal]:
        """Yield the amounts of money."""
        if "rp" not in self.low:
            return
        for one in money.find(self.text):
            first, last = self.sentence(one.start, one.end)
            rule = _kind(self.text[first : one.start], self.text[first:last], self.above)
            yield self._signal(rule, one.start, one.end, what=self._paid(rule, first, one.start), number=one.value)

    def found(self) -> Iterator[Signal]:
        """Yield what the rules with patterns find."""
        for rule in rules():
            if not any(sign in self.low for sign in rule.signs):
                continue
            told: set[int] = set()
            taken: list[tuple[int, int]] = []
            for one in rule.patterns:
                for match in one.finditer(self.text):
                    first, last = self.sentence(match.start(), match.end())
                    if (rule.once_a_sentence and first in told) or _overlaps(match.span(), taken):
                        continue
                    if rule.kind == "cost" and pattern("general", "repeated").match(self.text, match.end()):
                        continue
                    sentence = self.text[first:last]
                    if not rule.at_home(sentence, self.above) or self._not_ours(first, match.start(), last):
                        continue
                    told.add(first)
                    taken.append(match.span())
                    yield self._matched(rule, match, first)

    def sources(self) -> Iterator[Signal]:
        """Yield the sources of funds that are named."""
        taken: list[tuple[int, int]] = []
        for rule in sources():
            for one in rule.patterns:
                for match in one.finditer(self.text):
                    first, last = self.sentence(match.start(), match.end())
                    if _overlaps(match.span(), taken):
                        continue
                    if rule.at_home(self.text[first:last], self.above):
                        taken.append(match.span())
                        verb = pattern("source", "verb").search(self.text, first, last)
                        end = verb.start() if verb else match.start()
                        what = _funded(self.text[first:end]) if end <= match.start() else ""
                        yield self._signal(rule, match.start(), match.end(), what=what or _funded(self._head()))

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the sentence that holds the characters from *start* to *end*; of a long one what is near."""
        if self._ends is None:
            self._ends = [match.end() for match in _ends().finditer(self.text)]
        before = bisect_right(self._ends, start)
        after = bisect_left(self._ends, end)
        first = self._ends[before - 1] if before else 0
        last = self._ends[after] if after < len(self._ends) else len(self.text)
        return max(first, start - MOST_ABOUT), min(last, end + MOST_ABOUT)

    def _matched(self, rule: Rule, match: re.Match[str], first: int) -> Signal:
        groups = match.groupdict()
        printed = groups.get("number") or groups.get("after")
        unit = " ".join((groups.get("unit") or rule.unit).casefold().split())
        what = " ".join((groups.get("what") or "").split())
        base = ""
        if rule.kind == "share":
            share = re.match(r"\s*dari\s+([^.;,]{3,120})", self.text[match.end() :])
            base = _named(re.split(r"\s+sebagai\b", share[1])[0]) if share else ""
        if not what and rule.kind != "cost":
            what = self._counted(first, match.start())
            if rule.id == _LASTING:
                what = self._lasting(what, first, match.start())
        return self._signal(rule, *match.span(), what, value(printed) if printed else None, unit, base)

    def _signal(
        self,
        rule: Rule,
        start: int,
        end: int,
        what: str = "",
        number: Decimal | None = None,
        unit: str = "",
        base: str = "",
    ) -> Signal:
        first, last = self.sentence(start, end)
        before = pattern("general", "modal").findall(self.text, first, start)
        limits = pattern("general", "limit").findall(self.text, max(first, start - 24), end)
        modal = before[-1] if before else next(iter(pattern("general", "modal").findall(self.above)[-1:]), "")
        counted = rule.kind in ("amount", "volume", "share")
        return Signal(
            self.provision, rule.kind, rule.id, start, end, self.text[start:end], rule.name, rule.reason,
            rule.citation, rule.verified, what, number, "rupiah" if rule.kind == "amount" else unit,
            " ".join(limits[-1].casefold().split()) if counted and limits else "",
            multipliers(self.text[first:last]) if counted else (), base, modal.casefold(), expense=rule.expense,
        )  # fmt: skip

    def _paid(self, rule: Rule, first: int, start: int) -> str:
        """Return what an amount is paid for: "honorarium ketua PPK"."""
        before = self.text[first:start]
        words = rule.needs.search(before) if rule.needs and rule.needs.pattern else None
        own = _named(before[words.start() :] if words else before)
        if words is None and self.above:
            own = ": ".join(part for part in (_named(self._head()), own) if part)
        return own

    def _counted(self, first: int, start: int) -> str:
        """Return what a number counts: the subject of a passive verb before it, or the object of an active one."""
        last = self.sentence(start, start)[1]
        clause = clauses.clause(self.text[first:last], start - first)
        if clause.verb[0] < clause.verb[1] <= start - first:
            passive = clause.does.startswith(("di", "ter", "ber")) and not multipliers(clause.who)
            return _named(clause.who if passive else self.text[first + clause.verb[1] : start])
        found = _named(self.text[first:start])
        if found and not clauses.is_verb(found.casefold()):
            return found
        return _named(clauses.clause(self._head()).who or self._head())

    def _lasting(self, what: str, first: int, start: int) -> str:
        """Return what lasts: the act of which the sentence speaks ("pengumuman DPS"), or what is done; where both are
        untold, whom the list is about."""
        clause = clauses.clause(self.text[first : self.sentence(start, start)[1]], start - first)
        who = re.split(r"\s+(?:melalui|dalam|untuk|pada|dengan|oleh)\s|,", clause.who)[0]
        what = what or _named(who) or _named(clauses.clause(self._head()).who)
        act = clauses.noun(clause.does.casefold()) if clause.does else None
        if not act or act in _ANY_ACT or not what or what.casefold().startswith(act):
            return what
        return f"{act} {what if what.isupper() or what.split()[0].isupper() else what[:1].lower() + what[1:]}"

    def _head(self) -> str:
        """Return the words that introduce the list, from their last sentence on."""
        return self.above.rpartition(". ")[2]

    def _not_ours(self, first: int, start: int, last: int) -> bool:
        """Whether it is forbidden, or somebody else's to do and to pay."""
        if any(
            pattern("general", "forbidden").search(before)
            for before in (self.text[first:start], self.above.rstrip(" :"))
        ):
            return True
        if pattern("general", "by_others").search(self.text[start:last]):
            return True
        for text, at in ((self.text[first:last], start - first), (self.above, 0)):
            if not text:
                continue
            clause = clauses.clause(text, at)
            active = clause.does.startswith(("me", "ber")) and clause.does not in _RECEIVES
            if active and pattern("general", "others").match(clause.who):
                return True
        return False


def _kind(before: str, sentence: str, above: str) -> Rule:
    """Return what kind of money an amount is: by the words before it, then by its sentence and the words above."""
    for text in (before, sentence, above):
        for rule in amounts()[:-1]:
            if rule.needs and rule.needs.search(text):
                return rule
    return amounts()[-1]


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)


def _funded(words: str) -> str:
    """Return what is paid for by the words before a source of funds: before "yang bersumber dari" the thing named last,
    of a list's opening words what they speak of."""
    verb = pattern("source", "verb").search(words)
    before = words[: verb.start()] if verb else words
    if before.rstrip().endswith(" yang"):
        before = _JOINTS.split(before.rstrip().removesuffix(" yang"))[-1]
    return _named(before, 2 * MOST_WHAT)


def _named(words: str, most: int = MOST_WHAT) -> str:
    """Return *words* as a name: without what only points, and without "sebesar" and the like at its end."""
    text = _CUT.sub("", clauses.plain(words))
    while True:
        bare = _TAIL.sub("", _BLANK.sub("", text))
        if bare == text:
            break
        text = bare
    return text if len(text.split()) <= most and not text[:1].isdigit() else ""


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(r"[.;](?=\s|$)\s*")
