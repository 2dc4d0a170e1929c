"""Programmes of 1, 3, 10 and 60 stages: pictures small, named, with links; blocks in order; stable."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from handbook.formats import direction
from handbook.model.text import Ground
from handbook.resources import PICTURES
from tests.shapes_kit import SHAPES, Built, built, rendered
from tests.site_builds import run

FIGURE = re.compile(r"<figure.*?</figure>", re.DOTALL)
MOST = 6000  # bytes of a picture and its style, compressed


def parsed(text: str) -> Any:
    """A page as a tree."""
    return html.fromstring(text)


def figures(made: Built) -> Iterator[tuple[str, Any]]:
    """The address of each page that is promised a picture, and the picture."""
    for language in made.shape.languages:
        for address, name in made.with_pictures().items():
            found = parsed(made.html(address, language)).find_class(f"picture-{name}")
            assert found, (address, language, name)
            for figure in found:
                yield made.page(address, language), figure


@cache
def anchors(file: Path) -> frozenset[str]:
    """What links can lead to on a page."""
    return (
        frozenset(parsed(file.read_text(encoding="utf-8")).xpath("//@id")) if file.is_file() else frozenset()
    )


def leads_somewhere(page: Path, link: str) -> bool:
    """Whether there is a page, and its part, to which a link of a page leads."""
    address, _, anchor = link.partition("#")
    held = anchors((page / address / "index.html").resolve())
    return anchor in held if anchor else bool(held)


def test_every_promised_picture_is_there_with_a_name_and_links(shaped: Built) -> None:
    for page, figure in figures(shaped):
        titles = [figure.findtext("figcaption"), *figure.xpath("@aria-label|nav/@aria-label")]
        assert [title for title in titles if title and title.strip()], page
        links = figure.xpath(".//a/@href")
        assert links and [link for link in links if not leads_somewhere(shaped.site / page, link)] == [], page
        for drawing in figure.iter("svg"):  # what is drawn over words is not read aloud
            assert drawing.xpath("ancestor-or-self::*[@aria-hidden='true']"), page


def test_a_picture_with_its_style_is_small(shaped: Built) -> None:
    sizes = {}
    for language in shaped.shape.languages:
        for address, name in shaped.with_pictures().items():
            style = (PICTURES / f"{name}.css").read_text(encoding="utf-8")
            for number, figure in enumerate(FIGURE.findall(shaped.html(address, language))):
                sizes[language, address, number] = len(gzip.compress((figure + style).encode()))
    assert {place: size for place, size in sizes.items() if size > MOST} == {}


def test_the_lead_today_and_what_to_do_come_first(shaped: Built) -> None:
    shape = shaped.shape
    orders = {
        "s/1": ["lead", "today", "picture-route", "first-month", "checklist", "tasks", "aims"],
        f"s/{shape.stages}": ["lead", "today", "picture-route", "first-month", "checklist", "aims"],
        "t/a1": ["lead", "today", "facts", "steps", "purpose", "picture-partners", "evidence"],
        "d/budget": ["lead", "today"],
    }
    for language in shape.languages:
        for address, order in orders.items():
            tree = parsed(shaped.html(address, language))
            (article,) = tree.xpath("//article")
            marks = [
                e.get("id") or e.get("class", "")
                for e in article.iter("h2", "aside", "figure", "p", "dl", "div")
            ]
            places: list[Any] = [
                next((n for n, mark in enumerate(marks) if part in mark.split()), None) for part in order
            ]
            assert None not in places and places == sorted(places), (language, address, order, places)
            (notice,) = tree.xpath("//aside[@id='today']")
            assert "lead" in notice.getprevious().get("class"), (language, address)
            assert "2020" in notice.text_content()
        assert "notice-today" not in shaped.html(f"t/{'a2'}", language)


def test_the_ground_of_most_statements_is_said_once_and_others_bear_a_sign(shaped: Built) -> None:
    for language in shaped.shape.languages:
        label = shaped.locale(language).label
        for address in ("s/1", "t/a1"):
            tree = parsed(shaped.html(address, language))
            (line,) = tree.find_class("rests-on")
            assert line.text_content() == label("page.unmarked", ground=label(f"ground.{Ground.EDITORIAL}"))
            shown = [mark for mark in tree.find_class("ground") if "usual" not in mark.get("class")]
            assert [mark.findtext("sup") for mark in shown] == ["S1"] * len(shown) and shown, address
            assert all(mark.find("small").text_content().strip() for mark in shown)


def test_a_page_has_the_language_and_the_direction_of_its_words(shaped: Built) -> None:
    for language in shaped.shape.languages:
        page = parsed(shaped.html("s/1", language))
        assert (page.get("lang"), page.find("body").get("dir")) == (language, direction(language))


@pytest.mark.parametrize(
    ("code", "expected"),
    [("id", "ltr"), ("ar", "rtl"), ("he", "rtl"), ("ur", "rtl"), ("fa", "rtl"), ("qqq", "ltr"), ("x", "ltr")],
)
def test_the_direction_follows_from_the_language(code: str, expected: str) -> None:
    assert direction(code) == expected


RENDERED = """
import sys
from pathlib import Path
from handbook.source.load import read
from tests.shapes_kit import rendered
for folder in sys.argv[1:]: print(rendered(read(Path(folder))))
"""


def test_pages_are_the_same_each_time_wherever_they_are_made(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Sets in another order, as in each new process, change nothing."""
    all_of_them = [built(tmp_path_factory, shape).dataset for shape in SHAPES]
    said = run("-c", RENDERED, *(str(dataset.folder) for dataset in all_of_them), PYTHONHASHSEED="7")
    assert said.returncode == 0, said.stderr
    assert said.stdout.split() == [rendered(dataset) for dataset in all_of_them]
