"""A slide is 16:9, says what it must in readable size, and nothing runs over, however long the title."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import typst
from lxml import etree

from handbook.outputs.pictures import FORMATS, SLIDE, Picture, pictures
from handbook.printing.pictures.content import Shown, shown
from handbook.printing.pictures.drawing import TEMPLATE, draw, template_input
from handbook.resources import FONTS, PRINT
from tests.picture_kit import SITE, as_image, codes_in, file_of
from tests.print_kit import DATASET, locales_of_site, squeezed

assert DATASET.programme is not None
SLIDES = [p for p in pictures(DATASET.programme) if p.kind == SLIDE]
EDGE = 46  # points from the edge of a slide that stay white
WIDTH, HEIGHT = 960, 540  # points
SMALLEST = 12  # points; a title of 300 letters is not set smaller
ANY = shown(locales_of_site()["en"], "tasks", next(iter(DATASET.programme.tasks)), SITE)
LONG = {
    "300 letters in words": replace(ANY, name="Penyusunan rencana kerja " * 12),
    "one word of 300 letters": replace(ANY, name="penyelenggaraan" * 20),
    "capital letters": replace(ANY, name="W" * 300),
    "a thousand words": replace(ANY, name="Satu dua tiga " * 333),
    "a long code": replace(ANY, code="langkah-persiapan-yang-sangat-panjang-sekali-1"),
    "long everything": Shown(
        "id",
        "Tahap seratus dua puluh tiga",
        "Judul yang panjang sekali " * 15,
        "Kelompok tahap yang namanya sangat panjang " * 3,
        "Buku panduan yang judulnya juga panjang sekali dan tidak kunjung selesai " * 2,
        "Edisi 2026.1 yang diperbarui, 25 September 2026",
        f"https://{'sanitasi.' * 12}go.id/buku-panduan-pokja-sanitasi/t/b3/",
        f"{'sanitasi.' * 12}go.id/buku-panduan-pokja-sanitasi/t/b3",
    ),
}


def as_pdf(slide: Shown) -> Any:
    """The slide with words that can be read, by the same template from the same input."""
    made = typst.compile(
        str(TEMPLATE),
        root=str(PRINT),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs=template_input(slide),
    )
    return pypdfium2.PdfDocument(made)


def letters(pdf: Any) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Each letter of the only page with its box: left, bottom, right, top, in points."""
    words = pdf[0].get_textpage()
    result = enumerate(words.get_text_range(errors="replace"))
    return [
        (letter, words.get_charbox(place))
        for place, letter in result
        if letter.isprintable() and letter.strip()
    ]


def of(picture: Picture) -> Shown:
    return shown(locales_of_site()[picture.language], picture.section, picture.key, SITE)


@pytest.mark.parametrize("picture", SLIDES, ids=lambda picture: picture.name)
def test_a_slide_is_16_to_9(picture: Picture, pictured: Path) -> None:
    file = file_of(pictured, picture.name)
    if picture.format == "png":
        header = file.read_bytes()[16:24]
        assert (int.from_bytes(header[:4], "big"), int.from_bytes(header[4:], "big")) == (1920, 1080)
    else:
        _, _, width, height = map(float, etree.fromstring(file.read_bytes()).get("viewBox", "").split())
        assert width * 9 == height * 16


@pytest.mark.parametrize("picture", SLIDES[::2], ids=lambda picture: picture.name)
def test_a_slide_says_what_it_must(picture: Picture) -> None:
    locale, slide = locales_of_site()[picture.language], of(picture)
    said = squeezed(as_pdf(slide)[0].get_textpage().get_text_range())
    record = locale.record(picture.section, picture.key)
    assert squeezed(locale.name(picture.section, picture.key)).replace(":", "") in said.replace(":", "")
    assert squeezed(locale.text(record.name)) in said
    for words in (
        locale.text(locale.about.title),
        locale.label("print.edition", edition=locale.about.edition, date=locale.date),
        locale.addresses.of(picture.section, picture.key),
        slide.group,
    ):
        assert words
        assert squeezed(words) in said


@pytest.mark.parametrize("picture", SLIDES[::6], ids=lambda picture: picture.name)
def test_svg_and_png_look_the_same(picture: Picture, pictured: Path) -> None:
    small = [
        as_image(file_of(pictured, replace(picture, format=form).name)).convert("L").resize((96, 54))
        for form in FORMATS
    ]
    differing = [abs(a - b) for a, b in zip(*(image.tobytes() for image in small), strict=True)]
    assert max(differing) < 40


def assert_nothing_runs_over(slide: Shown) -> None:
    pdf = as_pdf(slide)
    assert len(pdf) == 1
    boxes = letters(pdf)
    assert len(boxes) > 20
    for letter, (left, bottom, right, top) in boxes:
        assert left >= EDGE, letter
        assert right <= WIDTH - EDGE, letter
        assert bottom >= 20, letter
        assert top <= HEIGHT - 20, letter
    for (a, first), (b, second) in combinations(boxes, 2):
        wide = min(first[2], second[2]) - max(first[0], second[0])
        high = min(first[3], second[3]) - max(first[1], second[1])
        if wide > 0 and high > 0:
            smaller = min((x[2] - x[0]) * (x[3] - x[1]) for x in (first, second))
            assert wide * high < 0.35 * smaller, (a, b)


@pytest.mark.parametrize("picture", SLIDES[::2], ids=lambda picture: picture.name)
def test_no_slide_of_the_programme_runs_over(picture: Picture) -> None:
    assert_nothing_runs_over(of(picture))


@pytest.mark.parametrize("slide", LONG.values(), ids=LONG)
def test_however_long_a_title_is_nothing_runs_over(slide: Shown) -> None:
    assert_nothing_runs_over(slide)


@pytest.mark.parametrize("slide", LONG.values(), ids=LONG)
def test_beside_the_longest_title_the_code_is_still_read(slide: Shown, tmp_path: Path) -> None:
    for form in FORMATS:
        file = tmp_path / f"slide.{form}"
        file.write_bytes(draw(Picture("tasks", "x", SLIDE, slide.language, form), slide))
        assert codes_in(as_image(file)) == {slide.url}


def test_a_title_of_300_letters_can_still_be_read_from_afar() -> None:
    slide = LONG["300 letters in words"]
    pdf = as_pdf(slide)
    words = pdf[0].get_textpage()
    place = words.get_text_range().index("Penyusunan")
    _, bottom, _, top = words.get_charbox(place, loose=True)
    assert top - bottom >= SMALLEST


def test_overlapping_words_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.test_pictures_slides.letters", lambda _: [("x", (60, 60, 70, 70))] * 30)
    with pytest.raises(AssertionError):
        assert_nothing_runs_over(ANY)
