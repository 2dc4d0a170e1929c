"""The macros of the naive project; copied beside its mkdocs.yml as main.py."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

BELOW = ("who", "leaves", "sign", "response", "instead")  # texts that stand under a statement


def define_env(env: Any) -> None:
    """Offer one macro for a record's page and one for the glossary."""
    data = yaml.safe_load((Path(__file__).parent / "data.yaml").read_text("utf-8"))

    def links(kind: str, keys: Iterable[str], lang: str) -> str:
        names = data[kind]
        return "".join(f"- [{names[key]['name'][lang]}](../{kind}/{key}.md)\n" for key in keys) + "\n"

    def bullets(title: str, items: list[dict[str, Any]], lang: str) -> str:
        lines = [f"## {title}", ""]
        for item in items:
            below = [item[key][lang] for key in BELOW if key in item]
            lines.append(f"- {item[lang]}" + "".join(f"\n    - {text}" for text in below))
        return "\n".join(lines) + "\n\n"

    def partners(shares: list[dict[str, Any]], lang: str) -> str:
        out = "## Partners\n\n| Partner | Gives | Gets |\n|---|---|---|\n"
        for share in shares:
            name = data["partners"][share["partner"]]["name"][lang]
            out += f"| {name} | {share['gives'][lang]} | {share['gets'][lang]} |\n"
        return out + "\n"

    def field(name: str, value: Any, lang: str) -> str:
        if name == "partners" and isinstance(value[0], dict):
            return partners(value, lang)
        if name == "roles":
            return links("roles", (call["role"] for call in value), lang)
        if name == "stages":
            return links("stages", (weight["stage"] for weight in value), lang)
        if name == "groups":
            return bullets("Groups", [role["description"] for role in value.values()], lang)
        if isinstance(value, list) and value and isinstance(value[0], dict):
            return bullets(name.capitalize(), value, lang)
        return ""

    @env.macro  # type: ignore[untyped-decorator]
    def record(kind: str, key: str, lang: str) -> str:
        entry = data[kind][key]
        out = f"# {entry['name'][lang]}\n\n{entry['summary'][lang]}\n\n"
        out += "".join(field(name, value, lang) for name, value in entry.items())
        tasks = data["tasks"].items()
        if kind == "stages":
            group = next(g for g, held in data["groups"].items() if key in held["stages"])
            out += links("tasks", (code for code, task in tasks if task["group"] == group), lang)
        if kind == "roles":
            out += links(
                "tasks", (c for c, task in tasks if any(r["role"] == key for r in task["roles"])), lang
            )
        return out

    @env.macro  # type: ignore[untyped-decorator]
    def glossary(lang: str) -> str:
        terms = data["terms"].values()
        return "".join(f"## {term['name'][lang]}\n\n{term['definition'][lang]}\n\n" for term in terms)
