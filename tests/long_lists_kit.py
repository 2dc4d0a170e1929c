"""A programme that has grown: so many records that the lists of its pages are cut into portions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.programme import Size, programme
from handbook.html.renderer import Renderer
from handbook.localised import Locale, locales
from handbook.source.load import Dataset, read
from tests.site_builds import write_data

LANGUAGES = ("id", "en")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Grown:
    """The programme at one size: its data and its editions."""

    dataset: Dataset
    editions: dict[str, Locale]

    def renderer(self, language: str) -> Renderer:
        return Renderer(self.editions[language], self.dataset, "https://example.org/")


def data_of(times: int = 1, stages: int = 26) -> dict[str, Any]:
    """Its data: `times` as many records as make every list long; of stages there are as many at any size."""
    size = Size("grown", stages=stages, roles=80 * times, tasks=240 * times, terms=260 * times)
    data = programme(size)
    for number, term in enumerate(data["terms"].values()):
        place = number % 26
        # Another letter in each language, so that a term stands elsewhere in the other one.
        term["name"] = {
            "id": f"{LETTERS[place]}-istilah {number}",
            "en": f"{LETTERS[-1 - place]}-term {number}",
        }
    data["questions"] = {
        f"question-{n}": {"name": _said(f"Question {n}?"), "answer": _stated("The answer.")}
        for n in range(30 * times)
    }
    data["sources"] = {
        f"s{n:03}": {"title": f"Title {n}", "language": "id", "issuer": "Issuer", "certainty": "confirmed"}
        for n in range(80 * times)
    }
    data["changes"] = {
        f"change-{n}": {
            "name": _said(f"Change {n}"),
            "date": f"{2020 + n % (3 * times)}-01-{1 + n % 28:02}",
            "text": _stated("What changed."),
        }
        for n in range(120 * times)
    }
    return data


@cache
def grown(times: int = 1) -> Grown:
    """The programme, read once for all tests."""
    with TemporaryDirectory() as folder:
        return read_from(data_of(times), Path(folder))


def read_from(data: dict[str, Any], folder: Path) -> Grown:
    """A programme as it is read from a folder, in which its data is written."""
    write_data(folder / "programme.yaml", data)
    dataset = read(folder, None)
    assert dataset.programme is not None, dataset.problems[:3]
    return Grown(dataset, locales(dataset))


def overviews_and_portions(renderer: Renderer) -> Iterator[str]:
    """Addresses of the pages whose lists grow with the programme."""
    for address, page in renderer.pages.items():
        if page.is_overview or page.portion:
            yield address


def _said(words: str) -> dict[str, str]:
    return {code: f"{words} ({code})" for code in LANGUAGES}


def _stated(words: str) -> dict[str, str]:
    return {**_said(words), "ground": "editorial"}
