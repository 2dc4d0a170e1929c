"""What is a region's own, as one JSON file beside the data files of the programme."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from handbook.model.text import Text
from handbook.source.region_file import RegionalDataset


def content(dataset: RegionalDataset) -> bytes:
    """The JSON of a region: its code, and the sections of its file as they are written there.

    A text is an object with one member per language; what is not translated is left out, and so are fields
    that the file does not give.
    """
    assert dataset.programme is not None
    code = getattr(dataset.programme.region, "code", "")
    told = {"code": code, **{name: _told(held) for name, held in dataset.written.items()}}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _told(value: Any) -> Any:
    if isinstance(value, BaseModel):
        result: dict[str, Any] = dict(value.wording) if isinstance(value, Text) else {}
        for name in type(value).model_fields:
            if name in value.model_fields_set and name != "wording":
                result[name] = _told(getattr(value, name))
        return result
    if isinstance(value, dict):
        return {key: _told(held) for key, held in value.items()}
    return [_told(held) for held in value] if isinstance(value, tuple) else value
