"""The signs of what statements rest on, as paper shows them: raised, with the codes of sources as links."""

from __future__ import annotations

from lxml import etree

from handbook.localised import Locale
from handbook.model.text import Ground
from handbook.printing.tree import alone, replace

_MARKS = ".//span"


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
        sign.tail = tail
        mark.tail = None
        replace(mark, sign)
        return
    before = mark.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    mark.tail = None
    parent.remove(mark)
