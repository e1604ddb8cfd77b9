"""Made proposals of known fate (``tests/cases/follow``) → how many of them ``follow`` judges right.

Their fates were written before any answer was seen. The rules may be mended with the *tune* half in view; the *report*
half, and the *unseen* cases that were written after the rules, only ever give figures.

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

from pkpu_review.following import follow
from pkpu_review.ids import cite
from pkpu_review.ingest import read
from pkpu_review.model import Identity, Provision, Regulation, Source
from pkpu_review.model.adoption import Adoption, Fate
from pkpu_review.model.remarks import Dim, Entry, Remark, Said

CASES = Path(__file__).resolve().parents[1] / "tests/cases/follow"
HALVES = ("tune", "report", "unseen")
FIRST = 60
"""Cases that were written before any answer of the program was seen: half of them *tune*, half *report*."""
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
            _made(one["provision"], one[side], gone=side == "next" and "gone" in one) for side in ("draft", "next")
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
    """Return a regulation of one article, in which *provision* has the words *text*, with its paragraphs and items."""
    article, _, paragraph = provision.partition("/ayat-")
    if paragraph:
        place = int(paragraph)
        beside = 1 if place > 1 else 2
        children = [Provision(f"{article}/ayat-{beside}", "ayat", f"({beside})", lead=BESIDE)]
        if not gone:
            children.insert(0 if place == 1 else 1, _unit(provision, "ayat", f"({place})", text))
        made = Provision(article, "pasal", cite(article), children=tuple(children))
    else:
        made = _unit(article, "pasal", cite(article), text)
    return Regulation(Identity(), Source("naskah.txt", "", "text"), (made,))


def _unit(id: str, kind: str, label: str, text: str) -> Provision:
    lead, children = [], []
    for line in text.strip().splitlines():
        below = _BELOW.fullmatch(line.strip())
        if below is None:
            lead.append(line)
        elif below[1]:
            children.append(Provision(f"{id}/ayat-{below[1]}", "ayat", f"({below[1]})", lead=below[2]))
        else:
            children.append(Provision(f"{id}/huruf-{below[3]}", "huruf", f"{below[3]}.", lead=below[4]))
    return Provision(id, kind, label, lead=" ".join(lead), children=tuple(children))


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
    """Return how many of the first cases are judged right, and of how many: of both halves."""
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
