"""A build in a made-up language shows no word that does not come from the data."""

from __future__ import annotations

from functools import cache

import pytest
import yaml

from tests.html_kit import Page, pages
from tests.label_kit import with_labels
from tests.places import LIBRARIES
from tests.pseudo_language_kit import CODE, bare, made_up
from tests.site_builds import build, write_data

SHOWN_ATTRIBUTES = ("aria-label", "title", "placeholder", "alt", "data-done", "data-label")


@pytest.fixture(scope="module", params=["second", "first"])
def made_up_pages(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Page]:
    """Pages in the made-up language, once as the second and once as the first language."""
    folder = tmp_path_factory.mktemp(f"made-up-{request.param}")
    (folder / "data").mkdir()
    for name, content in with_labels(LIBRARIES):
        data = made_up(content)
        if "programme" in data:
            data["programme"]["languages"] = ["id", CODE] if request.param == "second" else [CODE, "id"]
            data["programme"]["language_names"] = {"id": "Bahasa", CODE: "Qx"}
        write_data(folder / "data" / name, data)
    site = build(folder / "site", "--data", str(folder / "data"))
    if request.param == "second":
        return dict(pages(site / CODE))
    return {address: page for address, page in pages(site) if not f"{address}/".startswith("id/")}


def test_there_are_pages_to_look_at(made_up_pages: dict[str, Page]) -> None:
    assert len(made_up_pages) > 30


def test_attributes_that_people_meet_are_from_the_data(made_up_pages: dict[str, Page]) -> None:
    for address, page in made_up_pages.items():
        for element in page.elements:
            if element.language == CODE:
                for name in SHOWN_ATTRIBUTES:
                    shown = element.get(name)
                    allowed = {"", "Qx", "Bahasa", f"GTBD ({CODE})"} | source_titles()  # names search
                    assert shown in allowed or not bare(shown), (address, element.tag, name, shown)


def test_titles_and_descriptions_are_from_the_data(made_up_pages: dict[str, Page]) -> None:
    for address, page in made_up_pages.items():
        assert not bare(page.all("title")[0].text), address
        for element in page.all("meta"):
            if element.get("name") == "description" or element.get("property").startswith("og:"):
                if element.get("property") in ("og:type", "og:locale", "og:url"):
                    continue
                # A shortened description has lost its closing bracket.
                shown = element.get("content").replace(" …", "⟧")
                assert not bare(shown), (address, shown)


def test_all_that_is_read_is_from_the_data(made_up_pages: dict[str, Page]) -> None:
    allowed = abbreviations() | source_codes() | {"MIT", "CC"}
    for address, page in made_up_pages.items():
        outside = [word for word in bare(" ".join(page.said[CODE])).split() if word not in allowed]
        assert outside == [], address


@cache
def abbreviations() -> set[str]:
    terms = yaml.safe_load((LIBRARIES / "glossary.yaml").read_text(encoding="utf-8"))["terms"]
    return {term["abbr"] for term in terms.values() if "abbr" in term}


@cache
def source_codes() -> set[str]:
    sources = yaml.safe_load((LIBRARIES / "sources.yaml").read_text(encoding="utf-8"))["sources"]
    return {form.format(key.upper()) for key in sources for form in ("{}", "{},", ".{}")}


@cache
def source_titles() -> set[str]:
    sources = yaml.safe_load((LIBRARIES / "sources.yaml").read_text(encoding="utf-8"))["sources"]
    return {source["title"] for source in sources.values()}


def test_the_test_sees_a_word_that_is_not_from_the_data() -> None:
    assert bare("⟦from the data⟧ and not") == "and not"
    assert bare("⟦one ⟦in another⟧⟧ A2 2026") == ""
