"""People who know MkDocs get the same site with its own command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.html_kit import Page
from tests.places import LIBRARIES
from tests.site_builds import build, copy_project, prints, run


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, built by plain MkDocs; nobody edits it while tests run."""
    copy = copy_project(tmp_path_factory.mktemp("plain"))
    done = run("-m", "mkdocs", "build", "--strict", folder=copy)
    assert done.returncode == 0, done.stderr
    return copy


def test_both_commands_write_the_same_files(project: Path, tmp_path: Path) -> None:
    plain = prints(project / "site")
    ours = prints(build(tmp_path / "site", folder=project))
    assert len(ours) > 100
    assert {name for name in ours.keys() | plain.keys() if ours.get(name) != plain.get(name)} == set()


def test_english_can_be_built_alone(tmp_path: Path, project: Path) -> None:
    command = ("-m", "mkdocs", "build", "--strict", "-f", "mkdocs.en.yml", "--site-dir", str(tmp_path / "en"))
    done = run(*command, folder=project)
    assert done.returncode == 0, done.stderr
    site = project / "site"
    alone, whole = (Page.of(folder / "t" / "l1" / "index.html") for folder in (tmp_path / "en", site / "en"))
    assert alone.all("body")[0].text == whole.all("body")[0].text
    assert (
        alone.all("link", rel="canonical")[0].attributes == whole.all("link", rel="canonical")[0].attributes
    )


def test_the_address_of_the_site_can_be_set_for_a_build(tmp_path: Path) -> None:
    command = ("-m", "handbook", "build", "--data", str(LIBRARIES), "--site-dir", str(tmp_path / "site"))
    done = run(*command, SITE_URL="https://a.example/b/")
    assert done.returncode == 0, done.stderr
    for folder, address in (("", "https://a.example/b/"), ("en", "https://a.example/b/en/")):
        page = Page.of(tmp_path / "site" / folder / "index.html")
        assert page.all("link", rel="canonical")[0].get("href") == address
    error_page = Page.of(tmp_path / "site" / "404.html")
    inside = [e.get("href") for e in error_page.all() if e.get("href") and "//" not in e.get("href")]
    assert {href for href in inside if not href.startswith(("/b/", "#"))} == set()
    assert len(inside) > 10
    robots = (tmp_path / "site" / "robots.txt").read_text(encoding="utf-8")
    assert "https://a.example/b/en/sitemap.xml" in robots


def test_data_and_prose_may_be_named_by_relative_paths(project: Path, tmp_path: Path) -> None:
    command = ("-m", "handbook", "build", "--strict", "--data", "data", "--docs", "docs")
    done = run(*command, "--site-dir", str(tmp_path / "site"), folder=project)
    assert done.returncode == 0, done.stderr
    for folder in ("", "en"):
        assert (tmp_path / "site" / folder / "tentang" / "index.html").is_file()


@pytest.mark.parametrize(
    "address",
    [
        "x.example",
        "ftp://x.example/",
        "https://[bad/",
        "https://x.example/?q=1",
        "https://x.example/#a",
        "http://a b/",
    ],
)
def test_an_address_to_which_nothing_can_be_joined_is_refused(tmp_path: Path, address: str) -> None:
    done = run(*("-m", "handbook", "build", "--site-dir", str(tmp_path / "site")), SITE_URL=address)
    assert done.returncode == 2
    assert done.stderr.startswith(f"SITE_URL is `{address}`; write the address of a folder")
    assert not (tmp_path / "site").exists()
