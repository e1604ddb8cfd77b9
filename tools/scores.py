"""All figures by which the toolkit is judged → the terminal, and with ``--readme`` the table in README.md.

usage: python -m tools.scores [--readme]
"""

from __future__ import annotations

import sys

from tools import readme, scores_compare, scores_divisions, scores_follow, scores_norms, scores_structure

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

COMPARED = {"all": "statutes of six articles and more", "tiny": "statutes of two articles"}
NORMS = {"tune": "seen by those who wrote the rules", "report": "kept from them"}
FOLLOWED = {
    "tune": "seen by those who wrote the rules",
    "unseen": "kept from them",
}
SEEDS = 6
"""Versions of each statute."""
PAIRS = {
    "pairs": ("Pairs of provisions, F1", "≥ 0.999"),
    "relation": ("Relation of articles", "≥ 0.999"),
    "change": ("Kind of change", "≥ 0.998"),
    "told": ("Kind of change where there is one", "≥ 0.995"),
    "edits": ("Edits told exactly", "≥ 0.98"),
    "stale": ("Stale references, recall", "≥ 0.98"),
}


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
    for part, material in COMPARED.items():
        for form, result in scores_compare.figures(part, None, SEEDS).items():
            print(f"compare    {part:5s}{form:5s}{scores_compare.line(result)}", flush=True)
            where = f"{result['cases']} made pairs of versions (--hard, .{form}), {material}"
            figures = {
                "pairs": result["pairs"][2],
                **{name: result[name] for name in ("relation", "change", "told", "edits")},
                "stale": result["stale"][1],
            }
            found += [
                (told, where, f"{figures[name]:.4f}", aim if part == "all" else "")
                for name, (told, aim) in PAIRS.items()
                if part == "all" or name in ("pairs", "edits")
            ]
    divisions = scores_divisions.figures()
    print(f"divisions  {scores_divisions.line(divisions)}", flush=True)
    low, high = divisions["interval"]
    material = f"{divisions['articles']} labelled articles, five folds of whole chapters"
    shown = f"{divisions['micro'][2]:.4f} ({low:.3f} to {high:.3f})"
    found += [
        ("Divisions, micro F1 (95 % interval)", material, shown, f"≥ {scores_divisions.MICRO}"),
        ("Divisions, macro F1", material, f"{divisions['macro_f1']:.4f}", f"≥ {scores_divisions.MACRO}"),
    ]
    for part, told in NORMS.items():
        figure = scores_norms.figures(part)
        print(f"norms      {part:7s}{scores_norms.line(figure)}", flush=True)
        material = f"{figure['wanted']:.0f} norms labelled by two readers, {told}"
        found += [
            ("Norms: body and modality, F1", material, f"{figure['f1']:.4f}", "≥ 0.93"),
            ("Norms: deadline", material, f"{figure['deadline']:.4f}", "≥ 0.95"),
        ]
    right, of = scores_follow.first()
    material = f"{of} made proposals, written before any answer, since then seen"
    found.append(("Fate of proposals told right", material, f"{right / of:.4f}", "≥ 0.95"))
    for part, told in FOLLOWED.items():
        figures = scores_follow.figures(part)
        print(f"follow     {part:7s}{scores_follow.line(figures)}", flush=True)
        right, of = figures["all"]
        found.append(("Fate of proposals told right", f"{of} made proposals, {told}", f"{right / of:.4f}", "≥ 0.95"))
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
