"""Signals that end a command: from an administrator, and from a terminal that is closed."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
_PAUSE = 0.2  # seconds between two checks of the parent


@contextmanager
def ending_tidily() -> Iterator[None]:
    """Let a signal end the command as Ctrl-C does, with all its processes and nothing left half-done.

    A signal that the caller has this process ignore stays ignored (`nohup`).
    """

    def end(sign: int, _: object) -> None:
        raise SystemExit(128 + sign)

    not_ignored = [sign for sign in _ENDING if signal.getsignal(sign) != signal.SIG_IGN]
    ended_before = {sign: signal.signal(sign, end) for sign in not_ignored}
    try:
        yield
    finally:
        for sign, before in ended_before.items():
            signal.signal(sign, before)


@contextmanager
def held_back() -> Iterator[None]:
    """Delay signals that end a command until the end of the block.

    Python drops an exception that a signal handler raises during a fork.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT, *_ENDING])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with(parent: int) -> None:
    """End this process at once if `parent`, which started it, has been killed.

    Windows does not report that: there it runs to its end.
    """

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_PAUSE)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
