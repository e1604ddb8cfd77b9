"""Two numbers of one unit → the arithmetic between them in words, and numbers as Indonesian texts print them."""

from __future__ import annotations

from decimal import Decimal

RUPIAH = "rupiah"
PERCENT = "%"
MOST_PLACES = 6
"""Decimals that are printed of a number, at most."""
_POINTS = "poin persen"


def figure(value: Decimal) -> str:
    """Return *value* with dots between thousands and a comma before decimals: ``1.234,5``."""
    text = f"{value:,.{MOST_PLACES}f}".rstrip("0").rstrip(".")
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def told(value: Decimal, unit: str) -> str:
    """Return *value* with its unit: ``Rp1.500.000``, ``2 %``, ``3 rangkap``."""
    if unit == RUPIAH:
        return f"Rp{figure(value)}"
    return f"{figure(value)} {unit}".strip()


def difference(old: Decimal, new: Decimal, unit: str) -> str:
    """Return what lies between two values of one unit: ``+Rp500.000 (+50 %)``; empty where they are the same."""
    step = new - old
    if not step:
        return ""
    sign = "+" if step > 0 else "−"
    size = told(abs(step), _POINTS if unit == PERCENT else unit)
    if not old:
        return f"{sign}{size}"
    share = abs(step) * 100 / abs(old)
    return f"{sign}{size} ({sign}{figure(round(share, 1))} %)"
