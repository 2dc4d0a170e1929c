"""How long a tool that serves a project takes to show a changed sentence."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from statistics import median

from bench.books import Book
from bench.measure import settings
from bench.rounds import change, source
from bench.tools.tool import Tool

PATIENCE = 600.0  # seconds until a page that never comes is given up
ENOUGH = 60.0  # seconds after which no other round begins
_PAUSE = 1.0  # seconds that a hand takes until the next change, in which watchers come to rest


def seconds_until_shown(book: Book, tool: Tool, project: Path, work: Path, rounds: int = 5) -> float:
    """Median of the seconds between a change of the book's sentence and its being served.

    Raises:
        TimeoutError: where the page does not show the change.
    """
    kind, key, sentence = book.changed
    shutil.copytree(project, work)
    file = work / source(project, sentence)
    port = _free_port()
    place, command = tool.serving(work, port)
    process = subprocess.Popen(
        command,
        cwd=place,
        env=settings(work),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}/{tool.address(kind, key)}"
        shown = sentence
        _wait(address, "", process)
        taken: list[float] = []
        while len(taken) < rounds and sum(taken) < ENOUGH:
            time.sleep(_PAUSE)
            added = f"Tambahan ke-{len(taken) + 1}."
            changed = f"{sentence} {added}"
            start = time.perf_counter()
            change(file, shown, changed)
            _wait(address, added, process)  # links stand within the sentence, not within what is added
            taken.append(time.perf_counter() - start)
            shown = changed
        return median(taken)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        shutil.rmtree(work, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(address: str, text: str, process: subprocess.Popen[bytes]) -> None:
    end = time.perf_counter() + PATIENCE
    while time.perf_counter() < end:
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                if text in answer.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            if process.poll() is not None:
                raise TimeoutError(f"what serves {address} ended with {process.returncode}") from None
        time.sleep(0.02)
    raise TimeoutError(f"{address} did not show “{text}” within {PATIENCE:.0f} s")
