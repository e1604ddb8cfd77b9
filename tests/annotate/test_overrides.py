"""A person's decision wins, is found again when numbers change, and is told when it fits no more."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pkpu_review.annotate import BESIDE, BadOverrides, decide, flag, overrides
from pkpu_review.annotate.overrides import CHANGED, UNFIT
from pkpu_review.errors import CannotRead
from pkpu_review.model import Flags, Identity, Provision, Regulation, Source
from pkpu_review.review import flags as flags_of
from pkpu_review.review import review

QUOTE = "PPK melakukan rekapitulasi hasil penghitungan suara"
HEAD = (
    "RANCANGAN\nPERATURAN KOMISI PEMILIHAN UMUM\nTENTANG\nREKAPITULASI\n\nDENGAN RAHMAT TUHAN YANG MAHA ESA\n\n"
    "Menimbang : bahwa perlu;\nMengingat : Undang-Undang Nomor 7 Tahun 2017;\n\nMEMUTUSKAN:\n"
    "Menetapkan : PERATURAN KOMISI PEMILIHAN UMUM TENTANG REKAPITULASI.\n"
)


def file(folder: Path, text: str, name: str = BESIDE) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def one(provision: str = "pasal-1/ayat-2", quote: str = QUOTE, divisions: str = '["data"]', more: str = "") -> str:
    return f'[[decision]]\nprovision = "{provision}"\nquote = "{quote}"\ndivisions = {divisions}\n{more}\n'


def regulation(*articles: tuple[str, ...]) -> Regulation:
    made = []
    for number, ayat in enumerate(articles, 1):
        id = f"pasal-{number}"
        below = tuple(Provision(f"{id}/ayat-{n}", "ayat", f"({n})", "", text) for n, text in enumerate(ayat, 1))
        made.append(Provision(id, "pasal", f"Pasal {number}", children=below))
    return Regulation(Identity(), Source("contoh.txt", "", "text"), tuple(made))


def decided(folder: Path, entries: str, *articles: tuple[str, ...]) -> Flags:
    return decide(flag(regulation(*articles)), overrides(file(folder, entries)))


def work(flags: Flags, id: str) -> set[str]:
    return {f.division for f in flags.of(id)}


CAMPAIGN = "Kampanye dilaksanakan melalui rapat umum."
RECAP = f"{QUOTE} di kecamatan."


def test_a_decision_wins_and_says_who_made_it(tmp_path: Path) -> None:
    more = 'by = "Kasubbag Hukum"\ndate = 2022-03-10\nreason = "disepakati dalam rapat"\nalso = ["hukum"]'
    flags = decided(tmp_path, one(more=more), (CAMPAIGN, RECAP))
    assert work(flags, "pasal-1/ayat-2") == {"data"}
    assert [f.division for f in flags.also("pasal-1/ayat-2")] == ["hukum"]
    [evidence] = flags.of("pasal-1/ayat-2")[0].evidence
    assert evidence.reason == "keputusan Kasubbag Hukum tanggal 10 Maret 2022: disepakati dalam rapat"
    assert (evidence.rule, evidence.text) == ("keputusan:1", QUOTE)
    [decision] = flags.decisions
    assert (decision.instead, decision.found) == (("teknis",), "same")


def test_the_article_carries_what_was_decided_for_its_ayat_and_no_longer_what_only_that_spoke_for(
    tmp_path: Path,
) -> None:
    plain = flag(regulation((CAMPAIGN, RECAP)))
    assert work(plain, "pasal-1") == {"sosialisasi", "teknis"}
    flags = decided(tmp_path, one(), (CAMPAIGN, RECAP))
    assert work(flags, "pasal-1") == {"sosialisasi", "data"}
    assert work(flags, "pasal-1/ayat-1") == work(plain, "pasal-1/ayat-1")


def test_a_decision_holds_for_what_is_below_but_for_what_has_one_of_its_own(tmp_path: Path) -> None:
    entries = one("pasal-1", divisions='["sdm"]') + one(
        quote="Kampanye dilaksanakan melalui", provision="pasal-1/ayat-1"
    )
    flags = decided(tmp_path, entries, (CAMPAIGN, RECAP))
    assert [work(flags, id) for id in ("pasal-1", "pasal-1/ayat-1", "pasal-1/ayat-2")] == [{"sdm"}, {"data"}, {"sdm"}]


def test_nobody_is_a_decision_too(tmp_path: Path) -> None:
    flags = decided(tmp_path, one(divisions="[]", more='reason = "sudah selesai"'), (CAMPAIGN, RECAP))
    assert work(flags, "pasal-1/ayat-2") == set()
    assert flags.idle["pasal-1/ayat-2"] == "keputusan petugas: sudah selesai"


def test_the_words_are_found_under_another_number(tmp_path: Path) -> None:
    flags = decided(tmp_path, one(), ("Ketentuan baru.",), (CAMPAIGN, RECAP))
    assert work(flags, "pasal-2/ayat-2") == {"data"}
    assert [(d.provision, d.found) for d in flags.decisions] == [("pasal-2/ayat-2", "elsewhere")]
    assert flags.problems == ()


def test_words_that_stand_in_two_places_are_no_guess(tmp_path: Path) -> None:
    flags = decided(tmp_path, one("pasal-9/ayat-1"), (RECAP,), (RECAP,))
    assert flags.decisions == ()
    assert [p.code for p in flags.problems] == [UNFIT]


def test_reworded_words_keep_the_decision_and_ask_for_a_look(tmp_path: Path) -> None:
    flags = decided(tmp_path, one(), (CAMPAIGN, "PPK melaksanakan rekapitulasi hasil penghitungan suara di kecamatan."))
    assert work(flags, "pasal-1/ayat-2") == {"data"}
    assert [(p.code, p.provision) for p in flags.problems] == [(CHANGED, "pasal-1/ayat-2")]


def test_what_fits_no_more_is_told(tmp_path: Path) -> None:
    flags = decided(tmp_path, one(), (CAMPAIGN, "Saksi hadir dalam rapat."))
    assert [p.code for p in flags.problems] == [UNFIT]
    assert "keputusan ke-1" in flags.problems[0].message.lower() and BESIDE in flags.problems[0].message


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (one(divisions='["masak"]'), "masak tidak ada dalam susunan dki-2022"),
        (one(quote="dua kata"), "quote terlalu pendek"),
        (one(quote="a b c"), "quote terlalu pendek"),
        ('[[decision]]\nprovision = "pasal-1"\n', "quote, divisions belum diisi"),
        (one(more="warna = 1"), "warna tidak dikenal"),
        (one(more="by = 1"), "isi by tidak sesuai"),
        (one(divisions="[1]"), "isi divisions tidak sesuai"),
        ("decision = 1", "satu \\[\\[decision\\]\\]"),
        ("decision = [1]", "bukan \\[\\[decision\\]\\]"),
        ("lain = 1", "lain tidak dikenal"),
    ],
)
def test_a_wrong_entry_is_one_clear_sentence(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(BadOverrides, match=complaint):
        decided(tmp_path, text, (CAMPAIGN, RECAP))


def test_a_file_that_is_missing_broken_or_huge(tmp_path: Path) -> None:
    with pytest.raises(CannotRead):
        overrides(tmp_path / "tidak-ada.toml")
    with pytest.raises(CannotRead, match="TOML"):
        overrides(file(tmp_path, "decision = ["))
    with pytest.raises(CannotRead, match="melebihi"):
        overrides(file(tmp_path, "#" * (1024 * 1024 + 1)))


def draft(folder: Path, name: str, *articles: str) -> Path:
    text = HEAD + "".join(f"\nPasal {n}\n{article}\n" for n, article in enumerate(articles, 1))
    return file(folder, text, name)


def test_a_decision_follows_its_provision_from_version_to_version(tmp_path: Path) -> None:
    long = "PPK melakukan rekapitulasi hasil penghitungan suara di kecamatan dalam rapat yang dihadiri saksi peserta."
    reworded = long.replace("melakukan rekapitulasi", "wajib melaksanakan kegiatan rekapitulasi")
    old = draft(tmp_path, "v1.txt", "Kampanye dilaksanakan melalui rapat umum terbuka.", long)
    new = draft(tmp_path, "v2.txt", "Kampanye dilaksanakan melalui rapat umum terbuka.", "Ketentuan baru.", reworded)
    file(tmp_path, one("pasal-2"))
    assert work(flags_of(old), "pasal-2") == {"data"}
    found = review(new, old).flags
    assert work(found, "pasal-3") == {"data"}
    assert [(d.named, d.provision, d.found) for d in found.decisions] == [("pasal-2", "pasal-3", "changed")]
    assert [p.code for p in found.problems] == [CHANGED]
    elsewhere = tmp_path / "lain"
    elsewhere.mkdir()
    other = draft(elsewhere, "v2.txt", "Kampanye dilaksanakan melalui rapat umum terbuka.", "Ketentuan baru.", long)
    taken = review(other, old).flags
    assert [(d.provision, d.found) for d in taken.decisions] == [("pasal-3", "followed")]
    gone = draft(elsewhere, "v3.txt", "Kampanye dilaksanakan melalui rapat umum terbuka.")
    [problem] = review(gone, old).flags.problems
    assert "sudah dihapus" in problem.message


def test_the_commands_use_them_and_say_what_fits_no_more(tmp_path: Path, cli: Callable[..., Any]) -> None:
    folder = tmp_path / "naskah"
    folder.mkdir()
    path = draft(folder, "v1.txt", CAMPAIGN, RECAP)
    mine = file(tmp_path, one("pasal-2") + one("pasal-9", quote="kata yang tidak ada"), "milik-kami.toml")
    plain = [json.loads(line) for line in cli("flag", path, "--format", "jsonl").out.splitlines()]
    assert not any("decision" in line for line in plain)
    ran = cli("flag", path, "--format", "jsonl", "--overrides", mine)
    assert "ke-2 dalam milik-kami.toml (pasal-9) tidak dipakai" in ran.err
    line = next(line for line in map(json.loads, ran.out.splitlines()) if line["id"] == "pasal-2")
    assert [division["id"] for division in line["divisions"]] == ["data"]
    assert line["decision"]["named"] == "pasal-2" and line["decision"]["instead_of"] == ["teknis"]
    shown = cli("flag", path, "--overrides", mine).out
    assert "keputusan petugas" in shown and "menurut aturan: Teknis" in shown
    assert "tidak dipakai" in cli("review", path, "-o", tmp_path / "lembar", "--overrides", mine).err
    ran = cli("batch", folder, "-o", tmp_path / "hasil", "--overrides", mine)
    assert ran.err.count("tidak dipakai") == 1 and ran.code == 0
    sheets = json.loads(next((tmp_path / "hasil").rglob("review.json")).read_text(encoding="utf-8"))
    assert any("decision" in line for line in sheets["flags"])


def test_words_without_end_are_compared_and_told_in_part(tmp_path: Path) -> None:
    words = " ".join(f"kata{number}" for number in range(60_000))
    flags = decided(tmp_path, one("pasal-1/ayat-1", f"{words[: len(words) // 2]} lain"), (f"{words} akhir.",))
    assert [problem.code for problem in flags.problems] == [CHANGED]
    many = ", ".join(f'"divisi-{number}"' for number in range(50_000))
    with pytest.raises(BadOverrides, match="divisi-7, dan 49992 lagi tidak ada dalam susunan"):
        decided(tmp_path, one(divisions=f"[{many}]"), (RECAP,))
