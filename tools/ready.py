"""`python -m tools.ready NEED…` makes sure that this machine has what a verb needs, or says what to do."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from handbook.spelling.dictionaries import NoSpelling
from tools import browser, dictionaries, servers
from tools.machine import Lack, NotReady, ensure

NEEDS: dict[str, Callable[[], Sequence[Lack]]] = {
    "browser": browser.lacks,
    "dictionaries": dictionaries.lacks,
    "servers": servers.lacks,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Make sure of what is named; 1 if something is lacking still."""
    parser = argparse.ArgumentParser(prog="python -m tools.ready", description=__doc__)
    parser.add_argument("needs", nargs="+", choices=NEEDS, metavar="NEED", help=", ".join(NEEDS))
    needs: list[str] = parser.parse_args(arguments).needs
    try:
        if "browser" in needs:
            browser.hasten()
        ensure(lambda: [lack for need in needs for lack in NEEDS[need]()])
    except (NotReady, NoSpelling) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
