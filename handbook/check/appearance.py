"""Settings of whoever publishes: colours that can be read, pictures that are there, marks nobody misses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from handbook.check.case import Case, Rule
from handbook.model.appearance import Colours
from handbook.model.text import Ground
from handbook.outputs.extra_files import FOLDER, extra_files
from handbook.outputs.keeping import DRAWN
from handbook.source.problems import Problem

SCHEMES = ("light", "dark")
# What is read or seen on what, with the least contrast of WCAG 2.2: 4.5 for text (criterion 1.4.3), 3 for
# signs and edges that tell something (1.4.11).
PAIRS: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("header_text", ("header",), 4.5),
    ("text", ("page", "surface", "notice"), 4.5),
    ("soft_text", ("page", "surface"), 4.5),
    ("faint_text", ("page",), 4.5),
    ("mark", ("page", "surface", "notice"), 4.5),
    ("links", ("page", "surface", "notice"), 4.5),
    ("accent", ("page", "surface"), 4.5),
    ("code_text", ("code",), 4.5),
    ("footer_text", ("footer",), 4.5),
    ("edge", ("page",), 3.0),
    ("notice_line", ("page",), 3.0),
)
PICTURES = {"logo": (".svg", ".png"), "icon": (".svg", ".png", ".ico")}
MOST_BYTES = 30_000

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_FONT = re.compile(r"[\w .-]{1,60}")


def colours_well_formed(case: Case) -> Iterator[Problem]:
    """Each colour is written as #rrggbb."""
    for name, scheme, colour in _given(case):
        if not _COLOUR.fullmatch(colour):
            what = f"`{colour}` is no colour"
            remedy = 'write # and six digits 0-9 a-f, in quotes, such as "#0b4f4a"'
            yield case.problem(("appearance", "colours", name, scheme), what, remedy)


def colours_can_be_read(case: Case) -> Iterator[Problem]:
    """What stands on a colour differs from it enough for people who see little or stand in the sun."""
    if any(not _COLOUR.fullmatch(colour) for _, _, colour in _given(case)):
        return
    colours = case.programme.appearance.colours
    for above, backgrounds, least in PAIRS:
        for below in backgrounds:
            changed = next((name for name in (above, below) if name in colours.model_fields_set), None)
            for scheme in SCHEMES:
                ratio = contrast(shade(colours, above, scheme), shade(colours, below, scheme))
                if changed and ratio < least:
                    what = f"`{above}` on `{below}` has a contrast of {ratio:.2f} in the {scheme} scheme"
                    remedy = f"choose colours with at least {least:g}, one lighter or the other darker"
                    yield case.problem(("appearance", "colours", changed, scheme), what, remedy)


def fonts_well_formed(case: Case) -> Iterator[Problem]:
    """A font is named by its family alone."""
    for index, font in enumerate(case.programme.appearance.fonts):
        if not _FONT.fullmatch(font):
            what, remedy = f"“{font}” is no name of a font", "write the name of one family, such as Noto Sans"
            yield case.problem(("appearance", "fonts", index), what, remedy)


def pictures_are_there(case: Case) -> Iterator[Problem]:
    """Logo and icon are extra files of a kind that browsers show, small enough for a slow link."""
    try:
        files = extra_files(case.dataset.folder)
    except OSError:
        return  # told by the rule about extra files
    for field, endings in PICTURES.items():
        name = getattr(case.programme.appearance, field)
        path = ("appearance", field)
        if name is None:
            continue
        if name not in files:
            what = f"there is no file `{name}` in {FOLDER}/"
            yield case.problem(path, what, f"put it there, or delete the line `{field}`")
        elif Path(name).suffix.lower() not in endings:
            kinds = ", ".join(endings)
            yield case.problem(path, f"`{name}` is no picture for this place", f"use one of: {kinds}")
        elif files[name].stat().st_size > MOST_BYTES:
            size = f"{files[name].stat().st_size:,}"
            what = f"`{name}` has {size} bytes, which every reader loads with the first page"
            yield case.problem(path, what, f"make it smaller than {MOST_BYTES:,} bytes", blocks=False)


def icon_can_be_drawn(case: Case) -> Iterator[Problem]:
    """The icon is of a kind from which those for the screens of devices are drawn."""
    icon = case.programme.appearance.icon
    if icon is not None and Path(icon).suffix.lower() in set(PICTURES["icon"]) - DRAWN:
        what = f"devices show no large icon, since none can be drawn from `{icon}`"
        yield case.problem(("appearance", "icon"), what, "give it as SVG or PNG", blocks=False)


def hidden_grounds_tell_nothing(case: Case) -> Iterator[Problem]:
    """Marks of ground are switched off only where all statements have the same: the programme's source."""
    if case.programme.appearance.show_grounds:
        return
    others = [path for path, entry in case.grounded if entry.ground not in (None, Ground.SOURCE)]
    if others:
        file, line = case.dataset.locate(others[0])
        what = f"marks of ground are switched off, but {len(others)} statements are not `source`"
        remedy = f"write show_grounds: true, or rest them on the source; the first is {file}:{line}"
        yield case.problem(("appearance", "show_grounds"), what, remedy)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours written #rrggbb, from 1 to 21.

    Source: WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def shade(colours: Colours, name: str, scheme: str) -> str:
    """A colour of one scheme."""
    return str(getattr(getattr(colours, name), scheme))


def _luminance(colour: str) -> float:
    """Relative luminance, from 0 (black) to 1 (white)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _given(case: Case) -> Iterator[tuple[str, str, str]]:
    """Name, scheme and value of each colour of the programme."""
    colours = case.programme.appearance.colours
    return (
        (name, scheme, shade(colours, name, scheme)) for name in Colours.model_fields for scheme in SCHEMES
    )


RULES: tuple[Rule, ...] = (
    colours_well_formed,
    colours_can_be_read,
    fonts_well_formed,
    pictures_are_there,
    icon_can_be_drawn,
    hidden_grounds_tell_nothing,
)
