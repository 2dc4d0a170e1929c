"""What the template knows is what the vocabulary says; what neither knows is found, with its page."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst
import yaml
from lxml import html

from handbook.printing.html_subset import FILE, UNPRINTABLE, vocabulary
from handbook.printing.tree import words
from handbook.resources import FONTS, PRINT

KNOWN = yaml.safe_load(FILE.read_text(encoding="utf-8"))
PAIRS = [(tag, kind) for tag, kinds in KNOWN["printed"].items() for kind in ["", *kinds]]
_HELD = {
    **dict.fromkeys(("ul", "ol"), "<li>words</li>"),
    "dl": "<dt>name</dt><dd>words</dd>",
    "table": "<thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>words</td><td>d</td></tr></tbody>",
    **dict.fromkeys(("br", "hr", "img"), ""),
}
_AROUND = {
    "li": "<ul>{}</ul>",
    "dt": "<dl>{}<dd>x</dd></dl>",
    "dd": "<dl><dt>x</dt>{}</dl>",
    "thead": "<table>{}<tbody><tr><td>x</td></tr></tbody></table>",
    "tbody": "<table>{}</table>",
    "tr": "<table><tbody>{}</tbody></table>",
    "td": "<table><tbody><tr>{}</tr></tbody></table>",
    "th": "<table><tbody><tr>{}</tr></tbody></table>",
}
_HEADS = ("h3", "h4")
_ROWS = {"thead": "<tr><th>words</th></tr>", "tbody": "<tr><td>words</td></tr>", "tr": "<td>words</td>"}


def typeset(xml: str, folder: Path) -> None:
    (folder / "matter").mkdir()
    (folder / "matter" / "document.xml").write_text(f"<page>{xml}</page>", encoding="utf-8")
    (folder / "matter" / "p.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
        "utf-8",
    )
    settings = (
        '{"size": 10.5, "families": [], "languages": ["en"], "labels": {}, "title": "t", "author": "a", '
    )
    settings += '"description": "d", "keywords": []}'
    (folder / "matter" / "edition.json").write_text(settings, encoding="utf-8")
    for template in PRINT.glob("*.typ"):
        (folder / template.name).write_bytes(template.read_bytes())
    main = '#import "style.typ": *\n#import "elements.typ": *\n#show: setting\n#heading(level: 1)[x]\n'
    main += "#for child in parts(matter) { render(child) }\n"
    (folder / "main.typ").write_text(main, encoding="utf-8")
    typst.compile(
        str(folder / "main.typ"),
        root=str(folder),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"folder": "/matter"},
        pdf_standards=["ua-1"],
        timestamp=0,
    )


@pytest.mark.parametrize(("tag", "kind"), PAIRS, ids=[f"{tag}.{kind}" for tag, kind in PAIRS])
def test_the_template_prints_what_the_vocabulary_says(tag: str, kind: str, tmp_path: Path) -> None:
    opening = f'<{tag} class="{kind.replace("*", "x")}"' if kind else f"<{tag}"
    extra = ' src="p.svg" alt="a square"' if tag == "img" else ""
    held = {**_HELD, **_ROWS}.get(tag, "words")
    element = f"{opening}{extra}>{held}</{tag}>"
    above = "".join(f"<h{level}>above</h{level}>" for level in range(2, int(tag[1]))) if tag in _HEADS else ""
    typeset(above + _AROUND.get(tag, "{}").format(element), tmp_path)


def test_the_template_refuses_an_element_that_it_does_not_know(tmp_path: Path) -> None:
    with pytest.raises(typst.TypstError, match="the print template does not know <marquee>"):
        typeset("<marquee>words</marquee>", tmp_path)


def reduced(fragment: str):  # type: ignore[no-untyped-def]
    return vocabulary().reduce(html.fragment_fromstring(f"<article>{fragment}</article>"))


@pytest.mark.parametrize(
    ("fragment", "told"),
    [
        ("<marquee>x</marquee>", "<marquee>"),
        ('<p class="lead fancy">x</p>', '<p class="lead fancy">'),
        ('<ul><li><video class="big">x</video></li></ul>', '<video class="big">'),
        ('<div class="doors">x</div>', '<div class="doors">'),
    ],
)
def test_what_is_not_known_is_marked(fragment: str, told: str) -> None:
    marks = list(reduced(fragment).iter(UNPRINTABLE))
    assert len(marks) == 1
    assert f"does not know {told};" in marks[0].get("why", "")


def test_controls_are_left_out_and_frames_unwrapped() -> None:
    page = reduced(
        '<div class="record record-tasks"><h1 id="x">Title<a class="headerlink" href="#x">#</a></h1>'
        '<p><span class="pair"><span class="own">Own</span> <span class="other">Other</span></span></p></div>'
    )
    assert [child.tag for child in page] == ["h1", "p"]
    assert words(page) == "TitleOwn"
    assert list(page.iter(UNPRINTABLE)) == []


def test_white_space_is_folded_but_words_stay_apart() -> None:
    page = reduced("<ul>\n <li>one\n  two <em>three</em>  four </li>\n</ul>\n<p>\n five</p>")
    assert not page[0].text
    assert "".join(page[0][0].itertext()) == "one two three four"
    assert page[1].text == "five"
