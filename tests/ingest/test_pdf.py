"""Pages drawn word by word: what stands where decides what it is."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from pkpu_review.ingest import read
from pkpu_review.ingest.pdf import read_pdf
from tests.ingest.drawn import HEIGHT, WIDTH, Page, pdf
from tests.ingest.outlined import cases, outline

MIDDLE = 275
"""Left edge of an article's heading."""
SAME = "Petugas gudang menerima barang dari pengirim dan mencatatnya di dalam buku"

HEAD = [
    (150, "PERATURAN KOMISI PEMILIHAN UMUM"),
    (190, "NOMOR 30 TAHUN 2031 TENTANG GUDANG"),
    (0, ""),
]

SCHEDULE = (
    ("No.", "Kegiatan", "Awal", "Akhir"),
    ("1.", "Penerimaan barang dari pengirim", "1 Mei", "2 Mei"),
    ("2.", "Penataan", "3 Mei", "9 Mei"),
)

COUNTED = [
    (150.0, "PERATURAN KOMISI PEMILIHAN UMUM"), (190.0, "NOMOR 30 TAHUN 2031 TENTANG GUDANG"), (275.0, "Pasal 1"),
    (85.0, "(1) Petugas gudang menerima barang dari pengirim paling lambat pada hari ke-"), (107.0, "30 sebelum"),
    (107.0, "pemungutan suara."), (85.0, "(2) Petugas gudang memeriksa:"), (107.0, "1. jumlah barang; dan"),
    (107.0, "2. mutu barang."), (275.0, "Pasal 2"), (85.0, "Gudang dijaga."),
]  # fmt: skip
"""Lines that a draft counts in its margin, on one page and the first line of the next."""
LEFT = [
    "Pasal 1", "Petugas gudang menerima barang dari", "pengirim dan mencatatnya di dalam",
    "buku penerimaan yang disimpan oleh", "kepala gudang di ruang kerjanya.", "Pasal 2", "(1) Gudang menyimpan:",
    "a. kotak suara dari pengirim;", "b. bilik suara dari pengirim;", "c. tinta dari pengirim; dan",
    "d. segel dari pengirim yang diterima",
]  # fmt: skip
RIGHT = [
    "dengan berita acara.", "(2) Barang yang rusak dikembalikan", "kepada pengirim paling lambat pada",
    "hari kesepuluh sesudah diterima oleh", "petugas gudang.", "Pasal 3", "Barang disimpan di tempat yang aman",
    "dan kering, serta mudah diawasi oleh", "petugas keamanan pada setiap waktu.", "Pasal 4",
    "Peraturan ini mulai berlaku hari ini.",
]  # fmt: skip
HEADED = {"Pas": 60.0, "a. ": 22.0, "b. ": 22.0, "c. ": 22.0, "d. ": 22.0}
"""Points by which lines of a column stand aside."""

CASES: dict[str, tuple[Page, ...]] = {
    "nomor-baris": (
        Page(COUNTED[:-1], placed=[(58.0 - 6 * (n > 8), 110 + 18 * n, str(n + 1)) for n in range(len(COUNTED) - 1)]),
        Page(COUNTED[-1:], placed=[(52, 110, "11"), (52, 128, "12")]),
    ),
    "nomor-tiap-lima-baris": (
        Page(
            [*COUNTED, (275.0, "Pasal 3"), *[(85.0, "Buku diperiksa.")] * 3],
            placed=[(55, 182, "5"), (49, 272, "10"), (49, 362, "15")],
        ),
    ),
    "komentar-di-pinggir": (
        Page(
            [(60, "PERATURAN KOMISI PEMILIHAN UMUM"), (60, "NOMOR 30 TAHUN 2031 TENTANG GUDANG"), (60, "Pasal 1"),
             (60, "Gudang menyimpan:"), (60, "a. kotak suara;"), (60, "b. bilik suara; dan"), (60, "c. tinta.")],
            placed=[(400, 200, "Commented [AB1]: Apakah"), (400, 218, "segel tidak disimpan juga?")],
        ),
    ),
    "catatan-kaki": (
        Page(
            [*HEAD, (MIDDLE, "Pasal 1"), (85, "(1) Gudang dijaga oleh petugas.1"), (85, "(2) Gudang ditutup pada"),
             (107, "hari libur; 2 (dua) petugas2 tetap berjaga.")],
            small=[(85, 740, "1 Lihat notula rapat tanggal 3 Mei 2031."), (85, 752, "2 Menurut usul sekretariat, yang"),
                   (85, 764, "disetujui rapat.")],
        ),
    ),
    "dua-kolom": (
        Page(
            HEAD,
            placed=[
                *((60 + HEADED.get(words[:3], 0), 200 + 18 * n, words) for n, words in enumerate(LEFT)),
                *((320 + HEADED.get(words[:3], 0), 204 + 17 * n, words) for n, words in enumerate(RIGHT)),
                (290, 800, "- 1 -"),
            ],
        ),
    ),
    "daftar-isi-di-depan": (
        Page([
            (250, "DAFTAR ISI"), (85, "BAB I KETENTUAN UMUM yang memuat pengertian istilah dan asas ..... 2"),
            (85, "Pasal 1 mengenai pengertian istilah dalam peraturan komisi ini ..... 2"),
            (85, "BAB II PENGELOLAAN GUDANG yang memuat penerimaan dan penjagaan ..... 2"),
            (85, "Pasal 2 mengenai penerimaan barang dari pengirim dan pencatatannya ..... 2"),
            (85, "LAMPIRAN BENTUK BUKU PENERIMAAN BARANG DAN BERITA ACARA ..... 3"),
        ]),
        Page([
            *HEAD, (85, "Menimbang: bahwa gudang perlu dijaga;"), (250, "MEMUTUSKAN:"),
            (85, "Menetapkan: PERATURAN KOMISI TENTANG GUDANG."), (275, "BAB I"), (240, "KETENTUAN UMUM"),
            (MIDDLE, "Pasal 1"), (85, "Gudang adalah bangunan."), (240, "BAB II. PENGELOLAAN"), (MIDDLE, "Pasal 2"),
            (85, "Gudang dijaga."),
        ]),
    ),
    "judul-serupa-kepala-lampiran": (  # the title stands on the first page where annexes repeat it
        Page([*HEAD, (MIDDLE, "Pasal 1"), (85, f"{SAME}.")]),
        Page([(300, "LAMPIRAN I"), *HEAD, (85, "Petugas mencatat barang menurut jenisnya di dalam buku.")], top=92),
        Page([(300, "LAMPIRAN II"), *HEAD, (85, "Petugas mencatat barang menurut jumlahnya di dalam buku.")], top=92),
        Page([(300, "LAMPIRAN III"), *HEAD, (85, "Petugas mencatat barang menurut mutunya di dalam buku.")], top=92),
    ),
    "inden-gantung": (
        Page([
            *HEAD,
            (MIDDLE, "Pasal 1"),
            (85, "(1) Setiap petugas yang menerima barang dari pengirim dengan disertai berita"),
            (107, "acara penerimaan wajib menyerahkan:"),
            (107, "a. salinan berita acara yang telah diberi nomor urut oleh kepala gudang dan"),
            (122, "ditandatangani;"),
            (107, "b. daftar barang yang diterima, yang memuat jenis barang, jumlah barang, dan"),
            (122, "tanggal penerimaan; dan"),
            (107, "c. tanda terima yang telah dibubuhi tanda tangan pengirim dan nama petugas yang"),
            (122, "menerima barang,"),
            (107, "kepada kepala gudang paling lambat pada hari berikutnya."),
            (85, "(2) Kepala gudang menyimpan salinan berita acara sebagaimana dimaksud pada ayat"),
            (107, "(1) huruf a dan daftar barang sebagaimana dimaksud pada ayat (1) huruf b dalam"),
            (107, "lemari yang terkunci."),
            (MIDDLE, "Pasal 2"),
            (85, "Barang yang rusak dikembalikan kepada pengirim sesuai dengan ketentuan dalam"),
            (85, "Pasal 7"),
            (85, "dan dicatat di dalam buku pengembalian barang yang disimpan oleh kepala gudang."),
            (MIDDLE, "Pasal 4"),
            (85, "Peraturan Komisi ini mulai berlaku pada tanggal diundangkan."),
        ]),
    ),
    "perabot-halaman": (
        Page(
            [*HEAD, (MIDDLE, "Pasal 1"), (85, "Petugas gudang menerima barang dari pengirim dan mencatatnya di dalam"),
             (85, "buku penerimaan yang disimpan")],
            placed=[(430, 770, "oleh kepala . . ."), (255, 805, "jdih.kpu.go.id")],
        ),
        Page(
            [(85, "oleh kepala gudang di ruang kerjanya."), (85, "- 5 -"), (MIDDLE, "Pasal 2"),
             (85, "Buku penerimaan diperiksa setiap bulan.")],
            placed=[(285, 50, "- 2 -"), (430, 770, "Pasal 3 . . ."), (255, 805, "jdih.kpu.go.id")],
        ),
        Page(
            [(MIDDLE, "Pasal 3"), (85, "Pemeriksaan dilakukan oleh sekretaris.")],
            placed=[(285, 50, "- 3 -"), (255, 805, "jdih.kpu.go.id")],
        ),
    ),
    "kata-penyambung-sebaris": (
        Page([*HEAD, (MIDDLE, "Pasal 1"), (85, f"{SAME}."), (MIDDLE, "Pasal 2"), (85, "Buku diperiksa setiap bulan.")],
             placed=[(450, 110 + 18 * 5, "Pasal 2 . . .")]),
    ),
    "kepala-berulang": tuple(
        Page(
            [*(HEAD if number == 1 else []), (MIDDLE, f"Pasal {number}"), (85, f"{SAME} ke-{number}.")],
            placed=[(85, 40, f"2031, No.77 -{number}-")] if number % 2 else [(255, 40, "PRESIDEN"),
                                                                          (230, 54, "REPUBLIK INDONESIA"),
                                                                          (280, 72, f"- {number} -")],
        )
        for number in range(1, 5)
    ),
    "kop-dokumen-berulang": tuple(
        Page(
            [*(HEAD if number == 1 else []), (MIDDLE, f"Pasal {number}"), (85, words)],
            placed=[(85, 40, "Bahan Rapat Dengar Pendapat"), (85, 800, f"Biro Hukum | {number}")],
        )
        for number, words in enumerate(
            ["Petugas menerima barang.", "Barang ditata menurut jenisnya.", "Kunci disimpan.", "Gudang dijaga."], 1
        )
    ),
    "kalimat-serupa-di-kepala-halaman": tuple(
        Page([*(HEAD if number == 1 else []), (MIDDLE, f"Pasal {number}"), (85, f"{SAME} ke-{number}.")])
        for number in range(1, 5)
    ),
    "lintas-halaman": (
        Page([
            *HEAD,
            (MIDDLE, "Pasal 1"),
            (85, "(1) Petugas gudang menyiapkan perlengkapan pelayanan di loket, yang meliputi:"),
            (107, "a. daftar hadir yang telah diberi nomor urut dan disahkan oleh kepala gudang,"),
            (122, "rangkap dua;"),
            (107, "b. kotak yang masih bersegel dan belum pernah dipakai untuk pelayanan pada hari"),
        ], top=520),
        Page([
            (122, "sebelumnya; dan"),
            (107, "c. alat tulis yang jumlahnya ditentukan oleh kepala gudang menurut kebutuhan di"),
            (122, "setiap loket,"),
            (107, "dan menyerahkannya kepada petugas loket."),
            (85, "(2) Penyerahan sebagaimana dimaksud pada ayat (1) dilakukan menurut tata cara pada"),
        ], placed=[(285, 50, "- 2 -")]),
        Page([
            (107, "ayat (3) huruf b."),
            (85, "(3) Petugas loket:"),
            (107, "a. menghitung barang; dan"),
            (107, "b. menandatangani tanda terima."),
        ], placed=[(285, 50, "- 3 -")]),
    ),
    "rujukan-di-awal-baris": (
        Page([
            *HEAD,
            (MIDDLE, "Pasal 1"),
            (85, "(1) Kepala gudang memeriksa daftar barang yang diserahkan oleh petugas penerima."),
            (85, "(2) Hasil pemeriksaan dituangkan ke dalam berita acara yang ditandatangani kepala"),
            (107, "gudang."),
            (85, "(3) Ketentuan mengenai pemeriksaan sebagaimana dimaksud pada ayat (1) dan pada ayat"),
            (107, "(2) dan ayat (4) berlaku pula bagi barang yang dikirim kembali menurut Pasal 2 ayat"),
            (107, "(1) huruf a dan Pasal 2 ayat (2)."),
            (85, "(4) Barang yang dikirim kembali dicatat."),
            (MIDDLE, "Pasal 2"),
            (85, "(1) Barang dikirim kembali apabila:"),
            (107, "a. rusak; atau"),
            (107, "b. salah alamat."),
            (85, "(2) Pengirim menanggung biaya."),
        ]),
    ),
    "perubahan": (
        Page([
            (150, "PERATURAN KOMISI PEMILIHAN UMUM"),
            (190, "NOMOR 31 TAHUN 2031 TENTANG"),
            (110, "PERUBAHAN ATAS PERATURAN NOMOR 30 TAHUN 2031 TENTANG GUDANG"),
            (0, ""),
            (MIDDLE, "Pasal I"),
            (85, "Beberapa ketentuan dalam Peraturan Nomor 30 Tahun 2031 diubah sebagai berikut:"),
            (85, "1. Ketentuan Pasal 5 diubah sehingga berbunyi sebagai berikut:"),
            (MIDDLE, "Pasal 5"),
            (107, "Gudang dibuka pada hari kerja dan pada hari lain yang ditentukan oleh kepala"),
            (107, "gudang."),
            (85, "2. Di antara Pasal 5 dan Pasal 6 disisipkan 1 (satu) pasal, yakni Pasal 5A, yang"),
            (107, "berbunyi sebagai berikut:"),
            (MIDDLE, "Pasal 5A"),
            (107, "(1) Gudang ditutup apabila:"),
            (129, "a. hari libur; atau"),
            (129, "b. barang sedang dihitung."),
            (107, "(2) Penutupan diumumkan."),
            (85, "3. Pasal 9 dihapus."),
            (MIDDLE, "Pasal II"),
            (85, "Peraturan Komisi ini mulai berlaku pada tanggal diundangkan."),
            (85, "Agar setiap orang mengetahuinya, memerintahkan pengundangan Peraturan Komisi ini"),
            (85, "dengan penempatannya dalam Berita Negara Republik Indonesia."),
        ]),
    ),
    "cap-air": (
        Page(
            [*HEAD, *((MIDDLE if odd else 85, words) for number in range(1, 9)
                      for odd, words in ((True, f"Pasal {number}"), (False, f"{SAME} ke-{number}.")))],
            across=["RANCANGAN"],
        ),
    ),
    "tabel-bersambung": (
        Page(
            [*HEAD, (MIDDLE, "Pasal 1"), (85, "Jadwal tercantum dalam Lampiran."), (85, "Ditetapkan di Jakarta"),
             (85, "pada tanggal 2 April 2031")],
        ),
        Page(
            [(300, "LAMPIRAN"), (300, "PERATURAN KOMISI PEMILIHAN UMUM"), (300, "NOMOR 30 TAHUN 2031")],
            placed=[(285, 50, "- 2 -"), (220, 190, "JADWAL PELAYANAN GUDANG")],
            tables=[(85, 230, SCHEDULE)],
        ),
        Page(
            placed=[(285, 50, "- 3 -")],
            tables=[(85, 110, [SCHEDULE[0], ("3.", "Pengiriman", "", "12 Mei")])],
        ),
    ),
    "tabel-melintang": (
        Page([*HEAD, (MIDDLE, "Pasal 1"), (85, "Jadwal tercantum dalam Lampiran.")]),
        Page(
            [(500, "LAMPIRAN"), (500, "PERATURAN KOMISI PEMILIHAN UMUM")],
            tables=[(85, 200, SCHEDULE)], landscape=True, placed=[(400, 40, "- 2 -")],
        ),
    ),
    "tabel-ditulis-ke-atas": (
        Page([*HEAD, (MIDDLE, "Pasal 1"), (85, "Jadwal tercantum dalam Lampiran.")]),
        Page([(300, "LAMPIRAN"), (300, "PERATURAN KOMISI PEMILIHAN UMUM")]),
        Page(turned=[(120, 150, SCHEDULE)]),
    ),
    "rincian-tanpa-titik-dua": (  # a few words that end no sentence announce a list, too
        Page([
            *HEAD,
            (MIDDLE, "Pasal 1"),
            (85, "(1) Limbah cair"),
            (107, "a. Limbah dari loket dikumpulkan dalam tangki yang tertutup rapat dan diberi label"),
            (122, "oleh petugas gudang;"),
            (107, "b. Tangki diletakkan di halaman belakang."),
            (85, "(2) Petugas gudang mencatat barang yang masuk sebagaimana dimaksud dalam Pasal"),
            (107, "7"),
            (107, "dan barang yang keluar pada hari yang sama di dalam buku yang telah disediakan."),
        ]),
    ),
    "rincian-berlanjut": (  # words left of the item's text, and then its next label: the list was not closed
        Page([
            *HEAD,
            (MIDDLE, "Pasal 1"),
            (85, "Gudang menyimpan:"),
            (85, "a. kotak suara yang diterima dari pengirim menurut daftar barang yang dibuat"),
            (100, "oleh pengirim;"),
            (85, "b."), (100, "daftar barang yang rusak;"),
            (85, "c. tinta; dan"),
            (85, "d. segel."),
        ], placed=[(118, 110 + 18 * 7, "bilik suara yang diterima dari pengirim serta")]),
    ),
    "label-terlalu-tinggi": (
        Page([
            *HEAD,
            (MIDDLE, "Pasal 1"),
            (85, "(1) Putusan kepala gudang mengenai barang yang rusak dibacakan dalam rapat untuk"),
            (85, "(2) umum."),
            (107, "Putusan yang tidak dibacakan dalam rapat sebagaimana dimaksud pada ayat (1) batal"),
            (107, "dan barangnya diperiksa lagi oleh petugas gudang yang menerimanya dari pengirim."),
            (85, "(3) Barang yang hilang diganti oleh pengirim atau petugas yang menyimpannya, kecuali"),
            (85, "(4) ada bencana."),
            (85, "(5) Gudang ditutup pada hari libur."),
        ]),
    ),
    "kata-penyambung-di-kanan": (
        Page([*HEAD, (MIDDLE, "Pasal 1"), (85, f"{SAME}."), (MIDDLE, "Pasal 2"), (85, "Buku diperiksa.")],
             placed=[(450, 110 + 18 * 6, "Pasal 3 . . .")]),
        Page([(MIDDLE, "Pasal 3"), (85, f"{SAME}.")], placed=[(430, 770, "Pasal 4 …"), (480, 788, "…")]),
        Page([(MIDDLE, "Pasal 4"), (85, "Buku disimpan.")]),
    ),
    "penggal-kata": (
        Page([
            *HEAD,
            (MIDDLE, "Pasal 1"),
            (85, "Petugas memberikan salinan. Petugas yang tidak mem-"),
            (85, "berikan salinan, menurut undang-"),
            (85, "undang, ditegur. Barang-barang tanpa label di-"),
            (85, "pindahkan. Surat keterangan ber-"),
            (85, "tanggal disimpan menurut Undang-"),
            (85, "Undang tentang arsip."),
        ]),
    ),
}  # fmt: skip


KNOWN: dict[str, str] = {}
"""What is not read rightly yet; the expected outline is right, and written by hand."""


@pytest.mark.parametrize("name", cases(sorted(CASES), KNOWN))
def test_pages(name: str, tmp_path: Path, same_as: Callable[[str, str], None], request: pytest.FixtureRequest) -> None:
    if name in KNOWN and request.config.getoption("--renew"):
        pytest.xfail("written by hand")
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(pdf(*CASES[name]))
    regulation = read(path)
    assert regulation.coverage == 1.0
    assert regulation.source.reader == "pdf"
    assert regulation.source.pages == len(CASES[name])
    same_as(outline(regulation), f"ingest/pdf/{name}.outline")


def turned(data: bytes, degrees: int) -> bytes:
    """The same file, its pages to be shown turned clockwise."""
    document, out = pdfium.PdfDocument(data), io.BytesIO()
    for page in document:
        page.set_rotation(degrees)
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_shown_turned_keeps_its_words_in_order(degrees: int) -> None:
    drawn = pdf(Page([*HEAD, (MIDDLE, "Pasal 1"), (85, "Petugas menerima barang."), (85, "Barang dicatat.")]))
    lines = read_pdf("turned.pdf", turned(drawn, degrees)).lines
    assert [line.text for line in lines] == [line.text for line in read_pdf("upright.pdf", drawn).lines]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_shown_turned_keeps_its_table(degrees: int) -> None:
    lines = read_pdf("turned.pdf", turned(pdf(Page(tables=[(85, 110, SCHEDULE)])), degrees)).lines
    cells = [tuple(cell.replace("\n", " ") for cell in line.cells or ()) for line in lines]
    assert cells == list(SCHEDULE)


def test_origins_say_where_a_provision_stands(tmp_path: Path) -> None:
    path = tmp_path / "asal.pdf"
    path.write_bytes(pdf(*CASES["perabot-halaman"]))
    regulation = read(path)
    assert regulation["pasal-1"].pages == (1, 2)
    assert regulation["pasal-2"].pages == (2,)
    for provision in regulation.walk():
        for origin in provision.origins:
            assert origin.box is not None
            left, top, right, bottom = origin.box
            assert 0 <= left < right <= WIDTH
            assert 0 <= top < bottom <= HEIGHT


def test_a_page_without_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "kosong.pdf"
    path.write_bytes(pdf(Page([*HEAD, (MIDDLE, "Pasal 1"), (85, "Petugas menerima barang.")]), Page()))
    told = [(problem.code, problem.page) for problem in read(path).problems]
    assert told == [("halaman-tanpa-teks", 2)]
