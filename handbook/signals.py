"""Signals that end a command: from an administrator, and from a terminal that is closed."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
_PAUSE = 0.2  # seconds between two checks of the parent
_received: list[int] = []  # signals that are to end the command which is running


@contextmanager
def ending_tidily() -> Iterator[None]:
    """Let a signal end the command as Ctrl-C does, with all its processes and nothing left half-done.

    A signal that the caller has this process ignore stays ignored (`nohup`).

    Raises:
        KeyboardInterrupt: at Ctrl-C.
        SystemExit: at another signal, with its number as shells tell it.
    """

    def end(sign: int, _: object) -> None:
        _received.append(sign)
        end_if_asked()

    not_ignored = [sign for sign in _ENDING if signal.getsignal(sign) != signal.SIG_IGN]
    ended_before = {sign: signal.signal(sign, end) for sign in not_ignored}
    try:
        yield
    finally:
        for sign, before in ended_before.items():
            signal.signal(sign, before)
        try:
            end_if_asked()
        finally:
            _received.clear()


def end_if_asked() -> None:
    """End the command if a signal has asked for it, whatever became of the exception that was raised then.

    Code that is not Python may drop it: a library that looks an attribute up, for example.

    Raises:
        KeyboardInterrupt, SystemExit: as `ending_tidily`.
    """
    if _received:
        first = _received[0]
        raise KeyboardInterrupt if first == signal.SIGINT else SystemExit(128 + first)


def ignore_from_now_on() -> None:
    """Ignore signals that end a command: it is done, and Python removes temporary files."""
    for sign in _ENDING:
        signal.signal(sign, signal.SIG_IGN)


@contextmanager
def held_back() -> Iterator[Callable[[], object]]:
    """Delay signals that end a command until the end of the block, or until it calls what it is given.

    Python drops an exception that a signal handler raises during a fork.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    let_through = partial(signal.pthread_sigmask, signal.SIG_SETMASK, before)
    try:
        yield let_through
    finally:
        let_through()


def end_with(parent: int) -> None:
    """End this process at once if `parent`, which started it, has been killed.

    Windows does not report that: there it runs to its end.
    """

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_PAUSE)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
