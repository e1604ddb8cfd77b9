"""Records (flat dictionaries) → an HTML table for a notebook, or a pandas frame.

The values in :mod:`pkpu_review.model` inherit :class:`Shown`, so that a result at the end of a
notebook cell shows itself. This module knows nothing of regulations: it sits below the model.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # pandas is an optional extra, imported only where it is asked for
    import pandas

SHOWN_ROWS = 40
"""Rows that a notebook shows before it says how many more there are."""


class Shown:
    """Base of the values that show themselves: subclasses give ``_title`` and ``_records``."""

    __slots__ = ()

    def _title(self) -> str:
        raise NotImplementedError

    def _records(self) -> Iterator[Mapping[str, Any]]:
        raise NotImplementedError

    def to_frame(self) -> pandas.DataFrame:
        """Return the records as a :class:`pandas.DataFrame`, one row a record.

        Raises:
            ModuleNotFoundError: pandas is not installed (``pip install "pkpu-review[notebook]"``).
        """
        import pandas

        return pandas.DataFrame.from_records(list(self._records()))

    def _repr_html_(self) -> str:
        return table(self._title(), list(self._records()))


def table(title: str, records: Sequence[Mapping[str, Any]]) -> str:
    """Return *records* as one HTML table with *title* as its caption; every text is escaped."""
    from html import escape

    shown = records[:SHOWN_ROWS]
    columns = list(dict.fromkeys(key for record in shown for key in record))
    head = "".join(f"<th style='text-align:left'>{escape(column)}</th>" for column in columns)
    cell = "<td style='text-align:left;vertical-align:top'>{}</td>"
    body = "".join(
        "<tr>" + "".join(cell.format(escape(_plain(record.get(column)))) for column in columns) + "</tr>"
        for record in shown
    )
    rest = len(records) - len(shown)
    more = f"<p>… dan {rest} baris lagi; <code>.to_frame()</code> memuat semuanya.</p>" if rest > 0 else ""
    caption = f"<caption style='text-align:left'><b>{escape(title)}</b></caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(str(part) for part in value)
    return str(value)
