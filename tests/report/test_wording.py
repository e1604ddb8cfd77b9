"""knowledge/wording.toml: an office that changes a word there changes a document; nothing stands there for nobody."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import pkpu_review
from pkpu_review.knowledge import load
from pkpu_review.report.wording import say

PACKAGE = Path(pkpu_review.__file__).parent
TEMPLATES = PACKAGE / "report" / "templates"
KEYS = [f"{table}.{key}" for table, entries in load("wording.toml").items() for key in entries]


def asked() -> Iterator[str]:
    """Yield patterns of the keys that the code and the templates ask for."""
    for path in PACKAGE.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        # a room below this one names the table once, and then its entries alone
        tables = {"", *(f"{table}." for table in re.findall(r'load\([\'"]wording\.toml[\'"]\)\["([\w-]+)"\]', source))}
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield from (re.escape(table + node.value) for table in tables)
            elif isinstance(node, ast.JoinedStr):
                parts = "".join(
                    re.escape(str(one.value)) if isinstance(one, ast.Constant) else ".+" for one in node.values
                )
                yield from (re.escape(table) + parts for table in tables)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "words":
                yield from (rf"{re.escape(str(one.value))}\..+" for one in node.args if isinstance(one, ast.Constant))
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_say":
                told = node.args[0]  # a variable: what became of a place names its entry
                yield from (
                    f"{table}.+" for table in tables if table and not isinstance(told, ast.Constant | ast.JoinedStr)
                )
    for path in TEMPLATES.glob("*.j2"):
        for key, open_end in re.findall(r'"([\w-]+\.[\w-]*)"( ~)?', path.read_text(encoding="utf-8")):
            yield re.escape(key) + (".+" if open_end else "")


def test_every_entry_is_said_somewhere() -> None:
    patterns = {one for one in asked() if not one.startswith(".+")}
    known = re.compile("|".join(sorted(patterns, key=len)))
    assert not [key for key in KEYS if not known.fullmatch(key)]


def test_what_is_asked_for_by_its_name_is_there() -> None:
    tables = "|".join({key.split(".")[0] for key in KEYS})
    for path in sorted(PACKAGE.rglob("*.py")) + sorted(TEMPLATES.glob("*.j2")):
        for key in re.findall(rf'(?<!_)say\("((?:{tables})\.[\w-]+)"[,)]', path.read_text(encoding="utf-8")):
            assert key in KEYS, f"{path.name}: {key}"


def test_a_key_or_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("summary.there-is-no-such-entry")
    with pytest.raises(KeyError):
        say("summary.more", number=1)
