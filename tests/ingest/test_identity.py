"""The words of the title page → what the regulation says it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkpu_review.ingest.identity import identify
from pkpu_review.model import Identity

PKPU = "PERATURAN KOMISI PEMILIHAN UMUM"


@pytest.mark.parametrize(
    ("title", "identity"),
    [
        (f"{PKPU} NOMOR 3 TAHUN 2031 TENTANG LOKET", Identity(PKPU, "3", "2031", "LOKET")),
        (f"RANCANGAN {PKPU} NOMOR ... TAHUN ... TENTANG LOKET", Identity(PKPU, "", "", "LOKET", draft=True)),
        (f"RANCANGAN {PKPU} NOMOR … TAHUN 2031 TENTANG LOKET", Identity(PKPU, "", "2031", "LOKET", draft=True)),
        (f"RANCANGAN {PKPU} NOMOR TAHUN TENTANG LOKET", Identity(PKPU, "", "", "LOKET", draft=True)),
        (f"SALINAN {PKPU} REPUBLIK INDONESIA NOMOR 3 TAHUN 2031 TENTANG LOKET",
         Identity(f"{PKPU} REPUBLIK INDONESIA", "3", "2031", "LOKET")),
        ("UNDANG-UNDANG REPUBLIK INDONESIA NOMOR 7 TAHUN 2017 TENTANG PEMILIHAN UMUM",
         Identity("UNDANG-UNDANG REPUBLIK INDONESIA", "7", "2017", "PEMILIHAN UMUM")),
        (f"{PKPU} NOMOR 4 TAHUN 2031 TENTANG PERUBAHAN KEDUA ATAS {PKPU} NOMOR 3 TAHUN 2031 TENTANG LOKET",
         Identity(PKPU, "4", "2031", f"PERUBAHAN KEDUA ATAS {PKPU} NOMOR 3 TAHUN 2031 TENTANG LOKET",
                  amends=f"{PKPU} NOMOR 3 TAHUN 2031 TENTANG LOKET")),
        ("KEPUTUSAN KOMISI PEMILIHAN UMUM NOMOR 12/PP.01/2031 TENTANG PEDOMAN",
         Identity("KEPUTUSAN KOMISI PEMILIHAN UMUM", "12/PP.01/2031", "", "PEDOMAN")),
        ("Peraturan Komisi Pemilihan Umum Nomor 3 Tahun 2031 tentang Loket", Identity(PKPU, "3", "2031", "Loket")),
        ("", Identity()),
    ],
)  # fmt: skip
def test_identity(title: str, identity: Identity) -> None:
    assert identify(title) == identity


def test_name_is_one_line() -> None:
    assert identify(f"RANCANGAN {PKPU}\nNOMOR 3 TAHUN 2031\nTENTANG\nLOKET").name == (
        f"RANCANGAN {PKPU} NOMOR 3 TAHUN 2031 TENTANG LOKET"
    )


@given(st.text(max_size=200))
def test_any_words_may_stand_there(title: str) -> None:
    assert "\n" not in identify(title).name


def test_a_title_that_repeats_itself_is_no_trap() -> None:
    # a search without bounds would try every way to part these words, for hours
    assert identify("UNDANG-UNDANG TENTANG " + "PERUBAHAN " * 20_000).amends == ""
