"""QR codes in pictures and on slides, read from SVG and PNG, hold just the address of their record."""

from __future__ import annotations

from pathlib import Path

import pytest
import zxingcpp
from lxml import etree

from handbook.outputs.pictures import FOLDER, QR, SLIDE, Picture, pictures
from tests.picture_kit import address_on_the_web, as_image, codes_in, file_of
from tests.print_kit import DATASET, locales_of_site

assert DATASET.programme is not None
ALL = pictures(DATASET.programme)
QUIET = 4  # modules of white around a code, by ISO/IEC 18004
FINDER = 7  # modules of the square in a code's corner


def test_each_stage_and_task_has_its_pictures_in_each_language_and_no_other(pictured: Path) -> None:
    assert DATASET.programme is not None
    records = len(DATASET.programme.stages) + len(DATASET.programme.tasks)
    assert len(ALL) == records * len(DATASET.programme.languages) * 2 * 2
    made = {file.name for file in (pictured / FOLDER).iterdir()}
    assert {name for name in made if {QR, SLIDE} & set(name.split("."))} == {p.name for p in ALL}
    assert {"t-l3.qr.id.svg", "t-l3.qr.en.png", "s-3.slide.en.svg", "t-l3.slide.id.png"} <= {
        picture.name for picture in ALL
    }


@pytest.mark.parametrize("picture", ALL, ids=lambda picture: picture.name)
def test_a_code_leads_to_its_record(picture: Picture, pictured: Path) -> None:
    expected = address_on_the_web(locales_of_site()[picture.language], picture.section, picture.key)
    assert codes_in(as_image(file_of(pictured, picture.name))) == {expected}


@pytest.mark.parametrize("picture", [p for p in ALL if p.kind == QR][:4], ids=lambda picture: picture.name)
def test_a_code_is_dark_on_white_with_a_quiet_zone(picture: Picture, pictured: Path) -> None:
    image = as_image(file_of(pictured, picture.name)).convert("L").point(lambda level: 255 * (level < 128))
    left, top, right, bottom = image.getbbox()
    width, height = image.size
    row = [image.getpixel((x, top + 2)) for x in range(left, right)]
    module = row.index(0) / FINDER
    for margin in (left, top, width - right, height - bottom):
        assert margin >= QUIET * module - 2
    corner = as_image(file_of(pictured, picture.name)).getpixel((2, 2))
    assert corner == (255, 255, 255), "the quiet zone is white by itself, on dark slides too"


def test_codes_bear_errors_of_a_worn_projector(pictured: Path) -> None:
    result = [zxingcpp.read_barcodes(as_image(file_of(pictured, p.name)))[0] for p in ALL[:6]]
    assert {code.ec_level for code in result} <= {"M", "Q", "H"}


@pytest.mark.parametrize("picture", [p for p in ALL if p.format == "svg"], ids=lambda picture: picture.name)
def test_an_svg_says_what_it_shows_and_needs_nothing_else(picture: Picture, pictured: Path) -> None:
    locale = locales_of_site()[picture.language]
    root = etree.fromstring(file_of(pictured, picture.name).read_bytes())
    space = {"s": "http://www.w3.org/2000/svg"}
    title = root.findtext("s:title", namespaces=space)
    assert title is not None
    record = locale.record(picture.section, picture.key)
    assert locale.text(record.name) in title
    address = address_on_the_web(locale, picture.section, picture.key)
    assert address.partition("://")[2].rstrip("/") in title
    tags = {etree.QName(element).localname for element in root.iter(etree.Element)}
    assert not tags & {"text", "image", "style", "script", "foreignObject"}
    links = [v for e in root.iter(etree.Element) for n, v in e.attrib.items() if n.endswith("href")]
    assert [link for link in links if not link.startswith("#")] == []
