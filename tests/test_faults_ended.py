"""However and whenever a command is ended, all is as it was or would be; the next run completes it."""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from tests._small import change
from tests.fault_kit import SEED, Tree, look, tree, write_programme
from tests.places import ROOT
from tests.site_builds import HEARING_SIGNALS, QUIET

KILLS = int(os.environ.get("FAULT_KILLS", "200"))
TOLD = 10  # after so many kills it is told how it goes
PATIENCE = 60.0  # seconds
ADDRESS = "https://panduan.go.id/"
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL)
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "build": ("build",),
    "print": ("print", "--fresh"),
    "pictures": ("pictures", "--fresh"),
    "handouts": ("handouts",),
    "offline": ("offline",),
    "freeze": ("freeze",),
    "compress": ("compress",),
    "record": ("record",),
    "confirm": ("confirm", "--all"),
    "new": ("new", "task", "C1"),
    "init": ("init", "new/book", "--languages", "jv,id,en"),
    "schema": ("schema",),
    "clean": ("clean",),
    "serve": ("serve", "--port"),
}
DONE_ONCE = {"freeze", "new", "init"}  # refused the second time
BEFORE = {"freeze": "confirm"}  # what is stale is not published
# Ctrl-C while Python itself begins, before any code of ours.
OF_PYTHON = re.compile(
    r"Fatal Python error: init_import_site(?:.*\n)+?KeyboardInterrupt\n"
    r'|Traceback \(most recent call last\):\n(?:  File "<frozen .*\n(?:    .*\n)*)+KeyboardInterrupt\n'
)


@dataclass
class Begun:
    """A command that is under way, in a folder for temporary files of its own."""

    process: subprocess.Popen[str]
    temporary: Path

    def running(self) -> list[str]:
        """The processes of the command, whoever is their parent by now."""
        mark = f"TMPDIR={self.temporary}".encode()
        result = []
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if mark in (process / "environ").read_bytes().split(b"\0"):
                    words = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                    result += [words] if words else []  # it has ended otherwise
        return result

    def end(self) -> str:
        """What it said, once all its processes have ended."""
        try:
            _, said = self.process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        until = time.monotonic() + PATIENCE
        while (left := self.running()) and time.monotonic() < until:
            time.sleep(0.05)
        assert left == []
        return said


def begin(command: str, root: Path) -> Begun:
    """Start a command in a programme."""
    words = COMMANDS[command]
    if command == "serve":
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            words = (*words, str(free.getsockname()[1]))
    temporary = root.parent / "t"  # short: the sockets of processes lie in it
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir()
    process = subprocess.Popen(
        [*HEARING_SIGNALS, sys.executable, "-m", "handbook", *words],
        cwd=root,
        env={
            **os.environ,
            **QUIET,
            "PYTHONPATH": str(ROOT),
            "SITE_URL": ADDRESS,
            "TMPDIR": str(temporary),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    return Begun(process, temporary)


@dataclass
class Ground:
    """A programme that was changed since its site was made, and what each command makes of it.

    `known` is how long a command takes, and what is there before and after it.
    """

    folder: Path
    known: dict[tuple[str, date], tuple[float, Tree, Tree]] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path, *made: str) -> Ground:
        root = write_programme(folder / "ground")
        for command in made:
            begun = begin(command, root)
            said = begun.end()
            assert begun.process.returncode == 0, said
        roles = root / "data" / "roles.yaml"
        change(roles, 'id: "Balik tanah."', 'id: "Balikkan tanah."')
        change(roles, "partners:\n", 'partners:\n  club:\n    name: {id: "Klub", en: "Club"}\n'
               '    summary: {id: "Warga.", en: "People.", ground: editorial}\n')  # fmt: skip
        return cls(folder)

    @contextlib.contextmanager
    def copy(self, command: str) -> Iterator[Path]:
        root = self.folder / "copy"
        shutil.copytree(self.folder / "ground", root)
        try:
            if command in BEFORE:
                begin(BEFORE[command], root).end()
            yield root
        finally:
            shutil.rmtree(root)

    def expected(self, command: str) -> tuple[float, Tree, Tree]:
        key = command, date.today()  # `init` writes it
        if key not in self.known:
            with self.copy(command) as root:
                before, started = tree(root), time.monotonic()
                begun = begin(command, root)
                said = begun.end()
                assert begun.process.returncode == 0, said
                self.known[key] = time.monotonic() - started, before, tree(root)
        return self.known[key]

    def kill(self, command: str, sign: signal.Signals, moment: float, *, group: bool) -> None:
        """End a command after a share of its time; look at what it leaves, then at what the next run does."""
        takes, before, after = self.expected("build" if command == "serve" else command)
        with self.copy(command) as root:
            begun = begin(command, root)
            with contextlib.suppress(subprocess.TimeoutExpired):
                begun.process.wait(moment * takes)
            if begun.process.poll() is None:
                (os.killpg if group else os.kill)(begun.process.pid, sign)
            said = begun.end()
            ours = OF_PYTHON.sub("", said)
            assert begun.process.returncode in (-sign, 128 + sign, 0) or not ours, said
            assert not re.search("Traceback|Exception ignored|ERROR", ours), said
            if sign != signal.SIGKILL:
                assert list(begun.temporary.iterdir()) == []
            look(command, root, before, after)
            again = begin("build" if command == "serve" else command, root)
            said = again.end()
            assert again.process.returncode == 0 or (command in DONE_ONCE and tree(root) == after), said
            assert tree(root) == after


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return Ground.of(tmp_path_factory.mktemp("built"), "build")


@pytest.mark.parametrize(
    ("command", "sign", "moment", "group"),
    [
        ("build", signal.SIGKILL, 0.8, False),
        ("record", signal.SIGTERM, 0.9, False),
        ("init", signal.SIGKILL, 0.9, False),
    ],
    ids=lambda value: str(getattr(value, "name", value)),
)
def test_an_ended_command_leaves_nothing_half_done(
    command: str, sign: signal.Signals, moment: float, group: bool, built: Ground
) -> None:
    built.kill(command, sign, moment, group=group)


@pytest.mark.slow
def test_commands_ended_at_any_moment_leave_nothing_half_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ground = Ground.of(tmp_path, "build", "print", "pictures", "handouts", "offline", "compress")
    chance = random.Random(SEED)
    kills: Counter[str] = Counter()
    faults: list[str] = []
    for number in range(KILLS):
        command = list(COMMANDS)[number % len(COMMANDS)]
        sign, moment, group = chance.choice(SIGNALS), chance.random() * 1.1, chance.random() < 0.5
        kills[f"{command} {sign.name}"] += 1
        try:
            ground.kill(command, sign, moment, group=group)
        except (AssertionError, subprocess.TimeoutExpired) as error:
            faults.append(f"{command} {sign.name} at {moment:.3f}{' (group)' * group}: {error}")
        if number + 1 in (*range(0, KILLS, TOLD), KILLS):
            with capsys.disabled():
                print(f"\nFAULT_SEED={SEED}: {number + 1} kills, {len(faults)} faults; {dict(kills)}")
                print("\n".join(faults), flush=True)
    assert faults == []
