"""How long it takes to compare two long versions, beside redlines and difflib on the same texts.

The versions are made of sentences of the corpus, in each of which some words give way to others, so that no two
articles are alike: 300 articles with their ayat, 54,000 words. The new version has articles inserted, removed,
moved and reworded, 303 in all; numbers and references follow. The toolkit reads both texts and compares them, with
its proof; redlines marks the words of the one running text against the other; difflib.HtmlDiff sets the lines side
by side. All run in one process, by turns.

usage: python -m tools.bench_compare
"""

from __future__ import annotations

import difflib
import random
import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tools.corpus import families, versions

ARTICLES, PARAGRAPHS = 300, 5
INSERTED, REMOVED, MOVED, REWORDED = 6, 3, 3, 20
WORDS = 36
"""Words of an ayat."""
STRANGE = 0.25
"""Part of the words of a sentence that give way to others."""
RUNS = 5
REDLINES, HTML_DIFF = 40, 2
"""How many times as fast as redlines, and as difflib.HtmlDiff."""
GROWTH = 15
"""How many times as long ten times the articles may take."""
HEAD = (
    "RANCANGAN\nPERATURAN KOMISI PEMILIHAN UMUM\nTENTANG\nNASKAH PANJANG\n\nDENGAN RAHMAT TUHAN YANG MAHA ESA\n\n"
    "Menimbang : bahwa perlu naskah yang panjang;\n"
    "Mengingat : Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum;\n\n"
    "MEMUTUSKAN:\nMenetapkan : PERATURAN KOMISI PEMILIHAN UMUM TENTANG NASKAH PANJANG.\n"
)
_REFERENCE = re.compile(r"\bPasal @(\d+)@")

Article = tuple[int, list[str]]
"""A name that stays with the article whatever its number, and its ayat."""


def make(count: int = ARTICLES) -> tuple[str, str]:
    """Return two versions of *count* articles (the new one a hundredth longer), the same at every call."""
    dice = random.Random(count)  # noqa: S311 (the same texts at every call)
    texts = [block.text for family in families() for version in versions(family) for block in version.draft().blocks]
    words = [word for text in texts for word in text.split() if word.isalpha() and word.islower() and word != "ayat"]

    def sentence(names: int) -> str:
        start = dice.randrange(len(words) - WORDS)
        chosen = words[start : start + WORDS]
        for place in dice.sample(range(WORDS), int(STRANGE * WORDS)):
            chosen[place] = dice.choice(words)
        if names and dice.random() < 0.2:
            chosen[WORDS // 2 : WORDS // 2] = (
                f"sebagaimana dimaksud dalam Pasal @{dice.randrange(names)}@ ayat (1)".split()
            )
        return f"{' '.join(chosen).capitalize()}."

    old: list[Article] = [(name, [sentence(count) for _ in range(PARAGRAPHS)]) for name in range(count)]
    new = [(name, list(ayat)) for name, ayat in old]
    scale = count / ARTICLES
    for _ in range(round(REMOVED * scale)):
        del new[dice.randrange(len(new))]
    for _ in range(round(MOVED * scale)):
        new.insert(dice.randrange(len(new)), new.pop(dice.randrange(len(new))))
    for _ in range(round(REWORDED * scale)):
        ayat = dice.choice(new)[1]
        place = dice.randrange(PARAGRAPHS)
        spoken = ayat[place].split()
        spoken[3:6] = [dice.choice(words) for _ in range(4)]
        ayat[place] = " ".join(spoken)
    for extra in range(round(INSERTED * scale)):
        new.insert(dice.randrange(len(new)), (count + extra, [sentence(0) for _ in range(PARAGRAPHS)]))
    return _printed(old, old), _printed(new, old)


def _printed(articles: list[Article], before: list[Article]) -> str:
    numbers = {name: number for number, (name, _) in enumerate(before, 1)}
    numbers |= {name: number for number, (name, _) in enumerate(articles, 1)}
    lines = [HEAD]
    for number, (_, ayat) in enumerate(articles, 1):
        lines.append(f"\nPasal {number}")
        lines += [f"({place}) {text}" for place, text in enumerate(ayat, 1)]
    return _REFERENCE.sub(lambda match: f"Pasal {numbers[int(match[1])]}", "\n".join(lines)) + "\n"


def rows() -> list[tuple[str, str, str, str]]:
    """Measure, and return what was measured, on what, the figure and the aim, as text."""
    from redlines import Redlines

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = make()
        ours = _comparing(folder, "biasa", texts)
        lines = [text.splitlines() for text in texts]
        done = _by_turns(
            {
                "ours": ours,
                "redlines": lambda: Redlines(*texts).output_markdown,
                "difflib": lambda: difflib.HtmlDiff().make_table(lines[0], lines[1]),
            }
        )
        longer = _by_turns({"ours": ours, "tenfold": _comparing(folder, "panjang", make(10 * ARTICLES))})
    counts = [sum(line.startswith("Pasal ") for line in side) for side in lines]
    where = f"{counts[0]} against {counts[1]} articles, {len(texts[0].split()):,} words, median of {RUNS}"
    return [
        ("Comparing two texts, reading and proof included", where, f"{done['ours']:.2f} s", ""),
        ("redlines, times as long", where, f"{done['redlines'] / done['ours']:.0f}", f"≥ {REDLINES}"),
        ("difflib.HtmlDiff, times as long", where, f"{done['difflib'] / done['ours']:.1f}", f"≥ {HTML_DIFF}"),
        ("Ten times the articles, times as long", where, f"{longer['tenfold'] / longer['ours']:.1f}", f"≤ {GROWTH}"),
    ]


def _comparing(folder: Path, name: str, texts: tuple[str, str]) -> Callable[[], object]:
    from pkpu_review.review import comparison

    paths = [folder / f"{name}-{side}.txt" for side in ("lama", "baru")]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8", newline="\n")
    return lambda: comparison(paths[0], paths[1])


def _by_turns(calls: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Return the median seconds of each call; every one is made once before."""
    taken: dict[str, list[float]] = {name: [] for name in calls}
    for turn in range(RUNS + 1):
        for name, call in calls.items():
            start = time.perf_counter()
            call()
            if turn:
                taken[name].append(time.perf_counter() - start)
    return {name: median(seconds) for name, seconds in taken.items()}


if __name__ == "__main__":
    for row in rows():
        print(*row, sep="  ")
