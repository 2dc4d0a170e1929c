"""Views are pure functions of a programme and a language."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from handbook.localised import Locale, locales
from handbook.model.records import Programme
from handbook.source.load import load, read
from handbook.views import navigation, outline, pages, relations, transition
from tests.places import LIBRARIES, LIBRARIES_DOCS


@pytest.fixture(scope="module")
def own() -> Programme:
    return load(LIBRARIES)


@pytest.fixture(scope="module")
def locale() -> Locale:
    return locales(read(LIBRARIES, LIBRARIES_DOCS))["id"]


def task(name: str, group: str, counterpart: list[str] | str) -> dict[str, Any]:
    return {
        "name": {"id": name, "en": f"{name} en"},
        "group": group,
        "counterpart": counterpart,
        "summary": {"id": name, "en": f"{name} en", "ground": "editorial"},
    }


def three_groups() -> Programme:
    """A programme in which each way of changing happens between three groups."""
    text = {"id": "a", "en": "b"}
    groups = {key: {"name": text, "summary": text, "stages": [str(n)]} for n, key in enumerate("xyz")}
    tasks = {
        "X1": task("sama", "x", ["Y1", "Z1"]),
        "Y1": task("sama", "y", ["X1", "Z1"]),
        "Z1": task("beda", "z", ["X1", "Y1"]),
        "X2": task("pergi", "x", "none"),
        "Y2": task("datang", "y", "none"),
    }
    about = {
        "title": text,
        "tagline": text,
        "name": text,
        "languages": ["id", "en"],
        "language_names": {"id": "I", "en": "E"},
        "edition": "1",
        "date": "2026-01-01",
        "publisher": text,
        "licence": {"name": "L", "address": "https://example.org"},
    }
    held = {key: {"description": text} for key in "xz"}
    roles = {"r": {"name": text, "summary": text, "groups": held}}
    return Programme.model_validate({"programme": about, "groups": groups, "tasks": tasks, "roles": roles})


def test_transitions_between_three_groups() -> None:
    first, second = transition.transitions(three_groups())
    result = [(c.change.value, c.before, c.after) for c in first.tasks]
    assert result == [("stays", "X1", "Y1"), ("leaves", "X2", None), ("arrives", None, "Y2")]
    assert [(c.change.value, c.before, c.after) for c in second.tasks] == [
        ("reworded", "Y1", "Z1"),
        ("leaves", "Y2", None),
    ]
    assert [c.change.value for c in first.roles] == ["leaves"]
    assert [c.change.value for c in second.roles] == ["arrives"]


def test_what_changes_between_two_groups(own: Programme) -> None:
    (move,) = transition.transitions(own)
    result = {change: [(c.before, c.after) for c in move.tasks_by(change)] for change in transition.Change}
    assert result == {
        "stays": [],
        "reworded": [("S1", "L1"), ("S3", "L2"), ("S4", "L3")],
        "leaves": [("S2", None)],
        "arrives": [(None, "L4"), (None, "L5")],
    }
    assert {c.role: c.change.value for c in move.roles} == {
        "perintis": "leaves",
        "penghubung": "reworded",
        "pustakawan": "reworded",
        "pendongeng": "arrives",
        "pencatat": "arrives",
    }
    assert move.partners == ("penerbit",)


def test_tasks_that_weigh_most_in_a_stage_come_first(own: Programme) -> None:
    for number in own.stages:
        result = relations.tasks_of_stage(own, number)
        weights = [item.weighs_most for item in result]
        assert weights == sorted(weights, reverse=True)
        tasks = [(own.tasks[item.code], item.weighs_most) for item in result]
        assert {task.group for task, _ in tasks} == {own.group_of(number)}
        assert all((number in {w.stage for w in task.stages}) == weighs for task, weighs in tasks)


def test_tasks_that_call_on_a_role_are_told_by_group(own: Programme) -> None:
    for role in own.roles:
        for group, codes in relations.tasks_calling(own, role).items():
            for code in codes:
                assert own.tasks[code].group == group
                assert role in {call.role for call in own.tasks[code].roles}


def test_partners_and_documents_are_found_from_both_sides(own: Programme) -> None:
    assert relations.tasks_with_partner(own, "kepala-desa") == ["S1", "S2"]
    assert relations.stages_with_partner(own, "kepala-desa") == ["1", "2", "3"]
    assert relations.groups_from(own, "layan") == ["layan"]
    assert relations.groups_from(own, None) == ["siap", "layan"]
    assert relations.documents_feeding(own, "laporan-pinjam") == ["buku-induk"]
    assert relations.tasks_on_document(own, "buku-induk") == ["S3", "S4", "L3"]
    assert relations.stages_with_document(own, "buku-induk") == ["2", "3"]


def test_what_a_partner_gives_and_gets_is_gathered_from_the_tasks(own: Programme) -> None:
    shares = dict(relations.shares_of_partner(own, "kepala-desa"))
    assert list(shares) == ["S1", "S2"]
    assert shares["S2"] in own.tasks["S2"].partners


def test_the_items_of_a_plan_begin_when_those_before_end(own: Programme) -> None:
    plan = next(section.plan for section in own.topics["pelatih"].sections if section.plan)
    clock = relations.clock(plan)
    assert [item for _, item in clock] == list(plan)
    assert clock[0][0] == 0
    ends = [start + item.minutes for start, item in clock]
    assert [start for start, _ in clock[1:]] == ends[:-1]


def test_terms_on_a_page_are_those_its_abbreviations_stand_for(own: Programme) -> None:
    result = relations.terms_on_page(own, (own.tasks["S4"], own.topics["gerakan"]))
    assert list(result) == ["gtbd", "nib"]  # in the order of the glossary
    assert relations.terms_on_page(own, own.tasks["L4"].name) == {}


def test_neighbours_end_with_the_section(locale: Locale) -> None:
    made = {page.address: page for page in pages.pages(locale)}
    tasks = [page for page in made.values() if page.section == "tasks" and page.key]
    assert tasks[0].previous is None
    assert tasks[-1].next is None
    for before, after in pairwise(tasks):
        assert before.next and before.next.address == after.address
        assert after.previous and after.previous.address == before.address


@pytest.mark.parametrize("length", [10, 155, 156, 400])
def test_descriptions_are_cut_at_words(length: int) -> None:
    text = ("kata kalimat " * 60)[:length].strip()
    short = pages.shorten(text)
    assert len(short) <= 157
    if short != text:
        assert short.endswith(" …")
        assert text.startswith(f"{short[:-2]} ")


def test_a_long_section_is_listed_around_the_page_that_is_read() -> None:
    links = tuple(pages.PageLink(f"t/{n}", str(n)) for n in range(navigation.WHOLE + 1))
    section = navigation.NavSection("tasks", "Tugas", "t", links)
    assert not section.whole
    assert [link.address for link in section.around("t/20")] == [f"t/{n}" for n in range(15, 26)]
    assert [link.address for link in section.around("t/0")] == [f"t/{n}" for n in range(6)]
    assert section.around("s/1") == ()
    assert section.holds("t") and section.holds("t/3") and not section.holds("s/1")


def test_a_short_section_is_listed_whole() -> None:
    links = tuple(pages.PageLink(f"t/{n}", str(n)) for n in range(navigation.WHOLE))
    assert navigation.NavSection("tasks", "Tugas", "t", links).around("elsewhere") == links


def test_a_long_section_stands_in_its_groups(locale: Locale, monkeypatch: pytest.MonkeyPatch) -> None:
    def grouped(section: str) -> list[tuple[str, list[str]]]:
        (one,) = (held for held in navigation.navigation(locale) if held.kind == section)
        return [(group.title, [link.address for link in group.links]) for group in one.groups]

    count = len(locale.programme.tasks)
    monkeypatch.setattr(navigation, "FLAT", count)
    assert grouped("tasks") == []
    monkeypatch.setattr(navigation, "FLAT", count - 1)
    assert [title for title, _ in grouped("tasks")] == [locale.name("groups", g) for g in ("siap", "layan")]
    assert sum(len(links) for _, links in grouped("tasks")) == count
    monkeypatch.setattr(navigation, "FLAT", 0)
    assert grouped("documents") == []  # belong to no group


def test_the_navigation_lists_every_page_once(locale: Locale) -> None:
    listed = [link.address for section in navigation.navigation(locale) for link in section.links]
    listed += [section.address for section in navigation.navigation(locale) if section.address]
    assert len(listed) == len(set(listed))
    made = {page.address for page in pages.pages(locale)} | set(locale.prose) - {""}
    assert made <= set(listed)


def test_a_stale_record_marks_its_page_and_the_overviews_that_show_it(locale: Locale) -> None:
    stale = replace(locale, stale=frozenset({"tasks.S4"}))
    marked = {page.address for page in pages.pages(stale) if page.stale}
    assert marked == {"t/s4", "t", "change"}


def test_html_is_only_what_we_make(locale: Locale) -> None:
    programme = load(LIBRARIES)
    text = programme.programme.title.model_copy(update={"wording": {"id": '<b>&"[[nowhere]]', "en": "x"}})
    assert re.sub(r"&#x27;|&quot;", '"', locale.html(text, "id", "")) == '&lt;b&gt;&amp;"nowhere'


def test_a_page_that_an_answer_leads_to_is_not_named_again_below_it() -> None:
    programme = load(LIBRARIES)
    question = programme.questions["mulai"]  # its answer leads to t/s1, and it names s/1 to read next
    both = question.model_copy(update={"see": ("t/s1", "s/1")})
    for held in (question, both):
        asked = programme.model_copy(update={"questions": {"mulai": held}})
        (see,) = outline.outline(Locale(asked, "id"), "questions", "mulai")
        assert [item.named for item in see.items] == [("stages", "1")]
