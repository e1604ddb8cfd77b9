"""The Word file with tracked changes in a real office program: LibreOffice accepts and rejects all of them."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from pkpu_review.compare import compare
from pkpu_review.ingest import read
from pkpu_review.model import Comparison, Provision, Regulation, Review
from pkpu_review.report.word.tracked import tracked
from tests.compare.drafts import article, draft, table
from tests.report.test_tracked import RANPERDA, STATES, Block, expected, settled, tree

MACRO = """
Sub Settle(folder As String, names As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim how(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  how(0).Name = "FilterName"
  how(0).Value = "MS Word 2007 XML"
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  For Each name In Split(names, " ")
    For Each state In Array("original", "final")
      document = StarDesktop.loadComponentFromURL(folder & "/" & name & ".docx", "_blank", 0, hidden())
      command = ".uno:AcceptAllTrackedChanges"
      If state = "original" Then command = ".uno:RejectAllTrackedChanges"
      dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
      document.storeToURL(folder & "/" & name & "-" & state & ".docx", how())
      document.close(True)
    Next
  Next
End Sub
"""
LIBRARY = {
    "script.xlc": (
        '<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">'
        '<library:libraries xmlns:library="http://openoffice.org/2000/library" '
        'xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard" '
        'xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/></library:libraries>'
    ),
    "Standard/script.xlb": (
        '<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">'
        '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
        'library:readonly="false" library:passwordprotected="false"><library:element library:name="Module1"/>'
        "</library:library>"
    ),
    "Standard/Module1.xba": (
        '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">'
        '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" '
        f'script:language="StarBasic">{escape(MACRO)}</script:module>'
    ),
}
"""The macro, as a user profile holds it."""


@dataclass(frozen=True)
class Office:
    """LibreOffice with a profile of its own."""

    program: str
    profile: Path

    def run(self, *arguments: str) -> None:
        """Start it, and wait until it ends."""
        environment = [f"-env:UserInstallation={self.profile.as_uri()}", "--headless", "--norestore"]
        subprocess.run([self.program, *environment, *arguments], check=True, timeout=300, capture_output=True)

    def settle(self, comparisons: Sequence[Comparison], folder: Path) -> None:
        """Check that accepting (rejecting) all changes of each gives the new (old) version, paragraph by paragraph."""
        names = [f"naskah{place}" for place in range(len(comparisons))]
        for name, comparison in zip(names, comparisons, strict=True):
            (folder / f"{name}.docx").write_bytes(tracked(comparison))
        self.run(f'macro:///Standard.Module1.Settle("{folder.as_uri()}","{" ".join(names)}")')
        for name, comparison in zip(names, comparisons, strict=True):
            for state, version in zip(STATES, (comparison.old, comparison.new), strict=True):
                content = (folder / f"{name}-{state}.docx").read_bytes()
                assert paragraphs(settled(content, "final")) == paragraphs(expected(version)), (name, state)
                assert paragraphs(settled(content, "original")) == paragraphs(settled(content, "final"))


def paragraphs(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks; the empty paragraph behind a last table, which a document must have, left out."""
    found = list(blocks)
    return found[:-1] if found and found[-1] == "" else found


@pytest.fixture(scope="module")
def office(require: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice with the macro; it is started once before, for it makes its profile anew."""
    made = Office(require("libreoffice"), tmp_path_factory.mktemp("profil"))
    made.run("--terminate_after_init")
    for name, content in LIBRARY.items():
        path = made.profile / "user" / "basic" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{content}', encoding="utf-8", newline="\n")
    return made


def both_ways(old: Regulation, new: Regulation) -> tuple[Comparison, Comparison]:
    return compare(old, new), compare(new, old)


@pytest.mark.slow
def test_real_versions_are_settled(office: Office, shared: Path, tmp_path: Path) -> None:
    drafts = shared / "real" / "drafts"
    versions = [read(drafts / f"ranperda-bantuan-hukum-v{number}.pdf") for number in RANPERDA]
    pairs = [one for old, new in pairwise(versions) for one in both_ways(old, new)]
    office.settle([*pairs, compare(read(drafts / "ranperda-katingan-2022.docx"), versions[0])], tmp_path)


@pytest.mark.slow
def test_versions_of_the_corpus_are_settled_and_read_back(office: Office, corpus: Path, tmp_path: Path) -> None:
    pairs: list[Comparison] = []
    for folder in ("perlengkapan-pemungutan", "tahapan-jadwal"):
        old, new = (read(path) for path in sorted((corpus / folder).glob("v*.docx")))
        pairs += both_ways(old, new)
    office.settle(pairs, tmp_path)
    for place, pair in enumerate(pairs):
        for state, version in zip(STATES, (pair.old, pair.new), strict=True):
            assert tree(read(tmp_path / f"naskah{place}-{state}.docx")) == tree(version)


@pytest.mark.slow
def test_tables_and_hostile_text_are_settled(office: Office, review: Review, tmp_path: Path) -> None:
    assert review.comparison is not None
    head, *rows = ("No.", "Barang"), ("1", "Kotak suara"), ("2", "Bilik"), ("3", "Tinta")
    old = draft(article(1, "Satu ketentuan."), table(head, *rows))
    versions = [
        draft(article(1, "Satu ketentuan."), table(head, rows[0], ("2", "Segel"), rows[2], ("4", "Paku"))),
        draft(article(1, "Satu ketentuan."), article(2, "Ketentuan lain yang baru.")),
        draft(table(("No.", "Barang", "Satuan"), ("1", "Kotak suara", "buah"))),
        draft(table(head, *reversed(rows)), article(1, "Satu ketentuan yang berbeda."), article(2, "Dua.")),
    ]
    pairs = [pair for new in versions for pair in both_ways(old, new)]
    office.settle([review.comparison, *pairs], tmp_path)


@pytest.mark.slow
def test_random_versions_are_settled(office: Office, tmp_path: Path) -> None:
    dice = random.Random(20)  # noqa: S311 (the same versions at every call)
    words = ("panitia", "wajib", "menyampaikan", "laporan", "paling", "lambat", "tujuh", "hari", "setelah", "rapat")

    def sentence() -> str:
        return " ".join(dice.choices(words, k=dice.randrange(1, 12))) + dice.choice(".;")

    def change(text: str) -> str:
        found = text.split()
        for _ in range(dice.randrange(3)):
            place = dice.randrange(len(found) + 1)
            found[place : place + dice.randrange(3)] = dice.choices(words, k=dice.randrange(3))
        return " ".join(found) or sentence()

    def version(articles: list[tuple[str, list[str]]]) -> Regulation:
        return draft(*(article(number, *(text, *items)) for number, (text, items) in enumerate(articles, 1)))

    pairs = []
    for _ in range(12):
        articles = [(sentence(), [sentence() for _ in range(dice.randrange(4))]) for _ in range(8)]
        later = [(change(text), [change(item) for item in items if dice.random() < 0.9]) for text, items in articles]
        for _ in range(3):
            later.insert(dice.randrange(len(later) + 1), later.pop(dice.randrange(len(later))))
            later.insert(dice.randrange(len(later) + 1), (sentence(), [sentence() for _ in range(dice.randrange(3))]))
            later.pop(dice.randrange(len(later)))
        pairs.append(compare(version(articles), version(later)))
    office.settle(pairs, tmp_path)


def test_what_is_compared_is_no_empty_list() -> None:
    assert paragraphs(expected(draft(Provision("judul", "judul", lead="Satu")))) == ["Satu"]
