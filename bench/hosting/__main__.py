"""`make bench-hosting`: requests a second from nginx, Apache and Caddy with the files of deploy/.

All on this machine: wrk, which asks, takes its share of the processor, so that a server alone does more.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.hosting.load import Load, NoLoad, loaded
from bench.reading.weights import fetched
from handbook.built_site.compressed import compress_site
from tests.hosting_kit import Host, hosted
from tools.servers import ALL

_VIEWS = 12  # pages of the mix that readers ask for


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure a built site; 1 if it is not there, or a server fails."""
    parser = argparse.ArgumentParser(prog="python -m bench.hosting", description=__doc__)
    parser.add_argument("site", type=Path, nargs="?", default=Path("site"))
    parser.add_argument("--seconds", type=int, default=5, help="of each run (default: 5)")
    parser.add_argument("--connections", type=int, default=16, help="at a time (default: 16)")
    options = parser.parse_args(arguments)
    if not any(fetched(options.site)):
        print(f"{options.site}: there is no built handbook; run `make` first", file=sys.stderr)
        return 1
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {options.connections} connections")
    print("| server | what | copies | requests/s | half within ms | 99 % within ms | MB/s | readers/min |")
    print("|---|---|---|---:|---:|---:|---:|---:|")
    try:
        for line in _lines(options.site, options.seconds, options.connections):
            print(line, flush=True)
    except NoLoad as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _lines(site: Path, seconds: int, connections: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="handbook-hosting-") as name:
        bare, packed = folders(site, Path(name))
        asked = targets(site)
        for server in ALL:
            for copies, folder in (("none", bare), ("gzip", packed)):
                with hosted(server, "", folder) as host:
                    for what, paths in asked.items():
                        load = loaded(
                            f"http://127.0.0.1:{host.port}",
                            paths,
                            seconds=seconds,
                            connections=connections,
                            encoding="gzip",
                        )
                        yield _line(host, what, copies, load, paths)


def folders(site: Path, below: Path) -> tuple[Path, Path]:
    """The site without compressed copies, whatever lies beside its files, and with all of them."""
    bare, packed = below / "bare", below / "packed"
    for folder in (bare, packed):
        shutil.copytree(site, folder, ignore=shutil.ignore_patterns("*.gz", "*.br"))
    compress_site(packed)
    return bare, packed


def targets(site: Path) -> dict[str, list[str]]:
    """What is asked for, by what it is: a page, the index of search, a PDF if any was printed, views."""
    pages = [each for each in fetched(site) if not each.page.endswith("404.html")]
    result = {"home": ["/"], "index of search": ["/search/index.js"]}
    printed = sorted((site / "pdf").glob("*.pdf"), key=lambda file: file.stat().st_size)
    if printed:
        result["PDF"] = [f"/pdf/{printed[len(printed) // 2].name}"]
    result["first views"] = [
        f"/{name}"
        for each in pages[:: -(-len(pages) // _VIEWS)]
        for name in (each.address, *each.styles, *each.scripts, *each.pictures)
    ]
    return result


def _line(host: Host, what: str, copies: str, load: Load, paths: Sequence[str]) -> str:
    views = sum(path.endswith("/") for path in paths) if what == "first views" else 0
    readers = f"{load.requests * 60 * views / len(paths):,.0f}" if views else ""
    return (
        f"| {host.name} | {what} | {copies} | {load.requests:,.0f} | {load.half:.1f} | {load.slowest:.1f} "
        f"| {load.bytes / 1e6:.1f} | {readers} |"
    )


if __name__ == "__main__":
    sys.exit(main())
