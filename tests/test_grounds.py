"""On what statements rest: a line for most of a page, a small sign for the others, all in words on demand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from handbook.localised import Locale
from handbook.model.text import Ground, Grounded
from handbook.views.grounds import ground_sign, ground_words, usual_ground
from tests.browser_kit import DESKTOP, PHONE, Served, page, switch

WORDS = ".record li > .ground > small"


def entry(ground: str, *cite: str, **more: str) -> Grounded:
    return Grounded.model_validate({"ground": ground, "cite": list(cite), **more})


def test_the_commonest_ground_needs_no_mark() -> None:
    held = [entry("source"), entry("editorial"), entry("editorial")]
    assert usual_ground(held) is Ground.EDITORIAL
    assert usual_ground(held[:2]) is Ground.SOURCE  # of two equally common ones the first of the model
    assert usual_ground([Grounded()]) is None


def test_documents_are_counted_and_one_is_never_said_of_two(site_locales: dict[str, Locale]) -> None:
    locale = site_locales["en"]
    sources = list(locale.programme.sources)
    assert len(sources) > 1
    both = ground_words(locale, entry("reference", *sources[:2]))
    one = ground_words(locale, entry("reference", sources[0]))
    parts = ground_words(locale, entry("reference", *sources[:2], certainty="single"))
    assert sources[0].upper() in one and "document" not in one
    assert re.search(r"\b2 independent documents\b", both) or "same document" in both
    assert not re.search(r"one source|1 document", f"{both} {parts}", re.IGNORECASE)
    assert all(code.upper() in parts for code in sources[:2])


def test_the_sign_of_a_reference_is_the_code_of_its_source(site_locales: dict[str, Locale]) -> None:
    locale = site_locales["id"]
    code = next(iter(locale.programme.sources))
    assert ground_sign(locale, entry("reference", code)) == code.upper()
    assert len({ground_sign(locale, entry(ground)) for ground in ("source", "editorial")}) == 2


@pytest.mark.build
def test_the_head_says_what_statements_without_a_mark_rest_on(site: Path) -> None:
    for address in ("s/3", "t/l1", "d/buku-induk"):
        html = (site / address / "index.html").read_text(encoding="utf-8")
        line = re.search(r'<p class="rests-on">(.*?)</p>', html)
        assert line is not None, address
        unmarked = re.findall(r'class="ground ground-(\w+) usual"', html)
        assert len(set(unmarked)) == 1, address
        assert f'ground-{unmarked[0]}" tabindex' not in html  # the usual one is never shown as another
        assert line[1].strip()
    sources = (site / "sources" / "index.html").read_text(encoding="utf-8")
    assert 'class="ground ' not in sources.partition("about-certainty")[0]  # words there are no marks


def test_words_are_for_screen_readers_and_on_demand(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        window.goto(f"{served_site.address}t/l1/")
        mark = window.locator(".ground:not(.usual)").first
        words = mark.locator("small")
        box = words.bounding_box()
        assert box is not None and box["width"] <= 1 and words.inner_text().strip()
        mark.click()
        box = words.bounding_box()
        assert box is not None and box["width"] > 20
        assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
        assert window.locator(".ground.usual").first.is_hidden()


def test_all_words_can_be_switched_on_without_scripts(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=DESKTOP, java_script_enabled=False) as window:
        window.goto(f"{served_site.address}t/l1/")
        assert window.locator(".ground.usual").first.is_hidden()
        switch(window, "all-grounds", on=True)
        assert window.locator(".ground.usual").first.is_visible()
        assert all(
            box["width"] > 20 for box in (m.bounding_box() for m in window.locator(WORDS).all()) if box
        )


@pytest.mark.build
@pytest.mark.parametrize("section", ["stages", "tasks", "roles", "documents", "partners"])
def test_a_list_says_of_each_lead_what_it_rests_on(
    section: str, site: Path, site_locales: dict[str, Locale]
) -> None:
    """What has no mark rests on what the head of the page says, also where a picture has marks."""
    locale = site_locales["id"]
    html = (site / locale.addresses.overviews[section] / "index.html").read_text(encoding="utf-8")
    leads = [record.summary.ground for record in getattr(locale.programme, section).values()]
    cards = html.partition('<ul class="cards">')[2]
    assert html.count('<p class="rests-on">') == 1
    assert cards.count('class="ground ground-') >= len(leads)
    usual = usual_ground(record.summary for record in getattr(locale.programme, section).values())
    assert locale.label("page.unmarked", ground=locale.label(f"ground.{usual}")) in html
    assert cards.count(f'class="ground ground-{usual} usual"') >= leads.count(usual)
