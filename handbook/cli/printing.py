"""The commands `print`, `handouts` and `pictures`: what is made, from which site, and what is said then."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.built_site.manifest import remove_outdated
from handbook.cli.common import SITE
from handbook.model.addresses import slug
from handbook.model.records import Programme
from handbook.outputs.printed import FOLDER, Printed, plan
from handbook.signals import ending_tidily
from handbook.site_address import address_of_site, is_placeholder
from handbook.source.load import Dataset, label
from handbook.source_date import BadDate, source_date

if TYPE_CHECKING:
    from handbook.printing.run import Report

_SET_ADDRESS = "set SITE_URL to the address of the site and print again (deploy/README.md)"
_CHOICES = {"stage": "leaflet", "task": "task"}


class NotPrinted(ValueError):
    """Nothing can be printed; the message says why."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `handbook print`."""
    parser.add_argument("names", nargs="*", metavar="NAME", help="names of files, such as handbook.id.pdf")
    parser.add_argument("--book", action="store_true", help="the whole handbook")
    parser.add_argument("--stage", action="append", default=[], metavar="KEY", help="the leaflet of a stage")
    parser.add_argument("--task", action="append", default=[], metavar="CODE", help="the sheet of a task")
    help_checklist = "the checklists of a group of stages, or of a stage"
    parser.add_argument("--checklist", action="append", default=[], metavar="KEY", help=help_checklist)
    parser.add_argument("--poster", action="store_true", help="the poster")
    help_lang = "only this language; two with a hyphen stand for a parallel edition (id-en)"
    parser.add_argument("--lang", metavar="CODE", help=help_lang)
    parser.add_argument("--large", action="store_true", help="in large print (16 points)")
    parser.add_argument("--fresh", action="store_true", help="print again what did not change, too")
    parser.add_argument("--list", action="store_true", dest="only_list", help="only name the editions")
    add_site(parser)


def add_site(parser: argparse.ArgumentParser) -> None:
    """The option that names the site."""
    help_site = "folder of the site, which is built where it is older than its sources (default: site/)"
    parser.add_argument("--site-dir", type=Path, metavar="OUT", default=SITE, help=help_site)


def add_picture_options(parser: argparse.ArgumentParser) -> None:
    """The options of `handbook pictures`."""
    parser.add_argument("--fresh", action="store_true", help="make again what did not change, too")
    parser.add_argument("--list", action="store_true", dest="only_list", help="only name the pictures")
    add_site(parser)


def wanted(programme: Programme, arguments: argparse.Namespace) -> list[Printed]:
    """The editions that the arguments name; all where they name none.

    Raises:
        NotPrinted: where an argument names none.
    """
    known = list(plan(programme))
    chosen = list(_chosen(known, arguments))
    if arguments.large:
        chosen = [Printed(p.kind, p.key, p.languages, large=p.kind != "poster") for p in chosen]
        chosen = list(dict.fromkeys(p for p in chosen if p.kind not in ("booklet", "poster")))
    if arguments.lang:
        languages = tuple(arguments.lang.split("-"))
        chosen = [p for p in chosen if p.languages == languages]
        if not chosen:
            there = ", ".join(dict.fromkeys("-".join(p.languages) for p in known))
            raise NotPrinted(f"there is no edition in the language `{arguments.lang}`; there are {there}")
    if not chosen:
        raise NotPrinted("booklets and posters have a size of their own; leave out --large")
    return list(dict.fromkeys(chosen))


def _chosen(known: Sequence[Printed], arguments: argparse.Namespace) -> Iterator[Printed]:
    named = {p.name: p for p in known}
    for name in arguments.names:
        if name not in named:
            raise NotPrinted(f"there is no edition `{name}`; `handbook print --list` names all")
        yield named[name]
    for option, kind in _CHOICES.items():
        for key in getattr(arguments, option):
            yield from _of_key(known, (kind,), key, option)
    for key in arguments.checklist:
        yield from _of_key(known, ("checklist", "booklet", "stage-checklist"), key, "checklist")
    if arguments.book:
        yield from (p for p in known if p.kind in ("book", "parallel"))
    if arguments.poster:
        yield from (p for p in known if p.kind == "poster")
    options = (arguments.names, arguments.stage, arguments.task, arguments.checklist)
    if not any((*options, arguments.book, arguments.poster)):
        yield from (p for p in known if not arguments.large or p.kind == "book")


def _of_key(known: Sequence[Printed], kinds: tuple[str, ...], key: str, option: str) -> list[Printed]:
    found = [p for p in known if p.kind in kinds and slug(p.key) == slug(key)]
    if not found:
        there = ", ".join(dict.fromkeys(p.key for p in known if p.kind in kinds)) or "none"
        raise NotPrinted(f"there is no --{option} `{key}`; there are {there}")
    return found


Run = Callable[[Dataset, argparse.Namespace, Callable[[], int]], int]


def run(dataset: Dataset, arguments: argparse.Namespace, build_site: Callable[[], int]) -> int:
    """Print what the arguments ask for; 0 where all is printed, 1 where an edition failed.

    `build_site` brings the site up to date and says how that went.

    Raises:
        NotPrinted: where nothing can be printed.
    """
    assert dataset.programme is not None
    chosen = wanted(dataset.programme, arguments)
    if arguments.only_list:
        print("\n".join(printed.name for printed in chosen))
        return 0
    from handbook.printing.run import print_editions

    out: Path = arguments.site_dir / FOLDER
    everything = plan(dataset.programme)

    def make() -> Report:
        report = print_editions(dataset, arguments.site_dir, chosen, out, fresh=arguments.fresh)
        if set(chosen) >= set(everything):
            held = (file for file in out.glob("*.pdf") if not file.name.endswith(".large.pdf"))
            _remove_others(arguments.site_dir, held, [printed.name for printed in everything])
        return report

    names = [printed.name for printed in chosen]
    code = _make(dataset, arguments, build_site, make, out, names)
    if code == 0:
        _advise(arguments.site_dir)
    return code


def run_handouts(dataset: Dataset, arguments: argparse.Namespace, build_site: Callable[[], int]) -> int:
    """Make all handouts; 0 where all are made, 1 where one failed.

    Raises:
        NotPrinted: where nothing can be made, for want of pandoc for example.
    """
    assert dataset.programme is not None
    from handbook.outputs import handouts
    from handbook.printing.handouts.making import make_handouts
    from handbook.printing.handouts.pandoc import NoPandoc, pandoc

    try:
        pandoc()
    except NoPandoc as error:
        raise NotPrinted(str(error)) from None
    chosen = handouts.handouts(dataset.programme)
    out = arguments.site_dir / handouts.FOLDER

    def make() -> Report:
        return make_handouts(dataset, arguments.site_dir, chosen, out)

    return _make(dataset, arguments, build_site, make, out, [handout.name for handout in chosen])


def run_pictures(dataset: Dataset, arguments: argparse.Namespace, build_site: Callable[[], int]) -> int:
    """Make all pictures for trainers; 0 where all are made, 1 where one failed.

    A site without an address on the web gets none, which is said and is no failure.

    Raises:
        NotPrinted: where nothing can be made.
    """
    assert dataset.programme is not None
    from handbook.outputs import pictures

    chosen = pictures.pictures(dataset.programme)
    if arguments.only_list:
        print("\n".join(picture.name for picture in chosen))
        return 0
    from handbook.printing.pictures.making import NoAddress, make_pictures

    out = arguments.site_dir / pictures.FOLDER
    names = [picture.name for picture in chosen]

    def make() -> Report:
        report = make_pictures(dataset, arguments.site_dir, chosen, out, fresh=arguments.fresh)
        held = (file for kind in pictures.KINDS for file in out.glob(f"*.{kind}.*"))
        _remove_others(arguments.site_dir, held, names)
        return report

    try:
        code = _make(dataset, arguments, build_site, make, out, names, done="made")
    except NoAddress:
        print(f"no pictures were made, since the site has no address for QR codes; {_SET_ADDRESS}")
        return 0
    if code == 0:
        _advise(arguments.site_dir)
    return code


def _make(
    dataset: Dataset,
    arguments: argparse.Namespace,
    build_site: Callable[[], int],
    make: Callable[[], Report],
    out: Path,
    names: Iterable[str],
    *,
    done: str = "printed",
) -> int:
    """Bring the site up to date, make what is wanted from it, link that there, and say how it went.

    `make` writes files called `names` into the folder `out` of the site.
    """
    from handbook.built_site.changes import changing
    from handbook.built_site.file_links import link_files
    from handbook.printing.pages import NoSite

    try:
        source_date()
    except BadDate as error:
        raise NotPrinted(str(error)) from None
    built = build_site()
    if built:
        return built
    started = time.perf_counter()
    try:
        with ending_tidily(), changing(arguments.site_dir, (f"{out.name}/{name}" for name in names)):
            report = make()
            link_files(dataset, arguments.site_dir)
    except NoSite as error:
        raise NotPrinted(str(error)) from None
    for problem, names in _by_problem(report.failed).items():
        print(f"{problem}\n  not {done}: {', '.join(names)}", file=sys.stderr)
    kept = [name for name in report.failed if (out / name).is_file()]
    if kept:
        print(f"the last good files stay: {', '.join(kept)}", file=sys.stderr)
    told = f"{len(report.made)} {done}, {len(report.unchanged)} unchanged"
    if report.failed:
        told += f", {len(report.failed)} failed"
    print(f"{told}, in {label(out)}, {time.perf_counter() - started:.1f} s")
    return 1 if report.failed else 0


def _advise(site: Path) -> None:
    """Say where what is printed leads to nowhere: paper cannot be corrected afterwards."""
    address = address_of_site(site)
    if not address:
        print(f"what was printed has no QR codes, since the site has no address; {_SET_ADDRESS}")
    elif is_placeholder(address):
        print(f"QR codes and addresses lead to {address}, which is a placeholder; {_SET_ADDRESS}")


def _by_problem(failed: dict[str, list[str]]) -> dict[str, list[str]]:
    """Each problem once, with the editions that it keeps from being printed."""
    found: dict[str, list[str]] = {}
    for name, problems in failed.items():
        for problem in problems:
            found.setdefault(problem, []).append(name)
    return found


def _remove_others(site: Path, held: Iterable[Path], planned: Collection[str]) -> None:
    """Remove those of the files `held` that are not planned any more, of a stage that is gone for example."""
    gone = (file for file in held if file.name not in planned)
    remove_outdated(site, [file.relative_to(site).as_posix() for file in gone])
