"""Pages change only when somebody means them to; see golden_files.py for how to renew the files."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from tests.golden_files import FOLDER, ORIGINAL, TRANSLATION, addresses, contents, file_of, tags


@pytest.mark.parametrize(("kind", "address"), addresses().items())
def test_a_page_is_as_it_was(kind: str, address: str, site: Path) -> None:
    assert changes(file_of(kind, ORIGINAL), contents(site, ORIGINAL, address)) == []


@pytest.mark.parametrize(("kind", "address"), addresses().items())
def test_a_translation_has_the_tags_of_the_original_or_a_file_of_its_own(
    kind: str, address: str, site: Path
) -> None:
    now, golden = contents(site, TRANSLATION, address), file_of(kind, TRANSLATION)
    alike = tags(now) == tags(contents(site, ORIGINAL, address))
    assert alike != golden.exists()
    assert alike or changes(golden, now) == []


def test_a_difference_in_tags_is_seen() -> None:
    assert tags('<p class="lead">one</p>') == tags('<p class="lead" title="x">two</p>')
    assert tags('<p class="lead">one</p>') != tags("<p>one</p>")
    assert tags('<h2 id="a">one</h2>') != tags('<h2 id="b">one</h2>')


def test_there_is_a_golden_file_for_nothing_else() -> None:
    possible = {file_of(kind, language) for kind in addresses() for language in (ORIGINAL, TRANSLATION)}
    assert {*FOLDER.iterdir()} <= possible


def changes(golden: Path, now: str) -> list[str]:
    """The first lines in which a page differs from its golden file."""
    before = golden.read_text(encoding="utf-8").splitlines()
    return list(difflib.unified_diff(before, now.splitlines(), "golden", "now", lineterm=""))[:40]
