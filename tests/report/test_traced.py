"""A page with every line and where it went: what a person sees, and what a program gets."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from pkpu_review.ingest import read
from pkpu_review.model import Reading
from pkpu_review.report import records
from pkpu_review.report.text.terminal import paint
from pkpu_review.report.views import traced
from tests.ingest.drawn import Page, pdf

TRACED = Reading(trace=True, ocr="never")
FIRST = Page(
    [
        (275.0, "BAB I"),
        (250.0, "PENJAGAAN"),
        (275.0, "Pasal 1"),
        (85.0, "(1) Petugas wajib memberikan laporan, dan mem-"),
        (107.0, "berikan salinannya kepada ketua."),
        (85.0, "(2) Petugas mencatat:"),
        (107.0, "a. kotak suara; dan"),
        (107.0, "c. bilik suara."),
    ],
    top=90,
    placed=[(290.0, 40.0, "- 1 -"), (450.0, 790.0, "Pasal 2 . . .")],
    across=["RANCANGAN"],
)
SECOND = Page([(275.0, "Pasal 2"), (85.0, "Peraturan ini mulai berlaku.")], top=90, placed=[(290.0, 40.0, "- 2 -")])


def file(tmp_path: Path) -> Path:
    path = tmp_path / "gudang.pdf"
    path.write_bytes(pdf(FIRST, SECOND))
    return path


def test_view(tmp_path: Path, same_as: Callable[[str, str], None]) -> None:
    same_as(paint(traced.view(read(file(tmp_path), TRACED))), "report/telusur-pdf.txt")


def test_view_of_one_page(tmp_path: Path) -> None:
    told = paint(traced.view(read(file(tmp_path), TRACED), (2, 2)))
    assert "Halaman 2 (3 baris)" in told
    assert "Halaman 1" not in told and "RANCANGAN" not in told


def test_view_of_a_file_without_pages(tmp_path: Path, same_as: Callable[[str, str], None]) -> None:
    path = tmp_path / "gudang.txt"
    lines = ["Menimbang : a. bahwa perlu;", "b. bahwa penting;", "", "Pasal 1", "(1) Gudang dijaga.", "(1) Ganda."]
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    regulation = read(path, TRACED)
    same_as(paint(traced.view(regulation)), "report/telusur-teks.txt")
    assert "Paragraf 4 sampai 5" in paint(traced.view(regulation, (4, 5)))


def test_colours_tell_furniture_and_problems_apart(tmp_path: Path) -> None:
    told = paint(traced.view(read(file(tmp_path), TRACED)), colour=True)
    assert "\x1b[31;9mperabot halaman: nomor halaman\x1b[0m" in told
    assert "\x1b[36mpasal-1/ayat-1\x1b[0m" in told


def test_a_line_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "jahat.txt"
    path.write_text("Pasal 1\nGudang \x9b31m dijaga \u202e malam.\n", encoding="utf-8", newline="\n")
    told = paint(traced.view(read(path, TRACED)))
    assert "\x9b" not in told and "\u202e" not in told


def test_records(tmp_path: Path) -> None:
    regulation = read(file(tmp_path), TRACED)
    record = json.loads(records.dumps(traced.record(regulation), indent=1))
    assert record["schema"] == "pkpu-review/explanation/1"
    assert record["source"]["file"] == "gudang.pdf" and record["coverage"] == 1.0
    assert [piece["text"] for piece in record["furniture"]] == ["RANCANGAN"]
    assert len(record["lines"]) == len(regulation.trace)
    broken = next(line for line in record["lines"] if line["text"].endswith("mem-"))
    assert [(part["role"], part.get("id", "")) for part in broken["parts"]] == [
        ("label", "pasal-1/ayat-1"),
        ("lead", "pasal-1/ayat-1"),
        ("furniture", ""),
    ]
    assert broken["page"] == 1 and len(broken["box"]) == 4
    jumped = next(line for line in record["lines"] if line["text"].startswith("c. bilik"))
    assert [problem["code"] for problem in jumped["problems"]] == ["nomor-lompat"]
    assert [problem["code"] for problem in record["problems"]] == ["perabot-banyak"]
    assert [line["page"] for line in traced.line_records(regulation, (2, 2))] == [2, 2, 2]


def test_boxes_in_the_records_of_a_regulation(tmp_path: Path) -> None:
    regulation = read(file(tmp_path))
    text = records.dumps(records.regulation(regulation), indent=1)
    told = json.loads(text)
    article = next(line for line in told["provisions"] if line["id"] == "pasal-1/ayat-1")
    assert [box[0] for box in article["boxes"]] == [1, 1]
    assert article["boxes"] == [[1, *origin.box] for origin in regulation["pasal-1/ayat-1"].origins if origin.box]
    assert all(
        len(piece["box"]) == 4 for piece in told["furniture"] if piece["reason"] != "tulisan melintang (cap air)"
    )
    first = ", ".join(f"{number:g}" for number in article["boxes"][0])
    assert f"[{first}]" in text  # on one line


def test_paragraphs_in_the_records_of_a_text(tmp_path: Path) -> None:
    path = tmp_path / "gudang.txt"
    path.write_text("Pasal 1\nGudang dijaga,\n\nsiang dan malam.\n", encoding="utf-8", newline="\n")
    told = records.regulation(read(path))
    assert told["provisions"][0]["paragraphs"] == [1, 2, 4]
    assert "boxes" not in told["provisions"][0]


def test_numbers_in_a_string_stay_as_they_are() -> None:
    value = {"text": "[\n 1,\n 2\n]", "list": [1, 2.5]}
    assert json.loads(records.dumps(value, indent=1)) == value
    assert '"list": [1, 2.5]' in records.dumps(value, indent=1)
