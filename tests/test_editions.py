"""An edition that was published stays whole at its own address, and leads from each page to today's."""

from __future__ import annotations

import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, expect

from handbook.built_site.restore import restore_editions
from handbook.files import fingerprint
from handbook.model.addresses import Addresses
from handbook.model.records import Programme
from handbook.source.load import Dataset, read
from tests._small import write_small
from tests.browser_kit import page, serve
from tests.html_kit import Page
from tests.places import LIBRARIES
from tests.site_builds import run

FIRST, SECOND = "1", "2.0-rc"
ADDRESS = "https://books.example.net/"
RENAMED, OLD, NEW = "t/s2", "p/kepala-desa", "p/lurah"


@dataclass(frozen=True)
class Published:
    """A copy of the second programme with two published editions, and its site."""

    data: Path
    site: Path
    said: list[str]

    def dataset(self) -> Dataset:
        return read(self.data)


def _command(published: Path, name: str, *more: str) -> str:
    done = run("-m", "handbook", name, "--data", str(published / "data"), *more, SITE_URL=ADDRESS)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _change(data: Path, name: str, old: str, new: str) -> None:
    text = (data / name).read_text(encoding="utf-8")
    assert old in text, old
    (data / name).write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The first edition, then a second one in which a task has another name and a partner another key."""
    folder = tmp_path_factory.mktemp("editions")
    data, site = folder / "data", folder / "site"
    shutil.copytree(LIBRARIES, data)
    _command(folder, "record")
    _command(folder, "offline", "--site-dir", str(site))  # an edition holds no link to it
    said = [_command(folder, "freeze", "--site-dir", str(site))]
    _change(data, "programme.yaml", f'edition: "{FIRST}"', f'edition: "{SECOND}"')
    _change(data, "programme.yaml", "2026-02-01", "2026-08-17")
    _change(data, "roles.yaml", "Mencari ruang", "Mencari tempat")
    for file in data.glob("*.yaml"):
        file.write_text(file.read_text(encoding="utf-8").replace("kepala-desa", "lurah"), encoding="utf-8")
    (data / "redirects.yaml").write_text(f"redirects:\n  {OLD}: {NEW}\n", encoding="utf-8")
    _command(folder, "record")
    _command(folder, "confirm", "--all")
    said.append(_command(folder, "freeze", "--site-dir", str(site)))
    _command(folder, "build", "--strict", "--site-dir", str(site))
    return Published(data, site, said)


def _programme(published: Published) -> Programme:
    programme = published.dataset().programme
    assert programme is not None
    return programme


def _frozen(published: Published, number: str) -> Path:
    return published.site / Addresses(_programme(published)).overviews["editions"] / number


def _notice(file: Path) -> tuple[str, str]:
    """What the notice of a frozen page says, and where its link leads, relative to the page."""
    shown = Page.of(file)
    notices = shown.all("aside", class_="frozen-edition")
    assert len(notices) == 1, file
    place = shown.elements.index(notices[0])
    link = next(element for element in shown.elements[place:] if element.tag == "a")
    return notices[0].text, link.get("href")


def _target(published: Published, file: Path) -> str:
    """The page, below the site's root, to which a frozen page's notice leads."""
    here = file.parent.relative_to(published.site).as_posix()
    return urljoin(f"/{here}/", _notice(file)[1]).strip("/")


def test_an_edition_of_a_programme_that_recorded_nothing_can_be_built_upon(tmp_path: Path) -> None:
    shutil.copytree(
        write_small(tmp_path / "small"), tmp_path / "data", ignore=shutil.ignore_patterns("editions*")
    )
    _command(tmp_path, "freeze", "--site-dir", str(tmp_path / "site"))
    _command(tmp_path, "check")
    _command(tmp_path, "build", "--strict", "--site-dir", str(tmp_path / "site"))


@pytest.mark.parametrize("number", [FIRST, SECOND])
def test_every_page_of_an_edition_is_still_there_with_a_notice(published: Published, number: str) -> None:
    archive = published.data / "editions" / f"{number}.zip"
    folder = _frozen(published, number)
    with zipfile.ZipFile(archive) as held:
        names = held.namelist()
        pages = [name for name in names if name.endswith("index.html")]
        others = [name for name in names if not name.endswith(".html")]
        assert all((folder / name).read_bytes() == held.read(name) for name in others)
    assert len(pages) > 40
    assert any(name.endswith(".pdf") for name in others)
    result = {name: (folder / name).read_text(encoding="utf-8") for name in pages}
    leading_on = {name for name, text in result.items() if 'http-equiv="refresh"' in text}
    assert {name.split("/")[-2] for name in leading_on} <= {"editions", "kepala-desa"}
    for name in set(pages) - leading_on:
        text, _ = _notice(folder / name)
        assert number in text
        assert ("2026" in text) and ("reading" in text if name.startswith("en/") else "membaca" in text)


def test_a_notice_leads_to_the_same_record_of_today(published: Published) -> None:
    folder = _frozen(published, FIRST)
    for language in ("", "en/"):
        assert _target(published, folder / language / "t/s1/index.html") == f"{language}t/s1"
        assert _target(published, folder / language / "index.html") == language.strip("/")


def test_a_notice_follows_a_record_that_has_moved(published: Published) -> None:
    assert _target(published, _frozen(published, FIRST) / OLD / "index.html") == NEW
    assert _target(published, _frozen(published, FIRST) / "en" / OLD / "index.html") == f"en/{NEW}"


def test_a_notice_on_a_record_that_is_gone_says_so_and_leads_home(
    published: Published, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(published.data, data)
    (data / "redirects.yaml").unlink()  # as if nobody had said where the partner is now
    dataset = read(data)

    restore_editions(dataset, tmp_path / "site", "https://books.example.net/")

    page = tmp_path / "site" / "editions" / FIRST / OLD / "index.html"
    text, link = _notice(page)
    assert "tidak ada lagi" in text
    assert urljoin(f"/editions/{FIRST}/{OLD}/", link) == "/"
    assert '<meta name="robots" content="noindex">' in page.read_text(encoding="utf-8")
    assert "canonical" not in page.read_text(encoding="utf-8")


def test_the_newest_text_is_at_the_address_without_an_edition(published: Published) -> None:
    newest = Page.of(published.site / RENAMED / "index.html").text("id")
    second = Page.of(_frozen(published, SECOND) / RENAMED / "index.html").text("id")
    first = Page.of(_frozen(published, FIRST) / RENAMED / "index.html").text("id")

    assert "Mencari tempat" in newest
    assert "Mencari tempat" in second
    assert "Mencari ruang" in first
    assert not Page.of(published.site / RENAMED / "index.html").all("aside", class_="frozen-edition")


def test_search_engines_are_led_to_todays_page(published: Published) -> None:
    text = (_frozen(published, FIRST) / "en" / OLD / "index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{ADDRESS}en/{NEW}/">' in text
    head = text.partition("<body")[0]
    assert "hreflang" not in head
    assert "atom+xml" not in head
    assert "opensearch" not in head


def test_a_frozen_page_names_the_address_at_which_its_text_stays(published: Published) -> None:
    for folder in ("", "en/"):
        text, _ = _notice(_frozen(published, FIRST) / folder / "t/s1/index.html")
        assert f"{ADDRESS}editions/{FIRST}/{folder}t/s1/" in text


@pytest.mark.parametrize("address", ["", "https://example.org/", "http://localhost:8000/"])
def test_an_edition_is_not_published_without_an_address_of_its_own(tmp_path: Path, address: str) -> None:
    data = tmp_path / "data"
    shutil.copytree(LIBRARIES, data)
    done = run(
        *("-m", "handbook", "freeze", "--data", str(data), "--site-dir", str(tmp_path / "site")),
        SITE_URL=address,
    )
    assert done.returncode == 2, done.stdout
    assert "set SITE_URL to the address of the site" in done.stderr
    assert not (data / "editions").exists()
    assert not (data / "editions.yaml").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data"]  # it was refused before any work


def test_the_list_of_editions_names_all_newest_first(published: Published) -> None:
    for language, folder in (("id", ""), ("en", "en/")):
        shown = Page.of(published.site / folder / "editions" / "index.html")
        links = [link.get("href") for link in shown.all("a") if f"editions/{FIRST}" in link.get("href")]
        links += [link.get("href") for link in shown.all("a") if f"editions/{SECOND}" in link.get("href")]
        reached = [urljoin(f"/{folder}editions/", link).strip("/") for link in links]
        assert reached == [f"editions/{n}/{folder}".strip("/") for n in (FIRST, SECOND)]
        for address in reached:
            assert (published.site / address / "index.html").is_file()
        words = shown.text(language)
        assert words.index(f" {SECOND}, ") < words.index(f" {FIRST}, ")


def test_the_list_in_a_frozen_copy_leads_to_the_list_of_today(published: Published) -> None:
    for folder in ("", "en/"):
        frozen = _frozen(published, SECOND) / folder / "editions" / "index.html"
        text = frozen.read_text(encoding="utf-8")
        target = text.partition("url=")[2].partition('"')[0]
        here = f"/editions/{SECOND}/{folder}editions/"
        assert urljoin(here, target) == f"/{folder}editions/"


def test_links_within_a_frozen_copy_stay_within_it(published: Published) -> None:
    folder = _frozen(published, FIRST)
    checked = 0
    lists = {folder / "editions" / "index.html", folder / "en" / "editions" / "index.html"}
    for file in set(folder.rglob("index.html")) - lists:  # the lists lead to those of today
        notice = _notice(file)[1] if "frozen-edition" in file.read_text(encoding="utf-8") else ""
        here = f"/{file.parent.relative_to(published.site).as_posix()}/"
        for link in Page.of(file).all("a"):
            target = link.get("href").partition("#")[0]
            if target and "://" not in target and target != notice and not target.startswith("mailto:"):
                reached = urljoin(here, target)
                assert reached.startswith(f"/editions/{FIRST}/"), f"{file}: {target}"
                there = published.site / reached.strip("/")
                assert there.is_file() or (there / "index.html").is_file(), f"{file}: {target}"
                checked += 1
    assert checked > 500


def test_what_has_problems_is_not_published(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(LIBRARIES, data)
    _command(tmp_path, "record")
    _change(data, "roles.yaml", "Mencari ruang", "Mencari gedung")
    done = run(
        *("-m", "handbook", "freeze", "--data", str(data), "--site-dir", str(tmp_path / "site")),
        SITE_URL=ADDRESS,
    )
    assert done.returncode == 1
    assert "roles.yaml:" in done.stdout
    assert not (data / "editions").exists()
    assert not (tmp_path / "site").exists()


def test_an_edition_is_published_once(published: Published) -> None:
    before = fingerprint(published.data / "editions" / f"{SECOND}.zip")
    done = run(
        *("-m", "handbook", "freeze", "--data", str(published.data), "--site-dir", str(published.site)),
        SITE_URL=ADDRESS,
    )
    assert done.returncode == 2
    assert f"edition {SECOND} was published on 2026-08-17 and stays as it is" in done.stderr
    assert "programme.yaml:" in done.stderr
    assert fingerprint(published.data / "editions" / f"{SECOND}.zip") == before


def test_publishing_says_what_comes_next(published: Published) -> None:
    for number, said in zip((FIRST, SECOND), published.said, strict=True):
        assert f"edition {number} is kept in " in said
        assert "commit" in said


def test_what_was_published_passes_every_check(published: Published) -> None:
    assert "no problems" in _command(published.data.parent, "check")


def test_a_change_after_publishing_is_told(published: Published, tmp_path: Path) -> None:
    shutil.copytree(published.data, tmp_path / "data")
    _change(tmp_path / "data", "roles.yaml", "Mencari tempat", "Mencari gedung")
    _command(tmp_path, "confirm", "--all")
    said = _command(tmp_path, "check")
    assert "texts have changed since edition 2.0-rc was published" in said


def test_an_edition_that_had_fewer_languages_leads_on(published: Published, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(published.data, data)
    archive = data / "editions" / f"{FIRST}.zip"
    with zipfile.ZipFile(archive) as held:
        kept = {n: held.read(n) for n in held.namelist() if not n.startswith("en/")}
    with zipfile.ZipFile(archive, "w") as smaller:
        for name, content in kept.items():
            smaller.writestr(name, content)
    old = _programme(published).editions[FIRST].sha256
    _change(data, "editions.yaml", old, fingerprint(archive))

    restore_editions(read(data), tmp_path / "site")

    text = (tmp_path / "site" / "editions" / FIRST / "en" / "index.html").read_text(encoding="utf-8")
    assert 'url=../"' in text


def test_a_damaged_edition_keeps_the_last_good_site(published: Published, tmp_path: Path) -> None:
    shutil.copytree(published.data, tmp_path / "data")
    (tmp_path / "data" / "editions" / f"{FIRST}.zip").write_bytes(b"PK")
    shutil.copytree(published.site, tmp_path / "site")
    before = (tmp_path / "site" / "index.html").read_bytes()

    done = run(
        *("-m", "handbook", "build", "--data", str(tmp_path / "data")),
        *("--site-dir", str(tmp_path / "site")),
    )

    assert done.returncode == 1
    assert "the frozen copy editions/1.zip is not the one that was published" in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "site" / "index.html").read_bytes() == before


def test_a_frozen_page_works_in_a_browser(published: Published, browser: Browser) -> None:
    with serve(published.site) as served, page(browser) as tab:
        problems: list[str] = []
        tab.on("pageerror", lambda error: problems.append(str(error)))
        tab.goto(f"{served.address}editions/{FIRST}/{RENAMED}/")
        assert tab.locator("h1").inner_text().startswith("S2")
        tab.locator("#steps ~ ol input[type=checkbox]").first.check()
        tab.locator(".md-search__input").click()
        tab.keyboard.type("rak", delay=20)
        tab.locator(".md-search-result__link").first.click()
        tab.wait_for_url(f"{served.address}editions/{FIRST}/**")
        tab.goto(f"{served.address}editions/{FIRST}/words/#nib")
        tab.locator(".frozen-edition a").click()
        expect(tab).to_have_url(f"{served.address}words/#nib")
        tab.goto(f"{served.address}editions/{FIRST}/{RENAMED}/")
        assert tab.locator("#steps ~ ol input[type=checkbox]").first.is_checked()
        tab.locator(".hb-languages a[hreflang=en]").click()
        expect(tab).to_have_url(f"{served.address}editions/{FIRST}/en/{RENAMED}/")
        tab.locator(".frozen-edition a").click()
        expect(tab).to_have_url(f"{served.address}en/{RENAMED}/")
        assert tab.locator(".frozen-edition").count() == 0
        assert problems == []
