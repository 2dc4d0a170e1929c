"""Blocks of a record whose items are too many for its page, and so have pages of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from handbook.model.fields import Form
from handbook.views.blocks import Block
from handbook.views.portions import Portion, Portions


def without_portions(blocks: Iterable[Block], portions: Portions) -> list[Block]:
    """The blocks as the page of the record shows them: of a list with portions only the items after these."""
    return [_cut(block, portions) for block in blocks]


def shown_in(blocks: Iterable[Block], portion: Portion) -> Block:
    """The block of a portion with its items only.

    Raises:
        KeyError: if no block has the anchor of the portion.
    """
    for block in _all(blocks):
        if block.anchor == portion.anchor:
            form = Form.LINKS if block.form is Form.LINE else block.form
            return replace(block, items=block.items[portion.first : portion.last], form=form)
    raise KeyError(portion.anchor)


def _cut(block: Block, portions: Portions) -> Block:
    if block.anchor in portions:
        rest = block.items[portions[block.anchor][-1].last :]
        form = Form.LINKS if block.form is Form.LINE else block.form  # so that it has a heading
        return replace(block, items=rest, form=form, note="" if not rest else block.note)
    return replace(block, parts=tuple(_cut(part, portions) for part in block.parts)) if block.parts else block


def _all(blocks: Iterable[Block]) -> Iterable[Block]:
    for block in blocks:
        yield block
        yield from _all(block.parts)
