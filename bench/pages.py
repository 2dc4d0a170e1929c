"""What a page says, as Markdown: the same text for every tool that this project is compared with.

The naive project has this file beside its mkdocs.yml as main.py, so it imports nothing of ours; for the
other tools its texts are written into files.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

LISTED = 200  # names in a list of records; the rest is counted
PAGES = ("stages", "roles", "tasks", "partners", "documents", "papers", "topics")  # a page for each record
OVERVIEWS = ("terms", "questions", "sources", "calendar", "changes")  # one page for all records
_NAMED_BY = {"roles": "role", "stages": "stage"}  # what an entry of such a list names its record by
_SHOWN_APART = ("name", "summary")


class Pages:
    """Writes the pages of a programme; `data` holds its sections, each the records by their keys."""

    def __init__(self, data: dict[str, Any]):
        self._data = data

    def record(self, kind: str, key: str, lang: str) -> str:
        """The page of a record: its name, its summary, then every other field that says something."""
        entry = self._data[kind][key]
        out = f"# {self.name(entry, lang)}\n\n{self.summary(entry, lang)}\n\n"
        out += "".join(self._field(name, value, lang) for name, value in entry.items())
        tasks = self._data.get("tasks", {}).items()
        if kind == "stages":
            group = next(g for g, held in self._data["groups"].items() if key in map(str, held["stages"]))
            out += self._links("tasks", (code for code, task in tasks if task["group"] == group), lang)
        if kind == "roles":
            called = (c for c, task in tasks if any(r["role"] == key for r in task.get("roles", ())))
            out += self._links("tasks", called, lang)
        return out

    def overview(self, kind: str, lang: str, title: str) -> str:
        """One page with all records of a kind."""
        out = f"# {title}\n\n"
        for entry in self._data[kind].values():
            rest = {name: value for name, value in entry.items() if name != "name"}
            out += f"## {self.name(entry, lang)}\n\n" + "".join(self._texts(rest, lang)) + "\n"
        return out

    def name(self, entry: dict[str, Any], lang: str) -> str:
        """The name of a record, or its title if it has no name."""
        return _said(entry.get("name") or entry.get("title") or "", lang)

    def summary(self, entry: dict[str, Any], lang: str) -> str:
        """The summary of a record, "" if it has none."""
        return _said(entry.get("summary", ""), lang)

    def _field(self, name: str, value: Any, lang: str) -> str:
        if name in _SHOWN_APART or not isinstance(value, (dict, list)) or not value:
            return ""
        first = value[0] if isinstance(value, list) else None
        if isinstance(value, list) and isinstance(first, dict) and "gives" in first:
            return self._partners(value, lang)
        if isinstance(first, dict) and _NAMED_BY.get(name, "") in first:
            return self._links(name, (entry[_NAMED_BY[name]] for entry in value), lang)
        if isinstance(first, str):
            return self._links(name, value, lang) if name in PAGES else ""
        said = "".join(self._texts(value, lang))
        return f"## {name.capitalize()}\n\n{said}\n" if said else ""

    def _links(self, kind: str, keys: Iterable[str], lang: str) -> str:
        names, keys = self._data[kind], list(map(str, keys))
        lines = [f"- [{self.name(names[key], lang)}](../{kind}/{key}.md)\n" for key in keys[:LISTED]]
        more = len(keys) - len(lines)
        said = "".join(lines) + (f"- … + {more}\n" if more else "")
        return f"## {kind.capitalize()}\n\n{said}\n" if said else ""

    def _partners(self, shares: list[dict[str, Any]], lang: str) -> str:
        out = "## Partners\n\n| Partner | Gives | Gets |\n|---|---|---|\n"
        for share in shares:
            name = self.name(self._data["partners"][share["partner"]], lang)
            gives, gets = (_said(share.get(side, ""), lang) for side in ("gives", "gets"))
            out += f"| {name} | {gives} | {gets} |\n"
        return out + "\n"

    def _texts(self, value: Any, lang: str, depth: int = 0) -> Iterable[str]:
        """Bullets for every text in a value; what belongs to a text stands below it."""
        if isinstance(value, list):
            for child in value:
                yield from self._texts(child, lang, depth)
        elif isinstance(value, dict):
            if isinstance(value.get(lang), str):
                yield f"{'    ' * depth}- {value[lang]}\n"
                depth += 1
            for child in value.values():
                yield from self._texts(child, lang, depth)


def _said(value: Any, lang: str) -> str:
    return str(value.get(lang, "")) if isinstance(value, dict) else str(value)


def define_env(env: Any) -> None:
    """Offer one macro for a record's page and one for an overview."""
    pages = Pages(yaml.safe_load((Path(__file__).parent / "data.yaml").read_text("utf-8")))
    env.macro(pages.record)
    env.macro(pages.overview)
