"""The options of `print`, `handouts` and `pictures`, and which printed forms they name."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.cli.defaults import SITE, NotPrinted

if TYPE_CHECKING:
    from handbook.model.records import Programme
    from handbook.outputs.printed import Printed

_CHOICES = {"stage": "leaflet", "task": "task"}


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
    """The printed forms that the arguments name; all if they name none.

    Raises:
        NotPrinted: if an argument names no such form.
    """
    from handbook.outputs.printed import ONE_SIZE, Printed, plan  # late: other commands have no such options

    known = list(plan(programme))
    chosen = list(_chosen(known, arguments))
    if arguments.large:
        chosen = [Printed(p.kind, p.key, p.languages, large=True) for p in chosen if p.kind not in ONE_SIZE]
    if arguments.lang:
        languages = tuple(arguments.lang.split("-"))
        chosen = [p for p in chosen if p.languages == languages]
        if not chosen:
            there = ", ".join(dict.fromkeys("-".join(p.languages) for p in known))
            raise NotPrinted(f"there is no edition in the language `{arguments.lang}`; there are {there}")
    if not chosen:
        raise NotPrinted("booklets, posters and calendars have a size of their own; leave out --large")
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
    from handbook.model.addresses import slug

    result = [p for p in known if p.kind in kinds and slug(p.key) == slug(key)]
    if not result:
        there = ", ".join(dict.fromkeys(p.key for p in known if p.kind in kinds)) or "none"
        raise NotPrinted(f"there is no --{option} `{key}`; there are {there}")
    return result
