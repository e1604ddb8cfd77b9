"""A :class:`Regulation` → :class:`Flags`: which divisions have work to do because of each provision.

An article is judged as a whole: its words with those of everything below it, under its headings. An
ayat, a huruf or an angka is judged on its own words first; the article and the headings speak with
it, at less weight, and their evidence says where it stands. In an amending regulation the quoted
articles are articles, and the instruction names whom they concern, without work of its own. Title,
considerations and legal basis give no one work; a chapter's title names who is concerned.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pkpu_review.annotate.cautions import cautioned
from pkpu_review.annotate.judge import OFF_TOPIC, Verdict, judge, score, strongest
from pkpu_review.annotate.line_up import DEFAULT, LineUp, line_up
from pkpu_review.annotate.pipeline import Scan, pipeline
from pkpu_review.annotate.reading import HEADING, OWN, Reading, before, read
from pkpu_review.annotate.vocabulary import Vocabulary, vocabulary
from pkpu_review.annotate.weigh import NEEDED, Weights, silence, weigh
from pkpu_review.model import Evidence, Flag, Flags, Provision, Regulation
from pkpu_review.model.flags import UNMAPPED

PREAMBLE = frozenset(["judul", "menimbang", "mengingat", "memperhatikan", "memutuskan", "menetapkan", "penutup"])
ELUCIDATION = "penjelasan"
HEADINGS = frozenset(["buku", "bab", "bagian", "paragraf"])
CONTEXT = 0.35
"""Factor of an article's evidence for a provision below it."""
CONTEXT_LIMIT = 0.7
"""The most that an article adds to a provision below it, for one field."""
CONTEXT_EVIDENCE = 2
"""Places of the article that are shown as evidence for a provision below it."""
PLAIN_AYAT, PLAIN_WORDS = 0.78, 0.7
"""Score of an ayat, and weight of its own words, from which its article carries its division too."""
ANNEX_TITLE = 300
"""Characters up to which an annex's own words are taken for its title."""
STAGE = 0.9
"""Factor of a schedule stage's score for a step below it."""
SCANS_KEPT = 20_000
"""Texts whose scan is kept while one regulation is flagged: an article's words are looked at more than once."""

OUTSIDE = "di luar tugas kantor ini"
SECOND = "hanya terkait tidak langsung"
FRAME = "kerangka perubahan; isinya dalam pasal yang dikutip"
"""Why no division has work: the field is nobody's in this line-up; what holds speaks of nothing to be done; what is to
be done stands below."""

_WHOSE = re.compile(r"(?:RANCANGAN\s+)?(?:PERATURAN|KEPUTUSAN)\b.*?\bTENTANG\b", re.DOTALL)
_POINTING = "sebagaimana dimaksud pada ayat"
"""By these words a provision goes on with what an ayat before it lays down."""
_CLEAR = re.compile(r"\s*cukup jelas[.;]?\s*", re.IGNORECASE)
"""What an elucidation says of a provision that needs none."""
_STEP = re.compile(r"[a-z]{1,2}[.)]?|\d{1,2}\)|-")


@dataclass(frozen=True, slots=True)
class _Article:
    """What the provisions below an article inherit."""

    provision: Provision
    weights: Weights
    verdict: Verdict
    citation: str


def flag(regulation: Regulation, line_up_name: str = DEFAULT) -> Flags:
    """Return the divisions that every provision of *regulation* concerns, in the line-up named.

    Args:
        regulation: as ``read`` returns it; it is not altered.
        line_up_name: one of :func:`pkpu_review.annotate.line_ups`, or the path of a TOML file.

    Raises:
        BadLineUp: the line-up is not known or not complete.
        CannotRead: the line-up file cannot be read.
    """
    office = line_up(line_up_name)
    flagger = _Flagger(regulation, office)
    flags = tuple(flagger.flags())
    working = {flag.provision for flag in flags if not flag.also}
    idle = {id: why for id, why in flagger.idle.items() if id not in working}
    return Flags(regulation, office.id, office.divisions, cautioned(flags, regulation, office.cautions), idle)


class _Flagger:
    """One pass over one regulation."""

    def __init__(self, regulation: Regulation, office: LineUp) -> None:
        self.regulation, self.office = regulation, office
        self.vocabulary: Vocabulary = vocabulary()
        self.scan: Callable[[str], Scan] = lru_cache(maxsize=SCANS_KEPT)(pipeline().scan)
        self.about = self._about()
        self.articles: dict[str, _Article] = {}
        self.before: dict[str, dict[str, tuple[str, ...]]] = {}
        self.idle: dict[str, str] = {}

    def _about(self) -> frozenset[str]:
        """Return the families that the regulation's title names."""
        hits = self.scan(self.regulation.identity.title).hits
        return frozenset(
            self.vocabulary.fields[hit.term.field].family for hit in hits if hit.term.field and not hit.term.weak
        )

    def flags(self) -> Iterator[Flag]:
        """Yield the flags in the order of the document, those of one provision strongest first."""
        for provision in self.regulation.provisions:
            yield from self._visit(provision, None)

    def _visit(self, provision: Provision, article: _Article | None) -> Iterator[Flag]:
        if provision.kind in PREAMBLE or (not provision.children and _CLEAR.fullmatch(provision.text)):
            return
        if provision.kind in HEADINGS:
            yield from self._title(provision)
            for child in provision.children:
                yield from self._visit(child, article)
        elif any(child.kind == "pasal" for child in list(provision.walk())[1:]):
            below = [flag for child in provision.children for flag in self._visit(child, article)]
            if not provision.id.startswith(ELUCIDATION):
                yield from self._carried(provision, below)
            yield from below
        else:
            if provision.kind == "pasal":
                article = self._article(provision)
                found = list(self._flags(provision, article.verdict, article.weights))
                below = [flag for child in provision.children for flag in self._visit(child, article)]
                yield from self._with_plain(provision, found, below)
                yield from below
                return
            above = article or self._explained(provision)
            weights = self._weights(provision, above)
            if provision.id != ELUCIDATION:  # its own words are its title and how it was published
                yield from self._flags(provision, self._verdict(weights, None if article else above), weights)
            if provision.kind == "tabel":
                yield from self._rows(provision, article)
            else:
                for child in provision.children:
                    yield from self._visit(child, article)

    def _verdict(self, weights: Weights, explained: _Article | None) -> Verdict:
        """Judge *weights*; a word in passing in what explains an article gives no other division work than that has."""
        verdict = judge(weights, self.vocabulary)
        if explained is None:
            return verdict
        theirs = {self.vocabulary.fields[name].family for name in explained.verdict.work}
        passing = {
            name: amount
            for name, amount in verdict.work.items()
            if amount < OFF_TOPIC and self.vocabulary.fields[name].family not in theirs
        }
        work = {name: amount for name, amount in verdict.work.items() if name not in passing}
        return Verdict(work, {**verdict.also, **passing})

    def _with_plain(self, article: Provision, found: list[Flag], below: list[Flag]) -> Iterator[Flag]:
        """Yield the flags *found* for an article, and those of an ayat that plainly gives another division work."""
        ayat = {child.id for child in article.children if child.kind == "ayat"}
        work = {flag.division: flag for flag in found if not flag.also}
        for flag in below:
            if flag.also or flag.provision not in ayat or flag.score < PLAIN_AYAT or flag.division in work:
                continue
            inside = tuple(e for e in flag.evidence if e.where == OWN or e.where.startswith(f"{flag.provision}/"))
            if sum(e.weight for e in inside) >= PLAIN_WORDS:
                evidence = tuple(replace(e, where=flag.provision if e.where == OWN else e.where) for e in inside)
                work[flag.division] = replace(flag, provision=article.id, evidence=evidence)
        yield from sorted(work.values(), key=lambda flag: -flag.score)
        yield from (flag for flag in found if flag.also and flag.division not in work)

    def _rows(self, table: Provision, article: _Article | None) -> Iterator[Flag]:
        """Yield the flags of a table's rows.

        A row that speaks of nothing belongs to the numbered row above it: a schedule numbers its stages (1, 2, 3; I,
        II) and letters the steps below ("15. Rekapitulasi", "a. Tingkat kecamatan"). Failing that, it belongs to what
        its annex is about ("Kebutuhan Perlengkapan": "3. Tinta, 2 botol").
        """
        annex = self.regulation.get(table.id.rpartition("/")[0])
        stage: list[Flag] = []
        for row in table.children:
            found = list(self._visit(row, article)) if article else list(self._row(row, annex))
            first = row.cells[0].strip() if row.cells else ""
            if _STEP.fullmatch(first) and not any(flag.provision == row.id and not flag.also for flag in found):
                found = [flag for flag in found if flag.division not in {f.division for f in stage}]
                found += [self._of_stage(flag, row) for flag in stage]
            elif not _STEP.fullmatch(first):
                stage = [flag for flag in found if not flag.also]
            yield from found

    def _row(self, row: Provision, annex: Provision | None) -> Iterator[Flag]:
        """Yield the flags of a row outside the articles, under its annex's short title where it has one."""
        weights = weigh(self._reading(row), self.vocabulary)
        step = bool(row.cells) and bool(_STEP.fullmatch(row.cells[0].strip()))
        if annex is not None and not step and 0 < len(annex.lead) <= ANNEX_TITLE:
            under = weigh(self._reading(row, _about(annex.lead)), self.vocabulary)
            spoken = {self.vocabulary.fields[name].family for name in under.own}
            for name in list(under.head):
                # A schedule's title is about every row; only what a row says, or says nothing against, is its own.
                if spoken and self.vocabulary.fields[name].family not in spoken:
                    under.head.pop(name)
                    under.evidence[name] = [e for e in under.evidence[name] if e.where != HEADING]
            under.topics.clear()
            for name, rests in under.evidence.items():
                under.evidence[name] = [replace(e, where=annex.id) if e.where == HEADING else e for e in rests]
            weights = under
        yield from self._flags(row, judge(weights, self.vocabulary), weights)

    def _of_stage(self, flag: Flag, row: Provision) -> Flag:
        evidence = tuple(
            replace(
                e,
                where=flag.provision if e.where == OWN else e.where,
                reason=f"{e.reason}, dari baris tahapan di atasnya",
            )
            for e in flag.evidence
            if e.where != HEADING
        )
        return replace(flag, provision=row.id, score=round(flag.score * STAGE, 4), evidence=evidence)

    def _reading(self, provision: Provision, above: str | None = None) -> Reading:
        if provision.kind == "lampiran":
            provision = replace(provision, lead=_about(provision.lead))
        whole = provision.kind not in ("lampiran", "tabel", "penjelasan")
        return read(provision, self.scan, whole, above)

    def _article(self, provision: Provision) -> _Article:
        weights = weigh(self._reading(provision), self.vocabulary, self.about)
        article = _Article(provision, weights, judge(weights, self.vocabulary), provision.citation)
        self.articles[provision.id] = article
        return article

    def _explained(self, provision: Provision) -> _Article | None:
        """Return the article that an elucidation explains: ``penjelasan/pasal-5/ayat-1`` explains pasal-5."""
        parts = provision.id.split("/")
        return self.articles.get(parts[1]) if parts[0] == ELUCIDATION and len(parts) > 1 else None

    def _weights(self, provision: Provision, article: _Article | None) -> Weights:
        """Weigh a provision below an article, or one outside the articles (*article* is None)."""
        inside = article is not None and provision.id.startswith(f"{article.provision.id}/")
        if article is not None and inside and not provision.heading:
            # The reader notes headings at the article; they stand above what is below it too.
            weights = weigh(self._reading(provision, article.provision.heading), self.vocabulary, self.about)
        else:
            weights = weigh(self._reading(provision), self.vocabulary, self.about)
        if article is not None and inside and article.weights.compound:
            self._disjoin(weights, article)
        if article is None or not (weights.own or inside):
            return weights
        for family, rule in article.weights.silenced.items():
            silence(weights, family, rule, self.vocabulary)
        if article.weights.by_item or not article.verdict.work:
            return weights
        heard = self._heard(provision, article.provision) if inside else None
        silent = inside and not weights.own and not weights.head and _POINTING in provision.text
        for name in article.verdict.work:
            known = article.weights.evidence.get(name, ())
            rests = [e for e in known if e.where != HEADING and (heard is None or e.where in heard)]
            amount = min(CONTEXT * article.weights.own.get(name, 0.0), CONTEXT_LIMIT)
            if amount and rests:
                weights.own[name] += amount
                for evidence in strongest(rests)[:CONTEXT_EVIDENCE]:
                    weights.evidence[name].append(self._inherited(evidence, article, amount))
        if (
            silent and weights.own
        ):  # "KPU Provinsi melaporkan laporan sebagaimana dimaksud pada ayat (1)": the same work
            strong = max(weights.own, key=lambda name: weights.own[name])
            weights.own[strong] = max(weights.own[strong], NEEDED)
        return weights

    def _disjoin(self, weights: Weights, article: _Article) -> None:
        """Take back what a heading of several subjects ("Pengawasan, Pelaporan, dan Pendanaan") gives a provision for a
        subject of which neither its words nor those of its article speak, unless the article has no other sign of it
        and is given to it all the same."""
        for name in list(weights.head):
            family = self.vocabulary.fields[name].family
            only = name in article.verdict.work and all(
                self.vocabulary.fields[one].family != family or not amount
                for one, amount in article.weights.own.items()
            )
            if not weights.own.get(name) and not article.weights.own.get(name) and not only:
                weights.head.pop(name)
                weights.evidence[name] = [one for one in weights.evidence[name] if one.where != HEADING]

    def _heard(self, provision: Provision, article: Provision) -> frozenset[str]:
        """Return the places in *article* whose words speak for *provision* too.

        They are what is read before it: the opening words above it, and the ayat to which its own ayat refers
        ("sebagaimana dimaksud pada ayat (1)") or, where it refers to none, the ayat before it. An item of a list speaks
        for itself and for what holds it, never for its neighbours: "masa Kampanye" is no voting for standing beside
        "pemungutan suara". What an elucidation says of one ayat explains no other.
        """
        steps = provision.id[len(article.id) + 1 :].split("/")
        places = [OWN, *("/".join([article.id, *steps[:depth]]) for depth in range(len(steps)))]
        if not article.id.startswith("penjelasan"):
            if article.id not in self.before:
                self.before[article.id] = before(article)
            places += self.before[article.id].get(f"{article.id}/{steps[0]}", ())
        return frozenset(places)

    def _inherited(self, evidence: Evidence, article: _Article, most: float) -> Evidence:
        where = article.provision.id if evidence.where == OWN else evidence.where
        weight = min(CONTEXT * evidence.weight, most)
        there = self.regulation.get(where)
        reason = f"{evidence.reason}, dari {there.citation if there else article.citation}"
        return Evidence(evidence.start, evidence.end, evidence.text, where, evidence.rule, reason, weight)

    def _title(self, provision: Provision) -> Iterator[Flag]:
        """Name those whom a chapter's title concerns: a title alone gives no one work."""
        weights = weigh(read(provision, self.scan, whole=False), self.vocabulary)
        verdict = judge(weights, self.vocabulary)
        yield from self._flags(provision, Verdict({}, {**verdict.also, **verdict.work}), weights)

    def _carried(self, provision: Provision, below: list[Flag]) -> Iterator[Flag]:
        """Yield the flags of an instruction or article that quotes articles: whom those concern, without work of its
        own, for what is to be done stands in the quoted article."""
        quoted = {p.id for p in provision.walk() if p.kind == "pasal"} - {provision.id}
        best: dict[tuple[str, bool], Flag] = {}
        for flag in below:
            key = flag.division, flag.also
            if flag.provision in quoted and (key not in best or best[key].score < flag.score):
                best[key] = flag
        for (division, also), flag in sorted(best.items(), key=lambda item: -item[1].score):
            if also and (division, False) in best:
                continue
            evidence = tuple(
                replace(e, where=flag.provision if e.where == OWN else e.where)
                for e in flag.evidence
                if e.where != HEADING
            )
            yield replace(flag, provision=provision.id, evidence=evidence, also=True)
        if best:
            self.idle[provision.id] = FRAME

    def _flags(self, provision: Provision, verdict: Verdict, weights: Weights) -> Iterator[Flag]:
        work: dict[str, list[str]] = defaultdict(list)
        also: dict[str, list[str]] = defaultdict(list)
        for fields, table in (
            (verdict.work, work),
            ({**verdict.also, **self._dependent(provision, verdict, weights)}, also),
        ):
            for name in fields:
                if division := self.office.of.get(name):
                    table[division].append(name)
        if not work and provision.kind not in HEADINGS:
            self._idle(provision, verdict, weights, bool(also))
        amounts = {**weights.also, **verdict.also, **verdict.work}
        for second, table in ((False, work), (True, also)):
            made = []
            for division, names in table.items():
                if second and division in work:
                    continue
                kept = (weights.also_evidence, weights.evidence) if second else (weights.evidence,)
                evidence = strongest(e for name in names for source in kept for e in source.get(name, ()))
                made.append(
                    Flag(
                        division,
                        provision.id,
                        round(score(max(amounts.get(n, 0.0) for n in names)), 4),
                        evidence,
                        second,
                    )
                )
            yield from sorted(made, key=lambda flag: -flag.score)

    def _idle(self, provision: Provision, verdict: Verdict, weights: Weights, second: bool) -> None:
        """Note why no division has work because of *provision*."""
        if not any(p.text for p in provision.walk()):
            return
        why = weights.idle
        if not why and verdict.work:
            why = f"{OUTSIDE}: {', '.join(self.vocabulary.fields[name].name for name in verdict.work)}"
        self.idle[provision.id] = why or (SECOND if second else UNMAPPED)

    def _dependent(self, provision: Provision, verdict: Verdict, weights: Weights) -> dict[str, float]:
        """Return fields concerned at second hand because another has work to do, and note why."""
        found: dict[str, float] = {}
        marks = self.scan(provision.text).marks
        for number, dependent in enumerate(self.vocabulary.dependents if marks else ()):
            if dependent.on in verdict.work and (places := marks.get((f"dependent-{number}", "text"), ())):
                _, start, end = places[0]
                found[dependent.field] = weights.also[dependent.field] = 0.8
                rule = f"aturan:ikutan-{dependent.on}"
                weights.also_evidence[dependent.field].append(
                    Evidence(start, end, provision.text[start:end], OWN, rule, dependent.reason, 0.8)
                )
        return found


def _about(title: str) -> str:
    """Return an annex's title with the words that only say whose annex it is blanked, every other in its place."""
    return _WHOSE.sub(lambda found: " " * len(found[0]), title, count=1)
