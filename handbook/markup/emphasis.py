"""Where `*` and `_` are marks of emphasis, and where they belong to a word, a number or an address.

A run of them opens only if no letter or digit comes before it, and closes only if none follows: `3*4`,
`snake_case` and `a*b*c` are shown as typed. Letters of scripts written without spaces do not count, since
otherwise nothing could be emphasised there. The rest is as in CommonMark.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Container, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

# First words in the Unicode names of letters written without spaces, or with endings attached directly.
_UNSPACED = frozenset(
    {
        *("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HALFWIDTH", "IDEOGRAPHIC", "BOPOMOFO"),
        *("HANGUL", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN", "JAVANESE", "BALINESE"),
    }
)
_PART = r"""[^\s<>\[\]()"`\\]|\\\S"""  # of an address, with paired brackets
_ADDRESS = re.compile(
    rf"(?:(?<![^\W_])(?:[A-Za-z][A-Za-z0-9+.-]{{0,30}}://|www\.|mailto:)(?:{_PART}|\((?:{_PART})*\))+"
    r"""|(?<![\w.@])[^\W_][^\s<>\[\]()"`\\@]{0,64}@[\w-]+(?:\.[\w-]+)+)"""
    r"(?<![*_.,;:!?'])"  # the end of a sentence, or marks around an address, are not part of it
)
_NEAR = 8  # characters within which a visible one is found
_ADDRESS_SIGNS = ("://", "www.", "mailto:", "@")
_MEANT = re.compile(r"(?P<mark>\*{1,2})(?![\s*])(?P<words>[^*\n]+?)(?<![\s*])(?P=mark)(?!\*)")
_BEFORE_WORDS = "([\"'“‘"
_ESCAPED = re.compile(r"\\[*_]|`[^`]*`")


def flanks(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether the run of one mark from `start` to `end` may open emphasis, and whether it may close one."""
    starts, ends = _addresses(text)
    address = bisect_right(starts, start) - 1  # the last that begins here or before
    if address >= 0 and start < ends[address]:
        return False, False
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    # Between brackets a mark is a sign, for example of multiplication, and `*)` is a footnote's.
    if unicodedata.category(before) == "Pe" and unicodedata.category(after) == "Ps":
        return False, False
    left = not after.isspace() and (not _punctuation(after) or before.isspace() or _punctuation(before))
    right = not before.isspace() and (not _punctuation(before) or after.isspace() or _punctuation(after))
    opens = (
        left
        and not _in_word(text[max(0, start - _NEAR) : start][::-1])
        and unicodedata.category(after) != "Pe"
    )
    # A superscript number after a mark belongs to a note, one before it is an exponent.
    closes = (
        right and not _in_word(text[end : end + _NEAR], but={"No"}) and unicodedata.category(before) != "Ps"
    )
    if text[start] == "_":
        opens = opens and (not right or _punctuation(before))
        closes = closes and (not left or _punctuation(after))
    return opens, closes


def use_in(parser: MarkdownIt) -> MarkdownIt:
    """The same parser of CommonMark, finding emphasis by this rule."""
    parser.inline.ruler.at("emphasis", _emphasis_rule)
    return parser


def meant_as_emphasis(text: str) -> Iterator[tuple[int, str]]:
    """Words between marks that are shown as text since a letter touches them: place and words."""
    if "*" not in text:
        return
    shown = _ESCAPED.sub(lambda match: " " * len(match[0]), text)
    if _may_hold_address(shown):
        shown = _ADDRESS.sub(lambda match: "a" * len(match[0]), shown)
    for match in _MEANT.finditer(shown):
        width = len(match["mark"])
        opens = flanks(shown, match.start(), match.start() + width)[0]
        closes = flanks(shown, match.end() - width, match.end())[1]
        around = shown[max(0, match.start() - 1) : match.start()] + shown[match.end() : match.end() + 1]
        if not (opens and closes) and _are_words(match["words"], around, width):
            yield match.start(), text[match.start() : match.end()]


def _are_words(marked: str, around: str, width: int) -> bool:
    """Whether marks around this are unlikely to be multiplication signs, by what touches them outside."""
    letters = any(char.isalpha() for char in marked)
    begins = width == 2 or marked[0].isalpha() or (letters and marked[0] in _BEFORE_WORDS)
    return begins and any(char.isalnum() if letters else char.isalpha() for char in around)


@lru_cache(maxsize=8)  # called for each mark of a text
def _addresses(text: str) -> tuple[list[int], list[int]]:
    """Where each address starts, and where it ends."""
    matches = list(_ADDRESS.finditer(text)) if _may_hold_address(text) else []
    return [match.start() for match in matches], [match.end() for match in matches]


def _may_hold_address(text: str) -> bool:
    return any(sign in text for sign in _ADDRESS_SIGNS)


def _in_word(nearest_first: str, but: Container[str] = ()) -> bool:
    """Whether the nearest character belongs to a word or number, except kinds in `but`."""
    for char in nearest_first:
        kind = unicodedata.category(char)
        if kind == "Cf" and char != "\u200b":  # joiners and soft hyphens are not seen; this one parts words
            continue
        if kind[0] == "N":
            return kind not in but
        return kind[0] in "LM" and unicodedata.name(char, "").split(" ")[0] not in _UNSPACED
    return False


def _punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _emphasis_rule(state: StateInline, silent: bool) -> bool:
    """As in markdown-it: each mark is a text token of its own, to be joined later."""
    from markdown_it.rules_inline.state_inline import Delimiter

    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    start, end = state.pos, state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    opens, closes = flanks(state.src, start, end)
    for _ in range(start, end):
        state.push("text", "", 0).content = marker
        place = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord(marker), end - start, place, -1, open=opens, close=closes))
    state.pos = end
    return True
