"""White space that nobody sees is left out of pages; what is shown, kept or run stays as it is."""

from __future__ import annotations

import pytest

from handbook.html.spare_space import without_spare_space


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("\n\n<p>\n   one  two\n\n \n</p>  \n", "<p>\none  two\n</p>\n"),
        ("<a>x</a>\n  <a>y</a> <a>z</a>", "<a>x</a>\n<a>y</a> <a>z</a>"),
        ("<ul>\n  <pre>\n  a\n\n  b\n</pre>\n  </ul>", "<ul>\n<pre>\n  a\n\n  b\n</pre>\n</ul>"),
        ("  \n<TEXTAREA>\n  a\n</TEXTAREA >\n  b", "<TEXTAREA>\n  a\n</TEXTAREA >\nb"),
        ("<script>a(`\n  b`)\n\n</script>\n\n", "<script>a(`\n  b`)\n\n</script>\n"),
        ("<style>a{content:'\\\n  '}</style>\n\n\n<p>", "<style>a{content:'\\\n  '}</style>\n<p>"),
        ("<predicate>\n\n  a</predicate>", "<predicate>\na</predicate>"),
    ],
)
def test_only_white_space_that_nobody_sees_goes(written: str, left: str) -> None:
    assert without_spare_space(written) == left
