"""A fork that puts another programme into data/ and docs/ passes the checks and builds, as shipped."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from handbook.source.load import load
from tests.html_kit import Page
from tests.label_kit import as_data
from tests.places import LIBRARIES, LIBRARIES_DOCS, ROOT
from tests.site_builds import run, write_data

pytestmark = pytest.mark.build

LANGUAGES = ("pt", "en", "id")  # the first has no labels and no stemmer of ours


def libraries(fork: Path) -> None:
    """The small programme, in the two languages whose labels ship."""
    shutil.copytree(LIBRARIES, fork / "data")
    shutil.copytree(LIBRARIES_DOCS, fork / "docs")


def in_portuguese(value: Any) -> Any:
    """The same data, whose original is in a language that the generator does not know."""
    if isinstance(value, dict):
        first = {"pt": f"{value['en']} (pt)"} if isinstance(value.get("en"), str) else {}
        if isinstance(value.get("en"), list):
            first = {"pt": value["en"]}
        return first | {key: in_portuguese(inner) for key, inner in value.items()}
    return [in_portuguese(item) for item in value] if isinstance(value, list) else value


def three_languages(fork: Path) -> None:
    """The small programme in three languages, the first neither Indonesian nor English."""
    shutil.copytree(LIBRARIES / "words", fork / "data" / "words")
    for file in LIBRARIES.glob("*.yaml"):
        data = in_portuguese(yaml.safe_load(file.read_text(encoding="utf-8")))
        if "programme" in data:
            data["programme"]["languages"] = list(LANGUAGES)
            data["programme"]["language_names"]["pt"] = "Português"
        write_data(fork / "data" / file.name, data)
    write_data(fork / "data" / "labels.yaml", as_data(pt="en"))
    shutil.copytree(LIBRARIES_DOCS, fork / "docs")
    shutil.copytree(fork / "docs" / "en", fork / "docs" / "pt")


@pytest.fixture(scope="module", params=[libraries, three_languages], ids=lambda given: given.__name__)
def fork(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    fill: Callable[[Path], None] = request.param
    copy: Path = tmp_path_factory.mktemp("fork") / "book"
    left_out = shutil.ignore_patterns(
        ".git", ".venv", "site", "__pycache__", ".*_cache", ".cache", "*.egg-info"
    )
    shutil.copytree(ROOT, copy, ignore=left_out)
    for name in ("data", "docs", "regions"):
        shutil.rmtree(copy / name)
    fill(copy)
    return copy


def test_what_checks_data_passes(fork: Path) -> None:
    """Every command of `make check` that reads the data; the others read the same code as here."""
    makefile = (fork / "Makefile").read_text(encoding="utf-8")
    (recipe,) = re.findall(r"^check:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    commands = re.findall(r"\$\(BIN\)/handbook (.*)", recipe)
    assert commands == ["schema --check", "check", "spelling"]
    for command in commands:
        done = run("-m", "handbook", *command.split(), folder=fork)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"


def test_it_builds_strictly_by_both_commands(fork: Path, tmp_path: Path) -> None:
    first = load(fork / "data").languages[0]
    for name, command in (("handbook", ("-m", "handbook")), ("mkdocs", ("-m", "mkdocs"))):
        site = tmp_path / name
        done = run(*command, "build", "--strict", "--site-dir", str(site), folder=fork)
        assert done.returncode == 0, f"{name}: {done.stdout}{done.stderr}"
        assert Page.of(site / "index.html").all("html")[0].get("lang") == first


def test_tests_of_the_generator_are_collected_without_the_programme(fork: Path) -> None:
    """They read programmes of their own: none of them fails to load without those of the checkout."""
    shutil.rmtree(fork / "data")
    shutil.rmtree(fork / "docs")
    done = run("-m", "pytest", "-q", "--co", "-p", "no:cacheprovider", folder=fork)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr
