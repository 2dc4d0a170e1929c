"""`make bench-search`: this build's search and Material's stock search on the same pages, in the same run."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from bench.measure import run
from bench.searching import grown, judged, stock
from bench.searching.dialog import opened
from handbook.localised import locales
from handbook.source.load import load, read
from tests.browser_kit import FLAGS, Served, serve
from tools.browser import launched

ROOT = Path(__file__).resolve().parent.parent.parent
SLOWED = 4
TIMES = 20
# What is typed letter by letter where keystrokes are timed.
TYPED = {
    "id": ["menyusun buku putih", "pengoordinasian", "kordinator", "siapa yang menetapkan tugas lain"],
    "en": ["white book", "coordinating", "who sets additional tasks", "memorandm"],
}
AIMS = {"id": (0.90, 0.97), "en": (0.92, 0.0)}


def answers(
    browser: Browser, served: Served, queries: list[judged.Query], languages: tuple[str, ...]
) -> list[tuple[judged.Query, list[str]]]:
    """Every query with the pages that the dialog shows for it."""
    result = []
    editions = locales(read(ROOT / "data", ROOT / "docs"))
    for language in languages:
        with opened(browser, _root(served, language, languages)) as dialog:
            mine = [query for query in queries if query.language == language]
            result += [(q, judged.whole_pages(editions[language], dialog.ask(q.text))) for q in mine]
    return result


@dataclass(frozen=True)
class Weight:
    """Compressed bytes until the first result: all, and what only search needs (script, worker, index)."""

    whole: int
    search: int


def weight(browser: Browser, served: Served, root: str, query: str) -> Weight:
    """What is sent from opening the first page until the first result is shown."""
    served.sent.clear()
    with opened(browser, root) as dialog:
        dialog.ask(query)
        sent = list(served.sent)
    of_search = [size for path, size in sent if re.search(r"/search|bundle|workers", path)]
    return Weight(sum(size for _, size in sent), sum(of_search))


def keystrokes(browser: Browser, root: str, texts: list[str]) -> tuple[float, list[float]]:
    """Milliseconds until the index is ready, and of each keystroke while `texts` are typed, slowed."""
    with opened(browser, root, SLOWED) as dialog:
        ready = float(dialog.times()["ready"])
        for text in texts:
            for end in range(1, len(text) + 1):
                if text[:end].strip() == text[:end]:
                    dialog.ask(text[:end])
        return ready, [float(taken) for taken in dialog.times()["answers"]]


def table(names: list[str], results: dict[str, list[tuple[judged.Query, list[str]]]]) -> str:
    """R@1, R@5 and MRR by language and kind, for every search."""
    lines = [f"{'':22}" + "".join(f"{name:>34}" for name in names)]
    lines.append(f"{'':22}" + "".join(f"{'R@1   R@5   MRR  empty':>34}" for _ in names))
    groups = Counter((query.language, kind) for query, _ in results[names[0]] for kind in ("", query.kind))
    for (language, kind), number in sorted(groups.items()):
        row = f"{language} {kind or 'all':12}{number:>6} "
        for name in names:
            held = [a for a in results[name] if a[0].language == language and kind in ("", a[0].kind)]
            score = judged.score(held)
            row += f"{score.first:>17.3f} {score.five:.3f} {score.mrr:.3f} {score.empty:>4}"
        lines.append(row)
    return "\n".join(lines)


def main() -> int:
    """Build both ways, ask both, print what was found and how long it took."""
    parser = argparse.ArgumentParser(prog="python -m bench.searching", description=__doc__)
    parser.add_argument("--queries", type=Path, nargs="*", default=[], help="files of judged queries")
    parser.add_argument("--no-times", action="store_true", help="leave out weights and times")
    options = parser.parse_args()
    queries = judged.read(*options.queries)
    languages = load().languages
    with (
        tempfile.TemporaryDirectory(prefix="handbook-bench-search-") as name,
        launched(FLAGS) as browser,
    ):
        folder = Path(name)
        sites = {"ours": folder / "ours", "stock": folder / "stock"}
        os.environ["SITE_URL"] = "https://example.org/"
        run([sys.executable, "-m", "handbook", "build", "--strict", "--site-dir", str(sites["ours"])], ROOT)
        stock.build(sites["ours"], languages, sites["stock"], folder / "work")
        results = {}
        for way, site in sites.items():
            with serve(site) as served:
                results[way] = answers(browser, served, queries, languages)
        print(table(list(sites), results), flush=True)
        for language, (first, five) in AIMS.items():
            score = judged.score([a for a in results["ours"] if a[0].language == language])
            reached = score.first >= first and score.five >= five
            print(f"aim {language}: R@1 {first}, R@5 {five or '-'}: {'reached' if reached else 'MISSED'}")
        if not options.no_times:
            _weights(browser, sites, languages)
            _times(browser, sites, languages, "the handbook")
            editions = locales(read(ROOT / "data", ROOT / "docs"))
            for way, site in sites.items():
                for language in languages:
                    folder = site if language == languages[0] else site / language
                    if way == "ours":
                        grown.grow_ours(folder, editions[language], TIMES)
                    else:
                        grown.grow_stock(folder, TIMES)
                print(f"{way}: grown to {TIMES} times the content", flush=True)
            _times(browser, sites, languages, f"{TIMES} times the content")
        shutil.rmtree(folder / "work", ignore_errors=True)
    return 0


def _weights(browser: Browser, sites: dict[str, Path], languages: tuple[str, ...]) -> None:
    for language in languages:
        result = {}
        for way, site in sites.items():
            with serve(site) as served:
                result[way] = weight(browser, served, _root(served, language, languages), TYPED[language][0])
        ours, other = result["ours"], result["stock"]
        for what in ("search", "whole"):
            mine, theirs = getattr(ours, what), getattr(other, what)
            named = "script, worker and index" if what == "search" else "with the first page"
            print(
                f"{language}: compressed until the first result, {named}: "
                f"ours {mine / 1000:.1f} kB, stock {theirs / 1000:.1f} kB; ratio {mine / theirs:.3f}",
                flush=True,
            )


def _times(browser: Browser, sites: dict[str, Path], languages: tuple[str, ...], what: str) -> None:
    for language in languages:
        for way, site in sites.items():
            with serve(site) as served:
                ready, taken = keystrokes(browser, _root(served, language, languages), TYPED[language])
            print(
                f"{language} {way:6} {what}, processor slowed {SLOWED} times: "
                f"index ready after {ready:.0f} ms; "
                f"keystroke median {median(taken):.0f} ms, longest {max(taken):.0f} ms of {len(taken)}",
                flush=True,
            )


def _root(served: Served, language: str, languages: tuple[str, ...]) -> str:
    return served.address + ("" if language == languages[0] else f"{language}/")


if __name__ == "__main__":
    sys.exit(main())
