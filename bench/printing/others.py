"""The same book through Chromium or WeasyPrint: `python -m bench.printing.others WAY HTML PDF`."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

STYLE = """
@page { size: A4; margin: 20mm }
body { font: 10.5pt serif }
h1 { break-before: page }
h1, h2, h3, h4 { break-after: avoid; font-family: sans-serif }
table { border-collapse: collapse; font-size: 9pt; width: 100% }
td, th { border-bottom: .4pt solid; padding: 1mm }
"""


def installed() -> list[str]:
    """The ways that can be gone on this machine."""
    ways = ["chromium"] if importlib.util.find_spec("playwright") else []
    return ways + (["weasyprint"] if importlib.util.find_spec("weasyprint") else [])


def main(way: str, source: str, out: str) -> int:
    """Make a PDF of the HTML file `source`."""
    if way == "weasyprint":
        weasyprint = importlib.import_module("weasyprint")
        weasyprint.HTML(source).write_pdf(out, pdf_variant="pdf/ua-1")
        return 0
    from tools.browser import launched

    with launched() as browser:
        page = browser.new_page()
        page.goto(Path(source).resolve().as_uri())
        page.pdf(path=out, format="A4", tagged=True, outline=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
