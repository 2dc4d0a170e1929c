"""Which HTML a hand-written page may hold: a list of harmless elements, attributes and addresses.

The same test is applied to what was typed (`handbook check`) and to every page that Markdown has made, so
that nothing else is published, whatever its source.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from functools import cache
from html.parser import HTMLParser
from itertools import zip_longest
from urllib.parse import urlsplit

import nh3

from handbook import web_address
from handbook.markup.prose_calls import Fault

# The only list: elements, each with its own attributes. Print supports them too (print/vocabulary.yaml).
ELEMENTS: Mapping[str, frozenset[str]] = {
    # what Markdown makes
    **dict.fromkeys(("p", "h1", "h2", "h3", "h4", "ul", "li", "dl", "dt", "dd"), frozenset()),
    **dict.fromkeys(("blockquote", "pre", "code", "em", "strong", "br", "hr"), frozenset()),
    **dict.fromkeys(("table", "thead", "tbody", "tr"), frozenset()),
    **dict.fromkeys(("td", "th"), frozenset({"colspan", "rowspan", "scope", "style"})),
    "ol": frozenset({"start"}),
    "a": frozenset({"href", "hreflang", "rel"}),
    "img": frozenset({"src", "alt", "width", "height", "loading"}),
    # what authors write
    **dict.fromkeys(("abbr", "b", "cite", "del", "i", "ins", "kbd", "mark"), frozenset()),
    **dict.fromkeys(("small", "sub", "sup"), frozenset()),
    **dict.fromkeys(("div", "span", "section", "figure", "figcaption", "summary"), frozenset()),
    "details": frozenset({"open"}),
}
# Those that Markdown treats as blocks of HTML at the left edge.
BLOCKS = frozenset(
    {
        *("p", "h1", "h2", "h3", "h4", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre"),
        *("table", "thead", "tbody", "tr", "td", "th"),
        *("div", "section", "figure", "figcaption", "summary", "details"),
    }
)
EVERYWHERE = frozenset({"class", "dir", "id", "lang", "markdown", "title"})
SCHEMES = frozenset({"http", "https", "mailto", "tel"})

_ADDRESSES = frozenset({"href", "src"})  # allowed in links and pictures, never in attribute lists
_ALIGNED = re.compile(r"text-align: ?(?:left|right|center);?")  # what Markdown writes for table columns
_NAME = re.compile(r"""[^\s"'<>&`=]+""")
_VOID = frozenset({"br", "hr", "img"})
_LIST = re.compile(r"\{:?[ ]*([^}\n ][^}\n]*)\}")
_IN_LIST = re.compile(r"""(?P<key>[^\s=}.#"'][^\s=}"']*)(?:=(?P<value>"[^"]*"|'[^']*'|[^\s}]+))?""")
_IDS = re.compile(r"""#([^\s}]+)""")
INSTEAD = "write it in Markdown, or put it between backticks if it is to be seen"
_DEEP = "use four levels of headings at most"
_OUTSIDE = "write it at the left edge, outside lists, quotations and notes, with an empty line above"
_UNCLOSED = "close each element, and put blocks on lines of their own with an empty line above"


def html_faults(content: str) -> Iterator[Fault]:
    """Parts of a piece of HTML that are not on the list, or are not well-formed HTML.

    The lines are those of `content`.
    """
    typed = _Tokens(content)
    result = list(_element_faults(typed))
    return iter(result) if result else _order_faults(typed.said, _Tokens(_cleaner().clean(content)).said)


def element_faults(content: str) -> Iterator[Fault]:
    """Parts of a piece of HTML that are not on the list, well-formed or not."""
    return _element_faults(_Tokens(content))


def attribute_list_faults(page: str) -> Iterator[Fault]:
    """Attributes in the attribute lists of a page, such as `{: #name .class }`, that are not harmless."""
    for number, line in enumerate(page.split("\n"), 1):
        for match in _LIST.finditer(line) if "{" in line else ():
            before, after = line[: match.start()].rstrip(), line[match.end() :]
            if not match[0].startswith("{:") and before and before[-1] not in ")]*_`>" and after.strip():
                continue  # within words it is text
            for name in _IDS.findall(match[1]):
                yield from _attribute_faults(number, "", "id", name)
            for part in _IN_LIST.finditer(re.sub(r"""(?:^|\s)[.#][^\s}]+""", " ", match[1])):
                if part["value"] is not None or match[0].startswith("{:"):
                    yield from _attribute_faults(number, "", part["key"], (part["value"] or "").strip("\"'"))


def _order_faults(typed: list[tuple[int, str]], harmless: list[tuple[int, str]]) -> Iterator[Fault]:
    """The first place where HTML5 parses something other than what was typed."""
    typed, harmless = _without_bodies(typed), _without_bodies(harmless)
    pairs = zip_longest(typed, harmless, fillvalue=(0, ""))
    index = next((index for index, (was, is_now) in enumerate(pairs) if was[1] != is_now[1]), None)
    if index is None:
        return
    line, said = typed[index] if index < len(typed) else (typed[-1][0], "")
    wanted = harmless[index][1] if index < len(harmless) else ""
    if wanted == "</p>" and re.match(r"<\w", said):
        yield Fault(
            line, f"“{_short(said)}” stands within a paragraph, where HTML does not allow it", _OUTSIDE
        )
        return
    opened: list[int] = []  # lines of the elements that should be closed there
    for place, tag in typed[:index] if wanted.startswith("</") else ():
        if re.match(rf"<{wanted[2:-1]}[ >]", tag):
            opened.append(place)
        elif tag == wanted and opened:
            opened.pop()
    if opened:
        what = f"<{wanted[2:-1]}> is not closed, or holds what HTML does not allow in it"
        yield Fault(opened[-1], what, _UNCLOSED)
    else:
        yield Fault(line, f"“{_short(said)}” stands where HTML does not allow it", _UNCLOSED)


def _without_bodies(said: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """HTML without the bodies of tables, which HTML5 adds if they are left out."""
    return [(line, tag) for line, tag in said if tag not in ("<tbody>", "</tbody>")]


def _element_faults(typed: _Tokens) -> Iterator[Fault]:
    for line, tag, attributes in typed.tags:
        yield from _tag_faults(line, tag, attributes)


def _tag_faults(line: int, tag: str, attributes: list[tuple[str, str | None]]) -> Iterator[Fault]:
    if tag not in ELEMENTS:
        remedy = _DEEP if tag in ("h5", "h6") else INSTEAD
        yield Fault(line, f"the element <{_short(tag)}> is not allowed in a page", remedy)
        return
    for name, value in attributes:
        yield from _attribute_faults(line, tag, name, value or "")


def _attribute_faults(line: int, tag: str, name: str, value: str) -> Iterator[Fault]:
    """Faults of an attribute of the element `tag`; `tag` is "" for an attribute list."""
    known = EVERYWHERE | (ELEMENTS[tag] if tag else _anywhere() - _ADDRESSES)
    where = f"in <{tag}>" if tag else "in a list of attributes"
    if name.lower() not in known or (name.lower() == "style" and not (tag and _ALIGNED.fullmatch(value))):
        yield Fault(line, f"the attribute “{_short(name)}” is not allowed {where}", f"delete it; {INSTEAD}")
    elif name.lower() == "id" and not _NAME.fullmatch(value):
        what = f"the id “{_short(value)}” is not well formed"
        yield Fault(line, what, "use letters, digits and hyphens")
    elif name.lower() in _ADDRESSES and (hidden := web_address.fault(value)):
        yield Fault(line, *hidden)
    elif name.lower() == "src" and (host := _host(value)):
        what = f"the picture is loaded from {_short(host)}, which would learn who reads the page"
        yield Fault(line, what, "put the file beside the page, and write its path")
    elif name.lower() in _ADDRESSES and not harmless_address(value):
        what = f"the address “{_short(value)}” is not allowed in a page"
        yield Fault(
            line, what, "write https://…, mailto:… or the path of a page; or put it between backticks"
        )


def _host(address: str) -> str:
    """The site that an address names; "" if it leads within this one or nowhere."""
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""


def harmless_address(address: str) -> bool:
    """Whether a link may have this address: web, mail, telephone, or within the site."""
    return " href=" in _cleaner().clean(f'<a href="{html.escape(address)}">x</a>')


def comments(content: str) -> list[str]:
    """The contents of the comments in a piece of HTML."""
    return _Tokens(content).comments


@cache
def _anywhere() -> frozenset[str]:
    return frozenset().union(*ELEMENTS.values())


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(ELEMENTS),
        clean_content_tags=set(),
        attributes={"*": set(EVERYWHERE), **{tag: set(own) for tag, own in ELEMENTS.items() if own}},
        url_schemes=set(SCHEMES),
        strip_comments=False,
        link_rel=None,
    )


def _short(words: str) -> str:
    words = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return words if len(words) <= 60 else f"{words[:60]}…"


class _Tokens(HTMLParser):
    """A piece of HTML as tags and texts in order, each with its line."""

    def __init__(self, content: str):
        super().__init__()
        self.tags: list[tuple[int, str, list[tuple[str, str | None]]]] = []
        self.said: list[tuple[int, str]] = []
        self.comments: list[str] = []
        self._text = ""
        try:
            self.feed(content)
            self.close()
        except AssertionError:  # Python's parser fails on some marked sections, such as <![x]>
            self._say("<![")
        self._end_text()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((self.getpos()[0], tag, attrs))
        # White space in an address, and an empty value, can be written in two ways.
        written = "".join(f" {name}={(value or '').strip()!r}" for name, value in attrs)
        self._say(f"<{tag}{written}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._say(f"<{tag}/>")

    def handle_endtag(self, tag: str) -> None:
        self._say(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)
        self._say(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self._say(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self._say(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self._say(f"<![{data}]>")

    def _say(self, what: str) -> None:
        self._end_text()
        self.said.append((self.getpos()[0], what))

    def _end_text(self) -> None:
        words = " ".join(self._text.split())
        if words:
            self.said.append((self.getpos()[0], words))
        self._text = ""
