"""A row → the same row with what it tells: its effects, its sentence, its rank and the reasons for it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from pkpu_review.compare import effects, telling
from pkpu_review.compare.placing import Placed
from pkpu_review.compare.rank import rank
from pkpu_review.compare.told import Beside
from pkpu_review.model import Change, Effect


def account(
    row: Change,
    beside: Beside,
    still_used: Container[str],
    below: bool = False,
    together: Sequence[str] = (),
    place: Placed | None = None,
) -> Change:
    """Return *row* with effects, sentence, rank and reasons; a row in which nothing changed is left as it is.

    Args:
        row: with relation, change and edits.
        beside: the provisions on both sides, and those above them.
        still_used: keys of the words of the new version (see ``lexis.spelling``).
        below: the provision above it came, went or moved with it.
        together: of what came or went as a whole, its words and those of what came or went below it.
        place: how a pair came to its place; without it, as the row's relation says.
    """
    if row.relation == "same" and row.change == "none":
        return row
    place = place or Placed(row.relation, row.old or "", row.new or "")
    found: tuple[Effect, ...] = ()
    weighed: tuple[Effect, ...] | None = None
    if row.old is None or row.new is None:
        one = beside.new or beside.old
        told = effects.whole([one.text], beside) if one else []
        found, sentence = effects.effects(told), telling.whole(told, beside)
        if together and not below:  # an article whose ayat are new is as weighty as they are
            weighed = effects.effects(effects.whole(together, beside))
    elif row.change == "substantive":
        told = effects.tell(row.edits, beside, still_used)
        found, sentence = effects.effects(told), telling.substantive(told, row.edits, place)
    elif row.change == "none":
        sentence = telling.kept(place)
    else:
        sentence = telling.slight(row.change, row.edits, place, beside.labels)
    ranked = replace(row, relation="renumbered") if place.way == "level" else row  # it stands where it stood
    points, reasons = rank(ranked, found if weighed is None else weighed, below)
    return replace(row, effects=found, sentence=sentence, rank=points, reasons=reasons)
