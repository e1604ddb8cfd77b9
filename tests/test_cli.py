"""The command line as a person meets it: results, streams, exit codes, names, and what is said when it goes wrong."""

from __future__ import annotations

import ast
import json
import os
import re
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import click
import pytest

import pkpu_review as pr
from pkpu_review.cli import COMMANDS, group
from pkpu_review.cli import words as click_words
from pkpu_review.errors import PkpuError
from tests.conftest import ROOT, Cli

SMALL = """\
RANCANGAN
PERATURAN KOMISI PEMILIHAN UMUM
NOMOR ... TAHUN 2030
TENTANG
CONTOH
Menimbang:
a. bahwa perlu contoh;
b. bahwa contoh harus pendek;
Mengingat:
1. Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum;
MEMUTUSKAN:
Menetapkan:
PERATURAN KOMISI PEMILIHAN UMUM TENTANG CONTOH.
BAB I
KETENTUAN UMUM
Pasal 1
Dalam Peraturan Komisi ini, PPK adalah panitia di kecamatan.
Pasal 2
(1) PPK dibentuk paling lambat 30 (tiga puluh) hari sebelum pemungutan suara.
(2) Pembentukan dilakukan oleh:
a. KPU Kabupaten/Kota; dan
b. sekretariatnya.
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A draft of two articles, as text."""
    path = tmp_path / "draf.txt"
    path.write_text(SMALL, encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The same with another deadline."""
    path = tmp_path / "draf-2.txt"
    path.write_text(SMALL.replace("30 (tiga puluh)", "45 (empat puluh lima)"), encoding="utf-8", newline="\n")
    return path


def process(*arguments: str | Path, cwd: Path = ROOT, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    command = [sys.executable, "-m", "pkpu_review", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, env={**os.environ, **more}, check=False)


# --- results


def test_read_shows_an_outline(cli: Cli, small: Path) -> None:
    ran = cli("read", small)
    assert ran.code == 0
    assert "Pasal 2" in ran.out
    assert "\x1b" not in ran.out  # no colour where it is not a terminal
    assert all(len(line) <= 100 for line in ran.out.splitlines()[3:])


def test_read_jsonl_has_one_provision_a_line(cli: Cli, small: Path) -> None:
    lines = [json.loads(line) for line in cli("read", small, "--format", "jsonl").out.splitlines()]
    assert {"id", "kind", "label", "heading", "text", "lead", "closing", "pages"} <= set(lines[0])
    by_id = {line["id"]: line for line in lines}
    assert by_id["pasal-2/ayat-2/huruf-a"]["text"] == "KPU Kabupaten/Kota; dan"
    assert by_id["pasal-2/ayat-2"]["label"] == "(2)"


def test_read_json_is_one_object(cli: Cli, small: Path) -> None:
    record = json.loads(cli("read", small, "--format", "json").out)
    assert record["schema"] == "pkpu-review/regulation/1"
    assert {"identity", "source", "coverage", "provisions", "furniture", "problems"} <= set(record)
    assert 0 <= record["coverage"] <= 1
    parents = {provision["id"]: provision["parent"] for provision in record["provisions"]}
    assert parents["pasal-2/ayat-1"] == "pasal-2"


def test_read_text_has_every_word(cli: Cli, small: Path) -> None:
    out = cli("read", small, "--format", "text").out
    body = SMALL[SMALL.index("BAB I") :]
    assert body.split() == out[out.index("BAB I") :].split()


def test_compare_tells_the_changed_words(cli: Cli, small: Path, newer: Path) -> None:
    ran = cli("compare", small, newer)
    assert ran.code == 0
    assert "Pasal 2 ayat (1)" in ran.out
    assert "[-30 (tiga puluh)-] {+45 (empat puluh lima)+}" in ran.out


def test_compare_json(cli: Cli, small: Path, newer: Path) -> None:
    record = json.loads(cli("compare", small, newer, "--format", "json").out)
    assert record["schema"] == "pkpu-review/comparison/2"
    assert {"file", "sha256"} <= set(record["old"]) & set(record["new"])
    changed = [row for row in record["rows"] if row["change"] != "none"]
    assert [(row["old"], row["new"], row["relation"]) for row in changed] == [
        ("pasal-2/ayat-1", "pasal-2/ayat-1", "same")
    ]


def test_equal_files_are_told_as_equal(cli: Cli, small: Path) -> None:
    assert "Tidak ada perubahan." in cli("compare", small, small).out


TRACKED = ROOT / "corpus/tahapan-jadwal/perubahan-terlacak/rancangan-dengan-perubahan.docx"


def test_one_word_file_is_compared_with_itself(cli: Cli) -> None:
    ran = cli("compare", TRACKED)
    assert ran.code == 0
    assert f"Naskah lama: {TRACKED.name} (asal)\nNaskah baru: {TRACKED.name} (akhir)" in ran.out
    assert "[-14 (empat belas)-] {+10 (sepuluh)+}" in ran.out
    record = json.loads(cli("compare", TRACKED, "--format", "json").out)
    assert {row["relation"] for row in record["rows"]} >= {"same", "renumbered", "added", "removed"}


def test_one_file_without_tracked_changes_is_wrong_use(cli: Cli, small: Path) -> None:
    ran = cli("compare", small)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "tidak memuat perubahan terlacak" in ran.err


def test_one_file_in_the_library(small: Path) -> None:
    found = pr.compare(TRACKED)
    assert found.old.source.name.endswith("(asal)")
    assert found.old["pasal-2/ayat-3"].text == found.new["pasal-2/ayat-2"].text
    with pytest.raises(PkpuError, match="Sebutkan juga"):
        pr.compare(pr.read(TRACKED))
    with pytest.raises(PkpuError, match="tidak memuat perubahan terlacak"):
        pr.compare(small)


def test_flag_jsonl(cli: Cli, small: Path) -> None:
    lines = [json.loads(line) for line in cli("flag", small, "--format", "jsonl").out.splitlines()]
    assert {line["doc"] for line in lines} == {"draf"}
    article = next(line for line in lines if line["id"] == "pasal-2")
    assert article["divisions"]
    assert {"id", "score", "evidence"} <= set(article["divisions"][0])
    assert all({"divisions", "also"} <= set(line) for line in lines)


def test_flag_text_names_the_divisions(cli: Cli, small: Path) -> None:
    out = cli("flag", small).out
    assert "Pasal 2 ayat (1)" in out
    assert "Divisi" in out


def test_review_writes_the_sheets(cli: Cli, small: Path, newer: Path, tmp_path: Path) -> None:
    ran = cli("review", newer, "--against", small, "-o", tmp_path / "hasil")
    assert ran.code == 0
    assert ran.out == ""
    assert "index.html" in ran.err
    record = json.loads((tmp_path / "hasil/review.json").read_text("utf-8"))
    assert record["schema"] == "pkpu-review/review/1"
    assert zipfile.is_zipfile(tmp_path / "hasil/3-matriks-persandingan.xlsx")


def test_review_of_a_draft_alone(cli: Cli, small: Path, tmp_path: Path) -> None:
    assert cli("review", small, "-o", tmp_path / "hasil").code == 0
    assert (tmp_path / "hasil/index.html").exists()


# --- several files, names, folders, wildcards


def test_names_are_stems_and_keep_the_suffix_where_two_share_one(cli: Cli, small: Path, tmp_path: Path) -> None:
    (tmp_path / "lain.txt").write_text(SMALL, encoding="utf-8")
    (tmp_path / "draf.md").write_text(SMALL, encoding="utf-8")
    ran = cli("read", small, tmp_path / "draf.md", tmp_path / "lain.txt", "--format", "jsonl", "-o", tmp_path / "a/b")
    assert ran.code == 0
    assert ran.out == ""
    assert sorted(path.name for path in (tmp_path / "a/b").iterdir()) == [
        "draf.md.jsonl",
        "draf.txt.jsonl",
        "lain.jsonl",
    ]


def test_files_of_the_same_name_do_not_overwrite_each_other(cli: Cli, small: Path, tmp_path: Path) -> None:
    other = tmp_path / "lain" / "DRAF.txt"
    other.parent.mkdir()
    other.write_text(SMALL, encoding="utf-8")
    assert cli("read", small, other, "-o", tmp_path / "out").code == 0
    assert len(list((tmp_path / "out").iterdir())) == 2


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_several_records_need_a_folder(cli: Cli, small: Path, newer: Path, form: str) -> None:
    ran = cli("read", small, newer, "--format", form)
    assert ran.code == 2
    assert ran.out == ""
    assert "-o FOLDER" in ran.err


def test_several_outlines_are_parted(cli: Cli, small: Path, newer: Path) -> None:
    out = cli("read", small, newer).out
    assert out.startswith("==> draf <==\n")
    assert "\n\n==> draf-2 <==\n" in out


def test_a_folder_stands_for_its_files(cli: Cli, small: Path, newer: Path, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("bukan naskah", encoding="utf-8")
    (tmp_path / "~$draf.docx").write_bytes(b"kunci Word")
    ran = cli("read", tmp_path)
    assert ran.code == 0
    assert ran.out.count("==> ") == 2


def test_wildcards_are_expanded(cli: Cli, small: Path, newer: Path, tmp_path: Path) -> None:
    assert cli("read", tmp_path / "draf*.txt").out.count("==> ") == 2
    assert cli("compare", tmp_path / "draf.t?t", newer).code == 0


def test_wildcards_without_a_match_do_not_stop_the_rest(cli: Cli, small: Path, tmp_path: Path) -> None:
    ran = cli("read", tmp_path / "*.pdf", small)
    assert ran.code == 3
    assert "Pasal 2" in ran.out
    assert "tidak ada berkas yang cocok" in ran.err


def test_a_folder_of_several_is_no_version(cli: Cli, small: Path, newer: Path, tmp_path: Path) -> None:
    ran = cli("review", tmp_path, "-o", tmp_path / "hasil")
    assert ran.code == 2
    assert "Sebutkan satu berkas" in ran.err


def test_all_files_are_done_though_one_is_bad(cli: Cli, small: Path, newer: Path, tmp_path: Path) -> None:
    bad = tmp_path / "kosong.txt"
    bad.touch()
    for command in (["read"], ["flag"]):
        ran = cli(*command, small, bad, newer)
        assert ran.code == 3
        assert ran.out.count("Pasal 2 ayat (1)" if command == ["flag"] else "==> ") == 2
        assert "kosong.txt" in ran.err


# --- bad input

PDF = ROOT / "corpus/tahapan-jadwal/v1-bahan-uji-publik.pdf"
DOCX = PDF.with_suffix(".docx")


def encrypted_pdf() -> bytes:
    """A PDF of one page that asks for a password: the standard handler with a key that nobody knows."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 936] >>",
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"5a" * 32 + b"> /U <" + b"a5" * 32 + b"> >>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<00> <00>] >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 5\n" + table + trailer


BAD = {
    "hilang.pdf": None,
    "kosong.pdf": lambda: b"",
    "kosong.docx": lambda: b"",
    "kosong.txt": lambda: b" \n",
    "terkunci.pdf": encrypted_pdf,
    "terkunci.docx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"),
    "terpotong.pdf": lambda: PDF.read_bytes()[:9000],
    "terpotong.docx": lambda: DOCX.read_bytes()[:9000],
    "salah-nama.docx": PDF.read_bytes,
    "salah-nama.pdf": DOCX.read_bytes,
    "salah-nama.txt": DOCX.read_bytes,
    "salah-jenis.xyz": lambda: b"Pasal 1",
    "sampah.pdf": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 20,
    "surat.txt": lambda: b"Yth. Bapak dan Ibu,\n\nmohon hadir besok.\n",
    "biner.txt": lambda: bytes(range(256)) * 20,
}
"""Name → content; a file that is not there has none."""


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", ["read", "compare", "flag", "review"])
def test_bad_input_is_one_sentence_and_exit_code_3(cli: Cli, tmp_path: Path, name: str, command: str) -> None:
    make = BAD[name]
    path = tmp_path / name
    if make is not None:
        path.write_bytes(make())
    out = tmp_path / "hasil"
    rest: dict[str, list[str | Path]] = {"read": [], "flag": [], "compare": [PDF], "review": ["-o", out]}
    ran = cli(command, path, *rest[command])
    assert ran.code == 3
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1
    assert name in ran.err
    assert re.search(r": .{10,}\.$", ran.err.strip())  # a cause follows the name
    assert "Traceback" not in ran.err
    assert not out.exists()


def test_a_bad_file_leaves_no_output(cli: Cli, small: Path, tmp_path: Path) -> None:
    bad = tmp_path / "kosong.pdf"
    bad.touch()
    assert cli("read", bad, small, "-o", tmp_path / "out", "--format", "json").code == 3
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["draf.json"]


# --- output that cannot be written


def test_a_folder_that_cannot_be_made_is_exit_code_4(cli: Cli, small: Path, tmp_path: Path) -> None:
    taken = tmp_path / "berkas"
    taken.write_text("isi lama", encoding="utf-8")
    for arguments in (("read", small, "-o", taken), ("review", small, "-o", taken), ("batch", tmp_path, "-o", taken)):
        ran = cli(*arguments)
        assert ran.code == 4
        assert str(taken) in ran.err
        assert "Traceback" not in ran.err
    assert taken.read_text("utf-8") == "isi lama"


def test_a_target_that_is_taken_keeps_what_it_holds(cli: Cli, small: Path, newer: Path, tmp_path: Path) -> None:
    target = tmp_path / "hasil.json"
    (target / "isi").mkdir(parents=True)  # a folder cannot be replaced by a file on any system
    ran = cli("compare", small, newer, "--format", "json", "-o", target)
    assert ran.code == 4
    assert "hasil-2.json" in ran.err  # a name that is free
    assert [path.name for path in target.iterdir()] == ["isi"]
    assert not list(tmp_path.glob(".tulis-*"))


# --- streams


def test_standard_output_is_utf8_with_plain_line_ends_whatever_the_locale(small: Path, tmp_path: Path) -> None:
    accented = tmp_path / "aksen.txt"
    accented.write_text(SMALL.replace("perlu contoh", "perlu “contoh” – é"), encoding="utf-8")
    ran = process("read", accented, "--format", "jsonl", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert ran.returncode == 0
    assert "“contoh” – é".encode() in ran.stdout
    assert b"\r" not in ran.stdout
    assert ran.stdout.endswith(b"\n")


def test_result_and_messages_are_parted(small: Path, tmp_path: Path) -> None:
    ran = process("read", small, tmp_path / "hilang.pdf", "--format", "tree")
    assert ran.returncode == 3
    assert b"hilang.pdf" in ran.stderr
    assert b"hilang.pdf" not in ran.stdout


@pytest.mark.skipif(os.name == "nt", reason="no such pipes on Windows")
def test_a_closed_pipe_ends_quietly(small: Path) -> None:
    command = [sys.executable, "-m", "pkpu_review", "read", str(PDF), "--format", "json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(60) == 0


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise on Windows")
def test_ctrl_c_ends_quietly(tmp_path: Path) -> None:
    code = (
        "import importlib, os, signal\n"
        "def wait(*arguments):\n    os.kill(os.getpid(), signal.SIGINT)\n    import time; time.sleep(30)\n"
        "importlib.import_module('pkpu_review.review').regulation = wait\n"
        "from pkpu_review.cli import main\nmain(['read', 'x.pdf'])"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert ran.returncode == 128 + signal.SIGINT
    assert ran.stderr == b"\nDihentikan.\n"


def test_control_characters_of_a_document_do_not_reach_the_terminal(cli: Cli, small: Path, newer: Path) -> None:
    for path in (small, newer):
        path.write_text(path.read_text("utf-8").replace("panitia di", "panitia\x1b[2J\x07 di"), encoding="utf-8")
    commands = (("read", small), ("read", small, "--format", "text"), ("compare", small, newer), ("flag", small))
    for arguments in commands:
        assert not re.search(r"[\x00-\x09\x0b-\x1f]", cli(*arguments).out)


def test_control_characters_of_a_name_do_not_reach_the_terminal(cli: Cli) -> None:
    ran = cli("read", "hilang\x1b[2J\r\x9b1m\u202e.pdf")
    assert ran.code == 3
    assert "hilang" in ran.err
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x80-\x9f\u202e]", ran.err)


@pytest.mark.parametrize("command", ["read", "compare", "flag", "review", "batch"])
def test_a_name_too_long_for_any_system(cli: Cli, small: Path, tmp_path: Path, command: str) -> None:
    name = "x" * 5000 + ("" if command == "batch" else ".txt")
    rest: dict[str, list[str | Path]] = {"compare": [small], "review": ["-o", tmp_path], "batch": ["-o", tmp_path]}
    ran = cli(command, name, *rest.get(command, []))
    assert ran.code == 3
    assert ran.err.startswith(name)
    assert "sah" in ran.err


# --- wrong use, help, documentation


@pytest.mark.parametrize(
    "arguments",
    [[], ["baca"], ["read"], ["read", "--bentuk", "x"], ["read", "x", "--format", "xml"], ["compare"],
     ["compare", "a", "b", "--three-way"], ["compare", "a", "b", "c", "--format", "docx"], ["review", "x"], ["batch"],
     ["flag", "x", "-o"],
     ["review", "x", "-o", "y", "--against"], ["read", ""], ["compare", "a", ""], ["review", "x", "-o", ""],
     ["flag", "x", "-o", ""], ["read", "x", "-o", ""], ["batch", "", "-o", "y"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_use_is_exit_code_2(cli: Cli, arguments: list[str]) -> None:
    ran = cli(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert "Kesalahan: " in ran.err
    assert not re.search(r"\b(Usage|Error|Missing|Invalid|Try|No such|Got|Option)\b", ran.err)


def test_an_unknown_line_up_is_wrong_use(cli: Cli, small: Path, tmp_path: Path) -> None:
    for arguments in (
        ("flag", small),
        ("review", small, "-o", tmp_path / "x"),
        ("batch", tmp_path, "-o", tmp_path / "x"),
    ):
        ran = cli(*arguments, "--line-up", "tidak-ada")
        assert ran.code == 2
        assert "tidak-ada" in ran.err
        assert not (tmp_path / "x").exists()


def test_a_name_that_is_no_family_is_told(cli: Cli, small: Path, tmp_path: Path) -> None:
    for folder in (tmp_path / "hilang", small):
        ran = cli("batch", folder, "-o", tmp_path / "x")
        assert ran.code == 3
        assert str(folder) in ran.err


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_indonesian(cli: Cli, command: str) -> None:
    ran = cli(*([command] if command else []), "--help")
    assert ran.code == 0
    assert ran.err == ""
    assert "Pemakaian: pkpu-review" in ran.out
    assert not re.search(r"\b(Usage|Options|Commands|Show|default|OPTIONS|ARGS|required)\b", ran.out)


UNMET = re.compile(
    "prompt|Repeat|Confirm the action|Do you want|DateTime|UUID|boolean|does not match|is not a valid"
    "|is not in the range|does not exist|is a file|is a directory|not readable|not writable|not executable"
    "|unknown error|^file$|^directory$|^path$|^Choice|deprecated|DeprecationWarning|env var|dynamic|twice|iterable"
    "|Invalid start"
    "|Could not open|decls|No options defined|were given|was given|flag|true/false|secondary"
)
"""Words of Click for what this program does not use: prompts, dates, ranges, files that Click opens itself ..."""


def test_every_word_of_click_that_a_user_can_meet_is_translated() -> None:
    """Reads the source of Click, so that a new version that says something new is noticed."""
    said = []
    for name in click_words.MODULES:
        source = Path(click.__file__ or "").with_name(f"{name}.py").read_text("utf-8")
        calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
        words = [
            argument for call in calls if getattr(call.func, "id", "") in ("_", "ngettext") for argument in call.args
        ]
        said += [word.value for word in words if isinstance(word, ast.Constant) and isinstance(word.value, str)]
    assert len(said) > 40
    assert [word for word in said if word not in click_words.WORDS and not UNMET.search(word)] == []


def test_every_command_and_option_is_documented() -> None:
    text = (ROOT / "docs/panduan.md").read_text("utf-8")
    reference = (ROOT / "docs/rujukan.md").read_text("utf-8")
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        assert command
        assert f"pkpu-review {name}" in text
        section = reference.split(f"## pkpu-review {command.name}\n", 1)[1].split("\n## ", 1)[0]
        for parameter in command.params:
            names = [parameter.metavar or ""] if isinstance(parameter, click.Argument) else parameter.opts
            assert [name for name in names if f"`{name}`" not in section] == []
