"""What is told below the words of a row."""

from __future__ import annotations

from pathlib import Path

import pytest

import pkpu_review as pr
from pkpu_review.model import Identity, Provision, Regulation, Source
from pkpu_review.report.sheets.norms_told import lines
from pkpu_review.report.sheets.notes import Notes


def told(corpus: Path, family: str, place: str) -> dict[str, list[str]]:
    """Return the notes of *place* in the newer of the two versions of a sample, by kind."""
    old, new, *_ = sorted((corpus / family).glob("v[12]*.docx"))
    review = pr.review(new, old)
    found: dict[str, list[str]] = {}
    for note in Notes(review).of(review.new[place], True):
        found.setdefault(note.kind, []).append(note.text)
    return found


def test_a_reference_that_was_left_behind_is_told_where_it_stands(corpus: Path) -> None:
    """The sanction still cites the number that its article had before one was put in above it."""
    notes = told(corpus, "perlengkapan-pemungutan", "pasal-32/ayat-3")
    assert any("Pasal 17 ayat (2)" in text and "kini Pasal 18 ayat (2)" in text for text in notes["temuan"])


def test_a_prohibition_is_told_though_no_body_is_known(corpus: Path) -> None:
    notes = told(corpus, "perlengkapan-pemungutan", "pasal-21/ayat-3")
    assert notes["norma"] and notes["norma"][0].startswith("Dilarang: Tenaga harian")


def norma(text: str, *items: str) -> list[str]:
    """Return the lines on the norms of an article that says *text*, over *items*."""
    children = tuple(
        Provision(f"pasal-5/huruf-{letter}", "huruf", f"{letter}.", lead=item)
        for letter, item in zip("abcdef", items, strict=False)
    )
    article = Provision("pasal-5", "pasal", "Pasal 5", lead=text, children=children)
    regulation = Regulation(Identity(), Source("naskah.txt", "", "text"), (article,))
    return list(lines([(one, None) for one in pr.duties(regulation).norms if not one.items], regulation, "pasal-5"))


@pytest.mark.parametrize(
    ("text", "items", "expected"),
    [
        ("KPU menetapkan jadwal.", (), ["Pelaksana: KPU."]),
        ("Daftar pemilih diumumkan oleh PPS.", (), ["Pelaksana: PPS."]),
        ("KPU tidak menerima berkas.", (), ["Tidak menerima: KPU."]),
        ("PPS harus mengumumkan daftar pemilih.", (), ["Harus: PPS."]),
        ("Pemilih berhak mendaftar.", (), ["Berhak: Pemilih."]),
        ("Peserta dapat mengajukan keberatan.", (), ["Dapat: Peserta."]),
        ("Jadwal diumumkan paling lambat 3 (tiga) hari.", (), ["Tenggat: paling lambat 3 (tiga) hari."]),
        ("Format diatur dengan Peraturan KPU.", (), ["Pengaturan lebih lanjut dengan Peraturan KPU."]),
        (
            "KPU berwenang:",
            ("menerima laporan;", "melakukan pemeriksaan; dan", "menetapkan sanksi."),
            ["Pasal 5 huruf a sampai dengan huruf c: berwenang: KPU."],
        ),
        (
            "KPPS bertugas:",
            ("mengumumkan daftar pemilih;", "menyerahkan berita acara paling lambat 1 (satu) hari."),
            [
                "Pasal 5 huruf a: bertugas: KPPS.",
                "Pasal 5 huruf b: bertugas: KPPS; tenggat: paling lambat 1 (satu) hari.",
            ],
        ),
        (
            "KPU menghimpun laporan dan wajib memeriksanya serta wajib menyimpannya.",
            (),
            ["Pelaksana: KPU.", "Wajib: KPU."],
        ),
        ("Pemilih yang pindah memilih wajib melapor.", (), ["Wajib: Pemilih yang pindah memilih."]),
        (
            "Partai yang keberatan sebagaimana dimaksud pada ayat (1) dapat mengajukan permohonan.",
            (),
            ["Dapat: Partai yang keberatan."],
        ),
        (
            "Warga berusia di bawah 17 (tujuh belas) tahun dapat mendaftar.",
            (),
            ["Dapat: Warga berusia di bawah 17 (tujuh belas) tahun."],
        ),
        (
            "Laporan disampaikan oleh orang atau pihak yang mengetahui pelanggaran.",
            (),
            ["Pelaksana: orang atau pihak yang mengetahui pelanggaran."],
        ),
        (
            "KPU dapat mengubah jadwal jika:",
            ("terjadi bencana; atau", "anggaran belum tersedia."),
            ["Dapat: KPU; syarat: jika: a. terjadi bencana; atau b. anggaran belum tersedia."],
        ),
        (
            "Peserta dapat mengajukan keberatan paling lambat 3 (tiga) hari sejak:",
            ("berkas diterima; atau", "berkas dibaca."),
            ["Dapat: Peserta; tenggat: paling lambat 3 (tiga) hari sejak: a. berkas diterima; atau b. berkas dibaca."],
        ),
        ("KPPS wajib hadir, kecuali sakit.", (), ["Wajib: KPPS; kecuali sakit."]),
        (
            "Dalam hal surat suara kurang, KPPS wajib melapor.",
            (),
            ["Wajib: KPPS; syarat: dalam hal surat suara kurang."],
        ),
    ],
)
def test_a_norm_is_told_in_the_words_of_the_draft(text: str, items: tuple[str, ...], expected: list[str]) -> None:
    """What the text does not say (wajib, boleh) is not put into its mouth, and nobody's name is cut."""
    assert norma(text, *items) == expected


def test_a_sanction_whose_reference_may_mean_another_is_not_told(corpus: Path) -> None:
    notes = told(corpus, "perlengkapan-pemungutan", "pasal-17/ayat-2")
    assert notes["norma"] == ["Pelaksana: KPU."]


def test_a_norm_word_that_changed_is_told_with_what_it_was(corpus: Path) -> None:
    (told_, *_) = told(corpus, "tahapan-jadwal", "pasal-30/ayat-5")["norma"]
    assert told_ == "Wajib: KPU Kabupaten/Kota; berubah sejak naskah lama: sifat (semula “dapat”)."


def test_a_quotation_does_not_end_with_the_sign_of_a_list(corpus: Path) -> None:
    quoted = [
        note.text
        for old, new in (sorted((corpus / "perlengkapan-pemungutan").glob("v[12]*.docx")),)
        for review in (pr.review(new, old),)
        for provision in review.new.walk()
        for note in Notes(review).of(provision, False)
        if note.kind == "rujukan"
    ]
    assert quoted and not any(text.endswith((";”", ",”")) for text in quoted)
