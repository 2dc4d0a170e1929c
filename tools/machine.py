"""What a machine lacks: installed, by root on Debian and Ubuntu, or told in one sentence with what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

# Lists that could not be fetched are an error: what is not found afterwards would be no cause.
UPDATE = ("apt-get", "update", "-qq", "-o", "APT::Update::Error-Mode=any")
# Another installation that is running is waited for, two minutes at most.
INSTALL = ("apt-get", "install", "-y", "-qq", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120")


@dataclass(frozen=True)
class Lack:
    """Something that is not there, or does not work."""

    what: str
    packages: tuple[str, ...]
    """Packages of Debian and Ubuntu that bring it."""
    remedy: str
    """What to do where these packages do not help, as an instruction."""
    otherwise: tuple[str, ...] = ()
    """A command that brings it without those packages."""


class NotReady(RuntimeError):
    """The machine lacks something that could not be installed; the message says what to do."""


def ensure(look: Callable[[], Sequence[Lack]]) -> None:
    """Install what `look` finds to be lacking, and look again.

    Raises:
        NotReady: if something is lacking still.
    """
    lacks = look()
    tried, said = False, ""
    if lacks and may_install():
        tried, said = True, _install(lacks)
        lacks = look()
    others = [lack.otherwise for lack in lacks if lack.otherwise]
    if others:
        for command in others:
            run(command)
        lacks = look()
    if lacks:
        raise NotReady(_sentence(lacks, said, packages=not tried or bool(said)))


def may_install() -> bool:
    """Whether packages can be installed without asking anybody."""
    return _has_apt() and hasattr(os, "geteuid") and os.geteuid() == 0


def _has_apt() -> bool:
    return shutil.which("apt-get") is not None


def _install(lacks: Sequence[Lack]) -> str:
    """Install the packages, and return what went wrong, if anything did."""
    # The lists of packages may be there already, and asking for them anew takes long.
    if not run([*INSTALL, *_packages(lacks)]):
        return ""
    outdated = run(UPDATE)
    if not run([*INSTALL, *_packages(lacks)]):
        return ""
    # One package that is not to be had keeps apt-get from installing the others.
    said = [run([*INSTALL, *lack.packages]) for lack in lacks]
    return outdated or next(filter(None, said), "")


def _packages(lacks: Iterable[Lack]) -> list[str]:
    return [package for lack in lacks for package in lack.packages]


def run(command: Sequence[str]) -> str:
    """Run a command; what it says went wrong, if it failed."""
    print("$", *command, file=sys.stderr, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    except OSError as error:
        return str(error)
    return cause(done.stderr) or f"exit code {done.returncode}" if done.returncode else ""


def cause(text: str) -> str:
    """The line that tells why a command failed: apt-get's first error; of other commands the last line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return next((line for line in lines if line.startswith("E: ")), lines[-1] if lines else "")


def _sentence(lacks: Sequence[Lack], said: str, *, packages: bool) -> str:
    *others, last = (lack.what for lack in lacks)
    missing = f"this machine lacks {', '.join(others)} and {last}" if others else f"this machine lacks {last}"
    if not (packages and _has_apt()):
        return f"{missing}: {'; '.join(lack.remedy for lack in lacks)}"
    command = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(_packages(lacks))}"
    if said:
        return (
            f"{missing}, which could not be installed ({said}): once that is mended, run as root: {command}"
        )
    return f"{missing}: run as root: {command}"
