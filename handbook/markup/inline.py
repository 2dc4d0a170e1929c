"""Inline Markdown in data texts: emphasis, code, links to records and to the web, foreign phrases.

Everything else is plain text: raw HTML, templates and unsafe links are shown as the characters that were
typed. Beyond Markdown there are `[[t/b3]]` and `[[t/b3|words]]` for records, and `[phrase]{en}` for a phrase
in another language.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from handbook import web_address
from handbook.markup import emphasis, typed_links

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_SPECIAL = re.compile(r"[*_`\[\]\\]")
_MARKDOWN = re.compile(r"[\\`*_\[\]<>&#|~]")  # what Markdown may read as a mark
_NO_ADDRESS = re.compile(r"[\x00-\x20()<>\"\\\\]")
_RECORD = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")
_FOREIGN = re.compile(r"\[([^\[\]\n]+)\]\{([a-z]{2,3})\}")
_WEB = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)

Link = Callable[[str], tuple[str, str] | None]
"""Gives the address (for `href`) and name of a record link's target; None if there is none."""


def to_html(text: str, link: Link) -> str:
    """One text as HTML. A record link that `link` does not know is shown as its plain words."""
    if not _SPECIAL.search(text):
        return html.escape(text)
    return str(_parser().renderInline(text, {"link": link}))


def to_plain(text: str, link: Link) -> str:
    """One text without marks and on one line, for titles, descriptions and search."""
    text = text.replace("\n", " ")
    if not _SPECIAL.search(text):
        return text
    words: list[str] = []
    for token in _tokens(text):
        if token.type == "record":
            result = link(token.meta["target"])
            words.append(token.content or (result[1] if result else token.meta["target"]))
        else:
            words.append(token.content)
    return "".join(words)


def to_markdown(text: str, link: Link) -> str:
    """One text as Markdown that any Markdown program reads alike: our own marks become links and emphasis."""
    text = text.replace("\n", " ")
    if not _MARKDOWN.search(text):
        return text
    words: list[str] = []
    web = ""  # a link cannot contain another
    for token in _tokens(text):
        if token.type == "record":
            result = link(token.meta["target"])
            name = escape_markdown(token.content or (result[1] if result else token.meta["target"]))
            words.append(markdown_link(name, result[0]) if result else name)
        elif token.type == "phrase":
            words.append(f"*{escape_markdown(token.content)}*")
        elif token.type == "code_inline":
            words.append(_code(token.content))
        elif token.type == "link_open":
            words.append("[")
            web = str(token.attrGet("href"))
        elif token.type == "link_close":
            words.append(f"]({_in_brackets(web)})")
        else:
            words.append(escape_markdown(token.content) if token.type == "text" else token.markup)
    return "".join(words)


def own_words(text: str, language: str) -> str:
    """One text in `language` without names of records, code and foreign phrases."""
    if not _SPECIAL.search(text):
        return text
    words: list[str] = []
    for token in _tokens(text):
        other = token.type == "phrase" and token.meta["language"] != language
        words.append("…" if other or token.type == "code_inline" else token.content)
    return "".join(words)


def record_links(text: str) -> Iterator[str]:
    """Targets of the record links in a text."""
    if "[[" in text:
        yield from (token.meta["target"] for token in _tokens(text) if token.type == "record")


def running_text(text: str) -> Iterator[tuple[str, str]]:
    """Plain words, with "", and record links, with their targets, in order.

    Code, foreign phrases and links to the web are left out.
    """
    if not _SPECIAL.search(text):
        yield "", text
        return
    inside_link = 0
    for token in _tokens(text):
        inside_link += token.nesting if token.type.startswith("link_") else 0
        if token.type == "record":
            yield token.meta["target"], token.content
        elif token.type == "text" and not inside_link:
            yield "", token.content


def spoken(text: str) -> Iterator[tuple[str, str]]:
    """The words of a text: each foreign phrase with its language, and the rest with "".

    Code, names of records and phrases become `0` in the text around them, which has no meaning of its own.
    """
    own: list[str] = []
    for token in _tokens(text):
        if token.type == "phrase":
            yield token.content, token.meta["language"]
        own.append("0" if token.type in {"phrase", "code_inline"} else token.content)
        if token.type == "record" and not token.content:
            own.append("0")
    yield "".join(own), ""


def loose_ends(text: str) -> Iterator[tuple[str, str]]:
    """What looks like a link or a foreign phrase but is not: what is wrong, and what to write."""
    if "[" not in text and "]" not in text:
        return
    for token in _tokens(text):
        if token.type == "text" and ("[[" in token.content or "]]" in token.content):
            yield "a record link is not closed or is empty", "write [[t/b3]] or [[t/b3|words]]"
        elif token.type == "text" and "](" in token.content:
            what = "a link is broken or leads to an address that is not allowed"
            yield what, "write [words](https://…), or [[t/b3]] for a record"
        elif token.type == "link_open" and not _WEB.match(str(token.attrGet("href"))):
            what = f"the link to `{token.attrGet('href')}` is not a web address"
            yield what, "write [words](https://…), or [[t/b3]] for a record"
        elif token.type == "link_open" and (hidden := web_address.fault(str(token.attrGet("href")))):
            yield hidden
        elif token.type == "text" and "]{" in token.content:
            yield "a foreign phrase is not closed or has no language code", "write [phrase]{en}"


def as_phrases(text: str, language: str) -> str:
    """A text of `language` to stand in one of another: its words as phrases, its links as they are."""
    result: list[str] = []
    web = ""
    for token in _tokens(text.replace("\n", " ")):
        if token.type == "record":
            words = f"|{token.content}" if token.content else ""
            result.append(f"[[{token.meta['target']}{words}]]")
        elif token.type == "link_open":
            web = str(token.attrGet("href"))
        elif token.type == "link_close":
            web = ""
        elif token.type == "phrase":
            result.append(f"[{token.content}]{{{token.meta['language']}}}")
        elif web:
            result.append(markdown_link(escape_markdown(token.content), web))
        elif token.content.strip() and not set("[]") & set(token.content):
            result.append(f"[{token.content}]{{{language}}}")
        else:
            result.append(token.content)
    return "".join(result)


def escape_markdown(words: str) -> str:
    """Plain words in which Markdown finds no marks."""
    return _MARKDOWN.sub(r"\\\g<0>", words)


def markdown_link(words: str, address: str) -> str:
    """A link in Markdown; `words` are Markdown too."""
    return f"[{words}]({_in_brackets(address)})"


def _in_brackets(address: str) -> str:
    """An address safe inside brackets: it ends where the bracket does."""
    return _NO_ADDRESS.sub(lambda match: f"%{ord(match[0]):02X}", address)


def _code(words: str) -> str:
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", words)), default=0))
    return f"{fence} {words} {fence}" if "`" in words else f"{fence}{words}{fence}"


@lru_cache(4096)
def _tokens(text: str) -> tuple[Any, ...]:
    """The tokens of a text, only to be read; several checks ask for those of each."""
    return tuple(token for block in _parser().parseInline(text) for token in block.children or [])


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero").enable(["emphasis", "backticks", "link", "escape"])
    emphasis.use_in(parser)
    record = _rule("record", _RECORD, lambda match: ((match[2] or "").strip(), {"target": match[1].strip()}))
    phrase = _rule("phrase", _FOREIGN, lambda match: (match[1], {"language": match[2]}))
    parser.inline.ruler.before("link", "record", record)
    parser.inline.ruler.before("link", "phrase", phrase)
    parser.validateLink = lambda url: bool(_WEB.match(url))  # type: ignore[method-assign]
    typed_links.use_in(parser)
    parser.add_render_rule("record", _render_record)
    parser.add_render_rule("phrase", _render_phrase)
    parser.add_render_rule("link_open", _render_web_link)
    return parser


def _rule(
    kind: str, pattern: re.Pattern[str], parts: Callable[[re.Match[str]], tuple[str, dict[str, str]]]
) -> Any:
    """A rule for markdown-it: a match becomes a token of this kind; `parts` gives its content and meta."""

    def rule(state: Any, silent: bool) -> bool:
        match = pattern.match(state.src, state.pos)
        if match and not silent:
            token = state.push(kind, "", 0)
            token.content, token.meta = parts(match)
        state.pos = match.end() if match else state.pos
        return match is not None

    return rule


def _render_record(_self: Any, tokens: Any, index: int, _options: Any, env: Any) -> str:
    token = tokens[index]
    result = env["link"](token.meta["target"])
    words = html.escape(token.content or (result[1] if result else token.meta["target"]))
    return f'<a href="{html.escape(result[0])}">{words}</a>' if result else words


def _render_phrase(_self: Any, tokens: Any, index: int, _options: Any, _env: Any) -> str:
    token = tokens[index]
    return f'<i lang="{token.meta["language"]}">{html.escape(token.content)}</i>'


def _render_web_link(_self: Any, tokens: Any, index: int, _options: Any, _env: Any) -> str:
    return f'<a href="{html.escape(str(tokens[index].attrGet("href")))}" rel="external">'
