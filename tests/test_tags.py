"""The names of answers: made, cut to what Word takes, and read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkpu_review import tags
from pkpu_review.tags import Tag, parse

SHA = "1a2b3c4d" * 8
provisions = st.from_regex(r"[a-z]{3,10}(-[0-9a-z]{1,4})?(/[a-z]{3,6}-[0-9a-z]{1,3}){0,6}", fullmatch=True)


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        (Tag("tanggapan", SHA, 12, "pasal-5/ayat-2"), "pkpu:t:1a2b3c4d:12:pasal-5/ayat-2"),
        (Tag("usulan", SHA, 40, "pasal-9", old=True), "lama:u:1a2b3c4d:40:pasal-9"),
        (Tag("kantor", SHA), "pkpu:kantor:1a2b3c4d::"),
        (Tag("", SHA, 3, "pasal-1"), "pkpu::1a2b3c4d:3:pasal-1"),
    ],
)
def test_a_name_reads_as_documented(tag: Tag, written: str) -> None:
    assert str(tag) == written


@given(st.sampled_from((*tags.RESPONSES, *tags.SHEET_FIELDS, "")), provisions, st.integers(0, 9_999_999), st.booleans())
def test_a_name_is_read_back(field: tags.Field, provision: str, number: int, old: bool) -> None:
    made = Tag(field, SHA[:8], number, provision, old)
    assert parse(str(made)) == made
    short = parse(made.short)
    assert short is not None and len(made.short) <= tags.LIMIT
    assert short.provision in (provision, tags.hashed(provision)) and short.number == number


@pytest.mark.parametrize("told", ["", "pkpu:", "pkpu:x:1a2b3c4d:1:pasal-1", "pkpu:t:xyz:1:pasal-1", "catatan saya"])
def test_what_is_no_name_of_ours_is_none(told: str) -> None:
    assert parse(told) is None


def test_what_sheets_carry_keeps_its_names() -> None:
    """Sheets that went out long ago come back: a new name here needs a new schema, and a reader of the old one."""
    assert (tags.SCHEMA, tags.INDEX, tags.HIDDEN_COLUMN) == ("pkpu-review/sheet/2", "urn:pkpu-review:sheet:2", "pkpu")
    assert (tags.NAME_PROPERTY, tags.SEAL_PROPERTY) == ("pkpu-lembar", "pkpu-isi-sha256")
    assert [tags.digest_property(role) for role in (tags.NEW, tags.OLD)] == [
        "pkpu-naskah-baru-sha256",
        "pkpu-naskah-lama-sha256",
    ]
