"""Every page says in JSON-LD what it is: schema.org's words, true to what the page shows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from handbook.localised import Locale, locales
from handbook.source.load import read
from handbook.views.pages import PageLink
from handbook.views.structured_data import structured_data
from handbook.views.web import Web
from tests.html_kit import Page, pages, split
from tests.places import LIBRARIES, LIBRARIES_DOCS
from tests.schema_org_kit import every_node, faults, nodes_of
from tests.site_builds import build

pytestmark = pytest.mark.build

HOST = "https://example.org/"
PROGRAMMES = {
    "site": locales(read(LIBRARIES, LIBRARIES_DOCS)),
}
SITES = list(PROGRAMMES)


@pytest.fixture(params=SITES)
def built(request: pytest.FixtureRequest) -> tuple[Path, dict[str, Locale]]:
    return request.getfixturevalue(request.param), PROGRAMMES[request.param]


Built = tuple[Path, dict[str, Locale]]


def spoken(page: Page) -> str:
    return page.all("body")[0].text


def folded(text: str) -> str:
    return " ".join(text.split())


def test_schema_org_knows_all_that_is_said(built: Built) -> None:
    checked = 0
    for address, page in pages(built[0]):
        for node in nodes_of(page):
            assert list(faults(node)) == [], address
            checked += 1
    assert checked > 50


def test_error_pages_say_nothing(built: Built) -> None:
    for file in built[0].rglob("404.html"):
        assert Page.of(file).all("script", type="application/ld+json") == []


def test_each_kind_of_page_has_its_type(built: Built) -> None:
    site, held = built
    seen: set[str] = set()
    for address, page in pages(site):
        code, own = split(address, tuple(held))
        programme, addresses = held[code].programme, held[code].addresses
        kind = nodes_of(page)[0]["@type"]
        section, key = addresses.by_address[own]
        overview = not key
        if not own:
            assert kind == "WebSite"
        elif section == "tasks" and key:
            assert kind == ("HowTo" if programme.tasks[key].steps else "Article"), address
        elif overview and section in ("terms", "questions"):
            assert kind == {"terms": "DefinedTermSet", "questions": "FAQPage"}[section]
        else:
            assert kind in (("WebPage", "CollectionPage") if overview else ("Article",)), address
        seen.add(kind)
    assert seen >= {"WebSite", "HowTo", "DefinedTermSet", "FAQPage", "Article", "CollectionPage"}


def test_every_page_names_itself_as_its_head_does(built: Built) -> None:
    site, held = built
    for address, page in pages(site):
        code, own = split(address, tuple(held))
        about = held[code].about
        node = nodes_of(page)[0]
        assert node["url"] == node["@id"] == page.all("link", rel="canonical")[0].get("href")
        assert folded(node["description"]) == folded(page.all("meta", name="description")[0].get("content"))
        assert node["inLanguage"] == code
        assert (node["version"], node["dateModified"]) == (about.edition, about.date)
        assert node["license"] == about.licence.address
        if own:
            shown = page.all("h1")[0]
            assert folded(node["name"]) in shown.text or node["name"] == held[code].name(
                *held[code].addresses.by_address[own]
            )
            assert node["isPartOf"]["url"] == HOST + ("" if code == next(iter(held)) else f"{code}/")


def test_a_translation_names_its_original_and_the_original_its_translations(built: Built) -> None:
    site, held = built
    first, *others = held
    for address, page in pages(site):
        code, own = split(address, tuple(held))
        below = f"{own}/" if own else ""
        node = nodes_of(page)[0]
        if code == first:
            named = [(one["@id"], one["inLanguage"]) for one in node["workTranslation"]]
            assert named == [(f"{HOST}{other}/{below}", other) for other in others]
        else:
            original = node["translationOfWork"]
            assert (original["@id"], original["inLanguage"]) == (f"{HOST}{below}", first)


def test_breadcrumbs_are_the_trail_that_the_page_shows(built: Built) -> None:
    site, _ = built
    with_trail = 0
    for address, page in pages(site):
        trails = page.all("nav", class_="hb-trail")
        crumbs = [node for node in nodes_of(page) if node["@type"] == "BreadcrumbList"]
        assert len(crumbs) == len(trails), address
        for crumb in crumbs:
            items = crumb["itemListElement"]
            assert folded("".join(item["name"] for item in items[:-1])) == trails[0].text, address
            assert [item["position"] for item in items] == list(range(1, len(items) + 1))
            assert items[-1]["item"]["@id"] == page.all("link", rel="canonical")[0].get("href")
            assert nodes_of(page)[0]["name"] == items[-1]["name"]
            with_trail += 1
    assert with_trail > 20


def test_every_address_on_this_host_leads_somewhere(built: Built) -> None:
    site, _ = built
    for address, page in pages(site):
        for node in every_node(nodes_of(page)):
            for name in ("@id", "url"):
                target = node.get(name, "")
                if isinstance(target, str) and target.startswith(HOST):
                    path, _, anchor = target.removeprefix(HOST).partition("#")
                    file = site / path / "index.html"
                    assert file.is_file(), (address, target)
                    assert not anchor or anchor in Page.of(file).ids, (address, target)


def test_what_is_said_is_what_the_page_shows(built: Built) -> None:
    site, _ = built
    steps = terms = answers = 0
    for address, page in pages(site):
        body = spoken(page)
        for node in every_node(nodes_of(page)):
            if node["@type"] == "HowToStep":
                words = node["text"].split("\n")
                assert words[0] == node["name"]
                said = [folded(part) for word in words[1:] for part in word.split(": ", 1)]
                assert all(part in body for part in (folded(words[0]), *said)), address
                steps += 1
            elif node["@type"] == "DefinedTerm":
                assert all(folded(node[name]) in body for name in ("name", "description")), node
                assert node.get("termCode", "") in body
                terms += 1
            elif node["@type"] == "Question":
                assert folded(node["name"]) in body
                assert folded(node["acceptedAnswer"]["text"]) in body
                answers += 1
    assert min(steps, terms, answers) > 4


def test_every_term_question_and_step_is_there(built: Built) -> None:
    site, held = built
    for code, edition in held.items():
        folder = site if code == edition.original else site / code
        programme, overviews = edition.programme, edition.addresses.overviews

        def node(address: str, folder: Path = folder) -> dict[str, Any]:
            return nodes_of(Page.of(folder / address / "index.html"))[0]

        terms = node(overviews["terms"])["hasDefinedTerm"]
        assert [term["name"] for term in terms] == [edition.text(t.name) for t in programme.terms.values()]
        questions = node(overviews["questions"])["mainEntity"]
        assert [q["name"] for q in questions] == [edition.text(q.name) for q in programme.questions.values()]
        for key, task in programme.tasks.items():
            steps = node(edition.addresses.of("tasks", key)).get("step", [])
            assert [step["name"] for step in steps] == [edition.text(step) for step in task.steps]
            assert [step["position"] for step in steps] == list(range(1, len(task.steps) + 1))


def test_home_says_how_to_search(built: Built) -> None:
    site, held = built
    for code, edition in held.items():
        folder = site if code == edition.original else site / code
        action = nodes_of(Page.of(folder / "index.html"))[0]["potentialAction"]
        search = edition.addresses.overviews["search"]
        template = action["target"]["urlTemplate"]
        assert template.endswith(f"/{search}/?q={{search_term_string}}")
        assert action["query-input"] == "required name=search_term_string"
        assert (folder / search / "index.html").is_file()
        fields = Page.of(folder / search / "index.html").all("input", name="q")
        assert fields, "the page takes the parameter that is named"


def test_without_an_address_of_the_site_none_is_made_up(tmp_path: Path) -> None:
    site = build(tmp_path / "site", "--data", str(LIBRARIES), SITE_URL="")
    for address, page in pages(site):
        for node in nodes_of(page):
            assert list(faults(node)) == [], address
            for inner in every_node(node):
                assert not {"@id", "url", "item", "potentialAction"} & set(inner), (address, inner)


HOSTILE = "</script><script>alert(1)</script><!-- --> ]]> & \u2028\u2029 \\u003c \" ' {{ 7*7 }}"


def test_no_text_ends_the_script() -> None:
    edition = PROGRAMMES["site"]["en"]
    web = Web(edition, HOST)
    written = structured_data(web, "t/l1", HOSTILE, HOSTILE, (PageLink("t", HOSTILE),))
    assert not set("<>&\u2028\u2029") & set(written)
    node, crumbs = json.loads(written)["@graph"]
    assert node["name"] == node["description"] == HOSTILE
    assert [item["name"] for item in crumbs["itemListElement"]][1:] == [HOSTILE, HOSTILE]


GOOD: dict[str, Any] = {
    "@type": "HowTo",
    "@id": f"{HOST}t/a1/",
    "name": "Asking",
    "dateModified": "2026-01-31",
    "license": f"{HOST}licence/",
    "step": [{"@type": "HowToStep", "position": 1, "text": "Ask."}],
    "isPartOf": {"@type": "WebSite", "name": "Handbook"},
}


def test_a_sound_node_has_no_fault() -> None:
    assert list(faults(GOOD)) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"@type": "HowTwo"}, "there is no such type"),
        ({"@id": "t/a1"}, "not an absolute address"),
        ({"stepz": "x"}, "there is no such property"),
        ({"termCode": "A1"}, "not a property of HowTo"),
        ({"name": ""}, "'' is none of"),
        ({"name": 3}, "3 is none of"),
        ({"dateModified": "yesterday"}, "'yesterday' is none of"),
        ({"license": "CC BY"}, "'CC BY' is none of"),
        ({"step": []}, "an empty list"),
        ({"step": [{"@type": "Place", "name": "Here"}]}, "Place is not expected here"),
        ({"step": [{"@type": "HowToStep", "position": True}]}, "True is none of"),
        ({"isPartOf": {"@type": "WebSite", "steps": "x"}}, "steps"),
        ({"query-input": "required name=q"}, "there is no such property"),
    ],
)
def test_the_vocabulary_is_seen_to_refuse(change: dict[str, Any], said: str) -> None:
    result = list(faults(GOOD | change))
    assert result
    assert any(said in fault for fault in result), result
