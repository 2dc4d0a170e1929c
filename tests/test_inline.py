"""Inline Markdown shows emphasis and links, and nothing else that somebody may have typed."""

from __future__ import annotations

import random
from html.parser import HTMLParser

import pytest

from handbook.markup import inline
from tests.growth_kit import WORST, growth

NAMES = {"t/b3": ("../t/b3/", "Task <B3>"), "d/ssk": ("/d/ssk/", "SSK")}


def show(text: str) -> str:
    return inline.to_html(text, NAMES.get)


def plain(text: str) -> str:
    return inline.to_plain(text, NAMES.get)


SHOWN = {
    "plain words": "plain words",
    "an *emphasis* here": "an <em>emphasis</em> here",
    "a **strong** word": "a <strong>strong</strong> word",
    "a `code` word": "a <code>code</code> word",
    "snake_case_word": "snake_case_word",
    r"a \*star\*": "a *star*",
    "[[t/b3]]": '<a href="../t/b3/">Task &lt;B3&gt;</a>',
    "[[ t/b3 | these words ]]": '<a href="../t/b3/">these words</a>',
    "*[[d/ssk]]*": '<em><a href="/d/ssk/">SSK</a></em>',
    "[[nowhere]]": "nowhere",
    "[[nowhere|words]]": "words",
    "[kick-off]{en}": '<i lang="en">kick-off</i>',
    "[<b>]{en}": '<i lang="en">&lt;b&gt;</i>',
    "[here](https://example.org/?a=1&b=2)": (
        '<a href="https://example.org/?a=1&amp;b=2" rel="external">here</a>'
    ),
    "[post](mailto:office@example.org)": '<a href="mailto:office@example.org" rel="external">post</a>',
    "[*here*](HTTPS://example.org)": '<a href="HTTPS://example.org" rel="external"><em>here</em></a>',
}


@pytest.mark.parametrize("text", SHOWN)
def test_marks_are_shown(text: str) -> None:
    assert show(text) == SHOWN[text]


INERT = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "*<b onclick=x>*",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:x)",
    "[x](//example.org)",
    "[x](/t/b3/)",
    "[x](file:///etc/passwd)",
    "![x](https://example.org/x.png)",
    "<https://example.org>",
    "<javascript:alert(1)>",
    "{{ 7*7 }} {% raw %} {# note #}",
    "&lt;b&gt; &amp; &copy;",
    "# heading",
    "- item",
    "> quote",
    "    code",
    "| a | b |",
    "---",
    "[[t/b3|<script>]]",
    "[[<script>]]",
    '[[x" onclick="y]]',
    '[x]{en" onclick="y}',
    '[x](https://example.org" onclick="y)',
    "[x]: https://example.org",
    "[^1]",
    "a\n\nb",
]


class Tags(HTMLParser):
    """Collects tags and attributes of a piece of HTML, and its text."""

    def __init__(self, piece: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.addresses: list[str] = []
        self.words = ""
        self.feed(piece)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.addresses += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.words += data


ALLOWED = {
    ("em", ()),
    ("strong", ()),
    ("code", ()),
    ("br", ()),
    ("i", ("lang",)),
    ("a", ("href",)),
    ("a", ("href", "rel")),
}


def assert_inert(text: str) -> None:
    shown = Tags(show(text))
    assert set(shown.tags) <= ALLOWED, show(text)
    for address in shown.addresses:
        assert address.lower().startswith(("https://", "http://", "mailto:", "../t/", "/d/")), show(text)


@pytest.mark.parametrize("text", INERT)
def test_everything_else_is_inert(text: str) -> None:
    assert_inert(text)


@pytest.mark.parametrize("text", [t for t in INERT if "](" not in t and "[[" not in t])
def test_everything_else_appears_as_it_was_typed(text: str) -> None:
    shown = Tags(show(text))
    kept = "".join(c for c in shown.words if c not in "*")
    assert "".join(kept.split()) == "".join(text.replace("*", "").split())


def test_no_mixture_of_marks_gets_out_of_hand() -> None:
    chance = random.Random(3)
    pieces = [
        "[[",
        "]]",
        "[",
        "]",
        "(",
        ")",
        "{en}",
        "|",
        "*",
        "**",
        "_",
        "`",
        "\\",
        "<b>",
        "t/b3",
        "https://a.b",
    ]
    pieces += ["javascript:x", "words", " ", "\n", "&", '"', "é", "🏠", "{{", "}}", "\u202e"]
    for _ in range(1500):
        text = "".join(chance.choices(pieces, k=chance.randrange(1, 14)))
        assert_inert(text)
        list(inline.loose_ends(text))
        assert "\n" not in plain(text)
        for target in inline.record_links(text):
            assert target and not set(target) & set("[]|\n"), text


@pytest.mark.parametrize(
    "piece", ["[", "[[", "]", "*", "**a ", "`", "[a](", "[[a|", "[a]{", "\\", "_a", "![", "<a "]
)
def test_a_long_text_of_marks_takes_no_long_time(piece: str) -> None:
    assert growth(show, piece) < WORST
    assert growth(lambda text: list(inline.loose_ends(text)), piece) < WORST


def test_a_rule_that_looks_at_all_that_comes_before_would_be_seen() -> None:
    def rule(text: str) -> int:
        return sum(text[:end].count(mark) for end in range(len(text)) for mark in "[](){}")

    assert growth(rule, "[a][b][c](d) ") > WORST


def test_plain_text_is_what_readers_see() -> None:
    assert plain("an *emphasis*, a `code`, [here](https://example.org)") == "an emphasis, a code, here"
    assert plain("[[t/b3]] and [[t/b3|words]] and [[nowhere]]") == "Task <B3> and words and nowhere"
    assert plain("[kick-off]{en} *now*") == "kick-off now"
    assert plain("two\nlines *here*") == "two lines here"
    assert plain("two\nlines") == plain("two\\\nlines").replace("\\", "") == "two lines"


def test_record_links_are_listed() -> None:
    text = "[[t/b3]], [[ d/ssk |words]], [x](https://a.b), `[[no]]`, [kick-off]{en}, [nitip]{jv}"

    assert list(inline.record_links(text)) == ["t/b3", "d/ssk"]
    assert list(inline.record_links("none")) == []


GOOD = [*SHOWN, "a [bracket] alone", "[1], [2]", "f(x)[0]", "ends with a bracket ]"]


@pytest.mark.parametrize("text", GOOD)
def test_good_marks_leave_no_loose_ends(text: str) -> None:
    assert list(inline.loose_ends(text)) == []


LOOSE = {
    "[[t/b3": "not closed",
    "[[t/b3]": "not closed",
    "t/b3]]": "not closed",
    "[[]]": "is empty",
    "[[t/b3|]]": "is empty",
    "[[a[b]]]": "not closed",
    "[x](t/b3)": "is broken",
    "[x](https://example.org": "is broken",
    "[x](https://example.org/a b)": "is broken",
    "[x](javascript:alert(1))": "is broken",
    "[x]()": "is not a web address",
    "[x]{English}": "no language code",
    "[x]{": "no language code",
}


@pytest.mark.parametrize("text", LOOSE)
def test_loose_ends_are_found(text: str) -> None:
    result = list(inline.loose_ends(text))

    assert any(LOOSE[text] in what for what, _ in result), result
    assert all(remedy.startswith("write ") for _, remedy in result)
