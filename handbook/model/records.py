"""The typed records of a programme: groups, stages, roles, tasks, partners, documents, terms, sources.

Field descriptions reach editors through `data/schema/`. The model knows no stage, role or task by name.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, field_validator, model_validator

from handbook.incremental.reads import query
from handbook.model.appearance import Appearance
from handbook.model.fields import Form, Show
from handbook.model.parts import (
    DocumentKey,
    Example,
    GroupKey,
    Mistake,
    PaperPart,
    PaperStatement,
    PartnerKey,
    PartnerShare,
    Risk,
    RoleCall,
    Section,
    StageKey,
    StageWeight,
    Statements,
    Step,
    TaskKey,
    TermKey,
    grounded_by,
)
from handbook.model.publication import About, PublishedEdition, Style
from handbook.model.region import Region
from handbook.model.source import Source
from handbook.model.text import (
    GROUND_LEFT_OPEN,
    Address,
    Entry,
    Ground,
    LanguageCode,
    Plain,
    Statement,
    Text,
)

NO_COUNTERPART = "none"

Name = Annotated[Text, Show(label="data.head.name")]
Summary = Annotated[Statement, Show(label="data.head.summary")]
Abbreviation = Annotated[Plain | None, Show(label="data.head.abbr")]
Today = Annotated[Statements, Show(Form.NOTICE, label="page.today")]
See = Annotated[tuple[Address, ...], Show(label="page.see_also")]
Month = Annotated[int, Field(ge=1, le=12), Show(internal=True)]
LastDay = Annotated[int | None, Field(ge=1, le=31), Show(internal=True)]
OverNewYear = Annotated[bool, Show(internal=True)]


class Record(Entry):
    """What has a page or an anchor of its own; its key in the YAML mapping is its id."""

    name: Name = Field(description="what it is called, in every language")


class Group(Record):
    """Stages that share roles and tasks."""

    summary: Summary = Field(description="what the group is, in one or two sentences")
    stages: tuple[StageKey, ...] = Field(description="numbers of its stages, in order")
    handover: Statements = Field((), description="what the group before hands over to this one")
    entry: Statements = Field((), description="what must be there before this group begins")
    checklist: Annotated[Statements, Show(Form.BOXES)] = Field(
        (), description="tickable lines for the change to this group, one action each, in order"
    )


class Stage(Record):
    """One stage of the programme."""

    summary: Summary = Field(description="what the stage is about, in one or two sentences")
    aims: Statements = Field((), description="what the stage is for")
    entry: Statements = Field((), description="what must exist before it starts")
    outputs: Statements = Field((), description="what comes out")
    who: Statements = Field((), description="who leads and who joins")
    first_month: Annotated[Statements, Show(Form.STEPS)] = Field(
        (), description="what to do in the first thirty days"
    )
    checklist: Annotated[Statements, Show(Form.BOXES)] = Field(
        (), description="tickable lines, one action each, in order"
    )
    risks: Annotated[tuple[Risk, ...], Show(row="stage.risk")] = Field(
        (), description="risks, early signs and responses"
    )
    overlap: Statements = Field((), description="how the stage overlaps with others")
    today: Today = Field((), description="what today's programme calls it; the first line stands on top")
    partners: tuple[PartnerKey, ...] = Field((), description="keys of partners met in this stage")
    documents: tuple[DocumentKey, ...] = Field((), description="keys of documents in play")
    see: See = Field((), description="addresses to read next, such as t/a2")


class RoleInGroup(Entry):
    """A role as one group of stages has it."""

    description: Statement = Field(description="what the role is in this group")


class Role(Record):
    """A role that the working group plays, described for each group that has it."""

    summary: Summary = Field(description="the role in one sentence")
    groups: Annotated[dict[GroupKey, RoleInGroup], Show(head="data.head.groups")] = Field(
        description="key of a group: the role's description there"
    )
    change: Statements = Field((), description="what changes from one group to the next")
    meaning: Statements = Field((), description="what it means in plain words")
    is_not: Statements = Field((), description="what the role is not")
    do: Statements = Field((), description="what to do")
    avoid: Statements = Field((), description="what to avoid")
    examples: tuple[Example, ...] = Field((), description="worked examples, invented and said to be so")
    see: See = Field((), description="addresses to read next")


class Task(Record):
    """One task, which belongs to one group of stages."""

    group: Annotated[GroupKey, Show(head="stage.group")] = Field(
        description="key of the group that has this task"
    )
    summary: Summary = Field(description="the task in one or two sentences")
    counterpart: tuple[TaskKey, ...] = Field(
        description="code of the matching task in the other group, or `none` where it has none"
    )
    change: Statements = Field((), description="how it differs from its counterpart")
    purpose: Statements = Field((), description="what it is for")
    steps: Annotated[tuple[Step, ...], Show(Form.STEPS)] = Field((), description="concrete steps, in order")
    partners: Annotated[tuple[PartnerShare, ...], Show(row="task.partner")] = Field(
        (), description="what each partner gives and gets"
    )
    outputs: Statements = Field((), description="what comes out")
    evidence: Annotated[Statements, Show(Form.BOXES)] = Field(
        (), description="things one can point to when it is done"
    )
    mistakes: tuple[Mistake, ...] = Field((), description="common mistakes and what to do instead")
    roles: tuple[RoleCall, ...] = Field((), description="roles that the task calls on")
    stages: tuple[StageWeight, ...] = Field((), description="stages in which it weighs most")
    documents: tuple[DocumentKey, ...] = Field((), description="keys of documents it works on")
    terms: Annotated[tuple[TermKey, ...], Show(label="page.terms")] = Field(
        (), description="keys of glossary terms worth knowing here"
    )
    see: See = Field((), description="addresses to read next")
    today: Today = Field((), description="what today's programme does instead; the first line stands on top")
    set_by_others: Annotated[bool, Show(label="data.head.set_by_others", internal=True)] = Field(
        False, description="true for a task that stands for further ones: checklists leave blank lines there"
    )

    @field_validator("counterpart", mode="before")
    @classmethod
    def _none_or_one_is_a_list(cls, value: Any) -> Any:
        if value == NO_COUNTERPART:
            return []
        return [value] if isinstance(value, str) else value


class LocalTask(Task):
    """A task that a region has set for a group of stages; its key begins with the code of the region."""

    model_config = GROUND_LEFT_OPEN

    counterpart: tuple[TaskKey, ...] = Field((), description="none: regions set their tasks for one group")


class Partner(Record):
    """Someone outside the working group with whom it works."""

    abbr: Abbreviation = Field(None, description="abbreviation, if it has one")
    summary: Summary = Field(description="who it is, in one or two sentences")
    from_group: Annotated[GroupKey | None, Show(head="data.head.from_group")] = Field(
        None, description="key of the first group in which it takes part"
    )
    duties: Statements = Field((), description="what it does")
    meets: Statements = Field((), description="when and how one meets it")
    today: Today = Field((), description="what it is called today; the first line stands on top")
    see: See = Field((), description="addresses to read next")


class Document(Record):
    """A document or system that the work produces or uses."""

    abbr: Abbreviation = Field(None, description="abbreviation, if it has one")
    summary: Summary = Field(description="what it is, in one or two sentences")
    made_in: Annotated[StageKey | None, Show(label="document.made_in")] = Field(
        None, description="number of the stage in which it is first made, if it is made in one"
    )
    contents: Statements = Field((), description="outline of its contents")
    made_by: Statements = Field((), description="who makes it and how")
    signed_by: Statements = Field((), description="who signs or approves it")
    used_by: Statements = Field((), description="who uses it and for what")
    meets: Statements = Field((), description="when the working group meets it")
    passes_on: Statements = Field((), description="what of it goes into the next document")
    feeds: tuple[DocumentKey, ...] = Field((), description="keys of documents that build on it")
    today: Today = Field((), description="what it is called today; the first line stands on top")
    see: See = Field((), description="addresses to read next")


class Paper(Record):
    """A paper to fill in, such as a letter: a file for word processors, and a sheet to print."""

    model_config = GROUND_LEFT_OPEN

    summary: Summary = Field(description="what it is for and when it is used, in one or two sentences")
    title: Annotated[Text | None, Show(label="data.head.title")] = Field(
        None, description="what stands on top of the paper itself, if not its name"
    )
    ground: Annotated[Ground | None, Show(internal=True)] = Field(
        None, description="the ground of notes and parts that state none themselves"
    )
    stages: tuple[StageKey, ...] = Field((), description="numbers of stages in which it is used")
    tasks: tuple[TaskKey, ...] = Field((), description="codes of tasks that need it")
    documents: tuple[DocumentKey, ...] = Field((), description="keys of documents that it serves")
    notes: tuple[PaperStatement, ...] = Field(
        (), description="hints for those who fill it in; they stand on the page only"
    )
    parts: tuple[PaperPart, ...] = Field(description="the paper itself, in order")
    see: See = Field((), description="addresses to read next")

    @model_validator(mode="before")
    @classmethod
    def _ground_for_all(cls, value: Any) -> Any:
        """Give its ground to what states none, so that editors write it once."""
        ground = value.get("ground") if isinstance(value, dict) else None
        return value if ground is None else {k: grounded_by(ground, k, v) for k, v in value.items()}


class Topic(Record):
    """A page about the programme, the working group or another matter, in sections."""

    summary: Summary = Field(description="the matter in one or two sentences")
    sections: tuple[Section, ...] = Field((), description="parts of the page")
    see: See = Field((), description="addresses to read next")


class Term(Record):
    """A glossary term."""

    abbr: Abbreviation = Field(None, description="abbreviation, if it has one")
    definition: Annotated[Statement, Show(label="data.head.definition")] = Field(
        description="one or two sentences"
    )
    synonyms: Annotated[dict[LanguageCode, tuple[Plain, ...]], Show(head="data.head.synonyms")] = Field(
        default_factory=dict,
        description="per language: other names and what people really type; foreign ones as [words]{en}",
    )
    spell_out: Annotated[bool, Show(internal=True, head="data.head.spell_out")] = Field(
        False, description="true where each page spells its abbreviation out at the first use"
    )
    confused_with: Annotated[tuple[TermKey, ...], Show(head="data.head.confused_with")] = Field(
        (), description="keys of terms it is often taken for"
    )
    see: See = Field((), description="addresses to read next")


class Question(Record):
    """A question as people ask it (`name`) and its answer."""

    answer: Statement = Field(description="the answer in two to four sentences")
    see: See = Field((), description="addresses to read next")


class Change(Record):
    """What changed in the handbook for its readers. Its key stays: feed readers know the change by it."""

    date: Plain = Field(description="day of the change, year-month-day")
    text: Statement = Field(description="what readers find now that they did not find before")
    see: See = Field((), description="addresses to read next")


class CalendarEvent(Record):
    """What recurs every year in certain months, and what the work has to have ready for it.

    It lasts from the first day of its first month to the end of its last one, or to `last_day` there.
    """

    summary: Summary = Field(description="what happens, in one or two sentences")
    begins: Month = Field(description="number of the month in which it begins, 1 to 12")
    ends: Month = Field(description="number of the month in which it ends; the same for a single month")
    last_day: LastDay = Field(None, description="day of the last month by which it has to be over, if any")
    over_new_year: OverNewYear = Field(False, description="true where it ends in the year after it began")
    rule: Statement = Field(description="the time in words, and the rule that sets it")
    brings: Statements = Field((), description="what the working group brings")
    practice: Statements = Field((), description="where practice or documents differ from the rule")
    tasks: tuple[TaskKey, ...] = Field((), description="codes of tasks that prepare it")
    stages: tuple[StageKey, ...] = Field((), description="numbers of stages that depend on it")
    documents: tuple[DocumentKey, ...] = Field((), description="keys of documents in play")
    partners: tuple[PartnerKey, ...] = Field((), description="keys of partners whom one meets")
    see: See = Field((), description="addresses to read next")


class Programme(Entry):
    """All data of one handbook, as typed records in the order of the files."""

    programme: About
    appearance: Appearance = Field(default_factory=Appearance)
    groups: dict[Plain, Group] = Field(default_factory=dict)
    stages: dict[Plain, Stage] = Field(default_factory=dict)
    roles: dict[Plain, Role] = Field(default_factory=dict)
    tasks: dict[Plain, Task] = Field(default_factory=dict)
    partners: dict[Plain, Partner] = Field(default_factory=dict)
    documents: dict[Plain, Document] = Field(default_factory=dict)
    papers: dict[Plain, Paper] = Field(default_factory=dict)
    topics: dict[Plain, Topic] = Field(default_factory=dict)
    terms: dict[Plain, Term] = Field(default_factory=dict)
    questions: dict[Plain, Question] = Field(default_factory=dict)
    calendar: dict[Plain, CalendarEvent] = Field(default_factory=dict)
    changes: dict[Plain, Change] = Field(default_factory=dict)
    sources: dict[Plain, Source] = Field(default_factory=dict)
    labels: dict[Plain, Text] = Field(default_factory=dict)
    redirects: dict[Plain, Address] = Field(default_factory=dict)
    editions: dict[Plain, PublishedEdition] = Field(default_factory=dict)
    style: dict[Plain, Style] = Field(default_factory=dict)
    region: Region | None = None
    local_tasks: dict[Plain, LocalTask] = Field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """Language codes, each once; the first is the text that counts."""
        return tuple(dict.fromkeys(self.programme.languages))

    @query
    def group_of(self, stage: str) -> str | None:
        """Key of the group that lists `stage`, or None."""
        return next((key for key, group in self.groups.items() if stage in group.stages), None)
