"""The timeline as page, drawing, calendar, workbook and records: the same days in each, and hostile text harmless."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from icalendar import Calendar
from lxml import html

from pkpu_review.check import check
from pkpu_review.ingest import read
from pkpu_review.model import Findings, Identity, Provision, Regulation, Source
from pkpu_review.report.excel.timeline_xlsx import HEAD_ROW, xlsx
from pkpu_review.report.lines import width
from pkpu_review.report.pages.gantt import MOST_MONTHS, broken, fitted, window
from pkpu_review.report.pages.timeline_page import drawing, page
from pkpu_review.report.text.terminal import paint
from pkpu_review.report.views import findings as findings_view
from pkpu_review.report.views import timeline
from pkpu_review.report.views.timeline_calendar import ics

HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://contoh.invalid","klik")',
    "+62 = -1 @SUM(A1)",
    "]]></text></svg><svg onload=alert(1)>",
    "akhir\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:palsu",
    "awal \u202eterbalik\u202c \x00\x07\x1f\ud800\uffff",
    "{{ 7 * 7 }} {% raw %} ${x} %s {0} & <!-- &amp;",
    "W" * 3000,
)


def regulation(names: tuple[str, ...], title: str = "JADWAL PEMILIHAN UMUM") -> Regulation:
    """Return a regulation whose schedule has *names*, and an article that has them too."""
    rows = [(f"{n}.", name, "1 Mei 2030", f"{n + 1} Mei 2030") for n, name in enumerate(names, 1)]
    rows += [
        ("=1+1", "Masa Tenang", "11 Mei 2030", "12 Mei 2030"),
        ("", "Pemungutan suara", "14 Mei 2030", "14 Mei 2030"),
    ]
    table = Provision(
        "lampiran/tabel-1",
        "tabel",
        cells=("No", "Kegiatan", "Awal", "Akhir"),
        children=tuple(Provision(f"lampiran/tabel-1/baris-{n}", "baris", cells=row) for n, row in enumerate(rows, 1)),
    )
    articles = tuple(
        Provision(
            f"pasal-{n}",
            "pasal",
            lead=f"{name} paling lambat 7 (delapan) hari sebelum pemungutan suara, 3 hari setelah pemungutan suara",
        )
        for n, name in enumerate(names, 1)
    )
    annex = Provision("lampiran", "lampiran", children=(table,))
    return Regulation(Identity(title=title), Source("<b>naskah.txt", "ab" * 32, "text"), (*articles, annex))


@pytest.fixture(scope="module")
def hostile() -> Findings:
    return check(regulation(HOSTILE, "PEMILIHAN UMUM <script>\u202e]]>"))


@pytest.fixture(scope="module")
def sample(corpus: Path) -> Findings:
    return check(read(str(corpus / "tahapan-jadwal" / "v2-bahan-rapat-dengar-pendapat.docx")))


def test_the_drawing_is_well_formed_and_holds_no_script(hostile: Findings) -> None:
    root = ET.fromstring(drawing(hostile))  # noqa: S314 our own output
    tags = {element.tag.partition("}")[2] for element in root.iter()}
    assert tags == {"svg", "style", "rect", "line", "text", "g", "title", "polygon"}
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on") or "href" in name]
    assert "\u202e" not in drawing(hostile) and "\x00" not in drawing(hostile)


def test_the_page_escapes_what_a_document_says(hostile: Findings) -> None:
    text = page(hostile)
    assert "<script" not in text and "onload=alert(1)>" not in text.replace("&lt;svg onload=alert(1)&gt;", "")
    assert "{{ 7 * 7 }}" in text and "\u202e" not in text
    assert "default-src 'none'" in text


def test_the_workbook_holds_no_formula(hostile: Findings) -> None:
    content = xlsx(hostile)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        pages = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
        assert not any("hyperlink" in name.lower() for name in archive.namelist())
    assert len(pages) == 4 and not any("<f>" in one or "<hyperlink" in one for one in pages)
    assert content == xlsx(hostile)


def test_the_calendar_cannot_be_broken_out_of(hostile: Findings) -> None:
    calendar = Calendar.from_ical(ics(hostile).decode())
    events = calendar.walk("VEVENT")
    dated = [one for one in hostile.timeline.activities if one.start]
    due = timeline.dated(hostile)
    assert len(events) == len(dated) + len(due)
    assert "palsu" not in {str(event["summary"]) for event in events}
    assert len({str(event["uid"]) for event in events}) == len(events)


def test_ids_of_events_stay_when_a_row_is_inserted() -> None:
    def uids(*names: str) -> dict[str, str]:
        calendar = Calendar.from_ical(ics(check(regulation(names))).decode())
        return {str(event["summary"]): str(event["uid"]) for event in calendar.walk("VEVENT")}

    before, after = uids("Pencalonan"), uids("Pendaftaran", "Pencalonan")
    assert before["Pencalonan"] == after["Pencalonan"] and before["=1+1 Masa Tenang"] == after["=1+1 Masa Tenang"]
    assert after["Pendaftaran"] not in before.values()


def _begins(event: Any, name: str) -> bool:
    return str(event["summary"]).partition(" (")[0] == name


def test_a_deadline_in_a_list_is_told_with_the_words_that_introduce_it() -> None:
    item = Provision("pasal-1/huruf-a", "huruf", "a.", lead="KPU paling lambat 7 hari sebelum hari pemungutan suara;")
    whole = Provision("pasal-1", "pasal", "Pasal 1", lead="Batas waktu penetapan sebagai berikut:", children=(item,))
    found = check(Regulation(Identity(), Source("a.txt", "", "text"), (whole,)), date(2024, 2, 14))
    [due] = timeline.dated(found)
    told = "KPU paling lambat 7 hari sebelum hari pemungutan suara (Batas waktu penetapan sebagai berikut)"
    assert timeline.what(found, due) == told


def test_a_step_in_the_calendar_names_its_stage(sample: Findings) -> None:
    calendar = Calendar.from_ical(ics(sample).decode())
    names = {str(event["summary"]) for event in calendar.walk("VEVENT")}
    (second,) = (name for name in names if name.startswith("Masa Tenang ("))
    assert "putaran kedua" in second


def test_the_calendar_is_the_same_each_time_and_ends_the_day_after(sample: Findings) -> None:
    assert ics(sample) == ics(sample)
    whole: list[Any] = list(Calendar.from_ical(ics(sample).decode()).walk("VEVENT"))
    spans = [(one.decoded("dtstart"), one.decoded("dtend")) for one in whole if _begins(one, "Masa Tenang")]
    assert spans == [(date(2024, 2, 11), date(2024, 2, 14)), (date(2024, 6, 23), date(2024, 6, 26))]
    assert {one.decoded("dtstamp").year for one in whole} == {2000}


def test_the_workbook_has_days_as_days(sample: Findings) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx(sample)))
    assert book.sheetnames == ["Linimasa", "Tenggat", "Batas waktu", "Yang perlu diperiksa"]
    rows = list(book["Linimasa"].iter_rows(min_row=HEAD_ROW + 2, max_col=5, values_only=True))
    assert rows[0] == ("1", "Perencanaan program dan anggaran", datetime(2022, 6, 14), datetime(2024, 6, 14), 732)
    assert len(rows) == 69 + len(timeline.dated(sample))
    limits = [row[0] for row in book["Batas waktu"].iter_rows(min_row=HEAD_ROW + 2, max_col=1, values_only=True)]
    assert limits.count("Terpenuhi") == sum(one.status == "met" for one in sample.limits)


def test_the_page_shows_every_activity_limit_and_deadline(sample: Findings) -> None:
    text = page(sample)
    assert text.count("<polygon") + text.count('class="bar') == 69 + len(timeline.dated(sample))
    assert text.count("<svg") == 4
    for one in sample.limits:
        assert one.citation in text
    assert "14 Februari 2024 dikurangi 20 bulan = 14 Juni 2022" in text
    assert text.count("Pemungutan suara 14 Feb 2024") == 4


def test_the_page_has_the_schedule_in_whole_words_too(sample: Findings) -> None:
    """The drawing cuts long names, and is too wide for a telephone: there, lines with bars stand in its place."""
    tree = html.fromstring(page(sample))
    lines = tree.xpath("//ol[@class='list']/li")
    assert len(lines) == len(sample.timeline.activities) == 69
    names = [one.findtext("span") for one in lines]
    assert not [name for name in names if name.endswith("…")]
    assert "a Penyampaian usulan kebutuhan anggaran oleh KPU Provinsi dan KPU Kabupaten/Kota" in names
    for line in lines:
        style = line.xpath(".//span[@style]/@style")[0]
        left, wide = (float(part) for part in re.findall(r"([\d.]+)%", style))
        assert left >= 0 and wide > 0 and left + wide <= 100.01
    marked = [line.findtext("span") for line in lines if line.findtext("strong")]
    assert marked == ["h Penyusunan DPTb", "11 Masa Kampanye"]


def test_a_draft_of_no_election_is_held_to_no_limit() -> None:
    """That its title speaks of no election is nothing to check, and no limit was looked at."""
    draft = check(Regulation(Identity(title="IZIN USAHA"), Source("a.txt", "", "text"), ()))
    tree = html.fromstring(page(draft))
    assert draft.regime is None and draft.open and not findings_view.to_check(draft)
    told = tree.findtext(".//header/dl/div[3]/dd")
    assert told == "Tidak diperiksa, karena judul naskah tidak menunjukkan Pemilu atau Pemilihan kepala daerah"
    assert not tree.xpath("//table") and tree.findtext(".//h2") == "Yang perlu diperiksa (0)"


def test_the_page_leads_back_where_there_is_a_first_page(sample: Findings) -> None:
    back = "//p[@class='crumb']/a/@href"
    assert html.fromstring(page(sample, up="")).xpath(back) == ["index.html"]
    assert not html.fromstring(page(sample)).xpath(back)


def test_bars_stand_where_their_days_are(sample: Findings) -> None:
    root = ET.fromstring(drawing(sample))  # noqa: S314 our own output
    name = "{http://www.w3.org/2000/svg}"
    spans = {}
    for group in root.iter(f"{name}g"):
        title = group.findtext(f"{name}title") or ""
        bar = next((one for one in group.iter(f"{name}rect")), None)
        if bar is not None:
            spans[title.split(":")[0]] = (float(bar.attrib["x"]), float(bar.attrib["x"]) + float(bar.attrib["width"]))
    campaign, count = spans["11 Masa Kampanye"], spans["15 Rekapitulasi hasil penghitungan suara"]
    voting = next(float(line.attrib["x1"]) for line in root.iter(f"{name}line") if line.attrib["class"] == "voting")
    assert campaign[0] < campaign[1] < voting < count[0] < count[1]


def test_a_draft_without_days_says_so() -> None:
    bare = check(
        Regulation(
            Identity(title="PEMILIHAN UMUM"),
            Source("a.txt", "", "text"),
            (Provision("pasal-1", "pasal", lead="Kosong."),),
        )
    )
    assert "Tidak ada jadwal atau tenggat" in page(bare)
    assert ET.fromstring(drawing(bare)) is not None  # noqa: S314 our own output
    assert not Calendar.from_ical(ics(bare).decode()).walk("VEVENT")
    assert "Tidak ada jadwal atau tenggat" in paint(timeline.view(bare))
    told = [[row[0].value for row in sheet.iter_rows(min_row=HEAD_ROW + 2)] for sheet in openpyxl.load_workbook(
        io.BytesIO(xlsx(bare)))]  # fmt: skip
    assert all(words and words[0] for words in told)  # no sheet is a head without a row


def test_what_no_cell_can_show_goes_on_in_the_next_row(sample: Findings) -> None:
    words = " ".join(f"kata{n}" for n in range(9000))
    first = replace(sample.open[0], message=words, arithmetic="5 + 5 = 10")
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx(replace(sample, findings=(first,))))).worksheets[3]
    rows = list(sheet.iter_rows(min_row=HEAD_ROW + 2))
    parts = [str(row[2].value or "") for row in rows]
    assert len(parts) > 1 and all(part.startswith("(lanjutan) ") for part in parts[1:])
    assert " ".join(part.removeprefix("(lanjutan) ") for part in parts).split() == words.split()
    assert [row[3].value for row in rows].count("5 + 5 = 10") == 1
    assert all((sheet.row_dimensions[row[0].row].height or 0) <= 409 for row in rows)


def test_records_hold_what_was_found(sample: Findings) -> None:
    told = json.loads(json.dumps(timeline.record(sample)))
    assert told["schema"] == "pkpu-review/timeline/1" and told["voting_day"] == "2024-02-14"
    assert len(told["activities"]) == 69 and told["activities"][50]["stages"] == ["masa-tenang"]
    due = next(one for one in told["deadlines"] if one["id"] == "pasal-5/ayat-2")
    assert (due["day"], due["amount"], due["unit"], due["direction"]) == ("2022-06-14", 20, "bulan", -1)
    checked = json.loads(json.dumps(findings_view.record(sample)))
    assert checked["schema"] == "pkpu-review/findings/1" and checked["regime"] == "nasional"
    assert len(checked["findings"]) == len(sample.findings)


def test_the_terminal_is_not_steered(hostile: Findings) -> None:
    for view in (timeline.view, findings_view.view):
        text = paint(view(hostile))
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202e]", text)


def test_far_days_make_no_endless_chart() -> None:
    first, last = window(date(1800, 1, 5), date(2199, 3, 1))
    assert (last.year - first.year) * 12 + last.month - first.month + 1 == MOST_MONTHS
    assert window(date(2024, 2, 14), date(2024, 2, 14)) == (date(2024, 2, 1), date(2024, 2, 29))


def test_words_are_cut_to_their_room() -> None:
    assert fitted("Masa Tenang", 400) == "Masa Tenang"
    cut = fitted("W" * 3000, 100)
    assert cut.endswith("…") and width(cut) <= 100 * 1000 / 12


def test_a_name_takes_two_lines_before_it_is_cut(sample: Findings) -> None:
    root = ET.fromstring(drawing(sample))  # noqa: S314 our own output
    name = "{http://www.w3.org/2000/svg}"
    rows = {}
    for group in root.iter(f"{name}g"):
        title = (group.findtext(f"{name}title") or "").split("\n")[0].rpartition(":")[0]
        rows[title] = [
            text.text or "" for text in group.iter(f"{name}text") if (text.get("class") or "") in ("", "top")
        ]
    long = "a Penyampaian usulan kebutuhan anggaran oleh KPU Provinsi dan KPU Kabupaten/Kota"
    assert len(rows[long]) == 2 and " ".join(rows[long]) == long
    assert all(" ".join(words) == title for title, words in rows.items() if not words[-1].endswith("…"))
    cut = [title for title, words in rows.items() if words[-1].endswith("…")]
    assert cut and all(title.startswith("Pasal ") for title in cut)  # they stand whole in the table of deadlines
    ends = [
        float(one.attrib["y"]) + float(one.attrib["height"]) for one in root.iter(f"{name}rect") if one.get("class")
    ]
    assert max(ends) <= float(root.attrib["height"])
    assert broken("W" * 300, 100) == ("W" * 300, "") and broken("satu dua", 30) == ("satu", "dua")
    assert fitted("menyampaikan usulan kebutuhan", 150) == "menyampaikan usulan …" and fitted("W" * 99, 50).startswith(
        "W"
    )


def test_what_comes_of_a_reckoning_is_told_once(sample: Findings) -> None:
    for one in sample.limits:
        words = findings_view.reckoning(one)
        assert "→" not in words and words == words.strip()
    broken = replace(sample.limits[0], status="broken", arithmetic="naskah: 2 Mei → dilanggar, 3 hari lebih awal")
    assert findings_view.reckoning(broken) == "naskah: 2 Mei (dilanggar, 3 hari lebih awal)"
    assert findings_view.reckoning(replace(broken, status="met", arithmetic="2 Mei → terpenuhi")) == "2 Mei"
    assert "→" not in re.sub(r"<style>.*?</style>", "", page(sample), flags=re.DOTALL)
    book = openpyxl.load_workbook(io.BytesIO(xlsx(sample)))
    assert not any("→" in str(cell.value) for sheet in book for row in sheet for cell in row)


def test_the_workbook_lists_what_the_page_lists() -> None:
    draft = Regulation(Identity(title="BANTUAN HUKUM"), Source("a.txt", "", "text"), ())
    found = check(draft)
    book = openpyxl.load_workbook(io.BytesIO(xlsx(found)))
    told = [row[0] for row in book["Yang perlu diperiksa"].iter_rows(min_row=HEAD_ROW + 2, values_only=True)]
    assert found.open and told == ["Tidak ada yang perlu diperiksa."] and "(0)</h2>" in page(found)


def test_a_document_advises_no_option_of_the_command_line() -> None:
    from pkpu_review.report.views.findings import for_readers

    assert for_readers("Hari penetapan naskah tidak diketahui; sebutkan dengan --law-date.") == (
        "Hari penetapan naskah tidak diketahui."
    )
    assert for_readers("dua hari (1 Mei; 2 Mei); pilih dengan --voting-day") == "dua hari (1 Mei; 2 Mei)"
    assert for_readers("Naskah: 28 November 2023; sebutkan dasarnya.") == "Naskah: 28 November 2023; sebutkan dasarnya."


def test_what_is_made_for_readers_names_no_option() -> None:
    due = "Logistik diterima paling lambat 1 (satu) hari sebelum hari pemungutan suara."
    article = Provision("pasal-1", "pasal", label="Pasal 1", lead=due)
    draft = Regulation(Identity(title="LOGISTIK PEMILIHAN UMUM"), Source("a.txt", "", "text"), (article,))
    for found in (check(draft), check(draft, date(2029, 2, 14))):
        shown = html.fromstring(page(found))
        for hidden in shown.xpath("//style"):
            hidden.drop_tree()
        book = openpyxl.load_workbook(io.BytesIO(xlsx(found)))
        cells = " ".join(str(cell.value) for sheet in book for row in sheet for cell in row if cell.value)
        for words in (shown.text_content(), cells, ics(found).decode().replace("\r\n ", "")):
            assert "--" not in words.replace("-//", "")
    assert "ditentukan saat naskah ini dicermati" in page(found)
    assert html.fromstring(page(check(draft))).findtext(".//header/dl/div[1]/dd/bdi") == "Tidak disebut dalam naskah"


def test_limits_that_the_draft_does_not_tell_stand_below_its_own_deadlines_folded() -> None:
    leads = (
        "PPS melapor paling lambat 2 (dua) hari sejak barang diterima.",
        "KPU menjawab paling lambat 3 (tiga) hari.",
    )
    articles = tuple(
        Provision(
            f"pasal-{n}",
            "pasal",
            label=f"Pasal {n}",
            lead=lead.replace("tiga) hari", "tiga) hari sejak barang diterima"),
        )
        for n, lead in enumerate(leads, 1)
    )
    found = check(Regulation(Identity(title="LOGISTIK PEMILIHAN UMUM"), Source("a.txt", "", "text"), articles))
    unstated = [one for one in found.limits if one.status == "not-stated"]
    tree = html.fromstring(page(found))
    told = [" ".join(one.text_content().split()) for one in tree.xpath("//details[@class='unstated']//li")]
    assert len(told) == len(unstated) > 3 and not any("tidak disebut" in one for one in told)
    assert tree.xpath("//section[@aria-labelledby='tanpa']/following-sibling::section[@aria-labelledby='batas']")
    # why these deadlines have no day is told once, not in a column
    late = tree.xpath("//section[@aria-labelledby='tanpa']")[0]
    assert late.findtext("p").startswith("Hari peristiwa") and len(late.xpath(".//thead//th")) == 2
