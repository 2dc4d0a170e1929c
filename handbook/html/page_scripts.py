"""The scripts of one language's pages: the modules, and before them the words that they say.

Pages would hold those words many times over, and most readers never need them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from handbook.formats import language_name
from handbook.html import reader_scripts, scripts
from handbook.html.assets import Asset
from handbook.html.environment import environment
from handbook.localised import Locale
from handbook.views.navigation import narrowing
from handbook.views.ticks import handbook_key

_LISTS_NAMED = ("terms", "tasks")  # overviews to which readers are sent who found nothing
# What Material's script says, by its own keys.
_OF_MATERIAL = (
    *("clipboard.copy", "clipboard.copied", "search.result.placeholder", "search.result.none"),
    *("search.result.one", "search.result.other", "search.result.more.one", "search.result.more.other"),
    *("search.result.term.missing", "select.version"),
)


@dataclass(frozen=True)
class Material:
    """What search loads of the theme: its script and the style of results; and `features`, its settings."""

    script: str
    style: str
    features: Sequence[str]


def page_scripts(locale: Locale, theme: Material, keeping: str) -> dict[str, Asset]:
    """All scripts of a language's pages, by the names in `scripts`; `keeping` is that of kept texts, or "".

    Raises:
        Unjoinable: if a module uses syntax that joining does not support.
    """
    made = dict(scripts.of_code_alone())
    searching = _searching(locale, theme, made[scripts.WORKER].name)
    for name in (scripts.DIALOG, scripts.PAGE):
        made[name] = scripts.script(name, "handbookSearch", searching)
    made[scripts.READER_SCRIPT] = scripts.script(
        scripts.READER_SCRIPT, "handbookWords", {"inside": reader_words(locale)}
    )
    site = {
        "search": made[scripts.DIALOG].name,
        "searchPage": made[scripts.PAGE].name,
        "material": theme.script,
        "marks": made[scripts.MARKS].name,
        "reader": made[scripts.READER_SCRIPT].name,
        "lists": reader_scripts.LISTS,
        "keeping": keeping,
        "handbook": handbook_key(locale.about, locale.original),
        "edition": locale.about.edition,
    }
    made[scripts.EVERY_PAGE] = scripts.script(scripts.EVERY_PAGE, "handbookSite", site)
    return made


def reader_words(locale: Locale, *, on_board: bool = False) -> Markup:
    """What the reader's script shows and says on pages with lists to tick, as HTML; the board has no link."""
    progress = "" if on_board else locale.addresses.overviews.get("progress", "")
    return _rendered("ticks.html", locale, {"progress": progress})


def _searching(locale: Locale, theme: Material, worker: str) -> Mapping[str, object]:
    overviews = locale.addresses.overviews
    inside = {
        "kinds": narrowing(locale.programme),
        "search": overviews["search"],
        "lists": [(locale.name(kind, ""), overviews[kind]) for kind in _LISTS_NAMED if kind in overviews],
        "others": [
            (locale.label("search.in_language", language=language_name(code, locale.language)), address)
            for code, address in _searches_elsewhere(locale)
        ],
    }
    return {
        "inside": _rendered("search_inside.html", locale, inside),
        "worker": worker,
        "style": theme.style,
        "material": theme.script,
        "features": list(theme.features),
        "translations": {key: locale.label(f"material.{key}") for key in _OF_MATERIAL},
    }


def _searches_elsewhere(locale: Locale) -> list[tuple[str, str]]:
    """The search pages of the other languages, as seen from the root of this one."""
    up = "" if locale.language == locale.original else "../"
    address = locale.addresses.overviews["search"]
    codes = [code for code in locale.programme.languages if code != locale.language]
    return [(code, f"{up}{f'{code}/' if code != locale.original else ''}{address}/") for code in codes]


def _rendered(name: str, locale: Locale, values: Mapping[str, object]) -> Markup:
    def label(key: str) -> Markup:
        return escape(locale.label(key))

    return Markup(environment().get_template(name).render(t=label, **values).strip())
