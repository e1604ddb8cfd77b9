"""What is read → JSON for other programs: the keys that are promised, and nothing that JSON cannot hold."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from pkpu_review.ingest import read
from pkpu_review.report import records

CASES = Path(__file__).resolve().parents[1] / "cases" / "ingest" / "structure"
SAMPLES = sorted(path.name for path in CASES.iterdir() if path.suffix in (".txt", ".md"))
TOP = {
    "schema", "identity", "source", "coverage", "provisions", "furniture", "problems", "mends",
    "comments", "revisions", "closing", "definitions",
}  # fmt: skip
LINE = {"id", "kind", "label", "heading", "text", "lead", "closing", "pages"}
MORE = {"promulgation", "cells", "spans", "boxes", "paragraphs"}
"""Keys that stand only where there is something to tell."""


def sound(path: Path) -> dict[str, Any]:
    """The object of ``read --format json``, checked in everything that holds for any file."""
    regulation = read(path)
    told = json.loads(records.dumps(records.regulation(regulation)))
    assert isinstance(told, dict)
    assert set(told) == TOP
    assert told["schema"] == "pkpu-review/regulation/1"
    assert 0 <= told["coverage"] <= 1
    assert told["source"]["file"] == path.name
    assert told["source"]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert all(set(piece) - {"box", "paragraph"} == {"text", "page", "reason"} for piece in told["furniture"])
    for problem in told["problems"]:
        assert set(problem) - {"provision"} == {"code", "message", "page", "text"}
    ids = [line["id"] for line in told["provisions"]]
    assert len(ids) == len(set(ids))
    seen: set[str] = set()
    for line in told["provisions"]:
        assert LINE | {"parent"} <= set(line) <= LINE | {"parent"} | MORE
        assert line["parent"] in seen | {""}  # a parent stands before its children
        seen.add(line["id"])
        assert line["text"] == " ".join(filter(None, (line["lead"], line["closing"], line.get("promulgation", ""))))
        assert line["pages"] == sorted(line["pages"])
        assert line["pages"] == list(dict.fromkeys(box[0] for box in line.get("boxes", ())))
        assert bool(line.get("boxes")) != bool(line.get("paragraphs"))  # one or the other
    assert {problem["provision"] for problem in told["problems"] if "provision" in problem} <= seen
    return told


@pytest.mark.parametrize("name", SAMPLES)
def test_small_drafts(name: str) -> None:
    told = sound(CASES / name)
    assert all(line["pages"] == [] for line in told["provisions"])


@pytest.mark.parametrize("number", range(8))
def test_sample_drafts(corpus: Path, number: int) -> None:
    path = sorted([*corpus.glob("*/*.pdf"), *corpus.glob("*/*.docx")])[number]
    told = sound(path)
    paged = path.suffix == ".pdf"
    assert told["source"]["reader"] == path.suffix[1:]
    assert bool(told["source"]["pages"]) == paged
    assert all(bool(line["pages"]) == paged for line in told["provisions"])
    assert told["identity"]["draft"] is True
    assert told["coverage"] == 1.0


def test_jsonl_is_one_object_a_line() -> None:
    regulation = read(CASES / "lampiran.md")
    lines = [records.dumps(records.provision(provision)) for provision in regulation.walk()]
    assert [json.loads(line)["id"] for line in lines] == [provision.id for provision in regulation.walk()]
    assert not any("\n" in line for line in lines)


def test_letters_stand_as_they_are() -> None:
    assert "“kotak” – é" in records.dumps({"text": "“kotak” – é"})


def test_a_regulation_finds_its_provisions() -> None:
    regulation = read(CASES / "rincian-bertingkat.txt")
    found = regulation["pasal-1/ayat-1/huruf-a/angka-2/huruf-b"]
    assert found.citation == "Pasal 1 ayat (1) huruf a angka 2 huruf b"
    assert found.text == "kursi, yang terdiri atas:"
    assert regulation.get("pasal-9") is None
    assert regulation.get(None) is None
    with pytest.raises(KeyError):
        regulation["pasal-9"]
    assert [article.id for article in regulation.articles()] == ["pasal-1", "pasal-2", "pasal-3"]
    assert regulation["pasal-2"].full_text() == ("Petugas dilarang: a. meninggalkan loket; dan b. menerima titipan.")
