"""Session outlines fill half a day and lead to what a trainer hands out, on the site and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.formats import size_in_words
from handbook.model.parts import PlanItem, Section
from handbook.model.traverse import entries
from handbook.outputs.printed import FOLDER
from handbook.outputs.session_files import named, path_of
from handbook.views.session_links import session_files
from tests.html_kit import Page
from tests.print_kit import DATASET, Printed, locales_of_site, squeezed
from tests.programme_copy import Copy

assert DATASET.programme is not None
PROGRAMME = DATASET.programme
EDITIONS = locales_of_site()
HALF_A_DAY = range(180, 241)  # minutes
OUTLINES = [
    (topic, section) for topic, held in PROGRAMME.topics.items() for section in held.sections if section.plan
]
every_language = pytest.mark.parametrize("code", PROGRAMME.languages)


def files_of(topic: str) -> list[str]:
    """The names that a topic's sections and plans give."""
    held = entries(PROGRAMME.topics[topic], ())
    return [name for _, e in held if isinstance(e, (PlanItem, Section)) for name in e.handouts]


@pytest.fixture
def linked(printed_and_pictured: Path) -> Path:
    """The site whose outlines link all that is printed and drawn."""
    return printed_and_pictured


@every_language
@pytest.mark.parametrize(
    "topic", [topic for topic in dict.fromkeys(t for t, _ in OUTLINES) if files_of(topic)]
)
def test_files_are_linked_with_their_sizes_once_they_are_there(topic: str, code: str, linked: Path) -> None:
    locale = EDITIONS[code]
    folder = linked if code == PROGRAMME.languages[0] else linked / code
    file = folder / locale.addresses.of("topics", topic) / "index.html"
    links = [e for e in Page.of(file).all("a") if "/pdf/" in e.get("href") or "/pictures/" in e.get("href")]
    files = session_files(locale, files_of(topic))
    assert len(files) > 10
    for _, title, path in files:
        result = [link for link in links if link.get("href").endswith(path) and link.text.startswith(title)]
        assert result, path
        target = (file.parent / result[0].get("href")).resolve()
        assert target.is_relative_to(linked)
        assert size_in_words(target.stat().st_size, code) in result[0].text
        assert f".{code}." in path


@every_language
@pytest.mark.parametrize("topic", dict.fromkeys(topic for topic, _ in OUTLINES))
def test_a_site_without_files_says_them_in_words(topic: str, code: str, site: Path) -> None:
    folder = site if code == PROGRAMME.languages[0] else site / code
    page = Page.of(folder / EDITIONS[code].addresses.of("topics", topic) / "index.html")
    text = page.text(code)
    for _, title, path in session_files(EDITIONS[code], files_of(topic)):
        assert f"{title} ({path})" in text


@every_language
@pytest.mark.parametrize("topic", dict.fromkeys(topic for topic, _ in OUTLINES))
def test_on_paper_they_are_words_with_a_path(topic: str, code: str, printed: Path) -> None:
    book = Printed(printed / FOLDER / f"handbook.{code}.pdf")
    text = squeezed(book.text)
    for _, title, path in session_files(EDITIONS[code], files_of(topic)):
        assert squeezed(f"{title} ({path})") in text


def test_every_printed_edition_and_slide_can_be_named() -> None:
    for dataset in (DATASET,):
        assert dataset.programme is not None
        known = named(dataset.programme)
        assert {"book", "poster"} <= set(known)
        for group in dataset.programme.groups:
            assert f"checklist/{group.lower()}" in known
        for stage in dataset.programme.stages:
            assert {f"leaflet/{stage}", f"stage-checklist/{stage}", f"slide/s/{stage}"} <= set(known)
        for task in dataset.programme.tasks:
            assert {f"task/{task.lower()}", f"slide/t/{task.lower()}"} <= set(known)
        paths = [path_of(file) for files in known.values() for file in files]
        assert len(set(paths)) == len(paths)


def test_a_plan_of_another_programme_takes_handouts(programme: Copy) -> None:
    programme.change("topics.yaml", "minutes: 40,", "minutes: 40, handouts: [leaflet/1, slide/s/2],")
    assert programme.problems() == []
