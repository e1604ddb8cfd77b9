"""A sentence → its norms: who acts, by which norm word or verb, what is done, to whom, by when, on which condition.

The order of an Indonesian legal sentence is: what is put before it ("Dalam hal ..., ", "Untuk ..., "), the subject, the
norm word, the verb, the object, and behind it time, receiver and agent ("oleh ..."). Words are told by their form
and by ``knowledge/norms.toml``; where the order is another one, nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from pkpu_review.annotate.duties_deadlines import deadlines
from pkpu_review.annotate.duties_words import Line, is_state, is_verb, name_end, vocabulary
from pkpu_review.knowledge import load
from pkpu_review.model.norms import Modality

Span = tuple[int, int]
NONE: Span = (0, 0)
LONGEST = 6000
"""Characters of a sentence that are read; a longer one is cut, as no norm is."""
_AND = frozenset(["dan", "atau", "dan/atau", "serta", "tetapi", "namun"])
_ADVERBS = frozenset(
    ["sudah", "segera", "juga", "tetap", "dapat", "hanya", "ikut", "telah", "akan", "harus", "selalu", "wajib", "untuk",
     "terlebih", "dahulu", "secara", "tidak"]
)  # fmt: skip
_THING = re.compile(r"(?:pe|ke|hasil|lapor|salin|putus|surat|daftar|data|doku)[a-z]*|[a-z]+an")
"""First words of what does nothing itself, even before a verb of somebody who acts."""
_STATES = frozenset(["ada", "tidak", "belum", "adanya", "menjadi", "adalah", "lebih", "kurang", "sama"])
"""Words that make a clause of what is put before a sentence, as a verb does."""
_BY = frozenset(["diterima", "diketahui", "ditetapkan", "diberikan", "dilakukan", "dibuat"])
"""Verbs whose agent may follow without "oleh"."""
_COUNTING = frozenset(["masing-masing", "satu", "dua", "tiga"])
_IF = frozenset(["apabila", "jika", "bila", "bilamana", "jikalau"])
_HELPED = frozenset(["dibantu", "didampingi", "diwakili"])
"""Behind a subject these may tell only with whom it acts."""
_NO_DELEGATION = ("sebagaimana", "yang", "telah", "dan", "tidak", "belum", "sebagaimana telah")
"""Before "diatur dalam Peraturan": a rule that exists already."""
_BETWEEN = frozenset(
    ["tidak", "belum", "tetap", "juga", "telah", "masih", "akan", "sudah", "dan", "atau", "serta", "untuk"]
)
"""Words that may stand between "yang" and the norm word of its clause."""
_TAIL = re.compile(r"[;,]?\s+(?:dan/atau|dan|atau|serta)$")
"""What joins a list item to the next."""
_SENTENCE = re.compile(r"(?<=[a-z)\]0-9])[.;](?=\s+[A-Z])")


@dataclass(frozen=True, slots=True)
class Found:
    """A norm of one text, its parts as characters of the text; (0, 0) where there is none.

    Attributes:
        verb: the verb, in small letters.
        subject: what the sentence is about, as far as its name goes.
        passive: the subject is acted upon.
        leads: the action is left to the list below: "KPPS bertugas:".
    """

    modality: Modality
    modal: Span
    body: Span
    action: Span
    verb: str
    subject: Span
    toward: Span = NONE
    deadline: Span = NONE
    condition: Span = NONE
    sanction: Span = NONE
    passive: bool = False
    leads: bool = False


def found(text: str, end: int | None = None, actors: frozenset[str] = frozenset()) -> list[Found]:
    """Return the norms of *text* (up to character *end*), in order; *actors* as in :class:`.Line`."""
    stop = len(text) if end is None else end
    norms: list[Found] = []
    start = 0
    for match in _SENTENCE.finditer(text, 0, stop):
        norms += _sentence(text, start, match.start() + 1, actors)
        start = match.end() + 1
    norms += _sentence(text, start, stop, actors)
    return norms


def action(text: str) -> Found:
    """Return the norm of a list item that holds an action alone: "menyampaikan laporan kepada KPU;"."""
    end = len(_TAIL.sub("", text.rstrip()).rstrip(" ;.,:"))
    line = Line(text, 0, end)
    reader = _Reader(line, False)
    told, deadline, condition, toward = reader.rest(0, 0, 0)
    return Found("wajib", NONE, NONE, told, line.low[0], NONE, toward=toward, deadline=deadline, condition=condition)


def _sentence(text: str, start: int, end: int, actors: frozenset[str]) -> list[Found]:
    end = min(end, start + LONGEST)
    if end - start < 8 or _no_norm().search(text, start, end):
        return []
    made = _delegation(text, start, end)
    if made:
        return made
    duties = _duties().match(text, start, end)
    if duties:
        return _nominal(text, duties)
    line = Line(text, start, end, actors)
    return _Reader(line, text[start:end].rstrip().endswith(":")).norms()


def _delegation(text: str, start: int, end: int) -> list[Found]:
    """Return the delegation that the sentence is: "Ketentuan lebih lanjut ... diatur dengan Peraturan KPU"."""
    match = _delegated().search(text, start, end)
    if match is None or text[start : match.start()].rstrip().endswith(_NO_DELEGATION):
        return []
    body = NONE
    if match["by"] or match["form"]:
        line = Line(text, match.end(), end)
        low = line.low
        none = match["form"] and (low[:1] == [] or low[0] in load("norms.toml")["delegation"]["no_maker"])
        if low and not none:
            last = name_end(line, 0, len(line), any_head=True)
            if last:
                body = (line.starts[0], line.ends[last - 1])
    action = (match.start(), _trim(text, end))
    return [Found("delegation", NONE, body, action, match["verb"].lower(), NONE, passive=True)]


def _nominal(text: str, match: re.Match[str]) -> list[Found]:
    """Return the norm of "Tugas dan wewenang KPU dalam ... meliputi:"."""
    nouns = load("norms.toml")["duties"]["nouns"]
    named = match["nouns"].lower()
    modality: Modality = next(
        (name for name in ("wajib", "boleh", "dilarang") if any(noun in named for noun in nouns[name])), "wajib"
    )
    line = Line(text, match.end("nouns"), match.start("verb"))
    last = name_end(line, 0, len(line))
    if not last:
        return []
    body = (line.starts[0], line.ends[last - 1])
    modal = match.span("nouns")
    return [Found(modality, modal, body, match.span("verb"), match["verb"].lower(), body, leads=True)]


class _Reader:
    """Reads one sentence; places are numbers of words."""

    def __init__(self, line: Line, open: bool) -> None:
        self.line = line
        self.open = open
        self.known = vocabulary()
        self.last = len(line)
        self.condition = NONE
        self.deadline = NONE

    def norms(self) -> list[Found]:
        """Return the norms of the sentence."""
        if not self.last:
            return []
        main = self._front()
        if self._needs_verb(main):  # a condition alone: what it is the condition of is not told
            return []
        at = self._predicate(main, self.last)
        if at is None:
            return self._bare_lead(main)
        place, subject_end = at
        first = self._norm(main, subject_end, place)
        if first is None:
            return []
        one, body_words = first
        return self._others(one, main, place, body_words)

    def _bare_lead(self, main: int) -> list[Found]:
        """Return the norm of a lead that ends with the body itself: "Dalam mengawasi kampanye, Bawaslu:"."""
        if not self.open or not main:
            return []
        end = name_end(self.line, main, self.last)
        if end != self.last:
            return []
        who = self._span((main, end))
        return [Found("wajib", NONE, who, who, "", who, condition=self.condition, deadline=self.deadline, leads=True)]

    # What stands before the clause

    def _front(self) -> int:
        """Return the word with which the main clause begins; a condition or deadline before it is noted."""
        main = 0
        low = self.line.low
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

    def _needs_verb(self, main: int) -> bool:
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
        verbs = not self._needs_verb(main)
        segment = main
        segments = [main]
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
            if verbs and self._begins(following):
                begin = self._list_start(following, segments, main)
                if begin == following and low[following] not in _AND:
                    return begin
                if begin < following and not self._ends_with_body(begin):
                    return begin
                possible = begin if possible is None and begin < following else possible
            segment = following
            segments.append(segment)
        return possible

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
        if low[at] in self.known.clause or low[at] in ("dengan", "baik", "termasuk", "kecuali"):
            return False
        if is_verb(low[at]) and not low[at].startswith("di"):
            return False
        if low[at] in self.known.openers:  # another one: "Dalam hal ..., paling lambat 30 hari KPU ..."
            if low[at] in ("paling", "dalam", "selambat-lambatnya", "untuk", "apabila", "setelah"):
                return self._predicate(at, self.last) is not None
            return False
        end = at
        while end < self.last and not self.line.comma[end]:
            end += 1
        end = min(end + 1, self.last)
        found = self._predicate(at, end)
        if found is None:
            # "Pemegang Izin, dalam ..., wajib"
            return False
        return not (low[at] in _AND and not (at + 1 < self.last and self.line.acts(at + 1)))

    def _list_start(self, at: int, segments: list[int], main: int) -> int:
        """Return where the subject of the clause at *at* begins: earlier, where it is the end of a list."""
        low, line = self.line.low, self.line
        found = self._predicate(at, self.last)
        subject_end = found[1] if found else at
        if not any(word in _AND for word in low[at:subject_end]):
            return at
        begin = at
        for segment in reversed(segments):
            if segment == main or segment >= begin:
                continue
            words = low[segment:begin]
            first = segment + (words[0] == "maka" or words[0] in _AND)
            if not line.acts(first) or any(is_verb(word) or word in self.known.ends for word in words):
                break
            begin = first
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

    # The predicate

    def _predicate(self, first: int, last: int) -> tuple[int, int] | None:
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
            modal = self._modal(at)
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
            if (verb or is_state(word)) and (
                skipped == at - 1
                or (at > first and line.comma[at - 1] and skipped >= at - 3 and skipped > 0 and not modal)
            ):
                skipped = at
                at += 1
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
            if word in _HELPED and at + 1 < last:  # "KPU dibantu PPK melakukan ..."
                behind = name_end(line, at + 1, last)
                if at + 1 < behind < last and (is_verb(low[behind]) or self._modal(behind)):
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
            if is_state(word) and state is None and at > first:
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
                self._modal(place)
                and low[place - 1] not in self.known.before_verb
                and low[place - 1] not in ("yang", "tidak")
            ):
                return None
            if self.line.comma[place] and (
                self._modal(place + 1) or (is_verb(self.line.low[place + 1]) and self.line.low[place] not in _AND)
            ):
                return place + 1
        return None

    def _modal(self, at: int) -> tuple[Modality, int] | None:
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

    # The norm

    def _norm(self, main: int, subject_end: int, place: int, body: Span = NONE) -> tuple[Found, Span] | None:
        """Return the norm whose predicate is word *place*, and the words (numbers) of its body."""
        line, low, known = self.line, self.line.low, self.known
        modal = self._modal(place)
        at = place
        negated = False
        if modal:
            at += modal[1]
            modal_span = (line.starts[place], line.ends[at - 1])
        else:
            modal_span = NONE
            if low[at] in ("tidak", "belum"):
                negated, at = low[at] == "tidak", at + 1
        verb_at = at
        if modal:
            while verb_at < self.last and low[verb_at] in _ADVERBS and not line.comma[verb_at - 1]:
                verb_at += 2 if low[verb_at] == "secara" else 1
        verb = low[verb_at] if verb_at < self.last else ""
        modality: Modality = modal[0] if modal else "dilarang" if negated else "wajib"
        passive = verb.startswith("di") and is_verb(verb)
        leads = self.open and (verb_at >= self.last or self._carried(at))
        subject = self._subject(main, subject_end)
        if subject[1] <= subject[0] and verb in known.agentive and low[main] not in known.openers:
            end = name_end(line, main, subject_end, any_head=True)
            if end > main and not _THING.fullmatch(low[main]):
                subject = main, self._bare(main, end)
        who = subject if body == NONE else body
        named = who[1] > who[0]
        if modal is None and verb == "menjadi":  # "menjadi tanggung jawab KPU"
            who = self._named(verb_at + 3) if verb_at + 3 < self.last else NONE
            if who[1] <= who[0] or not line.acts(who[0]):
                return None
        elif modal is None:
            if verb in known.no_duty and not (passive and self._agent(verb_at)[1]):
                return None
            if not passive and not named:
                return None
        elif modality == "boleh" and low[place] in ("dapat", "boleh"):
            state = is_state(verb) and verb not in known.duty_ber
            if verb in known.descriptive or (state and not named):
                return None
            if not named and not passive and not leads:
                return None
        strong = modal is not None and low[place] in ("berhak", "berwenang", "bertugas", "berkewajiban", "bertanggung")
        if strong and not named and place > main:
            end = name_end(line, main, place, any_head=True)
            who = (main, end) if body == NONE else body
        if passive and not (modal is not None and low[place] in ("diwajibkan", "diharuskan")) and not strong:
            who = self._agent(verb_at, main, place)
        action_at = verb_at if verb_at < self.last and not leads else (at if at < self.last and not leads else place)
        if modal is not None and low[place].startswith("bertanggung"):
            action_at = place
        action, deadline, condition, toward = self.rest(main, place, action_at)
        one = Found(
            modality=modality,
            modal=modal_span,
            body=self._span(who),
            action=action,
            verb=verb,
            subject=self._span((main, subject_end)) if passive else self._span(subject),
            toward=toward,
            deadline=deadline,
            condition=condition,
            passive=passive,
            leads=leads,
        )
        return one, who

    def _carried(self, at: int) -> bool:
        """Whether what stands between the predicate and the colon names no object."""
        words = " ".join(self.line.low[at : self.last])
        return (
            not words
            or words in self.known.carriers
            or (is_verb(self.line.low[at]) and " ".join(self.line.low[at + 1 : self.last]) in self.known.carriers)
        )

    def _subject(self, main: int, end: int) -> Span:
        """Return the words of the body that the clause from *main* is about; empty where it is a thing."""
        line, low = self.line, self.line.low
        last = name_end(line, main, end)
        if last > main:
            return main, self._bare(main, last)
        if low[main] in self.known.openers:  # no comma behind what is put before: the name right before the predicate
            for at in range(main + 1, end):
                if (
                    self.line.acts(at)
                    and name_end(line, at, end) == end
                    and low[at - 1] not in ("kepada", "oleh", "dari")
                ):
                    return at, self._bare(at, end)
        for at in range(end - 1, main, -1):  # "Pengadaan ..., Sekretaris Jenderal KPU dapat"
            if line.comma[at - 1] and self.line.acts(at) and name_end(line, at, end) == end:
                return at, self._bare(at, end)
        return main, main

    def _bare(self, first: int, last: int) -> int:
        while last > first + 1 and self.line.low[last - 1] in ("bersangkutan", "tersebut", "masing-masing", "dimaksud"):
            last -= 1
        return last

    def _agent(self, verb: int, main: int = 0, place: int = 0) -> Span:
        """Return the words of the body by which what the verb at word *verb* says is done."""
        line, low, last = self.line, self.line.low, self.last
        relative = False
        at = verb + 1
        while at < last:
            word = low[at]
            if word == "yang":
                relative = True
            elif word == "oleh" and at + 1 < last:
                if not relative and low[at + 1] != "karena":
                    begin = at + 1
                    if (
                        low[begin] in _AND
                    ):  # "oleh dan menjadi tanggung jawab ...", "oleh atau berkoordinasi dengan ..."
                        joints = [
                            n for n in range(begin, min(begin + 5, last)) if low[n] in ("jawab", "dengan", "oleh")
                        ]
                        begin = joints[0] + 1 if joints else last
                    return self._named(begin)
            elif relative and line.comma[at]:
                relative = False
            elif word in ("apabila", "jika", "bahwa", "agar", "sehingga", "kecuali"):
                break
            elif word == "tanggung" and not relative and low[at - 1] == "menjadi" and at + 2 < last:
                return self._named(at + 2)
            at += 1
        if place > main and verb + 1 < last and self._capital(verb + 1):  # "harus sudah diterima KPU"
            by = low[verb] in _BY and self.line.acts(verb + 1)
            return self._named(verb + 1) if by or _organ().fullmatch(low[verb + 1]) else self._placed(verb, main, place)
        return self._placed(verb, main, place)

    def _placed(self, verb: int, main: int, place: int) -> Span:
        """Return the body that is told by its decision or its place alone: "dengan Keputusan KPU", "di PPK"."""
        low, last = self.line.low, self.last
        for at in range(verb + 1, last - 1):
            if low[at] == "yang":
                break
            decided = low[at] in ("keputusan", "peraturan") and low[at - 1] in ("dengan", "dalam", "surat", "melalui")
            if (decided or low[at] == "pleno") and self.line.acts(at + 1):
                return self._named(at + 1)
        if low[main] in ("peraturan", "keputusan") and main + 1 < place and self.line.acts(main + 1):
            return self._named(main + 1, place)
        for first, end in ((verb + 1, last), (main, place)):
            for at in range(first, end - 1):
                if low[at] in ("yang", "sebagaimana"):
                    break
                if low[at] in ("di", "pada") and _organ().fullmatch(low[at + 1]):
                    return self._named(at + 1, end)
        return 0, 0

    def _capital(self, at: int) -> bool:
        return self.line.printed[at][:1].isupper()

    def _named(self, first: int, last: int | None = None) -> Span:
        low = self.line.low
        stop = self.last if last is None else last
        begin = first
        while begin < self.last and (
            low[begin][0].isdigit() or low[begin] in ("orang", "masing-masing", "satu", "dua", "tiga")
        ):
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
        return begin, self._bare(begin, end)

    def _span(self, words: Span) -> Span:
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

    # What follows behind "dan"

    def _others(self, one: Found, main: int, place: int, body: Span) -> list[Found]:
        """Return *one*, and the norms that follow behind "dan" with a norm word or a deadline of their own."""
        line, low = self.line, self.line.low
        norms = [one]
        stop = (
            one.condition[0]
            if one.condition[0] > one.modal[1] and one.condition[0] > one.action[0]
            else line.ends[-1] + 1
        )
        for at in range(place + 2, self.last - 1):
            if line.starts[at] >= stop:
                break
            if low[at] not in _AND:
                continue
            modal = self._modal(at + 1)
            if modal and low[at + 1] in ("wajib", "harus", "dilarang", "berhak", "berwenang", "dapat", "tidak"):
                if low[at + 1] in ("dapat", "tidak") and "yang" in low[place:at]:
                    continue
                if "untuk" in low[max(place, at - 4) : at] or "agar" in low[place:at] or "bahwa" in low[place:at]:
                    continue
                norms[-1] = self._ended(norms[-1], at)
                saved, self.deadline = self.deadline, NONE
                begin = at + 1
                more = self._norm(begin, begin, begin, body if body[1] > body[0] else (0, 0))
                self.deadline = saved
                if more:
                    norms.append(more[0])
                continue
            verb = self._next_verb(at + 1)
            if verb is None or not any(first > verb for first, _, _ in deadlines(self.line, at + 1, self.last)):
                if verb is not None and verb > at + 1 and line.acts(at + 1):
                    norms[-1] = self._ended(norms[-1], at)
                    norms += self._clause(at + 1)
                    break
                continue
            last = norms[-1]
            own = last.deadline != NONE and line.starts[place] < last.deadline[0] < line.starts[at]
            if own or verb > at + 1:
                norms[-1] = self._ended(last, at)
                norms += self._second(verb, last, body) if verb == at + 1 else self._clause(at + 1)
                break
        return norms

    def _next_verb(self, at: int) -> int | None:
        """Return the verb or norm word of the clause at word *at*: right there, or behind a short subject."""
        low, line = self.line.low, self.line
        for place in range(at, min(at + 7, self.last)):
            if is_verb(low[place]) and low[place] not in self.known.no_duty:
                return place if place == at or low[place].startswith("di") or line.acts(at) else None
            if place > at and self._modal(place):
                return place
            if low[place] in self.known.clause or low[place] in self.known.openers or line.comma[place]:
                return None
            if low[place] in _AND and place + 1 < self.last:
                follows = place + 1
                if place > at and (is_verb(low[follows]) or self._modal(follows)):
                    return None
        return None

    def _clause(self, at: int) -> list[Found]:
        """Return the norm of the clause with a subject of its own that begins at word *at*."""
        found = self._predicate(at, self.last)
        if found is None:
            return []
        self.deadline, self.condition = NONE, NONE
        more = self._norm(at, found[1], found[0])
        return [more[0]] if more else []

    def _second(self, at: int, one: Found, body: Span) -> list[Found]:
        """Return the norm of the second verb of the same subject, at word *at*."""
        self.deadline, self.condition = NONE, NONE
        action, deadline, condition, toward = self.rest(at, at, at)
        passive = self.line.low[at].startswith("di")
        agent = self._span(self._agent(at)) if passive else NONE
        return [
            replace(
                one, action=action, deadline=deadline, condition=condition, toward=toward, verb=self.line.low[at],
                passive=passive, body=agent if agent != NONE else self._span(body), leads=False,
            )
        ]  # fmt: skip

    def _ended(self, one: Found, at: int) -> Found:
        """Return *one* with its action ended before word *at*."""
        end = self.line.ends[at - 1]
        changed = one
        if one.action[1] > end:
            changed = replace(changed, action=(one.action[0], max(end, one.action[0])))
        if one.deadline[0] > end:
            changed = replace(changed, deadline=NONE)
        if one.toward[0] > end:
            changed = replace(changed, toward=NONE)
        if changed.deadline[1] == end and changed.deadline[0] > changed.action[0]:
            cut = len(self.line.text[: changed.deadline[0]].rstrip(" ,"))
            changed = replace(changed, action=(changed.action[0], cut))
        return changed


def _trim(text: str, end: int) -> int:
    return len(text[:end].rstrip(" .;:,"))


@cache
def _no_norm() -> re.Pattern[str]:
    known = load("norms.toml")["not_norm"]
    return re.compile("|".join(f"(?:{known[name]})" for name in ("penal", "definition", "force", "principle")))


@cache
def _delegated() -> re.Pattern[str]:
    known = load("norms.toml")["delegation"]
    between = r"(?:\s+(?!oleh\b)[^\s,;.]+){0,6}?"
    way = r"\s+(?:dengan|dalam|oleh|melalui|berdasarkan)\s+"
    existing = r"(?!\s+(?:ini|tersebut|[Nn]omor|perundang-undangan)\b)"
    more = r"(?:\s+(?:lebih\s+lanjut|tersendiri|secara\s+bersama(?:-sama)?))*"
    ruled = r"(?:(?<=diatur)|(?<=lanjut diatur)|(?<=lanjut ditetapkan))"
    return re.compile(
        rf"\b(?P<verb>{known['verbs']})(?:{between}{way}(?P<form>{known['forms']})\b{existing}"
        rf"|{ruled}{more}\s+(?P<by>oleh)\b)"
    )


@cache
def _duties() -> re.Pattern[str]:
    known = load("norms.toml")["duties"]
    nouns = "|".join(noun for group in known["nouns"].values() for noun in group)
    verbs = "|".join(known["verbs"])
    return re.compile(
        rf"(?P<nouns>(?i:{nouns})(?:(?:\s*,\s*|,?\s+(?:dan/atau|dan|serta)\s+)(?:{nouns}))*)\s+(?=\w)(?!sebagaimana|yang)"
        rf"[^:.;]{{2,400}}?\s(?P<verb>{verbs})\s*:"
    )


@cache
def _markers() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{load('norms.toml')['condition']['markers']})\b", re.I)


@cache
def _prerequisite() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{load('norms.toml')['condition']['prerequisite']})\b", re.I)


@cache
def _organ() -> re.Pattern[str]:
    return re.compile(r"(?:kpu|kip|ppk|pps|ppln|kpps|kppsln|bawaslu|panwaslu|dkpp)(?:/[a-z]+)?")
