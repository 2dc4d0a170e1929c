"""A failed build says where the fault is, and leaves the last good site as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handbook.html import environment
from tests.places import ROOT
from tests.site_builds import copy_project, prints, run

TEMPLATES = environment.TEMPLATES.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with a good site, built by plain MkDocs."""
    copy = copy_project(tmp_path_factory.mktemp("project"))
    done = run("-m", "mkdocs", "build", "--strict", folder=copy)
    assert done.returncode == 0, done.stderr
    return copy


@pytest.fixture
def restored(project: Path) -> Iterator[Path]:
    """The project, put back after the test has broken it."""
    kept = {f: f.read_bytes() for d in ("data", "docs", TEMPLATES) for f in (project / d).rglob("*.*")}
    yield project
    for file, content in kept.items():
        if not file.is_file() or file.read_bytes() != content:
            file.write_bytes(content)


def break_data(project: Path) -> str:
    file = project / "data" / "roles.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("counterpart: L1", "counterpart: L9", 1), encoding="utf-8")
    line = text[: text.index("counterpart: L1")].count("\n") + 1
    return f"data/roles.yaml:{line}: there is no `L9`"


def break_yaml(project: Path) -> str:
    file = project / "data" / "glossary.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "  broken: [\n", encoding="utf-8")
    return "data/glossary.yaml:"


def break_prose(project: Path) -> str:
    return break_link(project, "id", "tidak-ada.md")


def break_english_prose(project: Path) -> str:
    return break_link(project, "en", "not-there.md")


def break_anchor(project: Path) -> str:
    return break_link(project, "en", "sources.md#not-there")


def break_image(project: Path) -> str:
    return break_link(project, "id", "gambar.png", sign="!")


def break_link(project: Path, language: str, link: str, sign: str = "") -> str:
    file = project / "docs" / language / "tentang.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}\n{sign}[…]({link})\n", encoding="utf-8")
    line = len(text.splitlines()) + 2
    return f"docs/{language}/tentang.md:{line}: the page contains a link '{link}', but"


def break_macro_call(project: Path) -> str:
    return break_call(project, "id")


def break_english_macro_call(project: Path) -> str:
    return break_call(project, "en")


def break_call(project: Path, language: str) -> str:
    file = project / "docs" / language / "tentang.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}\n{{{{ no_such_macro() }}}}\n", encoding="utf-8")
    line = len(text.splitlines()) + 2
    return f"docs/{language}/tentang.md:{line}: there is no macro `no_such_macro`"


def break_syntax(project: Path) -> str:
    file = project / "docs" / "id" / "tentang.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}\n{{% if %}}\n", encoding="utf-8")
    return f"docs/id/tentang.md:{len(text.splitlines()) + 2}: "


def break_template(project: Path) -> str:
    file = project / TEMPLATES / "record.html"
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "{% if %}", encoding="utf-8")
    return f"{TEMPLATES}/record.html:{len(text.splitlines()) + 1}: "


FAULTS = (
    break_data,
    break_yaml,
    break_prose,
    break_english_prose,
    break_anchor,
    break_image,
    break_macro_call,
    break_english_macro_call,
    break_syntax,
    break_template,
)
COMMANDS = {
    "handbook build": ("-m", "handbook", "build", "--strict", "--site-dir", "site"),
    "mkdocs build": ("-m", "mkdocs", "build", "--strict"),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_the_last_good_site_stays(command: str, fault: Callable[[Path], str], restored: Path) -> None:
    before = prints(restored / "site")
    expected = fault(restored)
    done = run(*COMMANDS[command], folder=restored)
    said = done.stdout + done.stderr
    assert done.returncode != 0, said
    assert expected in said
    assert "Traceback" not in said
    assert prints(restored / "site") == before
    assert sorted(p.name for p in restored.iterdir() if "building" in p.name) == []


def test_a_site_is_built_again_once_the_fault_is_gone(restored: Path) -> None:
    break_data(restored)
    assert run(*COMMANDS["handbook build"], folder=restored).returncode != 0
    file = restored / "data" / "roles.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("L9", "L1"), encoding="utf-8")
    assert run(*COMMANDS["handbook build"], folder=restored).returncode == 0


@pytest.mark.parametrize("target", [".", "data", ".."])
def test_a_site_never_replaces_what_it_is_made_from(target: str, restored: Path) -> None:
    done = run("-m", "handbook", "build", "--site-dir", target, folder=restored)
    assert done.returncode == 2
    assert "the site would replace" in done.stderr
    assert (restored / "data" / "roles.yaml").is_file()
