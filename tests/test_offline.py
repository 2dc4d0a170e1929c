"""The offline copy is the built site in one file, and works from a disk without asking any other place."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from handbook.built_site.file_links import link_files, link_offline_copy
from handbook.built_site.offline import README, archive_of
from handbook.files import fingerprint
from handbook.formats import size_in_words
from handbook.outputs.keeping import SCRIPT
from handbook.source.load import read
from tests import html_kit
from tests.browser_kit import PHONE, Watcher, page
from tests.places import LIBRARIES
from tests.site_builds import make, run

DIFFERING = {
    f"{folder}{name}"
    for folder in ("", "en/")
    for name in ("downloads/index.html", "editions/index.html", SCRIPT)
}
OF_THE_HOST = re.compile(
    r"\.handbook|\.well-known/|offline/|editions/1/|service-worker\.js$"
    r"|(en/)?(404\.html|robots\.txt|sitemap\.xml(\.gz)?|kept(-files)?\.json|handbook\.webmanifest)$"
)
ADDRESS = "https://books.example.net/"


@dataclass(frozen=True)
class Offline:
    """A programme with a published edition, its site, and the offline copy unpacked elsewhere."""

    data: Path
    site: Path
    said: str
    root: Path  # the folder in the archive

    def at(self, address: str) -> str:
        """Address of a page on the disk."""
        return (self.root / address / "index.html").as_uri()


@pytest.fixture(scope="module")
def offline(tmp_path_factory: pytest.TempPathFactory) -> Offline:
    """The second programme, packed and unpacked into a folder with an odd name."""
    folder = tmp_path_factory.mktemp("offline")
    data, site = folder / "data", folder / "site"
    shutil.copytree(LIBRARIES, data)
    run("-m", "handbook", "record", "--data", str(data))
    make("freeze", site, "--data", str(data), SITE_URL=ADDRESS)
    said = make("offline", site, "--data", str(data), SITE_URL=ADDRESS)
    elsewhere = folder / "stik #1 100%" / "Salinan luring"
    with zipfile.ZipFile(archive_of(site)) as archive:
        archive.extractall(elsewhere)
    (root,) = elsewhere.iterdir()
    return Offline(data, site, said, root)


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A page whose every request must be answered from the disk, and whose scripts must not fail."""
    with page(browser, viewport=PHONE) as tab:
        watcher = Watcher(tab)
        yield tab
    assert watcher.asked
    assert [url for url in watcher.asked if urlsplit(url).scheme not in ("file", "blob", "data")] == []
    assert watcher.errors == []


def test_the_copy_is_the_built_site_file_for_file(offline: Offline) -> None:
    there = {f.relative_to(offline.root).as_posix(): f for f in offline.root.rglob("*") if f.is_file()}
    built = {f.relative_to(offline.site).as_posix(): f for f in offline.site.rglob("*") if f.is_file()}
    kept = {name: file for name, file in built.items() if not OF_THE_HOST.match(name)}

    assert set(there) == set(kept) | {README}
    differing = {name for name in kept if there[name].read_bytes() != kept[name].read_bytes()}
    assert differing == DIFFERING
    assert len(kept) > 80


def test_one_folder_stands_in_the_archive_and_a_note_says_what_to_open(offline: Offline) -> None:
    with zipfile.ZipFile(archive_of(offline.site)) as archive:
        assert {name.split("/")[0] for name in archive.namelist()} == {"handbook-1"}
    words = (offline.root / README).read_text(encoding="utf-8-sig")
    for file in ("index.html", "en/index.html"):
        assert file in words
        assert (offline.root / file).is_file()
    assert "Taman Baca" in words
    assert "Reading Room" in words


def test_the_page_of_downloads_links_the_copy_with_its_size(offline: Offline) -> None:
    size = archive_of(offline.site).stat().st_size
    for folder, language in (("", "id"), ("en/", "en")):
        shown = html_kit.Page.of(offline.site / folder / "downloads" / "index.html")
        (link,) = [a for a in shown.all("a") if a.get("type") == "application/zip"]
        assert size_in_words(size, language) in link.text
        reached = urljoin(f"/{folder}downloads/", link.get("href")).lstrip("/")
        assert offline.site / reached == archive_of(offline.site)
    assert size_in_words(size, "en") in offline.said


def test_the_copy_does_not_link_what_it_does_not_hold(offline: Offline) -> None:
    checked = 0
    for file in offline.root.rglob("*.html"):
        here = file.parent.as_uri() + "/"
        for element in html_kit.Page.of(file).elements:
            for name in ("href", "src"):
                target = element.get(name).partition("#")[0].partition("?")[0]
                if not target or "://" in target or target.startswith(("mailto:", "data:")):
                    continue
                there = Path(unquote(urlsplit(urljoin(here, target)).path))
                assert there.is_file() or (there / "index.html").is_file(), f"{file}: {target}"
                checked += 1
    assert checked > 1000


def test_the_copy_says_what_it_is_and_where_published_editions_are(offline: Offline) -> None:
    text = html_kit.Page.of(offline.root / "en" / "downloads" / "index.html").text("en")
    assert "You are reading an offline copy of edition 1, 1 February 2026." in text
    text = html_kit.Page.of(offline.root / "en" / "editions" / "index.html").text("en")
    assert "Edition 1 (on the web only: https://books.example.net/editions/1/)" in text


def test_search_works_from_the_disk(offline: Offline, tab: Page) -> None:
    tab.goto(offline.at(""))
    tab.locator(".hb-search").click()
    tab.keyboard.type("rak", delay=20)
    first = tab.locator(".md-search-result__link").first
    first.click()
    expect(tab.locator("article")).to_contain_text("rak", ignore_case=True)
    assert tab.url.startswith(offline.root.as_uri())
    assert urlsplit(tab.url).path.endswith("index.html")


def test_the_switcher_and_the_menu_work_from_the_disk(offline: Offline, tab: Page) -> None:
    tab.goto(offline.at("t/s1") + "#steps")
    tab.locator(".hb-languages a[hreflang=en]").click()
    expect(tab).to_have_url(offline.at("en/t/s1") + "#steps")
    tab.locator(".hb-menu").click()
    tab.locator(".hb-nav a:visible").first.click()
    expect(tab).to_have_url(offline.at("en"))


def test_ticks_and_the_readers_stage_are_kept_from_the_disk(offline: Offline, tab: Page) -> None:
    tab.goto(offline.at("t/s1"))
    tab.locator("#steps ~ ol input[type=checkbox]").first.check()
    tab.goto(offline.at("en/t/s1"))
    expect(tab.locator("#steps ~ ol input[type=checkbox]").first).to_be_checked()
    tab.goto(offline.at("s/2"))
    tab.locator(".hb-here").click()
    tab.goto(offline.at(""))
    chosen = tab.locator("a.hb-chosen-stage")
    expect(chosen).to_be_visible()
    chosen.click()
    expect(tab).to_have_url(offline.at("s/2"))


def test_printed_editions_open_from_the_disk(offline: Offline, tab: Page) -> None:
    tab.goto(offline.at("t/s1"))
    links = tab.locator(".hb-printed a").evaluate_all("all => all.map(link => link.href)")
    assert links
    for link in links:
        file = Path(unquote(urlsplit(link).path))
        assert file.is_relative_to(offline.root)
        assert file.read_bytes().startswith(b"%PDF-")


def test_the_same_site_gives_the_same_bytes(offline: Offline) -> None:
    before = fingerprint(archive_of(offline.site))
    make("offline", offline.site, "--data", str(offline.data), SITE_URL=ADDRESS)
    assert fingerprint(archive_of(offline.site)) == before


def _copy(offline: Offline, tmp_path: Path) -> Path:
    return Path(shutil.copytree(offline.site, tmp_path / "site"))


def _links(site: Path) -> int:
    text = (site / "downloads" / "index.html").read_text(encoding="utf-8")
    return text.count("application/zip")


def test_a_copy_of_another_site_is_taken_away(offline: Offline, tmp_path: Path) -> None:
    site, dataset = _copy(offline, tmp_path), read(offline.data)
    assert link_offline_copy(dataset, site)
    assert _links(site) == 1

    changed = site / "t" / "s1" / "index.html"
    changed.write_text(changed.read_text(encoding="utf-8") + "<!-- newer -->", encoding="utf-8")

    assert not link_offline_copy(dataset, site)
    assert not archive_of(site).exists()
    assert _links(site) == 0


def test_a_damaged_copy_is_taken_away(offline: Offline, tmp_path: Path) -> None:
    site = _copy(offline, tmp_path)
    archive_of(site).write_bytes(b"PK\x03\x04")
    assert not link_offline_copy(read(offline.data), site)
    assert not archive_of(site).exists()


def test_filling_in_sizes_again_keeps_the_link(offline: Offline, tmp_path: Path) -> None:
    site, dataset = _copy(offline, tmp_path), read(offline.data)
    link_files(dataset, site)
    assert link_offline_copy(dataset, site)
    assert _links(site) == 1


def test_a_new_build_has_no_old_copy(offline: Offline, tmp_path: Path) -> None:
    site = _copy(offline, tmp_path)
    make("build", site, "--data", str(offline.data))
    assert not archive_of(site).exists()
    assert _links(site) == 0
