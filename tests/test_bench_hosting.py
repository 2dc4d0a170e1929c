"""The benchmark of hosts asks this machine alone, within bounds, and tells what wrk tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.hosting.__main__ import folders, main, targets
from bench.hosting.load import Load, NoLoad, loaded, told

SAID = """Running 2s test @ http://127.0.0.1:8000
  1 threads and 16 connections
  Latency Distribution
     50%  850.00us
     75%    1.20ms
     90%    3.00ms
     99%    1.50s
  17190 requests in 2.00s, 135.10MB read
Requests/sec:   8593.16
Transfer/sec:     67.54MB
"""


def test_figures_are_read_with_their_units() -> None:
    assert told(SAID) == Load(8593.16, 0.85, 1500.0, 67_540_000.0)


@pytest.mark.parametrize(
    "said",
    [
        SAID + "  Non-2xx or 3xx responses: 7\n",
        SAID + "  Socket errors: connect 0, read 1, write 0, timeout 0\n",
        "unable to connect to 127.0.0.1:1 Connection refused\n",
    ],
)
def test_a_run_with_failures_tells_no_figures(said: str) -> None:
    with pytest.raises(NoLoad, match=r"Non-2xx or 3xx responses: 7|Socket errors|Connection refused"):
        told(said)


@pytest.mark.parametrize("address", ["http://example.org", "http://10.0.0.1", "http://127.0.0.1.example.org"])
def test_no_other_machine_is_asked(address: str) -> None:
    with pytest.raises(NoLoad, match="is not on this machine"):
        loaded(address, ["/"], seconds=1, connections=1, encoding="gzip")


@pytest.mark.parametrize(("seconds", "connections"), [(0, 1), (61, 1), (1, 0), (1, 257)])
def test_a_run_is_bounded(seconds: int, connections: int) -> None:
    with pytest.raises(NoLoad, match="at most 60 seconds with 256 connections"):
        loaded("http://127.0.0.1:9", ["/"], seconds=seconds, connections=connections, encoding="gzip")


def test_what_is_asked_for_is_there(site: Path) -> None:
    asked = targets(site)
    assert set(asked) == {"home", "index of search", "first views"}
    paths = [path for paths in asked.values() for path in paths]
    assert 8 <= sum(path.endswith("/") for path in asked["first views"]) <= 12
    for path in paths:
        file = site / path.lstrip("/")
        assert (file / "index.html" if path.endswith("/") else file).is_file(), path


def test_copies_that_are_there_already_are_not_measured_as_none(site: Path, tmp_path: Path) -> None:
    _, packed = folders(site, tmp_path / "once")
    assert (packed / "index.html.gz").is_file()
    bare, again = folders(packed, tmp_path / "twice")
    assert not [*bare.rglob("*.gz"), *bare.rglob("*.br")]
    assert (again / "index.html.gz").read_bytes() == (packed / "index.html.gz").read_bytes()


def test_a_site_that_is_not_built_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 1
    assert "run `make` first" in capsys.readouterr().err


@pytest.mark.servers
def test_every_server_is_measured(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(site), "--seconds", "1", "--connections", "4"]) == 0
    lines = [line.split(" | ") for line in capsys.readouterr().out.splitlines() if line.startswith("| ")]
    rows = [line for line in lines if line[0] in ("| nginx", "| Apache", "| Caddy")]
    assert len(rows) == 3 * 2 * 3
    assert all(float(row[3].replace(",", "")) > 0 for row in rows)
