"""`make bench`: this project and a naive build, interleaved, as medians and ratios."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

from bench import naive, programme, serving
from bench.measure import Run, medians, run

ROOT = Path(__file__).resolve().parent.parent
AIMS = {"small": 0.6, "medium": 0.3}
LONG = 60.0  # seconds of a naive build beyond which two rounds must do


def compare(size: programme.Size, folder: Path, rounds: int) -> tuple[Run, Run]:
    """Build both ways, one after the other in each round; medians of ours and of the naive build."""
    data, plain = folder / "data", folder / "naive"
    programme.write(size, data)
    naive.write(size, plain)
    ways = {
        "ours": ([sys.executable, "-m", "handbook", "build", "--data", str(data), "--site-dir"], ROOT),
        "naive": ([sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir"], plain),
    }
    runs: dict[str, list[Run]] = {name: [] for name in ways}
    for number in range(rounds):
        for name in sorted(ways, reverse=bool(number % 2)):  # neither way always goes first
            command, where = ways[name]
            target = folder / f"site-{name}"
            shutil.rmtree(target, ignore_errors=True)
            runs[name].append(run([*command, str(target)], where))
        if number == 1 and rounds > 2 and runs["naive"][0].wall > LONG:
            print(f"  two rounds, since a naive build takes more than {LONG:.0f} s", flush=True)
            break
    for name in ways:
        pages = sum(1 for _ in (folder / f"site-{name}").rglob("index.html"))
        print(f"  {name:6} {pages} pages, {len(runs[name])} rounds", flush=True)
    return medians(runs["ours"]), medians(runs["naive"])


def report(size: programme.Size, ours: Run, other: Run) -> str:
    """The medians of both and their ratios, as lines for people."""
    rows = [f"{size.name}: {size.pages} records with a page, {size.terms} terms, two languages"]
    rows.append(f"  {'':18}{'ours':>10}{'naive':>10}{'ratio':>8}")
    for name, unit in (("wall", "s"), ("cpu", "s"), ("memory", "MB")):
        mine, theirs = getattr(ours, name), getattr(other, name)
        ratio = f"{mine / theirs:>8.2f}" if theirs else "     n/a"
        rows.append(f"  {name + ', ' + unit:18}{mine:>10.2f}{theirs:>10.2f}{ratio}")
    share = ours.wall / other.wall
    rows.append(
        f"  aim: wall ratio at most {AIMS[size.name]}: {'reached' if share <= AIMS[size.name] else 'MISSED'}"
    )
    return "\n".join(rows)


def main() -> int:
    """Measure as the arguments say, each build into an empty folder."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--size", choices=[*programme.SIZES, "all"], default="all")
    parser.add_argument("--rounds", type=int, default=5, help="rounds for each size; two where one is long")
    parser.add_argument("--no-serve", action="store_true", help="leave out how long serve takes")
    options = parser.parse_args()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="handbook-bench-") as name:
        folder = Path(name)
        for size in programme.SIZES.values():
            if options.size in (size.name, "all"):
                print(report(size, *compare(size, folder / size.name, options.rounds)), flush=True)
        if not options.no_serve:
            size = programme.SIZES["small"]
            programme.write(size, folder / "served")
            sentence = str(programme.programme(size)["tasks"]["T1"]["summary"]["id"])
            taken = serving.seconds_until_shown(folder / "served" / "programme.yaml", "t/t1/", sentence)
            print(f"serve: a changed sentence is shown after {taken:.2f} s (aim: 2 s)")
    print(f"measured in {time.perf_counter() - started:.0f} s; memory: peak of all processes of a build")
    print("ours also has overviews and the other language on each page; the naive build has neither")
    return 0


if __name__ == "__main__":
    sys.exit(main())
