"""Regulation → its norms: who must, may or must not do what, toward whom, by when, on which condition.

``norms(regulation)`` gives a tuple of :class:`~pkpu_review.model.Norm` in the order of the document. Each names its
provision; body, action, receiver, deadline and condition are :class:`~pkpu_review.model.Words`, characters of that
provision's ``text`` (empty and false where there are none), and ``due`` is the deadline's value. A lead with a list
("KPPS bertugas: a. ... b. ...") is a norm with ``items``; each of these has a norm of its own, with ``inherited``
("modality", "body" ...) and ``under`` (the lead's id): whoever counts norms leaves out those with ``items``. What the
words of ``body`` mean stands in ``bodies``, ids of ``knowledge/divisions/bodies.toml``.

Definitions, principles, contents of documents and penal provisions are no norms (``knowledge/norms.toml``); nor are the
elucidation, the preamble and tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pkpu_review.annotate import bodies
from pkpu_review.annotate.duties_clause import NONE, Found, Span, action, found
from pkpu_review.annotate.duties_deadlines import deadlines, due
from pkpu_review.annotate.duties_heirs import inherited
from pkpu_review.annotate.duties_words import Line, is_actor, is_state, is_verb, vocabulary
from pkpu_review.annotate.sanctions import sanctioned
from pkpu_review.lexis.definitions import definitions
from pkpu_review.model import Definition, Norm, Provision, Regulation
from pkpu_review.model.norms import NOTHING, Words

_WITHOUT = frozenset(
    ["judul", "menimbang", "mengingat", "memperhatikan", "memutuskan", "penutup", "penjelasan", "tabel", "baris", "bab",
     "bagian", "paragraf", "buku"]
)  # fmt: skip
"""Kinds whose own words lay down nothing."""
_ITEMS = frozenset(["huruf", "angka", "butir"])
"""Kinds of list items."""
_STRICT = frozenset(["wajib", "harus", "dilarang"])
"""Norm words that lay down something even where what surrounds them says what must be the case."""
_SKIPPED = frozenset(["penjelasan", "menimbang", "mengingat", "memperhatikan", "penutup", "judul", "tabel"])
"""Kinds below which nothing is laid down."""


def norms(regulation: Regulation) -> tuple[Norm, ...]:
    """Return the norms of *regulation*, in the order of the document; see the module for their shape."""
    defined = definitions(regulation)
    actors, terms = _actors(defined), {one.provision for one in defined}
    made = [norm for top in regulation.provisions for norm in _below(top, actors) if norm.provision not in terms]
    return sanctioned(regulation, inherited(made))


def _actors(defined: Iterable[Definition]) -> frozenset[str]:
    """Return the first words of the names that are defined for somebody who acts ("PET adalah badan yang")."""
    names = set()
    for one in defined:
        means = one.meaning.casefold().replace(".", " ").replace(",", " ").split()[:2]
        if means and is_actor(means[0] if means[0] not in vocabulary().before else means[-1]):
            names |= {name.casefold().split()[0] for name in (one.term, one.short, one.abbreviation) if name}
    return frozenset(names)


def _below(provision: Provision, actors: frozenset[str]) -> Iterator[Norm]:
    if provision.kind in _SKIPPED:
        return
    own = of(provision, actors) if provision.kind not in _WITHOUT else ()
    lead = own[0] if own and own[0].items else None
    yield from own
    stated = bool(provision.children) and vocabulary().stating.search(provision.lead.rstrip()) is not None
    for child in provision.children:
        if lead is not None and child.id in lead.items:
            yield from _item(child, lead, actors)
        elif stated and child.kind in _ITEMS:  # what must be the case, not what is to be done
            yield from (norm for norm in _below(child, actors) if norm.modal.text.lower() in _STRICT)
        else:
            yield from _below(child, actors)


def of(provision: Provision, actors: frozenset[str] = frozenset()) -> tuple[Norm, ...]:
    """Return the norms of *provision*'s own words; a lead that its list completes comes first, with its items."""
    text = provision.text
    if provision.promulgation:
        text = text[: len(text) - len(provision.promulgation)].rstrip()
    items = tuple(child.id for child in provision.children if child.kind != "tabel")
    made = []
    lead = len(provision.lead) if provision.children and provision.closing else None
    told = found(text, lead, actors)
    if lead is not None and not told:  # "Calon terpilih yang: a. ...; b. ... diganti": the predicate is behind the list
        told = found(text, None, actors)
    elif lead is not None and provision.closing[:1].isupper():  # else the closing words end the sentence of the lead
        told += found(text, None, actors, lead + 1)
    if lead is not None and told and provision.closing[:1].islower() and told[-1].deadline == NONE:
        told[-1] = replace(told[-1], deadline=_closing(text, lead + 1))
    for one in told:
        if provision.kind in _ITEMS and one.modal == NONE and one.passive and one.body == NONE and one.subject != NONE:
            continue  # "penghitungan suara dilakukan di tempat yang gelap;": what is listed, not what is laid down
        norm = _norm(provision.id, text, one)
        completed = one.leads and items and (not one.verb or _acts(provision.children[0]))
        made.append(replace(norm, items=items) if completed else norm)
    made.sort(key=lambda norm: not norm.items)
    return tuple(made)


def _closing(text: str, start: int) -> Span:
    """Return the deadline with which the words behind a list begin: "..., paling lambat 1 jam sebelum ... selesai"."""
    line = Line(text, start, len(text))
    times = deadlines(line, 0, len(line))
    return (line.starts[0], line.ends[times[0][1] - 1]) if times and times[0][0] == 0 else NONE


def _acts(item: Provision) -> bool:
    """Whether a list item begins with what is done, not with a thing."""
    word = item.text.partition(" ")[0].lower().strip(" ,;.")
    return (
        is_verb(word)
        or is_state(word)
        or word in ("tidak", "ikut", "tetap", "turut", "hadir")
        or word in vocabulary().modals
    )


def _item(item: Provision, lead: Norm, actors: frozenset[str]) -> Iterator[Norm]:
    """Yield the norm of a list item: its own words complete the action of *lead*."""
    text = item.text
    if not text.strip(" ;.,"):
        yield from _below(item, actors)
        return
    whole = found(text, actors=actors)
    own = whole[0] if whole and whole[0].body != NONE and not whole[0].passive else None
    if own is not None:  # "PPS mengumumkan ...": the item names its own body
        yield from _below(item, actors)
        return
    yield replace(
        _norm(item.id, text, action(text)),
        modality=lead.modality,
        modal=lead.modal,
        body=lead.body,
        bodies=lead.bodies,
        inherited=("modality", "body") if lead.body else ("modality",),
        under=lead.provision,
    )


def _norm(provision: str, text: str, one: Found) -> Norm:
    body = _words(text, one.body)
    deadline = _words(text, one.deadline)
    return Norm(
        provision=provision,
        modality=one.modality,
        modal=_words(text, one.modal),
        subject=_words(text, one.subject) if one.passive or not body else NOTHING,
        body=body,
        bodies=bodies.named(body.text) if body else (),
        action=_words(text, one.action),
        toward=_words(text, one.toward),
        deadline=deadline,
        due=due(deadline.text) if deadline else None,
        condition=_words(text, one.condition),
        sanction=_words(text, one.sanction),
    )


def _words(text: str, span: Span) -> Words:
    return Words(span[0], span[1], text[span[0] : span[1]]) if span[1] > span[0] else NOTHING
