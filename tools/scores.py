"""All figures by which the toolkit is judged → the terminal, and with ``--readme`` the table in README.md.

usage: python -m tools.scores [--readme]
"""

from __future__ import annotations

import sys

from tools import readme, scores_compare, scores_divisions, scores_structure

HEAD = ("What is measured", "On what", "Result", "Aim")

GROUPS = {
    "born-digital": "born-digital statutes",
    "good-layer": "page images with a good OCR layer",
    "poor-layer": "page images with a poor one (two hold none of the rows)",
}
MEASURES = {
    "text": "Text of provisions, F1",
    "ids": "Ids of provisions, F1",
    "headings": "Headings, F1",
    "exact_article_sets": "Exact set of articles",
}
STRUCTURE = {
    "born-digital": {"text": "≥ 0.988", "ids": "≥ 0.995", "headings": "≥ 0.996", "exact_article_sets": "≥ 43"},
    "good-layer": {"text": "≥ 0.88", "ids": "≥ 0.92"},
    "poor-layer": {"text": "≥ 0.75"},
}
"""Group → what is measured of it, and the aim."""


def rows() -> list[tuple[str, str, str, str]]:
    """Return what was measured, on what, the figure and the aim, as text; each group is also printed as it is done."""
    structure = scores_structure.figures()
    for part, figure in structure.items():
        print(f"structure  {part:13s}{scores_structure.line(figure)}", flush=True)
    found = []
    for part, measured in STRUCTURE.items():
        figure = structure[part]
        for name, told in MEASURES.items():
            aim = measured.get(name, "")
            if aim:
                value = figure[name][2] if name != "exact_article_sets" else figure[name]
                shown = f"{value:.4f}" if isinstance(value, float) else f"{value} of {figure['documents']}"
                found.append((told, f"{figure['documents']} {GROUPS[part]}", shown, aim))
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
