"""What the theme and Markdown leave undone in the HTML of a page is done."""

from __future__ import annotations

import pytest

from handbook.html.accessible_markup import with_accessible_markup


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ('<h2 id="a">A</h2><table>', '<h2 id="a">A</h2><table aria-labelledby="a">'),
        (
            '<h1 class="x" id="a">A<p><table class="b">',
            '<h1 class="x" id="a">A<p><table aria-labelledby="a" class="b">',
        ),
        (
            '<h2 id="a">A</h2><h3 id="b">B</h3><table>',
            '<h2 id="a">A</h2><h3 id="b">B</h3><table aria-labelledby="b">',
        ),
        (
            '<h2 id="a">A</h2><table class="x" aria-label="Own">',
            '<h2 id="a">A</h2><table class="x" aria-label="Own">',
        ),
        ("<table><tr>", "<table><tr>"),
        ('<header id="a"><table>', '<header id="a"><table>'),
    ],
)
def test_a_table_without_a_name_bears_that_of_the_heading_before_it(written: str, wanted: str) -> None:
    assert with_accessible_markup(written) == wanted


def test_only_the_theme_s_checkboxes_lose_what_html_does_not_know_of_them() -> None:
    toggle = '<input class="md-toggle" type="checkbox" id="__drawer"{}>'
    field = '<input type="text" autocomplete="off">'
    written = toggle.format(' autocomplete="off"') + field
    assert with_accessible_markup(written) == toggle.format("") + field
