"""What messengers show beside a link, and the icons that browsers look for without one."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from handbook.formats import direction
from handbook.html import keeping, social_picture, typst_png
from handbook.html.typst_png import Undrawable, png_pages
from handbook.localised import Locale, locales
from handbook.model.appearance import Appearance
from handbook.outputs.keeping import FAVICON, TOUCH_ICON
from handbook.source.load import read
from tests.html_kit import Page
from tests.places import LIBRARIES
from tests.shapes_kit import SHAPES, everything
from tests.site_builds import build

SIZE = (1200, 630)


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG in pixels."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def drawn(tmp_path: Path, locale: Locale, data: Path) -> bytes:
    social_picture.write_picture(tmp_path, locale, data)
    return (tmp_path / social_picture.NAME).read_bytes()


def test_every_page_names_the_picture_of_its_language(site: Path) -> None:
    for folder in ("", "en/"):
        page = Page.of(site / folder / "t" / "l2" / "index.html")
        named = {meta.get("property"): meta.get("content") for meta in page.all("meta")}
        address = named["og:image"]
        assert address.endswith(f"/{folder}{social_picture.NAME}")
        assert address.startswith("https://")
        assert size_of((site / folder / social_picture.NAME).read_bytes()) == SIZE
    assert (site / social_picture.NAME).read_bytes() != (site / "en" / social_picture.NAME).read_bytes()


def test_a_site_without_an_address_names_none(tmp_path: Path) -> None:
    build(tmp_path / "site", SITE_URL="")
    assert "og:image" not in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_the_language_is_named_with_its_country_and_the_colour_of_the_header(site: Path) -> None:
    for folder, locale in (("", "id_ID"), ("en/", "en_GB")):
        page = Page.of(site / folder / "index.html")
        assert {m.get("content") for m in page.all("meta") if m.get("property") == "og:locale"} == {locale}
        colour = next(m.get("content") for m in page.all("meta") if m.get("name") == "theme-color")
        assert colour == Appearance().colours.header.light


def test_sitemaps_tell_when_the_text_was_last_changed(site: Path) -> None:
    dataset = read(LIBRARIES)
    assert dataset.programme is not None
    text = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert text.count(f"<lastmod>{dataset.programme.programme.date}</lastmod>") == text.count("<loc>") > 30


def test_it_is_drawn_for_every_shape_of_programme(tmp_path: Path) -> None:
    seen = set()
    for shape in SHAPES:
        data = tmp_path / shape.name / "data"
        data.parent.mkdir()
        for locale in locales(everything(data, shape)).values():
            assert size_of(drawn(tmp_path, locale, data)) == SIZE
            seen.add(direction(locale.language))
    assert seen == {"ltr", "rtl"}


def test_an_icon_that_cannot_be_drawn_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locale = next(iter(locales(read(LIBRARIES)).values()))
    whole = drawn(tmp_path, locale, LIBRARIES)
    broken = tmp_path / "broken.svg"
    broken.write_text("<svg", encoding="utf-8")
    monkeypatch.setattr(social_picture, "_OURS", broken)
    without = drawn(tmp_path, locale, LIBRARIES)
    assert size_of(without) == SIZE
    assert without != whole


def test_what_was_drawn_once_is_taken_from_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    template = '#set page(width: 10pt, height: 20pt)\n#sys.inputs.at("a")\n#pagebreak()'
    first = png_pages(template, {}, a="1")
    assert [size_of(page) for page in first] == [(10, 20), (10, 20)]
    monkeypatch.setattr(typst_png, "_compiled", lambda *_: pytest.fail("drawn again"))
    assert png_pages(template, {}, a="1") == first
    with pytest.raises(pytest.fail.Exception):
        png_pages(template, {}, a="2")


def test_a_fault_in_a_drawing_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Undrawable, match="unknown variable: nothing"):
        png_pages("#nothing", {})


def test_icons_stand_where_browsers_and_telephones_look_for_them(site: Path) -> None:
    assert size_of((site / TOUCH_ICON).read_bytes()) == (180, 180)
    ico = (site / FAVICON).read_bytes()
    kind, count, width, _, _, _, _, _, length, begin = struct.unpack("<xxHHBBBBHHII", ico[:22])
    assert (kind, count, width, length) == (1, 1, 32, len(ico) - begin)
    assert size_of(ico[begin:]) == (32, 32)


def test_a_programme_may_bring_such_an_icon_itself(tmp_path: Path) -> None:
    locale = next(iter(locales(read(LIBRARIES)).values()))
    (tmp_path / "data" / "extra_files").mkdir(parents=True)
    (tmp_path / "data" / "extra_files" / FAVICON).write_bytes(b"own")
    keeping.write_files(tmp_path / "site", locale, tmp_path / "data")
    assert not (tmp_path / "site" / FAVICON).exists()
    assert (tmp_path / "site" / TOUCH_ICON).exists()
