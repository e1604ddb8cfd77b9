"""A regulation → the outline that the cases in tests/cases/ingest show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pytest
from _pytest.mark import ParameterSet

from pkpu_review.model import Regulation


def outline(regulation: Regulation) -> str:
    """One line a provision (id | label | words before its children), then words after them, furniture, problems."""

    def lines() -> Iterator[str]:
        for provision in regulation.walk():
            words = "; ".join(f"[{cell}]" for cell in provision.cells) or provision.lead
            yield f"{provision.id} | {provision.label} | {words}".rstrip()
            if provision.heading:
                yield f"    di bawah: {provision.heading}"
            if provision.closing:
                yield f"    kata sesudah rincian: {provision.closing}"
            if provision.promulgation:
                yield f"    pengundangan: {provision.promulgation}"
        for piece in regulation.furniture:
            yield f"perabot: {piece.text} ({piece.reason}{f', halaman {piece.page}' if piece.page else ''})"
        yield from (f"masalah {problem.code}: {problem.message} [{problem.text}]" for problem in regulation.problems)

    return "\n".join(lines()) + "\n"


def cases(names: Sequence[str], known: Mapping[str, str]) -> list[ParameterSet]:
    """The *names* as parameters; those *known* to be read wrongly are expected to fail, for the reason given."""
    return [
        pytest.param(name, marks=[pytest.mark.xfail(strict=True, reason=known[name])] if name in known else [])
        for name in names
    ]
