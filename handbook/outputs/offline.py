"""What the offline copy of a site is called."""

from __future__ import annotations

FOLDER = "offline"  # below the site's root
NAME = "handbook.zip"
