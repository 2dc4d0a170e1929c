"""On what statements rest, in signs and in words, and what most statements of a page rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from handbook.localised import Locale
from handbook.model.certainty import borne_by, independent_documents
from handbook.model.text import Ground, Grounded

_CODES = "\n"  # stands for the codes of the sources in a label


def ground_words(locale: Locale, entry: Grounded) -> str:
    """The ground of a statement in words, such as `Reference, 2 independent documents: S27, S31`.

    "" if it has none, or if grounds are not marked.
    """
    if entry.ground is None or not locale.programme.appearance.show_grounds:
        return ""
    return ", ".join(map(str.upper, entry.cite)).join(ground_around(locale, entry))


def ground_around(locale: Locale, entry: Grounded) -> tuple[str, str]:
    """What stands before and after the codes of the sources in the words for a ground."""
    words = locale.label(f"ground.{entry.ground}")
    if not entry.cite:
        return words, ""
    manner, count = borne_by(locale.programme, entry), independent_documents(locale.programme, entry)
    told = locale.label(f"ground_cites.{manner}", count=count, codes=_CODES)
    before, _, after = told.partition(_CODES)
    return f"{words}{before}", after


def ground_sign(locale: Locale, entry: Grounded) -> str:
    """The small sign of a ground: the codes of the sources, or a mark where none is cited."""
    codes = ", ".join(map(str.upper, entry.cite))
    return codes or locale.label(f"ground_sign.{entry.ground}")


def usual_ground(entries: Iterable[Grounded]) -> Ground | None:
    """The ground on which most of the statements rest; of two equally common ones the first in the model."""
    counted = Counter(entry.ground for entry in entries if entry.ground is not None)
    return max(Ground, key=lambda ground: counted[ground]) if counted else None
