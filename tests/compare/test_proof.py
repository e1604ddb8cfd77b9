"""A comparison makes each version of the other, word for word; whatever is spoiled in it is found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import pkpu_review as pr
from pkpu_review.compare import compare
from pkpu_review.compare.proof import fault, proven
from pkpu_review.errors import DoesNotFit, PkpuError
from pkpu_review.model import (
    Comparison,
    Edit,
    Effect,
    FollowedReference,
    Identity,
    Problem,
    Provision,
    Regulation,
    Source,
)
from pkpu_review.model.comparison import UNPROVEN
from pkpu_review.model.patch import first_difference
from tests.conftest import Cli

from .drafts import article, draft, table

FORMULA = "Agar setiap orang mengetahuinya, memerintahkan pengundangan Peraturan Komisi ini dalam Berita Negara."
FIRST = "Ketua KPPS membuka kotak suara di hadapan saksi, pengawas, dan pemilih yang hadir."
SECOND = "Surat suara dihitung satu demi satu lalu hasilnya diumumkan dengan suara yang jelas."
THIRD = "Berita acara ditandatangani oleh ketua dan anggota serta saksi yang hadir pada hari itu."


def same(one: Regulation, other: Regulation) -> bool:
    return first_difference(one, other) is None and (one.identity, one.source) == (other.identity, other.source)


def read_back(comparison: Comparison) -> Comparison:
    return Comparison.from_json(comparison.to_json())


def holds(old: Regulation, new: Regulation) -> Comparison:
    """Assert what must hold of any two versions, and return the comparison as it was read back."""
    found = compare(old, new)
    stored = read_back(found)
    for one in (found, stored):
        assert same(one.apply(old), new)
        assert same(one.revert(new), old)
    assert stored.to_json() == found.to_json()
    assert read_back(stored) == stored
    assert proven(found, old, new) is found
    return stored


# -- versions made by hand ------------------------------------------------------------------------------


def chapter(number: str, title: str, *articles: Provision) -> Provision:
    inside = tuple(replace(one, heading=f"BAB {number.upper()} {title}") for one in articles)
    return Provision(f"bab-{number}", "bab", f"BAB {number.upper()}", lead=title, children=inside)


def annex(*rows: Provision, lead: str = "", cells: tuple[str, ...] = ()) -> Provision:
    one = Provision("lampiran/tabel-1", "tabel", lead=lead, cells=cells, children=rows)
    return Provision("lampiran", "lampiran", "LAMPIRAN", children=(one,))


def line(number: int, lead: str, *cells: str, spans: tuple[tuple[int, int], ...] = ()) -> Provision:
    return Provision(f"lampiran/tabel-1/baris-{number}", "baris", lead=lead, cells=cells, spans=spans)


def amending(*instructions: Provision) -> Regulation:
    return draft(Provision("pasal-i", "pasal", "Pasal I", lead="Beberapa ketentuan diubah:", children=instructions))


def instruction(number: str, label: str, kind: str = "angka", *quoted: Provision) -> Provision:
    return Provision(f"pasal-i/angka-{number}", kind, label, lead="Ketentuan diubah:", children=quoted)


QUOTED = Provision("pasal-i/angka-2/pasal-20", "pasal", "Pasal 20", heading="BAB III > SAKSI", lead=FIRST)
WITH_CLOSING = article(1, FIRST, SECOND, closing="Demikian pula sebaliknya.")
PAIRS = {
    "same": (draft(article(1, FIRST, SECOND)), draft(article(1, FIRST, SECOND))),
    "empty": (draft(), draft(article(1, ""))),
    "nothing in common": (draft(article(1, FIRST)), draft(Provision("judul", "judul", lead="PERATURAN"))),
    "words": (draft(article(1, FIRST)), draft(article(1, FIRST.replace("KPPS", "PPS") + " Selesai."))),
    "closing and formula": (
        draft(replace(WITH_CLOSING, promulgation=FORMULA)),
        draft(replace(WITH_CLOSING, closing="Demikian sebaliknya."), article(2, THIRD, promulgation=FORMULA)),
    ),
    "closing that became lead": (
        draft(article(1, "Saksi hadir.", SECOND, closing="Pemilih hadir.")),
        draft(article(1, "Saksi hadir. Pemilih hadir.", SECOND)),
    ),
    "split": (draft(article(1, f"{FIRST} {SECOND}")), draft(article(1, FIRST), article(2, SECOND))),
    "merged": (draft(article(1, FIRST), article(2, SECOND)), draft(article(1, f"{FIRST} {SECOND}"))),
    "moved between chapters": (
        draft(chapter("i", "UMUM", article(1, FIRST), article(2, SECOND)), chapter("ii", "SAKSI", article(3, THIRD))),
        draft(chapter("i", "DASAR", article(1, SECOND)), chapter("ii", "SAKSI", article(2, THIRD), article(3, FIRST))),
    ),
    "up a level": (draft(article(1, "", FIRST, SECOND)), draft(article(1, FIRST), article(2, SECOND))),
    "own words into an ayat": (draft(article(1, FIRST)), draft(article(1, "", FIRST, SECOND))),
    "table": (
        draft(table(("1", "Kampanye", ""), ("2", "", "2 Mei 2023"), ("", "", ""))),
        draft(table(("1", "Pemutakhiran data", "1 Mei 2023"), ("2", "Kampanye", ""))),
    ),
    "cells that are not the words": (
        draft(annex(lead="Jadwal Mulai", cells=("No", "Jadwal > Mulai"))),
        draft(
            annex(
                line(1, "a | b", "a | b"),
                line(2, "a | b", "a", "b", spans=((2, 1), (0, 0))),
                line(3, "tanpa sel"),
                line(4, "", ""),
                line(5, "a |  b", "a", " b"),
                lead="No | Jadwal",
                cells=("No", "Jadwal"),
            )
        ),
    ),
    "strange labels, kinds and headings": (
        amending(instruction("2", "2)", "angka", QUOTED), instruction("3", "3)"), instruction("3~2", "•", "butir")),
        draft(
            Provision("pasal-i", "pasal", "PASAL 1", heading="BAB I UMUM"),
            Provision("luar/dalam", "bagian", "Bagian Ketiga", children=(Provision("pasal-9", "pasal", "9"),)),
        ),
    ),
    "very long labels and titles": (
        draft(chapter("i", "UMUM " * 1000, article(1, FIRST))),
        draft(
            chapter("i", "UMUM " * 999 + "DASAR", article(1, FIRST), article(2, SECOND)),
            Provision("pasal-3", "pasal", "Pasal 3" + " x" * 100),
            Provision("pasal-4", "pasal", "Pasal 4" + " x" * 100),
        ),
    ),
    "white space": (
        draft(article(1, "  Saksi \u00a0hadir.\n", closing="\t", promulgation=" ")),
        draft(article(1, "Saksi hadir. ", closing="Pemilih  hadir", promulgation="\u2003")),
    ),
    "hostile": (
        draft(article(1, '</script> {{ 7 * 7 }} \ud800 \u202e | || ["keep", 12] } \\u0000 \x00')),
        draft(article(1, "=HYPERLINK(1) | | ~2 {'op': 'equal'}", "|", closing="|")),
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_each_version_makes_the_other(name: str) -> None:
    old, new = PAIRS[name]
    holds(old, new)
    holds(new, old)
    holds(old, old)


# -- what is stored -------------------------------------------------------------------------------------


def test_json_holds_the_edits_and_no_words_that_stay() -> None:
    old, new = draft(article(1, FIRST), article(2, SECOND)), draft(article(1, FIRST.replace("KPPS", "PPS") + " Ya."))
    told = json.loads(compare(old, new).to_json())
    assert [row["edits"] for row in told["rows"]] == [
        [
            {"op": "equal", "words": 1},
            {"op": "replace", "old": "KPPS", "new": "PPS"},
            {"op": "equal", "words": 11},
            {"op": "insert", "new": "Ya."},
        ],
        [{"op": "delete", "old": SECOND}],
    ]
    assert not [side for side in ("old", "new") if {"order", "shape", "provisions"} & told[side].keys()]
    unchanged = json.loads(compare(old, old).to_json())
    assert [row["edits"] for row in unchanged["rows"]] == [[], []]
    assert "saksi" not in json.dumps(unchanged)


def filled(value: Any) -> Any:
    """Return *value*, and assert that none of its fields was left as it is by itself."""
    for one in fields(value):
        assert getattr(value, one.name) != one.default or one.name == "kept", f"give {type(value).__name__}.{one.name}"
    return value


def test_what_is_read_back_says_all_that_the_comparison_said() -> None:
    bad = filled(Problem("nomor-lompat", "Pasal 2 tidak ada.", 3, "Pasal 3", "pasal-3", (3, 4)))
    source = filled(Source("a.pdf", "0" * 64, "pdf", 4, 99, ((2, 1),)))
    identity = filled(Identity("PERATURAN", "3", "2026", "SAKSI", True, "ATAS"))
    old, new = (Regulation(identity, source, (article(1, words),), problems=(bad,)) for words in ("7 hari", "14 hari"))
    found = compare(old, new)
    effect = filled(Effect("deadline", "7 hari", "14 hari", "penyampaian laporan"))
    row = filled(
        replace(
            found.rows[0],
            edits=(Edit("replace", "7", "14"), Edit("equal", "", "", 1)),
            basis="contoh",
            certainty=0.25,
            rival="pasal-9",
            rival_side="new",
            poorly_read=True,
            effects=(effect,),
            sentence="Batas waktu berubah.",
            rank=90,
            reasons=("tenggat",),
        )
    )
    reference = filled(FollowedReference("pasal-1", 3, 10, "Pasal 4", "stale", "pasal-4", "pasal-5", "pasal-3"))
    found = replace(found, rows=(row,), problems=(bad,), references=(reference,))
    stored = read_back(found)
    assert (stored.rows, stored.problems, stored.references) == (found.rows, found.problems, found.references)
    for one in (stored.old, stored.new):
        assert (one.identity, one.source, one.problems, one.provisions) == (identity, source, (bad,), ())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "[" * 100_000,
        '{"schema": "pkpu-review/comparison/1"}',
        '{"schema": "pkpu-review/comparison/2"}',
        '{"schema": "pkpu-review/comparison/2", "filter": {"only": ["substantive"]}, "rows": []}',
        '{"schema": "pkpu-review/comparison/2", "rows": [], "problems": [], "references": [], "old": 1, "new": 1}',
    ],
)
def test_what_is_no_comparison_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(PkpuError, match="Perbandingan tidak dapat dibaca"):
        Comparison.from_json(text)


def broken(told: dict[str, Any]) -> Iterator[str]:
    """Yield the JSON, each time with one part of it made something else, or left out."""
    others: tuple[Any, ...] = (None, -1, True, "x", [], {}, [[0, -5]], [[0, 10**12]], 10**30)
    for place in list(places(told)):
        for value in others:
            copy = json.loads(json.dumps(told))
            inside = copy
            for step in place[:-1]:
                inside = inside[step]
            if type(inside[place[-1]]) is not type(value) or value:
                inside[place[-1]] = value
                yield json.dumps(copy)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    steps = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for step in steps:
        yield (*path, step)
        yield from places(value[step], (*path, step))


def test_json_from_elsewhere_is_read_or_refused_and_never_more() -> None:
    old, new = PAIRS["cells that are not the words"]
    old = draft(article(1, FIRST), article(2, SECOND, closing=THIRD), *old.provisions)
    new = draft(article(1, f"\u00a0{SECOND}"), article(2, FIRST, THIRD), *new.provisions)
    told = json.loads(compare(old, new).to_json())
    assert "order" in told["old"] and "shape" in told["new"]  # so that these are broken too
    read = 0
    for text in broken(told):
        try:
            one = Comparison.from_json(text)
            one.apply(old), one.revert(new)
            read += 1
        except PkpuError:
            continue
    assert read


def test_a_small_file_makes_no_large_version() -> None:
    long = "x" * 100_000
    old = draft()
    new = draft(*(replace(article(number, ""), label=long) for number in range(1, 4)))
    told = json.loads(compare(old, new).to_json())
    del told["new"]["shape"]["pasal-2"], told["new"]["shape"]["pasal-3"]
    made = Comparison.from_json(json.dumps(told)).apply(old)
    assert [one.label[:9] for one in made.provisions] == [long[:9], "Pasal 2", "Pasal 3"]

    told = json.loads(compare(old, draft(chapter("i", "UMUM", article(1, FIRST)))).to_json())
    told["rows"][0]["edits"] = [{"op": "insert", "new": long}]
    with pytest.raises(DoesNotFit, match="tidak utuh"):
        Comparison.from_json(json.dumps(told)).apply(old)


# -- versions that were not compared --------------------------------------------------------------------


def test_another_file_with_the_same_words_will_do() -> None:
    old, new = PAIRS["split"]
    other = replace(old, source=replace(old.source, name="lain.docx", sha256="f" * 64))
    assert same(read_back(compare(old, new)).apply(other), new)


@pytest.mark.parametrize(
    "other",
    [
        draft(article(1, FIRST), article(2, SECOND.replace("jelas", "lantang")), article(3, THIRD)),
        draft(article(1, FIRST + " Lagi."), article(2, SECOND), article(3, THIRD)),
        draft(article(1, FIRST), article(2, SECOND)),
        draft(article(1, FIRST), article(2, SECOND), article(3, THIRD), article(4, THIRD)),
        draft(article(1, FIRST), article(3, THIRD), article(2, SECOND)),
        draft(),
    ],
)
def test_a_version_that_was_not_compared_is_refused(other: Regulation) -> None:
    old = draft(article(1, FIRST), article(2, SECOND), article(3, THIRD))
    new = draft(article(1, FIRST.replace("KPPS", "PPS")), article(2, SECOND))
    for found in (compare(old, new), read_back(compare(old, new))):
        with pytest.raises(DoesNotFit, match=r"^naskah\.txt: ini bukan naskah yang dibandingkan"):
            found.apply(other)
    for found in (compare(new, old), read_back(compare(new, old))):
        with pytest.raises(DoesNotFit, match="Gunakan naskah yang dibandingkan, atau bandingkan kembali"):
            found.revert(other)


def test_the_refusal_names_the_provision() -> None:
    old, new = draft(article(1, FIRST), article(2, "", SECOND)), draft(article(1, FIRST))
    other = draft(article(1, FIRST), article(2, "", SECOND.replace("suara", "kertas")))
    with pytest.raises(DoesNotFit, match=r"lihat Pasal 2 ayat \(1\)") as refused:
        read_back(compare(old, new)).apply(other)
    assert refused.value.provision == "pasal-2/ayat-1"


# -- spoiled edits --------------------------------------------------------------------------------------


def spoiled(comparison: Comparison) -> Iterator[tuple[str, Comparison]]:
    """Yield the comparison with each of its edits spoiled, one at a time, in every way."""
    for at, row in enumerate(comparison.rows):
        for place, edit in enumerate(row.edits):
            for way, other in ways(edit):
                edits = (*row.edits[:place], *other, *row.edits[place + 1 :])
                rows = (*comparison.rows[:at], replace(row, edits=edits), *comparison.rows[at + 1 :])
                yield f"{row.old} → {row.new}, {edit}: {way}", replace(comparison, rows=rows)


def ways(edit: Edit) -> Iterator[tuple[str, tuple[Edit, ...]]]:
    yield "left out", ()
    if edit.operation == "equal" and edit.kept:
        yield "one more", (replace(edit, kept=edit.kept + 1),)
        yield "one fewer", (replace(edit, kept=edit.kept - 1),) if edit.kept > 1 else ()
        return
    if edit.operation == "equal":
        yield "other words", (replace(edit, old=other_word(edit.old), new=other_word(edit.new)),)
    if edit.old:
        yield "old words", (replace(edit, old=other_word(edit.old)),)
        yield "more old words", (replace(edit, old=f"{edit.old} lagi"),)
    if edit.new:
        yield "new words", (replace(edit, new=other_word(edit.new)),)
        yield "more new words", (replace(edit, new=f"{edit.new} lagi"),)


def other_word(words: str) -> str:
    first, _, rest = words.partition(" ")
    return f"{first[:-1]}{'x' if first[-1] != 'x' else 'y'} {rest}".strip()


def unfit(comparison: Comparison, old: Regulation, new: Regulation) -> bool:
    """Whether the versions that *comparison* makes are not the two."""
    try:
        return not (same(comparison.apply(old), new) and same(comparison.revert(new), old))
    except DoesNotFit:
        return True


def check_spoiled(old: Regulation, new: Regulation) -> int:
    found = compare(old, new)
    count = 0
    for told, bad in spoiled(found):
        problem = fault(bad, old, new)
        assert problem is not None and problem.code == UNPROVEN, told
        assert unfit(bad, old, new), told
        count += 1
    for told, bad in spoiled(read_back(found)):
        assert unfit(bad, old, new), told
        count += 1
    return count


@pytest.mark.parametrize("name", PAIRS)
def test_any_spoiled_edit_is_found(name: str) -> None:
    old, new = PAIRS[name]
    assert bool(check_spoiled(old, new)) == any(row.edits for row in compare(old, new).rows)


def test_any_spoiled_edit_of_the_real_versions_is_found(shared: Path) -> None:
    files = sorted((shared / "real/drafts").glob("ranperda-bantuan-hukum-v*.pdf"))
    read = [pr.read(path) for path in files]
    found = [compare(old, new) for old, new in pairwise(read)]
    kinds = {edit.operation for one in found for row in one.rows for edit in row.edits}
    assert kinds == {"equal", "insert", "delete", "replace"}
    assert sum(check_spoiled(one.old, one.new) for one in found) > 200


def test_the_problem_names_the_first_provision_that_differs() -> None:
    old, new = draft(article(1, FIRST), article(2, "", SECOND)), draft(article(1, FIRST), article(2, "", THIRD))
    found = compare(old, new)
    at = next(place for place, row in enumerate(found.rows) if row.edits and row.new == "pasal-2/ayat-1")
    edits = (replace(found.rows[at].edits[0], operation="replace", new="Lain"), *found.rows[at].edits[1:])
    bad = replace(found, rows=(*found.rows[:at], replace(found.rows[at], edits=edits), *found.rows[at + 1 :]))
    (problem,) = proven(bad, old, new).unproven
    assert problem.provision == "pasal-2/ayat-1"
    assert problem.message.startswith("Bukti gagal: ") and "Pasal 2 ayat (1)" in problem.message


@pytest.mark.parametrize("part", ["label", "closing", "heading", "spans", "identity"])
def test_what_stands_beside_the_words_is_proven_too(part: str) -> None:
    old, new = PAIRS["cells that are not the words"]
    old, new = draft(article(1, FIRST), *old.provisions), draft(article(1, FIRST), *new.provisions)
    first, last = new.provisions
    other = {
        "label": replace(new, provisions=(replace(first, label="PASAL 1"), last)),
        "closing": replace(new, provisions=(replace(first, lead="", closing=FIRST), last)),
        "heading": replace(new, provisions=(replace(first, heading="BAB I"), last)),
        "spans": replace(new, provisions=(first, annex(line(2, "a | b", "a", "b")))),
        "identity": replace(new, identity=Identity(year="2026")),
    }
    assert fault(compare(old, new), old, new) is None
    assert fault(compare(old, new), old, other[part]) is not None


# -- files read anew ------------------------------------------------------------------------------------


def test_the_corpus_is_proven_against_its_files(corpus: Path) -> None:
    families = [sorted(folder.glob("v*.docx")) for folder in sorted(corpus.iterdir()) if folder.is_dir()]
    pairs = [pair for files in families for pair in pairwise(files)]
    assert pairs
    for old, new in pairs:
        assert pr.compare(old, new).unproven == ()
        holds(pr.read(old), pr.read(new))
        holds(pr.read(new), pr.read(old))


def test_the_real_versions_are_proven_both_ways(shared: Path) -> None:
    files = sorted((shared / "real/drafts").glob("ranperda-bantuan-hukum-v*.pdf"))
    assert len(files) == 7
    for old, new in pairwise(files):
        found, back = pr.compare(old, new), pr.compare(new, old)
        assert found.problems == back.problems == ()
        holds(found.old, found.new)
        assert {row.new for row in found.rows if row.relation == "added"} == {
            row.old for row in back.rows if row.relation == "removed"
        }
        assert {row.old for row in found.rows if row.relation == "removed"} == {
            row.new for row in back.rows if row.relation == "added"
        }
        itself = pr.compare(old, old)
        assert all(row.relation == "same" and row.change == "none" and not row.edits for row in itself.rows)


def test_what_the_command_wrote_is_read_back(cli: Cli, corpus: Path, tmp_path: Path) -> None:
    old, new = sorted((corpus / "perlengkapan-pemungutan").glob("v*.docx"))[:2]
    assert cli("compare", old, new, "-o", tmp_path / "hasil.json").code == 0
    stored = Comparison.from_json((tmp_path / "hasil.json").read_text(encoding="utf-8"))
    assert same(stored.apply(pr.read(old)), pr.read(new))
    assert same(stored.revert(pr.read(new)), pr.read(old))


@pytest.mark.slow
def test_statutes_that_have_nothing_to_do_with_one_another_are_proven(shared: Path) -> None:
    read = [pr.read(path) for path in sorted((shared / "real/gold/pdf").glob("*.pdf"))[::8]]
    for old, new in pairwise(read):
        holds(old, new)


def test_a_file_that_reads_otherwise_the_second_time_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pkpu_review import ingest

    old, new = (tmp_path / name for name in ("lama.txt", "baru.txt"))
    old.write_text(f"Pasal 1\n{FIRST}\nPasal 2\n{SECOND}\n", encoding="utf-8")
    new.write_text(f"Pasal 1\n{FIRST}\nPasal 2\n{THIRD}\n", encoding="utf-8")
    assert pr.compare(old, new).problems == ()
    read = ingest.read
    readings = 0

    def changing(path: str, *rest: Any) -> Regulation:
        nonlocal readings
        readings += 1
        if readings == 3:
            new.write_text(f"Pasal 1\n{FIRST}\nPasal 2\n{SECOND}\n", encoding="utf-8")
        return read(path, *rest)

    monkeypatch.setattr(ingest, "read", changing)
    (problem,) = pr.compare(old, new).unproven
    assert "baru.txt" in problem.message and problem.provision == "pasal-2"

    def gone(path: str, *rest: Any) -> Regulation:
        found = read(path, *rest)
        if path == str(new):
            new.unlink()
        return found

    monkeypatch.setattr(ingest, "read", gone)
    found = pr.compare(old, new)
    assert [problem.code for problem in found.problems] == ["tidak-dibaca-ulang"]
    assert "baru.txt" in found.problems[0].message and found.unproven == ()
