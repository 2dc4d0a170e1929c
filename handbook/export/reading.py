"""Reading data files back: JSON as a programme, CSV tables as rows of words.

For tests, and for anyone who wants the data in Python. Members that this version does not know are ignored,
since some are added within a version.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from typing import Any, get_origin

from pydantic import ValidationError

from handbook.export.cells import unguard
from handbook.export.csv_file import ENCODING
from handbook.model.records import Programme
from handbook.outputs.data_files import MAJOR

_OF_RECORDS = ("key", "permanent_address")  # of a record, besides the fields of the model


class NotReadable(ValueError):
    """The file is not a data file of this version; the message says why in a sentence."""


def read_programme(content: bytes | str) -> Programme:
    """The programme in a file `handbook.json`, equal to the one it was made from but for labels and style.

    Raises:
        NotReadable: if the file is damaged, or of another version of the format.
    """
    try:
        result = json.loads(content)
    except ValueError as error:
        raise NotReadable(f"the file is not JSON ({error}); get it anew") from None
    version = str(result.get("format", "")) if isinstance(result, dict) else ""
    if version.partition(".")[0] != str(MAJOR):
        raise NotReadable(f"the file is not in version {MAJOR} of the format; `format` is “{version}”")
    sections = {name: _section(name, result[name]) for name in Programme.model_fields if name in result}
    return _validated(sections)


def read_table(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV table: names of columns and the words in their cells.

    Raises:
        NotReadable: if it is not UTF-8, or a row has more or fewer cells than the head.
    """
    before = csv.field_size_limit(sys.maxsize)  # a cell may hold more than the default limit
    try:
        head, *rows = csv.reader(io.StringIO(content.decode(ENCODING), newline=""), strict=True)
    except (UnicodeDecodeError, csv.Error, ValueError) as error:
        raise NotReadable(f"the file is no CSV table in UTF-8 ({error})") from None
    finally:
        csv.field_size_limit(before)
    for number, row in enumerate(rows, 1):
        if len(row) != len(head):
            raise NotReadable(f"row {number} has {len(row)} cells, the head has {len(head)}")
    return [dict(zip(head, map(unguard, row), strict=True)) for row in rows]


def _section(name: str, told: Any) -> Any:
    if not isinstance(told, list) or get_origin(Programme.model_fields[name].annotation) is not dict:
        return _without_plain(told)
    if not all(isinstance(record, dict) and "key" in record for record in told):
        raise NotReadable(f"a record in `{name}` has no `key`")
    return {
        str(record["key"]): _without_plain({k: v for k, v in record.items() if k not in _OF_RECORDS})
        for record in told
    }


def _without_plain(told: Any) -> Any:
    """A value as the model has it, without the plain words of texts. A record with that key is not a text."""
    if isinstance(told, dict):
        kept = {key: value for key, value in told.items() if key != "plain" or not _is_wording(value)}
        return {key: _without_plain(value) for key, value in kept.items()}
    if isinstance(told, list):
        return [_without_plain(value) for value in told]
    return told


def _is_wording(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(words, str) for words in value.values())


def _validated(sections: dict[str, Any]) -> Programme:
    try:
        return Programme.model_validate(sections)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        unknown = [e["loc"] for e in errors if e["type"] == "extra_forbidden"]
        if len(unknown) < len(errors):
            first = next(e for e in errors if e["type"] != "extra_forbidden")
            where = ".".join(map(str, first["loc"]))
            raise NotReadable(f"`{where}` is not as this version has it: {first['msg']}") from None
    for path in unknown:
        held: Any = sections
        for part in path[:-1]:
            held = held[part]
        del held[path[-1]]
    return _validated(sections)
