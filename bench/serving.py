"""How long `handbook serve` takes to show a changed sentence."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from statistics import median

PATIENCE = 60.0  # seconds until a page that never comes is given up


def seconds_until_shown(data: Path, page: str, sentence: str, rounds: int = 5) -> float:
    """Median of the seconds between a change of `sentence` in `data` and its being served at `page`.

    Raises:
        TimeoutError: where the page does not show the change.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "handbook", "serve", "--data", str(data.parent), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}/{page}"
        _wait(address, sentence)
        taken, shown = [], sentence
        for number in range(rounds):
            changed = f"{sentence} Round {number}."
            start = time.perf_counter()
            data.write_text(data.read_text(encoding="utf-8").replace(shown, changed), encoding="utf-8")
            _wait(address, changed)
            taken.append(time.perf_counter() - start)
            shown = changed
            time.sleep(1)
        return median(taken)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait(address: str, text: str) -> None:
    end = time.perf_counter() + PATIENCE
    while time.perf_counter() < end:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if text in answer.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(0.02)
    raise TimeoutError(f"{address} did not show “{text}” within {PATIENCE:.0f} s")
