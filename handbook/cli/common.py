"""What the commands share: their exit codes, the data that their arguments name, how problems are told."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from handbook.check.case import Case
from handbook.check.translations import lock_readable
from handbook.model.records import Programme
from handbook.source.load import DEFAULT_DATA, ROOT, Dataset, read
from handbook.source.problems import DataError, Problem

FINE, PROBLEMS, IMPOSSIBLE = 0, 1, 2


class CommandError(Exception):
    """The command cannot be carried out; the message is a sentence for the person who gave it."""


def folders_of(arguments: argparse.Namespace) -> tuple[Path, Path | None]:
    """Where data and prose stand. The project's prose goes with the project's data and with no other."""
    data: Path = arguments.data or DEFAULT_DATA
    docs: Path | None = getattr(arguments, "docs", None)
    if docs is not None:
        if not docs.is_dir():
            raise CommandError(f"{docs}: there is no such folder; name the one that holds the prose")
        return data, docs
    default = ROOT / "docs"
    own = data.resolve() == DEFAULT_DATA.resolve() and default.is_dir()
    return data, default if own else None


def dataset_of(arguments: argparse.Namespace) -> Dataset:
    """The data that the arguments name, whatever problems it has."""
    return read(*folders_of(arguments))


def programme_of(arguments: argparse.Namespace) -> tuple[Dataset, Programme]:
    """The data that the arguments name, and the programme that it holds.

    Raises:
        DataError: if it cannot be read.
    """
    dataset = dataset_of(arguments)
    if dataset.programme is None:
        raise DataError(dataset.problems)
    return dataset, dataset.programme


def readable_of(arguments: argparse.Namespace) -> Dataset:
    """Data from which translations can be remembered.

    Raises:
        DataError: when the data, or what is remembered so far, cannot be read; it would be overwritten.
    """
    dataset, _ = programme_of(arguments)
    broken = list(lock_readable(case_of(dataset)))
    if broken:
        raise DataError(broken)
    return dataset


def case_of(dataset: Dataset) -> Case:
    """Data that could be read, as the rules look at it."""
    assert dataset.programme is not None, "the caller has looked at dataset.problems"
    return Case(dataset, dataset.programme)


def report(problems: Iterable[Problem]) -> int:
    """Print problems, each once, in the order of files and lines; the answer is the exit code."""
    for problem in sorted(set(problems)):
        print(problem)
    return PROBLEMS
