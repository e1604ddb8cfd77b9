"""Tables of Word: rows and cells as drawn, and tables that only set words side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from pkpu_review.ingest.docx import read_docx
from pkpu_review.ingest.files import open_file
from pkpu_review.ingest.lines import Line
from tests.ingest.wordfile import abstract, level, listed, num, p, t, table, tc, word


def lines(folder: Path, body: str, **parts: str) -> tuple[Line, ...]:
    path = folder / "naskah.docx"
    path.write_bytes(word(body, **parts))
    return read_docx(open_file(path)).lines


def rows(folder: Path, body: str) -> list[tuple[str, ...] | None]:
    return [line.cells for line in lines(folder, body)]


HEAD = "<w:trPr><w:tblHeader/></w:trPr>"
SCHEDULE = (
    HEAD + tc("No.") + tc("Kegiatan") + tc("Mulai"),
    tc("1.") + tc("Pendaftaran") + tc("1 Agustus 2022"),
    tc("2.") + tc("Verifikasi") + tc("2 Agustus 2022"),
)


def test_rows_and_cells(tmp_path: Path) -> None:
    found = lines(tmp_path, p("Jadwal") + table(*SCHEDULE, columns=3) + p("akhir") + table(*SCHEDULE[1:], columns=3))
    assert [line.cells for line in found] == [
        None,
        ("No.", "Kegiatan", "Mulai"),
        ("1.", "Pendaftaran", "1 Agustus 2022"),
        ("2.", "Verifikasi", "2 Agustus 2022"),
        None,
        ("1.", "Pendaftaran", "1 Agustus 2022"),
        ("2.", "Verifikasi", "2 Agustus 2022"),
    ]
    assert [line.table for line in found] == [0, 1, 1, 1, 0, 2, 2]
    assert [line.head for line in found] == [False, True, False, False, False, False, False]
    assert [line.origin.paragraph for line in found[:5]] == [1, 2, 5, 8, 11]


def test_merged_cells_keep_their_columns(tmp_path: Path) -> None:
    body = table(
        tc("No.", properties='<w:vMerge w:val="restart"/>') + tc("Jadwal", properties='<w:gridSpan w:val="2"/>'),
        tc(properties="<w:vMerge/>") + tc("Mulai") + tc("Selesai"),
        '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + tc("1 Juni") + tc("2 Juni"),
        '<w:trPr><w:gridAfter w:val="2"/></w:trPr>' + tc("Jumlah"),
        columns=3,
    )
    found = lines(tmp_path, body)
    assert [line.cells for line in found] == [
        ("No.", "Jadwal", ""),
        ("", "Mulai", "Selesai"),
        ("", "1 Juni", "2 Juni"),
        ("Jumlah", "", ""),
    ]
    assert [line.spans for line in found] == [
        ((1, 2), (2, 1), (0, 0)),
        ((0, 0), (1, 1), (1, 1)),
        (),
        (),
    ]


def test_cells_merged_down_over_several_columns(tmp_path: Path) -> None:
    wide = '<w:gridSpan w:val="2"/>'
    body = table(
        tc("a", properties=wide + '<w:vMerge w:val="restart"/>') + tc("b"),
        tc(properties=wide + "<w:vMerge/>") + tc("c"),
        tc(properties=wide + "<w:vMerge/>") + tc("d"),
        tc("e") + tc("f") + tc("g"),
    )
    found = lines(tmp_path, body)
    assert [line.spans for line in found] == [((2, 3), (0, 0), (1, 1)), *[((0, 0), (0, 0), (1, 1))] * 2, ()]


def test_cells_merged_across_in_the_old_way(tmp_path: Path) -> None:
    body = table(
        tc("a", properties='<w:hMerge w:val="restart"/>') + tc("b", properties="<w:hMerge/>") + tc("c"),
        tc("d") + tc("e") + tc("f"),
    )
    found = lines(tmp_path, body)
    assert [(line.cells, line.spans) for line in found] == [
        (("a\nb", "", "c"), ((2, 1), (0, 0), (1, 1))),
        (("d", "e", "f"), ()),
    ]


def test_words_in_a_cell_that_goes_on_are_not_lost(tmp_path: Path) -> None:
    body = table(
        tc("a", properties='<w:vMerge w:val="restart"/>') + tc("b"), tc("c", properties="<w:vMerge/>") + tc("d")
    )
    assert [(line.cells, line.spans) for line in lines(tmp_path, body)] == [(("a", "b"), ()), (("c", "d"), ())]


def test_a_shaded_first_row_is_a_head(tmp_path: Path) -> None:
    shade, white = '<w:shd w:val="clear" w:fill="CCE0FF"/>', '<w:shd w:val="clear" w:fill="FFFFFF"/>'
    body = table(tc("a", properties=shade) + tc("b", properties=shade), tc("c", properties=white) + tc("d"))
    assert [line.head for line in lines(tmp_path, body)] == [True, False]


def test_columns_in_which_no_cell_begins_are_none(tmp_path: Path) -> None:
    two = '<w:gridSpan w:val="2"/>'
    body = table(tc("a", properties=two) + tc("b"), tc("c", properties=two) + tc("d"), columns=3)
    assert [(line.cells, line.spans) for line in lines(tmp_path, body)] == [(("a", "b"), ()), (("c", "d"), ())]


def test_a_table_beyond_measure_is_read_as_lines(tmp_path: Path) -> None:
    path = tmp_path / "naskah.docx"
    path.write_bytes(word(table(*("".join(tc(f"k{n}") for n in range(1000)), tc("akhir") * 1000))))
    found = read_docx(open_file(path))
    assert all(line.cells is None for line in found.lines)
    words = " ".join(line.text for line in found.lines).split()
    assert words == [*(f"k{n}" for n in range(1000)), *["akhir"] * 1000]
    assert [problem.code for problem in found.problems] == ["tabel-tidak-terurai"]


def test_spans_that_no_table_has(tmp_path: Path) -> None:
    huge = f'<w:gridSpan w:val="{2**31}"/>'
    body = table(tc("a", properties=huge) + tc("b"), tc("c") + tc("d"), columns=2)
    found = lines(tmp_path, body)
    assert [[cell for cell in line.cells or () if cell] for line in found] == [["a", "b"], ["c", "d"]]
    assert max(len(line.cells or ()) for line in found) <= 4


def test_tables_fifty_deep(tmp_path: Path) -> None:
    body = p("dasar")
    for depth in range(50):
        body = table(tc(f"l{depth}") + tc("x", body), tc(f"m{depth}") + tc("y"))
    found = lines(tmp_path, body)
    words = " ".join(" ".join(line.cells or ()) for line in found).split()
    assert sorted(words) == sorted(["dasar", *(f"{letter}{n}" for letter in "lm" for n in range(50)), *["x", "y"] * 50])


@pytest.mark.slow
def test_a_hundred_thousand_cells(tmp_path: Path) -> None:
    found = lines(tmp_path, table(*[tc("a") + tc("b") + tc("c") + tc("d") + tc("e")] * 20_000))
    assert len(found) == 20_000
    assert {line.cells for line in found} == {("a", "b", "c", "d", "e")}


def test_a_span_without_measure_is_bounded(tmp_path: Path) -> None:
    body = table(tc("a", properties='<w:gridSpan w:val="999999"/>') + tc("b"), tc("c") + tc("d"))
    assert max(len(cells or ()) for cells in rows(tmp_path, body)) < 200


def test_paragraphs_of_a_cell_are_parted_by_a_newline(tmp_path: Path) -> None:
    body = table(tc("1.") + tc("Kotak suara", "Bilik suara"), tc("2.") + tc("Tinta"))
    assert rows(tmp_path, body)[0] == ("1.", "Kotak suara\nBilik suara")


def test_numbers_in_cells_count_on(tmp_path: Path) -> None:
    numbering = abstract(1, level(0, "decimal", "%1.")) + num(1, 1)
    cell = f"<w:tc>{p('', listed(1))}</w:tc>"
    body = table(cell + tc("Kotak"), cell + tc("Bilik")) + p("akhir", listed(1))
    found = lines(tmp_path, body, numbering=numbering)
    assert [line.cells or line.text for line in found] == [("1.", "Kotak"), ("2.", "Bilik"), "3. akhir"]


def test_a_table_in_a_cell(tmp_path: Path) -> None:
    inner = table(tc("a") + tc("b"), tc("c") + tc("d"))
    body = table(tc("1.") + tc("rincian", inner), tc("2.") + tc("akhir"))
    assert rows(tmp_path, body) == [("1.", "rincian\na b\nc d"), ("2.", "akhir")]


def test_rows_and_cells_in_content_controls(tmp_path: Path) -> None:
    cell = f"<w:sdt><w:sdtContent>{tc('b')}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent><w:tr>{tc('c') + tc('d')}</w:tr></w:sdtContent></w:sdt>"
    body = table(tc("a") + cell).replace("</w:tbl>", row + "</w:tbl>")
    assert rows(tmp_path, body) == [("a", "b"), ("c", "d")]


def test_rows_that_are_inserted_or_deleted(tmp_path: Path) -> None:
    new, old = (f'<w:trPr><w:{mark} w:id="1" w:author="A"/></w:trPr>' for mark in ("ins", "del"))
    body = table(tc("a") + tc("1"), new + tc("b") + tc("2"), old + tc("c") + tc("3"))
    path = tmp_path / "naskah.docx"
    path.write_bytes(word(body))
    assert [line.cells for line in read_docx(open_file(path)).lines] == [("a", "1"), ("b", "2")]
    assert [line.cells for line in read_docx(open_file(path), "original").lines] == [("a", "1"), ("c", "3")]


# --- tables that only lay out


def layout(*rows: str, columns: int = 3) -> str:
    return table(*rows, borders="", columns=columns)


def test_the_preamble_as_a_table_without_lines(tmp_path: Path) -> None:
    numbering = abstract(1, level(0, "lowerLetter", "%1.")) + num(1, 1)
    items = f"<w:tc>{p('bahwa satu;', listed(1))}{p('bahwa dua;', listed(1))}</w:tc>"
    body = layout(
        tc("Menimbang") + tc(":") + items,
        tc("Mengingat") + tc(":") + tc("1.", properties="") + tc("Undang-Undang;"),
        tc() + tc() + tc("2.") + tc("Peraturan."),
        tc("Menetapkan") + tc(":") + tc("PERATURAN TENTANG JADWAL."),
        columns=4,
    )
    found = lines(tmp_path, body, numbering=numbering)
    assert [(line.text, line.numbered, line.left) for line in found] == [
        ("Menimbang :", False, 0.0),
        ("a. bahwa satu;", True, 200.0),
        ("b. bahwa dua;", True, 200.0),
        ("Mengingat : 1. Undang-Undang;", False, 0.0),
        ("2. Peraturan.", False, 200.0),
        ("Menetapkan : PERATURAN TENTANG JADWAL.", False, 0.0),
    ]
    assert all(line.cells is None and line.whole for line in found)


def test_signatures_side_by_side_are_read_one_by_one(tmp_path: Path) -> None:
    body = layout(tc("Diundangkan di Jakarta", "DIREKTUR") + tc("Ditetapkan di Jakarta", "KETUA"), columns=2)
    assert [line.text for line in lines(tmp_path, body)] == [
        *("Diundangkan di Jakarta", "DIREKTUR", "Ditetapkan di Jakarta", "KETUA")
    ]


def test_a_box_around_words_is_no_table(tmp_path: Path) -> None:
    assert rows(tmp_path, table(tc("PENTING", "Isi kotak"))) == [None, None]


STYLES = (
    '<w:style w:type="table" w:styleId="Kisi"><w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>'
    '</w:style><w:style w:type="table" w:styleId="Anak"><w:basedOn w:val="Kisi"/></w:style>'
)
NO_LINES = '<w:tblBorders><w:top w:val="nil"/></w:tblBorders>'
PAIR = (tc("Nama") + tc(": Jakarta"), tc("Jabatan") + tc(": Ketua"))


@pytest.mark.parametrize(
    ("change", "is_table"),
    [
        (("", ""), False),
        (("<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="Anak"/></w:tblPr>'), True),  # lines from the style
        (
            ("<w:tblPr/>", f'<w:tblPr><w:tblStyle w:val="Anak"/>{NO_LINES}</w:tblPr>'),
            False,  # taken away again
        ),
        (("<w:tcPr></w:tcPr>", '<w:tcPr><w:tcBorders><w:top w:val="single"/></w:tcBorders></w:tcPr>'), True),
        (("<w:tr>", f"<w:tr>{HEAD}"), True),
        ((": ", ""), True),  # every cell filled, and no colons: a table without lines
    ],
)  # fmt: skip
def test_what_makes_a_table(tmp_path: Path, change: tuple[str, str], is_table: bool) -> None:
    body = layout(*PAIR, columns=2)
    assert change[0] in body
    found = lines(tmp_path, body.replace(*change), styles=STYLES)
    assert [line.cells is not None for line in found] == [is_table] * 2


def test_one_row_of_a_layout_is_one_line(tmp_path: Path) -> None:
    assert [line.text for line in lines(tmp_path, layout(*PAIR, columns=2))] == ["Nama : Jakarta", "Jabatan : Ketua"]


def test_an_empty_table_gives_nothing(tmp_path: Path) -> None:
    assert [line.text for line in lines(tmp_path, table(tc() + tc()) + layout(tc() + tc()) + p(t("isi")))] == ["isi"]
