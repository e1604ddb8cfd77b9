"""knowledge/wording.toml → the words of the sheets, so that an office can change them without touching code."""

from __future__ import annotations

import re
from typing import Any

from pkpu_review import knowledge


def say(key: str, **values: Any) -> str:
    """Return the words for *key* (``table.entry``), with *values* put into their places.

    Raises:
        KeyError: the file has no such entry, or *values* lack one that the words name. Without any values the words
            are returned as they stand.
    """
    table, _, entry = key.partition(".")
    words: str = knowledge.load("wording.toml")[table][entry]
    return words.format(**values) if values else words


def says(key: str, told: str) -> bool:
    """Whether *told* is what :func:`say` returns for *key*, whatever stands in its places."""
    pattern = "(.*)".join(re.escape(part) for part in re.split(r"\{\w+\}", say(key)))
    return re.fullmatch(pattern, told, re.DOTALL) is not None


def words(table: str) -> dict[str, str]:
    """Return all words of one table, in the order of the file."""
    return dict(knowledge.load("wording.toml")[table])


def number(value: int) -> str:
    """Return *value* as Indonesian text writes it: ``1.234``."""
    return f"{value:,}".replace(",", ".")


def listing(parts: list[str] | tuple[str, ...]) -> str:
    """Return *parts* as one clause: ``a``, ``a dan b``, ``a, b, dan c``."""
    if len(parts) < 3:
        return " dan ".join(parts)
    return ", ".join(parts[:-1]) + ", dan " + parts[-1]
