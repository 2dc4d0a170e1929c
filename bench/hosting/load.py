"""Requests to a server on this machine by wrk, bounded in time and connections."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LONGEST, MOST_CONNECTIONS = 60, 256  # seconds of a run; more says nothing and burdens the machine
_UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4}
_SIZES = {"B": 1.0, "KB": 1e3, "MB": 1e6, "GB": 1e9}
# One after the other, so that every address is asked for equally often.
_SCRIPT = """local addresses = {%s}
local place = 0
request = function()
  place = place %% #addresses + 1
  return wrk.format("GET", addresses[place])
end
"""


class NoLoad(RuntimeError):
    """A run that tells nothing; the message says why."""


@dataclass(frozen=True)
class Load:
    """What a run told: requests and bytes a second, milliseconds within which half and 99 % were answered."""

    requests: float
    half: float
    slowest: float
    bytes: float


def loaded(address: str, paths: Sequence[str], *, seconds: int, connections: int, encoding: str) -> Load:
    """Ask for paths in turn as fast as the server answers; `address` is http://127.0.0.1:PORT.

    Raises:
        NoLoad: if the server is not on this machine, a bound is exceeded, or an answer was no success.
    """
    if not re.match(r"http://(127\.0\.0\.1|localhost|\[::1\])[:/]", f"{address}/"):
        raise NoLoad(f"{address} is not on this machine; only servers here are tried")
    if not (0 < seconds <= LONGEST and 0 < connections <= MOST_CONNECTIONS):
        raise NoLoad(f"a run takes at most {LONGEST} seconds with {MOST_CONNECTIONS} connections")
    with tempfile.TemporaryDirectory(prefix="handbook-load-") as name:
        script = Path(name) / "paths.lua"
        script.write_text(_SCRIPT % ", ".join(f'"{path}"' for path in paths), encoding="utf-8")
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", str(script)]
        command += ["-H", f"Accept-Encoding: {encoding}", address]
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 30, check=False)
    return told(done.stdout + done.stderr)


def told(said: str) -> Load:
    """What wrk tells of a run.

    Raises:
        NoLoad: if it tells of answers that were no success, or of none.
    """
    failed = re.search(r"Non-2xx.*|Socket errors.*", said)
    requests = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if failed or not requests:
        raise NoLoad(failed[0] if failed else f"wrk tells no figures: {said.strip()[:200]}")
    latency = dict(re.findall(r"^\s+(50|99)%\s+([\d.]+\w+)", said, re.MULTILINE))
    half, slowest = (_number(latency[share], _UNITS) for share in ("50", "99"))
    sent = re.search(r"Transfer/sec:\s+([\d.]+\w+)", said)
    return Load(float(requests[1]), half, slowest, _number(sent[1], _SIZES) if sent else 0.0)


def _number(written: str, units: dict[str, float]) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(\w+)", written).groups()  # type: ignore[union-attr]
    return float(number) * units[unit]
