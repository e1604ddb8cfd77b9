"""What a Word paragraph holds → its words as printed: runs, revisions, fields, boxes, formulas."""

from __future__ import annotations

from pathlib import Path

import pytest

from pkpu_review.errors import CannotRead
from pkpu_review.ingest.docx import read_docx
from pkpu_review.ingest.files import open_file
from pkpu_review.ingest.lines import Extract
from pkpu_review.model import Revisions
from tests.ingest.wordfile import abstract, level, listed, num, p, t, word


def extract(folder: Path, data: bytes, revisions: Revisions = "final") -> Extract:
    path = folder / "naskah.docx"
    path.write_bytes(data)
    return read_docx(open_file(path), revisions)


def texts(folder: Path, data: bytes, revisions: Revisions = "final") -> list[str]:
    return [line.text for line in extract(folder, data, revisions).lines]


def run(inner: str, properties: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def box(inner: str) -> str:
    """A text box as Word writes it: the newer drawing, and the older one beside it."""
    return run(
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp>'
        f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent>"
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    )


PARAGRAPHS = {
    "runs": (t("Komisi ") + t("Pemilihan") + t(" Umum"), ["Komisi Pemilihan Umum"]),
    "tab": (run("<w:t>a.</w:t><w:tab/><w:t>bahwa</w:t>"), ["a. bahwa"]),
    "line-break": (run("<w:t>BAB I</w:t><w:br/><w:t>UMUM</w:t>"), ["BAB I", "UMUM"]),
    "carriage-return": (run("<w:t>BAB I</w:t><w:cr/><w:t>UMUM</w:t>"), ["BAB I", "UMUM"]),
    "page-break": (run('<w:t>selesai.</w:t><w:br w:type="page"/><w:t>BAB II</w:t>'), ["selesai.", "BAB II"]),
    "hyphens": (run("<w:t>anak</w:t><w:noBreakHyphen/><w:t>a</w:t><w:softHyphen/><w:t>nak</w:t>"), ["anak-anak"]),
    "soft-hyphen-letter": (t("un\u00addang\u200b-\u2011undang"), ["undang--undang"]),
    "no-break-space": (t("ayat\u00a0(1)"), ["ayat (1)"]),
    "symbol": (run('<w:sym w:font="Symbol" w:char="F0B3"/><w:t> 5</w:t>'), ["≥ 5"]),
    "symbol-unknown": (run('<w:sym w:font="Wingdings" w:char="F055"/>'), ["\ufffd"]),
    "hyperlink": ('<w:hyperlink r:id="x">' + t("jdih.kpu.go.id") + "</w:hyperlink>", ["jdih.kpu.go.id"]),
    "smart-tag": ("<w:smartTag>" + t("Jakarta") + "</w:smartTag>", ["Jakarta"]),
    "content-control": ("<w:sdt><w:sdtPr/><w:sdtContent>" + t("Ketua") + "</w:sdtContent></w:sdt>", ["Ketua"]),
    "capitals": (run("<w:t>ketentuan umum</w:t>", "<w:caps/>"), ["KETENTUAN UMUM"]),
    "capitals-off": (run("<w:t>ketentuan umum</w:t>", '<w:caps w:val="0"/>'), ["ketentuan umum"]),
    "simple-field": ('<w:fldSimple w:instr="PAGE">' + t("12") + "</w:fldSimple>", ["12"]),
    "field": (
        run('<w:fldChar w:fldCharType="begin"/>')
        + run("<w:instrText> REF pasal5 \\h </w:instrText>")
        + run('<w:fldChar w:fldCharType="separate"/>')
        + t("Pasal 5")
        + run('<w:fldChar w:fldCharType="end"/>')
        + t(" berlaku"),
        ["Pasal 5 berlaku"],
    ),
    "field-in-an-instruction": (
        run('<w:fldChar w:fldCharType="begin"/><w:instrText>IF </w:instrText><w:fldChar w:fldCharType="begin"/>')
        + run('<w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>3</w:t>')
        + run('<w:fldChar w:fldCharType="end"/><w:instrText> = 3</w:instrText><w:fldChar w:fldCharType="separate"/>')
        + run('<w:t>benar</w:t><w:fldChar w:fldCharType="end"/>'),
        ["benar"],
    ),
    "field-without-a-result": (
        t("satu") + run('<w:fldChar w:fldCharType="begin"/><w:t>x</w:t><w:fldChar w:fldCharType="end"/>') + t(" dua"),
        ["satu dua"],
    ),
    "field-without-an-end": (run('<w:fldChar w:fldCharType="begin"/>') + t("isi pasal"), ["isi pasal"]),
    "emoji-with-a-fallback": (
        run(
            '<mc:AlternateContent><mc:Choice Requires="w16se"/><mc:Fallback><w:t>☑</w:t></mc:Fallback>'
            "</mc:AlternateContent>"
        ),
        ["☑"],
    ),
    "phonetic-guide": (
        run(f"<w:ruby><w:rt>{t('atas')}</w:rt><w:rubyBase>{t('dasar')}</w:rubyBase></w:ruby>"),
        ["dasar"],
    ),
    "markup-is-text": (t("<b>tebal</b> & =1+1"), ["<b>tebal</b> & =1+1"]),
    "comment-marks": ('<w:commentRangeStart w:id="1"/>' + t("isi") + '<w:commentRangeEnd w:id="1"/>', ["isi"]),
    "empty": ("", []),
    "only-white-space": (t("  ") + run("<w:tab/>"), []),
}  # fmt: skip


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_words_of_a_paragraph(tmp_path: Path, name: str) -> None:
    inner, wanted = PARAGRAPHS[name]
    assert texts(tmp_path, word(f"<w:p>{inner}</w:p>" + p("akhir"))) == [*wanted, "akhir"]


# --- revisions (ECMA-376 part 1, 17.13.5)


def ins(inner: str) -> str:
    return f'<w:ins w:id="1" w:author="A" w:date="2022-01-01T00:00:00Z">{inner}</w:ins>'


def gone(inner: str) -> str:
    return f'<w:del w:id="2" w:author="A">{inner.replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")}</w:del>'


MARK_DELETED = '<w:rPr><w:del w:id="3" w:author="A"/></w:rPr>'
MARK_INSERTED = '<w:rPr><w:ins w:id="4" w:author="A"/></w:rPr>'
NUMBERS = abstract(1, level(0, "decimal", "(%1)")) + num(1, 1)

REVISED = {
    "inserted": (p(t("KPU ") + ins(t("wajib ")) + t("hadir")), ["KPU wajib hadir"], ["KPU hadir"]),
    "deleted": (p(t("KPU ") + gone(t("dapat ")) + t("hadir")), ["KPU hadir"], ["KPU dapat hadir"]),
    "inserted-and-deleted-again": (p(t("KPU ") + ins(gone(t("boleh "))) + t("hadir")), ["KPU hadir"], ["KPU hadir"]),
    "moved": (
        p(t("a") + f'<w:moveFrom w:id="5">{t(" b")}</w:moveFrom>')
        + p(t("c") + f'<w:moveTo w:id="6">{t(" b")}</w:moveTo>'),
        ["a", "c b"],
        ["a b", "c"],
    ),
    "paragraph-deleted": (
        p("satu", listed(1)) + p(gone(t("dua")), listed(1) + MARK_DELETED) + p("tiga", listed(1)),
        ["(1) satu", "(2) tiga"],
        ["(1) satu", "(2) dua", "(3) tiga"],
    ),
    "paragraph-inserted": (
        p("satu", listed(1)) + p(ins(t("dua")), listed(1) + MARK_INSERTED) + p("tiga", listed(1)),
        ["(1) satu", "(2) dua", "(3) tiga"],
        ["(1) satu", "(2) tiga"],
    ),
    "paragraphs-joined": (
        p("KPU menetapkan", listed(1) + MARK_DELETED) + p(" jadwal.", listed(1)) + p("akhir", listed(1)),
        ["(1) KPU menetapkan jadwal.", "(2) akhir"],
        ["(1) KPU menetapkan", "(2) jadwal.", "(3) akhir"],
    ),
    "paragraph-split": (
        p("KPU menetapkan", MARK_INSERTED) + p(" jadwal."),
        ["KPU menetapkan", "jadwal."],
        ["KPU menetapkan jadwal."],
    ),
    "last-mark-deleted": (p("satu") + p("dua", MARK_DELETED), ["satu", "dua"], ["satu", "dua"]),
    "numbered-later": (
        p("satu", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins w:id="7" w:author="A"/></w:numPr>'),
        ["(1) satu"],
        ["satu"],
    ),
    "properties-changed": (
        p("satu", '<w:pPrChange w:id="8"><w:pPr>' + listed(1) + "</w:pPr></w:pPrChange>"),
        ["satu"],
        ["(1) satu"],
    ),
    "deleted-block": (
        f'<w:moveFrom w:id="1">{p("satu")}</w:moveFrom>' + p("dua") + ins(p("tiga")),
        ["dua", "tiga"],
        ["satu", "dua"],
    ),
    "field-deleted": (
        p(
            t("a")
            + gone(run('<w:fldChar w:fldCharType="begin"/><w:delInstrText>REF x</w:delInstrText>'))
            + gone(run('<w:fldChar w:fldCharType="separate"/>') + t(" lama") + run('<w:fldChar w:fldCharType="end"/>'))
            + t(" z")
        ),
        ["a z"],
        ["a lama z"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REVISED)
def test_revisions(tmp_path: Path, name: str) -> None:
    body, final, original = REVISED[name]
    data = word(body, numbering=NUMBERS)
    assert texts(tmp_path, data) == final
    assert texts(tmp_path, data, "original") == original


def test_revisions_are_told(tmp_path: Path) -> None:
    data = word(p(t("a") + ins(t("b")) + gone(t("c"))))
    (problem,) = extract(tmp_path, data).problems
    assert problem.code == "perubahan-terlacak"
    assert "1 sisipan dan 1 penghapusan" in problem.message
    assert "sesudah perubahan" in problem.message
    assert "sebelum perubahan" in extract(tmp_path, data, "original").problems[0].message
    assert not extract(tmp_path, word(p("a"))).problems


def test_a_paragraph_keeps_its_place_in_the_file(tmp_path: Path) -> None:
    data = word(p("satu") + f'<w:moveFrom w:id="1">{p("dua")}{p("tiga")}</w:moveFrom>' + p("") + p("lima"))
    for revisions in ("final", "original"):
        lines = extract(tmp_path, data, revisions).lines
        assert (lines[0].origin.paragraph, lines[-1].origin.paragraph) == (1, 5)


# --- what stands beside the words


def test_a_text_box_is_read_once_after_its_paragraph(tmp_path: Path) -> None:
    inner = p("RANCANGAN") + p(box(p("dalam kotak")))
    assert texts(tmp_path, word(p(t("judul") + box(inner)) + p("isi"))) == ["judul", "RANCANGAN", "dalam kotak", "isi"]


def test_a_deleted_text_box_is_gone(tmp_path: Path) -> None:
    data = word(p(t("judul") + f'<w:del w:id="1">{box(p("kotak"))}</w:del>'))
    assert texts(tmp_path, data) == ["judul"]
    assert texts(tmp_path, data, "original") == ["judul", "kotak"]


def test_blocks_in_content_controls(tmp_path: Path) -> None:
    nested = (
        f"<w:sdt><w:sdtContent><w:sdt><w:sdtContent>{p('dua')}</w:sdtContent></w:sdt>{p('tiga')}</w:sdtContent></w:sdt>"
    )
    assert texts(tmp_path, word(p("satu") + nested + f"<w:customXml>{p('empat')}</w:customXml>")) == [
        *("satu", "dua", "tiga", "empat")
    ]


def test_hidden_text_is_told_and_not_read(tmp_path: Path) -> None:
    data = word(p(t("KPU ") + run("<w:t>catatan kami</w:t>", "<w:vanish/>") + t("hadir")))
    found = extract(tmp_path, data)
    assert [line.text for line in found.lines] == ["KPU hadir"]
    assert [(problem.code, problem.text) for problem in found.problems] == [("teks-tersembunyi", "catatan kami")]


def test_a_hidden_paragraph_is_not_counted(tmp_path: Path) -> None:
    hidden = p(run("<w:t>dua</w:t>", "<w:vanish/>"), listed(1) + "<w:rPr><w:vanish/></w:rPr>")
    data = word(p("satu", listed(1)) + hidden + p("tiga", listed(1)), numbering=NUMBERS)
    assert texts(tmp_path, data) == ["(1) satu", "(2) tiga"]


def test_headers_footers_and_notes_are_furniture(tmp_path: Path) -> None:
    reference = run('<w:footnoteReference w:id="2"/>') + run('<w:endnoteReference w:id="1"/>')
    notes = {2: "Lihat Pasal 5.", 3: "tidak dirujuk lagi"}
    data = word(
        p(t("isi") + reference),
        header=p("- 12 -") + p("- 12 -"),
        footer=p("jdih.kpu.go.id"),
        footnotes="".join(f'<w:footnote w:id="{id}">{p(text)}</w:footnote>' for id, text in notes.items()),
        endnotes=f'<w:endnote w:id="1">{p("Akhir.")}</w:endnote>',
    )
    found = extract(tmp_path, data)
    assert [line.text for line in found.lines] == ["isi"]
    assert [(piece.text, piece.reason) for piece in found.furniture] == [
        ("- 12 -", "kepala halaman"),
        ("jdih.kpu.go.id", "kaki halaman"),
        ("Lihat Pasal 5.", "catatan kaki"),
        ("Akhir.", "catatan akhir"),
    ]
    assert [problem.code for problem in found.problems] == ["catatan-kaki", "catatan-akhir"]


def test_a_watermark_is_furniture(tmp_path: Path) -> None:
    mark = p(run('<w:pict><v:shape><v:textpath string="RANCANGAN"/></v:shape></w:pict>'))
    found = extract(tmp_path, word(p("isi"), header=mark))
    assert [(piece.text, piece.reason) for piece in found.furniture] == [("RANCANGAN", "tanda air")]


def test_what_is_not_read_is_told(tmp_path: Path) -> None:
    uri = "http://schemas.openxmlformats.org/drawingml/2006/"
    drawn = "".join(
        run(f'<w:drawing><wp:inline><a:graphic><a:graphicData uri="{uri}{kind}"/></a:graphic></wp:inline></w:drawing>')
        for kind in ("diagram", "chart", "picture")
    )
    found = extract(tmp_path, word(p(t("isi") + drawn) + '<w:altChunk r:id="r9"/>'))
    assert [problem.code for problem in found.problems] == ["tidak-terbaca"] * 3
    told = " ".join(problem.message for problem in found.problems)
    assert "1 diagram" in told and "1 bagan" in told and "1 berkas lain" in told


def m(tag: str, *inner: str) -> str:
    """An element of a formula; text stands in a run."""
    return f"<m:{tag}>{''.join(x if x.startswith('<') else f'<m:r><m:t>{x}</m:t></m:r>' for x in inner)}</m:{tag}>"


FORMULAS = {
    "fraction": (m("f", m("fPr"), m("num", "suara sah"), m("den", "kursi")), "BPP = suara sah/kursi"),
    "root": (m("rad", m("radPr"), m("deg"), m("e", "n")), "BPP = √n"),
    "brackets": (m("d", m("dPr"), m("e", "a+b")), "BPP = (a+b)"),
    "sum": (m("nary", m("naryPr", '<m:chr m:val="∑"/>'), m("sub"), m("sup"), m("e", "x")), "BPP = ∑x"),
    "index": (m("sSub", m("e", "x"), m("sub", "1")), "BPP = x1"),
}


@pytest.mark.parametrize("name", FORMULAS)
def test_formulas_stand_in_one_line(tmp_path: Path, name: str) -> None:
    inner, wanted = FORMULAS[name]
    assert texts(tmp_path, word(f"<w:p>{t('BPP = ')}<m:oMath>{inner}</m:oMath></w:p>")) == [wanted]


# --- how a line is marked


def test_bold_centred_whole(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Judul"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr>'
        "</w:style>"
        '<w:style w:type="character" w:styleId="Kuat"><w:rPr><w:b/></w:rPr></w:style>'
    )
    title = '<w:pStyle w:val="Judul"/>'
    body = (
        p("BAB I", title)
        + p(run("<w:t>tidak tebal</w:t>", '<w:b w:val="0"/>'), title)
        + p(run("<w:t>berbalik</w:t>", '<w:rStyle w:val="Kuat"/>'), title)
        + p(run("<w:t>tebal</w:t>", "<w:b/>") + t(" biasa"))
        + p(run("<w:t>tebal</w:t>", '<w:rStyle w:val="Kuat"/>') + t(" "), '<w:jc w:val="both"/>')
    )
    lines = extract(tmp_path, word(body, styles=styles)).lines
    assert [line.centred for line in lines] == [True, True, True, False, False]
    assert [line.bold for line in lines] == [True, False, False, False, True]
    assert all(line.whole for line in lines)


def test_a_line_after_a_break_may_go_on(tmp_path: Path) -> None:
    long = "KPU Provinsi menyampaikan hasil sebagaimana dimaksud dalam"
    lines = extract(
        tmp_path, word(p(run(f"<w:t>{long}</w:t><w:br/><w:t>Pasal 7 kepada KPU.</w:t><w:br/><w:t>Akhir</w:t>")))
    ).lines
    assert [line.whole for line in lines] == [True, False, True]


@pytest.mark.parametrize(
    ("properties", "inner", "left"),
    [
        ('<w:ind w:left="720"/>', t("satu"), 36.0),
        ('<w:ind w:start="720" w:hanging="360"/>', t("satu"), 18.0),
        ('<w:ind w:left="720" w:firstLine="360"/>', t("satu"), 36.0),  # set in, not further in
        ("", run("<w:tab/><w:t>a.</w:t><w:tab/><w:t>bahwa</w:t>"), 36.0),  # a label behind a tab
        ('<w:tabs><w:tab w:val="left" w:pos="1000"/></w:tabs>', run("<w:tab/><w:t>Jakarta</w:t>"), 50.0),
        ('<w:ind w:left="720" w:hanging="720"/>', run("<w:tab/><w:t>b.</w:t><w:tab/><w:t>isi</w:t>"), 36.0),
        ("", run("<w:tab/><w:t>" + "kata " * 20 + "</w:t>"), 0.0),  # a first line set in by a tab
    ],
)
def test_where_a_paragraph_stands(tmp_path: Path, properties: str, inner: str, left: float) -> None:
    assert extract(tmp_path, word(p(inner, properties))).lines[0].left == left


def test_tab_stops_of_the_document(tmp_path: Path) -> None:
    data = word(p(run("<w:tab/><w:tab/><w:t>Jakarta</w:t>")), settings='<w:defaultTabStop w:val="1134"/>')
    assert extract(tmp_path, data).lines[0].left == pytest.approx(113.4)


# --- documents without words


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ("", "tidak berisi teks"),
        (p("") + p(t("  ")), "tidak berisi teks"),
        (p(run("<w:pict><v:shape><v:imagedata/></v:shape></w:pict>")), "hanya berisi gambar"),
    ],
)
def test_no_words(tmp_path: Path, body: str, cause: str) -> None:
    with pytest.raises(CannotRead, match=cause):
        extract(tmp_path, word(body))
