"""The command line: `handbook check`, `spelling`, `confirm`, `record`, `new`, `schema`, and those that
make something from the data (`cli.site`).

Exit codes: 0 success, 1 the data has problems, 2 the command could not be carried out.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Container, Iterator, Sequence
from pathlib import Path

from handbook import machine_faults
from handbook.cli import site
from handbook.cli.defaults import FINE, IMPOSSIBLE, PROBLEMS, CommandError
from handbook.cli.unchanged import NOTHING_NEW, remember_recorded, sources_of, tell_recorded
from handbook.model.faults import Refusal, refuse
from handbook.source.problems import DataError

# What a command needs is imported by it, since importing all of it takes longer than most commands do.
_SHOWN = 10  # new addresses that are listed one by one
_INTERRUPTED, _NO_READER = 130, 141  # as in shells: 128 + SIGINT, 128 + SIGPIPE


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code. `argv` are the arguments after `handbook`.

    Raises:
        SystemExit: with a sentence, if the generator has a field that no output shows.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a console that lacks “ must not stop a command
    try:
        arguments = _parser().parse_args(argv)
    except SystemExit as end:  # argparse has printed the reason
        return end.code if isinstance(end.code, int) else IMPOSSIBLE
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        return _leave_quietly()
    except machine_faults.KINDS as error:
        sentence = machine_faults.sentence_of(error)
        if sentence is None:
            raise
        return _refuse(sentence)
    except KeyboardInterrupt:
        return _INTERRUPTED
    return code


def _run(arguments: argparse.Namespace) -> int:
    unchanged: Callable[[argparse.Namespace], bool] | None = getattr(arguments, "unchanged", None)
    if unchanged is not None and unchanged(arguments):
        return FINE
    from handbook.cli.common import report
    from handbook.views import outline

    refuse(outline.faults())
    try:
        run: Callable[[argparse.Namespace], int] = arguments.run
        return run(arguments)
    except DataError as error:
        return report(error.problems)
    except Refusal as error:
        return _refuse(str(error))


class _Version(argparse.Action):
    """Tells the version, which is looked up only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"{parser.prog} {version('handbook')}")
        except PackageNotFoundError:
            print(f"{parser.prog} of a folder that is not installed")
        parser.exit()


class _Kinds(Container[str]):
    """What `handbook new` can write; asked for only where that is the command."""

    def __iter__(self) -> Iterator[str]:
        from handbook import new

        return iter((*new.WORDS, new.LANGUAGE, new.REGION))

    def __contains__(self, kind: object) -> bool:
        return kind in tuple(self)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="handbook",
        description="Check, extend and publish a handbook whose facts stand in YAML files.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], int], about: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=about, description=f"{about}.", allow_abbrev=False)
        added.set_defaults(run=run)
        help_data = "folder of the data files (default: data/)"
        added.add_argument("--data", type=Path, metavar="DIR", help=help_data)
        return added

    def with_docs(added: argparse.ArgumentParser) -> argparse.ArgumentParser:
        help_docs = (
            "folder of the prose, a folder a language (default: docs/ beside the data, if there is one)"
        )
        added.add_argument("--docs", type=Path, metavar="DIR", help=help_docs)
        return added

    with_docs(
        command("check", _check, "list every problem of data and prose, as file:line: what; what to do")
    )

    about = "check the spelling of data and prose in every language that has a Hunspell dictionary here"
    spell = with_docs(command("spelling", _spelling, about))
    help_require = "exit 2 where a language has no dictionary on this machine"
    spell.add_argument("--require", action="store_true", help=help_require)

    with_docs(command("count", _count, "count words by language and ground, and the filled fields"))

    about = "say that translations were read again and still hold"
    confirm = with_docs(command("confirm", _confirm, about))
    which = confirm.add_mutually_exclusive_group(required=True)
    help_key = "a record, a part of it or an address: tasks.A2, tasks.A2.steps.1, t/a2"
    which.add_argument("keys", nargs="*", default=[], metavar="KEY", help=help_key)
    which.add_argument("--all", action="store_true", dest="everything", help="every translation")

    about = "remember new translations, new addresses and what was added to data files"
    record = with_docs(command("record", _record, about))
    help_written = "do nothing, and say so, while texts are still to be written"
    record.add_argument("--if-written", action="store_true", help=help_written)
    record.set_defaults(unchanged=tell_recorded)

    about = (
        "write a commented skeleton of a new record into the right data file, or of a region's own edition"
    )
    skeleton = command("new", _new, about)
    skeleton.add_argument("kind", choices=_Kinds(), metavar="KIND", help="%(choices)s")
    skeleton.add_argument(
        "key",
        metavar="KEY",
        help="its id: letters, digits and hyphens; it becomes its address "
        "(a language has its code, such as jv, and a region that of the ministry, such as 32.75)",
    )
    skeleton.add_argument(
        "--group", metavar="GROUP", help="key of the group it belongs to (default: the last)"
    )
    help_name = "official name of a region in the original language (default: as in the list of regions)"
    skeleton.add_argument("--name", metavar="NAME", help=help_name)

    about = "write a programme with one example of each kind into a new folder; it builds at once"
    init = commands.add_parser("init", help=about, description=f"{about}.", allow_abbrev=False)
    init.set_defaults(run=_init)
    init.add_argument("folder", type=Path, metavar="DIR", help="a folder that is new or empty")
    help_languages = "language codes with commas between them, the text that counts first (default: en)"
    init.add_argument("--languages", metavar="CODES", default="en", help=help_languages)
    init.add_argument("--name", metavar="NAME", help="title of the handbook")

    schema = command("schema", _schema, "write the JSON Schema by which editors check data files")
    help_check = "write nothing; exit 1 if the schema is not current"
    schema.add_argument("--check", action="store_true", dest="only_check", help=help_check)

    site.add_commands(command, with_docs)
    return parser


def _check(arguments: argparse.Namespace) -> int:
    from handbook import check
    from handbook.cli import counting
    from handbook.cli.common import case_of, dataset_of, problems_of_regions, report

    dataset = dataset_of(arguments)
    result = [*check.problems(dataset), *problems_of_regions(dataset)]
    failed = [problem for problem in result if not problem.advice]
    if failed:
        report(failed)
    else:
        print(f"no problems: {counting.summary(case_of(dataset).programme)}")
    for advice in (problem for problem in result if problem.advice):
        print(advice)
    return PROBLEMS if failed else FINE


def _spelling(arguments: argparse.Namespace) -> int:
    from handbook import spelling
    from handbook.cli.common import programme_of, report

    dataset, programme = programme_of(arguments)
    known = spelling.spellers(dataset, programme)
    missing = [code for code in programme.languages if code not in known]
    if missing and arguments.require:
        raise CommandError(spelling.advice(missing))
    if missing:
        print(f"spelling not checked: {spelling.advice(missing)}")
    result = spelling.problems(dataset, programme, known)
    if result:
        return report(result)
    if known:
        print(f"no unknown word in: {', '.join(known)}")
    return FINE


def _count(arguments: argparse.Namespace) -> int:
    from handbook.cli import counting
    from handbook.cli.common import readable_of

    dataset = readable_of(arguments)
    for line in counting.tables(dataset):
        print(line)
    return FINE


def _confirm(arguments: argparse.Namespace) -> int:
    from handbook.check.translations import lock_kept
    from handbook.cli import counting
    from handbook.cli.common import case_of, readable_of, report, translation_name
    from handbook.source.translations import record_translations

    dataset = readable_of(arguments)
    case = case_of(dataset)
    gone = [] if arguments.everything else list(lock_kept(case))
    if gone:  # whatever is not confirmed here would be forgotten
        return report(gone)
    names = [translation_name(case, key) for key in arguments.keys]
    count = record_translations(dataset, names, everything=arguments.everything)
    recorded = f"recorded {counting.number(count, 'translation')}"
    print(recorded if count else "nothing to record: no translation is stale")
    return FINE


def _record(arguments: argparse.Namespace) -> int:
    from handbook import check
    from handbook.check.unwritten import texts_written
    from handbook.cli import counting
    from handbook.cli.common import case_of, readable_of, record_addresses, report
    from handbook.export.published import record_form
    from handbook.source.translations import record_translations

    sources = sources_of(arguments)  # before the data are read: they may change meanwhile
    dataset = readable_of(arguments)
    # What is recorded is kept permanently, so a slip must not get in.
    left = set(texts_written(case_of(dataset)))
    if left and arguments.if_written:
        count = counting.number(len(left), "text")
        print(f"nothing recorded: {count} still to be written; run `handbook check`")
        return FINE
    refused = [problem for problem in check.problems(dataset) if problem.blocks or problem in left]
    if refused:
        return report(refused)
    version = record_form(case_of(dataset).programme, dataset.folder)
    translations = record_translations(dataset)
    addresses = record_addresses(dataset)
    for address in addresses[:_SHOWN]:
        print(f"new address: {address}")
    if len(addresses) > _SHOWN:
        print(f"and {len(addresses) - _SHOWN} more")
    if translations:
        print(f"recorded {counting.number(translations, 'new translation')}")
    if version:
        print(f"recorded version {version} of the format of data files")
    if not translations and not addresses and not version:
        remember_recorded(arguments, sources)
        print(NOTHING_NEW)
    return FINE


def _new(arguments: argparse.Namespace) -> int:
    from handbook import new
    from handbook.cli.common import programme_of
    from handbook.source.unwritten import unwritten

    if arguments.name is not None and arguments.kind != new.REGION:
        raise CommandError("only a region takes --name; write other names into the file")
    if arguments.group is not None and arguments.kind == new.REGION:
        raise CommandError("a region belongs to no group; leave out --group")
    dataset, _ = programme_of(arguments)
    if arguments.kind == new.REGION:
        created = new.create_region(dataset, arguments.key, arguments.name)
    elif arguments.kind == new.LANGUAGE:
        created = new.create_language(dataset, arguments.key)
    else:
        created = new.create(dataset, arguments.kind, arguments.key, arguments.group)
    for file, line, name in created.records:
        print(f"{file}:{line}: new {name}")
    for hint in created.hints:
        print(hint)
    print(f"next: write its texts where it says “{unwritten()}”, then run `handbook check`")
    return FINE


def _init(arguments: argparse.Namespace) -> int:
    from handbook.new.programme import create_programme

    languages = [code.strip() for code in arguments.languages.split(",")]
    for line in create_programme(arguments.folder, languages, arguments.name):
        print(line)
    return FINE


def _schema(arguments: argparse.Namespace) -> int:
    from handbook.cli.common import dataset_of, report
    from handbook.files import write_whole
    from handbook.source.editor_schema import SCHEMA, schemas, wants_schema
    from handbook.source.load import label

    dataset = dataset_of(arguments)
    if dataset.readable is None:  # the schema helps to correct records, so it needs none of them
        return report(dataset.problems)
    file = dataset.folder / SCHEMA
    if arguments.only_check and not file.exists() and not wants_schema(dataset.folder):
        print(f"no data file asks for {label(file)}; `handbook schema` writes it, for editors")
        return FINE
    code = FINE
    for name, text in schemas(dataset.folder, dataset.readable.languages).items():
        file = dataset.folder / name
        current = file.is_file() and file.read_bytes() == text.encode()
        if arguments.only_check:
            if not current:
                print(f"{label(file)}:1: the schema is not current; run `handbook schema`")
                code = PROBLEMS
            continue
        if not current:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, text)
        print(f"{label(file)} is current" if current else f"wrote {label(file)}")
    return code


def _refuse(sentence: str) -> int:
    print(f"handbook: {sentence}", file=sys.stderr)
    return IMPOSSIBLE


def _leave_quietly() -> int:
    """The reader of the output has gone (`handbook check | head`): discard the rest."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return _NO_READER
