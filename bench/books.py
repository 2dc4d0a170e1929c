"""The books that are built: made-up ones of three sizes, and the handbook of this repository."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bench import programme
from bench.pages import OVERVIEWS, PAGES
from handbook.model.kinds import KINDS

ROOT = Path(__file__).resolve().parent.parent
REAL = "real"
_REFERENCE = re.compile(r"\[\[([^\]|]+)(?:\|([^\]]+))?\]\]")
_WRITTEN_OTHERWISE = re.compile(r"""[\[\]'"\\\n]""")
_OTHER_LANGUAGE = re.compile(r"\[([^\]]+)\]\{\w+\}")
# Tasks of regions have the folder of the programme’s, which comes first.
_SECTIONS = {kind.folder: kind.section for kind in reversed(KINDS.values()) if kind.folder is not None}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Book:
    """The same contents for every tool.

    Attributes:
        data: sections of records, each with its texts in every language.
        write_ours: writes the contents as this project reads them below a folder.
    """

    name: str
    data: dict[str, Any]
    write_ours: Callable[[Path], None]

    @property
    def about(self) -> str:
        """How large it is, in words."""
        named = sum(len(self.data.get(kind, ())) for kind in ("stages", "roles", "tasks"))
        terms, languages = len(self.data.get("terms", ())), len(self.data["programme"]["languages"])
        return f"{named:,} stages, roles and tasks, {terms:,} terms, {languages} languages"

    @property
    def title(self) -> dict[str, str]:
        """The title in each language."""
        return dict(self.data["programme"]["title"])

    def pages(self) -> Iterator[tuple[str, str]]:
        """Kind and key of each record that has a page of its own."""
        for kind in PAGES:
            yield from ((kind, key) for key in self.data.get(kind, ()))

    def overviews(self) -> list[str]:
        """The kinds whose records stand on one page."""
        return [kind for kind in OVERVIEWS if self.data.get(kind)]

    @property
    def languages(self) -> list[str]:
        """Codes of the languages, the original first."""
        return list(self.data["programme"]["languages"])

    @property
    def changed(self) -> tuple[str, str, str]:
        """Kind and key of a record, and the sentence of it that is changed.

        Raises:
            NoSentence: where there is none that all file formats write as it is.
        """
        for kind in ("tasks", *PAGES):
            for key, record in self.data.get(kind, {}).items():
                said = record.get("summary", {}).get(self.languages[0], "")
                if said and not _WRITTEN_OTHERWISE.search(said):
                    return kind, key, said
        raise NoSentence("no record has a summary without brackets, quotes and backslashes to be changed")


class NoSentence(RuntimeError):
    """There is no sentence to change, or not in one place."""


def made_up(size: programme.Size) -> Book:
    """The book of a made-up programme."""
    return Book(size.name, programme.programme(size), lambda folder: programme.write(size, folder / "data"))


def real(root: Path = ROOT) -> Book:
    """The handbook of a repository; its hand-written prose is in our own build only."""
    data: dict[str, Any] = {}
    for file in sorted((root / "data").glob("*.yaml")):
        for section, records in yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER).items():
            if isinstance(records, dict):
                data.setdefault(section, {}).update({str(key): value for key, value in records.items()})

    def write(folder: Path) -> None:
        for part in ("data", "docs"):
            if (root / part).is_dir():
                left = shutil.ignore_patterns("tests", "__pycache__")
                shutil.copytree(root / part, folder / part, ignore=left)

    return Book(REAL, _Markdown(data).changed(data), write)


class _Markdown:
    """Turns the notation of our texts into Markdown that every tool knows."""

    def __init__(self, data: dict[str, Any]):
        self._data = data
        self._keys = {kind: {key.lower(): key for key in data.get(kind, ())} for kind in PAGES}

    def changed(self, value: Any) -> Any:
        """A value with all texts in it changed."""
        if isinstance(value, dict):
            return {
                key: self._text(child, key) if isinstance(child, str) else self.changed(child)
                for key, child in value.items()
            }
        return [self.changed(child) for child in value] if isinstance(value, list) else value

    def _text(self, text: str, language: str) -> str:
        text = _REFERENCE.sub(lambda found: self._link(found[1], found[2], language), text)
        return _OTHER_LANGUAGE.sub(r"\1", text)

    def _link(self, target: str, words: str | None, language: str) -> str:
        folder, _, name = target.partition("#")[0].rpartition("/")
        kind = _SECTIONS.get(folder, "")
        key = self._keys.get(kind, {}).get(name)
        if key is None:
            return words or target
        named = self._data[kind][key]["name"]
        return f"[{words or named.get(language, key)}](../{kind}/{key}.md)"


BOOKS: dict[str, Callable[[], Book]] = {
    "small": lambda: made_up(programme.SIZES["small"]),
    REAL: real,
    "medium": lambda: made_up(programme.SIZES["medium"]),
    "large": lambda: made_up(programme.SIZES["large"]),
}
