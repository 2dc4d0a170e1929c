"""The picture that messengers and social networks show beside a link to the handbook."""

from __future__ import annotations

import json
from pathlib import Path

from handbook.formats import direction
from handbook.html.typst_png import Undrawable, png_pages
from handbook.localised import Locale
from handbook.outputs import extra_files
from handbook.outputs.keeping import DRAWN
from handbook.printing.fonts import other_families
from handbook.resources import PRINT, THEME

NAME = "assets/social.png"  # below the root of each language
_TEMPLATE = PRINT / "social.typ"
_OURS = THEME / "assets" / "icon.svg"


def write_picture(site: Path, locale: Locale, data: Path) -> None:
    """Draw the picture of a language into its folder; `data` may hold an icon of the programme's own.

    One that cannot be drawn is left out of the picture: the icons of devices have told of it.

    Raises:
        OSError: if the disk is full.
    """
    own = locale.programme.appearance.icon
    icon = data / extra_files.FOLDER / own if own else _OURS
    try:
        picture = _drawn(locale, icon if icon.suffix.lower() in DRAWN else None)
    except Undrawable:
        picture = _drawn(locale, None)
    (site / NAME).parent.mkdir(parents=True, exist_ok=True)
    (site / NAME).write_bytes(picture)


def _drawn(locale: Locale, icon: Path | None) -> bytes:
    colours = locale.programme.appearance.colours
    name = f"icon{icon.suffix.lower()}" if icon else None
    shown = {
        "title": locale.text(locale.about.title),
        "tagline": locale.text(locale.about.tagline),
        "edition": locale.label("site.edition", edition=locale.about.edition, date=locale.date),
        "language": locale.language,
        "direction": direction(locale.language),
        "back": colours.header.light,
        "fore": colours.header_text.light,
        "families": other_families(),
        "icon": name,
    }
    files = {name: icon.read_bytes()} if icon and name else {}
    (picture,) = png_pages(_TEMPLATE.read_text(encoding="utf-8"), files, social=json.dumps(shown))
    return picture
