"""The commands of deploy/regions.md, run on this machine: other hosts are stood in for."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.places import ROOT
from tests.site_builds import QUIET

DEPLOY = ROOT / "deploy"
PAPER = DEPLOY / "regions.md"
FILES = ("regions-dask.yaml", "regions-slurm.sh", "regions-kubernetes.yaml")
# Take the options that stand in deploy/, and run on this machine what they run elsewhere.
STUBS = {
    "ssh": """#!/bin/sh
[ "$1" = -f ] && [ "$2" = 127.0.0.1 ] && [ $# = 3 ] || exit 64
sh -c "$3" > "$HERE/$$.log" 2>&1 &
""",
    "srun": """#!/bin/bash
copies=1
while :; do
  case "$1" in
    --overlap|--nodes=1|--ntasks=1|--nodelist=127.0.0.1|--cpus-per-task=1) ;;
    --ntasks-per-node=1) copies=$SLURM_JOB_NUM_NODES ;;
    -*) echo "srun: $1?" >&2; exit 64 ;;
    *) break ;;
  esac
  shift
done
trap 'kill $(jobs -p)' TERM
exec > "$HERE/$$.log" 2>&1
while [ $copies -gt 0 ]; do "$@" & copies=$((copies - 1)); done
wait
wait
""",
    "sbatch": """#!/bin/sh
export SLURM_JOB_ID=7 SLURM_JOB_NUM_NODES=2 SLURM_CPUS_PER_TASK=1 SLURMD_NODENAME=127.0.0.1
exec bash "$@"
""",
}
_LAST = 20.0  # seconds that processes have to end by themselves


def section(title: str) -> str:
    """What stands below a heading of the paper."""
    (found,) = re.findall(
        rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", PAPER.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    return str(found)


def blocks(text: str, kind: str = "sh") -> list[str]:
    """The fenced blocks of a kind; "" stands for those without a name."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return [block for name, block in found if name == kind]


def script(title: str) -> str:
    """The one script below a heading."""
    (found,) = blocks(section(title))
    return found


def equip(project: Path) -> Path:
    """Give a project the environment of the tests as `.venv`, and files of deploy/ that are read there."""
    (project / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    (project / "deploy").mkdir()
    for name in FILES:
        shutil.copy(DEPLOY / name, project / "deploy")
    return project


def command(folder: Path, name: str, text: str) -> Path:
    """Write a command that stands in for another; the folder that goes before others in PATH."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    (folder / name).chmod(0o755)
    return folder


def environment(**more: str) -> dict[str, str]:
    """The environment in which commands find the code of this checkout."""
    return {**os.environ, **QUIET, "PYTHONPATH": str(ROOT), **more}


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def ran(*words: str, folder: Path, **more: str) -> Iterator[subprocess.CompletedProcess[str]]:
    """Run a command; what it has left running in its process group is ended afterwards."""
    with subprocess.Popen(
        words,
        cwd=folder,
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as running:
        try:
            told, wrong = running.communicate(timeout=240)
            yield subprocess.CompletedProcess(words, running.returncode, told, wrong)
        finally:
            end(running.pid)


def end(group: int) -> None:
    """End all processes of a group, which are ours."""
    for sign, patience in ((signal.SIGTERM, _LAST), (signal.SIGKILL, _LAST)):
        until = time.monotonic() + patience
        while is_running(group) and time.monotonic() < until:
            os.killpg(group, sign)
            time.sleep(0.1)


def is_running(group: int) -> bool:
    """Whether a process of a group has not ended."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, of_group = stat.read_text("utf-8").rpartition(")")[2].split()[:3]
        except OSError:  # it has just ended
            continue
        if int(of_group) == group and state != "Z":
            return True
    return False


@contextmanager
def left_running(commands: Mapping[str, list[str]], folder: Path, logs: Path) -> Iterator[None]:
    """Commands by name that run beside each other in a folder until the end."""
    started: list[subprocess.Popen[bytes]] = []
    try:
        for name, words in commands.items():
            with (logs / f"{name}.log").open("wb") as log:
                started.append(
                    subprocess.Popen(
                        words, cwd=folder, env=environment(), stdout=log, stderr=log, start_new_session=True
                    )
                )
        yield
    finally:
        for process in started:
            end(process.pid)
            process.wait()
