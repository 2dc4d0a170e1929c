"""Ways out of MkDocs: ProperDocs builds the sources as they are, Zensical what `handbook pages` writes."""

from __future__ import annotations

import html
import json
import re
import shutil
from pathlib import Path

import pytest

from handbook.cli.main import main
from tests.places import LIBRARIES, LIBRARIES_DOCS
from tests.site_builds import copy_project, once, prints, run

pytestmark = pytest.mark.build

LANGUAGES = {"id": "", "en": "en/"}
TOOLS = {
    "MkDocs": ("-m", "mkdocs", "build", "-q"),
    "ProperDocs": ("-m", "properdocs", "build", "-q"),
    "Zensical": ("-m", "zensical", "build"),
}


def test_properdocs_builds_the_same_bytes_from_the_sources_as_they_are(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    made = {}
    for tool in ("MkDocs", "ProperDocs"):
        done = run(*TOOLS[tool], "-f", "mkdocs.yml", "--site-dir", str(tmp_path / tool), folder=project)
        assert done.returncode == 0, done.stdout + done.stderr
        made[tool] = prints(tmp_path / tool)
    assert len(made["MkDocs"]) > 200
    assert made["ProperDocs"] == made["MkDocs"]


@pytest.fixture(scope="module")
def written(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the small programme as Markdown."""

    def fill(folder: Path) -> None:
        options = ("--data", str(LIBRARIES), "--docs", str(LIBRARIES_DOCS), "--site-dir", str(site))
        assert main(["pages", *options, str(folder)]) == 0

    return once(tmp_path_factory, "pages", fill)


def words_of(file: Path) -> str:
    """The words of the article of a page."""
    article = re.search(r"<article[^>]*>(.*)</article>", file.read_text(encoding="utf-8"), re.DOTALL)
    assert article, file
    text = re.sub(r"<(script|template)\b.*?</\1>|<!--.*?-->", "", article[1], flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


@pytest.mark.parametrize("tool", TOOLS)
def test_every_page_says_the_same_with_each_tool(
    tool: str, written: Path, site: Path, tmp_path: Path
) -> None:
    for code, folder in LANGUAGES.items():
        project = tmp_path / code
        shutil.copytree(written / code, project)
        done = run(*TOOLS[tool], "-f", "mkdocs.yml", folder=project)
        assert done.returncode == 0, done.stdout + done.stderr
        pages = sorted(file.relative_to(project / "docs") for file in (project / "docs").rglob("*.md"))
        assert len(pages) > 35
        for page in pages:
            ours = words_of(site / folder / page.with_name("index.html"))
            theirs = words_of(project / "site" / page.with_name("index.html"))
            assert ours in theirs, page


def paths(value: object) -> list[str]:
    """The files below an entry of a navigation."""
    if isinstance(value, str):
        return [value]
    assert isinstance(value, list)
    return [path for entry in value for path in entry.values()]


def test_every_page_of_the_menu_is_listed_once(written: Path) -> None:
    for code in LANGUAGES:
        settings = json.loads((written / code / "mkdocs.yml").read_text(encoding="utf-8"))
        listed = [page for entry in settings["nav"] for value in entry.values() for page in paths(value)]
        assert len(listed) == len(set(listed)) > 30
        assert [page for page in listed if not (written / code / "docs" / page).is_file()] == []
        assert settings["theme"]["language"] == code


def test_what_pages_lead_to_comes_with_them(written: Path, site: Path) -> None:
    docs = written / "id" / "docs"
    files = [file for file in docs.rglob("*") if file.is_file() and file.suffix != ".md"]
    names = {file.relative_to(docs).as_posix() for file in files}
    assert "data/v1/handbook.xlsx" in names
    for name in names - {"assets/handbook-pages.css"}:
        assert (docs / name).read_bytes() == (site / name).read_bytes()


def test_nothing_is_written_where_something_stands(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"mine")
    options = ("--data", str(LIBRARIES), "--docs", str(LIBRARIES_DOCS), "--site-dir", str(site))
    assert main(["pages", *options, str(tmp_path)]) == 2
    assert "is not empty; name a folder that does not exist yet" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.docx"]
