"""What a record says, block by block in the order of its page: every output follows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace

from handbook.localised import Locale
from handbook.model.fields import Form, shown_as
from handbook.model.kinds import KINDS, Kind
from handbook.views.blocks import SEE_ALSO, Block
from handbook.views.field_blocks import can_be_shown, field_block
from handbook.views.layouts import LAYOUTS, Layout, Made
from handbook.views.region import blocks_of_region

_HEAD = frozenset({"name", "abbr"})  # in every record: shown in its title
_LAST = "see"


def outline(locale: Locale, section: str, key: str) -> list[Block]:
    """The blocks of a record that are not empty; its name and its lead are not among them.

    The facts stand together, before all others but those that the layout places ahead of them. What to read
    next leaves out records that other blocks name.
    """
    layout = LAYOUTS.get(section, Layout())
    ahead = [*blocks_of_region(locale, section, key), *_placed(locale, section, key, layout.ahead)]
    others = list(_blocks(locale, section, key))
    facts = [block for block in others if block.form is Form.FACTS]
    rest = [block for block in others if block.form is not Form.FACTS]
    named = frozenset(
        pair for block in (*ahead, *others) if block.key != SEE_ALSO for pair in block.all_named
    )
    shown = (_beyond(block, named) if block.key == SEE_ALSO else block for block in (*ahead, *facts, *rest))
    return [block for block in shown if block.says_something]


def _beyond(block: Block, named: Set[tuple[str, str]]) -> Block:
    return replace(block, items=tuple(item for item in block.items if item.named not in named))


def faults() -> Iterator[str]:
    """A sentence for each field that no output would show: with any of them the generator must not run."""
    for section, kind in KINDS.items():
        for field in _following(kind, LAYOUTS.get(section, Layout())):
            if not can_be_shown(kind.record, field):
                yield (
                    f"no output can show the field `{field}` of {kind.record.__name__}: give it "
                    "a type such as tuple[Statement, ...], mark it Show(internal=True) in "
                    "handbook/model/records.py, or write a block for it in handbook/views/layouts.py"
                )


def _blocks(locale: Locale, section: str, key: str) -> Iterator[Block]:
    record, layout = locale.record(section, key), LAYOUTS.get(section, Layout())
    yield from _placed(locale, section, key, layout.first)
    for field in _following(KINDS[section], layout):
        if field in layout.before:
            yield from layout.before[field].maker(locale, key, record)
        yield field_block(locale, section, record, field)


def _placed(locale: Locale, section: str, key: str, parts: Iterable[str | Made]) -> Iterator[Block]:
    record = locale.record(section, key)
    for part in parts:
        if isinstance(part, str):
            yield field_block(locale, section, record, part)
        else:
            yield from part.maker(locale, key, record)


def _following(kind: Kind, layout: Layout) -> list[str]:
    """The fields that follow in the order of the model; what to read next comes last."""
    shown = _HEAD | layout.shown | {kind.lead}
    model = kind.record
    fields = [name for name in model.model_fields if name not in shown and not shown_as(model, name).internal]
    return sorted(fields, key=lambda name: name == _LAST)
