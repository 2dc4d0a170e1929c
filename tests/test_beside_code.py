"""What follows from the generator is kept beside its code, and nowhere that a stranger may have filled."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from handbook.html.compiled_templates import compiled_templates
from handbook.incremental import beside_code
from handbook.incremental.beside_code import store_beside_code, tidy_beside_code


@pytest.fixture(autouse=True)
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of code with nothing kept yet; the command runs in another, that of a programme."""
    folder, programme = tmp_path / "code", tmp_path / "programme"
    folder.mkdir()
    programme.mkdir()
    monkeypatch.chdir(programme)
    monkeypatch.setattr(beside_code, "PACKAGE", folder)
    store_beside_code.cache_clear()
    compiled_templates.cache_clear()
    yield folder
    store_beside_code.cache_clear()
    compiled_templates.cache_clear()


def rendered(source: str = "{{ 6 * word }}") -> str:
    """What a new environment makes of a template."""
    made = Environment(
        loader=DictLoader({"a.html": source}), bytecode_cache=compiled_templates(), autoescape=True
    )
    return made.get_template("a.html").render(word=7)


def entries(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


def test_a_template_is_compiled_once(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rendered() == "42"
    assert len(entries(package / "__pycache__")) == 1
    monkeypatch.delattr(Environment, "compile")
    assert rendered() == "42"
    with pytest.raises(AttributeError):
        rendered("another {{ word }}")


def test_nothing_that_is_run_is_kept_in_the_folder_of_a_programme() -> None:
    rendered()
    assert entries(Path()) == []


def test_beside_code_that_cannot_be_written_to_they_are_kept_with_the_user(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr("os.access", lambda path, _: path != package)
    assert rendered() == "42"
    assert entries(package) == []
    assert len(entries(tmp_path / "home" / ".cache" / "handbook" / "made")) == 1


def test_a_user_without_a_home_keeps_none(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr("os.access", lambda *_: False)
    monkeypatch.setattr(Path, "home", no_home)
    assert rendered() == "42"
    tidy_beside_code(time.time())
    assert entries(package) == entries(Path()) == []


def test_those_that_were_not_used_are_deleted(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside_code, "_SPARE", 0)
    rendered()
    began = time.time()
    tidy_beside_code(0)
    assert len(entries(package)) == 1
    rendered("another {{ word }}")
    tidy_beside_code(began)
    assert len(entries(package)) == 1
    tidy_beside_code(time.time() + 1)
    assert entries(package) == []
