"""After one visit a language is read, searched and ticked without a line; then only changes are fetched."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from handbook.built_site.offline import make_offline
from handbook.built_site.publish import publish_edition
from handbook.source.load import load, read
from tests.keeping_kit import (
    PATIENCE,
    SPARING,
    Shelf,
    press,
    reader,
    shelf,
    stores,
    wait_until,
    wait_until_said,
    words,
    workers,
)
from tests.places import LIBRARIES, LIBRARIES_DOCS
from tests.site_builds import build, once, run

ASKED_FIRST = {"kept.json", "kept-files.json", "service-worker.js"}  # what is new
CHANGED = "t/l2/"
OLD, NEW = "Pilih judul dari daftar permintaan.", "Pilih judul dari daftar permintaan warga."


@pytest.fixture
def site_on_shelf(tmp_path: Path, site: Path) -> Iterator[Shelf]:
    with shelf(tmp_path / "www", site) as made:
        yield made


def kept(window: Page, address: str, code: str = "id") -> str:
    """Open a page and wait until its language is kept."""
    window.goto(address)
    return wait_until_said(window, "kept", code)


def offer(site: Path, **changed: object) -> None:
    """Change what a site says of its texts."""
    file = site / "kept.json"
    held = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**held, **changed}), encoding="utf-8")


def test_after_one_visit_a_language_is_read_searched_and_ticked_without_a_line(
    browser: Browser, site_on_shelf: Shelf
) -> None:
    root = site_on_shelf.address
    with reader(browser) as (window, watcher):
        said = kept(window, f"{root}s/3/")
        assert "MB" in said or "kB" in said
        assert stores(window) == [root]
        assert workers(window) == [root]
        assert [path for path in site_on_shelf.asked if path.startswith(("en/", "pdf/", "data/v"))] == []

        site_on_shelf.cut(window)
        site_on_shelf.forget()
        window.goto(f"{root}t/l2/")
        expect(window.locator("h1")).to_contain_text(load(LIBRARIES).tasks["L2"].name["id"])
        box = window.locator(".hb-box").first
        box.check()
        window.locator("button.hb-search").click()
        window.keyboard.type("laporan")
        window.locator(".md-search-result__link").first.wait_for(state="visible")
        window.goto(f"{root}look/?q=laporan")
        window.locator(".found a").first.wait_for(state="visible")
        window.goto(f"{root}t/l2/")
        expect(window.locator(".hb-box").first).to_be_checked()
        assert wait_until_said(window, "kept")
        assert site_on_shelf.asked == []
        watcher.forget_errors()  # asked in vain for what is new


def test_a_page_that_is_not_kept_says_so_and_leads_home_and_is_there_when_the_line_is_back(
    browser: Browser, site_on_shelf: Shelf
) -> None:
    root = site_on_shelf.address
    with reader(browser) as (window, watcher):
        kept(window, f"{root}t/l2/")
        site_on_shelf.cut(window)
        window.locator(".hb-languages a[hreflang=en]").click()
        for code in ("id", "en"):
            heading = window.locator(f"section[lang={code}] :is(h1, h2)")
            expect(heading).to_have_text(words("missing", code))
        assert window.url == f"{root}en/t/l2/"
        window.locator("section[lang=id] a").click()
        window.wait_for_url(root)
        expect(window.locator(".hb-title").first).to_be_visible()
        watcher.forget_errors()  # the page that was not kept

        site_on_shelf.cut(window, off=False)
        assert kept(window, f"{root}en/t/l2/", "en")
        assert stores(window) == [root, f"{root}en/"]
        site_on_shelf.cut(window)
        window.goto(f"{root}en/s/1/")
        expect(window.locator("h1")).to_contain_text(load(LIBRARIES).stages["1"].name["en"])
        watcher.forget_errors()


@pytest.fixture(scope="module")
def changed_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site after one sentence of a task has changed, in the original alone."""

    def fill(site: Path) -> None:
        data = tmp_path_factory.mktemp("changed") / "data"
        shutil.copytree(LIBRARIES, data)
        file = data / "roles.yaml"
        text = file.read_text(encoding="utf-8")
        assert text.count(OLD) == 1
        file.write_text(text.replace(OLD, NEW), encoding="utf-8")
        build(site, "--data", str(data), "--docs", str(LIBRARIES_DOCS))

    return once(tmp_path_factory, "libraries-changed", fill)


def test_after_a_change_only_what_changed_is_fetched_and_the_page_says_so(
    browser: Browser, site_on_shelf: Shelf, changed_site: Path
) -> None:
    root = site_on_shelf.address
    before, after = (
        json.loads((site / "kept-files.json").read_text(encoding="utf-8"))["files"]
        for site in (site_on_shelf.folder, changed_site)
    )
    differing = {path for path, _ in after.items() - before.items()}
    parts = before.keys() ^ after.keys()  # of the index of search, called by what they hold
    assert len(parts) <= 8 and all(path.startswith("search/part.") for path in parts)
    with reader(browser) as (window, _):
        kept(window, f"{root}{CHANGED}")
        site_on_shelf.put(changed_site)
        site_on_shelf.forget()
        window.goto(f"{root}{CHANGED}")
        expect(window.locator("article")).to_contain_text(OLD)
        notice = window.locator(".hb-updated")
        expect(notice).to_contain_text(words("updated"), timeout=PATIENCE)
        assert {CHANGED, "search/index.js"} <= differing  # and other pages that show the sentence
        assert set(site_on_shelf.asked) - ASKED_FIRST == differing
        assert len(site_on_shelf.asked) == len(set(site_on_shelf.asked))
        site_on_shelf.forget()
        notice.locator("button").first.click()
        expect(window.locator("article")).to_contain_text(NEW)
        wait_until_said(window, "kept")
        window.wait_for_load_state("networkidle")
        assert set(site_on_shelf.asked) <= ASKED_FIRST
        assert window.locator(".hb-updated").count() == 0


def test_what_is_no_longer_there_is_dropped(browser: Browser, site_on_shelf: Shelf) -> None:
    root, listed = site_on_shelf.address, site_on_shelf.folder / "kept-files.json"
    with reader(browser) as (window, _):
        kept(window, root)
        held = json.loads(listed.read_text(encoding="utf-8"))
        del held["files"]["sources/"]
        listed.write_text(json.dumps({**held, "version": "2"}), encoding="utf-8")
        offer(site_on_shelf.folder, version="2")
        window.goto(root)
        has = "address => caches.match(address).then(Boolean)"
        assert window.evaluate(has, f"{root}sources/")
        wait_until(window, lambda: not window.evaluate(has, f"{root}sources/"))
        assert window.evaluate(has, f"{root}words/")


def test_readers_remove_what_is_kept_and_it_stays_removed(browser: Browser, site_on_shelf: Shelf) -> None:
    root = site_on_shelf.address
    with reader(browser) as (window, _):
        kept(window, root)
        press(window)
        wait_until_said(window, "removed")
        assert stores(window) == []
        assert workers(window) == []
        site_on_shelf.forget()
        window.goto(f"{root}t/l2/")
        said = wait_until_said(window, "offer")
        assert "kB" in said or "MB" in said
        window.wait_for_load_state("networkidle")
        assert [path for path in site_on_shelf.asked if path.endswith("kept-files.json")] == []
        press(window)
        wait_until_said(window, "kept")


def test_more_than_a_megabyte_and_a_half_is_asked_for(browser: Browser, site_on_shelf: Shelf) -> None:
    sizes = {
        "whole": {"bytes": 9_000_000, "words": "9,0 MB"},
        "packed": {"bytes": 1_500_001, "words": "1,5 MB"},
    }
    offer(site_on_shelf.folder, **sizes)
    with reader(browser) as (window, _):
        window.goto(site_on_shelf.address)
        assert "1,5 MB" in wait_until_said(window, "offer")
        window.wait_for_load_state("networkidle")
        assert stores(window) == []
        assert workers(window) == []
        press(window)
        wait_until_said(window, "kept")


def test_readers_who_spare_data_are_asked_and_only_the_page_they_read_is_renewed(
    browser: Browser, site_on_shelf: Shelf, changed_site: Path
) -> None:
    root = site_on_shelf.address
    with reader(browser, SPARING) as (window, _):
        window.goto(root)
        wait_until_said(window, "offer")
        assert workers(window) == []
        press(window)
        wait_until_said(window, "kept")
        window.evaluate("localStorage.clear()")  # as if it had been kept before data was to be spared
        site_on_shelf.put(changed_site)
        site_on_shelf.forget()
        window.goto(f"{root}{CHANGED}")
        expect(window.locator(".hb-updated")).to_contain_text(words("updated"), timeout=PATIENCE)
        assert set(site_on_shelf.asked) - ASKED_FIRST == {CHANGED}


def test_over_plain_http_to_another_host_it_stays_off(browser: Browser, site_on_shelf: Shelf) -> None:
    root = site_on_shelf.address.replace("127.0.0.1", "handbook.test")
    with reader(browser) as (window, watcher):
        window.goto(f"{root}downloads/")
        window.wait_for_timeout(3000)
        assert window.evaluate("isSecureContext") is False
        assert window.locator(".hb-keeping").count() == 0
        assert [url for url in watcher.asked if "kept" in url or "keeping" in url or "worker" in url] == []


def test_from_a_disk_it_stays_off(browser: Browser, site: Path) -> None:
    with reader(browser) as (window, watcher):
        window.goto((site / "downloads" / "index.html").as_uri())
        window.wait_for_timeout(3000)
        assert window.locator(".hb-keeping").count() == 0
        assert [url for url in watcher.asked if "kept" in url or "keeping" in url or "manifest" in url] == []


@dataclass(frozen=True)
class Copies:
    """A site with a published edition, and its offline copy, unpacked."""

    site: Path
    unpacked: Path


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Copies:
    folder = tmp_path_factory.mktemp("copies")
    data, site = folder / "data", folder / "site"
    shutil.copytree(LIBRARIES, data)
    docs = Path(shutil.copytree(LIBRARIES_DOCS, folder / "docs"))
    options = ("--data", str(data), "--docs", str(docs))
    run("-m", "handbook", "record", *options)
    for _ in range(2):  # the second time with the edition
        build(site, *options, SITE_URL="https://books.example.net/")
        dataset = read(data, docs)
        assert dataset.programme is not None
        if not dataset.programme.editions:
            publish_edition(dataset, site)
    with zipfile.ZipFile(make_offline(dataset, site)) as archive:
        archive.extractall(folder / "unpacked")
    (unpacked,) = (folder / "unpacked").iterdir()
    return Copies(site, unpacked)


def test_published_editions_and_offline_copies_keep_nothing(
    browser: Browser, tmp_path: Path, copies: Copies
) -> None:
    # An edition shows its notice with a style and a script of the site around it.
    for number, (copy, shown, start) in enumerate(
        ((copies.site / "editions" / "1", copies.site, "editions/1/"), (copies.unpacked, copies.unpacked, ""))
    ):
        there = {file.name for file in copy.rglob("*")}
        assert there & {"service-worker.js", "kept.json", "kept-files.json", "handbook.webmanifest"} == set()
        with shelf(tmp_path / f"www{number}", shown) as made, reader(browser) as (window, _):
            window.goto(f"{made.address}{start}t/l2/")
            window.wait_for_timeout(3000)
            assert f"{start}assets/reader/keeping.js" in made.asked
            assert window.locator(".hb-keeping").count() == 0
            assert workers(window) == []
            assert stores(window) == []


def test_the_worker_of_today_leaves_editions_alone(browser: Browser, tmp_path: Path, copies: Copies) -> None:
    with shelf(tmp_path / "www", copies.site) as made, reader(browser) as (window, watcher):
        kept(window, f"{made.address}t/l2/")
        window.goto(f"{made.address}editions/1/t/l2/")
        expect(window.locator(".frozen-edition")).to_be_visible()
        window.wait_for_timeout(3000)
        requests = "caches.keys().then(async ([name]) => (await caches.open(name)).keys())"
        held = window.evaluate(f"{requests}.then(all => all.map(one => one.url))")
        assert f"{made.address}editions/" in held
        assert [address for address in held if address.startswith(f"{made.address}editions/1/")] == []
        assert workers(window) == [made.address]
        made.cut(window)
        window.goto(f"{made.address}editions/1/t/l2/")
        expect(window.locator("h1")).to_have_text(words("missing"))
        watcher.forget_errors()


def test_a_site_that_no_longer_offers_it_takes_everything_back(
    browser: Browser, site_on_shelf: Shelf
) -> None:
    with reader(browser) as (window, watcher):
        kept(window, site_on_shelf.address)
        (site_on_shelf.folder / "kept.json").unlink()
        window.goto(f"{site_on_shelf.address}t/l2/")
        wait_until(window, lambda: workers(window) == [])
        assert stores(window) == []
        watcher.forget_errors()  # it was asked for in vain


def test_what_was_begun_is_gone_on_with(browser: Browser, site_on_shelf: Shelf) -> None:
    """A file that cannot be had, as while a site is being copied to its host, comes with a later visit."""
    page, aside = site_on_shelf.folder / "words" / "index.html", site_on_shelf.folder / "aside"
    page.rename(aside)
    with reader(browser) as (window, watcher):
        window.goto(site_on_shelf.address)
        wait_until_said(window, "part")
        aside.rename(page)
        site_on_shelf.forget()
        kept(window, f"{site_on_shelf.address}t/l2/")
        pages = [path for path in site_on_shelf.asked if path.endswith("/")]
        assert pages == ["words/"]
        watcher.forget_errors()


def test_the_page_of_downloads_has_it_with_what_it_holds(browser: Browser, site_on_shelf: Shelf) -> None:
    for folder, code in (("", "id"), ("en/", "en")):
        with reader(browser) as (window, _):
            kept(window, f"{site_on_shelf.address}{folder}downloads/", code)
            place = window.locator("article .hb-keep-here")
            expect(place.locator("h2")).to_have_text(words("title", code))
            expect(place).to_contain_text(words("hint", code))
            manifest = window.evaluate("document.querySelector('link[rel=manifest]').href")
            assert manifest == f"{site_on_shelf.address}{folder}handbook.webmanifest"
            answer = window.request.get(manifest).json()
            for icon in answer["icons"]:
                assert window.request.get(f"{site_on_shelf.address}{folder}{icon['src']}").ok
