"""Shows on standard error how far long work is: a bar with time left on a terminal, else a line a step."""

from __future__ import annotations

import contextlib
import io
import shutil
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from handbook.progress import SILENT, Progress

if TYPE_CHECKING:
    from tqdm import tqdm

_DELAY = 0.4  # seconds; what is done sooner needs no bar
_FORMAT = "{desc}  {percentage:3.0f}% |{bar}| {remaining} left"
_UNKNOWN = "{desc}  {elapsed}"  # of a step that does not know its length


@contextlib.contextmanager
def shown(*, quiet: bool) -> Iterator[Progress]:
    """Progress to be handed to what takes long: on the terminal, line by line, or `quiet`."""
    if quiet:
        yield SILENT
    elif sys.stderr.isatty():
        with _bar() as bar:
            yield bar
    else:
        yield _Lines()


class _Lines(Progress):
    """One line for each step, when it begins."""

    def step(self, name: str, total: float = 0) -> None:  # noqa: ARG002
        print(name, file=sys.stderr, flush=True)


class _Bar(Progress):
    """A bar in the last line of the terminal, which makes way for whatever else is printed."""

    def __init__(self, terminal: TextIO):
        self._terminal = terminal
        self._bar: tqdm[None] | None = None
        self._in_line = False

    def step(self, name: str, total: float = 0) -> None:
        from tqdm import tqdm  # late: most commands need none

        tqdm.monitor_interval = 0  # no thread beside us: the build forks
        self.done()
        self._bar = tqdm(
            desc=name,
            total=total or None,
            file=self._terminal,
            leave=False,
            delay=_DELAY,
            bar_format=_FORMAT if total else _UNKNOWN,
            ncols=shutil.get_terminal_size().columns - 1,  # also of terminals that do not know their width
        )

    def advance(self, amount: float = 1) -> None:
        if self._bar is not None:
            self._bar.update(amount)
            self._in_line = True

    def done(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar, self._in_line = None, False

    def make_way(self) -> None:
        """Clear the line of the bar; it comes again when the step advances."""
        if self._bar is not None and self._in_line:
            self._bar.clear()
            self._in_line = False  # what is written now, perhaps in parts, must stay


class _Beside(io.TextIOBase):
    """A stream of a terminal that has a bar: what is written stands above the bar."""

    def __init__(self, stream: TextIO, bar: _Bar):
        self._stream, self._bar = stream, bar

    def write(self, text: str) -> int:
        self._bar.make_way()
        return self._stream.write(text)

    def flush(self) -> None:
        self._stream.flush()

    def isatty(self) -> bool:
        return self._stream.isatty()

    def fileno(self) -> int:
        return self._stream.fileno()


@contextlib.contextmanager
def _bar() -> Iterator[Progress]:
    bar = _Bar(sys.stderr)
    with contextlib.ExitStack() as stack:
        stack.callback(bar.done)
        if sys.stdout.isatty():
            stack.enter_context(contextlib.redirect_stdout(_Beside(sys.stdout, bar)))
        stack.enter_context(contextlib.redirect_stderr(_Beside(sys.stderr, bar)))
        yield bar
