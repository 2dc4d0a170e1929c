"""The training outlines of this programme fill half a day and hand out what a trainer needs."""

from __future__ import annotations

import pytest

from handbook.model.parts import Section
from handbook.source.load import load
from tests.places import ROOT

PROGRAMME = load(ROOT / "data")
HALF_A_DAY = range(180, 241)  # minutes
OUTLINES = [
    (topic, section) for topic, held in PROGRAMME.topics.items() for section in held.sections if section.plan
]


def test_there_is_an_outline_for_each_group_of_stages() -> None:
    assert len(OUTLINES) >= len(PROGRAMME.groups)


@pytest.mark.parametrize(("topic", "section"), OUTLINES, ids=lambda value: getattr(value, "key", value))
def test_an_outline_fills_half_a_day_and_is_our_own_proposal(topic: str, section: Section) -> None:
    assert sum(item.minutes for item in section.plan) in HALF_A_DAY, topic
    assert {item.ground for item in section.plan} == {"editorial"}
    for item in section.plan:
        exercise = item.handouts or item.materials or item.minutes <= 15
        assert exercise, (topic, item)


@pytest.mark.parametrize(("topic", "section"), OUTLINES, ids=lambda value: getattr(value, "key", value))
def test_an_outline_hands_out_leaflets_sheets_and_checklists(topic: str, section: Section) -> None:
    kinds = {name.split("/")[0] for item in section.plan for name in item.handouts}
    assert {"leaflet", "task", "checklist", "stage-checklist", "poster", "slide"} <= kinds, topic
