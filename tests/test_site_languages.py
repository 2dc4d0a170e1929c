"""Both languages have the same addresses and anchors, and say to machines which page is which."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from handbook.localised import locales
from handbook.model.traverse import texts
from handbook.source.load import load, read
from tests.html_kit import Page, pages, split
from tests.places import LIBRARIES, LIBRARIES_DOCS

LANGUAGES = load(LIBRARIES).languages
ROOT = "https://example.org/"


def by_language(site: Path) -> dict[str, dict[str, Page]]:
    result: dict[str, dict[str, Page]] = {code: {} for code in LANGUAGES}
    for address, page in pages(site):
        code, own = split(address, LANGUAGES)
        result[code][own] = page
    return result


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


def test_no_sentence_of_another_language_stands_unmarked(site: Path) -> None:
    shown = locales(read(LIBRARIES, LIBRARIES_DOCS))
    for code, held in by_language(site).items():
        words = "\n".join(page.text(code) for page in held.values())
        for other in set(LANGUAGES) - {code}:
            for path, text in texts(load(LIBRARIES)):
                sentence = " ".join(shown[code].plain(text, other).split())
                # Names may be synonyms in the other language; sentences never are.
                if len(sentence) > 40 and path[-1] != "name" and not text.same:
                    assert sentence not in words, (code, path)


def test_phrases_in_another_language_are_marked(site: Path) -> None:
    held = by_language(site)
    marked = {
        code: {(e.get("lang"), e.text) for page in own.values() for e in page.all("i") if e.get("lang")}
        for code, own in held.items()
    }
    for path, text in texts(load(LIBRARIES)):
        for code in LANGUAGES:
            for words, language in re.findall(r"\[([^\[\]]+)\]\{([a-z]{2,3})\}", text.get(code)):
                assert (language, words) in marked[code], path


def test_titles_of_sources_are_in_their_language(site: Path) -> None:
    programme = load(LIBRARIES)
    for own in by_language(site).values():
        titles = {(e.get("lang"), e.text) for e in own[programme.programme.addresses.sources].all("cite")}
        for key, source in programme.sources.items():
            assert (source.language, " ".join(source.title.split())) in titles, key


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
            links = [e for e in page.all("link") if e.get("rel").strip() == "alternate" and e.get("hreflang")]
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
    labels = load(LIBRARIES).labels
    for code in LANGUAGES:
        assert labels["site.not_found"][code] in page.text(code)
        assert labels["site.not_found_hint"][code] in page.text(code)


def test_social_meta_leads_to_no_other_site(site: Path) -> None:
    own = url("id", "")
    for address, page in pages(site):
        assert page.all("meta", property="og:title")[0].get("content")
        assert page.all("meta", property="og:description")[0].get("content")
        (picture,) = page.all("meta", property="og:image")
        assert picture.get("content").startswith(own), address
        assert (site / picture.get("content").removeprefix(own)).is_file(), address


def test_synonyms_in_another_language_say_so(site: Path) -> None:
    terms = [(key, term) for key, term in load(LIBRARIES).terms.items() if term.synonyms]
    for code in load(LIBRARIES).languages:
        page = Page.of(site / ("" if code == "id" else code) / "words" / "index.html")
        shown = {(e.get("lang"), e.text) for e in page.all("i")}
        marked = [n for _, term in terms for n in term.synonyms.get(code, ()) if n.startswith("[")]
        assert len(marked) > 5
        for name in marked:
            words, _, language = name.removeprefix("[").removesuffix("}").partition("]{")
            assert (language, words) in shown
