"""What a rule is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pydantic import BaseModel

from handbook.files import text_of
from handbook.localised import Locale
from handbook.markup import inline
from handbook.markup.prose import Passage, passages
from handbook.model.addresses import Addresses
from handbook.model.records import Programme
from handbook.model.references import named
from handbook.model.text import Grounded, Text
from handbook.model.traverse import DataPath, entries
from handbook.source.load import Dataset, label
from handbook.source.problems import Problem


@dataclass(frozen=True)
class Case:
    """A typed programme with the files it came from."""

    dataset: Dataset
    programme: Programme

    @cached_property
    def addresses(self) -> Addresses:
        """Addresses of records and of prose pages."""
        return Addresses(self.programme, tuple(self.dataset.prose(self.programme.languages[0])))

    @cached_property
    def locale(self) -> Locale:
        """The programme in its original language; hand-written pages have no titles here."""
        titles = dict.fromkeys(self.addresses.prose, "")
        return Locale(self.programme, self.programme.languages[0], prose=titles)

    @cached_property
    def texts(self) -> tuple[tuple[DataPath, Text], ...]:
        """Every text in several languages in the files of the programme, with its path."""
        return tuple(self.dataset.own_texts())

    @property
    def entries(self) -> Sequence[tuple[DataPath, BaseModel]]:
        """Every typed entry that is checked, outermost first, with its path."""
        return entries(self.programme)

    @property
    def grounded(self) -> Iterator[tuple[DataPath, Grounded]]:
        """Everything that is checked and has a ground."""
        return ((path, entry) for path, entry in self.entries if isinstance(entry, Grounded))

    @cached_property
    def named(self) -> tuple[tuple[DataPath, str, str], ...]:
        """Path, word and target of everything that a field of the data names."""
        return tuple(found for path, entry in self.entries for found in named(entry, path))

    @cached_property
    def shown_texts(self) -> tuple[tuple[DataPath, Text], ...]:
        """The texts that readers see, without the style sheet, which is for writers."""
        return tuple((path, text) for path, text in self.texts if path[0] != "style")

    def passages(self, language: str = "") -> Iterator[tuple[str, Passage]]:
        """File and passage of the hand-written pages, of one language or of all."""
        for code in (language,) if language else self.programme.languages:
            yield from self._passages[code]

    @cached_property
    def _passages(self) -> dict[str, list[tuple[str, Passage]]]:
        """Those of each language: several rules ask, and each page is parsed once."""
        result: dict[str, list[tuple[str, Passage]]] = {}
        for code in self.programme.languages:
            held = result.setdefault(code, [])
            for file in self.dataset.prose(code).values():
                try:
                    page = text_of(file)
                except (OSError, UnicodeDecodeError):  # another rule reports it
                    continue
                name = label(file)
                held += ((name, passage) for passage in passages(page, code))
        return result

    def plain(self, words: str, language: str) -> str:
        """A text as readers see it: without marks, record links replaced by the names that they show."""
        return inline.to_plain(words, lambda target: ("", self._name_of(target, language)))

    def _name_of(self, target: str, language: str) -> str:
        section, key = self.addresses.resolve(target) or ("", "")
        name = getattr(getattr(self.programme, section, {}).get(key), "name", None) if key else None
        return name.get(language) if isinstance(name, Text) else target

    def problem(
        self, path: DataPath, what: str, remedy: str, *, blocks: bool = True, advice: bool = False
    ) -> Problem:
        """A problem at the line of `path`."""
        return self.dataset.problem(path, what, remedy, blocks=blocks, advice=advice)


Rule = Callable[[Case], Iterator[Problem]]
