"""What a rule gets to see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from handbook.addresses import Addresses
from handbook.load import Dataset
from handbook.model import Programme
from handbook.problems import Problem
from handbook.text import Text
from handbook.walk import texts
from handbook.yamltree import Path_


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
    def texts(self) -> tuple[tuple[Path_, Text], ...]:
        """Every text in several languages, with its path."""
        return tuple(texts(self.programme))

    def problem(
        self, path: Path_, what: str, remedy: str, *, blocks: bool = True, advice: bool = False
    ) -> Problem:
        """A problem at the line of `path`."""
        return self.dataset.problem(path, what, remedy, blocks=blocks, advice=advice)


Rule = Callable[[Case], Iterator[Problem]]
