"""All figures by which the toolkit is judged → the terminal, and with ``--readme`` the table in README.md.

usage: python -m tools.scores [--readme]
"""

from __future__ import annotations

import sys

from tools import readme, scores_compare, scores_divisions, scores_structure

HEAD = ("Yang diukur", "Bahan", "Hasil", "Sasaran")


def rows() -> list[tuple[str, str, str, str]]:
    """Return what was measured, on what, the figure and the aim, as text; each group is also printed as it is done."""
    structure = scores_structure.figures()
    for part, figure in structure.items():
        print(f"structure  {part:13s}{scores_structure.line(figure)}", flush=True)
    born, everything = structure["born-digital"], structure["all"]
    found = [
        (
            "Teks ketentuan, F1",
            f"{born['documents']} undang-undang berlapis teks asli",
            f"{born['text'][2]:.4f}",
            "≥ 0,95",
        ),
        ("Teks ketentuan, F1", f"semua {everything['documents']} undang-undang", f"{everything['text'][2]:.4f}", ""),
        ("Id ketentuan, F1", f"semua {everything['documents']} undang-undang", f"{everything['ids'][2]:.4f}", ""),
        (
            "Himpunan pasal tepat",
            f"semua {everything['documents']} undang-undang",
            f"{everything['exact_article_sets']} dari {everything['documents']}",
            "≥ 48",
        ),
    ]
    compared = scores_compare.figures()
    print(f"compare    {scores_compare.line(compared)}", flush=True)
    material = f"{compared['cases']} pasang versi buatan (--hard)"
    found += [
        ("Pasangan ketentuan, F1", material, f"{compared['pairs'][2]:.4f}", "≥ 0,98"),
        ("Perubahan kata yang tepat", material, f"{compared['edits']:.4f}", "≥ 0,85"),
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
            "Divisi, F1 mikro",
            f"semua {divisions['all']['articles']} pasal berlabel",
            f"{divisions['all']['micro'][2]:.4f}",
            "≥ 0,65",
        ),
        (
            "Divisi, F1 mikro",
            f"{divisions['report']['articles']} di antaranya, tidak dipakai saat menyusun aturan",
            f"{divisions['report']['micro'][2]:.4f}",
            "",
        ),
    ]
    return [(what, material, figure.replace(".", ","), aim) for what, material, figure, aim in found]


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
