"""What a record says, block by block in the order of its page, for those who write it without HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from handbook.localised import Edition
from handbook.model.certainty import certainty_of
from handbook.model.records import Document, Partner, Role, Stage, Task, Topic
from handbook.model.text import Grounded, Statement, Text
from handbook.views import relations


class Kind(Enum):
    """How the items of a block stand."""

    POINTS = "points"
    STEPS = "steps"  # in this order
    BOXES = "boxes"  # to tick


@dataclass(frozen=True)
class Item:
    """One item: the record that it names, what it says, further texts under their labels, its ground.

    `named` is the section and key of a record; a label "" stands for none.
    """

    text: Text | None = None
    named: tuple[str, str] | None = None
    details: tuple[tuple[str, Text], ...] = ()
    ground: Grounded | None = None
    note: str = ""


@dataclass(frozen=True)
class Block:
    """Items under a title. `key` tells the block from the others of its record; a note stands below."""

    key: str
    title: str
    items: tuple[Item, ...]
    kind: Kind = Kind.POINTS
    note: str = ""


def outline(edition: Edition, section: str, key: str) -> list[Block]:
    """The blocks of a page of a record that are not empty; its name and summary are not among them."""
    record = edition.record(section, key)
    if isinstance(record, Stage):
        found = _stage(edition, key, record)
    elif isinstance(record, Task):
        found = _task(edition, record)
    elif isinstance(record, Role):
        found = _role(edition, key, record)
    elif isinstance(record, Partner):
        found = _partner(edition, key, record)
    elif isinstance(record, Document):
        found = _document(edition, key, record)
    elif isinstance(record, Topic):
        found = _topic(edition, record)
    else:
        found = iter(())
    return [block for block in found if block.items]


def ground_words(edition: Edition, entry: Grounded) -> str:
    """The ground of a statement as its mark says it on the page, such as `Reference, one source: S27`."""
    if entry.ground is None:
        return ""
    words = edition.label(f"ground.{entry.ground}")
    sure = certainty_of(edition.programme, entry) if entry.cite else None
    if sure is not None:
        words += f", {edition.label(f'certainty_short.{sure}')}"
    return words + (f": {', '.join(key.upper() for key in entry.cite)}" if entry.cite else "")


def ended(words: str) -> str:
    """Words as a sentence of their own, so that they can be read aloud."""
    return words if words[-1:] in ".!?…" else f"{words}."


def said(statements: Iterable[Statement]) -> tuple[Item, ...]:
    """Statements as items."""
    return tuple(Item(statement, ground=statement) for statement in statements)


def _stage(edition: Edition, key: str, stage: Stage) -> Iterator[Block]:
    t, programme = edition.label, edition.programme
    group = programme.group_of(key)
    if group:
        yield Block("group", t("stage.group"), _named("groups", [group]))
        yield Block("roles", t("stage.roles"), _named("roles", relations.roles_of_group(programme, group)))
    yield Block("partners", t("stage.partners"), _named("partners", stage.partners))
    yield Block("documents", t("stage.documents"), _named("documents", stage.documents))
    yield Block("aims", t("stage.aims"), said(stage.aims))
    yield Block("entry", t("stage.entry"), said(stage.entry))
    yield Block("outputs", t("stage.outputs"), said(stage.outputs))
    yield Block("who", t("stage.who"), said(stage.who))
    tasks = relations.tasks_of_stage(programme, key)
    weighty = t("stage.weighs_most")
    items = (Item(named=("tasks", i.code), note=weighty if i.weighs_most else "") for i in tasks)
    yield Block("tasks", t("stage.tasks"), tuple(items))
    yield Block("first_month", t("stage.first_month"), said(stage.first_month), Kind.STEPS)
    yield Block("checklist", t("stage.checklist"), said(stage.checklist), Kind.BOXES)
    risks = (
        Item(r, details=_given((t("stage.sign"), r.sign), (t("stage.response"), r.response)), ground=r)
        for r in stage.risks
    )
    yield Block("risks", t("stage.risks"), tuple(risks))
    yield Block("overlap", t("stage.overlap"), said(stage.overlap))
    yield Block("today", t("page.today"), said(stage.today))
    yield _see(edition, stage.see)


def _task(edition: Edition, task: Task) -> Iterator[Block]:
    t = edition.label
    yield Block("group", t("task.group"), _named("groups", [task.group]))
    weights = (Item(w.why, named=("stages", w.stage), ground=w) for w in task.stages)
    yield Block("stages", t("task.stages"), tuple(weights))
    calls = (Item(c.why, named=("roles", c.role), ground=c) for c in task.roles)
    yield Block("roles", t("task.roles"), tuple(calls))
    yield Block("counterpart", t("task.counterpart"), _named("tasks", task.counterpart))
    yield Block("documents", t("task.documents"), _named("documents", task.documents))
    yield Block("change", t("task.change"), said(task.change))
    yield Block("purpose", t("task.purpose"), said(task.purpose))
    who, leaves = t("task.step_who"), t("task.step_leaves")
    steps = (Item(s, details=_given((who, s.who), (leaves, s.leaves)), ground=s) for s in task.steps)
    yield Block("steps", t("task.steps"), tuple(steps), Kind.STEPS)
    gives, gets = t("task.gives"), t("task.gets")
    shares = (
        Item(None, ("partners", s.partner), _given((gives, s.gives), (gets, s.gets)), s)
        for s in task.partners
    )
    told = any(share.gives or share.gets for share in task.partners)
    note = t("partner.shares_note") if told else ""
    yield Block("partners", t("task.partners"), tuple(shares), note=note)
    yield Block("outputs", t("task.outputs"), said(task.outputs))
    yield Block("evidence", t("task.evidence"), said(task.evidence), Kind.BOXES)
    mistakes = (Item(m, details=(("", m.instead),), ground=m) for m in task.mistakes)
    yield Block("mistakes", t("task.mistakes"), tuple(mistakes))
    yield _see(edition, task.see)


def _role(edition: Edition, key: str, role: Role) -> Iterator[Block]:
    t, programme = edition.label, edition.programme
    calling = relations.tasks_calling(programme, key)
    for group, held in role.groups.items():
        title = t("role.in_group", group=edition.name("groups", group))
        yield Block(f"group-{group}", title, said([held.description]))
        yield Block(f"calls-{group}", t("role.called_by"), _named("tasks", calling.get(group, ())))
    yield Block("change", t("role.change"), said(role.change))
    yield Block("meaning", t("role.meaning"), said(role.meaning))
    yield Block("is_not", t("role.is_not"), said(role.is_not))
    yield Block("do", t("role.do"), said(role.do))
    yield Block("avoid", t("role.avoid"), said(role.avoid))
    examples = (Item(e.title, details=(("", e),), ground=e) for e in role.examples)
    yield Block("examples", t("role.examples"), tuple(examples))
    yield _see(edition, role.see)


def _partner(edition: Edition, key: str, partner: Partner) -> Iterator[Block]:
    t, programme = edition.label, edition.programme
    if len(programme.groups) > 1:
        groups = relations.groups_from(programme, partner.from_group)
        yield Block("groups", t("partner.groups"), _named("groups", groups))
    yield Block("tasks", t("partner.tasks"), _named("tasks", relations.tasks_with_partner(programme, key)))
    stages = relations.stages_with_partner(programme, key)
    yield Block("stages", t("partner.stages"), _named("stages", stages))
    yield Block("duties", t("partner.duties"), said(partner.duties))
    yield Block("meets", t("partner.meets"), said(partner.meets))
    yield Block("today", t("page.today"), said(partner.today))
    yield _see(edition, partner.see)


def _document(edition: Edition, key: str, document: Document) -> Iterator[Block]:
    t, programme = edition.label, edition.programme
    built_on = relations.documents_feeding(programme, key)
    yield Block("built_on", t("document.built_on"), _named("documents", built_on))
    yield Block("feeds", t("document.feeds"), _named("documents", document.feeds))
    yield Block("tasks", t("document.tasks"), _named("tasks", relations.tasks_on_document(programme, key)))
    stages = relations.stages_with_document(programme, key)
    yield Block("stages", t("document.stages"), _named("stages", stages))
    yield Block("contents", t("document.contents"), said(document.contents))
    yield Block("made_by", t("document.made_by"), said(document.made_by))
    yield Block("signed_by", t("document.signed_by"), said(document.signed_by))
    yield Block("used_by", t("document.used_by"), said(document.used_by))
    yield Block("meets", t("document.meets"), said(document.meets))
    yield Block("passes_on", t("document.passes_on"), said(document.passes_on))
    yield Block("today", t("page.today"), said(document.today))
    yield _see(edition, document.see)


def _topic(edition: Edition, topic: Topic) -> Iterator[Block]:
    for part in topic.sections:
        title = edition.text(part.title)
        materials = edition.label("plan.materials")
        plan = (
            Item(p, details=_given((materials, p.materials)), ground=p, note=f"{start}–{start + p.minutes}")
            for start, p in relations.clock(part.plan)
        )
        yield Block(f"{part.key}-plan", f"{title} ({edition.label('plan.minutes')})", tuple(plan))
        yield Block(part.key, title, said(part.points), Kind.STEPS if part.ordered else Kind.POINTS)
    yield _see(edition, topic.see)


def _see(edition: Edition, targets: Sequence[str]) -> Block:
    found = (edition.addresses.resolve(target) for target in targets)
    items = tuple(Item(named=pair) for pair in found if pair)
    return Block("see", edition.label("page.see_also"), items)


def _named(section: str, keys: Iterable[str]) -> tuple[Item, ...]:
    return tuple(Item(named=(section, key)) for key in keys)


def _given(*details: tuple[str, Text | None]) -> tuple[tuple[str, Text], ...]:
    return tuple((label, text) for label, text in details if text is not None)
