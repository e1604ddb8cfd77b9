"""What a lawyer would edit, as TOML, and the one function that reads it.

The files stand in this package so that an installed copy finds them wherever it is run from. An
entry carries the citation that it follows and ``verified``: whether that citation was checked
against the text of the law; a rule carries examples and counter-examples that the tests run.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any


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


def names(folder: str) -> tuple[str, ...]:
    """Return the stems of the TOML files in *folder*, sorted, e.g. of ``divisions/line-ups``."""
    entries = files(__name__).joinpath(*folder.split("/")).iterdir()
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in entries if entry.name.endswith(".toml")))
