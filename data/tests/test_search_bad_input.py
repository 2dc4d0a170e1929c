"""Whatever is typed: no error, no freeze, nothing injected."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser_kit import DESKTOP, Served, Watcher, page
from tests.search_dialog_kit import open_dialog, type_query

QUERIES = {
    "10,000 letters": "a" * 10_000,
    "10,000 words": "memorandum program " * 1_000,
    "punctuation": "!?.,;:-_'\"()[]{}<>/\\|@#$%^&*+=~`",
    "emoji": "😀🇮🇩👩‍👩‍👧‍👦💧🚽",
    "right to left": "مجموعة عمل الصرف الصحي שלום",
    "HTML": '<img src=x onerror="document.title=1"><script>document.title=2</script> memorandum',
    "entities": "&lt;b&gt; &amp; memorandum",
    "regular expression": "(a+)+$ [^]* \\p{L} memorandum",
    "names of objects": "constructor __proto__ toString hasOwnProperty valueOf",
    "combining marks": "m\u0301\u0302\u0303" * 500,
    "nothing": "   ",
    "zero width": "\u200b\u200d\ufeff",
    "half a pair": "memorandum \ud83d",
}
PATIENCE = 5_000  # milliseconds in which any answer has come


@pytest.mark.parametrize("where", ["dialog", "page"])
@pytest.mark.parametrize("kind", QUERIES)
def test_a_query_is_answered(kind: str, where: str, browser: Browser, served_site: Served) -> None:
    query = QUERIES[kind]
    with page(browser, viewport=DESKTOP) as window:
        watcher = Watcher(window)
        if where == "dialog":
            open_dialog(window, f"{served_site.address}t/b7/", "memorandum")
            links, box = window.locator(".md-search-result__link"), ".md-search__input"
        else:
            window.goto(f"{served_site.address}cari/?q=memorandum")
            links, box = window.locator(".found a"), "#q"
        expect(links.first).to_be_visible()
        title = window.title()
        window.evaluate("([box, text]) => { document.querySelector(box).value = text; }", [box, query])
        window.locator(box).dispatch_event("keyup" if where == "dialog" else "input")
        window.wait_for_timeout(300)
        type_query(window, "pengoordinasian") if where == "dialog" else window.locator(box).fill(
            "pengoordinasian"
        )
        first = links.filter(has_text="oordina").first
        expect(first).to_be_visible(timeout=PATIENCE)
        shown = window.locator(".md-search__inner" if where == "dialog" else ".hb-search-page")
        assert shown.locator("img, script").count() == 0
        assert window.title() == title
        assert watcher.errors == []


def test_html_in_a_query_is_shown_as_text(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=DESKTOP) as window:
        window.goto(f"{served_site.address}cari/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&kind=%3Cb%3E")
        expect(window.locator("#q")).to_have_value("<img src=x onerror=alert(1)>")
        window.wait_for_timeout(300)
        assert window.locator("article img").count() == 0


def test_words_to_mark_are_never_read_as_a_pattern_or_as_html(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=DESKTOP) as window:
        watcher = Watcher(window)
        window.goto(f"{served_site.address}t/b2/?h=%3Cimg%3E%20(%20.*%20[%20memorandum%20%5C")
        expect(window.locator("article mark").first).to_have_text("memorandum", ignore_case=True)
        texts = set(window.locator("article mark").all_text_contents())
        assert {text.lower() for text in texts} == {"memorandum"}
        assert window.locator("article img").count() == 0
        assert watcher.errors == []
