"""The JSON Schema of a programme as pydantic makes it."""

from __future__ import annotations

from functools import cache
from typing import Any

from handbook.model.records import Programme


@cache
def model_schema() -> dict[str, Any]:
    """The schema with every model below `$defs`: made once, since that takes long, and only to be read."""
    return Programme.model_json_schema()
