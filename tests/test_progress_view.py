"""The progress board knows every list of a handbook, whatever its stages, groups and languages."""

from __future__ import annotations

import pytest

from handbook.localised import Locale, locales
from handbook.model.records import Group, Programme, Stage
from handbook.model.text import Statement, Text
from handbook.source.load import read
from handbook.views.navigation import navigation
from handbook.views.progress import board, item_texts
from handbook.views.ticks import all_lists
from tests.places import LIBRARIES, LIBRARIES_DOCS

EDITIONS = locales(read(LIBRARIES, LIBRARIES_DOCS))
ORIGINAL = EDITIONS[next(iter(EDITIONS))]
every_language = pytest.mark.parametrize("code", EDITIONS)


def said(number: int = 1) -> Statement:
    return Statement(wording={code: f"{code} {number}" for code in ORIGINAL.programme.languages})


def grown(stages: int, groups: int) -> Locale:
    """A handbook of so many stages in so many groups, each with a list of two items, and nothing else."""
    name = Text(wording=said().wording)
    keys = [str(number + 1) for number in range(stages)]
    shares = [tuple(keys[place::groups]) for place in range(groups)]
    held = {
        "stages": {key: Stage(name=name, summary=said(), checklist=(said(1), said(2))) for key in keys},
        "groups": {
            chr(65 + place): Group(name=name, summary=said(), stages=share, checklist=(said(3),))
            for place, share in enumerate(shares)
        },
    }
    empty = {
        section: type(getattr(ORIGINAL.programme, section))()
        for section in ("tasks", "roles", "partners", "documents", "topics", "terms", "questions", "changes")
    }
    return Locale(ORIGINAL.programme.model_copy(update={**empty, **held}), ORIGINAL.language)


def without_lists() -> Programme:
    stages = {
        key: stage.model_copy(update={"checklist": (), "first_month": ()})
        for key, stage in ORIGINAL.programme.stages.items()
    }
    groups = {
        key: group.model_copy(update={"checklist": ()}) for key, group in ORIGINAL.programme.groups.items()
    }
    return ORIGINAL.programme.model_copy(update={"stages": stages, "tasks": {}, "groups": groups})


@every_language
def test_every_list_stands_there_once_under_the_page_that_has_it(code: str) -> None:
    locale = EDITIONS[code]
    found = [held for part in board(locale) for page in part.pages for held in page.lists]
    assert found == list(all_lists(locale))
    for part in board(locale):
        assert part.count == sum(len(held.versions) for page in part.pages for held in page.lists) > 0
        assert all(held.name.startswith(page.address) for page in part.pages for held in page.lists)
    assert [part.name for part in board(locale)] == ["stages", "tasks", "transition"]


@every_language
def test_items_have_their_words_in_the_language_of_the_page(code: str) -> None:
    locale = EDITIONS[code]
    texts = item_texts(locale)
    lists = {held.name: held for held in all_lists(locale)}
    assert {name: len(items) for name, items in texts.items()} == {
        name: len(held.versions) for name, held in lists.items()
    }
    stage, record = next(iter(locale.programme.stages.items()))
    assert texts[f"s/{stage}#checklist"][0] == locale.text(record.checklist[0])


@pytest.mark.parametrize(("stages", "groups"), [(1, 1), (3, 1), (60, 5), (3, 3)])
def test_any_number_of_stages_and_groups(stages: int, groups: int) -> None:
    parts = {part.name: part for part in board(grown(stages, groups))}
    assert len(parts["stages"].pages) == stages and parts["stages"].count == 2 * stages
    assert ("transition" in parts) == (groups > 1)
    assert groups == 1 or len(parts["transition"].pages) == groups - 1


def test_the_page_is_there_only_with_lists_and_stands_among_the_reference_pages() -> None:
    address = ORIGINAL.addresses.overviews["progress"]
    assert address == "board"
    looked_up = next(section for section in navigation(ORIGINAL) if section.kind == "overviews")
    assert address in [link.address for link in looked_up.links]
    bare = Locale(without_lists(), ORIGINAL.language)
    assert list(all_lists(bare)) == [] and board(bare) == ()
    assert "progress" not in bare.addresses.overviews
    assert "progress" in grown(1, 1).addresses.overviews
