"""Programmes of other shapes with everything that is drawn, built once for all tests that read them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from handbook.html.renderer import Renderer
from handbook.localised import Locale, locales
from handbook.source.load import Dataset, read
from tests.picture_programme_kit import locale_of, programme, record, text
from tests.site_builds import build, once

LONG = "Verwaltungsgemeinschaftsmitgliederversammlung"


@dataclass(frozen=True)
class Shape:
    """How many stages and groups a programme has, and its languages, the first of them the original."""

    stages: int
    groups: int
    languages: tuple[str, ...]

    @property
    def name(self) -> str:
        """A name for folders and for the tests."""
        return f"{self.stages}-{self.groups}-{'-'.join(self.languages)}"


SHAPES = (
    Shape(1, 1, ("id",)),
    Shape(3, 1, ("en", "id", "ar")),  # one that is written from right to left, here in English words
    Shape(60, 5, ("id",)),
    Shape(10, 10, ("ar",)),
)


def everything(folder: Path, shape: Shape) -> Dataset:
    """A programme with every picture, long words in names, notices of today, lists and several grounds."""
    languages = shape.languages

    def said(what: str, ground: str = "editorial") -> dict[str, Any]:
        cite = {"cite": ["s1"]} if ground == "reference" else {}
        return {**text(what, languages), "ground": ground, **cite}

    def lines(what: str) -> list[dict[str, Any]]:
        return [said(f"{what} {n}") for n in (1, 2, 3)]

    names = [chr(ord("a") + n) for n in range(shape.groups)]
    ways: list[dict[str, Any]] = [{"gives": text("data", languages)}, {"gets": text("advice", languages)}, {}]
    ways.append(ways[0] | ways[1])
    shares = [{"partner": f"p{n}", "ground": "editorial", **way} for n, way in enumerate(ways)]
    today = [said("Since 2020 another body does this", "reference"), said("More of it", "reference")]
    first = {g: str(n * shape.stages // shape.groups + 1) for n, g in enumerate(names)}
    roles = {
        key: record(
            f"role {key}", languages, groups={g: {"description": said(f"{key} in {g}")} for g in names}
        )
        for key in ("one", "two")
    }
    tasks = {
        f"{group}{n}": record(
            f"task {group}{n} {LONG if n == 1 else ''}".strip(),
            languages,
            group=group,
            counterpart=[f"{other}1" for other in names if other != group and n == 1] or "none",
            purpose=lines("purpose"),
            steps=lines("step"),
            evidence=lines("evidence"),
            roles=[{"role": role, "ground": "editorial"} for role in roles],
            stages=[{"stage": first[group], "ground": "editorial"}],
            partners=deepcopy(shares),
            today=deepcopy(today) if n == 1 else [],
        )
        for group in names
        for n in (1, 2)
    }
    documents = {
        "plan": record("plan", languages, made_in="1", feeds=["budget", "report"], signed_by=lines("Chair")),
        "budget": record(f"budget {LONG}", languages, made_in=str(shape.stages), today=deepcopy(today)),
        "report": record("report", languages, feeds=["plan"]),
    }
    years = [{**dict.fromkeys(languages, year), "same": True} for year in ("2010", "2020")]
    events = [{"when": year, **said("event")} for year in years]
    section = {"key": "times", "title": text("Times", languages), "events": events}
    return programme(
        folder,
        shape.stages,
        shape.groups,
        languages,
        of_stages={
            "aims": lines("aim"),
            "first_month": lines("first"),
            "checklist": lines("check"),
            "today": today,
            "outputs": [said("output", "reference")],
        },
        roles=roles,
        tasks=tasks,
        partners={
            f"p{n}": record(f"partner {n} {LONG if n == 1 else ''}".strip(), languages) for n in range(4)
        },
        documents=documents,
        topics={"then": record("then", languages, sections=[section])},
        sources={"s1": {"title": "A law", "language": "en", "issuer": "A state", "certainty": "confirmed"}},
        terms={"word": {"name": text("word", languages), "definition": said("what it is")}},
    )


def rendered(dataset: Dataset) -> str:
    """A fingerprint of all pages of a programme made from its data, as they are before the site's frame."""
    result = hashlib.sha256()
    for locale in locales(dataset).values():
        pages = Renderer(locale, dataset)
        for address in pages.pages:
            result.update(str(pages.page(address)).encode())
    return result.hexdigest()


@dataclass(frozen=True)
class Built:
    """A programme of a shape, its data and its site."""

    shape: Shape
    dataset: Dataset
    site: Path

    def locale(self, language: str) -> Locale:
        """It in one language."""
        return locale_of(self.dataset, language)

    def page(self, address: str, language: str) -> str:
        """The address of a page on the site."""
        own = "" if language == self.shape.languages[0] else f"{language}/"
        return f"{own}{address}/".lstrip("/") if address else own

    @property
    def last(self) -> str:
        """The key of the last group."""
        return chr(ord("a") + self.shape.groups - 1)

    def html(self, address: str, language: str) -> str:
        """What is written of a page."""
        return (self.site / self.page(address, language) / "index.html").read_text(encoding="utf-8")

    def with_pictures(self) -> Mapping[str, str]:
        """Pages that are promised a picture: address and the name of the picture."""
        overviews = self.locale(self.shape.languages[0]).addresses.overviews
        changes = {overviews["transition"]: "transition"} if self.shape.groups > 1 else {}
        return {
            "": "route",
            "s/1": "route",
            f"s/{self.shape.stages}": "route",
            "t/a1": "partners",
            f"t/{self.last}2": "partners",
            overviews["roles"]: "tasks-by-stage",
            "r/one": "tasks-by-stage",
            overviews["matrix"]: "tasks-by-stage",
            overviews["documents"]: "documents",
            "d/plan": "documents",
            **changes,
        }


@pytest.fixture(scope="session", params=SHAPES, ids=lambda shape: shape.name)
def shaped(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of each shape in turn."""
    return built(tmp_path_factory, request.param)


def built(factory: pytest.TempPathFactory, shape: Shape) -> Built:
    """The site of a shape, which the first who asks for it builds."""

    def fill(folder: Path) -> None:
        folder.mkdir()
        everything(folder / "data", shape)
        build(folder / "site", "--data", str(folder / "data"))

    folder = once(factory, f"shape-{shape.name}", fill)
    return Built(shape, read(folder / "data"), folder / "site")
