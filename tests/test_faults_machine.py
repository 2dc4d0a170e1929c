"""Whatever the machine is like, a command does its work or says why not, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from handbook.built_site import publish
from handbook.check import problems
from handbook.source.load import read
from macros import build_all
from tests.fault_kit import write_programme
from tests.places import ROOT
from tests.site_builds import QUIET, prints, run

# What a process does to itself before it becomes a command. (Another user could not start an interpreter that
# stands in a home folder, so that one is only pretended.)
SETTINGS: Mapping[str, str] = {
    "few open files": "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))",
    "files of no more than 100 kB": (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))"
    ),
    "no leave for others": "import os; os.umask(0o077)",
    "leave for all": "import os; os.umask(0)",
    "a user without a name": (
        "import os, pwd; os.environ.pop('HOME', None); pwd.getpwuid = {}.__getitem__"  # raises KeyError
    ),
}
ENVIRONMENTS: Mapping[str, Mapping[str, str | None]] = {
    "the plainest locale": {"LC_ALL": "C", "LANG": None},
    "a locale without UTF-8": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "a locale that is not there": {"LC_ALL": "tr_TR.UTF-8", "LANG": "xx_XX"},
    "another time zone": {"TZ": "Pacific/Kiritimati"},
    "a time zone that is none": {"TZ": "x/y"},
    "the first day": {"SOURCE_DATE_EPOCH": "0"},
    "no home": {"HOME": None, "XDG_CACHE_HOME": None},
    "a home that is nowhere": {"HOME": "/nowhere/at/all"},
    "no folder for temporary files": {"TMPDIR": "/nowhere"},
}


def handbook(
    folder: Path, *words: str, first: str = "", environment: Mapping[str, str | None] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, in a process that has done something to itself."""
    given = {**os.environ, **QUIET, "PYTHONPATH": str(ROOT), **(environment or {})}
    program = f"import runpy, sys\n{first}\nrunpy.run_module('handbook', run_name='__main__', alter_sys=True)"
    return subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=folder,
        env={name: value for name, value in given.items() if value is not None},
        capture_output=True,
        text=True,
        errors="surrogateescape",
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A programme with its site."""
    root = write_programme(tmp_path_factory.mktemp("ground"))
    done = handbook(root, "build", "--quiet")
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture
def programme(ground: Path, tmp_path: Path) -> Path:
    """A copy of it that has changed since."""
    root = Path(shutil.copytree(ground, tmp_path / "programme"))
    roles = root / "data" / "roles.yaml"
    roles.write_text(
        roles.read_text(encoding="utf-8").replace("Tanah remah", "Tanah gembur"), encoding="utf-8"
    )
    for path in (tmp_path, root, *root.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    return root


def left(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir())


@pytest.mark.parametrize("name", ["few open files", "files of no more than 100 kB", "a user without a name"])
def test_a_site_is_built_or_stays(name: str, programme: Path) -> None:
    built_or_not(name, programme)


@pytest.mark.slow
@pytest.mark.parametrize("name", SETTINGS)
def test_a_site_is_built_or_stays_with_every_setting(name: str, programme: Path) -> None:
    built_or_not(name, programme)


@pytest.mark.slow
@pytest.mark.parametrize("megabytes", [20, 40, 60, 70, 80, 90, 100, 110, 120, 140, 160, 200, 1000])
def test_a_site_is_built_or_stays_with_any_memory(megabytes: int, programme: Path) -> None:
    before = prints(programme / "site")
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({megabytes} << 20,) * 2)"
    done = handbook(programme, "build", "--quiet", first=limit)
    assert done.returncode == 0 or prints(programme / "site") == before
    assert done.returncode == 0 or "there is not enough memory; close" in done.stderr
    assert done.returncode != 0 or prints(programme / "site") != before
    assert done.returncode == (2 if megabytes < 50 else 0 if megabytes == 1000 else done.returncode)
    assert "Traceback" not in done.stdout + done.stderr
    assert left(programme) == [".cache", "data", "docs", "site"]


def built_or_not(name: str, programme: Path) -> None:
    before = prints(programme / "site")
    done = handbook(programme, "build", "--quiet", first=SETTINGS[name])
    if name == "files of no more than 100 kB":
        assert done.returncode != 0
        assert prints(programme / "site") == before
        assert "Traceback" not in done.stdout + done.stderr
    else:
        assert done.returncode == 0, done.stderr
        assert prints(programme / "site") != before
    assert left(programme) == [".cache", "data", "docs", "site"]


def test_a_site_is_the_same_in_the_poorest_environment(ground: Path, tmp_path: Path) -> None:
    same_site(
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "x/y", "HOME": None},
        ground,
        tmp_path,
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_a_site_is_the_same_in_every_environment(name: str, ground: Path, tmp_path: Path) -> None:
    same_site(ENVIRONMENTS[name], ground, tmp_path)


def same_site(environment: Mapping[str, str | None], ground: Path, folder: Path) -> None:
    site = folder / "site"
    done = handbook(ground, "build", "--quiet", "--site-dir", str(site), environment=environment)
    assert done.returncode == 0, done.stderr
    if "SOURCE_DATE_EPOCH" not in environment:  # which pages show
        assert prints(site) == prints(ground / "site")


def test_a_folder_may_be_called_anything(programme: Path) -> None:
    odd = programme / os.fsdecode(b"b\xff\xfek \t'$(x)" + "كتاب 📖".encode())
    odd.mkdir()
    (programme / "data").rename(odd / "data")
    for words in (("confirm", "--all"), ("build", "--quiet"), ("check",), ("clean",)):
        done = handbook(odd, *words)
        assert done.returncode == 0, done.stdout + done.stderr
    assert left(odd) == [".cache", "data"]


@pytest.fixture
def volume(tmp_path: Path) -> Iterator[Path]:
    """A mount point, as volumes of containers are; where nobody may mount, one of the system."""
    folder = tmp_path / "volume"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], check=False)
    yield folder if not mounted.returncode else Path("/dev")
    if not mounted.returncode:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("verb", ["build", "clean"])
def test_a_mount_point_is_refused_before_anything_is_done(verb: str, volume: Path, ground: Path) -> None:
    done = run("-m", "handbook", verb, "--data", str(ground / "data"), "--site-dir", str(volume))
    assert done.returncode == 2
    assert f"{volume}: this is a mount point" in done.stderr
    assert f"{volume}/site" in done.stderr


def test_a_mount_point_of_the_same_disk_is_known(
    tmp_path: Path, ground: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from handbook.built_site import guard

    mounts = tmp_path / "mountinfo"
    place = tmp_path / "a b"
    place.mkdir()
    mounts.write_text(f"36 35 98:0 /mnt {tmp_path}/a\\040b rw - ext3 /dev/root rw\n", encoding="utf-8")
    monkeypatch.setattr(guard, "_MOUNTS", mounts)
    with pytest.raises(guard.NotOurs, match="this is a mount point"):
        guard.refuse_foreign(place, ground / "data", None, lambda _: None)


def test_what_changes_while_a_site_is_built_keeps_the_last_one(
    programme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from macros.commands import build

    before = prints(programme / "site")
    page = programme / "docs" / "id" / "guide.md"
    complete = build_all.SiteBuild._complete

    def edited(self: build_all.SiteBuild, staging: Path) -> frozenset[str]:
        page.write_text(page.read_text(encoding="utf-8") + "\nKata baru.\n", encoding="utf-8")
        (page.parent / ".guide.md.swp").touch()
        return complete(self, staging)

    monkeypatch.setattr(build_all.SiteBuild, "_complete", edited)
    monkeypatch.chdir(programme)
    assert build(Path("data"), Path("docs"), Path("site")) == 1
    assert prints(programme / "site") == before
    monkeypatch.setattr(build_all.SiteBuild, "_complete", complete)
    assert build(Path("data"), Path("docs"), Path("site")) == 0


def test_an_edition_that_was_ended_before_it_was_recorded_is_published_again(
    programme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(publish, "refuse_address", lambda _: None)
    archive = programme / "data" / "editions" / "2026.1.zip"
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(publish, "write_whole", ended)
        publish.publish_edition(read(programme / "data"), programme / "site")
    assert archive.is_file()
    found = [problem for problem in problems(read(programme / "data")) if "2026.1" in problem.what]
    assert [(problem.what, problem.advice) for problem in found] == [
        ("edition 2026.1 was not recorded when it was published", True)
    ]
    whole = archive.read_bytes()
    archive.write_bytes(b"another")
    with pytest.raises(publish.NotPublished, match="is not what would be published now"):
        publish.publish_edition(read(programme / "data"), programme / "site")
    assert archive.read_bytes() == b"another"
    archive.write_bytes(whole)
    publish.publish_edition(read(programme / "data"), programme / "site")
    assert "2026.1" in (programme / "data" / "editions.yaml").read_text(encoding="utf-8")
    assert left(archive.parent) == ["0.9.zip", "2026.1.zip"]
