"""The duty matrix: asked for one body, compared between two versions, and written in every form."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

import pkpu_review as pr
from pkpu_review.cli import group
from pkpu_review.model import Duties, Identity, Provision, Regulation, Source
from pkpu_review.report.excel.duties_xlsx import xlsx
from pkpu_review.report.text.terminal import paint
from pkpu_review.report.views import duties as shown


def version(*articles: str, name: str = "naskah.txt") -> Regulation:
    made = []
    for number, text in enumerate(articles, 1):
        lead, *items = text.split("|")
        children = tuple(
            Provision(f"pasal-{number}/huruf-{letter}", "huruf", f"{letter}.", lead=item)
            for letter, item in zip("abcdef", items, strict=False)
        )
        made.append(Provision(f"pasal-{number}", "pasal", f"Pasal {number}", lead=lead, children=children))
    return Regulation(Identity(), Source(name, "", "text"), tuple(made))


OLD = version(
    "KPPS bertugas:|mengumumkan daftar pemilih;|menyerahkan berita acara kepada saksi; dan|membersihkan TPS.",
    "PPS mengumumkan daftar pemilih selama 7 (tujuh) hari.",
    "KPU dapat memberikan penghargaan kepada petugas.",
    "Bawaslu mengawasi pendistribusian surat suara.",
    name="v1.txt",
)
NEW = version(
    "KPPS bertugas:|mengumumkan daftar pemilih;|menyerahkan berita acara kepada saksi dan pengawas; dan|menjaga TPS.",
    "PPS mengumumkan daftar pemilih selama 14 (empat belas) hari.",
    "KPU wajib memberikan penghargaan kepada petugas.",
    "Bawaslu mengawasi pendistribusian surat suara.",
    "Penyedia dilarang mencetak surat suara melebihi pesanan.",
    name="v2.txt",
)


def changes(found: Duties) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (one.kind, (one.new or one.old).provision, one.fields)  # type: ignore[union-attr]
        for one in found.changes
        if one.kind != "same"
    ]


def test_one_body_is_asked_for_by_id_by_name_or_by_the_words_of_the_draft() -> None:
    for body in ("kpps", "KPPS", "Kelompok Penyelenggara Pemungutan Suara"):
        found = pr.duties(NEW, body=body)
        assert {norm.provision.split("/")[0] for norm in found.norms} == {"pasal-1"}
        assert found.body == "KPPS"
    assert [norm.provision for norm in pr.duties(NEW, body="penyedia").norms] == ["pasal-5"]
    assert pr.duties(NEW, body="DKPP").norms == ()


def test_a_duty_is_new_gone_or_changed_and_what_changed_is_named() -> None:
    found = pr.duties(NEW, OLD)
    assert changes(found) == [
        ("changed", "pasal-1/huruf-b", ("action", "toward")),
        ("changed", "pasal-1/huruf-c", ("action",)),
        ("changed", "pasal-2", ("deadline",)),
        ("changed", "pasal-3", ("modality",)),
        ("new", "pasal-5", ()),
    ]
    back = pr.duties(OLD, NEW)
    assert [(kind, where) for kind, where, _ in changes(back)][-1] == ("gone", "pasal-5")
    assert {one.kind for one in pr.duties(OLD, OLD).changes} == {"same"}


def test_a_renumbered_article_changes_no_duty() -> None:
    moved = version("Ketentuan peralihan tetap digunakan oleh KPU.", *(
        "KPPS bertugas:|mengumumkan daftar pemilih;|menyerahkan berita acara kepada saksi; dan|membersihkan TPS.",
        "PPS mengumumkan daftar pemilih selama 7 (tujuh) hari.",
    ), name="v3.txt")  # fmt: skip
    kinds = Counter(one.kind for one in pr.duties(moved, OLD, "PPS").changes)
    assert kinds == {"same": 1}


def test_each_norm_of_both_versions_has_one_change(corpus: Path) -> None:
    old, new = (pr.read(corpus / "tahapan-jadwal" / name) for name in
                ("v1-bahan-uji-publik.docx", "v2-bahan-rapat-dengar-pendapat.docx"))  # fmt: skip
    found = pr.duties(new, old)
    for side, one in (("old", old), ("new", new)):
        told = Counter(getattr(change, side).provision for change in found.changes if getattr(change, side))
        assert told == Counter(norm.provision for norm in pr.duties(one).norms if not norm.items)
    fields = {(change.new.provision, change.fields) for change in found.changes if change.new and change.fields}
    assert ("pasal-30/ayat-2", ("deadline",)) in fields  # membentuk KPPS: 14 hari menjadi 21 hari
    assert ("pasal-23/ayat-3", ("modality",)) in fields


def test_every_view_tells_the_same_rows() -> None:
    hostile = version("KPPS wajib =HYPERLINK(1) <b>menyusun</b> `x` \x1b[31m laporan kepada PPS.")
    found = pr.duties(hostile)
    text = paint(shown.view(found))
    assert "\x1b" not in text and "Pasal 1  KPPS" in text
    markdown = shown.markdown(found)
    assert "\\<b\\>" in markdown and "\\`x\\`" in markdown
    record = json.loads(json.dumps(shown.record(found)))
    assert record["norms"][0]["body"]["text"] == "KPPS"
    cells = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(xlsx(found))).active.iter_rows()]
    assert cells[4][1:4] == ["Pasal 1", "Wajib", "KPPS"]
    with zipfile.ZipFile(io.BytesIO(xlsx(found))) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
    assert xlsx(found) == xlsx(found)


def test_an_item_that_tells_only_by_when_is_told_with_its_lead() -> None:
    lead = "Batas waktu penetapan hasil sebagai berikut:"
    items = ("KPU Provinsi paling lambat 25 hari setelah hari itu; dan", "KPU paling lambat 35 hari setelah hari itu.")
    told = [row.fields for row in shown.rows(pr.duties(version("|".join((lead, *items)))))]
    assert [(one["body"], one["action"]) for one in told] == [
        ("KPU Provinsi", "Batas waktu penetapan hasil sebagai berikut"),
        ("KPU", "Batas waktu penetapan hasil sebagai berikut"),
    ]
    assert [one["deadline"] for one in told] == [f"paling lambat {days} hari setelah hari itu" for days in (25, 35)]


def test_the_rows_of_the_workbook_are_as_high_as_their_words() -> None:
    long = f"KPU menetapkan {'jadwal pemungutan suara ' * 30}."
    page = load_workbook(io.BytesIO(xlsx(pr.duties(version("PPS mencatat hasil.", long))))).active
    assert page is not None
    low, high = (page.row_dimensions[at].height for at in (5, 6))
    assert high > 5 * low


def test_the_terminal_shows_every_word_however_narrow() -> None:
    was = "Apabila daftar pemilih yang diterima dari PPS tidak lengkap, KPPS melaporkan keadaan itu kepada PPK."
    now = (
        "Apabila daftar pemilih yang diterima dari PPS tidak lengkap, KPPS menyampaikan catatannya kepada KPU Provinsi."
    )
    found = pr.duties(version(now, name="v2.txt"), version(was, name="v1.txt"))
    text = " ".join(paint(shown.view(found, 30)).split())
    assert "Syarat: Apabila daftar pemilih yang diterima dari PPS tidak lengkap" in text
    assert "melaporkan keadaan itu kepada PPK" in text
    assert "…" not in text


def test_what_a_norm_without_a_body_is_about_is_told() -> None:
    [row] = shown.rows(pr.duties(version("Kerja sama dengan pihak ketiga harus memenuhi ketentuan keamanan.")))
    assert row.fields["action"] == "Kerja sama dengan pihak ketiga memenuhi ketentuan keamanan"


def test_a_division_is_told_with_its_field() -> None:
    [row] = shown.rows(pr.duties(version("Divisi yang membidangi data wajib menyediakan jumlah pemilih.")))
    assert row.fields["body"] == "Divisi yang membidangi data"


def test_a_right_that_is_a_thing_is_told_with_its_norm_word() -> None:
    [row] = shown.rows(pr.duties(version("Setiap anggota KPU mempunyai hak suara yang sama.")))
    assert row.fields["action"] == "mempunyai hak suara yang sama"


def test_a_list_of_objects_is_told_with_its_verb() -> None:
    (row,) = shown.rows(pr.duties(version("KPU menetapkan:|jadwal; dan|anggaran.")))
    assert row.fields["action"] == "menetapkan: a. jadwal; dan b. anggaran."


@pytest.mark.parametrize(
    ("suffix", "begins"), [(".txt", b"Kewajiban"), (".md", b"# Kewajiban"), (".json", b"{"), (".xlsx", b"PK")]
)
def test_the_command_writes_what_the_name_asks_for(suffix: str, begins: bytes, corpus: Path, tmp_path: Path) -> None:
    draft, old = (str(corpus / "perlengkapan-pemungutan" / name) for name in
                  ("v2-bahan-uji-publik.docx", "v1-bahan-rapat-internal.docx"))  # fmt: skip
    target = tmp_path / f"hasil{suffix}"
    ran = CliRunner().invoke(
        group, ["duties", draft, "--against", old, "--body", "KPU Kabupaten/Kota", "-o", str(target)]
    )
    assert ran.exit_code == 0, ran.output
    assert target.read_bytes().startswith(begins)
    assert CliRunner().invoke(group, ["duties", draft, "--format", "xlsx"]).exit_code == 2
