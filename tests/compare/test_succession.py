"""Every provision through many versions: one history each, and what a split, a merger and a return make of it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkpu_review.compare import compare
from pkpu_review.compare.succession import succession
from pkpu_review.model import History, Provision, Regulation, Succession

from .drafts import article, draft
from .test_properties import versions

JADWAL = (
    "KPU menetapkan jadwal pemungutan suara dan mengumumkannya kepada masyarakat paling lambat tujuh hari sebelumnya."
)
DAFTAR = (
    "Petugas menyusun daftar pemilih berdasarkan data kependudukan yang telah dimutakhirkan oleh pemerintah daerah."
)
SAKSI = "Peserta pemilihan dapat mengajukan saksi secara tertulis kepada kelompok penyelenggara di setiap tempat."
LAPOR = "Pemantau terdaftar menyerahkan laporan akhir kepada sekretariat setelah seluruh tahapan selesai dilaksanakan."
REKAP = "Rekapitulasi hasil dilakukan secara berjenjang dalam rapat pleno yang terbuka bagi semua undangan."


def made(*articles: Provision) -> Regulation:
    return draft(*articles)


def followed(*drafts: Regulation) -> Succession:
    return succession([compare(old, new) for old, new in pairwise(drafts)])


def way(history: History | None) -> list[tuple[int, str, str]]:
    assert history is not None
    return [(stage.version, stage.id, stage.relation) for stage in history.stages]


@given(st.lists(versions, min_size=2, max_size=4))
@settings(max_examples=60, deadline=None)
def test_every_provision_of_every_version_is_in_exactly_one_history(drafts: list[Regulation]) -> None:
    found = followed(*drafts)
    for place, version in enumerate(drafts):
        standing = [s.id for history in found.histories for s in history.stages if s.version == place and s.id]
        assert sorted(standing) == sorted(provision.id for provision in version.walk())
    for history in found.histories:
        places = [stage.version for stage in history.stages]
        assert places == sorted(set(places))
        for before, stage in pairwise(history.stages):
            assert stage.version == before.version + 1 or (not before.id and stage.relation == "returned")
            assert bool(before.id) != (stage.relation == "returned")
        first = history.stages[0]
        assert (first.relation == "first") == (first.version == 0)
    last = [history.at(len(drafts) - 1) for history in found.histories]
    assert [stage.id for stage in last if stage and stage.id] == [provision.id for provision in drafts[-1].walk()]


@given(versions)
@settings(max_examples=30, deadline=None)
def test_the_same_draft_again_and_again_has_nothing_to_tell(version: Regulation) -> None:
    assert all(history.quiet for history in followed(version, version, version).histories)


def test_what_is_renumbered_changed_and_removed_is_one_history() -> None:
    found = followed(
        made(article(1, JADWAL), article(2, DAFTAR)),
        made(article(1, SAKSI), article(2, JADWAL), article(3, DAFTAR)),
        made(article(1, SAKSI), article(2, JADWAL.replace("tujuh", "sepuluh")), article(3, DAFTAR)),
        made(article(1, SAKSI), article(2, DAFTAR)),
    )
    assert way(found.of(0, "pasal-1")) == [
        (0, "pasal-1", "first"), (1, "pasal-2", "renumbered"), (2, "pasal-2", "same"), (3, "", "removed")
    ]  # fmt: skip
    assert way(found.of(1, "pasal-1")) == [(1, "pasal-1", "added"), (2, "pasal-1", "same"), (3, "pasal-1", "same")]
    assert found.of(3, "pasal-2") is found.of(0, "pasal-2")


def test_what_comes_back_in_other_words_is_the_same_history() -> None:
    again = SAKSI.replace("secara tertulis", "melalui surat mandat")
    found = followed(
        made(article(1, JADWAL), article(2, SAKSI), article(3, DAFTAR)),
        made(article(1, JADWAL), article(2, DAFTAR)),
        made(article(1, JADWAL), article(2, DAFTAR)),
        made(article(1, JADWAL), article(2, DAFTAR), article(3, again)),
    )
    assert way(found.of(3, "pasal-3")) == [(0, "pasal-2", "first"), (1, "", "removed"), (3, "pasal-3", "returned")]
    history = found.of(3, "pasal-3")
    stage = history.stages[-1] if history else None
    assert stage is not None and stage.since == 0 and stage.change == "substantive" and stage.row is not None
    assert [edit.new for edit in stage.row.edits if edit.operation != "equal"] == ["melalui surat mandat"]
    assert stage.sentence.startswith("Pasal 3 dimuat kembali; terakhir ada sebagai Pasal 2")


def test_something_else_in_its_place_is_no_return() -> None:
    found = followed(
        made(article(1, JADWAL), article(2, SAKSI)),
        made(article(1, JADWAL)),
        made(article(1, JADWAL), article(2, LAPOR)),
    )
    assert way(found.of(2, "pasal-2")) == [(2, "pasal-2", "added")]
    assert way(found.of(0, "pasal-2")) == [(0, "pasal-2", "first"), (1, "", "removed")]


def test_of_a_split_the_greater_piece_goes_on_and_the_other_begins() -> None:
    whole = f"{JADWAL} {DAFTAR} {SAKSI} {LAPOR}"
    found = followed(
        made(article(1, whole), article(2, REKAP)),
        made(article(1, JADWAL), article(2, f"{DAFTAR} {SAKSI} {LAPOR}"), article(3, REKAP)),
    )
    assert way(found.of(0, "pasal-1")) == [(0, "pasal-1", "first"), (1, "pasal-2", "split")]
    assert way(found.of(1, "pasal-1")) == [(1, "pasal-1", "split")]
    going, beginning = found.of(1, "pasal-2"), found.of(1, "pasal-1")
    assert going and going.stages[-1].others == ("pasal-1",)
    assert beginning and beginning.stages[0].others == ("pasal-1",)


def test_of_a_merger_the_greater_part_goes_on_and_the_other_ends() -> None:
    found = followed(
        made(article(1, JADWAL), article(2, f"{DAFTAR} {SAKSI} {LAPOR}"), article(3, REKAP)),
        made(article(1, f"{JADWAL} {DAFTAR} {SAKSI} {LAPOR}"), article(2, REKAP)),
    )
    assert way(found.of(1, "pasal-1")) == [(0, "pasal-2", "first"), (1, "pasal-1", "merged")]
    ended = found.of(0, "pasal-1")
    assert way(ended) == [(0, "pasal-1", "first"), (1, "", "merged")]
    assert ended and ended.stages[-1].others == ("pasal-1",)
    assert ended.stages[-1].sentence == "Pasal 1 tidak lagi berdiri sendiri; isinya ada dalam Pasal 1."


def test_no_step_is_no_succession() -> None:
    with pytest.raises(ValueError, match="no step"):
        succession([])
