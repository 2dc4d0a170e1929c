"""Makes printed forms, handouts and pictures from a built site, and reports how it went."""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from handbook.built_site.made_before import MadeBefore
from handbook.built_site.manifest import remove_outdated
from handbook.cli.defaults import NotPrinted
from handbook.outputs import handouts, papers, pictures
from handbook.outputs.printed import FOLDER, Printed, plan
from handbook.printing.report import NoSite, Report
from handbook.progress import SILENT, Progress
from handbook.signals import ending_tidily
from handbook.site_address import address_of_site, is_placeholder
from handbook.source.load import Dataset, label
from handbook.source_date import BadDate, source_date
from handbook.views.pictures.on_pages import all_pictures

_SET_ADDRESS = "set SITE_URL to the address of the site and print again (deploy/README.md)"


def bring_up_to_date(dataset: Dataset, site: Path, progress: Progress) -> tuple[int, str]:
    """Build the site in a folder if it is older than its sources; return 0 on success, and their hash."""
    # Imported by name and late: this package must not import the site tool.
    commands = importlib.import_module("macros.commands")
    code, sources = commands.bring_up_to_date(
        dataset.folder, dataset.docs, site, progress, region=dataset.region
    )
    return int(code), str(sources)


def make_everything(dataset: Dataset, site: Path, progress: Progress = SILENT) -> int:
    """Bring the site up to date with all printed forms and pictures; return 0 if it is complete.

    Handouts are made again if the site has some, since theirs would be an older text.

    Raises:
        NotPrinted: if nothing can be made.
    """
    assert dataset.programme is not None
    code = print_forms(dataset, site, plan(dataset.programme), progress=progress)
    code = code or make_pictures(dataset, site, progress=progress)
    if not code and any((site / handouts.FOLDER).glob("[!.]*")):
        code = make_handouts(dataset, site, progress=progress)
    return code


def print_forms(
    dataset: Dataset,
    site: Path,
    chosen: Sequence[Printed],
    *,
    fresh: bool = False,
    progress: Progress = SILENT,
    command: str = "",
) -> int:
    """Print what is `chosen`, again if `fresh`; return 0 if all is printed, 1 if something failed.

    `command` is what was asked for, by which it is known next time that nothing has changed.

    Raises:
        NotPrinted: if nothing can be printed.
    """
    programme = dataset.programme
    assert programme is not None
    out = site / FOLDER
    everything = plan(programme)
    files = list(papers.chosen(programme, chosen))

    def make() -> Report:
        from handbook.printing.run import print_all  # late: not needed where nothing has changed

        report = print_all(dataset, site, chosen, out, fresh=fresh, progress=progress)
        if files:
            # Imported late: programmes without papers do not need its library.
            from handbook.printing.papers.making import write_papers

            write_papers(dataset, site, files)
        if set(chosen) >= set(everything):
            held = (file for file in out.glob("*.pdf") if not file.name.endswith(".large.pdf"))
            _remove_others(site, held, [printed.name for printed in everything])
            held = (site / papers.FOLDER).glob(f"*.{papers.DOCX}")
            _remove_others(site, held, [file.name for file in papers.paper_files(programme)])
        return report

    names = [printed.name for printed in chosen]
    beside = [f"{papers.FOLDER}/{file.name}" for file in files]
    asked = _Asked(command, "what was printed has no QR codes")
    return _make(dataset, site, make, out, names, progress, fresh=fresh, beside=beside, asked=asked)


def make_handouts(dataset: Dataset, site: Path, *, progress: Progress = SILENT) -> int:
    """Make all handouts; return 0 if all are made, 1 if one failed.

    Raises:
        NotPrinted: if nothing can be made, for example because pandoc is missing.
    """
    assert dataset.programme is not None
    from handbook.printing.handouts.pandoc import NoPandoc, pandoc

    try:
        pandoc()
    except NoPandoc as error:
        raise NotPrinted(str(error)) from None
    chosen = handouts.handouts(dataset.programme)
    out = site / handouts.FOLDER

    def make() -> Report:
        from handbook.printing.handouts.making import make_handouts as make_all  # late, as in print_forms

        return make_all(dataset, site, chosen, out, progress)

    return _make(dataset, site, make, out, [handout.name for handout in chosen], progress)


def make_pictures(
    dataset: Dataset, site: Path, *, fresh: bool = False, progress: Progress = SILENT, command: str = ""
) -> int:
    """Make all pictures for trainers, again if `fresh`; return 0 if all are made, 1 if one failed.

    `command` is as for `print_forms`.
    A site without an address on the web gets no QR codes and slides, which is reported but is no failure.

    Raises:
        NotPrinted: if nothing can be made.
    """
    assert dataset.programme is not None
    chosen = all_pictures(dataset)
    out = site / pictures.FOLDER
    names = [picture.name for picture in chosen]

    def make() -> Report:
        from handbook.printing.pictures.making import make_pictures as make_all  # late, as in print_forms

        report = make_all(dataset, site, chosen, out, fresh=fresh, progress=progress)
        held = (file for form in pictures.FORMATS for file in out.glob(f"*.*.{form}"))
        _remove_others(site, held, names)
        return report

    asked = _Asked(command, "neither QR codes nor slides were made")
    return _make(dataset, site, make, out, names, progress, fresh=fresh, done="made", asked=asked)


@dataclass(frozen=True)
class _Asked:
    """What was asked for, "" if that is not to be known, and what a site without an address means for it."""

    command: str = ""
    without_address: str = ""

    def advice(self, site: Path) -> list[str]:
        """Warnings of printed addresses that lead nowhere: paper cannot be corrected afterwards."""
        address = address_of_site(site)
        if not self.without_address or (address and not is_placeholder(address)):
            return []
        if not address:
            return [f"{self.without_address}, since the site has no address; {_SET_ADDRESS}"]
        return [f"QR codes and addresses lead to {address}, which is a placeholder; {_SET_ADDRESS}"]

    def end(self, said: str, before: MadeBefore, out: Path, started: float, count: str) -> int:
        """Tell how it went well, and note what is to be told if nothing has changed: `count`."""
        place, advice = label(out), self.advice(before.site)
        print("\n".join([f"{said}, in {place}, {time.perf_counter() - started:.1f} s", *advice]))
        if self.command:
            before.remember_told(self.command, [f"{count}, in {place}", *advice])
        return 0


def _make(
    dataset: Dataset,
    site: Path,
    make: Callable[[], Report],
    out: Path,
    names: Sequence[str],
    progress: Progress,
    *,
    fresh: bool = False,
    done: str = "printed",
    beside: Sequence[str] = (),
    asked: _Asked = _Asked(),
) -> int:
    """Bring the site up to date, make files from it, link them there, and report how it went.

    `make` writes the files `names` into the folder `out` of the site, and `beside` them others, named from
    its root. It is not called if it would write what is there, unless all is to be made `fresh`.
    """
    try:
        source_date()
    except BadDate as error:
        raise NotPrinted(str(error)) from None
    built, sources = bring_up_to_date(dataset, site, progress)
    if built:
        return built
    started = time.perf_counter()
    own = [*(f"{out.name}/{name}" for name in names), *beside]
    before = MadeBefore(site, sources)
    unchanged = None if fresh else before.count(own)
    if unchanged is not None:
        if not before.is_linked():
            _link(dataset, site, ())
            before.remember_links()
        count = f"0 {done}, {unchanged} unchanged"
        return asked.end(count, before, out, started, count)
    report = _link(dataset, site, own, make)
    progress.done()
    if not report.failed:
        before.remember(own, len(report.made) + len(report.unchanged))
    before.remember_links()
    for problem, names in _by_problem(report.failed).items():
        print(f"{problem}\n  not {done}: {', '.join(names)}", file=sys.stderr)
    kept = [name for name in report.failed if (out / name).is_file()]
    if kept:
        print(f"the last good files stay: {', '.join(kept)}", file=sys.stderr)
    text = f"{len(report.made)} {done}, {len(report.unchanged)} unchanged"
    if report.failed:
        print(f"{text}, {len(report.failed)} failed, in {label(out)}, {time.perf_counter() - started:.1f} s")
        return 1
    count = f"0 {done}, {len(report.made) + len(report.unchanged)} unchanged"
    return asked.end(text, before, out, started, count)


def _link(dataset: Dataset, site: Path, own: Collection[str], make: Callable[[], Report] = Report) -> Report:
    """Make files of the site, called `own`, and link them on its pages.

    Raises:
        NotPrinted: if the site lacks a page.
    """
    from handbook.built_site.file_links import link_files
    from handbook.built_site.manifest_update import changing

    try:
        with ending_tidily(), changing(site, own):
            report = make()
            link_files(dataset, site)
    except NoSite as error:
        raise NotPrinted(str(error)) from None
    return report


def _by_problem(failed: dict[str, list[str]]) -> dict[str, list[str]]:
    """Each problem once, with the printed forms that it prevents."""
    result: dict[str, list[str]] = {}
    for name, problems in failed.items():
        for problem in problems:
            result.setdefault(problem, []).append(name)
    return result


def _remove_others(site: Path, held: Iterable[Path], planned: Collection[str]) -> None:
    """Remove those of the files `held` that are no longer planned, for example of a deleted stage."""
    gone = (file for file in held if file.name not in planned)
    remove_outdated(site, [file.relative_to(site).as_posix() for file in gone])
