"""The words of a provision → the references in them, each with the place it names.

References follow UU 12/2011, Lampiran II (butir 270 and after): "Pasal 5 ayat (2) huruf a angka 1",
"ayat (1) dan ayat (3)", "Pasal 5 sampai dengan Pasal 9". Lists and ranges are read whole: every member
is a :class:`Reference` of its own, with the article that the list speaks of. What older statutes write
is read too: "ayat (1), (2) dan (3)", "Pasal 5, 6, dan 7", "ayat (2) Pasal 8", "ayat 2", "Pasal (4)". A reference
into another law ("Pasal 28 Undang-Undang Dasar ...") is marked foreign. :mod:`.places` finds what each names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pkpu_review import ids

Step = tuple[str, str]
"""Kind and number of one step of a path: ``("ayat", "2")``."""

_ORDINALS = "|".join(sorted((word.replace(" ", r"\s+") for word in ids.ORDINALS), key=len, reverse=True))
_COUNTED = r"(?!\s*\([a-z]|\s*%|[.,/]\d|\s+(?:hari|bulan|tahun|orang|jam|kali|persen|unit|buah)\b)"
"""Behind a number that is none of a place: it counts something ("dan 7 (tujuh) hari"), or goes on ("60%", "1.2")."""
_NAMED = re.compile(
    r"(?=[PpAaHhBDL])\b(?:"  # the letters first: most words begin with another one
    r"[Pp]asal(?:-[Pp]asal)?\s+(?:(?P<pasal>\d+[A-Z]{0,2}(?![\w.]*\d)|[IVX]+(?!\w))|\((?P<pasal_>\d+[A-Z]{0,2})\))"
    rf"|[Aa]yat\s*(?:\((?P<ayat>\d+[a-z]?)\)|(?P<ayat_>\d{{1,2}}[a-z]?)\b{_COUNTED})"
    r"|[Hh]uruf\s+(?:(?P<huruf>(?!(?:di|ke|ia)\b)[a-z]{1,2})\b(?!/)|\((?P<huruf_>[a-z]{1,2})\))"
    r"|[Aa]ngka\s+(?P<angka>\d+)\b(?!\s*%|[.,/]\d)"
    r"|B(?:AB|ab)\s+(?P<bab>[IVXLC]+[A-Z]?|\d{1,2})\b"
    rf"|Bagian\s+(?P<bagian>(?i:{_ORDINALS}))\b"
    rf"|Paragraf\s+(?P<paragraf>\d+|(?i:{_ORDINALS}))\b"
    rf"|D(?:iktum|IKTUM)\s+(?P<diktum>(?i:{_ORDINALS}))\b"
    r"|(?<!Anak )Lampiran(?:\s+(?P<lampiran>[IVX]+)\b|(?P<lampiran_>)(?![\w-]))"
    r")"
)
_BARE = {
    "ayat": re.compile(r"\((?P<ayat>\d+[a-z]?)\)"),
    "pasal": re.compile(rf"(?P<pasal>\d+[A-Z]{{0,2}})\b{_COUNTED}"),
    "huruf": re.compile(r"(?P<huruf>[a-z])(?=[\s,.;:)]|$)"),
    "angka": re.compile(rf"(?P<angka>\d+)\b{_COUNTED}"),
}
_JOINER = re.compile(
    r"\s*(?:,\s*)?(?:(?P<range>sampai\s+dengan|s\.d\.?|s/d)|dan/atau|dan|atau|serta|juncto|jo\.?|(?P<less>kecuali))\s+"
    r"|\s*(?P<comma>,)\s*|\s*;\s*(?=[Pp]asal\s)"
)
_SPACE = re.compile(r"\s+")
_LAW = (
    r"(?:(?:Aturan\s+(?:Peralihan|Tambahan)\s+)?"
    r"(?:Undang[-\s][Uu]ndang\s+(?:[A-Z]|tentang)|[Uu]ndang-[Uu]ndang\s+tersebut|UUD|UU\s+(?:No|\d)"
    r"|KUHP|KUHAP|KUHPer|Kitab\s+Undang|(?:Peraturan|Keputusan)\s+(?:[A-Z][\w/]*\s+){1,6}(?:Nomor|No\.|tentang)"
    r"|(?:PKPU|PERKA\s+\w+|Perda|Perpres|PP)\s+(?:No|\d)|Perpu\s|Perppu\s|Ketetapan\s+Majelis|Staatsblad|Indische"
    r"|Reglemen|(?:Protokol|Konvensi|Statuta|Piagam|Persetujuan|Perjanjian)\b(?!\s+ini\b)))"
)
_FOREIGN = re.compile(
    r"[\s,]*(?:[a-z]\s+)?(?:(?:dalam|dari|pada|jo\.?|juncto)\s+)?"
    rf"(?:(?:B(?:AB|ab)\s+[IVXLC]+[A-Z]?|Bagian\s+(?i:{_ORDINALS}))\s+(?:(?:dalam|dari)\s+)?){{0,2}}{_LAW}"
)
_NAMED_BEFORE = re.compile(_LAW)
_OF_IT = re.compile(
    r"(?:,\s*(?:(?:yaitu|yakni|khususnya|terutama|antara\s+lain)\s+)+"
    r"|(?:\bTahun\s+\d{4}|\b1945|\bKUHP|\bKUHAP|\bUUD)\s*,?\s+(?:(?:dalam|pada)\s+)?)$"
)
"""Between a law and a place in it: "Undang-Undang Nomor 8 Tahun 1981 tentang Hukum Acara Pidana, yaitu antara lain"."""
_BEFORE, _JUST_BEFORE = 240, 40
"""Characters before a place in which its law, and what joins the two, are looked for."""
_ABSOLUTE = ("pasal", "bab", "buku", "lampiran", "diktum")
_ORDER = ("pasal", "ayat", "huruf", "angka")
_SIGNS = ("asal", "uruf", "BAB", "Bab", "Bagian", "Paragraf", "Lampiran", "iktum", "IKTUM")
_SIGNS_OF_NUMBERS = ("yat", "ngka")
"""One of these, with a digit, or of those stands in every text with a reference: looking for them first is ten times as
fast as a pattern. Many a word is "tingkat" or "riwayat"."""
_DIGIT = re.compile(r"\d")
_BEGINNING = re.compile(r"[PpAaHhBDL](?<!\w.)(?:asal|yat|uruf|ngka|AB|ab|agian|aragraf|iktum|IKTUM|ampiran)")


@dataclass(frozen=True, slots=True)
class Reference:
    """One place that a text names.

    Attributes:
        start, end: characters of the text that name it, in a list without what is carried over.
        text: these characters.
        path: the place, with what is carried over: "Pasal 5 ayat (1) dan ayat (2)" gives the second
            (("pasal", "5"), ("ayat", "2")). A path without an article is relative to where the text stands.
        through: the end of a range: everything from the reference before it up to this one is meant.
        foreign: a place in another law.
        carried: steps of the path that are not printed here but carried over from the list.
        list: number of the list in the text, counted from 0; a single reference is a list of one.
    """

    start: int
    end: int
    text: str
    path: tuple[Step, ...]
    through: bool = False
    foreign: bool = False
    carried: int = 0
    list: int = 0

    @property
    def relative(self) -> bool:
        """Whether the place depends on where the text stands: "ayat (2)", "huruf a"."""
        return self.path[0][0] not in _ABSOLUTE


def find(text: str) -> tuple[Reference, ...]:
    """Return the references in *text*, in order; they do not overlap."""
    if not _may_name(text):
        return ()
    found: list[Reference] = []
    at = 0
    lists = 0
    while match := _NAMED.search(text, at):
        members, at = _list(text, match, lists)
        found += members
        lists += 1
    return tuple(found)


def begins(word: str) -> bool:
    """Whether a reference may begin in *word*: every reference of a text begins in one for which this is so."""
    return _BEGINNING.search(word) is not None


def _may_name(text: str) -> bool:
    for sign in _SIGNS:
        if sign in text:
            return True
    for sign in _SIGNS_OF_NUMBERS:
        if sign in text:
            return _DIGIT.search(text) is not None
    return False


def _list(text: str, match: re.Match[str], number: int) -> tuple[list[Reference], int]:
    """Read a list or range that begins with *match*; return its members and where it ends."""
    members: list[tuple[int, int, tuple[Step, ...], bool, int]] = []
    path: tuple[Step, ...] = ()
    start, through, inside = match.start(), False, False
    while True:
        path = _under(path, _step(match), inside)
        carried = len(path) - 1
        end = match.end()
        reversed_from = len(members)
        while deeper := _adjacent(text, end):
            step = _step(deeper)
            if step[0] == "pasal":  # "ayat (2) dan ayat (3) Pasal 8": the article stands behind what it holds
                if path[0][0] in _ABSOLUTE:
                    break
                path = (step, *path)
                while reversed_from and members[reversed_from - 1][2][0][0] not in _ABSOLUTE:
                    reversed_from -= 1
                    first, last, inner, range_, more = members[reversed_from]
                    members[reversed_from] = (first, last, (step, *inner), range_, more + 1)
            elif any(kind == step[0] for kind, _ in path):
                break
            else:
                path = (*path, step)
            end = deeper.end()
        members.append((start, end, path, through, carried))
        joiner = _JOINER.match(text, end)
        if joiner:
            following = _NAMED.match(text, joiner.end()) or _bare(text, joiner.end(), path)
            through = joiner["range"] is not None
            inside = bool(joiner["comma"] or joiner["less"])
        else:  # "huruf a huruf b, dan huruf c": a comma was forgotten
            following, through, inside = _adjacent(text, end), False, False
            if following and _step(following)[0] != path[-1][0]:
                break
        if not following:
            break
        match, start = following, following.start()
    foreign = _FOREIGN.match(text, end) is not None or _in_law_before(text, members[0][0])
    return [
        Reference(first, last, text[first:last], inner, range_, foreign and inner[0][0] in _ABSOLUTE, more, number)
        for first, last, inner, range_, more in members
    ], end


def _step(match: re.Match[str]) -> Step:
    name = match.lastgroup or ""
    return name.rstrip("_"), _SPACE.sub("-", match[name].lower())


def _under(path: tuple[Step, ...], step: Step, inside: bool) -> tuple[Step, ...]:
    """Return the path of the next member of a list: it keeps what stands above the same kind in the one before.

    Where it is *inside* what was named last ("Pasal 14 ayat (1), huruf a", "Pasal 5 kecuali ayat (2)") it keeps all.
    """
    for index, (kind, _) in enumerate(path):
        if kind == step[0]:
            return (*path[:index], step)
    if inside and path[-1][0] in _ORDER and step[0] in _ORDER[_ORDER.index(path[-1][0]) + 1 :]:
        return (*path, step)
    return (step,)


def _in_law_before(text: str, at: int) -> bool:
    """Whether a law is named before *at* of which the place there is one: "..., yaitu antara lain Pasal 32"."""
    if not _OF_IT.search(text, max(0, at - _JUST_BEFORE), at):
        return False
    laws = list(_NAMED_BEFORE.finditer(text, max(0, at - _BEFORE), at))
    return bool(laws) and not any(sign in text[laws[-1].end() : at] for sign in (". ", ";", ":"))


def _adjacent(text: str, end: int) -> re.Match[str] | None:
    space = _SPACE.match(text, end)
    following = _NAMED.match(text, space.end()) if space else None
    return following if following and _step(following)[0] in (*_ORDER, "bagian", "paragraf") else None


def _bare(text: str, at: int, path: tuple[Step, ...]) -> re.Match[str] | None:
    pattern = _BARE.get(path[-1][0])
    return pattern.match(text, at) if pattern else None
