"""What was made of an unchanged site is known by a record, which any change makes worthless."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.built_site import made_before
from handbook.built_site.made_before import MadeBefore
from handbook.built_site.manifest import Manifest, list_files, read_manifest, write_manifest

NAMES = ("pdf/a.pdf", "pdf/b.pdf")
Change = Callable[[Path, pytest.MonkeyPatch], object]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("index.html", NAMES[0], "pictures/c.svg"):
        file = tmp_path / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, encoding="utf-8")
    write_manifest(tmp_path / "site", Manifest(list_files(tmp_path / "site")))
    MadeBefore(tmp_path / "site", "sources").remember(NAMES, 1)
    MadeBefore(tmp_path / "site", "sources").remember_links()
    return tmp_path / "site"


def rewrite(site: Path, name: str, text: str) -> None:
    """Write a file of a site as a command does, which lists it."""
    (site / name).write_text(text, encoding="utf-8")
    write_manifest(site, Manifest(list_files(site)))


def test_nothing_has_changed(site: Path) -> None:
    assert MadeBefore(site, "sources").count(NAMES) == 1
    assert MadeBefore(site, "sources").is_linked()
    assert MadeBefore(site, "others").count(NAMES) is None
    assert not MadeBefore(site, "others").is_linked()
    assert MadeBefore(site, "sources").count(NAMES[:1]) is None  # never asked for so


def test_other_pages_and_files_have_to_be_linked_again_not_made_again(site: Path) -> None:
    for name in ("index.html", "pictures/c.svg"):
        rewrite(site, name, "other")
        assert MadeBefore(site, "sources").count(NAMES) == 1
        assert not MadeBefore(site, "sources").is_linked()
        MadeBefore(site, "sources").remember_links()


def being_written(site: Path, _: pytest.MonkeyPatch) -> None:
    manifest = read_manifest(site)
    assert manifest is not None
    write_manifest(site, replace(manifest, changing=frozenset(NAMES)))


CHANGES: dict[str, Change] = {
    "another content": lambda site, _: rewrite(site, NAMES[0], "other"),
    "a file that was not there": lambda site, _: rewrite(site, NAMES[1], "new"),
    "a lost file": lambda site, _: (site / NAMES[0]).unlink(),
    "a file that is being written": being_written,
    "a site without a list": lambda site, _: (site / ".handbook.json").unlink(),
    "a damaged list": lambda site, _: (site / ".handbook.json").write_text("{", encoding="utf-8"),
    "other templates or packages": lambda _, patch: patch.setattr(made_before, "_makers", lambda: "others"),
    "a damaged record": lambda site, _: (
        MadeBefore(site, "")._file.write_text("[1]", encoding="utf-8") and None
    ),
    "a lost record": lambda site, _: MadeBefore(site, "")._file.unlink(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changes_makes_the_record_worthless(
    site: Path, monkeypatch: pytest.MonkeyPatch, change: Change
) -> None:
    change(site, monkeypatch)
    assert MadeBefore(site, "sources").count(NAMES) is None


def test_templates_fonts_and_packages_are_makers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "print").mkdir()
    monkeypatch.setattr(made_before, "PRINT", tmp_path / "print")
    known = {made_before._makers()}
    for name, text in (("a.typ", "1"), ("a.typ", "2"), ("b.otf", "")):
        (tmp_path / "print" / name).write_text(text, encoding="utf-8")
        known.add(made_before._makers())
    monkeypatch.syspath_prepend(str(tmp_path))
    known.add(made_before._makers())
    (tmp_path / "typst-9.dist-info").mkdir()
    known.add(made_before._makers())
    assert len(known) == 6
    assert made_before._makers() in known


COMMAND, SAID = "print", ["0 printed, 1 unchanged, in site/pdf", "advice"]


@pytest.fixture
def told(site: Path) -> Path:
    MadeBefore(site, "sources").remember_told(COMMAND, SAID)
    return site


def test_what_a_command_told_is_known_where_nothing_has_changed(told: Path) -> None:
    assert MadeBefore(told, "sources").told(COMMAND) == SAID
    assert MadeBefore(told, "others").told(COMMAND) is None
    assert MadeBefore(told, "sources").told("print --lang en") is None


def write(file: Path) -> None:
    file.write_text("mine", encoding="utf-8")


WHOLE = CHANGES | {
    "another page": lambda site, _: rewrite(site, "index.html", "other"),
    "a page changed by hand": lambda site, _: (
        (site / "index.html").write_text("mine", encoding="utf-8") and None
    ),
    "a lost page": lambda site, _: (site / "index.html").unlink(),
    "a file that nobody built": lambda site, _: (
        (site / "notes.txt").write_text("mine", encoding="utf-8") and None
    ),
    "a link in the place of a page": lambda site, _: (site / "more.html").symlink_to("index.html"),
}


@pytest.mark.parametrize("change", WHOLE.values(), ids=WHOLE)
def test_whatever_changes_in_a_site_is_looked_into(
    told: Path, monkeypatch: pytest.MonkeyPatch, change: Change
) -> None:
    change(told, monkeypatch)
    assert MadeBefore(told, "sources").told(COMMAND) is None
