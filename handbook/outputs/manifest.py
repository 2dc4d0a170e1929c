"""The name of the list of a built site's own files."""

from __future__ import annotations

NAME = ".handbook.json"
