"""Norms: provisions that were read by hand, lists, inheritance, and properties that hold for any text."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pkpu_review as pr
from pkpu_review.annotate.norms import norms, of
from pkpu_review.model import Identity, Norm, Provision, Regulation, Source, Words

CASES = Path(__file__).resolve().parent.parent / "cases" / "annotate" / "norms.jsonl"
LABELLED = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def regulation(*provisions: Provision) -> Regulation:
    return Regulation(Identity(), Source("naskah.txt", "", "text"), provisions)


def article(lead: str, *items: str, number: int = 5) -> Provision:
    id = f"pasal-{number}"
    children = tuple(
        Provision(f"{id}/huruf-{letter}", "huruf", f"{letter}.", lead=text)
        for letter, text in zip("abcdefgh", items, strict=False)
    )
    return Provision(id, "pasal", f"Pasal {number}", lead=lead, children=children)


@cache
def read(path: Path) -> tuple[Regulation, dict[str, list[Norm]]]:
    found = pr.read(path)
    by: dict[str, list[Norm]] = {}
    for norm in norms(found):
        by.setdefault(norm.provision, []).append(norm)
    return found, by


def words(text: str, span: list[int]) -> str:
    return " ".join(text.split(" ")[span[0] : span[1]]).strip(" .,;:") if span else ""


@pytest.mark.parametrize("case", LABELLED, ids=lambda case: f"{Path(case['file']).stem} {case['id']}")
def test_a_provision_has_the_norms_that_a_reader_found(case: dict[str, Any], shared: Path, corpus: Path) -> None:
    file = case["file"]
    known, by = read(corpus / file.removeprefix("corpus/") if file.startswith("corpus/") else shared / file)
    text = known[case["id"]].text
    assert text.startswith(case["starts"])
    expected = [
        (one["modality"], words(text, one["body"]), words(text, one["deadline"]) if "deadline" in one else None)
        for one in case["norms"]
    ]
    found = [(one.modality, one.body.text, one.deadline.text) for one in by.get(case["id"], [])]
    assert [one[:2] for one in found] == [one[:2] for one in expected]
    assert [one[2] for one, label in zip(found, expected, strict=True) if label[2] is not None] == [
        label[2] for label in expected if label[2] is not None
    ]


def test_a_list_gives_one_norm_an_item_with_body_and_modality_of_its_lead() -> None:
    found = norms(
        regulation(
            article(
                "KPPS bertugas:",
                "mengumumkan daftar pemilih tetap di TPS;",
                "menyerahkan daftar pemilih tetap kepada saksi paling lambat 1 (satu) hari sebelum rapat; dan",
                "melaksanakan pemungutan suara di TPS.",
            )
        )
    )
    assert [norm.provision for norm in found] == ["pasal-5", "pasal-5/huruf-a", "pasal-5/huruf-b", "pasal-5/huruf-c"]
    lead, first, second, last = found
    assert lead.items == ("pasal-5/huruf-a", "pasal-5/huruf-b", "pasal-5/huruf-c")
    for item in (first, second, last):
        assert (item.modality, item.bodies, item.body, item.under) == ("wajib", ("kpps",), lead.body, "pasal-5")
        assert item.inherited == ("modality", "body")
        assert item.modal.text == "bertugas"
    assert first.action.text == "mengumumkan daftar pemilih tetap di TPS"
    assert second.toward.text == "kepada saksi"
    assert second.deadline.text == "paling lambat 1 (satu) hari sebelum rapat"
    assert last.action.text == "melaksanakan pemungutan suara di TPS"


def test_words_behind_the_list_end_its_sentence_or_lay_down_a_norm_of_their_own() -> None:
    lead = article("Peserta dilarang:", "memasang bendera; dan", "menyebarkan selebaran,")
    ends = replace(lead, closing="baik secara langsung maupun melalui media sosial.")
    own = replace(lead, closing="KPU mengumumkan pelanggaran paling lambat 3 (tiga) hari sejak diketahui.")
    assert [(norm.modality, norm.body.text, bool(norm.items)) for norm in of(ends)] == [("dilarang", "Peserta", True)]
    assert [norm.body.text for norm in norms(regulation(own))] == ["Peserta", "KPU", "Peserta", "Peserta"]
    (closing,) = [norm for norm in of(own) if norm.body.text == "KPU"]
    assert own.text[closing.deadline.start : closing.deadline.end] == closing.deadline.text


@pytest.mark.parametrize(
    "lead",
    [
        "Pemungutan suara di TPS wajib diulang apabila terdapat keadaan sebagai berikut:",
        "Suara dinyatakan sah apabila:",
        "KPU menilai kinerja dengan mempertimbangkan indikator paling sedikit:",
    ],
)
def test_items_that_say_what_is_the_case_oblige_no_one(lead: str) -> None:
    items = (
        "petugas KPPS merusak surat suara;",
        "tidak dapat melaksanakan tugas;",
        "surat suara ditandatangani oleh Ketua KPPS; dan",
        "KPPS wajib hadir.",
    )
    found = norms(regulation(article(lead, *items)))
    assert [(one.provision, one.body.text) for one in found if one.provision != "pasal-5"] == [
        ("pasal-5/huruf-d", "KPPS")
    ]


def test_a_deadline_behind_the_list_is_that_of_its_lead() -> None:
    items = tuple(
        Provision(f"pasal-5/huruf-{letter}", "huruf", f"{letter}.", lead=text)
        for letter, text in zip("ab", ("dicatat; dan", "diketahui saksi,"), strict=True)
    )
    lead = "KPU Kabupaten/Kota memindahkan surat suara dari TPS terdekat dengan ketentuan:"
    closing = "paling lambat 1 (satu) jam sebelum pemungutan suara selesai."
    (norm,) = of(Provision("pasal-5", "pasal", "Pasal 5", lead=lead, closing=closing, children=items))
    assert norm.deadline.text == closing.rstrip(".")
    (other,) = of(Provision("pasal-5", "pasal", "Pasal 5", lead=lead, closing="di setiap TPS.", children=items))
    assert not other.deadline


def test_a_list_that_an_opener_begins_is_what_the_sentence_is_about() -> None:
    text = "Di lingkungan KPU, sekretariat KPU Provinsi, dan sekretariat KPU Kota dapat ditetapkan jabatan tertentu."
    [norm] = of(Provision("pasal-5", "pasal", "Pasal 5", lead=text))
    assert norm.subject.text == "Di lingkungan KPU, sekretariat KPU Provinsi, dan sekretariat KPU Kota"


def test_a_list_of_objects_has_one_norm() -> None:
    found = norms(regulation(article("KPU menetapkan:", "jadwal;", "tahapan; dan", "anggaran.")))
    assert [(norm.provision, norm.items) for norm in found] == [("pasal-5", ())]


def test_an_item_that_names_its_own_body_inherits_nothing() -> None:
    found = norms(regulation(article("Pengumuman dilakukan dengan ketentuan:", "PPS mengumumkan daftar di desa;")))
    assert [(norm.provision, norm.body.text, norm.under) for norm in found][-1] == ("pasal-5/huruf-a", "PPS", "")


def test_a_term_that_the_regulation_defines_for_a_person_acts() -> None:
    defined = Provision(
        "pasal-1", "pasal", "Pasal 1", lead="Dalam Peraturan ini yang dimaksud dengan:",
        children=(
            Provision("pasal-1/angka-1", "angka", "1.", lead="Pemohon yang selanjutnya disebut PET adalah badan."),
        ),
    )  # fmt: skip
    duty = article("PET wajib mengevaluasi tapak.")
    assert [norm.body.text for norm in norms(regulation(defined, duty))] == ["PET"]
    assert [norm.body.text for norm in norms(regulation(duty))] == [""]


def test_a_body_is_inherited_only_where_the_text_makes_it_certain() -> None:
    def second(text: str) -> Norm:
        first = Provision("pasal-7/ayat-1", "ayat", "(1)", lead="PPS menyampaikan laporan kepada PPK.")
        other = Provision("pasal-7/ayat-2", "ayat", "(2)", lead=text)
        return norms(regulation(Provision("pasal-7", "pasal", "Pasal 7", children=(first, other))))[-1]

    for text in (
        "Laporan sebagaimana dimaksud pada ayat (1) disampaikan paling lambat 3 (tiga) hari setelah rapat.",
        "Penyampaian laporan sebagaimana dimaksud pada ayat (1) dilakukan secara tertulis.",
    ):
        norm = second(text)
        assert (norm.body.text, norm.inherited, norm.under) == ("PPS", ("body",), "pasal-7/ayat-1")
    for text in (
        "Laporan sebagaimana dimaksud pada ayat (1) dibahas dalam rapat pleno.",
        "Penyampaian laporan sebagaimana dimaksud pada ayat (1) dituangkan dalam berita acara.",
        "Laporan disampaikan secara tertulis.",
    ):
        assert (second(text).body.text, second(text).inherited) == ("", ())


def test_who_punishes_a_breach_is_known() -> None:
    first = Provision("pasal-7/ayat-1", "ayat", "(1)", lead="KPPS wajib mengumumkan hasil penghitungan suara.")
    second = Provision(
        "pasal-7/ayat-2", "ayat", "(2)",
        lead="Pelanggaran terhadap ketentuan sebagaimana dimaksud pada ayat (1) dikenai sanksi administratif.",
    )  # fmt: skip
    penal = Provision(
        "pasal-9", "pasal", "Pasal 9",
        lead="Setiap anggota KPPS yang tidak melaksanakan kewajiban sebagaimana dimaksud dalam Pasal 7 dipidana penjara"
        " paling lama 1 (satu) tahun.",
    )  # fmt: skip
    found = norms(regulation(Provision("pasal-7", "pasal", "Pasal 7", children=(first, second)), penal))
    assert [(norm.provision, norm.sanctions) for norm in found] == [("pasal-7/ayat-1", ("pasal-7/ayat-2", "pasal-9"))]


def test_a_deadline_has_its_value() -> None:
    (norm,) = of(article("PPS menyampaikan laporan kepada PPK paling lambat 3 (tiga) hari kerja setelah rapat pleno."))
    assert norm.due is not None
    assert (norm.due.limit, norm.due.number, norm.due.unit) == ("paling lambat", Decimal(3), "hari kerja")
    assert (norm.due.direction, norm.due.event) == ("setelah", "rapat pleno")
    (wrong,) = of(article("PPS menyampaikan laporan paling lambat 14 (lima belas) hari sejak rapat."))
    assert wrong.due is not None and wrong.due.number is None


PIECES = st.sampled_from(
    ["KPU", "PPS,", "dan", "atau", "wajib", "dapat", "tidak", "dilarang", "yang", "sebagaimana dimaksud pada ayat (1)",
     "oleh", "kepada", "KPU Provinsi", "menyampaikan", "ditetapkan", "dalam hal", "apabila", "setelah", "sebelum",
     "paling lambat", "3 (tiga) hari", "sejak", ":", ";", ". Peraturan", "diatur dengan", "Tugas", "meliputi:",
     "menjadi tanggung jawab", ",", "Keputusan", "Setiap orang", "bertugas:"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=8), max_size=40).map(" ".join))
def test_every_part_stands_in_the_text(text: str) -> None:
    provision = article(text, "menyusun laporan;", text)
    texts = {one.id: one.text for one in provision.walk()}
    for norm in norms(regulation(provision)):
        for name in ("modal", "body", "action", "toward", "deadline", "condition", "sanction"):
            part: Words = getattr(norm, name)
            home = norm.under if {"modal": "modality"}.get(name, name) in norm.inherited else norm.provision
            assert texts[home][part.start : part.end] == part.text
        assert norm.action or norm.items or norm.modal


@pytest.mark.parametrize(
    "text",
    ["KPU, " * 20_000, "yang " * 50_000, "dan wajib menyampaikan " * 10_000, "(" * 50_000, "paling lambat 3 " * 10_000,
     "Tugas dan " * 20_000, "diatur " * 30_000, "dalam hal KPU menetapkan, " * 5_000],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_hostile_text_ends(text: str) -> None:
    assert len(norms(regulation(article(text)))) < 5_000
