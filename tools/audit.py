"""`python -m tools.audit` asks for known vulnerabilities of everything that is locked, at https://osv.dev/.

It ends with 0 where none is known, with 1 where one is, and with 3 where it could not look, which it says.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.lock_file import LOCKS, ROOT, Pin, pins
from tools.machine import cause

FOUND, NOT_LOOKED = 1, 3
OSV = "https://api.osv.dev/v1/query"
_ERROR = re.compile(r"^(?:ERROR:)?[\w.]+: (\S.*)$", re.MULTILINE)
NOT_CONCERNED: Mapping[str, str] = {}
"""Advisories that do not concern us, by number, each with the reason."""


@dataclass(frozen=True)
class Answer:
    """Findings, each with file, line and what to do, and why something could not be looked at."""

    findings: tuple[str, ...] = ()
    not_looked: tuple[str, ...] = ()


def ask(root: Path = ROOT, address: str = OSV, passed_over: Mapping[str, str] = NOT_CONCERNED) -> Answer:
    """Ask the database at `address` about all pins of a project."""
    files = [part for lock in LOCKS if (root / lock).exists() for part in ("--requirement", lock)]
    command = [sys.executable, "-m", "pip_audit", *files, "--require-hashes", "--disable-pip"]
    command += ["--vulnerability-service", "osv", "--osv-url", address]
    command += ["--format", "json", "--progress-spinner", "off"]
    command += [part for number in passed_over for part in ("--ignore-vuln", number)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    try:
        told: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return Answer(not_looked=(_cause(done.stderr) or f"pip-audit ended with {done.returncode}",))
    first: dict[str, Pin] = {}
    for pin in pins(root):
        first.setdefault(pin.name, pin)
    return Answer(
        tuple(finding for one in told for finding in _findings(one, first)),
        tuple(one["skip_reason"] for one in told if "skip_reason" in one),
    )


def _cause(said: str) -> str:
    """The last error with a message that a program told of."""
    errors = _ERROR.findall(said)
    return errors[-1] if errors else cause(said)


def _findings(one: Mapping[str, Any], first: Mapping[str, Pin]) -> Iterator[str]:
    name, pin = one["name"], first[one["name"]]
    for known in one.get("vulns", ()):
        numbers, mended = ", ".join([known["id"], *known["aliases"]]), ", ".join(known["fix_versions"])
        what = f"{pin.lock}:{pin.line}: {name} {one['version']}: {known['description']} ({numbers})"
        remedy = "do without it, or look whether it concerns us (NOT_CONCERNED in tools/audit.py)"
        if mended:
            yield f"{what}; mended in {mended}: python -m tools.lock --upgrade {name}"
        else:
            yield f"{what}; no version mends it yet: {remedy}"


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Say what is known, and what could not be looked at."""
    parser = argparse.ArgumentParser(prog="python -m tools.audit", description=__doc__)
    parser.add_argument("--address", default=OSV, help="of another database that answers as OSV does")
    answer = ask(root, parser.parse_args(arguments).address)
    for finding in answer.findings:
        print(finding, file=sys.stderr)
    for number, reason in NOT_CONCERNED.items():
        print(f"passed over: {number}: {reason}")
    if answer.not_looked:
        said = f"COULD NOT LOOK for known vulnerabilities: {'; '.join(answer.not_looked)}"
        print(f"{said}. Nothing is known of them now; run make audit where the database can be reached.")
        if os.environ.get("GITHUB_ACTIONS"):  # shown on the page of the run
            print(f"::warning title=No audit::{said}")
    elif not answer.findings:
        print(f"no known vulnerability in {len({pin.name for pin in pins(root)})} locked packages")
    return FOUND if answer.findings else NOT_LOOKED if answer.not_looked else 0


if __name__ == "__main__":
    sys.exit(main())
