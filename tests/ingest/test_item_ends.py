"""Items whose semicolon was misread are closed with one; nothing else is touched."""

from __future__ import annotations

import pytest

from pkpu_review.ingest.item_ends import mend_ends
from pkpu_review.ingest.tree import Node, Piece
from pkpu_review.model import Origin


def tree(*items: str) -> Node:
    article = Node("pasal", "1", lead=[Piece("Perlengkapan terdiri atas:", Origin(1))])
    for place, words in enumerate(items):
        article.children.append(Node("huruf", "abcdef"[place], lead=[Piece(words, Origin(1, (1.0, 2.0, 3.0, 4.0)))]))
    return article


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (
            ("kotak suara;", "segel;", "surat suara: dan", "tinta."),
            ("kotak suara;", "segel;", "surat suara; dan", "tinta."),
        ),
        (("kotak suara,", "surat suara, dan", "tinta."), ("kotak suara,", "surat suara, dan", "tinta.")),
        (("kotak suara;", "surat suara, atau", "tinta,"), ("kotak suara;", "surat suara; atau", "tinta,")),
        (("kotak suara,", "surat suara", "tinta."), ("kotak suara,", "surat suara", "tinta.")),
        (("kotak suara.", "surat suara,", "tinta."), ("kotak suara.", "surat suara,", "tinta.")),
    ],
)
def test_ends(items: tuple[str, ...], expected: tuple[str, ...]) -> None:
    article = tree(*items)
    mends = mend_ends([article], frozenset([1]))
    assert tuple(child.lead[0].text for child in article.children) == expected
    assert len(mends) == sum(before != after for before, after in zip(items, expected, strict=True))
    assert all(mend.page == 1 and mend.after.endswith((";", "; dan", "; atau")) for mend in mends)
    assert article.lead[0].text == "Perlengkapan terdiri atas:"


def test_what_was_not_recognised_in_a_picture_stays() -> None:
    article = tree("kotak suara,", "tinta.")
    assert mend_ends([article], frozenset([2])) == []
    assert article.children[0].lead[0].text == "kotak suara,"
