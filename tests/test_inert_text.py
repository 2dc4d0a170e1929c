"""Text from YAML is data: templates, HTML and scripts in it are shown as they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from handbook.localised import locales
from handbook.source.load import read
from tests.html_kit import Page, pages
from tests.label_kit import with_labels
from tests.places import LIBRARIES
from tests.search_kit import Engine, index_of
from tests.site_builds import build, write_data

# Joined to every text of a programme. Each bit is a way in if anything reads texts as more than text.
POISON = (
    " {{ 7*7 }} {% raw %} {# x #} <script>alert(1)</script> <img src=x onerror=alert(1)>"
    " </title> &lt;b&gt; \" ' ]> --> javascript:alert(1)"
    ' `[x](javascript:alert(1))` [y](https://example.org/?a="onclick=alert(1)) {page} {title}'
)
NO_TEXT = ("robots.txt", "security.txt")  # addresses and dates alone
SINGLE_LINE = "{{ 7*7 }}"
SEEN = "{{ 7*7 }} {% raw %} {# x #} <script>alert(1)</script> <img src=x onerror=alert(1)>"


def poisoned(value: Any) -> Any:
    """The same data with the poison at the end of every text in two languages."""
    if isinstance(value, dict):
        if "id" in value and "en" in value and isinstance(value["id"], str):
            made = {k: f"{v}{POISON}" if k in ("id", "en") else v for k, v in value.items()}
            if value["id"] == value["en"]:  # a sign that needs no translation; with words it would
                made["en"] += " in English"
            return made
        return {key: poisoned(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [poisoned(item) for item in value]
    return value


@pytest.fixture(scope="module")
def poisoned_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("poisoned")
    (folder / "data").mkdir()
    for name, content in with_labels(LIBRARIES):
        data = poisoned(content)
        data.get("programme", {}).pop("language_names", None)
        if "programme" in data:
            data["programme"]["language_names"] = {"id": f"Bahasa{POISON}", "en": f"English{POISON}"}
        for source in data.get("sources", {}).values():
            source["title"] += POISON
            source["issuer"] += POISON
        for term in data.get("terms", {}).values():
            term["synonyms"] = {"id": [POISON], "en": [POISON]}
        write_data(folder / "data" / name, data)
    write_data(folder / "data" / "redirects.yaml", {"redirects": {"t/old": "t/s1"}})
    return build(folder / "site", "--data", str(folder / "data"))


def files(site: Path) -> Iterator[Path]:
    result = sorted(site.rglob("*.html"))
    assert len(result) > 60
    yield from result


def test_nothing_that_was_typed_becomes_an_element(poisoned_site: Path) -> None:
    for file in files(poisoned_site):
        page = Page.of(file)
        assert page.all("img") == [], file
        scripts = [e for e in page.all("script") if "alert" in e.text]
        assert all(e.get("type") in ("application/json", "application/ld+json") for e in scripts), file
        for element in page.elements:
            assert not any(name.startswith("on") for name in element.attributes), (file, element)
            for name in ("href", "src", "action"):
                assert not re.match(r"\s*javascript:", element.get(name), re.IGNORECASE), (file, element)


def test_no_template_in_a_text_is_evaluated(poisoned_site: Path) -> None:
    for file in files(poisoned_site):
        assert " 49 " not in file.read_text(encoding="utf-8"), file


def test_every_page_shows_what_was_typed(poisoned_site: Path) -> None:
    for file in files(poisoned_site):
        page = Page.of(file)
        (title,) = page.all("title")
        assert SINGLE_LINE in title.text, file
        if file.name != "404.html":
            assert SEEN in page.all("h1")[0].text or SEEN in page.all("body")[0].text, file
            described = page.all("meta", name="description")
            assert len(described) == ("refresh" not in file.read_text(encoding="utf-8")[:1500])
        for description in page.all("meta", name="description"):
            assert "<script" not in description.get("content") or SINGLE_LINE in description.get("content")


def test_navigation_and_titles_show_it_too(poisoned_site: Path) -> None:
    page = Page.of(poisoned_site / "t" / "l1" / "index.html")
    (navigation,) = page.all("nav", class_="hb-nav")
    assert navigation.text.count(SEEN) > 10
    (title,) = page.all("meta", property="og:title")
    assert SINGLE_LINE in title.get("content")


def test_labels_and_attributes_show_it_too(poisoned_site: Path) -> None:
    shown = locales(read(poisoned_site.parent / "data"))
    programme = shown["id"].programme
    for code, folder in (("id", ""), ("en", "en")):
        page = Page.of(poisoned_site / folder / "t" / "l1" / "index.html")
        heading = " ".join(programme.labels["cite.title"][code].split())
        assert heading in {e.text for e in page.all("summary")}
        (neighbours,) = page.all("nav", class_="neighbours")
        assert neighbours.get("aria-label") == programme.labels["page.neighbours"][code]
        citation = page.all("p", id="citation-text")[0].text
        assert " ".join(shown[code].text(programme.programme.publisher).split()) in citation
        assert citation in {e.get("data-copy") for e in page.all("a", class_="copy")}
    cited = {e.get("title") for _, page in pages(poisoned_site) for e in page.all("a")}
    assert cited & {source.title for source in programme.sources.values()}


def test_search_holds_it_and_shows_it_as_text(poisoned_site: Path, engine: Engine) -> None:
    assert any(SEEN in entry["text"] for entry in index_of(poisoned_site))
    engine.open(poisoned_site)
    for query in ("alert", "script img", "onerror", "raw"):
        found = [item for page in engine.search(query)["items"] for item in page]
        assert len(found) > 10, query
        shown = [
            re.sub(r"</?mark( data-md-highlight)?>", "", item[name])
            for item in found
            for name in ("title", "text")
        ]
        assert any("&lt;script&gt;" in html for html in shown), query
        assert not [html for html in shown if "<" in html or ">" in html]
        assert not [item for item in found if "<" in item["location"]]


def test_sitemaps_stay_well_formed(poisoned_site: Path) -> None:
    from xml.etree import ElementTree

    for file in poisoned_site.rglob("sitemap.xml"):
        assert len(ElementTree.parse(file).getroot()) > 20


def test_files_for_machines_hold_it_as_text(poisoned_site: Path) -> None:
    from xml.etree import ElementTree

    shown = " ".join(SEEN.split())
    for name, many in (("feed.xml", 2), ("opensearch.xml", 2), ("*.txt", 20)):
        result = [file for file in poisoned_site.rglob(name) if file.name not in NO_TEXT]
        assert len(result) >= many
        for file in result:
            text = file.read_text(encoding="utf-8-sig")
            assert " 49 " not in text, file
            if file.suffix == ".xml":
                names = {
                    str(element.tag).rpartition("}")[2] for element in ElementTree.fromstring(text).iter()
                }
                assert not names & {"script", "img"}, file
            elif not file.name.startswith("llms"):
                assert shown in text.replace("∼", "~"), file
