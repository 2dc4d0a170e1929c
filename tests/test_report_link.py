"""Where it is configured, every page leads to a report of a mistake that already names page and edition."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from handbook.localised import Locale
from handbook.model.records import Programme
from handbook.source.load import load
from handbook.views.report import report_link
from handbook.views.web import Web
from tests.html_kit import Page, pages, split
from tests.places import LIBRARIES
from tests.programme_copy import Copy
from tests.site_builds import build

pytestmark = pytest.mark.build

HOST = "https://example.org/"
ISSUE = "https://issues.example/new?labels=text&title={title}&body={body}"
MAIL = "mailto:someone@example.org?subject={title}&body={body}"
LABELS = load(LIBRARIES).labels


def configured(template: str) -> Programme:
    programme = load(LIBRARIES)
    about = programme.programme.model_copy(update={"report": template})
    return programme.model_copy(update={"programme": about})


def web(template: str, language: str = "en", site_url: str = HOST) -> Web:
    return Web(Locale(configured(template), language), site_url)


@pytest.fixture(scope="module")
def reporting_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.programme_copy import copy_programme

    copy = copy_programme(tmp_path_factory.mktemp("reporting"))
    copy.file("interface.yaml").unlink()
    copy.change("programme.yaml", "  seed: panduan", f'  seed: panduan\n  report: "{ISSUE}"')
    copy.add("docs/id/about.md", "# Tentang\n\nKata pengantar.\n")
    copy.add("docs/en/about.md", "# About “this” & that\n\nA foreword.\n")
    return build(copy.root / "site", "--data", str(copy.data), "--docs", str(copy.root / "docs"))


def link_of(page: Page, code: str) -> str:
    (link,) = [e for e in page.all("a") if e.text == LABELS["machines.report"][code]]
    return link.get("href")


def test_every_page_has_the_link_filled_in(reporting_site: Path) -> None:
    locale = Locale(load(LIBRARIES), "id")
    seen = 0
    for address, page in pages(reporting_site):
        code, own = split(address, locale.programme.languages)
        parts = urlsplit(link_of(page, code))
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == "https://issues.example/new"
        query = parse_qs(parts.query, strict_parsing=True)
        assert query["labels"] == ["text"]
        title = page.all("h1")[0].text if own == "about" else ""
        assert title.removesuffix("#") in query["title"][0]
        lines = query["body"][0].split("\n")
        assert any(line.endswith(f" {HOST}{address}/" if address else f" {HOST}") for line in lines), lines
        result = {label: LABELS[f"machines.report_{label}"][code] for label in ("wrong", "right", "ground")}
        assert all(words in lines for words in result.values())
        about = locale.about
        words = LABELS["machines.report_edition"][code]
        assert words.replace("{edition}", about.edition).replace("{date}", about.date) in lines
        seen += own == "about"
    assert seen == 2


def test_error_pages_ask_for_the_address(reporting_site: Path) -> None:
    for file, code in ((reporting_site / "404.html", "id"), (reporting_site / "en" / "404.html", "en")):
        query = parse_qs(urlsplit(link_of(Page.of(file), code)).query)
        assert LABELS["machines.report_unknown"][code] in query["body"][0].split("\n")
        assert HOST not in query["body"][0]


def test_where_it_is_not_configured_no_page_has_it(site: Path) -> None:
    words = {LABELS["machines.report"][code] for code in ("id", "en")}
    for file in [*site.rglob("index.html"), *site.rglob("404.html")]:
        assert [e for e in Page.of(file).all("a") if e.text in words] == [], file
        assert "hb-report" not in file.read_text(encoding="utf-8"), file


HOSTILE = "50% & more? a=b #1 {body} {title} “x” <b> \"'+/\\ é\u2028"


def test_every_character_is_encoded() -> None:
    link = report_link(web(ISSUE), HOSTILE, "t/l1")
    assert link.isascii()
    query = parse_qs(urlsplit(link).query, strict_parsing=True)
    assert set(query) == {"labels", "title", "body"}
    shown = " ".join(HOSTILE.split())
    assert shown in query["title"][0]
    assert shown in query["body"][0]
    assert not set("<>\"' {}#") & set(link)


def test_lines_of_a_mail_end_as_mail_wants_it() -> None:
    link = report_link(web(MAIL), "Title", "t/l1")
    assert link.startswith("mailto:someone@example.org?subject=")
    assert "%0D%0A" in link
    assert "%0A" not in link.replace("%0D%0A", "")
    assert "+" not in link, "mail programs do not read a plus as a space"
    body = unquote(link.partition("&body=")[2])
    assert f"{HOST}en/t/l1/" in body


def test_a_long_title_is_cut() -> None:
    assert len(report_link(web(ISSUE), "word " * 500, "t/l1")) < 2000


def test_where_the_host_is_not_known_the_address_begins_at_the_root() -> None:
    for language, start in (("id", "/"), ("en", "/en/")):
        body = parse_qs(urlsplit(report_link(web(ISSUE, language, ""), "T", "t/l1")).query)["body"][0]
        assert f" {start}t/l1/\n" in body
        body = parse_qs(urlsplit(report_link(web(ISSUE, language, ""), "T", "")).query)["body"][0]
        assert f" {start}\n" in body


def test_the_language_is_named_in_its_own_words() -> None:
    about = load(LIBRARIES).programme
    for language in about.languages:
        body = parse_qs(urlsplit(report_link(web(ISSUE, language), "T", "t/l1")).query)["body"][0]
        assert about.language_names[language] in body


def test_an_address_that_is_none_keeps_the_site_from_being_built(programme: Copy) -> None:
    programme.change("programme.yaml", "  seed: panduan", '  seed: panduan\n  report: "javascript:x{body}"')
    (problem,) = programme.problems()
    assert problem.blocks
    assert "neither a web nor a mail address" in problem.what
