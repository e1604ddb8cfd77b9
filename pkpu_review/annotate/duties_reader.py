"""One sentence → its norms: the first clause, and what follows behind "dan" with a norm word or deadline of its own."""

from __future__ import annotations

import re
from dataclasses import replace

from pkpu_review.annotate.duties_deadlines import deadlines
from pkpu_review.annotate.duties_found import AND, NONE, Found, Span
from pkpu_review.annotate.duties_order import HELPED
from pkpu_review.annotate.duties_parts import Parts
from pkpu_review.annotate.duties_words import Line, is_passive, is_state, is_verb, name_end
from pkpu_review.model.norms import Modality

_ADVERBS = frozenset(
    ["sudah", "segera", "langsung", "juga", "tetap", "dapat", "hanya", "telah", "akan", "harus", "selalu",
     "wajib", "untuk", "terlebih", "dahulu", "secara", "tidak"]
)  # fmt: skip
_SUBORDINATING = frozenset(["agar", "supaya", "bahwa", "sehingga", "karena", "apabila", "jika"])
"""Behind one of these "dan" joins what belongs to the clause that it opens."""
_EVENT = frozenset(["selama", "sebelum", "setelah", "sesudah", "sejak", "ketika"])
"""Words that open the clause of an event."""
_THING = re.compile(r"(?:pe|ke|hasil|lapor|salin|putus|surat|daftar|data|doku)[a-z]*|[a-z]+an")
"""First words of what does nothing itself, even before a verb of somebody who acts."""


class Reader(Parts):
    """Reads one sentence."""

    def norms(self) -> list[Found]:
        """Return the norms of the sentence."""
        if not self.last:
            return []
        main = self.front()
        if self.needs_verb(main):  # a condition alone: what it is the condition of is not told
            return []
        at = self.predicate(main, self.last)
        if at is None:
            return self._bare_lead(main) or self._behind(main, main + 1)
        place, subject_end = at
        first = self._norm(main, subject_end, place)
        if first is None:
            return self._behind(main, place + 1)
        one, body_words = first
        made = self._charged(one, place) or self._others(one, main, place, body_words)
        return self._on_condition(made, place)

    def _on_condition(self, made: list[Found], place: int) -> list[Found]:
        """Return *made*, with the norm that stands behind "dan apabila ...," of what seemed a mere condition."""
        line = self.line
        begin = made[-1].condition[0]
        at = next((n for n in range(place + 2, self.last) if line.starts[n] == begin), None)
        if at is None or line.low[at - 1] not in AND:
            return made
        more = Reader(Line(line.text, begin, line.ends[-1], line.actors), self.open).norms()
        if not more:
            return made
        return [*made[:-1], replace(self._ended(made[-1], at - 1), condition=NONE), *more]

    def _charged(self, one: Found, place: int) -> list[Found]:
        """Return *one* and the norm of whom it charges: "DPR meminta Presiden untuk mengajukan ..."; else nothing."""
        line, low = self.line, self.line.low
        begin = place + 1
        if low[place] not in self.known.charging or begin >= self.last or not line.acts(begin):
            return []
        end = name_end(line, begin, self.last)
        if low[end : end + 1] != ["untuk"] or end + 1 >= self.last or not is_verb(low[end + 1]):
            return []
        if low[end + 1].startswith("di"):
            return []
        action, deadline, condition, toward = self.rest(end + 1, end + 1, end + 1)
        who = self.span((self.counted(begin), self.bare(begin, end)))
        asked = replace(
            one, body=who, action=action, verb=low[end + 1], subject=who, toward=toward,
            deadline=deadline, condition=condition,
        )  # fmt: skip
        return [replace(self._ended(one, end), toward=who), asked]

    def _behind(self, main: int, first: int) -> list[Found]:
        """Return the norm that "dan" joins to what is none: "bersifat mengikat serta wajib dipatuhi oleh PPK"."""
        low = self.line.low
        for at in range(first, self.last - 1):
            if low[at] in AND and low[at + 1] in ("wajib", "harus") and "yang" not in low[max(main, at - 6) : at]:
                made = self._norm(main, name_end(self.line, main, at), at + 1)
                return [made[0]] if made else []
        for at in range(first, self.last - 3):  # "dihitung dari ... dengan ketentuan jangka waktu itu tidak boleh"
            if low[at : at + 2] == ["dengan", "ketentuan"] and low[at + 2] not in self.known.clause:
                told = self.predicate(at + 2, self.last)
                made = self._norm(at + 2, told[1], told[0]) if told and self.modal(told[0]) else None
                return [made[0]] if made else []
        return []

    def _bare_lead(self, main: int) -> list[Found]:
        """Return the norm of a lead that ends with the body itself: "Dalam mengawasi kampanye, Bawaslu:"."""
        if not self.open or not main:
            return []
        end = name_end(self.line, main, self.last)
        if end != self.last:
            return []
        who = self.span((main, end))
        return [Found("wajib", NONE, who, who, "", who, condition=self.condition, deadline=self.deadline, leads=True)]

    def _norm(self, main: int, subject_end: int, place: int, body: Span = NONE) -> tuple[Found, Span] | None:
        """Return the norm whose predicate is word *place*, and the words (numbers) of its body."""
        line, low, known = self.line, self.line.low, self.known
        modal = self.modal(place)
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
        passive = is_passive(verb) if modal else verb.startswith("di") and is_verb(verb)
        leads = self.open and (verb_at >= self.last or self._carried(at))
        subject = self.subject(main, subject_end)
        if subject[1] <= subject[0] and verb in known.agentive and low[main] not in known.openers:
            end = name_end(line, main, subject_end, any_head=True)
            if end > main and not _THING.fullmatch(low[main]):
                subject = main, self.bare(main, end)
        elif subject[1] <= subject[0] and modal and low[main] == "setiap" and main + 1 < subject_end:
            end = name_end(line, main, subject_end, any_head=True)  # "Setiap fasilitas harus memiliki ..."
            if low[main + 1] in known.acting_places and verb.startswith("me") and verb not in known.copula:
                subject = self.counted(main), self.bare(main, end)
        who = subject if body == NONE else body
        named = who[1] > who[0]
        if modal is None and verb == "menjadi":  # "menjadi tanggung jawab KPU"
            who = self.named(verb_at + 3) if verb_at + 3 < self.last else NONE
            if who[1] <= who[0] or not line.acts(who[0]):
                return None
        elif modal is None:
            if verb in known.no_duty and not (
                passive and (self.agent(verb_at, main, place)[1] or self._dated(verb_at))
            ):
                return None
            told = verb in known.of_things or verb in ("paling", "selambat-lambatnya")
            if not passive and not named and not told:
                return None
        elif modality == "boleh" and low[place] in ("dapat", "boleh"):
            state = is_state(verb) and verb not in known.duty_ber
            if (verb in known.descriptive and not (named and verb == "menjadi")) or (state and not named):
                return None
            if not named and not passive and not leads:
                return None
        strong = modal is not None and low[place] in ("berhak", "berwenang", "bertugas", "berkewajiban", "bertanggung")
        if strong and not named and place > main:
            end = name_end(line, main, place, any_head=True)
            who = (main, end) if body == NONE else body
        if passive and not (modal is not None and low[place] in ("diwajibkan", "diharuskan")) and not strong:
            helped = modality == "boleh" and verb in HELPED and named  # "tim seleksi dapat dibantu oleh lembaga"
            who = who if helped else self.agent(verb_at, main, place)
        action_at = verb_at if verb_at < self.last and not leads else (at if at < self.last and not leads else place)
        if "tidak" in low[at:action_at]:  # "harus tidak luntur": what is denied is what is asked for
            action_at = low.index("tidak", at, action_at)
        if modal is not None and low[place].startswith("bertanggung"):
            action_at = place
        action, deadline, condition, toward = self.rest(main, place, action_at)
        one = Found(
            modality=modality,
            modal=modal_span,
            body=self.span(who),
            action=action,
            verb=verb,
            subject=self.span((self._about(main, subject_end), subject_end) if passive or not who[1] else subject),
            toward=toward,
            deadline=deadline,
            condition=condition,
            passive=passive,
            leads=leads,
        )
        return one, who

    def _dated(self, verb: int) -> bool:
        """Whether the verb at word *verb* says by when: "diterima paling lambat 14 bulan sebelum ..."."""
        latest = self.line.low[verb + 1 : verb + 3] == ["paling", "lambat"] or "selambat-lambatnya" in self.line.low
        return latest and any(first == verb + 1 for first, _, _ in deadlines(self.line, verb + 1, self.last))

    def _about(self, main: int, end: int) -> int:
        """Return the first word of what a sentence is about; of a list that an opener begins, that opener.

        "Di lingkungan KPU, sekretariat KPU Provinsi, dan sekretariat ... dapat ditetapkan": the list begins before the
        comma at which a clause seems to begin.
        """
        line, low = self.line, self.line.low
        if not main or self.needs_verb(0) or not line.acts(main) or self.condition != NONE:
            return main
        ends = any(low[at] in AND and line.comma[at - 1] for at in range(main + 1, end))
        begun = any(line.acts(at) for at in range(max(0, main - 6), main))
        return 0 if ends and begun else main

    def _carried(self, at: int) -> bool:
        """Whether what stands between the predicate and the colon names no object."""
        words = " ".join(self.line.low[at : self.last])
        return (
            not words
            or words in self.known.carriers
            or (is_verb(self.line.low[at]) and " ".join(self.line.low[at + 1 : self.last]) in self.known.carriers)
        )

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
            if low[at] not in AND:
                continue
            subordinate = not _SUBORDINATING.isdisjoint(low[place:at]) or self._in_event(place, at)
            subordinate = subordinate or self._caused(place, at)
            modal = self.modal(at + 1)
            if modal and low[at + 1] in ("wajib", "harus", "dilarang", "berhak", "berwenang", "dapat", "tidak"):
                if low[at + 1] in ("dapat", "tidak") and "yang" in low[place:at]:
                    continue
                if "untuk" in low[max(place, at - 4) : at] or subordinate:
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
            if verb is None or subordinate:
                continue
            if not any(first > verb for first, _, _ in deadlines(self.line, at + 1, self.last)):
                if verb > at + 1 and (line.acts(at + 1) or "oleh" in low[verb + 1 : verb + 4]):
                    norms[-1] = self._ended(norms[-1], at)
                    norms += self._clause(at + 1)
                    break
                by = (
                    low[verb + 1 : verb + 2] == ["oleh"]
                    and "oleh" in low[place:at]
                    and not self._passive_relative(place, at)
                )
                if verb == at + 1 and one.passive and by:
                    last = norms[-1]  # "diproduksi oleh media massa atau dibuat oleh pihak lain"
                    norms[-1] = self._ended(last, at)
                    norms += self._second(verb, last, body)
                    break
                continue
            last = norms[-1]
            if (  # "mempunyai jadwal dan melaporkan kepada Bawaslu paling lambat ...": the second has its receiver
                verb == at + 1
                and low[verb + 1 : verb + 2] == ["kepada"]
                and is_verb(one.verb)
                and not one.passive
                and at - place > 1 + bool(self.modal(place))
                and not is_verb(low[at - 1])
            ):
                norms[-1] = self._ended(last, at)
                norms += self._second(verb, last, body)
                break
            own = last.deadline != NONE and line.starts[place] < last.deadline[0] < line.starts[at]
            if own or verb > at + 1:
                norms[-1] = self._ended(last, at)
                norms += self._second(verb, last, body) if verb == at + 1 else self._clause(at + 1)
                break
        return norms

    def _passive_relative(self, place: int, at: int) -> bool:
        """Whether "dan" at word *at* goes on in a relative clause: "inspektur yang diangkat dan diberhentikan oleh"."""
        low = self.line.low
        opened = max((n for n in range(place, at - 1) if low[n] == "yang"), default=None)
        if opened is None:
            return False
        joined = low[at + 1].startswith("di") and is_verb(low[at - 1])  # "yang mudah digunakan atau diakses oleh"
        return low[opened + 1].startswith("di") or (joined and low[at - 1].startswith("di"))

    def _in_event(self, place: int, at: int) -> bool:
        """Whether "dan" at word *at* joins the subjects of an event: "selama Produk, Layanan, dan Fitur dapat"."""
        low = self.line.low
        opened = max((n for n in range(place + 1, at) if low[n] in _EVENT), default=None)
        if opened is None or is_verb(low[at + 1]) or low[at + 1] in self.known.modals:
            return False
        return not any(is_verb(word) or word in self.known.modals for word in low[opened + 1 : at])

    def _caused(self, place: int, at: int) -> bool:
        """Whether "dan" at word *at* joins what is caused: "memungkinkan Produk, Layanan, dan Fitur dapat diakses"."""
        low = self.line.low
        opened = max((n for n in range(place, at) if low[n] in self.known.causing), default=None)
        if opened is None or is_verb(low[at + 1]) or self.modal(at + 1) or self.line.acts(at + 1):
            return False
        return not any(is_verb(word) or word in self.known.modals for word in low[opened + 1 : at])

    def _next_verb(self, at: int) -> int | None:
        """Return the verb or norm word of the clause at word *at*: right there, or behind a short subject."""
        low, line = self.line.low, self.line
        for place in range(at, min(at + 7, self.last)):
            if is_verb(low[place]) and low[place] not in self.known.no_duty:
                return place if place == at or low[place].startswith("di") or line.acts(at) else None
            if place > at and self.modal(place):
                return place
            if low[place] in self.known.clause or low[place] in self.known.openers or line.comma[place]:
                return None
            if low[place] in AND and place + 1 < self.last:
                follows = place + 1
                if place > at and (is_verb(low[follows]) or self.modal(follows)):
                    return None
        return None

    def _clause(self, at: int) -> list[Found]:
        """Return the norm of the clause with a subject of its own that begins at word *at*."""
        found = self.predicate(at, self.last)
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
        agent = self.span(self.agent(at)) if passive else NONE
        return [
            replace(
                one, action=action, deadline=deadline, condition=condition, toward=toward, verb=self.line.low[at],
                passive=passive, body=agent if agent != NONE else self.span(body), leads=False,
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
