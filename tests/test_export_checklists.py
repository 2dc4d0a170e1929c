"""The checklist of each group as a workbook: the lines of the printed ones, with room to fill in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from handbook.export import checklist_workbook
from handbook.export.checklist_workbook import BLANK_ROWS, COLUMNS, LIST, SHEETS
from handbook.export.front import STATUSES, sheet_names
from handbook.model.records import Programme
from handbook.outputs.data_files import checklist_name
from handbook.outputs.printed import Printed
from tests.export_kit import opened, programme, words_for, words_of

CASES = [
    (name, group, code)
    for name in ("libraries", "garden")
    for group in programme(name).groups
    for code in programme(name).languages
]


@cache
def book(name: str, group: str, code: str) -> Any:
    return opened(checklist_workbook.content(words_of(name), group, code))


def sheet(name: str, group: str, code: str) -> Any:
    return book(name, group, code)[sheet_names(programme(name), SHEETS, [code])[LIST]]


def lines(held: Programme, group: str) -> Iterator[Any]:
    """Every statement that is to be ticked."""
    yield from held.groups[group].checklist
    for stage in held.groups[group].stages:
        yield from held.stages[stage].checklist
    for task in held.tasks.values():
        if task.group == group:
            yield from task.evidence


@pytest.mark.parametrize(("name", "group", "code"), CASES)
def test_it_holds_each_line_of_the_group_of_its_stages_and_of_its_tasks(
    name: str, group: str, code: str
) -> None:
    words = words_of(name)
    result = [str(cell.value) for cell in sheet(name, group, code)["B"][1:] if cell.value]
    assert sorted(result) == sorted(words.text(line, code) for line in lines(programme(name), group))
    assert result


@pytest.mark.parametrize(("name", "group", "code"), CASES)
def test_each_line_says_where_it_belongs_on_what_it_stands_and_its_address(
    name: str, group: str, code: str
) -> None:
    words = words_of(name)
    known = {
        words.name(section, key, code): words.address(section, key, code)
        for section in ("stages", "tasks")
        for key in getattr(programme(name), section)
    }
    known[words.label("transition.checklist", code)] = words.address("groups", group, code)
    for row in sheet(name, group, code).iter_rows(min_row=2, values_only=True):
        part, item, *_, ground, address = row
        if item:
            assert ground.split(",")[0].split(":")[0] in {
                words.label(f"ground.{g}", code) for g in ("source", "reference", "editorial")
            }
        assert address is None or address == known[part]


@pytest.mark.parametrize(("name", "group", "code"), CASES)
def test_there_are_blank_rows_for_tasks_that_others_set(name: str, group: str, code: str) -> None:
    words, held = words_of(name), programme(name)
    blank = [row[0] for row in sheet(name, group, code).iter_rows(min_row=2, values_only=True) if not row[1]]
    further = [key for key, task in held.tasks.items() if task.group == group and task.set_by_others]
    heads = [words.name("tasks", key, code) for key in further] or [words.label("print.added", code)]
    assert blank == [head for head in heads for _ in range(BLANK_ROWS)]


@pytest.mark.parametrize(("name", "group", "code"), CASES)
def test_it_is_to_be_filled_in_filtered_and_printed(name: str, group: str, code: str) -> None:
    words, made = words_of(name), sheet(name, group, code)
    rules = {rule.type: rule for rule in made.data_validations.dataValidation}
    assert set(rules) == {"list", "date"}
    assert {str(rule.sqref) for rule in rules.values()} == {f"C2:C{made.max_row}", f"E2:E{made.max_row}"}
    choices = [cell.value for cell in book(name, group, code).worksheets[-1]["A"][1:]]
    assert choices == [words.label(key, code) for key in STATUSES]
    assert made.auto_filter.ref == made.dimensions
    assert made.freeze_panes == "C2"
    assert (made.page_setup.orientation, made.print_title_rows) == ("landscape", "$1:$1")
    assert made.print_area.endswith(f"$F${made.max_row}")
    assert [cell.value for cell in made[1]] == [words.label(head, code) for _, head, _, _ in COLUMNS]


@pytest.mark.parametrize(("name", "group", "code"), CASES)
def test_it_says_edition_and_date_and_is_named_like_the_printed_one(name: str, group: str, code: str) -> None:
    about = programme(name).programme
    first = [str(cell.value) for row in book(name, group, code).worksheets[0] for cell in row]
    assert {about.edition, about.licence.name} <= set(first)
    assert about.edition in book(name, group, code).properties.description
    printed = Printed("checklist", group, (code,)).name
    assert checklist_name(group, code) == printed.replace(".pdf", ".xlsx")


def test_a_stage_that_is_gone_and_a_group_without_lines_do_no_harm() -> None:
    held = programme("libraries")
    group = next(iter(held.groups))
    bare = held.groups[group].model_copy(update={"stages": ("99",), "checklist": ()})
    changed = held.model_copy(update={"groups": {group: bare}, "tasks": {}})
    rows = list(checklist_workbook.rows(words_for(changed), group, "en"))
    assert len(rows) == BLANK_ROWS
