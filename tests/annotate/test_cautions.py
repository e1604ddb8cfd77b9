"""What an area does not have is told before the reasons of a flag."""

import pytest

from pkpu_review.annotate import flag, line_up, line_ups
from pkpu_review.annotate.cautions import Caution
from pkpu_review.model import Identity, Provision, Regulation, Source

CAUTIONS = [caution for name in line_ups() for caution in line_up(name).cautions]
HEADING = "BAB V JUMLAH KURSI > Bagian Ketiga Jumlah Kursi dan Daerah Pemilihan Anggota DPRD Kabupaten/Kota"


def told(*provisions: Provision, office: str = "dki-2022") -> set[str]:
    flags = flag(Regulation(Identity(), Source("contoh.txt", "", "text"), provisions), office)
    return {f.provision for f in flags.flags if f.evidence and f.evidence[0].rule.startswith("perhatian:")}


@pytest.mark.parametrize("caution", CAUTIONS, ids=lambda caution: caution.id)
def test_a_caution_holds_on_its_examples_and_not_on_its_counter_examples(caution: Caution) -> None:
    assert caution.examples and caution.counter_examples and caution.citation
    assert [text for text in caution.examples if not caution.place(text)] == []
    assert [text for text in caution.counter_examples if caution.place(text)] == []


def test_only_the_office_whose_area_lacks_it_is_cautioned() -> None:
    article = Provision("pasal-1", "pasal", lead="Jumlah kursi DPRD kabupaten/kota paling sedikit 20 (dua puluh).")
    assert told(article) == {"pasal-1"}
    assert told(article, office="provinsi-5") == set()


def test_the_innermost_heading_speaks_where_the_words_name_neither() -> None:
    ayat = (
        Provision("pasal-1/ayat-1", "ayat", "(1)", "", "Daerah pemilihan yang hilang dihapuskan."),
        Provision("pasal-1/ayat-2", "ayat", "(2)", "", "Daerah pemilihan anggota DPRD provinsi ditata kembali."),
    )
    assert told(Provision("pasal-1", "pasal", heading=HEADING, children=ayat)) == {"pasal-1/ayat-1"}


def test_one_item_of_a_list_says_nothing_of_the_whole() -> None:
    huruf = (
        Provision("pasal-1/huruf-a", "huruf", "a.", "", "memutakhirkan data pemilih;"),
        Provision("pasal-1/huruf-b", "huruf", "b.", "", "menetapkan calon terpilih anggota DPRD kabupaten/kota."),
    )
    lead = "KPU Kabupaten/Kota bertugas:"
    assert told(Provision("pasal-1", "pasal", lead=lead, children=huruf)) == {"pasal-1/huruf-b"}
