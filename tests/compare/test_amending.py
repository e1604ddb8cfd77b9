"""An amending regulation beside its base: what it does not mention is not struck out, and that is said first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pkpu_review as pr
from pkpu_review.compare import compare
from pkpu_review.model import Comparison, Identity, Provision, Regulation, Source
from pkpu_review.model.comparison import AMENDING
from pkpu_review.report.text.changes_text import differences
from pkpu_review.report.text.terminal import paint
from pkpu_review.report.views.changes import Changes

LAW = "PERATURAN KOMISI PEMILIHAN UMUM NOMOR 8 TAHUN 2019 TENTANG TATA KERJA"
BASE = Regulation(
    Identity("PERATURAN KOMISI PEMILIHAN UMUM", "8", "2019", "TATA KERJA"),
    Source("dasar.txt", "", "text"),
    tuple(Provision(f"pasal-{n}", "pasal", f"Pasal {n}", lead=f"KPU melaksanakan tugas ke-{n}.") for n in (1, 2, 3)),
)
QUOTED = Provision("pasal-i/angka-1/pasal-2", "pasal", "Pasal 2", lead="KPU melaksanakan tugas kedua dengan jujur.")
AMENDMENT = Regulation(
    Identity("PERATURAN KOMISI PEMILIHAN UMUM", "5", "2022", f"PERUBAHAN ATAS {LAW}", amends=LAW),
    Source("perubahan.txt", "", "text"),
    (
        Provision(
            "pasal-i",
            "pasal",
            "Pasal I",
            children=(Provision("pasal-i/angka-1", "angka", "1.", lead="Pasal 2 diubah:", children=(QUOTED,)),),
        ),
        Provision("pasal-ii", "pasal", "Pasal II", lead="Peraturan Komisi ini mulai berlaku."),
    ),
)


def test_an_amendment_beside_its_base_says_that_the_rest_stays_in_force() -> None:
    found = compare(BASE, AMENDMENT)
    [notice] = found.warnings
    assert notice.code == AMENDING and "atas naskah lama" in notice.message and "tetap berlaku" in notice.message
    assert Comparison.from_json(found.to_json()).warnings == (notice,)
    text = paint(differences(Changes(found)))
    assert notice.message in text.split("\n\n")[0]


def test_an_amendment_beside_another_law_names_the_law_that_it_amends() -> None:
    other = replace(BASE, identity=replace(BASE.identity, number="9", title="KAMPANYE"))
    [notice] = compare(other, AMENDMENT).warnings
    assert LAW in notice.message and "atas naskah lama" not in notice.message


def test_a_number_that_ocr_misread_is_the_same_number() -> None:
    spoilt = replace(AMENDMENT, identity=replace(AMENDMENT.identity, amends=LAW.replace("2019", "2Ol9")))
    assert "atas naskah lama" in compare(BASE, spoilt).warnings[0].message


def test_two_versions_of_one_kind_have_no_notice() -> None:
    later = replace(AMENDMENT, source=Source("perubahan-2.txt", "", "text"))
    assert compare(BASE, BASE).warnings == compare(AMENDMENT, later).warnings == compare(AMENDMENT, BASE).warnings == ()


def test_a_real_amendment(shared: Path) -> None:
    found = pr.compare(shared / "real/amendments/uu-2003-24.pdf", shared / "real/gold/pdf/uu-2020-7.pdf")
    [notice] = found.warnings
    assert "atas naskah lama" in notice.message
