"""In a real browser: what is copied is just the citation or link, entries open by their address."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from handbook.views.citation import citation, html_link, markdown_link
from handbook.views.materials import anchor_of
from tests.browser_kit import PHONE, Served, page
from tests.print_kit import DATASET, locales_of_site

assert DATASET.programme is not None
PERMISSIONS = ["clipboard-read", "clipboard-write"]
EDITIONS = locales_of_site()
FIRST = DATASET.programme.languages[0]
RECORDS = [("stages", next(iter(DATASET.programme.stages))), ("tasks", list(DATASET.programme.tasks)[-1])]
CASES = [(code, section, key) for code in EDITIONS for section, key in RECORDS]


def address_of(served: Served, code: str, rest: str) -> str:
    return f"{served.address}{'' if code == FIRST else f'{code}/'}{rest}/"


@pytest.mark.parametrize(("code", "section", "key"), CASES)
def test_copies_are_exact(code: str, section: str, key: str, browser: Browser, served_site: Served) -> None:
    locale = EDITIONS[code]
    own = locale.addresses.of(section, key)
    here = address_of(served_site, code, own)
    expected = {here}
    for other, shown in EDITIONS.items():
        expected.add(citation(shown, shown.name(section, key), address_of(served_site, other, own)))
    expected.add(html_link(locale.name(section, key), here))
    expected.add(markdown_link(locale.name(section, key), here))
    with page(browser, permissions=PERMISSIONS) as window:
        anchor = anchor_of(locale, section, key)
        window.goto(f"{address_of(served_site, code, locale.addresses.overviews['materials'])}#{anchor}")
        entry = window.locator("details.material", has=window.locator(f'[id="{anchor}"]'))
        assert entry.get_attribute("open") is not None, "the address of an entry opens it"
        links = entry.locator("a.copy")
        assert links.count() == len(expected)
        copied = set()
        for place in range(links.count()):
            links.nth(place).click()
            status = entry.locator(".copy-status")
            status.filter(has_text=locale.label("cite.copied")).wait_for()
            copied.add(window.evaluate("navigator.clipboard.readText()"))
            status.evaluate("element => { element.textContent = '' }")
        assert copied == expected
        others = window.locator("details.material:not([open]) .copy-status")
        assert set(others.all_text_contents()) == {""}


def test_without_javascript_all_is_there_to_be_selected(browser: Browser, served_site: Served) -> None:
    locale = EDITIONS[FIRST]
    section, key = RECORDS[1]
    anchor = anchor_of(locale, section, key)
    with page(browser, java_script_enabled=False) as window:
        window.goto(address_of(served_site, FIRST, locale.addresses.overviews["materials"]))
        entry = window.locator("details.material", has=window.locator(f'[id="{anchor}"]'))
        assert not entry.locator(f'[id="{anchor}.md"]').is_visible()
        entry.locator("summary").click()
        assert entry.locator(f'[id="{anchor}.md"]').is_visible()
        entry.locator(f'a[href="#{anchor}.html"]').click()
        window.wait_for_url(f"**#{anchor}.html")


@pytest.mark.parametrize("code", EDITIONS)
def test_on_a_phone_nothing_is_wider_than_the_screen(
    code: str, browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=PHONE) as window:
        window.goto(address_of(served_site, code, EDITIONS[code].addresses.overviews["materials"]))
        window.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")
        assert window.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        for link in window.locator(".material:first-of-type a").all():
            box = link.bounding_box()
            assert box is not None
            assert box["height"] >= 24


def test_the_keyboard_opens_and_copies(browser: Browser, served_site: Served) -> None:
    locale = EDITIONS[FIRST]
    with page(browser, permissions=PERMISSIONS) as window:
        window.goto(address_of(served_site, FIRST, locale.addresses.overviews["materials"]))
        window.locator("details.material summary").first.focus()
        window.keyboard.press("Enter")
        window.keyboard.press("Tab")
        window.keyboard.press("Tab")
        window.keyboard.press("Enter")
        section, key = RECORDS[0]
        window.locator("details[open] .copy-status").filter(has_text=locale.label("cite.copied")).wait_for()
        expected = address_of(served_site, FIRST, locale.addresses.of(section, key))
        assert window.evaluate("navigator.clipboard.readText()") == expected
