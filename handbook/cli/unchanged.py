"""Whether a command has nothing to do since it last ended: known without reading the data.

What it needs is imported in a few hundredths of a second; reading the data takes a second.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib
import os
import time
from pathlib import Path
from typing import Any

from handbook.built_site.made_before import MadeBefore
from handbook.cli.folders import folders_of, region_of
from handbook.files import CACHE
from handbook.model.faults import Refusal

NOTHING_NEW = "nothing new to record"
_RECORDED = CACHE / "recorded"
_ODD = (Refusal, OSError, ValueError, RuntimeError)  # the last where links lead round in a circle

_OF_THE_RUN = ("run", "unchanged", "quiet", "fresh")  # what says nothing of what is made


def command_of(arguments: argparse.Namespace) -> str:
    """What was asked for."""
    return repr(sorted((key, str(value)) for key, value in vars(arguments).items() if key not in _OF_THE_RUN))


def tell_unchanged(arguments: argparse.Namespace) -> bool:
    """Whether a command has nothing to do; then it tells so. Whatever is odd is left to the command."""
    started = time.perf_counter()
    if arguments.fresh or arguments.only_list:
        return False
    said = None
    with contextlib.suppress(*_ODD):
        said = MadeBefore(arguments.site_dir, sources_of(arguments)).told(command_of(arguments))
    if said is None:
        return False
    first, *others = said
    print("\n".join([f"{first}, {time.perf_counter() - started:.1f} s", *others]))
    return True


def tell_built(arguments: argparse.Namespace) -> bool:
    """Whether a site is as new as its sources, and nothing else is in its folder; then it tells so."""
    with contextlib.suppress(*_ODD):
        said = _site_tool("up_to_date").told(arguments.site_dir, sources_of(arguments), arguments.strict)
        if said:
            print(said)
            return True
    return False


def tell_recorded(arguments: argparse.Namespace) -> bool:
    """Whether everything was recorded when it was last asked, and nothing has changed; then it tells so."""
    with contextlib.suppress(*_ODD):
        if _recorded(arguments).read_text(encoding="utf-8") == sources_of(arguments):
            print(NOTHING_NEW)
            return True
    return False


def remember_recorded(arguments: argparse.Namespace, sources: str) -> None:
    """Note that there is nothing to record of sources with this hash, taken before they were read."""
    with contextlib.suppress(OSError):
        _RECORDED.mkdir(parents=True, exist_ok=True)
        _recorded(arguments).write_text(sources, encoding="utf-8")


def _recorded(arguments: argparse.Namespace) -> Path:
    data, _ = folders_of(arguments)
    return _RECORDED / hashlib.sha256(os.fsencode(data.resolve())).hexdigest()


def sources_of(arguments: argparse.Namespace) -> str:
    """A hash of the data and prose that arguments name, and of all else that a site is made from.

    Raises:
        CommandError: as `folders_of`.
        OSError: if a file cannot be read.
    """
    return str(_site_tool("sources").sources_fingerprint(*folders_of(arguments), region_of(arguments)))


def _site_tool(module: str) -> Any:
    """A module of the site tool, imported by name: this package must not import it."""
    return importlib.import_module(f"macros.{module}")
