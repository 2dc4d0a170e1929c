"""What devices need to keep the texts of a language: lists that are true, a web manifest, icons."""

from __future__ import annotations

import hashlib
import json
import shutil
import zlib
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from PIL import Image

from handbook.built_site.kept_lists import write_lists
from handbook.built_site.manifest import Manifest, list_files, write_manifest
from handbook.built_site.manifest_update import changing
from handbook.html.keeping import NoIcon, icons, write_files
from handbook.localised import Locale, locales
from handbook.outputs.keeping import FILES, ICONS, MASKABLE, SCRIPT, SUMMARY, WEB_MANIFEST, WORKER, is_script
from handbook.resources import READER, THEME
from handbook.source.load import read
from tests.html_kit import pages
from tests.programme_copy import Copy
from tests.site_builds import asset, build, copy_project, run

FOLDERS = ("", "en")
MOST_LINES = 80  # of the worker, for want of which a library would be used


def held(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def files_of(folder: Path) -> dict[str, Path]:
    """The files that a list names, by their addresses."""
    listed = held(folder / FILES)["files"]
    return {
        path: folder / unquote(path) / "index.html" if f"/{path}".endswith("/") else folder / unquote(path)
        for path in listed
    }


def picture(file: Path) -> Image.Image:
    """A PNG, read and closed."""
    with Image.open(file) as opened:
        assert opened.format == "PNG"
        return opened.convert("RGBA")


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:8]


@pytest.fixture
def copied(tmp_path: Path, site: Path) -> Path:
    return Path(shutil.copytree(site, tmp_path / "site"))


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_list_names_every_page_and_what_it_needs_with_its_hash(folder: str, site: Path) -> None:
    own = site / folder
    files = files_of(own)
    assert held(own / FILES)["files"] == {path: digest(file) for path, file in files.items()}
    all_pages = set(own.rglob("index.html"))
    all_pages -= set() if folder else set((site / "en").rglob("index.html"))
    assert {file for file in files.values() if file.name == "index.html"} == all_pages
    assert len(all_pages) > 40
    others = {path for path in files if path and not path.endswith("/")}
    page_script = asset(own, "assets/handbook.js").relative_to(own).as_posix()
    assert {
        "search/index.js",
        "search/search_index.json",
        page_script,
        "assets/reader/lists.js",
        SCRIPT,
    } <= others
    assert {Path(path).suffix for path in others} == {".css", ".js", ".svg", ".json"}
    assert [path for path in others if not path.startswith(("assets/", "search/"))] == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_size_told_is_that_of_the_files(folder: str, site: Path) -> None:
    offer, files = held(site / folder / SUMMARY), files_of(site / folder).values()
    assert offer["version"] == held(site / folder / FILES)["version"]
    assert offer["whole"]["bytes"] == sum(file.stat().st_size for file in files)
    sent = sum(len(zlib.compress(file.read_bytes())) for file in files)
    assert abs(offer["packed"]["bytes"] - sent) < 0.1 * sent
    assert offer["whole"]["words"].replace(",", ".") == f"{offer['whole']['bytes'] / 1e6:.1f} MB"


def test_links_that_are_filled_in_later_and_files_that_change_renew_the_lists(copied: Path) -> None:
    write_manifest(copied, Manifest(list_files(copied)))
    before = {folder: held(copied / folder / FILES) for folder in FOLDERS}
    page = copied / "downloads" / "index.html"
    with changing(copied, ["pdf/x.pdf"]):
        page.write_text(page.read_text(encoding="utf-8") + "<!-- printed -->", encoding="utf-8")
    after = {folder: held(copied / folder / FILES) for folder in FOLDERS}
    differing = {path for path, _ in after[""]["files"].items() - before[""]["files"].items()}
    assert differing == {"downloads/"}
    assert after[""]["files"]["downloads/"] == digest(page)
    assert after[""]["version"] != before[""]["version"]
    assert held(copied / SUMMARY)["version"] == after[""]["version"]
    assert after["en"] == before["en"]
    assert list_files(copied, [FILES]).items() <= held(copied / ".handbook.json")["files"].items()


def test_frozen_editions_extra_files_and_what_is_made_are_not_listed(
    copied: Path, site_locales: dict[str, Locale]
) -> None:
    before = held(copied / FILES)["files"]
    for name in ("editions/1/t/l2/index.html", "editions/1/index.html", "extra/index.html", "assets/x.png"):
        (copied / name).parent.mkdir(parents=True, exist_ok=True)
        (copied / name).write_text("x", encoding="utf-8")
    write_lists(copied, site_locales, {"extra/index.html"})
    assert held(copied / FILES)["files"] == before


def test_logo_and_icon_of_the_programme_are_kept_with_every_language(programme: Copy, tmp_path: Path) -> None:
    folder = programme.data / "extra_files"
    folder.mkdir()
    for name in ("tanda buku.svg", "icon.png"):
        (folder / name).write_bytes((THEME / "assets" / "icon.svg").read_bytes())
    Image.new("RGBA", (64, 32), "#aa0000").save(folder / "icon.png")
    programme.add("look.yaml", 'appearance: {logo: "tanda buku.svg", icon: icon.png}\n')
    site = build(tmp_path / "site", "--data", str(programme.data))
    assert {"tanda%20buku.svg", "icon.png"} <= set(held(site / FILES)["files"])
    assert {"../tanda%20buku.svg", "../icon.png"} <= set(held(site / "en" / FILES)["files"])
    shown = picture(site / ICONS[192])
    assert shown.getpixel((96, 96)) == (170, 0, 0, 255)
    assert shown.getpixel((96, 10)) == (0, 0, 0, 0)  # beside a picture that is not as high as wide


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_web_manifest_names_the_handbook_and_its_icons(
    folder: str, site: Path, site_locales: dict[str, Locale]
) -> None:
    said = held(site / folder / WEB_MANIFEST)
    locale = site_locales[folder or "id"]
    assert said["name"] == locale.text(locale.about.title)
    assert len(said["short_name"]) <= 16
    assert (said["lang"], said["start_url"]) == (locale.language, "./")
    assert (site / folder / said["scope"]).resolve() == site.resolve()
    assert said["display"] == "minimal-ui"
    assert [(one["sizes"], one["purpose"]) for one in said["icons"]] == [
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    ]
    for one in said["icons"]:
        shown = picture(site / folder / one["src"])
        assert f"{shown.width}x{shown.height}" == one["sizes"]


def test_the_icon_that_is_cut_fills_its_square_and_keeps_to_its_middle(site: Path) -> None:
    whole, cut = (picture(site / name) for name in (ICONS[512], MASKABLE))
    assert whole.getpixel((0, 0)) == (0, 0, 0, 0)
    assert cut.getpixel((0, 0)) == cut.getpixel((511, 511)) == (11, 79, 74, 255)
    drawn = [(x, y) for x in range(512) for y in range(512) if cut.getpixel((x, y)) != (11, 79, 74, 255)]
    assert drawn
    assert all((x - 256) ** 2 + (y - 256) ** 2 <= 205**2 for x, y in drawn)  # the circle that is always seen


def test_an_icon_that_cannot_be_drawn_is_named_with_the_reason(tmp_path: Path) -> None:
    for name, content in (("a.svg", "<svg"), ("b.png", "no picture")):
        (tmp_path / name).write_text(content, encoding="utf-8")
        with pytest.raises(NoIcon, match=rf"{name}: .*save it as a plain SVG or as PNG"):
            icons(tmp_path / name, "#000000")


def test_an_icon_in_the_format_of_windows_is_named_as_it_is(programme: Copy, tmp_path: Path) -> None:
    folder = programme.data / "extra_files"
    folder.mkdir()
    Image.new("RGBA", (32, 32), "#00aa00").save(folder / "icon.ico")
    programme.add("look.yaml", "appearance: {icon: icon.ico}\n")
    (told,) = [problem for problem in programme.problems() if "icon.ico" in problem.what]
    assert not told.blocks
    assert "SVG or PNG" in told.remedy
    for locale in locales(read(programme.data)).values():
        write_files(tmp_path / locale.language, locale, programme.data)
    assert held(tmp_path / "id" / WEB_MANIFEST)["icons"] == [{"src": "icon.ico"}]
    assert held(tmp_path / "en" / WEB_MANIFEST)["icons"] == [{"src": "../icon.ico"}]
    assert not (tmp_path / "id" / MASKABLE).exists()


def test_one_worker_stands_at_the_root_and_is_short(site: Path) -> None:
    assert [file.relative_to(site).as_posix() for file in site.rglob(WORKER)] == [WORKER]
    written = (READER / "service_worker.js").read_text(encoding="utf-8")
    assert len(list(filter(str.strip, written.splitlines()))) <= MOST_LINES


def test_the_script_of_every_page_names_that_of_keeping_and_no_page_loads_it(site: Path) -> None:
    for folder in FOLDERS:
        named = json.dumps({"keeping": SCRIPT}, separators=(",", ":")).strip("{}")
        assert named in asset(site / folder, "assets/handbook.js").read_text(encoding="utf-8")
    seen = 0
    for _, found in pages(site):
        scripts = [one.get("src") for one in found.all("script") if one.get("src")]
        seen += any("assets/handbook." in script for script in scripts)
        assert [script for script in scripts if is_script(script)] == []
        assert found.all("link", rel="manifest") == []  # browsers refuse it with an error on a disk
    assert seen > 80


def test_the_list_has_a_page_for_what_is_not_kept_in_every_language(
    site: Path, site_locales: dict[str, Locale]
) -> None:
    for folder in FOLDERS:
        own = site_locales[folder or "id"]
        page = held(site / folder / FILES)["page"]
        assert page.count("<head>") == 1
        assert f'<html lang="{own.language}"' in page
        assert page.index(own.label("keeping.missing")) == page.index("<title>") + len("<title>")
        for locale in site_locales.values():
            assert f'<section lang="{locale.language}"' in page
            assert locale.label("keeping.missing_hint") in page


def test_a_language_that_is_built_alone_has_its_list_too(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    site = build(project / "site", folder=project)
    before = held(site / "en" / FILES)
    file = project / "docs" / "en" / "cara-pakai.md"
    file.write_text(file.read_text(encoding="utf-8") + "\nOne sentence more.\n", encoding="utf-8")
    done = run("-m", "mkdocs", "build", "-q", "-f", "mkdocs.en.yml", folder=project)
    assert done.returncode == 0, done.stderr
    after = held(site / "en" / FILES)
    assert after["files"] != before["files"]
    assert after["files"] == {path: digest(found) for path, found in files_of(site / "en").items()}
