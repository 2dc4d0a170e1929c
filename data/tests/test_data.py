"""The handbook's own data: sound, complete by its source, in both languages, in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from seed_runs import SIZE, hashes, known_hashes, runs

from handbook.check import problems
from handbook.markup import inline
from handbook.model.addresses import Addresses
from handbook.model.records import Programme
from handbook.model.schema import PROGRAMME_SECTIONS
from handbook.model.text import Ground, Text
from handbook.model.traverse import dotted, texts
from handbook.source.load import load, read
from tests.places import ROOT

DATA, DOCS = ROOT / "data", ROOT / "docs"
SECTIONS = [
    name for name in PROGRAMME_SECTIONS if name not in ("programme", "redirects")
]  # redirects may be empty
FILLED_IN_TASKS = ("purpose", "partners", "outputs", "evidence", "roles", "stages", "see")
FILLED_IN_STAGES = ("aims", "entry", "outputs", "who", "first_month", "risks", "today")
SEEDS = ROOT.parent / "shared" / "seeds"  # the source itself stands beside the repository, or not at all


class TaskOfSource(NamedTuple):
    """What the source says of one task."""

    counterpart: str
    partners: set[str]
    words: str  # what its text must speak of, as a pattern


TASKS = {
    "A1": TaskOfSource("B1", {"pemangku-kepentingan"}, "sadar"),
    "A2": TaskOfSource("", set(), "buku putih"),
    "A3": TaskOfSource(
        "B4", {"pemerintah-daerah", "pemangku-kepentingan", "pokja-provinsi", "pmu", "piu"}, "koordinasi"
    ),
    "A4": TaskOfSource("B5", set(), "pemantauan|monev"),
    "A5": TaskOfSource("B6", {"pokja-provinsi"}, "provinsi"),
    "A6": TaskOfSource("B7", {"kepala-daerah"}, "tugas lain"),
    "B1": TaskOfSource("A1", {"pemangku-kepentingan"}, "sadar"),
    "B2": TaskOfSource("", set(), "memorandum program"),
    "B3": TaskOfSource("", set(), "dana"),
    "B4": TaskOfSource(
        "A3",
        {"pemerintah-daerah", "pemangku-kepentingan", "pokja-provinsi", "ttps", "pmu", "piu"},
        "koordinasi",
    ),
    "B5": TaskOfSource("A4", set(), "pemantauan|monev"),
    "B6": TaskOfSource("A5", {"pokja-provinsi"}, "provinsi"),
    "B7": TaskOfSource("A6", {"kepala-daerah"}, "tugas lain"),
}
GROUPS = {"1-3": ("1", "2", "3"), "4-6": ("4", "5", "6")}
STAGES = {
    "1": "kampanye",
    "2": "kelembagaan",
    "3": "strateg",
    "4": "memorandum program",
    "5": "implementasi|pelaksanaan",
    "6": "pemantauan",
}
ROLES = {
    ("koordinator", "1-3"): "perencanaan",
    ("koordinator", "4-6"): "pelaksanaan",
    ("advisori", "1-3"): "buku putih",
    ("advisori", "4-6"): "ssk|strategi sanitasi",
    ("advokasi", "4-6"): "komitmen",
    ("fasilitator", "1-3"): "pemantauan|monev",
    ("fasilitator", "4-6"): "memorandum program",
}
DOCUMENTS = {"buku-putih", "ssk", "memorandum-program", "sistem-monev", "pendanaan-alternatif"}
PARTNERS = set().union(*(task.partners for task in TASKS.values())) | {
    "lembaga-struktural",
    "lembaga-nonpemerintah",
}


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load(DATA)


def _plain(programme: Programme, *pieces: Text) -> str:
    """Indonesian texts as readers see them, in small letters."""
    addresses = Addresses(programme)

    def link(target: str) -> tuple[str, str] | None:
        result = addresses.resolve(target)
        record = getattr(programme, result[0], {}).get(result[1]) if result and result[1] else None
        return ("", record.name["id"]) if record else None

    return " ".join(inline.to_plain(piece["id"], link) for piece in pieces).lower()


def test_the_checks_find_nothing() -> None:
    result = problems(read(DATA, DOCS))
    assert [str(problem) for problem in result if not problem.advice] == []


def test_somebody_answers_for_the_handbook_under_the_law_that_holds(programme: Programme) -> None:
    responsible = programme.programme.responsible
    assert responsible is not None and responsible.security is not None
    law = responsible.privacy.law
    assert law is not None and law.cite
    for key in law.cite:
        assert "Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi" in programme.sources[key].title
    given = responsible.accessibility
    assert given.limitations and given.method


def test_the_numbers_are_those_of_the_source(programme: Programme) -> None:
    assert len(programme.stages) == len(STAGES) == 6
    assert len(programme.tasks) == len(TASKS) == 13
    assert sum(len(role.groups) for role in programme.roles.values()) == len(ROLES) == 7
    assert {key: group.stages for key, group in programme.groups.items()} == GROUPS


def test_every_task_and_stage_is_deep_enough_to_work_with(programme: Programme) -> None:
    """How much each record holds, as readers were promised; a record that says less is not finished."""
    for code, task in programme.tasks.items():
        assert 4 <= len(task.steps) <= 8, code
        assert 3 <= len(task.mistakes) <= 5, code
        assert [name for name in FILLED_IN_TASKS if not getattr(task, name)] == [], code
    for number, stage in programme.stages.items():
        assert 10 <= len(stage.checklist) <= 20, number
        assert [name for name in FILLED_IN_STAGES if not getattr(stage, name)] == [], number
    assert len(programme.questions) >= 30
    assert len(programme.terms) >= 80


@pytest.mark.parametrize("code", TASKS)
def test_a_task_of_the_source_is_there(code: str, programme: Programme) -> None:
    task, said = programme.tasks[code], TASKS[code]

    assert task.group == ("1-3" if code.startswith("A") else "4-6")
    assert task.summary.ground is Ground.SOURCE
    assert task.counterpart == ((said.counterpart,) if said.counterpart else ())
    assert re.search(said.words, _plain(programme, task.name, task.summary))
    assert task.summary.passage == (f"tugas-{code.lower()}",)
    named = {share.partner for share in task.partners}
    assert named >= said.partners, f"missing: {said.partners - named}"
    # the source names partners only; what each gives and gets is the handbook's suggestion
    assert [share.partner for share in task.partners if share.ground is Ground.SOURCE] == []


def test_no_task_or_partner_stands_where_the_source_has_none(programme: Programme) -> None:
    assert list(programme.tasks) == list(TASKS)
    assert programme.partners["ttps"].from_group == "4-6"
    early = [code for code, task in programme.tasks.items() if task.group == "1-3"]
    assert [c for c in early if "ttps" in {share.partner for share in programme.tasks[c].partners}] == []


@pytest.mark.parametrize("number", STAGES)
def test_a_stage_of_the_source_is_there(number: str, programme: Programme) -> None:
    stage = programme.stages[number]

    assert stage.summary.ground is Ground.SOURCE
    assert re.search(STAGES[number], _plain(programme, stage.name, stage.summary))


@pytest.mark.parametrize(("key", "group"), ROLES)
def test_a_role_is_described_as_in_the_source(key: str, group: str, programme: Programme) -> None:
    description = programme.roles[key].groups[group].description

    assert description.ground is Ground.SOURCE
    assert re.search(ROLES[key, group], _plain(programme, description))
    assert set(programme.roles[key].groups) == {g for k, g in ROLES if k == key}


def test_partners_documents_and_topics_of_the_source_are_there(programme: Programme) -> None:
    assert set(programme.partners) >= PARTNERS
    assert set(programme.documents) >= DOCUMENTS
    assert set(programme.topics) >= {"ppsp", "pokja"}


@pytest.mark.parametrize("section", SECTIONS)
def test_every_text_of_a_section_stands_in_both_languages(section: str, programme: Programme) -> None:
    result = [(path, text) for path, text in texts(programme) if path[0] == section]

    assert programme.languages == ("id", "en")
    # A source stands as it was published, an edition need not say what is new, nor a footer stand on pages.
    assert result or section in ("appearance", "sources", "editions"), section
    lacking = [dotted(path) for path, t in result if not (t.get("id").strip() and t.get("en").strip())]
    assert lacking == []


# Private contacts: e-mail, and numbers as telephones have them (0812 3456 7890, +62 21 345 6789).
CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+\.\w+|mailto:|"
    r"(?<![\w/.=&?-])(?:\+?62|\(?0)[\s-]?\d{2,3}\)?[\s-]?\d{3,4}[\s-]?\d{3,}"
)
WRITTEN = [*DATA.glob("*.yaml"), *DATA.glob("*.txt"), *DOCS.rglob("*.md")]


@pytest.mark.parametrize("file", sorted(WRITTEN), ids=lambda file: str(file.relative_to(ROOT)))
def test_no_private_contact_stands_in_a_file(file: Path) -> None:
    assert CONTACT.findall(file.read_text(encoding="utf-8")) == []


def test_private_contacts_would_be_seen() -> None:
    for contact in ("a.b@example.org", "0812-3456-7890", "+62 21 345 6789", "(021) 3456789", "081234567890"):
        assert CONTACT.search(f"Hubungi {contact}."), contact
    for number in (
        "2010–2014",
        "https://example.org/2014/0812345678",
        "Rp 500.000.000",
        "2026-01-31",
        "s104",
    ):
        assert not CONTACT.search(number), number


def _written_files() -> Iterator[Path]:
    """What people wrote, as ../shared/tools/seed-overlap reads it."""
    endings = {".yaml", ".yml", ".md", ".json", ".csv", ".html", ".j2", ".jinja", ".py", ".typ", ".txt"}
    for place in ("data", "docs", "handbook", "macros", "tests", "deploy", "bench"):
        yield from (f for f in sorted((ROOT / place).rglob("*")) if f.suffix in endings and f.is_file())
    yield from sorted(ROOT.glob("*.md"))


def test_no_eight_words_in_a_row_are_those_of_the_source() -> None:
    """Holds in a public clone too: the source is known there by hashes (seed_runs.py)."""
    known = known_hashes()
    assert len(known) > 500

    read_files = list(_written_files())
    taken = [
        f"{file.relative_to(ROOT)}:{line}"
        for file in read_files
        for line, held in runs(file.read_text(encoding="utf-8", errors="replace"))
        if held in known
    ]

    assert len(read_files) > 50
    assert taken == []


def test_runs_of_the_source_would_be_seen() -> None:
    words = [f"word{n}" for n in range(SIZE + 2)]
    known = hashes([" ".join(words)])

    assert len(known) == 3
    assert [line for line, held in runs("Title\n" + "\n".join(words[1:])) if held in known] == [2, 3]
    assert hashes([" ".join(words[: SIZE - 1])]) == set()


def test_the_hashes_are_those_of_the_source_where_it_is_at_hand() -> None:
    at_hand = [file.read_text(encoding="utf-8") for file in sorted(SEEDS.glob("*.txt"))]

    # Where the source is not at hand (a public clone), the hashes in the repository are all there is.
    assert (hashes(at_hand) if at_hand else known_hashes()) == known_hashes()
