"""How a review is cut into rows, numbered, weighed and told."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import pkpu_review as pr
from pkpu_review import knowledge
from pkpu_review.model import Change, Flags, Identity, Regulation, Review, Source
from pkpu_review.report.meeting.summary import summary
from pkpu_review.report.sheet import Row, Side
from pkpu_review.report.sheets.rows import rows
from pkpu_review.report.sheets.sheets import pack

from .conftest import p


def plain(side: Side | None) -> str:
    """Return a side as readable lines, with [-deleted-] and {+inserted+} words."""
    if side is None:
        return "    (tidak ada)"
    signs = {"equal": "{}", "insert": "{{+{}+}}", "delete": "[-{}-]"}
    lines = [f"    {side.citation}, {side.place}"]
    for one in side.paragraphs:
        words = "".join(signs[run.mark].format(run.text) for run in one.runs)
        lines.append("    " + "  " * one.depth + f"{one.label} {words}".strip())
    return "\n".join(line if len(line) < 200 else line[:200] + " …" for line in lines)


def outline(row: Row) -> str:
    """Return a row as readable lines."""
    names = ", ".join(c.name + (" (terkait)" if c.also else "") for c in row.concerns) or "-"
    sides = f"  lama:\n{plain(row.old)}\n  baru:\n{plain(row.new)}"
    return (
        f"{row.number}. [{row.kind}] {row.heading} | {names} | {row.importance:g}\n{sides}\n  {row.sentence}".rstrip()
    )


def test_rows_as_a_reader_sees_them(review: Review, same_as: Callable[[str, str], None]) -> None:
    same_as("\n".join(outline(row) for row in rows(review)) + "\n", "report/rows.txt")


def test_rows_of_a_draft_alone(alone: Review, same_as: Callable[[str, str], None]) -> None:
    same_as("\n".join(outline(row) for row in rows(alone)) + "\n", "report/rows-alone.txt")


def test_every_word_of_both_versions_stands_in_the_rows(review: Review) -> None:
    made = rows(review)
    new = " ".join("".join(r.text for r in p.runs) for row in made if row.new for p in row.new.paragraphs)
    old = " ".join("".join(r.text for r in p.runs) for row in made if row.old for p in row.old.paragraphs)
    assert review.old is not None
    for regulation, shown in ((review.new, new), (review.old, old)):
        for provision in regulation.walk():
            if provision.kind == "bab":
                continue  # an unchanged chapter title is a band
            for words in re.findall(r"[\w()<>=]+", f"{provision.lead} {provision.closing}"):
                assert words in shown, (provision.id, words)


def test_rows_under_no_chapter_stand_under_the_body_and_what_is_quoted_under_its_own_headings() -> None:
    quoted = (p("pasal-i/angka-2/pasal-8a", "Satu.", heading="Bagian Kesatu"), p("pasal-i/angka-2/pasal-8b", "Dua."))
    provisions = (
        p("menimbang", "bahwa pasar perlu diatur;"),
        p(
            "pasal-i",
            "Beberapa ketentuan diubah:",
            p("pasal-i/angka-1", "Ketentuan Pasal 3 diubah:", p("pasal-i/angka-1/pasal-3", "Pasar dibuka.")),
            p("pasal-i/angka-2", "Disisipkan dua pasal:", *quoted),
            p("pasal-i/angka-3", "Pasal 9 dihapus."),
            p("pasal-i/angka-4", "Disisipkan satu bab:", heading="BAB IVA PENDUKUNG"),
        ),
        p("pasal-ii", "Peraturan ini mulai berlaku."),
        p("penutup", "Ditetapkan."),
    )
    draft = Regulation(Identity(title="PASAR"), Source("pasar.txt", "", "text"), provisions)
    bands: dict[str, list[str]] = {}
    made = rows(Review(draft, Flags(draft, "", (), ())))
    for row in made:
        bands.setdefault(row.heading, []).append(row.provision)
    assert list(bands) == ["Pembukaan", "Batang tubuh", "Bagian Kesatu", "Penutup"]
    assert bands["Bagian Kesatu"] == ["pasal-i/angka-2/pasal-8a", "pasal-i/angka-2/pasal-8b"]
    assert {"pasal-i", "pasal-i/angka-2", "pasal-i/angka-3", "pasal-ii"} <= set(bands["Batang tubuh"])
    # a heading that an instruction inserts is read there, and is no band above the instruction
    (chapter,) = (row for row in made if row.provision == "pasal-i/angka-4")
    assert plain(chapter.new).endswith("BAB IVA PENDUKUNG") and chapter.heading == "Batang tubuh"


def test_the_promulgation_formula_is_left_out(review: Review) -> None:
    assert not any("Agar setiap orang" in str(row) for row in rows(review))


def test_closing_words_come_after_the_list(review: Review) -> None:
    ids = [row.citation for row in rows(review)]
    assert ids.index("Pasal 2 ayat (2) huruf b") + 1 == ids.index("Pasal 2 ayat (2) (kata penutup setelah rincian)")


def test_a_removed_provision_stands_where_it_stood_with_its_old_page_and_divisions(review: Review) -> None:
    made = rows(review)
    gone = next(row for row in made if row.relation == "removed")
    assert gone.old is not None and gone.new is None
    assert (gone.old.place, [c.division for c in gone.divisions]) == ("hlm. 4", ["data"])
    assert gone.citation == "Pasal 3" and made[gone.number].citation == "Pasal 3"


def test_words_that_another_part_of_a_split_article_keeps_are_not_marked(review: Review) -> None:
    split = [row for row in rows(review) if row.relation == "split"]
    assert len(split) == 2
    for row in split:
        assert row.new is not None
        assert {run.mark for p in row.new.paragraphs for run in p.runs} == {"equal"}


def test_a_provision_that_the_comparison_forgot_is_not_passed_over(review: Review) -> None:
    assert review.comparison is not None
    fewer = replace(review.comparison, rows=review.comparison.rows[:-1])
    with pytest.raises(ValueError, match="pasal-7"):
        rows(replace(review, comparison=fewer))


def test_a_long_article_is_cut_at_its_ayat(alone: Review) -> None:
    article = alone.new["pasal-5"]
    longer = tuple(replace(child, lead=child.lead + " kata" * 400) for child in article.children)
    new = replace(alone.new, provisions=(replace(article, children=longer),))
    made = rows(replace(alone, new=new, flags=replace(alone.flags, regulation=new)))
    assert [row.provision for row in made][:2] == ["pasal-5", "pasal-5/ayat-1"]


def test_every_change_stands_on_a_sheet(review: Review) -> None:
    made = pack(review)
    on_sheets = {item.row.number for _, sheet in made.divisions for item in sheet.items}
    assert {row.number for row in made.rows if row.touched} <= on_sheets


def test_changes_without_a_division_go_to_the_secretariat(review: Review) -> None:
    made = pack(review)
    sheet = next(sheet for division, sheet in made.divisions if division.id == "sekretariat")
    left = next(section for section in sheet.sections if section.key == "unmapped")
    assert [item.row.citation for item in left.items] == ["Judul", "Pasal 3", "Pasal 4"]


def test_a_line_up_without_a_secretariat_gets_its_sheet_all_the_same(review: Review) -> None:
    flags = replace(review.flags, divisions=review.flags.divisions[:2])
    names = [sheet.name for _, sheet in pack(replace(review, flags=flags)).divisions]
    assert names == ["1-perencanaan-logistik", "2-data", "3-sekretariat"]


def test_a_division_that_only_the_article_names_gets_its_rows(review: Review) -> None:
    sheet = next(sheet for division, sheet in pack(review).divisions if division.id == "data")
    changed = next(section for section in sheet.sections if section.key == "changed")
    assert [item.row.provision for item in changed.items] == ["pasal-2/ayat-1", "pasal-2/ayat-2", "pasal-3"]


def test_the_deadline_and_the_duty_lead_the_summary(review: Review) -> None:
    first = summary(pack(review)).important[0].row
    assert first.citation == "Pasal 2 ayat (1)"
    assert first.sentence == (
        "Pasal 2 ayat (1): KPU Provinsi, yang semula dapat, kini wajib menyampaikan laporan; batas waktu penyampaian "
        "laporan oleh KPU Provinsi berubah dari 7 (tujuh) hari menjadi 14 (empat belas) hari."
    )
    assert first.because == ("kewajiban atau larangan baru", "batas waktu atau jangka waktu")


def test_problems_of_both_readings_and_doubtful_pairs_are_listed(review: Review) -> None:
    checks = summary(pack(review)).checks
    assert any("99,9 %" in check.message for check in checks)
    assert {check.side for check in checks} == {"Naskah baru", "Naskah lama", ""}
    assert any("Pasal 7 dipasangkan dengan Pasal 6" in check.message for check in checks)


def test_a_title_that_was_badly_read_does_not_fill_the_page(review: Review) -> None:
    identity = replace(review.new.identity, title="TAHAPAN " * 500, amends="PERATURAN " * 500)
    made = pack(replace(review, new=replace(review.new, identity=identity)))
    told = summary(made)
    assert len(told.subject) < 420 and told.subject.endswith(" …") and len(made.matrix.subject) < 420
    assert all(len(fact.value) < 420 for fact in told.facts)


def test_counts_add_up(review: Review) -> None:
    made = pack(review)
    told = summary(made)
    assert sum(int(count.values[0]) for count in told.content) == len(made.rows)
    assert {count.label: count.values[0] for count in told.articles} == {
        "Tetap": "2", "Berubah nomor": "1", "Berpindah": "1", "Dipecah": "2", "Digabung": "0",
        "Baru": "1", "Dihapus": "1",
    }  # fmt: skip


def test_identical_versions_say_so(review: Review) -> None:
    assert review.comparison is not None
    same = tuple(Change(p.id, p.id, "same", "none") for p in review.new.walk())
    twin = replace(review.comparison, old=review.new, rows=same)
    told = summary(pack(replace(review, old=review.new, old_flags=review.flags, comparison=twin)))
    assert told.lead == "Naskah baru sama dengan naskah lama: tidak ada ketentuan yang berubah." and not told.important


@pytest.mark.parametrize("signal", knowledge.load("importance.toml")["signal"], ids=lambda signal: signal["id"])
def test_signals_find_their_examples_and_no_others(signal: dict[str, object]) -> None:
    pattern = re.compile(str(signal["pattern"]))
    examples, counter = signal["examples"], signal["counter_examples"]
    assert isinstance(examples, list) and isinstance(counter, list) and examples and counter
    assert [e for e in examples if not pattern.search(e)] == []
    assert [e for e in counter if pattern.search(e)] == []
    assert signal["citation"] and isinstance(signal["verified"], bool)


def test_a_division_gets_its_own_rows_those_that_changed_first(review: Review) -> None:
    made = pack(review)
    order = ("changed", "unchanged", "unmapped", "also")
    flagged = {(flag.division, flag.provision) for flag in review.flags.flags}
    for division, sheet in made.divisions:
        keys = [section.key for section in sheet.sections]
        assert keys == sorted(keys, key=order.index) and keys[:2] == ["changed", "unchanged"]
        for section in sheet.sections:
            shown = [item.row for item in section.items]
            assert [row.number for row in shown] == sorted({row.number for row in shown})
            if section.key in ("changed", "unchanged"):
                assert all(row.touched == (section.key == "changed") for row in shown)
            for row in shown:
                concerned = {one.division for one in row.concerns}
                if section.key == "unmapped":
                    assert not row.divisions
                else:
                    assert division.id in concerned or (division.id, row.provision.split("/")[0]) in flagged


def file(folder: Path, name: str, *articles: str) -> Path:
    """Write a draft of these *articles*, each its lines after "Pasal ...", into *folder*."""
    head = ["PERATURAN KOMISI PEMILIHAN UMUM", "NOMOR 1 TAHUN 2026", "TENTANG", "CONTOH", "BAB I", "UMUM"]
    lines = [line for at, words in enumerate(articles, 1) for line in (f"Pasal {at}", *words.split("\n"))]
    path = folder / name
    path.write_text("\n".join([*head, *lines]), encoding="utf-8", newline="\n")
    return path


def test_an_article_that_became_its_first_ayat_is_told_once(tmp_path: Path) -> None:
    words = "Putaran kedua dilaksanakan bila tidak ada pasangan calon yang memperoleh suara cukup."
    more = "Kampanye putaran kedua dilaksanakan paling lama 21 (dua puluh satu) Hari."
    for old, new in ((words, f"(1) {words}\n(2) {more}"), (f"(1) {words}\n(2) {more}", words)):
        made = rows(pr.review(file(tmp_path, "baru.txt", new), file(tmp_path, "lama.txt", old)))
        assert sum(words in line for row in made for line in plain(row.old).split("\n")) == 1
        assert sum(words in line for row in made for line in plain(row.new).split("\n")) == 1


def test_items_that_are_counted_otherwise_are_no_unchanged_article(tmp_path: Path) -> None:
    old, new = (
        f"KPU menyusun:\n{signs[0]} rencana anggaran tahunan;\n{signs[1]} rencana kebutuhan barang; dan\n"
        f"{signs[2]} laporan pelaksanaan kegiatan."
        for signs in (("a.", "b.", "c."), ("1.", "2.", "3."))
    )
    made = rows(pr.review(file(tmp_path, "baru.txt", new), file(tmp_path, "lama.txt", old)))
    items = [row for row in made if "angka" in row.citation]
    assert len(items) == 3 and all(row.was for row in items)
