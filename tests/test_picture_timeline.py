"""A timeline: times as heads in their order, what happened at one time together."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser

from handbook.views.blocks import Item, at_one_time
from tests.browser_kit import PHONE, page
from tests.picture_programme_kit import html_of, programme, record, statement, text
from tests.places import ROOT

TIMES = ["2010", "2010", "2015", "2010"]


def _html(folder: Path, times: list[str]) -> str:
    events = [
        {"when": {"id": t, "en": t, "same": True}, **statement(f"event {n}")} for n, t in enumerate(times)
    ]
    section = {"key": "times", "title": text("Times"), "events": events}
    dataset = programme(folder, topics={"then": record("then", sections=[section])})
    return html_of(dataset, "then")


def test_what_follows_at_one_time_stands_under_one_head(tmp_path: Path) -> None:
    html = _html(tmp_path / "d", TIMES)

    (held,) = re.findall(r'<ol class="timeline">.*?</ol>', html, re.DOTALL)
    assert re.findall(r"<b>(.*?)</b>", held) == ["2010", "2015", "2010"]
    assert re.findall(r"event \d id", held) == [f"event {n} id" for n in range(4)]
    assert at_one_time([]) == []
    assert at_one_time([Item()]) == [(None, [Item()])]


def test_the_line_ends_at_the_last_time(browser: Browser, tmp_path: Path) -> None:
    style = (ROOT / "handbook/resources/pictures/timeline.css").read_text(encoding="utf-8")
    with page(browser, viewport=PHONE) as window:
        window.set_content(
            f'<style>{style}</style><div class="md-typeset">{_html(tmp_path / "d", TIMES)}</div>'
        )
        lines = window.evaluate(
            """() => [...document.querySelectorAll(".timeline > li")]
            .map((one) => getComputedStyle(one, "::before").display)"""
        )
        assert [line != "none" for line in lines] == [True, True, False]
        assert window.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
