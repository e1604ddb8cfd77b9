"""Budget signals: every rule on its own examples, what is told of each, where its source of funds is named."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pkpu_review as pr
from pkpu_review.annotate.budget import of, signals
from pkpu_review.annotate.budget_changes import changes
from pkpu_review.annotate.budget_rules import amounts, multipliers, rules
from pkpu_review.knowledge import load
from pkpu_review.model import Provision
from pkpu_review.model.budget import BudgetChange, Signal
from pkpu_review.report.views.budget import change_place, change_words, folio

KNOWLEDGE = load("budget.toml")
ENTRIES: list[dict[str, Any]] = [*KNOWLEDGE["amount"], *KNOWLEDGE["rule"]]


def found(text: str, above: str = "") -> tuple[Signal, ...]:
    return of(Provision("pasal-1", "pasal", lead=text), above)


HEAD = "PERATURAN KOMISI PEMILIHAN UMUM\nNOMOR 1 TAHUN 2030\nTENTANG\nCONTOH\nMEMUTUSKAN:\nMenetapkan:\nPERATURAN.\n"
OLD = f"""{HEAD}
Pasal 1
(1) Honorarium ketua PPK sebesar Rp1.000.000,00 (satu juta rupiah) per bulan.
(2) KPU Kabupaten/Kota dapat menyelenggarakan bimbingan teknis bagi PPK.
Pasal 2
(1) Pemilih untuk setiap TPS paling banyak 500 (lima ratus) orang.
(2) Berita acara dibuat dalam 2 (dua) rangkap.
(3) PPS mengumumkan daftar pemilih selama 14 (empat belas) hari.
Pasal 3
Formulir Model A.LAMA digunakan oleh PPS.
Pasal 4
(1) KPU Kabupaten/Kota membentuk kelompok kerja.
(2) Biaya kelompok kerja sebagaimana dimaksud pada ayat (1) dibebankan pada anggaran pendapatan dan belanja daerah.
Pasal 5
Peserta Pemilu mencetak bahan kampanye sebanyak 100 (seratus) lembar.
"""
NEW = (
    OLD.replace("Rp1.000.000,00 (satu juta rupiah)", "Rp1.500.000,00 (satu juta lima ratus ribu rupiah)")
    .replace("dapat menyelenggarakan", "wajib menyelenggarakan")
    .replace("500 (lima ratus)", "300 (tiga ratus)")
    .replace("dalam 2 (dua) rangkap", "dalam 4 (empat) rangkap untuk setiap saksi")
    .replace("Model A.LAMA", "Model A.BARU")
    .replace("14 (empat belas)", "21 (dua puluh satu)")
)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """Two versions of a draft, as text."""
    paths = tmp_path / "lama.txt", tmp_path / "baru.txt"
    for path, text in zip(paths, (OLD, NEW), strict=True):
        path.write_text(text, encoding="utf-8", newline="\n")
    return paths


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: str(entry["id"]))
def test_a_rule_holds_on_its_examples_and_not_on_its_counter_examples(entry: dict[str, Any]) -> None:
    assert entry["examples"] and entry["counter_examples"] and entry["citation"] and entry["reason"]
    assert isinstance(entry["verified"], bool)
    assert [text for text in entry["examples"] if entry["id"] not in {one.rule for one in found(text)}] == []
    assert [text for text in entry["counter_examples"] if entry["id"] in {one.rule for one in found(text)}] == []


def test_a_source_of_funds_is_named_in_its_examples_alone() -> None:
    source = KNOWLEDGE["source"]
    kinds = [{one.rule for one in found(text) if one.kind == "source"} for text in source["examples"]]
    assert kinds == [{"sumber-apbn"}, {"sumber-apbd", "sumber-apbn"}, {"sumber-hibah", "sumber-lain"}]
    assert [text for text in source["counter_examples"] if any(one.kind == "source" for one in found(text))] == []


def test_multipliers_are_found_in_their_examples_alone() -> None:
    entry = KNOWLEDGE["multiplier"]
    assert [text for text in entry["examples"] if not multipliers(text)] == []
    assert [text for text in entry["counter_examples"] if multipliers(text)] == []


def test_ids_are_unique_and_the_last_amount_takes_all() -> None:
    known = [entry["id"] for entry in ENTRIES]
    assert len(set(known)) == len(known) == len(amounts()) + len(rules())
    assert KNOWLEDGE["amount"][-1]["words"] == ""


def test_an_amount_tells_what_it_is_paid_for_and_by_what_it_is_multiplied() -> None:
    (one,) = found("Honorarium ketua PPK sebesar Rp2.500.000,00 (dua juta lima ratus ribu rupiah) per orang per bulan.")
    assert (one.kind, one.rule, one.value, one.unit) == ("amount", "honorarium", Decimal(2_500_000), "rupiah")
    assert (one.what, one.per) == ("Honorarium ketua PPK", ("orang", "bulan"))


def test_an_item_of_a_list_is_told_with_its_lead() -> None:
    (one,) = found("ketua Rp2.500.000,00 per bulan;", "Honorarium PPK sebesar:")
    assert (one.rule, one.what) == ("honorarium", "Honorarium PPK: ketua")


def test_figures_and_words_that_contradict_each_other_have_no_value() -> None:
    (one,) = found("Honorarium ketua PPK Rp2.500.000,00 (dua juta rupiah) per bulan.")
    assert one.value is None


def test_a_share_tells_what_it_is_a_share_of() -> None:
    text = "Jumlah surat suara sama dengan jumlah pemilih ditambah 2% (dua persen) dari jumlah pemilih di setiap TPS."
    (one,) = found(text)
    assert (one.value, one.unit, one.base) == (Decimal(2), "%", "jumlah pemilih di setiap TPS")


def test_spans_are_characters_of_the_text(corpus: Path) -> None:
    for name in (
        "perlengkapan-pemungutan/v2-bahan-uji-publik.docx",
        "tahapan-jadwal/v2-bahan-rapat-dengar-pendapat.docx",
    ):
        regulation = pr.read(corpus / name)
        told = signals(regulation)
        assert told
        assert [one for one in told if regulation[one.provision].text[one.start : one.end] != one.text] == []


def test_a_table_of_needs_is_read_row_by_row(corpus: Path) -> None:
    told = signals(pr.read(corpus / "perlengkapan-pemungutan/v2-bahan-uji-publik.docx"))
    rows = {one.what: (one.value, one.unit, one.per) for one in told if "/tabel-" in one.provision}
    assert rows["Segel"] == (Decimal(74), "keping", ("TPS",))
    assert rows["Surat suara"] == (Decimal(2), "%", ("TPS", "jenis Pemilu"))
    assert len(rows) == 12


def test_a_table_of_honoraria_is_read(tmp_path: Path) -> None:
    path = tmp_path / "tabel.txt"
    heads = "NO | JABATAN | HONORARIUM PER BULAN (Rp)"
    rows = (heads, "--|--|--", "1 | Ketua PPK | 2.500.000", "2 | Anggota PPK | 2.200.000")
    table = "".join(f"| {row} |\n" for row in rows)
    body = f"Pasal 1\nHonorarium tercantum dalam Lampiran.\n\nLAMPIRAN\nHONORARIUM\n\n{table}"
    path.write_text(HEAD + body, encoding="utf-8", newline="\n")
    told = [one for one in signals(pr.read(path)) if one.kind == "amount"]
    assert [(one.what, one.value, one.per) for one in told] == [
        ("Ketua PPK", Decimal(2_500_000), ("bulan",)),
        ("Anggota PPK", Decimal(2_200_000), ("bulan",)),
    ]


def test_a_table_with_the_price_of_one_tells_what_all_cost(tmp_path: Path) -> None:
    path = tmp_path / "tabel.txt"
    heads = "NO | NAMA BARANG | VOLUME | SATUAN | HARGA SATUAN (Rp) | JUMLAH"
    rows = (heads, "--|--|--|--|--|--", "1 | Selimut | 50 | paket | 360.000 | 18.000.000", "TOTAL | | | | | 18.000.000")
    table = "".join(f"| {row} |\n" for row in rows)
    path.write_text(f"{HEAD}Pasal 1\nBarang.\n\nLAMPIRAN\nBARANG\n\n{table}", encoding="utf-8", newline="\n")
    told = [(one.name, one.what, one.value) for one in signals(pr.read(path)) if one.kind == "amount"]
    assert told == [
        ("harga satuan", "Selimut", Decimal(360_000)),
        ("jumlah uang", "Selimut", Decimal(18_000_000)),
        ("jumlah uang", "TOTAL", Decimal(18_000_000)),
    ]


def test_volumes_that_are_alike_say_for_what_each_is() -> None:
    one = "1 (satu) buah untuk surat suara"
    told = found(f"Alat bantu tunanetra disediakan {one} Presiden dan {one} Dewan Perwakilan Daerah di setiap TPS.")
    assert [signal.what for signal in told if signal.kind == "volume"] == [
        "Alat bantu tunanetra untuk surat suara Presiden",
        "Alat bantu tunanetra untuk surat suara Dewan Perwakilan Daerah",
    ]


def test_the_nearest_source_of_funds_counts(pair: tuple[Path, Path]) -> None:
    told = {(one.provision, one.rule): (one.sourced, one.scope) for one in signals(pr.read(pair[0]))}
    assert told["pasal-4/ayat-1", "badan"] == ("pasal-4/ayat-2", "pasal")
    assert told["pasal-1/ayat-1", "honorarium"] == ("", "")  # the source of article 4 is for article 4 alone
    assert not [rule for provision, rule in told if provision == "pasal-5"]  # what a contestant prints, it pays


def test_a_source_that_refers_to_an_article_is_its_source(tmp_path: Path) -> None:
    path = tmp_path / "draf.txt"
    funds = "dibebankan pada anggaran pendapatan dan belanja negara"
    path.write_text(
        f"{HEAD}Pasal 1\nKPU membentuk kelompok kerja.\nPasal 2\nKPU membentuk tim pengawas.\n"
        f"Pasal 3\nBiaya sebagaimana dimaksud dalam Pasal 1 {funds}.\nPasal 4\nSegala biaya yang timbul {funds}.\n",
        encoding="utf-8",
        newline="\n",
    )
    told = {one.provision: (one.sourced, one.scope) for one in signals(pr.read(path)) if one.kind == "cost"}
    assert told == {"pasal-1": ("pasal-3", "rujukan"), "pasal-2": ("pasal-4", "umum")}


def told(change: BudgetChange) -> tuple[str, str, str, tuple[str, ...], str, str]:
    one = change.signal
    return change.kind, one.provision, one.rule, change.fields, change.arithmetic, change.direction


def test_what_came_went_and_changed_is_told_with_its_arithmetic(pair: tuple[Path, Path]) -> None:
    compared = pr.compare(*pair)
    assert [told(one) for one in changes(signals(compared.old), signals(compared.new), compared)] == [
        ("changed", "pasal-1/ayat-1", "honorarium", ("value",), "+Rp500.000 (+50 %)", "up"),
        ("changed", "pasal-1/ayat-2", "pelatihan", ("modal",), "", "up"),
        ("changed", "pasal-2/ayat-1", "pemilih-per-tps", ("value",), "−200 orang (−40 %)", "up"),
        ("changed", "pasal-2/ayat-2", "rangkap", ("value", "per"), "", ""),  # per witness: nothing to reckon with
        ("changed", "pasal-2/ayat-3", "lama-kegiatan", ("value",), "+7 hari (+50 %)", "up"),
        ("new", "pasal-3", "formulir", (), "", "up"),
        ("gone", "pasal-3", "formulir", (), "", ""),  # its article lives on: nobody says that it costs less
    ]


def test_the_same_draft_changes_nothing(corpus: Path) -> None:
    path = corpus / "tahapan-jadwal/v2-bahan-rapat-dengar-pendapat.docx"
    compared = pr.compare(path, path)
    assert changes(signals(compared.old), signals(compared.new), compared) == ()


def test_days_that_an_activity_of_the_schedule_gains_are_told(corpus: Path) -> None:
    folder = corpus / "tahapan-jadwal"
    compared = pr.compare(folder / "v1-bahan-uji-publik.docx", folder / "v2-bahan-rapat-dengar-pendapat.docx")
    days = {
        one.signal.what: one.arithmetic
        for one in changes(signals(compared.old), signals(compared.new), compared)
        if "/tabel-" in one.signal.provision
    }
    assert days["Pendaftaran partai politik"] == "+3 hari (+27,3 %)"
    assert days["Masa Kampanye"] == "−45 hari (−37,5 %)"


@given(st.text(max_size=300))
def test_any_text_is_read_and_every_span_fits_it(text: str) -> None:
    lead = " ".join(text.split())
    assert all(lead[one.start : one.end] == one.text for one in found(lead))


@given(
    *[
        st.lists(
            st.sampled_from(
                [
                    "satu",
                    "5",
                    "(lima)",
                    "Rp",
                    "1.000",
                    "%",
                    "persen",
                    "rangkap",
                    "setiap",
                    "TPS",
                    "dari",
                    "PPK",
                    "membentuk",
                    "tim",
                    "dicetak",
                    "selama",
                    "hari",
                    ".",
                    ";",
                    "APBN",
                    "dibebankan",
                ]
            ),
            max_size=40,
        )
    ]
)
def test_words_of_budgets_in_any_order_are_read(words: list[str]) -> None:
    lead = " ".join(words)
    assert all(lead[one.start : one.end] == one.text for one in found(lead))


def test_another_source_of_funds_is_one_change(tmp_path: Path) -> None:
    old, new = tmp_path / "lama.txt", tmp_path / "baru.txt"
    text = f"{HEAD}Pasal 1\nPendanaan Pemilihan dibebankan pada anggaran pendapatan dan belanja negara.\n"
    old.write_text(text, encoding="utf-8", newline="\n")
    new.write_text(text.replace("belanja negara", "belanja daerah"), encoding="utf-8", newline="\n")
    compared = pr.compare(old, new)
    (one,) = changes(signals(compared.old), signals(compared.new), compared)
    assert (one.kind, one.fields, one.direction) == ("changed", ("source",), "")
    assert one.old and one.new and (one.old.name, one.new.name) == ("APBN", "APBD")
    (section,) = [part for part in folio(pr.budget(new, old)).sections if part.anchor == "perubahan-other"]
    assert section.entries[0].runs[0].text == "Pendanaan Pemilihan semula APBN, kini APBD"


def test_a_cost_that_is_told_in_other_words_is_not_said_to_be_saved(tmp_path: Path) -> None:
    old, new = tmp_path / "lama.txt", tmp_path / "baru.txt"
    text = f"{HEAD}Pasal 1\nKPU Kota wajib membantu pendistribusian logistik Pemilu kepada PPK.\nPasal 2\n{{}}"
    last = "KPU Kota wajib menyelenggarakan bimbingan teknis bagi PPS yang baru sebelum pemungutan suara.\n"
    old.write_text(text.format(last), encoding="utf-8", newline="\n")
    now = text.format("").replace("Pasal 2\n", "").replace("membantu pendistribusian", "menerima")
    new.write_text(now, encoding="utf-8", newline="\n")
    found = pr.budget(new, old)
    assert [(one.signal.provision, one.direction) for one in found.changes] == [("pasal-1", ""), ("pasal-2", "down")]
    told = [(change_place(one, found), change_words(one, found)) for one in found.changes]
    assert told == [
        (
            "Pasal 1 naskah lama",
            "tidak lagi disebut “pendistribusian logistik Pemilu kepada PPK” (pendistribusian)",
        ),
        ("Pasal 2 naskah lama", "dihapus “bimbingan teknis bagi PPS” (bimbingan teknis, pelatihan, atau rapat)"),
    ]


ADVERTISED = "rapat umum serta iklan media massa cetak, media massa elektronik, dan internet pada setiap wilayah"


@pytest.mark.parametrize(
    ("text", "above", "rule", "what"),
    [
        ("Usulan diumumkan untuk ditanggapi selama 10 (sepuluh) Hari.", "", "lama-kegiatan", "pengumuman usulan"),
        ("PPS mengumumkan DPS selama 14 (empat belas) Hari.", "", "lama-kegiatan", "pengumuman DPS"),
        ("Masa Kampanye berlangsung selama 75 (tujuh puluh lima) Hari.", "", "lama-kegiatan", "Masa Kampanye"),
        (
            f"Kampanye melalui {ADVERTISED} dilaksanakan selama 21 (dua puluh satu) Hari.",
            "",
            "lama-kegiatan",
            "Kampanye",
        ),
        (
            "dijaga selama 24 (dua puluh empat) jam.",
            "Gudang harus memenuhi ketentuan:",
            "lama-kegiatan",
            "penjagaan gudang",
        ),
        (
            "Laporan merupakan wujud tanggung jawab atas anggaran pelaksanaan Bantuan Hukum yang bersumber dari APBD.",
            "",
            "sumber-apbd",
            "anggaran pelaksanaan Bantuan Hukum",
        ),
        (
            "Anggaran Pendapatan dan Belanja Daerah;",
            "Sumber pendanaan Bantuan Hukum dapat berasal dari:",
            "sumber-apbd",
            "Sumber pendanaan Bantuan Hukum",
        ),
    ],
)
def test_what_lasts_and_what_is_paid_for_is_named(text: str, above: str, rule: str, what: str) -> None:
    """A proposal does not last ten days, and a sentence cut behind "yang" names nothing."""
    assert [one.what for one in found(text, above) if one.rule == rule] == [what]
