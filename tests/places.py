"""Where the tests find the checkout and the small programme that they read, build and print."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIBRARIES = ROOT / "tests" / "programmes" / "libraries" / "data"
LIBRARIES_DOCS = LIBRARIES.parent / "docs"
