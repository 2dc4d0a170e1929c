"""Processes that work for a print: what they answer, what they raise, and that nothing keeps them."""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from handbook.printing.worker_processes import Gone, Workers
from tests.site_builds import run

LARGE = b"x" * 5_000_000  # more than a pipe holds


def length(content: bytes) -> int:
    return len(content)


def process_number() -> int:
    return os.getpid()


def refuse() -> None:
    raise ValueError("no")


def die() -> None:
    os._exit(3)


def sleep(marker: str) -> None:
    Path(marker).write_text(str(os.getpid()), encoding="utf-8")
    time.sleep(600)


def alive(process: int) -> bool:
    try:
        return b"zombie" not in Path(f"/proc/{process}/status").read_bytes()
    except OSError:
        return False


def test_every_call_has_a_process_of_its_own(tmp_path: Path) -> None:
    with Workers(str(tmp_path), []) as workers:
        one, other = workers.ask(process_number), workers.ask(process_number)
        assert workers.ask(length, LARGE) == len(LARGE)
        assert len({one, other, os.getpid()}) == 3
        assert not alive(one)
        assert not alive(other)


def test_what_is_raised_there_is_raised_here(tmp_path: Path) -> None:
    with Workers(str(tmp_path), []) as workers, pytest.raises(ValueError, match="no"):
        workers.ask(refuse)


def test_a_process_that_dies_is_told_and_others_are_asked(tmp_path: Path) -> None:
    with Workers(str(tmp_path), []) as workers:
        with pytest.raises(Gone):
            workers.ask(die)
        assert workers.ask(process_number) != os.getpid()


def test_ending_waits_for_nobody(tmp_path: Path) -> None:
    """One process sleeps, others are about to begin with more than a pipe holds: all threads come back."""
    marker, gone = tmp_path / "asleep", []
    ended = threading.Event()

    def ask_on() -> None:
        while not ended.is_set():
            workers.ask(length, LARGE)

    with ThreadPoolExecutor(4) as threads:
        with Workers(str(tmp_path), []) as workers:
            asked = [threads.submit(workers.ask, sleep, str(marker))]
            asked += [threads.submit(ask_on) for _ in range(3)]
            while not marker.exists() or not marker.read_text(encoding="utf-8"):
                time.sleep(0.01)
        ended.set()
        for future in asked:
            error = future.exception(timeout=60)
            assert error is None or isinstance(error, Gone)
            gone.append(error)
        with pytest.raises(Gone):
            workers.ask(process_number)
    assert isinstance(gone[0], Gone)
    assert not alive(int(marker.read_text(encoding="utf-8")))


def test_they_work_where_the_folder_for_temporary_files_has_a_long_path(tmp_path: Path) -> None:
    folder = tmp_path / ("t" * 120)  # no socket has room in it
    folder.mkdir()
    code = (
        "import os; from handbook.printing.worker_processes import Workers\n"
        f"with Workers({str(folder)!r}, []) as workers: print(workers.ask(os.getpid) != os.getpid())"
    )
    done = run("-c", code, TMPDIR=str(folder))
    assert (done.stdout, done.stderr) == ("True\n", "")
