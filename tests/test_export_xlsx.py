"""The workbook: a sheet a kind, text that stays text, and a plan of work on the sheet of tasks."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from functools import cache
from typing import Any

import pytest

from handbook.export import handbook_workbook, workbook
from handbook.export.columns import rows
from handbook.export.front import CHOICES, STATUSES, joined, properties, sheet_names
from handbook.export.handbook_workbook import FILLED, PLANNED, column_names, sheets
from handbook.export.workbook import (
    MOST_CHARACTERS,
    MOST_LINKS,
    Head,
    Offer,
    Properties,
    Workbook,
    fitting,
    sheet_name,
)
from handbook.outputs.data_files import tables
from tests.export_kit import HOSTILE, SITE, opened, programme, with_tasks, words_for, words_of

NAMES = ("libraries", "garden")


@cache
def content(name: str) -> bytes:
    return handbook_workbook.content(words_of(name))


@cache
def book(name: str) -> Any:
    return opened(content(name))


def names(name: str) -> dict[str, str]:
    return sheet_names(programme(name), sheets(programme(name)), programme(name).languages)


def column(name: str, kind: str, wanted: str) -> int:
    """The number of a column, from 1."""
    return column_names(kind, programme(name).languages).index(wanted) + 1


@pytest.mark.parametrize("name", NAMES)
def test_there_is_a_sheet_for_each_kind_with_a_row_for_each_record(name: str) -> None:
    assert book(name).sheetnames == list(names(name).values())
    for kind in tables(programme(name)):
        sheet = book(name)[names(name)[kind]]
        assert sheet.max_row == len(getattr(programme(name), kind)) + 1
        assert sheet.max_column == len(column_names(kind, programme(name).languages))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", tables(programme("libraries")))
def test_cells_hold_the_same_words_as_the_tables(name: str, kind: str) -> None:
    sheet = book(name)[names(name)[kind]]
    filled = {column(name, kind, key) for key, _, _ in FILLED} if kind == PLANNED else set()
    for number, row in enumerate(rows(words_of(name), kind), 2):
        result = [cell.value or "" for cell in sheet[number] if cell.column not in filled]
        assert result == row


@pytest.mark.parametrize("name", NAMES)
def test_heads_are_in_every_language_stay_in_view_filter_and_repeat_on_paper(name: str) -> None:
    words = words_of(name)
    for kind in tables(programme(name)):
        sheet = book(name)[names(name)[kind]]
        heads = [cell.value for cell in sheet[1]]
        assert len(set(heads)) == len(heads)
        for code in words.languages:
            assert words.label("data.head.key", code) in heads[0]
        assert sheet.freeze_panes == f"{'ABCDEFG'[1 + len(words.languages)]}2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert "&P" in sheet.oddFooter.right.text
        assert all(sheet[f"A{n}"].alignment.wrap_text for n in range(1, sheet.max_row + 1))
        assert sheet.column_dimensions["B"].width > 20


@pytest.mark.parametrize("name", NAMES)
def test_the_sheet_of_tasks_is_a_plan_to_fill_in(name: str) -> None:
    words, sheet = words_of(name), book(name)[names(name)[PLANNED]]
    last = len(programme(name).tasks) + 1
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    letter = {key: sheet.cell(1, column(name, PLANNED, key)).column_letter for key, _, _ in FILLED}
    status = rules[f"{letter['status']}2:{letter['status']}{last}"]
    due = rules[f"{letter['due']}2:{letter['due']}{last}"]
    assert len(rules) == 2
    assert status.type == "list"
    chosen, cells = re.fullmatch(r"'?(.+?)'?!(.+)", status.formula1).groups()  # type: ignore[union-attr]
    choices = [cell.value for (cell,) in book(name)[chosen][cells.replace("$", "")]]
    assert chosen == names(name)[CHOICES]
    assert choices == [joined(words, key, words.languages) for key in STATUSES]
    assert (due.type, due.operator) == ("date", "greaterThanOrEqual")
    assert due.error == joined(words, "data.wrong_date", words.languages)
    assert "yy" in sheet[f"{letter['due']}2"].number_format
    for key, _, _ in FILLED:
        assert [sheet[f"{letter[key]}{n}"].value for n in range(2, last + 1)] == [None] * (last - 1)
    assert sheet.print_area.endswith(f"${letter['note']}${last}")


@pytest.mark.parametrize("name", NAMES)
def test_the_first_sheet_and_the_properties_say_edition_date_licence_and_address(name: str) -> None:
    about, words = programme(name).programme, words_of(name)
    first = book(name).worksheets[0]
    result = {str(cell.value) for row in first.iter_rows() for cell in row if cell.value}
    assert {about.edition, about.licence.name, about.licence.address} <= result
    for code in words.languages:
        assert {words.home(code), words.locales[code].date} <= result
    properties = book(name).properties
    assert about.edition in properties.description
    assert about.date in properties.description
    assert about.licence.address in properties.description
    assert properties.created == datetime.datetime.fromisoformat(about.date)


@pytest.mark.parametrize("name", NAMES)
def test_permanent_addresses_are_links(name: str) -> None:
    sheet = book(name)[names(name)["terms"]]
    number = column(name, "terms", "permanent_address_en")
    for row in range(2, sheet.max_row + 1):
        cell = sheet.cell(row, number)
        link = cell.hyperlink
        target = link.target + (f"#{link.location}" if link.location else "")
        assert target == cell.value
        assert cell.value.startswith(SITE)


def test_the_same_words_give_the_same_bytes() -> None:
    assert handbook_workbook.content(words_of("libraries")) == handbook_workbook.content(
        words_of("libraries")
    )


def test_hostile_texts_are_strings_never_formulas() -> None:
    held = with_tasks(HOSTILE)
    words = words_for(held)
    made = handbook_workbook.content(words)
    sheet = opened(made)[sheet_names(held, sheets(held), words.languages)[PLANNED]]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    number = column_names(PLANNED, words.languages).index("summary_id")
    cut = properties(words, "", words.languages).cut
    for told, task in zip(sheet.iter_rows(min_row=2, values_only=True), held.tasks.values(), strict=True):
        # openpyxl shows `_` as the file has it where Excel would take it for the code of a character.
        shown = str(told[number] or "").replace("_x005F_", "_")
        assert shown == fitting(words.text(task.summary, "id"), cut)
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        made_sheets = [parts.read(part).decode() for part in parts.namelist() if "worksheets/sheet" in part]
    assert len(made_sheets) == len(sheets(held))
    assert not [text for text in made_sheets if "<f>" in text or "<f " in text]


def test_a_text_that_looks_like_a_formula_stays_text_when_its_cell_is_edited() -> None:
    sheet = opened(handbook_workbook.content(words_for(with_tasks(["=1+1", "plain"]))))
    held = with_tasks(["x"])
    tasks = sheet[sheet_names(held, sheets(held), held.languages)[PLANNED]]
    assert [tasks[f"B{row}"].quotePrefix for row in (2, 3)] == [True, False]


def test_a_text_that_no_cell_can_hold_is_cut_and_says_so() -> None:
    held = with_tasks(["😀" * 20_000])
    words = words_for(held)
    sheet = opened(handbook_workbook.content(words))[
        sheet_names(held, sheets(held), words.languages)[PLANNED]
    ]
    value = sheet["B2"].value
    assert len(value.encode("utf-16-le")) // 2 <= MOST_CHARACTERS
    assert value.startswith("😀")
    assert words.label("data.cut", "en") in value[-200:]
    assert fitting("short", "…") == "short"


PLAIN = Properties("title", "author", "note", "2026-01-31", " …", "wrong")


def test_links_beyond_what_a_sheet_can_hold_are_text(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_LINKS == 65_530, "which Excel says"
    monkeypatch.setattr(workbook, "MOST_LINKS", 20)
    made = Workbook(PLAIN, Offer("choices", ("a",)))
    made.add_table("t", [Head("h", 9)], [["https://example.org/"]] * 25, 1)
    with zipfile.ZipFile(io.BytesIO(made.content())) as parts:
        assert parts.read("xl/worksheets/sheet1.xml").count(b"<hyperlink ") == 20


def test_a_table_without_rows_can_be_opened() -> None:
    made = Workbook(PLAIN, Offer("choices", ("a",)))
    made.add_table("t", [Head("h", 9), Head("s", 9, fill="status"), Head("d", 9, fill="date")], [], 1)
    made.add_choices("head")
    assert opened(made.content())["t"].max_row == 1


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Tasks", "Tasks"),
        ("a/b:c*d?e[f]g\\h", "a b c d e f g h"),
        ("x" * 40, "x" * 31),
        ("'quoted'", "quoted"),
        ("", "-"),
        ("History", "History 2"),
    ],
)
def test_names_of_sheets_are_such_as_excel_allows(words: str, name: str) -> None:
    assert sheet_name(words) == name


def test_names_of_sheets_are_different_ones() -> None:
    assert sheet_name("Tasks", {"tasks", "tasks 2"}) == "Tasks 3"
    assert sheet_name("x" * 31, {"x" * 31}) == f"{'x' * 27} 2"


def test_a_further_language_leaves_the_names_of_sheets_as_they_are() -> None:
    held = programme("libraries")
    two = sheet_names(held, sheets(held), ("id", "en"))
    assert sheet_names(held, sheets(held), ("id", "en", "su")) == two
    assert all(held.labels[f"data.sheet.{key}"].get("en") in name for key, name in two.items())


def test_rows_are_as_tall_as_the_texts_that_are_printed() -> None:
    """LibreOffice does not find heights out by itself, and lets lines lie on one another."""
    words = words_of("libraries")
    book = opened(handbook_workbook.content(words))
    several = 0
    for sheet in book.worksheets:
        for row in range(1, sheet.max_row + 1):
            held = [cell for cell in sheet[row] if cell.value]
            if held:
                assert 15 <= (sheet.row_dimensions[row].height or 15) <= 405
        heights = [sheet.row_dimensions[row].height or 15 for row in range(2, sheet.max_row + 1)]
        several += len(set(heights)) > 1
    assert several > 4
    tasks = book[names("libraries")[PLANNED]]
    for row in range(2, tasks.max_row + 1):
        name = str(tasks.cell(row, 2).value)
        assert tasks.row_dimensions[row].height >= 15 * (len(name) / 28)
