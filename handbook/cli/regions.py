"""`handbook regions build`: the editions of all regions whose files are in a folder, and their index."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.cli.defaults import FINE, PROBLEMS, CommandError
from handbook.progress import Progress
from handbook.region_builds.work import ALL_PDFS, PDFS

if TYPE_CHECKING:
    from handbook.region_builds.place import Place
    from handbook.region_builds.run import Builders, Summary
    from handbook.region_builds.work import Done, Inputs
    from handbook.source.load import Dataset

_PROCESS = "macros.regions.process"  # run by name: this package must not import the site tool


def add_options(build: argparse.ArgumentParser) -> None:
    """The options of `handbook regions build`."""
    build.add_argument("action", choices=("build",), metavar="build", help="what is to be done")
    build.add_argument("folder", type=Path, metavar="DIR", help="folder of the files of regions: 32.75.yaml")
    build.add_argument(
        "--out", required=True, metavar="OUT", help="folder of all editions, or an address such as s3://…"
    )
    help_jobs = "processes at a time on this machine (default: as many as it has cores)"
    build.add_argument("--jobs", type=int, metavar="N", default=os.cpu_count() or 1, help=help_jobs)
    help_pdfs = "what is printed of each edition (default: all)"
    build.add_argument("--pdfs", choices=PDFS, default=ALL_PDFS, help=help_pdfs)
    help_address = "where the folder of all editions will be on the web, https://…/"
    build.add_argument("--address", metavar="URL", default="", help=help_address)
    help_shared = "leave out what all editions share; links lead to the programme’s own site at this address"
    build.add_argument("--shared-address", metavar="URL", default="", help=help_shared)
    help_cluster = "address of the scheduler of a Dask cluster that builds them; `local` starts one here"
    build.add_argument("--scheduler", metavar="ADDRESS", help=help_cluster)
    help_quiet = "do not show how far it is; results and mistakes are told all the same"
    build.add_argument("--quiet", action="store_true", help=help_quiet)


def build_regions(arguments: argparse.Namespace, progress: Progress) -> int:
    """Build the editions of all regions in a folder; return 0 if each has that of today."""
    from handbook.region_builds.gather import Wanted, gathered
    from handbook.region_builds.place import is_remote
    from handbook.region_builds.run import build_all
    from handbook.signals import ending_tidily
    from handbook.source.region_file import region_files

    dataset, inputs = _inputs(arguments)
    out: str = arguments.out if is_remote(arguments.out) else str(Path(arguments.out).absolute())
    for name in ("address", "shared_address"):
        _refuse_address(name, getattr(arguments, name))
    if arguments.jobs < 1:
        raise CommandError("--jobs must be 1 or more")
    try:
        total = len(region_files(arguments.folder))
    except OSError as error:
        raise CommandError(f"{arguments.folder}: {error.strerror or error}") from None
    if not total:
        raise CommandError(f"{arguments.folder} holds no file of a region; `handbook new region` writes one")
    wanted = Wanted(arguments.address, arguments.pdfs, out, arguments.shared_address)
    place = _place(out)
    with ending_tidily(), _alone_in(out):
        summary = build_all(
            gathered(arguments.folder, wanted),
            total,
            inputs,
            lambda: _builders(arguments),
            place,
            _tell,
            progress,
        )
    if is_remote(out):
        _send_index(dataset, summary, place, arguments.address)
    else:
        _write_index(dataset, summary, Path(out), arguments.address)
        _tidy(Path(out), inputs, summary)
    print(_said(summary, out))
    return FINE if summary.good else PROBLEMS


def _inputs(arguments: argparse.Namespace) -> tuple[Dataset, Inputs]:
    """The data of the programme and all that editions are made from.

    Raises:
        DataError: if the programme’s own data have problems.
    """
    from handbook import check
    from handbook.cli.common import programme_of
    from handbook.region_builds.inputs import packed
    from handbook.source.problems import DataError

    dataset, _ = programme_of(arguments)
    blocking = [problem for problem in check.problems(dataset) if problem.blocks]
    if blocking:
        raise DataError(blocking)
    code = importlib.import_module("macros.sources").generator_fingerprint()
    return dataset, packed(dataset.folder, dataset.docs, str(code))


@contextmanager
def _alone_in(out: str) -> Iterator[None]:
    """Let no other run of this machine build in the same folder.

    Raises:
        CommandError: if one does, or if the folder holds something else.
    """
    from handbook.built_site.process_lock import Held, ProcessLock
    from handbook.region_builds.place import SHARED, is_remote
    from handbook.region_builds.run import REPORT

    if is_remote(out):
        yield
        return
    folder = Path(out)
    if folder.is_dir() and any(folder.iterdir()) and not any((folder / n).exists() for n in (REPORT, SHARED)):
        raise CommandError(f"{out} holds files that no such run has written; name a new folder")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        lock: ProcessLock | None = ProcessLock(folder / ".lock")
    except Held as error:
        if error.by_another:
            raise CommandError(f"another run is building in {out}; wait for its end") from None
        lock = None  # a disk without locks
    try:
        yield
    finally:
        if lock is not None:
            lock.release()


def _place(out: str) -> Place:
    from handbook.region_builds.place import Place

    try:
        return Place(out)
    except ImportError as error:
        raise CommandError(
            f"{out} needs a package that is not installed ({error}); see deploy/regions.md"
        ) from None


def _builders(arguments: argparse.Namespace) -> Builders:
    from handbook.region_builds.processes import Processes

    if not arguments.scheduler:
        return Processes(_PROCESS, arguments.jobs)
    try:
        from handbook.region_builds.cluster import Cluster
    except ImportError as error:
        needed = "install handbook with the extra `cluster`: see deploy/regions.md"
        raise CommandError(f"--scheduler needs Dask ({error}); {needed}") from None
    return Cluster(_PROCESS, arguments.scheduler, arguments.jobs)


def _refuse_address(name: str, address: str) -> None:
    if address and not (address.startswith(("https://", "http://")) and address.endswith("/")):
        option = f"--{name.replace('_', '-')}"
        raise CommandError(
            f"{option} is `{address}`; write the address of a folder, such as https://example.org/daerah/"
        )


def _tell(done: Done) -> None:
    for message in done.messages:
        print(message if done.state == "refused" else f"{done.code}: {message}", file=sys.stderr)


def _write_index(dataset: Dataset, summary: Summary, out: Path, address: str) -> None:
    from handbook.localised import locales
    from handbook.regions.changes import changes_between
    from handbook.regions.data_file import read_data_file
    from handbook.regions.index import write_index
    from handbook.source_date import today

    before, old = read_data_file(out)
    changes = [*changes_between(before, summary.editions, today()), *old]
    names = write_index(out, locales(dataset), summary.editions, changes, address)
    for file in (out / "assets").glob("*"):  # of an older index
        if file.relative_to(out).as_posix() not in names:
            file.unlink()


def _send_index(dataset: Dataset, summary: Summary, place: Place, address: str) -> None:
    """The same for an object store."""
    from handbook.files import files_below
    from handbook.regions.data_file import NAME

    with tempfile.TemporaryDirectory(prefix="handbook-index-") as name:
        held = place.read(NAME)
        if held is not None:
            Path(name, NAME).write_bytes(held)
        _write_index(dataset, summary, Path(name), address)
        for file, path in files_below(Path(name)):
            place.write(file, path.read_bytes())


def _tidy(out: Path, inputs: Inputs, summary: Summary) -> None:
    """Remove what editions of earlier inputs had in common; note those whose region has no file any more."""
    import shutil

    from handbook.region_builds.place import RECORD, SHARED

    shared = out / SHARED
    for folder in shared.iterdir() if shared.is_dir() else ():
        if folder.name != inputs.digest[:16]:  # editions made from it have links to its files
            shutil.rmtree(folder, ignore_errors=True)
    there = {edition.code for edition in summary.editions}
    summary.gone = sorted(
        folder.parent.name for folder in out.glob(f"*/{RECORD}") if folder.parent.name not in there
    )


def _said(summary: Summary, out: str) -> str:
    from handbook.cli.counting import number
    from handbook.formats import size_in_words

    counts = ", ".join(f"{count} {state}" for state, count in summary.counts.items())
    size = size_in_words(summary.own_bytes, "en")
    lines = [f"{counts}, in {out}, {summary.seconds:.1f} s; {size} of their own"]
    if summary.again:
        again = number(summary.again, "edition")
        lines.append(f"{again} begun again, since the process or machine that had begun it ended")
    if summary.gone:
        gone = ", ".join(summary.gone)
        lines.append(
            f"{number(len(summary.gone), 'edition')} without a file stays there: {gone}; delete its folder"
        )
    return "\n".join(lines)
