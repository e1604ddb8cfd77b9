"""Nothing leaves the machine: the main job runs with sockets blocked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.collect.filling import word

ROOT = Path(__file__).resolve().parent.parent

BLOCK = """
import socket

class Blocked(RuntimeError):
    pass

def refuse(*arguments, **named):
    raise Blocked("a socket was asked for")

socket.socket.connect = socket.socket.connect_ex = refuse
socket.getaddrinfo = socket.gethostbyname = socket.create_connection = refuse
"""


def blocked(folder: Path, *command: str) -> subprocess.CompletedProcess[bytes]:
    """Run Python with *command* where no socket can be connected and no name looked up."""
    (folder / "sitecustomize.py").write_text(BLOCK, encoding="utf-8", newline="\n")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)]), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, *command], env=environment, cwd=folder, capture_output=True, timeout=300, check=False
    )


def test_the_block_holds(tmp_path: Path) -> None:
    ran = blocked(tmp_path, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))")
    assert ran.returncode != 0 and b"a socket was asked for" in ran.stderr


def test_the_main_job_needs_no_network(tmp_path: Path, corpus: Path) -> None:
    out = tmp_path / "hasil"
    ran = blocked(tmp_path, "-m", "pkpu_review", "batch", str(corpus), "-o", str(out))
    assert ran.returncode == 0, ran.stderr.decode("utf-8")
    assert (out / "index.html").is_file()
    assert len(list(out.rglob("3-matriks-persandingan.docx"))) == 4


def test_what_came_back_is_collected_and_followed_without_a_network(tmp_path: Path) -> None:
    cases = ROOT / "tests" / "cases" / "collect"
    pack, out = tmp_path / "rapat", tmp_path / "dim"
    drafts = str(cases / "baru.txt"), "--against", str(cases / "lama.txt")
    ran = blocked(tmp_path, "-m", "pkpu_review", "review", *drafts, "-o", str(pack))
    assert ran.returncode == 0, ran.stderr.decode("utf-8")
    filled = word(pack / "2-lembar-divisi" / "5-data.docx", {(9, "usulan"): 'frasa "KPU" diubah menjadi "PPS"'})
    onward = str(cases / "berikutnya.txt")
    command = "collect", str(filled), "--pack", str(pack), "--next", onward, "-o", str(out)
    ran = blocked(tmp_path, "-m", "pkpu_review", *command)
    assert ran.returncode == 0, ran.stderr.decode("utf-8")
    assert (out / "dim.pdf").is_file() and "diubah menjadi" in (out / "dim.json").read_text(encoding="utf-8")
    ran = blocked(tmp_path, "-m", "pkpu_review", "follow", str(out), onward, "-o", str(tmp_path / "lanjut.pdf"))
    assert ran.returncode == 0, ran.stderr.decode("utf-8")
    assert (tmp_path / "lanjut.pdf").is_file()


def test_no_page_asks_for_anything_from_outside(tmp_path: Path, corpus: Path) -> None:
    out = tmp_path / "hasil"
    blocked(tmp_path, "-m", "pkpu_review", "batch", str(corpus / "perlengkapan-pemungutan"), "-o", str(out))
    pages = list(out.rglob("*.html"))
    assert pages
    for page in pages:
        text = page.read_text(encoding="utf-8").casefold()
        for mark in (
            'src="http',
            "src='http",
            "url(http",
            "@import",
            "<script src",
            '<link rel="stylesheet" href="http',
        ):
            assert mark not in text, (page.name, mark)
