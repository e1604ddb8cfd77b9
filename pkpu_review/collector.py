"""Long work → the same work while Python's garbage collector rests.

A regulation is a hundred thousand values that all stay: a collector that looks at each of them again and again
takes a third of the time, and finds nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting() -> Iterator[None]:
    """Let the collector rest inside the ``with`` block, and work again as it did before."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
