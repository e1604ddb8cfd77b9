"""Imports point downwards only; read from the source, imports inside functions too."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "pkpu_review"
LAYERS = (
    ("__main__",),
    ("cli",),
    ("batch", "explaining", "inventory", "following"),
    ("review",),
    ("folders",),
    ("ingest", "compare", "annotate", "check", "report", "collect"),
    ("lexis",),
    ("knowledge",),
    ("model",),
    ("ids", "tags", "show", "garbage", "opc"),
    ("errors", "__init__"),
)
"""From top to bottom. A module may import what stands below its own line, never its neighbour."""
FACADE = {"__init__": {"model", "review", "report", "explaining", "following", "inventory"}}
"""What the verbs may import inside their functions (nothing loads with the package itself)."""

HEAVY = (
    "spacy", "pandas", "numpy", "pdfplumber", "pypdfium2", "PIL", "docx", "lxml", "openpyxl", "rapidfuzz", "xlsxwriter",
    "rich",
)  # fmt: skip


def unit(path: Path) -> str:
    """Return the part of the house in which *path* stands: a room, or a module beside the rooms."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def depth(name: str) -> int:
    return next(place for place, names in enumerate(LAYERS) if name in names)


def imported(source: str, here: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """Yield (unit, inside a function) for every import of the package's own modules in *source*.

    *here* is the module's package, as parts, for relative imports.
    """

    def visit(node: ast.AST, inside: bool) -> Iterator[tuple[str, bool]]:
        for child in ast.iter_child_nodes(node):
            deeper = inside or isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
            targets: list[list[str]] = []
            if isinstance(child, ast.Import):
                targets = [alias.name.split(".") for alias in child.names]
            elif isinstance(child, ast.ImportFrom):
                base = [*here[: len(here) - child.level + 1]] if child.level else []
                base += child.module.split(".") if child.module else []
                targets = [[*base, alias.name] for alias in child.names]
            for target in targets:
                if target[0] == "pkpu_review":
                    known = len(target) > 1 and any(target[1] in names for names in LAYERS)
                    yield (target[1] if known else "__init__"), deeper
            yield from visit(child, deeper)

    yield from visit(ast.parse(source), False)


def faults(name: str, source: str, here: tuple[str, ...] = ("pkpu_review",)) -> list[str]:
    """Return the imports in *source* (of the unit *name*) that point upwards or sideways."""
    wrong = []
    for target, inside in imported(source, here):
        if target == name or depth(target) > depth(name):
            continue
        if inside and target in FACADE.get(name, set()):
            continue
        wrong.append(f"{name} imports {target}")
    return wrong


SOURCES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_downwards(path: Path) -> None:
    here = ("pkpu_review", *path.relative_to(PACKAGE).parts[:-1])
    source = path.read_text(encoding="utf-8")
    if unit(path) == "__init__":  # what stands under TYPE_CHECKING never runs
        source = source.replace("if TYPE_CHECKING:", "def _types():")
    assert faults(unit(path), source, here) == []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("ingest", "from pkpu_review.compare import compare"),
        ("ingest", "from pkpu_review import annotate"),
        ("ingest", "import pkpu_review.report.save"),
        ("compare", "def f():\n    from pkpu_review.ingest import read"),
        ("lexis", "from pkpu_review.ingest.lines import Line"),
        ("model", "from pkpu_review import review"),
        ("report", "from ..batch import run"),
        ("errors", "import pkpu_review.model"),
        ("__init__", "from pkpu_review.review import review"),
    ],
)
def test_the_rule_sees_a_wrong_import(name: str, source: str) -> None:
    assert faults(name, source, ("pkpu_review", name)) != []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("ingest", "from pkpu_review.model import Line\nfrom pkpu_review.ingest.lines import Line\nimport re"),
        ("review", "def f():\n    from pkpu_review.compare import compare"),
        ("cli", "from pkpu_review import DEFAULT_LINE_UP, __version__"),
        ("report", "from .sheet import Row"),
    ],
)
def test_the_rule_lets_a_right_import_pass(name: str, source: str) -> None:
    assert faults(name, source, ("pkpu_review", name)) == []


def test_every_module_has_its_place() -> None:
    placed = {name for names in LAYERS for name in names}
    assert {unit(path) for path in SOURCES} <= placed


def loaded(code: str) -> set[str]:
    """Return the heavy libraries that are loaded after *code* has run in a fresh Python."""
    check = f"{code}\nimport sys\nprint(*sorted({{name.partition('.')[0] for name in sys.modules}} & set({HEAVY!r})))"
    run = subprocess.run([sys.executable, "-c", check], capture_output=True, encoding="utf-8", check=True)
    return set(run.stdout.splitlines()[-1].split()) if run.stdout.strip() else set()


def test_help_loads_no_heavy_library() -> None:
    code = (
        "from pkpu_review.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit as end:\n    assert not end.code"
    )
    assert loaded(code) == set()


def test_importing_the_package_loads_no_heavy_library() -> None:
    verbs = "pr.read, pr.compare, pr.flag, pr.review, pr.write, pr.collect, pr.follow"
    assert loaded(f"import pkpu_review as pr\n{verbs}\nprint()") == set()


def test_verbs_stay_functions_when_the_rooms_are_loaded() -> None:
    code = (
        "import pkpu_review as pr, pkpu_review.compare, pkpu_review.review, types\n"
        "assert isinstance(pr.compare, types.FunctionType)\nassert isinstance(pr.review, types.FunctionType)\n"
        "from pkpu_review.review import join\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
