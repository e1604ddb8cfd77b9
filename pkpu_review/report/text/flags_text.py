"""Flags → what a terminal shows of them: the numbers of each division, then every provision with its reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pkpu_review.model import Flag, Flags, Provision
from pkpu_review.model.flags import UNMAPPED
from pkpu_review.report.text.terminal import WIDTH, Line, cut, plain
from pkpu_review.report.wording import number

DECISION = "keputusan:"
"""Rule of a person's decision, whose reason names its place itself."""
REASONS = 3
"""Reasons shown for one division; the JSON lines have them all."""


def concerned(flags: Flags, width: int = WIDTH) -> Iterator[Line]:
    """Yield the view of *flags*: only provisions that concern somebody, their words cut at *width* columns."""
    short = {division.id: division.short or division.name for division in flags.divisions}
    work = Counter(flag.division for flag in flags.flags if not flag.also)
    also = Counter(flag.division for flag in flags.flags if flag.also)
    yield ((f"Divisi terkait ({plain(flags.line_up)})", "title"),)
    yield ((plain(flags.regulation.source.name), "soft"),)
    yield ()
    for division in flags.divisions:
        told = f": {number(work[division.id])} ketentuan, {number(also[division.id])} terkait tidak langsung"
        yield ((plain(division.name), "heading"), (told, "plain"))
    for provision in flags.regulation.walk():
        having, second, decision = flags.of(provision.id), flags.also(provision.id), flags.decision(provision.id)
        if not having and not second and not decision:
            continue
        yield ()
        yield (
            (provision.citation, "label"),
            (f"  {cut(plain(provision.text), width)}" if provision.text else "", "plain"),
        )
        for flag in having:
            name = f"  {short.get(flag.division, flag.division)} {_score(flag)}"
            yield ((name, "heading"), (f"  {_reasons(flag, provision, flags)}", "plain"))
        if decision:
            were = ", ".join(short.get(one, one) for one in decision.instead) or "tidak ada divisi"
            nobody = "" if having else f"{flags.idle.get(provision.id, '')}: tidak ada divisi; "
            yield ((f"  {plain(nobody)}menurut aturan: {plain(were)}", "soft"),)
        if second:
            names = ", ".join(short.get(flag.division, flag.division) for flag in second)
            yield ((f"  terkait tidak langsung: {names}", "soft"),)

    yield from _idle(flags)


def _idle(flags: Flags) -> Iterator[Line]:
    """Yield the articles to which no division owes work, those where nothing holds first: a person should look."""
    articles = [p for p in flags.regulation.walk() if p.kind == "pasal" and not p.id.startswith("penjelasan")]
    by_reason: dict[str, list[str]] = {UNMAPPED: []}
    for article in articles:
        if why := flags.idle.get(article.id):
            by_reason.setdefault(why, []).append(article.citation)
    for why, citations in by_reason.items():
        if citations:
            yield ()
            yield ((f"{plain(why)[:1].upper()}{plain(why)[1:]} ({number(len(citations))} pasal)", "heading"),)
            yield ((f"  {plain('; '.join(citations))}", "soft"),)


def _score(flag: Flag) -> str:
    return f"{flag.score:.2f}".replace(".", ",")


def _reasons(flag: Flag, provision: Provision, flags: Flags) -> str:
    """Return what *flag* rests on, each term and rule once, with the place below *provision* where it stands."""
    reasons: dict[tuple[str, str], str] = {}
    for evidence in flag.evidence:
        if (evidence.rule, evidence.text.casefold()) in reasons:
            continue
        below = evidence.where.startswith(f"{provision.id}/") and not evidence.rule.startswith(DECISION)
        place = flags.regulation.get(evidence.where) if below else None
        at = f", pada {place.citation.removeprefix(provision.citation).strip()}" if place else ""
        reasons[evidence.rule, evidence.text.casefold()] = f"{plain(evidence.reason)}{at}"
    told = list(dict.fromkeys(reasons.values()))
    more = f"; dan {len(told) - REASONS} alasan lain" if len(told) > REASONS else ""
    return "; ".join(told[:REASONS]) + more
