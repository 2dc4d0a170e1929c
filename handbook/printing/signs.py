"""The signs of what statements rest on, as paper shows them: raised, with the codes of sources as links."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from handbook.localised import Locale
from handbook.model.text import Ground
from handbook.printing.tree import alone, replace

_MARKS = ".//span"
_NARROW = frozenset(("table", "figure"))  # what has no room to keep a word and its sign together
_TIED = "\u00a0"
_FEW = 3  # codes that stay on one line


def set_signs(content: etree._Element) -> None:
    """Replace the marks in the content of a page by their signs.

    What most statements of the page rest on has none, but for references: on paper nothing opens on demand,
    so that each names its sources.
    """
    for mark in content.findall(_MARKS):
        classes = (mark.get("class") or "").split()
        if "ground" in classes:
            _replace(mark, usual="usual" in classes)


def legend(locale: Locale) -> str:
    """What the signs of statements mean."""
    grounds = [Ground.SOURCE, Ground.EDITORIAL]
    told = (
        f"{locale.label(f'ground_sign.{ground}')} {locale.label(f'ground.{ground}')}" for ground in grounds
    )
    return f"{locale.label('page.legend')} {'; '.join(told)}."


def _replace(mark: etree._Element, *, usual: bool) -> None:
    codes = [alone(link) for link in mark.iter("a")]
    sign = etree.Element("sup", {"class": "sign"})
    if codes:
        for code in codes:
            if len(sign):
                sign[-1].tail = ", "
            sign.append(code)
    elif not usual:
        sup = mark.find("sup")
        sign.text = sup.text if sup is not None else ""
    _keep_tail(mark, sign if codes or not usual else None)


def _keep_tail(mark: etree._Element, sign: etree._Element | None) -> None:
    """Put the sign, if there is one, in the place of the mark; the words that follow it stay."""
    tail, parent = mark.tail or "", mark.getparent()
    assert parent is not None
    if sign is not None:
        _stay(sign, mark)
        sign.tail = tail
        mark.tail = None
        replace(mark, sign)
        return
    _change_before(mark, lambda said: said + tail)
    mark.tail = None
    parent.remove(mark)


def _stay(sign: etree._Element, mark: etree._Element) -> None:
    """Keep a sign on the line of the word before it, where there is room for both."""
    if not any(held.tag in _NARROW for held in mark.iterancestors()):
        _change_before(mark, lambda said: said.rstrip() + _TIED if said[-1:].isspace() else said)
        if len(sign) <= _FEW:
            sign.set("whole", "yes")


def _change_before(mark: etree._Element, change: Callable[[str], str]) -> None:
    """Change the words that stand right before a mark."""
    before, parent = mark.getprevious(), mark.getparent()
    assert parent is not None
    if before is not None:
        before.tail = change(before.tail or "")
    else:
        parent.text = change(parent.text or "")
