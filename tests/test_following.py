"""Proposals of known fate, through drafts that are read or made, a list of remarks, and ``follow``."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

import pkpu_review as pr
from pkpu_review.compare.proposals.anew import anew
from pkpu_review.following import follow
from pkpu_review.model import Regulation
from pkpu_review.model.remarks import Dim, Entry, Remark, Said
from tools import scores_follow
from tools.scores_follow import Case, cases, figures, followed

from .conftest import Cli

TUNE = [case for case in cases() if case.half == "tune"]
LEAST = 0.95
"""Share of the proposals that were written down before any answer was seen, that has to be judged right."""


@pytest.mark.parametrize("case", TUNE, ids=lambda case: f"{case.number}-{case.fate}")
def test_the_fate_of_a_proposal(case: Case) -> None:
    told = followed(case)
    assert (told.fate == case.fate) != case.open, case.why


def test_of_the_first_sixty_hardly_one_is_judged_wrongly() -> None:
    right, of = scores_follow.first()
    assert of == 60
    assert right / of >= LEAST


@pytest.mark.parametrize("half", scores_follow.HALVES)
def test_the_cases_are_spread_over_the_fates(half: str) -> None:
    each = figures(half)
    assert sum(of for fate, (_, of) in each.items() if fate != "all") == each["all"][1]
    assert half == "unseen" or all(of >= 5 for _, of in each.values())


@pytest.mark.parametrize("case", cases(), ids=lambda case: str(case.number))
def test_the_evidence_is_in_the_drafts(case: Case) -> None:
    told = followed(case)
    now = " ".join(told.now.split())
    assert told.fate != "wholly" or told.wish in ("remove", "keep") or told.now
    assert told.place == "" or case.next.get(told.place)
    for one in told.asked:
        assert one.old or one.new
        if told.wish not in ("new", "remove"):
            assert all(word in now for word in one.found.split())


def listed(*said: tuple[str, str], draft: Regulation | None = None) -> Dim:
    """A list of remarks on *draft*, or on that of case 31: provision and proposal of each."""
    draft = draft or next(case.draft for case in TUNE if case.number == 31)
    entries = []
    for at, (id, usulan) in enumerate(said, 1):
        remark = Remark(id, False, "KPU Kota Contoh", "Hukum", "", usulan, "", "substansi", False, ())
        known = draft.get(id)
        entries.append(Entry(at, id, id, "", known.text if known else "", (Said((remark,)),)))
    return Dim(draft, tuple(entries))


def test_a_list_on_disk_is_followed_and_written(cli: Cli, tmp_path: Path) -> None:
    known = listed(("pasal-6/ayat-2", "dihapus"), ("pasal-4/ayat-1", 'frasa "3 (tiga)" diubah menjadi "5 (lima)"'))
    (tmp_path / "dim.json").write_text(known.to_json(), encoding="utf-8", newline="\n")
    content = tomllib.loads((scores_follow.CASES / "badan-adhoc.toml").read_text(encoding="utf-8"))
    then = tmp_path / "berikutnya.txt"
    then.write_text(content["next"], encoding="utf-8", newline="\n")
    ran = cli("follow", tmp_path, then, "-o", tmp_path / "hasil.json")
    assert ran.code == 0
    told = json.loads((tmp_path / "hasil.json").read_text(encoding="utf-8"))
    assert [(one["about"], one["place"], one["fate"]) for one in told["proposals"]] == [
        ("pasal-6/ayat-2", "pasal-7/ayat-2", "not"),
        ("pasal-4/ayat-1", "pasal-5/ayat-1", "wholly"),
    ]
    assert told["proposals"][1]["asked"] == [
        {"old": "3 (tiga)", "new": "5 (lima)", "found": "5 (lima)", "fate": "wholly"}
    ]
    for suffix in ("docx", "xlsx", "pdf", "html", "md", "txt"):
        assert cli("follow", tmp_path, then, "-o", tmp_path / f"hasil.{suffix}").code == 0
        assert (tmp_path / f"hasil.{suffix}").stat().st_size > 0
    assert "Pasal 5 ayat (1)" in (tmp_path / "hasil.md").read_text(encoding="utf-8")


def test_what_was_proposed_on_a_provision_that_the_draft_lacks_is_looked_for_in_the_whole_next_draft() -> None:
    case = next(case for case in TUNE if case.number == 31)
    usulan = "Anggota PPK, PPS, dan KPPS didaftarkan sebagai peserta jaminan sosial ketenagakerjaan."
    told = follow(listed(("pasal-99", usulan)), case.next).adoptions[0]
    assert (told.fate, told.elsewhere) == ("wholly", "pasal-9/ayat-3")


def test_two_common_words_are_no_part_of_a_new_provision() -> None:
    new = "Setelah ayat (1) disisipkan ayat mengenai Tahapan pembentukan badan ad hoc."
    there = ("pasal-2", "KPU menerbitkan kalender Tahapan dalam bentuk elektronik sebagai bahan sosialisasi.")
    assert anew(new, "Tahapan meliputi perencanaan.", [there]).fate == "not"


@pytest.mark.parametrize(
    "usulan",
    [
        "hapus" + " ayat" * 4000,
        '"a" diubah ' * 1700,
        "tetap, " * 2500,
        "(" * 19_000,
        "ditambah " * 2000 + ":",
        "\x01\x02" * 99,
    ],
    ids=range(6),
)
def test_no_proposal_is_too_odd_to_be_followed(usulan: str) -> None:
    case = next(case for case in TUNE if case.number == 31)
    assert follow(listed(("pasal-2/ayat-1", usulan)), case.next).adoptions[0].fate in ("not", "partly")


def test_the_wording_of_one_paragraph_under_a_whole_article_is_held_against_that_paragraph(tmp_path: Path) -> None:
    paragraphs = (
        "(1) KPU menyusun rencana anggaran untuk seluruh Tahapan.",
        "(2) KPU Provinsi menyampaikan usulan anggaran kepada KPU paling lambat {} Hari sejak Tahapan dimulai.",
        "(3) KPU menyampaikan pagu anggaran kepada KPU Provinsi paling lambat 30 (tiga puluh) Hari sejak diterima.",
    )
    head = ["PERATURAN KOMISI PEMILIHAN UMUM", "NOMOR 1 TAHUN 2026", "TENTANG", "CONTOH", "Pasal 1"]
    drafts = []
    for limit in ("14 (empat belas)", "30 (tiga puluh)"):
        path = tmp_path / f"{limit[:2]}.txt"
        path.write_text("\n".join([*head, *paragraphs]).format(limit), encoding="utf-8", newline="\n")
        drafts.append(pr.read(path))
    asked = paragraphs[1].removeprefix("(2) ").format("30 (tiga puluh)")
    told = follow(listed(("pasal-1", asked), draft=drafts[0]), drafts[1]).adoptions[0]
    assert (told.about, told.fate) == ("pasal-1/ayat-2", "wholly")
    assert [(one.old, one.new) for one in told.asked] == [("14 (empat belas)", "30 (tiga puluh)")]


def test_the_words_of_the_next_draft_are_told_as_they_stand_there(tmp_path: Path) -> None:
    def draft(name: str, *articles: str) -> Path:
        head = ["PERATURAN KOMISI PEMILIHAN UMUM", "NOMOR 1 TAHUN 2026", "TENTANG", "CONTOH"]
        lines = [line for at, words in enumerate(articles, 1) for line in (f"Pasal {at}", words)]
        path = tmp_path / name
        path.write_text("\n".join([*head, *lines]), encoding="utf-8", newline="\n")
        return path

    duty = "KPU menyusun laporan kegiatan sebagaimana dimaksud dalam Pasal {} paling lambat {} Hari."
    first, more = "KPU menyelenggarakan kegiatan sosialisasi.", "KPU menyusun rencana anggaran setiap tahun."
    old = draft("lama.txt", first, duty.format(1, "7 (tujuh)"))
    new = draft("baru.txt", more, first, duty.format(2, "14 (empat belas)"))
    found = follow(
        listed(("pasal-2", '"7 (tujuh)" diubah menjadi "14 (empat belas)"'), draft=pr.read(old)), pr.read(new)
    )
    assert found.adoptions[0].fate == "wholly"
    assert found.adoptions[0].now == duty.format(2, "14 (empat belas)")


@pytest.mark.parametrize(
    ("expected", "order", "then"),
    [
        (
            "wholly",
            "Agar pasal ini dipecah menjadi dua ayat.",
            ["(1) Rapat diadakan setiap bulan.", "(2) Rapat dihadiri Ketua KPU."],
        ),
        ("not", "Agar pasal ini dipecah menjadi dua ayat.", ["Rapat diadakan setiap minggu dan dihadiri Ketua KPU."]),
        (
            "not",
            "Agar pasal ini dipecah menjadi dua ayat.",
            ["(1) Rapat diadakan setiap bulan dan dihadiri Ketua KPU.", "(2) Rapat direkam."],
        ),
    ],
)
def test_a_provision_was_divided_if_its_parts_share_what_it_said(
    expected: str, order: str, then: list[str], tmp_path: Path
) -> None:
    head = ["PERATURAN KOMISI PEMILIHAN UMUM", "NOMOR 1 TAHUN 2026", "TENTANG", "CONTOH", "Pasal 1"]
    drafts = []
    for at, words in enumerate((["Rapat diadakan setiap bulan dan dihadiri Ketua KPU."], then)):
        path = tmp_path / f"{at}.txt"
        path.write_text("\n".join([*head, *words]), encoding="utf-8", newline="\n")
        drafts.append(pr.read(path))
    assert follow(listed(("pasal-1", order), draft=drafts[0]), drafts[1]).adoptions[0].fate == expected
