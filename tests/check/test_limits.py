"""The limits of the law: two schedules that were kept, each limit broken on purpose, and the examples of the TOML."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pkpu_review.check import check
from pkpu_review.check.bounds import of_term
from pkpu_review.check.case import regime_of
from pkpu_review.check.limits import _in_quantities, _in_statement, speaks_of
from pkpu_review.ingest import read
from pkpu_review.knowledge import load
from pkpu_review.lexis.stages import stages
from pkpu_review.lexis.timelines import timeline
from pkpu_review.model import Identity, Provision, Regulation, Source
from tests.check.drafts import FOLDER, broken, checked, draft

LIMITS: list[dict[str, Any]] = load("limits.toml")["limit"]
CASES = tomllib.loads((FOLDER / "batas.toml").read_text(encoding="utf-8"))["case"]
REAL = ("pemilu-2024", "pilkada-2024")


def article(text: str) -> Regulation:
    """Return a regulation of one article."""
    head, colon, item = text.partition(" sebagai berikut: ")
    below = (Provision("pasal-1/huruf-a", "huruf", "a.", lead=item),) if colon else ()
    lead = f"{head} sebagai berikut:" if colon else text
    return Regulation(
        Identity(), Source("a.txt", "", "text"), (Provision("pasal-1", "pasal", lead=lead, children=below),)
    )


@pytest.mark.parametrize("name", REAL)
def test_a_schedule_that_was_kept_breaks_nothing(
    name: str, tmp_path: Path, same_as: Callable[[str, str], None]
) -> None:
    found = checked(tmp_path, name)
    assert broken(found) == {} and found.open == ()
    assert {one.status for one in found.limits} <= {"met", "not-stated"}
    lines = (f"{one.rule.removeprefix('batas/')} {one.status} {one.arithmetic}".rstrip() for one in found.limits)
    same_as("\n".join(lines) + "\n", f"check/{name}-batas.txt")


def test_what_a_kept_schedule_states_is_met(tmp_path: Path) -> None:
    found = {one.rule.removeprefix("batas/"): one for one in checked(tmp_path, "pemilu-2024").limits}
    met = {rule for rule, one in found.items() if one.status == "met"}
    assert met >= {"T01", "T04", "T05", "T06", "T10", "T12-akhir", "T14", "T16", "T18-nasional"}
    assert found["T01"].arithmetic == (
        "14 Februari 2024 dikurangi 20 bulan = 14 Juni 2022 (paling lambat); naskah: 14 Juni 2022 → terpenuhi"
    )
    regional = {
        one.rule.removeprefix("batas/") for one in checked(tmp_path, "pilkada-2024").limits if one.status == "met"
    }
    assert regional == {"P01", "P02", "P02-akhir"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['limits'][-1]}-{case['what']}")
def test_a_limit_broken_on_purpose_is_reported(case: dict[str, Any], tmp_path: Path) -> None:
    changes = {key: case[key] for key in ("replace", "rows", "article") if key in case}
    found = broken(checked(tmp_path, case["base"], **changes))
    assert sorted(found) == sorted(case["limits"])
    assert case["arithmetic"] in found.values()


def test_which_of_two_days_breaks_a_limit_is_told(tmp_path: Path) -> None:
    found = check(draft(tmp_path, "pemilu-2024"), date(2024, 2, 21))
    told = [one.message.partition(". ")[0] for one in found.limits if one.rule == "batas/T14"]
    assert told == [
        "Masa Tenang: melanggar batas, mulai 7 hari lebih awal",
        "Masa Tenang: melanggar batas, selesai 7 hari lebih awal",
    ]


def test_every_limit_is_broken_by_a_case() -> None:
    assert {limit["id"] for limit in LIMITS} - {name for case in CASES for name in case["limits"]} == set()


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit["id"])
def test_an_entry_is_whole(limit: dict[str, Any]) -> None:
    assert limit["rule"] and limit["citation"] and limit["regime"] in ("nasional", "daerah")
    assert limit["verified"] == (limit["tag"] in ("V", "V2")) and limit["tag"] in ("V", "V2", "M")
    for row in limit.get("row", ()):
        known = {*stages(), "naskah", "pemungutan-suara"}
        assert {row["stage"], row.get("from", "pemungutan-suara"), row.get("given", "dpt")} <= known
    assert sum(limit["id"] == other["id"] for other in LIMITS) == 1


WORDS = [(limit, law) for limit in LIMITS for law in limit.get("words", ())]


@pytest.mark.parametrize(("limit", "law"), WORDS, ids=[limit["id"] for limit, _ in WORDS])
def test_words_on_their_examples(limit: dict[str, Any], law: dict[str, Any]) -> None:
    def told(text: str) -> list[str]:
        return [of_term(law, one, None).status for one in timeline(article(text)).deadlines if speaks_of(law, one)]

    assert law["examples"] and law["broken"] and law["counter_examples"]
    assert [text for text in law["examples"] if told(text) != ["met"]] == []
    assert [text for text in law["broken"] if told(text) != ["broken"]] == []
    assert [text for text in law["counter_examples"] if told(text)] == []


@pytest.mark.parametrize("kind", ["quantity", "statement"])
def test_numbers_and_statements_on_their_examples(kind: str) -> None:
    evidence = {"quantity": _in_quantities, "statement": _in_statement}[kind]
    entries = [limit for limit in LIMITS if kind in limit]
    assert entries
    for limit in entries:
        law = limit[kind][0] if kind == "quantity" else limit[kind]
        told = {"examples": ["met"], "broken" if kind == "quantity" else "broken_examples": ["broken"]}
        for key, expected in told.items():
            for text in law[key]:
                found = [one.verdict.status for one in evidence(limit, case_of(text))]
                assert found == expected, text
        assert [text for text in law["counter_examples"] if list(evidence(limit, case_of(text)))] == []


def case_of(text: str) -> Any:
    from pkpu_review.check.case import case

    return case(article(text), regime="nasional")


def test_the_regime_is_read_from_the_title() -> None:
    for example in load("limits.toml")["regime"]["examples"]:
        assert (regime_of(example["text"]) or "") == example["regime"], example["text"]


def test_without_a_voting_day_nothing_is_guessed(tmp_path: Path) -> None:
    without = draft(
        tmp_path,
        "pemilu-2024",
        replace=[
            ("pada hari Rabu tanggal 14 Februari 2024", "pada hari yang ditetapkan dengan keputusan KPU"),
            ("| a | Pemungutan suara | 14 Februari 2024 | 14 Februari 2024 |", "| a | Pemungutan suara | | |"),
        ],
    )
    found = check(without)
    assert found.timeline.voting_day is None and "--voting-day" in found.timeline.why
    by_rule = {one.rule.removeprefix("batas/"): one for one in found.limits}
    assert by_rule["T01"].status == by_rule["T14"].status == "not-computable"
    assert "hari pemungutan suara tidak disebut" in by_rule["T01"].message
    assert not [one for one in found.limits if one.status in ("met", "broken")]
    asked = check(without, voting_day=date(2024, 2, 14))
    assert {one.status for one in asked.limits} <= {"met", "not-stated"}
    assert broken(check(without, voting_day=date(2024, 2, 13)))["T01"].endswith("→ dilanggar, 1 hari lebih lambat")


def test_two_voting_days_are_none(tmp_path: Path) -> None:
    found = checked(
        tmp_path, "pemilu-2024", replace=[("Rabu tanggal 14 Februari 2024", "Kamis tanggal 15 Februari 2024")]
    )
    assert found.timeline.voting_day is None
    assert "lebih dari satu hari pemungutan suara" in found.timeline.why
    assert [one.rule for one in found.others if one.severity == "error"] == ["hari-pemungutan"]
    assert "met" not in {one.status for one in found.limits}


def test_an_unknown_regime_is_asked_for(tmp_path: Path) -> None:
    title = [("PENYELENGGARAAN PEMILIHAN UMUM TAHUN 2024\n\nMenimbang", "PENYELENGGARAAN\n\nMenimbang")]
    unknown = draft(tmp_path, "pemilu-2024", replace=title)
    (only,) = check(unknown).limits
    assert only.status == "not-computable" and "--regime" in only.message and only.open
    assert broken(check(unknown, regime="nasional")) == {}


def test_wordings_of_the_law_by_the_day_of_the_draft(tmp_path: Path) -> None:
    rows = ("Penetapan DCT | 25 November 2023 | 25 November 2023",)
    known = {one.rule for one in checked(tmp_path, "pemilu-2024", rows=rows).limits}
    assert "batas/T12-DCT-lama" in known and "batas/T12-DCT" not in known
    later = check(draft(tmp_path, "pemilu-2024", rows=rows), law_day=date(2023, 1, 1))
    assert "T12-DCT" in broken(later) and "batas/T12-DCT-lama" not in {one.rule for one in later.limits}
    # signed on a day of 2022 that is not told: both wordings, and neither counts as an error
    unsigned = checked(tmp_path, "pemilu-2024", rows=rows, replace=[("pada tanggal 9 Juni 2022", "pada tanggal ...")])
    assert broken(unsigned) == {}
    (one,) = unsigned.open
    assert (one.rule, one.severity, one.status) == ("batas/T12-DCT", "warning", "not-computable")
    assert "tidak dapat dipastikan" in one.message and "--law-date" in one.message


def test_what_nobody_compared_with_its_source_says_so(tmp_path: Path) -> None:
    late = ("Penyerahan DP4 | 14 Desember 2022 | 14 Desember 2022", "Coklit | 12 Februari 2023 | 15 Maret 2023")
    (one,) = [one for one in checked(tmp_path, "pemilu-2024", rows=late).limits if one.status == "broken"]
    assert one.verified is False and one.severity == "warning"


def test_a_number_that_contradicts_its_words_is_not_measured(tmp_path: Path) -> None:
    words = "Pemungutan suara ulang dilaksanakan paling lambat 10 (dua belas) hari setelah hari pemungutan suara."
    found = checked(tmp_path, "pemilu-2024", article=words)
    by_rule = {one.rule: one for one in found.findings}
    assert by_rule["batas/T17"].status == "not-computable" and "angka dan hurufnya" in by_rule["batas/T17"].message
    assert by_rule["angka-huruf"].severity == "error"


@pytest.mark.parametrize("version", ["v1-bahan-uji-publik", "v2-bahan-rapat-dengar-pendapat"])
def test_the_sample_family_hangs_only_on_what_the_law_changed_meanwhile(version: str, corpus: Path) -> None:
    regulation = read(str(corpus / "tahapan-jadwal" / f"{version}.docx"))
    unsure = {one.rule for one in check(regulation).limits if one.open}
    assert unsure == {"batas/T12-DCT", "batas/T12-paslon"} and broken(check(regulation)) == {}
    assert not [one for one in check(regulation, law_day=date(2022, 5, 17)).limits if one.open]
    assert set(broken(check(regulation, law_day=date(2023, 5, 17)))) >= {"T12-DCT", "T12-paslon"}
    assert not [one for one in check(regulation).findings if one.severity == "error"]


def test_a_stage_moved_by_a_day_moves_with_the_voting_day(tmp_path: Path) -> None:
    """The limits follow the day that the user names: every one that is computed from it shifts with it."""
    regulation = draft(tmp_path, "pemilu-2024")
    days = {
        one.rule: re.findall(r"= (\d+ \w+ \d{4})", one.arithmetic)
        for one in check(regulation, voting_day=date(2029, 2, 14)).limits
    }
    assert days["batas/T01"] == ["14 Juni 2027"] and days["batas/T18-nasional"][0] == "21 Maret 2029"


def test_findings_are_keyed_by_provision(tmp_path: Path) -> None:
    found = checked(tmp_path, "pemilu-2024")
    assert any(one.rule == "batas/T14" for one in found.of("lampiran/tabel-1/baris-11"))
    assert replace(found, findings=()).open == ()


def test_days_told_in_articles_are_judged_too(tmp_path: Path) -> None:
    words = "Rapat umum dan iklan media dilaksanakan tanggal {} Januari 2024 sampai dengan tanggal 10 Februari 2024."
    kept = {one.rule: one.status for one in checked(tmp_path, "pemilu-2024", article=words.format(21)).limits}
    assert kept["batas/T13"] == "met"
    assert broken(checked(tmp_path, "pemilu-2024", article=words.format(20)))["T13"].startswith(
        "14 Februari 2024 dikurangi 24 hari = 21 Januari 2024 (tepat); naskah: 20 Januari 2024"
    )
