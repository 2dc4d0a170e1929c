"""What several tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.check import labels
from tests.programme_copy import ASKED, FAMILIES, Copy, copy_programme

pytest_plugins = [
    "tests.site_builds",
    "tests.browser_kit",
    "tests.reader_kit",  # no fixtures: here, so that its assertions say what they saw
    "tests.search_kit",
    "tests.print_kit",
    "tests.picture_kit",
    "tests.hosting_kit",
]


@pytest.fixture
def known_labels(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages ask for the labels of the copy, whatever today's templates ask for."""
    monkeypatch.setattr(labels, "labels_asked_for", lambda: (ASKED, FAMILIES))
    monkeypatch.setattr(labels, "needed", lambda *_: ASKED)


@pytest.fixture
def programme(tmp_path: Path, known_labels: None) -> Copy:  # noqa: ARG001 (the copy brings just these)
    """A copy of the small programme without a problem, to be broken."""
    return copy_programme(tmp_path)
