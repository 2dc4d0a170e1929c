"""A group's checklist as a workbook in one language: what to check, its status, who, when, a note.

It holds the lines of the group, of its stages and the signs that each of its tasks is done, with blank rows
for additions by hand, like the printed checklists.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.export.cell_words import Label, label
from handbook.export.columns import NAME, NARROW, WIDE
from handbook.export.front import ABOUT, CHOICES, facts, offer, properties, sheet_names
from handbook.export.words import Words
from handbook.export.workbook import Head, Workbook
from handbook.model.text import Statement

LIST = "checklist"
SHEETS = (ABOUT, LIST, CHOICES)
BLANK_ROWS = 3  # for additions by hand, as on paper
_FIXED = 2
COLUMNS: tuple[tuple[str, Label, int, str], ...] = (
    ("part", label("data.head.part"), NAME, ""),
    ("item", label("print.item"), WIDE + NARROW, ""),
    ("status", label("data.head.status"), NARROW, "status"),
    ("person", label("data.head.person"), NAME, "words"),
    ("date", label("print.on"), NARROW, "date"),
    ("note", label("data.head.note"), NAME, "words"),
    ("grounds", label("data.head.grounds"), NAME, ""),
    ("permanent_address", label("data.head.permanent_address"), NAME, ""),
)
"""Columns of the list: name, label of the head, width in characters, what people fill in."""


def content(words: Words, group: str, language: str) -> bytes:
    """The checklist of a group of stages in one language."""
    names = sheet_names(words.programme, SHEETS, [language])
    name = words.name("groups", group, language)
    title = words.label("print.checklist_of", language, name=name)
    book = Workbook(properties(words, title, [language]), offer(words, names[CHOICES], [language]))
    uses = (label("data.use.checklist"), label("data.use.filter"))
    book.add_facts(names[ABOUT], title, facts(words, label("data.what.checklist"), [language], uses))
    heads = [Head(words.label(head, language), width, fill=fill) for _, head, width, fill in COLUMNS]
    book.add_table(names[LIST], heads, list(rows(words, group, language)), _FIXED)
    book.add_choices(words.label(label("data.head.status"), language))
    return book.content()


def rows(words: Words, group: str, language: str) -> Iterator[list[str]]:
    """The cells of each line, as words; what people fill in is blank."""

    def line(part: str, address: str, item: Statement | None = None) -> list[str]:
        text = words.text(item, language)
        return [part, text, "", "", "", "", words.mark(item, language) if item else "", address]

    def lines(section: str, key: str, items: tuple[Statement, ...], part: str = "") -> Iterator[list[str]]:
        address = words.address(section, key, language)
        result = part or words.name(section, key, language)
        yield from (line(result, address, item) for item in items)

    programme = words.programme
    held = programme.groups[group]
    transition = words.label("transition.checklist", language)
    yield from lines("groups", group, held.checklist, transition)
    for stage in held.stages:
        if stage in programme.stages:
            yield from lines("stages", stage, programme.stages[stage].checklist)
    own = {code: task for code, task in programme.tasks.items() if task.group == group}
    further = {code: task for code, task in own.items() if task.set_by_others}
    for code, task in own.items():
        if code not in further:
            yield from lines("tasks", code, task.evidence)
    for code, task in further.items():
        yield from lines("tasks", code, task.evidence)
        part, address = words.name("tasks", code, language), words.address("tasks", code, language)
        yield from (line(part, address) for _ in range(BLANK_ROWS))
    if not further:
        yield from (line(words.label("print.added", language), "") for _ in range(BLANK_ROWS))
