"""Runs `handbook` and `mkdocs` for tests, each in a process forked from one that has imported them.

To import them takes longer than most commands do, so this is done once for each folder of code. A command
reads and writes as in a process of its own: arguments, folder, environment and output are those asked for.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import runpy
import signal
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any

MODULES = ("handbook", "mkdocs")
TIME_LIMIT = 300  # seconds
_IMPORTED = ("handbook.cli.main", "handbook.printing.run", "macros.commands", "mkdocs.commands.build")
_IMPORTED_BY_THEM = ("material.plugins.search.plugin", "mkdocs_macros.plugin", "jinja2", "typst", "pikepdf")
_Code = tuple[int, list[tuple[str, int]]]  # the process that started it; each file and when it was changed
_servers: dict[Path, tuple[_Code, subprocess.Popen[str]]] = {}


def run_module(
    module: str, arguments: tuple[str, ...], folder: Path, environment: dict[str, str], kept: Path
) -> subprocess.CompletedProcess[str]:
    """Run `module` with `arguments` in `folder`, whose code is used; the server of `kept` goes on."""
    with tempfile.TemporaryDirectory() as place:
        output, errors = Path(place, "output"), Path(place, "errors")
        order = [module, arguments, environment, str(output), str(errors)]
        server = _server(folder, kept)
        assert server.stdin is not None and server.stdout is not None
        server.stdin.write(json.dumps(order) + "\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        said = [file.read_text(encoding="utf-8") for file in (output, errors)]
    return subprocess.CompletedProcess([module, *arguments], code, *said)


def _server(folder: Path, kept: Path) -> subprocess.Popen[str]:
    """The server with the code in a folder as it is now; of other folders only that of `kept` goes on."""
    files = [file for name in ("handbook", "macros") for file in (folder / name).rglob("*.py")]
    code = os.getpid(), sorted((str(file), file.stat().st_mtime_ns) for file in files)
    if folder in _servers and _servers[folder][0] == code:
        return _servers[folder][1]
    for other in [known for known in _servers if known == folder or known != kept]:
        _servers.pop(other)[1].communicate()  # which ends it
    server = subprocess.Popen(
        [sys.executable, "-m", __name__],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{kept}"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    _servers[folder] = code, server
    return server


@atexit.register
def _end_own() -> None:
    for (process, _), server in _servers.values():
        if process == os.getpid():  # a forked process inherits the table, not the servers
            server.communicate()


def _serve() -> None:
    with contextlib.suppress(BaseException):  # the command says itself why it cannot be imported
        for name in (*_IMPORTED, *_IMPORTED_BY_THEM):
            __import__(name)
    for line in sys.stdin:
        process = os.fork()
        if not process:
            os._exit(_carry_out(*json.loads(line)))
        _, status = os.waitpid(process, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _carry_out(
    module: str, arguments: list[str], environment: dict[str, str], output: str, errors: str
) -> int:
    signal.alarm(TIME_LIMIT)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, file in ((1, output), (2, errors)):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600), number)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = [module, *arguments]
    code: Any = 0
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        code = end.code
    except BaseException:
        traceback.print_exc()
        code = 1
    if isinstance(code, str):
        print(code, file=sys.stderr)
    sys.stdout.flush()
    sys.stderr.flush()
    return code if isinstance(code, int) else int(code is not None)


if __name__ == "__main__":
    _serve()
