"""Ruled tables of a PDF: cells as drawn, by whatever means, and what only looks like a table."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import typst
from hypothesis import assume, given
from hypothesis import strategies as st

from pkpu_review.ingest import pdf_tables
from pkpu_review.ingest.lines import Line
from pkpu_review.ingest.pdf import read_pdf
from tests.ingest.drawn import Page, pdf

LEFT, TOP, WIDE, HIGH = 60, 700, 120, 30
Cells = list[tuple[str, ...]]
GRID: Cells = [("Nama", "Jumlah", "Satuan"), ("Kotak", "4", "buah"), ("Bilik", "3", "buah")]


def set_in(source: str) -> list[Line]:
    """The lines of a page set with Typst."""
    page = '#set page(width: 595pt, height: 842pt, margin: 60pt)\n#set text(font: "New Computer Modern", size: 11pt)\n'
    made = typst.compile((page + source).encode("utf-8"))
    assert isinstance(made, bytes)
    return list(read_pdf("tabel.pdf", made).lines)


def drawn(operators: str, rows: Cells) -> list[Line]:
    """The lines of a page whose rules are drawn with *operators*, the words of *rows* in a grid of equal cells."""
    words = "".join(
        f"BT /F 10 Tf {LEFT + 6 + column * WIDE} {TOP - 20 - row * HIGH} Td ({text}) Tj ET "
        for row, cells in enumerate(rows)
        for column, text in enumerate(cells)
        if text
    )
    content = f"{operators} {words}".encode()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(parts, 1))
    return list(read_pdf("tabel.pdf", body + b"trailer <</Size 6/Root 1 0 R>>\n%%EOF\n").lines)


def rules(columns: int, rows: int) -> list[tuple[float, float, float, float]]:
    """The rules of a grid, each as x, y, width and height."""
    across = [(LEFT, TOP - row * HIGH, columns * WIDE, 0) for row in range(rows + 1)]
    down = [(LEFT + column * WIDE, TOP - rows * HIGH, 0, rows * HIGH) for column in range(columns + 1)]
    return [*across, *down]


def dots(x: float, y: float, width: float, height: float) -> str:
    """A rule of square dots, half a point each, a point and a half apart."""
    count = int(max(width, height) / 1.5)
    step = (1.5, 0.0) if width else (0.0, 1.5)
    return "".join(f"{x + step[0] * i:.1f} {y + step[1] * i:.1f} 0.5 0.5 re f " for i in range(count + 1))


HOW: dict[str, Callable[[float, float, float, float], str]] = {
    "strokes": lambda x, y, w, h: f"{x} {y} m {x + w} {y + h} l S ",
    "dashes": lambda x, y, w, h: f"[3 2] 0 d {x} {y} m {x + w} {y + h} l S ",
    "thin boxes": lambda x, y, w, h: f"{x} {y} {max(w, 0.5)} {max(h, 0.5)} re f ",
    "thin boxes without a direction": lambda x, y, w, h: f"{x + w} {y + h} {-max(w, 0.5)} {-max(h, 0.5)} re f ",
    "dots": dots,
    "dashes one by one": lambda x, y, w, h: (
        "".join(f"{x + w * i / 40} {y + h * i / 40} {w / 80 if w else 1} {h / 80 if h else 1} re f " for i in range(40))
        + f"{x + w} {y + h} {-w / 80 if w else 1} {-h / 80 if h else 1} re f "
    ),
    "pieces": lambda x, y, w, h: "".join(
        f"{x + w * i / 10} {y + h * i / 10} m {x + w * (i + 1) / 10} {y + h * (i + 1) / 10} l S " for i in range(10)
    ),
    "double strokes": lambda x, y, w, h: "".join(
        f"{x + d * bool(h)} {y + d * bool(w)} m {x + w + d * bool(h)} {y + h + d * bool(w)} l S " for d in (0, 1.5)
    ),
}


@pytest.mark.parametrize("how", HOW)
def test_rules_drawn_by_any_means(how: str) -> None:
    lines = drawn("".join(HOW[how](*rule) for rule in rules(3, 3)), GRID)
    assert [line.cells for line in lines] == GRID


def test_a_box_for_every_cell() -> None:
    boxes = "".join(f"{LEFT + c * WIDE} {TOP - (r + 1) * HIGH} {WIDE} {HIGH} re S " for r in range(3) for c in range(3))
    assert [line.cells for line in drawn(boxes, GRID)] == GRID


def test_a_whole_grid_as_one_path() -> None:
    path = "".join(f"{x} {y} m {x + w} {y + h} l " for x, y, w, h in rules(3, 3)) + "S "
    assert [line.cells for line in drawn(path, GRID)] == GRID


def test_a_shade_behind_every_line_of_a_head_parts_no_row() -> None:
    shades = "0.6 0.8 1 rg " + "".join(
        f"{LEFT + c * WIDE} {TOP - HIGH + half * 15} {WIDE} 15 re f " for c in range(3) for half in (0, 1)
    )
    lines = drawn(shades + "0 g " + "".join(HOW["strokes"](*rule) for rule in rules(3, 3)), GRID)
    assert [(line.cells, line.head) for line in lines] == [(cells, place == 0) for place, cells in enumerate(GRID)]


def test_rows_shaded_throughout_are_no_heads() -> None:
    shade = f"0.9 g {LEFT} {TOP - 3 * HIGH} {3 * WIDE} {3 * HIGH} re f 0 g "
    lines = drawn(shade + "".join(HOW["strokes"](*rule) for rule in rules(3, 3)), GRID)
    assert [line.head for line in lines] == [False] * 3


def test_merged_cells() -> None:
    lines = set_in("""#table(columns: 4,
      table.cell(rowspan: 2)[No], table.cell(rowspan: 2)[Kegiatan], table.cell(colspan: 2)[Jadwal],
      [Awal], [Akhir],
      [1.], [Pendaftaran], table.cell(colspan: 2)[1 Juni 2026],
      [2.], [Verifikasi], [2 Juni 2026], [3 Juni 2026],
    )""")
    assert [(line.cells, line.spans) for line in lines] == [
        (("No", "Kegiatan", "Jadwal", ""), ((1, 2), (1, 2), (2, 1), (0, 0))),
        (("", "", "Awal", "Akhir"), ((0, 0), (0, 0), (1, 1), (1, 1))),
        (("1.", "Pendaftaran", "1 Juni 2026", ""), ((1, 1), (1, 1), (2, 1), (0, 0))),
        (("2.", "Verifikasi", "2 Juni 2026", "3 Juni 2026"), ()),
    ]


@pytest.mark.parametrize("head", [True, False])
def test_rows_that_no_rule_parts(head: bool) -> None:
    rows = [
        ("1.", "Pendaftaran calon peserta", "1 Juni 2026"),
        ("2.", "Verifikasi", "2 Juni 2026"),
        ("3.", "Akhir", ""),
    ]
    cells = ", ".join(f"[{cell}]" for row in rows for cell in row)
    top = "table.hline(), [No], [Kegiatan], [Tanggal], table.hline(), " if head else "table.hline(), "
    tall = "" if head else "#set table(inset: (y: 60pt))\n"
    source = f"{tall}#table(columns: 3, stroke: (x, y) => (x: 0.5pt), {top}{cells}, table.hline())"
    lines = set_in(source)
    assert [line.cells for line in lines] == [*([("No", "Kegiatan", "Tanggal")] if head else []), *rows]
    tops = [line.origin.box[1] for line in lines if line.origin.box]
    assert sorted(set(tops)) == tops


OPEN: dict[str, Callable[[int, int], tuple[str, ...]]] = {
    "no rules left and right": lambda x, y: ("left" if x == 0 else "", "right" if x == 2 else ""),
    "no rule above": lambda x, y: ("top" if y == 0 else "",),
    "no rule below": lambda x, y: ("bottom" if y == 2 else "",),
    "no rules around": lambda x, y: (
        *("left" if x == 0 else "", "right" if x == 2 else ""),
        *("top" if y == 0 else "", "bottom" if y == 2 else ""),
    ),
}


@pytest.mark.parametrize("which", OPEN)
def test_open_sides(which: str) -> None:
    """Drawn cell by cell, without the sides that are open."""
    strokes = []
    for row in range(3):
        for column in range(3):
            x, y = LEFT + column * WIDE, TOP - row * HIGH
            sides = {
                "left": (x, y, x, y - HIGH),
                "right": (x + WIDE, y, x + WIDE, y - HIGH),
                "top": (x, y, x + WIDE, y),
                "bottom": (x, y - HIGH, x + WIDE, y - HIGH),
            }
            strokes += [
                "{} {} m {} {} l S ".format(*sides[side]) for side in sides if side not in OPEN[which](column, row)
            ]
    assert [line.cells for line in drawn("".join(strokes), GRID)] == GRID


def test_paragraphs_in_one_row_are_no_rows() -> None:
    words = "satu dua tiga\n\n" * 4
    long = "empat lima enam tujuh " * 12
    lines = set_in(f"#table(columns: (120pt, 120pt, 120pt), [a], [b], [c], [{words}], [{long}], [{long}])")
    assert len(lines) == 2


def test_empty_cells_keep_their_columns_and_empty_rows_are_none() -> None:
    lines = set_in("#table(columns: 3, [a], [], [c], [], [], [], [], [e], [f])")
    assert [line.cells for line in lines] == [("a", "", "c"), ("", "e", "f")]


def test_a_form_that_is_still_to_be_filled_in() -> None:
    (line,) = set_in("#table(columns: 3, [Nama Kursus], [Penyelenggara], [Tahun], [], [], [], [], [], [])")
    assert (line.cells, line.head) == (("Nama Kursus", "Penyelenggara", "Tahun"), True)


def test_a_table_in_a_cell_is_words_of_that_cell() -> None:
    lines = set_in("""#table(columns: (60pt, 300pt),
      [1.], [Rincian #table(columns: 2, [kotak], [4], [bilik], [3])], [2.], [Akhir])""")
    assert [line.cells for line in lines] == [("1.", "Rincian\nkotak 4\nbilik 3"), ("2.", "Akhir")]


def test_a_table_in_a_frame_is_a_table() -> None:
    lines = set_in("#rect(inset: 20pt)[Perhatian #table(columns: 2, [kotak], [4], [bilik], [3])]")
    assert [line.cells for line in lines] == [None, ("kotak", "4"), ("bilik", "3")]


def test_a_bold_head() -> None:
    lines = set_in("#table(columns: 2, [*Nama*], [*Jumlah*], [Kotak], [4])")
    assert [line.bold for line in lines] == [True, False]


NO_TABLES = {
    "a frame around words": '#rect(width: 100%)[Pasal ini\\ dibaca di sini\\ dan di sana]',
    "frames one under another": "#rect[satu dua]\n#rect[tiga empat]\n#rect[lima enam]",
    "boxes for signatures side by side": "#grid(columns: 2, rect(height: 60pt)[Ketua], rect(height: 60pt)[Sekretaris])",
    "boxes for signatures in one row": "#table(columns: 2, rows: 60pt, [Ketua\\ Ahmad], [Sekretaris\\ Budi])",
    "a column of boxes": "#table(columns: 1, [satu], [dua], [tiga])",
    "underlined words": "#for i in range(6) [#underline[Nama] #h(2cm) #underline[Jabatan] \\ ]",
    "lines to be filled in": "#for i in range(5) [Nama: #box(width: 6cm, stroke: (bottom: 0.5pt)) \\ ]",
    "rules between paragraphs": "#for i in range(5) [kata #line(length: 100%)]",
    "lines that hang from one": (
        "#line(length: 300pt)#place(dy: -11pt)"
        "[#for i in range(4) { place(dx: i * 100pt, line(angle: 90deg, length: 60pt)) }]#v(70pt)satu dua tiga"
    ),
    "a frame in a frame": "#rect(inset: 10pt)[#rect(inset: 10pt)[satu dua]]",
}  # fmt: skip


@pytest.mark.parametrize("what", NO_TABLES)
def test_no_table(what: str) -> None:
    lines = set_in(NO_TABLES[what])
    assert lines
    assert all(line.cells is None for line in lines)


@pytest.mark.parametrize("turned", [False, True])
def test_a_landscape_page(turned: bool) -> None:
    place = (85, 110, GRID)
    page = Page(turned=[place]) if turned else Page(tables=[place], landscape=True)
    assert [line.cells for line in read_pdf("tabel.pdf", pdf(page)).lines] == GRID


def test_only_pages_with_rules_are_searched_for_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[int] = []
    search = pdf_tables.rows_of

    def noted(words: object, rules: object, number: int, *rest: object) -> object:
        searched.append(number)
        return search(words, rules, number, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("pkpu_review.ingest.pdf_page.rows_of", noted)
    plain = Page([(85, "Petugas menerima barang."), (85, "Barang dicatat.")])
    found = read_pdf("tabel.pdf", pdf(plain, Page(tables=[(85, 110, GRID)]), plain, plain))
    assert searched == [2]
    assert [line.table for line in found.lines if line.cells] == [1, 1, 1]


@st.composite
def merged_grids(draw: st.DrawFn) -> list[tuple[int, int, int, int]]:
    """The cells of a grid, some of them merged: row, column, rows and columns of each."""
    rows, columns = draw(st.integers(2, 5)), draw(st.integers(2, 4))
    free = {(row, column) for row in range(rows) for column in range(columns)}
    found = []
    for row, column in sorted(free):
        if (row, column) not in free:
            continue
        high, wide = draw(st.sampled_from([1, 1, 1, 2, 3])), draw(st.sampled_from([1, 1, 1, 2]))
        taken = {(row + down, column + over) for down in range(high) for over in range(wide)}
        if not taken <= free:
            high, wide, taken = 1, 1, {(row, column)}
        free -= taken
        found.append((row, column, high, wide))
    return found


@given(merged_grids())
def test_any_merged_cells(cells: list[tuple[int, int, int, int]]) -> None:
    tops, lefts = sorted({cell[0] for cell in cells}), sorted({cell[1] for cell in cells})
    assume(sum(sum(cell[0] == top for cell in cells) >= 2 for top in tops) >= 2)
    boxes = "".join(
        f"{LEFT + column * WIDE} {TOP - (row + high) * HIGH} {wide * WIDE} {high * HIGH} re S "
        for row, column, high, wide in cells
    )
    words = [[""] * (max(lefts) + 1) for _ in range(max(tops) + 1)]
    texts = [[""] * len(lefts) for _ in tops]
    spans = [[(0, 0)] * len(lefts) for _ in tops]
    for number, (row, column, high, wide) in enumerate(cells):
        words[row][column] = f"k{number}"
        place = tops.index(row), lefts.index(column)
        texts[place[0]][place[1]] = f"k{number}"
        spans[place[0]][place[1]] = (
            sum(column <= left < column + wide for left in lefts),
            sum(row <= top < row + high for top in tops),
        )
    lines = drawn(boxes, [tuple(row) for row in words])
    assert [line.cells for line in lines] == [tuple(row) for row in texts]
    assert [line.spans or ((1, 1),) * len(lefts) for line in lines] == [tuple(row) for row in spans]
