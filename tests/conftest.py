"""Fixtures and options that all tests share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import is_hypothesis_test as is_property

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"
TOOLS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "chromedriver": ("chromedriver",),
    "libreoffice": ("soffice", "libreoffice"),
    "pdftoppm": ("pdftoppm",),
    "tesseract": ("tesseract",),
}
"""What tests may ask for, and the programs that will do."""

CHROMIUM_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)
"""Flags for a browser that opens local files and speaks to nobody; give it a fresh --user-data-dir too."""


# What lets a change in or keeps it out must say the same twice: a test that draws other examples each time fails one
# day for a mistake that was there long before, and the next run hides it again. So `make test` draws the same examples
# every time (a changed test draws new ones), keeps none between runs, and never fails because a machine was slow.
settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# New mistakes are looked for apart from that, by `make explore`; what it finds is pinned as an @example of every run.
settings.register_profile("explore", settings.get_profile("same"), derandomize=False, print_blob=True)
settings.load_profile("same")

EXPLORED = int(os.environ.get("PKPU_EXPLORED", "20"))
"""How many times its usual number of examples each property gets under the profile "explore"."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Under "explore", widen what the properties say of themselves: their own numbers outrank those of a profile."""
    if config.getoption("--hypothesis-profile") != "explore":
        return
    tests = {getattr(item.obj, "__func__", item.obj) for item in items if isinstance(item, pytest.Function)}
    for test in filter(is_property, tests):
        own = test._hypothesis_internal_use_settings  # the settings that hypothesis and its plugin read themselves
        test._hypothesis_internal_use_settings = settings(
            own, max_examples=own.max_examples * EXPLORED, derandomize=False, deadline=None
        )


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew", action="store_true", help="write the expected outputs in tests/cases anew; read the diff"
    )


def absent(reason: str) -> None:
    """Skip the test, saying *reason*; where PKPU_REQUIRE_ALL is set, fail it."""
    if os.environ.get("PKPU_REQUIRE_ALL"):
        pytest.fail(f"{reason} (PKPU_REQUIRE_ALL)")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def require() -> Callable[[str], str]:
    """``require("chromium")`` returns the path of the program, or skips the test where there is none."""

    def find(tool: str) -> str:
        for name in TOOLS[tool]:
            path = shutil.which(name)
            if path:
                return path
        absent(f"{tool} is not installed")
        raise AssertionError("not reached")

    return find


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of documents beside the project; the test skips where it is not there."""
    folder = ROOT.parent / "shared"
    if not (folder / "real").is_dir():
        pytest.skip("../shared is not there")
    return folder


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The sample drafts."""
    return ROOT / "corpus"


@dataclass(frozen=True)
class Ran:
    """What a command gave: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str


Cli = Callable[..., Ran]


@pytest.fixture
def cli(capsysbinary: pytest.CaptureFixture[bytes]) -> Cli:
    """``cli("read", path)`` runs the command in this process."""
    from pkpu_review.cli import main

    def run(*arguments: str | Path) -> Ran:
        capsysbinary.readouterr()
        with pytest.raises(SystemExit) as end:
            main([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        assert isinstance(end.value.code, int)
        return Ran(int(end.value.code), out.decode("utf-8"), err.decode("utf-8"))

    return run


@pytest.fixture
def same_as(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """``same_as(text, "read/list.txt")`` compares *text* with that file in tests/cases.

    With ``--renew`` it writes the file instead: the one way to renew expected outputs.
    """

    def check(text: str, name: str) -> None:
        path = CASES / name
        if request.config.getoption("--renew"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        assert path.exists(), f"{name} does not exist yet: run pytest with --renew, and read what it wrote"
        assert text == path.read_text(encoding="utf-8")

    return check
