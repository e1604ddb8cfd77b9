"""A sentence → its norms: who acts, by which norm word or verb, what is done, to whom, by when, on which condition.

The order of an Indonesian legal sentence is: what is put before it ("Dalam hal ..., ", "Untuk ..., "), the subject, the
norm word, the verb, the object, and behind it time, receiver and agent ("oleh ..."). Words are told by their form
and by ``knowledge/norms.toml``; where the order is another one, nothing is guessed.
"""

from __future__ import annotations

import re
from functools import cache

from pkpu_review.annotate.duties_deadlines import deadlines
from pkpu_review.annotate.duties_found import NONE, Found, Span
from pkpu_review.annotate.duties_reader import Reader
from pkpu_review.annotate.duties_words import Line, name_end
from pkpu_review.knowledge import load
from pkpu_review.model.norms import Modality

__all__ = ["NONE", "Found", "Span", "action", "found"]

LONGEST = 6000
"""Characters of a sentence that are read; a longer one is cut, as no norm is."""
_NO_DELEGATION = ("sebagaimana", "yang", "telah", "dan", "tidak", "belum", "sebagaimana telah")
"""Before "diatur dalam Peraturan": a rule that exists already."""
_TAIL = re.compile(r"[;,]?\s+(?:dan/atau|dan|atau|serta)$")
"""What joins a list item to the next."""
_SENTENCE = re.compile(r"(?<=[a-z)\]0-9])[.;](?=\s+[A-Z])")


def found(text: str, end: int | None = None, actors: frozenset[str] = frozenset(), start: int = 0) -> list[Found]:
    """Return the norms of *text* from character *start* to *end*, in order; *actors* as in :class:`.Line`."""
    stop = len(text) if end is None else end
    joint = _TAIL.search(text[start:stop].rstrip())
    if joint is not None:  # "KPU Provinsi ...; dan": what joins an item to the next says nothing of its own
        stop = start + joint.start()
    norms: list[Found] = []
    for match in _SENTENCE.finditer(text, start, stop):
        norms += _sentence(text, start, match.start() + 1, actors)
        start = match.end() + 1
    norms += _sentence(text, start, stop, actors)
    return norms


def action(text: str) -> Found:
    """Return the norm of a list item that holds an action alone: "menyampaikan laporan kepada KPU;"."""
    end = len(_TAIL.sub("", text.rstrip()).rstrip(" ;.,:"))
    line = Line(text, 0, end)
    reader = Reader(line, False)
    told, deadline, condition, toward = reader.rest(0, 0, 0)
    return Found("wajib", NONE, NONE, told, line.low[0], NONE, toward=toward, deadline=deadline, condition=condition)


def _sentence(text: str, start: int, end: int, actors: frozenset[str]) -> list[Found]:
    end = min(end, start + LONGEST)
    if end - start < 8 or _no_norm().search(text, start, end):
        return []
    made = _delegation(text, start, end)
    if made:
        return made
    duties = _duties().match(text, start, end)
    if duties:
        return _nominal(text, duties)
    line = Line(text, start, end, actors)
    return Reader(line, text[start:end].rstrip().endswith(":")).norms()


def _delegation(text: str, start: int, end: int) -> list[Found]:
    """Return the delegation that the sentence is: "Ketentuan lebih lanjut ... diatur dengan Peraturan KPU"."""
    match = _delegated().search(text, start, end)
    if match is None or text[start : match.start()].rstrip().endswith(_NO_DELEGATION):
        return []
    body = NONE
    if match["by"] or match["form"]:
        line = Line(text, match.end(), end)
        low = line.low
        none = match["form"] and (low[:1] == [] or low[0] in load("norms.toml")["delegation"]["no_maker"])
        if low and not none:
            last = name_end(line, 0, len(line), any_head=True)
            if last:
                body = (line.starts[0], line.ends[last - 1])
    action = (match.start(), _trim(text, end))
    whole = Line(text, start, end)
    subject = (whole.starts[0], len(text[: match.start()].rstrip())) if match.start() > start else NONE
    times = deadlines(line, 0, len(line))
    deadline = (line.starts[times[0][0]], line.ends[times[0][1] - 1]) if times else NONE
    return [Found("delegation", NONE, body, action, match["verb"].lower(), subject, deadline=deadline, passive=True)]


def _nominal(text: str, match: re.Match[str]) -> list[Found]:
    """Return the norm of "Tugas dan wewenang KPU dalam ... meliputi:"."""
    nouns = load("norms.toml")["duties"]["nouns"]
    named = match["nouns"].lower()
    modality: Modality = next(
        (name for name in ("wajib", "boleh", "dilarang") if any(noun in named for noun in nouns[name])), "wajib"
    )
    line = Line(text, match.end("nouns"), match.start("verb"))
    last = name_end(line, 0, len(line))
    if not last:
        return []
    body = (line.starts[0], line.ends[last - 1])
    modal = match.span("nouns")
    return [Found(modality, modal, body, match.span("verb"), match["verb"].lower(), body, leads=True)]


def _trim(text: str, end: int) -> int:
    return len(text[:end].rstrip(" .;:,"))


@cache
def _no_norm() -> re.Pattern[str]:
    known = load("norms.toml")["not_norm"]
    return re.compile(
        "|".join(f"(?:{known[name]})" for name in ("penal", "definition", "force", "principle", "amending"))
    )


@cache
def _delegated() -> re.Pattern[str]:
    known = load("norms.toml")["delegation"]
    between = r"(?:\s+(?!oleh\b)[^\s,;.]+){0,6}?"
    way = r"\s+(?:dengan|dalam|oleh|melalui|berdasarkan)\s+"
    existing = r"(?!\s+(?:ini|tersebut|[Nn]omor|perundang-undangan)\b)"
    more = r"(?:\s+(?:lebih\s+lanjut|tersendiri|secara\s+bersama(?:-sama)?))*"
    ruled = r"(?:(?<=diatur)|(?<=lanjut diatur)|(?<=lanjut ditetapkan))"
    return re.compile(
        rf"\b(?P<verb>{known['verbs']})(?:{between}{way}(?P<form>{known['forms']})\b{existing}"
        rf"|{ruled}{more}\s+(?P<by>oleh)\b)"
    )


@cache
def _duties() -> re.Pattern[str]:
    known = load("norms.toml")["duties"]
    nouns = "|".join(noun for group in known["nouns"].values() for noun in group)
    verbs = "|".join(known["verbs"])
    return re.compile(
        rf"(?P<nouns>(?i:{nouns})(?:(?:\s*,\s*|,?\s+(?:dan/atau|dan|serta)\s+)(?:{nouns}))*)\s+(?=\w)(?!sebagaimana|yang)"
        rf"[^:.;]{{2,400}}?\s(?P<verb>{verbs})\s*:"
    )
