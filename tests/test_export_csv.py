"""CSV tables hold words in every language, open as text in spreadsheet programs, and can be read back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest

from handbook.export import csv_file
from handbook.export.cells import guard, unguard
from handbook.export.columns import COLUMNS
from handbook.export.reading import NotReadable, read_table
from handbook.export.words import Words, clean
from handbook.model.text import Statement, Text
from handbook.outputs.data_files import TABLES, tables
from tests.export_kit import HOSTILE, programme, with_tasks, words_for, words_of

NAMES = ("libraries", "garden")
EACH = [(name, kind) for name in NAMES for kind in tables(programme(name))]
SIGNS = re.compile(r"(^|[;\n])\s*[=+\-@＝＋－＠]")


def table(words: Words, kind: str) -> list[dict[str, str]]:
    return read_table(csv_file.content(words, kind))


def raw_cells(content: bytes) -> Iterator[str]:
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        yield from row


@pytest.mark.parametrize("kind", TABLES)
def test_a_table_is_utf_8_with_a_mark_and_lines_end_with_crlf(kind: str) -> None:
    content = csv_file.content(words_of("libraries"), kind)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    outside_cells = re.sub(rb'"(?:[^"]|"")*"', b"", content)
    assert outside_cells.count(b"\n") == outside_cells.count(b"\r\n")
    assert outside_cells.count(b"\n") == len(getattr(programme("libraries"), kind)) + 1


@pytest.mark.parametrize(("name", "kind"), EACH)
def test_each_text_of_the_model_stands_in_its_cell_in_each_language(name: str, kind: str) -> None:
    """Read back, a table equals the plain words of the model: texts whole, lists one item a line."""
    words, held = words_of(name), getattr(programme(name), kind)
    rows = table(words, kind)
    assert [row["key"] for row in rows] == list(held)
    compared = 0
    for row, record in zip(rows, held.values(), strict=True):
        for column in (column.key for column in COLUMNS[kind]):
            value: Any = getattr(record, column, None)
            for code, locale in words.locales.items():
                if isinstance(value, Text):
                    assert row[f"{column}_{code}"] == clean(locale.text(value))
                    compared += 1
                elif isinstance(value, tuple) and value and isinstance(value[0], Statement):
                    lines = row[f"{column}_{code}"].split("\n")
                    result = [clean(locale.text(item)) for item in value]
                    assert len(lines) == len(result)
                    assert [line[: len(t)] for line, t in zip(lines, result, strict=True)] == result
                    compared += 1
    assert compared or kind == "sources"


@pytest.mark.parametrize("name", NAMES)
def test_steps_say_who_and_what_is_left_and_partners_what_they_give_and_get(name: str) -> None:
    words = words_of(name)
    result = 0
    for row, task in zip(table(words, "tasks"), programme(name).tasks.values(), strict=True):
        for code, locale in words.locales.items():
            for line, step in zip(row[f"steps_{code}"].split("\n"), task.steps, strict=bool(task.steps)):
                for part in filter(None, (step.who, step.leaves)):
                    assert locale.text(part) in line
                    result += 1
            for line, share in zip(
                row[f"partners_{code}"].split("\n"), task.partners, strict=bool(task.partners)
            ):
                assert line.startswith(locale.name("partners", share.partner))
                for part in filter(None, (share.gives, share.gets)):
                    assert locale.text(part) in line
                    result += 1
    assert result


@pytest.mark.parametrize("name", NAMES)
def test_tables_hold_names_instead_of_keys_and_grounds_in_words(name: str) -> None:
    words, held = words_of(name), programme(name)
    for row, task in zip(table(words, "tasks"), held.tasks.values(), strict=True):
        for code, locale in words.locales.items():
            assert row[f"group_{code}"] == locale.name("groups", task.group)
            result = [locale.name("tasks", key) for key in task.counterpart]
            assert row[f"counterpart_{code}"] == "\n".join(result)
            assert task.summary.ground is not None
            first = row[f"grounds_{code}"].split("\n")[0]
            head = locale.label("data.head.summary")
            assert first.startswith(f"{head}: {locale.label(f'ground.{task.summary.ground}')}")


def test_grounds_name_the_items_where_a_list_has_several() -> None:
    words = words_of("libraries")
    text = "\n".join(row["grounds_en"] for row in table(words, "stages"))
    assert re.search(r"^Aims 1: Our suggestion$", text, re.MULTILINE)
    assert re.search(r"^\w[\w ’,]* \d+–\d+: ", text, re.MULTILINE)


@pytest.mark.parametrize(("name", "kind"), EACH)
def test_each_row_has_address_edition_and_date(name: str, kind: str) -> None:
    words, about = words_of(name), programme(name).programme
    rows = table(words, kind)
    assert rows
    for row in rows:
        assert (row["edition"], row["date"]) == (about.edition, about.date)
        for code in words.languages:
            assert row[f"permanent_address_{code}"] == words.address(kind, row["key"], code)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_guards_a_cell_can_be_undone(text: str) -> None:
    assert unguard(guard(text)) == text


def test_what_guards_a_cell_can_be_undone_whatever_stands_in_it() -> None:
    parts = ["", "'", "''", "=", " ", "; ", "\n", "a", "-"]
    texts = [a + b + c + d for a in parts for b in parts for c in parts for d in parts]
    assert [text for text in texts if unguard(guard(text)) != text] == []


@pytest.mark.parametrize("sign", "=+-@＝＋－＠\t\r")
@pytest.mark.parametrize("before", ["", " ", "  ", "a;", "a; ", "a\n"])
def test_a_sign_of_a_formula_gets_an_apostrophe(sign: str, before: str) -> None:
    if not (before.startswith(" ") and sign in "\t\r"):
        assert "'" in guard(f"{before}{sign}1")


@pytest.mark.parametrize("text", ["plain", "'quoted'", "a = b", "2 + 2", "x-y", "me@example.org", ""])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert guard(text) == text


def test_hostile_texts_are_text_in_every_cell_and_are_read_back() -> None:
    held = with_tasks(HOSTILE)
    words = words_for(held)
    content = csv_file.content(words, "tasks")
    assert [cell for cell in raw_cells(content) if SIGNS.search(cell)] == []
    for row, task in zip(read_table(content), held.tasks.values(), strict=True):
        for code in words.languages:
            expected = clean(words.locales[code].text(task.summary))
            assert row[f"summary_{code}"] == expected
            assert row[f"purpose_{code}"] == f"{expected}\n{expected}"
            assert row[f"steps_{code}"].startswith(expected)


def test_characters_that_no_cell_can_hold_become_spaces() -> None:
    content = csv_file.content(words_for(with_tasks(["a\x00b\x07c\x85d\u2028e\tf"])), "tasks")
    (row,) = read_table(content)
    assert re.fullmatch("a.b c d e f", row["summary_id"])  # Markdown has its own sign for NUL
    assert not re.search(rb"[\x00-\x09\x0b\x0c\x0e-\x1f]", content)


def test_two_thousand_tasks_fit() -> None:
    rows = table(words_for(with_tasks(["task"] * 2000)), "tasks")
    assert len(rows) == 2000


@pytest.mark.parametrize("name", ["terms"])
def test_a_table_without_records_has_its_head(name: str) -> None:
    held = programme("libraries").model_copy(update={name: {}})
    content = csv_file.content(words_for(held), name)
    assert read_table(content) == []
    assert list(raw_cells(content)) == list(table(words_of("libraries"), name)[0])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "no CSV table"),
        (b"\xff\xfe\x00", "no CSV table in UTF-8"),
        (b"a,b\r\n1\r\n", "row 1 has 1 cells, the head has 2"),
        (b'a\r\n"open', "no CSV table"),
    ],
)
def test_a_damaged_table_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(NotReadable, match=sentence):
        read_table(content)
