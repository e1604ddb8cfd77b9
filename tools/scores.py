"""All figures by which the toolkit is judged → the terminal, and with ``--readme`` the table in README.md.

usage: python -m tools.scores [--readme]
"""

from __future__ import annotations

import sys

from tools import readme, scores_compare, scores_divisions, scores_structure

HEAD = ("What is measured", "On what", "Result", "Aim")


def rows() -> list[tuple[str, str, str, str]]:
    """Return what was measured, on what, the figure and the aim, as text; each group is also printed as it is done."""
    structure = scores_structure.figures()
    for part, figure in structure.items():
        print(f"structure  {part:13s}{scores_structure.line(figure)}", flush=True)
    born, everything = structure["born-digital"], structure["all"]
    found = [
        (
            "Text of provisions, F1",
            f"{born['documents']} born-digital statutes",
            f"{born['text'][2]:.4f}",
            "≥ 0.95",
        ),
        ("Text of provisions, F1", f"all {everything['documents']} statutes", f"{everything['text'][2]:.4f}", ""),
        ("Ids of provisions, F1", f"all {everything['documents']} statutes", f"{everything['ids'][2]:.4f}", ""),
        (
            "Exact set of articles",
            f"all {everything['documents']} statutes",
            f"{everything['exact_article_sets']} of {everything['documents']}",
            "≥ 48",
        ),
    ]
    compared = scores_compare.figures()
    print(f"compare    {scores_compare.line(compared)}", flush=True)
    material = f"{compared['cases']} made pairs of versions (--hard)"
    found += [
        ("Pairs of provisions, F1", material, f"{compared['pairs'][2]:.4f}", "≥ 0.98"),
        ("Edits told exactly", material, f"{compared['edits']:.4f}", "≥ 0.85"),
    ]
    divisions = scores_divisions.figures()
    for part, figure in divisions.items():
        print(
            f"divisions  {part:13s}{figure['articles']} articles: micro F1 {figure['micro'][2]:.4f}, "
            f"macro F1 {figure['macro_f1']:.4f}",
            flush=True,
        )
    found += [
        (
            "Divisions, micro F1",
            f"all {divisions['all']['articles']} labelled articles",
            f"{divisions['all']['micro'][2]:.4f}",
            "≥ 0.65",
        ),
        (
            "Divisions, micro F1",
            f"{divisions['report']['articles']} of them, kept from those who wrote the rules",
            f"{divisions['report']['micro'][2]:.4f}",
            "",
        ),
    ]
    return found


def main(arguments: list[str]) -> None:
    """Measure, print, and write the table where *arguments* ask for it."""
    try:
        table = readme.table(HEAD, rows())
    except FileNotFoundError as error:
        sys.exit(f"The labelled documents stand beside the project and are not there: {error}")
    print(f"\n{table}", end="")
    if "--readme" in arguments:
        readme.put("scores", table)


if __name__ == "__main__":
    main(sys.argv[1:])
