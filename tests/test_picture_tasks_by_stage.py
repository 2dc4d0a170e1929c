"""Tasks by stage: each with where it mainly falls, in numbers and words, and the roles it calls on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from handbook.html.renderer import Renderer
from handbook.localised import locales
from handbook.source.load import Dataset, read
from handbook.views.pictures.tasks_by_stage import TasksByStage, tasks_by_stage
from tests.axe_kit import violations_in_both_schemes
from tests.browser_kit import DESKTOP, PHONE, Served, page
from tests.picture_programme_kit import html_of, locale_of, programme, record, statement
from tests.places import LIBRARIES


def _made(folder: Path, stages: int, groups: int = 1) -> Dataset:
    """Two tasks of the first group: one in stage 1 for both roles, one in no stage for the second."""

    def task(what: str, mainly: list[str], roles: list[str]) -> dict[str, Any]:
        weights = [{"stage": stage, "ground": "editorial"} for stage in mainly]
        calls = [{"role": role, "ground": "editorial"} for role in roles]
        return record(
            what, group="a", counterpart="none", steps=[statement("s")], stages=weights, roles=calls
        )

    roles = {key: record(key, groups={"a": {"description": statement(key)}}) for key in ("one", "two")}
    tasks = {"a1": task("first", ["1"], ["one", "two"]), "a2": task("second", [], ["two"])}
    return programme(folder, stages, groups, roles=roles, tasks=tasks)


def _picture(dataset: Dataset, role: str | None = None) -> TasksByStage:
    picture = tasks_by_stage(locale_of(dataset), role)
    assert picture is not None
    return picture


def test_a_strip_has_every_stage_of_a_group_of_twelve_and_of_more_only_the_main_ones(tmp_path: Path) -> None:
    for stages, first, second in ((1, 1, 1), (12, 12, 12), (13, 1, 0), (60, 1, 0)):
        rows = _picture(_made(tmp_path / str(stages), stages)).groups[0].rows
        assert [len(row.cells) for row in rows] == [first, second], stages
        assert [row.stages for row in rows] == [("1",), ()]


def test_groups_without_tasks_are_left_out(tmp_path: Path) -> None:
    assert [held.group for held in _picture(_made(tmp_path / "d", 10, 5)).groups] == ["a"]


def test_a_role_has_its_own_tasks_alone(tmp_path: Path) -> None:
    dataset = _made(tmp_path / "d", 3)

    assert [row.code for row in _picture(dataset, "one").groups[0].rows] == ["a1"]
    assert [row.code for row in _picture(dataset, "two").groups[0].rows] == ["a1", "a2"]
    assert all(not row.roles for row in _picture(dataset, "two").groups[0].rows)
    assert tasks_by_stage(locale_of(dataset), "none") is None


def test_nothing_is_drawn_without_tasks(tmp_path: Path) -> None:
    dataset = programme(tmp_path / "d", 3)

    assert "picture-tasks-by-stage" not in html_of(dataset, locale_of(dataset).addresses.overviews["matrix"])


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_words_say_what_the_strip_shows(language: str) -> None:
    dataset = read(LIBRARIES)
    locale = locales(dataset)[language]
    html = str(Renderer(locale, dataset).page(locale.addresses.overviews["matrix"]))
    picture = html[html.index("<figure") : html.index("</figure>")]
    assert html.index("<figure") < html.index("<table")
    for code, task in locale.programme.tasks.items():
        row = next(row for row in picture.split("<li>") if f">{code}</b>" in row)
        assert re.findall(r'<i class="mainly">(\w+)</i>', row) == [weight.stage for weight in task.stages]
        words = [locale.label("stage.numbered", number=weight.stage) for weight in task.stages]
        assert not words or f"{locale.label('task.stages')}: {', '.join(words)}." in row
        for call in task.roles:
            assert locale.name("roles", call.role) in row


def test_it_stands_on_the_overview_of_roles_and_on_each_role(tmp_path: Path) -> None:
    dataset = _made(tmp_path / "d", 3)

    for address in ("r", "r/one", "r/two"):
        assert html_of(dataset, address).count("picture-tasks-by-stage") == 1
    assert 'id="tasks"' in html_of(dataset, "r/one")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_barrier_and_nothing_too_wide(
    viewport: dict[str, int], browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=viewport, color_scheme="light") as window:
        for address in ("table/", "r/", "r/penghubung/"):
            window.goto(served_site.address + address, wait_until="load")
            if address == "r/":  # pages of the other kinds are tried in test_browser_accessibility
                assert violations_in_both_schemes(window) == []
            for size in ("125%", "250%"):
                window.evaluate("size => document.documentElement.style.fontSize = size", size)
                figure = window.locator(".picture-tasks-by-stage")
                assert figure.evaluate("e => e.scrollWidth <= e.clientWidth"), (address, size)
