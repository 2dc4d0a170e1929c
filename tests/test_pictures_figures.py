"""Every picture of a page is a file too: in both formats and all languages, with its name and place."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pypdfium2
import pytest
from lxml import etree, html

from handbook.localised import Locale, locales
from handbook.outputs.pictures import FOLDER, FORMATS, Figure, Format
from handbook.printing.pictures.figures import FigureContent, figure_content, set_figure
from handbook.printing.report import NoSite
from handbook.source.load import read
from handbook.views.citation import web_address
from handbook.views.pictures.on_pages import figures
from tests.picture_kit import SITE, as_image, file_of
from tests.picture_programme_kit import LONG, tree
from tests.print_kit import locales_of_site, squeezed
from tests.site_builds import build

EDITIONS = locales_of_site()
SHOWN = [figure for locale in EDITIONS.values() for figure in figures(locale) if figure.format == "svg"]
MARGIN = 25  # points around a picture, of 9 mm
_ON_PAGE = re.compile(r'<figure class="picture picture-([a-z-]+)"|<ol class="(timeline)"')
every_figure = pytest.mark.parametrize("figure", SHOWN, ids=lambda figure: figure.name)


def content(figure: Figure, site: Path, locale: Locale | None = None) -> FigureContent:
    return figure_content(locale or EDITIONS[figure.language], site, figure, SITE)


def as_pdf(shown: FigureContent) -> Any:
    """The picture with words that can be read, by the same template from the same input."""
    pdf = pypdfium2.PdfDocument(set_figure(shown, cast(Format, "pdf")))
    assert len(pdf) == 1
    return pdf[0]


def said(page: Any) -> str:
    return squeezed(page.get_textpage().get_text_range())


def assert_nothing_runs_over(page: Any) -> None:
    """No letter stands in the margin."""
    width, height = page.get_size()
    words = page.get_textpage()
    boxes = [
        words.get_charbox(n)
        for n, letter in enumerate(words.get_text_range(errors="replace"))
        if letter.strip()
    ]
    assert len(boxes) > 20
    assert min(box[0] for box in boxes) >= MARGIN
    assert max(box[2] for box in boxes) <= width - MARGIN
    assert min(box[1] for box in boxes) >= MARGIN - 6
    assert max(box[3] for box in boxes) <= height - MARGIN + 6


def test_what_is_planned_is_what_pages_show(site: Path) -> None:
    for code, locale in EDITIONS.items():
        folder = site if code == locale.original else site / code
        shown: Counter[tuple[str, str]] = Counter()
        for address, section, _ in locale.addresses.pages():
            if section != "prose":
                text = (folder / address / "index.html").read_text(encoding="utf-8")
                shown.update((address, kind or timeline) for kind, timeline in _ON_PAGE.findall(text))
        planned = Counter((f.page, f.kind) for f in SHOWN if f.language == code)
        assert planned == shown
        assert {kind for _, kind in planned} >= {
            "route",
            "partners",
            "documents",
            "transition",
            "tasks-by-stage",
        }


def test_each_is_a_file_in_every_language_and_format(pictured: Path) -> None:
    made = {file.name for file in (pictured / FOLDER).iterdir()}
    for figure in SHOWN:
        assert {replace(figure, format=form).name for form in FORMATS} <= made
    assert "s-2.route.en.svg" in made
    assert "change.siap-to-layan.transition.id.png" in made


@every_figure
def test_it_says_what_the_page_shows_and_where_it_is_from(figure: Figure, site: Path) -> None:
    locale = EDITIONS[figure.language]
    page = as_pdf(content(figure, site))
    text = said(page)
    assert_nothing_runs_over(page)
    folder = site if figure.language == locale.original else site / figure.language
    built = html.fromstring((folder / figure.page / "index.html").read_text(encoding="utf-8"))
    found = built.findall(f".//figure[@class='picture picture-{figure.kind}']")[figure.place]
    links = [
        squeezed("".join(map(str, link.itertext()))) for link in found.iter("a") if not link.get("class")
    ]
    assert links
    for words in (
        *links,
        squeezed(locale.name(figure.section, figure.key)),
        squeezed(figure.title),
        squeezed(locale.label("print.edition", edition=locale.about.edition, date=locale.date)),
        squeezed(locale.about.licence.name),
        squeezed(web_address(locale, figure.page, SITE).partition("://")[2].rstrip("/")),
    ):
        assert words in text
    assert ("†" in text) == bool(
        found.findall(".//span[@class]") and "ground" in etree.tostring(found).decode()
    )


@every_figure
def test_an_svg_has_a_name_and_links_to_the_web(figure: Figure, pictured: Path) -> None:
    root = etree.fromstring(file_of(pictured, figure.name).read_bytes())
    title = root.find("{*}title")
    assert title is not None
    assert title.text == f"{EDITIONS[figure.language].name(figure.section, figure.key)} – {figure.title}"
    assert root.get("role") == "group"
    targets = [link.get("href") or "" for link in root.iter("{*}a")]
    assert targets
    assert all(target.startswith(SITE) for target in targets)


@pytest.mark.parametrize("figure", SHOWN[::4], ids=lambda figure: figure.name)
def test_svg_and_png_look_the_same(figure: Figure, pictured: Path) -> None:
    small = [
        as_image(file_of(pictured, replace(figure, format=form).name)).convert("L").resize((96, 54))
        for form in FORMATS
    ]
    differing = [abs(a - b) for a, b in zip(*(image.tobytes() for image in small), strict=True)]
    assert max(differing) < 60
    assert min(small[0].tobytes()) < 200, "it is not empty"


def test_a_long_route_names_every_stage_and_long_words_break(tmp_path: Path) -> None:
    tree(tmp_path / "data", 60, 5)
    site = build(tmp_path / "site", "--data", str(tmp_path / "data"))
    dataset = read(tmp_path / "data")
    locale = next(iter(locales(dataset).values()))
    held = {f.name: f for f in figures(locale) if f.format == "svg"}
    for name in ("s.route.id.svg", "d.documents.id.svg", "t-a1.partners.id.svg", "s-31.route.id.svg"):
        page = as_pdf(content(held[name], site, locale))
        assert_nothing_runs_over(page)
        halves = [half in said(page) for half in (LONG[:24], LONG[24:])]  # others may stand between them
        assert halves == [not name.startswith("s")] * 2
    route = said(as_pdf(content(held["s.route.id.svg"], site, locale)))
    for stage in locale.programme.stages:
        assert squeezed(locale.text(locale.programme.stages[stage].name)) in route


def test_a_letter_in_the_margin_would_be_seen(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = as_pdf(content(SHOWN[0], site))
    monkeypatch.setattr("tests.test_pictures_figures.MARGIN", 40)
    with pytest.raises(AssertionError):
        assert_nothing_runs_over(page)


def test_a_site_without_the_page_or_the_picture_is_named(site: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(site, tmp_path / "site"))
    figure = next(figure for figure in SHOWN if figure.page == "s/2")
    page = copy / "s" / "2" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("picture-route", "other"), encoding="utf-8")
    with pytest.raises(NoSite, match="/s/2/ shows no such picture; build the site again"):
        content(figure, copy)
    page.unlink()
    with pytest.raises(NoSite, match="the build made no such page"):
        content(figure, copy)
