"""The command's side of the process that reads data and makes pages (`worker`)."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from handbook.resources import PACKAGE

_PATIENCE = 60.0  # seconds until a page that is asked for counts as one that cannot be made
_LAST = 10.0  # seconds that the process has to end by itself


class Maker:
    """A process that is running; what it says of saves and builds goes to `hear`, in a thread of its own."""

    def __init__(
        self, data: Path, docs: Path | None, folder: Path, address: str, hear: Callable[[Any], None]
    ):
        told = {
            "data": str(data),
            "docs": str(docs) if docs else "",
            "folder": str(folder),
            "address": address,
        }
        found = [str(PACKAGE.parent), os.environ.get("PYTHONPATH")]  # where this process found its code
        self._process = subprocess.Popen(
            [sys.executable, "-m", "macros.serving.worker", json.dumps(told)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, found)), "TMPDIR": str(folder)},
        )
        self._hear = hear
        self._asked: dict[int, tuple[threading.Event, list[Any]]] = {}
        self._number = 0
        self._lock = threading.Lock()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    @property
    def runs(self) -> bool:
        """Whether the process is still there."""
        return self._process.poll() is None

    def read(self, number: int) -> None:
        """Have the data read, as those of the save of a number."""
        self._order({"read": number})

    def build(self) -> None:
        """Have the whole site built of what was read last."""
        self._order({"build": True})

    def page(self, path: str) -> tuple[int, bytes | None]:
        """The page at a path, with the number of the save that it is of; None if it cannot be made."""
        answered, answer = threading.Event(), list[Any]()
        with self._lock:
            self._number += 1
            number = self._number
            self._asked[number] = answered, answer
        if self._order({"page": number, "path": path}):
            answered.wait(_PATIENCE)
        with self._lock:
            self._asked.pop(number, None)
        if not answer:
            return 0, None
        html = answer[0]["html"]
        return answer[0]["generation"], html.encode() if html is not None else None

    def end(self) -> None:
        """End the process, and with it a build that it runs."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(_LAST)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._listener.join()
        self._process.stdout.close()

    def _order(self, order: dict[str, Any]) -> bool:
        assert self._process.stdin is not None
        with self._lock:
            try:
                self._process.stdin.write(json.dumps(order).encode() + b"\n")
                self._process.stdin.flush()
            except (OSError, ValueError):  # it has ended
                return False
        return True

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            said = json.loads(line)
            if "page" in said:
                with self._lock:
                    answered, answer = self._asked.get(said["page"], (threading.Event(), []))
                answer.append(said)
                answered.set()
            else:
                self._hear(said)
        with self._lock:
            for answered, _ in self._asked.values():
                answered.set()
