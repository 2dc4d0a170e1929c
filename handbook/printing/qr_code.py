"""QR codes: of medium error correction, since paper gets creased, with the quiet zone around them."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

import segno

QUIET_ZONE = 4  # modules, as ISO/IEC 18004 requires


@lru_cache(maxsize=32)
def qr_code(url: str) -> segno.QRCode:
    """The QR code of an address; computing it takes longer than drawing it, so it is cached."""
    return segno.make(url, error="m", micro=False)


def qr_svg(url: str) -> bytes:
    """A QR code as SVG, without an XML declaration."""
    return _saved(url, kind="svg", xmldecl=False, nl=False)


def qr_png(url: str, scale: int) -> bytes:
    """A QR code as PNG, `scale` pixels per module."""
    return _saved(url, kind="png", scale=scale)


def _saved(url: str, **options: Any) -> bytes:
    out = io.BytesIO()
    qr_code(url).save(out, border=QUIET_ZONE, **options)
    return out.getvalue()
