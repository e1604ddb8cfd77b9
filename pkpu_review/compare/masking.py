"""Provisions → strings in which every character is a word: what the alignment compares.

Labels are left out and internal references become one sign, so that a provision looks the same after
everything around it was renumbered. Case and punctuation are left out too: "nama;" is "nama.". One
character a word makes equality, hashing and rapidfuzz's word sequences as cheap as those of short texts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pkpu_review.compare.candidates import runs
from pkpu_review.lexis.references import Reference, begins, find
from pkpu_review.lexis.words import key
from pkpu_review.model import Provision, Regulation

REFERENCE = "\x01"
"""The sign that stands for any reference."""
_FIRST, _SURROGATES, _LAST = 0x100, range(0xD800, 0xE000), 0x10FFFF


def character(index: int) -> str:
    """Return the *index*-th character that stands for a word (none that is special, no half of a pair)."""
    code = _FIRST + index % (_LAST - _FIRST - len(_SURROGATES))
    return chr(code if code < _SURROGATES.start else code + len(_SURROGATES))


class _Letters(dict[str, str]):
    """Words as they are printed → the character of each, made when it is first asked for; "" for mere punctuation.

    Attributes:
        leading: those of the words in which a reference may begin.
    """

    def __init__(self) -> None:
        self._keys: dict[str, str] = {"": ""}
        self.leading: set[str] = set()

    def __missing__(self, printed: str) -> str:
        word = key(printed)
        letter = self._keys.get(word)
        if letter is None:
            letter = self._keys[word] = character(len(self._keys) - 1)
        self[printed] = letter
        if begins(printed):
            self.leading.add(printed)
        return letter


class Alphabet:
    """Gives every distinct word a character, the same in both versions.

    Past a million distinct words (no regulation comes near) characters are used again: two words may then
    look alike to the alignment, never to the word edits.
    """

    def __init__(self) -> None:
        self._letters = _Letters()
        self._known: dict[str, tuple[str, tuple[Reference, ...], str]] = {}

    def read(self, text: str) -> tuple[str, tuple[Reference, ...], str]:
        """Return *text*, the references in it, and *text* masked.

        Most texts stand in both versions: they are read once, and the same three values are given for both.
        """
        known = self._known.get(text)
        if known is None:
            words = text.split()
            own = "".join(map(self._letters.__getitem__, words))
            references = () if self._letters.leading.isdisjoint(words) else find(text)
            known = self._known[text] = text, references, self.mask(text, references) if references else own
        return known

    def mask(self, text: str, references: tuple[Reference, ...] = ()) -> str:
        """Return *text* as one character a word, each of *references* as one sign."""
        letter = self._letters.__getitem__
        if not references:
            return "".join(map(letter, text.split()))
        letters: list[str] = []
        at = 0
        for reference in references:
            letters += map(letter, text[at : reference.start].split())
            letters.append(REFERENCE)
            at = reference.end
        letters += map(letter, text[at:].split())
        return "".join(letters)


@dataclass(slots=True, eq=False)
class Unit:
    """A provision while it is being aligned.

    Attributes:
        id: the provision's id.
        provision: the provision.
        text: its own words.
        references: the references in its own text.
        own: its own words, masked.
        whole: its own words and those of everything below it, masked.
        children: the units below it; the articles of a chapter are not among them.
        order: its place in the version.
        parent: the unit above it; None for an article, a heading of the body and the top parts.
        name: of a table row, the cells without figures (what is scheduled, not when), masked; of a table,
            the names of its rows; else empty.
    """

    id: str
    provision: Provision
    text: str
    references: tuple[Reference, ...]
    own: str
    whole: str
    order: int
    children: Sequence[Unit] = ()
    parent: Unit | None = None
    name: str = ""
    _runs: frozenset[str] | None = None

    @property
    def runs(self) -> frozenset[str]:
        """The runs of words of :attr:`whole`, by which candidates are found; made when they are first asked for."""
        if self._runs is None:
            self._runs = runs(self.whole)
        return self._runs


ITEMS = ("huruf", "angka")
_JOINS = ("dan", "atau")
_LIST_END = re.compile(r"\s+(?:dan/atau|dan|atau)$")
"""What the last item but one ends with: it belongs to the list, and goes from item to item when one is added."""
HEADINGS = ("buku", "bab", "bagian", "paragraf")


@dataclass(slots=True, eq=False)
class Side:
    """One version, masked.

    Attributes:
        regulation: the version.
        sequence: headings and articles of the body in order, each with the articles' own children below it.
        parts: what stands outside the body (title, preamble, closing, elucidation, annexes) in order.
        units: every unit by id.
        heads: for each unit of *sequence* the ids of the headings above it, outermost first.
    """

    regulation: Regulation
    sequence: list[Unit] = field(default_factory=list)
    parts: list[Unit] = field(default_factory=list)
    units: dict[str, Unit] = field(default_factory=dict)
    heads: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def let_go(self) -> None:
        """Part the units, which hold each other: so they are gone as soon as nobody has the version any more."""
        for unit in self.units.values():
            unit.parent = None


def masked(regulation: Regulation, alphabet: Alphabet) -> Side:
    """Return *regulation* as units over *alphabet*."""
    side = Side(regulation)
    units = _Units(side, alphabet)
    for top in regulation.provisions:
        if top.kind in HEADINGS or top.kind == "pasal":
            units.body(top, ())
        else:
            side.parts.append(units.tree(top, None))
    return side


class _Units:
    """Makes the units of one version."""

    def __init__(self, side: Side, alphabet: Alphabet) -> None:
        self.side, self.alphabet = side, alphabet

    def body(self, provision: Provision, above: tuple[str, ...]) -> None:
        """Take in an article, or a heading with the articles below it."""
        side = self.side
        heading = provision.kind in HEADINGS
        if heading:
            text, references, own = self.alphabet.read(provision.text)
            unit = Unit(provision.id, provision, text, references, own, own, len(side.units))
            side.units[provision.id] = unit
        else:
            unit = self.tree(provision, None)
        side.heads[provision.id] = above
        side.sequence.append(unit)
        if heading:
            for child in provision.children:
                self.body(child, (*above, provision.id))

    def tree(self, provision: Provision, parent: Unit | None) -> Unit:
        """Return the unit of *provision*, with those of all that stands below it."""
        alphabet, units = self.alphabet, self.side.units
        text, references, own = alphabet.read(provision.text)
        kind = provision.kind
        said = text
        if provision.promulgation:  # it goes to whatever article is the last, and says nothing of which that is
            said = " ".join(part for part in (provision.lead, provision.closing) if part)
            _, references, own = alphabet.read(said)
        if kind in ITEMS and said.endswith(_JOINS) and (end := _LIST_END.search(said)):
            own = alphabet.mask(said[: end.start()], references)
        unit = Unit(provision.id, provision, text, references, own, own, len(units), (), parent)
        units[provision.id] = unit
        if kind == "baris":
            named = (cell for cell in provision.cells if not any(letter.isdigit() for letter in cell))
            unit.name = alphabet.mask(" ".join(named))
        if provision.children:
            unit.children = [self.tree(child, unit) for child in provision.children]
            unit.whole = own + "".join([child.whole for child in unit.children])
            if kind == "tabel":
                unit.name = "".join([child.name for child in unit.children])
        return unit
