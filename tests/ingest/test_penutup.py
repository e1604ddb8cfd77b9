"""The closing part → place, day, signatory and gazette."""

from __future__ import annotations

from pathlib import Path

import pytest

from pkpu_review.ingest import read
from pkpu_review.ingest.penutup import closing_of
from pkpu_review.ingest.tree import Node, Piece
from pkpu_review.model import Closing, Gazette, Origin, Signing
from pkpu_review.report import records


def _node(kind: str, *lines: str) -> Node:
    return Node(kind, lead=[Piece(line, Origin()) for line in lines])


def _read(*lines: str) -> Closing | None:
    return closing_of([_node("penutup", *lines)])


KPU = ("KETUA KOMISI PEMILIHAN UMUM", "REPUBLIK INDONESIA,")
OFFICE = "KETUA KOMISI PEMILIHAN UMUM REPUBLIK INDONESIA"


def test_both_acts_and_the_gazette() -> None:
    closing = _read(
        "Ditetapkan di Jakarta", "pada tanggal 3 Mei 2031", *KPU, "ttd.", "SARI WULANDARI",
        "Diundangkan di Jakarta", "pada tanggal 5 Mei 2031", "DIREKTUR JENDERAL",
        "PERATURAN PERUNDANG-UNDANGAN,", "ttd", "BUDI SANTOSO", "BERITA NEGARA REPUBLIK INDONESIA TAHUN 2031 NOMOR 345",
        "Salinan sesuai dengan aslinya", "KEPALA BIRO HUKUM,", "RINI",
    )  # fmt: skip
    assert closing == Closing(
        (
            Signing("ditetapkan", "Jakarta", "2031-05-03", OFFICE, "SARI WULANDARI"),
            Signing(
                "diundangkan", "Jakarta", "2031-05-05", "DIREKTUR JENDERAL PERATURAN PERUNDANG-UNDANGAN", "BUDI SANTOSO"
            ),
        ),
        Gazette("BERITA NEGARA REPUBLIK INDONESIA", "2031", "345"),
    )


def test_a_draft_leaves_it_open() -> None:
    closing = _read(
        "Ditetapkan di ...", "pada tanggal ...", *KPU, "...", "BERITA NEGARA REPUBLIK INDONESIA TAHUN ... NOMOR ..."
    )
    assert closing == Closing(
        (Signing("ditetapkan", office=OFFICE),), Gazette("BERITA NEGARA REPUBLIK INDONESIA", "", "")
    )


@pytest.mark.parametrize(
    ("lines", "signing"),
    [
        (("Disahkan di J a k a r t a", "pada tanggal 2 Mei 2031", "PRESIDEN REPUBLIK INDONESIA", "ttd", "AMIR"),
         Signing("disahkan", "Jakarta", "2031-05-02", "PRESIDEN REPUBLIK INDONESIA", "AMIR")),
        (("Disahkan di", "pada tanggal 30", "April 2031", "PRESIDEN REPUBLIK INDONESIA,", "AMIR", "JENDERAL TNI"),
         Signing("disahkan", "", "2031-04-30", "PRESIDEN REPUBLIK INDONESIA", "AMIR")),
        (("Ditetapkan di Kota Lama pada tanggal 1 Juni 2031", "WALI KOTA LAMA", "AMIR"),
         Signing("ditetapkan", "Kota Lama", "2031-06-01", "WALI KOTA LAMA", "AMIR")),
        (("Ditetapkan di : Kota Lama", "Pada tanggal : 1 Juni 2031", "Kepala,", "ttd", "Dr. Amir, M.Sc."),
         Signing("ditetapkan", "Kota Lama", "2031-06-01", "Kepala", "Dr. Amir, M.Sc.")),
        (("Ditetapkan di Kota Lama",), Signing("ditetapkan", "Kota Lama")),
    ],
)  # fmt: skip
def test_forms(lines: tuple[str, ...], signing: Signing) -> None:
    assert _read(*lines) == Closing((signing,), None)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("pada tanggal 2 Januari 1974.", "1974-01-02"),
        ("pada tanggal 26 Oktober 2O2O", "2020-10-26"),
        ("pada tanggal 19 Januari2016", "2016-01-19"),
        ("pada tanggal 3 Nopember 1999", "1999-11-03"),
        ("PADA TANGGAL 17 AGUSTUS 2023", "2023-08-17"),
        ("pada tanggal 31 Februari 2023", ""),
        ("pada tanggal 15 Januan 2016", ""),
        ("pada tanggal ... Mei 2023", ""),
    ],
)
def test_days(words: str, day: str) -> None:
    closing = _read("Ditetapkan di Kota Lama", words, "KEPALA,", "AMIR")
    assert closing == Closing((Signing("ditetapkan", "Kota Lama", day, "KEPALA", "AMIR"),))


def test_the_supplement_stands_below_the_elucidation() -> None:
    below = _node("penjelasan", "PENJELASAN", "ATAS", "TAMBAHAN LEMBARAN NEGARA REPUBLIK INDONESIA NOMOR 6789")
    closing = closing_of([_node("penutup", "LEMBARAN NEGARA REPUBLIK INDONESIA TAHUN 2031 NOMOR 12"), below])
    assert closing == Closing((), Gazette("LEMBARAN NEGARA REPUBLIK INDONESIA", "2031", "12", "6789"))


def test_nothing_to_say() -> None:
    assert closing_of([_node("pasal", "Ditetapkan di Jakarta")]) is None


def test_records(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    lines = [
        "MEMUTUSKAN:",
        "Pasal 1",
        "Loket dibuka.",
        "Ditetapkan di Jakarta",
        "pada tanggal 3 Mei 2031",
        *KPU,
        "SARI",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    record = records.regulation(read(path))
    assert record["closing"] == {
        "signings": [
            {"act": "ditetapkan", "place": "Jakarta", "day": "2031-05-03", "office": OFFICE, "name": "SARI"},
        ],
        "gazette": None,
    }
