"""A phrase of the knowledge files → the word forms under which it stands in a regulation.

``~stem`` stands for the inflected forms of a stem and ``a|b`` for either word; ``Pemilu``, ``KPU``,
``DPR``, ``DPD`` and ``DPRD`` stand for their full names as well. Forms follow the
morphophonemic rules of Indonesian (Tata Bahasa Baku Bahasa Indonesia, 4th edition, chapter 4):
``me-`` and ``pe-`` take the nasal of the stem's first sound, which p, t, k and s give up; loan words
keep it (``mempublikasikan``, ``mensosialisasikan``), so that both forms are made. A form that no
one writes costs nothing: it never matches.
"""

from __future__ import annotations

from itertools import product

_VOWELS = "aiueo"
_NASAL = {**dict.fromkeys("bfvp", "m"), **dict.fromkeys("cdjzt", "n"), **dict.fromkeys("ghk", "ng"), "s": "ny"}
_NAMES = {
    "pemilu": ("Pemilihan", "Pemilihan Umum"),
    "kpu": ("Komisi Pemilihan Umum",),
    "dpr": ("Dewan Perwakilan Rakyat",),
    "dpd": ("Dewan Perwakilan Daerah",),
    "dprd": ("Dewan Perwakilan Rakyat Daerah",),
}
"""What the laws write in full where a knowledge file has the short name; regional elections are Pemilihan."""
_PHRASE_LIMIT = 400
"""Most forms that one phrase may stand for: more is a slip in a knowledge file."""


def nasal(stem: str) -> tuple[str, ...]:
    """Return *stem* as it follows ``me-`` or ``pe-``: ``cetak`` gives ncetak, ``tetap`` gives netap and ntetap."""
    first = stem[:1]
    if first in _VOWELS:
        return ("ng" + stem,)
    if first in "ptk":
        return (_NASAL[first] + stem[1:], _NASAL[first] + stem)
    if first == "s":
        return ("ny" + stem[1:], "n" + stem)
    return (_NASAL.get(first, "") + stem,)


def forms(stem: str) -> tuple[str, ...]:
    """Return the forms of *stem* with me-, di-, pe-, ke-, ter-, ber-, -kan, -i and -an.

    The stem itself is not among them: a word such as ``ada`` says nothing, ``pengadaan`` does.
    """
    made: list[str] = []
    for core in nasal(stem):
        made += [f"me{core}", f"me{core}kan", f"me{core}i", f"pe{core}an"]
    made += [f"di{stem}", f"di{stem}kan", f"di{stem}i", f"{stem}an", f"ke{stem}an", f"ter{stem}", f"per{stem}an"]
    made += [f"memper{stem}", f"diper{stem}", f"ber{stem}", f"pen{stem}an" if stem[0] in "dtcj" else f"pe{stem}an"]
    return tuple(dict.fromkeys(made))


def _word(word: str) -> tuple[str, ...]:
    if word.startswith("~"):
        return forms(word[1:])
    bare = word.rstrip(",")
    comma = word[len(bare) :]
    return (word, *(name + comma for name in _NAMES.get(bare.lower(), ())))


def expand(phrase: str) -> tuple[str, ...]:
    """Return every phrase that *phrase* stands for.

    Raises:
        ValueError: the phrase is empty or stands for more than 400 phrases.
    """
    choices = [tuple(form for part in word.split("|") for form in _word(part)) for word in phrase.split()]
    size = 1
    for choice in choices:
        size *= len(choice)
    if not choices or size > _PHRASE_LIMIT:
        raise ValueError(f"phrase {phrase!r} stands for {size if choices else 0} phrases")
    return tuple(" ".join(words) for words in product(*choices))
