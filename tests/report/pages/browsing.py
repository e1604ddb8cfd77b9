"""One page in the browser, and what a reader does with it."""

from __future__ import annotations

import time
from typing import Any

from pkpu_review.report.sheet import Row, Side
from pkpu_review.report.sheets.sheets import Pack


class Page:
    """One page in the browser, and what a reader does with it."""

    def __init__(self, session: Any, address: str) -> None:
        self.session, self.address = session, address

    def open(self, hash: str = "", width: int = 1280, height: int = 900) -> Page:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.session.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        self.session.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
        self.session.get("about:blank")  # another hash alone would not open the page anew
        self.session.get_log("browser")
        self.session.get(f"{self.address}{hash}")
        return self

    def run(self, script: str, *arguments: object) -> Any:
        return self.session.execute_script(script, *arguments)

    def numbers(self) -> list[int]:
        """The numbers of the rows in sight of a reader."""
        shown = (
            "return [...document.querySelectorAll('tr.row')].filter(r => r.checkVisibility()).map(r => +r.id.slice(3))"
        )
        return list(self.run(shown))

    def choose(self, key: str, value: str | bool) -> None:
        """Choose in a list, or tick a box (``jenis:added``) by a click."""
        from selenium.webdriver.support.ui import Select

        name, _, own = key.partition(":")
        found = self.session.find_elements("css selector", f"[data-key='{name}']")
        element = next(one for one in found if not own or one.get_attribute("value") == own)
        if isinstance(value, bool):
            assert element.is_selected() != value
            element.click()
        else:
            Select(element).select_by_value(value)

    def type(self, words: str) -> None:
        """Type into the search box, and wait until what is typed is searched for."""
        box = self.session.find_element("id", "l-cari")
        box.send_keys("\ue009a\ue000\ue003", words)  # Ctrl+A, backspace
        time.sleep(0.3)

    def press(self, *keys: str) -> None:
        """Press keys where the focus is."""
        for key in keys:
            self.session.switch_to.active_element.send_keys(key)

    def status(self) -> str:
        return str(self.session.find_element("css selector", "[role=status]").text)

    def hash(self) -> str:
        time.sleep(0.3)  # the address follows after a moment
        return str(self.run("return decodeURIComponent(location.hash)"))

    def focused(self) -> str:
        return str(self.run("return document.activeElement.id"))

    def errors(self) -> list[Any]:
        return [entry for entry in self.session.get_log("browser") if entry["level"] == "SEVERE"]


def touched(made: Pack) -> list[Row]:
    """Return the rows that changed, as the page shows them first."""
    return [row for row in made.rows if row.touched]


def at(made: Pack, provision: str) -> int:
    """The number of the row that shows a provision of the new version."""
    return next(row.number for row in made.rows if row.new and row.new.provision == provision)


def words_of(side: Side, without: str = "") -> str:
    """Return the words of one side as the search sees them; *without* those that have this mark."""
    parts = [f"{p.label} {''.join(run.text for run in p.runs if run.mark != without)}" for p in side.paragraphs]
    return " ".join(f"{side.citation} {' '.join(parts)}".split()).lower()
