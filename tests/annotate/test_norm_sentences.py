"""Sentences as their order tells them: who must, may or must not, and by when; times by what they are called."""

from __future__ import annotations

import pytest

from pkpu_review.annotate.duties_deadlines import due
from pkpu_review.annotate.norms import of
from pkpu_review.model import Norm, Provision


def read(text: str) -> tuple[Norm, ...]:
    return of(Provision("pasal-5", "pasal", "Pasal 5", lead=text))


def told(text: str) -> list[tuple[str, str, str]]:
    return [(norm.modality, norm.body.text, norm.deadline.text) for norm in read(text)]


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
