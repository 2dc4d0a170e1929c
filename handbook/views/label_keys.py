"""The labels that follow from the model and its kinds: what a new field or kind needs in every language."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from pydantic import BaseModel

from handbook.export.columns import COLUMNS
from handbook.export.explanations import explanation
from handbook.export.json_schema import WHOLE, schema
from handbook.model.fields import head_of, label_of, shown_as
from handbook.model.kinds import KINDS, Code, Kind
from handbook.model.overviews import OVERVIEWS
from handbook.model.shapes import models_below
from handbook.model.text import Certainty, Ground
from handbook.outputs.data_files import TABLES
from handbook.views.layouts import LAYOUTS, Layout


def label_keys() -> frozenset[str]:
    """The labels with which kinds, overviews and fields are shown."""
    result = {f"ground.{ground}" for ground in Ground} | {f"ground_means.{ground}" for ground in Ground}
    result |= {f"certainty.{certainty}" for certainty in Certainty}
    for name, page in OVERVIEWS.items():
        result |= {f"overview.{name}", f"overview.about.{name}"}
        result.update(f"print.kind.{form}" for form in page.printed)
    for kind in KINDS.values():
        result.update(_of_kind(kind))
    return frozenset(result)


def unexplained(labels: Container[str], languages: Sequence[str]) -> Iterator[str]:
    """The labels that are missing to explain columns and members of data files."""
    definitions = schema(languages)
    for owner, definition in {WHOLE: definitions, **definitions["$defs"]}.items():
        for member in definition.get("properties", ()):
            yield from _missing(owner, member, languages, labels)
    for section in TABLES:
        for column in COLUMNS[section]:
            yield from _missing("Table", column.key, languages, labels, KINDS[section].record.__name__)


def _missing(
    owner: str, member: str, languages: Sequence[str], labels: Container[str], first: str = ""
) -> Iterator[str]:
    for name in filter(None, (first, owner)):
        try:
            explanation(name, member, languages, labels)
        except KeyError as error:
            missing = str(error.args[0]).rpartition(" ")[2]
        else:
            return
    yield missing


def _of_kind(kind: Kind) -> Iterator[str]:
    if kind.has_pages or kind.overview == kind.section:
        yield f"overview.{kind.section}"
    if (kind.folder and not kind.overview) or kind.overview == kind.section:
        yield f"overview.about.{kind.section}"
    if kind.code is Code.NUMBER:
        yield f"{kind.word}.numbered"
    for form in kind.printed:
        yield from (f"print.kind.{form}", f"handout.{form}")
    if kind.narrows:
        yield f"search.kind.{kind.section}"
    if kind.table:
        yield f"overview.{kind.section}"
        yield f"data.sheet.{kind.section}"
    if kind.sheet:
        yield f"print.kind.{kind.sheet}"
    if kind.word in kind.printed or kind.sheet:
        yield from (f"downloads.{kind.section}", f"downloads.{kind.section}_hint")
    layout = LAYOUTS.get(kind.section, Layout())
    for field in kind.record.model_fields:
        if kind.table:
            yield head_of(kind.record, field, kind.label_word)
        if (
            field not in layout.unlabelled | {"name", "abbr", kind.lead}
            and not shown_as(kind.record, field).internal
        ):
            yield from _of_field(kind.record, field, kind.label_word)
    for model in models_below(kind.record):
        for field in model.model_fields:
            if shown_as(model, field).label:
                yield shown_as(model, field).label


def _of_field(model: type[BaseModel], field: str, word: str) -> Iterator[str]:
    yield label_of(model, field, word)
    if shown_as(model, field).row:
        yield shown_as(model, field).row
