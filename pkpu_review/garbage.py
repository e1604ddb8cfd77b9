"""Long work → the same work while Python's garbage collector rests.

A regulation is a hundred thousand values that all stay: a collector that looks at each of them again and again
takes a third of the time, and finds nothing.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 50_000
"""Values made from which the collector looks through the youngest of them; Python itself says 700."""


def seldom() -> None:
    """Let the collector work seldom in a process that runs one command, and not when it ends.

    It would look a dozen times at the modules that are being loaded, and once more at everything before the process
    lets it go.
    """
    gc.set_threshold(SELDOM)
    atexit.register(gc.freeze)


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
