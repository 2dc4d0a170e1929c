"""What the build says of a hand-written page names the line on which it stands."""

from __future__ import annotations

import logging
from pathlib import Path
from types import SimpleNamespace

import pytest

from handbook.markup.prose_calls import misplaced
from macros import errors, prose_safety

# What the build says of a page, and the line on which it stands; 1 if nobody typed what it names.
LINES = [
    (
        "Kata berhuruf b dan p.\n\nTeks <b>x\n",
        "<b> is not closed, or holds what HTML does not allow in it",
        3,
    ),
    ("a\n\nKata p.\n", "<p> is not closed, or holds what HTML does not allow in it", 1),
    ("a\n\n<pre>\n\n<p>x\n", "<p> is not closed, or holds what HTML does not allow in it", 5),
    ("Tulis `<script>`.\n\n<script>x\n", "the element <script> is not allowed in a page", 3),
    (
        "div\n\n<div class=x>\n",
        "“<div class='x'>” stands within a paragraph, where HTML does not allow it",
        3,
    ),
    ("div\n\n</div>\n", "“</div>” stands where HTML does not allow it", 3),
    ("x\n\n<i onclick=y>\n", "the attribute “onclick” is not allowed in <i>", 3),
    ("x\n\n[x](javascript:y)\n", "the address “javascript:y” is not allowed in a page", 3),
    ("title: x\n\n# A\n\n<i title='{{ doors() }}'>y</i>\n", misplaced(1).what, 5),
]

LINKS = {
    "# A\n\n[r][x]\n\n[x]: nope.md\n": 5,
    '# A\n\n[r][x]\n\n  [x]:  <nope.md> "Judul"\n': 5,
    "# A\n\n[r](<nope.md>)\n": 3,
    '# A\n\n[r]( nope.md "Judul")\n': 3,
    "# A\n\n[r](nope.mdx) [r](xnope.md)\n\n![r](nope.md)\n": 5,
    "# A\n\n`[r](nope.md)`\n\n[r](nope.md)\n": 5,
    "# A\n": 1,
}


@pytest.mark.parametrize(("page", "what", "line"), LINES)
def test_the_build_names_the_line_that_holds_what_it_names(page: str, what: str, line: int) -> None:
    assert prose_safety.line_of(page, what) == line


@pytest.mark.parametrize("page", LINKS)
def test_broken_links_are_named_at_their_address(page: str, tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_text(page, encoding="utf-8")
    assert errors.line_of_link(file, "nope.md") == LINKS[page]


@pytest.mark.parametrize("head", ["---\ntitle: x\n---\n", "---\ntitle: x\n---\n\n\n", "", "\n\n"])
def test_calls_are_named_where_they_stand_below_the_head(
    head: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    text = "# X\n\n{{ config }}\n"
    file = SimpleNamespace(generated_by=None, content_string=head + text, abs_src_path=str(tmp_path / "x.md"))
    config = SimpleNamespace(docs_dir="docs", plugins={"macros": SimpleNamespace(env=SimpleNamespace())})
    plugin = config.plugins["macros"]
    plugin.page, plugin.config = SimpleNamespace(file=file), {"on_error_fail": False}
    errors.guard(config)  # type: ignore[arg-type]
    with caplog.at_level(logging.ERROR):
        plugin.env.from_string(text).render()
    assert f"x.md:{head.count(chr(10)) + 3}: " in caplog.text


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MemoryError(), "there is not enough memory; close other programs, or give this one more"),
        (OSError(28, "No space left on device", "a/b"), "a/b: no space left on device"),
        (ValueError("no such list"), "no such list; mend this macro call or template"),
    ],
)
def test_what_the_machine_refuses_is_no_mistake_of_the_page(error: Exception, said: str) -> None:
    page = SimpleNamespace(file=SimpleNamespace(abs_src_path="x.md"))
    assert errors.report(error, page, fails=False) == f"x.md:1: {said}"
