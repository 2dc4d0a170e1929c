"""Files that are being written, and those that are none: nothing half done stays, nothing is waited for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from handbook.archives import BadArchive, refuse_huge, refuse_odd
from handbook.files import content_of, exchange, fingerprint, inside, text_of, write_whole
from tests._small import change
from tests.fault_kit import EDITION, judged, quietly, record_edition, write_programme
from tests.places import ROOT
from tests.site_builds import HEARING_SIGNALS

WRITING = """
import sys
from pathlib import Path
from handbook.files import beside, inside
folder = Path(sys.argv[1])
with beside(folder / "list.txt") as part, inside(folder) as parts:
    part.write_text("half")
    (parts / "half").touch()
    print("under way", flush=True)
    sys.stdin.read()
"""


def held(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def writer(tmp_path: Path) -> subprocess.Popen[str]:
    """A process that is writing into a folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITING, str(tmp_path / "list")],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    (tmp_path / "list").mkdir(exist_ok=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "under way\n"
    return process


def test_what_a_killed_process_was_writing_goes_with_the_next_writing(
    writer: subprocess.Popen[str], tmp_path: Path
) -> None:
    with writer:
        writer.kill()
    assert len(held(tmp_path / "list")) == 2
    write_whole(tmp_path / "list" / "other.txt", "whole")
    assert held(tmp_path / "list") == ["other.txt"]


def test_what_another_process_is_writing_is_left_alone(writer: subprocess.Popen[str], tmp_path: Path) -> None:
    with writer:
        before = held(tmp_path / "list")
        write_whole(tmp_path / "list" / "other.txt", "whole")
        assert held(tmp_path / "list") == sorted([*before, "other.txt"])
        writer.communicate("")
    assert held(tmp_path / "list") == ["half", "list.txt", "other.txt"]


def test_contents_of_a_temporary_folder_come_all_or_none(tmp_path: Path) -> None:
    with pytest.raises(KeyError), inside(tmp_path / "new" / "book") as part:
        (part / "a.txt").touch()
        raise KeyError
    assert held(tmp_path / "new" / "book") == []
    with inside(tmp_path / "new" / "book") as part:
        (part / "a").mkdir()
    assert held(tmp_path / "new" / "book") == ["a"]


def test_two_names_change_places(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    assert exchange(tmp_path / "one", tmp_path / "two")
    assert (held(tmp_path / "one"), held(tmp_path / "two")) == (["two"], ["one"])
    assert not exchange(tmp_path / "one", tmp_path / "three")


@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_what_never_ends_is_neither_read_nor_replaced(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "odd"
    if kind == "pipe":
        os.mkfifo(file)
    else:
        file.symlink_to("/dev/zero")
    for read in (text_of, content_of, fingerprint):
        with pytest.raises(OSError, match="a pipe or device"):
            read(file)
    with pytest.raises(OSError, match="a pipe or device"):
        write_whole(file, "x")
    assert not file.is_file()
    assert held(tmp_path) == ["odd"]


def test_a_text_of_gigabytes_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "hole").touch()
    os.truncate(tmp_path / "hole", 3 << 30)
    with pytest.raises(OSError, match="a hundred megabytes"):
        text_of(tmp_path / "hole")


ODD = (
    "published.txt",
    "translations.json",
    "schema/published-v1.json",
    "words/id.txt",
    f"editions/{EDITION}.zip",
)


@pytest.mark.parametrize("name", [*ODD, "roles.yaml", "../docs/id/guide.md"])
def test_check_names_a_file_that_is_a_pipe(name: str, tmp_path: Path) -> None:
    file = write_programme(tmp_path) / "data" / name
    file.unlink()
    os.mkfifo(file)
    found = [problem for problem in judged(tmp_path) if file.name in f"{problem.file} {problem.what}"]
    assert any("cannot be read" in problem.what for problem in found), found


@pytest.mark.parametrize("code", ["/etc", "../..", "|" * 3000, ""])
def test_what_is_no_language_names_no_folder(code: str, tmp_path: Path) -> None:
    write_programme(tmp_path)
    change(tmp_path / "data" / "programme.yaml", "languages: [id, en]", f'languages: [id, "{code}"]')
    found = judged(tmp_path)
    assert any(f"`{code}` is not a language code" in problem.what for problem in found), found
    assert not [problem for problem in found if Path(problem.file).is_relative_to("/etc")]


def test_no_command_writes_into_a_pipe(tmp_path: Path) -> None:
    schema = write_programme(tmp_path) / "data" / "schema" / "data.json"
    os.mkfifo(schema)
    code, said = quietly("schema", "--data", str(tmp_path / "data"))
    assert (code, said) == (2, f"handbook: {schema}: not a file but a pipe or device\n")


BAD_ARCHIVES = {
    "outside": (["index.html", "../x.html"], "would lie outside its folder"),
    "twice": (["a", "a/b"], "`a` as a file and as a folder"),
    "long": (["x" * 300], "a name too long for a disk"),
}


@pytest.mark.parametrize("kind", BAD_ARCHIVES)
def test_check_says_first_which_edition_cannot_be_shown(kind: str, tmp_path: Path) -> None:
    names, why = BAD_ARCHIVES[kind]
    archive = write_programme(tmp_path) / "data" / "editions" / f"{EDITION}.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for name in names:
            packed.writestr(name, "")
    record_edition(tmp_path)
    (problem,) = judged(tmp_path)
    assert problem.file.endswith("editions.yaml")
    assert problem.what.startswith(f"the frozen copy editions/{EDITION}.zip cannot be shown: it holds `")
    assert why in problem.what


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (b"words words", b"words sword", "`index.html` is not what was packed"),
        (b"PK\x03\x04", b"PK\x03\x05", "`index.html` is not what was packed"),
        (b"PK\x05\x06", b"PK\x05\x05", "file is not a zip file"),
    ],
)
def test_check_reads_all_of_an_edition(before: bytes, after: bytes, why: str, tmp_path: Path) -> None:
    """Also of one whose record was written after it was damaged."""
    archive = write_programme(tmp_path) / "data" / "editions" / f"{EDITION}.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("index.html", "words words")
    archive.write_bytes(archive.read_bytes().replace(before, after, 1))
    record_edition(tmp_path)
    (problem,) = judged(tmp_path)
    assert problem.what == f"the frozen copy editions/{EDITION}.zip cannot be shown: it is damaged ({why})"


def test_an_archive_that_would_fill_the_disk_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("big.html", bytes(201 << 20))
    with pytest.raises(BadArchive, match=r"with `big\.html` it holds 201 MB"):
        refuse_odd(tmp_path / "bomb.zip")


def test_an_archive_of_gigabytes_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "hole.zip").touch()
    os.truncate(tmp_path / "hole.zip", 3 << 30)
    with pytest.raises(BadArchive, match="it takes 3072 MB"):
        refuse_huge(tmp_path / "hole.zip")


SLOW_TO_LOAD = "import time\nprint('loading', flush=True)\ntime.sleep(60)\n"


def test_ctrl_c_while_modules_load_says_nothing(tmp_path: Path) -> None:
    """A module of the standard library that the command line needs takes its time to load."""
    (tmp_path / "argparse.py").write_text(SLOW_TO_LOAD, encoding="utf-8")
    process = subprocess.Popen(
        [*HEARING_SIGNALS, sys.executable, "-m", "handbook", "check"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "loading\n"
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert (process.returncode, said) == (130, "")
