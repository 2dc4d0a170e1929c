"""Bands of a transition: what stays, changes, ends, begins, before the lists of each."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from handbook.source.load import Dataset
from handbook.views.pictures.transition import MOST, transition_bands
from handbook.views.transition import transitions
from tests.browser_kit import DESKTOP, PHONE, Served, page
from tests.picture_programme_kit import html_of, locale_of, programme, record, statement


def _made(folder: Path, groups: int = 2, ending: int = 1) -> Dataset:
    """In each group one task that stays and as many that end as asked for; a role begins in the second."""
    names = [chr(ord("a") + n) for n in range(groups)]
    tasks: dict[str, Any] = {}
    for g in names:
        others = [f"{other}1" for other in names if other != g]
        tasks[f"{g}1"] = record("same task", group=g, counterpart=others)
    for n in range(ending):
        tasks[f"a{n + 2}"] = record(f"ending {n}", group="a", counterpart="none")
    held = {"b": {"description": statement("leads")}}
    roles = {"leader": record("leader", groups=held)} if groups > 1 else {}
    return programme(folder, stages=max(groups, 2), groups=groups, tasks=tasks, roles=roles)


def test_each_band_says_what_happens_to_what(tmp_path: Path) -> None:
    dataset = _made(tmp_path / "d")
    assert dataset.programme is not None
    (move,) = transitions(dataset.programme)
    picture = transition_bands(locale_of(dataset), move)

    result = {
        (part.section, band.change.value): [(one.before, one.after) for one in band.items]
        for part in picture.parts
        for band in part.bands
    }
    assert result == {
        ("tasks", "stays"): [("a1", "b1")],
        ("tasks", "leaves"): [("a2", "")],
        ("roles", "arrives"): [("", "leader")],
    }


@pytest.mark.parametrize("groups", [1, 2, 10])
def test_there_is_a_picture_for_each_pair_of_groups_whose_links_lead_somewhere(
    groups: int, tmp_path: Path
) -> None:
    dataset = _made(tmp_path / "d", groups)
    addresses = locale_of(dataset).addresses.overviews
    if groups == 1:
        assert "transition" not in addresses
        return
    html = html_of(dataset, addresses["transition"])
    assert html.count('class="picture picture-transition"') == groups - 1
    ids = set(re.findall(r' id="([^"]+)"', html))
    figures = re.findall(r"<figure.*?</figure>", html, re.DOTALL)
    anchors = {anchor for figure in figures for anchor in re.findall(r'href="#([^"]+)"', figure)}
    assert anchors and anchors <= ids


def test_a_band_with_too_many_is_counted(tmp_path: Path) -> None:
    dataset = _made(tmp_path / "d", ending=MOST + 1)
    html = html_of(dataset, locale_of(dataset).addresses.overviews["transition"])

    band = re.search(r'<div class="band band-leaves">.*?</div>', html, re.DOTALL)
    assert band and "<ul>" not in band[0] and f"</a> {MOST + 1}</p>" in band[0]


def test_what_to_do_stands_before_the_tables(site: Path) -> None:
    html = (site / "change" / "index.html").read_text(encoding="utf-8")
    here = "siap-to-layan"
    places = [html.index(f'id="{here}{part}"') for part in ("", "-checklist", "-handover", "-stays")]
    assert places == sorted(places)
    assert places[0] < html.index("picture-transition") < places[1]
    for part in ("reworded", "leaves", "arrives", "roles", "partners", "entry"):
        assert html.count(f'id="{here}-{part}"') == 1


_SPAN = """(change) => {
  const band = document.querySelector(`.band-${change}`).getBoundingClientRect();
  const whole = document.querySelector(".picture-transition").getBoundingClientRect();
  return [(band.left - whole.left) / whole.width, (band.right - whole.left) / whole.width];
}"""


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_bands_run_from_side_to_side(viewport: dict[str, int], browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=viewport) as window:
        window.goto(f"{served_site.address}change/")
        spans = {c: window.evaluate(_SPAN, c) for c in ("reworded", "leaves", "arrives")}
        assert [round(end) for end in spans["reworded"]] == [0, 1]
        assert spans["leaves"][0] == pytest.approx(0) and spans["leaves"][1] < 0.5
        assert spans["arrives"][0] > 0.5 and spans["arrives"][1] == pytest.approx(1)
        window.evaluate("document.documentElement.dir = document.body.dir = 'rtl'")
        assert window.evaluate(_SPAN, "leaves")[0] > 0.5
