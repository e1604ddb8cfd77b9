"""All figures of speed and memory → the terminal, and with ``--readme`` the table in README.md.

No figure is a bare time: each is a ratio to a named peer that ran in turns with the toolkit.

usage: python -m tools.bench [--readme] [NAME...]     NAME: pdf, docx, compare, flags, office, pdf-sheets, report
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from tools import bench_compare, bench_docx, bench_flags, bench_office, bench_pdf, bench_report, bench_sheets, readme

HEAD = ("What is measured", "On what", "Result", "Aim")
GROUPS: dict[str, Callable[[], Sequence[tuple[str, str, str, str]]]] = {
    "pdf": bench_pdf.rows,
    "docx": bench_docx.rows,
    "compare": bench_compare.rows,
    "flags": bench_flags.rows,
    "office": bench_office.rows,
    "pdf-sheets": bench_sheets.rows,
    "report": bench_report.rows,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and write the table where it is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--readme", action="store_true")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(GROUPS)}; all where none is named")
    options = parser.parse_args(arguments)
    found = []
    for name in options.names or GROUPS:
        for row in GROUPS[name]():
            print("  ".join(row).rstrip(), flush=True)
            found.append(row)
    if options.readme:
        readme.put("bench", readme.table(HEAD, found))


if __name__ == "__main__":
    main()
