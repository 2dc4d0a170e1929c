"""The words of the generator that pages show: a full set for each language that it knows.

A programme replaces single ones in its own data, and brings those of a language that the generator does not
know (`handbook new language`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import yaml

from handbook.resources import LABELS
from handbook.source.yaml_tree import LOADER


@cache
def shipped() -> Mapping[str, Mapping[str, str]]:
    """Every label of the generator by its key, such as `task.steps`: its text in each language known here."""
    result: dict[str, dict[str, str]] = {}
    for file in sorted(LABELS.glob("*.yaml")):
        for key, text in _leaves(yaml.load(file.read_bytes(), Loader=LOADER)):
            result.setdefault(key, {})[file.stem] = text
    return MappingProxyType({key: MappingProxyType(texts) for key, texts in result.items()})


def with_shipped(own: dict[str, Any], about: dict[str, Any]) -> dict[str, Any]:
    """The labels of a programme in its languages: the generator's, with its own replacing them.

    `own` and `about`, its section `programme`, are as written in YAML: errors in them are still reported.
    """
    listed = about.get("languages")
    languages = listed if isinstance(listed, list) else ()
    given = {key: {c: text[c] for c in text if c in languages} for key, text in shipped().items()}
    laid = {
        key: {**given.get(key, {}), **text} if isinstance(text, dict) else text for key, text in own.items()
    }
    return {**given, **laid}


def flat(content: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Labels may be nested for reading; `{task: {steps: {id, en}}}` becomes `("task.steps", …)`."""
    for key, value in content.items():
        if isinstance(value, dict) and any(isinstance(v, dict) for v in value.values()):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _leaves(content: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """The same for a file of the generator, which has `{task: {steps: "Steps"}}`."""
    for key, value in content.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value
