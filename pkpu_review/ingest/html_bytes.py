"""The bytes of a saved page, alone or in a web archive (MHTML) → its text.

A byte order mark tells the encoding, then the part of the archive, then what the page declares in its first 1,024
bytes (HTML Living Standard, 13.2.3); a declaration that the bytes disprove is not believed.
"""

from __future__ import annotations

import binascii
import codecs
import re

from pkpu_review.errors import CannotRead
from pkpu_review.model import Problem

DECLARED_WITHIN = 1024
"""Bytes in which a page declares its encoding."""
MAX_PARTS = 100
"""Parts of a web archive that are looked at for its page; it is the first."""
MAX_NESTED = 3
MAX_HEAD = 16 * 1024
"""Bytes of the headers of a part."""
_BLANK_LINE = re.compile(rb"(?<=\n)\r?\n|\r\r|\r\n\r\n")
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LATIN = ("iso8859-1", "ascii", "latin-1", "cp1252")
_TEXT = re.compile(
    r"utf-8|utf8|(?:iso-?8859|windows|cp)[-_]?\d{1,4}(?:-\d{1,2})?|us-ascii|ascii|latin-?1|koi8-[ru]|gbk|gb2312|gb18030"
    r"|big5|shift_jis|euc-(?:jp|kr)|utf-16(?:le|be)?|macintosh",
    re.IGNORECASE,
)
"""Encodings of pages; Python knows others that are none."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def page_of(name: str, data: bytes) -> tuple[str, list[Problem]]:
    """Return the text of a saved page, and what is wrong with its encoding.

    Raises:
        CannotRead: a web archive has no page in it.
    """
    told = ""
    if is_archive(data):
        data, told = _first_page(name, data)
    text, problems = _decoded(data, told)
    return _CONTROL.sub(" ", text), problems


def is_archive(data: bytes) -> bool:
    """Whether *data* is a web archive: a MIME message that holds a page (RFC 2557)."""
    head = data[:4096].lstrip().lower()
    if not re.match(rb"(?:[\w-]+:|from )", head):
        return False
    return b"mime-version:" in head and re.search(rb"content-type:\s*(?:multipart/related|text/html)", head) is not None


def _first_page(name: str, data: bytes) -> tuple[bytes, str]:
    """Return the bytes of the page in an archive, and the encoding that the archive tells.

    The parts are told apart here: the mail parser of Python takes minutes for headers that are made to take long.
    """
    from email.parser import BytesHeaderParser  # slow to import, and few files are archives

    waiting = [(data, 0)]
    seen = 0
    while waiting and seen < MAX_PARTS:
        part, depth = waiting.pop()
        seen += 1
        head = _BLANK_LINE.search(part, 0, MAX_HEAD)
        if head is None:
            continue
        message = BytesHeaderParser().parsebytes(part[: head.start()].lstrip(b"\r\n") + b"\r\n\r\n")
        kind = message.get_content_type()
        if kind.startswith("multipart/") and depth < MAX_NESTED:
            boundary = (message.get_boundary() or "").encode("latin-1", "replace")
            if boundary:
                parts = part[head.end() :].split(b"--" + boundary, MAX_PARTS)[1:]
                waiting += [(inner, depth + 1) for inner in reversed(parts)]
        elif kind in ("text/html", "application/xhtml+xml"):
            page = _unpacked(part[head.end() :], str(message.get("Content-Transfer-Encoding", "")).strip().lower())
            if page.strip():
                return page, message.get_content_charset() or ""
    raise CannotRead(name, "arsip web (MHTML) tidak memuat halaman HTML", "Simpan ulang halamannya sebagai .html")


def _unpacked(body: bytes, way: str) -> bytes:
    if way == "quoted-printable":
        return binascii.a2b_qp(body)
    if way == "base64":
        letters = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
        return binascii.a2b_base64(letters[: len(letters) // 4 * 4] + _rest(letters))
    return body


def _rest(letters: bytes) -> bytes:
    """Return the last letters of base64 that do not fill a group of four, filled up."""
    rest = letters[len(letters) // 4 * 4 :]
    return rest.ljust(4, b"=") if len(rest) > 1 else b""


def _decoded(data: bytes, told: str) -> tuple[str, list[Problem]]:
    certain = certain_encoding(data)
    if certain:
        return data.decode(certain, "replace"), []
    start = data[:DECLARED_WITHIN]
    declared = _XML.search(start) or _DECLARED.search(start)
    encodings = [told, declared[1].decode("ascii", "replace") if declared else "", "utf-8", "cp1252"]
    for encoding in encodings:
        if not _TEXT.fullmatch(encoding):
            continue
        try:
            known = codecs.lookup(encoding).name
            known = "utf-8" if known.startswith("utf-16") else "cp1252" if known in _LATIN else known
            return data.decode(known), []
        except (LookupError, UnicodeDecodeError):
            continue
    text = data.decode("cp1252", "replace")
    count = text.count("\ufffd")
    message = f"{count} huruf pada halaman tidak dikenal pengodeannya dan ditandai dengan \ufffd."
    return text, [Problem("simbol-tak-dikenal", message)]


def certain_encoding(data: bytes) -> str:
    """Return the encoding that a mark tells, or that of two bytes a letter without one; else an empty string."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    start = data[:512]
    if len(start) < 16:
        return ""
    if start[1::2].count(0) > 0.4 * len(start) and not start[::2].count(0):
        return "utf-16-le"
    if start[::2].count(0) > 0.4 * len(start) and not start[1::2].count(0):
        return "utf-16-be"
    return ""
