"""A site with a long list: its portions are pages like others, and print, search and old links know them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser

from handbook.localised import Locale, locales
from handbook.printing.site_pages import SitePages
from handbook.source.load import load, read
from tests.browser_kit import page as opened
from tests.browser_kit import serve
from tests.html_kit import Page
from tests.places import LIBRARIES, LIBRARIES_DOCS
from tests.programme_copy import Copy
from tests.search_kit import index_of
from tests.site_builds import build, once, run, write_data

MORE = 25
LANGUAGES = {"id": "", "en": "en/"}
every_language = pytest.mark.parametrize("code", LANGUAGES)


def question(number: int) -> dict[str, object]:
    both = {"id": f"Pertanyaan {number}?", "en": f"Question {number}?"}
    seen = "answers#more-1" if number > 1 else "answers#more-25"
    answer = {"id": f"[[{seen}]] [[t/s1]]", "en": f"[[{seen}]] [[t/s1]]", "ground": "editorial"}
    return {"name": both, "answer": answer}


def grow(folder: Path) -> None:
    """The small programme with many questions, and a hand-written page that links to one of them."""
    shutil.copytree(LIBRARIES, folder / "data")
    shutil.copytree(LIBRARIES_DOCS, folder / "docs")
    more = {f"more-{number}": question(number) for number in range(1, MORE + 1)}
    write_data(folder / "data" / "more.yaml", {"questions": more, "redirects": {"old": "answers#more-25"}})
    for code in LANGUAGES:
        (folder / "docs" / code / "link.md").write_text(
            "# Link\n\n[25](answers.md#more-25)\n", encoding="utf-8"
        )
    options = ("--data", str(folder / "data"), "--docs", str(folder / "docs"))
    build(folder / "site", *options, SITE_URL="https://example.org/")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "long-list", grow)


@pytest.fixture(scope="module")
def editions(project: Path) -> dict[str, Locale]:
    return locales(read(project / "data", project / "docs"))


def file_of(project: Path, code: str, address: str) -> Path:
    return project / "site" / LANGUAGES[code] / address / "index.html"


@every_language
def test_every_link_on_the_list_and_its_portions_leads_somewhere(project: Path, code: str) -> None:
    for address in ("answers", "answers/all", "answers/all/2"):
        page = Page.of(file_of(project, code, address))
        for link in page.all("a"):
            target = urljoin(f"https://site/{LANGUAGES[code]}{address}/", link.get("href"))
            if not target.startswith("https://site/"):
                continue
            path, _, anchor = target.removeprefix("https://site/").partition("#")
            file = project / "site" / path / "index.html" if path.endswith("/") or not path else None
            if file is not None:
                assert file.is_file(), (address, target)
                assert not anchor or anchor in Page.of(file).ids, (address, target)


@every_language
def test_a_portion_is_there_in_the_other_language_and_in_the_map_of_the_site(
    project: Path, code: str
) -> None:
    page = Page.of(file_of(project, code, "answers/all/2"))
    hrefs = {link.get("hreflang"): link.get("href") for link in page.all("a") if link.get("hreflang")}
    (other,) = set(LANGUAGES) - {code}
    back = urljoin(f"https://site/{LANGUAGES[code]}answers/all/2/", hrefs[other])
    assert back == f"https://site/{LANGUAGES[other]}answers/all/2/"
    site_map = (project / "site" / LANGUAGES[code] / "sitemap.xml").read_text(encoding="utf-8")
    assert f"<loc>https://example.org/{LANGUAGES[code]}answers/all/2/</loc>" in site_map


@every_language
def test_the_menu_marks_the_list_on_its_portions(project: Path, code: str) -> None:
    page = Page.of(file_of(project, code, "answers/all"))
    assert [link.get("href") for link in page.all("a", aria_current="page")] == ["../../answers/"]


@every_language
def test_links_of_other_pages_lead_to_the_portion(
    project: Path, editions: dict[str, Locale], code: str
) -> None:
    place = editions[code].placed("answers#more-25")
    assert place == "answers/all/2#more-25"
    old = (project / "site" / LANGUAGES[code] / "old" / "index.html").read_text(encoding="utf-8")
    assert 'url=../answers/all/2/#more-25"' in old


@every_language
def test_search_knows_where_an_entry_stands(project: Path, code: str) -> None:
    index = index_of(project / "site" / LANGUAGES[code])
    found = {doc["location"]: doc for doc in index if doc["location"].startswith("answers")}
    assert len(found) == len(load(LIBRARIES).questions) + MORE + 1
    assert found["answers/all/2/#more-25"]["kind"] == "questions"


@every_language
def test_paper_has_the_whole_list_in_its_order(project: Path, editions: dict[str, Locale], code: str) -> None:
    locale = editions[code]
    printed = SitePages(project / "site", locale)
    content = printed["answers"].content
    assert [h.get("id") for h in content.iter("h2")] == list(locale.programme.questions)
    assert not [element for element in content.iter() if element.tag in ("nav", "script", "unprintable")]
    told = [link.get("to") for link in content.iter("a")]
    assert told.count("answers#more-1") == MORE - 1 and "t/s1" in told
    assert not [
        to for page in printed.values() for a in page.content.iter("a") if "all" in (to := a.get("to") or "")
    ]


def test_a_heading_that_each_part_repeats_is_on_paper_once(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(LIBRARIES, data)
    source = {"issuer": "Office", "language": "en", "certainty": "inferred"}
    more = {f"s{number}": {"title": f"Source {number}", **source} for number in range(100, 200)}
    answer = {"id": "Ada.", "en": "They are.", "ground": "reference", "cite": [*more]}
    asked = {"which-sources": {"name": {"id": "Sumber mana?", "en": "Which sources?"}, "answer": answer}}
    write_data(data / "more.yaml", {"sources": more, "questions": asked})
    site = build(tmp_path / "site", "--data", str(data))
    locale = locales(read(data, None))["id"]
    content = SitePages(site, locale)[locale.addresses.overviews["sources"]].content
    assert [h.get("id") for h in content.iter("h2")].count("all-sources") == 1
    assert len(list(content.iter("dt"))) >= 100


def test_recorded_portions_stay(project: Path, tmp_path: Path) -> None:
    for name in ("data", "docs"):
        shutil.copytree(project / name, tmp_path / name)
    options = ("--data", str(tmp_path / "data"), "--docs", str(tmp_path / "docs"))
    done = run("-m", "handbook", "record", *options)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "answers/all/2\n" in (tmp_path / "data" / "published.txt").read_text(encoding="utf-8")
    copy = Copy(tmp_path)
    assert [problem for problem in copy.problems() if problem.blocks] == []
    more = json.loads((tmp_path / "data" / "more.yaml").read_text(encoding="utf-8"))
    for number in range(10, MORE):
        del more["questions"][f"more-{number}"]
    write_data(tmp_path / "data" / "more.yaml", more)
    assert "the published address `answers/all/2` is gone" in {problem.what for problem in copy.problems()}


@pytest.mark.parametrize("origin", ["answers/", "answers/all/", "en/answers/all/"])
def test_an_old_anchor_leads_on_to_the_entry(project: Path, browser: Browser, origin: str) -> None:
    folder = "en/" if origin.startswith("en/") else ""
    with serve(project / "site") as served, opened(browser) as window:
        window.goto(f"{served.address}{origin}#more-25", wait_until="commit")
        window.wait_for_url(f"{served.address}{folder}answers/all/2/#more-25")
        window.locator("#more-25").wait_for(state="visible")
        window.wait_for_load_state("networkidle")
        window.goto(f"{served.address}{folder}answers/all/2/#citation-text", wait_until="commit")
        window.wait_for_load_state("networkidle")
        assert window.url.endswith("answers/all/2/#citation-text")


def test_without_scripts_the_entry_is_one_step_on(project: Path, browser: Browser) -> None:
    with serve(project / "site") as served, opened(browser, java_script_enabled=False) as window:
        window.goto(f"{served.address}answers/#more-25")
        window.locator("#more-25").click()
        window.wait_for_url(f"{served.address}answers/all/2/#more-25")


def test_from_a_disk_an_old_anchor_leads_on_too(project: Path, browser: Browser) -> None:
    with opened(browser) as window:
        window.goto(f"{(project / 'site' / 'answers' / 'index.html').as_uri()}#more-25", wait_until="commit")
        window.wait_for_url("file://**/answers/all/2/index.html#more-25")
