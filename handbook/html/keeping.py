"""What lets readers keep the texts of a handbook on their device, and set it beside their applications."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from handbook.formats import direction
from handbook.html import scripts, stylesheet
from handbook.html.content_policy import with_policy
from handbook.html.environment import environment
from handbook.html.typst_png import Undrawable, png_pages
from handbook.localised import Locale
from handbook.outputs import extra_files
from handbook.outputs.keeping import (
    DRAWN,
    FAVICON,
    FILES,
    ICONS,
    MASKABLE,
    SCRIPT,
    SUMMARY,
    TOUCH_ICON,
    WEB_MANIFEST,
    WORKER,
)
from handbook.resources import READER, THEME
from handbook.source.load import label
from handbook.views.opensearch import short_name
from handbook.views.ticks import handbook_key
from handbook.views.web import Web

_WORDS = (
    *("title", "hint", "offer", "keep", "keeping", "kept", "part", "full"),
    *("remove", "removed", "updated", "reload", "close"),
)
_ICON = THEME / "assets" / "icon.svg"
_LARGEST = max(ICONS)
_SMALL, _TOUCHED = 32, 180  # pixels of the two icons that browsers look for under names of their own
_SAFE = "62%"  # of a maskable icon's width: what is further out may be cut off


class NoIcon(RuntimeError):
    """An icon that cannot be drawn; the message says which, why and what to do."""


def write_files(site: Path, locale: Locale, data: Path) -> None:
    """Write the script and the web manifest of a language; for the original the worker and the icons, too.

    `data` is the folder of the programme, which may have an icon of its own.

    Raises:
        NoIcon: if that cannot be drawn.
    """
    is_original = locale.language == locale.original
    up = "" if is_original else "../"
    own = locale.programme.appearance.icon
    icon = data / extra_files.FOLDER / own if own else _ICON
    drawn = icon.suffix.lower() in DRAWN
    files = {SCRIPT: _script(locale, up), WEB_MANIFEST: _web_manifest(locale, up, drawn)}
    made: dict[str, bytes] = {name: text.encode() for name, text in files.items()}
    made |= {SUMMARY: b"", FILES: b""}  # filled in at the end; until then no extra file may take their names
    if is_original:
        made[WORKER] = scripts.small(READER / "service_worker.js").encode()
        if drawn:
            made |= icons(icon, locale.programme.appearance.colours.header.light)
            for name in (FAVICON, TOUCH_ICON):
                if (data / extra_files.FOLDER / name).exists():  # the programme has its own
                    del made[name]
    for name, content in made.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(content)


def not_kept_page(known: Mapping[str, Locale], language: str) -> str:
    """The page shown in the place of one that is not on the device, in every language, `language` first."""
    first, others = known[language], [locale for code, locale in known.items() if code != language]
    template = environment().get_template("not_kept.html")
    return with_policy(template.render(locales=[first, *others], direction=direction))


def icons(file: Path, colour: str) -> dict[str, bytes]:
    """The icons of applications as PNG, by name, from an SVG or PNG; `colour` is behind the one that is cut.

    Raises:
        NoIcon: if the file cannot be drawn.
    """
    filled = f'rgb("{colour}")'
    sheets = [(f"{size}pt", "none", "100%") for size in (*ICONS, _SMALL)]
    sheets += [(f"{_LARGEST}pt", filled, _SAFE), (f"{_TOUCHED}pt", filled, _SAFE)]
    name = f"icon{file.suffix.lower()}"
    template = "".join(
        f"#page(width: {size}, height: {size}, margin: 0pt, fill: {fill}, align(center + horizon,\n"
        f'  image("{name}", width: {share}, height: {share}, fit: "contain")))\n'
        for size, fill, share in sheets
    )
    try:
        made = png_pages(template, {name: file.read_bytes()})
    except (Undrawable, OSError) as error:
        raise NoIcon(
            f"{label(file)}: no icon for devices can be drawn from it ({error}); "
            "save it as a plain SVG or as PNG"
        ) from None
    names = (*ICONS.values(), FAVICON, MASKABLE, TOUCH_ICON)
    return {**dict(zip(names, made, strict=True)), FAVICON: _as_ico(made[len(ICONS)])}


def _as_ico(png: bytes) -> bytes:
    """A PNG of _SMALL pixels in the frame in which browsers ask for it: one entry, then the picture.

    Source: https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)
    """
    head = struct.Struct("<HHHBBBBHHII")
    return head.pack(0, 1, 1, _SMALL, _SMALL, 0, 0, 1, 32, len(png), head.size) + png


def _script(locale: Locale, up: str) -> str:
    given = {
        "up": up,
        "handbook": handbook_key(locale.about, locale.original),
        "manifest": WEB_MANIFEST,
        "style": stylesheet.sheet_for_few(stylesheet.KEEPING).name,
        "words": {name: locale.label(f"keeping.{name}") for name in _WORDS},
    }
    return f"handbookKeeping={_json(given)};\n{scripts.small(READER / 'keeping.js')}"


def _web_manifest(locale: Locale, up: str, drawn: bool) -> str:
    colours = locale.programme.appearance.colours
    own = locale.programme.appearance.icon
    images: list[dict[str, str]] = [{"src": f"{up}{own}"}] if own else []
    if drawn:
        sizes = [(path, size, "any") for size, path in ICONS.items()]
        images = [
            {"src": f"{up}{path}", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for path, size, purpose in (*sizes, (MASKABLE, _LARGEST, "maskable"))
        ]
    title = locale.text(locale.about.title)
    return _json(
        {
            "name": title,
            "short_name": short_name(Web(locale, "")),
            "description": locale.text(locale.about.tagline),
            "lang": locale.language,
            "dir": direction(locale.language),
            "start_url": "./",
            "scope": up or "./",
            "display": "minimal-ui",  # links lead to other sites, from which readers must come back
            "theme_color": colours.header.light,
            "background_color": colours.page.light,
            "icons": images,
        }
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
