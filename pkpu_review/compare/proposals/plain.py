"""A proposal as an office writes it → the same as :mod:`.wishes` knows it: without remarks and what leads up to it, and
what is to be done without quotation marks as an order with them. The patterns stand in ``knowledge/plain.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice

from pkpu_review.compare.proposals.applied import completed, locate
from pkpu_review.knowledge import load
from pkpu_review.lexis.stems import words as units
from pkpu_review.lexis.words import key

SHARED = 0.3
"""Share of the draft's stems that a wording has at least, where something leads up to it."""
MOST_LETTERS = 4_000
"""Letters of a proposal that is read for its orders; a longer one is a wording."""
MOST_CHANGES = 4
"""Places at which words may become others that are tried."""
MOST_WORDS = 60
"""Words on either side of a change that are looked at."""
STRANGE = 1
"""Words that neither the draft has nor offices use before what is to change; more are a wording of its own."""
_WEAK = re.compile(r"(?:di)?(?:ubah|ganti)(?:kan)?\s(?:menjadi|dengan|ke)|menjadi|(?:meng)?usul(?:kan)?", re.IGNORECASE)
"""What may stand between what is and what is wanted, and in a law as well."""
_OFFICE = re.compile(
    r"\b(?:mohon|agar|supaya|sebaiknya|hendaknya|usul\w*|diusulkan|perlu|kami|kata|frasa|frase|istilah|redaksi\w*|dari)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z“\"(])")
_ASIDE = re.compile(r"\s+[-–]\s+[a-z][^\"“”]{10,}$|\s*\((?P<note>[a-z][^()]*)\)\s*\.?$")
_ONLY = re.compile(r"\s+saja\s*\.?$", re.IGNORECASE)
_BEGINS = re.compile(r"^(?:(?:sebaiknya|cukup|mohon|kiranya|usul(?:an)?|agar|supaya)\s+)+(?=\w)", re.IGNORECASE)
_WHY = re.compile(
    r",?\s+(?:karena|mengingat|sebab|agar|supaya|sehingga|untuk\smenghindari|dengan\salasan)\b[^,;.]*(?=[,;.]|$)",
    re.IGNORECASE,
)
_WANTS = re.compile(
    r"^[^?]*\b(?:mohon|agar|supaya|sebaiknya|hendaknya|usul\w*|diusulkan|perlu|sehingga|maka|menjadi|seharusnya)\b[^?]*$",
    re.IGNORECASE,
)
_PURPOSE = re.compile(r",?\s+(?:agar|supaya|biar|mengingat)\s[^,;:]+$", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?:ayat|huruf)?\s*(\(\d+[a-z]?\)|[a-z][.)])\s*:?\s*[\"“]([^\"“”]+)[\"”]\s*[;,]?", re.IGNORECASE
)
"""A part of a wording that is quoted behind its label."""
_PART = re.compile(
    r"(?:(?:agar|mohon|sebaiknya|usul)\s+)*(?:ketentuan\s)?(?P<kind>huruf|poin|butir|angka|ayat)\s+(?P<label>\(?\w{1,3}\)?)",
    re.IGNORECASE,
)
_MERGED_WITH = re.compile(
    r"\b((?:ayat|huruf|pasal)\s+\(?\w{1,3}\)?)\s+((?:agar\s|sebaiknya\s)?di(?:gabung|satukan|lebur)(?:kan)?)\s+(?:dengan|ke)\s+"
    r"((?:ayat|huruf|pasal)\s+\(?\w{1,3}\)?)(?!\w)",
    re.IGNORECASE,
)
_JOINED_BY = re.compile(r"^[\s,;.]*(?:(?:dan|serta|dengan|kemudian|lalu|sekaligus)\s+)*", re.IGNORECASE)
_ADDED = re.compile(
    r"(?:\w+\s){0,3}?(?:di|men|pen)?(?:tambah|ambah|sisip|yisip)(?:kan|an)?\s+(?:(?:kata|frasa|frase)\s)?(?P<new>[^\"“”]{2,300}?)\.?",
    re.IGNORECASE,
)
"""What is to be added, without quotation marks."""
_QUOTE = re.compile(r"[\"“”‘’«»]")


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return the pattern *name* of ``plain.toml``, whose lines are one."""
    lines = load("plain.toml")[name]["pattern"].splitlines()
    return re.compile("".join(line if line.endswith(" ") else line.rstrip() for line in lines), re.IGNORECASE)


def plain(text: str, before: str) -> str:
    """Return *text*, a proposal on one line for a provision that says *before*, in plainer words; often itself."""
    if len(text) > MOST_LETTERS:
        return text
    if pattern("go").fullmatch(_bare(text)):
        return _goes(_bare(text))
    text = _without_remarks(text, before)
    text = _without_lead(text, before)
    text = _without_aside(text, before)
    if _QUOTE.search(text):
        return text
    return _at_the_end(text) or _change(text, before) or _short(text, before) or _without_purpose(text, before)


@dataclass(frozen=True, slots=True)
class Moved:
    """That something is to stand elsewhere.

    Attributes:
        what: the words, where some are quoted; else it is the whole provision.
        pasal, end: where: the article, and the end of the id within it; what is not told is empty.
    """

    what: str
    pasal: str
    end: str


def stays(text: str) -> bool:
    """Whether *text* asks for nothing but that the provision stays as it is."""
    return len(text) <= MOST_LETTERS and pattern("stay").fullmatch(_bare(text)) is not None


def moved(text: str) -> Moved | None:
    """Return what *text* wants to have elsewhere, and where; None where it wants something else."""
    found = pattern("move").fullmatch(" ".join(text.split())) if len(text) <= MOST_LETTERS else None
    if found is None or not any(found[name] for name in ("pasal", "ayat", "huruf")):
        return None
    end = "/".join(f"{kind}-{found[kind].casefold()}" for kind in ("ayat", "huruf") if found[kind])
    return Moved(found["what"] or "", f"pasal-{found['pasal']}" if found["pasal"] else "", end)


def merged(text: str) -> tuple[str, str] | None:
    """Return the ends of the ids of the provisions that *text* wants to be one; None where it asks for nothing such."""
    found = pattern("merge").fullmatch(_put_before(text)) if len(text) <= MOST_LETTERS else None
    if found is None:
        return None
    kind = found["kind"].casefold()
    return f"{kind}-{found['one'].casefold()}", f"{kind}-{found['two'].casefold()}"


def with_more(text: str) -> list[str]:
    """Return the wish of *text* that two provisions should be one, and what it wants besides, as orders; nothing where
    it wants one of these alone."""
    plain_ = _put_before(text)
    found = pattern("merge").match(plain_) if len(text) <= MOST_LETTERS else None
    rest = _JOINED_BY.sub("", plain_[found.end() :]) if found else ""
    more = _ADDED.fullmatch(rest)
    if found is None or not (more or pattern("order").search(rest)):
        return []
    return [found[0], f"ditambahkan “{more['new']}”" if more else rest]


def _put_before(text: str) -> str:
    """Return *text* on one line, "ayat (2) digabung dengan ayat (3)" as "ayat (2) dan ayat (3) digabung"."""
    return _MERGED_WITH.sub(r"\1 dan \3 \2", " ".join(text.split()))


def divided(text: str) -> bool:
    """Whether *text* wants one provision to be several, without their wording."""
    return len(text) <= MOST_LETTERS and pattern("split").fullmatch(" ".join(text.split())) is not None


def _bare(text: str) -> str:
    return " ".join(text.split()).strip(" .;,!")


def _goes(text: str) -> str:
    """Return the order that what *text* names should go: a part by its label, or all."""
    named = _PART.match(text)
    if named is None or named["label"].casefold() in ("ini", "itu", "dan"):
        return "dihapus"
    kind, label = named["kind"].casefold(), named["label"].strip("()")
    if kind in ("poin", "butir"):
        kind = "huruf" if label.isalpha() else "angka"
    return f"{kind} ({label}) dihapus" if kind == "ayat" else f"{kind} {label} dihapus"


def _without_remarks(text: str, before: str) -> str:
    """Return *text* without its sentences that are no wording and no order, if others are."""
    sentences = _SENTENCE.split(text)
    if len(sentences) < 2 or _QUOTE.search(text):
        return text
    orders = [bool(pattern("order").search(one)) and not _remarks(one) for one in sentences]
    first = orders.index(True) if any(orders) and not _like(sentences[0], before) else 0
    kept = [
        one
        for at, one in enumerate(sentences)
        if at >= first and (not pattern("remark").fullmatch(one) or _like(one, before) or (at == first and orders[at]))
    ]
    return " ".join(kept) if kept else text


def _remarks(sentence: str) -> bool:
    """Whether *sentence* says how things are, and wants nothing."""
    return pattern("remark").fullmatch(sentence) is not None and not _WANTS.search(sentence)


def _without_lead(text: str, before: str) -> str:
    found = pattern("lead").match(text)
    if found is None or found.end() == len(text):
        return text
    lead, rest = text[: found.end()], _LABELLED.sub(r"\1 \2", text[found.end() :])
    if {word.stem for word in units(lead)} <= {word.stem for word in units(before)}:
        return text  # it is the beginning of the wording
    adds = re.search(r"\b(?:di)?(?:tambah|sisip)|\bbaru\b", lead, re.IGNORECASE)
    return rest if not adds and (_like(rest, before) or not _like(lead, before)) else text


def _without_aside(text: str, before: str) -> str:
    found = _ASIDE.search(text)
    if found is None or not text[: found.start()].strip():
        return text
    note = units(found["note"] or found[0])
    said = {word.key for word in units(before)}
    if len(note) < 2 or any(word.is_figure or word.key in said for word in note if word.stem):
        return text if found["note"] or any(word.is_figure for word in note) else text[: found.start()]
    return text[: found.start()]


def _without_purpose(text: str, before: str) -> str:
    """Return *text* without the purpose behind a wording that says more than the draft without it."""
    found = _PURPOSE.search(text)
    if found is None or not _like(text[: found.start()], before):
        return text
    more = {word.key for word in units(text[: found.start()])} - {word.key for word in units(before)}
    purpose = units(found[0])
    return text[: found.start()] if more and not any(word.is_figure for word in purpose) else text


def _like(text: str, before: str) -> bool:
    """Whether *text* may be a wording of the provision that says *before*."""
    one, other = ({word.stem for word in units(side) if word.stem} for side in (text, before))
    return len(one & other) >= max(1.0, SHARED * len(other))


def _at_the_end(text: str) -> str:
    found = pattern("at-the-end").fullmatch(text.strip())
    new = (found["new"] or found["first"] or "").strip(" ,.") if found else ""
    if not new or re.search(r"\b(?:ayat|pasal|huruf)\s+baru\b", new, re.IGNORECASE):
        return ""
    return f"tambahkan “{new}”"


def _change(text: str, before: str) -> str:
    """Return the order of *text*, if without quotation marks it says that words of *before* become others."""
    for found in islice(pattern("becomes").finditer(text), MOST_CHANGES):
        left, right = text[: found.start()], _WHY.sub("", text[found.end() :])
        right = _ONLY.sub("", right).strip(" .,;")
        if not right or not 0 < len(left.split()) <= MOST_WORDS or _like_most(right, before):
            continue
        if _is_of_the_law(left, found[0], text[found.end() :], before):
            continue
        old = _named(left, before)
        if old and _has_figure(right) and not _has_figure(old):
            old = ""  # the number that changes is another word of the provision
        if old and key(old) != key(right):
            return f"“{old}” diubah menjadi “{right}”"
        if not old and _is_meta(left, before) and len(right.split()) <= MOST_WORDS:
            whole = completed(right, before)
            if whole != right:
                return whole
    return ""


def _is_of_the_law(left: str, mark: str, right: str, before: str) -> bool:
    """Whether *mark*, between *left* and *right*, belongs to the wording: *before* has it beside the same word, or it
    stands in a sentence that neither speaks of the draft nor quotes it."""
    word = mark.strip(" ,:.;")
    beside = [" ".join((*left.split()[-1:], word)), " ".join((word, *right.split()[:1]))]
    if any(locate(before, one) is not None for one in beside):
        return True
    if not _WEAK.fullmatch(word) or _OFFICE.search(left):
        return False
    said = {one.stem for one in units(before)}
    return sum(1 for one in units(left) if one.stem and one.stem not in said and not _is_said(one.text)) > STRANGE


def _has_figure(text: str) -> bool:
    return any(word.is_figure for word in units(text))


def _named(left: str, before: str) -> str:
    """Return the words at the end of *left*, but for words about the draft, that stand in *before*."""
    words = left.strip(" ,.;:").split()
    while words and words[-1].casefold().strip(",.;:") in _meta() and not locate(before, " ".join(words[-2:])):
        words.pop()
    for at in range(len(words)):
        told = " ".join(words[at:]).strip(" ,.;:")
        if told and locate(before, told) is not None and any(word.stem or word.is_figure for word in units(told)):
            return told
    return ""


def _is_said(word: str) -> bool:
    return word.casefold().strip(",.;:") in _meta()


def _is_meta(left: str, before: str) -> bool:
    """Whether *left* speaks of the draft, and of what it says, alone."""
    said = {word.stem for word in units(before)}
    strange = [word for word in units(left) if word.stem and word.stem not in said and not _is_said(word.text)]
    return len(strange) <= 1


def _like_most(text: str, before: str) -> bool:
    """Whether *text* is as long as the whole of *before*: a wording, and no part of one."""
    return len(units(text)) > 0.8 * len(units(before)) and _like(text, before)


def _short(text: str, before: str) -> str:
    """Return a wish of few words as the wording that the provision would have: "cukup 2 orang saja"."""
    bare = _ONLY.sub("", _BEGINS.sub("", text)).strip(" .")
    if bare == text.strip(" .") or not bare:
        return ""
    whole = completed(bare, before)
    return whole if whole != bare else bare if _like(bare, before) else ""


@cache
def _meta() -> frozenset[str]:
    return frozenset(load("plain.toml")["meta"]["words"])
