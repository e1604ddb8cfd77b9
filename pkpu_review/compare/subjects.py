"""A place in a sentence → what the sentence is about, as a noun: "penyampaian laporan oleh KPU Provinsi".

The verb becomes its noun, its object follows, then who acts. Where the verb has no noun that a dictionary knows, or
the sentence is built in another way, there is no name: nothing is made up.
"""

from __future__ import annotations

from functools import lru_cache

from pkpu_review.lexis.clauses import act, acts, clause, is_verb, lower, noun, plain, prepositions, towards

MOST_WORDS = 14
"""Words of a name; a longer one is cut where a phrase begins."""
SHORT_WORDS = 8
"""Words of a short name."""
ACTOR_WORDS = 9
"""Words with which who acts is named, at most; longer ones are left out."""
FAR = 1500
"""Letters behind a verb that are read for its object; a name takes its first words, and what points is left out."""
NEAR = 300
"""... where a few of its words are enough."""
LONG_WORD = 60
"""Letters in which the word beside a place is looked for."""
_EMPTY = frozenset(["pelaksanaan", "penyelenggaraan", ""])
_JOINS = frozenset(["dan", "atau", "serta", "dan/atau"])
_GOES_ON = (" tetapi", " namun", " melainkan")
"""Ends of a subject whose description goes on with the verb behind it: that verb is not what the sentence says."""
_DANGLING = frozenset([
    "dan", "atau", "serta", "dan/atau", "yang", "dengan", "untuk", "dalam", "pada", "di", "ke", "dari", "kepada",
    "oleh", "secara", "sebagai", "paling", "sehingga", "agar", "ketentuan", "setiap", "bagi", "atas", "tanggal",
    "lambat", "lama", "hari", "waktu", "tetapi", "namun", "melainkan",
])  # fmt: skip
"""Words that lead nowhere at the end of a name."""


@lru_cache(maxsize=4096)
def name(text: str, at: int, short: bool = False) -> str:
    """Return what the sentence of *text* that holds the place *at* is about, as far as it goes before *at*.

    *short*: without to whom, where and how it is done. Empty where it cannot be told.
    """
    found = clause(text, at)
    if text.startswith("bahwa ", found.start):
        return ""  # a consideration winds through several clauses: which of them *at* is in is not told
    verb = found.does
    made = noun(verb) if verb else None
    if made is None:
        return ""
    behind = at >= found.verb[1]
    if short and behind and (_in_list(text, at) or _after_verb(text, at)):
        at = found.end  # half a list is no name: "penerimaan, pencatatan" of what?
    end = min(at if behind else found.end, found.verb[1] + FAR)
    rest = plain(text[found.verb[1] : end]).partition(" yang ")[0]
    if short:  # a deed that is joined behind to whom or how it is done is no part of it
        rest = _before(rest)
    who = found.who
    if found.subject[0] <= at < found.subject[1] or not stands(who) or who.endswith(_GOES_ON):
        return ""
    made, rest = _with_joined(made, rest, short)
    if made is None:
        return ""
    if verb.startswith("me"):
        thing = cut(rest, SHORT_WORDS if short else MOST_WORDS)
        if (not made and not act(thing)) or not (thing or (short and acts(who))):
            return ""
        return _with_actor(f"{made} {thing}".strip(), who)
    if not who or len(who.split()) > MOST_WORDS:
        return ""
    told = lower(who) if made in _EMPTY and act(who) else f"{made} {lower(who)}".strip()
    return told if short or not behind else cut(f"{told} {rest}", MOST_WORDS + 4)


def matter(text: str, at: int) -> str:
    """Return what the sentence of *text* that holds the place *at* deals with, where :func:`name` finds no name.

    What is done, by nobody, where *at* is in the words for who does it; else who is bound. Empty where neither is told.
    """
    found = clause(text, at)
    if text.startswith("bahwa ", found.start):
        return ""
    if found.subject[0] <= at < found.subject[1]:
        made = noun(found.does) if found.does.startswith("me") else None
        rest = _before(plain(text[found.verb[1] : min(found.end, found.verb[1] + NEAR)]).partition(" yang ")[0])
        joined, rest = _with_joined(made, rest, True) if made else (None, "")
        thing = cut(rest, SHORT_WORDS)
        return f"{joined} {thing}" if joined and thing else ""
    who = found.who
    if not who or not stands(who) or at <= found.verb[0]:
        return ""
    return lower(cut(who, MOST_WORDS))


def _in_list(text: str, at: int) -> bool:
    """Whether an item of a list begins at *at*: behind a joining word, or with one behind a comma."""
    before, after = text[max(0, at - LONG_WORD) : at].split()[-1:], text[at : at + LONG_WORD].split()[:1]
    if not before or not after:
        return False
    return before[0] in _JOINS or (before[0].endswith(",") and after[0] in _JOINS)


def _after_verb(text: str, at: int) -> bool:
    """Whether the word before *at* is a verb: what is done to stands behind the place."""
    before = text[max(0, at - LONG_WORD) : at].split()[-1:]
    return bool(before) and is_verb(before[0].strip(","))


def stands(who: str) -> bool:
    """Whether *who* can be a subject: it may be empty, and begins with no preposition."""
    return who.partition(" ")[0].casefold() not in prepositions()


def _with_joined(made: str, rest: str, short: bool) -> tuple[str | None, str]:
    """Return noun and rest where more verbs are joined to the first: "mencermati dan merekapitulasi data".

    *short*: up to the first one that has no noun; else such a one leaves no noun for all.
    """
    words = rest.split()
    before = made_joined = ","  # a verb that follows the first at once is joined to it by its comma
    for place, printed in enumerate(words):
        word = printed.strip(",;")
        if is_verb(word) and (before in _JOINS or before.endswith(",")):
            suffix = "nya" if word.endswith("nya") else ""
            other = noun(word.removesuffix("nya"))
            if not other:
                kept = " ".join(words[: place - (before in _JOINS)])
                return (made, kept) if short and kept else (None, rest)
            words[place] = printed.replace(word, other + suffix)
            if before is made_joined:
                made += ","
        before = printed
    return made, " ".join(words)


def _with_actor(told: str, who: str) -> str:
    """Put who acts behind the thing, before where it goes: "penyampaian data oleh PPS kepada KPU"."""
    if not who or len(who.split()) > ACTOR_WORDS or not acts(who):
        return told
    words = told.split()
    place = next((n for n, word in enumerate(words) if n > 1 and word.casefold() in towards()), len(words))
    return " ".join([" ".join(words[:place]).rstrip(","), "oleh", who, *words[place:]])


def _before(words: str) -> str:
    """Return *words* up to what tells to whom, where or how."""
    found = words.split()
    place = next((n for n, word in enumerate(found) if n and word.casefold() in towards()), len(found))
    return " ".join(found[:place])


def cut(words: str, most: int) -> str:
    """Return *words*, cut where the last phrase in the first *most* begins; without words that lead nowhere."""
    found = words.split()
    if len(found) > most:
        starts = prepositions() | _JOINS
        places = [n for n in range(2, most + 1) if found[n].casefold() in starts or found[n - 1].endswith(",")]
        found = found[: places[-1] if places else most]
    while found and found[-1].casefold().strip(",") in _DANGLING:
        found.pop()
    return " ".join(found).strip(" ,;:")
