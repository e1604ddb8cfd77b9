"""What a lawyer would edit, as TOML, and the functions that read it.

The files stand in this package so that an installed copy finds them wherever it is run from. An
entry carries the citation that it follows and ``verified``: whether that citation was checked
against the text of the law; a rule carries examples and counter-examples that the tests run.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

_AS_IT_IS = re.compile(r"(\\.|\(\?P)|.", re.DOTALL)


@cache
def load(name: str) -> dict[str, Any]:
    """Return the content of the knowledge file *name*, e.g. ``divisions/fields.toml``.

    The result is shared by all callers: it is read, never altered.

    Raises:
        FileNotFoundError: there is no such file.
        tomllib.TOMLDecodeError: the file is not TOML.
    """
    import tomllib  # most files are read without it

    return tomllib.loads(files(__name__).joinpath(*name.split("/")).read_text(encoding="utf-8"))


@cache
def dictionary(name: str) -> frozenset[str]:
    """Return the words of the list *name*, e.g. ``kata.txt``: one a line, remarks behind ``#``."""
    text = files(__name__).joinpath(*name.split("/")).read_text(encoding="utf-8")
    return frozenset(line for line in text.split("\n") if line and not line.startswith("#"))


def pattern(name: str, table: str, key: str, before: str = r"\b", after: str = r"\b") -> Callable[[], re.Pattern[str]]:
    """Return a function that gives the pattern under *table* and *key* of the file *name*, compiled, case left out.

    It is read and compiled when it is first asked for: a module that has patterns costs nothing to import.

    Args:
        name: as for :func:`load`.
        table, key: where the pattern stands in the file.
        before, after: patterns that stand around it; without them it is whole words.
    """

    @cache
    def compiled() -> re.Pattern[str]:
        return re.compile(f"{before}(?:{load(name)[table][key]}){after}", re.IGNORECASE)

    return compiled


def in_small(pattern: str) -> str:
    """Return *pattern* in small letters, to be looked for in ``lexis.words.folded``; classes such as ``\\S`` stay."""
    return _AS_IT_IS.sub(lambda found: found[1] or found[0].lower(), pattern)


def sign(name: str, table: str, *keys: str) -> Callable[[str], bool]:
    """Return a function that tells whether words of the patterns under *keys* stand anywhere in a folded text.

    A quick look that spares the patterns themselves where nothing can be found: the beginnings of words alone are
    looked for, in small letters (``lexis.words.folded``), which takes a tenth of the time.
    """

    @cache
    def compiled() -> re.Pattern[str]:
        return re.compile("|".join(in_small(load(name)[table][key]) for key in keys))

    return lambda folded: compiled().search(folded) is not None


def names(folder: str) -> tuple[str, ...]:
    """Return the stems of the TOML files in *folder*, sorted, e.g. of ``divisions/line-ups``."""
    entries = files(__name__).joinpath(*folder.split("/")).iterdir()
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in entries if entry.name.endswith(".toml")))
