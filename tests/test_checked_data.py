"""Another process checks the data of a build: what is wrong with them comes before any other error."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from macros.checked_data import BadData, CheckedData
from tests.places import LIBRARIES


@pytest.fixture(params=["forked", "in one process"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1 if request.param == "forked" else 2)


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """Data that can be read, with a reference that leads nowhere."""
    return changed(tmp_path, "counterpart: L1", "counterpart: L9")


def changed(folder: Path, old: str, new: str) -> Path:
    data = folder / "data"
    shutil.copytree(LIBRARIES, data)
    file = data / "roles.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return data


def test_good_data_are_there_before_they_have_been_checked() -> None:
    with CheckedData.read(LIBRARIES, None) as data:
        assert data.dataset.programme is not None
        assert "L1" in data.dataset.programme.tasks
        data.wait()


def test_what_is_wrong_is_raised_once_the_checks_have_ended(bad: Path) -> None:
    data = CheckedData.read(bad, None)
    assert data.dataset.programme is not None
    with pytest.raises(BadData, match="there is no `L9`"):
        data.wait()
    data.wait()


def test_an_error_that_bad_data_bring_about_gives_way_to_what_is_wrong_with_them(bad: Path) -> None:
    with pytest.raises(BadData, match="there is no `L9`"), CheckedData.read(bad, None):
        raise KeyError("L9")


def test_any_other_error_stays_what_it_is() -> None:
    with pytest.raises(KeyError, match="our own"), CheckedData.read(LIBRARIES, None):
        raise KeyError("our own")


def test_an_interruption_waits_for_no_check(bad: Path) -> None:
    with pytest.raises(KeyboardInterrupt), CheckedData.read(bad, None):
        raise KeyboardInterrupt


def test_data_that_cannot_be_shown_at_all_are_refused_at_once(tmp_path: Path) -> None:
    data = changed(tmp_path, "tasks:", "tasks: [")
    with pytest.raises(BadData, match=r"roles\.yaml:\d+: "):
        CheckedData.read(data, None)
