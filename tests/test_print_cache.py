"""What kept PDFs and pictures depend on: all code that makes them, wherever it stands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from handbook.printing import cache
from handbook.printing.cache import code_files, maker_fingerprint, remember_maker, was_made_by
from tests.places import ROOT

MAKERS = ("handbook.printing.typst_compile", "handbook.printing.pictures.drawing")


@pytest.mark.parametrize("module", MAKERS)
def test_code_is_all_that_python_imports(module: str) -> None:
    line = f"import sys, {module}; print(*(m for m in sys.modules if m.split('.')[0] == 'handbook'))"
    said = subprocess.run(
        [sys.executable, "-c", line], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    files = {file.relative_to(ROOT).with_suffix("").as_posix() for file in code_files(module)}
    names = {file.removesuffix("/__init__").replace("/", ".") for file in files}
    # Packages come with what is imported from them.
    assert set(said.split()) - names <= {name.rpartition(".")[0] for name in names} | {"handbook"}
    assert "handbook.printing.qr_code" in names or "handbook.printing.booklet" in names
    assert not any(name.startswith("handbook.html") for name in names)


def test_a_changed_helper_is_another_maker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "handbook"
    package.mkdir()
    (package / "maker.py").write_text("from handbook import helper", encoding="utf-8")
    (package / "helper.py").write_text("from handbook.far import size", encoding="utf-8")
    (package / "far.py").write_text("size = 1", encoding="utf-8")
    (package / "other.py").write_text("size = 1", encoding="utf-8")
    monkeypatch.setattr(cache, "_PACKAGE", package)

    def fingerprint() -> str:
        maker_fingerprint.cache_clear()
        return maker_fingerprint("handbook.maker", ("typst",))

    before = fingerprint()
    (package / "other.py").write_text("size = 2", encoding="utf-8")
    assert fingerprint() == before
    (package / "far.py").write_text("size = 2", encoding="utf-8")
    assert fingerprint() != before
    maker_fingerprint.cache_clear()


def test_pictures_of_another_maker_are_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "cache")
    out = tmp_path / "site" / "media"
    assert not was_made_by(out, "a")
    remember_maker(out, "a")
    assert was_made_by(out, "a")
    assert not was_made_by(out, "b")
    assert not was_made_by(tmp_path / "other", "a")
