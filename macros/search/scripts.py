"""The scripts of search, from the modules in `search/`."""

from __future__ import annotations

from handbook.load import ROOT

_SOURCES = ROOT / "search"
WORKER = "assets/search/worker.js"
DIALOG = "assets/search/dialog.js"
PAGE = "assets/search/page.js"
MARKS = "assets/search/marks.js"
ENTRIES = {
    WORKER: _SOURCES / "engine" / "worker.js",
    DIALOG: _SOURCES / "page" / "dialog.js",
    PAGE: _SOURCES / "page" / "results_page.js",
    MARKS: _SOURCES / "page" / "marks.js",
}
