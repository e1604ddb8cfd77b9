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
from pkpu_review.annotate.duties_deadlines import due
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


def told(text: str) -> list[tuple[str, str, str]]:
    return [(norm.modality, norm.body.text, norm.deadline.text) for norm in of(article(text))]


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Daftar pemilih ditetapkan oleh KPU Kabupaten/Kota paling lambat 7 (tujuh) hari sejak rapat pleno.",
            [("wajib", "KPU Kabupaten/Kota", "paling lambat 7 (tujuh) hari sejak rapat pleno")],
        ),
        (
            "Perubahan disampaikan kepada pemilih dalam jangka waktu yang wajar oleh KPU dalam bahasa yang mudah.",
            [("wajib", "KPU", "")],
        ),
        (
            "Desain ditetapkan dengan keputusan KPU setelah disetujui oleh pasangan calon.",
            [("wajib", "KPU", "")],
        ),
        ("Tim seleksi dapat dibantu oleh lembaga yang ahli.", [("boleh", "Tim seleksi", "")]),
        ("Pengawasan dilakukan terhadap kemungkinan adanya pelanggaran oleh anggota KPU.", [("wajib", "", "")]),
        (
            "Penyelenggara menyimpan catatan selama layanan, fitur, dan laman masih dapat diakses oleh pengguna.",
            [("wajib", "Penyelenggara", "")],
        ),
        (
            "Hasilnya diumumkan oleh KPU dengan cara yang mudah digunakan atau diakses oleh masyarakat.",
            [("wajib", "KPU", "")],
        ),
        (
            "PPK dibentuk KPU paling lambat 6 bulan sebelum Pemilu dan dibubarkan paling lambat 2 bulan sejak itu.",
            [
                ("wajib", "KPU", "paling lambat 6 bulan sebelum Pemilu"),
                ("wajib", "KPU", "paling lambat 2 bulan sejak itu"),
            ],
        ),
        (
            "Pemantau harus mendapatkan persetujuan KPU Provinsi dan wajib melapor ke KPU Kabupaten/Kota.",
            [("wajib", "Pemantau", ""), ("wajib", "Pemantau", "")],
        ),
        (
            "Dalam hal berkas tidak lengkap, KPU, KPU Provinsi dan KPU Kabupaten/Kota mengembalikan berkas.",
            [("wajib", "KPU, KPU Provinsi dan KPU Kabupaten/Kota", "")],
        ),
        ("Setiap anggota KPPS yang meninggalkan TPS dilarang kembali.", [("dilarang", "anggota KPPS", "")]),
        ("Setiap instalasi harus memiliki jadwal.", [("wajib", "instalasi", "")]),
        ("Setiap pintu harus memiliki kunci.", [("wajib", "", "")]),
        ("Setiap orang dilarang merusak kotak suara.", [("dilarang", "Setiap orang", "")]),
        ("Masukan dari masyarakat mengenai calon disampaikan kepada KPU.", [("wajib", "masyarakat", "")]),
        ("Masukan dari masyarakat disampaikan oleh PPS kepada KPU.", [("wajib", "PPS", "")]),
        ("Pernyataan Bawaslu wajib diterbitkan dalam 3 (tiga) hari.", [("wajib", "Bawaslu", "")]),
        ("Putusan pengadilan harus dilaksanakan.", [("wajib", "", "")]),
        (
            "Putusan harus dilaksanakan paling lambat 3 (tiga) hari setelah salinannya diterima oleh jaksa.",
            [("wajib", "", "paling lambat 3 (tiga) hari setelah salinannya diterima oleh jaksa")],
        ),
        (
            "KPU meminta partai politik untuk melengkapi berkas paling lambat 3 (tiga) hari sejak rapat.",
            [("wajib", "KPU", ""), ("wajib", "partai politik", "paling lambat 3 (tiga) hari sejak rapat")],
        ),
        (
            "Iklan dapat dibuat oleh media massa atau diproduksi oleh pihak lain.",
            [("boleh", "media massa", ""), ("boleh", "pihak lain", "")],
        ),
        ("Kotak suara dijaga oleh petugas yang diangkat dan diberhentikan oleh KPU.", [("wajib", "petugas", "")]),
        (
            "Panwaslu harus mempunyai jadwal dan melaporkan kepada Bawaslu paling lambat 3 (tiga) hari sejak rapat.",
            [("wajib", "Panwaslu", ""), ("wajib", "Panwaslu", "paling lambat 3 (tiga) hari sejak rapat")],
        ),
        (
            "Pemilih harus membawa KTP dan apabila lupa membawanya, KPPS tersebut tidak boleh memberi surat suara.",
            [("wajib", "Pemilih", ""), ("dilarang", "KPPS", "")],
        ),
        (
            "Batas waktu dihitung dari rapat dengan ketentuan jangka waktu itu tidak boleh melebihi 3 (tiga) hari.",
            [("dilarang", "", "")],
        ),
        ("Masa jabatan anggota KPU adalah 5 (lima) tahun.", []),
        ("Setiap orang yang merusak kotak suara dipidana dengan pidana penjara paling lama 1 (satu) tahun.", []),
        ("Penyedia yang melanggar ketentuan sebagaimana dimaksud pada ayat (1) dikenai sanksi administratif.", []),
        ("Saksi dan/atau pengawas dapat mengajukan keberatan.", [("boleh", "Saksi dan/atau pengawas", "")]),
        ("Ketentuan mengenai formulir diatur dengan Peraturan KPU.", [("delegation", "KPU", "")]),
        ("Sanksi sebagaimana diatur dalam Peraturan KPU berlaku bagi PPS.", []),
        ("Dalam hal penyusunan kode etik, DKPP dapat mengikutsertakan pihak lain.", [("boleh", "DKPP", "")]),
        ("Dalam hal KPU, KPU Provinsi, dan KPU Kabupaten/Kota menetapkan daftar.", []),
        ("Kode etik bersifat mengikat serta wajib dipatuhi oleh PPK dan PPS.", [("wajib", "PPK dan PPS", "")]),
        ("Daftar pemilih dapat dilengkapi dengan daftar tambahan.", [("boleh", "", "")]),
        ("KPU Kabupaten/Kota dibantu PPK melakukan verifikasi.", [("wajib", "KPU Kabupaten/Kota", "")]),
        ("Kampanye didanai dan menjadi tanggung jawab calon anggota DPD.", [("wajib", "calon anggota DPD", "")]),
        (
            "Rekapitulasi di PPK dan KPU Provinsi dituangkan dalam berita acara.",
            [("wajib", "PPK dan KPU Provinsi", "")],
        ),
        (
            "Daftar itu harus sudah diterima KPPS paling lambat pukul 06.00.",
            [("wajib", "KPPS", "paling lambat pukul 06.00")],
        ),
        ("KPPS seketika itu juga menindaklanjuti saran.", [("wajib", "KPPS", "seketika itu juga")]),
        ("Pemilih yang hadir wajib menandatangani daftar hadir.", [("wajib", "Pemilih", "")]),
        (
            "Pengadaan dilaksanakan agar PPS dan PPK menerima barang tepat waktu.",
            [("wajib", "", "")],
        ),
        (
            "Pemilih dapat meminta surat suara kepada KPPS dan KPPS hanya memberikan satu.",
            [("boleh", "Pemilih", ""), ("wajib", "KPPS", "")],
        ),
        ("Formulir harus dapat difoto dan dibaca oleh sistem informasi rekapitulasi.", [("wajib", "", "")]),
        (
            "Divisi yang membidangi data dan informasi mengoordinasikan pemutakhiran data.",
            [("wajib", "Divisi yang membidangi data dan informasi", "")],
        ),
        (
            "Laporan disusun oleh divisi yang menangani hukum pada KPU Provinsi.",
            [("wajib", "divisi yang menangani hukum", "")],
        ),
        (
            "Direktorat Jenderal melakukan pemeriksaan paling lama 3 (tiga) hari sejak laporan diterima.",
            [("wajib", "Direktorat Jenderal", "paling lama 3 (tiga) hari sejak laporan diterima")],
        ),
        ("Tenaga harian dilarang membawa telepon seluler.", [("dilarang", "Tenaga harian", "")]),
        ("Warga berusia di bawah 17 (tujuh belas) tahun dapat mendaftar.", [("boleh", "Warga", "")]),
        (
            "Data kependudukan diterima paling lambat 14 (empat belas) bulan sebelum hari pemungutan suara.",
            [("wajib", "", "paling lambat 14 (empat belas) bulan sebelum hari pemungutan suara")],
        ),
        ("Data kependudukan diterima dalam bentuk salinan digital.", []),
        (
            "KPU dapat bekerja sama untuk memungkinkan Produk, Layanan, dan Fitur dapat diakses oleh Pemilih.",
            [("boleh", "KPU", "")],
        ),
        (
            "KPU memastikan laman dapat dibuka dan wajib melaporkannya kepada Pemilih.",
            [("wajib", "KPU", ""), ("wajib", "KPU", "")],
        ),
        ("Pencabutan kuasa dapat dilakukan sebelum pemeriksaan dilakukan oleh KPU.", [("boleh", "", "")]),
        ("Berkas diperbaiki setelah diperiksa PPS, oleh pemohon.", [("wajib", "pemohon", "")]),
        (
            "Dalam hal KPU menyimpulkan dari berkas dalam Pasal 3, KPU tidak berwenang, KPU memberitahukannya.",
            [("wajib", "KPU", "")],
        ),
        (
            "Pemungutan suara dapat dilaksanakan bersamaan dengan atau sebelum hari pemungutan suara.",
            [("boleh", "", "bersamaan dengan atau sebelum hari pemungutan suara")],
        ),
    ],
)
def test_a_sentence_is_read_as_its_order_tells(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected


def test_what_must_not_be_is_told_with_its_denial() -> None:
    """Without "tidak" the duty matrix would ask for the opposite."""
    (norm,) = of(Provision("pasal-1", "pasal", "Pasal 1", "", "Tinta harus tidak luntur selama 24 jam."))
    assert (norm.modality, norm.action.text) == ("wajib", "tidak luntur")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("paling lambat 7 (tujuh) hari sejak tanggal penetapan", "tenggat"),
        ("paling lambat tanggal 5 setiap bulan", "tenggat"),
        ("paling lama 3 (tiga) hari setelah putusan dibacakan", "tenggat"),
        ("3 (tiga) hari sebelum hari pemungutan suara", "tenggat"),
        ("pada hari yang sama", "tenggat"),
        ("selama 14 (empat belas) hari", "lama"),
        ("selama masa kampanye", "lama"),
        ("paling singkat 24 (dua puluh empat) jam", "lama"),
        ("paling lama 12 (dua belas) jam", "lama"),
        ("setiap minggu", "kala"),
        ("paling sedikit 1 (satu) kali dalam 3 (tiga) bulan", "kala"),
        ("sebelum hari pemungutan suara", "saat"),
        ("bersamaan dengan atau sebelum hari pemungutan suara", "saat"),
        ("pada hari pemungutan suara", "saat"),
        ("sejak 3 (tiga) Hari setelah DCT ditetapkan sampai dengan dimulainya Masa Tenang", "saat"),
        ("selama 21 (dua puluh satu) Hari sebelum Masa Tenang", "lama"),
        ("paling sedikit 1 (satu) tahun sekali", "kala"),
        ("paling cepat 8 (delapan) bulan sebelum hari pemungutan suara", "saat"),
    ],
)
def test_a_time_is_called_what_it_is(words: str, kind: str) -> None:
    """A day to keep is another thing than how long, how often, or from when."""
    assert due(words).kind == kind


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
