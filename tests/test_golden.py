"""Pages change only when somebody means them to; see golden_files.py for how to renew the files."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from tests.golden_files import LANGUAGES, addresses, contents, file_of


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "address"), addresses().items())
def test_a_page_is_as_it_was(kind: str, address: str, language: str, site: Path) -> None:
    golden = file_of(kind, language).read_text(encoding="utf-8")
    now = contents(site, language, address)
    difference = list(
        difflib.unified_diff(golden.splitlines(), now.splitlines(), "golden", "now", lineterm="")
    )
    assert not difference, "\n".join(difference[:40])


def test_there_is_a_golden_file_for_nothing_else() -> None:
    expected = {file_of(kind, language) for kind in addresses() for language in LANGUAGES}
    assert set(file_of("x", "y").parent.iterdir()) == expected
