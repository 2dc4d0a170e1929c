"""Renew the pinned requirements from pyproject.toml: exact versions, hashes, no registry address."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    "requirements.txt": None,
    "requirements-dev.txt": "dev",
    "requirements-bench.txt": "bench",
    "requirements-handouts.txt": "handouts",
}


def main() -> int:
    """Write the lock files; --upgrade takes the newest versions that pyproject.toml allows."""
    for name, extra in LOCKS.items():
        command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal"]
        command += ["--generate-hashes", "--no-emit-index-url", "--no-header"]
        command += ["--python-version", "3.11", "pyproject.toml"]
        command += ["--output-file", name, *sys.argv[1:]]
        if extra:
            command += [
                "--extra",
                extra,
                "--constraints",
                "requirements.txt",
            ]  # one version of each everywhere
        done = subprocess.run(command, cwd=ROOT, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
