"""The clause of a norm → its parts: who acts, on what, toward whom, by when, on which condition.

Who acts is the subject, or behind a verb di- what follows "oleh"; where there is none, the body whose decision or place
the clause names ("dengan Keputusan KPU", "di PPK"). A thing does nothing: a norm about it has no body.
"""

from __future__ import annotations

import re
from functools import cache

from pkpu_review.annotate.duties_deadlines import deadlines
from pkpu_review.annotate.duties_found import AND, NONE, Span
from pkpu_review.annotate.duties_order import Order
from pkpu_review.annotate.duties_words import is_state, is_verb, name_end
from pkpu_review.knowledge import pattern

_BY = frozenset(["diterima", "diketahui", "ditetapkan", "diberikan", "dilakukan", "dibuat"])
"""Verbs whose agent may follow without "oleh"."""
_NO_SUBJECT = frozenset(["segera", "juga", "telah", "sudah", "akan", "tetap", "langsung", "tersebut"])
"""Words between a subject and its predicate that belong to neither."""
_markers = pattern("norms.toml", "condition", "markers")
_prerequisite = pattern("norms.toml", "condition", "prerequisite")
_THEN = frozenset(["setelah", "sesudah", "sebelum", "sejak"])
"""Before a verb di-, or what is done with it: another act, with an agent of its own."""
_EVENT_WORDS = 6
"""Words of such an act up to its verb, at most."""
_COUNTING = frozenset(["masing-masing", "satu", "dua", "tiga"])


class Parts(Order):
    """One sentence with the parts of its clauses."""

    def subject(self, main: int, end: int) -> Span:
        """Return the words of the body that the clause from *main* is about; empty where it is a thing."""
        line, low = self.line, self.line.low
        while end > main + 1 and low[end - 1] in _NO_SUBJECT:
            end -= 1
        last = name_end(line, main, end)
        if last > main:
            return self.counted(main), self.bare(main, last)
        if low[main] in self.known.openers:  # no comma behind what is put before: the name right before the predicate
            for at in range(main + 1, end):
                if (
                    self.line.acts(at)
                    and name_end(line, at, end) == end
                    and low[at - 1] not in ("kepada", "oleh", "dari")
                ):
                    return at, self.bare(at, end)
        for at in range(end - 1, main, -1):  # "Pengadaan ..., Sekretaris Jenderal KPU dapat"
            if line.comma[at - 1] and self.line.acts(at) and name_end(line, at, end) == end:
                if any(line.acts(place) for place in range(max(main, at - 4), at)):
                    break  # the end of a list: "Komposisi KPU, KPU Provinsi, dan KPU Kabupaten/Kota"
                return at, self.bare(at, end)
        return main, main

    def bare(self, first: int, last: int) -> int:
        while last > first + 1 and self.line.low[last - 1] in ("bersangkutan", "tersebut", "masing-masing", "dimaksud"):
            last -= 1
        return last

    def counted(self, first: int) -> int:
        """Return the word behind "setiap" at word *first*; "setiap orang" and "setiap warga" are names of their own."""
        low = self.line.low
        each = low[first] == "setiap" and low[first + 1 : first + 2] not in ([], ["orang"], ["warga"])
        return first + each

    def agent(self, verb: int, main: int = 0, place: int = 0) -> Span:
        """Return the words of the body by which what the verb at word *verb* says is done."""
        line, low, last = self.line, self.line.low, self.last
        relative = False
        opened = verb
        events = [(first, end) for first, end, runs in deadlines(line, verb + 1, last) if runs]
        at = verb + 1
        while at < last:
            word = low[at]
            if any(first <= at < end for first, end in events):  # "3 hari setelah putusan diterima oleh jaksa"
                at += 1
                continue
            if word == "yang" or (word in _THEN and self._done(at + 1)):
                relative = True  # "ditetapkan dengan keputusan KPU setelah disetujui oleh DPR": another act
                opened = at
            elif word == "oleh" and low[at - 1] in self.known.wrongs:
                relative = True  # "terhadap pelanggaran oleh anggota KPU": who did wrong does not supervise it
            elif word == "oleh" and at + 1 < last:
                if relative and not any(is_verb(told) or is_state(told) for told in low[opened:at]):
                    relative = False  # "dalam jangka waktu yang wajar oleh KPU"
                if not relative and low[at + 1] != "karena":
                    begin = at + 1
                    if low[begin] in AND:  # "oleh dan menjadi tanggung jawab ...", "oleh atau berkoordinasi dengan ..."
                        joints = [
                            n for n in range(begin, min(begin + 5, last)) if low[n] in ("jawab", "dengan", "oleh")
                        ]
                        begin = joints[0] + 1 if joints else last
                    if low[begin : begin + 1] and low[begin] in self.known.tools:
                        return NONE  # "dibaca oleh sistem informasi": a tool has no duty
                    return self.named(begin)
            elif relative and line.comma[at]:
                relative = False
            elif word in ("apabila", "jika", "bahwa", "agar", "sehingga", "kecuali"):
                break
            elif word == "tanggung" and not relative and low[at - 1] == "menjadi" and at + 2 < last:
                return self.named(at + 2)
            at += 1
        if place > main and verb + 1 < last and self._capital(verb + 1):  # "harus sudah diterima KPU"
            by = low[verb] in _BY and self.line.acts(verb + 1)
            return self.named(verb + 1) if by or _organ().fullmatch(low[verb + 1]) else self._placed(verb, main, place)
        return self._placed(verb, main, place)

    def _done(self, first: int) -> bool:
        """Whether a clause of something that is done begins at word *first*: "setelah pemeriksaan dilakukan oleh"."""
        for at in range(first, min(first + _EVENT_WORDS, self.last)):
            if is_verb(self.line.low[at]):
                return self.line.low[at].startswith("di")
            if self.line.comma[at] or self.line.low[at] in self.known.ends:
                return False
        return False

    def _placed(self, verb: int, main: int, place: int) -> Span:
        """Return the body that is told by its decision or its place alone: "dengan Keputusan KPU", "di PPK"."""
        low, last = self.line.low, self.last
        for at in range(verb + 1, last - 1):
            if low[at] == "yang":
                break
            decided = low[at] in ("keputusan", "peraturan") and low[at - 1] in ("dengan", "dalam", "surat", "melalui")
            existing = low[at + 2 : at + 3] in (["ini"], ["tersebut"], ["nomor"])
            if (decided or low[at] == "pleno") and self.line.acts(at + 1) and not existing:
                return self.named(at + 1)
        if low[main] in ("peraturan", "keputusan") and main + 1 < place and self.line.acts(main + 1):
            return self.named(main + 1, place)
        issued = low[main] in self.known.instruments and low[verb] in self.known.issuing
        if issued and main + 1 < place and self.line.acts(main + 1):  # "Pernyataan Bawaslu ... wajib diterbitkan"
            return self.named(main + 1, place)
        for at in range(main, place - 1 if low[verb] in self.known.of_source else main):
            if low[at] in ("yang", "sebagaimana"):
                break
            if low[at] == "dari" and self.line.acts(at + 1):  # "Tanggapan dari masyarakat disampaikan kepada"
                return self.named(at + 1, place)
        for first, end in ((verb + 1, last), (main, place)):
            for at in range(first, end - 1):
                if low[at] in ("yang", "sebagaimana"):
                    break
                if low[at] == "di" and _organ().fullmatch(low[at + 1]):
                    return self.named(at + 1, end)
        return 0, 0

    def _capital(self, at: int) -> bool:
        return self.line.printed[at][:1].isupper()

    def named(self, first: int, last: int | None = None) -> Span:
        low = self.line.low
        stop = self.last if last is None else last
        begin = first
        if low[begin] == "paling" and begin + 2 < stop:  # "oleh paling sedikit 2 (dua) orang anggota"
            begin += 2
        while begin < self.last and (low[begin][0].isdigit() or low[begin] in _COUNTING):
            begin += 1
            if begin < self.last and self.line.printed[begin].startswith("("):
                while begin < self.last and ")" not in self.line.printed[begin]:
                    begin += 1
                begin += 1
            if begin < self.last and low[begin] == "orang" and begin > first:
                begin += 1
        if begin >= stop:
            return 0, 0
        end = name_end(self.line, begin, stop, any_head=True)
        if low[end : end + 2] == ["yang", "hadir"] and end + 2 <= stop:  # only these can: "saksi yang hadir"
            return self.counted(begin), end + 2
        return self.counted(begin), self.bare(begin, end)

    def span(self, words: Span) -> Span:
        if words[1] <= words[0]:
            return NONE
        return self.line.starts[words[0]], self.line.ends[words[1] - 1]

    def rest(self, main: int, place: int, action_at: int) -> tuple[Span, Span, Span, Span]:
        """Return action, deadline, condition and receiver of the clause whose predicate is word *place*."""
        line, low = self.line, self.line.low
        end = self.last
        condition = self.condition
        begin = max(action_at, place) + 1
        marker = _markers().search(line.text, line.starts[min(place, self.last - 1)], line.ends[end - 1])
        if marker:
            at = next((n for n in range(begin, end) if line.starts[n] >= marker.start()), end)
            if at < end and low[at - 1] not in ("yang", "maupun"):
                if condition == NONE:
                    condition = (line.starts[at], line.ends[end - 1])
                end = at
        deadline = self.deadline
        cut = end
        toward = NONE
        if end > main:
            for first, last, _ in deadlines(line, main, end):
                if first < place:
                    if deadline == NONE and last <= place:
                        deadline = (line.starts[first], line.ends[last - 1])
                    continue
                if self._of_relative(first, place):
                    continue
                if deadline == NONE:
                    deadline = (line.starts[first], line.ends[last - 1])
                    if last >= end:
                        cut = self._before_deadline(first)
                break
        prerequisite = _prerequisite().search(line.text, line.starts[min(action_at, self.last - 1)], line.ends[end - 1])
        if prerequisite and condition == NONE and not deadline[0] <= prerequisite.start() < deadline[1]:
            at = next((n for n in range(begin, end) if line.starts[n] >= prerequisite.start()), end)
            condition = (line.starts[at], line.ends[end - 1]) if at < end else NONE
            cut = min(cut, at)
        for at in range(begin, end - 1):
            if low[at] == "kepada":
                last = name_end(line, at + 1, end, any_head=True)
                if low[last : last + 2] == ["yang", "hadir"]:  # only these can: "saksi yang hadir dan PPK"
                    last += 2
                    if last + 1 < end and low[last] in AND and line.acts(last + 1):
                        last = name_end(line, last + 1, end)
                if last > at + 1:
                    toward = (line.starts[at], line.ends[last - 1])
                break
        action_end = line.ends[max(cut, action_at + 1) - 1]
        return (line.starts[min(action_at, self.last - 1)], action_end), deadline, condition, toward

    def _of_relative(self, first: int, place: int) -> bool:
        """Whether the time at word *first* belongs to a relative clause: "laporan yang diterima 3 hari sebelum"."""
        low = self.line.low
        at = first - 1
        while at > place and low[at] in ("waktu", "jangka", "dalam"):
            at -= 1
        return at - 1 > place and is_verb(low[at]) and low[at - 1] == "yang"

    def _before_deadline(self, first: int) -> int:
        low = self.line.low
        while low[first - 1] in ("waktu", "jangka", "dalam", "berkala", "secara"):
            first -= 1
        return first


@cache
def _organ() -> re.Pattern[str]:
    return re.compile(r"(?:kpu|kip|ppk|pps|ppln|kpps|kppsln|bawaslu|panwaslu|dkpp)(?:/[a-z]+)?")
