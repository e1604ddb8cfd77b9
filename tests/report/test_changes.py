"""What a terminal and Markdown tell of a comparison: in the same order, and nothing of a document's text as markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pkpu_review.compare import compare
from pkpu_review.knowledge import load
from pkpu_review.model import Change, Comparison, FollowedReference, Problem, Review
from pkpu_review.report.text.changes_text import differences
from pkpu_review.report.text.markdown import escaped, markdown
from pkpu_review.report.text.terminal import paint, plain
from pkpu_review.report.views.changes import WEIGHTIEST, Changes
from pkpu_review.report.views.selection import Selection

from .conftest import HOSTILE


@pytest.fixture(scope="module")
def told(review: Review) -> Comparison:
    """The comparison of the review, with sentences, ranks, a rival and a reference left behind."""
    found = review.comparison
    assert found is not None
    more = {
        ("pasal-2/ayat-1", "pasal-2/ayat-1"): {
            "sentence": "Batas waktu laporan berubah dari 7 (tujuh) hari menjadi 14 (empat belas) hari.",
            "rank": 90,
            "reasons": ("batas waktu", "kewajiban"),
        },
        ("pasal-3", None): {"rank": 70, "reasons": ("ketentuan dihapus",)},
        ("pasal-6", "pasal-7"): {"basis": "kemiripan", "rival": "pasal-5", "rival_side": "old", "rank": 5},
        ("pasal-1", "pasal-1"): {"poorly_read": True},
    }
    bare = [replace(row, sentence="", rank=0, reasons=()) for row in found.rows]
    rows = tuple(replace(row, **more.get((row.old or "", row.new), {})) for row in bare)  # type: ignore[arg-type]
    stale = FollowedReference("pasal-2/ayat-2", 34, 42, "ayat (1)", "stale", "pasal-5", "pasal-6", "pasal-2/ayat-1")
    return replace(found, rows=rows, references=(stale,))


def test_in_a_terminal(told: Comparison, same_as: Callable[[str, str], None]) -> None:
    same_as(paint(differences(Changes(told))), "report/perbandingan.txt")


def test_in_markdown(told: Comparison, same_as: Callable[[str, str], None]) -> None:
    same_as(markdown(Changes(told)), "report/perbandingan.md")


def test_a_filter_is_told_and_what_it_hides_is_counted(told: Comparison) -> None:
    view = paint(differences(Changes(told, Selection(only=("moved",), places=("6",)))))
    assert "Saringan: berpindah; Pasal 6. Ditampilkan 1 dari" in view
    assert "Pasal 6  Berpindah dari Pasal 5" in view and "Pasal 2" not in view
    assert "2 catatan lain tentang kedua naskah tidak ditampilkan karena saringan." in view
    none = paint(differences(Changes(told, Selection(only=("reference",)))))
    assert "Tidak ada perubahan yang cocok dengan saringan." in none


def test_the_weightiest_come_first_in_their_order(told: Comparison) -> None:
    assert [item.row.rank for item in Changes(told).weightiest] == [90, 70, 5]
    rows = tuple(replace(row, rank=40) for row in told.rows)
    assert len(Changes(replace(told, rows=rows * 2)).weightiest) == WEIGHTIEST
    many = Changes(replace(told, rows=rows)).weightiest
    order = [told.rows.index(row) for row in told.rows if any(row.new == item.row.new for item in many)]
    assert order == sorted(order)
    assert not Changes(replace(told, rows=tuple(replace(row, rank=0) for row in told.rows))).weightiest


def test_what_came_with_an_article_takes_no_place_of_its_own_among_the_weightiest(told: Comparison) -> None:
    rows = (
        Change(None, "bab-ii", "added", "substantive", rank=30),
        Change(None, "bab-ii/bagian-kesatu", "added", "substantive", rank=30),
        Change(None, "pasal-2", "added", "substantive", rank=40),
        Change(None, "pasal-2/ayat-1", "added", "substantive", rank=35),
        Change("pasal-2", None, "removed", "substantive", rank=38),
        Change("pasal-3/ayat-1", None, "removed", "substantive", rank=37),
    )
    told_first = [(item.row.old or item.row.new) for item in Changes(replace(told, rows=rows)).weightiest]
    assert told_first == ["pasal-2", "pasal-2", "pasal-3/ayat-1", "bab-ii", "bab-ii/bagian-kesatu"]


def test_doubtful_pairs_are_told_with_basis_and_rival(told: Comparison) -> None:
    sentences = [f"{check.where}: {check.told}" for check in Changes(told).checks]
    (doubt,) = [one for one in sentences if "belum pasti" in one]
    assert doubt.startswith("Pasal 7: ") and "Pasal 6 naskah lama" in doubt and "40 %" in doubt
    assert "kata-katanya mirip" in doubt and "Calon lain: Pasal 5 naskah lama." in doubt
    assert any("1 ketentuan tampak sama, tetapi tidak terbaca dengan baik" in one for one in sentences)


def test_every_basis_has_its_words() -> None:
    known = load("wording.toml")["basis"]
    sources = Path(compare.__code__.co_filename).parent.glob("*.py")
    used = set(re.findall(r'Link\([^()]*?"([a-z]+(?:-[a-z]+)*)"', "".join(path.read_text("utf-8") for path in sources)))
    assert used and used <= known.keys()


def test_what_only_went_along_is_counted(told: Comparison) -> None:
    rows = (Change("pasal-3", "pasal-4", "renumbered", "none"),
            Change("pasal-3/ayat-1", "pasal-4/ayat-1", "renumbered", "none"))  # fmt: skip
    found = Changes(replace(told, rows=rows, references=()))
    assert [item.row for item in found.items] == [rows[0]]
    assert found.along.startswith("1 rincian ikut")


def test_colours_leave_no_marks_of_text(told: Comparison) -> None:
    view = paint(differences(Changes(told), marks=False), colour=True)
    assert "[-" not in view and "\x1b[31;9mdapat\x1b[0m \x1b[32;4mwajib\x1b[0m" in view
    assert not re.search(r"[\x00-\x09\x0b-\x1a\x1c-\x1f\u202a-\u202e]", view)


# --- Markdown

GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TAGS = {
    "h1", "h2", "h3", "ul", "ol", "li", "p", "strong", "em", "s", "blockquote", "code", "",
}  # fmt: skip


def shown(source: str) -> tuple[str, set[str]]:
    """The text that a reader sees, and the tags around it."""
    text, tags = "", set()
    for token in GITHUB.parse(source):
        tags.add(token.tag)
        for child in token.children or ():
            tags.add(child.tag)
            assert child.type not in ("html_inline", "link_open", "image")
            text += child.content
        assert token.type not in ("html_block", "fence", "code_block", "table_open")
    return text, tags


@given(st.text(alphabet=st.sampled_from("ab1 .)(-+*_#>=`~|:!@[]<>&;\\/\"'{}$^\t\n") | st.characters(), max_size=40))
def test_any_text_reads_in_markdown_as_it_stands(text: str) -> None:
    wanted = plain(text)
    for frame in ("{}", "> {}", "- {}", "### {}"):
        seen, tags = shown(frame.format(escaped(text)))
        if wanted and not wanted.isspace():
            assert " ".join(seen.split()) == " ".join(wanted.split())
        assert tags <= {"p", "code", "blockquote", "ul", "li", "h3", ""}


MARKUP = (
    "www.contoh.invalid", "https://contoh.invalid/?a=b", "a@b.invalid", "1. x", "![x](http://contoh.invalid)",
    "[x]: http://contoh.invalid", "| a |", "# judul", "===", "---", "```", "    kode", "- [ ] x", "&copy;",
    "<!-- x -->", "$x$", "++x++",
)  # fmt: skip


@pytest.mark.parametrize("text", [*HOSTILE, *MARKUP])
def test_hostile_text_in_markdown(text: str) -> None:
    seen, tags = shown(f"> **{escaped(text)}**" if plain(text) else "")
    assert tags <= {"p", "code", "blockquote", "strong", ""}
    assert " ".join(seen.split()) == plain(text)
    assert not re.search(r"(?<![\\\w])www\.|(?<!\\)://|(?<!`)@", escaped(text))


def test_the_whole_view_has_only_its_own_markup(told: Comparison) -> None:
    problem = Problem("x", "Lihat [ini](http://contoh.invalid) <b>.", 3)
    _, tags = shown(markdown(Changes(replace(told, problems=(problem,)))))
    assert tags <= TAGS and {"h3", "s", "strong"} <= tags
