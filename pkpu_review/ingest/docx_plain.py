"""The bytes of an XML part of a .docx → the same without what only decorates, so that a tenth of it is left to parse.

Word begins a new run wherever somebody typed at another time, and says of each how it looks: runs that then look
alike become one. Paragraphs whose properties are the same, letter for letter, get the same number, so that the
reader asks only once what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

PLAIN_FROM = 32 * 1024
"""Bytes from which it pays to take the decoration out."""
MOST = 1024 * 1024
"""Bytes without words between them up to which it pays."""
SAME = "same"
"""Attribute of a w:pPr: the number that all those have that say the same. No other attribute of Word is so called."""

_DECORATION = re.compile(
    rb"<w:(?:rFonts|sz|szCs|lang|spacing|color|kern|w|position|u|shd|bCs|i|iCs|noProof|proofErr|lastRenderedPageBreak)"
    rb'(?:\s+w:\w+="[^"<>]*")*\s*/>'
)
"""Empty elements that say how letters look, which the reader never asks for: two thirds of what Word writes."""
_SESSION = rb'(?:w:rsid\w*|w14:\w+)="[^"<>]*"'
_SESSIONS = re.compile(rb" (?:(?<=<w:[pr] )|(?<=<w:tr ))%b(?: %b)*" % (_SESSION, _SESSION))
"""When a paragraph or a run was typed: attributes that the reader never asks for."""
_NO_LOOK = b"<w:rPr></w:rPr>"
_OPENED = re.compile(
    rb'<w:r>(?P<look>(?:<w:rPr>(?:<w:\w+(?: w:\w+="[^"<>]*")*/>)*</w:rPr>)?)<w:t(?: xml:space="preserve")?'
)
"""A run from its beginning to its words, where it says no more than how it looks."""
_PROPERTIES, _PROPERTIES_END = b"<w:p><w:pPr>", b"</w:pPr>"
_BETWEEN = b"</w:r>"
_TEXT_ENDS = b"</w:t>"
_NAMESPACE = re.compile(rb'xmlns:w\s*=\s*["\']([^"\']*)')
_NUMBERED = re.compile(rb"\s%b\s*=" % SAME.encode())
_APART = object()
"""Instead of a look: joins no run."""


def plain(stretches: Iterable[bytes], namespace: bytes) -> bytes | None:
    """Return a part without decoration, or None where it is not certain to be what it says.

    A ``<`` in the bytes of XML opens a tag, unless it stands in a comment, in CDATA or in an encoding of two bytes a
    letter, and ``w:`` is what its declaration says, *namespace*: where any of these is in doubt, the part is to be read
    as it is.

    Args:
        stretches: the bytes of the part, one after another, so that the whole of it needs no room.
        namespace: what ``w:`` must stand for.
    """
    known = _Openings()
    out: list[bytes] = []
    before: object = None
    for pieces in _pieces(stretches):
        if pieces is None:
            return None
        for piece in pieces:
            tags, _, words = piece.rpartition(b">")
            opening, joins, look = known[tags]
            if joins is not before:
                out += (_TEXT_ENDS, opening)
            out.append(words)
            before = look
    if known.doubtful or [uri for tags in known for uri in _NAMESPACE.findall(tags)] != [namespace]:
        return None
    return b"".join(out[1:])


def _pieces(stretches: Iterable[bytes]) -> Iterator[list[bytes] | None]:
    """Yield what stands between the ends of words, some at a time, and None where a ``<`` may not open a tag."""
    rest, declared = b"", True
    for stretch in stretches:
        held = rest + stretch
        start = held.find(b"?>") + 1 if declared and b"<?" in held[:5] else 0
        declared = False
        if len(rest) > MOST or _has(held, b"<!") or _has(held, b"<?", start):
            yield None
            return
        whole = held.split(_TEXT_ENDS)
        rest = whole.pop()
        yield whole
    yield [rest]


def _has(data: bytes, mark: bytes, start: int = 0) -> bool:
    """Whether *mark*, ``<`` and a rare letter, is in *data*: the letter alone is found fifty times as fast."""
    return data.find(mark[1:], start) >= 0 and data.find(mark, start) >= 0


def is_numbered(data: bytes) -> bool:
    """Whether a file itself has an attribute of the name :data:`SAME`, whose numbers mean nothing."""
    return SAME.encode() in data and _NUMBERED.search(data) is not None


class _Openings(dict[bytes, tuple[bytes, object, object]]):
    """What stands between the words of two w:t → the same without decoration, the look of the run before that it goes
    on with, and the look of the run that it opens; a file has the same tags before its words many times.

    A look that is the same is the same object. A run that holds more than its words has None; tags that do more than
    end one run and open the next go on with nothing.

    Attributes:
        doubtful: numbers of properties stand in the file already.
    """

    def __init__(self) -> None:
        self.doubtful = False
        self._looks: dict[bytes, bytes] = {}
        self._properties: dict[bytes, int] = {}

    def __missing__(self, tags: bytes) -> tuple[bytes, object, object]:
        opening = _SESSIONS.sub(b"", _DECORATION.sub(b"", tags)).replace(_NO_LOOK, b"")
        start = opening.rfind(b"<w:r>")
        run = _OPENED.fullmatch(opening, max(start, 0))
        look = self._looks.setdefault(run["look"], run["look"]) if run else None
        joins = look if run and opening[:start] == _BETWEEN else _APART
        self.doubtful = self.doubtful or is_numbered(tags)
        found = self[tags] = self._numbered(opening) + b">", joins, look
        return found

    def _numbered(self, opening: bytes) -> bytes:
        """Return *opening* with numbers at the properties of paragraphs; those that hold others get none."""
        out, *rest = opening.split(_PROPERTIES)
        for piece in rest:
            told, ends, _ = piece.partition(_PROPERTIES_END)
            if ends and b"<w:pPr>" not in told:
                number = self._properties.setdefault(told, len(self._properties))
                out += b'<w:p><w:pPr %b="%d">' % (SAME.encode(), number)
            else:
                out += _PROPERTIES
            out += piece
        return out
