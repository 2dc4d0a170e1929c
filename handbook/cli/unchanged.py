"""Whether a command has nothing to do since it last ended: known without reading the data.

What it needs is imported in a few hundredths of a second; reading the data takes a second.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import time

from handbook.built_site.made_before import MadeBefore
from handbook.cli.folders import folders_of
from handbook.model.faults import Refusal

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
    with contextlib.suppress(Refusal, OSError, ValueError):
        data, docs = folders_of(arguments)
        # Imported by name: this package must not import the site tool.
        sources = importlib.import_module("macros.sources").sources_fingerprint(data, docs)
        said = MadeBefore(arguments.site_dir, sources).told(command_of(arguments))
    if said is None:
        return False
    first, *others = said
    print("\n".join([f"{first}, {time.perf_counter() - started:.1f} s", *others]))
    return True
