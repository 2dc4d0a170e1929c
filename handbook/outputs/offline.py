"""The name of a site's offline copy."""

from __future__ import annotations

FOLDER = "offline"  # below the site's root
NAME = "handbook.zip"
