"""Values of JSON that may come from anywhere → the same values, of the kind that they should be; or an error.

Who reads a stored comparison, regulation or list of remarks (:mod:`.stored`, :mod:`.whole`, :mod:`.remarks_stored`)
takes its parts through these, and turns the errors into one sentence for the reader.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any


def of_kind(value: Any, kind: Any) -> Any:
    """Return *value* if it is an instance of *kind*, a class or several.

    Raises:
        TypeError: it is not.
    """
    if not isinstance(value, kind):
        raise TypeError(type(value).__name__)
    return value


def count(value: Any, least: int = 0) -> int:
    """Return *value* if it is a whole number from *least* on; true and false are none.

    Raises:
        ValueError: it is not.
    """
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise ValueError(value)
    return value


def one_of(value: Any, known: Collection[Any]) -> Any:
    """Return *value* if it is among *known*.

    Raises:
        ValueError: it is not.
    """
    if value not in known:
        raise ValueError(value)
    return value
