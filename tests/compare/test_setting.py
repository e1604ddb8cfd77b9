"""What is only set out otherwise, put together or taken apart is told as that, and as no more."""

from __future__ import annotations

from dataclasses import replace

from pkpu_review.compare import compare
from pkpu_review.model import Comparison, Provision, Regulation

from .drafts import article, draft

STAYS = article(1, "Peraturan ini mengatur tata cara penyampaian laporan dana kampanye peserta pemilu.")


def listed(one: Provision, *items: str) -> Provision:
    """*one* with *items* as its letters."""
    letters = tuple(
        Provision(f"{one.id}/huruf-{letter}", "huruf", f"{letter}.", lead=item)
        for letter, item in zip("abcdef", items, strict=False)
    )
    return replace(one, children=letters)


def told(old: Regulation, new: Regulation) -> set[tuple[str | None, str | None, str, str]]:
    found: Comparison = compare(old, new)
    assert found.apply(old).provisions == new.provisions
    assert found.revert(new).provisions == old.provisions
    return {(row.old, row.new, row.relation, row.change) for row in found.rows if not row.unchanged}


def test_a_sentence_set_out_as_a_list_is_written_otherwise_and_so_is_a_list_written_out() -> None:
    sentence = article(2, "Surat memuat nama Pemilih, nomor urut dalam daftar Pemilih tetap, dan alamat TPS.")
    items = listed(
        article(2, "Surat memuat:"), "nama Pemilih;", "nomor urut dalam daftar Pemilih tetap; dan", "alamat TPS."
    )
    pair = ("pasal-2", "pasal-2", "same", "editorial")
    assert pair in told(draft(STAYS, sentence), draft(STAYS, items))
    assert pair in told(draft(STAYS, items), draft(STAYS, sentence))


def test_a_list_in_which_something_else_stands_is_a_change() -> None:
    sentence = article(2, "Surat memuat nama Pemilih, nomor urut dalam daftar Pemilih tetap, dan alamat TPS.")
    items = listed(
        article(2, "Surat memuat:"), "nama Pemilih;", "nomor urut dalam daftar Pemilih tambahan; dan", "alamat TPS."
    )
    assert ("pasal-2", "pasal-2", "same", "substantive") in told(draft(STAYS, sentence), draft(STAYS, items))


def test_items_of_one_word_that_were_put_together_are_merged() -> None:
    old = listed(article(2, "Materi debat publik meliputi:"), "kesejahteraan;", "pelayanan;", "pembangunan.")
    new = listed(article(2, "Materi debat publik meliputi:"), "kesejahteraan dan pelayanan;", "pembangunan.")
    rows = told(draft(STAYS, old), draft(STAYS, new))
    assert {row[:3] for row in rows} == {
        ("pasal-2/huruf-a", "pasal-2/huruf-a", "merged"),
        ("pasal-2/huruf-b", "pasal-2/huruf-a", "merged"),
        ("pasal-2/huruf-c", "pasal-2/huruf-b", "renumbered"),
    }


def test_an_article_that_went_is_no_third_part_of_two_that_were_merged() -> None:
    places = ("provinsi", "kabupaten", "kota")
    olds = [
        article(
            number, "", f"Sekretariat {place} dibentuk di setiap {place}.", f"Tugas sekretariat {place} ditetapkan."
        )
        for number, place in enumerate(places, 2)
    ]
    new = article(2, "", *(child.lead for one in (olds[0], olds[2]) for child in one.children))
    rows = told(draft(STAYS, *olds), draft(STAYS, new))
    assert ("pasal-3", None, "removed", "substantive") in rows
    assert not any(row[0] == "pasal-3" and row[1] for row in rows)


def test_what_a_split_parted_is_not_moved() -> None:
    texts = (
        "KPU memeriksa dokumen yang dinyatakan lengkap oleh petugas pendaftaran.",
        "Petugas dapat meminta keterangan tambahan dari pengurus partai politik.",
        "Pemeriksaan berlangsung selama tiga puluh hari kalender tanpa jeda.",
    )
    new = article(2, "", texts[0], texts[2]), article(3, texts[1])
    rows = told(draft(STAYS, article(2, "", *texts)), draft(STAYS, *new))
    assert ("pasal-2/ayat-3", "pasal-2/ayat-2", "split", "none") in rows
    assert {row[2] for row in rows} == {"split"}


def test_two_chapters_put_together_are_merged() -> None:
    watch = article(2, "Bawaslu mengawasi pelaksanaan pendaftaran dan verifikasi partai politik.")
    fine = article(3, "Petugas yang tidak mendatangi anggota dikenai sanksi peringatan tertulis.")
    old = draft(
        STAYS,
        Provision("bab-i", "bab", "BAB I", lead="PENGAWASAN", children=(watch,)),
        Provision("bab-ii", "bab", "BAB II", lead="SANKSI", children=(fine,)),
    )
    new = draft(STAYS, Provision("bab-i", "bab", "BAB I", lead="PENGAWASAN DAN SANKSI", children=(watch, fine)))
    pairs = {row[:3] for row in told(old, new)}
    assert pairs == {("bab-i", "bab-i", "merged"), ("bab-ii", "bab-i", "merged")}
    assert {row[:3] for row in told(new, old)} == {("bab-i", "bab-i", "split"), ("bab-i", "bab-ii", "split")}


def test_considerations_name_articles_of_other_documents() -> None:
    grounds = Provision("mengingat", "mengingat", lead="Pasal 2 dan Pasal 28 F Undang-Undang Dasar.")
    gone = article(2, "Laporan disampaikan kepada kantor akuntan publik yang ditunjuk.")
    found = compare(draft(grounds, STAYS, gone), draft(grounds, STAYS))
    assert not [one for one in found.references if one.provision == "mengingat"]
