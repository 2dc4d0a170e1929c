"""Cuts a page's HTML into what search finds: the page, and each of its parts that can be linked to.

Material's own plugin parses every page's HTML again, which took half of a large build; the pages' HTML is
ours, or comes from Markdown, so splitting it at headings is enough.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

# Left out of search: links to headings, tools, pictures, grounds, citation, what stands on many pages.
LEFT_OUT = re.compile(
    r'<a class="headerlink".*?</a>'
    r'|<span class="(?:ground |spelled-out").*?</span>'
    r'|<p class="(?:grounds|rests-on|legend)\b.*?</p>'
    r'|<div class="tools".*?</div>'
    r'|<figure class="picture .*?</figure>'
    r'|<details class="tail .*?</details>'
    r'|<footer class="cite".*?</footer>'
    r'|<aside class="notice notice-st.*?</aside>'
    r'|<nav class="(?:neighbours|portions)".*?</nav>'
    r'|<p class="(?:letters?|in-other|synonyms|confused|see|address)".*?</p>'
    r"|<!--contents-->",
    re.DOTALL,
)
# What print, pictures, handouts and the offline copy fill in after the build, each between its own marks:
# the present text (“not printed yet”) would stay in the index. The words in an edition's mark stay.
_FILLED_LATER = re.compile(r"<!--(?!edition\b)([a-z-]+)(?::[^>]*)?-->.*?<!--/\1-->", re.DOTALL)
_OTHER = re.compile(r'<span class="other"[^>]*> ?(.*?)</span>', re.DOTALL)
# What starts a part that can be linked to: a heading, or an entry in a list of definitions.
_PART = re.compile(r'<(h[1-3]|dt)(?:[^>]*? id="([^"]*)")?([^>]*)>(.*?)</\1>', re.DOTALL)
_ENDS = ".:;?!…·"
_EXCLUDED = "data-search-exclude"  # Material's word for it
# Inline tags do not separate words; all others do.
_INLINE = re.compile(r"</?(?:a|abbr|b|cite|code|em|i|small|span|strong)\b[^>]*>")
_CELL = re.compile(r"</(?:dd|t[dh])>")
_TAG = re.compile(r"<[^>]*>")


def entries(url: str, title: str, content: str) -> Iterator[dict[str, str]]:
    """The page and each of its parts that has an anchor, as location, title and text.

    Sections with a heading marked `data-search-exclude` are left out, and so is what is filled in after the
    build; a heading's words in another language follow as `other`.
    """
    pieces = _PART.split(LEFT_OUT.sub("", _FILLED_LATER.sub("", content)))
    entry: dict[str, str] | None = {"location": url, "title": title, "text": plain(pieces[0])}
    rest = pieces[1:]
    for tag, anchor, attributes, words, following in zip(*(rest[n::5] for n in range(5)), strict=True):
        excluded = _EXCLUDED in attributes
        if tag == "h1" or not anchor:
            if entry is not None:
                kept = following.partition("</dd>")[2] if excluded else following
                lead = "" if tag == "h1" or excluded else plain(words)
                entry["text"] = _after(entry["text"], lead, plain(kept))
            continue
        if entry is not None:
            yield entry
        entry = None
        if not excluded:
            entry = {"location": f"{url}#{anchor}", "title": plain(words), "text": plain(following)}
            other = html.unescape(_TAG.sub(" ", " ".join(_OTHER.findall(words))))
            if other:
                entry["other"] = other
    if entry is not None:
        yield entry


def _after(text: str, lead: str, more: str) -> str:
    """`text` followed by `more`, whose lead, a label or a sentence, is set off by punctuation."""
    if lead and lead[-1] not in _ENDS:
        lead += ":"
    more = f"{lead} {more}".strip()
    between = " " if not text or not more or text[-1] in _ENDS else " · "
    return f"{text}{between}{more}".strip()


def plain(markup: str) -> str:
    """Text of a piece of HTML in the page's language."""
    markup = _CELL.sub(" · ", _INLINE.sub("", _OTHER.sub("", markup)))
    text = " ".join(html.unescape(_TAG.sub(" ", markup)).split())
    return text.removesuffix(" ·")
