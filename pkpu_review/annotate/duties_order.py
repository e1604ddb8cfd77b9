"""The words of a sentence → where its main clause begins, and which of them is its predicate.

What is put before the clause ("Dalam hal ..., ", "Untuk ..., ") ends at the comma behind which a subject and predicate
stand; a list of bodies before that comma may be the subject's beginning, or belong to the condition. The predicate is
the norm word, or the first verb that belongs to no relative clause and to no preposition.
"""

from __future__ import annotations

from pkpu_review.annotate.duties_deadlines import deadlines
from pkpu_review.annotate.duties_found import AND, NONE
from pkpu_review.annotate.duties_words import Line, is_state, is_verb, name_end, vocabulary
from pkpu_review.knowledge import load
from pkpu_review.model.norms import Modality

_STATES = frozenset(["ada", "tidak", "belum", "adanya", "menjadi", "adalah", "lebih", "kurang", "sama"])
"""Words that make a clause of what is put before a sentence, as a verb does."""
_KINDS = frozenset(["pihak", "pejabat", "instansi", "lembaga"])
"""Before "berwenang", where it tells what kind of one it is: "pejabat berwenang"."""
HELPED = frozenset(["dibantu", "didampingi", "diwakili"])
"""Behind a subject these may tell only with whom it acts."""
_BETWEEN = frozenset(
    ["tidak", "belum", "tetap", "juga", "telah", "masih", "akan", "sudah", "dan", "atau", "serta", "untuk"]
)
"""Words that may stand between "yang" and the norm word of its clause."""


class Order:
    """One sentence, its places numbers of words; a condition or a deadline before the clause is noted."""

    def __init__(self, line: Line, open: bool) -> None:
        self.line = line
        self.open = open
        self.known = vocabulary()
        self.last = len(line)
        self.condition = NONE
        self.deadline = NONE

    def front(self) -> int:
        """Return the word with which the main clause begins; a condition or deadline before it is noted."""
        main = 0
        low = self.line.low
        while (
            low[main : main + 1] in (["pasal"], ["paragraf"]) and main + 2 < self.last and low[main + 1][:1].isalnum()
        ):
            main += 2  # a heading that stands before the sentence
        while main < self.last and (low[main] in self.known.openers or low[main] == "maka"):
            if low[main] == "maka":
                main += 1
                continue
            begin = self._main_start(main)
            if begin is None:
                break
            self._note(main, begin)
            main = begin
        return main

    def needs_verb(self, main: int) -> bool:
        """Whether a condition, a clause with a verb of its own, is put before the sentence at word *main*."""
        low = self.line.low
        if main >= self.last:
            return False
        return low[main] in ("apabila", "jika", "bila", "bilamana", "jikalau") or low[main : main + 2] == [
            "dalam",
            "hal",
        ]

    def _main_start(self, main: int) -> int | None:
        """Return the word behind the comma that ends what is put before the clause, or None where there is none."""
        line, low = self.line, self.line.low
        verbs = not self.needs_verb(main)
        segment = main
        segments = [main]
        weak: int | None = None  # "Dalam hal pengiriman bahan, pemegang izin wajib": a condition without a verb
        possible: int | None = None  # a list of bodies whose first member may belong to the condition
        for at in range(main, self.last):
            if not verbs and at > main and (is_verb(low[at]) or is_state(low[at]) or low[at] in _STATES):
                verbs = True
            elif low[at] == "bahwa":
                verbs = False
            if low[at] == "maka" and at > main:
                return at
            if not line.comma[at] or at + 1 >= self.last:
                continue
            following = at + 1
            if self.open and name_end(line, following, self.last) == self.last:  # "Dalam mengawasi ..., Bawaslu:"
                return following
            begins = self._begins(following)
            if begins and not verbs and weak is None and self._list_start(following, segments, main) == following:
                weak = following if low[following] not in AND else None
            if begins and verbs:
                begin = self._list_start(following, segments, main)
                if begin == following and low[following] not in AND:
                    return self._again(begin)
                if begin < following and not self._ends_with_body(begin):
                    return begin
                possible = begin if possible is None and begin < following else possible
            segment = following
            segments.append(segment)
        return weak if possible is None else possible

    def _again(self, begin: int) -> int:
        """Return where the one named at word *begin* is named again as subject, behind a comma; else *begin*.

        "Dalam hal KPU menyimpulkan ..., KPU tidak berwenang, KPU menyampaikan": two clauses belong to the condition.
        """
        low, line = self.line.low, self.line
        end = name_end(line, begin, self.last)
        name = low[begin:end]
        for at in range(end + 1, self.last - len(name)) if name else ():
            if line.comma[at - 1] and low[at : at + len(name)] == name and self._begins(at):
                return at
        return begin

    def _ends_with_body(self, end: int) -> bool:
        """Whether what stands before word *end* ends with a body behind a preposition: "setelah KPU,"."""
        low = self.line.low
        for at in range(end - 1, max(0, end - 8), -1):
            if self.line.comma[at] and at < end - 1:
                return False
            if self.line.acts(at) and low[at - 1] in self.known.ends:
                return name_end(self.line, at, end) == end
        return False

    def _begins(self, at: int) -> bool:
        """Whether a main clause begins at word *at*: a subject with its predicate before the next comma."""
        low = self.line.low
        if low[at] == "maka":
            at += 1
            if at >= self.last:
                return False
        if low[at : at + 2] == ["yang", "bersangkutan"]:
            return self.predicate(at, self.last) is not None
        if low[at] in self.known.clause or low[at] in ("dengan", "baik", "termasuk", "kecuali"):
            return False
        if is_verb(low[at]) and not low[at].startswith("di"):
            return False
        if low[at] in self.known.openers:  # another one: "Dalam hal ..., paling lambat 30 hari KPU ..."
            if low[at] in ("paling", "dalam", "selambat-lambatnya", "untuk", "apabila", "setelah"):
                return self.predicate(at, self.last) is not None
            return False
        end = at
        while end < self.last and not self.line.comma[end]:
            end += 1
        end = min(end + 1, self.last)
        found = self.predicate(at, end)
        if found is None:
            # "Pemegang Izin, dalam ..., wajib"
            return False
        return not (low[at] in AND and not (at + 1 < self.last and self.line.acts(at + 1)))

    def _list_start(self, at: int, segments: list[int], main: int) -> int:
        """Return where the subject of the clause at *at* begins: earlier, where it is the end of a list."""
        low, line = self.line.low, self.line
        found = self.predicate(at, self.last)
        subject_end = found[1] if found else at
        if not any(word in AND for word in low[at:subject_end]):
            return at
        begin = at
        for segment in reversed(segments):
            if segment == main or segment >= begin:
                continue
            words = low[segment:begin]
            first = segment + (words[0] == "maka" or words[0] in AND)
            if not line.acts(first) or any(is_verb(word) for word in words):
                break
            if first > segment and words[0] in AND and any(word in self.known.ends for word in words):
                break
            if "sebagaimana" in words or "yang" in words:
                break
            begin = first
            if any(word in self.known.ends for word in words):  # "panitia pengawas untuk pemilihan gubernur, bupati"
                break
        return begin

    def _note(self, main: int, begin: int) -> None:
        """Note the condition or the deadline that stands in words *main* to *begin*."""
        low = self.line.low
        words = " ".join(low[main : main + 2])
        if any(words.startswith(opener) for opener in load("norms.toml")["condition"]["openers"]):
            if self.condition == NONE:
                self.condition = (self.line.starts[main], self.line.ends[begin - 1])
        elif self.deadline == NONE:
            for first, last, _ in deadlines(self.line, main, begin):
                if first - main <= 4:
                    self.deadline = (self.line.starts[first], self.line.ends[last - 1])
                break

    def predicate(self, first: int, last: int) -> tuple[int, int] | None:
        """Return (word of the predicate, end of the subject) of the clause at word *first*, or None.

        The predicate is the norm word where there is one, else the verb.
        """
        known, line = self.known, self.line
        low = line.low
        inside = False  # in a relative clause, before its verb
        skipped = -2
        opened = 0
        state: int | None = None
        at = first
        while at < last:
            word = low[at]
            before = low[at - 1] if at > first else ""
            if word in known.clause and at > first:
                inside, opened = True, at
                if at + 1 < last and low[at + 1] in known.adjectives:
                    inside = False
                    at += 1
                at += 1
                continue
            modal = self.modal(at)
            verb = is_verb(word) and (line.printed[at].islower() or at == first or line.printed[at][:1].islower())
            if inside:
                if modal and word in ("berwenang", "berhak"):
                    inside = False
                elif modal and low[opened] == "yang" and at - opened > 1 and before not in _BETWEEN:
                    inside = False  # "pemilih yang hadir wajib": no verb in the clause
                    continue
                elif word == "dimaksud" or ((verb or is_state(word)) and not modal):
                    inside, skipped = False, at
                at += 1
                continue
            if before in known.before_verb and (modal or verb) and not (modal and before in ("dan", "serta")):
                skipped = at
                at += 1
                continue
            if (
                (verb or is_state(word))
                and (
                    skipped == at - 1
                    or (at > first and line.comma[at - 1] and skipped >= at - 3 and skipped > 0 and not modal)
                )
                and not (word.startswith("di") and at > first and line.comma[at - 1])
            ):
                skipped = at
                at += 1
                continue
            if (
                word == "berwenang"
                and before in _KINDS
                and not (at + 1 < last and is_verb(low[at + 1]))
                and not (self.open and at + 1 == last)
            ):
                at += 1  # "pejabat berwenang": what kind of one it is
                continue
            if modal:
                return at, state if state is not None else at
            if word in ("tidak", "belum"):
                after = at + 1
                if after < last and low[after] in ("wajib", "harus", "perlu"):
                    return None
                if after < last and is_verb(low[after]):
                    return at, state if state is not None else at
                at += 1
                continue
            if word in known.copula:
                return None
            if (
                word in ("paling", "selambat-lambatnya")
                and at > first
                and state is None
                and self._bare_deadline(at, last)
            ):
                return at, at
            if word in HELPED and at + 1 < last:  # "KPU dibantu PPK melakukan ..."
                behind = name_end(line, at + 1, last)
                if at + 1 < behind < last and (is_verb(low[behind]) or self.modal(behind)):
                    return behind, at
            if word == "menjadi":
                if low[at + 1 : at + 3] == ["tanggung", "jawab"] and state is None:
                    return at, at
                at += 1
                continue
            if verb and word not in known.no_verb:
                return (at, at) if state is None else None
            if word in known.duty_ber:
                return (at, at) if state is None else None
            if is_state(word) and state is None and (at > first or line.printed[at].islower()):
                state = at
            if line.comma[at] and at + 1 < last and low[at + 1] in known.openers:
                jump = self._behind_parenthesis(at + 1, last)
                if jump is not None:
                    at = jump
                    continue
            at += 1
        return None

    def _bare_deadline(self, at: int, last: int) -> bool:
        """Whether a deadline at word *at* ends the sentence: "Pengajuan calon ... paling lama 7 hari setelah ..."."""
        times = deadlines(self.line, at, last)
        return bool(times) and times[0][0] == at and times[0][1] == self.last and times[0][2]

    def _behind_parenthesis(self, at: int, last: int) -> int | None:
        """Return the predicate behind what is put between commas: "Pemegang Izin, untuk ..., harus"."""
        low = self.line.low
        for place in range(at, last - 1):
            if (
                self.modal(place)
                and low[place - 1] not in self.known.before_verb
                and low[place - 1] not in ("yang", "tidak")
            ):
                return None
            if self.line.comma[place] and (
                self.modal(place + 1) or (is_verb(self.line.low[place + 1]) and self.line.low[place] not in AND)
            ):
                return place + 1
        return None

    def modal(self, at: int) -> tuple[Modality, int] | None:
        """Return the norm word at *at* with its number of words, or None."""
        known, low = self.known, self.line.low
        word = low[at]
        if word in known.first:
            for many in (3, 2):
                name = known.modals.get(" ".join(low[at : at + many]))
                if name is not None and at + many <= self.last:
                    return name, many  # type: ignore[return-value]
        name = known.modals.get(word)
        return None if name is None else (name, 1)  # type: ignore[return-value]
