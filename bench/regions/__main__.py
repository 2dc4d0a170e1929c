"""`make bench-regions`: the editions of many regions beside one that is built in full, in the same run."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import report
from bench.measure import Failed
from bench.regions.runs import Built, build, full, warm_up
from bench.regions.told import Measured, told
from handbook.region_builds.work import ALL_PDFS, LEAFLETS, NO_PDFS, PDFS
from handbook.signals import ending_tidily

NAME = "regions"
_FEW = 10  # editions of the runs that tell what a further one costs without PDFs, and with all


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure as the arguments say; 1 where something could not be measured."""
    options = _parser().parse_args(arguments)
    loaded = os.getloadavg()[0]
    try:
        with ending_tidily(), tempfile.TemporaryDirectory(prefix="handbook-bench-regions-") as folder:
            measured = _measured(Path(folder) / "project", options)
        said = told(measured, report.when_and_where([], loaded))
        print(f"\n{said}")
        if options.write:
            text = report.README.read_text(encoding="utf-8")
            report.README.write_text(report.put(text, NAME, said), encoding="utf-8")
    except (Failed, report.Unmarked) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _measured(folder: Path, options: argparse.Namespace) -> Measured:
    counts = sorted(set(options.counts))
    few = min(counts[-1], _FEW)
    warm_up(folder)
    alone = full(folder)
    _say(f"  one edition in full: {alone.site.cpu:.2f} s of processor, {alone.printed.cpu:.2f} s with PDFs")
    return Measured(
        alone,
        tuple(_series(folder, counts, options)),
        _told(build(folder, few, 1, NO_PDFS)),
        _told(build(folder, few, 1, ALL_PDFS)),
    )


def _series(folder: Path, counts: Sequence[int], options: argparse.Namespace) -> Iterator[Built]:
    for count in counts:
        for workers in (1, 2) if count > 1 else (1,):
            yield _told(build(folder, count, workers, options.pdfs))
    if options.scheduler and counts[-1] > 1:
        yield _told(build(folder, counts[-1], 2, options.pdfs, cluster=True))


def _told(built: Built) -> Built:
    way = "with Dask" if built.cluster else "as processes"
    who = f"{len(built.rows)} editions, PDFs: {built.pdfs}, {built.workers} workers {way}"
    _say(f"  {who}: {built.run.wall:.1f} s, {built.run.cpu:.1f} s of processor")
    return built


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= 900:
        raise argparse.ArgumentTypeError(f"{text} is no number from 1 to 900")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.regions", description=__doc__)
    help_counts = "how many regions (default: 1 10 50)"
    parser.add_argument(
        "--counts", type=_count, nargs="+", metavar="N", default=(1, 10, 50), help=help_counts
    )
    help_pdfs = f"what is printed of each (default: {LEAFLETS})"
    parser.add_argument("--pdfs", choices=PDFS, default=LEAFLETS, help=help_pdfs)
    parser.add_argument(
        "--scheduler", action="store_true", help="measure a Dask cluster of this machine, too"
    )
    parser.add_argument("--write", action="store_true", help="write the table into bench/README.md")
    return parser


if __name__ == "__main__":
    sys.exit(main())
