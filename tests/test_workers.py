"""What other processes do is what one would have done, and none outlives the one that waits for it."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from macros.workers import WorkerFailed, apart, in_parts
from tests.places import LIBRARIES
from tests.site_builds import build, prints, run

MANY_PROCESSORS = (
    "import os, sys; os.cpu_count = lambda: 8; "
    "from handbook.cli.main import main; sys.exit(main(sys.argv[1:]))"
)


@pytest.mark.parametrize("processes", [1, 2, 3, 7, 40])
def test_parts_come_back_in_their_order(processes: int) -> None:
    items = list(range(23))
    parts = list(in_parts(items, lambda part: [(item, os.getpid()) for item in part], processes))
    assert [item for part in parts for item, _ in part] == items
    own = {process for part in parts for _, process in part}
    assert len(own) == len(parts) and (os.getpid() in own) == (processes == 1)


def test_nothing_to_do_needs_no_process() -> None:
    assert list(in_parts([], lambda part: part, 4)) == [[]]


def test_a_process_that_fails_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    def work(part: list[int]) -> list[int]:
        if 5 in part:
            raise ValueError("five is too much")
        return part

    with pytest.raises(WorkerFailed):
        list(in_parts(list(range(8)), work, 3))
    assert "five is too much" in capfd.readouterr().err


def test_a_process_that_has_said_what_is_wrong_says_no_more(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(WorkerFailed):
        list(in_parts([1, 2], lambda part: sys.exit(len(part)), 2))
    assert capfd.readouterr().err == ""


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What runs the tests has threads, too."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def is_there(process: int) -> bool:
    """Whether there is a process of this number."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.usefixtures("alone")
def test_work_apart_is_done_by_another_process_whatever_its_result_weighs() -> None:
    def work() -> Iterator[Any]:
        yield os.getpid()
        yield "x" * 3_000_000
        yield None

    process, content, nothing = apart(work)
    assert process != os.getpid() and not is_there(process)
    assert (len(content), nothing) == (3_000_000, None)


@pytest.mark.usefixtures("alone")
def test_work_apart_goes_on_while_what_it_has_yielded_is_used(tmp_path: Path) -> None:
    def work() -> Iterator[str]:
        yield "begun"
        while not (tmp_path / "used").exists():
            time.sleep(0.01)
        yield "done"

    results = apart(work)
    assert next(results) == "begun"
    (tmp_path / "used").touch()
    assert list(results) == ["done"]


def test_beside_threads_no_process_is_forked() -> None:
    going_on = threading.Event()
    thread = threading.Thread(target=going_on.wait)
    thread.start()
    try:
        assert list(apart(lambda: iter([os.getpid()]))) == [os.getpid()]
    finally:
        going_on.set()
        thread.join()


def failing() -> Iterator[str]:
    yield "begun"
    raise ValueError("it is too much")


def without_memory() -> Iterator[str]:
    yield "begun"
    raise MemoryError


def killed() -> Iterator[str]:
    yield "begun"
    os.kill(os.getpid(), signal.SIGKILL)


def interrupted() -> Iterator[str]:
    yield "begun"
    os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize(
    ("work", "said"),
    [
        (failing, "ValueError: it is too much"),
        (without_memory, "there is not enough memory; close other programs, or give this one more"),
        (killed, ""),
        (interrupted, ""),
    ],
)
def test_work_apart_that_ends_before_it_is_done_is_told(
    work: Callable[[], Iterator[str]], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    results = apart(work)
    assert next(results) == "begun"
    with pytest.raises(WorkerFailed):
        next(results)
    heard = capfd.readouterr().err
    assert said in heard and bool(said) == bool(heard)
    assert ("Traceback" in heard) == (work is failing)


@pytest.mark.usefixtures("alone")
def test_no_work_goes_on_when_nobody_waits_for_it() -> None:
    def work() -> Iterator[int]:
        yield os.getpid()
        time.sleep(600)

    results = apart(work)
    process = next(results)
    assert is_there(process)
    del results
    assert not is_there(process)


@pytest.mark.usefixtures("alone")
def test_no_work_goes_on_when_the_one_that_waits_is_ended(tmp_path: Path) -> None:
    begun = tmp_path / "begun"

    def work() -> Iterator[int]:
        begun.write_text(str(os.getpid()), encoding="utf-8")
        os.kill(os.getppid(), signal.SIGALRM)
        time.sleep(600)
        yield 1

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, end)
    try:
        with pytest.raises(KeyboardInterrupt):
            next(apart(work))
    finally:
        signal.signal(signal.SIGALRM, before)
    assert not is_there(int(begun.read_text(encoding="utf-8")))


@pytest.mark.build
def test_a_site_built_by_many_processes_has_the_same_bytes(tmp_path: Path) -> None:
    one, many = tmp_path / "one", tmp_path / "many"
    one.mkdir()
    many.mkdir()
    build(one / "site", "--data", str(LIBRARIES), folder=one)
    done = run(
        "-c",
        MANY_PROCESSORS,
        "build",
        "--strict",
        "--data",
        str(LIBRARIES),
        "--site-dir",
        "site",
        folder=many,
    )
    assert done.returncode == 0, done.stderr
    assert prints(many / "site") == prints(one / "site")
