"""Made proposals of known fate (``tests/cases/follow``) → how many of them ``follow`` judges right.

Their fates were written before any answer was seen. The rules may be mended with the *tune* cases in view; the *unseen*
ones, which no one who mends has looked at, only ever give figures.

usage: python -m tools.scores_follow [--misses tune]
"""

from __future__ import annotations

import re
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

from pkpu_review import ids
from pkpu_review.following import follow
from pkpu_review.ids import cite
from pkpu_review.ingest import read
from pkpu_review.model import Identity, Provision, Regulation, Source
from pkpu_review.model.adoption import Adoption, Fate
from pkpu_review.model.remarks import Dim, Entry, Remark, Said

CASES = Path(__file__).resolve().parents[1] / "tests/cases/follow"
HALVES = ("tune", "unseen")
FIRST = 60
"""Cases that were written before any answer of the program was seen, and by which it has been mended since."""
BESIDE = "Ketentuan ini berlaku bagi semua tingkatan."
"""Words of the paragraph that stands beside the one that a case is about."""
_BELOW = re.compile(r"\((\d+)\) (.+)|([a-z])\. (.+)")


@dataclass(frozen=True, slots=True)
class Case:
    """A proposal of an office on *provision*, and its *fate*: the two drafts are read or made when it is followed."""

    number: int
    half: str
    provision: str
    proposal: str
    fate: Fate
    why: str
    draft: Regulation
    next: Regulation
    open: bool = False
    """Whether it is known to be judged wrongly."""


def cases() -> list[Case]:
    """Return all cases, by number."""
    return sorted((case for path in CASES.glob("*.toml") for case in _cases(path)), key=lambda case: case.number)


@cache
def _cases(path: Path) -> list[Case]:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    whole = [_read(content[side]) for side in ("draft", "next")] if "draft" in content else []
    made = []
    for one in content["case"]:
        draft, then = whole or [
            _made(one["provision"], one.get(side, ""), gone=side == "next" and "gone" in one)
            for side in ("draft", "next")
        ]
        made.append(
            Case(
                one["number"],
                one["half"],
                one["provision"],
                one["proposal"],
                one["fate"],
                one["why"],
                draft,
                then,
                one.get("open", False),
            )
        )
    return made


def _read(text: str) -> Regulation:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "naskah.txt"
        path.write_text(text, encoding="utf-8", newline="\n")
        return read(path)


def _made(provision: str, text: str, gone: bool) -> Regulation:
    """Return a regulation of one article, in which *provision* has the words *text*, with its paragraphs and items.

    What stands inside of something else has a neighbour there, so that it is not alone.
    """
    above = ids.parent(provision)
    made = () if gone and above else (_unit(provision, text),)
    while above:
        kind, number = ids.parse(provision)[-1]
        first = number in ("1", "a")
        other = ("2" if first else "1") if number.isdigit() else ("b" if first else "a")
        beside = _bare(ids.join(above, ids.segment(kind, other)), BESIDE)
        made = (_bare(above, "", (*made, beside) if first else (beside, *made)),)
        provision, above = above, ids.parent(above)
    return Regulation(Identity(), Source("naskah.txt", "", "text"), made)


def _unit(id: str, text: str) -> Provision:
    """Return the provision *id* with the words *text*: paragraphs, and items below them, begin with their labels."""
    lead: list[str] = []
    below: list[tuple[str, str, list[tuple[str, str]]]] = []
    for line in text.strip().splitlines():
        match = _BELOW.fullmatch(line.strip())
        if match is None:
            lead.append(line)
        elif match[1]:
            below.append((f"{id}/ayat-{match[1]}", match[2], []))
        elif below and "/ayat-" in below[-1][0]:
            below[-1][2].append((match[3], match[4]))
        else:
            below.append((f"{id}/huruf-{match[3]}", match[4], []))
    return _bare(
        id,
        " ".join(lead),
        tuple(
            _bare(inner, words, tuple(_bare(f"{inner}/huruf-{letter}", item) for letter, item in items))
            for inner, words, items in below
        ),
    )


def _bare(id: str, lead: str, children: tuple[Provision, ...] = ()) -> Provision:
    kind, number = ids.parse(id)[-1]
    label = {"pasal": f"Pasal {number}", "ayat": f"({number})"}.get(kind, f"{number}.")
    return Provision(id, kind, label, lead=lead, children=children)


def followed(case: Case) -> Adoption:
    """Return what ``follow`` tells of *case*.

    Raises:
        KeyError: the draft does not have the provision.
    """
    unit = case.draft[case.provision]
    remark = Remark(
        provision=case.provision,
        old=False,
        office="KPU Kabupaten Contoh",
        sheet="Divisi Hukum",
        tanggapan="",
        usulan=case.proposal.strip(),
        alasan="",
        category="substansi",
        chosen=False,
        places=(),
    )
    entry = Entry(1, case.provision, cite(case.provision), "", unit.text, (Said((remark,)),))
    return follow(Dim(case.draft, (entry,)), case.next).adoptions[0]


def misses(half: str) -> Iterator[tuple[Case, Adoption]]:
    """Yield the cases of *half* that are judged wrongly, with what was told."""
    for case in cases():
        if case.half == half and (told := followed(case)).fate != case.fate:
            yield case, told


def figures(half: str) -> dict[str, tuple[int, int]]:
    """Return how many cases of *half* are judged right, and of how many: of each fate, and of ``all``."""
    of: Counter[str] = Counter(case.fate for case in cases() if case.half == half)
    wrong: Counter[str] = Counter(case.fate for case, _ in misses(half))
    each = {fate: (of[fate] - wrong[fate], of[fate]) for fate in get_args(Fate)}
    return {"all": (of.total() - wrong.total(), of.total()), **each}


def first() -> tuple[int, int]:
    """Return how many of the first cases are judged right, and of how many."""
    chosen = [case for case in cases() if case.number <= FIRST]
    return sum(followed(case).fate == case.fate for case in chosen), len(chosen)


def line(result: dict[str, tuple[int, int]]) -> str:
    """Return *result* as one line."""
    right, of = result["all"]
    each = ", ".join(f"{fate} {one} of {all_}" for fate, (one, all_) in result.items() if fate != "all")
    return f"{right} of {of} right ({right / (of or 1):.3f}): {each}"


def main(arguments: list[str]) -> None:
    """Print the figures; with ``--misses HALF`` what was told wrongly there."""
    if "--misses" in arguments:
        for case, told in misses(arguments[arguments.index("--misses") + 1]):
            print(f"\n{case.number} is {case.fate}, told {told.fate} ({told.wish}, {told.about} → {told.place})")
            print(f"  draft    {told.before}\n  proposal {case.proposal.strip()}\n  next     {told.now}")
            for one in told.asked:
                print(f"    {one.fate}: {one.old!r} → {one.new!r}; found {one.found!r}")
        return
    for half in HALVES:
        if any(case.half == half for case in cases()):
            print(f"{half:7s}{line(figures(half))}")
    print(f"first  {first()[0]} of {first()[1]} right")


if __name__ == "__main__":
    main(sys.argv[1:])
