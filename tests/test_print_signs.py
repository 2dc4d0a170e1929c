"""On paper a statement bears the sign of what it rests on, and words beside it stay."""

from __future__ import annotations

from lxml import html

from handbook.printing.signs import set_signs
from handbook.printing.tree import words

MARK = '<span class="ground ground-{0}"><sup>{1}</sup><small>{2}</small></span>'
USUAL = '<span class="ground ground-{0} usual"><small>{1}</small></span>'
CODE = '<a to="sources#s1">S1</a>'


def printed(inner: str) -> str:
    content = html.fragment_fromstring(f"<p>Before{inner} after.</p>")
    set_signs(content)
    return str(html.tostring(content, encoding="unicode"))


def test_a_ground_without_sources_becomes_its_sign() -> None:
    assert (
        printed(MARK.format("source", "†", "Source text")) == '<p>Before<sup class="sign">†</sup> after.</p>'
    )


def test_what_is_usual_bears_none_and_the_words_around_it_stay() -> None:
    assert printed(USUAL.format("editorial", "Our suggestion")) == "<p>Before after.</p>"
    followed = printed(f"<b>it</b>{USUAL.format('editorial', 'Our suggestion')}")
    assert followed == "<p>Before<b>it</b> after.</p>"


def test_a_reference_names_its_sources_even_where_it_is_usual() -> None:
    for mark in (MARK.format("reference", "S1", f"Reference: {CODE}"), USUAL.format("reference", CODE)):
        made = html.fragment_fromstring(printed(mark))
        assert words(made) == "BeforeS1 after."
        assert [link.get("to") for link in made.iterfind("sup/a")] == ["sources#s1"]
