"""Files beside hand-written pages that are published with them, such as pictures."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from handbook import web_address
from handbook.markup.harmless_html import harmless_address
from handbook.markup.prose_calls import Fault

# Endings of what browsers run, or show as a page of the site; and of Markdown under other names.
_RUN = frozenset(
    {
        *(".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml", ".hta", ".xml", ".xsl", ".xslt"),
        *(".xhtm", ".shtm", ".rdf", ".rss", ".atom", ".mml", ".kml", ".xul"),
        *(".js", ".mjs", ".css", ".wasm", ".swf", ".jar", ".svgz"),
    }
)
OTHER_MARKDOWN = frozenset({".markdown", ".mdown", ".mkdn", ".mkd"})
_DECLARED = ("<!ATTLIST", "<!ENTITY", "<!ELEMENT", "<!NOTATION")  # a document type can add attributes, too
_HTML = "{http://www.w3.org/1999/xhtml}"
_LOADED = re.compile(r"@import|url\(\s*[\"']?\s*(?:[a-z]+:)?//", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp)[;,]")  # SVG may contain scripts
_RUNNING = frozenset({"script", "foreignobject", "iframe", "handler", "listener", "set", "animate"})


def file_faults(folder: Path) -> Iterator[tuple[Path, Fault]]:
    """Files below a folder of pages that may not be published, each with what is wrong."""
    root = folder.parent.resolve()
    for path in (folder, *_below(folder)):
        if path.is_symlink() and not _is_inside(path, root):
            what = "this is a link to a place outside the folder of pages"
            yield path, Fault(1, what, "put a copy of the file here, or delete the link")
        elif path.is_file():
            yield from ((path, fault) for fault in _faults(path))
        elif path.exists() and not path.is_dir() and path.suffix != ".md":  # of pages another rule tells
            yield path, Fault(1, "this is not a file but a pipe or device", "delete it")


def _is_inside(link: Path, root: Path) -> bool:
    """Whether a link leads to something below `root`; other rules report links of a page to itself."""
    try:
        return link.resolve().is_relative_to(root)
    except (OSError, RuntimeError):
        return link.suffix == ".md"


def _below(folder: Path) -> Iterator[Path]:
    """Everything below a folder except hidden files, which are not published."""
    for top, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(top) / name for name in sorted([*folders, *files]) if not name.startswith("."))


def _faults(file: Path) -> Iterator[Fault]:
    kind = file.suffix.lower()
    if kind in _RUN:
        what = f"browsers would run a file that ends in `{kind}`"
        yield Fault(1, what, "write a page of Markdown, or delete it")
    elif kind in OTHER_MARKDOWN:
        yield Fault(1, f"a page must not end in `{kind}`", "let its name end in .md")
    elif kind == ".svg":
        yield from svg_faults(file)


def svg_faults(file: Path) -> Iterator[Fault]:
    """What in a picture browsers would run or load, or why it is none."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_pis=False)
    remedy = "save it again as plain SVG, or as PNG"
    try:
        picture = etree.parse(file, parser)
    except (etree.XMLSyntaxError, OSError):
        yield Fault(1, "the picture cannot be read as SVG", remedy)
        return
    if any(word in etree.tostring(picture, encoding="unicode") for word in _DECLARED):
        yield Fault(1, "the picture declares elements, attributes or entities of its own", remedy)
    for element in picture.iter():
        line = int(str(element.sourceline or 1))
        if isinstance(element, etree._ProcessingInstruction):
            yield Fault(line, "the picture names a style sheet", remedy)
        elif isinstance(element.tag, str):
            name = _local(element.tag)
            if element.tag.startswith(_HTML):
                yield Fault(line, f"the picture holds <{name}> of HTML", remedy)
            if name.lower() == "style" and _LOADED.search("".join(map(str, element.itertext()))):
                yield Fault(line, "the styles of the picture load something from elsewhere", remedy)
            if name.lower() in _RUNNING:
                yield Fault(line, f"the picture holds <{name}>, which browsers run", remedy)
            for key, value in element.attrib.items():
                attribute, held = _local(str(key)).lower(), str(value)
                if attribute.startswith("on"):
                    yield Fault(line, f"the picture holds “{attribute}”, which browsers run", remedy)
                elif attribute == "href" and not (harmless_address(held) or _PICTURE.match(held)):
                    yield Fault(line, f"the picture leads to “{held[:60]}”", remedy)
                elif attribute == "href" and (hidden := web_address.fault(held)):
                    yield Fault(line, *hidden)


def _local(name: str) -> str:
    """An XML name without its namespace."""
    return name.rpartition("}")[2]
