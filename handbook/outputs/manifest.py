"""What the list of a built site's own files is called."""

from __future__ import annotations

NAME = ".handbook.json"
