"""Papers on a site: their pages, sheets, files, links, and what readers without them see."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import page as page_validation
import pytest
from lxml import html as parser

from handbook.html.assets import plain_name
from handbook.outputs.offline import FOLDER as OFFLINE
from handbook.outputs.offline import NAME
from tests.paper_kit import PAPERS, opened, with_papers
from tests.print_kit import Printed
from tests.search_kit import index_of
from tests.site_builds import build, make, once, prints

FILES = [f"{key}.{code}.docx" for key in ("catatan", "surat") for code in ("en", "id")]
A4 = (595, 842)


def _fill(folder: Path) -> None:
    data = with_papers(folder)
    make("offline", folder / "site", "--data", str(data), "--docs", str(folder / "docs"))


@pytest.fixture(scope="module")
def printed_papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small programme with papers, with everything made."""
    return once(tmp_path_factory, "papers", _fill) / "site"


def page_of(site: Path, address: str) -> parser.HtmlElement:
    return parser.fromstring((site / address / "index.html").read_text(encoding="utf-8"))


def hrefs(root: parser.HtmlElement, selector: str) -> list[str]:
    return [link.get("href", "") for link in root.xpath(selector)]


def test_each_paper_is_there_in_each_language(printed_papers: Path) -> None:
    assert sorted(file.name for file in (printed_papers / "docx").iterdir()) == FILES
    for name in FILES:
        assert opened((printed_papers / "docx" / name).read_bytes()).paragraphs
        assert (printed_papers / "pdf" / f"paper-{name.removesuffix('.docx')}.pdf").is_file()


@pytest.mark.parametrize("folder", ["", "en/"])
def test_the_page_shows_the_paper_with_its_blanks(folder: str, printed_papers: Path) -> None:
    root = page_of(printed_papers, f"{folder}f/surat")
    (paper,) = root.xpath('//div[@class="paper"]')
    own = [e.text_content() for e in paper.xpath('.//span[@class="own"]//span[@class="blank"]')]
    assert own.count({"": "nama desa", "en/": "name of the village"}[folder]) == 3
    assert len(paper.xpath('.//span[@class="blank"]')) == 9 * 2 + 1 + 2, "both languages, the field, names"
    assert not re.search(r"\{\w", paper.text_content())
    assert len(paper.xpath(".//table//tr")) == 4 and len(paper.xpath('.//ul[@class="boxes"]/li')) == 2
    assert [e.tag for e in paper.xpath(".//h3")] == ["h3"]
    assert not paper.xpath('.//a[@class="term"]')
    up = "../../../" if folder else "../../"
    code = folder.strip("/") or "id"
    assert hrefs(root, '//ul[@class="handouts"]//a') == [
        f"{up}docx/surat.{code}.docx",
        f"{up}pdf/paper-surat.{code}.pdf",
    ]
    assert root.xpath('//link[contains(@href, "assets/papers.")]')


def test_tasks_stages_and_documents_lead_to_it(printed_papers: Path) -> None:
    for address, place in (("t/s1", '//p[@class="fact"]//a'), ("d/buku-induk", '//dl[@class="facts"]//a')):
        root = page_of(printed_papers, address)
        assert "../../f/surat/" in hrefs(root, place), address
        assert not root.xpath('//link[contains(@href, "assets/papers.")]')
    assert "../../f/#stage-3" in hrefs(page_of(printed_papers, "s/3"), '//p[@class="hb-printed"]//a')
    assert not hrefs(page_of(printed_papers, "s/2"), '//a[contains(@href, "f/#")]')
    overview = page_of(printed_papers, "f")
    assert overview.xpath('//h2[@id="stage-3"]') and not overview.xpath('//h2[@id="stage-2"]')
    assert "../../f/" in hrefs(page_of(printed_papers, "t/s1"), '//nav[@class="hb-nav"]//a')
    assert "../../f/surat/" not in hrefs(page_of(printed_papers, "t/s2"), '//nav[@class="hb-nav"]//a')


def test_downloads_list_both_forms_in_both_languages(printed_papers: Path) -> None:
    root = page_of(printed_papers, "downloads")
    targets = hrefs(root, '//h2[@id="papers"]/following-sibling::table[1]//a')
    assert targets == [
        f"../{path}"
        for key in ("surat", "catatan")
        for code in ("id", "en")
        for path in (f"docx/{key}.{code}.docx", f"pdf/paper-{key}.{code}.pdf")
    ]


def test_search_texts_data_and_the_offline_copy_have_it(printed_papers: Path) -> None:
    index = index_of(printed_papers)
    assert any(entry["location"].startswith("f/surat/") and "sore" in entry["text"] for entry in index)
    everything = (printed_papers / "en" / "llms-full.txt").read_text(encoding="utf-8")
    assert "The key comes back in the evening." in everything
    assert "Letter to borrow a room" in (printed_papers / "en" / "llms.txt").read_text(encoding="utf-8")
    whole = json.loads(next(printed_papers.glob("data/v*/handbook.json")).read_text(encoding="utf-8"))
    letter = whole["papers"][0]
    assert letter["key"] == "surat" and letter["parts"][3]["items"][0]["ground"] == "source"
    with zipfile.ZipFile(printed_papers / OFFLINE / NAME) as held:
        packed = {plain_name(name.partition("/")[2]) for name in held.namelist()}
    assert {f"docx/{name}" for name in FILES} | {"f/surat/index.html", "assets/papers.css"} <= packed


@pytest.mark.parametrize("name", FILES)
def test_a_sheet_is_a4_tagged_and_says_its_blanks(name: str, printed_papers: Path) -> None:
    file = printed_papers / "pdf" / f"paper-{name.removesuffix('.docx')}.pdf"
    sheet = Printed(file)
    assert len(sheet.pages) == (2 if name.startswith("surat") else 1)  # a heading of the letter begins a page
    for shown in sheet.pdf.pages:
        assert [round(float(edge)) for edge in shown.mediabox[2:]] == list(A4)
    report = page_validation.validate_pdf(str(file), profile="ua1")
    assert report.rules.total > 100
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    if name.startswith("surat.id"):
        words = " ".join(sheet.pages)
        assert words.count("nama desa") == 3 and "nama lengkap" in words
        assert "example.org/f/surat" in words and "{" not in words


def test_a_second_build_keeps_what_print_made_and_print_makes_the_same(
    printed_papers: Path, tmp_path: Path
) -> None:
    before = {n: mark for n, mark in prints(printed_papers).items() if n.startswith(("docx/", "pdf/paper"))}
    data = with_papers(tmp_path)
    site = tmp_path / "site"
    make("print", site, "--data", str(data), "paper-surat.id.pdf", "paper-surat.en.pdf")
    build(site, "--data", str(data))
    after = {n: mark for n, mark in prints(site).items() if n.startswith(("docx/", "pdf/"))}
    assert after == {name: before[name] for name in before if "surat" in name} != {}


def test_papers_that_are_gone_are_removed(printed_papers: Path, tmp_path: Path) -> None:
    data = with_papers(tmp_path)
    site = tmp_path / "site"
    make("print", site, "--data", str(data), "paper-catatan.id.pdf")
    assert [file.name for file in (site / "docx").iterdir()] == ["catatan.id.docx"]
    (data / "papers.yaml").write_text(PAPERS.partition("  catatan:")[0], encoding="utf-8")
    make("print", site, "--data", str(data))
    assert sorted(file.name for file in (site / "docx").iterdir()) == [n for n in FILES if "surat" in n]
    assert printed_papers.is_dir()


def test_a_programme_without_papers_shows_nothing_of_them(site: Path) -> None:
    assert not (site / "f").exists() and not (site / "docx").exists()
    for file in site.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert "assets/papers." not in text and "Forms to fill in" not in text, file
