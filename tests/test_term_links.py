"""The first use of every glossary term on a page is linked, and nothing else is."""

from __future__ import annotations

from typing import Any

import pytest

from handbook.localised import Locale
from handbook.model.records import Programme
from handbook.views.term_forms import TermForms
from handbook.views.term_links import Glossary, TermLinks, link_first_uses
from tests.html_kit import NO_TEXT


def term(name_id: str, name_en: str, abbr: str | None = None) -> dict[str, Any]:
    return {
        "name": {"id": name_id, "en": name_en},
        "abbr": abbr,
        "definition": {"id": "a", "en": "b", "ground": "editorial"},
    }


TERMS = {
    "bed": term("Petak tanam", "Garden bed"),
    "bed-plan": term("Petak tanam bersama", "Garden bed plan"),
    "leader": term("Ketua (peran)", "Leader (role)"),
    "reg": term("Buku <induk> & kartu", 'The "register" & cards', "REG"),
    "rt": term("Rukun tetangga", "Neighbourhood", "RT"),
    "pot-t": term("Pot tanah liat", "Clay pot", "POT-T"),
    "rw": {**term("Rukun warga", "Community unit", "RW"), "spell_out": True},
    "lpm": {**term("Lembaga Pemberdayaan", "Empowerment Body", "LPM"), "spell_out": True},
    "one": term("Satu", "One", "DUA"),
    "two": term("Dua", "Two", "DUA"),
}


def programme() -> Programme:
    same = {"id": "a", "en": "b"}
    about = {
        "title": same,
        "tagline": same,
        "name": same,
        "languages": ["id", "en"],
        "language_names": {"id": "I", "en": "E"},
        "edition": "1",
        "date": "2026-01-01",
        "publisher": same,
        "licence": {"name": "L", "address": "https://example.org"},
    }
    return Programme.model_validate({"programme": about, "terms": TERMS})


FORMS = {language: TermForms(programme(), language) for language in ("id", "en")}


def linked(content: str, language: str = "id", settled: frozenset[str] = frozenset()) -> str:
    glossary = Glossary(FORMS, "../words/", {key: key for key in TERMS}, settled)
    return link_first_uses(content, language, glossary)


def a(key: str, words: str, title: str = "") -> str:
    shown = f' title="{title}"' if title else ""
    return f'<a class="term" href="../words/#{key}"{shown}>{words}</a>'


RT = a("rt", "RT", "Rukun tetangga")


def test_the_first_use_of_an_abbreviation_is_linked_with_its_full_name() -> None:
    assert linked("<p>Setiap RT, lalu RT.</p>") == f"<p>Setiap {RT}, lalu RT.</p>"


def test_a_name_is_linked_whatever_its_capitals_and_without_a_title() -> None:
    shown = a("bed", "petak\ntanam")
    assert linked("<p>Di petak\ntanam.</p>") == f"<p>Di {shown}.</p>"


def test_an_abbreviation_is_linked_as_it_is_written_only() -> None:
    assert linked("<p>rt Rt</p>") == "<p>rt Rt</p>"


@pytest.mark.parametrize("text", ["SRT RTS RT1 a.RT x@RT RT@x RT.go.id #RT _RT_", "petak tanaman", "Ketua"])
def test_parts_of_words_addresses_and_names_with_a_parenthesis_are_left_alone(text: str) -> None:
    assert linked(f"<p>{text}</p>") == f"<p>{text}</p>"


@pytest.mark.parametrize(("before", "after"), [("", "-nya"), ("(", ")"), ("A/", "/B"), ("“", "”."), ("", "")])
def test_signs_may_stand_beside_a_term(before: str, after: str) -> None:
    assert linked(f"<p>{before}RT{after}</p>") == f"<p>{before}{RT}{after}</p>"


def test_the_longest_form_wins_and_what_is_within_it_is_no_use_of_its_own() -> None:
    long = a("bed-plan", "petak tanam bersama")
    assert linked("<p>petak tanam bersama</p>") == f"<p>{long}</p>"
    both = f"<p>{long} petak tanam bersama {a('bed', 'petak tanam')}</p>"
    assert linked("<p>petak tanam bersama petak tanam bersama petak tanam</p>") == both
    assert linked("<p>POT-T</p>") == f"<p>{a('pot-t', 'POT-T', 'Pot tanah liat')}</p>"


def test_english_knows_the_plain_plural() -> None:
    assert linked("<p>Garden beds</p>", "en") == f"<p>{a('bed', 'Garden beds')}</p>"
    assert linked("<p>with RTs</p>", "en") == f"<p>with {a('rt', 'RTs', 'Neighbourhood')}</p>"
    assert linked("<p>petak tanams RTs</p>") == "<p>petak tanams RTs</p>"


RW = a("rw", "RW", "Rukun warga") + '<span class="spelled-out"> (rukun warga)</span>'


def test_the_first_use_of_an_abbreviation_is_spelled_out_where_its_term_says_so() -> None:
    assert linked("<p>RT dan RW, lalu RW.</p>") == f"<p>{RT} dan {RW}, lalu RW.</p>"
    assert linked("<p>RW</p>", "en").endswith(" (community unit)</span></p>")


def test_proper_names_keep_their_capitals() -> None:
    assert linked("<p>LPM</p>").endswith(
        'LPM</a><span class="spelled-out"> (Lembaga Pemberdayaan)</span></p>'
    )


@pytest.mark.parametrize("text", ["RW (rukun warga)", "Rukun warga (RW)"])
def test_what_the_text_spells_out_is_not_spelled_out_again(text: str) -> None:
    assert "spelled-out" not in linked(f"<p>{text}, lalu RW.</p>")


@pytest.mark.parametrize("text", ["(lewat RW)", "RW-nya", "RT/RW"])
def test_where_parentheses_cannot_stand_the_next_use_is_spelled_out(text: str) -> None:
    shown = linked(f"<p>{text}, lalu RW.</p>")
    assert shown.endswith(', lalu RW<span class="spelled-out"> (rukun warga)</span>.</p>')
    assert shown.count("spelled-out") == 1


def test_a_page_about_a_term_does_not_spell_it_out() -> None:
    assert linked("<p>RW</p>", settled=frozenset({"rw"})) == "<p>RW</p>"


def test_a_form_that_two_terms_share_is_never_linked() -> None:
    assert linked("<p>DUA dua</p>") == "<p>DUA dua</p>"
    assert {form.words: form.terms for form in FORMS["id"] if len(form.terms) > 1} == {
        "DUA": ("one", "two"),
        "Dua": ("two", "one"),
    }


@pytest.mark.parametrize("tag", NO_TEXT)
def test_what_is_no_running_text_is_left_alone(tag: str) -> None:
    inside = f"<{tag} id=x>RT</{tag}>"
    assert linked(f"{inside}<p>RT</p>") == f"{inside}<p>{RT}</p>"


@pytest.mark.parametrize(
    "inside",
    [
        '<footer class="x cite"><p>RT</p></footer>',
        '<i lang="en">RT</i>',
        "<!-- RT -->",
        '<ul class="handouts"><li>RT</li></ul>',
    ],
)
def test_citations_foreign_phrases_and_comments_are_left_alone(inside: str) -> None:
    assert linked(f"<p>{inside} RT</p>") == f"<p>{inside} {RT}</p>"


def test_elements_of_the_same_kind_within_what_is_left_alone_do_not_end_it() -> None:
    inside = '<span class="ground">RT <span>RT</span> RT</span>'
    assert linked(f"{inside} RT") == f"{inside} {RT}"


def test_each_language_has_its_own_first_uses() -> None:
    content = (
        '<span class="own">RT</span> <span class="other" lang="en">RT <span class="ground">RT</span>'
        ' <i lang="id">petak tanam</i> garden bed</span> <p>RT petak tanam</p>'
        '<span class="other" lang="en">RT garden bed</span>'
    )
    expected = (
        f'<span class="own">{RT}</span> <span class="other" lang="en">{a("rt", "RT", "Neighbourhood")}'
        f' <span class="ground">RT</span> <i lang="id">petak tanam</i> {a("bed", "garden bed")}</span>'
        f' <p>RT {a("bed", "petak tanam")}</p><span class="other" lang="en">RT garden bed</span>'
    )
    assert linked(content) == expected


def test_an_explicit_link_counts_as_the_first_use_in_its_language() -> None:
    explicit = '<p><a href="../words/#rt">tetangga</a> RT</p>'
    assert linked(explicit) == explicit
    heading = '<h2><a href="../words/#rt">tetangga</a></h2><p>RT</p>'
    assert linked(heading) == heading
    later = '<p>RT <a href="../words/#rt">RT</a></p>'
    assert linked(later) == f'<p>{RT} <a href="../words/#rt">RT</a></p>'
    beside = '<span class="other" lang="en"><a href="../words/#rt">RT</a></span>'
    assert linked(f"{beside} RT") == f"{beside} {RT}"


def test_a_term_that_the_page_is_about_is_not_linked() -> None:
    assert linked("<p>RT</p>", settled=frozenset({"rt"})) == "<p>RT</p>"


def test_special_characters_stay_what_they_are() -> None:
    full = "Buku &lt;induk&gt; &amp; kartu"
    assert linked("<p>a &lt; b &amp; REG &lt;b&gt;</p>") == (
        f"<p>a &lt; b &amp; {a('reg', 'REG', full)} &lt;b&gt;</p>"
    )
    assert linked("<p>buku &lt;induk&gt; &amp; kartu</p>") == (
        f"<p>{a('reg', 'buku &lt;induk&gt; &amp; kartu')}</p>"
    )
    quoted = "The &quot;register&quot; &amp; cards"
    assert linked("<p>REG</p>", "en") == f"<p>{a('reg', 'REG', quoted)}</p>"
    assert linked('<p title="a > RT">&copy; x</p>') == '<p title="a > RT">&copy; x</p>'


@pytest.mark.parametrize(
    ("address", "before"),
    [("", "terms/"), ("t/a1", "../../terms/"), ("terms", None), ("p/rt", None), ("p/rw", "../../terms/")],
)
def test_links_are_relative_and_the_glossary_and_the_page_of_a_term_have_none(
    address: str, before: str | None
) -> None:
    held = {**TERMS, "rt": {**TERMS["rt"], "see": ["/p/rt/", "p/rw"]}}
    named = {"name": {"id": "Ketua", "en": "Head"}, "summary": {"id": "a", "en": "b"}}
    partners = {"rt": {**named, "abbr": "RT"}, "rw": named}
    shown = programme().model_dump(by_alias=True) | {"terms": held, "partners": partners}
    locale = Locale(Programme.model_validate(shown), "id")
    expected = f'<a class="term" href="{before}#rt" title="Rukun tetangga">RT</a>' if before else "RT"
    assert TermLinks(locale).on_page("<p>RT</p>", address) == f"<p>{expected}</p>"
