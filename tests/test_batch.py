"""Whole folders: which families there are, what is compared with what, and that one bad file stops nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pkpu_review.batch import plan
from pkpu_review.errors import CannotRead
from pkpu_review.folders import distinct, natural
from pkpu_review.review import flagged
from tests.conftest import Cli

DRAFT = """\
RANCANGAN
PERATURAN KOMISI PEMILIHAN UMUM
NOMOR ... TAHUN 2030
TENTANG
CONTOH
Menimbang:
bahwa perlu contoh;
Mengingat:
Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum;
MEMUTUSKAN:
Menetapkan:
PERATURAN KOMISI PEMILIHAN UMUM TENTANG CONTOH.
Pasal 1
PPK dibentuk paling lambat {days} hari sebelum pemungutan suara.
Pasal 2
Peraturan Komisi ini mulai berlaku pada tanggal diundangkan.
"""


def family(folder: Path, *names: str, plan: str | None = None) -> Path:
    """Make a folder with a draft under each of *names*."""
    folder.mkdir(parents=True)
    for days, name in enumerate(names, 10):
        (folder / name).write_text(DRAFT.format(days=days), encoding="utf-8")
    if plan is not None:
        (folder / "regulation.toml").write_text(plan, encoding="utf-8")
    return folder


PLAN = """
title = "Contoh <b>&</b>"
[[versions]]
label = "Kedua"
file = "b.txt"
date = 2030-05-01
also = ["tidak-dibaca.docx"]
[[versions]]
label = "Pertama"
file = "a.txt"
"""


def test_a_plan_gives_order_labels_and_dates(tmp_path: Path) -> None:
    (found,) = plan(family(tmp_path / "x", "a.txt", "b.txt", plan=PLAN))
    assert [version.label for version in found.versions] == ["Kedua", "Pertama"]
    assert str(found.versions[0].day) == "2030-05-01"
    assert found.notes == ()


def test_without_a_plan_names_give_the_order_and_it_is_said(tmp_path: Path) -> None:
    family(tmp_path / "x", "v10.txt", "v2.txt", "v2.md", "README.md", "~$v2.txt", ".v3.txt")
    (found,) = plan(tmp_path)
    assert [version.file.name for version in found.versions] == ["v2.txt", "v10.txt"]
    assert any("v2.txt, v10.txt" in note for note in found.notes)
    assert any("v2.md dilewati" in note for note in found.notes)


def test_the_folder_itself_and_its_subfolders(tmp_path: Path) -> None:
    family(tmp_path / "x", "a.txt")
    family(tmp_path / "x/sub", "b.txt")
    family(tmp_path / "x/hasil", "c.txt")
    (tmp_path / "x/kosong").mkdir()
    assert [found.name for found in plan(tmp_path / "x", tmp_path / "x/hasil")] == ["x", "sub"]


def test_nothing_to_do_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="tidak ada regulation"):
        plan(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "bukan [ toml",
        "title = 'x'",
        "versions = 3",
        "versions = []",
        "[[versions]]\nlabel = 'x'",
        "versions = ['a.txt']",
        "[[versions]]\nfile = 5",
        "[[versions]]\nfile = ''",
        f"title = {'9' * 10_000}\n[[versions]]\nfile = 'a.txt'",
        f"x = {'[' * 100_000}{']' * 100_000}\n[[versions]]\nfile = 'a.txt'",
        "#" * 2_000_000 + "\n[[versions]]\nfile = 'a.txt'",
        "[[versions]]\nfile = '../baik/a.txt'",
        "[[versions]]\nfile = '..\\baik\\a.txt'",
        "[[versions]]\nfile = '/etc/passwd'",
        "[[versions]]\nfile = 'C:a.txt'",
        "[[versions]]\nfile = '//server/bagian/a.txt'",
    ],
    ids=lambda text: repr(text[:24]),
)
def test_a_bad_plan_is_a_failure_of_its_family_alone(cli: Cli, tmp_path: Path, text: str) -> None:
    family(tmp_path / "in/rusak", "a.txt", plan=text)
    family(tmp_path / "in/baik", "a.txt")
    ran = cli("batch", tmp_path / "in", "-o", tmp_path / "out")
    assert ran.code == 1
    (told,) = [line for line in ran.err.splitlines() if line.startswith("Gagal: ")]
    assert told.startswith("Gagal: rusak/regulation.toml: ")
    assert "Traceback" not in ran.err
    assert (tmp_path / "out/baik/01-a/index.html").exists()


def test_each_version_against_the_one_before(cli: Cli, tmp_path: Path) -> None:
    family(tmp_path / "in/x", "a.txt", "b.txt", plan=PLAN)
    ran = cli("batch", tmp_path / "in", "-o", tmp_path / "out")
    assert ran.code == 0
    assert str(tmp_path / "out" / "index.html") in ran.err
    record = json.loads((tmp_path / "out/batch.json").read_text("utf-8"))
    assert record["schema"] == "pkpu-review/batch/1"
    assert [(r["label"], r["against"], r["changed"]) for r in record["reviews"]] == [
        ("Kedua", None, 0),
        ("Pertama", "Kedua", 1),
    ]
    for folder, sides in (("01-kedua", [None, "b.txt"]), ("02-pertama", ["b.txt", "a.txt"])):
        review = json.loads((tmp_path / "out/x" / folder / "review.json").read_text("utf-8"))
        assert [review[side] and review[side]["source"]["file"] for side in ("old", "new")] == sides


def test_the_overview_leads_to_every_review_and_escapes_what_it_shows(cli: Cli, tmp_path: Path) -> None:
    family(tmp_path / "in/x & y", "a.txt", "b.txt", plan=PLAN)
    cli("batch", tmp_path / "in", "-o", tmp_path / "out")
    page = (tmp_path / "out/index.html").read_text("utf-8")
    assert 'href="x%20%26%20y/01-kedua/index.html"' in page
    assert "1 Mei 2030" in page
    assert "Contoh &lt;b&gt;&amp;&lt;/b&gt;" in page
    assert "<b>" not in page


def test_one_bad_file_never_stops_the_rest(cli: Cli, tmp_path: Path) -> None:
    folder = family(tmp_path / "in/x", "v1.txt", "v3.txt")
    (folder / "v2.pdf").write_bytes(b"%PDF-1.7 rusak")
    ran = cli("batch", tmp_path / "in", "-o", tmp_path / "out")
    assert ran.code == 1
    assert "Traceback" not in ran.err
    assert "v2.pdf" in ran.err
    assert "GAGAL" in ran.out
    reviews = json.loads((tmp_path / "out/batch.json").read_text("utf-8"))["reviews"]
    assert [(r["label"], r["against"], bool(r["error"])) for r in reviews] == [
        ("v1", None, False),
        ("v2", None, True),
        ("v3", "v1", False),  # against the last one that could be read
    ]
    assert "v2.pdf" in (tmp_path / "out/index.html").read_text("utf-8")
    assert sorted(path.name for path in (tmp_path / "out/x").iterdir()) == ["01-v1", "03-v3"]


def test_a_fault_of_the_program_is_told_in_full_and_stops_nothing(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = flagged

    def faulty(file: Path, **options: Any) -> object:
        if file.name == "v1.txt":
            raise ZeroDivisionError("uji")
        return sound(file, **options)

    monkeypatch.setattr("pkpu_review.batch.flagged", faulty)
    family(tmp_path / "in/x", "v1.txt", "v2.txt")
    ran = cli("batch", tmp_path / "in", "-o", tmp_path / "out")
    assert ran.code == 1
    assert "ZeroDivisionError: uji" in ran.err
    reviews = json.loads((tmp_path / "out/batch.json").read_text("utf-8"))["reviews"]
    assert "Traceback" in reviews[0]["detail"]
    assert (tmp_path / "out/x/02-v2/index.html").exists()


def test_a_review_that_cannot_be_written_is_a_failure(cli: Cli, tmp_path: Path) -> None:
    family(tmp_path / "in/x", "v1.txt", "v2.txt")
    (tmp_path / "out/x").mkdir(parents=True)
    (tmp_path / "out/x/01-v1").write_text("sebuah berkas", encoding="utf-8")
    ran = cli("batch", tmp_path / "in", "-o", tmp_path / "out")
    assert ran.code == 1
    assert "01-v1" in ran.err
    assert (tmp_path / "out/x/02-v2/index.html").exists()


def test_inputs_are_never_written(cli: Cli, tmp_path: Path) -> None:
    folder = family(tmp_path / "in/x", "a.txt", "b.txt", plan=PLAN)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    cli("batch", tmp_path / "in", "-o", tmp_path / "out")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_two_runs_give_the_same_bytes(cli: Cli, tmp_path: Path) -> None:
    family(tmp_path / "in/x", "a.txt", "b.txt", plan=PLAN)
    runs = []
    for name in ("satu", "dua"):
        cli("batch", tmp_path / "in", "-o", tmp_path / name)
        files = sorted(path for path in (tmp_path / name).rglob("*") if path.is_file())
        runs.append({path.relative_to(tmp_path / name): path.read_bytes() for path in files})
    assert runs[0] == runs[1]


def test_numbers_in_names_count_as_numbers() -> None:
    names = ["v10", "V2", "v1", "b", "10", "9", ""]
    assert sorted(names, key=natural) == ["", "9", "10", "b", "v1", "V2", "v10"]


def test_distinct_names_stay_distinct() -> None:
    assert distinct(["a", "A", "a-2", "a", "b"]) == ["a", "A-2", "a-2-2", "a-3", "b"]


def test_the_sample_corpus(cli: Cli, corpus: Path, tmp_path: Path) -> None:
    ran = cli("batch", corpus, "-o", tmp_path)
    assert ran.code == 0
    record = json.loads((tmp_path / "batch.json").read_text("utf-8"))
    assert len(record["reviews"]) == 4
    assert all(review["rows"] for review in record["reviews"])
    assert [review["changed"] > 20 for review in record["reviews"]] == [False, True, False, True]
    for review in record["reviews"]:
        folder = tmp_path / review["folder"]
        assert (folder / "index.html").exists()
        assert len(list((folder / "2-lembar-divisi").glob("*.docx"))) == 7


def test_a_plan_may_name_files_below_its_folder(tmp_path: Path) -> None:
    folder = family(tmp_path / "x", plan='[[versions]]\nfile = "lama/a.txt"\ndate = 2030-05-01T08:00:00\n')
    (found,) = plan(folder)
    assert found.versions[0].file == folder / "lama" / "a.txt"
    assert str(found.versions[0].day) == "2030-05-01"


def test_labels_never_become_paths_or_steer_the_terminal(cli: Cli, tmp_path: Path) -> None:
    text = '[[versions]]\nlabel = "../../lari\\u001b[2J"\nfile = "a.txt"\n'
    family(tmp_path / "in", "a.txt", plan=text)
    ran = cli("batch", tmp_path / "in", "-o", tmp_path / "out")
    assert ran.code == 0
    assert "\x1b" not in ran.out + ran.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]
    assert [path.name for path in (tmp_path / "out/in").iterdir()] == ["01-lari-2j"]


def test_titles_and_labels_are_words_that_a_person_can_read(tmp_path: Path) -> None:
    text = f'title = "{"x" * 9000}"\n[[versions]]\nlabel = {{a = 1}}\nfile = "a.txt"\n'
    (found,) = plan(family(tmp_path / "x", plan=text))
    assert len(found.title) < 400
    assert found.versions[0].label == "a"


def test_what_a_browser_saved_beside_a_page_is_no_family(tmp_path: Path) -> None:
    for name in ("tahapan/v1.html", "tahapan/v1_files/bingkai.html", "laman_files/bingkai.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("<html><p>Pasal 1</p>", encoding="utf-8")
    families = plan(tmp_path)
    assert [(family.name, [version.file.name for version in family.versions]) for family in families] == [
        ("tahapan", ["v1.html"])
    ]


def test_a_comparison_that_cannot_be_proven_is_told_and_stops_nothing(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pkpu_review.compare import proof
    from pkpu_review.model import Problem

    family(tmp_path / "masuk" / "satu", "v1.txt", "v2.txt", "v3.txt")
    assert cli("batch", tmp_path / "masuk", "-o", tmp_path / "baik").code == 0
    monkeypatch.setattr(proof, "fault", lambda *_: Problem("bukti-gagal", "Bukti gagal: contoh."))
    ran = cli("batch", tmp_path / "masuk", "-o", tmp_path / "gagal")
    assert ran.code == 1
    assert ran.err.count("Peringatan: ") == 2 and "v3: Bukti gagal: contoh." in ran.err
    assert (tmp_path / "gagal" / "satu" / "03-v3" / "index.html").is_file()


def test_each_version_of_a_family_is_read_anew_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    from pkpu_review import ingest

    family(tmp_path / "masuk" / "satu", "v1.txt", "v2.txt", "v3.txt")
    read, names = ingest.read, []

    def counted(path: str, *rest: Any) -> Any:
        names.append(Path(path).name)
        return read(path, *rest)

    monkeypatch.setattr(ingest, "read", counted)
    assert cli("batch", tmp_path / "masuk", "-o", tmp_path / "hasil").code == 0
    assert sorted(names) == ["v1.txt"] * 2 + ["v2.txt"] * 2 + ["v3.txt"] * 2
