"""Regulation → Flags: the divisions that each provision concerns, with the reasons.

``flag(regulation)`` works out for every provision which task fields it touches and shows them as
the divisions of an office's line-up. A flag's ``evidence`` is ready to be shown: its ``reason`` is
an Indonesian clause (``istilah "surat suara" (perlengkapan pemungutan suara)``), ``where`` names the
text that ``start`` and ``end`` count in: ``teks`` (the provision's own words, ``Provision.text``),
``judul`` (``Provision.heading``; of the article above where the provision has none), or the id of
another provision (its ``text``); ``rule`` is ``istilah:ID`` or ``aturan:ID`` of the files in
``knowledge/divisions``. ``also`` marks those who are concerned at second hand.

The road: ``vocabulary`` (TOML → values), ``inflect`` (stem → word forms), ``pipeline`` (text → terms,
the one place that loads spaCy), ``reading`` (provision → who does what, under which heading),
``weigh`` (reading → weight of each field), ``judge`` (weights → who has work to do), ``flagging``
(fields → divisions, through the whole tree), ``line_up`` (who has which field),
``cautions`` (what its area does not have), ``overrides`` (a person's decisions, which win).
"""

from __future__ import annotations

from pkpu_review.annotate.line_up import DEFAULT, BadLineUp, LineUp, line_up, line_ups
from pkpu_review.annotate.overrides import BESIDE, NONE, BadOverrides, Overrides, beside, decide, overrides
from pkpu_review.model import Flags, Regulation

__all__ = [
    "BESIDE",
    "DEFAULT",
    "NONE",
    "BadLineUp",
    "BadOverrides",
    "LineUp",
    "Overrides",
    "beside",
    "decide",
    "flag",
    "line_up",
    "line_ups",
    "overrides",
]


def flag(regulation: Regulation, line_up: str = DEFAULT) -> Flags:
    """Return the divisions that every provision of *regulation* concerns.

    Args:
        regulation: as it was read; it is not altered.
        line_up: one of :func:`line_ups`, or the path of a TOML file of the same form.

    Raises:
        BadLineUp: the line-up is not known or does not give every field to exactly one division.
        CannotRead: the line-up file cannot be read.
    """
    from pkpu_review.annotate import flagging

    return flagging.flag(regulation, line_up)
