"""A role's page shows what the role is in each group of stages side by side, and where it changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from handbook.source.load import Dataset
from handbook.views.transition import Change, role_change
from tests.browser_kit import DESKTOP, PHONE, Served, page
from tests.picture_programme_kit import html_of, locale_of, programme, record, statement

LANGUAGES = ("id", "en", "qq")


def _programme(folder: Path, held: dict[str, str], stages: int, groups: int) -> Dataset:
    """A programme with one role, held in some groups in these words."""
    described: dict[str, Any] = {
        group: {"description": statement(words, LANGUAGES)} for group, words in held.items()
    }
    change = [statement("what changes", LANGUAGES)]
    role = record("role", LANGUAGES, groups=described, change=change)
    return programme(folder, stages, groups, LANGUAGES, roles={"guide": role})


def _page(dataset: Dataset, language: str = "id") -> str:
    return html_of(dataset, locale_of(dataset).addresses.of("roles", "guide"), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("stages", "groups"), [(3, 3), (60, 5)])
def test_every_group_has_a_part_in_order_with_its_anchor(
    tmp_path: Path, stages: int, groups: int, language: str
) -> None:
    names = [chr(ord("a") + n) for n in range(groups)]
    html = _page(_programme(tmp_path / "d", dict.fromkeys(names, "words"), stages, groups), language)

    places = [html.index(f'<div class="side"><h3 id="group-{name}">') for name in names]
    assert places == sorted(places)
    assert html.count('<div class="side">') == groups


def test_what_changed_from_the_group_before_is_said(tmp_path: Path) -> None:
    held = {"b": "one", "c": "one", "d": "other"}
    dataset = _programme(tmp_path / "d", held, 10, 5)
    html, t = _page(dataset, "en"), locale_of(dataset, "en").label

    parts = html.split('<div class="side">')[1:]
    expected = {1: "arrives", 2: "stays", 3: "reworded", 4: "leaves"}
    assert 'class="compared"' not in parts[0]
    for place, change in expected.items():
        group = locale_of(dataset, "en").name("groups", "abcde"[place - 1])
        assert t(f"role.compared.{change}", group=group) in parts[place]
    for place in (0, 4):
        assert 'class="absent"' in parts[place]


def test_one_group_has_nothing_beside_it(tmp_path: Path) -> None:
    html = _page(_programme(tmp_path / "d", {"a": "words"}, 1, 1))

    assert 'class="side' not in html
    assert '<h2 id="group-a">' in html
    assert 'class="compared"' not in html


def test_what_changes_follows_at_once(tmp_path: Path) -> None:
    dataset = _programme(tmp_path / "d", {"a": "one", "b": "two"}, 4, 2)
    html = _page(dataset)

    headings = [part.partition('"')[0] for part in html.split('<h2 id="')[1:]]
    assert headings[:2] == ["groups", "change"]


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("one", "one", Change.STAYS),
        ("one", "two", Change.REWORDED),
        ("one", "", Change.LEAVES),
        ("", "one", Change.ARRIVES),
    ],
)
def test_change_is_told_by_the_words(before: str, after: str, change: Change, tmp_path: Path) -> None:
    held = {group: words for group, words in (("a", before), ("b", after)) if words}
    made = _programme(tmp_path / "d", held, 4, 2).programme
    assert made is not None

    groups = made.roles["guide"].groups
    assert role_change(groups.get("a"), groups.get("b")) is change


def test_groups_stand_beside_each_other_where_there_is_room(browser: Browser, served_site: Served) -> None:
    tops = "all => all.map(e => Math.round(e.getBoundingClientRect().top))"
    with page(browser, viewport=DESKTOP) as window:
        window.goto(f"{served_site.address}r/penghubung/")
        sides = window.locator(".side")
        assert sides.count() > 1
        assert len(set(sides.evaluate_all(tops))) < sides.count()
        window.set_viewport_size(PHONE)  # type: ignore[arg-type]
        assert len(set(sides.evaluate_all(tops))) == sides.count()
