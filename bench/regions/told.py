"""The figures of a run for people: the same on the terminal and in bench/README.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.regions.figures import a_minute, base, estimate, growth, marginal, overhead, own
from bench.regions.runs import Built, Full
from bench.report import markdown_table, rounded

EDITIONS, CORES = 514, (2, 16, 160)  # regencies and cities of Indonesia; of machines and clusters
_HEAD = (
    *("editions", "workers", "wall, s", "CPU, s", "peak, MB", "editions a minute"),
    *("CPU of each further, s", "own kB of each further", "MiB of all"),
)


@dataclass(frozen=True)
class Measured:
    """All runs: one edition in full, the series that is told, and a few without PDFs and with all."""

    full: Full
    series: tuple[Built, ...]
    without_pdfs: Built
    with_all: Built


def told(measured: Measured, where: str) -> str:
    """What was measured, as Markdown; `where` says when, and on which machine."""
    full, series = measured.full, measured.series
    table = [_HEAD, *(_row(built) for built in series)]
    pdfs = {"none": "no PDFs", "leaflets": "leaflets of stages", "all": "all PDFs"}[series[0].pdfs]
    lines = [
        f"Made-up regions, each with two tasks, a note and two agencies; {pdfs}. {where}",
        "",
        *markdown_table(table),
        "",
        f"- one edition in full (`handbook build`): {_said(full.site.cpu)} s of CPU, "
        f"{full.site_size / 1e6:,.1f} MB; with all PDFs (`handbook print`): "
        f"{_said(full.printed.cpu)} s, {full.printed_size / 1e6:,.1f} MB",
        *_ratios(measured),
        *_grown(series),
        *_workers(series),
        *_estimates(series),
    ]
    return "\n".join(lines)


def _row(built: Built) -> tuple[str, ...]:
    each, size = marginal(built), own(built)
    return (
        f"{len(built.rows):,}",
        f"{built.workers}{', Dask' if built.cluster else ''}",
        *(_said(figure) for figure in (built.run.wall, built.run.cpu, built.run.memory, a_minute(built))),
        _said(each),
        _said(None if size is None else size / 1000),
        _said(built.size / 2**20),
    )


def _said(figure: float | None) -> str:
    return "–" if figure is None else rounded(figure, 3)


def _ratios(measured: Measured) -> list[str]:
    full, bare, whole = measured.full, measured.without_pdfs, measured.with_all
    compared = (
        ("CPU for the site", marginal(bare), full.site.cpu),
        ("CPU with all PDFs", marginal(whole), full.printed.cpu),
        ("space of the site", own(bare), full.site_size),
        ("space with all PDFs", own(whole), full.printed_size),
    )
    return [
        f"- {words}, a further edition beside one in full: {_said(100 * each / alone)} %"
        for words, each, alone in compared
        if each is not None
    ]


def _alone(series: Sequence[Built]) -> list[Built]:
    return [built for built in series if built.workers == 1 and not built.cluster]


def _grown(series: Sequence[Built]) -> list[str]:
    steps = [f"{_said(each)} s from {few} to {many}" for few, many, each in growth(_alone(series))]
    return [f"- CPU of each further edition, with one worker: {', '.join(steps)}"] if steps else []


def _workers(series: Sequence[Built]) -> list[str]:
    """Two workers beside one, and Dask beside processes, for as many editions."""
    lines = []
    by_way = {(len(built.rows), built.workers, built.cluster): built for built in series}
    most = max(len(built.rows) for built in series)
    one, two, dask = (by_way.get((most, *way)) for way in ((1, False), (2, False), (2, True)))
    if one and two:
        lines.append(
            f"- two workers beside one, {most} editions: {one.run.wall / two.run.wall:.2f} × as fast"
        )
    if two and dask:
        lines.append(
            f"- Dask beside processes, two workers, {most} editions: {overhead(two, dask):+.1f} % time"
        )
    return lines


def _estimates(series: Sequence[Built]) -> list[str]:
    last = max(_alone(series), key=lambda built: len(built.rows))
    each = marginal(last)
    if each is None:
        return []
    once = base(last)
    times = [f"{_duration(estimate(once, each, EDITIONS, cores))} on {cores}" for cores in CORES]
    basis = f"{_said(once)} s once for each worker + {_said(each)} s × {EDITIONS} / cores"
    return [f"- estimate for {EDITIONS} editions: {', '.join(times)} cores ({basis})"]


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.1f} min"
