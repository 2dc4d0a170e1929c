"""How a field of a record is shown, as its type declares: its form, its labels, or that no page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel


class Form(StrEnum):
    """How the items of a block are laid out on a page."""

    FACTS = "facts"  # short, beside their titles
    POINTS = "points"
    ORDERED = "ordered"
    STEPS = "steps"  # in this order, to tick
    BOXES = "boxes"  # to tick
    TABLE = "table"
    DEFINITIONS = "definitions"
    PARAGRAPHS = "paragraphs"
    TITLED = "titled"  # each under a title of its own
    LINKS = "links"
    LINE = "line"  # all on one line, after the title
    FILES = "files"
    NOTICE = "notice"  # framed, before all others: the first item, and the others on demand
    TIMELINE = "timeline"  # each beside its time
    PAPER = "paper"  # as it is when it is printed
    PICTURE = "picture"  # a picture alone, without a title


TICKED = (Form.STEPS, Form.BOXES)


@dataclass(frozen=True)
class Show:
    """How a field is shown, if not by the default of its type.

    Attributes:
        form: the form of its block on a page.
        label: the label of its title; without one it is `<word of the kind>.<field>`.
        head: the label of its column in data tables, if that differs.
        row: the label for what each row is, if it is shown as a table.
        internal: no page shows it; tables and JSON do.
    """

    form: Form | None = None
    label: str = ""
    head: str = ""
    row: str = ""
    internal: bool = False


_AS_ITS_TYPE = Show()


def shown_as(model: type[BaseModel], field: str) -> Show:
    """What a model declares about how a field is shown."""
    marks = model.model_fields[field].metadata
    return next((mark for mark in marks if isinstance(mark, Show)), _AS_ITS_TYPE)


def label_of(model: type[BaseModel], field: str, word: str = "") -> str:
    """The label of the title of a field; `word` is that of the kind whose record has it."""
    return shown_as(model, field).label or f"{word}.{field}"


def head_of(model: type[BaseModel], field: str, word: str = "") -> str:
    """The label of the column of a field."""
    return shown_as(model, field).head or label_of(model, field, word)


def ticked(model: type[BaseModel]) -> dict[str, str]:
    """The fields of a model whose items readers can tick, with their anchors on its page."""
    return {name: anchor(name) for name in model.model_fields if shown_as(model, name).form in TICKED}


def anchor(key: str) -> str:
    """The anchor of a block on its page."""
    return key.replace("_", "-")
