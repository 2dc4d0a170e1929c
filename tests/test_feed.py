"""What changed for readers: a page, and an Atom feed in each language whose ids stay for ever."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser
import pytest
from lxml import etree

from handbook.localised import Locale, locales
from handbook.model.records import Change, Programme
from handbook.model.text import Ground, Statement, Text
from handbook.outputs.machine_files import FEED
from handbook.source.load import load, read
from handbook.views.changes import newest_first
from handbook.views.feed import MEDIA_TYPE, feed, permanent_id
from handbook.views.web import Web
from tests.export_kit import dataset
from tests.html_kit import Page, pages, split
from tests.places import LIBRARIES, LIBRARIES_DOCS
from tests.programme_copy import Copy
from tests.site_builds import build

pytestmark = pytest.mark.build

HOST = "https://example.org/"
A = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PROGRAMMES = {
    "site": locales(read(LIBRARIES, LIBRARIES_DOCS)),
}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
# RFC 4287, sections 4.1.1 and 4.1.2: how often an element may stand, as least and most.
_FEED = {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "subtitle": (0, 1), "rights": (0, 1)}
_ENTRY = {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "published": (0, 1), "content": (0, 1)}
_OTHERS = {"link", "author", "entry", "category", "contributor", "generator", "icon", "logo"}


def breaches(root: etree._Element) -> Iterator[str]:
    """What a document says against RFC 4287."""
    if root.tag != f"{A}feed":
        yield f"the root is {root.tag}"
        return
    yield from _counts(root, _FEED)
    entries = root.findall(f"{A}entry")
    for entry in entries:
        yield from _counts(entry, _ENTRY)
        if root.find(f"{A}author") is None and entry.find(f"{A}author") is None:
            yield "nobody is the author"
        if not [link for link in entry.findall(f"{A}link") if link.get("rel") == "alternate"]:
            yield "an entry leads nowhere"
    ids = [element.text or "" for element in root.iter(f"{A}id")]
    yield from (f"the id {one} is no address" for one in ids if not urlsplit(one).scheme)
    yield from (f"the id {one} stands twice" for one in set(ids) if ids.count(one) > 1)
    for element in root.iter(f"{A}updated", f"{A}published"):
        if not _MOMENT.fullmatch(element.text or ""):
            yield f"{element.text} is no moment"
    for author in root.iter(f"{A}author"):
        if not author.findtext(f"{A}name"):
            yield "an author has no name"
    for holder in (root, *entries):
        links = holder.findall(f"{A}link")
        yield from (f"{link.get('href')} is not absolute" for link in links if not _absolute(link))
        alternates = [(e.get("type"), e.get("hreflang")) for e in links if e.get("rel") == "alternate"]
        if len(set(alternates)) < len(alternates):
            yield "two alternates are alike"


def _absolute(link: etree._Element) -> bool:
    return urlsplit(link.get("href") or "").scheme in ("http", "https")


def _counts(element: etree._Element, known: dict[str, tuple[int, int]]) -> Iterator[str]:
    names = [str(child.tag).removeprefix(A) for child in element]
    yield from (f"{name} is not known" for name in names if name not in {*known, *_OTHERS})
    for name, (least, most) in known.items():
        if not least <= names.count(name) <= most:
            yield f"{name} stands {names.count(name)} times"


def own_folder(locale: Locale) -> str:
    return "" if locale.language == locale.original else f"{locale.language}/"


@pytest.fixture(params=list(PROGRAMMES))
def built(request: pytest.FixtureRequest) -> tuple[Path, dict[str, Locale]]:
    return request.getfixturevalue(request.param), PROGRAMMES[request.param]


Built = tuple[Path, dict[str, Locale]]


def test_feeds_are_valid_and_whole(built: Built) -> None:
    site, held = built
    for code, edition in held.items():
        root = etree.parse(str(site / own_folder(edition) / FEED)).getroot()
        assert list(breaches(root)) == []
        assert root.get(LANG) == code
        changes = newest_first(edition.programme)
        entries = root.findall(f"{A}entry")
        assert [e.findtext(f"{A}title") for e in entries] == [edition.text(c.name) for c in changes.values()]
        dates = [e.findtext(f"{A}updated") or "" for e in entries]
        assert dates == sorted(dates, reverse=True)
        assert [date[:10] for date in dates] == [change.date for change in changes.values()]
        assert root.findtext(f"{A}updated") == dates[0]
        assert edition.about.licence.name in (root.findtext(f"{A}rights") or "")
        assert root.findtext(f"{A}author/{A}name") == edition.text(edition.about.publisher)


def test_every_link_of_a_feed_leads_to_what_the_site_holds(built: Built) -> None:
    site, held = built
    checked = 0
    for edition in held.values():
        root = etree.parse(str(site / own_folder(edition) / FEED)).getroot()
        content = " ".join(element.text or "" for element in root.iter(f"{A}content"))
        targets = [link.get("href") or "" for link in root.iter(f"{A}link")]
        targets += re.findall(r'href="([^"]*)"', content)
        for target in targets:
            path, _, anchor = target.removeprefix(HOST).partition("#")
            file = site / path
            file = file if file.suffix else file / "index.html"
            assert target.startswith(HOST), target
            assert file.is_file(), target
            assert not anchor or anchor in Page.of(file).ids, target
            checked += 1
    assert checked > 12


def test_a_feed_reader_reads_it(built: Built) -> None:
    site, held = built
    for edition in held.values():
        parsed: Any = feedparser.parse((site / own_folder(edition) / FEED).read_bytes())
        assert not parsed.bozo
        assert parsed.version == "atom10"
        assert parsed.feed.language == edition.language
        changes = newest_first(edition.programme)
        for entry, (key, change) in zip(parsed.entries, changes.items(), strict=True):
            assert entry.link == Web(edition, HOST).page(edition.addresses.of("changes", key))
            text = re.sub(r"<[^>]+>", "", entry.content[0].value)
            assert edition.text(change.text).split(".")[0] in text
            assert edition.label(f"ground.{change.text.ground}") in text


def test_every_page_names_the_feed_of_its_language(built: Built) -> None:
    site, held = built
    for address, page in pages(site):
        code, _ = split(address, tuple(held))
        (link,) = page.all("link", type=MEDIA_TYPE)
        # Material's script asks for <page>/sitemap.xml of each link[rel=alternate].
        assert link.get("rel") == "alternate "
        here = f"{HOST}{address}/" if address else HOST
        assert urljoin(here, link.get("href")) == f"{HOST}{own_folder(held[code])}{FEED}", address


def test_the_page_of_changes_shows_them_the_newest_first(built: Built) -> None:
    site, held = built
    for edition in held.values():
        address = edition.addresses.overviews["changes"]
        page = Page.of(site / own_folder(edition) / address / "index.html")
        changes = newest_first(edition.programme)
        keys = [key.lower() for key in changes]
        assert [one for one in page.ids if one in keys] == keys
        assert [e.get("datetime") for e in page.all("time")] == [c.date for c in changes.values()]
        body = page.all("body")[0].text
        assert all(" ".join(edition.text(change.text).split()) in body for change in changes.values())
        (link,) = page.all("a", type=MEDIA_TYPE)
        assert (site / own_folder(edition) / address / link.get("href")).resolve().is_file()


def test_ids_stay_for_ever() -> None:
    """Whoever changes these makes every feed reader show every change once more."""
    edition = PROGRAMMES["site"]["id"]
    web = Web(edition, HOST)
    assert permanent_id(web, "2026-01-20-rak") == "urn:uuid:a62d658d-d057-55f0-b445-9132d45d4c51"
    assert permanent_id(web, "") == "urn:uuid:c195fad1-1038-5ca8-b2a0-29f5dd5ef09b"
    assert permanent_id(Web(edition, "https://elsewhere.example/a/"), "2026-01-20-rak") == permanent_id(
        web, "2026-01-20-rak"
    )


def test_ids_are_those_of_one_handbook_language_and_change() -> None:
    result = {
        permanent_id(Web(edition, HOST), key)
        for held in (*PROGRAMMES.values(), locales(dataset("garden")))
        for edition in held.values()
        for key in ("", "2026-01-20-rak", "2026-02-01-terbit")
    }
    assert len(result) == 12


def _with_changes(changes: dict[str, Change]) -> Programme:
    return load(LIBRARIES).model_copy(update={"changes": changes})


def _change(date: str, words: str) -> Change:
    wording = {"id": words, "en": words}
    text = Statement(wording=wording, ground=Ground.EDITORIAL)
    return Change(name=Text(wording=wording), date=date, text=text, see=("words/nib",))


def test_of_one_day_the_last_written_comes_first() -> None:
    days = {"a": "2026-02-01", "b": "2026-03-01", "c": "2026-02-01", "d": "2025-12-31"}
    programme = _with_changes({key: _change(date, key) for key, date in days.items()})
    assert list(newest_first(programme)) == ["b", "c", "a", "d"]


HOSTILE = "<script>alert(1)</script> ]]> &lt; \" ' [x](javascript:alert(1)) [[t/l1|<b>x</b>]]"


def test_what_was_typed_is_text_in_the_feed() -> None:
    programme = _with_changes({"x": _change("2026-02-01", HOSTILE)})
    root = etree.fromstring(feed(Web(Locale(programme, "en"), HOST)))
    assert list(breaches(root)) == []
    content = root.findtext(f"{A}entry/{A}content") or ""
    assert "<script" not in content
    assert escape("<script>alert(1)</script>") in content
    assert set(re.findall(r"<(\w+)", content)) == {"p", "a"}
    assert all(address.startswith(HOST) for address in re.findall(r'href="([^"]*)"', content))


def test_dates_are_from_the_data_and_files_the_same_each_time() -> None:
    edition = PROGRAMMES["site"]["en"]
    written = feed(Web(edition, HOST))
    assert feed(Web(edition, HOST)) == written
    result = set(re.findall(r">(\d{4}-\d\d-\d\d)T00:00:00Z<", written.decode()))
    assert result == {change.date for change in edition.programme.changes.values()}


def test_without_changes_there_is_neither_page_nor_feed_nor_link(programme: Copy, tmp_path: Path) -> None:
    programme.file("changes.yaml").unlink()
    programme.file("interface.yaml").unlink()
    site = build(tmp_path / "site", "--data", str(programme.data))
    assert list(site.rglob(FEED)) == []
    assert not (site / "news").exists()
    for address, page in pages(site):
        assert page.all("link", type=MEDIA_TYPE) == [], address
        assert [e for e in page.all("a") if "news" in e.get("href")] == [], address


def test_a_site_without_an_address_has_the_page_but_no_feed(tmp_path: Path) -> None:
    site = build(tmp_path / "site", "--data", str(LIBRARIES), SITE_URL="")
    assert list(site.rglob(FEED)) == []
    page = Page.of(site / "news" / "index.html")
    assert page.all("time")
    assert page.all("a", type=MEDIA_TYPE) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<updated>", "<changed>", "changed is not known"),
        ("</title>", "</title><title>twice</title>", "title stands 2 times"),
        ("T00:00:00Z", "", "is no moment"),
        ('href="https://example.org/', 'href="/', "is not absolute"),
        ("<name>", "<uri>", "an author has no name"),
        ("urn:uuid:", "", "is no address"),
    ],
)
def test_breaches_are_seen(old: str, new: str, said: str) -> None:
    text = feed(Web(PROGRAMMES["site"]["en"], HOST)).decode()
    broken = text.replace(old, new)
    if new.startswith("<") and new.count("<") == 1:
        broken = broken.replace(old.replace("<", "</"), new.replace("<", "</"))
    assert any(said in breach for breach in breaches(etree.fromstring(broken.encode())))
