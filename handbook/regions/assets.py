"""The style sheet, the script and the icon of the index, the same in all languages."""

from __future__ import annotations

import base64
from functools import cache

from handbook.html import scripts
from handbook.html.assets import Asset, asset
from handbook.html.stylesheet import fonts_of, small_style
from handbook.model.appearance import Appearance, Colours
from handbook.resources import REGIONS, THEME


def style(appearance: Appearance) -> Asset:
    """The style sheet: the colours and fonts of a programme, then what is the same for all."""
    light, dark = (_scheme(appearance.colours, scheme) for scheme in ("light", "dark"))
    own = f":root{{{light}--fonts:{fonts_of(appearance)}}}"
    own += f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    return asset("assets/regions.css", own + _written())


@cache
def script() -> Asset:
    """The script that filters the list."""
    return asset("assets/regions.js", scripts.small(REGIONS / "index.js"))


@cache
def icon() -> str:
    """The icon as an address that needs no file."""
    drawn = (THEME / "assets" / "icon.svg").read_bytes()
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn).decode()}"


@cache
def _written() -> str:
    return small_style((REGIONS / "index.css").read_text(encoding="utf-8"))


def _scheme(colours: Colours, scheme: str) -> str:
    """The colours that the written styles use, as custom properties."""
    written = _written()
    names = {colour: f"--{colour.replace('_', '-')}" for colour in Colours.model_fields}
    used = {colour: name for colour, name in names.items() if f"var({name})" in written}
    return "".join(f"{name}:{getattr(getattr(colours, colour), scheme)};" for colour, name in used.items())
