"""The second process of :mod:`.pdf_pages`: a PDF on standard input → what some of its pages hold, on standard output.

python -m pkpu_review.ingest.pdf_second START STOP STEP        as :class:`range` has them
"""

from __future__ import annotations

import gc
import sys

from pkpu_review.ingest.pdf_pages import write_pages

if __name__ == "__main__":
    gc.disable()  # nothing here goes round in circles
    write_pages(sys.stdin.buffer.read(), range(*map(int, sys.argv[1:4])), sys.stdout.buffer)
