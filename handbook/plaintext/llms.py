"""llms.txt and llms-full.txt of one language, for language models.

The first is a list of contents in the form of https://llmstxt.org/, the second the whole handbook; both
follow the order of the printed book. They hold no byte order mark, since programs assume UTF-8.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from types import MappingProxyType

from handbook.files import text_of
from handbook.markup.inline import escape_markdown as escaped
from handbook.markup.inline import markdown_link
from handbook.model.kinds import KINDS
from handbook.model.overviews import STATEMENTS, chapter_of
from handbook.outputs.data_files import FOLDER, HANDBOOK
from handbook.outputs.machine_files import LLMS_CONTENTS, LLMS_EVERYTHING
from handbook.plaintext.markdown import markdown, overview_part, prose_part, record_part
from handbook.views.outline import outline
from handbook.views.reading_order import Chapter, chapters
from handbook.views.region import LOCAL, own_pages
from handbook.views.web import Web

_OPTIONAL = "Optional"  # a word of the format: what may be left out if there is little room


def contents(web: Web) -> str:
    """llms.txt: title, tagline, what readers must know, and a list of links for each part of the book."""
    locale = web.locale
    lines = list(_head(web))
    for title, linked in groupby(_contents(web), key=lambda pair: pair[0]):
        lines += [f"## {escaped(title)}", "", *(line for _, line in linked), ""]
    lines += [f"## {_OPTIONAL}", ""]
    lines.append(_link(locale.label("machines.everything"), web.file(LLMS_EVERYTHING)))
    overviews = locale.addresses.overviews
    for name in ("data", *(name for name in STATEMENTS if name in overviews)):
        about = escaped(locale.label(f"overview.about.{name}"))
        lines.append(_link(locale.name(name, ""), web.page(overviews[name]), about))
    lines += (_link(name, address) for name, address in _elsewhere(web))
    return "\n".join(lines) + "\n"


def _elsewhere(web: Web) -> Iterator[tuple[str, str]]:
    """Name and address of files outside this edition; none if the site's address is not known."""
    if web.site_url:
        whole = web.in_language(web.locale.original)
        yield web.locale.label("data.page.whole"), whole.file(f"{FOLDER}/{HANDBOOK}")
        for other in web.others:
            yield _other(web, other), other.file(LLMS_CONTENTS)


def everything(web: Web, prose: Mapping[str, Path], parts: Mapping[str, str] = MappingProxyType({})) -> str:
    """llms-full.txt: every page of the book; of a region's edition what is its own, beside the national text.

    `prose` maps addresses of hand-written pages to their files; `parts` holds the parts of records that are
    made already, by address.
    """
    lines = [*_head(web)]
    if web.locale.programme.appearance.show_grounds:
        lines += [escaped(web.locale.label("machines.grounds")), ""]
    for other in web.others if web.site_url else ():
        lines += [_link(_other(web, other), other.file(LLMS_EVERYTHING)), ""]
    own = own_pages(web.locale)
    if own and web.site_url:
        lines += [_link(web.locale.label("machines.national"), web.file(LLMS_EVERYTHING)), ""]
    made = ["\n".join(lines)]
    for chapter in _all_chapters(web):
        if not own or not web.site_url or chapter.kind == LOCAL:
            made += _chapter(web, chapter, prose, parts)
        else:
            made += (_part(web, address, parts) for address in chapter.records if address in own)
    return "\n".join(part.rstrip("\n") + "\n" for part in made)


def _head(web: Web) -> Iterator[str]:
    locale, about = web.locale, web.locale.about
    yield from (f"# {escaped(locale.text(about.title))}", "")
    yield from (f"> {markdown(web, about.tagline)}", "")
    text = locale.label("site.edition", edition=about.edition, date=locale.date)
    licence = locale.label("site.licence", licence=about.licence.name)
    yield f"{escaped(text)}. {escaped(licence)} (<{about.licence.address}>)."
    yield escaped(locale.label("machines.about_file"))
    if about.notice is not None:
        yield markdown(web, about.notice)
    if locale.language != locale.original:
        yield escaped(locale.label("site.courtesy", original=about.language_names[locale.original]))
    yield ""


def _all_chapters(web: Web) -> list[Chapter]:
    """The chapters of the book, and the records that no book has, such as changes."""
    addresses = web.locale.addresses
    others = [name for name in addresses.overviews if name in KINDS and chapter_of(name) is None]
    pages = {name: getattr(web.locale.programme, name) if KINDS[name].has_pages else () for name in others}
    more = (
        Chapter(addresses.overviews[name], name, tuple(addresses.of(name, key) for key in keys))
        for name, keys in pages.items()
    )
    return [*chapters(web.locale), *more]


def _contents(web: Web) -> Iterator[tuple[str, str]]:
    """The title of the part and the line of each link."""
    locale = web.locale
    for chapter in _all_chapters(web):
        section, key = locale.addresses.by_address[chapter.address]
        if chapter.records:
            title = locale.name(section, key)
            addresses = (chapter.address, *chapter.records)
        else:
            kind = chapter.kind if chapter.kind in ("prose", "topics") else "overviews"
            title = locale.label(f"overview.{kind}")
            addresses = (chapter.address,)
        for address in addresses:
            yield title, _link(_name(web, address), web.page(address), _summary(web, address))


def _chapter(
    web: Web, chapter: Chapter, prose: Mapping[str, Path], parts: Mapping[str, str]
) -> Iterator[str]:
    locale = web.locale
    if chapter.address in prose:
        text = text_of(prose[chapter.address], "utf-8-sig")
        yield prose_part(web, chapter.address, text)
    elif chapter.kind in KINDS and chapter.address not in locale.addresses.overviews.values():
        yield _part(web, chapter.address, parts).removeprefix("#")
    else:
        lines = [f"## {escaped(_name(web, chapter.address))}", "", _summary(web, chapter.address), ""]
        yield "\n".join([*lines, *overview_part(web, chapter.kind)])
    for address in chapter.records:
        yield _part(web, address, parts)


def _part(web: Web, address: str, parts: Mapping[str, str]) -> str:
    if address in parts:
        return parts[address]
    section, key = web.locale.addresses.by_address[address]
    return record_part(web, section, key, outline(web.locale, section, key))


def _name(web: Web, address: str) -> str:
    return web.locale.name(*web.locale.addresses.by_address[address])


def _summary(web: Web, address: str) -> str:
    """What a page is about, on one line; "" for a hand-written one."""
    locale = web.locale
    section, key = locale.addresses.by_address[address]
    if section == "prose":
        return ""
    if not key:
        return escaped(locale.label(f"overview.about.{section}"))
    lead = getattr(locale.record(section, key), KINDS[section].lead)
    return escaped(locale.text(lead)) if KINDS[section].has_pages else ""


def _link(name: str, address: str, about: str = "") -> str:
    return f"- {markdown_link(escaped(name), address)}" + (f": {about}" if about else "")


def _other(web: Web, other: Web) -> str:
    name = web.locale.about.language_names[other.locale.language]
    return web.locale.label("machines.in_language", language=name)
