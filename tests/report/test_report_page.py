"""``laporan.html``: whole, safe, and readable without its script."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from lxml import html as lxml_html

from pkpu_review.model import Review
from pkpu_review.report.meeting.summary import summary
from pkpu_review.report.pages.report_page import digest, page
from pkpu_review.report.sheet import Note, Paragraph, Run
from pkpu_review.report.sheets.sheets import Pack, pack
from pkpu_review.report.wording import say

from .conftest import HOSTILE


@pytest.fixture(scope="module")
def made(review: Review) -> Pack:
    return pack(review)


@pytest.fixture(scope="module")
def source(made: Pack) -> str:
    return page(made, summary(made))


@pytest.fixture(scope="module")
def tree(source: str) -> Any:
    return lxml_html.fromstring(source)


def told(element: Any) -> str:
    return " ".join(element.text_content().split())


def rows(tree: Any) -> list[Any]:
    return list(tree.xpath("//tbody/tr[@data-k]"))


def words(paragraphs: tuple[Paragraph, ...], without: str = "") -> str:
    parts = [f"{p.label} {''.join(run.text for run in p.runs if run.mark != without)}" for p in paragraphs]
    return " ".join(" ".join(parts).split())


# -- what stands on it


def test_every_row_stands_there_in_order_with_all_its_words(made: Pack, tree: Any) -> None:
    found = rows(tree)
    assert [row.get("id") for row in found] == [row.anchor for row in made.rows]
    assert not tree.xpath("//tbody/tr[@hidden]")
    for element, row in zip(found, made.rows, strict=True):
        for name, side in (("old", row.old), ("new", row.new)):
            (cell,) = element.xpath(f"td[@class='{name}']")
            shown = " ".join(told(p) for p in cell.xpath("p[not(@class) or @class='item']"))
            if side is None:
                assert not shown and cell.xpath("p[@class='none']")
            elif name == "new":
                assert " ".join(shown.split()) == words(side.paragraphs)
                assert told(cell).startswith(side.citation)
            else:
                assert " ".join(shown.split()) == words(side.paragraphs)


def test_what_changed_is_marked_on_both_sides(made: Pack, tree: Any) -> None:
    for element, row in zip(rows(tree), made.rows, strict=True):
        old, new = element.xpath("td[@class='old']")[0], element.xpath("td[@class='new']")[0]
        assert not old.xpath(".//ins")
        assert bool(new.xpath(".//ins")) == bool(
            row.new and any(run.mark == "insert" for p in row.new.paragraphs for run in p.runs)
        )
        if row.new is None:
            assert told(old.xpath(".//del")[0])
    (deadline,) = (row for row in rows(tree) if "empat belas" in row.xpath("string(td[3])"))
    assert [told(one) for one in deadline.xpath("td[@class='old']//del")] == ["dapat", "7 (tujuh)"]
    assert [told(one) for one in deadline.xpath("td[@class='new']//ins")] == ["wajib", "14 (empat belas)"]


def test_an_old_side_that_cannot_be_marked_says_so(review: Review) -> None:
    """Words of the old side that the marks do not account for are shown as they are, and the marks in the new one."""
    made = pack(review)
    row = next(row for row in made.rows if row.old and row.new and "7 (tujuh)" in words(row.old.paragraphs))
    assert row.old is not None
    other = replace(row, old=replace(row.old, paragraphs=(Paragraph((Run("Lain sama sekali."),), "(1)"),)))
    changed = replace(made, rows=tuple(other if one is row else one for one in made.rows))
    (element,) = lxml_html.fromstring(page(changed, summary(changed))).xpath(f"//tr[@id='{row.anchor}']")
    assert "kept" in element.get("class").split()
    (cell,) = element.xpath("td[@class='old']")
    assert "Lain sama sekali." in told(cell) and not cell.xpath(".//del")
    assert element.xpath("td[@class='new']//del")


def test_rows_say_what_they_are_filtered_by(made: Pack, tree: Any) -> None:
    places = {division.id: str(n) for n, (division, _) in enumerate(made.divisions)}
    seen = set()
    for element, row in zip(rows(tree), made.rows, strict=True):
        kinds = set(element.get("data-k").split())
        seen |= kinds
        assert kinds == ({row.relation, row.change} - {"same", "none"} or {"same"}) - (
            {"substantive"} if row.relation in ("added", "removed") else set()
        )
        assert int(element.get("data-t")) == row.touched + row.changed
        expected = [places[c.division] for c in row.divisions] or (["-"] if row.touched and row.unassigned else [])
        assert element.get("data-d").split() == expected
        assert bool(element.get("data-w")) == row.touched
    options = tree.xpath("//input[@data-key='jenis']/@value")
    assert set(options) == seen


def test_filters_say_how_many_rows_they_lead_to(made: Pack, tree: Any) -> None:
    for option in tree.xpath("//select[@id='l-divisi']/option[@data-own]"):
        count = int(re.findall(r"\((\d+)\)$", told(option))[0])
        assert count == sum(option.get("data-own") in row.get("data-d").split() for row in rows(tree))
    weights = [told(option) for option in tree.xpath("//select[@id='l-bobot']/option")]
    assert weights[0] == "Semua bobot" and len(weights) == 4


def test_notes_stand_with_their_row(review: Review) -> None:
    made = pack(review)
    notes = (Note("temuan", "[galat] <b>bertentangan</b>", True), Note("anggaran", "Honorarium"))
    row = replace(made.rows[3], notes=notes, bodies=("kpu-provinsi",))
    changed = replace(made, rows=(*made.rows[:3], row, *made.rows[4:]))
    tree = lxml_html.fromstring(page(changed, summary(changed)))
    (element,) = tree.xpath(f"//tr[@id='{row.anchor}']")
    assert [told(note) for note in element.xpath(".//li")] == [
        "Temuan. [galat] <b>bertentangan</b>", "Anggaran. Honorarium",
    ]  # fmt: skip
    assert element.get("data-f") is not None and element.get("data-a") is not None
    assert element.get("data-b") == "kpu-provinsi"
    assert tree.xpath("//select[@id='l-badan']/option[@value='kpu-provinsi']")
    assert "Ada temuan (1)" in tree.text_content() and "Ada anggaran (1)" in tree.text_content()


def test_every_provision_can_be_linked_to(made: Pack, review: Review, tree: Any) -> None:
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    own = {row.get("id"): set(row.xpath("td[@class='no']/span/@id")) for row in rows(tree)}
    named = {id: row for row, names in own.items() for id in names}
    assert review.old is not None
    assert set(named) == {p.id for p in review.new.walk()} | {f"lama/{p.id}" for p in review.old.walk()}
    numbers = {row.new.provision: row.anchor for row in reversed(made.rows) if row.new}
    assert named["pasal-2/ayat-1"] == numbers["pasal-2/ayat-1"]
    assert named["pasal-1/angka-1"] == numbers["pasal-1"]  # inside a row that shows the article whole
    assert named["bab-ii"] == numbers["pasal-1"]  # the first row below it
    gone = next(row for row in made.rows if row.new is None)
    assert named["lama/pasal-3"] == gone.anchor


def test_links_lead_to_something_on_the_page(tree: Any) -> None:
    targets = set(tree.xpath("//a/@href"))
    assert targets and all(target.startswith("#") for target in targets)
    assert {target[1:] for target in targets} <= set(tree.xpath("//@id"))


def test_a_draft_alone_has_one_column_and_no_kinds(alone: Review) -> None:
    made = pack(alone)
    tree = lxml_html.fromstring(page(made, summary(made)))
    assert len(rows(tree)) == len(made.rows)
    assert not tree.xpath("//td[@class='old'] | //input[@data-key='jenis'] | //select[@id='l-bobot']")
    assert [told(th) for th in tree.xpath("//thead//th")] == ["No.", "Rancangan", "Divisi dan catatan"]


def test_without_its_script_it_is_a_table_of_all_rows(tree: Any) -> None:
    (tools,) = tree.xpath("//div[@id='l-alat']")
    assert tools.get("hidden") is not None
    assert "JavaScript" in tree.xpath("string(//noscript)")
    assert [told(th) for th in tree.xpath("//thead//th")][:2] == ["No.", "Naskah lama"]
    assert all(th.get("scope") for th in tree.xpath("//th"))


# -- safety


def test_only_its_own_script_may_run(source: str, tree: Any) -> None:
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (script,) = re.findall(r"<script>(.*?)</script>", source, re.DOTALL)
    expected = f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"
    assert f"script-src '{expected}'" in policy and digest(script) == expected
    assert "default-src 'none'" in policy and "form-action 'none'" in policy and "base-uri 'none'" in policy
    assert "unsafe-inline" not in policy.partition("script-src")[2] and "unsafe-eval" not in policy
    assert source.lower().count("<script") == 1
    assert not tree.xpath("//@*[starts-with(name(), 'on')]")


def test_the_script_makes_no_markup_of_text_and_asks_for_nothing(source: str) -> None:
    (script,) = re.findall(r"<script>(.*?)</script>", source, re.DOTALL)
    for forbidden in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "DOMParser",
        "eval(",
        "Function(",
        "fetch(",
        "XMLHttpRequest",
        "import(",
        "localStorage",
        "sessionStorage",
        "cookie",
        "WebSocket",
    ):
        assert forbidden not in script, forbidden


def test_text_of_a_document_never_becomes_markup(source: str, tree: Any) -> None:
    assert not tree.xpath("//img | //iframe | //link | //b | //i | //jadwal")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in source
    assert HOSTILE[7].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in source
    assert not re.search(r'(?:src|href)="(?!#)', source) and "url(" not in source and "@import" not in source


HOSTILE_ATTRIBUTE = "\"><script>alert(1)</script><td onclick='alert(2)' x=\""


@pytest.mark.parametrize(
    "hostile", [HOSTILE_ATTRIBUTE, "</script><script>alert(1)</script>", "</style>{}<!--", "'\";\\"]
)
def test_hostile_words_stay_words_wherever_they_stand(review: Review, hostile: str) -> None:
    """In headings, citations, contexts, sentences, reasons, notes, names of divisions and of files."""
    made = pack(review)
    changed = []
    for row in made.rows:
        old, new = (
            replace(side, citation=hostile, place=hostile, paragraphs=(Paragraph((Run(hostile),), hostile),))
            if side
            else None
            for side in (row.old, row.new)
        )
        changed.append(
            replace(row, heading=hostile, old=old, new=new, context=hostile, sentence=hostile, because=(hostile,),
                    notes=(Note("temuan", hostile),), kind=hostile,
                    concerns=tuple(replace(c, name=hostile) for c in row.concerns))
        )  # fmt: skip
    divisions = tuple((replace(division, name=hostile), sheet) for division, sheet in made.divisions)
    pages = [page(made, summary(made)), page(replace(made, rows=tuple(changed), divisions=divisions), summary(made))]
    shapes = []
    for source in pages:
        assert source.lower().count("<script") == 1
        tree = lxml_html.fromstring(source)
        assert not tree.xpath("//@onclick | //@x")
        shapes.append([element.tag for element in tree.xpath("//tr[@id='no-1']/td")])
    assert shapes[0] == shapes[1]
    text = tree.xpath("//tr[@id='no-1']")[0].text_content()
    assert " ".join(hostile.split()) in " ".join(text.split())


def test_the_same_review_gives_the_same_bytes(review: Review, source: str) -> None:
    made = pack(review)
    assert page(made, summary(made)) == source


def test_words_are_those_of_the_wording_file(source: str, tree: Any) -> None:
    (tools,) = tree.xpath("//div[@id='l-alat']")
    assert tools.get("data-shown") == say("report.shown")
    for element in tree.xpath("//label | //button | //option | //summary | //legend"):
        assert "{" not in told(element)  # every place was filled
