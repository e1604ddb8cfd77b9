"""Line-ups: each gives every field to one division, and an office can bring its own."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pkpu_review.annotate import BadLineUp, flag, line_up, line_ups
from pkpu_review.annotate.vocabulary import vocabulary
from pkpu_review.errors import CannotRead
from pkpu_review.model import Identity, Provision, Regulation, Source

FIELDS = set(vocabulary().fields)


@pytest.mark.parametrize("name", line_ups())
def test_every_field_belongs_to_exactly_one_division(name: str) -> None:
    office = line_up(name)
    assert set(office.of) | set(office.outside) == FIELDS
    assert set(office.of) & set(office.outside) == set()
    assert {division.id for division in office.divisions} == set(office.of.values())


def test_the_default_has_the_ids_of_the_office() -> None:
    assert [division.id for division in line_up().divisions] == [
        "perencanaan-logistik", "teknis", "sosialisasi", "sdm", "data", "hukum", "sekretariat",
    ]  # fmt: skip


def test_the_official_line_ups_are_there() -> None:
    assert set(line_ups()) == {"dki-2022", "provinsi-7", "provinsi-5", "kabupaten-kota-5", "ri-6"}


def test_the_same_field_shows_as_another_division_in_another_office() -> None:
    text = "Anggota PPS berjumlah 3 (tiga) orang dan PPS dibentuk oleh KPU Kabupaten/Kota."
    article = Provision("pasal-1", "pasal", "Pasal 1", lead=text)
    regulation = Regulation(Identity(), Source("contoh.txt", "", "text"), (article,))
    assert [f.division for f in flag(regulation).of("pasal-1")] == ["sdm"]
    assert [f.division for f in flag(regulation, "provinsi-5").of("pasal-1")] == ["sosialisasi-sdm"]


def own(tmp_path: Path, fields: list[str]) -> str:
    path = tmp_path / "kantor.toml"
    listed = ", ".join(f'"{name}"' for name in fields)
    path.write_text(
        f'name = "Kantor"\n[[division]]\nid = "semua"\nname = "Semua"\nfields = [{listed}]\n', encoding="utf-8"
    )
    return str(path)


def test_an_office_brings_its_own_file(tmp_path: Path) -> None:
    office = line_up(own(tmp_path, sorted(FIELDS)))
    assert (office.id, [division.id for division in office.divisions]) == ("kantor", ["semua"])


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        (sorted(FIELDS - {"logistik"}), "logistik belum diberikan"),
        ([*sorted(FIELDS), "logistik"], "logistik diberikan dua kali"),
        ([*sorted(FIELDS), "masak-memasak"], "masak-memasak tidak dikenal"),
    ],
)
def test_a_wrong_line_up_is_one_clear_sentence(tmp_path: Path, fields: list[str], complaint: str) -> None:
    with pytest.raises(BadLineUp, match=complaint):
        line_up(own(tmp_path, fields))


def test_an_unknown_name_tells_the_choices() -> None:
    with pytest.raises(BadLineUp, match="dki-2022"):
        line_up("tidak-ada")


def test_the_commands_take_the_office_s_file(tmp_path: Path, cli: Callable[..., Any]) -> None:
    folder = tmp_path / "naskah"
    folder.mkdir()
    text = "PERATURAN\nTENTANG\nKAMPANYE\n\nPasal 1\nKampanye dilaksanakan melalui rapat umum.\n"
    draft = folder / "v1.txt"
    draft.write_text(text, encoding="utf-8", newline="\n")
    mine = own(tmp_path, sorted(FIELDS))
    lines = [json.loads(line) for line in cli("flag", draft, "--format", "jsonl", "--line-up", mine).out.splitlines()]
    assert [[d["id"] for d in line["divisions"]] for line in lines if line["id"] == "pasal-1"] == [["semua"]]
    assert cli("review", draft, "-o", tmp_path / "lembar", "--line-up", mine).code == 0
    assert cli("batch", folder, "-o", tmp_path / "hasil", "--line-up", mine).code == 0


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "besar.toml"
    path.write_text("#" * (1024 * 1024 + 1), encoding="utf-8")
    with pytest.raises(CannotRead, match="melebihi"):
        line_up(str(path))


def test_a_file_that_is_missing_or_no_toml(tmp_path: Path) -> None:
    with pytest.raises(CannotRead):
        line_up(str(tmp_path / "tidak-ada.toml"))
    broken = tmp_path / "rusak.toml"
    broken.write_text("name = [", encoding="utf-8")
    with pytest.raises(CannotRead, match="TOML"):
        line_up(str(broken))
    poor = tmp_path / "kurang.toml"
    poor.write_text('name = "Kantor"\n', encoding="utf-8")
    with pytest.raises(BadLineUp, match="tidak lengkap"):
        line_up(str(poor))


ALL = "[" + ", ".join(f'"{field}"' for field in sorted(FIELDS)) + "]"
WHOLE = f'name = "Kantor"\n[[division]]\nid = "semua"\nname = "Semua"\nfields = {ALL}\n'


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (f'outside = [["logistik"]]\n{WHOLE}', "outside harus berupa daftar kata"),
        (f'outside = "logistik"\n{WHOLE}', "outside harus berupa daftar kata"),
        (WHOLE.replace(ALL, '"logistik"'), "fields harus berupa daftar kata"),
        (WHOLE.replace(ALL, "[1, nan]"), "fields harus berupa daftar kata"),
        (WHOLE.replace('"semua"', '""'), "satu baris teks"),
        (WHOLE.replace('"Semua"', r'"Se\u001b[31mmua"'), "satu baris teks"),
        (WHOLE.replace('"Kantor"', r'"Kan\ntor"'), "satu baris teks"),
        (WHOLE.replace('"Semua"', f'"{"S" * 201}"'), "satu baris teks"),
        (WHOLE.replace('"semua"', '["semua"]'), "tidak lengkap"),
        (WHOLE + '[[division]]\nid = "Semua"\nname = "Lain"\nfields = []\n', "semua dipakai dua divisi"),
        (WHOLE + "".join(f'[[division]]\nid = "d{n}"\nname = "D"\nfields = []\n' for n in range(50)), "lebih dari 50"),
        (WHOLE + '[[caution]]\nid = "c"\nreason = "r"\nonly = "KPU"\n', "only harus berupa daftar kata"),
        (WHOLE + '[[caution]]\nid = "c"\nreason = "r"\nonly = [""]\n', "only harus berupa daftar kata"),
    ],
)  # fmt: skip
def test_whatever_is_wrong_with_it_is_one_sentence(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "kantor.toml"
    path.write_text(content, encoding="utf-8", newline="\n")
    with pytest.raises((BadLineUp, CannotRead), match=complaint) as raised:
        line_up(str(path))
    assert "\n" not in str(raised.value) and "\x1b" not in str(raised.value)


def test_a_file_that_keeps_a_parser_busy_is_refused_at_once(tmp_path: Path) -> None:
    many = ", ".join(f'"bidang-{number}"' for number in range(50_000))
    path = tmp_path / "kantor.toml"
    path.write_text(WHOLE.replace(ALL, f"[{many}]"), encoding="utf-8", newline="\n")
    with pytest.raises(BadLineUp, match="dan 49992 lagi tidak dikenal"):
        line_up(str(path))
    path.write_text(".".join("a" * 200_000) + " = 1\n", encoding="utf-8", newline="\n")
    with pytest.raises(CannotRead, match="TOML"):
        line_up(str(path))
    path.write_text("a = " + "9" * 100_000, encoding="utf-8", newline="\n")
    with pytest.raises(CannotRead, match="TOML"):
        line_up(str(path))
