"""`make bench-reading`: what first views weigh, and how soon they are read and searched on slow lines."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.reading.lines import MOBILE, POOR, seconds_to_result, shown
from bench.reading.weights import table, views
from tests.browser_kit import FLAGS, serve
from tools.browser import launched

PAGES = ("", "s/3/", "t/a1/", "r/koordinator/", "d/ssk/", "p/pmu/", "ppsp/", "peralihan/", "cari/")
READ, QUERY = "s/3/", "buku putih"
LARGEST_PAINT, READABLE, FIRST_RESULT = 1000, 1.5, 3.0  # milliseconds; seconds on the poor line


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure a built site; 1 if it is not there."""
    parser = argparse.ArgumentParser(prog="python -m bench.reading", description=__doc__)
    parser.add_argument("site", type=Path, nargs="?", default=Path("site"))
    parser.add_argument("--pages", type=lambda text: text.split(","), default=PAGES, metavar="A/,B/")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--most", type=int, default=20, metavar="N", help="pages in the table of weights")
    options = parser.parse_args(arguments)
    found = views(options.site)
    if not found:
        print(f"{options.site}: there is no built handbook; run `make` first", file=sys.stderr)
        return 1
    print(table(found, options.most))
    print(f"\nLoad of the machine: {os.getloadavg()[0]:.1f}; above 1, times say little.\n")
    print(
        f"{MOBILE.name}: {MOBILE.speed * 8:.0f} kbit/s, {MOBILE.latency} ms, device {MOBILE.slowed}× slower"
    )
    with serve(options.site) as served, launched(FLAGS) as browser:
        for page in options.pages:
            seen = shown(browser, served.address + page, MOBILE, options.rounds)
            said = f"/{page}: first paint {seen.painted:.0f} ms, largest {seen.largest:.0f} ms"
            moved = f"shift {seen.shift:.4f} {_verdict(seen.shift, 0)}"
            print(f"{said} {_verdict(seen.largest, LARGEST_PAINT)}, {moved}", flush=True)
        print(f"{POOR.name}: {POOR.speed:.0f} kB/s, {POOR.latency} ms")
        read = shown(browser, served.address + READ, POOR, options.rounds).largest / 1000
        print(f"/{READ} readable after {read:.2f} s {_verdict(read, READABLE)}")
        result = seconds_to_result(browser, served.address + READ, POOR, QUERY)
        print(f"first result after {result:.2f} s {_verdict(result, FIRST_RESULT)}")
    return 0


def _verdict(figure: float, limit: float) -> str:
    return f"(aim: at most {limit:g}: {'reached' if figure <= limit else 'MISSED'})"


if __name__ == "__main__":
    sys.exit(main())
