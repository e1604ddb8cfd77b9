"""What a person proposes for a provision → the words that the provision would have.

A proposal is a wording, whole or quoted; or says in words what is to be done: 'frasa "a" diubah menjadi "b"', 'kata "c"
dihapus', "ayat ini dihapus", "tetap"; or has what the draft lacks: "ditambahkan ayat baru: ...". The reason that people
give along with it ("..., karena ...") is no part of it. The patterns stand in ``knowledge/follow.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pkpu_review.compare.proposals.applied import applied, completed, locate, same
from pkpu_review.compare.proposals.plain import moved, plain, stays, with_more
from pkpu_review.knowledge import load
from pkpu_review.lexis.stems import words as units
from pkpu_review.model.adoption import Wish

MOST_LETTERS = 20_000
"""Letters of a proposal that are looked at for patterns; a longer one is a wording."""
MOST_STEPS = 40
"""Orders of one proposal that are followed."""
MOST_CUTS = 20
"""Places at which a reason may begin that are tried."""
REMEMBERED = 512
"""Proposals whose reading is kept, as it is asked for more than once."""
_QUOTES = re.compile(r"[“”„\"]([^“”„\"]+)[“”„\"]|[‘’](?=\w)([^‘’]+)’|«([^»]+)»|(?<!\w)'([^']+)'(?!\w)")
_SINGLE = re.compile(r"(?<!\w)['‘’](?=\w)((?:[^'‘’“”\"]|(?<=\w)['’](?=\w)){1,400})['’](?!\w)")
"""Words in single quotation marks, which may have an apostrophe within a word."""
_ENDS = (".", ";", ":", ",")
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.)]|[-•*–])\s+")
_SCOPE = re.compile(
    r"(?:pada\s+|dalam\s+)?(?:pasal\s+\d+[a-z]*\s+)?(?:ayat\s+\((?P<ayat>\d+[a-z]?)\)[\s,:]*)?"
    r"(?:huruf\s+(?P<huruf>[a-z]{1,2})\b[\s,:]*)?(?:angka\s+(?P<angka>\d+)\b)?",
    re.IGNORECASE,
)
_AROUND = ' .;,:!“”"'
_LABEL = re.compile(
    r"\A\s*(?:Pasal\s+\d+[A-Z]*\s*)?(?:ayat\s*)?(?:\(\d+[a-z]?\)\s*)?(?:huruf\s+[a-z]{1,2}\b\s*)?(?:[a-z]{1,2}[.)]\s+|\d+[.)]\s+)?[:;,]?\s*",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:\A|(?<=[.;:,”\"])\s+|(?:(?<=[.;,])\s*(?:dan|atau)\s+))(?:\(\d+[a-z]?\)|[a-z]{1,2}[.)]|\d{1,2}[.)])\s+"
)
_NAMED = re.compile(r"\x01\d+\x02")
MOST_QUOTED = 60
"""Quotations side by side that one order is about."""
_EACH = re.compile(
    r"(\x01\d+\x02(?:\s*(?:,|dan|serta)\s*(?:(?:kata|frasa|frase)\s*)?\x01\d+\x02)"
    rf"{{1,{MOST_QUOTED}}}+)"
    r"(?:\s+(?:agar|supaya|mohon|sebaiknya)){0,2}\s+(?:di)?(?:hapus|hilangkan|coret)(?:kan)?\b",
    re.IGNORECASE,
)
"""Several quotations that are to go."""
_WHERE = re.compile(
    r"\x02\s+(?:yang\s+(?:ada\s+)?)?(?:pada|dalam|di)\s+(?:(?:seluruh|setiap|semua|akhir|awal)\s+)?"
    r"(?:ayat|pasal|huruf|angka|ketentuan|kalimat|rumusan|norma)\b[\w\s()]{0,40}?"
    r"(?=\s+(?:agar|supaya|sebaiknya|mohon|perlu|untuk|di(?:ubah|ganti|hapus|hilangkan|coret|tambah|sisip)|menjadi)\b)",
    re.IGNORECASE,
)
"""Where the words stand that are quoted, told between them and what is to be done."""
_LABELLED = re.compile(r"\bhuruf\s+[a-z]\s*[.:)]\s+", re.IGNORECASE)
_HEADED = re.compile(r"\A[^:;.“”\"]{1,100}:\s+(?=[A-Z])")
"""What a new provision is about, before its words."""
_LISTED = re.compile(r",\s*(?:(?:dan|serta|atau)\s+)?|\s(?:dan|serta)\s")
MOST_LISTED = 4
"""Words of what is named in a list of new things."""
_SENTENCES = re.compile(r"(?<=[^\W\d]{3}\.)\s+(?=[A-Z])")
_ITEM_END = re.compile(r";\s*(?:(?:dan|atau|dan/atau)\s+)?", re.IGNORECASE)
_ITEMS = re.compile(
    r"(?P<kind>ayat|huruf|angka)\s+"
    r"(?P<labels>\(?\w{1,3}\)?(?!\w)(?:(?:\s*,\s*|\s+)(?:dan\s+)?\(?(?!dan\b)\w{1,3}\)?(?!\w))*)",
    re.I,
)
_ITEM_LABEL = re.compile(r"(?<!\w)(?!dan\b)\w{1,3}(?!\w)", re.I)


@dataclass(frozen=True, slots=True)
class Asking:
    """What a proposal asks for.

    Attributes:
        kind: see :data:`Wish`.
        text: what the provision would then say; empty where it goes.
        parts: the provisions that the draft lacks, one or more, where the *kind* is ``new``.
        items: the parts of the provision that are to go, as ends of their ids (``huruf-c``), where some are named.
    """

    kind: Wish
    text: str
    parts: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Pattern:
    kind: str
    pattern: re.Pattern[str]


@cache
def _patterns() -> tuple[_Pattern, ...]:
    """Return the patterns of the file; ``Q`` and the empty group behind it become a quotation by that name."""
    made = []
    for one in load("follow.toml")["wish"]:
        told = re.sub(r"Q\(\?P<(\w+)>\)", r"\\x01(?P<\1>\\d+)\\x02", one["pattern"])
        made.append(_Pattern(one["kind"], re.compile(told, re.IGNORECASE)))
    return tuple(made)


@cache
def _whole(name: str) -> re.Pattern[str]:
    """Return the pattern *name* of the file, whose lines are one."""
    lines = load("follow.toml")[name]["pattern"].splitlines()
    return re.compile("".join(line.strip() for line in lines), re.IGNORECASE)


@lru_cache(maxsize=REMEMBERED)
def asked(proposal: str, before: str) -> Asking:
    """Return what *proposal* asks for a provision that says *before*."""
    text, before = flat(proposal), " ".join(before.split())
    if len(text) > MOST_LETTERS:
        return Asking("wording", text)
    text = _unquoted(text)
    if not units(text):
        return Asking("keep", before)
    if stays(text):
        return Asking("keep", before)
    for kind in ("remove", "keep"):
        if _says(kind, text):
            return Asking("remove", "", items=_named(text)) if kind == "remove" else Asking("keep", before)
    told = plain(text, before)
    if told != text:
        return asked(told, before)
    parts = _new_parts(text)
    if parts:
        return Asking("new", " ".join(parts), parts)
    found = _instructed(text, before)
    if found is not None:
        return found
    wording = _wording(text) or text
    whole = completed(wording, before)
    return Asking("wording", wording if same(whole, before) else whole)


def is_said(proposal: str, now: str) -> bool:
    """Whether *proposal* is the wording *now* itself, whatever of it might be read as an order."""
    return same(_LABEL.sub("", _unquoted(flat(proposal))), now)


def orders(proposal: str, before: str) -> list[str]:
    """Return the orders of *proposal* one by one, where it is nothing but orders on its own lines, numbered, or on
    several parts of a provision; else all of it."""
    put = moved(flat(proposal))
    if put and put.what:
        return [f"hapus “{put.what}”", f"ditambahkan ketentuan: “{put.what}”"]
    if both := with_more(flat(proposal)):
        return both
    parts: list[str] = []
    # a list that another program wrote may hold thousands of spaces, which the patterns would try one by one
    tidy = "\n".join(" ".join(line.split()) for line in proposal.splitlines())
    for line in _whole("parted").sub("\n", tidy).splitlines():
        text = _NUMBERED.sub("", line).strip(" ;")
        if parts and _whole("a-reason").match(text):
            parts[-1] += f"; {text}"
        elif text:
            parts.append(text)
    if 1 < len(parts) <= MOST_STEPS and all(_is_order(part, before) for part in parts):
        return parts
    return [proposal]


def at_once(steps: Sequence[str], before: str) -> Asking | None:
    """Return what all of *steps* ask for together, if each changes words of a provision that says *before*."""
    text, kinds = before, set()
    for step in steps:
        wanted = asked(step, text)
        if wanted.kind not in ("replace", "insert", "drop") or scope(step):
            return None
        text = wanted.text
        kinds.add(wanted.kind)
    return Asking(kinds.pop() if len(kinds) == 1 else "wording", text) if len(steps) > 1 else None


def _is_order(text: str, before: str) -> bool:
    found = asked(text, before)
    led = _whole("lead-in").match(text)
    return found.kind != "wording" or bool(scope(text) and led and led.end())


def scope(proposal: str) -> str:
    """Return the end of the id of the part that *proposal* names first: ``ayat-2``, ``ayat-2/huruf-b``; or nothing."""
    match = _SCOPE.match(flat(proposal))
    if match is None:
        return ""
    named = (("ayat", match["ayat"]), ("huruf", match["huruf"]), ("angka", match["angka"]))
    return "/".join(f"{kind}-{label.casefold()}" for kind, label in named if label)


def flat(proposal: str) -> str:
    """Return *proposal* on one line, with double quotation marks: what stood on a line of its own is parted
    by a semicolon."""
    lines = [" ".join(line.split()) for line in proposal.splitlines()]
    lines = [line if line.endswith(_ENDS) else f"{line};" for line in lines if line]
    words = (_written_out(word) for line in lines for word in line.split())
    return _SINGLE.sub(r"“\1”", " ".join(words).removesuffix(";"))


def _written_out(word: str) -> str:
    """Return *word*, one of the abbreviations of handwriting written out."""
    bare = word.strip(".,;:()")
    whole = load("follow.toml")["abbreviated"].get(bare.casefold())
    return word.replace(bare, whole) if whole else word


def _says(name: str, text: str) -> bool:
    """Whether *text*, but for the reason behind it, says what the pattern *name* has, and no more is to be done."""
    cuts = [match.start() for match in _whole("reason").finditer(text)][:MOST_CUTS]
    pattern, other = _whole(name), _whole("done")
    return any(
        pattern.fullmatch(text[:end].strip(_AROUND)) and not other.search(text[end:]) for end in (*cuts, len(text))
    )


def _named(text: str) -> tuple[str, ...]:
    """Return the ends of the ids of what *text* names first: ``huruf-c``, ``huruf-e``."""
    found = [
        f"{match['kind'].casefold()}-{label[0].casefold()}"
        for match in _ITEMS.finditer(text)
        for label in _ITEM_LABEL.finditer(match["labels"])
        if match["kind"].casefold() != "huruf" or len(label[0]) < 3
    ]
    return tuple(dict.fromkeys(found))


def _new_parts(text: str) -> tuple[str, ...]:
    """Return what *text* proposes that the draft does not have; nothing where it proposes no such thing."""
    match = _whole("new").match(text)
    if match is None:
        return ()
    labelled = _LABELLED.split(text)[1:]
    if len(labelled) > 1:
        return tuple(part.strip(' ,;.“”"').removesuffix(" dan").strip(" ,;.") for part in labelled)
    rest = _HEADED.sub("", _without_reason(_unquoted(match["rest"].strip())))
    found = [part.strip(' “”"') for item in _PART.split(rest) for part in _ITEM_END.split(item)]
    found = [sentence for part in found for sentence in _SENTENCES.split(part)]
    found = [part for part in found if any(word.stem for word in units(part))]
    listed = [part.strip(" .,") for part in _LISTED.split(found[0])] if len(found) == 1 else []
    if len(listed) > 2 and all(0 < len(units(part)) <= MOST_LISTED for part in listed):
        return tuple(part for part in listed if part)
    return tuple(found)


def instruction(text: str) -> tuple[str, str, str] | None:
    """Return kind, old and new words of the first thing that *text* says is to be done; None where it is a wording."""
    return next(instructions(text), None)


def instructions(text: str, before: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield kind, old and new words of everything that *text* says is to be done with the words *before*."""
    quotes: list[str] = []

    def named(match: re.Match[str]) -> str:
        quotes.append(next(group for group in match.groups() if group))
        return f"\x01{len(quotes) - 1}\x02"

    def bare(match: re.Match[str]) -> str:
        words = match["words"].strip(" ,.")
        if not words or ("said" in match.re.groupindex and locate(before, words) is None):
            return match[0]
        quotes.append(words)
        return f"{match['lead']}\x01{len(quotes) - 1}\x02"

    whole = text.replace("\x01", " ").replace("\x02", " ")
    changed = _changed(whole, before)
    if changed is not None:
        yield "replace", *changed
        return
    masked = _WHERE.sub("\x02", _QUOTES.sub(named, whole))
    masked = _EACH.sub(lambda found: "; ".join(f"{one} dihapus" for one in _NAMED.findall(found[1])), masked)
    for name in ("bare-inserted", "bare-old", "bare-beside", "bare-behind", "bare-new"):
        masked = _whole(name).sub(bare, masked)
    at = 0
    hits = [(one, one.pattern.search(masked)) for one in _patterns()] if quotes else []
    for _ in range(MOST_STEPS):
        # a hit further on is still the next one; so each pattern reads the text once, however many orders it has
        hits = [
            (one, hit if hit.start() >= at else one.pattern.search(masked, at)) for one, hit in hits if hit is not None
        ]
        found = [(hit, one.kind) for one, hit in hits if hit is not None]
        if not found:
            return
        hit, kind = min(found, key=lambda one: (one[0].start(), -one[0].end()))
        groups = hit.groupdict()
        old, new = (quotes[int(groups[name])] if groups.get(name) else "" for name in ("lama", "baru"))
        yield kind, old, new
        at = hit.end()


def _changed(text: str, before: str) -> tuple[str, str] | None:
    """Return old and new words of *text*, if without quotation marks it says that words of *before* become others."""
    found = None if _QUOTES.search(text) else _whole("bare-change").fullmatch(_without_reason(text))
    if found is None:
        return None
    old = (found["from"] or found["left"] or found["changed"]).strip(" ,")
    words = old.split()
    said = (" ".join(words[at:]) for at in range(len(words)))  # "batas waktu 3 hari": of which the draft has the end
    old = next((one for one in said if locate(before, one)), "")
    return (old, found["baru"].strip()) if len(old.split()) > 1 or old == " ".join(words) else None


def _instructed(text: str, before: str) -> Asking | None:
    made, kinds = before, []
    for kind, old, new in instructions(text, before):
        if kind == "wording":
            return Asking("wording", _LABEL.sub("", new))
        changed = applied(made, kind, old, new)
        if changed is None:
            continue
        made = changed
        kinds.append(kind.partition("-")[0])
    if not kinds:
        return None
    if not units(made):  # all of it was to go
        return Asking("remove", "")
    return Asking(kinds[0] if len(set(kinds)) == 1 else "wording", made)  # type: ignore[arg-type]


def _unquoted(text: str) -> str:
    """Return *text* without the quotation marks around all of it."""
    match = _QUOTES.fullmatch(text.strip(" .;,"))
    return next(group for group in match.groups() if group).strip() if match else text


def _without_reason(text: str) -> str:
    """Return *text* without the reason that stands behind the wording."""
    cut = next((match.start() for match in _whole("reason-behind").finditer(text) if match.start() > 0), None)
    return text[:cut] if cut else text


def _wording(text: str) -> str:
    """Return the wording proposed, without what leads up to it, its label, the quotation marks, and the reason."""
    text = _whole("lead-in").sub("", text)
    quoted = [next(group for group in match if group) for match in _QUOTES.findall(text)]
    if len(quoted) == 1 and len(quoted[0]) > len(text) / 2:
        text = quoted[0]
    return _LABEL.sub("", _without_reason(text)).strip(' “”"')
