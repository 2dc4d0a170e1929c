"""llms.txt and llms-full.txt: the contents of the handbook for programs that read text, true to its data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from markdown_it import MarkdownIt

from handbook.localised import Locale, locales
from handbook.markup.inline import to_markdown
from handbook.model.kinds import KINDS
from handbook.model.source import Source
from handbook.model.text import Grounded, Text
from handbook.model.traverse import entries, records
from handbook.outputs.machine_files import LLMS_CONTENTS, LLMS_EVERYTHING
from handbook.plaintext.llms import contents, everything
from handbook.plaintext.markdown import markdown, prose_part
from handbook.source.load import Dataset, load, read
from handbook.views.reading_order import chapters
from handbook.views.web import Web
from tests.html_kit import Page
from tests.places import LIBRARIES, LIBRARIES_DOCS
from tests.site_builds import build

pytestmark = pytest.mark.build

HOST = "https://example.org/"
DATASETS = {"site": read(LIBRARIES, LIBRARIES_DOCS)}
PROGRAMMES = {name: locales(dataset) for name, dataset in DATASETS.items()}
# The form of https://llmstxt.org/, as its own parser reads a line of a list.
_LINE = re.compile(r"- \[(?P<title>(?:\\.|[^\]\\])+)\]\((?P<address>[^()\s<>]+)\)(?:: (?P<about>\S.*))?")

Built = tuple[Path, Dataset, dict[str, Locale]]


@pytest.fixture(params=list(PROGRAMMES))
def built(request: pytest.FixtureRequest) -> Built:
    name = request.param
    return request.getfixturevalue(name), DATASETS[name], PROGRAMMES[name]


def own(locale: Locale) -> str:
    return "" if locale.language == locale.original else f"{locale.language}/"


def files(built: Built, name: str) -> Iterator[tuple[Locale, str]]:
    for edition in built[2].values():
        content = (built[0] / own(edition) / name).read_bytes()
        assert not content.startswith(b"\xef\xbb\xbf"), "programs take the mark for a part of the title"
        yield edition, content.decode("utf-8")


def test_the_contents_have_the_form_of_llms_txt(built: Built) -> None:
    for edition, text in files(built, LLMS_CONTENTS):
        head, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
        title, quote, *_ = (line for line in head.splitlines() if line)
        assert title == f"# {edition.text(edition.about.title)}"
        assert quote == f"> {edition.text(edition.about.tagline)}"
        assert "\n# " not in text
        assert len(parts) > 5
        for part in parts:
            name, *lines = (line for line in part.splitlines() if line)
            assert name
            assert lines
            assert all(_LINE.fullmatch(line) for line in lines), part
        assert parts[-1].startswith("Optional\n")


def test_the_contents_follow_the_book_and_leave_nothing_out(built: Built) -> None:
    for edition, text in files(built, LLMS_CONTENTS):
        below = HOST + own(edition)
        listed = [match["address"] for match in _LINE.finditer(text.partition("## Optional")[0])]
        wanted = [a for chapter in chapters(edition) for a in (chapter.address, *chapter.records)]
        wanted.append(edition.addresses.overviews["changes"])
        assert listed == [f"{below}{address}/" for address in wanted]
        pages = {edition.addresses.of(s, k) for s, k, _ in records(edition.programme) if KINDS[s].folder}
        assert pages <= set(wanted)


def test_every_link_leads_to_what_the_site_holds(built: Built) -> None:
    written = " ".join(file.read_text(encoding="utf-8") for file in built[1].folder.glob("*.yaml"))
    for name in (LLMS_CONTENTS, LLMS_EVERYTHING):
        for _, text in files(built, name):
            targets = set(
                re.findall(r"\]\((https://example\.org/[^)\s]*)\)|<(https://example\.org/[^>]*)>", text)
            )
            result = {one or other for one, other in targets if (one or other) not in written}
            assert len(result) > 20
            for target in result:
                path, _, anchor = target.removeprefix(HOST).partition("#")
                file = built[0] / path
                file = file if file.suffix else file / "index.html"
                assert file.is_file(), target
                assert not anchor or anchor in Page.of(file).ids, target


def test_each_file_names_the_other_language_and_the_whole(built: Built) -> None:
    for name in (LLMS_CONTENTS, LLMS_EVERYTHING):
        for edition, text in files(built, name):
            for other in built[2].values():
                if other is not edition:
                    assert f"({HOST}{own(other)}{name})" in text
                    assert edition.about.language_names[other.language] in text
    for edition, text in files(built, LLMS_CONTENTS):
        assert f"({HOST}{own(edition)}{LLMS_EVERYTHING})" in text
        assert f"({HOST}data/v1/handbook.json)" in text


def test_every_text_of_every_record_stands_in_the_whole(built: Built) -> None:
    for edition, text in files(built, LLMS_EVERYTHING):
        web = Web(edition, HOST)
        result = set(text.split("\n"))
        for section, key, record in records(edition.programme):
            for path, entry in entries(record, (section, key)):
                if isinstance(entry, Text):
                    words = markdown(web, entry)
                    name = to_markdown(edition.text(entry), lambda _: None)
                    assert words in text or name in text, (edition.language, path)
            if isinstance(record, Source):
                assert any(line.startswith(f"- {key.upper()}: ") for line in result)


def test_every_statement_is_followed_by_its_ground(built: Built) -> None:
    for edition, text in files(built, LLMS_EVERYTHING):
        web = Web(edition, HOST)
        for section, key, record in records(edition.programme):
            for path, entry in entries(record, (section, key)):
                if isinstance(entry, Grounded) and isinstance(entry, Text) and entry.ground:
                    words = edition.label(f"ground.{entry.ground}")
                    assert any(f"({words}" in line for line in _lines_with(text, markdown(web, entry))), path


def _lines_with(text: str, words: str) -> Iterator[str]:
    """The lines that hold some words, from there to their ends."""
    place = text.find(words)
    while place >= 0:
        end = text.index("\n", place)
        yield text[place:end]
        place = text.find(words, end)


def test_the_whole_follows_the_book(built: Built) -> None:
    for edition, text in files(built, LLMS_EVERYTHING):
        titles = re.findall(r"^## (.*)$", text, re.MULTILINE)
        addresses = [*(chapter.address for chapter in chapters(edition)), ""]
        assert len(titles) == len(addresses)
        for title, address in zip(titles, addresses[:-1], strict=False):
            section, key = edition.addresses.by_address[address]
            wanted = edition.name(section, key)
            assert title == wanted or section == "prose", (title, wanted)


def test_hand_written_pages_are_in_it_without_what_only_a_site_understands() -> None:
    dataset = DATASETS["site"]
    for code, edition in PROGRAMMES["site"].items():
        text = everything(Web(edition, HOST), dataset.prose(code))
        assert not re.search(r"\{\{|\}\}|\{:|<!--|\]\([^)]*\.md", text)
        for address, file in dataset.prose(code).items():
            if address:
                words = re.sub(r"[*\[\]]|\(\S*\)", "", file.read_text(encoding="utf-8"))
                last = [line for line in words.splitlines() if line.strip() and "{" not in line][-1]
                flat = re.sub(r"[*\[\]]|\(\S*\)", "", text)
                assert last.strip() in flat, (code, address)
        assert edition.about.edition in text
        assert edition.date in text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("# Title {: #x }\n\nText.", "## Title\n\nText.\n"),
        ("---\ntitle: x\n---\n# T\n", "## T\n"),
        ("[a](t/l1.md#steps) [b](../t/index.md) [c](#d)", None),
        ("[web](https://example.com/x.md) ![p](picture.png)", None),
        ('{{ about("edition") }} {{ doors() }}{% raw %}', "1\n"),
    ],
)
def test_marks_of_the_site_tool_go(typed: str, shown: str | None) -> None:
    web = Web(PROGRAMMES["site"]["en"], HOST)
    made = prose_part(web, "guide", typed)
    if shown is not None:
        assert made.replace("1 ", "1") == shown
    elif "web" in typed:
        assert "(https://example.com/x.md)" in made
    else:
        assert f"[a]({HOST}en/t/l1/#steps)" in made
        assert f"[c]({HOST}en/guide/#d)" in made


def test_without_an_address_of_the_site_links_are_relative() -> None:
    text = contents(Web(PROGRAMMES["site"]["id"]))
    targets = [match["address"] for match in _LINE.finditer(text)]
    assert targets
    assert [target for target in targets if urlsplit(target).scheme or target.startswith("/")] == []


def test_a_site_without_an_address_has_them_too(tmp_path: Path) -> None:
    site = build(tmp_path / "site", "--data", str(LIBRARIES), SITE_URL="")
    for folder in (site, site / "en"):
        text = (folder / LLMS_CONTENTS).read_text(encoding="utf-8")
        for match in _LINE.finditer(text):
            path = folder / match["address"]
            assert path.is_file() or (path / "index.html").is_file(), match["address"]


HOSTILE = [
    "a * b _ c ` d [ e ] f < g > h # i | j ~ k & l \\ m",
    "<script>alert(1)</script> <!-- x --> &lt;",
    "[[t/l1|*]x[*]] [y](https://example.org/?a=(b)) `code [x](y)` *em* **strong** [kata]{id}",
    "# no heading",
    "- no list\n\n> no quotation",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_what_was_typed_reads_the_same_in_markdown(words: str) -> None:
    programme = load(LIBRARIES)
    locale = Locale(programme, "en")
    text = Text(wording={"id": words, "en": words})
    shown: Any = MarkdownIt("commonmark").renderInline(markdown(Web(locale, HOST), text))
    read_back = " ".join(Page(f"<p>{shown}</p>").all("p")[0].text.split())
    assert read_back == " ".join(locale.text(text).split())
    assert "<script" not in shown
    links = re.findall(r'href="([^"]*)"', shown)
    assert all(link.startswith("https://example.org/") for link in links)
