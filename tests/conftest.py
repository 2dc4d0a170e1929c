"""What several tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.programme_copy import Copy, copy_programme

pytest_plugins = [
    "tests.site_builds",
    "tests.browser_kit",
    "tests.reader_kit",  # no fixtures: here, so that its assertions say what they saw
    "tests.search_kit",
    "tests.print_kit",
    "tests.picture_kit",
    "tests.hosting_kit",
    "tests.installed_kit",
]


@pytest.fixture
def programme(tmp_path: Path) -> Copy:
    """A copy of the small programme without a problem, to be broken."""
    return copy_programme(tmp_path)
