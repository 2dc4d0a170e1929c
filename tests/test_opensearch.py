"""A browser can offer to search the handbook: an OpenSearch description in each language."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import etree

from handbook.formats import cut_at_words
from handbook.localised import Locale
from handbook.model.text import Text
from handbook.outputs.machine_files import OPENSEARCH
from handbook.source.load import load
from handbook.views.opensearch import MEDIA_TYPE, description
from handbook.views.web import Web
from tests.html_kit import pages, split
from tests.places import LIBRARIES
from tests.site_builds import build

pytestmark = pytest.mark.build

HOST = "https://example.org/"
SPACE = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
LIMITS = {"ShortName": 16, "LongName": 48, "Description": 1024, "Attribution": 256}
LANGUAGES = load(LIBRARIES).languages
PROGRAMME = load(LIBRARIES)


def said(root: etree._Element, name: str) -> str:
    (element,) = root.findall(f"o:{name}", SPACE)
    return element.text or ""


def test_each_language_has_one_that_every_page_names(site: Path) -> None:
    for address, page in pages(site):
        code, _ = split(address, LANGUAGES)
        (link,) = page.all("link", rel="search")
        assert link.get("type") == MEDIA_TYPE
        own = "" if code == LANGUAGES[0] else f"{code}/"
        here = f"{HOST}{address}/" if address else HOST
        assert urljoin(here, link.get("href")) == f"{HOST}{own}{OPENSEARCH}", address
        root = etree.parse(str(site / own / OPENSEARCH)).getroot()
        assert link.get("title") == said(root, "ShortName")


def test_it_leads_to_the_page_that_searches(site: Path) -> None:
    names = []
    for code in LANGUAGES:
        own = "" if code == LANGUAGES[0] else f"{code}/"
        content = (site / own / OPENSEARCH).read_bytes()
        assert content.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
        root = etree.fromstring(content)
        assert root.tag == f"{{{SPACE['o']}}}OpenSearchDescription"
        result, itself = root.findall("o:Url", SPACE)
        assert result.get("type") == "text/html"
        page, _, query = (result.get("template") or "").partition("?")
        assert query == "q={searchTerms}"
        assert (site / page.removeprefix(HOST) / "index.html").is_file()
        assert itself.get("template") == f"{HOST}{own}{OPENSEARCH}"
        assert (site / said(root, "Image").removeprefix(HOST)).is_file()
        assert said(root, "Language") == code
        assert said(root, "InputEncoding") == "UTF-8"
        names.append(said(root, "ShortName"))
    assert len(set(names)) == len(names), "browsers tell search engines apart by their names"


def _web(title: str, abbr: str | None = None, tagline: str = "One line.") -> Web:
    def text(words: str) -> Text:
        return Text(wording={"id": f"{words}", "en": f"{words}"})

    about = PROGRAMME.programme.model_copy(
        update={"title": text(title), "abbr": abbr, "tagline": text(tagline), "publisher": text(title)}
    )
    return Web(Locale(PROGRAMME.model_copy(update={"programme": about}), "en"), HOST)


@pytest.mark.parametrize(
    ("title", "abbr", "expected"),
    [
        ("Garden book", "GB", "Garden book"),
        ("Handbook of the garden club", "GB", "GB (en)"),
        ("Handbook of the garden club", None, "Handbook of the"),
        ("Handbook of the garden club", "AN-ABBREVIATION", "Handbook of the"),
        ("Gartenbauvereinshandbuch", None, "Gartenbauvereins"),
        ("Seeds, soil – water and sun", None, "Seeds, soil"),
    ],
)
def test_the_short_name_is_cut_at_a_word(title: str, abbr: str | None, expected: str) -> None:
    root = etree.fromstring(description(_web(title, abbr)))
    assert said(root, "ShortName") == expected


@pytest.mark.parametrize("words", ["x" * 3000, "<b>&amp;</b> ]]> " * 300, "kata “kutipan” – panjang " * 200])
def test_no_programme_breaks_the_limits(words: str) -> None:
    root = etree.fromstring(description(_web(words, None, words)))
    for name, limit in LIMITS.items():
        assert 0 < len(said(root, name)) <= limit, name


def test_a_site_without_an_address_has_none(tmp_path: Path) -> None:
    site = build(tmp_path / "site", "--data", str(LIBRARIES), SITE_URL="")
    assert list(site.rglob(OPENSEARCH)) == []
    for address, page in pages(site):
        assert page.all("link", rel="search") == [], address


def test_texts_are_cut_where_a_word_ends() -> None:
    assert cut_at_words("one two three", 13) == "one two three"
    assert cut_at_words("one two three", 12) == "one two"
    assert cut_at_words("one two three", 7) == "one two"
    assert cut_at_words("one  (two) three", 6) == "one"
    assert cut_at_words("onetwothree", 4) == "onet"
    assert cut_at_words("", 4) == ""
