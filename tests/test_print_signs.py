"""On paper a statement bears the sign of what it rests on, and words beside it stay."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pypdfium2
from lxml import html

from handbook.printing.signs import set_signs
from handbook.printing.tree import words
from tests.picture_programme_kit import programme, record
from tests.print_kit import print_tree

MARK = '<span class="ground ground-{0}"><sup>{1}</sup><small>{2}</small></span>'
USUAL = '<span class="ground ground-{0} usual"><small>{1}</small></span>'
WORD_JOINER = "\u2060"
CODE = '<a to="sources#s1">S1</a>'


def printed(inner: str) -> str:
    content = html.fragment_fromstring(f"<p>Before{inner} after.</p>")
    set_signs(content)
    return str(html.tostring(content, encoding="unicode"))


def test_a_ground_without_sources_becomes_its_sign() -> None:
    assert (
        printed(MARK.format("source", "†", "Source text"))
        == '<p>Before<sup class="sign" whole="yes">†</sup> after.</p>'
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


def test_a_sign_stays_on_the_line_of_the_word_before_it() -> None:
    mark = MARK.format("reference", "S1", f"Reference: {CODE}")
    made = html.fragment_fromstring(printed(f" {mark}"))
    assert made.text == "Before\N{NO-BREAK SPACE}"
    sign = made.find("sup")
    assert sign is not None and sign.get("whole") == "yes"


def test_many_codes_and_signs_in_narrow_cells_may_begin_a_line() -> None:
    many = MARK.format("reference", "", ", ".join(CODE for _ in range(4)))
    sign = html.fragment_fromstring(printed(f" {many}")).find("sup")
    assert sign is not None and sign.get("whole") is None
    cell = html.fragment_fromstring(
        f"<table><tr><td>Word {MARK.format('source', '†', 'x')}</td></tr></table>"
    )
    set_signs(cell)
    held = cell.find(".//td")
    assert held is not None and held.text == "Word "


def test_on_paper_no_line_begins_with_a_sign(tmp_path: Path) -> None:
    """Sentences of every length, so that the last word of some just fits its line."""
    steps = [
        {
            "id": f"{'kata ' * 15}{'i' * n}.",
            "en": f"step {n}",
            "ground": "reference",
            "cite": [f"s{1 + n % 2}"],
        }
        for n in range(1, 40)
    ]
    task = record("task", group="a", counterpart="none", steps=steps)
    source = {"title": "Q", "language": "en", "issuer": "A state", "certainty": "confirmed"}
    programme(tmp_path / "d", tasks={"a1": task}, sources={"s1": source, "s2": source})
    (sheet,) = print_tree(tmp_path / "d", "task-a1.id.pdf")
    signs = 0
    for page in pypdfium2.PdfDocument(sheet.file):
        told = page.get_textpage()
        letters = [
            (letter, told.get_charbox(n))
            for n, letter in enumerate(told.get_text_range())
            if letter.strip() and letter != WORD_JOINER
        ]
        for (before, (_, low, _, _)), (letter, (_, bottom, _, _)) in pairwise(letters):
            if (before, letter) == (".", "S"):
                signs += 1
                assert abs(low - bottom) < 8, "it stands beside the word before it"
    assert signs >= len(steps) // 2, "those of the other source stand before the list"
