"""Programmes of any shape for tests of pictures: stages in groups, and the records that a test asks for."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from handbook.html.renderer import Renderer
from handbook.localised import Locale, locales
from handbook.source.load import Dataset, read
from tests.label_kit import as_data
from tests.site_builds import write_data

LANGUAGES = ("id", "en")
LONG = "Verwaltungsgemeinschaftsmitgliederversammlung"


def text(what: str, languages: Sequence[str] = LANGUAGES) -> dict[str, str]:
    """Words in each language."""
    return {code: f"{what} {code}" for code in languages}


def statement(what: str, languages: Sequence[str] = LANGUAGES) -> dict[str, str]:
    """A statement of ours."""
    return {**text(what, languages), "ground": "editorial"}


def record(what: str, languages: Sequence[str] = LANGUAGES, **fields: Any) -> dict[str, Any]:
    """A record with a name and a summary."""
    return {"name": text(what, languages), "summary": statement(f"{what} summary", languages), **fields}


def programme(
    folder: Path,
    stages: int = 3,
    groups: int = 1,
    languages: Sequence[str] = LANGUAGES,
    of_stages: Mapping[str, Any] | None = None,
    **sections: Mapping[str, Any],
) -> Dataset:
    """A programme with groups a, b, … of stages 1, 2, …, all with the same fields, and of further records."""
    names = [chr(ord("a") + n) for n in range(groups)]
    share = [[str(s + 1) for s in range(stages) if s * groups // stages == n] for n in range(groups)]
    about = {name: text(name, languages) for name in ("title", "tagline", "name", "publisher")}
    data: dict[str, Any] = {
        "programme": {
            **about,
            "languages": list(languages),
            "language_names": {code: code for code in languages},
            "edition": "1",
            "date": "2026-01-31",
            "licence": {"name": "L", "address": "https://example.org"},
        },
        "groups": {g: record(f"group {g}", languages, stages=share[n]) for n, g in enumerate(names)},
        "stages": {
            str(s): record(f"stage {s}", languages, **(of_stages or {})) for s in range(1, stages + 1)
        },
        **sections,
        **as_data(**{code: "en" for code in languages if code not in LANGUAGES}),
    }
    folder.mkdir(exist_ok=True)
    write_data(folder / "all.yaml", data)
    return read(folder)


def tree(folder: Path, stages: int, groups: int) -> None:
    """The data of a programme with every picture: tasks and roles in each group, partners of every way."""
    names = [chr(ord("a") + n) for n in range(groups)]
    ways: list[dict[str, Any]] = [{"gives": text("data")}, {"gets": text("advice")}, {}]
    ways.append({"gives": text("data"), "gets": text("advice")})
    shares = [{"partner": f"p{n}", "ground": "editorial", **way} for n, way in enumerate(ways)]
    roles = {
        key: record(f"role {key}", groups={g: {"description": statement(f"what {key} is")} for g in names})
        for key in ("one", "two")
    }
    tasks = {
        f"{group}{n}": record(
            f"task {group}{n}",
            group=group,
            counterpart="none",
            steps=[statement("step")],
            evidence=[statement("sign")],
            roles=[{"role": role, "ground": "editorial"} for role in roles],
            partners=copy.deepcopy(shares),
        )
        for group in names
        for n in (1, 2)
    }
    documents = {
        "plan": record("plan", made_in="1", feeds=["budget"], signed_by=[statement("The Regent")]),
        "budget": record(f"budget {LONG}", made_in=str(stages)),
    }
    partners = {f"p{n}": record(f"partner {n} {LONG if n == 1 else ''}".strip()) for n in range(len(ways))}
    programme(folder, stages, groups, roles=roles, tasks=tasks, partners=partners, documents=documents)


def locale_of(dataset: Dataset, language: str = "id") -> Locale:
    """Its programme in one language."""
    return locales(dataset)[language]


def html_of(dataset: Dataset, address: str, language: str = "id") -> str:
    """The page at an address."""
    return str(Renderer(locale_of(dataset, language), dataset).page(address))
