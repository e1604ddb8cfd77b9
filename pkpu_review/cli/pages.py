"""``--page N|DARI-SAMPAI`` on the command line → first and last page."""

from __future__ import annotations

import re
from typing import Any

import click

_SPAN = re.compile(r"(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?")


class Pages(click.ParamType[tuple[int, int]]):
    """One page, or the first and the last of several, counted from 1."""

    name = "pages"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        if isinstance(value, tuple):
            return value
        match = _SPAN.fullmatch(str(value).strip())
        first = int(match[1]) if match else 0
        last = int(match[2] or match[1]) if match else 0
        if not 1 <= first <= last:
            self.fail(f"{value!r} bukan halaman: tulis satu nomor (3) atau dua (3-5).", param, ctx)
        return first, last
