"""What a proposal says on several ayat of one article."""

from __future__ import annotations

import pytest

from pkpu_review.compare.proposals.sections import sections

AYAT = [
    ("1", "KPPS menyiapkan TPS 1 (satu) Hari sebelum pemungutan suara."),
    ("2", "TPS dibuat di tempat yang mudah dijangkau."),
    ("3", "Biaya pembuatan TPS dibebankan pada anggaran KPU Kabupaten/Kota."),
]


@pytest.mark.parametrize(
    ("labels", "proposal"),
    [
        (["1", "3"], "Ayat (1): 2 (dua) Hari. Ayat (3): ditambahkan frasa 'dan bantuan pemerintah daerah'."),
        (["1", "2"], "1. Ayat (1): kata 'menyiapkan' diganti 'membuat'\n2. Ayat (2): agar dihapus"),
        (["2", "3"], "(2) TPS dibuat di tempat yang ramah disabilitas.\n(3) Biaya pembuatan TPS dibebankan pada APBN."),
        (["2", "4"], "(2) TPS dibuat di tempat yang mudah dijangkau kursi roda.\n(4) TPS dibongkar oleh KPPS."),
        (
            ["1", "2"],
            "Ayat (1) dan ayat (2) diubah sehingga berbunyi: (1) KPPS menyiapkan TPS. (2) TPS mudah dijangkau.",
        ),
        ([], "(1) KPPS menyiapkan TPS sebagaimana dimaksud pada ayat (2)."),  # one alone
        ([], "Ditambahkan 2 (dua) ayat baru: (2) KPPS menyiapkan TPS. (3) TPS dibuat di tempat yang mudah dijangkau."),
        ([], "Dipecah menjadi 2 ayat: (1) KPPS menyiapkan TPS. (2) TPS disiapkan 1 (satu) Hari sebelumnya."),
        ([], "(1) Saksi membawa mandat. (2) Saksi menolak menandatangani berita acara."),  # of another article
        ([], "Ayat (1) dan ayat (2) digabung."),
    ],
)
def test_what_it_is_about(labels: list[str], proposal: str) -> None:
    assert [label for label, _ in sections(proposal, AYAT)] == labels


def test_what_it_says_on_each_is_told_without_its_label() -> None:
    found = sections("Ayat (1): 2 (dua) Hari.\nAyat (2): dihapus.", AYAT)
    assert found == [("1", "2 (dua) Hari."), ("2", "dihapus.")]
