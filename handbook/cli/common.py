"""What the commands share: their exit codes, the data that their arguments name, how problems are told."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from handbook.check.case import Case
from handbook.check.translations import lock_readable
from handbook.source.load import DATA, Dataset, read
from handbook.source.problems import DataError, Problem

SITE = Path("site")  # where a site is written, in the folder of the command
DOCS = Path("docs")
FINE, PROBLEMS, IMPOSSIBLE = 0, 1, 2


class CommandError(Exception):
    """The command cannot be carried out; the message is a sentence for the person who gave it."""


def folders_of(arguments: argparse.Namespace) -> tuple[Path, Path | None]:
    """Where data and prose stand: in the folder of the command, or as named; prose lies beside its data.

    Raises:
        CommandError: if the folder of the command has no data, or the prose that is named is not there.
    """
    if arguments.data is None and not DATA.is_dir():
        raise CommandError(
            f"there is no folder {DATA}/ here; go to the folder that holds it, name it with --data, "
            "or begin a programme with `handbook init`"
        )
    data: Path = arguments.data or DATA
    docs: Path | None = getattr(arguments, "docs", None)
    if docs is not None:
        if not docs.is_dir():
            raise CommandError(f"{docs}: there is no such folder; name the one that holds the prose")
        return data, docs
    beside = DOCS if arguments.data is None else data.absolute().parent / DOCS
    return data, beside if beside.is_dir() else None


def dataset_of(arguments: argparse.Namespace) -> Dataset:
    """The data that the arguments name, whatever problems it has."""
    return read(*folders_of(arguments))


def readable_of(arguments: argparse.Namespace) -> Dataset:
    """Data from which translations can be remembered.

    Raises:
        DataError: when the data, or what is remembered so far, cannot be read; it would be overwritten.
    """
    dataset = dataset_of(arguments)
    if dataset.programme is None:
        raise DataError(dataset.problems)
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
