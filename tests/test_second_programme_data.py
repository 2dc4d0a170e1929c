"""The small programme of another field is sound, and shares no word with the first one."""

from __future__ import annotations

import re

import pytest

from handbook.check import problems
from handbook.source.load import load, read
from tests.places import LIBRARIES

FOREIGN = re.compile(
    r"ppsp|pokja|sanitasi|sanitation|\bssk\b|\bttps\b|\bpmu\b|\bpiu\b|"
    r"koordinator|advisori|advokasi|fasilitator|kabupaten|working group",
    re.IGNORECASE,
)


def test_nothing_is_wrong_with_it() -> None:
    assert [str(problem) for problem in problems(read(LIBRARIES))] == []


def test_it_has_the_size_that_it_should() -> None:
    programme = load(LIBRARIES)
    sections = {name: len(getattr(programme, name)) for name in ("stages", "groups", "roles", "tasks")}

    assert sections == {"stages": 3, "groups": 2, "roles": 5, "tasks": 9}
    assert len(programme.documents) == 2
    assert len(programme.topics) == 3
    assert len(programme.questions) == 3
    assert len(programme.terms) == 11
    assert {len(role.groups) for role in programme.roles.values()} == {1, 2}
    assert [key for key, partner in programme.partners.items() if partner.from_group] == ["penerbit"]


@pytest.mark.parametrize("file", sorted(LIBRARIES.parent.rglob("*.*")), ids=lambda file: str(file.name))
def test_no_word_of_the_first_programme_stands_in_it(file: object) -> None:
    words = LIBRARIES.parent.joinpath(str(file)).read_text(encoding="utf-8")

    assert FOREIGN.findall(words) == []
    assert (
        "Taman" in words or "taman" in words or "buku" in words or "baca" in words or "room" in words
    )  # it was read
