"""The second process of :mod:`.pdf_shared`: a PDF on standard input → what some pages hold, on standard output.

The first line says which pages: START STOP STEP, as :class:`range` has them. Nobody may ask for any: then it ends.
"""

from __future__ import annotations

import gc
import sys

from pkpu_review.ingest.pdf_pages import write_pages

if __name__ == "__main__":
    gc.disable()  # nothing here goes round in circles
    if asked := sys.stdin.buffer.readline().split():
        write_pages(sys.stdin.buffer.read(), range(*map(int, asked)), sys.stdout.buffer)
