"""What a page may load and run: a content security policy that allows what its templates wrote, nothing else.

Scripts and styles within a page are allowed by their hashes, so that one that was injected does not run.
Source: https://www.w3.org/TR/CSP3/
"""

from __future__ import annotations

import hashlib
import html
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

Sources = Mapping[str, Iterable[str]]
"""Further sources by directive, such as `connect-src: [https://example.org]`."""

_SELF = "'self'"
_ALWAYS = {
    "default-src": (_SELF,),
    "script-src": (_SELF,),
    # Icons stand in the style sheet: as files they would be masks that Chromium does not load from a disk.
    "img-src": (_SELF, "data:"),
    "object-src": ("'none'",),
    "base-uri": ("'none'",),
    "form-action": (_SELF,),
}
_IN_HEADER = "frame-ancestors 'none'"  # browsers pass over it in a meta element
# Elements whose content is run or applied, comments, and tags; of these only some load anything.
_PARTS = (
    r"<(?P<element>script|style)\b(?P<about>[^>]*)>(?P<content>.*?)</(?P=element)\s*>"
    r"|<!--.*?-->|<(?P<tag>%s)(?P<attributes>(?:\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)?)>"
)
_OF_LOADING = re.compile(_PARTS % "link|img|iframe|audio|video", re.DOTALL | re.IGNORECASE)
_OF_ALL_TAGS = re.compile(_PARTS % r"[a-z][\w-]*", re.DOTALL | re.IGNORECASE)
_MAY_BE_RUN = re.compile(r"\s(?:style|on[a-z]+)\s*=", re.IGNORECASE)  # looking at all tags takes long
_ATTRIBUTE = re.compile(r"""\s([a-z][\w:-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""", re.IGNORECASE)
_RUN_TYPES = frozenset({"", "module", "text/javascript", "application/javascript"})
_LOADED = {"img": "img-src", "iframe": "frame-src", "audio": "media-src", "video": "media-src"}
_HANDLER = re.compile(r"on[a-z]+")
_CHARSET = re.compile(r'<meta charset="?utf-8"?>\n?', re.IGNORECASE)
_HEAD = re.compile(r"<head\b[^>]*>\n?", re.IGNORECASE)
_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def with_policy(page: str, further: Sources | None = None) -> str:
    """A page with its policy as an element of its head, for hosts that send none.

    A page without a head, or with a policy of its own, stays as it is.
    """
    place = _CHARSET.search(page) or _HEAD.search(page)
    if place is None or _META.search(page):
        return page
    policy = html.escape(_written(_merged([_needs(page), further or {}])), quote=False)
    element = f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    return page[: place.end()] + element + page[place.end() :]


def header_policy(pages: Iterable[str], further: Sources | None = None) -> str:
    """The policy for a server to send with all of these pages."""
    return f"{_written(_merged([*map(_allowed, pages), further or {}]))}; {_IN_HEADER}"


def _allowed(page: str) -> Sources:
    """What a page's own policy allows, or what it needs if it has none, as one of an older edition."""
    own = _META.search(page)
    if own is None:
        return _needs(page)
    directives = (part.split() for part in html.unescape(own[1]).split(";"))
    return {name: sources for name, *sources in filter(None, directives)}


def _merged(needs: Iterable[Sources]) -> Sources:
    result = {name: dict.fromkeys(sources) for name, sources in _ALWAYS.items()}
    for each in needs:
        for name, sources in each.items():
            result.setdefault(name, {_SELF: None}).update(dict.fromkeys(sources))
    return result


def _written(sources: Sources) -> str:
    """A policy in one order, whatever the order in which its parts were found."""
    always = {name: list(first) for name, first in _ALWAYS.items()}
    parts = []
    for name, each in sources.items():
        first = always.get(name, [_SELF])
        parts.append(" ".join((name, *first, *sorted(set(each) - set(first)))))
    return "; ".join(parts[: len(always)] + sorted(parts[len(always) :]))


def _needs(page: str) -> Sources:
    result: dict[str, dict[str, None]] = {}
    for directive, source in _needed(page):
        result.setdefault(directive, {})[source] = None
    return result


def _needed(page: str) -> Iterator[tuple[str, str]]:
    """The directives and sources by which all that stands in a page works."""
    parts = _OF_ALL_TAGS if _MAY_BE_RUN.search(page) else _OF_LOADING
    for part in parts.finditer(page):
        element = (part["element"] or "").lower()
        if element:
            attributes = _attributes(part["about"])
            if element == "style":
                yield "style-src", _hash(part["content"])
            elif "src" not in attributes and attributes.get("type", "").lower() in _RUN_TYPES:
                yield "script-src", _hash(part["content"])
            yield from _loaded("script-src", attributes.get("src", ""))
        elif part["tag"]:
            yield from _of_tag(part["tag"].lower(), part["attributes"] or "")


def _of_tag(tag: str, written: str) -> Iterator[tuple[str, str]]:
    if "=" not in written:
        return
    attributes = _attributes(written)
    if tag == "link" and "stylesheet" in attributes.get("rel", "").lower().split():
        yield from _loaded("style-src", attributes.get("href", ""))
    elif tag in _LOADED:
        yield from _loaded(_LOADED[tag], attributes.get("src", ""))
    for name, value in attributes.items():
        directive = "style-src" if name == "style" else "script-src" if _HANDLER.fullmatch(name) else ""
        if directive:
            yield directive, "'unsafe-hashes'"  # CSP's name for hashes of attributes
            yield directive, _hash(value)


def _attributes(written: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(written)
    return {name.lower(): html.unescape("".join(values)) for name, *values in found}


def _loaded(directive: str, address: str) -> Iterator[tuple[str, str]]:
    """The host of an address outside the site."""
    parts = urlsplit(address)
    if parts.netloc:
        yield directive, f"{parts.scheme or 'https'}://{parts.netloc}"


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
