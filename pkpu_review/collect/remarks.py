"""Answers → remarks, each at its provision.

The answers of one row are one remark, in which a comment, a change of the words themselves and what is written beside
the fields each stand for themselves. A row of which a file has two copies gives two remarks only where both say
something else in the same field. What was written for another draft is placed where the words of its row stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from pkpu_review import ids
from pkpu_review.collect.category import category, chosen
from pkpu_review.collect.grid import on_one_line
from pkpu_review.collect.reworded import share
from pkpu_review.collect.written import Pack
from pkpu_review.knowledge import load
from pkpu_review.lexis.words import shortened
from pkpu_review.model.comparison import ChangeKind
from pkpu_review.model.regulation import Regulation
from pkpu_review.model.remarks import Answer, Filled, Remark, Stray
from pkpu_review.tags import Field, Tag

FITS = 0.8
"""Share of a provision's words that a row of another draft has to show for the remark to be placed there."""
FEWEST = 4
"""Words that a row of another draft has to show: fewer are those of any."""
LONGEST_ID = 80
"""Letters of an id that is not known, as it is told."""
MOST_COPIES = 100
"""Copies of a row that say something else, up to which one more is looked for among them; then it stands for itself."""
Judge = Callable[[str, str, str], ChangeKind]
"""Id, words of the provision, and proposed words → what kind of change lies between the two."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a file gives: its remarks, what could not be placed, and whether it was written for another draft."""

    filled: Filled
    remarks: tuple[Remark, ...]
    strays: tuple[Stray, ...]
    foreign: bool


def remarks(filled: Filled, pack: Pack, judge: Judge) -> Found:
    """Return the remarks of one file."""
    sheet = pack.called(filled.sheet)
    strays = [replace(one, office=filled.office, sheet=sheet) for one in filled.strays]
    made: dict[tuple[str, bool, str, str, str, str], Remark] = {}
    known = [digest for digest in (filled.digests[0], *(one.tag.digest for one in filled.answers[:1])) if digest]
    foreign = bool(known) and not pack.side(known[0])
    for answers in _rows(filled.answers):
        placed = _placed(answers, pack)
        if isinstance(placed, str):
            text = "\n".join(f"{one.tag.field or 'tulisan'}: {one.text}" for one in answers)
            strays.append(Stray(text, answers[0].place, placed, filled.office, sheet))
            continue
        one = _remark(answers, placed, filled, sheet, pack, judge)
        key = (one.provision, one.old, one.tanggapan, one.usulan, one.alasan, one.form)
        if key in made:  # the same words twice in one file are one remark
            one = replace(made[key], places=tuple(dict.fromkeys((*made[key].places, *one.places))))
        made[key] = one
    return Found(filled, tuple(made.values()), tuple(strays), foreign)


def also(found: Found, file: str) -> Found:
    """Return *found* with the note that *file* holds the same, byte for byte, and is not counted again."""
    note = load("collect.toml")["told"]["same-file"].format(file=file)
    return replace(found, filled=replace(found.filled, problems=(*found.filled.problems, note)))


def _rows(answers: Iterable[Answer]) -> list[list[Answer]]:
    """Return the answers that belong together: of one row, said in one way; copies of a row are one where they agree
    or fill in different fields."""
    lines: dict[tuple[Tag, str, str, str], list[Answer]] = {}
    for one in answers:
        row = Tag("", one.tag.digest, one.tag.number, one.tag.provision, one.tag.old)
        lines.setdefault((row, one.form, one.by if one.form != "isian" else "", one.line), []).append(one)
    made: dict[tuple[Tag, str, str], list[_Copy]] = {}
    for (row, form, by, _), members in lines.items():
        copies = made.setdefault((row, form, by), [])
        fields = {one.tag.field: one.text for one in members}
        compared = copies[:MOST_COPIES] if form == "isian" else []
        into = next((copy for copy in compared if copy.agrees(fields)), None)
        if into is None:
            into = _Copy()
            copies.append(into)
        into.add(members)
    return [copy.answers for copies in made.values() for copy in copies]


class _Copy:
    """The answers of a row, and of its copies that agree with them."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.said: dict[Field, set[str]] = {}

    def agrees(self, fields: Mapping[Field, str]) -> bool:
        """Whether what stands here in a field is not something else than what *fields* say there."""
        return all(self.said.get(field, {text}) == {text} for field, text in fields.items())

    def add(self, members: list[Answer]) -> None:
        """Take the answers of one more copy."""
        self.answers += members
        for one in members:
            self.said.setdefault(one.tag.field, set()).add(one.text)


# -- where it belongs -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Spot:
    provision: str
    old: bool
    words: str
    note: str = ""


def _placed(answers: list[Answer], pack: Pack) -> _Spot | str:
    """Return where a row belongs, or why it belongs nowhere."""
    tag = answers[0].tag
    id = pack.unhashed(tag.provision)
    side = pack.side(tag.digest)
    if side == "":
        return _elsewhere(id, max((one.words for one in answers), key=len), pack)
    if side == "old" and not tag.old:
        return _from_older(id, pack)
    home = pack.old if tag.old else pack.draft
    provision = home.get(id) if home else None
    if provision is None:
        return _unknown(id)
    return _Spot(id, tag.old, provision.full_text())


def _unknown(id: str) -> str:
    """Return that the draft has no provision of that *id*, which may be anything that a file says."""
    told: str = load("collect.toml")["told"]["unknown"].format(provision=shortened(id, LONGEST_ID))
    return told


def _from_older(id: str, pack: Pack) -> _Spot | str:
    """Return where a row of a sheet of the older version belongs: where its provision went."""
    told = load("collect.toml")["told"]
    before = pack.old.get(id) if pack.old else None
    if before is None or pack.compared is None:
        return _unknown(id)
    went = next((row.new for row in pack.compared.of_old(id) if row.new), None)
    now = pack.draft.get(went)
    if now is None:
        return _Spot(id, True, before.full_text(), told["older-gone"])
    return _Spot(now.id, False, now.full_text(), told["older"].format(citation=ids.cite(id)))


def _elsewhere(id: str, words: str, pack: Pack) -> _Spot | str:
    """Return where a row of a sheet of another draft belongs: where its words stand, best under its own id."""
    told = load("collect.toml")["told"]
    shown = on_one_line(words).split()
    same = pack.draft.get(id)
    now = id if same is not None and _fits(same.full_text(), shown) else _of_words(pack.draft, shown)
    if now is not None:
        return _Spot(now, False, pack.draft[now].full_text(), told["foreign"])
    before = pack.old.get(id) if pack.old else None
    if before is not None and _fits(before.full_text(), shown):
        return _from_older(id, pack)
    lost: str = told["foreign-lost"]
    return lost


def _fits(text: str, shown: list[str]) -> bool:
    wanted = text.split()
    return (
        len(wanted) >= FEWEST
        and len(shown) >= FEWEST * FITS
        and share(wanted, shown) >= FITS
        and (len(shown) >= FITS * len(wanted))
    )


def _of_words(draft: Regulation, shown: list[str]) -> str | None:
    """Return the one provision that the words are those of; None where there is none, or more than one."""
    text = " ".join(shown)
    said = ((one.id, one.full_text()) for one in draft.walk())
    found = [id for id, words in said if len(words.split()) >= 2 * FEWEST and on_one_line(words) in text]
    outermost = [id for id in found if not any(id.startswith(f"{other}/") for other in found)]
    return outermost[0] if len(outermost) == 1 else None


# -- what it says ---------------------------------------------------------------------------------------


def _remark(answers: list[Answer], spot: _Spot, filled: Filled, sheet: str, pack: Pack, judge: Judge) -> Remark:
    texts: dict[str, dict[str, None]] = {}
    for one in answers:
        texts.setdefault(one.tag.field or "tanggapan", {})[one.text] = None
    fields = {field: "\n".join(said) for field, said in texts.items()}
    tanggapan, usulan, alasan = (fields.get(field, "") for field in ("tanggapan", "usulan", "alasan"))
    if reply := fields.get("jawaban", ""):  # of a list of what became of the proposals: kept, and told apart
        label = load("wording.toml")["field"]["jawaban"]
        tanggapan = "\n".join(filter(None, (tanggapan, f"{label}: {reply}")))
    told = fields.get("kategori", "")
    category_told = chosen(told)
    if told and category_told is None:  # something else was written there: it is not lost
        tanggapan = "\n".join(filter(None, (tanggapan, f"{load('wording.toml')['field']['kategori']}: {told}")))
    by = next((one.by for one in answers if one.by), "")
    return Remark(
        provision=spot.provision,
        old=spot.old,
        office=filled.office,
        sheet=sheet,
        tanggapan=tanggapan,
        usulan=usulan,
        alasan=alasan,
        category=category_told or category(tanggapan, usulan, spot.provision, spot.words, spot.old, pack, judge),
        chosen=category_told is not None,
        places=tuple(dict.fromkeys(one.place for one in answers)),
        form=answers[0].form,
        person=by or filled.person,
        day=filled.day,
        number=answers[0].tag.number,
        note=" ".join(dict.fromkeys(filter(None, (spot.note, *(one.note for one in answers))))),
    )
