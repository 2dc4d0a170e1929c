"""The blocks of a record: what every output shows of it, in the order of its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from handbook.localised import Locale
from handbook.model.fields import Form, anchor
from handbook.model.text import Grounded, Statement, Text
from handbook.views.pictures.picture import Picture

SEE_ALSO = "see_also"
"""The key of the block of what to read next."""


@dataclass(frozen=True)
class Item:
    """One item: the record that it names, what it says, further texts under their labels, its ground.

    `named` is the section and key of a record; a label "" means none. `note` are words that are no text of
    the data, `files` the names of files to hand out.
    """

    text: Text | None = None
    named: tuple[str, str] | None = None
    details: tuple[tuple[str, Text | None], ...] = ()
    ground: Grounded | None = None
    note: str = ""
    files: tuple[str, ...] = ()

    @property
    def given(self) -> tuple[tuple[str, Text], ...]:
        """The further texts that are there."""
        return tuple((label, text) for label, text in self.details if text is not None)


@dataclass(frozen=True)
class Block:
    """Items under a title.

    Attributes:
        key: identifies the block in its record; its anchor is made from it.
        title: words of the interface, or a text of the data.
        heads: of a table, the heads of its columns.
        note: words below the items; `empty` instead of them, if there are none.
        style: the CSS class of the items.
        found: whether search indexes it; links are found at their targets.
        parts: further blocks under the same title; those without their own title continue under it.
        local: a region has added it; editions of the programme's own text do without.
        picture: drawn above the items; text outputs do without, since it shows nothing that they lack.
    """

    key: str
    title: str | Text
    items: tuple[Item, ...] = ()
    form: Form = Form.POINTS
    heads: tuple[str, ...] = ()
    note: str = ""
    empty: str = ""
    style: str = ""
    found: bool = True
    parts: tuple[Block, ...] = ()
    picture: Picture | None = None
    local: bool = False

    @property
    def anchor(self) -> str:
        """Its anchor on the page of its record."""
        return anchor(self.key)

    @property
    def says_something(self) -> bool:
        """Whether there is anything below its title."""
        return bool(self.items or self.empty or self.picture or any(p.says_something for p in self.parts))

    @property
    def grounds(self) -> tuple[Grounded, ...]:
        """The grounds of its items, in their order."""
        return tuple(item.ground for item in self.items if item.ground is not None)

    @property
    def all_grounds(self) -> tuple[Grounded, ...]:
        """The grounds of its items and of those of its parts."""
        return (*self.grounds, *(ground for part in self.parts for ground in part.all_grounds))

    @property
    def all_named(self) -> tuple[tuple[str, str], ...]:
        """Section and key of the records that its items and those of its parts name."""
        own = tuple(item.named for item in self.items if item.named is not None)
        return (*own, *(pair for part in self.parts for pair in part.all_named))

    @property
    def is_fact(self) -> bool:
        """Whether it stands with others in the box of facts."""
        return self.form is Form.FACTS


def titled(locale: Locale, blocks: Iterable[Block]) -> list[Block]:
    """Blocks one after the other, each with words as its title and without parts, for outputs in lines."""
    result: list[Block] = []
    for block in blocks:
        title = block.title if isinstance(block.title, str) else locale.text(block.title)
        numbered = block.form is Form.TABLE and any(item.note for item in block.items)
        own = f"{title} ({block.heads[0]})" if numbered else title  # the notes of rows belong to this head
        if block.items or block.empty:
            result.append(replace(block, title=own, parts=()))
        result += titled(locale, (replace(part, title=part.title or title) for part in block.parts))
    return result


def ended(words: str) -> str:
    """Words as a sentence of their own, so that they can be read aloud."""
    return words if words[-1:] in ".!?…" else f"{words}."


def statements(entries: Iterable[Statement]) -> tuple[Item, ...]:
    """Statements as items."""
    return tuple(Item(statement, ground=statement) for statement in entries)


def links(section: str, keys: Iterable[str]) -> tuple[Item, ...]:
    """Records by name as items."""
    return tuple(Item(named=(section, key)) for key in keys)


def see_also(locale: Locale, targets: Sequence[str]) -> Block:
    """What to read next."""
    pairs = (locale.addresses.resolve(target) for target in targets)
    items = tuple(Item(named=pair) for pair in pairs if pair)
    return Block(SEE_ALSO, locale.label("page.see_also"), items, Form.LINKS, style="see-also", found=False)


def in_runs(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """The blocks in their order: facts that follow each other together, each other block by itself."""
    for facts, run in groupby(blocks, key=lambda block: block.is_fact):
        held = list(run)
        yield from [held] if facts else ([block] for block in held)


def at_one_time(items: Iterable[Item]) -> list[tuple[Text | None, list[Item]]]:
    """Entries of a timeline in their order, those that follow each other under the same time together."""
    runs = groupby(items, key=lambda item: item.text and item.text.wording)
    held = [list(run) for _, run in runs]
    return [(run[0].text, run) for run in held]
