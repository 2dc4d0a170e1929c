"""A kind and a field that somebody adds to the generator reach every output, or are refused by name."""

from __future__ import annotations

import csv
import json
import re
import shutil
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from handbook.html.search_parts import HEAD
from tests.places import LIBRARIES
from tests.search_kit import index_of, parts
from tests.site_builds import copy_project, run

KINDS, RECORDS = "handbook/model/kinds.py", "handbook/model/records.py"
INTERFACE, MEETINGS = "village/data/labels.yaml", "village/data/meetings.yaml"
MODEL = '''class Meeting(Record):
    """A meeting that is held again and again."""

    summary: Summary = Field(description="what it is for")
    tasks: tuple[TaskKey, ...] = Field((), description="keys of tasks that it serves")
    agenda: Annotated[Statements, Show(Form.BOXES)] = Field((), description="points of the agenda")
    minutes: int = Field(60, description="how long it takes")


class Topic(Record):'''
ROW = '''        Kind(
            section="meetings",
            word="meeting",
            folder="m",
            menu=7,
            chapter=10,
            narrows=True,
            messages=("agenda",),
            expected=("agenda",),
            printed=("meeting",),
            table="meetings.csv",
        ),
    )
}
"""Every kind by its section'''
FIELD = '    tools: Statements = Field((), description="what to have at hand")\n    set_by_others: '
LABELS = {
    "overview.meetings": "Pertemuan/Meetings",
    "overview.about.meetings": "Semua pertemuan/All meetings",
    "meeting.tasks": "Untuk tugas/Serves",
    "meeting.agenda": "Acara/Agenda",
    "meeting.minutes": "Lama/Duration",
    "search.kind.meetings": "Pertemuan/Meetings",
    "downloads.meetings": "Pertemuan/Meetings",
    "downloads.meetings_hint": "Satu lembar tiap pertemuan/A sheet for each",
    "print.kind.meeting": "Lembar pertemuan/Meeting sheet",
    "handout.meeting": "Lembar {name}/Sheet {name}",
    "data.sheet.meetings": "Pertemuan/Meetings",
    "data.field.handbook.meetings": "Pertemuan/The meetings",
    "data.field.meeting.agenda": "Acara/The agenda",
    "data.field.meeting.minutes": "Lama/How long",
    "data.field.meeting.tasks": "Tugas/The tasks",
    "data.field.meeting.summary": "Ringkasan/The summary",
    "task.tools": "Perkakas/Tools",
    "data.field.task.tools": "Perkakas/The tools",
}
MEETING = """meetings:
  mulai:
    name: {id: "Rapat pembuka", en: "Opening meeting"}
    summary: {id: "Rapat pertama warga.", en: "The first meeting of villagers.", ground: editorial}
    tasks: [S1]
    agenda:
      - {id: "Sepakati jadwal zebra.", en: "Agree on the zebra calendar.", ground: editorial}
    minutes: 45
"""
TOOLS = (
    '    tools: [{id: "Pensil kanguru.", en: "A kangaroo pencil.", ground: editorial}]\n    counterpart: L1\n'
)


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, (file, old)
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with one more kind, one more field, and a small programme that uses both."""
    project = copy_project(tmp_path_factory.mktemp("kind"))
    records = project / "handbook" / "model" / "records.py"
    replace(records, "class Topic(Record):", MODEL)
    replace(
        records,
        "    topics: dict[",
        "    meetings: dict[Plain, Meeting] = Field(default_factory=dict)\n    topics: dict[",
    )
    replace(records, "    set_by_others: ", FIELD)
    replace(project / "handbook" / "model" / "kinds.py", '    )\n}\n"""Every kind by its section', ROW)
    shutil.copytree(LIBRARIES, project / "village" / "data")
    write_labels(project, LABELS)
    (project / "village" / "data" / "meetings.yaml").write_text(MEETING, encoding="utf-8")
    replace(project / "village" / "data" / "roles.yaml", "    counterpart: L1\n", TOOLS)
    return project


def write_labels(project: Path, labels: dict[str, str]) -> None:
    lines = (
        f'  {key}: {{id: "{words.split("/")[0]}", en: "{words.split("/")[1]}"}}\n'
        for key, words in labels.items()
    )
    (project / INTERFACE).write_text("labels:\n" + "".join(lines), encoding="utf-8")


def handbook(project: Path, *words: str) -> tuple[int, str]:
    done = run("-m", "handbook", *words, "--data", "village/data", folder=project)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    """The site of that programme, with the printed forms of the meeting and the task."""
    code, said = handbook(project, "check")
    assert code == 0 and "1 meeting" in said, said
    code, said = handbook(project, "build", "--strict", "--site-dir", "site")
    assert code == 0, said
    code, said = handbook(project, "print", "--site-dir", "site")
    assert code == 0, said
    return project / "site"


def read(site: Path, name: str) -> str:
    return (site / name).read_text(encoding="utf-8-sig")


def words_of(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_the_kind_has_pages_a_place_in_the_menu_and_links_both_ways(site: Path) -> None:
    page = read(site, "m/mulai/index.html")
    assert '<h1 id="page-title">' in page and "Sepakati jadwal zebra." in page
    assert 'data-ticks="m/mulai#agenda"' in page and '<a href="../../t/s1/">S1 Menanyai warga</a>' in page
    assert "<dt>Lama</dt><dd><p>45</p></dd>" in page
    assert "Rapat pembuka" in read(site, "m/index.html") and "Agree on the zebra" in read(
        site, "en/m/mulai/index.html"
    )
    menu = read(site, "index.html")
    assert '<a href="m/">Pertemuan</a>' in menu and '<a href="m/mulai/">Rapat pembuka</a>' in menu


def test_search_finds_both_and_can_be_narrowed_to_the_kind(site: Path) -> None:
    index = index_of(site)
    held = [entry for entry in index if "zebra" in entry["text"]]
    assert [entry["location"].split("#")[0] for entry in held] == ["m/mulai/"]
    assert [e["kind"] for e in index if e["location"] == "m/mulai/"] == ["meetings"]
    assert parts(site)[HEAD]["weights"]["meetings"] == 1
    assert any("Pensil kanguru" in entry["text"] for entry in index)
    (script,) = (site / "assets" / "search").glob("dialog.*.js")
    assert re.search(r'data-kind=\\?"meetings', script.read_text(encoding="utf-8"))


def test_texts_say_both(site: Path) -> None:
    assert "[ ] Sepakati jadwal zebra." in read(site, "m/mulai.txt")
    everything = read(site, "llms-full.txt")
    assert "- [ ] Sepakati jadwal zebra." in everything and "- Pensil kanguru." in everything


def test_data_files_hold_both(site: Path) -> None:
    folder = next(site.glob("data/v*"))
    with (folder / "meetings.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["key"], row["minutes"], row["agenda_en"]) == ("mulai", "45", "Agree on the zebra calendar.")
    with (folder / "tasks.csv").open(encoding="utf-8-sig", newline="") as file:
        assert "A kangaroo pencil." in [row["tools_en"] for row in csv.DictReader(file)]
    whole = json.loads(read(folder, "handbook.json"))
    assert whole["meetings"][0]["minutes"] == 45
    sheets = openpyxl.load_workbook(folder / "handbook.xlsx").sheetnames
    assert "Pertemuan – Meetings" in sheets


def test_books_and_sheets_hold_both(site: Path) -> None:
    assert "Sepakati jadwal zebra." in words_of(site / "pdf" / "meeting-mulai.id.pdf")
    assert "Pensil kanguru." in words_of(site / "pdf" / "task-s1.id.pdf")
    book = words_of(site / "pdf" / "handbook.en.pdf")
    assert "Agree on the zebra calendar." in book and "A kangaroo pencil." in book


def test_a_skeleton_of_the_kind_is_written(project: Path, site: Path, tmp_path: Path) -> None:  # noqa: ARG001
    shutil.copytree(project / "village" / "data", project / "drafted" / "data")
    done = run("-m", "handbook", "new", "meeting", "kedua", "--data", "drafted/data", folder=project)
    assert done.returncode == 0, done.stderr
    text = (project / "drafted" / "data" / "meetings.yaml").read_text(encoding="utf-8")
    assert "kedua:" in text and "\n    agenda:" in text and "# tasks: [" in text


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (MEETINGS, "tasks: [S1]", "tasks: [S9]", "there is no `S9` in tasks"),
        (MEETINGS, "agenda:", "agendas:", "agendas"),
        (INTERFACE, "  meeting.agenda:", "  meeting.x:", "the label `meeting.agenda` is missing"),
        (INTERFACE, "  data.field.task.tools:", "  data.field.task.t:", "the label `data.field.task.tools`"),
        (KINDS, 'section="meetings"', 'section="meeting"', "has no row in handbook/model/kinds.py"),
        (KINDS, 'folder="m",', "", "has neither a folder of pages nor an overview"),
        (KINDS, 'folder="m",', 'folder="t",', "two rows of handbook/model/kinds.py have the folder"),
        (KINDS, 'expected=("agenda",)', 'expected=("aims",)', "names the field `aims`"),
        (RECORDS, "    tools: Statements", "    tools: dict[Plain, Plain]", "the field `tools` of Task"),
    ],
)  # fmt: skip
def test_what_is_left_out_is_refused_by_name(
    project: Path,
    site: Path,  # noqa: ARG001 (built from the project before it is broken)
    file: str,
    old: str,
    new: str,
    sentence: str,
) -> None:
    path = project / file
    before = path.read_bytes()
    try:
        replace(path, old, new)
        code, said = handbook(project, "check")
    finally:
        path.write_bytes(before)
    assert code != 0 and sentence in said, said
