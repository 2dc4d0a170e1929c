"""Draws pictures. Each file ends with a hash of what it shows: words, and the address in a QR code.

The next run uses it to see whether a picture is still valid, without a second copy of thousands of them.
"""

from __future__ import annotations

import hashlib
import html
import io
import json
import zlib
from pathlib import Path

from handbook.outputs.pictures import SLIDE, Figure, Format, Picture
from handbook.printing import typst_compile
from handbook.printing.fonts import other_families
from handbook.printing.pictures.content import Shown, modules
from handbook.printing.pictures.figures import FigureContent, set_figure
from handbook.printing.qr_code import QUIET_ZONE, qr_code
from handbook.resources import PRINT

_DOTS_PER_INCH = 144  # at which a slide of 960 × 540 points has 1920 × 1080 pixels
_QR_PIXELS = 1000  # at least, so that a code is sharp in any use
TEMPLATE = PRINT / "slide.typ"
PROGRAMS = ("typst", "segno")
_WORD = b"handbook"  # keyword of the stamp
_PNG_END = b"\x00\x00\x00\x00IEND\xaeB`\x82"
_TAIL = 160  # bytes that hold the stamp


def problems(picture: Picture | Figure, shown: Shown | FigureContent) -> list[str]:
    """Why a picture cannot be drawn; none of a QR code, which has no letters."""
    if isinstance(shown, FigureContent):
        return list(shown.problems)
    return [str(glyph) for glyph in shown.missing_glyphs()] if picture.kind == SLIDE else []


def fingerprint(picture: Picture | Figure, shown: Shown | FigureContent) -> str:
    """A hash of what a picture shows; the code and fonts that draw it are the same for all, see `making`."""
    result = [picture.kind, picture.format]
    if isinstance(shown, FigureContent):
        result += [shown.document.decode(), shown.settings.decode()]
    else:
        result += [shown.url]
        if picture.format == "svg":
            result.append(shown.title)
        if picture.kind == SLIDE:
            result.append(json.dumps(shown.words(), sort_keys=True))
    return hashlib.sha256("\0".join(result).encode()).hexdigest()


def draw(picture: Picture | Figure, shown: Shown | FigureContent) -> bytes:
    """The picture with its stamp.

    Raises:
        typst.TypstError: if Typst refuses it.
    """
    if isinstance(shown, FigureContent):
        made = set_figure(shown, picture.format)
        content = made if picture.format == "png" else _named(made, shown.title)
    elif picture.kind == SLIDE:
        content = _draw_slide(picture.format, shown)
    else:
        content = _draw_qr(picture.format, shown)
    digest = fingerprint(picture, shown).encode()
    if picture.format == "png":
        return content.removesuffix(_PNG_END) + _chunk(b"tEXt", _WORD + b"\0" + digest) + _PNG_END
    return content.removesuffix(b"</svg>") + b"<!--" + _WORD + b" " + digest + b"--></svg>\n"


def is_current(file: Path, digest: str) -> bool:
    """Whether a file exists, is complete, and ends with the stamp of `digest`."""
    try:
        with file.open("rb") as opened:
            opened.seek(max(0, file.stat().st_size - _TAIL))
            return digest.encode() in opened.read()
    except OSError:
        return False


def template_input(shown: Shown) -> dict[str, str]:
    """The input for the template of slides."""
    result = {**shown.words(), "families": other_families(), "qr": modules(shown.url)}
    return {"slide": json.dumps(result, ensure_ascii=False, sort_keys=True)}


def _draw_slide(form: Format, shown: Shown) -> bytes:
    made = typst_compile.draw(TEMPLATE, PRINT, form, _DOTS_PER_INCH, template_input(shown))
    return made if form == "png" else _named(made, shown.title)


def _named(svg: bytes, title: str) -> bytes:
    """A picture as SVG with a name, since its letters are outlines; what has links is a group of them."""
    opening, between, rest = svg.strip().partition(b">")
    role = b' role="group"' if b"<a " in rest else b' role="img"'
    return opening + role + between + f"<title>{html.escape(title)}</title>".encode() + rest


def _draw_qr(form: str, shown: Shown) -> bytes:
    code = qr_code(shown.url)
    scale = -(-_QR_PIXELS // code.symbol_size(border=QUIET_ZONE)[0])
    out = io.BytesIO()
    if form == "png":
        code.save(out, kind="png", scale=scale, border=QUIET_ZONE)
    else:  # white behind it, for slides of another colour
        plain = {"xmldecl": False, "nl": False, "svgclass": None, "lineclass": None}
        code.save(out, kind="svg", scale=scale, border=QUIET_ZONE, light="#fff", title=shown.title, **plain)
    return out.getvalue()


def _chunk(kind: bytes, content: bytes) -> bytes:
    """A chunk of a PNG file: length, kind, content, checksum."""
    held = kind + content
    return len(content).to_bytes(4, "big") + held + zlib.crc32(held).to_bytes(4, "big")
