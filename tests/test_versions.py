"""``compare`` with many drafts, and with a base and two edits: the views, and what they refuse."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import pkpu_review as pr
from pkpu_review.model import Succession, ThreeWay

from .conftest import Cli

FOLDER = Path(__file__).resolve().parent / "cases" / "versions"
SameAs = Callable[[str, str], None]
HISTORY = [FOLDER / f"v{number}.txt" for number in (1, 2, 3, 4)]
EDITS = [FOLDER / f"{name}.txt" for name in ("dasar", "a", "b")]


@pytest.mark.parametrize("form", ["text", "md"])
def test_the_history_of_four_drafts(cli: Cli, same_as: SameAs, form: str) -> None:
    ran = cli("compare", *HISTORY, "--format", form)
    assert ran.code == 0
    same_as(ran.out, f"versions/riwayat.{'txt' if form == 'text' else form}")


@pytest.mark.parametrize("form", ["text", "md"])
def test_two_edits_of_one_base(cli: Cli, same_as: SameAs, form: str) -> None:
    ran = cli("compare", "--three-way", *EDITS, "--format", form)
    assert ran.code == 0
    same_as(ran.out, f"versions/gabungan.{'txt' if form == 'text' else form}")


def test_json_of_a_history(cli: Cli) -> None:
    told = json.loads(cli("compare", *HISTORY, "--format", "json").out)
    assert told["schema"] == "pkpu-review/succession/1"
    assert [step["schema"] for step in told["steps"]] == ["pkpu-review/comparison/2"] * 3
    assert [version["file"] for version in told["versions"]] == ["v1.txt", "v2.txt", "v3.txt", "v4.txt"]
    for place, version in enumerate(HISTORY):
        standing = [s["id"] for h in told["histories"] for s in h["stages"] if s["version"] == place and s["id"]]
        assert sorted(standing) == sorted(provision.id for provision in pr.read(version).walk())
    returned = [s for h in told["histories"] for s in h["stages"] if s["relation"] == "returned"]
    assert [stage["id"] for stage in returned] == ["pasal-4", "pasal-4/ayat-1", "pasal-4/ayat-2"]
    assert {(stage["since"], stage["name"]) for stage in returned} == {(1, "v4.txt")}
    assert [stage["change"] for stage in returned] == ["none", "none", "substantive"]
    assert all(stage["sentence"] for stage in returned)


def test_json_of_two_edits(cli: Cli) -> None:
    told = json.loads(cli("compare", "--three-way", *EDITS, "--format", "json").out)
    assert told["schema"] == "pkpu-review/three-way/1"
    assert [told[side]["file"] for side in ("base", "a", "b")] == ["dasar.txt", "a.txt", "b.txt"]
    conflicts = {row["base"]: row["conflicts"] for row in told["rows"] if row["outcome"] == "conflict"}
    assert conflicts == {"pasal-4": ["words"], "pasal-5": ["removed"]}
    for row in told["rows"]:
        torn = {"words", "removed"} & set(row["conflicts"])
        assert row["proposal"] is None or (row["proposal"]["text"] is None) == bool(torn)


@pytest.mark.parametrize("arguments", [HISTORY, ["--three-way", *EDITS]], ids=["riwayat", "gabungan"])
def test_the_page_needs_nothing_else_and_holds_no_markup_of_a_draft(
    cli: Cli, tmp_path: Path, arguments: list[str | Path]
) -> None:
    found = []
    for argument in arguments:
        if isinstance(argument, Path):
            text = argument.read_text(encoding="utf-8").replace("saksi", "<script>alert(1)</script>")
            argument = tmp_path / argument.name
            argument.write_text(text, encoding="utf-8", newline="\n")
        found.append(argument)
    target = tmp_path / "hasil.html"
    assert cli("compare", *found, "-o", target).code == 0
    page = target.read_text(encoding="utf-8")
    assert "&lt;script&gt;" in page and "<script" not in page
    assert not re.search(r"(?:src|href)=\"(?!#)", page) and "default-src 'none'" in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids)) and set(re.findall(r'href="#([^"]+)"', page)) <= {*ids}


def test_a_folder_stands_for_its_drafts_in_their_order(cli: Cli, tmp_path: Path) -> None:
    for name, source in (
        ("v10.txt", HISTORY[2]),
        ("v2.txt", HISTORY[1]),
        ("v1.txt", HISTORY[0]),
        ("v2.md", HISTORY[1]),
    ):
        (tmp_path / name).write_text(source.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")
    ran = cli("compare", tmp_path, "--format", "json")
    assert [version["file"] for version in json.loads(ran.out)["versions"]] == ["v1.txt", "v2.txt", "v10.txt"]
    assert "v2.md dilewati" in ran.err and "[3/3] v10.txt" in ran.err


def test_a_history_can_be_narrowed_down(cli: Cli) -> None:
    whole, quiet = cli("compare", *HISTORY, "--all").out, cli("compare", *HISTORY).out
    assert len(whole.splitlines()) > len(quiet.splitlines())
    one = cli("compare", *HISTORY, "--article", "4").out
    assert "dimuat kembali" in one and "Pasal 1" not in one
    assert cli("compare", *HISTORY, "--article", "99").code == 2


@pytest.mark.parametrize(
    "arguments",
    [["--three-way", *EDITS, "--only", "added"], [*HISTORY, "--format", "json", "--only", "added"],
     [*HISTORY, "--format", "docx", "-o", "x.docx"], [*HISTORY, "--date", "2026-11-24"], [*HISTORY[:2], "--all"],
     ["--three-way", *HISTORY]],
    ids=["saringan", "saringan-json", "docx", "tanggal", "all", "empat"],
)  # fmt: skip
def test_what_does_not_apply_is_refused(cli: Cli, arguments: list[str | Path]) -> None:
    ran = cli("compare", *arguments)
    assert ran.code == 2 and ran.out == ""


def test_the_verbs_of_the_library() -> None:
    history = pr.succession(*HISTORY)
    assert isinstance(history, Succession) and len(history.steps) == 3
    assert "(hapus)" in {value for record in history._records() for value in record.values()}
    assert "v4.txt" in history._repr_html_()
    merged = pr.three_way(*EDITS)
    assert isinstance(merged, ThreeWay) and len(merged.conflicts) == 2
    assert "pasal-5" in merged._repr_html_()


@pytest.mark.slow
def test_seven_real_drafts_at_once(shared: Path) -> None:
    found = pr.succession(*sorted((shared / "real" / "drafts").glob("ranperda-bantuan-hukum-v*.pdf")))
    assert len(found.steps) == 6 and not [problem for step in found.steps for problem in step.unproven]
    for place, version in enumerate(found.versions):
        standing = [s.id for h in found.histories for s in h.stages if s.version == place and s.id]
        assert sorted(standing) == sorted(provision.id for provision in version.walk())
    returned = [s.id for h in found.histories for s in h.stages if s.relation == "returned"]
    assert returned == ["mengingat/angka-6"]


@pytest.mark.slow
def test_a_draft_as_word_and_as_pdf_are_the_same_edit(corpus: Path) -> None:
    folder = corpus / "tahapan-jadwal"
    base, a, b = (
        folder / name
        for name in (
            "v1-bahan-uji-publik.docx",
            *(f"v2-bahan-rapat-dengar-pendapat.{kind}" for kind in ("docx", "pdf")),
        )
    )
    found = pr.three_way(base, a, b)
    assert {row.outcome for row in found.rows} == {"none", "both"}
