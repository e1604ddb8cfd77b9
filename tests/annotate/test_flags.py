"""What is flagged: readable cases, and how a flag travels through the tree."""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from pkpu_review.annotate import flag
from pkpu_review.annotate.flagging import FRAME
from pkpu_review.model import Flags, Identity, Provision, Regulation, Source
from pkpu_review.model.flags import UNMAPPED
from pkpu_review.report.text.flags_text import concerned

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/annotate/divisi.toml").read_text(encoding="utf-8"))["case"]


def flags(*provisions: Provision) -> Flags:
    return flag(Regulation(Identity(), Source("contoh.txt", "", "text"), provisions))


def work(result: Flags, id: str) -> set[str]:
    return {f.division for f in result.of(id)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_case(case: dict[str, Any]) -> None:
    result = flags(Provision("pasal-1", "pasal", "Pasal 1", case.get("heading", ""), case["text"]))
    assert work(result, "pasal-1") == set(case["divisions"])
    assert set(case.get("also", [])) <= {f.division for f in result.also("pasal-1")}


def article(*ayat: str, heading: str = "", id: str = "pasal-1") -> Provision:
    children = tuple(
        Provision(f"{id}/ayat-{n}", "ayat", f"({n})", heading, text) for n, text in enumerate(ayat, start=1)
    )
    return Provision(id, "pasal", "Pasal 1", heading, children=children)


def test_an_article_carries_what_its_ayat_regulate_and_says_where() -> None:
    result = flags(
        article("PPK dibentuk oleh KPU Kabupaten/Kota.", "PPK dibantu oleh sekretariat yang dipimpin sekretaris PPK.")
    )
    assert work(result, "pasal-1") == {"sdm", "sekretariat"}
    places = {f.division: {e.where for e in f.evidence} for f in result.of("pasal-1")}
    assert places["sdm"] == {"pasal-1/ayat-1"}
    assert "pasal-1/ayat-2" in places["sekretariat"]


def test_an_ayat_is_judged_on_its_own_words_first() -> None:
    result = flags(
        article("Daftar pemilih sementara disusun oleh PPS.", "Biaya honorarium dibebankan dalam laporan keuangan.")
    )
    assert work(result, "pasal-1/ayat-1") == {"data"}
    assert "sekretariat" in work(result, "pasal-1/ayat-2")
    assert result.of("pasal-1/ayat-2")[0].division == "sekretariat"


def test_an_article_carries_the_division_to_which_one_ayat_plainly_gives_work() -> None:
    heading = "BAB III PELAKSANAAN TAHAPAN > Bagian Ketujuh Masa Kampanye"
    ayat = (
        "Masa Kampanye berlangsung selama 75 (tujuh puluh lima) hari melalui rapat umum dan iklan Kampanye.",
        "Kampanye dilarang dilaksanakan pada Masa Tenang.",
        "Peserta Pemilu menyampaikan laporan awal dana Kampanye kepada kantor akuntan publik.",
    )
    result = flags(article(*ayat, heading=heading))
    assert work(result, "pasal-1") == {"sosialisasi", "teknis"}
    assert work(result, "pasal-1/ayat-3") == {"teknis"}
    assert {e.where for f in result.of("pasal-1") if f.division == "teknis" for e in f.evidence} == {"pasal-1/ayat-3"}


def test_a_delegating_ayat_is_no_work_for_the_legal_division() -> None:
    last = "Ketentuan lebih lanjut mengenai rekapitulasi diatur dengan Peraturan KPU."
    result = flags(article("PPK melakukan rekapitulasi hasil penghitungan suara.", last))
    assert work(result, "pasal-1") == work(result, "pasal-1/ayat-2") == {"teknis"}


def test_an_ayat_without_words_of_its_own_inherits_from_heading_and_article() -> None:
    heading = "BAB V KAMPANYE > Bagian Kedua Metode Kampanye"
    result = flags(
        article("Kampanye dilaksanakan melalui rapat umum.", "Ketentuan itu dilaksanakan secara adil.", heading=heading)
    )
    [inherited] = result.of("pasal-1/ayat-2")
    assert inherited.division == "sosialisasi"
    assert {e.where for e in inherited.evidence} >= {"judul", "pasal-1/ayat-1"}
    assert any("dari Pasal 1" in e.reason for e in inherited.evidence)


def listed(*items: str, lead: str) -> Provision:
    children = tuple(
        Provision(f"pasal-1/huruf-{letter}", "huruf", f"{letter}.", lead=words)
        for letter, words in zip("abcdef", items, strict=False)
    )
    return Provision("pasal-1", "pasal", "Pasal 1", lead=lead, children=children)


def test_an_item_of_a_list_does_not_inherit_from_its_neighbours() -> None:
    items = (
        "penyusunan daftar pemilih;",
        "masa Kampanye;",
        "pemungutan suara;",
        "penghitungan suara; dan",
        "hal lain.",
    )
    result = flags(listed(*items, lead="Tahapan meliputi:"))
    assert "teknis" in work(result, "pasal-1")
    assert work(result, "pasal-1/huruf-a") == {"data"}
    assert work(result, "pasal-1/huruf-b") == {"sosialisasi"}
    assert work(result, "pasal-1/huruf-c") == {"teknis"}
    assert work(result, "pasal-1/huruf-e") == set()


def test_an_item_of_a_list_inherits_from_the_words_that_open_it() -> None:
    result = flags(
        listed(
            "jumlah;", "mutu; dan", "waktu.", lead="Pengadaan dan pendistribusian perlengkapan pemungutan suara memuat:"
        )
    )
    [item] = result.also("pasal-1/huruf-a")
    assert item.division == "perencanaan-logistik"
    assert {e.where for e in item.evidence} == {"pasal-1"}


def test_an_ayat_inherits_from_what_is_before_it_and_says_from_where() -> None:
    ayat = (
        "KPU bersifat tetap.",
        "KPU menetapkan daftar pemilih tetap dan daftar pemilih tambahan.",
        "Hal sebagaimana dimaksud pada ayat (2) dimuat dalam daftar pemilih.",
        "Hal sebagaimana dimaksud pada ayat (1) dan dalam Pasal 9 ayat (2) diatur lebih lanjut.",
    )
    result = flags(article(*ayat))
    everything = {f.provision: {e.where for e in f.evidence} for f in result.flags}
    assert "pasal-1/ayat-1" not in everything
    assert "pasal-1/ayat-2" in everything["pasal-1/ayat-3"]
    assert "pasal-1/ayat-4" not in everything
    reasons = [e.reason for f in result.of("pasal-1/ayat-3") for e in f.evidence]
    assert any(reason.endswith("dari Pasal 1 ayat (2)") for reason in reasons)


def test_subjects_that_a_heading_sets_side_by_side_are_told_apart_by_the_words_below() -> None:
    heading = "BAB II TAHAPAN > Bagian Kedua Perencanaan Program dan Anggaran serta Penyusunan Peraturan"
    plan = "KPU menyusun rencana program dan anggaran menurut kebutuhan anggaran setiap satuan kerja."
    rules = "Penyusunan peraturan KPU dilaksanakan melalui konsultasi dengan Dewan Perwakilan Rakyat."
    assert work(flags(Provision("pasal-1", "pasal", "Pasal 1", heading, plan)), "pasal-1") == {"perencanaan-logistik"}
    assert work(flags(Provision("pasal-1", "pasal", "Pasal 1", heading, rules)), "pasal-1") == {"hukum"}


def test_a_heading_of_several_subjects_gives_an_ayat_only_what_it_or_its_article_speaks_of() -> None:
    heading = "BAB VI PENGAWASAN, PELAPORAN, DAN PENDANAAN"
    result = flags(
        article(
            "Pengendalian internal atas pendistribusian perlengkapan pemungutan suara dilakukan oleh KPU.",
            "Penyedia yang melanggar ketentuan dikenai sanksi.",
            heading=heading,
        )
    )
    assert "sekretariat" not in work(result, "pasal-1/ayat-2")
    funds = flags(article("Pendanaan dibebankan pada anggaran pendapatan dan belanja negara.", heading=heading))
    assert "sekretariat" in work(funds, "pasal-1/ayat-1")


def test_an_ayat_that_goes_on_with_another_has_its_work() -> None:
    told = "KPU Kabupaten/Kota melaporkan pendistribusian perlengkapan pemungutan suara setiap minggu."
    result = flags(article(told, "KPU Provinsi meneruskan laporan sebagaimana dimaksud pada ayat (1)."))
    assert work(result, "pasal-1/ayat-2") == work(result, "pasal-1/ayat-1") == {"perencanaan-logistik"}
    alone = flags(article(told, "KPU Provinsi meneruskan laporan lain."))
    assert work(alone, "pasal-1/ayat-2") == set()


def test_an_elucidation_that_finds_all_clear_concerns_no_one() -> None:
    said = "Biaya dibebankan dalam laporan pertanggungjawaban keuangan sekretariat KPU."
    parts = [("ayat-1", "(1)", "Cukup jelas."), ("ayat-2", "(2)", said), ("ayat-3", "(3)", "Cukup jelas.")]
    below = tuple(Provision(f"penjelasan/pasal-1/{at}", "ayat", label, "", words) for at, label, words in parts)
    inner = Provision("penjelasan/pasal-1", "pasal", "Pasal 1", children=below)
    result = flags(Provision("penjelasan", "penjelasan", children=(inner,)))
    assert {f.provision for f in result.flags} == {inner.id, below[1].id}


def test_the_view_gives_the_score_and_each_reason_once_with_its_place() -> None:
    ayat = ("Kotak suara kedap air.", "Kotak suara disegel dengan segel.", "Kotak suara disimpan dalam gudang.")
    lines = ["".join(words for words, _ in line) for line in concerned(flags(article(*ayat)))]
    [told] = [line for line, before in zip(lines[1:], lines, strict=False) if before.strip() == "Pasal 1"]
    assert told.startswith("  Perencanaan 0,")
    assert told.lower().count("“kotak suara”") == 1
    assert "pada ayat (1)" in told


def test_reasons_are_ready_to_be_shown() -> None:
    text = "Sortir dan pelipatan surat suara dilakukan di gudang."
    [found] = flags(Provision("pasal-1", "pasal", lead=text)).of("pasal-1")
    reasons = [e.reason for e in found.evidence]
    assert "istilah “Sortir” (pengadaan dan distribusi perlengkapan)" in reasons
    assert all(text[e.start : e.end] == e.text for e in found.evidence if e.where == "teks")


def test_title_considerations_and_legal_basis_give_no_one_work() -> None:
    words = "bahwa untuk kampanye, pengadaan logistik, dan pemutakhiran daftar pemilih perlu menetapkan peraturan"
    result = flags(
        Provision("judul", "judul", lead="PERATURAN TENTANG KAMPANYE"),
        Provision("menimbang", "menimbang", children=(Provision("menimbang/huruf-a", "huruf", "a.", lead=words),)),
        Provision("mengingat", "mengingat", lead="Undang-Undang tentang Pemilihan Umum"),
    )
    assert result.flags == ()


def test_a_chapter_title_names_who_is_concerned_without_giving_work() -> None:
    below = Provision("pasal-1", "pasal", "Pasal 1", "BAB I KAMPANYE", "Kampanye dilaksanakan melalui tatap muka.")
    result = flags(Provision("bab-i", "bab", "BAB I", lead="KAMPANYE", children=(below,)))
    assert (work(result, "bab-i"), [f.division for f in result.also("bab-i")]) == (set(), ["sosialisasi"])
    assert work(result, "pasal-1") == {"sosialisasi"}


def test_a_definition_concerns_the_owner_of_the_term_at_second_hand() -> None:
    angka = Provision(
        "pasal-1/angka-1", "angka", "1.", lead="Kampanye adalah kegiatan Peserta Pemilu untuk meyakinkan pemilih."
    )
    lead = "Dalam Peraturan Komisi ini yang dimaksud dengan:"
    result = flags(Provision("pasal-1", "pasal", "Pasal 1", "BAB I KETENTUAN UMUM", lead, children=(angka,)))
    assert work(result, "pasal-1") == work(result, "pasal-1/angka-1") == set()
    assert [f.division for f in result.also("pasal-1/angka-1")] == ["sosialisasi"]


def test_the_instruction_of_an_amending_regulation_names_whom_it_concerns_without_work_of_its_own() -> None:
    quoted = Provision("pasal-i/angka-1/pasal-5", "pasal", "Pasal 5", lead="Daftar pemilih tetap diumumkan oleh PPS.")
    other = Provision("pasal-i/angka-2/pasal-9", "pasal", "Pasal 9", lead="Metode kampanye meliputi debat publik.")
    first = Provision(
        "pasal-i/angka-1", "angka", "1.", lead="Ketentuan Pasal 5 diubah sehingga berbunyi:", children=(quoted,)
    )
    second = Provision(
        "pasal-i/angka-2", "angka", "2.", lead="Ketentuan Pasal 9 diubah sehingga berbunyi:", children=(other,)
    )
    result = flags(Provision("pasal-i", "pasal", "Pasal I", children=(first, second)))
    assert work(result, quoted.id) == {"data"}
    assert work(result, "pasal-i/angka-1") == work(result, "pasal-i") == set()
    below = {id: {f.division for f in (*result.of(id), *result.also(id))} for id in (quoted.id, other.id)}
    assert {f.division for f in result.also("pasal-i/angka-1")} == below[quoted.id]
    assert {f.division for f in result.also("pasal-i")} == below[quoted.id] | below[other.id]
    assert {e.where for f in result.also("pasal-i") for e in f.evidence} == {quoted.id, other.id}
    assert result.idle["pasal-i"] == result.idle["pasal-i/angka-1"] == FRAME


def test_the_elucidation_of_an_article_follows_it_only_with_words_of_its_own() -> None:
    body = Provision(
        "pasal-3", "pasal", "Pasal 3", "BAB II DAFTAR PEMILIH", "Pemutakhiran data pemilih dilakukan oleh Pantarlih."
    )
    clear = Provision("penjelasan/pasal-3", "penjelasan", "Pasal 3", lead="Cukup jelas.")
    told = Provision("penjelasan/pasal-4", "penjelasan", "Pasal 4", lead="Daftar pemilih memuat nama dan alamat.")
    result = flags(body, clear, told)
    assert (work(result, clear.id), work(result, told.id)) == (set(), {"data"})


def test_a_word_in_passing_in_an_elucidation_gives_no_other_division_work() -> None:
    body = Provision("pasal-3", "pasal", "Pasal 3", "", "Pemutakhiran data pemilih dilakukan oleh Pantarlih.")
    told = Provision(
        "penjelasan/pasal-3", "penjelasan", "Pasal 3", lead="Petugas menerima honorarium dan daftar pemilih."
    )
    whole = Provision("penjelasan", "penjelasan", "Penjelasan", lead="PENJELASAN DAFTAR PEMILIH", children=(told,))
    result = flags(body, whole)
    assert work(result, told.id) == {"data"}
    assert [one.division for one in result.also(told.id) if one.division == "sekretariat"] == ["sekretariat"]
    assert work(result, "penjelasan") == set() and not result.also("penjelasan")


def test_a_row_of_a_schedule_concerns_the_owner_of_the_stage() -> None:
    row = Provision(
        "lampiran/tabel-1/baris-2",
        "baris",
        lead="Pemutakhiran data pemilih 14 Oktober 2022",
        cells=("Pemutakhiran data pemilih", "14 Oktober 2022"),
    )
    table = Provision("lampiran/tabel-1", "tabel", children=(row,))
    assert work(flags(Provision("lampiran", "lampiran", children=(table,))), row.id) == {"data"}


def row(n: int, *cells: str) -> Provision:
    return Provision(f"lampiran/tabel-1/baris-{n}", "baris", lead=" | ".join(cells), cells=cells)


def test_a_step_that_speaks_of_nothing_belongs_to_the_stage_above_it() -> None:
    rows = (
        row(1, "1", "Rekapitulasi hasil penghitungan suara", "15 Februari 2024"),
        row(2, "a", "Tingkat kecamatan", "2 Maret 2024"),
        row(3, "b", "Pengumuman melalui media massa cetak", "3 Maret 2024"),
        row(4, "2", "Rapat kerja", "4 Maret 2024"),
        row(5, "a", "Tingkat provinsi", "5 Maret 2024"),
    )
    result = flags(Provision("lampiran", "lampiran", children=(Provision("lampiran/tabel-1", "tabel", children=rows),)))
    assert [work(result, r.id) for r in rows] == [{"teknis"}, {"teknis"}, {"sosialisasi"}, set(), set()]
    [step] = result.of(rows[1].id)
    assert {e.where for e in step.evidence} == {rows[0].id}
    assert step.score < result.of(rows[0].id)[0].score


def test_a_row_that_speaks_of_nothing_belongs_to_what_its_annex_is_about() -> None:
    rows = (row(1, "1", "Tinta", "2", "botol"), row(2, "2", "Formulir Model C.HASIL", "5", "set"))
    table = Provision("lampiran/tabel-1", "tabel", children=rows)
    result = flags(Provision("lampiran", "lampiran", lead="KEBUTUHAN PERLENGKAPAN PEMUNGUTAN SUARA", children=(table,)))
    assert work(result, rows[0].id) == {"perencanaan-logistik"}
    assert "teknis" in work(result, rows[1].id)
    assert "lampiran" in {e.where for e in result.of(rows[0].id)[0].evidence}


def test_the_title_of_a_schedule_does_not_claim_the_stages_in_it() -> None:
    rows = (
        row(1, "1", "Masa Kampanye", "28 November"),
        row(2, "a", "Rapat umum", "21 Januari"),
        row(3, "2", "Rapat", "x"),
    )
    table = Provision("lampiran/tabel-1", "tabel", children=rows)
    result = flags(
        Provision("lampiran", "lampiran", lead="TAHAPAN DAN JADWAL PENYELENGGARAAN PEMILU", children=(table,))
    )
    assert [work(result, r.id) for r in rows] == [{"sosialisasi"}, {"sosialisasi"}, {"perencanaan-logistik"}]


def test_what_stands_below_an_article_stands_below_its_headings() -> None:
    ayat = Provision("pasal-1/ayat-1", "ayat", "(1)", lead="Dokumen diserahkan secara langsung.")
    whole = Provision(
        "pasal-1", "pasal", "Pasal 1", "BAB III PENCALONAN > Bagian Kedua Pengajuan Bakal Calon", children=(ayat,)
    )
    result = flags(whole)
    assert work(result, "pasal-1/ayat-1") == {"teknis"}
    assert {e.where for e in result.of("pasal-1/ayat-1")[0].evidence} == {"judul"}


def test_spacy_is_loaded_by_flagging_alone() -> None:
    code = "import sys, pkpu_review.annotate as a; a.line_up(); assert 'spacy' not in sys.modules, 'spaCy was loaded'"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_where_nothing_holds_it_says_so_and_where_a_rule_says_why_it_says_why() -> None:
    result = flags(
        Provision("pasal-1", "pasal", lead="Dalam Peraturan Komisi ini yang dimaksud dengan kampanye adalah kegiatan."),
        Provision("pasal-2", "pasal", lead="Peraturan ini berasaskan kepastian."),
        Provision("pasal-3", "pasal", lead="Presiden mengajukan nama calon anggota KPU kepada DPR."),
        Provision("pasal-4", "pasal", lead="Kampanye dilaksanakan melalui rapat umum."),
    )
    assert result.idle == {
        "pasal-1": "batasan pengertian: tidak memberi tugas",
        "pasal-2": UNMAPPED,
        "pasal-3": "di luar tugas kantor ini: seleksi, kedudukan, dan pemberhentian anggota KPU",
    }


def test_the_title_lets_goods_named_in_passing_count_where_the_regulation_is_about_goods() -> None:
    article = Provision("pasal-1", "pasal", lead="Segel, gembok, dan tinta dibuat aman; segel dimusnahkan kemudian.")
    source = Source("contoh.txt", "", "text")
    about = [
        {f.division for f in flag(Regulation(Identity(title=title), source, (article,))).also("pasal-1")}
        for title in ("PERLENGKAPAN PEMUNGUTAN SUARA", "TATA NASKAH")
    ]
    assert about == [{"perencanaan-logistik"}, set()]
