"""A provision → :class:`Reading`: its words, those below it and the headings above it, with who does what.

Who acts is told from word order, as a drafter writes a norm (UU 12/2011, Lampiran II angka 268:
the subject stands before "wajib", "dapat", "berwenang" ...): a body, or a list of bodies, directly
before a verb in ``me-``/``ber-`` or a modal acts; after "oleh" it acts too; after "kepada" something
is handed to it. "Panwaslu provinsi menerima laporan tentang anggota KPU" has one actor.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pkpu_review.annotate.pipeline import Hit, Scan
from pkpu_review.annotate.vocabulary import Rule
from pkpu_review.lexis import references
from pkpu_review.model import Provision

OWN, HEADING = "teks", "judul"
OPENING = 25
"""Tokens that count as the opening of a provision."""
SUBJECT_TOKENS = 9
"""A body named within so many tokens is what the sentence is about: "Dalam hal KPU ...", "Setiap anggota KPPS ..."."""

_MODALS = frozenset(
    ["wajib", "dapat", "harus", "tidak", "dilarang", "berwenang", "berhak", "bertugas", "bersama", "secara", "telah"]
    + ["akan", "masing", "juga", "hanya", "mempunyai"]
)
_NO_VERB = frozenset(
    ["berdasarkan", "bersifat", "menurut", "melalui", "mengenai", "meliputi", "berkaitan", "berkedudukan", "merupakan"]
    + ["berjumlah", "menjadi", "merangkap", "berasal", "memuat", "melekat", "berikutnya", "bersangkutan"]
)
"""Words that look like verbs of doing and are none."""
_LINKS = frozenset(["dan", "atau", "serta", ",", "/", "anggota", "ketua", "beserta"])
_AYAT = re.compile(r"(?:^|[.;:]\s+)\(\d+[a-z]?\)\s")
_ITEM = re.compile(r"(?:^|[;:.,]\s+(?:dan/atau\s+|dan\s+|atau\s+)?)(?:[a-z]{1,2}|\d{1,2})\.\s")


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of a reading: *where* it stands (``teks``, or the id of one below) and its scan."""

    where: str
    scan: Scan


@dataclass(frozen=True, slots=True)
class Segment:
    """One heading above: how deep it lies (0 is the outermost), its hits and its place in the whole heading text."""

    depth: int
    hits: tuple[Hit, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What rules and weights look at.

    Attributes:
        passages: the provision's own words first, then those below it, in order.
        scans: the same by where they stand.
        heading: the scan of the heading above.
        segments: its parts, outermost first.
        actors, receivers: groups of bodies.
        subject: group of the body whom the first sentence is about, or "".
        kind: of the provision.
        single: one norm, without ayat.
        children: provisions below it.
        named: rules of which a phrase stands in the passages or the headings.
    """

    passages: tuple[Passage, ...]
    scans: dict[str, Scan]
    heading: Scan
    segments: tuple[Segment, ...]
    actors: frozenset[str]
    receivers: frozenset[str]
    subject: str
    kind: str
    single: bool
    children: int
    named: frozenset[str]

    @property
    def below(self) -> int:
        """How many provisions, or ayat and list items of a flat text, are below it."""
        flat = self.scans[OWN].text if OWN in self.scans else ""
        return self.children or len(_ITEM.findall(flat)) + len(_AYAT.findall(flat))

    def marked(self, rule: str, condition: str) -> Iterator[tuple[str, int, int, int]]:
        """Yield (where, token, start, end) of the phrases of *condition*; tokens are counted through all passages."""
        offset = 0
        for passage in self.passages:
            for token, start, end in passage.scan.marks.get((rule, condition), ()):
                yield passage.where, offset + token, start, end
            offset += len(passage.scan.words)

    def items(self) -> Iterator[tuple[str, tuple[Hit, ...]]]:
        """Yield (where, hits) of each item of a list: a provision below, or a lettered part of a flat text."""
        for passage in self.passages:
            starts = sorted(
                {
                    0,
                    *(m.end() for m in _ITEM.finditer(passage.scan.text)),
                    *(m.end() for m in _AYAT.finditer(passage.scan.text)),
                }
            )
            for start, end in zip(starts, [*starts[1:], len(passage.scan.text) + 1], strict=True):
                yield passage.where, tuple(hit for hit in passage.scan.hits if start <= hit.start < end)

    def marked_heading(self, rule: str, condition: str, inner: bool = False) -> Iterator[tuple[int, int]]:
        """Yield (start, end) of the phrases of *condition* in the headings above, or in the *inner*most alone."""
        first = self.segments[-1].start if inner and self.segments else 0
        for _, start, end in self.heading.marks.get((rule, condition), ()):
            if start >= first:
                yield start, end


def read(provision: Provision, scan: Callable[[str], Scan], whole: bool, above: str | None = None) -> Reading:
    """Return the reading of *provision*; with *whole*, the words of everything below it count as its own.

    Args:
        above: the headings above it, where the provision itself does not say.
    """
    below = list(provision.walk())[1:] if whole else []
    texts = [(OWN, provision.text)] + [(child.id, child.text) for child in below]
    passages = tuple(Passage(where, scan(text)) for where, text in texts if text)
    heading = scan(provision.heading if above is None else above)
    actors: set[str] = set()
    receivers: set[str] = set()
    for passage in passages:
        if passage.scan.bodies:
            acting, receiving = roles(passage.scan)
            actors |= acting
            receivers |= receiving
    named = {rule for passage in passages for rule, _ in passage.scan.marks} | {rule for rule, _ in heading.marks}
    flat = provision.text
    ayat = len(_AYAT.findall(flat)) if "(" in flat else 0
    paragraphs = sum(child.kind == "ayat" for child in below) or ayat
    return Reading(
        passages=passages,
        scans={passage.where: passage.scan for passage in reversed(passages)},
        heading=heading,
        segments=_segments(heading),
        actors=frozenset(actors),
        receivers=frozenset(receivers),
        subject=_subject(passages),
        kind=provision.kind,
        single=paragraphs < 2,
        children=len(below),
        named=frozenset(named),
    )


def _subject(passages: tuple[Passage, ...]) -> str:
    """Return the group of the body whom the first sentence is about: the one that it names at once."""
    for passage in passages[:2]:
        for body in passage.scan.bodies[:1]:
            return body.group if body.first < SUBJECT_TOKENS else ""
    return ""


def roles(scan: Scan) -> tuple[set[str], set[str]]:
    """Return the groups of bodies that act in *scan*, and those to which something is handed."""
    actors: set[str] = set()
    receivers: set[str] = set()
    words, bodies = scan.words, scan.bodies
    place = 0
    while place < len(bodies):
        chain = [bodies[place]]
        while place + 1 < len(bodies) and _LINKS.issuperset(words[bodies[place].last : bodies[place + 1].first]):
            place += 1
            chain.append(bodies[place])
        place += 1
        groups = {body.group for body in chain}
        before = [
            word
            for word in words[max(chain[0].first - 6, 0) : chain[0].first]
            if word not in ("anggota", "ketua", "dan")
        ]
        after = words[chain[-1].last : chain[-1].last + 2]
        after = after[1:] if after[:1] == (",",) else after[:1]
        handed = words[max(chain[0].first - 1, 0)] == "kepada"  # "kepada anggota KPU": a sanction, not a report
        if handed:
            receivers |= groups
        elif before[-1:] != ["kepada"] and (_agent(before) or (after and _acts(after[0]))):
            actors |= groups
    return actors, receivers


def _agent(before: list[str]) -> bool:
    """Tell whether "... oleh" names who acts: "ditindaklanjuti oleh", not "pelanggaran oleh", "yang dilakukan oleh"."""
    return before[-1:] == ["oleh"] and any(
        word.startswith("di") and len(word) > 5 and before[i - 1 : i] != ["yang"] for i, word in enumerate(before[:-1])
    )


def _acts(word: str) -> bool:
    return word in _MODALS or (word.startswith(("me", "ber")) and len(word) > 5 and word not in _NO_VERB)


def _segments(heading: Scan) -> tuple[Segment, ...]:
    found, start = [], 0
    for depth, part in enumerate(heading.text.split(" > ")) if heading.text else ():
        end = start + len(part)
        found.append(Segment(depth, tuple(hit for hit in heading.hits if start <= hit.start < end), start, end))
        start = end + 3
    return tuple(found)


def before(article: Provision) -> dict[str, tuple[str, ...]]:
    """Return for each ayat of *article* the ayat that speak for it: those it refers to, else those before it."""
    found: dict[str, tuple[str, ...]] = {}
    seen: list[tuple[str, str]] = []
    for child in article.children:
        if seen:
            named = {
                reference.path[0][1]
                for part in child.walk()
                if "yat" in part.text
                for reference in references.find(part.text)
                if reference.path[0][0] == "ayat"
            }
            found[child.id] = tuple([id for id, number in seen if not named or number in named])
        if child.kind == "ayat":
            seen.append((child.id, child.label.strip("()").lower()))
    return found


def holds(rule: Rule, reading: Reading) -> list[tuple[str, int, int]] | None:
    """Return where *rule* rests in *reading* as (where, start, end), or None where it does not hold.

    A rule without phrases that holds rests on the whole first passage: the list has one empty place.
    """
    places: list[tuple[str, int, int]] = []
    if rule.text_not and any(reading.marked(rule.id, "text_not")):
        return None
    if rule.heading_not and any(reading.marked_heading(rule.id, "heading_not")):
        return None
    if (
        (rule.actors and not reading.actors & set(rule.actors))
        or reading.actors & set(rule.actors_not)
        or reading.receivers & set(rule.receivers_not)
        or (rule.subject and reading.subject not in rule.subject)
        or reading.subject in rule.subject_not
        or (rule.kinds and reading.kind not in rule.kinds)
        or (rule.single and not reading.single)
        or (rule.below and reading.below < rule.below)
    ):
        return None
    if rule.opening:
        found = [(w, s, e) for w, token, s, e in reading.marked(rule.id, "opening") if token < OPENING]
        if not found:
            return None
        places += found[:1]
    if rule.text:
        found = [(w, s, e) for w, _, s, e in reading.marked(rule.id, "text")]
        if not found:
            return None
        places += found[:2]
    for condition in ("heading", "heading_too", "inner_heading"):
        if getattr(rule, condition):
            over = [
                (HEADING, s, e)
                for s, e in reading.marked_heading(rule.id, condition, inner=condition == "inner_heading")
            ]
            if not over:
                return None
            places += over[:1]
    return places or [(OWN, 0, 0)]
