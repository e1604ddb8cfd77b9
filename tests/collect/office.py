"""LibreOffice with a macro that fills sheets in as a person at its window does."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

SECONDS = 240
MACRO = """
Sub Fill(folder As String, names As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim how(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  how(0).Name = "FilterName"
  For Each told In Split(names, "|")
    parts = Split(told, "=")
    document = StarDesktop.loadComponentFromURL(folder & "/" & parts(0), "_blank", 0, hidden())
    If Right(parts(0), 5) = ".docx" Then
      how(0).Value = "MS Word 2007 XML"
      FillWord document, parts(1)
    Else
      how(0).Value = "Calc MS Excel 2007 XML"
      FillExcel document
    End If
    document.storeToURL(folder & "/" & parts(0), how())
    document.close(True)
  Next
End Sub

Sub FillWord(document, mask)
  search = document.createSearchDescriptor()
  search.SearchString = String(8, Chr(160))
  found = document.findFirst(search)
  number = 1
  Do While Not IsNull(found)
    place = found.End
    If Mid(mask, number, 1) = "1" Then found.String = "LibreOffice " & number
    number = number + 1
    found = document.findNext(place, search)
  Loop
End Sub

Sub FillExcel(document)
  page = document.Sheets.getByIndex(0)
  cursor = page.createCursor()
  cursor.gotoEndOfUsedArea(False)
  tagged = -1
  For head = 0 To 20
    For column = 0 To cursor.RangeAddress.EndColumn
      If page.getCellByPosition(column, head).String = "pkpu" Then
        tagged = column
        Exit For
      End If
    Next
    If tagged >= 0 Then Exit For
  Next
  For row = head + 2 To cursor.RangeAddress.EndRow
    tag = page.getCellByPosition(tagged, row).String
    For column = 0 To tagged - 1
      field = page.getCellByPosition(column, head).String
      If tag <> "" And field <> "" And field <> "kategori" And (row + column) Mod 3 = 0 Then
        page.getCellByPosition(column, row).String = "LibreOffice " & field & " " & tag
      End If
    Next
  Next
End Sub
"""
_DTD = "-//OpenOffice.org//DTD OfficeDocument 1.0//EN"
LIBRARY = {
    "script.xlc": (
        f'<!DOCTYPE library:libraries PUBLIC "{_DTD}" "libraries.dtd">'
        '<library:libraries xmlns:library="http://openoffice.org/2000/library" '
        'xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard" '
        'xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/></library:libraries>'
    ),
    "Standard/script.xlb": (
        f'<!DOCTYPE library:library PUBLIC "{_DTD}" "library.dtd">'
        '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
        'library:readonly="false" library:passwordprotected="false"><library:element library:name="Module1"/>'
        "</library:library>"
    ),
    "Standard/Module1.xba": (
        f'<!DOCTYPE script:module PUBLIC "{_DTD}" "module.dtd">'
        '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" '
        f'script:language="StarBasic">{escape(MACRO)}</script:module>'
    ),
}
"""The macro, as a user profile holds it."""
FILTERS = {".docx": "docx:MS Word 2007 XML", ".xlsx": "xlsx:Calc MS Excel 2007 XML"}


@dataclass(frozen=True)
class Office:
    """LibreOffice with a profile of its own."""

    program: str
    profile: Path

    def run(self, *arguments: str) -> None:
        """Start it, and wait until it ends."""
        subprocess.run(
            [self.program, f"-env:UserInstallation={self.profile.as_uri()}", "--headless", "--norestore", *arguments],
            check=True,
            capture_output=True,
            timeout=SECONDS,
            env=os.environ | {"SAL_USE_VCLPLUGIN": "svp"},
        )

    def prepare(self) -> None:
        """Put the macro into the profile; it is started once before, for it makes its profile anew."""
        self.run("--terminate_after_init")
        for name, content in LIBRARY.items():
            path = self.profile / "user" / "basic" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{content}', encoding="utf-8", newline="\n")

    def fill(self, folder: Path, masks: Mapping[str, str]) -> None:
        """Fill in files of *folder*, whose names need no quoting in an address: of a Word file the places to write in
        for which the mask has a 1, in their order; of an Excel file every third."""
        names = "|".join(f"{name}={mask}" for name, mask in masks.items())
        self.run(f'macro:///Standard.Module1.Fill("{folder.as_uri()}","{names}")')

    def resaved(self, paths: list[Path], folder: Path) -> list[Path]:
        """Open and save *paths* into *folder*, under the same names and in the same order."""
        for suffix, target in FILTERS.items():
            mine = [str(path) for path in paths if path.suffix == suffix]
            if mine:
                self.run("--convert-to", target, "--outdir", str(folder), *mine)
        return [folder / path.name for path in paths]
