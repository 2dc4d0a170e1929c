"""Every printed edition opens, says what it is, is tagged and PDF/UA-1, and is short enough."""

from __future__ import annotations

from pathlib import Path

import page as page_validation
import pytest

from handbook.outputs.printed import FOLDER, Printed, plan
from tests.print_kit import DATASET, locales_of_site
from tests.print_kit import Printed as Opened

assert DATASET.programme is not None
EDITIONS = plan(DATASET.programme)
NAMES = [printed.name for printed in EDITIONS]
LONGEST = {"leaflet": 6, "task": 6, "checklist": 2, "stage-checklist": 2, "poster": 1}
ALL = [("printed", p) for p in EDITIONS]
all_editions = pytest.mark.parametrize(("where", "edition"), ALL, ids=[f"{w}-{p.name}" for w, p in ALL])


def opened(where: str, edition: Printed, request: pytest.FixtureRequest) -> Opened:
    site: Path = request.getfixturevalue(where)
    return Opened(site / FOLDER / edition.name)


def test_the_names_are_those_that_were_promised() -> None:
    promised = ["handbook.id.pdf", "handbook.en.pdf", "handbook.id-en.pdf", "handbook.id.large.pdf"]
    promised += [f"stage-{number}.{code}.pdf" for number in range(1, 4) for code in ("id", "en")]
    promised += [f"checklist-stage-{number}.id.pdf" for number in range(1, 4)]
    promised += [f"checklist-{group}.{code}.pdf" for group in ("siap", "layan") for code in ("id", "en")]
    promised += ["checklist-siap.id.booklet.pdf", "checklist-layan.en.booklet.pdf"]
    promised += ["task-s1.id.pdf", "task-l5.en.pdf", "poster.id.pdf", "poster.en.pdf"]
    assert set(promised) <= set(NAMES)
    assert len(NAMES) == len(set(NAMES))


def test_everything_planned_is_printed_and_nothing_else(printed: Path) -> None:
    assert sorted(file.name for file in (printed / FOLDER).iterdir()) == sorted(NAMES)


@all_editions
def test_an_edition_is_accessible(where: str, edition: Printed, request: pytest.FixtureRequest) -> None:
    file = opened(where, edition, request).file
    report = page_validation.validate_pdf(str(file), profile="ua1")
    assert report.rules.total > 100
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant


@all_editions
def test_an_edition_says_what_it_is(where: str, edition: Printed, request: pytest.FixtureRequest) -> None:
    pdf = opened(where, edition, request).pdf
    assert str(pdf.Root.Lang) == edition.languages[0]
    assert str(pdf.docinfo.Title).strip()
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert bool(pdf.Root.MarkInfo.Marked)
    assert len(pdf.pages) <= LONGEST.get(edition.kind, 10_000)


@all_editions
def test_fonts_are_embedded_and_only_as_far_as_used(
    where: str, edition: Printed, request: pytest.FixtureRequest
) -> None:
    pdf = opened(where, edition, request).pdf
    fonts = [o for o in pdf.objects if getattr(o, "get", None) and o.get("/Type") == "/FontDescriptor"]
    assert fonts
    for font in fonts:
        name = str(font.FontName)
        assert name[7:8] == "+", name  # six letters and a plus stand before the name of a subset
        assert name[8:].startswith(("SourceSerif4", "SourceSans3")), name
        assert {"/FontFile2", "/FontFile3"} & set(font.keys()), name


@pytest.mark.parametrize(
    "edition", [p for p in EDITIONS if p.kind in ("leaflet", "task")], ids=lambda p: p.name
)
def test_a_sheet_bears_the_title_of_its_page(edition: Printed, printed: Path) -> None:
    section = "stages" if edition.kind == "leaflet" else "tasks"
    name = locales_of_site()[edition.languages[0]].name(section, edition.key)
    sheet = Opened(printed / FOLDER / edition.name)
    title = str(sheet.pdf.docinfo.Title)
    assert title.replace(":", "") == name.replace(":", "")


@pytest.mark.parametrize("edition", [p for p in EDITIONS if p.kind == "booklet"], ids=lambda p: p.name)
def test_a_booklet_has_two_pages_on_each(edition: Printed, printed: Path) -> None:
    booklet = Opened(printed / FOLDER / edition.name)
    for sheet in booklet.pdf.pages:
        assert [round(float(side)) for side in sheet.mediabox] == [0, 0, 839, 595]
    assert len(booklet.pdf.pages) % 2 == 0
