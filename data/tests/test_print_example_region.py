"""The edition of the invented region on paper: its name, its tasks, codes; forms of the programme stay."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from pathlib import Path

import page as page_validation
import pypdfium2
import pytest
import zxingcpp
from example import (
    ADDRESS,
    BOOKS,
    CHECKLISTS,
    CODE,
    FORMS,
    LEAFLETS,
    LOCALES,
    NAMES,
    NATIONAL,
    OF_PROGRAMME,
    OURS,
    PROGRAMME,
    TASK,
    TASK_SHEETS,
    form,
    label,
    printed_example,
    printed_national,
    printed_with_address,
)

from handbook.outputs.printed import FOLDER
from handbook.views.relations import tasks_of_group
from tests.print_kit import FOOT, Printed, folded

BLANK_LINES = 3
WAYS = ("without address", "with address")
ways = pytest.mark.parametrize("way", WAYS)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition whose file names no address."""
    return printed_example(tmp_path_factory)


@pytest.fixture(scope="module")
def both(printed: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The edition without an address, and with one."""
    return dict(zip(WAYS, (printed, printed_with_address(tmp_path_factory)), strict=True))


@cache
def opened(site: Path, name: str) -> Printed:
    return form(site, name)


def language(name: str) -> str:
    return name.split(".")[-2].removesuffix("booklet") or name.split(".")[-3]


def feet(site: Path, name: str) -> list[str]:
    """What stands below the text of each page; a sheet of a booklet has two pages beside each other."""
    found = []
    for page in pypdfium2.PdfDocument(opened(site, name).file):
        width = page.get_width()
        halves = [(0, width / 2), (width / 2, width)] if "booklet" in name else [(0, width)]
        text = page.get_textpage()
        found += [folded(text.get_text_bounded(left, 0, right, FOOT)) for left, right in halves]
    return found


def codes(pages: Printed, number: int) -> set[str]:
    return {result.text for result in zxingcpp.read_barcodes(pages.picture(number, scale=3))}


def on_the_web(home: str, code: str, path: str) -> str:
    return f"{home}{'' if code == 'id' else f'{code}/'}{path}"


@pytest.mark.parametrize("name", BOOKS)
def test_the_cover_of_the_local_book_names_the_region(name: str, printed: Path) -> None:
    code, book = language(name), opened(printed, name)
    title = LOCALES[code].text(PROGRAMME.programme.title)
    kind = label("print.kind.local-book", code)
    assert book.pages[0].startswith(f"{title} {NAMES[code]} {kind} ")
    assert label("reader.stage.ours", code) in book.pages[0]
    assert NAMES[code] in str(book.pdf.docinfo.Title)


@pytest.mark.parametrize("name", BOOKS)
def test_the_local_book_holds_what_is_local_and_nothing_empty(name: str, printed: Path) -> None:
    code, book = language(name), opened(printed, name)
    titles = [mark.title for mark in book.bookmarks if mark.level == 0]
    assert [NAMES[code] in title for title in titles[:2]].count(True) == 1
    assert label("print.index", code) not in titles
    assert all(len(words) > 100 for words in book.bodies)  # there is no page without text
    assert label("print.how_to_read_local", code) in book.text
    for task in PROGRAMME.local_tasks.values():
        for item in task.evidence:
            assert folded(LOCALES[code].plain(item, code)) in book.text


@pytest.mark.parametrize("name", FORMS)
def test_every_page_of_own_forms_has_the_name_in_its_foot(name: str, printed: Path) -> None:
    found = [foot for foot in feet(printed, name) if foot]
    assert found
    assert [foot for foot in found if not foot.startswith(f"{NAMES[language(name)]} · ")] == []


@pytest.mark.parametrize("name", CHECKLISTS)
def test_checklists_are_filled_in_with_the_name(name: str, printed: Path) -> None:
    assert f"{label('print.place')}: {NAMES['id']}" in opened(printed, name).text


def test_the_checklist_has_the_evidence_of_local_tasks_and_blank_lines(printed: Path) -> None:
    sheet = opened(printed, "checklist-1-3.id.pdf")
    group = tasks_of_group(PROGRAMME, "1-3")
    local = PROGRAMME.local_tasks[TASK]
    (last,) = (key for key, task in group.items() if task.set_by_others)
    places = [sheet.text.index(f"{key} {LOCALES['id'].text(task.name)}") for key, task in group.items()]
    places.append(sheet.text.index(f"{TASK} {local.name['id']}"))
    places += [sheet.text.index(item["id"]) for item in local.evidence]
    places.append(sheet.text.index(label("print.added")))
    assert places == sorted(places) and last == list(group)[-1]
    rows = [element for element in sheet.structure() if element.S == "/TR"]
    headings = 1 + len(group) + 1 + 1  # of the table, of each task, of the local one, of what is added
    items = sum(len(task.evidence) for task in (*group.values(), local))
    assert len(rows) == headings + items + BLANK_LINES


def test_the_checklist_of_a_stage_has_them_too(printed: Path) -> None:
    text = opened(printed, "checklist-stage-3.id.pdf").text
    start = text.index(f"{TASK} {PROGRAMME.local_tasks[TASK].name['id']}")
    assert all(text.index(item["id"]) > start for item in PROGRAMME.local_tasks[TASK].evidence)


@ways
@pytest.mark.parametrize("name", [*BOOKS, *FORMS])
def test_own_forms_are_accessible(name: str, way: str, both: dict[str, Path]) -> None:
    report = page_validation.validate_pdf(str(both[way] / FOLDER / name), profile="ua1")
    assert report.rules.total > 100
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


@ways
def test_codes_lead_to_the_edition_if_it_has_an_address(way: str, both: dict[str, Path]) -> None:
    site, home = both[way], ADDRESS if way == "with address" else NATIONAL
    for name in LEAFLETS:
        assert codes(opened(site, name), 1) == {on_the_web(home, language(name), "s/3/")}
    assert codes(opened(site, CHECKLISTS[0]), 1) == {f"{home}matriks/#1-3"}
    assert codes(opened(site, CHECKLISTS[1]), 1) == {f"{home}s/3/"}
    for name in TASK_SHEETS:
        own = (
            f"t/{name.removeprefix('local-task-').partition('.id')[0].partition('.en')[0].replace('-', '/')}/"
        )
        wanted = {on_the_web(ADDRESS, language(name), own)} if way == "with address" else set()
        assert codes(opened(site, name), 1) == wanted  # on the site of the programme there is no such page
    for name in BOOKS:
        book = opened(site, name)
        found = set().union(*(codes(book, number) for number in range(1, len(book.pages) + 1)))
        paths = ["s/3/", "t/a2/", "p/kepala-daerah/", "p/lembaga-struktural/"]
        paths += [OURS, f"t/{CODE}/1/", f"t/{CODE}/2/"] if way == "with address" else []
        assert found == {on_the_web(home, language(name), path) for path in paths}


@ways
def test_paths_are_printed_only_if_they_lead_somewhere(way: str, both: dict[str, Path]) -> None:
    leaflet, foot = opened(both[way], LEAFLETS[0]).text, feet(both[way], LEAFLETS[0])[0]
    home = ADDRESS if way == "with address" else NATIONAL
    assert foot.startswith(
        f"{NAMES['id']} · {label('print.paths', site=home.partition('://')[2].rstrip('/'))}"
    )
    assert "(t/a2)" in leaflet
    assert (f"(t/{TASK})" in leaflet) is (way == "with address")


@ways
def test_a_local_task_is_cited_as_that_of_the_region(way: str, both: dict[str, Path]) -> None:
    text = opened(both[way], TASK_SHEETS[0]).text
    cited = text[text.index(f"{NAMES['id']}. “{TASK} ") :]
    about = LOCALES["id"]
    assert about.text(about.about.publisher) not in text
    assert cited.endswith(f"{ADDRESS}t/{TASK}/" if way == "with address" else f"{about.date}.")


def test_a_notice_of_the_region_has_one_line_beside_it(printed: Path) -> None:
    sheet, scale = opened(printed, TASK_SHEETS[0]), 3.0
    page = pypdfium2.PdfDocument(sheet.file)[0]
    text = page.get_textpage()
    searched = text.search(label("region.set_by", place=NAMES["id"])[:12])
    place = searched.get_next()
    assert place is not None
    left, bottom, _, top = text.get_charbox(place[0])
    picture = page.render(scale=scale).to_pil().convert("L")
    across = round((page.get_height() - (bottom + top) / 2) * scale)
    row = [picture.getpixel((x, across)) < 128 for x in range(round(left * scale) - 3)]
    assert [dark for dark, _ in groupby(row)].count(True) == 1


@ways
@pytest.mark.parametrize("name", OF_PROGRAMME)
def test_forms_of_the_programme_are_its_own_byte_for_byte(
    name: str, way: str, both: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    national = printed_national(tmp_path_factory) / FOLDER / name
    assert (both[way] / FOLDER / name).read_bytes() == national.read_bytes()
    assert not any(place in opened(both[way], name).text for place in NAMES.values())
