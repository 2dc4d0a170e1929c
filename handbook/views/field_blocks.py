"""The block of one field of a record, made from the type of the field."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from handbook.localised import Locale
from handbook.model.fields import Form, label_of, shown_as
from handbook.model.kinds import KINDS
from handbook.model.shapes import Shape, shape_of
from handbook.model.text import ADDRESS, FILE, Grounded, Statement, Text
from handbook.views.blocks import Block, Item, links, see_also, statements

_NOTHING: tuple[Any, ...] = (None, (), {}, "", False)


def can_be_shown(model: type[BaseModel], field: str) -> bool:
    """Whether the type of a field determines how it is shown."""
    shape = shape_of(model, field)
    if shape.keys is not None:
        return False
    calls = shape.many and issubclass(shape.item, Grounded) and shape.names is not None
    return issubclass(shape.item, (str, int, Text)) or calls


def field_block(locale: Locale, section: str, record: BaseModel, field: str) -> Block:
    """The block of a field that `can_be_shown`, without items if it is empty."""
    model, value = type(record), getattr(record, field)
    how, shape = shown_as(model, field), shape_of(model, field)
    title = locale.label(label_of(model, field, KINDS[section].label_word))
    row = locale.label(how.row) if how.row else title
    bare = Block(field, title, form=how.form or Form.POINTS, heads=(row,), style=field)
    if value in _NOTHING:
        return bare
    values = value if shape.many else (value,)
    if shape.target == ADDRESS:
        return see_also(locale, values)
    if shape.target == FILE:
        return Block(field, title, (Item(files=values),), Form.FILES, found=False)
    if shape.target in KINDS:
        result = shape.target == "groups"  # records that are named are found on their own pages
        return Block(field, title, links(shape.target, values), Form.FACTS, found=result)
    if issubclass(shape.item, Text):
        return _texts(locale, bare, shape, values)
    if issubclass(shape.item, BaseModel):
        return _calls(locale, bare, shape, values)
    words = (locale.label("data.yes") if one is True else str(one) for one in values)
    return Block(field, title, tuple(Item(note=one) for one in words), Form.FACTS)


def _texts(locale: Locale, bare: Block, shape: Shape, values: tuple[Any, ...]) -> Block:
    """Texts, each perhaps with further ones: two or more of these make table rows, one a definition."""
    if not shape.many:
        return Block(bare.key, bare.title, _items(values), Form.PARAGRAPHS)
    if not shape.parts:
        return Block(bare.key, bare.title, _items(values), bare.form)
    if shape.parts == ("title",):
        items = tuple(Item(one.title, details=(("", one),), ground=one) for one in values)
        return Block(bare.key, bare.title, items, Form.TITLED)
    heads = _heads(locale, shape)
    labels = heads if len(heads) > 1 else ("",)
    items = tuple(
        replace(item, details=tuple(zip(labels, _parts(shape, one), strict=True)))
        for item, one in zip(_items(values), values, strict=True)
    )
    natural = Form.TABLE if len(heads) > 1 else Form.DEFINITIONS
    form = natural if bare.form is Form.POINTS else bare.form
    return replace(bare, items=items, form=form, heads=(*bare.heads, *heads))


def _calls(locale: Locale, bare: Block, shape: Shape, values: tuple[Any, ...]) -> Block:
    """Entries that each name one record; one text is a note, several make a table."""
    assert shape.names is not None
    field, section = shape.names
    named = [(section, getattr(one, field)) for one in values]
    if len(shape.parts) < 2:
        why = (_parts(shape, one)[0] if shape.parts else None for one in values)
        items = tuple(
            Item(text, pair, ground=one) for text, pair, one in zip(why, named, values, strict=True)
        )
        return Block(bare.key, bare.title, items, Form.FACTS)
    heads = _heads(locale, shape)
    items = tuple(
        Item(None, pair, tuple(zip(heads, _parts(shape, one), strict=True)), one)
        for pair, one in zip(named, values, strict=True)
    )
    if not any(item.given for item in items):
        return Block(bare.key, bare.title, items, Form.LINKS)
    return replace(bare, items=items, form=Form.TABLE, heads=(*bare.heads, *heads))


def _heads(locale: Locale, shape: Shape) -> tuple[str, ...]:
    return tuple(locale.label(label_of(shape.item, name)) for name in shape.parts)


def _parts(shape: Shape, entry: Any) -> list[Text | None]:
    return [getattr(entry, name) for name in shape.parts]


def _items(texts: tuple[Any, ...]) -> tuple[Item, ...]:
    return tuple(statements([text])[0] if isinstance(text, Statement) else Item(text) for text in texts)
