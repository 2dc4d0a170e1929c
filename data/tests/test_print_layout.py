"""How printed pages are laid out: heads, feet, sizes, greys, languages, places to write."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from own import DATASET, locales_of_site, names_spelled_out

from handbook.model.text import Ground
from handbook.outputs.printed import FOLDER, plan
from handbook.outputs.printed import Printed as Edition
from tests.print_kit import Printed, folded, squeezed

assert DATASET.programme is not None
PROGRAMME = DATASET.programme
MARGIN, HEADING, GAP, LINE = (
    54.0,
    10.5,
    3.4,
    9.0,
)  # points: below the text, and of the smallest heading with a line
DEEPER = {"paper": 70.0}  # points below the text of forms that leave more
BOOKS = ["handbook.id.pdf", "handbook.en.pdf", "handbook.id-en.pdf", "handbook.id.large.pdf"]
every_book = pytest.mark.parametrize("name", BOOKS)


@cache
def opened(site: Path, name: str) -> Printed:
    return Printed(site / FOLDER / name)


def heights(pages: Printed) -> dict[str, tuple[int, float]]:
    """Of each named destination: its page and how high it stands there, in points."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pages.pdf.pages, start=1)}
    result: dict[str, tuple[int, float]] = {}
    if "/Names" not in pages.pdf.Root:  # nothing leads to the headings of a paper but its bookmarks
        with pages.pdf.open_outline() as outline:
            marks = [*outline.root]
            while marks:
                mark = marks.pop()
                marks += mark.children
                page, _, _, top, *_ = mark.destination
                result[f"{mark.title} ({len(result)})"] = (numbers[page.objgen], float(top))
        return result
    tree = [pages.pdf.Root.Names.Dests]
    while tree:
        node = tree.pop()
        tree += list(node.get("/Kids", ()))
        held = node.get("/Names", ())
        for place in range(0, len(held), 2):
            target = held[place + 1]
            target = target.D if isinstance(target, pikepdf.Dictionary) else target
            result[str(held[place])] = (numbers[target[0].objgen], float(target[3]))
    return result


@pytest.mark.parametrize("edition", plan(PROGRAMME), ids=lambda edition: edition.name)
def test_no_heading_stands_alone_at_the_foot_of_a_page(edition: Edition, printed: Path) -> None:
    pages = opened(printed, edition.name)
    beneath = (HEADING + GAP + LINE) * (16 / 10.5 if edition.large else 1)
    margin = DEEPER.get(edition.kind, MARGIN)
    low = {address: place for address, place in heights(pages).items() if place[1] < margin + beneath}
    assert len(heights(pages)) > (1000 if edition.name in BOOKS else 0)
    assert low == {}


@every_book
def test_every_page_but_the_first_ones_has_running_head_and_number(name: str, printed: Path) -> None:
    pages = opened(printed, name)
    edition = locales_of_site()[str(pages.pdf.Root.Lang)]
    title = edition.text(edition.about.title)
    chapters = {b.title.replace(" ", "") for b in pages.bookmarks if b.level == 0}
    for number, words in enumerate(pages.pages, start=1):
        if number > 2:
            assert re.search(rf"(?<!\d){number}(?!\d)", words), number
            start = "".join(words.split())[:160]
            assert "".join(title.split()) in start or any(chapter in start for chapter in chapters), words[
                :100
            ]


@pytest.mark.parametrize("code", PROGRAMME.languages)
def test_stages_and_tasks_stand_in_the_running_heads_of_their_pages(code: str, printed: Path) -> None:
    pages = opened(printed, f"handbook.{code}.pdf")
    edition = locales_of_site()[code]
    for section in ("stages", "tasks"):
        for key, record in getattr(PROGRAMME, section).items():
            number = pages.places[edition.addresses.of(section, key)]
            name = "".join(edition.text(record.name).split())[:30]  # running heads are short
            assert name in "".join(pages.pages[number - 1].split())[:200], (section, key)
            assert name in "".join(pages.pages[number].split())[:200], (section, key)


def sizes(pages: Printed) -> list[float]:
    """The sizes of the letters of a PDF, in points; of every seventh, which is enough to know them."""
    result = []
    for page in pypdfium2.PdfDocument(pages.file):
        text = page.get_textpage()
        for index in range(0, text.count_chars(), 7):
            if text.get_text_range(index, 1).strip():
                result.append(round(pdfium.FPDFText_GetFontSize(text.raw, index), 1))
    return result


def test_the_text_of_the_book_is_large_enough(printed: Path) -> None:
    result = sizes(opened(printed, "handbook.id.pdf"))
    assert 10.5 <= max(set(result), key=result.count) <= 11
    assert min(result) >= 7


def test_the_text_of_the_large_print_is_16_points(printed: Path) -> None:
    result = sizes(opened(printed, "handbook.id.large.pdf"))
    assert max(set(result), key=result.count) == 16
    assert min(result) >= 9


@pytest.mark.parametrize("code", PROGRAMME.languages)
def test_the_poster_is_legible_on_a4(code: str, printed: Path) -> None:
    """A3 copied to A4 is smaller by the square root of two; 7 points is the smallest size of the book."""
    assert min(sizes(opened(printed, f"poster.{code}.pdf"))) / 2**0.5 >= 7


@pytest.mark.parametrize("code", PROGRAMME.languages)
def test_the_cover_says_what_the_book_is(code: str, printed: Path) -> None:
    edition, about = locales_of_site()[code], PROGRAMME.programme
    cover = squeezed(opened(printed, f"handbook.{code}.pdf").pages[0])
    assert about.seed
    result = [edition.text(about.title), about.edition, edition.date, about.licence.name]
    for words in [*result, PROGRAMME.sources[about.seed].title]:
        assert squeezed(words) in cover, words


def lightness(values: list[float]) -> float:
    """How light a colour is, from 0 to 1; greys are as light as they say."""
    if len(set(values)) == 1:
        return values[0]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", [p.name for p in plan(PROGRAMME)])
def test_only_greys_are_printed_and_text_is_dark(name: str, printed: Path) -> None:
    """Contrast of 7:1 on white asks for a lightness of at most 0.35 (WCAG 2.2, relative luminance).

    The cover of a book has one colour, which is as dark. White words stand on what is as dark, too.
    """
    pages = opened(printed, name)
    seen = 0
    streams = [page.Contents for page in pages.pdf.pages]
    streams += [
        o for o in pages.pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Form"
    ]
    for number, stream in enumerate(streams):
        colours = set()
        fill, ground, in_text = 0.0, 1.0, False
        for operands, operator in pikepdf.parse_content_stream(stream):
            kind = str(operator)
            painted = kind in ("scn", "sc", "g", "rg", "RG", "SCN", "G", "k", "K")
            values = [float(v) for v in operands if not isinstance(v, pikepdf.Name)] if painted else []
            if kind in ("scn", "sc", "g", "rg", "RG", "SCN", "G"):
                if len(set(values)) > 1:
                    colours.add(tuple(values))
                    assert lightness(values) <= 0.35, (kind, values)
                if kind in ("scn", "sc", "g", "rg") and values:
                    fill = lightness(values)
            elif kind in ("k", "K"):
                assert values[:3] == [0, 0, 0]
            elif kind in ("f", "f*", "B", "B*"):
                ground = fill
            elif kind == "BT":
                in_text = True
            elif kind == "ET":
                in_text = False
            elif kind in ("Tj", "TJ") and in_text:
                seen += 1
                assert fill <= 0.35 or (fill == 1 and ground <= 0.35), name
        assert len(colours) <= (1 if name.startswith("handbook.") and number == 0 else 0), (
            name,
            number,
            colours,
        )
    assert seen > 10


def test_english_parts_of_the_parallel_edition_are_marked(printed: Path) -> None:
    pages = opened(printed, "handbook.id-en.pdf")
    result = [str(element.get("/Lang", "")) for element in pages.structure()]
    assert result.count("en") > 1000
    assert str(pages.pdf.Root.Lang) == "id"


@pytest.mark.parametrize("name", ["handbook.id.pdf", "handbook.en.pdf"])
def test_grounds_are_told_in_words(name: str, printed: Path) -> None:
    pages = opened(printed, name)
    edition = locales_of_site()[str(pages.pdf.Root.Lang)]
    unmarked = (edition.label("page.unmarked", ground=edition.label(f"ground.{g}")) for g in Ground)
    assert sum(pages.text.count(words) for words in unmarked) > 20
    for ground in (Ground.SOURCE, Ground.EDITORIAL):
        sign = edition.label(f"ground_sign.{ground}")
        assert pages.text.count(sign) > 20
        assert f"{sign} {edition.label(f'ground.{ground}')}" in pages.text  # behind the cover


@pytest.mark.parametrize("code", PROGRAMME.languages)
def test_the_matrix_stands_on_landscape_pages(code: str, printed: Path) -> None:
    pages = opened(printed, f"handbook.{code}.pdf")
    wide = {n for n, p in enumerate(pages.pdf.pages, start=1) if p.mediabox[2] > p.mediabox[3]}
    edition = locales_of_site()[code]
    assert pages.places[edition.addresses.overviews["matrix"]] in wide
    assert len(wide) <= 4


@every_book
def test_tables_have_heads_of_columns_and_rows(name: str, printed: Path) -> None:
    pages = opened(printed, name)
    tables = [element for element in pages.structure() if element.S == "/Table"]
    assert len(tables) > 25
    scopes = set()
    for element in pages.structure():
        if element.S == "/TH":
            result = element.get("/A")
            for entry in result if isinstance(result, pikepdf.Array) else [result]:
                if entry is not None and "/Scope" in entry:
                    scopes.add(str(entry.Scope))
    assert {"/Column", "/Row"} <= scopes


CHECKLISTS = [p for p in plan(PROGRAMME) if p.kind in ("checklist", "booklet", "stage-checklist")]


# The narrowest margins of each kind of edition, in millimetres, as the templates set them.
MARGINS = {"book": 18, "large": 18, "parallel": 16, "leaflet": 20, "task": 20, "poster": 16}
MARGINS |= {"calendar": 12, "checklist": 18, "stage-checklist": 18, "booklet": 11, "paper": 20}
POINT, REACH = 72 / 25.4, 1.0  # points: of a millimetre, and what a letter may reach over its place
LEAFLETS = [p for p in plan(PROGRAMME) if p.kind == "leaflet"]


def test_tables_that_go_on_over_the_page_repeat_their_heads(printed: Path) -> None:
    """Every page on which a risk is told bears the heads of its columns, also without the section's title."""
    goes_on = 0
    for edition in LEAFLETS:
        labels = locales_of_site()[edition.languages[0]]
        heads = squeezed("".join(labels.label(f"stage.{key}") for key in ("risk", "sign", "response")))
        section = squeezed(labels.label("stage.risks"))
        for risk in PROGRAMME.stages[edition.key].risks:
            result = squeezed(labels.text(risk))
            pages = [page for page in map(squeezed, opened(printed, edition.name).bodies) if result in page]
            assert pages, result
            assert all(heads in page for page in pages), result
            goes_on += sum(section not in page for page in pages)
    assert goes_on


@pytest.mark.parametrize("edition", plan(PROGRAMME), ids=lambda edition: edition.name)
def test_no_line_runs_into_the_margin(edition: Edition, printed: Path) -> None:
    margin = MARGINS[edition.kind] * POINT - REACH
    extents = opened(printed, edition.name).extents
    assert extents
    for number, (left, right, width) in enumerate(extents, start=1):
        assert left >= margin, number
        assert right <= width - margin, number


every_checklist = pytest.mark.parametrize("edition", CHECKLISTS, ids=lambda edition: edition.name)


@every_checklist
def test_no_title_stands_alone_at_the_foot_of_a_checklist(edition: Edition, printed: Path) -> None:
    """The titles of tasks, perhaps with their ground, are followed by an item on the same page."""
    labels = locales_of_site()[edition.languages[0]]
    titles = [labels.text(task.name) for task in PROGRAMME.tasks.values()] + [labels.label("print.added")]
    for page in opened(printed, edition.name).bodies:
        ending = squeezed(re.sub(r"(\s*\[[^\[]*\])+$", "", page))
        assert not ending.endswith(tuple(map(squeezed, titles))), ending[-80:]


@every_checklist
def test_checklists_have_lines_to_write_on_and_rows_for_more(edition: Edition, printed: Path) -> None:
    pages = opened(printed, edition.name)
    labels = locales_of_site()[edition.languages[0]]
    words = folded(" ".join(pages.pages))
    for label in ("print.place", "print.year", "print.checked_by", "print.on", "print.signature"):
        assert f"{labels.label(label)}:" in words
    for label in ("print.done", "print.item", "print.by", "print.on"):
        assert labels.label(label) in words
    rows = [element for element in pages.structure() if element.S == "/TR"]
    items = (
        PROGRAMME.stages[edition.key].checklist
        if edition.kind == "stage-checklist"
        else [
            evidence
            for task in PROGRAMME.tasks.values()
            if task.group == edition.key
            for evidence in task.evidence
        ]
    )
    shown = "".join(words.split())
    for name in names_spelled_out(edition.languages[0]):
        shown = shown.replace("".join(name.split()), "")
    for item in items:
        assert "".join(labels.text(item).split()) in shown
    assert len(rows) >= len(items) + 3 + 1
