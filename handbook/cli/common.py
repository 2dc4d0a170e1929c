"""What commands share: the data and translations that arguments name, reports of problems."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.cli.defaults import PROBLEMS, CommandError
from handbook.cli.folders import folders_of, region_of
from handbook.model.addresses import Addresses
from handbook.model.records import Programme
from handbook.model.traverse import dotted
from handbook.source.load import Dataset, label
from handbook.source.problems import DataError, Problem
from handbook.source.region_file import read_edition, regions_beside
from handbook.source.remedies import did_you_mean
from handbook.source.translations import pairs, unknown_names

if TYPE_CHECKING:
    from handbook.check.case import Case


def dataset_of(arguments: argparse.Namespace) -> Dataset:
    """The data that the arguments name, even if it has problems."""
    return read_edition(*folders_of(arguments), region_of(arguments))


def problems_of_regions(dataset: Dataset) -> list[Problem]:
    """Every problem of the files of regions that lie beside the data of a programme that can be read."""
    from handbook.check.regions import region_problems  # late: most commands check nothing

    return [problem for regional in regions_beside(dataset) for problem in region_problems(regional)]


def built_site(folder: Path) -> Path:
    """The folder of a site that was built.

    Raises:
        CommandError: if there is none, or what it says of itself cannot be read.
        Refusal: if no site may stand there.
    """
    from handbook.built_site.guard import site_folder  # late: most commands touch no site
    from handbook.built_site.manifest import BadManifest, read_manifest

    site = site_folder(folder)
    try:
        built = read_manifest(site)
    except BadManifest as error:
        raise CommandError(f"{error}; run `handbook build` again") from None
    if built is None:
        raise CommandError(f"{label(site)} holds no built site; run `handbook build` first")
    return site


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
        DataError: if the data, or the record so far, cannot be read; it would be overwritten.
    """
    dataset, _ = programme_of(arguments)
    from handbook.check.translations import lock_readable  # late: most commands check nothing

    broken = list(lock_readable(case_of(dataset)))
    if broken:
        raise DataError(broken)
    return dataset


def record_addresses(dataset: Dataset) -> list[str]:
    """Add today's addresses to the lists of published ones; return the new ones."""
    from handbook.source.published_addresses import record_published  # late, as above
    from handbook.views.portions import portions

    case = case_of(dataset)
    return record_published(dataset.folder, case.addresses, dataset.docs, portions(case.locale))


def case_of(dataset: Dataset) -> Case:
    """The case that the rules check, from data that could be read."""
    from handbook.check.case import Case

    assert dataset.programme is not None, "the caller has looked at dataset.problems"
    return Case(dataset, dataset.programme)


def report(problems: Iterable[Problem]) -> int:
    """Print problems, each once, in order of file and line; return the exit code."""
    for problem in sorted(set(problems)):
        print(problem)
    return PROBLEMS


def translation_name(case: Case, key: str) -> str:
    """What `key` names, as `record_translations` expects it: itself, or the record at this address.

    Raises:
        CommandError: if there is no such translation; the message suggests similar ones.
    """
    dataset = case.dataset
    if not unknown_names(dataset, [key]):
        return key
    addresses = case.addresses
    name = _name_of_address(dataset, addresses, key)
    if name and not unknown_names(dataset, [name]):
        return name
    if name:
        raise CommandError(
            f"`{key}` has no translation that could be stale; run `handbook check` to see those"
        )
    known = {part for pair in pairs(dataset) for part in (pair.record, pair.key)} | set(addresses.by_address)
    otherwise = "name it as `handbook check` does, such as tasks.A2"
    remedy = did_you_mean(key, sorted(known - {""}), otherwise)
    raise CommandError(f"there is no `{key}`; {remedy}")


def _name_of_address(dataset: Dataset, addresses: Addresses, key: str) -> str | None:
    _, *others = addresses.programme.languages
    path = key.strip("/")
    for code in others:
        path = path.removeprefix(f"{code}/")
    result = addresses.resolve(path)
    if result and result[0] == "prose":
        first = addresses.programme.languages[0]
        file = dataset.prose(first).get(result[1])
        return (
            dotted(("docs", file.relative_to(dataset.docs / first).as_posix()))
            if file and dataset.docs
            else None
        )
    return ".".join(filter(None, result)) if result else None
