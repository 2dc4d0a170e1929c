"""A book set in parts and joined is the book that is set as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest
from lxml import etree
from PIL import ImageChops

from handbook.outputs.printed import Printed as Form
from handbook.outputs.printed import plan
from handbook.printing import parts, scheduler
from handbook.printing.assemble import print_document, print_job
from handbook.printing.document import Library
from handbook.printing.job import PrintJob
from handbook.printing.parts import Typesetting, Unsettled, is_large, set_in_parts
from handbook.printing.site_pages import SitePages
from handbook.printing.typst_compile import bind, complete, measure_part, set_part, set_type
from handbook.source_date import date_of
from tests.print_compare_kit import Told
from tests.print_kit import DATASET, Printed, locales_of_site

Answer = TypeVar("Answer")
BOOKS = ["handbook.id.pdf", "handbook.id-en.pdf", "handbook.en.large.pdf"]
SMALL = 15_000  # bytes of a part: the book of the small programme has several then
NEARLY = 0.001  # of the dots of a page may be a shade darker: type is not set at whole dots


def each(function: Callable[[PrintJob], Answer]) -> Callable[[Sequence[PrintJob]], list[Answer]]:
    return lambda jobs: [function(job) for job in jobs]


@cache
def job_of(site: Path, name: str) -> PrintJob:
    """A book of the small programme."""
    assert DATASET.programme is not None
    form: Form = next(form for form in plan(DATASET.programme) if form.name == name)
    libraries = {code: Library(locale, SitePages(site, locale)) for code, locale in locales_of_site().items()}
    document = print_document(form, libraries)
    for number, section in enumerate(document.document.iterfind("section")):
        link = etree.SubElement(etree.SubElement(section, "p"), "a", href=f"https://example.org/{number}")
        link.text = "A footnote in every part."
    return print_job(form, document, libraries, date_of("2026-02-01", {}))


def in_parts(job: PrintJob, weight: int = SMALL) -> list[parts.SetPart]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "WEIGHT", weight)
        assert is_large(job)
        return set_in_parts(job, Typesetting(each(measure_part), each(set_part)))


@pytest.fixture(scope="module")
def pairs(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Told, Told]]:
    """A book set as a whole and in parts, by its name."""
    folder = tmp_path_factory.mktemp("parts")

    @cache
    def pair(name: str) -> tuple[Told, Told]:
        job = job_of(site, name)
        made = in_parts(job)
        assert len(made) > 4
        whole, joined = folder / f"whole-{name}", folder / f"joined-{name}"
        whole.write_bytes(complete(job, set_type(job)))
        joined.write_bytes(bind(job, made))
        return Told(Printed(whole)), Told(Printed(joined))

    return pair


every_book = pytest.mark.parametrize("name", BOOKS)
Pairs = Callable[[str], tuple[Told, Told]]


@every_book
@pytest.mark.parametrize(
    ("told", "least"),
    [
        ("bookmarks", 40),
        ("destinations", 100),
        ("links", 100),
        ("structure", 1000),
        ("parents", 15),
        ("fonts", 1),
        ("about", 7),
    ],
)
def test_a_book_in_parts_says_of_itself_what_the_whole_does(
    told: str, least: int, name: str, pairs: Pairs
) -> None:
    whole, joined = (getattr(book, told)() for book in pairs(name))
    assert len(whole) >= least
    assert joined == whole


@every_book
def test_every_page_is_that_of_the_whole(name: str, pairs: Pairs) -> None:
    whole, joined = (book.pages() for book in pairs(name))
    assert len(whole) > 15
    assert joined == whole


@every_book
def test_every_page_looks_like_that_of_the_whole(name: str, pairs: Pairs) -> None:
    whole, joined = pairs(name)
    for number in range(1, len(whole.pages()) + 1):
        one, other = (book.picture(number).convert("L") for book in (whole, joined))
        assert one.size == other.size
        differs = ImageChops.difference(one, other).point(lambda dot: 255 if dot > 8 else 0)
        dots = differs.histogram()[255]
        assert dots <= NEARLY * one.width * one.height, number


def test_what_an_unchanged_part_is_told_is_the_same(site: Path) -> None:
    """Parts are set twice at most: the numbers of pages do not move what stands on them."""
    job = job_of(site, "handbook.id.pdf")
    asked: list[int] = []

    def counted(jobs: Sequence[PrintJob]) -> list[Any]:
        asked.append(len(jobs))
        return each(set_part)(jobs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "WEIGHT", SMALL)
        made = set_in_parts(job, Typesetting(each(measure_part), counted))
    assert asked == [len(made)]


def test_numbers_that_never_settle_end_the_book_in_words(site: Path) -> None:
    job = job_of(site, "handbook.id.pdf")
    turn = iter(range(1000))

    def restless(one: PrintJob) -> tuple[bytes, dict[str, Any]]:
        told = dict(measure_part(one))
        return b"", told | {"count": told["count"] + next(turn)}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "WEIGHT", 4 * SMALL)
        with pytest.raises(Unsettled, match="page numbers do not settle"):
            set_in_parts(job, Typesetting(each(measure_part), each(restless)))


def test_bookmarks_that_are_not_those_of_the_parts_are_an_error(site: Path) -> None:
    job = job_of(site, "handbook.id.pdf")
    first, *others = in_parts(job)
    with pytest.raises(ValueError, match="bookmarks were made for"):
        bind(replace(job, row_heads=()), [first, *others[:-2]])


def set_side_by_side(job: PrintJob) -> bytes | str:
    form = Form("book", "", ("id",))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "WEIGHT", SMALL)
        ((_, _, _, made),) = scheduler.side_by_side([(form, job, "")])
    return made


def test_a_part_that_cannot_be_set_ends_the_book_in_words(site: Path) -> None:
    job = job_of(site, "handbook.id.pdf")
    last = job.document.rindex(b"</section>")
    broken = job.document[:last] + b"<marquee/>" + job.document[last:]
    told = set_side_by_side(replace(job, document=broken))
    assert isinstance(told, str)
    assert "Typst refuses it" in told
    assert "does not know <marquee>" in told


def test_parts_set_side_by_side_are_the_book(site: Path) -> None:
    job = job_of(site, "handbook.id.pdf")
    assert set_side_by_side(job) == bind(job, in_parts(job))
