"""A count → as Word prints it: w:numFmt (ECMA-376 part 1, 17.18.59), and the bullets of symbol fonts."""

from __future__ import annotations

from collections.abc import Callable

from pkpu_review import ids

MAX_NUMBER = 32767
"""The largest number that Word prints."""


def _letters(count: int) -> str:
    """Word prints z, then aa, bb, cc; 27 is aa there as it is in the law's own lists."""
    return chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    told = ""
    for size, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    ):
        times, count = divmod(count, size)
        told += sign * times
    return told


def _ordinal_word(count: int) -> str:
    """Kesatu, Kedua: the words by which the law numbers Bagian, where it has them."""
    return ids.ORDINALS[count - 1].capitalize() if count <= len(ids.ORDINALS) else str(count)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda count: f"{count:02d}",
    "decimalHalfWidth": str,
    "decimalFullWidth": lambda count: "".join(chr(0xFF10 + int(digit)) for digit in str(count)),
    "decimalEnclosedParen": lambda count: f"({count})",
    "decimalEnclosedFullstop": lambda count: f"{count}.",
    "decimalEnclosedCircle": lambda count: chr(0x245F + count) if count <= 20 else str(count),
    "numberInDash": lambda count: f"- {count} -",
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "ordinal": lambda count: f"ke-{count}",
    "ordinalText": _ordinal_word,
    "none": lambda count: "",
}
"""Each format that is known; the words of ``ordinal`` and ``ordinalText`` are Indonesian."""

_WITHOUT_ZERO = ("lowerLetter", "upperLetter", "lowerRoman", "upperRoman", "none")


def written(count: int, form: str) -> str:
    """Return *count* in the format *form*; in digits where the format is not known."""
    if not 1 <= count <= MAX_NUMBER:
        return "" if form in _WITHOUT_ZERO else f"{count:02d}" if form == "decimalZero" else str(count)
    return FORMATS.get(form, str)(count)


SYMBOLS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0fb": "✗", "\uf0fe": "☑", "\uf0fd": "☒",
    "\uf0a8": "□", "\uf06f": "□", "\uf071": "❑", "\uf06c": "●", "\uf06e": "■", "\uf076": "❖", "\uf0e0": "→",
    "\uf0b3": "≥", "\uf0a3": "≤", "\uf0b1": "±", "\uf0b4": "×", "\uf0ae": "→", "\uf02d": "-", "\uf0e8": "→",
}  # fmt: skip
"""Letters of Symbol and Wingdings, which Word keeps in the private use area, → what they look like."""

BULLETS = SYMBOLS | {"o": "○"}
"""Text of a bullet → as printed: Word's hollow bullet is an "o" of Courier New."""
