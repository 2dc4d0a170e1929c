"""The style sheets of the pages: one for all, and small ones beside it for what some pages show.

The one for all holds the styles of the theme, then the colours and fonts of a programme, then what is the
same for all programmes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache

from handbook.html.assets import Asset, asset
from handbook.model.appearance import Appearance, Colours
from handbook.model.kinds import KINDS
from handbook.resources import PICTURES, THEME

STYLESHEET = "assets/handbook.css"
SEARCH = "assets/search.css"  # on the search page; elsewhere loaded with the dialog
KEEPING = "assets/keeping.css"  # loaded late, by the script of what readers keep
REGION = "assets/region.css"  # on every page of the edition of a region
FROZEN_EDITION = "assets/frozen-edition.css"  # for the notice on pages of frozen editions
# For pages that hold certain marks, so that first views of the others stay light.
_BY_MARK = {
    "data-board=": "assets/progress.css",
    "picture-calendar": "assets/calendar.css",
    'class="paper"': "assets/papers.css",
    'class="material"': "assets/materials.css",
    'class="hb-search-page"': SEARCH,
}
_OF_ALL_PAGES = ("common", "kinds", "route")  # the route is on most pages that readers begin with
# Comments and white space that readers would load with their first page; words in quotes stay as they are.
_SPARE = re.compile(r'("[^"]*")|/\*.*?\*/|(:)\s+|[\s;]*(\})\s*|\s*([{;,])\s*', re.DOTALL)

# Custom properties of Material and of ours, by the colour that they take; an ending is a degree of opacity.
_PROPERTIES: dict[str, dict[str, str]] = {
    "header": {"--md-primary-fg-color": ""},
    "header_text": {"--md-primary-bg-color": "", "--md-primary-bg-color--light": "d9"},
    "edge": {"--md-primary-fg-color--light": ""},
    "links": {"--md-typeset-a-color": ""},
    "accent": {"--md-accent-fg-color": "", "--md-accent-fg-color--transparent": "14"},
    "page": {"--md-default-bg-color": ""},
    "surface": {"--hb-surface": ""},
    "text": {"--md-default-fg-color": "", "--md-typeset-color": ""},
    "soft_text": {"--md-default-fg-color--light": ""},
    "faint_text": {"--md-default-fg-color--lighter": ""},
    "mark": {"--hb-mark": ""},
    "line": {"--hb-line": ""},
    "faint_line": {"--md-default-fg-color--lightest": ""},
    "code": {"--hb-code-bg": ""},
    "code_text": {"--hb-code-fg": ""},
    "footer": {"--md-footer-bg-color--dark": ""},
    "footer_text": {"--hb-footer-fg": ""},
    "notice": {"--hb-notice": ""},
    "notice_line": {"--hb-notice-line": ""},
}
_DRAWN = re.compile(r'class="(?:picture picture-)?([a-z-]+)')
_GENERIC = frozenset({"system-ui", "-apple-system", "serif", "sans-serif", "ui-serif", "ui-sans-serif"})


def sheet_of_pages(theme: str, own: str) -> Asset:
    """The style sheet of all pages, from that of the theme and that of the programme (`stylesheet`)."""
    return asset(STYLESHEET, f'@charset "UTF-8";\n{theme}\n{own}')


@cache
def sheets_for_few() -> Mapping[str, str]:
    """The text of each style sheet beside the one for all, by its name without a checksum."""
    files = {name: THEME / name for name in (*_BY_MARK.values(), KEEPING, REGION, FROZEN_EDITION)}
    files |= {name: PICTURES / f"{picture}.css" for picture, name in _of_pictures().items()}
    return {name: small_style(file.read_text(encoding="utf-8")) for name, file in files.items()}


def sheet_for_few(name: str) -> Asset:
    """One of these style sheets that is the same in all handbooks."""
    return asset(name, sheets_for_few()[name])


def sheets_of(content: str) -> list[str]:
    """The names of the style sheets that a page with this content needs beside the one for all."""
    found = [name for mark, name in _BY_MARK.items() if mark in content]
    drawn = set(_DRAWN.findall(content)) if "<figure" in content or "timeline" in content else ()
    return found + [name for picture, name in _of_pictures().items() if picture in drawn]


@cache
def _of_pictures() -> Mapping[str, str]:
    """The names of the style sheets of pictures, by picture."""
    names = sorted(file.stem for file in PICTURES.glob("*.css"))
    return {name: f"assets/pictures/{name}.css" for name in names if name not in _OF_ALL_PAGES}


def stylesheet(appearance: Appearance, drawings: Mapping[str, str]) -> str:
    """The styles of a programme's pages; `drawings` are SVGs by the names that kinds of record give them."""
    light, dark = (_scheme(appearance.colours, name) for name in ("light", "dark"))
    # Material's own colours of the dark scheme, such as those of code, are made from a hue.
    dark = f"--md-hue: 172; {dark}"
    return (
        f":root {{ --md-text-font: {fonts_of(appearance)}; "
        '--md-code-font: ui-monospace, "Cascadia Mono", "Noto Sans Mono", monospace; }\n'
        f':root, [data-md-color-scheme="default"] {{ {light} }}\n'
        f'@media screen {{ [data-md-color-scheme="slate"] {{ {dark} }} }}\n'
        "/* The same for readers without JavaScript, whose device is dark. */\n"
        "@media screen and (prefers-color-scheme: dark) "
        f'{{ .no-js [data-md-color-scheme="default"] {{ {dark} }} }}\n'
        f"{_drawn_kinds(drawings)}"
        f"{_written_styles()}"
    )


def fonts_of(appearance: Appearance) -> str:
    """The fonts of a programme's pages, as `font-family` takes them."""
    return ", ".join(_quoted(font) for font in (*appearance.fonts, "sans-serif"))


def _drawn_kinds(drawings: Mapping[str, str]) -> str:
    """The drawing of each kind of record, within the style sheet: a page asks for no further file."""
    return "".join(
        f".record-{section} > h1, .overview-{section} > h1, .kind-{section} {{ "
        f'--hb-drawn: ""; --hb-drawing: url("{_as_address(drawings[kind.drawing])}"); }}\n'
        for section, kind in KINDS.items()
        if kind.drawing in drawings
    )


def _as_address(drawing: str) -> str:
    """An SVG as an address, with what an address may not hold written otherwise."""
    written = re.sub(r'[%#"\n]', lambda m: "'" if m[0] == '"' else f"%{ord(m[0]):02X}", drawing.strip())
    return f"data:image/svg+xml,{written}"


def _written_styles() -> str:
    """The styles of pages, then those of all pictures, without what browsers pass over."""
    files = (THEME / STYLESHEET, *(PICTURES / f"{name}.css" for name in _OF_ALL_PAGES))
    return small_style("".join(file.read_text(encoding="utf-8") for file in files))


def small_style(written: str) -> str:
    """A style sheet without comments and spare white space."""
    return _SPARE.sub(lambda found: next(filter(None, found.groups()), ""), written)


def _scheme(colours: Colours, scheme: str) -> str:
    return " ".join(
        f"{name}: {getattr(getattr(colours, colour), scheme)}{opacity};"
        for colour, properties in _PROPERTIES.items()
        for name, opacity in properties.items()
    )


def _quoted(font: str) -> str:
    return font if font in _GENERIC else json.dumps(font, ensure_ascii=False)
