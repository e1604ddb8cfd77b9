"""How long it takes to compare two long versions, beside redlines and difflib on the same texts.

The versions are made of sentences of the corpus, in each of which some words give way to others, so that no two
articles are alike: 300 articles, 54,000 words. The new version has articles inserted, removed, moved and reworded,
303 in all; numbers and references follow. The toolkit compares what was read of both; redlines marks the words of the
one running text against the other; difflib.HtmlDiff sets the lines side by side. All run in one process, by turns.
The whole road, both files read twice and the proof made, is timed as well. difflib works on lines, so that it depends
on how the words are set: articles of one paragraph, and articles of five ayat, are two measurements.

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

from pkpu_review.compare import compare
from pkpu_review.ingest import read
from pkpu_review.review import comparison
from tools.corpus import families, versions

ARTICLES = 300
SHAPES = {"articles of one paragraph": 1, "articles of five ayat": 5}
INSERTED, REMOVED, MOVED, REWORDED = 6, 3, 3, 20
WORDS = 180
"""Words of an article."""
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


def make(paragraphs: int, count: int = ARTICLES) -> tuple[str, str]:
    """Return two versions of *count* articles of so many ayat (the new one a hundredth longer), always the same."""
    size = WORDS // paragraphs
    dice = random.Random(count)  # noqa: S311 (the same texts at every call)
    texts = [block.text for family in families() for version in versions(family) for block in version.draft().blocks]
    words = [word for text in texts for word in text.split() if word.isalpha() and word.islower() and word != "ayat"]

    def sentence(names: int) -> str:
        start = dice.randrange(len(words) - size)
        chosen = words[start : start + size]
        for place in dice.sample(range(size), int(STRANGE * size)):
            chosen[place] = dice.choice(words)
        if names and dice.random() < 0.2:
            chosen[size // 2 : size // 2] = (
                f"sebagaimana dimaksud dalam Pasal @{dice.randrange(names)}@ ayat (1)".split()
            )
        return f"{' '.join(chosen).capitalize()}."

    old: list[Article] = [(name, [sentence(count) for _ in range(paragraphs)]) for name in range(count)]
    new = [(name, list(ayat)) for name, ayat in old]
    scale = count / ARTICLES
    for _ in range(round(REMOVED * scale)):
        del new[dice.randrange(len(new))]
    for _ in range(round(MOVED * scale)):
        new.insert(dice.randrange(len(new)), new.pop(dice.randrange(len(new))))
    for _ in range(round(REWORDED * scale)):
        ayat = dice.choice(new)[1]
        place = dice.randrange(paragraphs)
        spoken = ayat[place].split()
        spoken[3:6] = [dice.choice(words) for _ in range(4)]
        ayat[place] = " ".join(spoken)
    for extra in range(round(INSERTED * scale)):
        new.insert(dice.randrange(len(new)), (count + extra, [sentence(0) for _ in range(paragraphs)]))
    return _printed(old, old), _printed(new, old)


def _printed(articles: list[Article], before: list[Article]) -> str:
    numbers = {name: number for number, (name, _) in enumerate(before, 1)}
    numbers |= {name: number for number, (name, _) in enumerate(articles, 1)}
    lines = [HEAD]
    for number, (_, ayat) in enumerate(articles, 1):
        lines.append(f"\nPasal {number}")
        lines += [f"({place}) {text}" for place, text in enumerate(ayat, 1)] if len(ayat) > 1 else ayat
    return _REFERENCE.sub(lambda match: f"Pasal {numbers[int(match[1])]}", "\n".join(lines)) + "\n"


def rows() -> list[tuple[str, str, str, str]]:
    """Measure, and return what was measured, on what, the figure and the aim, as text."""
    with tempfile.TemporaryDirectory() as name:
        return [row for shape, paragraphs in SHAPES.items() for row in _measured(Path(name), shape, paragraphs)]


def _measured(folder: Path, shape: str, paragraphs: int) -> list[tuple[str, str, str, str]]:
    from redlines import Redlines

    texts = make(paragraphs)
    paths = _written(folder, texts)
    lines = [text.splitlines() for text in texts]
    done = _by_turns(
        {
            "ours": _comparing(paths),
            "road": lambda: comparison(*paths),
            "redlines": lambda: Redlines(*texts).output_markdown,
            "difflib": lambda: difflib.HtmlDiff().make_table(lines[0], lines[1]),
        }
    )
    longer = _comparing(_written(folder, make(paragraphs, 10 * ARTICLES)))
    grown = _by_turns({"ours": _comparing(paths), "tenfold": longer})
    counts = [sum(line.startswith("Pasal ") for line in side) for side in lines]
    where = f"{counts[0]} against {counts[1]} {shape}, {len(texts[0].split()):,} words, median of {RUNS}"
    times = {name: done[name] / done["ours"] for name in ("redlines", "difflib")}
    return [
        ("Comparing two versions", where, f"{done['ours']:.2f} s", ""),
        ("redlines, times as long", where, f"{times['redlines']:.0f}", f"≥ {REDLINES}"),
        ("difflib.HtmlDiff, times as long", where, f"{times['difflib']:.1f}", f"≥ {HTML_DIFF}"),
        ("redlines, times as long as reading twice and proof too", where, f"{done['redlines'] / done['road']:.0f}", ""),
        ("Ten times the articles, times as long", where, f"{grown['tenfold'] / grown['ours']:.1f}", f"≤ {GROWTH}"),
    ]


def _written(folder: Path, texts: tuple[str, str]) -> tuple[Path, Path]:
    paths = tuple(folder / f"{len(text)}-{side}.txt" for text, side in zip(texts, ("lama", "baru"), strict=True))
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8", newline="\n")
    return paths[0], paths[1]


def _comparing(paths: tuple[Path, Path]) -> Callable[[], object]:
    old, new = (read(path) for path in paths)
    return lambda: compare(old, new)


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
