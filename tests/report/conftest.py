"""A small review made by hand: every relation, every kind of change, and hostile text in it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from pkpu_review import ids
from pkpu_review.compare.account import account
from pkpu_review.compare.told import Beside
from pkpu_review.model import (
    Change,
    Comparison,
    Division,
    Edit,
    Evidence,
    Flag,
    Flags,
    Identity,
    Origin,
    Problem,
    Provision,
    Regulation,
    Review,
    Source,
)
from tests.conftest import CHROMIUM_FLAGS, absent

TAHAPAN = "BAB II TAHAPAN"
TITLE = "RANCANGAN PERATURAN KOMISI PEMILIHAN UMUM TENTANG TAHAPAN DAN"
PROMULGATION = "Agar setiap orang mengetahuinya, memerintahkan pengundangan Peraturan Komisi ini."
HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://contoh.invalid","klik")',
    "+62 = -1 @SUM(A1)",
    "W" * 700,
    "awal \u202eterbalik\u202c مرحبا",
    "kendali \x00\x07\x0b\x1f\ud800\uffff akhir",
    "{{ 7 * 7 }} {% raw %} ${x} %s {0}",
    "]]> & <!-- &amp; <b>tebal</b>",
)


def p(
    id: str, lead: str = "", *children: Provision, closing: str = "", page: int = 1, heading: str = "", **more: object
) -> Provision:
    """Return a provision whose kind and label follow from its id."""
    last = id.split("/")[-1]
    kind, _, number = last.partition("-")
    labels = {
        "ayat": f"({number})",
        "huruf": f"{number}.",
        "angka": f"{number}.",
        "pasal": f"Pasal {number}",
        "bab": f"BAB {number.upper()}",
    }
    return Provision(
        id,
        kind,
        labels.get(kind, ""),
        heading,
        lead,
        closing,
        children=children,
        origins=(Origin(page=page),),
        **more,  # type: ignore[arg-type]
    )


def old_version() -> Regulation:
    """Return the version before."""
    return Regulation(
        Identity("PERATURAN KOMISI PEMILIHAN UMUM", "", "2026", "TAHAPAN DAN JADWAL", draft=True),
        Source("lama.pdf", "a" * 64, "pdf", 9, 4000),
        (
            p("judul", TITLE + " JADWAL"),
            p(
                "bab-ii",
                "TAHAPAN",
                p(
                    "pasal-1",
                    "Dalam Peraturan Komisi ini yang dimaksud dengan:",
                    p("pasal-1/angka-1", "KPU adalah lembaga penyelenggara.", page=2),
                    heading=TAHAPAN,
                    page=2,
                ),
                p(
                    "pasal-2",
                    "",
                    p(
                        "pasal-2/ayat-1",
                        "KPU Provinsi dapat menyampaikan laporan paling lambat 7 (tujuh) hari setelah rapat.",
                        page=3,
                    ),
                    p(
                        "pasal-2/ayat-2",
                        "Laporan sebagaimana dimaksud pada ayat (1) memuat:",
                        p("pasal-2/ayat-2/huruf-a", "jumlah pemilih; dan", page=3),
                        p("pasal-2/ayat-2/huruf-b", "jumlah TPS,", page=3),
                        closing="dengan menggunakan formulir yang tersedia.",
                        page=3,
                    ),
                    page=3,
                    heading=TAHAPAN,
                ),
                p("pasal-3", "PPS mengumumkan daftar pemilih.", page=4, heading=TAHAPAN),
                p(
                    "pasal-4",
                    "Rapat dilaksanakan terbuka. Berita acara dibuat dalam 3 (tiga) rangkap.",
                    page=4,
                    heading=TAHAPAN,
                ),
                p("pasal-5", "Honorarium anggota PPK dibayar setiap bulan.", page=5, heading=TAHAPAN),
                p(
                    "pasal-6",
                    "Peraturan Komisi ini mulai berlaku pada tanggal diundangkan.",
                    page=6,
                    heading=TAHAPAN,
                    promulgation=PROMULGATION,
                ),
                page=2,
            ),
        ),
        problems=(Problem("nomor-lompat", "Pasal 7 tidak ditemukan <b>.", 6, "<i>Pasal 8</i>"),),
    )


def new_version() -> Regulation:
    """Return the draft: Pasal 3 removed, hostile Pasal 5 new, Pasal 4 split, Pasal 5 moved up and renumbered."""
    hostile = tuple(p(f"pasal-5/ayat-{n}", text, page=4) for n, text in enumerate(HOSTILE, 1))
    return Regulation(
        Identity("PERATURAN KOMISI PEMILIHAN UMUM", "", "2026", "TAHAPAN DAN <JADWAL>", draft=True),
        Source("baru.pdf", "b" * 64, "pdf", 9, 4000),
        (
            p("judul", TITLE + " <JADWAL>"),
            p(
                "bab-ii",
                "TAHAPAN",
                p(
                    "pasal-1",
                    "Dalam Peraturan Komisi ini yang dimaksud dengan:",
                    p("pasal-1/angka-1", "KPU adalah lembaga penyelenggara.", page=2),
                    heading=TAHAPAN,
                    page=2,
                ),
                p(
                    "pasal-2",
                    "",
                    p(
                        "pasal-2/ayat-1",
                        "KPU Provinsi wajib menyampaikan laporan paling lambat 14 (empat belas) hari setelah rapat.",
                        page=3,
                    ),
                    p(
                        "pasal-2/ayat-2",
                        "Laporan sebagaimana dimaksud pada ayat (1) memuat:",
                        p("pasal-2/ayat-2/huruf-a", "jumlah pemilih; dan", page=3),
                        p("pasal-2/ayat-2/huruf-b", "jumlah TPS,", page=3),
                        closing="dengan menggunakan formulir elektronik yang tersedia.",
                        page=3,
                    ),
                    page=3,
                    heading=TAHAPAN,
                ),
                p("pasal-3", "Rapat dilaksanakan terbuka.", page=4, heading=TAHAPAN),
                p("pasal-4", "Berita acara dibuat dalam 3 (tiga) rangkap.", page=4, heading=TAHAPAN),
                p("pasal-5", "Ketentuan baru:", *hostile, page=4, heading=TAHAPAN),
                p("pasal-6", "Honorarium anggota PPK dibayar setiap bulan.", page=5, heading=TAHAPAN),
                p(
                    "pasal-7",
                    "Peraturan Komisi ini mulai berlaku pada tanggal diundangkan.",
                    page=6,
                    heading=TAHAPAN,
                    promulgation=PROMULGATION,
                ),
                page=2,
            ),
        ),
        coverage=0.9991,
        problems=(Problem("tidak-terbaca", "Baris tidak dipahami.", 5, HOSTILE[0]),),
    )


def comparison(old: Regulation, new: Regulation) -> Comparison:
    """Return the rows, in the order of the new version."""
    same = "same", "none"

    def pair(id: str, relation: str, change: str, to: str = "", edits: tuple[Edit, ...] = ()) -> Change:
        return Change(id, to or id, relation, change, edits)  # type: ignore[arg-type]

    def edit(*steps: tuple[str, str, str]) -> tuple[Edit, ...]:
        return tuple(Edit(op, old, new) for op, old, new in steps)  # type: ignore[arg-type]

    def equal(words: str) -> tuple[str, str, str]:
        return "equal", words, words

    rows = [
        pair("judul", "same", "substantive", edits=edit(equal(TITLE), ("replace", "JADWAL", "<JADWAL>"))),
        pair("bab-ii", *same),
        pair("pasal-1", *same),
        pair("pasal-1/angka-1", *same),
        pair("pasal-2", *same),
        pair(
            "pasal-2/ayat-1",
            "same",
            "substantive",
            edits=edit(
                equal("KPU Provinsi"),
                ("replace", "dapat", "wajib"),
                equal("menyampaikan laporan paling lambat"),
                ("replace", "7 (tujuh)", "14 (empat belas)"),
                equal("hari setelah rapat."),
            ),
        ),
        pair(
            "pasal-2/ayat-2",
            "same",
            "substantive",
            edits=edit(
                equal("Laporan sebagaimana dimaksud pada ayat (1) memuat: dengan menggunakan formulir"),
                ("insert", "", "elektronik"),
                equal("yang tersedia."),
            ),
        ),
        pair("pasal-2/ayat-2/huruf-a", *same),
        pair("pasal-2/ayat-2/huruf-b", *same),
        Change("pasal-3", None, "removed", "substantive"),
        pair(
            "pasal-4", "split", "none", "pasal-3", edit(equal("Rapat dilaksanakan terbuka.")),
        ),
        pair(
            "pasal-4", "split", "none", "pasal-4", edit(equal("Berita acara dibuat dalam 3 (tiga) rangkap.")),
        ),
        Change(None, "pasal-5", "added", "substantive"),
        *(Change(None, f"pasal-5/ayat-{n}", "added", "substantive") for n in range(1, len(HOSTILE) + 1)),
        pair("pasal-5", "moved", "none", "pasal-6"),
        replace(pair("pasal-6", "renumbered", "none", "pasal-7"), certainty=0.4),
    ]  # fmt: skip
    return Comparison(old, new, tuple(told(row, old, new) for row in rows))


def told(row: Change, old: Regulation, new: Regulation) -> Change:
    """Return *row* with its effects, sentence and rank, as a comparison gives it."""
    sides = [side.get(id) if id else None for side, id in ((old, row.old), (new, row.new))]
    above = [
        side.get(ids.parent(id)) if id and ids.parent(id) else None for side, id in ((old, row.old), (new, row.new))
    ]
    return account(row, Beside(*sides, *above), frozenset())


DIVISIONS = (
    Division("perencanaan-logistik", "Divisi Perencanaan dan Logistik", "Perencanaan"),
    Division("data", "Divisi Data dan Informasi", "Data"),
    Division("sekretariat", "Sekretariat", "Sekretariat"),
)


def flag(division: str, provision: str, reason: str, also: bool = False, where: str = "teks", end: int = 5) -> Flag:
    """Return a flag with one piece of evidence."""
    return Flag(division, provision, 0.8, (Evidence(0, end, "kata", where, "istilah:x", reason, 1.0),), also)


def flags(new: Regulation) -> Flags:
    """Return the flags of the draft."""
    return Flags(
        new,
        "dki-2022",
        DIVISIONS,
        (
            flag("data", "pasal-2", "istilah <daftar pemilih>", where="pasal-2/ayat-1"),
            flag("data", "pasal-2/ayat-2", "istilah “jumlah pemilih”"),
            flag("perencanaan-logistik", "pasal-4", "jumlah rangkap", also=True),
            flag("perencanaan-logistik", "pasal-5", "ketentuan baru"),
            flag("sekretariat", "pasal-6", "honorarium"),
        ),
    )


def old_flags(old: Regulation) -> Flags:
    """Return the flags of the version before."""
    return Flags(old, "dki-2022", DIVISIONS, (flag("data", "pasal-3", "daftar pemilih"),))


@pytest.fixture(scope="session")
def review() -> Review:
    """The review of the two versions."""
    old, new = old_version(), new_version()
    return Review(new, flags(new), old, comparison(old, new), old_flags(old))


@pytest.fixture(scope="session")
def alone() -> Review:
    """The review of the draft without an older version."""
    new = new_version()
    return Review(new, flags(new))


@pytest.fixture(scope="module")
def browser(require: Callable[[str], str]) -> Iterator[Any]:
    """A headless Chromium under its real driver, one a file of tests; what pages log is kept."""
    chromium, driver = require("chromium"), require("chromedriver")
    try:
        from selenium import webdriver
    except ModuleNotFoundError:
        absent("selenium is not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    with tempfile.TemporaryDirectory() as profile:
        for flag in (*CHROMIUM_FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        started = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
        started.set_script_timeout(180)
        try:
            yield started
        finally:
            started.quit()
