"""How the pages of each kind are laid out: what follows from other records, and its place.

The fields of a record follow in the order of the model, each as its type declares (`views.field_blocks`). A
layout names only exceptions: fields and other blocks that come first, and blocks before a field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from handbook.localised import Locale
from handbook.markup import inline
from handbook.model.addresses import slug
from handbook.model.fields import Form
from handbook.model.kinds import KINDS
from handbook.model.parts import PlanItem, Section
from handbook.model.records import CalendarEvent, Paper, Partner, Question, Role, Stage, Task, Term, Topic
from handbook.outputs.papers import DOCX
from handbook.views import relations
from handbook.views.blocks import Block, Item, links, see_also, statements
from handbook.views.calendar_year import period
from handbook.views.few import few, tasks_of_stage
from handbook.views.field_blocks import field_block
from handbook.views.papers import told
from handbook.views.passages import passages_of_source
from handbook.views.pictures.on_pages import picture_of_record
from handbook.views.region import local_tasks_of_stage, local_tasks_of_task
from handbook.views.today import where_things_stand
from handbook.views.transition import change_of, role_change

Maker = Callable[[Locale, str, Any], Iterator[Block]]
"""Gives blocks for a record and its key."""


@dataclass(frozen=True)
class Made:
    """Blocks that are not simply a field; they replace the field `of`, if that is named.

    `labelled` is true if they have the label of that field.
    """

    maker: Maker
    of: str = ""
    labelled: bool = False


@dataclass(frozen=True)
class Layout:
    """How the pages of a kind differ from the order of its fields.

    `ahead` are fields and blocks before the facts, `first` those that come next, `before` blocks that precede
    a field, `elsewhere` fields that the template of its overview shows in a separate place.
    """

    ahead: tuple[str | Made, ...] = ()
    first: tuple[str | Made, ...] = ()
    before: Mapping[str, Made] = field(default_factory=dict)
    elsewhere: frozenset[str] = frozenset()

    @property
    def shown(self) -> frozenset[str]:
        """The fields that are not shown in the order of the model."""
        return self.elsewhere | {part if isinstance(part, str) else part.of for part in self._placed}

    @property
    def unlabelled(self) -> frozenset[str]:
        """The fields whose own labels no page shows."""
        made = (part for part in self._placed if isinstance(part, Made) and not part.labelled)
        return self.elsewhere | {part.of for part in made}

    @property
    def _placed(self) -> tuple[str | Made, ...]:
        return (*self.ahead, *self.first, *self.before.values())


def _group_of_stage(locale: Locale, key: str, _stage: Any) -> Iterator[Block]:
    t, programme = locale.label, locale.programme
    group = programme.group_of(key)
    if group:
        roles = relations.roles_of_group(programme, group)
        yield Block("group", t("stage.group"), links("groups", [group]), Form.FACTS)
        yield Block("roles", t("stage.roles"), links("roles", roles), Form.FACTS, found=False)


def _today_of_stage(locale: Locale, key: str, _stage: Stage) -> Iterator[Block]:
    held = where_things_stand(locale, "stages", key)
    yield Block("today", locale.label("page.today"), statements(held), Form.NOTICE)


def _route_of_stage(locale: Locale, key: str, _stage: Any) -> Iterator[Block]:
    picture = picture_of_record(locale, "stages", key)
    if picture is not None:
        yield Block("route", picture.title, form=Form.PICTURE, picture=picture)


def _counterpart(locale: Locale, key: str, task: Task) -> Iterator[Block]:
    t, programme = locale.label, locale.programme
    if len(programme.groups) > 1:
        items = (
            Item(named=("tasks", code), note=t(f"change.{change_of(programme, key, code)}"))
            for code in task.counterpart
            if code in programme.tasks
        )
        title, none = t("task.counterpart"), t("task.no_counterpart")
        yield Block("counterpart", title, tuple(items), Form.FACTS, empty=none, found=False)


def _partners_of_task(locale: Locale, key: str, task: Task) -> Iterator[Block]:
    block = field_block(locale, "tasks", task, "partners")
    note = locale.label("partner.shares_note") if block.form is Form.TABLE else ""
    yield replace(block, note=note, picture=picture_of_record(locale, "tasks", key))


def _groups_of_role(locale: Locale, key: str, role: Role) -> Iterator[Block]:
    """The role in each group of stages, side by side if there are several."""
    groups = list(locale.programme.groups)
    parts = tuple(_role_in_group(locale, key, role, place, groups) for place in range(len(groups)))
    if len(parts) > 1:
        yield Block("groups", locale.label("role.by_group"), parts=parts, style="side-by-side")
    else:
        yield from parts


def _role_in_group(locale: Locale, key: str, role: Role, place: int, groups: list[str]) -> Block:
    t, group = locale.label, groups[place]
    title = t("role.in_group", group=locale.name("groups", group))
    before, after = role.groups.get(groups[place - 1]) if place else None, role.groups.get(group)
    parts = []
    if place and (before or after):
        names = {"group": locale.name("groups", groups[place - 1])}
        words = t(f"role.compared.{role_change(before, after)}", **names)
        parts.append(Block(f"compared-{group}", "", (Item(note=words),), Form.PARAGRAPHS, style="compared"))
    if after is None:
        words = t("role.not_in_group", group=locale.name("groups", group))
        return Block(
            f"group-{group}", title, (Item(note=words),), Form.PARAGRAPHS, parts=tuple(parts), style="absent"
        )
    calls = links("tasks", relations.tasks_calling(locale.programme, key).get(group, ()))
    if calls:
        parts.append(Block(f"calls-{group}", t("role.called_by"), calls, Form.LINE, style="calls"))
    return Block(
        f"group-{group}", title, statements([after.description]), Form.PARAGRAPHS, parts=tuple(parts)
    )


def _tasks_of_role(locale: Locale, key: str, _role: Any) -> Iterator[Block]:
    picture = picture_of_record(locale, "roles", key)
    if picture is not None:
        yield Block("tasks", locale.label("tasks_by_stage.of_role"), found=False, picture=picture)


def _place_of_partner(locale: Locale, key: str, partner: Partner) -> Iterator[Block]:
    t, programme = locale.label, locale.programme
    if len(programme.groups) > 1:
        groups = relations.groups_from(programme, partner.from_group)
        yield Block("groups", t("partner.groups"), links("groups", groups), Form.FACTS)
    tasks = relations.tasks_with_partner(programme, key)
    yield Block("tasks", t("partner.tasks"), few("tasks", tasks), Form.FACTS, found=False)
    stages = relations.stages_with_partner(programme, key)
    yield Block("stages", t("partner.stages"), few("stages", stages), Form.FACTS, found=False)


def _shares_of_partner(locale: Locale, key: str, _partner: Any) -> Iterator[Block]:
    t = locale.label
    heads = (t("partner.task"), t("task.gives"), t("task.gets"))
    items = (
        Item(named=("tasks", code), details=((heads[1], share.gives), (heads[2], share.gets)))
        for code, share in relations.shares_of_partner(locale.programme, key)
    )
    title, note = t("partner.shares"), t("partner.shares_note")
    yield Block("shares", title, tuple(items), Form.TABLE, heads, note, style="partners")


def _sources_of_document(locale: Locale, key: str, _document: Any) -> Iterator[Block]:
    built_on = relations.documents_feeding(locale.programme, key)
    title = locale.label("document.built_on")
    yield Block("built_on", title, few("documents", built_on), Form.FACTS, found=False)


def _picture_of_document(locale: Locale, key: str, _document: Any) -> Iterator[Block]:
    picture = picture_of_record(locale, "documents", key)
    yield Block("around", "", form=Form.PICTURE, picture=picture)


def _use_of_document(locale: Locale, key: str, _document: Any) -> Iterator[Block]:
    t, programme = locale.label, locale.programme
    tasks = relations.tasks_on_document(programme, key)
    yield Block("tasks", t("document.tasks"), few("tasks", tasks), Form.FACTS, found=False)
    stages = relations.stages_with_document(programme, key)
    yield Block("stages", t("document.stages"), few("stages", stages), Form.FACTS, found=False)


def _sections_of_topic(locale: Locale, _key: str, topic: Topic) -> Iterator[Block]:
    for section in topic.sections:
        yield Block(section.key, section.title, parts=tuple(_parts_of_section(locale, section)))


def _parts_of_section(locale: Locale, section: Section) -> Iterator[Block]:
    t = locale.label
    if section.plan:
        heads = (t("plan.minutes"), t("plan.what"), t("plan.materials"))
        items = tuple(_item_of_plan(heads[2], start, item) for start, item in relations.clock(section.plan))
        total = t("plan.total", minutes=sum(item.minutes for item in section.plan))
        yield Block(f"{section.key}-plan", "", items, Form.TABLE, heads, total, style="plan")
    if section.points:
        one = Form.PARAGRAPHS if len(section.points) == 1 else Form.POINTS
        form = Form.ORDERED if section.ordered and len(section.points) > 1 else one
        yield Block(section.key, "", statements(section.points), form)
    if section.events:
        events = tuple(Item(event.when, details=(("", event),), ground=event) for event in section.events)
        yield Block(f"{section.key}-times", "", events, Form.TIMELINE, style="timeline")
    if section.handouts:
        yield Block(f"{section.key}-files", "", (Item(files=section.handouts),), Form.FILES)


def _item_of_plan(materials: str, start: int, item: PlanItem) -> Item:
    details = ((materials, item.materials),)
    return Item(
        item, details=details, ground=item, note=f"{start}–{start + item.minutes}", files=item.handouts
    )


def _synonyms(locale: Locale, _key: str, term: Term) -> Iterator[Block]:
    words = (Item(note=word) for word in term.synonyms.get(locale.language, ()))
    yield Block("synonyms", locale.label("term.synonyms"), tuple(words), Form.LINE, style="synonyms")


def _confused_with(locale: Locale, _key: str, term: Term) -> Iterator[Block]:
    others = links("terms", term.confused_with)
    yield Block("confused_with", locale.label("term.confused_with"), others, Form.LINE, style="confused")


def _beyond_the_answer(locale: Locale, _key: str, question: Question) -> Iterator[Block]:
    """What to read after a question, except the records to which its answer already links."""
    result = set(inline.record_links(question.answer.get(locale.language)))
    yield see_also(locale, [target for target in question.see if target not in result])


def _time_of_event(locale: Locale, _key: str, event: CalendarEvent) -> Iterator[Block]:
    title = locale.label("page.line_title", title=locale.label("event.time"))
    yield Block("time", title, (Item(note=period(locale, event)),), Form.LINE)


def _rule_of_event(locale: Locale, _key: str, event: CalendarEvent) -> Iterator[Block]:
    title = locale.label("page.line_title", title=locale.label("event.rule"))
    yield Block("rule", title, statements([event.rule]), Form.LINE)


def _files_of_paper(_locale: Locale, key: str, _paper: Paper) -> Iterator[Block]:
    names = tuple(f"{form}/{slug(key)}" for form in (DOCX, *KINDS["papers"].printed))
    yield Block("files", "", (Item(files=names),), Form.FILES, found=False)


def _parts_of_paper(locale: Locale, _key: str, paper: Paper) -> Iterator[Block]:
    yield Block("paper", locale.label("paper.parts"), told(locale, paper), Form.PAPER)


def _naming(of: str, section: str) -> Made:
    """The records of the section `of` that name a record of `section`; of many only how many there are."""

    def maker(locale: Locale, key: str, _record: Any) -> Iterator[Block]:
        keys = relations.naming(locale.programme, of, section, key)
        yield Block(of, locale.label(f"named_in.{of}"), few(of, keys, _MANY), Form.FACTS, found=False)

    return Made(maker)


def _named_in_late(locale: Locale, key: str, task: Task) -> Iterator[Block]:
    """Events and papers that name a task: each on a line near the end, since what to do comes first."""
    for of in ("calendar", "papers"):
        for block in _naming(of, "tasks").maker(locale, key, task):
            title = locale.label("page.line_title", title=block.title)
            yield replace(block, title=title, form=Form.LINE)


_MANY = 3  # names that a fact on a page lists
_OF_SOURCES = ("title", "language", "issuer", "year", "address", "certainty", "origin", "note")

LAYOUTS: Mapping[str, Layout] = {
    "groups": Layout(elsewhere=frozenset({"stages", "handover", "entry", "checklist"})),
    "stages": Layout(
        ahead=(
            Made(_today_of_stage, "today", labelled=True),
            Made(_route_of_stage),
            "first_month",
            "checklist",
            Made(tasks_of_stage),
            Made(local_tasks_of_stage),
        ),
        first=(Made(_group_of_stage), "partners", "documents"),
    ),
    "roles": Layout(first=(Made(_groups_of_role, "groups"), "change", Made(_tasks_of_role))),
    "tasks": Layout(
        ahead=("today", Made(local_tasks_of_task)),
        first=(
            "group",
            "stages",
            "roles",
            Made(_counterpart, "counterpart"),
            "documents",
            "steps",
            "purpose",
        ),
        before={"outputs": Made(_partners_of_task, "partners", labelled=True), "see": Made(_named_in_late)},
        elsewhere=frozenset({"terms"}),
    ),
    "local_tasks": Layout(
        first=("group", "stages", "roles", "documents", "steps", "purpose"),
        elsewhere=frozenset({"counterpart", "change", "today", "terms"}),
    ),
    "partners": Layout(
        ahead=("today",),
        first=(Made(_place_of_partner, "from_group"), _naming("calendar", "partners")),
        before={"see": Made(_shares_of_partner)},
    ),
    "documents": Layout(
        ahead=("today", Made(_picture_of_document)),
        first=(
            "made_in",
            Made(_sources_of_document),
            "feeds",
            Made(_use_of_document),
            _naming("calendar", "documents"),
            _naming("papers", "documents"),
        ),
    ),
    "papers": Layout(
        ahead=(Made(_files_of_paper),),
        first=("notes", Made(_parts_of_paper, "parts")),
        elsewhere=frozenset({"title"}),
    ),
    "topics": Layout(first=(Made(_sections_of_topic, "sections"),)),
    "terms": Layout(first=(Made(_synonyms, "synonyms"), Made(_confused_with, "confused_with"))),
    "questions": Layout(first=(Made(_beyond_the_answer, "see"),)),
    "calendar": Layout(
        ahead=(Made(_time_of_event), "brings", Made(_rule_of_event, "rule", labelled=True), "practice")
    ),
    "changes": Layout(elsewhere=frozenset({"date"})),
    "sources": Layout(first=(Made(passages_of_source, "passages"),), elsewhere=frozenset(_OF_SOURCES)),
}
