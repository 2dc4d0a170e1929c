"""A command ends when a signal asks for it, also where a library has dropped what Python raised for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from handbook.archives import pack
from handbook.signals import end_if_asked, ending_tidily
from handbook.source_date import date_of
from tests.places import LIBRARIES, ROOT
from tests.site_builds import HEARING_SIGNALS, QUIET

# A build that is asked to end where the exception is lost, as in a library that is not Python.
DROPPED = """
import os, signal, sys
from contextlib import suppress
from {module} import {owner}

held = {owner}.{name}

def asked(*given, **named):
    with suppress(SystemExit, KeyboardInterrupt):
        os.kill(os.getpid(), signal.{sign})
    return held(*given, **named)

{owner}.{name} = asked
from handbook.__main__ import run
sys.exit(run())
"""


def process(code: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Python code that was run with words after it."""
    return subprocess.run(
        [*HEARING_SIGNALS, sys.executable, "-c", code, *words],
        cwd=ROOT,
        env={**os.environ, **QUIET},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    ("module", "owner", "name"),
    [("macros", "page_stubs", "addresses"), ("macros.build_all", "SiteBuild", "_refuse_foreign")],
)
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_build_ends_although_the_exception_was_dropped(
    sign: signal.Signals, module: str, owner: str, name: str, tmp_path: Path
) -> None:
    code = DROPPED.format(module=module, owner=owner, name=name, sign=sign.name)
    build = ["build", "--data", str(LIBRARIES), "--site-dir", str(tmp_path / "site")]
    ended = process(code, *build)
    assert ended.returncode == 128 + sign, ended.stderr
    assert "Traceback" not in ended.stderr
    assert ("write data files" in ended.stderr) == (name == "_refuse_foreign"), (
        "at the next page, not the last"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_command_that_is_done_removes_its_temporary_files_whatever_comes() -> None:
    code = (
        "import atexit, os, signal, sys; "
        "atexit.register(lambda: (os.kill(os.getpid(), signal.{sign}), print('removed'))); "
        "from handbook.__main__ import run; sys.exit(run())"
    )
    for sign in ("SIGINT", "SIGTERM", "SIGHUP"):
        ended = process(code.format(sign=sign), "schema", "--check", "--data", str(LIBRARIES))
        assert (ended.returncode, ended.stderr) == (0, "")
        assert ended.stdout.endswith("removed\n")


def drop(sign: signal.Signals) -> None:
    with suppress(SystemExit, KeyboardInterrupt):
        os.kill(os.getpid(), sign)


def test_at_its_end_a_command_tells_the_first_signal_instead_of_what_followed_from_it() -> None:
    with pytest.raises(SystemExit) as ended, ending_tidily():
        drop(signal.SIGTERM)
        drop(signal.SIGINT)
        raise OSError("a process that did a part of the work has ended")
    assert ended.value.code == 128 + signal.SIGTERM


def test_the_next_command_is_not_asked_to_end() -> None:
    with pytest.raises(KeyboardInterrupt), ending_tidily():
        drop(signal.SIGINT)
    with ending_tidily():
        end_if_asked()


def test_an_archive_is_not_packed_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed: list[Path] = []

    def read(file: Path) -> bytes:
        packed.append(file)
        drop(signal.SIGTERM)
        return b"x"

    monkeypatch.setattr(Path, "read_bytes", read)
    with pytest.raises(SystemExit), ending_tidily():
        files = [("a", tmp_path / "a"), ("b", tmp_path / "b")]
        pack(tmp_path / "out" / "a.zip", files, date_of("2024-01-01"))
    assert packed == [tmp_path / "a"]
    assert list((tmp_path / "out").iterdir()) == []
