"""Dictionaries for the spelling check: finds them, or installs them, or says what to install.

`python -m tools.dictionaries` makes sure that the handbook's languages have one each and prints which.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from handbook.load import load
from handbook.spelling.dictionaries import NoSpelling, advice, find, package


def ensure(
    languages: Iterable[str],
    look: Callable[[str], Path | None] = find,
    run: Callable[[list[str]], bool] | None = None,
) -> list[Path]:
    """The dictionary of each language, installed where there was none.

    Raises:
        NoSpelling: where one could not be installed.
    """
    wanted = tuple(languages)
    missing = [code for code in wanted if look(code) is None]
    if missing:
        attempt = run or _run
        if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
            install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
            packages = list(map(package, missing))
            # The lists of packages may be there already, and asking for them anew takes long.
            if not attempt([*install, *packages]) and attempt(["apt-get", "update", "-qq"]):
                attempt([*install, *packages])
    files = {code: look(code) for code in wanted}
    missing = [code for code, file in files.items() if file is None]
    if missing:
        raise NoSpelling(advice(missing))
    return [file for file in files.values() if file]


def _run(command: list[str]) -> bool:
    print("$", " ".join(command), file=sys.stderr, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
    except OSError:
        return False
    return done.returncode == 0


def main() -> int:
    """Make sure that every language of the handbook has a dictionary; 1 where one has none."""
    try:
        for file in ensure(load().languages):
            print(file)
    except NoSpelling as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
