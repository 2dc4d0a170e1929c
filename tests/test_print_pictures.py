"""Pictures on paper: drawn in every form, read as words, on one sheet where one is promised, PDF/UA-1."""

from __future__ import annotations

import re
from pathlib import Path

import page as page_validation
import pypdfium2
import pytest
import yaml
from lxml import html

from handbook.localised import Locale
from handbook.outputs.printed import FOLDER
from handbook.printing.html_subset import UNPRINTABLE, vocabulary
from handbook.printing.tree import words
from handbook.source.load import read
from tests.picture_programme_kit import LONG, html_of, locale_of, tree
from tests.print_kit import Printed, folded, locales_of_site, print_tree, squeezed
from tests.site_builds import once

LEGIBLE = 5.0  # points
WITH_BOOKS = [(1, 1), (12, 5), (60, 10)]
BOOKS = ("handbook.en.pdf", "handbook.en.large.pdf", "task-a1.id.pdf")


def printed_tree(factory: pytest.TempPathFactory, stages: int, groups: int) -> Path:
    """The printed forms that tests read of such a programme, made once: its site is built only for them."""

    def fill(folder: Path) -> None:
        folder.mkdir()
        tree(folder / "data", stages, groups)
        print_tree(folder / "data", "poster.en.pdf", *(BOOKS if (stages, groups) in WITH_BOOKS else ()))

    return once(factory, f"pictures-{stages}-{groups}", fill) / "site" / FOLDER


def is_accessible(printed: Printed) -> bool:
    return bool(page_validation.validate_pdf(str(printed.file), profile="ua1").is_compliant)


def smallest_letters(printed: Printed) -> float:
    """The size of the smallest letters of a form, in points as printed."""
    heights = []
    for page in pypdfium2.PdfDocument(printed.file):
        told = page.get_textpage()
        for n, letter in enumerate(told.get_text_range(errors="replace")):
            if letter in "hldb":  # their height is about 7/10 of their size
                _, low, _, high = told.get_charbox(n)
                heights.append(float(high - low) / 0.712)
    return min(heights)


def in_order(within: str, parts: list[str]) -> None:
    """Every part stands in the words, each behind the one before."""
    place = 0
    for part in parts:
        found = squeezed(within).find(squeezed(part), place)
        assert found >= 0, (part, squeezed(within)[place : place + 200])
        place = found + len(squeezed(part))


def route_words(locale: Locale, here: str = "") -> list[str]:
    result = []
    for group in locale.programme.groups.values():
        result.append(locale.text(group.name))
        for stage in group.stages:
            result += [stage, locale.text(locale.programme.stages[stage].name)]
            result += [locale.label("route.here")] if stage == here else []
    return result


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_leaflet_shows_the_route_with_its_stage_flagged(language: str, printed: Path) -> None:
    locale = locales_of_site()[language]
    for stage in locale.programme.stages:
        pages = Printed(printed / FOLDER / f"stage-{stage}.{language}.pdf")
        in_order(pages.pages[0], route_words(locale, stage))
        assert pages.text.count(locale.label("route.here")) == 1


def test_a_task_shows_its_partners_and_says_what_each_arrow_means(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = printed_tree(tmp_path_factory, 1, 1)
    pages = Printed(folder / "task-a1.id.pdf")
    locale = locale_of(read(folder.parents[1] / "data"))
    in_order(pages.text, [locale.label("task.partners_around"), "partner 0 id", f"partner 1 {LONG} id"])
    told = [str(e.Alt) for e in pages.structure() if e.S == "/Figure" and "/Alt" in e]
    for way in ("gives", "both", "gets", "joins"):
        assert locale.label(f"way.{way}") in told
    assert is_accessible(pages)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_book_has_the_route_on_its_cover_and_every_picture(language: str, printed: Path) -> None:
    pages = Printed(printed / FOLDER / f"handbook.{language}.pdf")
    locale = locales_of_site()[language]
    in_order(pages.pages[0], [locale.text(locale.about.title), *route_words(locale)])
    opening = pages.places[locale.addresses.overviews["stages"]]
    in_order(pages.pages[opening - 1], route_words(locale))
    for key in ("tasks_by_stage.legend", "task.partners_around"):
        assert folded(locale.label(key)) in pages.text, key


@pytest.mark.parametrize(("stages", "groups"), [(1, 1), (6, 2), (12, 5), (10, 10), (60, 10)])
def test_the_poster_is_one_sheet_whatever_the_groups(
    stages: int, groups: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    pages = Printed(printed_tree(tmp_path_factory, stages, groups) / "poster.en.pdf")
    assert len(pages.pages) == 1
    assert smallest_letters(pages) >= LEGIBLE
    for n in range(groups):
        assert f"task {chr(ord('a') + n)}2 en" in pages.pages[0]
    assert is_accessible(pages)
    for low, high, width in pages.extents:
        assert low > 0 and high < width


@pytest.mark.parametrize(("stages", "groups"), WITH_BOOKS)
def test_a_book_of_any_programme_is_printed_with_its_cover_on_one_page(
    stages: int, groups: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = printed_tree(tmp_path_factory, stages, groups)
    for name in ("handbook.en.pdf", "handbook.en.large.pdf"):
        pages = Printed(folder / name)
        assert "title en" in pages.pages[0]
        assert f"group {chr(ord('a') + groups - 1)} en" in pages.pages[0]
        assert is_accessible(pages)
        for low, high, width in pages.extents:
            assert low > 0 and high < width + 1


def test_a_folded_route_says_every_stage_in_the_book_and_those_around_on_a_leaflet(tmp_path: Path) -> None:
    tree(tmp_path / "d", 60, 5)
    sheet, book = print_tree(tmp_path / "d", "stage-30.en.pdf", "handbook.en.pdf")
    stages = [f"stage {n} en" for n in range(1, 61)]
    names = [f"group {letter} en" for letter in "abcde"]
    in_order(sheet.pages[0], [*names[:3], *stages[24:30], "You are here", *stages[30:36], *names[3:]])
    assert "stage 24 en" not in sheet.pages[0] and "stage 37 en" not in sheet.pages[0]
    opening = book.places[locale_of(read(tmp_path / "d"), "en").addresses.overviews["stages"]]
    in_order(" ".join(book.pages[opening - 1 : opening + 1]), stages)
    assert is_accessible(sheet)


def test_a_poster_that_is_too_full_leaves_parts_out_and_says_so(tmp_path: Path) -> None:
    tree(tmp_path / "d", 6, 2)
    (roomy,) = print_tree(tmp_path / "d", "poster.en.pdf")
    rest = folded(locale_of(read(tmp_path / "d"), "en").label("print.poster_rest", where=""))[:20]
    assert rest not in roomy.text and "what one is en" in roomy.text
    tree(tmp_path / "d", 12, 5)
    written = (tmp_path / "d" / "all.yaml").read_text(encoding="utf-8")
    for name in ("stage", "task", "role", "what one is", "what two is"):
        written, count = re.subn(rf'({name}( \w+)?) (id|en)"', rf"\1 {f'{LONG} ' * 8}\3" + '"', written)
        assert count
    (tmp_path / "d" / "all.yaml").write_text(written, encoding="utf-8")
    (full,) = print_tree(tmp_path / "d", "poster.en.pdf")
    assert len(full.pages) == 1 and rest in full.pages[0]
    assert smallest_letters(full) >= LEGIBLE
    assert "e2 task e2" in full.pages[0]
    assert is_accessible(full)


def test_a_checklist_says_once_what_all_its_tasks_rest_on(tmp_path: Path) -> None:
    tree(tmp_path / "d", 3, 1)
    (pages,) = print_tree(tmp_path / "d", "checklist-a.en.pdf")
    assert "task a1 en" in pages.text and "task a2 en" in pages.text
    assert pages.text.count("Unmarked statements") == 1


def test_a_checklist_of_tasks_without_items_is_printed(tmp_path: Path) -> None:
    tree(tmp_path / "d", 3, 1)
    file = tmp_path / "d" / "all.yaml"
    told = yaml.safe_load(file.read_text(encoding="utf-8"))
    for task in told["tasks"].values():
        del task["evidence"]
    file.write_text(yaml.safe_dump(told, sort_keys=False), encoding="utf-8")
    (pages,) = print_tree(tmp_path / "d", "checklist-a.en.pdf")
    assert "task a1 en" in pages.text and "task a2 en" in pages.text


def test_the_vocabulary_knows_every_element_of_every_picture(tmp_path: Path) -> None:
    tree(tmp_path / "d", 60, 5)
    dataset = read(tmp_path / "d")
    addresses = locale_of(dataset).addresses
    shown = {addresses.of(*one) for one in (("stages", "1"), ("tasks", "a1"), ("documents", "plan"))}
    shown |= {addresses.overviews[name] for name in ("documents", "transition", "matrix")}
    kinds = set()
    for address in shown:
        page = html_of(dataset, address)
        reduced = vocabulary().reduce(html.fragment_fromstring(f"<article>{page}</article>"))
        kinds |= {figure.get("class") for figure in reduced.iter("figure")}
        assert [mark.get("why") for mark in reduced.iter(UNPRINTABLE)] == [], address
    assert len(kinds) == 5


def test_what_is_for_screens_only_is_not_printed() -> None:
    shown = html.fragment_fromstring(
        '<article><figure class="picture picture-partners"><ul class="before"><li class="gives">'
        '<a href="x">P</a><svg class="arrow"><line x1="2"/></svg></li></ul></figure></article>'
    )
    page = vocabulary().reduce(shown)
    assert page.find(".//svg") is None
    assert words(page) == "P"
