"""A Markdown table → its place in README.md, between the two comments that bear its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def put(name: str, text: str, path: Path = README) -> None:
    """Put *text* with today's date between ``<!-- NAME -->`` and ``<!-- /NAME -->``.

    Raises:
        ValueError: the comments do not stand there, once each.
    """
    start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    whole = path.read_text(encoding="utf-8")
    if whole.count(start) != 1 or whole.count(end) != 1:
        raise ValueError(f"{path.name} needs {start.strip()} and {end}, once each")
    today = date.today().isoformat()  # noqa: DTZ011  # the day where it was measured
    new = re.sub(
        f"{re.escape(start)}.*?{re.escape(end)}", lambda _: f"{start}{text}\n{today}\n{end}", whole, flags=re.DOTALL
    )
    path.write_text(new, encoding="utf-8", newline="\n")
