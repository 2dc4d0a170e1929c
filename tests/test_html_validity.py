"""Pages are HTML as its standard has it."""

from __future__ import annotations

from pathlib import Path

from tests.html_validity_kit import faults
from tests.shapes_kit import Built


def test_every_page_is_valid(site: Path, garden_site: Path) -> None:
    assert faults(site, garden_site) == []


def test_so_are_those_of_programmes_of_other_shapes(shaped: Built) -> None:
    assert faults(shaped.site) == []


def test_a_fault_would_be_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=en><title>A</title><input type=checkbox autocomplete=off>")
    (found,) = faults(page)
    assert "autocomplete" in found and "page.html" in found
