"""The process that builds editions: it reads inputs and tasks as pickles, and answers each task."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys

from handbook.region_builds.work import Inputs
from macros.regions.worker import build_edition


def main() -> None:
    """Build what is asked for until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command, whose end is the end of this
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what others print is no answer
    inputs: Inputs | None = None
    while True:
        try:
            given = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        if isinstance(given, Inputs):
            inputs = given
            continue
        assert inputs is not None, "the inputs come first"
        pickle.dump(build_edition(inputs, given), answers)
        answers.flush()


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        main()
