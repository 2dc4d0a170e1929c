"""A known vulnerability is told with file, line and remedy; that nobody could look is told as well.

The database is a small server of this machine, asked by the real pip-audit.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.places import ROOT
from tests.workflow_kit import WORKFLOWS, jobs, steps
from tools.audit import NOT_LOOKED, ask, main

LOCK = f"ink==2.0 \\\n    --hash=sha256:{'0' * 64}\n    # via handbook (pyproject.toml)\n"
LOCK += f"press==1.0 \\\n    --hash=sha256:{'1' * 64}\n    # via handbook (pyproject.toml)\n"
KNOWN = {
    "id": "GHSA-xxxx",
    "aliases": ["CVE-2026-1"],
    "summary": "It prints what it should not",
    "affected": [
        {
            "package": {"name": "press", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.1"}]}],
        }
    ],
}
UNMENDED = {**KNOWN, "affected": [{"package": {"name": "press", "ecosystem": "PyPI"}}]}


@contextmanager
def database(known: dict[str, Any], status: int = 200) -> Iterator[str]:
    """A database that knows vulnerabilities by package; its address."""

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            found = known.get(asked["package"]["name"])
            body = json.dumps({"vulns": [found]} if found else {}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "requirements.txt").write_text(LOCK, encoding="utf-8")
    (tmp_path / "requirements-dev.txt").write_text(LOCK, encoding="utf-8")
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return tmp_path


def test_that_nothing_is_known_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with database({}) as address:
        assert main(["--address", address], project) == 0
    assert capsys.readouterr() == ("no known vulnerability in 2 locked packages\n", "")


def test_a_known_vulnerability_is_told_with_its_place_and_remedy(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with database({"press": KNOWN}) as address:
        assert main(["--address", address], project) == 1
    said = "requirements.txt:4: press 1.0: It prints what it should not (CVE-2026-1, GHSA-xxxx); "
    said += "mended in 1.1: python -m tools.lock --upgrade press\n"
    assert capsys.readouterr() == ("", said)


def test_one_that_no_version_mends_is_told_too(project: Path) -> None:
    with database({"press": UNMENDED}) as address:
        (found,) = ask(project, address).findings
    assert "; no version mends it yet: do without it, or look whether it concerns us (NOT" in found


def test_one_that_does_not_concern_us_is_passed_over(project: Path) -> None:
    with database({"press": KNOWN}) as address:
        assert ask(project, address, {"GHSA-xxxx": "we never print that"}).findings == ()


@pytest.mark.parametrize("on_github", [False, True])
def test_that_nobody_could_look_is_told(
    on_github: bool, project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if on_github:
        monkeypatch.setenv("GITHUB_ACTIONS", "true")
    with database({}) as address:
        pass  # its port is closed from here on
    assert main(["--address", address], project) == 3
    out, err = capsys.readouterr()
    assert err == ""
    said, *more = out.splitlines()
    assert said.startswith("COULD NOT LOOK for known vulnerabilities: ")
    assert "Connection refused" in said
    assert said.endswith("run make audit where the database can be reached.")
    assert [line.partition("::COULD")[0] for line in more] == ["::warning title=No audit"] * on_github


def test_a_database_that_answers_with_an_error_was_not_looked_into(project: Path) -> None:
    with database({}, 503) as address:
        answer = ask(project, address)
    assert answer.findings == ()
    assert "503" in answer.not_looked[0]


def test_a_package_that_was_passed_by_was_not_looked_at(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """pip-audit itself ends well then, and says that no vulnerability is known."""
    told = {"dependencies": [{"name": "ink", "skip_reason": "ink was not found"}]}
    done = subprocess.CompletedProcess([], 0, json.dumps(told), "No known vulnerabilities found")
    monkeypatch.setattr("tools.audit.subprocess.run", lambda *_arguments, **_options: done)
    assert main([], project) == 3
    assert "COULD NOT LOOK for known vulnerabilities: ink was not found. " in capsys.readouterr().out


def test_workflows_fail_for_findings_and_show_that_nobody_could_look() -> None:
    verb = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"@$(BIN)/python -m tools.audit || [ $$? = {NOT_LOOKED} ]\n" in verb
    github, gitlab = (jobs(file)["audit"] for file in WORKFLOWS)
    assert steps(github) == ["make audit"]
    assert steps(gitlab)[-1] == ".venv/bin/python -m tools.audit"
    assert gitlab["allow_failure"] == {"exit_codes": [NOT_LOOKED]}
