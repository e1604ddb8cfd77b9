"""Tracked changes and comments of Word files: what is told of them, where they stand, both states at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from pkpu_review.errors import CannotRead
from pkpu_review.ingest import docx_comments, docx_revisions, read
from pkpu_review.ingest.docx import read_docx
from pkpu_review.ingest.files import open_file
from pkpu_review.model import Comment, Reading, Revision, Revisions
from tests.ingest.test_docx_real import blocks
from tests.ingest.test_docx_words import box, extract, texts
from tests.ingest.wordfile import abstract, level, listed, num, p, t, table, tc, word

NUMBERS = abstract(0, level(0, "decimal", "(%1)")) + num(1, 0)
BY_ANI = 'w:id="1" w:author="Ani" w:date="2022-03-01T09:00:00Z"'
BY_BUDI = 'w:id="2" w:author="Budi"'


def new(inner: str, by: str = BY_ANI) -> str:
    return f"<w:ins {by}>{inner}</w:ins>"


def old(inner: str, by: str = BY_ANI) -> str:
    return f"<w:del {by}>{inner.replace('w:t>', 'w:delText>').replace('<w:t ', '<w:delText ')}</w:del>"


def end(name: str, by: str = BY_ANI) -> str:
    """The properties of a paragraph whose end is inserted or deleted."""
    return f"<w:rPr><w:{name} {by}/></w:rPr>"


BOTH = {
    "words": (p(t("KPU ") + old(t("dapat")) + new(t("wajib")) + t(" hadir")), ["KPU [-dapat-]{+wajib+} hadir"]),
    "spaces-stay-outside": (p(t("KPU") + new(t(" dan Bawaslu ")) + t("hadir")), ["KPU {+dan Bawaslu+} hadir"]),
    "inserted-label": (p(new(t("(2) baru"))), ["(2) {+baru+}"]),
    "changed-label": (p(old(t("a.")) + new(t("b.")) + t(" isi")), ["b. [-a.-] isi"]),
    "changed-heading": (p(t("Pasal ") + old(t("5")) + new(t("6"))), ["Pasal 6", "[-5-]"]),
    "opening": (p(new(t("Menimbang : a. bahwa")) + t(" perlu")), ["Menimbang : a. {+bahwa+} perlu"]),
    "automatic-number": (p(new(t("a. kecil")), listed(1)), ["(1) {+a. kecil+}"]),
    "deleted-paragraph-is-not-counted": (
        p(old(t("lama")), listed(1) + end("del")) + p("tetap", listed(1)),
        ["[-lama-]", "(1) tetap"],
    ),
    "deleted-paragraph-follows-the-words-before-it": (
        p("a. satu;") + p(old(t("b. dua;")), end("del")) + p("b. tiga."),
        ["a. satu; [-b. dua;-]", "b. tiga."],
    ),
    "deleted-paragraph-behind-a-heading": (p("Pasal 5") + p(old(t("dua")), end("del")), ["Pasal 5", "[-dua-]"]),
    "joined-paragraphs": (p("satu", end("del")) + p("dua"), ["satu[-¶-]dua"]),
    "split-paragraphs": (p("satu", end("ins")) + p("dua"), ["satu", "dua"]),
    "moved": (
        p(f"<w:moveFrom {BY_ANI}>{t('pindah')}</w:moveFrom>{t('tinggal')}")
        + p(f"<w:moveTo {BY_ANI}>{t('pindah')}</w:moveTo>"),
        ["[-pindah-]tinggal", "{+pindah+}"],
    ),
    "moved-block": (f"<w:moveFrom {BY_ANI}>{p('satu')}{p('dua')}</w:moveFrom>" + p("x"), ["[-satu-] [-dua-]", "x"]),
    "deleted-after-it-was-inserted": (p(t("a") + new(t("b") + old(t("c"), BY_BUDI))), ["a{+b+}[-c-]"]),
    "over-a-line-break": (
        p(t("x ") + new("<w:r><w:t>satu</w:t><w:br/><w:t>dua</w:t></w:r>")),
        ["x {+satu+}", "{+dua+}"],
    ),
    "deleted-row": (
        table(tc("x") + tc("y"), tc("1") + tc("2")).replace("<w:tr>", f"<w:tr><w:trPr><w:del {BY_ANI}/></w:trPr>", 1),
        ["[-x-] | [-y-]", "1 | 2"],
    ),
    "inserted-cell": (
        table(tc("x") + tc("y", properties=f"<w:cellIns {BY_ANI}/>"), tc("1") + tc("2")),
        ["x | {+y+}", "1 | 2"],
    ),
}


@pytest.mark.parametrize("name", BOTH)
def test_both_states(tmp_path: Path, name: str) -> None:
    body, both = BOTH[name]
    assert texts(tmp_path, word(body, numbering=NUMBERS), "both") == both


def test_a_document_without_changes_is_the_same_in_every_state(tmp_path: Path) -> None:
    data = word(p("satu", listed(1)) + table(tc("x") + tc("y"), tc("1") + tc("2")), numbering=NUMBERS)
    assert texts(tmp_path, data) == texts(tmp_path, data, "original") == texts(tmp_path, data, "both")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(blocks)
def test_without_marks_and_deletions_both_is_the_final_state(tmp_path: Path, body: str) -> None:
    path = tmp_path / "acak.docx"
    path.write_bytes(word(body + p("akhir")))
    both = " ".join(line.text for line in read_docx(open_file(path), "both").lines)
    final = " ".join(line.text for line in read_docx(open_file(path)).lines)
    bare = re.sub(r"\[-.*?-\]|\{\+|\+\}|\||\s", "", both)
    assert bare == re.sub(r"[|\s]", "", final)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(blocks)
def test_paragraphs_count_alike_in_every_state(tmp_path: Path, body: str) -> None:
    path = tmp_path / "acak.docx"
    path.write_bytes(word(body + p("akhir")))
    states: tuple[Revisions, ...] = ("final", "original", "both")
    assert len({read_docx(open_file(path), state).lines[-1].origin.paragraph for state in states}) == 1


# --- what is told of the changes

TOLD = {
    "words": (
        p(t("KPU ") + old(t("dapat")) + new(t("wajib"), BY_BUDI)),
        [Revision("delete", "Ani", "2022-03-01T09:00:00Z", "dapat", paragraph=1),
         Revision("insert", "Budi", "", "wajib", paragraph=1)],
    ),
    "pieces-of-one-change": (
        p(new(t("satu ")) + new(t("dua")) + t(" x ") + new(t("tiga"))),
        [Revision("insert", "Ani", "2022-03-01T09:00:00Z", words, paragraph=1) for words in ("satu dua", "tiga")],
    ),
    "two-authors": (
        p(new(t("satu")) + new(t("dua"), BY_BUDI)),
        [Revision("insert", "Ani", "2022-03-01T09:00:00Z", "satu", paragraph=1),
         Revision("insert", "Budi", "", "dua", paragraph=1)],
    ),
    "a-whole-paragraph": (
        p("x") + p(old(t("lama"), BY_BUDI), end("del", BY_BUDI)),
        [Revision("delete", "Budi", "", "lama", paragraph=2)],
    ),
    "an-end-alone": (p("satu", end("del", BY_BUDI)) + p("dua"), [Revision("delete", "Budi", "", "¶", paragraph=1)]),
    "moved": (
        f"<w:p><w:moveFrom {BY_BUDI}>{t('a')}</w:moveFrom></w:p><w:p><w:moveTo {BY_BUDI}>{t('a')}</w:moveTo></w:p>",
        [Revision("move-from", "Budi", "", "a", paragraph=1), Revision("move-to", "Budi", "", "a", paragraph=2)],
    ),
    "a-row": (
        p("x") + table(tc("a") + tc("b"), tc("1") + tc("2")).replace(
            "<w:tr>", f"<w:tr><w:trPr><w:ins {BY_BUDI}/></w:trPr>", 1),
        [Revision("insert", "Budi", "", "a b", paragraph=2)],
    ),
    "the-words-of-a-row": (
        table(tc(p(new(t("a"), BY_BUDI))) + tc("")).replace("<w:tr>", f"<w:tr><w:trPr><w:ins {BY_BUDI}/></w:trPr>", 1),
        [Revision("insert", "Budi", "", "a", paragraph=1)],
    ),
    "in-a-text-box": (p(box(p(new(t("kotak"), BY_BUDI)))), [Revision("insert", "Budi", "", "kotak", paragraph=2)]),
    "looks": (p("<w:r><w:rPr><w:ins w:id='1' w:author='A'/></w:rPr><w:t>x</w:t></w:r>"), []),
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_changes_are_told(tmp_path: Path, name: str) -> None:
    body, told = TOLD[name]
    states: tuple[Revisions, ...] = ("final", "original", "both")
    for state in states:
        found = extract(tmp_path, word(body + p("akhir")), state).revisions
        if name == "in-a-text-box":  # an inserted box is read after its paragraph
            assert [(one.kind, one.text) for one in found] == [(one.kind, one.text) for one in told]
        else:
            assert list(found) == told


def test_a_state_without_words_is_told_as_such(tmp_path: Path) -> None:
    data = word(p(new(t("semua baru"))))
    assert texts(tmp_path, data) == ["semua baru"]
    with pytest.raises(CannotRead, match="keadaan asal dokumen Word ini kosong"):
        extract(tmp_path, data, "original")


def test_a_huge_change_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_revisions, "MAX_WORDS", 100)
    data = word(p(t("x") + "".join(new(t("kata ")) for _ in range(500))))
    (told,) = extract(tmp_path, data).revisions
    assert len(told.text) < 120
    assert told.text.endswith("...")


# --- comments


def comment(id: int, text: str, author: str = "Citra", date: str = "") -> str:
    dated = f' w:date="{date}"' if date else ""
    return f'<w:comment w:id="{id}" w:author="{author}"{dated}>{"".join(map(p, text.split("|")))}</w:comment>'


def fixed(id: int, inner: str) -> str:
    return (
        f'<w:commentRangeStart w:id="{id}"/>{inner}<w:commentRangeEnd w:id="{id}"/>'
        f'<w:r><w:commentReference w:id="{id}"/></w:r>'
    )


def test_comments_with_author_date_and_anchor(tmp_path: Path) -> None:
    body = p("x") + p(t("KPU ") + fixed(7, t("menetapkan") + t(" jadwal")) + t("."))
    data = word(body, comments=comment(7, "Siapa?|Mohon dijelaskan.", date="2022-04-01T10:00:00Z"))
    assert list(extract(tmp_path, data).comments) == [
        Comment("Citra", "2022-04-01T10:00:00Z", "Siapa?\nMohon dijelaskan.", "menetapkan jadwal", paragraph=2)
    ]


def test_anchors_over_paragraphs_inside_one_another_deleted_and_missing(tmp_path: Path) -> None:
    body = (
        p('<w:commentRangeStart w:id="1"/>' + t("satu ") + fixed(2, t("dua")))
        + p(t("tiga") + '<w:commentRangeEnd w:id="1"/>' + t(" empat"))
        + p(fixed(3, old(t("lama"))))
        + p('<w:r><w:commentReference w:id="4"/></w:r>')
        + p(fixed(99, t("tanpa komentar")))
    )
    data = word(body, comments="".join(comment(id, f"k{id}") for id in range(1, 6)))
    found = extract(tmp_path, data).comments
    assert [(one.text, one.anchor, one.paragraph) for one in found] == [
        ("k1", "satu dua tiga", 1),
        ("k2", "dua", 1),
        ("k3", "lama", 3),
        ("k4", "", 4),
        ("k5", "", None),
    ]


def test_comments_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_comments, "MAX_COMMENTS", 3)
    monkeypatch.setattr(docx_comments, "MAX_ANCHOR", 10)
    monkeypatch.setattr(docx_comments, "MAX_REMARK", 20)
    inner = t("kata " * 100)
    for id in range(5):
        inner = fixed(id, inner)
    found = extract(tmp_path, word(p(inner), comments="".join(comment(id, "panjang " * 99) for id in range(5))))
    assert len(found.comments) == 3
    assert all(len(one.text) <= 20 and len(one.anchor) <= 14 for one in found.comments)
    assert [problem.code for problem in found.problems] == ["komentar-banyak"]


def test_a_part_of_comments_that_is_missing_or_empty(tmp_path: Path) -> None:
    assert extract(tmp_path, word(p(fixed(1, t("isi"))))).comments == ()
    assert extract(tmp_path, word(p(fixed(1, t("isi"))), comments="")).comments == ()


# --- tied to provisions


def test_remarks_and_changes_know_their_provision(tmp_path: Path) -> None:
    body = (
        "".join(map(p, ("PERATURAN", "TENTANG", "CONTOH")))
        + p(t("Menimbang : a. bahwa ") + new(t("sangat")) + t(" perlu;"))
        + p("Pasal 1")
        + p(t("(1) KPU ") + fixed(1, t("menetapkan")) + t("."))
        + p(old(t("(2) Dihapus.")), end("del"))
        + p("Pasal 2")
        + p(t("Berlaku ") + new(t("segera"), BY_BUDI) + t("."))
    )
    path = tmp_path / "naskah.docx"
    path.write_bytes(word(body, comments=comment(1, "Siapa?")))
    found = read(path)
    assert [one.provision for one in found.comments] == ["pasal-1/ayat-1"]
    assert [(one.text, one.provision) for one in found.revisions] == [
        ("sangat", "menimbang/huruf-a"),
        ("(2) Dihapus.", "pasal-1/ayat-1"),
        ("segera", "pasal-2"),
    ]
    original = read(path, Reading(revisions="original"))
    assert [one.provision for one in original.revisions] == ["menimbang/huruf-a", "pasal-1/ayat-2", "pasal-2"]
    both = read(path, Reading(revisions="both"))
    assert both["pasal-2"].text == "Berlaku {+segera+}."
    assert "[-(2) Dihapus.-]" in both["pasal-1"].full_text()
    assert {one.id for one in both.walk()} == {one.id for one in found.walk()}
    assert found.coverage == original.coverage == both.coverage == 1.0
