"""`make bench-print`: the Indonesian book and the whole set, with the same book made in other ways."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench.measure import Failed, Run, medians, run
from bench.printing.others import STYLE, installed
from handbook.localised import locales
from handbook.outputs.printed import plan
from handbook.printing.book import book
from handbook.printing.document import Library
from handbook.printing.handouts.to_html import to_html
from handbook.printing.site_pages import SitePages
from handbook.source.load import Dataset, read

ROOT = Path(__file__).resolve().parents[2]
AIM_BOOK, AIM_ALL, AIM_MEMORY = 2.0, 20.0, 500.0  # seconds, seconds, MB


def main() -> int:
    """Measure as the arguments say, into a folder that goes afterwards."""
    parser = argparse.ArgumentParser(prog="python -m bench.printing", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="rounds of each; medians are told")
    rounds: int = parser.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="handbook-bench-print-") as name:
        folder = Path(name)
        site = folder / "site"
        ours = [sys.executable, "-m", "handbook"]
        run([*ours, "build", "--site-dir", str(site)], ROOT)
        dataset = read(ROOT / "data", ROOT / "docs")
        assert dataset.programme is not None
        code = dataset.programme.languages[0]
        printing = [*ours, "print", "--site-dir", str(site), "--fresh"]
        ways = {"ours": [*printing, f"handbook.{code}.pdf"]}
        source = _write_html(dataset, site, code, folder / "book.html")
        for way in installed():
            ways[way] = [
                sys.executable,
                "-m",
                "bench.printing.others",
                way,
                str(source),
                str(folder / f"{way}.pdf"),
            ]
        runs: dict[str, list[Run]] = {way: [] for way in ways}
        for number in range(rounds):
            for way in sorted(ways, reverse=bool(number % 2)):  # no way always goes first
                try:
                    runs[way].append(run(ways[way], ROOT))
                except Failed as error:
                    print(f"{way}: {str(error).splitlines()[-1]}")
        book_run = medians(runs["ours"])
        print(f"the book in `{code}`, from the built site to the file in place:")
        for way, measured in runs.items():
            if measured:
                result = medians(measured)
                share = f"{book_run.wall / result.wall:.2f}, {book_run.memory / result.memory:.2f}"
                print(f"  {way:12}{result.wall:8.2f} s{result.memory:8.0f} MB   ours to this: {share}")
        everything = medians([run(printing, ROOT) for _ in range(rounds)])
        count = len(plan(dataset.programme))
        text = f"{everything.wall:.2f} s, {everything.memory:.0f} MB in all processes together"
        print(f"all {count} editions: {text}")
        again = medians([run(printing[:-1], ROOT) for _ in range(rounds)])
        print(f"all {count} editions when nothing has changed: {again.wall:.2f} s")
        _aim("the book", book_run.wall, AIM_BOOK, "s")
        _aim("the whole set", everything.wall, AIM_ALL, "s")
        _aim("memory of the whole set", everything.memory, AIM_MEMORY, "MB")
    return 0


def _aim(what: str, measured: float, aim: float, unit: str) -> None:
    print(f"aim: {what} at most {aim:.0f} {unit}: {'reached' if measured <= aim else 'MISSED'}")


def _write_html(dataset: Dataset, site: Path, code: str, file: Path) -> Path:
    """The book as one HTML file, for the other ways."""
    locale = locales(dataset)[code]
    library = Library(locale, SitePages(site, locale))
    html = to_html(book(library), library)
    file.write_text(
        html.replace("<head>", f"<head><title>Book</title><style>{STYLE}</style>"), encoding="utf-8"
    )
    return file


if __name__ == "__main__":
    sys.exit(main())
