"""Renew the pinned requirements from pyproject.toml: exact versions, hashes, no registry address."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tools.lock_file import LOCKS, ROOT, locked


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Write the lock files and say what changed; where one cannot be resolved, all stay as they were."""
    parser = argparse.ArgumentParser(prog="python -m tools.lock", description=__doc__)
    parser.add_argument(
        *("--upgrade", "-U"),
        nargs="*",
        metavar="NAME",
        help="take the newest versions that pyproject.toml allows: of the named packages, or of all",
    )
    names: list[str] | None = parser.parse_args(arguments).upgrade
    upgraded = [re.sub(r"[-_.]+", "-", name).lower() for name in names or ()]
    before, old = _texts(root), locked(root)
    unknown = sorted(set(upgraded) - {name for name, _marker in old})
    if unknown:
        print(f"not locked: {', '.join(unknown)}; name packages of {', '.join(LOCKS)}", file=sys.stderr)
        return 2
    more = [f"--upgrade-package={name}" for name in upgraded] or ([] if names is None else ["--upgrade"])
    for lock, extra in LOCKS.items():
        code = subprocess.run(_command(lock, extra, more), cwd=root, check=False).returncode
        if code:
            for file, text in before.items():
                (root / file).write_text(text, encoding="utf-8")
            return code
    for line in _changes(old, locked(root)):
        print(line)
    return 0


def _texts(root: Path) -> dict[str, str]:
    files = {lock: root / lock for lock in LOCKS}
    return {lock: file.read_text(encoding="utf-8") for lock, file in files.items() if file.exists()}


def _command(lock: str, extra: str | None, more: Sequence[str]) -> list[str]:
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal"]
    command += ["--generate-hashes", "--no-emit-index-url", "--no-header"]
    command += ["--python-version", "3.11", "pyproject.toml", "--output-file", lock, *more]
    if extra:
        command += ["--extra", extra, "--constraints", "requirements.txt"]  # one version of each everywhere
    return command


def _changes(old: Mapping[tuple[str, str], str], new: Mapping[tuple[str, str], str]) -> Iterator[str]:
    for name, marker in sorted(old.keys() | new.keys()):
        was, now = old.get((name, marker)), new.get((name, marker))
        if was != now:
            yield f"{name}{f' ({marker})' * bool(marker)}: {was or 'new'} → {now or 'gone'}"


if __name__ == "__main__":
    sys.exit(main())
