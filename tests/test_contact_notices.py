"""A contact that reaches nobody is told by every build, and no edition is published with it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests._small import change, write_small
from tests.site_builds import run

pytestmark = pytest.mark.build

REAL = "mailto:kebun@example.test"
PLACEHOLDER = "mailto:kebun@example.org"
TOLD = f"`contact` leads to {PLACEHOLDER}, which is a placeholder; write the address of an office"


def handbook(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    given = ("--data", str(folder / "data"), "--site-dir", str(folder / "site"))
    return run("-m", "handbook", command, *given, SITE_URL="https://kebun.test/")


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    write_small(tmp_path / "data")
    return tmp_path


def test_every_build_tells_it_also_where_nothing_has_changed(garden: Path) -> None:
    change(garden / "data" / "programme.yaml", REAL, PLACEHOLDER)
    (line,) = [n for n, words in enumerate(
        (garden / "data" / "programme.yaml").read_text(encoding="utf-8").splitlines(), 1
    ) if PLACEHOLDER in words]  # fmt: skip
    for told in ("built in", "unchanged"):
        done = handbook(garden, "build")
        assert done.returncode == 0, done.stderr
        first, notice = done.stdout.strip().splitlines()[-2:]
        assert told in first
        assert notice == f"{garden}/data/programme.yaml:{line}: {TOLD}; pages say so until then"


def test_of_a_real_one_nothing_is_told(garden: Path) -> None:
    for _ in range(2):
        assert "placeholder" not in handbook(garden, "build").stdout


@pytest.mark.parametrize(
    ("new", "says"),
    [(f'  responsible: {{contact: "{PLACEHOLDER}"}}\n', TOLD), ("", "nobody answers for the editions")],
    ids=["placeholder", "nobody"],
)
def test_no_edition_is_published(new: str, says: str, garden: Path) -> None:
    file = garden / "data" / "programme.yaml"
    file.write_text(re.sub(r"  responsible: .*\n", new, file.read_text(encoding="utf-8")), encoding="utf-8")
    (garden / "data" / "editions.yaml").unlink()
    (garden / "data" / "editions" / "0.9.zip").unlink()
    assert handbook(garden, "build").returncode == 0
    refused = handbook(garden, "freeze")
    assert refused.returncode == 1
    (told,) = refused.stdout.strip().splitlines()
    assert re.match(rf"{re.escape(str(file))}:\d+: {re.escape(says)}", told)
    assert not list((garden / "data" / "editions").iterdir())
