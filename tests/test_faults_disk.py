"""On a full disk a command does its work or says that there is no room, and leaves all as it was."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests._small import change
from tests.fault_kit import look, tree, write_programme
from tests.places import ROOT
from tests.site_builds import QUIET

DISK = 48  # MB, of which a programme with all that is made of it takes about a third
COMMANDS = {
    "build": ("build", "--quiet"),
    "print": ("print", "--quiet"),
    "pictures": ("pictures", "--quiet"),
    "offline": ("offline", "--quiet"),
    "compress": ("compress",),
    "record": ("record",),
    "confirm": ("confirm", "--all"),
    "new": ("new", "task", "C1"),
    "init": ("init", "new/book"),
}
DONE_ONCE = {"new", "init"}  # refused the second time
BRINGS_UP_TO_DATE = {"print", "pictures", "offline"}  # the site, too


def handbook(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    temporary = root.parent / "t"
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir()
    return subprocess.run(
        [sys.executable, "-m", "handbook", *words],
        cwd=root,
        env={**os.environ, **QUIET, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A programme that has changed since all was made of it."""
    root = write_programme(tmp_path_factory.mktemp("disk") / "ground")
    for command in ("build", "print", "pictures", "compress"):
        done = handbook(root, *COMMANDS[command])
        assert done.returncode == 0, done.stderr
    change(root / "data" / "roles.yaml", 'id: "Balik tanah."', 'id: "Balikkan tanah."')
    return root


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}m", "tmpfs", str(folder)]
    mounted = subprocess.run(mount, capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.fail(f"a disk cannot be filled without one of its own; run this as root: {mounted.stderr}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(disk: Path, room: int) -> Path:
    """Fill a disk, but for so many kilobytes."""
    filler = disk / "filler"
    free = os.statvfs(disk)
    filler.write_bytes(bytes(max(free.f_bavail * free.f_frsize - (room << 10), 0)))
    return filler


@pytest.mark.slow
@pytest.mark.parametrize("room", [0, 8, 64, 256, 700, 2000, 6000])
@pytest.mark.parametrize("command", COMMANDS)
def test_on_a_full_disk_nothing_is_lost(command: str, room: int, disk: Path, ground: Path) -> None:
    root = Path(shutil.copytree(ground, disk / "ground", symlinks=True))
    before = tree(root)
    expected = Path(shutil.copytree(ground, disk.parent / "expected"))
    assert handbook(expected, *COMMANDS[command]).returncode == 0
    after = tree(expected)
    filler = fill(disk, room)
    done = handbook(root, *COMMANDS[command])
    said = done.stdout + done.stderr
    assert not re.search("Traceback|Exception ignored", said), said
    assert done.returncode == 0 or re.search("no space left on device", said, re.IGNORECASE), said
    assert done.returncode != 0 or tree(root) == after
    look("build" if command == "build" else command, root, before, after)
    filler.unlink()
    again = handbook(root, *COMMANDS[command])
    assert again.returncode == 0 or (command in DONE_ONCE and tree(root) == after), again.stderr
    assert tree(root) == after
