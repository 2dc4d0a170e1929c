"""A build takes from the store what would be the same, and nothing else."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.incremental_kit import CHANGES, Change, built, kept
from tests.site_builds import copy_project, once, run

pytestmark = pytest.mark.build

NOTHING = CHANGES[0]
# Entries besides pages: for each language a list of what its pages read, for data files one more; and data
# files: JSON, workbook, the table of a kind, a checklist of the group in each language.
OF_LANGUAGES, OF_DATA = 2, 1 + 5


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the unchanged programme was built."""

    def fill(folder: Path) -> None:
        folder.mkdir()
        built(NOTHING, folder)

    return once(tmp_path_factory, "before-changes", fill)


@pytest.mark.parametrize("command", [("handbook", "build"), ("mkdocs", "build")], ids=lambda words: words[0])
def test_every_build_tidies_the_store(command: tuple[str, str], tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    lost = project / ".cache" / "store" / "ab" / "0123.part"
    lost.parent.mkdir(parents=True)
    lost.write_bytes(b"half of an entry")
    os.utime(lost, (1, 1))
    done = run("-m", *command, "--site-dir", str(project / "site"), folder=project)
    assert done.returncode == 0, done.stderr
    assert kept(project) and not lost.exists()


def test_there_are_thirty_kinds_of_change() -> None:
    assert len({change.name for change in CHANGES}) >= 30


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name.replace(" ", "-"))
def test_a_build_after_a_change_has_the_bytes_of_a_clean_one(
    change: Change, before: Path, tmp_path: Path
) -> None:
    clean, again = tmp_path / "clean", tmp_path / "again"
    clean.mkdir()
    shutil.copytree(before / ".cache", again / ".cache")

    assert built(change, again) == built(change, clean)

    made = len(kept(again) - kept(before))
    assert made <= change.most + OF_LANGUAGES + OF_DATA, f"{made} entries are new"
