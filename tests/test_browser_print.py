"""What a reader prints from the browser holds all of the page: closed blocks too."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser_kit import KINDS, LANGUAGES, Served, page

# Another page that gets such a block, and one within it.
BLOCKS = (
    "<details><summary>Outer</summary><p>First closed words</p>"
    "<details><summary>Inner</summary><p>Second closed words</p></details></details>"
)


def printed(window: Page, folder: Path) -> str:
    """The text of the page on paper, with single spaces."""
    file = folder / "page.pdf"
    window.pdf(path=str(file))
    document = pypdfium2.PdfDocument(file)
    texts = []
    for sheet in document:
        text = sheet.get_textpage()
        texts.append(text.get_text_bounded())
        text.close()
        sheet.close()
    document.close()
    return re.sub(r"\s+", "", " ".join(texts).replace("\ufffe", ""))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_every_closed_block_of_a_page_is_on_paper(
    folder: str, scripts: bool, tmp_path: Path, browser: Browser, served_site: Served
) -> None:
    with page(browser, java_script_enabled=scripts) as window:
        window.goto(f"{served_site.address}{folder}{KINDS['materials']}")
        blocks = window.locator("article details:not([open])")
        citations = window.locator("article details:not([open]) cite").all_text_contents()
        assert blocks.count() > 5 and len(citations) >= blocks.count()
        text = printed(window, tmp_path)
        missing = [words for words in citations if re.sub(r"\s+", "", words) not in text]
        assert missing == []


def test_blocks_in_blocks_are_printed_and_closed_again(
    tmp_path: Path, browser: Browser, served_site: Served
) -> None:
    with page(browser) as window:
        window.goto(f"{served_site.address}{KINDS['questions']}")
        window.evaluate(
            "(html) => document.querySelector('article').insertAdjacentHTML('beforeend', html)", BLOCKS
        )
        window.evaluate(
            "document.querySelector('article').insertAdjacentHTML('beforeend',"
            " '<details open id=opened><summary>Open</summary><p>Open words</p></details>')"
        )
        text = printed(window, tmp_path)
        for words in ("Firstclosedwords", "Secondclosedwords", "Openwords"):
            assert words in text
        expect(window.locator("article details[open]")).to_have_count(1)
        expect(window.locator("#opened")).to_have_attribute("open", "")


def test_asked_twice_before_it_is_printed_the_blocks_are_still_closed_afterwards(
    browser: Browser, served_site: Served
) -> None:
    with page(browser) as window:
        window.goto(f"{served_site.address}{KINDS['materials']}")
        count = window.locator("article details[open]").count()
        window.evaluate("dispatchEvent(new Event('beforeprint')), dispatchEvent(new Event('beforeprint'))")
        assert window.locator("article details:not([open])").count() == 0
        window.evaluate("dispatchEvent(new Event('afterprint'))")
        assert window.locator("article details[open]").count() == count
