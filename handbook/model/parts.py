"""What records are made of: references to others by key, and entries of more than one text.

Field descriptions reach editors through the JSON Schemas in `data/schema/`.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from handbook.model.fields import Show
from handbook.model.text import (
    GROUND_LEFT_OPEN,
    Entry,
    FileName,
    Grounded,
    Plain,
    Refers,
    Statement,
    Text,
)

GroupKey = Annotated[str, Refers("groups")]
StageKey = Annotated[str, Refers("stages")]
RoleKey = Annotated[str, Refers("roles")]
TaskKey = Annotated[str, Refers("tasks")]
PartnerKey = Annotated[str, Refers("partners")]
DocumentKey = Annotated[str, Refers("documents")]
TermKey = Annotated[str, Refers("terms")]

Statements = tuple[Statement, ...]


class Risk(Statement):
    """A risk, with the early sign by which it is seen and what to do about it."""

    sign: Annotated[Text | None, Show(label="stage.sign")] = Field(None, description="how it shows early")
    response: Annotated[Text | None, Show(label="stage.response")] = Field(
        None, description="what to do then"
    )


class Step(Statement):
    """One step of a task: the action, who does it, what it leaves behind."""

    who: Annotated[Text | None, Show(label="task.step_who")] = Field(None, description="who does this step")
    leaves: Annotated[Text | None, Show(label="task.step_leaves")] = Field(
        None, description="what the step leaves behind: a note, a list, a draft"
    )


class Mistake(Statement):
    """A common mistake and what to do instead."""

    instead: Annotated[Text, Show(label="data.instead")] = Field(description="what to do instead")


class PartnerShare(Grounded):
    """What one partner gives to a task and gets from it."""

    partner: PartnerKey = Field(description="key of a partner")
    gives: Annotated[Text | None, Show(label="task.gives")] = Field(
        None, description="what the partner gives"
    )
    gets: Annotated[Text | None, Show(label="task.gets")] = Field(None, description="what the partner gets")


class RoleCall(Grounded):
    """A role that a task calls on."""

    role: RoleKey = Field(description="key of a role")
    why: Annotated[Text | None, Show(label="data.why")] = Field(None, description="why, in one sentence")


class StageWeight(Grounded):
    """A stage in which a task weighs most."""

    stage: StageKey = Field(description="number of a stage")
    why: Annotated[Text | None, Show(label="data.why")] = Field(None, description="why, in one sentence")


class Example(Statement):
    """A worked example with its title."""

    title: Annotated[Text, Show(label="data.example_title")] = Field(description="title of the example")


class PlanItem(Statement):
    """One item of a session's plan: what is done, for how long, with what."""

    minutes: int = Field(ge=1, description="how many minutes it takes")
    materials: Annotated[Text | None, Show(label="plan.materials")] = Field(
        None, description="what to have at hand"
    )
    handouts: tuple[FileName, ...] = Field(
        (), description="files to hand out or show: leaflet/1, task/a2, checklist/1-3, poster, slide/t/a2"
    )


class Event(Statement):
    """What happened or holds at a time: one entry of a timeline."""

    when: Annotated[Text, Show(label="timeline.when")] = Field(description="year or years, such as 2010–2014")


class PaperTable(Entry):
    """A table of a paper, with empty rows to fill in."""

    columns: tuple[Text, ...] = Field(min_length=1, description="heads of the columns")
    rows: int = Field(5, ge=1, le=40, description="how many rows there are to fill in")
    first: tuple[Text, ...] = Field((), description="what stands in the first cell of each row, from the top")

    @property
    def row_count(self) -> int:
        """How many rows it has: at least one for each first cell that is given."""
        return max(self.rows, len(self.first))


class PaperStatement(Statement):
    """A statement of a paper; without a ground of its own it has that of the paper."""

    model_config = GROUND_LEFT_OPEN


class PaperPart(Entry):
    """One part of a paper: just one of its fields holds it; `title` and `numbered` say more about it.

    Words in braces are blanks: `{day and date}` is filled in by those who use the paper.
    """

    heading: Text | None = Field(None, description="a heading")
    text: PaperStatement | None = Field(None, description="a paragraph; words in braces are blanks")
    items: tuple[PaperStatement, ...] = Field(
        (), description="points, one a line; words in braces are blanks"
    )
    fields: tuple[Text, ...] = Field((), description="what to fill in, each with its blank beside it")
    table: PaperTable | None = Field(None, description="a table with empty rows")
    boxes: tuple[PaperStatement, ...] = Field((), description="lines with a box to tick")
    signature: Text | None = Field(None, description="who signs: office or part in the matter")
    title: Text | None = Field(None, description="a line above items, fields, table or boxes")
    numbered: bool = Field(False, description="true where items have numbers")
    on_new_page: bool = Field(
        False, description="true where a heading begins a page, such as that of an annex"
    )


PAPER_THINGS = ("heading", "text", "items", "fields", "table", "boxes", "signature")
"""The fields of which a part of a paper has just one."""


class Section(Entry):
    """A part of a topic page: anchor, title and statements, or the plan of a session."""

    key: Plain = Field(description="anchor of the part, small letters and hyphens")
    title: Text = Field(description="heading")
    points: Statements = Field((), description="what the part says, one statement a line")
    events: tuple[Event, ...] = Field((), description="what happened when, the earliest first: a timeline")
    plan: tuple[PlanItem, ...] = Field((), description="plan of a session, item by item, with minutes")
    ordered: bool = Field(False, description="true where the order of the points counts")
    handouts: tuple[FileName, ...] = Field((), description="files to hand out, named as in a plan")


_STATING = ("notes", "text", "items", "boxes")


def grounded_by(ground: Any, field: str, value: Any) -> Any:
    """What `field` of a paper holds as written in YAML; each statement without a ground has this one."""
    if field == "parts" and isinstance(value, list):
        return [
            {name: grounded_by(ground, name, held) for name, held in part.items()}
            if isinstance(part, dict)
            else part
            for part in value
        ]
    if field in _STATING and isinstance(value, list):
        return [_with_ground(ground, statement) for statement in value]
    return _with_ground(ground, value) if field in _STATING else value


def _with_ground(ground: Any, statement: Any) -> Any:
    if isinstance(statement, dict) and statement.get("ground") is None:
        return {**statement, "ground": ground}
    return statement
