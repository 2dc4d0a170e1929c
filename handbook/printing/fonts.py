"""The fonts that are shipped: their families and characters."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from handbook.printing.cache import facts
from handbook.resources import FONTS

_TEMPLATE_FAMILIES = ("Source Serif 4", "Source Sans 3")  # named in print/style.typ
_NAME_IDS = (16, 1)  # typographic family, else family
_UNSEEN = frozenset("\u200b\u00ad\n\t ")  # break opportunities and white space need no glyph


@dataclass(frozen=True, order=True)
class MissingGlyph:
    """A character that no shipped font holds, with the words around it."""

    character: str
    around: str

    def __str__(self) -> str:
        """What is missing, where, and what to do."""
        text = (
            f"the character “{self.character}” (U+{ord(self.character):04X}) in “{self.around}” is in no font"
        )
        return f"{text}; put a font that has it into print/fonts, or write it otherwise"


def font_files() -> list[Path]:
    """The font files in `print/fonts`."""
    return sorted(file for file in FONTS.iterdir() if file.suffix in {".otf", ".ttf"})


@cache
def _fonts() -> dict[str, tuple[str, frozenset[int]]]:
    """For each font file, its family and the characters that it has."""
    result = {}
    for file in font_files():
        content = file.read_bytes()
        known = facts(content, ("family", "characters"), partial(_read, content))
        result[file.name] = (known["family"], frozenset(known["characters"]))
    return result


def _read(content: bytes) -> dict[str, Any]:
    from fontTools.ttLib import TTFont  # late: only a font not met before needs it

    with TTFont(io.BytesIO(content), lazy=True) as font:
        names = font["name"]
        family = next(str(names.getName(i, 3, 1, 0x409)) for i in _NAME_IDS if names.getName(i, 3, 1, 0x409))
        return {"family": family, "characters": sorted(font.getBestCmap())}


def other_families() -> list[str]:
    """Font families added to those of the template, for other scripts."""
    families = dict.fromkeys(family for family, _ in _fonts().values())
    return [family for family in families if not family.startswith(_TEMPLATE_FAMILIES)]


@cache
def characters() -> frozenset[int]:
    """The characters that every text can be set in: those of upright serif, sans or an added family."""
    faces: dict[str, frozenset[int]] = {}
    for family, held in _fonts().values():
        faces[family] = faces.get(family, held) & held
    template = [held for family, held in faces.items() if family.startswith(_TEMPLATE_FAMILIES)]
    added = [held for family, held in faces.items() if not family.startswith(_TEMPLATE_FAMILIES)]
    return frozenset.intersection(*template).union(*added)


def missing_glyphs(words: str) -> Iterator[MissingGlyph]:
    """The characters of a text that cannot be printed, each once."""
    known = characters()
    for character in dict.fromkeys(c for c in words if ord(c) not in known and c not in _UNSEEN):
        place = words.index(character)
        yield MissingGlyph(character, words[max(0, place - 20) : place + 20].strip())
