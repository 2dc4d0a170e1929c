"""The commands that make something from the data; they bring the site up to date first if they need it."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.cli import printing as print_command
from handbook.cli import regions as regions_command
from handbook.cli.defaults import FINE, SITE
from handbook.cli.progress import shown
from handbook.cli.unchanged import command_of, tell_built, tell_unchanged
from handbook.progress import Progress

if TYPE_CHECKING:
    from handbook.outputs.pictures import Figure, Picture
    from handbook.outputs.printed import Printed

# What a command needs is imported by it: see main.py.
_Long = Callable[[argparse.Namespace, Progress], int]
Command = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]


def add_commands(
    command: Command, with_docs: Callable[[argparse.ArgumentParser], argparse.ArgumentParser]
) -> None:
    """Add the commands to a parser with `command`, each with the options that name the data."""

    def long(name: str, run: _Long, about: str, *, of_region: bool = True) -> argparse.ArgumentParser:
        added = with_docs(command(name, with_progress(run), about))
        help_quiet = "do not show how far it is; results and mistakes are told all the same"
        added.add_argument("--quiet", action="store_true", help=help_quiet)
        if of_region:
            help_region = "make it of the edition of the region whose file is regions/CODE.yaml"
            added.add_argument("--region", metavar="CODE", help=help_region)
        return added

    build = long("build", _build, "build the site in every language")
    help_site = "folder to write to (default: site/)"
    build.add_argument("--site-dir", type=Path, metavar="OUT", default=SITE, help=help_site)
    build.add_argument("--strict", action="store_true", help="fail on warnings of the site tool, too")
    build.set_defaults(unchanged=tell_built)

    printing = long("print", _print, "print the handbook, leaflets and checklists as PDF")
    print_command.add_options(printing)
    printing.set_defaults(unchanged=tell_unchanged)

    about = "make DOCX and EPUB for trainers, where pandoc is installed (make handouts)"
    print_command.add_site(long("handouts", _handouts, about))

    about = "make QR codes and slides of every stage and task, and every picture, as SVG and PNG"
    pictures = long("pictures", _pictures, about)
    print_command.add_picture_options(pictures)
    pictures.set_defaults(unchanged=tell_unchanged)

    about = "pack the built site, with all that is printed, as one file to read offline"
    print_command.add_site(long("offline", _offline, about))

    about = "publish the edition of today: keep the whole site as it is, for ever"
    print_command.add_site(long("freeze", _freeze, about, of_region=False))

    about = "lay gzip and Brotli copies beside the text files of the built site, for hosts that send them"
    packing = command("compress", _compress, about)
    help_built = "folder of the built site (default: site/)"
    packing.add_argument("--site-dir", type=Path, metavar="OUT", default=SITE, help=help_built)

    about = "tell the content security policy that the built site needs, or write it into files of a server"
    policy = command("policy", _policy, about)
    policy.add_argument("--site-dir", type=Path, metavar="OUT", default=SITE, help=help_built)
    help_files = "configuration in which the policy is to be renewed, such as deploy/nginx.conf"
    policy.add_argument("files", nargs="*", type=Path, metavar="FILE", help=help_files)

    about = "write every page of the built site as Markdown that holds its HTML, for another site tool"
    pages = with_docs(command("pages", _pages, about))
    pages.add_argument("--site-dir", type=Path, metavar="OUT", default=SITE, help=help_built)
    pages.add_argument(
        "out", type=Path, metavar="DIR", help="a new folder; each language becomes a project in it"
    )

    about = "build the editions of all regions whose files are in a folder, and an index of them"
    regions_command.add_options(
        with_docs(command("regions", with_progress(regions_command.build_regions), about))
    )

    about = "remove the built site, and what killed builds left beside it"
    print_command.add_site(with_docs(command("clean", _clean, about)))

    serve = with_docs(command("serve", _serve, "show the site, built again at each change"))
    serve.add_argument("--port", type=int, default=8000, help="port on this machine (default: 8000)")


def with_progress(run: _Long) -> Callable[[argparse.Namespace], int]:
    """A command that shows how far it is, unless it is to be quiet."""

    def command(arguments: argparse.Namespace) -> int:
        with shown(quiet=arguments.quiet) as progress:
            return run(arguments, progress)

    return command


def _build(arguments: argparse.Namespace, progress: Progress) -> int:
    from handbook.cli.folders import folders_of, region_of

    data, docs = folders_of(arguments)
    # Imported by name and late: only this command needs the site tool, and this package must not import it.
    site = importlib.import_module("macros.commands")
    return int(
        site.build(
            data=data,
            docs=docs,
            site_dir=arguments.site_dir,
            strict=arguments.strict,
            progress=progress,
            region=region_of(arguments),
        )
    )


def _print(arguments: argparse.Namespace, progress: Progress) -> int:
    from handbook.cli import made_files
    from handbook.cli.common import programme_of

    dataset, programme = programme_of(arguments)
    chosen = print_command.wanted(programme, arguments)
    if arguments.only_list:
        return _list(chosen)
    return made_files.print_forms(
        dataset,
        arguments.site_dir,
        chosen,
        fresh=arguments.fresh,
        progress=progress,
        command=command_of(arguments),
    )


def _handouts(arguments: argparse.Namespace, progress: Progress) -> int:
    from handbook.cli import made_files
    from handbook.cli.common import programme_of

    dataset, _ = programme_of(arguments)
    return made_files.make_handouts(dataset, arguments.site_dir, progress=progress)


def _pictures(arguments: argparse.Namespace, progress: Progress) -> int:
    from handbook.cli import made_files
    from handbook.cli.common import programme_of
    from handbook.views.pictures.on_pages import all_pictures

    dataset, _ = programme_of(arguments)
    if arguments.only_list:
        return _list(all_pictures(dataset))
    return made_files.make_pictures(
        dataset,
        arguments.site_dir,
        fresh=arguments.fresh,
        progress=progress,
        command=command_of(arguments),
    )


def _list(files: Iterable[Printed | Picture | Figure]) -> int:
    print("\n".join(file.name for file in files))
    return FINE


def _offline(arguments: argparse.Namespace, progress: Progress) -> int:
    from handbook.built_site.manifest_update import changing
    from handbook.cli import made_files
    from handbook.cli.common import programme_of
    from handbook.signals import ending_tidily
    from handbook.source.load import label

    dataset, _ = programme_of(arguments)
    code = made_files.make_everything(dataset, arguments.site_dir, progress)
    if code:
        return code
    from handbook.built_site.file_links import link_offline_copy
    from handbook.built_site.offline import make_offline
    from handbook.formats import size_in_words
    from handbook.outputs.offline import FOLDER as OFFLINE
    from handbook.outputs.offline import NAME as OFFLINE_NAME

    with ending_tidily(), changing(arguments.site_dir, [f"{OFFLINE}/{OFFLINE_NAME}"]):
        made = make_offline(dataset, arguments.site_dir, progress)
        link_offline_copy(dataset, arguments.site_dir)
        progress.done()
    print(f"{label(made)}, {size_in_words(made.stat().st_size, 'en')}")
    return FINE


def _freeze(arguments: argparse.Namespace, progress: Progress) -> int:
    from handbook import check
    from handbook.built_site import publish
    from handbook.check.responsible import contacts_reach_somebody, nobody_responsible
    from handbook.cli import made_files
    from handbook.cli.common import case_of, dataset_of, readable_of, record_addresses, report
    from handbook.signals import ending_tidily
    from handbook.source.load import label
    from handbook.source.translations import record_translations

    dataset = readable_of(arguments)
    publish.refuse_published(dataset)
    # Imported by name and late, as in `_build`.
    importlib.import_module("macros.commands").refuse_no_address(dataset, arguments.site_dir)
    result = [problem for problem in check.problems(dataset) if not problem.advice]
    for rule in (nobody_responsible, contacts_reach_somebody):
        result += rule(case_of(dataset))
    if result:  # what is published cannot change, so a slip must not get in
        return report(result)
    code = made_files.make_everything(dataset, arguments.site_dir, progress)
    if code:
        print("nothing was published", file=sys.stderr)
        return code
    with ending_tidily():
        archive = publish.publish_edition(dataset, arguments.site_dir, progress)
    number = case_of(dataset).programme.programme.edition
    print(f"edition {number} is kept in {label(archive)}")
    now = dataset_of(arguments)
    record_translations(now)  # those of a programme that never recorded any are the first to be kept
    record_addresses(now)
    print("next: commit the data folder (deploy/editions.md); the next build shows the edition")
    return FINE


def _compress(arguments: argparse.Namespace) -> int:
    from handbook.built_site.compressed import compress_site
    from handbook.cli import counting
    from handbook.cli.common import built_site
    from handbook.formats import size_in_words
    from handbook.signals import ending_tidily

    site = built_site(arguments.site_dir)
    with ending_tidily():
        report = compress_site(site)
    sizes = ", ".join(f"{size_in_words(size, 'en')} as {kind}" for kind, size in report.copies.items())
    said = f"{report.files} files of {size_in_words(report.size, 'en')}: {sizes}"
    print(f"{said}; {counting.number(report.made, 'file')} packed now, the others were there")
    return FINE


def _policy(arguments: argparse.Namespace) -> int:
    from handbook.built_site.server_policy import NoPolicy, policy_of_site, write_policy
    from handbook.cli.common import built_site
    from handbook.cli.defaults import IMPOSSIBLE
    from handbook.source.load import label

    policy = policy_of_site(built_site(arguments.site_dir))
    if not arguments.files:
        print(policy)
    code = FINE
    for file in arguments.files:
        try:
            changed = write_policy(file, policy)
        except NoPolicy as error:
            print(f"{label(file)}: {error}", file=sys.stderr)
            code = IMPOSSIBLE
        else:
            print(f"{label(file)}: {'the policy is renewed' if changed else 'the policy is current'}")
    return code


def _pages(arguments: argparse.Namespace) -> int:
    from handbook.built_site.markdown_pages import write_pages
    from handbook.cli import counting
    from handbook.cli.common import built_site, programme_of
    from handbook.localised import locales
    from handbook.site_address import address_of_site
    from handbook.source.load import label

    site = built_site(arguments.site_dir)
    dataset, _ = programme_of(arguments)
    count = write_pages(site, locales(dataset), arguments.out, address_of_site(site))
    written = f"{label(arguments.out)}: {counting.number(count, 'page')}"
    print(f"{written}; each language is a project with its mkdocs.yml")
    return FINE


def _clean(arguments: argparse.Namespace) -> int:
    from handbook.built_site.guard import refuse_foreign, site_folder
    from handbook.built_site.older_sites import recognised_by
    from handbook.built_site.staging import remove_site, tidy
    from handbook.cli.folders import folders_of
    from handbook.source.load import read

    data, docs = folders_of(arguments)
    site: Path = arguments.site_dir
    tidy(site_folder(site))
    refuse_foreign(site, data, docs, recognised_by(lambda: read(data, docs)))
    if site.exists():
        remove_site(site.resolve())
    return FINE


def _serve(arguments: argparse.Namespace) -> int:
    from handbook.cli.folders import folders_of

    data, docs = folders_of(arguments)
    site = importlib.import_module("macros.commands")
    return int(site.serve(data=data, docs=docs, port=arguments.port))
