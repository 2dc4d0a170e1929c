"""One JSON Schema for every data file, so that editors complete and check while people type.

It is made from the model (`handbook schema` writes it) and describes the YAML as people write it: language
keys side by side, one key instead of a list, nested labels. One schema serves all files, because any file may
hold any section; each begins with `# yaml-language-server: $schema=schema/data.json`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from handbook.files import REGIONS, content_of
from handbook.model.addresses import ID
from handbook.model.publication import EDITION_NUMBER
from handbook.model.schema import model_schema, region_schema
from handbook.model.text import LANGUAGE_KEY
from handbook.source.load import DATA_ENDING

SCHEMA = Path("schema", "data.json")  # below the data folder
EDITOR_LINE = f"# yaml-language-server: $schema={SCHEMA.as_posix()}"
REGION_SCHEMA = Path(
    "schema", "region.json"
)  # that of the files of regions, which lie beside the data folder

Schema = dict[str, Any]

_ID = f"^{ID.pattern}$"
_LANGUAGE = f"^{LANGUAGE_KEY.pattern}$"
_ADDRESS = f"^{ID.pattern}([/#]{ID.pattern})*$"
_TASK = r"^[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*/[1-9][0-9]{0,3}$"
_LABEL = "^[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*$"
# Keys of mappings, by the field that holds the mapping; sections have ids.
_KEYS = {
    "language_names": _LANGUAGE,
    "synonyms": _LANGUAGE,
    "notes": _ADDRESS,
    "redirects": _ADDRESS,
    "editions": f"^{EDITION_NUMBER.pattern}$",
}
# Fields in which one key may be written without a list around it (the model's validators accept it).
_ONE_OR_MORE = ("counterpart", "cite")


def wants_schema(folder: Path) -> bool:
    """Whether a data file in `folder` names the schema, so that editors look for it."""
    line = EDITOR_LINE.encode()
    return any(line in content_of(file) for file in folder.glob(f"*{DATA_ENDING}"))


def schemas(folder: Path, languages: Sequence[str]) -> dict[Path, str]:
    """The schemas of a programme with data in `folder`, by name below it; that of regions if it has some."""
    held = {SCHEMA: schema_text(languages)}
    if (folder.absolute().parent / REGIONS).is_dir():
        held[REGION_SCHEMA] = region_schema_text(languages)
    return held


def schema_text(languages: Sequence[str]) -> str:
    """The schema as written to the file, for texts in `languages`; the same input gives the same text."""
    return json.dumps(schema(languages), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def region_schema_text(languages: Sequence[str]) -> str:
    """The same for the file of a region."""
    return json.dumps(of_region(languages), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def of_region(languages: Sequence[str]) -> Schema:
    """The JSON Schema of the file of a region, of which only texts in the first language must be there."""
    model = region_schema()
    definitions = {name: _of_region(held, languages) for name, held in model["$defs"].items()}
    properties = {name: _section(name, held, definitions) for name, held in model["properties"].items()}
    tasks = properties["local_tasks"]
    tasks["patternProperties"] = {_TASK: next(iter(tasks["patternProperties"].values()))}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The file of a region",
        "description": "What a regency or city says of its own edition, and what it adds.",
        "type": "object",
        "properties": properties,
        "required": model["required"],
        "additionalProperties": False,
        "$defs": definitions,
    }


def _of_region(model: Schema, languages: Sequence[str]) -> Schema:
    definition = _definition({**model, "x-ground-left-open": True}, languages)
    optional = languages[1:] if model.get("x-text") else ()
    if "required" in definition:
        definition["required"] = [name for name in definition["required"] if name not in optional]
    return definition


def schema(languages: Sequence[str]) -> Schema:
    """The JSON Schema (draft 2020-12) of a data file with texts in `languages`."""
    model = model_schema()
    definitions = {name: _definition(held, languages) for name, held in model["$defs"].items()}
    # A programme may replace a label in one language only.
    definitions["Label"] = {**definitions["Text"], "required": [], "minProperties": 1}
    definitions["Labels"] = _labels()
    properties = {name: _section(name, held, definitions) for name, held in model["properties"].items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A data file of the handbook",
        "description": "Any of these sections, each in any file.",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "$defs": definitions,
    }


def _section(name: str, model: Schema, definitions: Schema) -> Schema:
    if name == "labels":
        return {"$ref": "#/$defs/Labels", "description": definitions["Labels"]["description"]}
    section = _field(name, model)
    if "patternProperties" in section:
        section["type"] = ["object", "null"]  # a section may be empty
    # Shown when a person hovers over the section's name.
    held = next(_references(section), None)
    about = definitions[held]["description"] if held else "Old address: the address of today it leads to."
    return section | {"description": about}


_OURS = ("title", "x-text", "x-ground-left-open")


def _definition(model: Schema, languages: Sequence[str]) -> Schema:
    definition = {key: value for key, value in model.items() if key not in _OURS}
    # The first paragraph is for people who write data, the rest for those who write code.
    definition["description"] = " ".join(model.get("description", "").split("\n\n")[0].split())
    if "properties" not in model:
        return definition
    properties = {name: _field(name, held) for name, held in model["properties"].items()}
    required = list(model.get("required", ()))
    if model.get("x-text"):
        properties = {code: _wording(code, languages[0]) for code in languages} | properties
        required = [*languages, *required]
    if "ground" in properties and "x-ground-left-open" not in model:
        # The model leaves it open so that the checks can say what is missing; here it is required.
        properties["ground"] = _not_null(properties["ground"])
        required.append("ground")
        definition["if"] = {"properties": {"ground": {"const": "reference"}}, "required": ["ground"]}
        definition["then"] = {"required": ["cite"]}
    definition["properties"] = properties
    if required:
        definition["required"] = required
    return definition


def _field(name: str, model: Schema) -> Schema:
    field = {key: value for key, value in model.items() if key not in ("title", "default")}
    if model.get("default"):
        field["default"] = model["default"]
    if field.get("type") == "string":
        field["type"] = ["string", "number"]  # we read `2010` as a word, to an editor a number
    if "anyOf" in field:
        field["anyOf"] = [_field("", choice) for choice in field["anyOf"]]
    if "items" in field:
        field["items"] = _field("", field["items"])
    if isinstance(field.get("additionalProperties"), dict):
        held = _field("", field["additionalProperties"])
        field["patternProperties"] = {_KEYS.get(name, _ID): held}
        field["additionalProperties"] = False
    if name in _ONE_OR_MORE:
        one = {key: value for key, value in field.items() if key in ("type", "items")}
        field = {key: value for key, value in field.items() if key not in one}
        field["anyOf"] = [one["items"], one]
    return field


def _wording(code: str, first: str) -> Schema:
    what = "the text that counts" if code == first else "the same, translated"
    return {"type": "string", "pattern": "\\S", "description": f"{what} (`{code}`)"}


def _labels() -> Schema:
    """Labels may be nested for reading: what holds another mapping is a level, everything else is a text."""
    leaf = {"type": "object", "additionalProperties": {"not": {"type": "object"}}}
    level = {
        "type": "object",
        "patternProperties": {
            _LABEL: {"if": leaf, "then": {"$ref": "#/$defs/Label"}, "else": {"$ref": "#/$defs/Labels"}}
        },
        "additionalProperties": False,
    }
    return level | {"description": "Words of pages in the place of the generator's; keys may be nested."}


def _references(section: Schema) -> Iterator[str]:
    for held in (section, *section.get("patternProperties", {}).values()):
        if "$ref" in held:
            yield str(held["$ref"]).rpartition("/")[2]


def _not_null(field: Schema) -> Schema:
    kept = {key: value for key, value in field.items() if key not in ("anyOf", "default")}
    choices = [choice for choice in field.get("anyOf", ()) if choice.get("type") != "null"]
    return kept | (choices[0] if len(choices) == 1 else {"anyOf": choices} if choices else {})
