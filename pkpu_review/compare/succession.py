"""Each version against the one before it → the history of every provision through all of them.

A provision goes on by the row that :mod:`.heirs` names. What was removed and is added again in a later version is
the same provision if these two versions, compared directly, make a pair of them, and the two are alike without
their labels and references: it returned. So does what was merged into another and is split off again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pkpu_review import ids, knowledge
from pkpu_review.compare import compare
from pkpu_review.compare.align import ACROSS_WORDS, ALIKE_ACROSS, likeness
from pkpu_review.compare.candidates import pairs
from pkpu_review.compare.heirs import Heirs, heirs, parents
from pkpu_review.compare.masking import Alphabet, Side, masked
from pkpu_review.garbage import resting
from pkpu_review.model import Change, Comparison, Regulation
from pkpu_review.model.succession import History, Stage, Succession

RETURN_ALIKE = ALIKE_ACROSS
"""Likeness from which what was removed and what was added later are the same provision."""

_COME, _WENT = ("added", "split"), ("removed", "merged")
"""By what something that stood before may come back, and by what it may have gone."""


def succession(steps: Sequence[Comparison]) -> Succession:
    """Follow every provision through the versions of *steps*.

    Args:
        steps: each version against the one before it: the new version of a step is the old one of the next.

    Raises:
        ValueError: there is no step.
    """
    if not steps:
        raise ValueError("no step")
    versions = (steps[0].old, *(step.new for step in steps))
    with resting():
        return _Follower(versions, steps).run()


class _Follower:
    """Follows the provisions from version to version; a track is the list of a history's stages while it grows."""

    def __init__(self, versions: Sequence[Regulation], steps: Sequence[Comparison]) -> None:
        self.versions, self.steps = tuple(versions), tuple(steps)
        self.tracks: list[list[Stage]] = []
        self.standing: dict[str, int] = {}
        """Id in the version that is reached → number of its track."""
        self.graves: dict[int, dict[str, int]] = defaultdict(dict)
        """Version in which it stood last → id there → number of the track of what went."""
        self.alphabet = Alphabet()
        self.sides: dict[int, Side] = {}

    def run(self) -> Succession:
        """Return the histories."""
        for provision in self.versions[0].walk():
            self._begin(Stage(0, provision.id, "first"))
        for version, step in enumerate(self.steps, 1):
            self._step(version, step)
        places = _in_order(self.versions, self.tracks)
        histories = tuple(History(tuple(self.tracks[number])) for number in places)
        return Succession(self.versions, self.steps, histories)

    def _begin(self, stage: Stage) -> None:
        self.standing[stage.id] = len(self.tracks)
        self.tracks.append([stage])

    def _step(self, version: int, step: Comparison) -> None:
        before, self.standing = self.standing, {}
        going_on = heirs(step)
        by_old, by_new = _grouped(step)
        newcomers = [new for new, rows in by_new.items() if new not in going_on.by_new and rows[0].relation in _COME]
        returned = self._returned(version, newcomers)
        for provision in step.new.walk():
            id = provision.id
            rows = by_new[id]
            if id in going_on.by_new:
                self._go_on(version, before, going_on.by_new[id], by_old, by_new)
            elif id in returned:
                self._return(version, returned[id])
            else:
                others = tuple(row.old for row in rows if row.old)
                self._begin(self._stage(version, rows[0], others))
        for old, rows in by_old.items():
            if old in going_on.by_old:
                continue
            others = tuple(row.new for row in rows if row.new)
            self.tracks[before[old]].append(self._stage(version, rows[0], others, gone=True))
            if rows[0].relation in _WENT:
                self.graves[version - 1][old] = before[old]

    def _go_on(
        self,
        version: int,
        before: dict[str, int],
        row: Change,
        by_old: dict[str, list[Change]],
        by_new: dict[str, list[Change]],
    ) -> None:
        old, new = row.old or "", row.new or ""
        others: tuple[str, ...] = ()
        if row.relation == "split":
            others = tuple(other.new for other in by_old[old] if other.new and other.new != new)
        elif row.relation == "merged":
            others = tuple(other.old for other in by_new[new] if other.old and other.old != old)
        number = self.standing[new] = before[old]
        self.tracks[number].append(self._stage(version, row, others))

    def _stage(self, version: int, row: Change, others: tuple[str, ...] = (), gone: bool = False) -> Stage:
        sentence = _sentence(row, gone)
        return Stage(
            version, "" if gone else row.new or "", row.relation, row.change, version - 1, sentence, others, row
        )

    # -- what came back -----------------------------------------------------------------------

    def _return(self, version: int, found: tuple[int, Change]) -> None:
        last, row = found
        number = self.graves[last].pop(row.old or "")
        self.standing[row.new or ""] = number
        name = self.versions[last].source.name
        told = _say("returned", new=ids.cite(row.new or ""), old=ids.cite(row.old or ""), name=name)
        if row.change != "none":
            told += " " + (row.sentence or _say(f"also-{row.change}"))
        self.tracks[number].append(Stage(version, row.new or "", "returned", row.change, last, told, row=row))

    def _returned(self, version: int, newcomers: Sequence[str]) -> dict[str, tuple[int, Change]]:
        """Return for each of *newcomers* that stood in an earlier version which one, and the row between the two."""
        found: dict[str, tuple[int, Change]] = {}
        for last in sorted(self.graves, reverse=True):
            graves = self.graves[last]
            free = [id for id in newcomers if id not in found]
            if not graves or not free:
                continue
            if not self._any_alike(last, graves, version, free):
                continue
            direct = heirs(compare(self.versions[last], self.versions[version]))
            found.update((id, (last, row)) for id, row in self._twins(last, version, direct, free))
        return found

    def _any_alike(self, last: int, graves: Iterable[str], version: int, newcomers: Iterable[str]) -> bool:
        """Whether anything that went is like anything that came: only then the two versions are compared."""
        went, came = (
            [unit for id in wanted if len((unit := self._side(place).units[id]).whole) >= ACROSS_WORDS]
            for place, wanted in ((last, graves), (version, newcomers))
        )
        near = pairs([unit.runs for unit in went], [unit.runs for unit in came])
        return any(likeness(went[i].whole, came[j].whole) >= RETURN_ALIKE for i, j in near)

    def _twins(self, last: int, version: int, direct: Heirs, newcomers: Iterable[str]) -> Iterable[tuple[str, Change]]:
        graves = self.graves[last]
        old_above, new_above = parents(self.versions[last]), parents(self.versions[version])
        twins: set[tuple[str, str]] = set()
        for id in newcomers:  # what stands above comes first
            row = direct.by_new.get(id)
            if row is None or row.old not in graves:
                continue
            below = (old_above[row.old], new_above[id]) in twins
            one, other = self._side(last).units[row.old].whole, self._side(version).units[id].whole
            if below or likeness(one, other) >= RETURN_ALIKE:
                twins.add((row.old, id))
                yield id, row

    def _side(self, version: int) -> Side:
        if version not in self.sides:
            self.sides[version] = masked(self.versions[version], self.alphabet)
        return self.sides[version]


def _grouped(step: Comparison) -> tuple[dict[str, list[Change]], dict[str, list[Change]]]:
    """Return the rows of each provision of the old version, and of the new one."""
    by_old: dict[str, list[Change]] = defaultdict(list)
    by_new: dict[str, list[Change]] = defaultdict(list)
    for row in step.rows:
        if row.old:
            by_old[row.old].append(row)
        if row.new:
            by_new[row.new].append(row)
    return by_old, by_new


def _in_order(versions: Sequence[Regulation], tracks: Sequence[Sequence[Stage]]) -> list[int]:
    """Return the numbers of *tracks* in the order of the last version, what went behind what it stood behind."""
    stands = {(stage.version, stage.id): number for number, track in enumerate(tracks) for stage in track if stage.id}
    order: list[int] = []
    placed: set[int] = set()
    for version in range(len(versions) - 1, -1, -1):
        behind: dict[int, list[int]] = defaultdict(list)
        at = -1
        for provision in versions[version].walk():
            number = stands[version, provision.id]
            if number in placed:
                at = number
            else:
                behind[at].append(number)
        order = [*behind[-1], *(one for number in order for one in (number, *behind.get(number, ())))]
        placed.update(order)
    return order


def _sentence(row: Change, gone: bool) -> str:
    """Return what *row* says, or what it amounts to where it says nothing; empty where nothing happened."""
    if row.relation == "same" and row.change == "none":
        return ""
    if row.sentence and not (gone and row.new):
        return row.sentence
    old, new = (ids.cite(id) if id else "" for id in (row.old, row.new))
    key = f"{row.relation}-here" if row.relation == "moved" and row.old == row.new else row.relation
    told = _say("ended" if gone and row.new else key, old=old, new=new)
    if row.old and row.new and row.change != "none":
        told = _say(row.change, new=new) if row.relation == "same" else f"{told} {_say(f'also-{row.change}')}"
    return told


def _say(key: str, **values: str) -> str:
    words: str = knowledge.load("wording.toml")["succession"][key]
    return words.format(**values)
