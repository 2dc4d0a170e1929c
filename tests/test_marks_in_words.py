"""Marks inside a word, a number or an address are text, in data and prose and all that is made of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from markdown import Markdown

from handbook.markup import inline
from handbook.markup.emphasis import meant_as_emphasis
from handbook.markup.prose import passages
from macros.markdown_emphasis import WordMarks
from tests._small import change, write_small
from tests.growth_kit import WORST, growth
from tests.search_kit import index_of
from tests.site_builds import build

AS_TYPED = [
    "x²*y* dan 2 m²*3",
    "3*4 dan 5*6 meter",
    "3 * 4 dan 5 * 6",
    "2**3**2",
    "5*x*",
    "5*x* dan *y*5",
    "a*b*c",
    "kata**tebal**nya",
    "*file*nya",
    "Rp5.000*2 + Rp6.000*3",
    "½*2*¾",
    "(2)*(3)*(4)",
    "2*(3+4)*5",
    "f(x)*g(y)*h",
    "snake_case_name",
    "__init__py dan _a_b",
    "cafe\u0301*x*e\u0301",
    "हिंदी*शब्द*है",
    "кот*дом*лес",
    "co\u00ad*op*\u00aderasi",
    "Nilai*) dan biaya*)",
    "*) lihat biaya*)",
    "Harga* dan biaya*",
    "https://example.org/_a_/b*c*d",
    "Lihat https://example.org/_a_/*b*/**c**?x=_y_&z=*q*#_r_ itu",
    "www.example.org/_a_/*b*",
    "ftp://example.org/*a*/x",
    "https://example.org/wiki/A_(b)_c_d",
    "nama_depan_@example.org",
    "MAILTO:_a_@example.org".lower(),
    "(https://example.org/_a_/)",
]

EMPHASISED = {
    "*kata*² dan *istilah*¹": "<em>kata</em>² dan <em>istilah</em>¹",
    "*x*": "<em>x</em>",
    "**x** *y*, (*z*) “*q*”": "<strong>x</strong> <em>y</em>, (<em>z</em>) “<em>q</em>”",
    "*x*. **y**: *z*!": "<em>x</em>. <strong>y</strong>: <em>z</em>!",
    "_x_ dan __y__": "<em>x</em> dan <strong>y</strong>",
    "dan/*atau*": "dan/<em>atau</em>",
    "***x***": "<em><strong>x</strong></em>",
    "*3*4 dan 5*": "<em>3*4 dan 5</em>",
    "**3*4**": "<strong>3*4</strong>",
    "*https://example.org/a*b*": "<em>https://example.org/a*b</em>",
    "**https://example.org/_a_/b**": "<strong>https://example.org/_a_/b</strong>",
    "*a@example.org*": "<em>a@example.org</em>",
    r"3\*4\*5 \*x\* \_y\_": "3*4*5 *x* _y_",
    r"https://example.org/a\_b\_c": "https://example.org/a_b_c",
    r"https://example.org/a\*b*c*d": "https://example.org/a*b*c*d",
    "`3*4*5` *x*": "<code>3*4*5</code> <em>x</em>",
    "这是*重点*内容": "这是<em>重点</em>内容",
    "これは**重要**です": "これは<strong>重要</strong>です",
    "한국어는 **중요**하다": "한국어는 <strong>중요</strong>하다",
    "คำ*เน้น*คำ": "คำ<em>เน้น</em>คำ",
    "3*重*4 和 5*6": "3*重*4 和 5*6",
}


def nowhere(_target: str) -> None:
    """No record can be linked here."""


def shown_in_data(text: str) -> str:
    return inline.to_html(text, nowhere)


def shown_in_prose(text: str) -> str:
    return Markdown(extensions=[WordMarks()]).convert(text).removeprefix("<p>").removesuffix("</p>")


def escaped(text: str) -> str:
    return text.replace("&", "&amp;")


@pytest.mark.parametrize("text", AS_TYPED)
def test_marks_in_words_numbers_and_addresses_are_shown_as_typed(text: str) -> None:
    assert shown_in_data(text) == escaped(text)
    assert shown_in_prose(text) == escaped(text)
    assert inline.to_plain(text, nowhere) == text
    assert [passage.text for passage in passages(text, "id")] == [text]


@pytest.mark.parametrize("text", AS_TYPED)
def test_other_readers_of_markdown_get_the_text_as_typed(text: str) -> None:
    assert shown_in_data(inline.to_markdown(text, nowhere)) == escaped(text)


@pytest.mark.parametrize("text", EMPHASISED)
def test_emphasis_around_whole_words_is_shown(text: str) -> None:
    prose = shown_in_prose(text).replace("<strong><em>x</em></strong>", "<em><strong>x</strong></em>")
    assert shown_in_data(text) == EMPHASISED[text]
    assert prose == EMPHASISED[text]


def test_marks_in_the_address_of_a_link_stay() -> None:
    text = "[kata *x*](https://example.org/_a_/*b*)"
    assert 'href="https://example.org/_a_/*b*"' in shown_in_data(text)
    assert 'href="https://example.org/_a_/*b*"' in shown_in_prose(text)
    assert "kata <em>x</em></a>" in shown_in_data(text)


def test_own_marks_may_touch_emphasis() -> None:
    assert shown_in_data("*[[x]]* [kick-off]{en} *y*") == '<em>x</em> <i lang="en">kick-off</i> <em>y</em>'


def test_words_that_were_meant_as_emphasis_are_found() -> None:
    result = {
        text: [words for _, words in meant_as_emphasis(text)]
        for text in (
            *("kata**tebal**nya", "lihat *file*nya", "3*4 dan 5*6", "*x* y", r"a\*b\*c", "`a*b*c`"),
            *("**1.**Satu", '**"Kutipan"**nya', "*(x)*nya", "**5**m2", "**Catatan:**1.", "2**3**2"),
            *("2*3*r, x_1_y https://a.org/_a_/b*c*d", "[3]*[4], 2*π"),
        )
    }
    assert result == {
        "kata**tebal**nya": ["**tebal**"],
        "lihat *file*nya": ["*file*"],
        "3*4 dan 5*6": [],
        "*x* y": [],
        r"a\*b\*c": [],
        "`a*b*c`": [],
        "**1.**Satu": ["**1.**"],
        '**"Kutipan"**nya': ['**"Kutipan"**'],
        "*(x)*nya": ["*(x)*"],
        "**5**m2": ["**5**"],
        "**Catatan:**1.": ["**Catatan:**"],
        "2**3**2": [],
        "2*3*r, x_1_y https://a.org/_a_/b*c*d": [],
        "[3]*[4], 2*π": [],
    }


@pytest.mark.parametrize("piece", ["3*4 ", "a*b", "www.", "a@b.c*x* ", "https://a/*b* ", "(2)*", "a.a", "é*"])
def test_a_long_text_of_such_marks_takes_no_long_time(piece: str) -> None:
    assert growth(shown_in_data, piece) < WORST
    assert growth(shown_in_prose, piece) < WORST
    assert growth(lambda text: list(meant_as_emphasis(text)), piece) < WORST


def test_numbers_and_addresses_are_published_as_they_were_typed(tmp_path: Path) -> None:
    data = write_small(tmp_path / "data")
    words = "Ukur 3*4 dan 5*6 meter, lihat https://example.org/_a_/b*c*d"
    (data / "labels.yaml").unlink()
    change(data / "rest.yaml", "Kebun milik bersama.", f"{words}.")
    for code in ("id", "en"):
        page = tmp_path / "docs" / code / "ukuran.md"
        page.parent.mkdir(parents=True)
        page.write_text(f"# Ukuran\n\n{words} dan snake_case_name, 2**3**2.\n", encoding="utf-8")
    site = build(tmp_path / "site", "--data", str(data), "--docs", str(tmp_path / "docs"))
    assert f"{words} dan snake_case_name, 2**3**2." in (site / "ukuran" / "index.html").read_text()
    assert words in (site / "garden" / "index.html").read_text()
    topics = json.loads((site / "data" / "v1" / "handbook.json").read_text())["topics"]
    assert words in json.dumps(topics)
    assert any(words in entry["text"] for entry in index_of(site))
    for file in (site / "data" / "v1").rglob("topics*.csv"):
        assert words in file.read_text(encoding="utf-8-sig"), file
