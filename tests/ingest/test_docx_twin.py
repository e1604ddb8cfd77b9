"""The draft that is there as a Word file and, in a later version, as a PDF: one tree, but for what was changed.

Every difference below was looked up on the rendered pages of both: the PDF (pages 1 to 6) ends with Pasal 6,
prints 1. where the Word file prints (1), and sets the titles of its Bagian in capitals.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

import pytest

from pkpu_review.ingest import read
from pkpu_review.model import Provision, Regulation

WORD, PDF = "ranperda-katingan-2022.docx", "ranperda-bantuan-hukum-v15.pdf"
CHANGED = [
    ("judul", "RANCANGAN", ""),
    ("judul", "2022", "2026"),
    ("bab-ii/bagian-kesatu", "Asas", "ASAS"),
    ("pasal-2/huruf-c", "keterbukaan;", "efektivitas; dan"),
    ("pasal-2/huruf-d", "efektivitas; dan", "akuntabilitas."),
    ("bab-ii/bagian-kedua", "Maksud dan Tujuan", "MAKSUD DAN TUJUAN"),
    ("bab-ii/bagian-ketiga", "Kriteria Masyarakat Miskin", "KRITERIA MASYARAKAT MISKIN"),
    ("bab-ii/bagian-keempat", "Ruang Lingkup", "RUANG LINGKUP"),
    ("penutup", "SAKARIYAS", "SAIFUL"),
    ("penutup", "2022", "2026"),
    ("penjelasan", "2022", "2026"),
    ("penjelasan", "UNTUK", "BAGI"),
    ("penjelasan", "TAMBAHAN LEMBARAN DAERAH KABUPATEN KATINGAN NOMOR", ""),
]
"""Id, words of the Word file, words of the PDF."""
LABELS = {"penjelasan/umum": ("I. UMUM", "1. UMUM")}
"""Labels that differ otherwise than (1) and 1."""


@pytest.fixture(scope="module")
def twins(shared: Path) -> tuple[Regulation, Regulation]:
    folder = shared / "real" / "drafts"
    return read(folder / WORD), read(folder / PDF)


def as_in_word(id: str) -> str:
    """The id that a provision of the PDF has in the Word file: the paragraphs of Pasal 3 and 6 are ayat there."""
    article, _, rest = id.partition("/")
    return f"{article}/{rest.replace('angka-', 'ayat-', 1)}" if article in ("pasal-3", "pasal-6") and rest else id


def test_what_only_one_of_them_has(twins: tuple[Regulation, Regulation]) -> None:
    word, pdf = ([one.id for one in twin.walk()] for twin in twins)
    there = set(map(as_in_word, pdf))
    assert there <= set(word)
    only = [id for id in word if id not in there]
    assert only[0] == "pasal-2/huruf-e"
    behind = word[word.index("bab-iv") : word.index("penutup")]
    explained = word[word.index("penjelasan/pasal-demi-pasal") :]
    assert only[1:] == behind + explained
    assert [id for id in behind if id.startswith("bab-")] == [
        f"bab-{n}" for n in ["iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
    ]
    assert [id for id in behind if "/" not in id and id.startswith("pasal-")] == [f"pasal-{n}" for n in range(7, 22)]


def test_their_words_are_the_same_but_for_what_was_changed(twins: tuple[Regulation, Regulation]) -> None:
    word, pdf = twins
    found = [change for one in pdf.walk() for change in changes(word[as_in_word(one.id)], one)]
    assert found == CHANGED


def changes(word: Provision, pdf: Provision) -> list[tuple[str, str, str]]:
    old, new = word.text.split(), pdf.text.split()
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(pdf.id, " ".join(old[a:b]), " ".join(new[c:d])) for step, a, b, c, d in steps if step != "equal"]


def test_their_order_and_labels_are_the_same(twins: tuple[Regulation, Regulation]) -> None:
    word, pdf = twins
    order = [one.id for one in word.walk()]
    places = [order.index(as_in_word(one.id)) for one in pdf.walk()]
    assert places == sorted(places)
    differ = {
        one.id: (word[as_in_word(one.id)].label, one.label)
        for one in pdf.walk()
        if word[as_in_word(one.id)].label != one.label
    }
    renumbered = {
        f"pasal-{n}/angka-{m}": (f"({m})", f"{m}.") for n, last in ((3, 2), (6, 3)) for m in range(1, last + 1)
    }
    assert differ == LABELS | renumbered


def test_nothing_is_lost_of_either(twins: tuple[Regulation, Regulation]) -> None:
    assert [twin.coverage for twin in twins] == [1.0, 1.0]
