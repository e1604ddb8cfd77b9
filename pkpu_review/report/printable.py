"""Any text → what XML, every writer and a terminal can hold."""

from __future__ import annotations

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """Return *text* as XML and every writer can hold it, nothing dropped unseen.

    Characters that XML forbids become U+FFFD; so do the marks that turn the direction of writing, which
    could make a text read otherwise than it is.
    """
    return _DIRECTION.sub(REPLACEMENT, _UNPRINTABLE.sub(REPLACEMENT, text))
