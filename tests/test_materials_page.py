"""The page of trainers’ materials: what can be copied, pictures and printed forms of each record."""

from __future__ import annotations

import gzip
import html
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from markdown_it import MarkdownIt

from handbook.built_site.file_links import link_files
from handbook.formats import size_in_words
from handbook.localised import Locale
from handbook.outputs.handouts import FOLDER as HANDOUTS
from handbook.outputs.pictures import FOLDER, SECTIONS, Figure, pictures_of
from handbook.views.citation import citation, html_link, markdown_link, web_address
from handbook.views.materials import anchor_of
from handbook.views.pictures.on_pages import figures
from tests.html_kit import Element, Page
from tests.picture_kit import SITE, address_on_the_web
from tests.places import LIBRARIES
from tests.print_kit import DATASET, locales_of_site
from tests.site_builds import build

assert DATASET.programme is not None
PROGRAMME = DATASET.programme
EDITIONS = locales_of_site()
RECORDS = [(section, key) for section in SECTIONS for key in getattr(PROGRAMME, section)]
PICTURED = {(f.section, f.key) for f in figures(EDITIONS["id"])} - set(RECORDS)
every_language = pytest.mark.parametrize("code", PROGRAMME.languages)
HOSTILE = [
    "](https://evil.example/)",
    "[a](b) c",
    "<b>bold</b> & <script>alert(1)</script>",
    "\"quotes\" 'both' `code`",
    "a | b \\ c",
    "**bold** _under_ ~~gone~~",
    "&amp; &lt; &copy;",
    "closing ) and ( opening",
    "two  spaces\nand a line",
    "![picture](x.png)",
    "https://example.net <https://example.net>",
]


def folder_of(site: Path, code: str) -> Path:
    return site if code == PROGRAMME.languages[0] else site / code


def file_of(site: Path, locale: Locale) -> Path:
    address = locale.addresses.overviews["materials"]
    return folder_of(site, locale.language) / address / "index.html"


def with_id(page: Page, name: str) -> Element:
    result = [element for element in page.elements if element.get("id") == name]
    assert len(result) == 1, name
    return result[0]


class Links(HTMLParser):
    """The links of a piece of HTML: address and words."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self.tags: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.found.append((dict(attrs).get("href") or "", ""))

    def handle_data(self, data: str) -> None:
        address, words = self.found[-1]
        self.found[-1] = (address, words + data)


def links_of_markdown(text: str) -> list[tuple[str, str]]:
    """The links of a piece of Markdown, read with tables, struck words and bare addresses."""
    reader = MarkdownIt("gfm-like", {"linkify": False})
    return Links(reader.renderInline(text)).found


@every_language
@pytest.mark.parametrize(("section", "key"), RECORDS)
def test_a_record_has_its_citations_and_links(section: str, key: str, code: str, site: Path) -> None:
    locale = EDITIONS[code]
    page = Page.of(file_of(site, locale))
    anchor = anchor_of(locale, section, key)
    with_id(page, anchor)
    for other, shown in EDITIONS.items():
        cited = with_id(page, f"{anchor}.cite.{other}")
        about = shown.about
        assert cited.language == other
        for told in (
            shown.text(about.publisher),
            shown.text(about.title),
            shown.name(section, key),
            key,
            about.edition,
            shown.date,
        ):
            assert told in cited.text
        assert cited.text.endswith(address_on_the_web(shown, section, key))
    expected = [(address_on_the_web(locale, section, key), locale.name(section, key))]
    assert Links(with_id(page, f"{anchor}.html").text).found == expected
    assert links_of_markdown(with_id(page, f"{anchor}.md").text) == expected


@every_language
@pytest.mark.parametrize(("section", "key"), RECORDS)
def test_the_record_itself_cites_in_the_same_words_and_leads_there(
    section: str, key: str, code: str, site: Path
) -> None:
    locale = EDITIONS[code]
    anchor, address = anchor_of(locale, section, key), locale.addresses.of(section, key)
    page = Page.of(folder_of(site, code) / address / "index.html")
    materials = Page.of(file_of(site, locale))
    assert with_id(page, "citation-text").text == with_id(materials, f"{anchor}.cite.{code}").text
    links = [e for e in page.all("a") if e.text == locale.label("cite.materials")]
    assert len(links) == 1
    assert links[0].get("href") == f"../../{locale.addresses.overviews['materials']}/#{anchor}"


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("address", ["https://example.org/t/b3/", "https://example.org/a(b)/t/b3/?x=1&y=2"])
def test_hostile_titles_come_back_as_they_were(title: str, address: str) -> None:
    parsed = Links(html_link(title, address))
    assert parsed.found == [(address, title)]
    assert parsed.tags == ["a"]
    read = links_of_markdown(markdown_link(title, address))
    assert [(unquote(target), words) for target, words in read] == [(address, " ".join(title.split()))]


def test_markdown_links_stand_in_tables() -> None:
    link = markdown_link("a | b", "https://example.org/")
    table = MarkdownIt("gfm-like", {"linkify": False}).render(f"| x | y |\n|---|---|\n| {link} | z |\n")
    assert '<td><a href="https://example.org/">a | b</a></td>' in table


def test_an_unescaped_title_would_be_seen() -> None:
    assert (
        links_of_markdown("[](https://evil.example/)](https://example.org/)")[0][0] != "https://example.org/"
    )


@every_language
def test_until_pictures_are_made_the_page_says_so(code: str, site: Path) -> None:
    text = file_of(site, EDITIONS[code]).read_text(encoding="utf-8")
    assert text.count(html.escape(EDITIONS[code].label("materials.not_yet"))) == len(RECORDS) + len(PICTURED)
    assert f"/{FOLDER}/" not in text


@every_language
@pytest.mark.parametrize(("section", "key"), RECORDS)
def test_pictures_are_linked_with_their_sizes(section: str, key: str, code: str, pictured: Path) -> None:
    locale = EDITIONS[code]
    file = file_of(pictured, locale)
    page = Page.of(file)
    of_page = (f for f in figures(locale) if (f.section, f.key) == (section, key))
    for picture in (*pictures_of(PROGRAMME, section, key), *of_page):
        links = [e for e in page.all("a") if e.get("href").endswith(f"/{FOLDER}/{picture.name}")]
        assert len(links) == 1, picture.name
        target = (file.parent / links[0].get("href")).resolve()
        assert size_in_words(target.stat().st_size, code) in links[0].text
        assert picture.format.upper() in links[0].text
        named = (
            picture.title if isinstance(picture, Figure) else locale.label(f"materials.kind.{picture.kind}")
        )
        assert named in links[0].text
    thumbnails = [e for e in page.all("img") if f"{anchor_of(locale, section, key)}.qr." in e.get("src")]
    assert [(e.get("loading"), bool(e.get("width")), bool(e.get("height"))) for e in thumbnails] == [
        ("lazy", True, True)
    ]
    assert locale.name(section, key) in thumbnails[0].get("alt")
    assert (file.parent / thumbnails[0].get("src")).is_file()


@every_language
def test_pictures_of_other_pages_are_linked_with_citation_and_licence(code: str, pictured: Path) -> None:
    locale = EDITIONS[code]
    page = Page.of(file_of(pictured, locale))
    targets = [e.get("href") for e in page.all("a")]
    assert locale.about.licence.address in targets
    for figure in figures(locale):
        assert targets.count(f"{'../' * (2 if code != locale.original else 1)}{FOLDER}/{figure.name}") == 1
        address = web_address(locale, figure.page, SITE)
        cited = citation(locale, locale.name(figure.section, figure.key), address)
        own = f".{code}" if figure.key and figure.section in SECTIONS else ""
        assert with_id(page, f"{figure.page.replace('/', '-')}.cite{own}").text == cited


@every_language
def test_the_page_is_light_once_all_is_linked(code: str, pictured: Path) -> None:
    assert len(gzip.compress(file_of(pictured, EDITIONS[code]).read_bytes(), 6)) < 12_000


@pytest.fixture(scope="module")
def complete(printed_and_pictured: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with all that is printed and drawn, and with a handout of each stage."""
    site = tmp_path_factory.mktemp("complete") / "site"
    shutil.copytree(printed_and_pictured, site)
    (site / HANDOUTS).mkdir()
    for stage in PROGRAMME.stages:
        (site / HANDOUTS / f"stage-{stage}.id.docx").write_bytes(b"x" * 2000)
    link_files(DATASET, site)
    return site


@every_language
def test_every_link_of_the_page_leads_somewhere(code: str, complete: Path) -> None:
    file = file_of(complete, EDITIONS[code])
    page = Page.of(file)
    count = 0
    for element in page.elements:
        target = element.get("href") or element.get("src")
        parts = urlsplit(target)
        if not target or parts.scheme or element.tag == "link":
            continue
        result = (file.parent / unquote(parts.path)).resolve() if parts.path else file
        if result.is_dir():
            result /= "index.html"
        assert result.is_file(), target
        if parts.fragment and result.suffix == ".html":
            assert parts.fragment in Page.of(result).ids, target
        count += 1
    assert count > 15 * len(RECORDS)
    text = file.read_text(encoding="utf-8")
    for label in ("materials.not_yet", "print.not_yet"):
        assert html.escape(EDITIONS[code].label(label)) not in text


@every_language
def test_printed_forms_and_handouts_of_a_record_are_linked(code: str, complete: Path) -> None:
    page = Page.of(file_of(complete, EDITIONS[code]))
    names = [e.get("href").rpartition("/")[2] for e in page.all("a")]
    for stage in PROGRAMME.stages:
        for name in (
            f"stage-{stage}.{code}.pdf",
            f"checklist-stage-{stage}.{code}.pdf",
            f"stage-{stage}.id.docx",
        ):
            assert names.count(name) == 1, name
    for task in PROGRAMME.tasks:
        assert names.count(f"task-{task.lower()}.{code}.pdf") == 1


@every_language
def test_links_are_filled_in_anew_and_not_twice(code: str, complete: Path) -> None:
    before = file_of(complete, EDITIONS[code]).read_bytes()
    link_files(DATASET, complete)
    assert file_of(complete, EDITIONS[code]).read_bytes() == before


@every_language
def test_the_page_of_downloads_leads_there(code: str, site: Path) -> None:
    addresses = EDITIONS[code].addresses.overviews
    page = Page.of(folder_of(site, code) / addresses["downloads"] / "index.html")
    with_id(page, "pictures")
    links = [e.get("href") for e in page.all("a") if e.text == EDITIONS[code].label("overview.materials")]
    assert f"../{addresses['materials']}/" in links


@every_language
def test_entries_are_closed_and_in_the_order_of_the_data(code: str, site: Path) -> None:
    page = Page.of(file_of(site, EDITIONS[code]))
    entries = page.all("details", class_="material")
    assert [e.get("open") for e in entries] == [""] * (len(RECORDS) + len(PICTURED))
    assert all("open" not in e.attributes for e in entries)
    wanted = []
    for key, group in PROGRAMME.groups.items():
        tasks = [code for code, task in PROGRAMME.tasks.items() if task.group == key]
        wanted += [("stages", stage) for stage in group.stages] + [("tasks", task) for task in tasks]
    titles = [EDITIONS[code].name(section, key) for section, key in wanted]
    assert [e.text for e in page.all("summary") if e.text in titles] == titles


def test_without_an_address_of_the_site_the_page_says_so(tmp_path: Path) -> None:
    site = build(tmp_path / "site", "--data", str(LIBRARIES), SITE_URL="")
    page = Page.of(site / "materials" / "index.html")
    text = EDITIONS["id"].label("materials.no_address")
    assert text in page.text("id")
    assert text not in Page.of(file_of(build(tmp_path / "own"), EDITIONS["id"])).text("id")
