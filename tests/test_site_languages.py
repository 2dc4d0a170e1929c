"""Both languages have the same addresses and anchors, and say to machines which page is which."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from handbook.load import load
from tests.html_kit import Page, pages, split

LANGUAGES = load().languages
ROOT = "https://example.org/"


def by_language(site: Path) -> dict[str, dict[str, Page]]:
    found: dict[str, dict[str, Page]] = {code: {} for code in LANGUAGES}
    for address, page in pages(site):
        code, own = split(address, LANGUAGES)
        found[code][own] = page
    return found


def url(code: str, address: str) -> str:
    folder = "" if code == LANGUAGES[0] else f"{code}/"
    return f"{ROOT}{folder}{address}{'/' if address else ''}"


def test_addresses_are_equal(site: Path) -> None:
    first, *others = by_language(site).values()
    assert len(first) > 40
    for other in others:
        assert set(other) == set(first)


def test_anchors_are_equal(site: Path) -> None:
    first, *others = by_language(site).values()
    for address, page in first.items():
        for other in others:
            # Sorted, since the glossary is in the alphabetical order of each language.
            assert sorted(other[address].ids) == sorted(page.ids), address


def test_pages_say_their_language(site: Path) -> None:
    for code, held in by_language(site).items():
        for address, page in held.items():
            assert page.all("html")[0].get("lang") == code, address


def test_titles_are_unique_within_a_language(site: Path) -> None:
    for held in by_language(site).values():
        titles = Counter(page.all("title")[0].text for page in held.values())
        assert [title for title, count in titles.items() if count > 1] == []


def test_every_page_has_a_description_of_its_own_length(site: Path) -> None:
    for held in by_language(site).values():
        for address, page in held.items():
            (description,) = page.all("meta", name="description")
            assert 20 <= len(description.get("content")) <= 200, (address, description.get("content"))


def test_canonical_and_alternates_name_existing_pages(site: Path) -> None:
    held = by_language(site)
    for code, own in held.items():
        for address, page in own.items():
            assert page.all("link", rel="canonical")[0].get("href") == url(code, address)
            links = [e for e in page.all("link") if e.get("rel").strip() == "alternate"]
            named = {e.get("hreflang"): e.get("href") for e in links}
            expected = {other: url(other, address) for other in LANGUAGES}
            assert named == {**expected, "x-default": url(LANGUAGES[0], address)}, address


def test_the_switcher_leads_to_the_same_page(site: Path) -> None:
    for own in by_language(site).values():
        for address, page in own.items():
            switches = [e for e in page.all("a") if e.get("hreflang")]
            assert [e.get("hreflang") for e in switches] == list(LANGUAGES), address
            assert [e.get("lang") for e in switches] == list(LANGUAGES), address
            assert sum(bool(e.get("aria-current")) for e in switches) == 1


def test_sitemaps_list_exactly_the_pages(site: Path) -> None:
    for code, own in by_language(site).items():
        folder = site if code == LANGUAGES[0] else site / code
        listed = re.findall(r"<loc>([^<]+)</loc>", (folder / "sitemap.xml").read_text(encoding="utf-8"))
        assert sorted(listed) == sorted(url(code, address) for address in own)


def test_robots_name_the_sitemaps(site: Path) -> None:
    text = (site / "robots.txt").read_text(encoding="utf-8")
    named = re.findall(r"^Sitemap: (.+)$", text, re.MULTILINE)
    assert named == [url(code, "") + "sitemap.xml" for code in LANGUAGES]


def test_the_error_page_speaks_every_language(site: Path) -> None:
    page = Page.of(site / "404.html")
    labels = load().labels
    for code in LANGUAGES:
        assert labels["site.not_found"][code] in page.text(code)
        assert labels["site.not_found_hint"][code] in page.text(code)


def test_social_meta_needs_no_network(site: Path) -> None:
    for address, page in pages(site):
        assert page.all("meta", property="og:title")[0].get("content")
        assert page.all("meta", property="og:description")[0].get("content")
        assert not page.all("meta", property="og:image"), address
