"""Hostile and damaged Word files: one Indonesian sentence each, within bounds, and never a word from elsewhere."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pkpu_review import opc
from pkpu_review.errors import CannotRead
from pkpu_review.ingest import docx_plain
from pkpu_review.ingest.docx import read_docx
from pkpu_review.ingest.docx_package import W
from pkpu_review.ingest.docx_plain import PLAIN_FROM, SAME
from pkpu_review.ingest.files import open_file
from pkpu_review.opc import MAX_DEPTH
from tests.ingest.wordfile import NAMESPACES, abstract, level, listed, num, p, packed, relationships, root, t, word


def repacked(data: bytes, **changes: bytes | None) -> bytes:
    """The package with parts replaced, added, or (None) left out; ``__`` in a name stands for a slash."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    for name, content in changes.items():
        name = name.replace("__", "/")
        if content is None:
            parts.pop(name)
        else:
            parts[f"{name}.xml"] = content
    return packed(parts)


def document(inner: str, before: str = "") -> bytes:
    """The main part, with *before* between the declaration and the root."""
    return root("document", f"<w:body>{inner}</w:body>").replace("?>\n", f"?>\n{before}").encode()


WORD = word(p("isi"))


def with_document(content: bytes) -> bytes:
    return repacked(WORD, word__document=content)


def flipped(data: bytes) -> bytes:
    """One byte of the packed main part is wrong."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo("word/document.xml")
    at = info.header_offset + 30 + len(info.filename) + info.compress_size // 2
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def entity(target: str) -> bytes:
    return document(p("<w:r><w:t>&isi;</w:t></w:r>"), f'<!DOCTYPE w:document [<!ENTITY isi SYSTEM "{target}">]>')


def nested(tag: str, depth: int, inner: str = "") -> bytes:
    return document(f"<w:{tag}>" * depth + inner + f"</w:{tag}>" * depth)


LAUGHS = (
    "<!DOCTYPE w:document [<!ENTITY a0 'haha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    + "]>"
)
WIDE = document(p("isi"), "<!DOCTYPE w:document>").decode().replace('"UTF-8"', '"UTF-16"').encode("utf-16")
STYLED = word(p("isi"), styles="")

HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "external-entity": (lambda: with_document(entity("file:///etc/passwd")), "deklarasi DTD"),
    "entity-from-the-network": (lambda: with_document(entity("http://127.0.0.1/x")), "deklarasi DTD"),
    "billion-laughs": (lambda: with_document(document(p("<w:r><w:t>&a9;</w:t></w:r>"), LAUGHS)), "deklarasi DTD"),
    "laughs-in-an-attribute": (lambda: with_document(document('<w:p w:rsidR="&a9;"/>', LAUGHS)), "deklarasi DTD"),
    "dtd-in-utf-16": (lambda: with_document(WIDE), "deklarasi DTD"),
    "dtd-in-the-styles": (
        lambda: repacked(STYLED, word__styles=b"<!DOCTYPE x><x/>"),
        "bagian word/styles.xml memuat deklarasi DTD",
    ),
    "deep": (lambda: with_document(nested("sdtContent", MAX_DEPTH, p("isi"))), "bersarang terlalu dalam"),
    "deeper-than-the-parser-goes": (lambda: with_document(nested("sdt", 5000)), "bersarang terlalu dalam"),
    "bomb": (lambda: with_document(document(p("a" * 30_000_000))), "terlalu besar bila dibuka"),
    "not-well-formed": (lambda: with_document(document("<w:p>")), "rusak"),
    "not-xml": (lambda: with_document(b"isi"), "rusak"),
    "empty-part": (lambda: with_document(b""), "rusak"),
    "one-byte-wrong": (lambda: flipped(word(p("isi " * 500))), "rusak"),
    "no-body": (lambda: with_document(root("document", "").encode()), "tidak mempunyai isi"),
    "another-vocabulary": (lambda: with_document(b"<html><body>isi</body></html>"), "tidak mempunyai isi"),
    "broken-styles": (lambda: repacked(STYLED, word__styles=b"<w:styles"), "word/styles.xml dalam dokumen Word rusak"),
}


def read(folder: Path, data: bytes) -> list[str]:
    path = folder / "naskah.docx"
    path.write_bytes(data)
    return [line.text for line in read_docx(open_file(path)).lines]


@pytest.mark.parametrize("name", HOSTILE)
def test_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    make, cause = HOSTILE[name]
    with pytest.raises(CannotRead) as told:
        read(tmp_path, make())
    sentence = str(told.value)
    assert cause in sentence
    assert sentence.startswith(f"{tmp_path / 'naskah.docx'}: ")
    assert "\n" not in sentence and sentence.endswith(".")


def test_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for limit, value, cause in (
        ("MAX_PARTS", 3, "berisi 4 bagian, batasnya 3"),
        ("MAX_PART_BYTES", 500, "terlalu besar bila dibuka"),
        ("MAX_UNPACKED", 1000, "terlalu besar bila dibuka"),
    ):
        with monkeypatch.context() as bound:
            bound.setattr(opc, limit, value)
            with pytest.raises(CannotRead, match=cause):
                read(tmp_path, WORD)
    assert read(tmp_path, WORD) == ["isi"]


def test_a_size_that_lies(tmp_path: Path) -> None:
    """The directory of the package says 99 bytes; there are more."""
    data = bytearray(word(p("isi " * 1000)))
    at = data.rindex(b"word/document.xml") - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = (99).to_bytes(4, "little")
    with pytest.raises(CannotRead):
        read(tmp_path, bytes(data))


def test_nesting_that_is_allowed(tmp_path: Path) -> None:
    deep = (MAX_DEPTH - 10) // 2
    data = with_document(document("<w:sdt><w:sdtContent>" * deep + p("isi") + "</w:sdtContent></w:sdt>" * deep))
    assert read(tmp_path, data) == ["isi"]


def test_nested_tables_and_boxes_to_the_bound(tmp_path: Path) -> None:
    inner = p("isi")
    for _ in range(60):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    assert read(tmp_path, word(inner)) == ["isi"]


# --- parts where they are, and in the forms that they have


def test_the_main_part_may_have_another_name(tmp_path: Path) -> None:
    numbering = abstract(1, level(0, "decimal", "%1.")) + num(1, 1)
    data = packed(
        {
            "_rels/.rels": relationships({"r1": ("officeDocument", "/word/document2.xml")}),
            "word/_rels/document2.xml.rels": relationships({"r1": ("numbering", "../word/lain.xml")}),
            "word/document2.xml": document(p("isi", listed(1))),
            "word/lain.xml": root("numbering", numbering),
        }
    )
    assert read(tmp_path, data) == ["1. isi"]


def test_without_relationships(tmp_path: Path) -> None:
    assert read(tmp_path, packed({"word/document.xml": document(p("isi"))})) == ["isi"]


def test_a_relationship_to_elsewhere_is_not_followed(tmp_path: Path) -> None:
    away = '<Relationship Id="r1" Type="x/styles" Target="file:///etc/passwd" TargetMode="External"/>'
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{away}</Relationships>'
    up = relationships({"r2": ("numbering", "../../../../etc/passwd")})
    for content in (rels, up):
        parts: dict[str, str | bytes] = {
            "word/document.xml": document(p("isi")),
            "word/_rels/document.xml.rels": content,
        }
        assert read(tmp_path, packed(parts)) == ["isi"]


def test_the_strict_form(tmp_path: Path) -> None:
    old, new = "http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml"
    strict = {
        f"{old}/wordprocessingml/2006/main": f"{new}/wordprocessingml/main",
        f"{old}/officeDocument/2006/relationships": f"{new}/officeDocument/relationships",
    }
    with zipfile.ZipFile(io.BytesIO(word(p("isi"), header=p("- 2 -")))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for transitional, other in strict.items():
        assert any(transitional in text for text in parts.values())
        parts = {name: text.replace(transitional, other) for name, text in parts.items()}
    path = tmp_path / "naskah.docx"
    path.write_bytes(packed(parts))
    found = read_docx(open_file(path))
    assert [line.text for line in found.lines] == ["isi"]
    assert [piece.text for piece in found.furniture] == ["- 2 -"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_of_xml(tmp_path: Path, encoding: str) -> None:
    text = document(p("Pasal 1 – “isi”")).decode().replace("UTF-8", encoding.removesuffix("-sig"))
    assert read(tmp_path, with_document(text.encode(encoding))) == ["Pasal 1 – “isi”"]


LOOK = '<w:rFonts w:ascii="Arial"/><w:sz w:val="24"/><w:b/><w:lang w:val="id-ID"/>'
DECORATED = f"<w:r><w:rPr>{LOOK}</w:rPr><w:t>isi</w:t></w:r>"
LONG = "".join(f"<w:p>{DECORATED}</w:p>" for _ in range(PLAIN_FROM // len(DECORATED) + 1))


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        (p(t('<w:sz w:val="24"/>')), '<w:sz w:val="24"/>'),  # text that looks like decoration is escaped
        ('<w:p><w:r><w:t><![CDATA[<w:sz w:val="24"/>]]></w:t></w:r></w:p>', '<w:sz w:val="24"/>'),
        ('<w:p><w:r><w:t>a<!-- <w:sz w:val="24"/> -->b</w:t></w:r></w:p>', "ab"),
        ('<x:p xmlns:w="urn:lain" xmlns:x="{w}"><x:r><x:t>a<w:sz w:val="1"/></x:t></x:r></x:p>', "a"),
        ("<w:p><w:r><w:rPr><w:sz w:val='24'/><w:lang w:val=\"a>b\"/></w:rPr><w:t>c</w:t></w:r></w:p>", "c"),
    ],
)
def test_decoration_is_taken_out_of_long_parts_and_nothing_else(tmp_path: Path, inner: str, words: str) -> None:
    inner = inner.replace("{w}", "http://schemas.openxmlformats.org/wordprocessingml/2006/main")
    found = read(tmp_path, with_document(document(inner + LONG)))
    assert found[0] == words
    assert set(found[1:]) == {"isi"}


def plain(data: bytes) -> bytes:
    """The part *data* without decoration, taken in short stretches; as it is where that is in doubt."""
    stretches = (data[at : at + 1000] for at in range(0, len(data), 1000))
    found = docx_plain.plain(stretches, W[1:-1].encode())
    return data if found is None else found


def test_plain_keeps_the_same_tree() -> None:
    from lxml import etree

    data = root("document", f"<w:body>{LONG}</w:body>").encode()
    told = plain(data)
    assert len(told) < 0.7 * len(data)
    kept = [
        [element.tag for element in etree.fromstring(xml).iter(*(W + name for name in ("p", "r", "t", "b")))]
        for xml in (data, told)
    ]
    assert kept[0] == kept[1]
    assert NAMESPACES.encode() in told


X = '<w:t xml:space="preserve">x</w:t>'


def styled(properties: str) -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{X}</w:r>"


SIZE = '<w:sz w:val="24"/>'
CHANGE = f'<w:rPrChange w:id="1" w:author="A"><w:rPr>{SIZE}</w:rPr></w:rPrChange>'
PLAIN = f"<w:r>{X}</w:r>"
RUNS = {
    "alike": (PLAIN + PLAIN, [False]),
    "typed-at-another-time": (f'<w:r w:rsidR="00AA1122">{X}</w:r><w:r w:rsidRPr="0011">{X}</w:r>', [False]),
    "decorated": (styled(SIZE) + styled('<w:sz w:val="20"/><w:lang w:val="id-ID"/>'), [False]),
    "both-bold": (styled("<w:b/>") + styled(f"{SIZE}<w:b/>"), [True]),
    "the-second-bold": (PLAIN + styled("<w:b/>") + PLAIN, [False, True, False]),
    "the-first-bold": (styled("<w:b/>") + PLAIN, [True, False]),
    "parted-by-a-tab": (f"{PLAIN}<w:r><w:tab/></w:r>{PLAIN}", [False, False, False]),
    "a-tracked-look": (styled(f"<w:b/>{CHANGE}") + PLAIN, [True, False]),
    "an-insertion": (f'{PLAIN}<w:ins w:id="1" w:author="A">{PLAIN}</w:ins>', [False, False]),
}


@pytest.mark.parametrize("name", RUNS)
def test_runs_that_look_alike_are_one(name: str) -> None:
    from lxml import etree

    runs, bold = RUNS[name]
    paragraph = f'<w:p w14:paraId="0A" xmlns:w14="urn:x" w:rsidR="00AA1122">{runs}</w:p>'
    data = root("document", f"<w:body>{paragraph}{LONG}</w:body>").encode()
    first = etree.fromstring(plain(data)).find(f".//{W}p")
    assert first is not None
    found = list(first.iter(W + "r"))
    assert "".join(text.text or "" for text in first.iter(W + "t")) == "x" * runs.count(X)
    assert [run.find(f"{W}rPr/{W}b") is not None for run in found] == bold


@pytest.mark.parametrize("words", [">", ">>", "a > b", "a/> b>", 'a w:val="1"/>'])
def test_a_bracket_among_the_words_stays(words: str) -> None:
    """XML allows a bare ``>`` in text, and some programs write it so."""
    from lxml import etree

    runs = f"<w:r><w:t>{words}</w:t></w:r>" * 3
    data = root("document", f"<w:body><w:p>{runs}{PLAIN}{PLAIN}</w:p>{LONG}</w:body>").encode()
    told = plain(data)
    assert len(told) < len(data)
    first = etree.fromstring(told).find(f".//{W}p")
    assert first is not None
    assert "".join(first.itertext()) == words * 3 + "xx"


@pytest.mark.parametrize("declared", ['<?xml version="1.0"?>', ""])
def test_a_part_with_instructions_to_programs_is_left_as_it_is(declared: str) -> None:
    told = '<?x <w:sz w:val="24"/>?>'
    data = (declared + root("document", f"<w:body><w:p>{told}</w:p>{LONG}</w:body>").split("?>", 1)[-1]).encode()
    assert plain(data) == data


def test_much_without_words_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_plain, "MOST", 5000)
    empty = root("document", f"<w:body>{'<w:p/>' * 2000}{LONG}</w:body>").encode()
    assert plain(empty) is empty
    full = root("document", f"<w:body>{LONG}</w:body>").encode()
    assert len(plain(full)) < len(full)


@pytest.mark.parametrize("mark", ["<!-- -->", "<?x?>"])
def test_doubtful_marks_are_seen_wherever_a_stretch_ends(mark: str) -> None:
    for filler in range(990, 1003):
        data = root("document", f"<w:body>{LONG}{'x' * filler}{mark}{LONG}</w:body>").encode()
        assert plain(data) is data


CENTRED, LEFT = '<w:jc w:val="center"/>', '<w:jc w:val="left"/>'


def with_properties(properties: str, attributes: str = "") -> str:
    return f"<w:p><w:pPr{attributes}>{properties}</w:pPr>{PLAIN}</w:p>"


def test_paragraphs_with_the_same_properties_have_the_same_number() -> None:
    from lxml import etree

    changed = f'{LEFT}<w:pPrChange w:id="1" w:author="A"><w:pPr>{CENTRED}</w:pPr></w:pPrChange>'
    told = [CENTRED, SIZE + CENTRED, LEFT, changed, changed, CENTRED]
    data = root("document", f"<w:body>{''.join(map(with_properties, told))}<w:p/>{LONG}</w:body>").encode()
    body = etree.fromstring(plain(data))
    numbers = [found.get(SAME) for found in body.iterfind(f".//{W}p/{W}pPr")]
    assert numbers == ["0", "0", "1", None, None, "0"]


@pytest.mark.parametrize("long", ["", LONG])
def test_numbers_that_a_file_gives_itself_mean_nothing(tmp_path: Path, long: str) -> None:
    inner = with_properties(CENTRED, f' {SAME}="0"') + with_properties(LEFT, f" {SAME} = '0'")
    package = with_document(document(inner + long))
    path = tmp_path / "naskah.docx"
    path.write_bytes(package)
    assert [line.centred for line in read_docx(open_file(path)).lines[:2]] == [True, False]
