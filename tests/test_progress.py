"""How far long work is can be seen: a bar on a terminal, lines elsewhere, nothing if it is to be quiet."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.progress import SILENT
from tests.places import LIBRARIES, ROOT
from tests.site_builds import QUIET, run

UNDER_A_BAR = """
import sys, time
from handbook.cli.progress import shown
with shown(quiet=False) as progress:
    progress.step("work on 4 things", 4)
    for number in range(4):
        time.sleep(.3)
        progress.advance()
        if number == 1:
            print("a mistake", file=sys.stderr)
            print("a result")
    raise SystemExit("an end")
"""


def in_terminal(*command: str) -> tuple[int, str]:
    """Run Python on a terminal of 80 columns; its exit code and all that the terminal was sent."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **QUIET, "PYTHONPATH": str(ROOT), "COLUMNS": "80", "TERM": "xterm"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    said = b""
    try:
        while block := os.read(ours, 65536):
            said += block
    except OSError:  # Linux says so when nobody holds the other end any more
        pass
    os.close(ours)
    return process.wait(60), said.decode()


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A site whose pictures were made without a terminal, and what was told on standard output and error."""
    site = tmp_path_factory.mktemp("progress") / "site"
    done = run("-m", "handbook", "pictures", "--data", str(LIBRARIES), "--site-dir", str(site))
    assert done.returncode == 0, done.stderr
    return site, done.stdout, done.stderr


def test_without_a_terminal_each_step_is_a_line(told: tuple[Path, str, str]) -> None:
    _, out, error = told
    lines = error.splitlines()
    assert lines[0] == "read and check the data"
    assert re.fullmatch(r"render \d+ pages of the original language", lines[1])
    assert lines[2] == "write data files, texts and the index of search"
    assert lines[3] == "wait for the other languages and put the site in place"
    assert re.fullmatch(r"draw \d+ pictures", lines[4])
    assert len(lines) == 5
    assert not any(line in out for line in lines)


def test_what_has_not_changed_has_no_steps(told: tuple[Path, str, str]) -> None:
    done = run("-m", "handbook", "pictures", "--data", str(LIBRARIES), "--site-dir", str(told[0]))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("0 made, ")


def test_a_terminal_shows_a_bar_with_time_left_and_quiet_shows_none(told: tuple[Path, str, str]) -> None:
    command = ("-m", "handbook", "pictures", "--data", str(LIBRARIES), "--site-dir", str(told[0]), "--fresh")
    code, said = in_terminal(*command)
    assert code == 0, said
    assert re.search(r"draw \d+ pictures +\d+% \|.+\| \d\d:\d\d left", said), said
    assert re.search(r"\r *\r\d+ made, 0 unchanged", said), said  # the bar has gone
    code, said = in_terminal(*command, "--quiet")
    assert code == 0, said
    assert "draw" not in said
    assert "left" not in said
    assert re.match(r"\d+ made, 0 unchanged", said), said
    done = run(*command, "--quiet")
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_printed_while_there_is_a_bar_has_a_line_of_its_own() -> None:
    code, said = in_terminal("-c", UNDER_A_BAR)
    assert code == 1
    assert re.search(r"work on 4 things +50% \|.+\| \d\d:\d\d left", said), said
    for words in ("a mistake", "an end"):
        assert re.search(rf"\r *\r{words}\r\n", said), said
    assert re.search(r"\r *\ra result\r\n|\na result\r\n", said), said
    assert "work on" not in said[said.index("an end") :]


def test_nobody_is_told_where_nobody_waits(capsys: pytest.CaptureFixture[str]) -> None:
    SILENT.step("work", 3)
    SILENT.advance(2)
    SILENT.done()
    assert tuple(capsys.readouterr()) == ("", "")
