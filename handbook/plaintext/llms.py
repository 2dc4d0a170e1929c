"""llms.txt and llms-full.txt of one language, by which language models read the handbook.

The first is a list of contents in the form of https://llmstxt.org/, the second the whole handbook; both
follow the order of the printed book. They hold no byte order mark, since programs take them for UTF-8.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

from handbook.markup.inline import escape_markdown as escaped
from handbook.markup.inline import markdown_link
from handbook.model.kinds import KINDS, chapter_of
from handbook.outputs.data_files import FOLDER, HANDBOOK
from handbook.outputs.machine_files import LLMS_CONTENTS, LLMS_EVERYTHING
from handbook.plaintext.markdown import markdown, overview_part, prose_part, record_part
from handbook.views.reading_order import Chapter, chapters
from handbook.views.web import Web

_OPTIONAL = "Optional"  # a word of the format: what may be left out where there is little room


def contents(web: Web) -> str:
    """llms.txt: title, tagline, what readers must know, and a list of links for each part of the book."""
    edition = web.edition
    lines = list(_head(web))
    for title, linked in groupby(_contents(web), key=lambda pair: pair[0]):
        lines += [f"## {escaped(title)}", "", *(line for _, line in linked), ""]
    lines += [f"## {_OPTIONAL}", ""]
    lines.append(_link(edition.label("machines.everything"), web.file(LLMS_EVERYTHING)))
    overview = edition.addresses.overviews["data"]
    about = escaped(edition.label("overview.about.data"))
    lines.append(_link(edition.name("data", ""), web.page(overview), about))
    lines += (_link(name, address) for name, address in _elsewhere(web))
    return "\n".join(lines) + "\n"


def _elsewhere(web: Web) -> Iterator[tuple[str, str]]:
    """What stands above this edition's root; without an address of the site there is no way to name it."""
    if web.site_url:
        whole = web.in_language(web.edition.original)
        yield web.edition.label("data.page.whole"), whole.file(f"{FOLDER}/{HANDBOOK}")
        for other in web.others:
            yield _other(web, other), other.file(LLMS_CONTENTS)


def everything(web: Web, prose: Mapping[str, Path]) -> str:
    """llms-full.txt: every page of the book; `prose` maps addresses of hand-written pages to their files."""
    lines = [*_head(web), escaped(web.edition.label("machines.grounds")), ""]
    for other in web.others if web.site_url else ():
        lines += [_link(_other(web, other), other.file(LLMS_EVERYTHING)), ""]
    parts = ["\n".join(lines)]
    for chapter in _all_chapters(web):
        parts += _chapter(web, chapter, prose)
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def _head(web: Web) -> Iterator[str]:
    edition, about = web.edition, web.edition.about
    yield from (f"# {escaped(edition.text(about.title))}", "")
    yield from (f"> {markdown(web, about.tagline)}", "")
    told = edition.label("site.edition", edition=about.edition, date=edition.date)
    licence = edition.label("site.licence", licence=about.licence.name)
    yield f"{escaped(told)}. {escaped(licence)} (<{about.licence.address}>)."
    yield escaped(edition.label("machines.about_file"))
    if about.notice is not None:
        yield markdown(web, about.notice)
    if edition.language != edition.original:
        yield escaped(edition.label("site.courtesy", original=about.language_names[edition.original]))
    yield ""


def _all_chapters(web: Web) -> list[Chapter]:
    """The chapters of the book, and the records that no book holds, such as what changed."""
    overviews = web.edition.addresses.overviews
    others = (name for name in overviews if name in KINDS and chapter_of(name) is None)
    return [*chapters(web.edition), *(Chapter(overviews[name], name) for name in others)]


def _contents(web: Web) -> Iterator[tuple[str, str]]:
    """The title of the part and the line of each link."""
    edition = web.edition
    for chapter in _all_chapters(web):
        section, key = edition.addresses.by_address[chapter.address]
        if chapter.records:
            title = edition.name(section, key)
            addresses = (chapter.address, *chapter.records)
        else:
            kind = chapter.kind if chapter.kind in ("prose", "topics") else "overviews"
            title = edition.label(f"overview.{kind}")
            addresses = (chapter.address,)
        for address in addresses:
            yield title, _link(_name(web, address), web.page(address), _summary(web, address))


def _chapter(web: Web, chapter: Chapter, prose: Mapping[str, Path]) -> Iterator[str]:
    edition = web.edition
    if chapter.address in prose:
        text = prose[chapter.address].read_text(encoding="utf-8-sig")
        yield prose_part(web, chapter.address, text)
    elif chapter.kind in KINDS and chapter.address not in edition.addresses.overviews.values():
        yield record_part(web, *edition.addresses.by_address[chapter.address]).removeprefix("#")
    else:
        lines = [f"## {escaped(_name(web, chapter.address))}", "", _summary(web, chapter.address), ""]
        yield "\n".join([*lines, *overview_part(web, chapter.kind)])
    for address in chapter.records:
        yield record_part(web, *edition.addresses.by_address[address])


def _name(web: Web, address: str) -> str:
    return web.edition.name(*web.edition.addresses.by_address[address])


def _summary(web: Web, address: str) -> str:
    """What a page is about, on one line; "" for a hand-written one."""
    edition = web.edition
    section, key = edition.addresses.by_address[address]
    if section == "prose":
        return ""
    if not key:
        return escaped(edition.label(f"overview.about.{section}"))
    lead = getattr(edition.record(section, key), KINDS[section].lead)
    return escaped(edition.text(lead)) if KINDS[section].has_pages else ""


def _link(name: str, address: str, about: str = "") -> str:
    return f"- {markdown_link(escaped(name), address)}" + (f": {about}" if about else "")


def _other(web: Web, other: Web) -> str:
    name = web.edition.about.language_names[other.edition.language]
    return web.edition.label("machines.in_language", language=name)
