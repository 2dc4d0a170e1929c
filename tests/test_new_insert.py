"""A record or an item is put into YAML as that YAML is written, or refused; nothing else changes."""

from __future__ import annotations

import re

import pytest

from handbook.source.yaml_edit import Refused, append_record, append_to_list

RECORD = ["x:", "  name: y"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("s:\n  a:\n    n: 1\n", "s:\n  a:\n    n: 1\n\n  x:\n    name: y\n"),
        ("s:\n  a: {n: 1}", "s:\n  a: {n: 1}\n\n  x:\n    name: y\n"),
        ("s: {}\n", "s:\n  x:\n    name: y\n"),
        ("s: {}  # none\nt: {}\n", "s:  # none\n  x:\n    name: y\nt: {}\n"),
        ("s:\nt: {}\n", "s:\n  x:\n    name: y\nt: {}\n"),
        ("s:  # none\n\nt: {}\n", "s:  # none\n  x:\n    name: y\n\nt: {}\n"),
        ("s: null\n", "s:\n  x:\n    name: y\n"),
        ("s: ~", "s:\n  x:\n    name: y\n"),
        ("", "s:\n  x:\n    name: y\n"),
        ("# head\n", "# head\n\ns:\n  x:\n    name: y\n"),
        ("t: {}", "t: {}\n\ns:\n  x:\n    name: y\n"),
        ("s:\n    a:\n        n: 1\n", "s:\n    a:\n        n: 1\n\n    x:\n      name: y\n"),
        (
            "s:\n  a: b\n  # of a\n\n# of t\nt: {}\n",
            "s:\n  a: b\n  # of a\n\n  x:\n    name: y\n\n# of t\nt: {}\n",
        ),
        ('s:\n  a: "b\n# c\n  d"\n# e\n', 's:\n  a: "b\n# c\n  d"\n\n  x:\n    name: y\n# e\n'),
        (
            "s:\n  a: |\n    b\n\n    # c\n\nt: {}\n",
            "s:\n  a: |\n    b\n\n    # c\n\n  x:\n    name: y\n\nt: {}\n",
        ),
        ("s:\n  a: [1,\n 2]\nt: {}\n", "s:\n  a: [1,\n 2]\n\n  x:\n    name: y\nt: {}\n"),
        ("s:\n  a: b\n...\n", "s:\n  a: b\n\n  x:\n    name: y\n...\n"),
        ("---\ns:\n  a: b\n", "---\ns:\n  a: b\n\n  x:\n    name: y\n"),
        ("t: {}\n...\n", "t: {}\n\ns:\n  x:\n    name: y\n...\n"),
        ("\ufeffs:\n  a: b\n", "\ufeffs:\n  a: b\n\n  x:\n    name: y\n"),
        ("s:\n  é𝄞: «ü»\nt: {}\n", "s:\n  é𝄞: «ü»\n\n  x:\n    name: y\nt: {}\n"),
        ("s:\n  a: b\t\r\nt: {}\r\n", "s:\n  a: b\t\r\n\r\n  x:\r\n    name: y\r\nt: {}\r\n"),
    ],
)
def test_a_record_goes_to_the_end_of_its_section_however_it_is_written(before: str, after: str) -> None:
    assert append_record(before, "s", "x", RECORD, "f.yaml") == after


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        ("{s: {}}\n", "f.yaml is written in braces"),
        ("t: {}\ns: {a: b}\n", "f.yaml:2: `s` is written in braces"),
        (
            "s:\n  a: |+\n    b\n\n\nt: {}\n",
            "f.yaml is written in a way in which s.x cannot be inserted safely",
        ),
    ],
)
def test_a_section_in_which_nothing_can_be_inserted_safely_is_refused(before: str, reason: str) -> None:
    with pytest.raises(Refused, match=re.escape(reason)):
        append_record(before, "s", "x", RECORD, "f.yaml")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: {l: [1, 2]}\n", "a: {l: [1, 2, x]}\n"),
        ("a: {l: []}\n", "a: {l: [x]}\n"),
        ("a:\n  l: [1, 2,]  # c\n", "a:\n  l: [1, 2, x,]  # c\n"),
        ("a:\n  l: [\n    1,\n    2  # two\n  ]\n", "a:\n  l: [\n    1,\n    2, x  # two\n  ]\n"),
        ("a:\n  l:\n  - 1\n  - 2  # two\nb: {}\n", "a:\n  l:\n  - 1\n  - 2  # two\n  - x\nb: {}\n"),
        ('a:\n  l:\n    - "1"', 'a:\n  l:\n    - "1"\n    - "x"\n'),
        ("a:\n  l: ['1']\n", "a:\n  l: ['1', 'x']\n"),
        ("\ufeffa:\n  l: [é]\n", "\ufeffa:\n  l: [é, x]\n"),
        ("a:\r\n  l:\r\n    - 1\r\n", "a:\r\n  l:\r\n    - 1\r\n    - x\r\n"),
    ],
)
def test_an_item_joins_a_list_in_the_manner_of_the_list(before: str, after: str) -> None:
    assert append_to_list(before, ("a", "l"), "x", "f.yaml") == after
