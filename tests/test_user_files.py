"""No command deletes what it has not written: foreign files in a site's folder are named, and stay."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from handbook.built_site.guard import NotOurs, refuse_foreign
from handbook.built_site.manifest import (
    Manifest,
    list_files,
    portable_files,
    remove_outdated,
    write_manifest,
)
from handbook.built_site.manifest_update import changing
from handbook.built_site.older_sites import recognised_by
from handbook.source.load import Dataset, read
from tests.calendar_kit import event, with_calendar
from tests.paper_kit import dataset_with_papers
from tests.places import LIBRARIES, LIBRARIES_DOCS
from tests.print_kit import DATASET
from tests.site_builds import copy_project, prints, run

COMMANDS = {
    "build": (),
    "print": ("stage-1.id.pdf",),
    "pictures": (),
    "handouts": (),
    "offline": (),
    "freeze": (),
    "clean": (),
}


def handbook(
    verb: str, folder: Path, *options: str, site: Path | None = None
) -> subprocess.CompletedProcess[str]:
    where = ("--data", str(folder / "data"), "--docs", str(folder / "docs"))
    target = site or folder / "site"
    words = ("-m", "handbook", verb, *where, "--site-dir", str(target), *options)
    return run(*words, SITE_URL="https://panduan.go.id/")


def content(folder: Path) -> dict[str, str]:
    """Every file of a folder with its fingerprint; links by what they name."""
    links = {p.relative_to(folder).as_posix(): str(p.readlink()) for p in folder.rglob("*") if p.is_symlink()}
    return {**prints(folder), **links}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A programme with its site, one PDF and its pictures."""
    folder = tmp_path_factory.mktemp("built")
    shutil.copytree(LIBRARIES, folder / "data")
    (folder / "docs").mkdir()
    for verb in ("build", "print", "pictures"):
        done = handbook(verb, folder, *COMMANDS[verb])
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def programme(built: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may spoil."""
    return Path(shutil.copytree(built, tmp_path / "programme", symlinks=True))


FOREIGN: Mapping[str, Mapping[str, str]] = {
    "a home page of one's own": {"index.html": "<h1>Mine</h1>", "thesis.docx": "years", ".htaccess": "Deny"},
    "a folder under version control": {".git/HEAD": "ref: refs/heads/main\n", "index.html": "x"},
    "one PDF": {"pdf/contract.pdf": "%PDF-1.4 signed"},
    "a page that leads on and files named as those of a site": {
        "index.html": '<meta name="robots" content="noindex">\n<meta http-equiv="refresh" content="0">\n',
        **dict.fromkeys(("robots.txt", "feed.xml", "llms.txt", "pdf/poster.id.pdf"), "mine"),
    },
    "folders of a site with other files": {"pictures/family.png": "x", "handouts/notes.docx": "y"},
}


@pytest.mark.parametrize(
    ("verb", "held"),
    [
        *(pytest.param("build", held, id=name) for name, held in FOREIGN.items()),
        *(pytest.param(verb, FOREIGN["one PDF"], id=verb) for verb in COMMANDS if verb != "build"),
    ],
)
def test_a_folder_of_somebody_is_never_replaced(
    verb: str, held: Mapping[str, str], built: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    for name, text in held.items():
        (mine / name).parent.mkdir(parents=True, exist_ok=True)
        (mine / name).write_text(text, encoding="utf-8")
    before = content(mine)
    done = handbook(verb, built, *COMMANDS[verb], site=mine)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert content(mine) == before
    if ".git/HEAD" not in held:
        for name in held:
            assert name in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine"], "refused before any work"


NOTES = [f"t/notes/{number}.txt" for number in range(4)]


@pytest.mark.parametrize("verb", COMMANDS)
def test_a_file_that_was_put_into_a_site_stays(verb: str, programme: Path) -> None:
    site = programme / "site"
    for name in ("CNAME", "google123.html", "pdf/contract.pdf", "assets/mine.css", *NOTES):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("mine", encoding="utf-8")
    (site / "link").symlink_to(programme / "data")
    before = content(programme)
    done = handbook(verb, programme, *COMMANDS[verb])
    assert done.returncode == 2, done.stdout + done.stderr
    for name in (
        "CNAME",
        "google123.html",
        "pdf/contract.pdf",
        "t/notes/ (4 files)",
        "assets/mine.css",
        "link",
    ):
        assert name in done.stderr
    assert "extra_files" in done.stderr
    assert content(programme) == before


@pytest.mark.parametrize("verb", ["build", "print"])
def test_a_built_file_that_somebody_has_changed_stays(verb: str, programme: Path) -> None:
    robots = programme / "site" / "robots.txt"
    robots.write_text("User-agent: *\nDisallow: /\n", encoding="utf-8")
    before = content(programme)
    done = handbook(verb, programme, *COMMANDS[verb])
    assert done.returncode == 2, done.stdout + done.stderr
    assert "robots.txt (changed since it was built)" in done.stderr
    assert content(programme) == before
    robots.unlink()  # as the message says
    assert handbook(verb, programme, *COMMANDS[verb]).returncode == 0
    assert "Disallow" not in robots.read_text(encoding="utf-8")


def test_plain_mkdocs_replaces_nothing_foreign_either(tmp_path: Path) -> None:
    copy = copy_project(tmp_path)
    (copy / "site").mkdir()
    (copy / "site" / "index.html").write_text("mine", encoding="utf-8")
    before = content(copy / "site")
    done = run("-m", "mkdocs", "build", folder=copy)
    assert done.returncode != 0
    said = done.stdout + done.stderr
    assert "index.html" in said
    assert "Traceback" not in said
    assert content(copy / "site") == before


def test_a_copy_of_a_site_that_is_kept_in_it_stays(programme: Path) -> None:
    site = programme / "site"
    shutil.copytree(site, site / "backup")
    before = content(site)
    done = handbook("build", programme)
    assert done.returncode == 2
    assert "  backup/ (" in done.stderr
    assert content(site) == before


def test_what_the_system_leaves_in_folders_is_no_hindrance(programme: Path) -> None:
    for name in (".DS_Store", "pdf/Thumbs.db"):
        (programme / "site" / name).write_bytes(b"x")
    assert handbook("build", programme).returncode == 0


def test_what_no_record_makes_any_more_goes_and_what_was_printed_stays(programme: Path) -> None:
    site = programme / "site"
    assert (site / "pdf" / "stage-1.id.pdf").is_file()
    glossary = next(iter(site.glob("*/index.html")))
    docs = programme / "docs" / "id"
    docs.mkdir(parents=True, exist_ok=True)
    (docs / "sementara.md").write_text("# Sementara\n\nSebentar saja.\n", encoding="utf-8")
    other = programme / "docs" / "en"
    other.mkdir(parents=True, exist_ok=True)
    (other / "sementara.md").write_text("# For now\n\nOnly briefly.\n", encoding="utf-8")
    assert handbook("build", programme).returncode == 0
    assert (site / "sementara" / "index.html").is_file()
    for folder in (docs, other):
        (folder / "sementara.md").unlink()
    assert handbook("build", programme).returncode == 0
    assert not (site / "sementara").exists()
    assert (site / "pdf" / "stage-1.id.pdf").is_file()
    assert glossary.is_file()


@pytest.mark.parametrize("name", ["home", "root", "project", "data", "docs", "with git", "below data"])
def test_some_folders_are_never_a_target(name: str, programme: Path, tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)
    home = tmp_path / "home"
    home.mkdir()
    target = {
        "home": home,
        "root": Path("/"),
        "project": programme,
        "data": programme / "data",
        "docs": programme / "docs",
        "with git": repository,
        "below data": programme / "data" / "out",
    }[name]
    before = content(programme)
    where = ("--data", str(programme / "data"), "--docs", str(programme / "docs"))
    done = run("-m", "handbook", "build", *where, "--site-dir", str(target), HOME=str(home))
    assert done.returncode == 2, done.stdout + done.stderr
    assert str(target) in done.stderr
    assert "Traceback" not in done.stderr
    assert content(programme) == before
    assert list(home.iterdir()) == []


def test_a_damaged_list_of_what_was_built_refuses(programme: Path) -> None:
    manifest = programme / "site" / ".handbook.json"
    for text in ("", "{", "[]", '{"format": 1, "files": ["a"]}', "\x00"):
        manifest.write_text(text, encoding="utf-8")
        before = content(programme / "site")
        done = handbook("build", programme)
        assert done.returncode == 2, text
        assert ".handbook.json" in done.stderr
        assert "Traceback" not in done.stderr
        assert content(programme / "site") == before


def test_an_older_site_is_recognised_by_what_it_holds(programme: Path) -> None:
    site = programme / "site"
    manifest = site / ".handbook.json"
    listed = set(json.loads(manifest.read_text(encoding="utf-8"))["files"])
    manifest.unlink()
    done = handbook("build", programme)
    assert done.returncode == 0, done.stderr
    assert set(json.loads(manifest.read_text(encoding="utf-8"))["files"]) == listed
    assert (site / "pdf" / "stage-1.id.pdf").is_file()


@pytest.mark.parametrize(
    "name",
    ["thesis.docx", "pdf/contract.pdf", "data/v1/mine.xlsx", "assets/mine.css", "mine.html", "t/a.txt"],
)
def test_an_older_site_with_a_foreign_file_is_left_alone(name: str, programme: Path) -> None:
    site = programme / "site"
    (site / ".handbook.json").unlink()
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_text("mine", encoding="utf-8")
    before = content(site)
    done = handbook("build", programme)
    assert done.returncode == 2, done.stderr
    assert name in done.stderr
    assert content(site) == before


def test_a_whole_older_site_of_this_programme_is_recognised(site: Path, tmp_path: Path) -> None:
    older = Path(shutil.copytree(site, tmp_path / "site"))
    (older / ".handbook.json").unlink()
    for name in ("pdf/poster.id.pdf", "pdf/stage-1.id.large.pdf", "handouts/handbook.en.epub"):
        (older / name).parent.mkdir(exist_ok=True)
        (older / name).touch()
    (older / "offline").mkdir()
    (older / "offline" / "handbook.zip").touch()
    refuse_foreign(older, LIBRARIES, LIBRARIES_DOCS, recognised_by(lambda: DATASET))
    (older / "pdf" / "poster.nl.pdf").touch()
    with pytest.raises(NotOurs, match=r"poster\.nl\.pdf"):
        refuse_foreign(older, LIBRARIES, LIBRARIES_DOCS, recognised_by(lambda: DATASET))


OF_SECTIONS: Mapping[str, tuple[Callable[[Path], Dataset], tuple[str, ...], str]] = {
    "papers": (
        dataset_with_papers,
        (
            "docx/surat.id.docx",
            "docx/catatan.en.docx",
            "pdf/paper-surat.id.pdf",
            "pdf/paper-surat.en.large.pdf",
        ),
        "docx/contract.id.docx",
    ),
    "calendar": (
        lambda folder: with_calendar(folder, harvest=event("Harvest", 9, 10)),
        ("calendar.ics", "pdf/calendar.en.pdf", "data/v1/calendar.csv"),
        "pdf/calendar.nl.pdf",
    ),
}


@pytest.mark.parametrize("section", OF_SECTIONS)
def test_files_of_a_section_are_recognised_if_the_programme_has_it(section: str, tmp_path: Path) -> None:
    make, names, foreign = OF_SECTIONS[section]
    dataset = make(tmp_path / "programme")
    older = tmp_path / "site"
    for name in names:
        (older / name).parent.mkdir(parents=True, exist_ok=True)
        (older / name).touch()
    (older / "index.html").write_text('<link rel="stylesheet" href="assets/handbook.css">', encoding="utf-8")
    refuse_foreign(older, dataset.folder, LIBRARIES_DOCS, recognised_by(lambda: dataset))
    with pytest.raises(NotOurs) as refused:
        refuse_foreign(older, dataset.folder, LIBRARIES_DOCS, recognised_by(lambda: DATASET))
    assert [name for name in names if name not in str(refused.value)] == []
    (older / foreign).touch()
    with pytest.raises(NotOurs, match=re.escape(foreign)):
        refuse_foreign(older, dataset.folder, LIBRARIES_DOCS, recognised_by(lambda: dataset))


def test_a_command_that_was_killed_while_it_wrote_leaves_files_of_the_build(programme: Path) -> None:
    site = programme / "site"
    page = next(iter(site.glob("t/*/index.html")))
    killed = f"""
import os
from pathlib import Path
from handbook.built_site.manifest_update import changing
site = Path({str(site)!r})
with changing(site, ["pdf/new.pdf", "pdf/never.pdf"]):
    (site / "pdf" / "new.pdf").write_bytes(b"half")
    Path({str(page)!r}).write_text("half", encoding="utf-8")
    (site / "pdf" / ".handbook-0123456789abcdef.part").write_bytes(b"half")
    os._exit(9)
"""
    assert run("-c", killed).returncode == 9
    (site / "pdf" / "mine.pdf").touch()
    done = handbook("print", programme, "stage-1.id.pdf")
    assert done.returncode == 2
    assert "  pdf/mine.pdf\nNothing" in done.stderr, "and no other file"
    (site / "pdf" / "mine.pdf").unlink()
    assert handbook("build", programme).returncode == 0
    assert page.read_text(encoding="utf-8") != "half"


def test_what_the_host_alone_needs_is_in_no_copy_of_the_site(tmp_path: Path) -> None:
    for name in ("index.html", "brief.pdf", "CNAME", "404.html", "en/robots.txt", ".htaccess"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    write_manifest(tmp_path, Manifest(list_files(tmp_path), frozenset({"CNAME"})))
    assert {name for name, _ in portable_files(tmp_path)} == {"index.html", "brief.pdf"}


def test_english_alone_may_be_built_into_a_whole_site_and_the_other_way_round(tmp_path: Path) -> None:
    copy = copy_project(tmp_path)
    site = copy / "site"

    def mkdocs(*options: str) -> subprocess.CompletedProcess[str]:
        return run("-m", "mkdocs", "build", *options, folder=copy)

    english = ("-f", "mkdocs.en.yml")
    for options in (english, (), english):
        done = mkdocs(*options)
        assert done.returncode == 0, done.stdout + done.stderr
    with changing(site, ["pdf/poster.en.pdf"]):  # as after printing
        (site / "en" / "index.html").write_text("other", encoding="utf-8")
    shutil.copytree(site / "en", site / "kept" / "en")
    done = mkdocs()
    assert done.returncode != 0
    assert f"  kept/ ({len(list(site.glob('kept/**/*.*')))} files)" in done.stdout + done.stderr
    shutil.rmtree(site / "kept")
    left = site / ".en.building-999-0a"
    left.mkdir()  # by English alone, which was killed
    (left / "index.html").touch()
    done = mkdocs()
    assert done.returncode == 0, done.stdout + done.stderr
    assert not left.exists()
    assert (site / "en" / "t" / "l1" / "index.html").is_file()


def test_what_somebody_does_meanwhile_is_seen(programme: Path) -> None:
    site = programme / "site"
    with changing(site, ["pdf/new.pdf"]):
        (site / "pdf" / "new.pdf").write_bytes(b"new")
        (site / "pdf" / "contract.pdf").write_bytes(b"mine")
        with (site / "robots.txt").open("a", encoding="utf-8") as robots:
            robots.write("mine")
        remove_outdated(site, ["pdf/contract.pdf", "pdf/stage-1.id.pdf"])
    assert (site / "pdf" / "contract.pdf").is_file()
    assert not (site / "pdf" / "stage-1.id.pdf").exists()
    said = handbook("print", programme, "stage-1.id.pdf").stderr
    assert "pdf/contract.pdf" in said
    assert "robots.txt (changed since it was built)" in said
    assert "new.pdf" not in said


def test_two_commands_at_once_keep_what_both_have_written(programme: Path) -> None:
    site = programme / "site"
    with changing(site, ["pdf/a.pdf"]):
        with changing(site, ["pictures/b.svg"]):
            (site / "pictures" / "b.svg").write_bytes(b"b")
        (site / "pdf" / "a.pdf").write_bytes(b"a")
    refuse_foreign(site, programme / "data", None, recognised_by(lambda: read(programme / "data")))


def test_a_slip_in_the_data_is_no_reason_to_give_up_an_older_site(programme: Path) -> None:
    (programme / "site" / ".handbook.json").unlink()
    (programme / "data" / "programme.yaml").write_text("programme: [", encoding="utf-8")
    for verb in ("build", "clean"):
        done = handbook(verb, programme)
        assert done.returncode == 1
        assert "programme.yaml:1: " in done.stdout + done.stderr
        assert "delete" not in done.stdout + done.stderr


def test_odd_targets_are_refused_in_a_sentence(programme: Path, tmp_path: Path) -> None:
    loop, pipe = tmp_path / "loop", tmp_path / "pipe"
    loop.symlink_to(loop)
    pipe.mkdir()
    os.mkfifo(pipe / ".handbook.json")
    line = tmp_path / "line"
    line.mkdir()
    (line / "a\nNothing was changed.").touch()
    for target, said in (
        (loop, "leads round in a circle"),
        (pipe, ".handbook.json is no file"),
        (line, "  a\\nNothing was changed."),
        (programme / "site" / "t", "this lies in the site in"),
    ):
        done = handbook("build", programme, site=target)
        assert done.returncode == 2, done.stderr
        assert said in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["Extra-Files", "extra_file"])
def test_a_folder_that_was_meant_for_extra_files_is_named(name: str, programme: Path) -> None:
    (programme / "data" / name).mkdir()
    done = run("-m", "handbook", "check", "--data", str(programme / "data"))
    assert f"{name}:1: this is not read; extra files lie in a folder" in done.stdout


def test_extra_files_are_in_every_build(programme: Path) -> None:
    extra = programme / "data" / "extra_files"
    wanted = {"CNAME": "panduan.go.id\n", ".htaccess": "x\n", ".well-known/own.txt": "y\n"}
    for name, text in wanted.items():
        (extra / name).parent.mkdir(parents=True, exist_ok=True)
        (extra / name).write_text(text, encoding="utf-8")
    (extra / ".DS_Store").write_bytes(b"x")
    for _ in range(2):
        done = handbook("build", programme)
        assert done.returncode == 0, done.stderr
        for name, text in wanted.items():
            assert (programme / "site" / name).read_text(encoding="utf-8") == text
        assert not (programme / "site" / ".DS_Store").exists()
    shutil.rmtree(extra)
    assert handbook("build", programme).returncode == 0
    assert not (programme / "site" / "CNAME").exists()


@pytest.mark.parametrize(
    "name",
    [
        *("index.html", "en/index.html", "index.html/y", "t", "en/s", "pdf/x.pdf", "assets/x.css"),
        *("robots.txt", "a/.handbook.json", "Pdf"),
    ],
)
def test_an_extra_file_does_not_take_the_place_of_a_built_one(name: str, programme: Path) -> None:
    file = programme / "data" / "extra_files" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("mine", encoding="utf-8")
    before = content(programme / "site")
    check = run("-m", "handbook", "check", "--data", str(programme / "data"))
    assert check.returncode == 1, check.stdout
    assert f"extra_files/{name}:1: " in check.stdout
    done = handbook("build", programme)
    assert done.returncode != 0
    assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert content(programme / "site") == before


def test_an_extra_file_that_leads_elsewhere_is_refused(programme: Path) -> None:
    extra = programme / "data" / "extra_files"
    extra.mkdir()
    (extra / "passwd").symlink_to("/etc/passwd")
    Path(os.fsdecode(os.fsencode(extra) + b"/\xff.txt")).touch()
    (extra / "Same.txt").touch()
    (extra / "same.txt").touch()
    check = run("-m", "handbook", "check", "--data", str(programme / "data"))
    assert check.returncode == 1
    for named in ("passwd:1: this is no ordinary file", ".txt:1: its name is no text", "same.txt:1: another"):
        assert named in check.stdout
    assert handbook("build", programme).returncode != 0


def test_a_site_can_be_removed(programme: Path) -> None:
    left_over = programme / ".site.building-999"
    left_over.mkdir()
    assert handbook("clean", programme).returncode == 0
    assert sorted(path.name for path in programme.iterdir()) == ["data", "docs"]
    assert handbook("clean", programme).returncode == 0, "where there is none, too"


def test_the_manifest_names_every_file_of_the_site(programme: Path) -> None:
    site = programme / "site"
    manifest = json.loads((site / ".handbook.json").read_text(encoding="utf-8"))
    assert manifest["files"] == {k: v for k, v in prints(site).items() if k != ".handbook.json"}
    assert not manifest["changing"]
