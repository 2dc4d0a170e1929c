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
    "tests.shapes_kit",
]

# Markers by the fixtures that a test uses, and by the commands that its module takes from the kit.
FIXTURES = {
    "browser": {"browser"},
    "print": {"printed", "pictured", "printed_and_pictured"},
    "build": {"site", "garden_site", "installed", "served_site", "unchecked", "shaped"},
}
COMMANDS = ("build", "make", "run", "copy_project")
PRINTING = ("test_print_", "test_pictures_")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put markers on the tests before some of them are chosen by markers."""
    from tests import site_builds

    commands = [getattr(site_builds, name) for name in COMMANDS]
    for item in items:
        module = item.module  # type: ignore[attr-defined]
        marks = {name for name, used in FIXTURES.items() if used & {*item.fixturenames}}  # type: ignore[attr-defined]
        if any(vars(module).get(command.__name__) is command for command in commands):
            marks.add("build")
        if item.path.name.startswith(PRINTING):
            marks.add("print")
        for name in marks:
            item.add_marker(name)


@pytest.fixture
def programme(tmp_path: Path) -> Copy:
    """A copy of the small programme without a problem, to be broken."""
    return copy_programme(tmp_path)
