"""The handbook as Markdown: one part for each page, readable without the page around it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import PurePosixPath

from handbook.markup import inline
from handbook.markup.front_matter import split
from handbook.markup.inline import escape_markdown as escaped
from handbook.markup.inline import markdown_link
from handbook.markup.prose_calls import filled
from handbook.model.fields import Form
from handbook.model.kinds import KINDS
from handbook.model.records import Record
from handbook.model.text import Grounded, Statement, Text
from handbook.views.blocks import SEE_ALSO, Block, Item, ended, statements, titled
from handbook.views.changes import newest_first
from handbook.views.grounds import ground_words
from handbook.views.outline import outline
from handbook.views.session_links import session_files
from handbook.views.web import Web

_UNSEEN = re.compile(r"[ \t]*\{:[^}\n]*\}|<!--.*?-->", re.DOTALL)  # lists of attributes, comments
_HEADING = re.compile(r"^(#{1,5})(?= )", re.MULTILINE)
_LINK = re.compile(r"(\]\()(?![a-z]+:)([^()\s]+)(\))")
_GAPS = re.compile(r"\n{3,}")


def record_part(web: Web, section: str, key: str, blocks: Iterable[Block]) -> str:
    """The page of a record, whose blocks are given, with its title at level 3."""
    locale = web.locale
    record = locale.record(section, key)
    assert isinstance(record, Record)
    lines = [f"### {escaped(locale.name(section, key))}", ""]
    lines += [statement(web, getattr(record, KINDS[section].lead)), ""]
    lines += [f"<{web.page(locale.addresses.of(section, key))}>", ""] if web.root else []
    for block in titled(locale, blocks):
        lines += _block(web, block)
    return "\n".join(lines)


def prose_part(web: Web, address: str, markdown: str) -> str:
    """A hand-written page with its title at level 2: its macros filled in or left out, its links absolute."""
    text = split(markdown.replace("\r\n", "\n").removeprefix("\ufeff"))[1]
    text = filled(text, lambda call: _about(web, *call.arguments) if call.name == "about" else "")
    text = _UNSEEN.sub("", text)
    text = _LINK.sub(lambda match: f"{match[1]}{_whole(web, address, match[2])}{match[3]}", text)
    return _GAPS.sub("\n\n", _HEADING.sub(r"#\1", text)).strip() + "\n"


def overview_part(web: Web, kind: str) -> Iterator[str]:
    """Lines of a page about a whole section, apart from the records that have their own pages."""
    programme = web.locale.programme
    if kind == "matrix":
        for key in programme.groups:
            yield from _entry(web, "groups", key)
    elif kind == "transition":
        for before, after in pairwise(programme.groups):
            for block in _takeover(web, before, after):
                yield from _block(web, block) if block.items else ()
    elif kind == "sources":
        yield from _sources(web)
    elif kind in KINDS and not KINDS[kind].has_pages:
        keys = newest_first(programme) if kind == "changes" else getattr(programme, kind)
        for key in keys:
            yield from _entry(web, kind, key)


def statement(web: Web, entry: Statement) -> str:
    """A statement with its ground in brackets."""
    return f"{markdown(web, entry)}{_mark(web, entry)}"


def markdown(web: Web, text: Text) -> str:
    """A text in this language as Markdown."""
    return inline.to_markdown(text.get(web.locale.language), web.link)


def _block(web: Web, block: Block) -> Iterator[str]:
    if block.title:
        yield from (f"#### {_title(web, block)}", "")
    for number, item in enumerate(block.items, 1):
        begin = {Form.BOXES: "- [ ]", Form.STEPS: f"{number}.", Form.ORDERED: f"{number}."}
        yield f"{begin.get(block.form, '-')} {_item(web, item)}"
    if not block.items:
        yield f"- {escaped(block.empty)}"
    yield from ("", escaped(block.note), "") if block.note else ("",)


def _title(web: Web, block: Block) -> str:
    return escaped(block.title if isinstance(block.title, str) else web.locale.text(block.title))


def _entry(web: Web, section: str, key: str) -> Iterator[str]:
    """A record that is part of a page: its title at level 3, its lead, its blocks."""
    locale, record = web.locale, web.locale.record(section, key)
    abbr, date = getattr(record, "abbr", None), getattr(record, "date", None)
    name = locale.name(section, key)
    title = f"{abbr} – {name}" if abbr else f"{date}: {name}" if date else name
    yield from (f"### {escaped(title)}", "", statement(web, getattr(record, KINDS[section].lead)))
    for block in titled(locale, outline(locale, section, key)):
        see = block.key == SEE_ALSO
        if see or block.form in (Form.LINE, Form.FACTS):
            words = locale.label("term.see") if see else _title(web, block)
            yield from ("", f"{escaped(words)} {', '.join(_item(web, item) for item in block.items)}")
        else:
            yield from ("", *_block(web, block))
    yield ""


def _takeover(web: Web, before: str, after: str) -> Iterator[Block]:
    """What the group `after` takes over from the group `before`."""
    locale, group = web.locale, web.locale.programme.groups[after]
    names = {"before": locale.name("groups", before), "after": locale.name("groups", after)}
    yield Block("handover", locale.label("transition.handover", **names), statements(group.handover))
    yield Block("entry", locale.label("transition.entry", **names), statements(group.entry))
    yield Block("checklist", locale.label("transition.checklist"), statements(group.checklist), Form.BOXES)


def _item(web: Web, item: Item) -> str:
    locale = web.locale
    pieces = [markdown(web, item.text)] if item.text is not None else []
    pieces += [
        f"{f'{escaped(label)}: ' if label else ''}{ended(markdown(web, text))}" for label, text in item.given
    ]
    words = " ".join(pieces)
    if item.named:
        name = markdown_link(escaped(locale.name(*item.named)), web.page(locale.address(*item.named)))
        name += f" ({escaped(item.note)})" if item.note else ""
        words = f"{name} – {words}" if words else name
    elif item.note:
        words = f"{item.note}: {words}" if words else inline.to_markdown(item.note, web.link)
    files = ", ".join(f"{title} ({path})" for _, title, path in session_files(locale, item.files))
    words = " ".join(filter(None, (words, escaped(files))))
    return words + (_mark(web, item.ground) if item.ground is not None else "")


def _mark(web: Web, entry: Grounded) -> str:
    words = ground_words(web.locale, entry)
    return f" ({escaped(words)})" if words else ""


def _sources(web: Web) -> Iterator[str]:
    locale = web.locale
    for key, source in locale.programme.sources.items():
        facts = [source.issuer, source.year or ""]
        text = (
            f"- {escaped(key.upper())}: {escaped(source.title)}. {escaped(', '.join(filter(None, facts)))}."
        )
        if source.certainty is not None:
            text += f" {escaped(locale.label(f'certainty.{source.certainty}'))}."
        if source.origin is not None:
            text += f" {escaped(locale.label('sources.origin'))} {escaped(source.origin.upper())}."
        if source.address:
            text += f" <{source.address}>"
        text += f" {markdown(web, source.note)}" if source.note else ""
        for block in titled(locale, outline(locale, "sources", key)):
            text += f" {_title(web, block)}: {'; '.join(_item(web, item) for item in block.items)}"
        yield text


def _about(web: Web, key: str) -> str:
    value = web.locale.date if key == "date" else getattr(web.locale.about, key, "")
    return escaped(web.locale.text(value) if isinstance(value, Text) else str(value))


def _whole(web: Web, address: str, target: str) -> str:
    """The web address of a target that a hand-written page links to by file path."""
    path, _, anchor = target.partition("#")
    folder = PurePosixPath(address).parent
    page = posixpath.normpath(str(folder / path)) if path else address
    page = re.sub(r"(^|/)index$", "", page.removesuffix(".md")).strip("./")
    return web.page(f"{page}#{anchor}" if anchor else page)
