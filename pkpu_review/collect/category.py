"""What a remark says, and the words that it is about → its category: tetap, redaksional, substansi, substansi baru.

What a person chose stands. Else: nothing but agreement is *tetap*; a wording proposed for a place that the draft does
not have is *substansi baru*; one that differs from the draft as editorial changes do is *redaksional*, and any other
*substansi*. Without a proposal a remark on spelling or punctuation is *redaksional*.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from pkpu_review import ids
from pkpu_review.collect.grid import on_one_line
from pkpu_review.collect.reworded import share
from pkpu_review.collect.written import Pack
from pkpu_review.knowledge import load
from pkpu_review.lexis.references import find
from pkpu_review.model.comparison import ChangeKind
from pkpu_review.model.remarks import Category

Judge = Callable[[str, str, str], ChangeKind]
SAME = 0.6
"""Share of words in common from which a proposal is another wording of the provision itself."""
_QUOTED = re.compile(r"[\u201c\u201d\"\u201e]([^\u201c\u201d\"\u201e]{12,})[\u201c\u201d\"\u201e]")
_PUNCTUATION = re.compile(r"[^\w\s/]+")
_LABEL = re.compile(
    r"\A\s*(?:(?:Pasal\s+\d+[A-Z]*\s+)?(?:ayat\s+)?\(\d+[a-z]?\)|Pasal\s+\d+[A-Z]*|[a-z]{1,2}\.|\d+[.)])\s*"
)
_AT_START = 3
"""Letters before a reference at most for it to say where the proposal is to stand."""
_NAMES: dict[str, Category] = {"tetap": "tetap", "redaksional": "redaksional", "substansi": "substansi"}


def chosen(text: str) -> Category | None:
    """Return the category that a person chose; None where nothing, or no category, was written."""
    words = on_one_line(text).casefold()
    told: dict[str, str] = load("wording.toml")["category"]
    known = {label.casefold(): key for key, label in told.items()} | {key: key for key in told}
    key = known.get(words, known.get(words.replace("-", " "), ""))
    return "substansi-baru" if key == "substansi baru" else _NAMES.get(key)


def category(tanggapan: str, usulan: str, provision: str, words: str, old: bool, pack: Pack, judge: Judge) -> Category:
    """Return the category of a remark on *provision*, which says *words*; *old*: it stands in the old version alone."""
    if not usulan:
        if agrees(tanggapan):
            return "tetap"
        return "redaksional" if _mentions(tanggapan, "redaksional") else "substansi"
    if agrees(usulan):
        return "tetap"
    if old or _is_new(usulan, provision, words, pack):
        return "substansi-baru"
    proposed = _wording(usulan)
    whole, own = on_one_line(words), pack.draft.get(provision)
    for told in dict.fromkeys((on_one_line(own.text) if own else "", whole)):
        if told and share(told.split(), proposed.split()) >= SAME:
            kind = judge(provision, told, proposed)
            if kind in ("none", "editorial", "reference"):
                return "tetap" if kind == "none" else "redaksional"
    return "substansi"


def agrees(text: str) -> bool:
    """Whether *text* says nothing but that the draft may stay as it is."""
    known = load("collect.toml")["category"]
    words = " ".join(_PUNCTUATION.sub(" ", on_one_line(text).casefold()).split())
    if words in known["tetap"]:
        return True
    first = words.partition(" ")[0]
    return first in known["tetap-awal"] and not _mentions(words, "syarat")


def _mentions(text: str, key: str) -> bool:
    return bool(_any_of(key).search(on_one_line(text).casefold()))


@cache
def _any_of(key: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, load("collect.toml")["category"][key]))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


def _is_new(usulan: str, provision: str, words: str, pack: Pack) -> bool:
    """Whether a proposal begins by naming a place that the draft does not have."""
    text = on_one_line(usulan)
    first = next((one for one in find(text) if one.start <= _AT_START and not one.foreign), None)
    if first is None:
        label = re.match(r"\((\d+[a-z]?)\)\s", text)
        if label is None or share(words.split(), text.split()) >= SAME:
            return False
        article = provision.split("/")[0]
        return ids.segment("pasal") in article and pack.draft.get(ids.join(article, f"ayat-{label[1]}")) is None
    return pack.places().resolve(first, provision) is None


def _wording(usulan: str) -> str:
    """Return the words proposed, without the label before them and the words that only lead to a quotation."""
    text = on_one_line(usulan)
    quoted = _QUOTED.findall(text)
    if len(quoted) == 1 and len(quoted[0]) > len(text) / 2:
        text = quoted[0]
    return _LABEL.sub("", text).strip(' \u201c\u201d"')
