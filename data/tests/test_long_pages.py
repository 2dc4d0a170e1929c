"""A page too long to be taken in at once says at its top what is where, or is two pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

pytestmark = pytest.mark.build

LONG = 1200  # words
# What is read only on demand, in another language, or by programs.
_ASIDE = (
    *("ground", "rests-on", "legend", "moved", "headerlink", "tools"),
    *("hb-contents", "cite-links", "other"),
)
UNSEEN = "|".join(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]" for name in _ASIDE)
UNSEEN += "|.//script|.//style|.//template|.//*[@hidden]|.//details[not(@open)]/*[not(self::summary)]"


def words_seen(page: html.HtmlElement) -> int:
    """How many words of its own language a page shows in its middle."""
    (middle,) = page.xpath("//article")
    for element in middle.xpath(UNSEEN):
        element.drop_tree()
    return len(re.findall(r"\w[\w’'-]*", middle.text_content()))


def too_long(text: str) -> int:
    """The words of a page that is long and has no list of its parts; 0 for any other."""
    page = html.fromstring(text)
    listed = [*page.iterfind(".//nav[@class='hb-contents']//a"), *page.iterfind(".//p[@class='letters']//a")]
    count = words_seen(page)
    return count if count > LONG and len(listed) < 2 else 0


def test_long_pages_say_what_is_where(site: Path) -> None:
    long = {}
    for file in site.rglob("index.html"):
        text = file.read_text(encoding="utf-8")
        if "<article" in text and too_long(text):
            long[file.relative_to(site).as_posix()] = too_long(text)
    assert long == {}


def test_the_page_on_the_pokja_is_no_longer_than_one_sitting(site: Path) -> None:
    """What it was has become three pages: the Pokja, setting one up, one with another name."""
    for address in ("pokja", "membentuk-pokja", "nama-pokja"):
        for folder in (site, site / "en"):
            text = (folder / address / "index.html").read_text(encoding="utf-8")
            assert words_seen(html.fromstring(text)) <= LONG, address


@pytest.mark.parametrize(
    ("page", "count"),
    [
        ("<article>" + "kata " * 1201 + "</article>", 1201),
        ("<article>" + "kata " * 1200 + "</article>", 0),
        ("<article>" + "kata " * 900 + "<span class='other'>" + "word " * 900 + "</span></article>", 0),
        ("<article><nav class='hb-contents'><a>1</a><a>2</a></nav>" + "kata " * 2000 + "</article>", 0),
    ],
)
def test_the_rule_fires(page: str, count: int) -> None:
    assert too_long(f"<html><body>{page}</body></html>") == count
