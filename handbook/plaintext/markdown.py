"""The handbook as Markdown: one part for each page, in words that need no page around them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath

from handbook.markup import inline
from handbook.markup.front_matter import split
from handbook.markup.inline import escape_markdown as escaped
from handbook.markup.inline import markdown_link
from handbook.markup.prose_calls import filled
from handbook.model.records import Record
from handbook.model.text import Grounded, Statement, Text
from handbook.views.changes import newest_first
from handbook.views.outline import Block, Item, Kind, ended, ground_words, outline, said
from handbook.views.relations import beyond_the_answer
from handbook.views.web import Web

_UNSEEN = re.compile(r"[ \t]*\{:[^}\n]*\}|<!--.*?-->", re.DOTALL)  # lists of attributes, comments
_HEADING = re.compile(r"^(#{1,5})(?= )", re.MULTILINE)
_LINK = re.compile(r"(\]\()(?![a-z]+:)([^()\s]+)(\))")
_GAPS = re.compile(r"\n{3,}")


def record_part(web: Web, section: str, key: str) -> str:
    """The page of a record, with its title at level 3."""
    edition = web.edition
    record = edition.record(section, key)
    assert isinstance(record, Record)
    lines = [f"### {escaped(edition.name(section, key))}", ""]
    summary = getattr(record, "summary", None)
    if isinstance(summary, Statement):
        lines += [statement(web, summary), ""]
    lines += [f"<{web.page(edition.addresses.of(section, key))}>", ""] if web.root else []
    for block in outline(edition, section, key):
        lines += _block(web, block)
    return "\n".join(lines)


def prose_part(web: Web, address: str, markdown: str) -> str:
    """A hand-written page with its title at level 2: its macros filled in or left out, its links whole."""
    text = split(markdown.replace("\r\n", "\n").removeprefix("\ufeff"))[1]
    text = filled(text, lambda call: _about(web, *call.arguments) if call.name == "about" else "")
    text = _UNSEEN.sub("", text)
    text = _LINK.sub(lambda found: f"{found[1]}{_whole(web, address, found[2])}{found[3]}", text)
    return _GAPS.sub("\n\n", _HEADING.sub(r"#\1", text)).strip() + "\n"


def overview_part(web: Web, kind: str) -> Iterator[str]:
    """What a page about a whole section says beside the records that have pages of their own, in lines."""
    edition, programme = web.edition, web.edition.programme
    if kind == "matrix":
        for key, group in programme.groups.items():
            yield from (f"### {escaped(edition.name('groups', key))}", "", statement(web, group.summary), "")
    elif kind == "transition":
        for before, after in pairwise(programme.groups):
            for block in _takeover(web, before, after):
                yield from _block(web, block) if block.items else ()
    elif kind == "terms":
        yield from _terms(web)
    elif kind == "questions":
        for key, question in programme.questions.items():
            yield from (f"### {escaped(edition.name('questions', key))}", "", statement(web, question.answer))
            yield from _see(web, tuple(beyond_the_answer(question, edition.language)))
    elif kind == "changes":
        for key, change in newest_first(programme).items():
            title = f"### {change.date}: {escaped(edition.name('changes', key))}"
            yield from (title, "", statement(web, change.text), *_see(web, change.see))
    elif kind == "sources":
        yield from _sources(web)


def statement(web: Web, entry: Statement) -> str:
    """A statement with its ground in brackets."""
    return f"{markdown(web, entry)}{_mark(web, entry)}"


def markdown(web: Web, text: Text) -> str:
    """A text in this language as Markdown."""
    return inline.to_markdown(text.get(web.edition.language), web.link)


def _block(web: Web, block: Block) -> Iterator[str]:
    yield from (f"#### {escaped(block.title)}", "")
    for number, item in enumerate(block.items, 1):
        begin = {Kind.STEPS: f"{number}.", Kind.BOXES: "- [ ]", Kind.POINTS: "-"}[block.kind]
        yield f"{begin} {_item(web, item)}"
    yield from ("", escaped(block.note), "") if block.note else ("",)


def _takeover(web: Web, before: str, after: str) -> Iterator[Block]:
    """What the group `after` takes over from the group `before`."""
    edition, group = web.edition, web.edition.programme.groups[after]
    names = {"before": edition.name("groups", before), "after": edition.name("groups", after)}
    yield Block("handover", edition.label("transition.handover", **names), said(group.handover))
    yield Block("entry", edition.label("transition.entry", **names), said(group.entry))
    yield Block("checklist", edition.label("transition.checklist"), said(group.checklist), Kind.BOXES)


def _item(web: Web, item: Item) -> str:
    edition = web.edition
    pieces = [markdown(web, item.text)] if item.text is not None else []
    pieces += [
        f"{f'{escaped(label)}: ' if label else ''}{ended(markdown(web, text))}"
        for label, text in item.details
    ]
    said = " ".join(pieces)
    if item.named:
        name = markdown_link(escaped(edition.name(*item.named)), web.page(edition.address(*item.named)))
        name += f" ({escaped(item.note)})" if item.note else ""
        said = f"{name} – {said}" if said else name
    elif item.note:
        said = f"{item.note}: {said}"
    return said + (_mark(web, item.ground) if item.ground is not None else "")


def _mark(web: Web, entry: Grounded) -> str:
    words = ground_words(web.edition, entry)
    return f" ({escaped(words)})" if words else ""


def _terms(web: Web) -> Iterator[str]:
    edition = web.edition
    for key, term in edition.programme.terms.items():
        name = edition.name("terms", key)
        title = f"{term.abbr} – {name}" if term.abbr else name
        yield from (f"### {escaped(title)}", "", statement(web, term.definition))
        also = term.synonyms.get(edition.language, ())
        if also:
            words = ", ".join(inline.to_markdown(word, web.link) for word in also)
            yield from ("", f"{escaped(edition.label('term.synonyms'))} {words}")
        if term.confused_with:
            names = ", ".join(escaped(edition.name("terms", other)) for other in term.confused_with)
            yield from ("", f"{escaped(edition.label('term.confused_with'))} {names}")
        yield from _see(web, term.see)


def _sources(web: Web) -> Iterator[str]:
    edition = web.edition
    for key, source in edition.programme.sources.items():
        facts = [source.issuer, source.year or ""]
        told = (
            f"- {escaped(key.upper())}: {escaped(source.title)}. {escaped(', '.join(filter(None, facts)))}."
        )
        if source.certainty is not None:
            told += f" {escaped(edition.label(f'certainty.{source.certainty}'))}."
        if source.address:
            told += f" <{source.address}>"
        yield f"{told} {markdown(web, source.note)}" if source.note else told


def _see(web: Web, targets: tuple[str, ...]) -> Iterator[str]:
    links = [markdown_link(escaped(found[1]), found[0]) for target in targets if (found := web.link(target))]
    if links:
        yield from ("", f"{escaped(web.edition.label('term.see'))} {', '.join(links)}")
    yield ""


def _about(web: Web, key: str) -> str:
    value = web.edition.date if key == "date" else getattr(web.edition.about, key, "")
    return escaped(web.edition.text(value) if isinstance(value, Text) else str(value))


def _whole(web: Web, address: str, target: str) -> str:
    """The address on the web of what a hand-written page links to by the path of a file."""
    path, _, anchor = target.partition("#")
    folder = PurePosixPath(address).parent
    page = posixpath.normpath(str(folder / path)) if path else address
    page = re.sub(r"(^|/)index$", "", page.removesuffix(".md")).strip("./")
    return web.page(f"{page}#{anchor}" if anchor else page)
