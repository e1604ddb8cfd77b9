"""Heads and feet of pages that were recognised in a picture."""

from __future__ import annotations

from pkpu_review.ingest.clean import clean
from pkpu_review.ingest.lines import Extract, Line
from pkpu_review.model import Origin

WIDTH, HEIGHT = 600.0, 900.0


def printed(page: int, top: float, text: str, left: float = 250.0) -> Line:
    right = left + 5.5 * len(text)
    lefts = [left + 5.5 * len(text[: text.index(word)]) for word in text.split()]
    return Line(
        text, Origin(page, (left, top, right, top + 10)), left, right, 10, centred=True, lefts=lefts, recognised=True
    )


def test_the_seal_of_a_minister_is_known_by_the_pages_on_which_it_is_legible() -> None:
    """The words of the running head are not in the program: the legible pages tell them."""
    heads = ["MENTERI PERIKANAN", "MENTERI PERIKANAN", "MENTERI PERIKANAN", "MENTER! PERLKAHAN", "MENTERI PERlKANAN"]
    lines = []
    for page, head in enumerate(heads, start=1):
        lines += [
            printed(page, 100, "{~"),
            printed(page, 110, head),
            printed(page, 125, f"- {page} -", 290.0),
            printed(page, 200, f"Kalimat halaman {'abcde'[page - 1]} yang menjadi isi peraturan.", 150.0),
        ]
    size = (WIDTH,) * len(heads), (HEIGHT,) * len(heads)
    extract = Extract(tuple(lines), "pdf", len(heads), *size, recognised=frozenset(range(1, len(heads) + 1)))
    kept, furniture, _ = clean(extract)
    assert [line.text.split()[0] for line in kept] == ["Kalimat"] * len(heads)
    assert len(furniture) == 3 * len(heads)
