"""Files of other word processors, which LibreOffice turns into a .docx."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pkpu_review.errors import CannotRead
from pkpu_review.ingest import office, read
from pkpu_review.model import Reading, Regulation

SUFFIXES = {"odt": "odt", "rtf": "rtf", "doc": "doc:MS Word 97"}
SMALL_RTF = rb"{\rtf1\ansi Pasal 1\par Loket dibuka.\par}"


def tree(regulation: Regulation) -> list[tuple[object, ...]]:
    return [(one.id, one.label, one.lead, one.closing, one.cells, one.spans) for one in regulation.walk()]


def twin(program: str, source: Path, suffix: str, folder: Path) -> Path:
    """Return *source* as LibreOffice saves it in another format."""
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", SUFFIXES[suffix], "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return folder / f"{source.stem}.{suffix}"


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["odt", "rtf"])
@pytest.mark.parametrize(
    "family", ["perlengkapan-pemungutan/v2-bahan-uji-publik", "tahapan-jadwal/v1-bahan-uji-publik"]
)
def test_twins_of_the_corpus_give_the_same_tree(
    corpus: Path, require: Callable[[str], str], tmp_path: Path, family: str, suffix: str
) -> None:
    source = corpus / f"{family}.docx"
    found = read(twin(require("libreoffice"), source, suffix, tmp_path))
    assert tree(found) == tree(read(source))
    assert (found.source.reader, found.coverage) == ("office", 1.0)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_twins_of_a_real_draft_give_the_same_tree(
    shared: Path, require: Callable[[str], str], tmp_path: Path, suffix: str
) -> None:
    source = shared / "real" / "drafts" / "ranperda-katingan-2022.docx"
    found = read(twin(require("libreoffice"), source, suffix, tmp_path))
    assert tree(found) == tree(read(source))


@pytest.mark.slow
def test_nothing_is_left_behind(require: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    require("libreoffice")
    path = tmp_path / "$(touch jebol) ; --headless `x`.rtf"
    path.write_bytes(SMALL_RTF)
    scratch = tmp_path / "sementara"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    monkeypatch.chdir(tmp_path)
    assert read(path)["pasal-1"].text == "Loket dibuka."
    assert list(scratch.iterdir()) == []
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted([path.name, "sementara"])


@pytest.mark.slow
def test_tracked_changes_are_kept(require: Callable[[str], str], tmp_path: Path) -> None:
    require("libreoffice")
    path = tmp_path / "naskah.rtf"
    path.write_bytes(
        rb"{\rtf1\ansi{\*\revtbl{Unknown;}{Sekretariat;}}Pasal 1\par Loket "
        rb"{\deleted\revauthdel1\revdttmdel1 tutup}{\revised\revauth1\revdttm1 buka}.\par}"
    )
    assert read(path)["pasal-1"].text == "Loket buka."
    assert read(path, Reading(revisions="original"))["pasal-1"].text == "Loket tutup."


@pytest.mark.slow
def test_rtf_under_the_name_of_word(require: Callable[[str], str], tmp_path: Path) -> None:
    require("libreoffice")
    path = tmp_path / "naskah.doc"
    path.write_bytes(SMALL_RTF)
    found = read(path)
    assert found["pasal-1"].text == "Loket dibuka."
    assert [problem.code for problem in found.problems] == ["akhiran-lain"]


def test_without_libreoffice_the_sentence_says_how(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_office", lambda: None)
    path = tmp_path / "naskah.rtf"
    path.write_bytes(SMALL_RTF)
    with pytest.raises(CannotRead) as told:
        read(path)
    assert "dibaca melalui LibreOffice, yang tidak terpasang" in str(told.value)
    assert "apt install libreoffice" in str(told.value)


@pytest.mark.skipif(sys.platform == "win32", reason="writes a shell script")
@pytest.mark.parametrize(
    ("script", "cause"),
    [
        ("sleep 60 & sleep 60", "tidak selesai"),
        ("exit 1", "tidak dapat membuka"),
        ("kill -9 $$", "tidak dapat membuka"),
    ],
)
def test_a_program_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, cause: str) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(office, "find_office", lambda: program)
    monkeypatch.setattr(office, "SECONDS", 1)
    path = tmp_path / "naskah.rtf"
    path.write_bytes(SMALL_RTF)
    with pytest.raises(CannotRead, match=cause):
        read(path)


@pytest.mark.skipif(sys.platform == "win32", reason="finds programs by their suffix")
def test_a_program_in_the_folder_of_the_drafts_is_never_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "soffice").write_text("#!/bin/sh\n", encoding="utf-8")
    (tmp_path / "soffice").chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", "sub"]))
    found = office.find_office()
    assert found is None or tmp_path not in found.parents


def odt(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, data in parts.items():
            package.writestr(f"{name}.xml", data)
    return out.getvalue()


def test_bombs_never_reach_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_office", lambda: pytest.fail("was asked for"))
    bombs = {
        "bom.odt": (odt(content=bytes(office.MAX_MARKUP + 1)), "terlalu besar bila dibuka"),
        "bom.rtf": (rb"{\rtf1" + b"{" * 3000 + b"Pasal 1" + b"}" * 3001, "bersarang terlalu dalam"),
    }
    for name, (data, cause) in bombs.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(CannotRead, match=cause):
            read(tmp_path / name)


def test_the_profile_switches_macros_and_network_off() -> None:
    from lxml import etree

    root = etree.fromstring(office._profile().encode("utf-8"))
    settings = {prop.values()[0]: prop.findtext("value") for prop in root.iter("prop")}
    assert settings["DisableMacrosExecution"] == "true"
    assert settings["Link"] == "0"
    assert settings["ooInetProxyType"] == "2"
