"""Whether the next draft took a proposal up: whatever the words, and by examples that people read."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from pkpu_review.compare.proposals.adoption import fate, words
from pkpu_review.compare.proposals.anew import MOST_LIKELY, anew
from pkpu_review.compare.proposals.rest import is_put_otherwise

SAID = (
    "KPU PPS PPK wajib dapat menyampaikan laporan kepada Bawaslu paling lambat 7 14 hari sejak rapat selesai dan atau "
    "secara tertulis daftar pemilih, tidak"
)
texts = st.lists(st.sampled_from(SAID.split()), min_size=1, max_size=25).map(" ".join)
BEFORE = "KPU Kabupaten/Kota dapat menyampaikan laporan kepada KPU Provinsi paling lambat 7 (tujuh) Hari sejak rapat."
ASKED = BEFORE.replace("dapat", "wajib").replace("7 (tujuh)", "14 (empat belas)")


def keys(text: str) -> list[str]:
    return [word.key for word in words(text)]


@given(texts, texts)
def test_what_the_next_draft_says_word_for_word_was_adopted_wholly(before: str, proposal: str) -> None:
    assume(keys(proposal))
    assert fate(proposal, before, proposal).fate == "wholly"


@example("dan", "atau")  # words that have no stem
@given(texts, texts)
def test_where_the_next_draft_changed_nothing_no_wording_was_adopted(before: str, proposal: str) -> None:
    assume(keys(proposal) != keys(before) and keys(proposal))
    found = fate(proposal, before, before)
    assert found.fate == "not"


@given(texts, texts, texts)
@example("KPU wajib KPU", "wajib tidak", "KPU")  # a clause put in its place, whose last word the next one would join
def test_the_evidence_is_in_the_words_of_the_three_texts(before: str, proposal: str, now: str) -> None:
    found = fate(proposal, before, now)
    for one in found.asked:
        assert one.old in " ".join(w.text for w in words(before)) and one.found in " ".join(w.text for w in words(now))
        assert one.new in " ".join(w.text for w in words(proposal)) and (one.old or one.new)


@pytest.mark.parametrize(
    ("expected", "now"),
    [
        ("wholly", ASKED),
        ("wholly", ASKED.replace("laporan", "laporan tertulis")),  # and more
        ("not", BEFORE),
        ("not", BEFORE.replace("7 (tujuh)", "10 (sepuluh)")),  # changed, but otherwise
        ("partly", BEFORE.replace("dapat", "wajib")),
        ("other-words", ASKED.replace("wajib", "harus")),
        ("partly", BEFORE.replace("dapat", "harus")),
    ],
)
def test_a_wording_and_what_became_of_it(expected: str, now: str) -> None:
    assert fate(ASKED, BEFORE, now).fate == expected


@pytest.mark.parametrize(
    ("expected", "proposal", "now"),
    [
        ("wholly", "dihapus", ""),
        ("not", "Ayat ini dihapus", BEFORE),
        ("wholly", "tetap", BEFORE),
        ("not", "tetap", ""),
        ("wholly", 'frasa "kepada KPU Provinsi" dihapus', BEFORE.replace("kepada KPU Provinsi ", "")),
        ("not", 'frasa "kepada KPU Provinsi" dihapus', BEFORE),
        (
            "other-words",
            'tambahkan "dan mengumumkannya melalui laman resmi" setelah "KPU Provinsi"',
            BEFORE.replace("KPU Provinsi", "KPU Provinsi serta memublikasikannya pada situs web"),
        ),
    ],
)
def test_an_instruction_and_what_became_of_it(expected: str, proposal: str, now: str) -> None:
    assert fate(proposal, BEFORE, now, gone=not now).fate == expected


def test_a_provision_that_the_draft_does_not_have_is_looked_for_among_the_new_ones() -> None:
    proposal = "PPS menyediakan layanan bagi pemilih penyandang disabilitas di setiap TPS."
    others = ("pasal-3", "KPU menetapkan jadwal."), ("pasal-9", proposal)
    found = anew(proposal, BEFORE, others)
    assert found.fate == "wholly" and found.elsewhere == "pasal-9"
    assert anew(proposal, BEFORE, others[:1]).fate == "not"


def test_a_new_provision_is_found_among_more_than_are_looked_at_word_by_word() -> None:
    others = [(f"pasal-{at}", f"KPU menyampaikan daftar nomor {at} kepada PPK.") for at in range(3 * MOST_LIKELY)]
    wanted = "Saksi dapat memotret formulir hasil penghitungan suara sebelum rapat berakhir."
    among = [*others[:-1], ("pasal-900", wanted.replace("berakhir", "selesai")), others[-1]]
    found = anew(f"Ditambahkan ayat baru: {wanted}", BEFORE, among)
    assert (found.fate, found.elsewhere) == ("other-words", "pasal-900")


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (
            "Anggota PPS ditetapkan oleh KPU Kabupaten/Kota atas usul camat.",
            "Anggota PPS ditetapkan oleh KPU Kabupaten/Kota atas usul kepala desa.",
        ),
        ("Pengadaan logistik dibiayai sendiri.", "Pengadaan logistik menjadi tanggung jawab sekretariat KPU Provinsi."),
        ("Surat suara rusak dicatat.", "Surat suara rusak diganti dengan surat suara cadangan oleh ketua KPPS."),
        ("Calon yang meninggal diganti.", "Calon yang meninggal dunia dihapus dari daftar calon tetap oleh KPU."),
        (
            "Masa kerja PPK 8 bulan.",
            "Masa kerja PPK dapat diubah menjadi 10 (sepuluh) bulan karena pemungutan suara ulang.",
        ),
        ("Daftar dimuat.", "Daftar calon yang sudah ditambah menjadi dasar pencetakan surat suara."),
    ],
)
def test_the_wording_of_the_next_draft_is_no_order_whatever_words_of_offices_it_has(before: str, now: str) -> None:
    assert fate(now, before, now).fate == "wholly"
    assert fate(now, before, before).fate == "not"


def test_the_law_has_words_of_offices_too() -> None:
    before = "Anggota PPS ditetapkan oleh KPU Kabupaten/Kota atas usul camat."
    wanted = "Anggota PPS ditetapkan oleh KPU Provinsi atas usul kepala desa."
    assert fate(wanted, before, before.replace("camat", "kepala desa")).fate == "partly"


@pytest.mark.parametrize("marks", ['""', "''", "“”", "‘’"])
def test_the_marks_of_a_quotation_are_no_words(marks: str) -> None:
    before = "Tempat rapat sebagaimana dimaksud pada ayat (1) harus terletak di wilayah Indonesia."
    order = "frasa {0}Tempat rapat{1} diubah menjadi {0}Pemberhentian{1}; dan kata {0}terletak{1} dihapus".format(
        *marks
    )
    found = fate(order, before, before.replace("Tempat rapat", "Pemberhentian"))
    assert [(piece.new, piece.fate) for piece in found.asked] == [("Pemberhentian", "wholly"), ("", "not")]
    assert found.fate == "partly"


REFERS = "Pelatihan sebagaimana dimaksud pada ayat (1) dilaksanakan oleh PPK."


@pytest.mark.parametrize(
    ("expected", "proposal", "now"),
    [
        ("partly", REFERS.replace("(1)", "(1) dan ayat (2)").replace("PPK", "PPS"), REFERS.replace("PPK", "PPS")),
        ("partly", REFERS.replace("(1)", "(3)").replace("PPK", "PPS"), REFERS.replace("PPK", "PPS")),
        (
            "partly",
            REFERS.replace("(1)", "(1) dan ayat (2)").replace("PPK", "PPS"),
            REFERS.replace("(1)", "(1) dan ayat (2)"),
        ),
        ("wholly", REFERS.replace("PPK", "PPS"), REFERS.replace("PPK", "PPS").replace("(1)", "(2)")),  # renumbered
        ("not", REFERS.replace("(1)", "(1) dan ayat (2)"), REFERS.replace("dilaksanakan", "diselenggarakan")),
    ],
)
def test_a_reference_that_was_asked_for_is_there_or_it_is_not(expected: str, proposal: str, now: str) -> None:
    assert fate(proposal, REFERS, now).fate == expected


def test_of_joints_the_one_asked_for_is_there_or_it_is_not() -> None:
    before = "Verifikasi dilakukan dengan kunjungan dan/atau panggilan video."
    for now, expected in (("dan", "wholly"), ("atau", "not"), ("dan/atau", "not")):
        assert fate('"dan/atau" diganti "dan"', before, before.replace("dan/atau", now)).fate == expected


def test_a_sentence_with_commas_that_was_taken_word_for_word_is_no_list() -> None:
    wanted = "Dalam memberikan pelayanan, KPPS mendahulukan Pemilih lanjut usia, ibu hamil, dan penyandang disabilitas."
    found = anew(f"Ditambahkan ayat baru: {wanted}", BEFORE, [("pasal-20/ayat-2", wanted)])
    assert (found.fate, found.elsewhere) == ("wholly", "pasal-20/ayat-2")


def test_a_long_provision_has_not_said_what_its_words_far_apart_would_say() -> None:
    wanted = "Peserta rapat dapat menyampaikan pendapat secara lisan dan tertulis."
    apart = (
        "Peserta pemungutan suara {0} rapat pleno {0} menyampaikan salinan {0} pendapat ahli {0} lisan {0} tertulis."
    )
    between = "yang tercantum dalam daftar sebagaimana ditetapkan dengan keputusan ketua panitia di tingkat kecamatan"
    found = anew(f"Ditambahkan ayat baru: {wanted}", BEFORE, [("pasal-1", apart.format(between))])
    assert found.fate == "not"
    told = "Pendapat dari peserta rapat disampaikan baik lisan maupun tertulis."
    assert anew(f"Ditambahkan ayat baru: {wanted}", BEFORE, [("pasal-1", told)]).fate == "other-words"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "KPU Kabupaten/Kota menyusun daftar Pemilih pada TPS lokasi khusus paling lambat 14 (empat belas) Hari.",
        "KPU Kabupaten/Kota mengumumkan hasil seleksi dalam waktu paling lama 14 (empat belas) Hari sesudah wawancara.",
        "Saksi melapor kepada KPU Kabupaten/Kota paling lambat 14 (empat belas) Hari sejak penetapan.",
    ],
)
def test_who_acts_and_by_when_is_no_subject(elsewhere: str) -> None:
    wanted = (
        "KPU Kabupaten/Kota menetapkan jadwal pelaksanaan paling lambat 14 (empat belas) Hari sejak diundangkan, "
        "dengan memperhatikan kondisi geografis dan ketersediaan anggaran."
    )
    assert anew(wanted, "Jadwal tercantum dalam Lampiran.", [("pasal-12", elsewhere)]).fate == "not"


def test_a_letter_too_few_is_a_typing_error() -> None:
    """Also within a name of two words, which is read as one."""
    text = "PPS melayani penyandang disabilitas di kantor desa."
    told = fate(text.replace("disabilitas", "disablitas"), "PPS melayani Pemilih.", text)
    assert told.fate == "wholly"


def test_what_came_unasked_says_what_is_lacking_where_the_rest_came_in_other_words() -> None:
    """Not where nothing came unasked, and not where a figure is lacking."""
    draft = "PPS menyusun daftar pemilih."
    proposal = "PPS mengumumkan daftar pemilih di laman dan memasang kunci ganda."
    published = "Daftar pemilih dipublikasikan PPS pada situs web"
    taken = fate(proposal, draft, f"{published} dan pintunya bergembok berlapis.")
    assert taken.fate == "other-words" and taken.asked[-1].found == "pintunya bergembok berlapis."
    assert fate(proposal, draft, f"{published}.").fate == "partly"
    assert (
        fate(f"{proposal[:-1]} selama 3 hari.", draft, f"{published} dan pintunya bergembok berlapis.").fate == "partly"
    )


@pytest.mark.parametrize(
    ("old", "new"), [("swasta", "pihak lain"), ("tidak mengurangi wewenang", "dilaksanakan"), ("dinas", "orang")]
)
def test_words_that_were_to_go_and_stand_there_still_are_no_other_words(old: str, new: str) -> None:
    before = f"Ketentuan persyaratan bagi lembaga {old} berdasarkan peraturan ini."
    order = f'"persyaratan" diubah menjadi "kesehatan"; "{old}" diubah menjadi "{new}"'
    found = fate(order, before, before.replace("persyaratan", "kesehatan"))
    assert found.fate == "partly"
    assert found.asked[-1].fate == "not"


def test_what_else_changed_farther_off_says_nothing_of_what_is_lacking() -> None:
    before = "Saksi hadir di TPS. Kotak suara disimpan di gudang milik pemerintah daerah setempat selama Tahapan."
    wanted = before.replace("hadir", "membawa mandat tertulis, duduk di tempat yang disediakan, dan hadir")
    now = before.replace("hadir", "duduk pada kursi yang disiapkan dan hadir")
    assert fate(wanted, before, now.replace("Tahapan", "Tahapan serta dijaga petugas ketertiban")).fate == "partly"


@pytest.mark.parametrize(
    ("new", "here", "put"),
    [
        (
            "makanan yang gampang basi diberikan kepada panti sosial",
            "makanan yang cepat rusak diberikan kepada panti sosial",
            True,
        ),
        ("makanan yang gampang basi diberikan kepada panti sosial", "makanan diberikan kepada panti", False),
        (
            "makanan yang gampang basi diberikan kepada 3 panti sosial",
            "makanan yang cepat rusak diberikan kepada panti sosial",
            False,
        ),
        (
            "makanan basi difoto, dicatat, dilaporkan, lalu dibuang petugas",
            "makanan basi disimpan petugas gudang",
            False,
        ),
    ],
    ids=["said with other words", "nothing came beside it", "a figure is lacking", "too much in a row is lacking"],
)
def test_a_sentence_is_put_otherwise(new: str, here: str, put: bool) -> None:
    assert is_put_otherwise((), words(new), words(here)) is put
