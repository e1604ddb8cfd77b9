"""A file that came back, held against the sheet as it went out → everything that a person wrote in it
(:class:`~pkpu_review.model.remarks.Filled`).

What stands in a place to write in is an answer. Whatever else was not on the sheet as it went out was written too: text
beside the places (the control may have been deleted around it), words of a provision that were changed, columns and
worksheets that were added, comments. Where the row can be told it belongs to that row; else it is a stray.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import PurePath

from pkpu_review.collect import excel, word
from pkpu_review.collect.files import Named, Opened, opened
from pkpu_review.collect.grid import Cell, Comment, Grid, Item, Line, on_one_line
from pkpu_review.collect.outlined import Outline, row_of
from pkpu_review.collect.reworded import common, is_draft, left_out, likeness, reworded
from pkpu_review.collect.written import Pack
from pkpu_review.errors import CannotRead
from pkpu_review.knowledge import load
from pkpu_review.model.remarks import Answer, Filled, Form, Place, Stray
from pkpu_review.tags import RESPONSES, SHEET_FIELDS, Field, Tag

WORDS = 4000
"""Letters of a row that are kept to place it by."""


def filled(named: Named, pack: Pack) -> Filled:
    """Return what a person wrote in the file *named*, a sheet of *pack*.

    Raises:
        CannotRead: it is no Word or Excel file, damaged, or no sheet that this program wrote.
    """
    content = opened(named)
    pack.written(PurePath(named.told).stem, f".{content.format}")
    if pack.untouched(content.sha256):
        return Filled(content.told, content.sha256, PurePath(named.told).stem, named.folder)
    grid = (word if content.format == "docx" else excel).grid(content.told, content.data)
    written, name = _written(grid, content, pack)
    if written is None and not grid.ours:
        raise CannotRead(
            content.told,
            "ini bukan lembar yang ditulis oleh review, atau semua penandanya hilang",
            "Minta lembar aslinya",
        )
    return _Reader(named, content, grid, written, name, pack).filled()


def _written(grid: Grid, content: Opened, pack: Pack) -> tuple[Grid | None, str]:
    """Return the sheet as it went out, and its name: by the name that the file tells, else by its words."""
    suffix = f".{content.format}"
    if grid.name:
        written = pack.written(grid.name, suffix)
        return (written if written and _of_one_draft(grid, written) else None), grid.name
    mine = {text for line in grid.lines for text in line.printed}
    best: tuple[int, Grid | None] = (0, None)
    for one in pack.all_written(suffix):
        same = sum(len(text) for text in {text for line in one.lines for text in line.printed} & mine)
        if same > best[0]:
            best = (same, one)
    if best[0] * 2 < sum(map(len, mine)):
        return None, ""
    return best[1], best[1].name if best[1] else ""


def _of_one_draft(grid: Grid, written: Grid) -> bool:
    """Whether a file and a sheet of one name are of the same draft: every draft has a sheet of that name."""
    if grid.digests[0] and written.digests[0]:
        return grid.digests == written.digests
    told, known = ({tag.digest for line in one.lines for tag in line.tags} for one in (grid, written))
    return not told or bool(told & known)


class _Reader:
    """Goes through one file once."""

    def __init__(self, named: Named, content: Opened, grid: Grid, written: Grid | None, name: str, pack: Pack) -> None:
        self.pack, self.named, self.content, self.grid, self.name = pack, named, content, grid, name
        self.outline = Outline.of(written) if written else None
        self.page = {_figureless(text) for one in self.outline.rest for text in one.printed} if self.outline else set()
        self.known = {number: self.outline.printed(number) for number in self.outline.rows} if self.outline else {}
        self.labels = {label.casefold(): key for key, label in load("wording.toml")["field"].items()}
        self.own: dict[Field, str] = dict(grid.own)
        self.answers: list[Answer] = []
        self.strays: list[Stray] = []

    def filled(self) -> Filled:
        """Return what was found."""
        for line in self.grid.lines:
            tag, copied = row_of(line, self.outline)
            if tag is not None:
                self._row(line, tag, copied)
            else:
                self._rest(line)
                tag = self._listed(line) if line.comments else None
            for comment in line.comments:
                self._comment(comment, tag, line)
        for comment in self.grid.comments:
            self._comment(comment, None, None)
        problems = list(self.grid.problems)
        if self.outline is None:
            problems.append(load("collect.toml")["told"]["no-original"].format(name=self.name or "?"))
        return Filled(
            file=self.content.told,
            sha256=self.content.sha256,
            sheet=self.name,
            office=self.own.get("kantor", "") or self.named.folder or PurePath(self.content.told).stem,
            person=self.own.get("pengisi", ""),
            day=self.own.get("tanggal", ""),
            digests=self.grid.digests,
            answers=tuple(self.answers),
            strays=tuple(self.strays),
            problems=tuple(problems),
        )

    # -- a row ------------------------------------------------------------------------------------

    def _row(self, line: Line, tag: Tag, copied: bool) -> None:
        words = on_one_line(" ".join(line.printed))[:WORDS]
        note = load("collect.toml")["told"]["copied"] if copied else ""
        for item in line.items:
            if item.tag is None or not item.text or not item.tag.provision:
                continue
            own = item.tag
            name = Tag(own.field, tag.digest, tag.number, tag.provision, tag.old) if copied else own
            self._answer(item.text, name, item, line, words=words, note=note, by="")
            for other in line.also:
                merged = load("collect.toml")["told"]["merged"].format(where=item.where or line.where)
                self._answer(
                    item.text,
                    Tag(own.field, other.digest, other.number, other.provision, other.old),
                    item,
                    line,
                    note=merged,
                    suffix=f"+{other.number}",
                )
        self._beside(line, tag, words)

    def _beside(self, line: Line, tag: Tag, words: str) -> None:
        """Take what stands in the row beside the places to write in, and was not there."""
        if self.outline is None:
            for item in line.items:
                if item.tag is None and item.by:
                    self._answer(item.text, tag, item, line, "suntingan", words, by=item.by)
            return
        known = self.known.setdefault(tag.number, Counter())
        left = Counter(known)
        fresh: list[tuple[Cell, list[Item]]] = []
        for cell in line.cells:
            new = []
            for item in cell.items:
                text = on_one_line(item.text)
                if item.tag is not None:
                    continue
                if left[text] > 0 and not item.by:
                    left[text] -= 1
                elif text or item.by:
                    new.append(item)
            if new:
                fresh.append((cell, new))
        before = self.outline.nearest_row(line, tag.number)
        for cell, new in fresh:
            if cell.field:
                for item in new:
                    self._answer(item.text, _field(tag, cell.field), item, line, words=words)
            elif self._asks(cell, before):
                self._unframed(cell, new, line, tag, words)
            else:
                self._typed(cell, new, before, line, tag, words)
        if not fresh and {text for cell in before for text in cell.printed} - set(line.printed):
            self._shortened(line, before, tag, words)

    def _shortened(self, line: Line, before: tuple[Cell, ...], tag: Tag, words: str) -> None:
        """Take paragraphs of the provision that were deleted, where the others still stand."""
        draft = self._draft(tag, before)
        if draft is not None:
            same = max(line.cells, key=lambda cell: len(set(cell.printed) & set(draft.printed)))
            told = left_out(same, draft)
            if told:
                self._answer(told, _field(tag, "tanggapan"), next(line.items), line, "suntingan", words)

    def _asks(self, cell: Cell, before: tuple[Cell, ...]) -> bool:
        """Whether a cell is one to write in, though the places themselves may be gone."""
        printed = set(cell.printed)
        asking, others = [one for one in before if one.asks], [one for one in before if not one.asks]
        if cell.asks or any(printed & set(one.printed) for one in asking):
            return True
        if any(printed & set(one.printed) or reworded(cell, one) for one in others):
            return False
        return bool(asking) and not cell.head

    def _unframed(self, cell: Cell, new: list[Item], line: Line, tag: Tag, words: str) -> None:
        """Take text that stands in a cell to write in, outside of its places: it belongs to the label above it."""
        field: Field = "tanggapan"
        for item in cell.items:
            label = self.labels.get(on_one_line(item.text).rstrip(" :").casefold()) if item.tag is None else None
            if item.tag is not None:
                field = item.tag.field if item.tag.field in ("tanggapan", "usulan", "alasan") else field
            elif label in RESPONSES and item not in new:
                field = label
            elif item in new:
                first, _, rest = item.text.partition(":")
                labelled = self.labels.get(on_one_line(first).casefold())
                if labelled in RESPONSES and rest.strip():
                    self._answer(rest.strip(), _field(tag, labelled), item, line, words=words)
                else:
                    self._answer(item.text, _field(tag, field), item, line, words=words)

    def _typed(self, cell: Cell, new: list[Item], before: tuple[Cell, ...], line: Line, tag: Tag, words: str) -> None:
        """Take words that were changed in the sheet itself, or written beside them."""
        draft = self._draft(tag, before)
        at = line.cells.index(cell)
        others = [one for one in before if not one.asks]
        same = max(others, key=lambda one: (likeness(cell, one), before.index(one) == at), default=None)
        changed = reworded(cell, draft) if draft and same is draft else None
        if changed is None:
            for item in new:
                head = f"{cell.head}: " if cell.head and not any(reworded(cell, one) for one in before) else ""
                self._answer(head + item.text if item.text else "", tag, item, line, "tulisan", words, by=item.by)
            return
        by, item = ", ".join(dict.fromkeys(one.by for one in new if one.by)), new[0]
        for text in changed.added:
            self._answer(text, tag, item, line, "tulisan", words, by=by)
        self._answer(changed.told, _field(tag, "tanggapan"), item, line, "suntingan", words, by=by)
        self._answer(changed.words, _field(tag, "usulan"), item, line, "suntingan", words, by=by)

    def _draft(self, tag: Tag, before: tuple[Cell, ...]) -> Cell | None:
        """Return the cell that shows the provision itself: behind the older wording, where both stand in the row."""
        version = self.pack.old if tag.old or self.pack.side(tag.digest) == "old" else self.pack.draft
        provision = version.get(self.pack.unhashed(tag.provision)) if version else None
        if provision is None:
            return None
        words = Counter(provision.full_text().split())
        shown = [(common(one, words), at, one) for at, one in enumerate(before) if not one.asks]
        shown = [found for found in shown if is_draft(found[2], found[0], words.total())]
        return max(shown, key=lambda found: found[:2])[2] if shown else None

    # -- elsewhere --------------------------------------------------------------------------------

    def _listed(self, line: Line) -> Tag | None:
        """Return the name of a row that a sheet only lists, without places to write in: by its number and words."""
        before = self.outline.listed.get(line.number, ()) if self.outline and line.number else ()
        if any(set(line.printed) & {text for text in one.printed if not text.isdecimal()} for one in before):
            return self.pack.numbered(line.number)
        return None

    def _rest(self, line: Line) -> None:
        """Take what stands outside all rows to write in, and was not there."""
        new: list[tuple[Item, Cell]] = []
        label = ""
        left = Counter(self.outline.nearest(line)) if self.outline else Counter[str]()
        for cell in line.cells:
            for item in cell.items:
                text = on_one_line(item.text)
                if item.tag is not None:
                    continue
                if self.outline is None:
                    if item.by and text:
                        new.append((item, cell))
                elif left[text] > 0 and not item.by:
                    left[text] -= 1
                    label = self.labels.get(text.casefold(), label)
                elif text and not (line.part == "page" and _figureless(text) in self.page):
                    new.append((item, cell))
        if not new:
            return
        if label in SHEET_FIELDS:
            self.own.setdefault(label, on_one_line(" ".join(item.text for item, _ in new)))
            return
        tag = self._listed(line)
        cited = next((id for item, _ in new if (id := self.pack.cited(on_one_line(item.text)))), "")
        if tag is None and cited:
            tag = Tag("", self.pack.draft.source.sha256, 0, cited)
        if tag is not None:
            words = on_one_line(" ".join(line.printed))[:WORDS]
            for item, cell in new:
                if cited and self.pack.cited(on_one_line(item.text)) == cited:
                    continue
                form: Form = "isian" if cell.field else "tulisan"
                self._answer(item.text, _field(tag, cell.field), item, line, form, words, by=item.by)
            return
        told = load("collect.toml")["told"]
        reason = told["no-row"] if len(line.cells) > 1 else told["outside"]
        first, last = new[0][0], new[-1][0]
        where = first.where or line.where
        if len(new) > 1 and last.where:
            where = f"{where}\N{EN DASH}{last.where.rpartition('!')[2]}"
        text = " | ".join(item.text for item, _ in new)
        self.strays.append(Stray(text, Place(self.content.told, where), reason))

    def _comment(self, comment: Comment, tag: Tag | None, line: Line | None) -> None:
        told = load("collect.toml")["told"]
        if tag is None:
            text = f"{comment.author}: {comment.text}" if comment.author else comment.text
            self.strays.append(Stray(text, Place(self.content.told, comment.where), told["loose-comment"]))
            return
        words = on_one_line(" ".join(line.printed))[:WORDS] if line else ""
        note = told["on-words"].format(words=comment.anchor) if comment.anchor else ""
        place = Place(self.content.told, comment.where)
        key = f"{comment.where}#{len(self.answers)}"
        self.answers.append(
            Answer(_field(tag, "tanggapan"), comment.text, place, "komentar", comment.author, key, words, note)
        )

    def _answer(
        self,
        text: str,
        tag: Tag,
        item: Item,
        line: Line,
        form: Form = "isian",
        words: str = "",
        note: str = "",
        by: str = "",
        suffix: str = "",
    ) -> None:
        if text:
            place = Place(self.content.told, item.where or line.where)
            if tag.provision.startswith("#"):
                tag = replace(tag, provision=self._whole(tag))
            self.answers.append(Answer(tag, text, place, form, by, line.where + suffix, words, note))

    def _whole(self, tag: Tag) -> str:
        """Return the id that was too long for a tag: the draft knows it, or the file that was written for another."""
        known = self.pack.unhashed(tag.provision)
        if known.startswith("#") and tag.number in self.grid.rows:
            known = self.grid.rows[tag.number][1 if tag.old else 0] or known
        return known


def _field(tag: Tag, field: Field) -> Tag:
    return Tag(field, tag.digest, tag.number, tag.provision, tag.old)


def _figureless(text: str) -> str:
    """Return *text* without figures: the number of a page is another in every program."""
    return "".join(letter for letter in text if not letter.isdecimal())
