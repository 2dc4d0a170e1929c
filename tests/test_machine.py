"""A machine gets what the tests need of it, or one sentence says what to install; never a traceback.

The commands of the machines tried here are small scripts: apt-get among them, which brings further ones.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from handbook.spelling import dictionaries as spelling
from tests.places import ROOT
from tools import browser, machine, servers
from tools.ready import NEEDS, main

LOADER = "error while loading shared libraries: libatomic.so.1: cannot open shared object file"
NODE = f'#!/bin/sh\n[ -e "$HERE/libatomic1" ] || {{ echo "node: {LOADER}" >&2; exit 127; }}\n'
BROWSER = "#!/bin/sh\necho '<html></html>'\n"
# Installs what is asked for, if it has lists of packages, and all of it is to be had.
APT = """#!/bin/sh
PATH=/usr/bin:/bin
echo "$*" >> "$HERE/ran"
case "$1" in
  update) touch "$HERE/lists"; exit;;
  install) shift;;
esac
[ -e "$HERE/lists" ] || { echo "E: Unable to locate package" >&2; exit 100; }
for package in "$@"; do
  case "$package" in
    $UNKNOWN) echo "E: Unable to locate package $package" >&2; exit 100;;
  esac
done
for package in "$@"; do
  case "$package" in
    chromium) cp "$HERE/stock" "$HERE/bin/chromium";;
    chromium-headless-shell) cp "$HERE/stock" "$HERE/bin/chromium-headless-shell";;
    hunspell-id) touch "$HERE/id_ID.dic" "$HERE/id_ID.aff";;
    hunspell-en-gb) touch "$HERE/en_GB.dic" "$HERE/en_GB.aff";;
    *) touch "$HERE/$package";;
  esac
done
"""
# Only the update knows the cause; the installation blames the packages.
NO_NETWORK = """#!/bin/sh
case "$1" in
  update) echo "E: Temporary failure resolving the host" >&2; echo "E: Some lists were not fetched" >&2;;
  *) echo "E: Unable to locate package" >&2;;
esac
exit 100
"""
EVERYTHING = "libatomic1 chromium fonts-dejavu-core hunspell-id hunspell-en-gb"
INSTALL = " ".join(machine.INSTALL[1:])
COMMAND = f"run as root: apt-get update && apt-get install -y --no-install-recommends {EVERYTHING}\n"

pytestmark = pytest.mark.build


@dataclass
class Machine:
    """A machine without browser and dictionaries, whose driver lacks a library."""

    folder: Path
    patch: pytest.MonkeyPatch
    output: pytest.CaptureFixture[str]
    said: str = field(init=False, default="")

    def command(self, name: str, text: str) -> Path:
        place = self.folder / name
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, encoding="utf-8")
        place.chmod(0o755)
        return place

    def user(self, number: int) -> None:
        self.patch.setattr("os.geteuid", lambda: number, raising=False)

    def ready(self, *needs: str) -> int:
        code = main(needs or ("browser", "dictionaries"))
        self.said = self.output.readouterr().err
        return code

    @property
    def sentence(self) -> str:
        """What was said, without the commands that were tried."""
        return "".join(line for line in self.said.splitlines(keepends=True) if line[0] != "$")

    @property
    def asked(self) -> list[str]:
        """What apt-get was asked for."""
        ran = self.folder / "ran"
        return ran.read_text(encoding="utf-8").splitlines() if ran.exists() else []


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Machine:
    made = Machine(tmp_path, monkeypatch, capsys)
    made.command("stock", BROWSER)
    environment = {
        "PATH": str(tmp_path / "bin"),
        "HERE": str(tmp_path),
        "HOME": str(tmp_path),
        "USERPROFILE": str(tmp_path),
        "UNKNOWN": "none",
        "PLAYWRIGHT_NODEJS_PATH": str(made.command("node", NODE)),
        spelling.NAMED: str(tmp_path),
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    for name in (browser.NAMED, "PLAYWRIGHT_BROWSERS_PATH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(browser, "PLACES", ())
    made.user(1000)
    return made


def test_looking_for_a_browser_starts_no_driver(bare: Machine) -> None:
    assert browser.find() is None
    chromium = bare.command("bin/chromium", BROWSER)
    assert browser.find() == str(chromium)


@pytest.mark.parametrize(
    ("offered", "unknown"), [(True, "none"), (True, "chromium-headless-shell"), (False, "")]
)
def test_root_gets_a_browser_without_windows_if_it_is_to_be_had(
    offered: bool, unknown: str, bare: Machine
) -> None:
    bare.user(0)
    bare.command("bin/apt-get", APT)
    bare.command("bin/apt-cache", f"#!/bin/sh\nexit {0 if offered else 100}\n")
    bare.patch.setenv("UNKNOWN", unknown)
    bare.command("bin/chromium", BROWSER)
    (bare.folder / "lists").touch()
    assert bare.ready("browser") == 0
    installed = offered and unknown == "none"
    assert browser.find() == str(
        bare.folder / "bin" / ("chromium-headless-shell" if installed else "chromium")
    )
    assert bare.sentence == ""
    asked = [words for words in bare.asked if words.endswith("chromium-headless-shell")]
    assert len(asked) == offered
    assert bare.ready("browser") == 0
    if installed:
        assert [words for words in bare.asked if words.endswith("chromium-headless-shell")] == asked


def test_root_gets_everything_from_one_installation(bare: Machine) -> None:
    bare.user(0)
    bare.command("bin/apt-get", APT)
    assert bare.ready() == 0
    assert bare.asked[1:] == [" ".join(machine.UPDATE[1:]), f"{INSTALL} {EVERYTHING}"]
    assert bare.sentence == ""
    assert bare.ready() == 0
    assert len(bare.asked) == 3


def test_what_is_there_is_not_asked_for(bare: Machine) -> None:
    bare.user(0)
    bare.command("bin/apt-get", APT)
    bare.command("bin/google-chrome", BROWSER)
    for name in ("lists", "libatomic1", "id_ID.dic", "id_ID.aff"):
        (bare.folder / name).touch()
    assert bare.ready() == 0
    assert bare.asked == [f"{INSTALL} hunspell-en-gb"]


def test_another_user_is_told_one_command_for_all(bare: Machine) -> None:
    bare.command("bin/apt-get", APT)
    assert bare.ready() == 1
    assert bare.asked == []
    assert bare.sentence.count("\n") == 1
    assert LOADER in bare.sentence
    assert bare.sentence.endswith(COMMAND)


def test_the_command_that_is_told_mends_it(bare: Machine) -> None:
    bare.command("bin/apt-get", APT)
    assert bare.ready("browser", "dictionaries") == 1
    for command in bare.sentence.partition("run as root: ")[2].split(" && "):
        subprocess.run(command.split(), check=True)
    assert bare.ready() == 0


def test_without_a_network_the_cause_is_told_with_the_command(bare: Machine) -> None:
    bare.user(0)
    bare.command("bin/apt-get", NO_NETWORK)
    assert bare.ready() == 1
    assert bare.sentence.count("\n") == 1
    assert "(E: Temporary failure resolving the host)" in bare.sentence
    assert bare.sentence.endswith(COMMAND)


def test_a_package_that_is_not_to_be_had_keeps_no_other_away(bare: Machine) -> None:
    bare.user(0)
    bare.command("bin/apt-get", APT)
    bare.patch.setenv("UNKNOWN", "chromium")
    assert bare.ready() == 1
    assert "E: Unable to locate package chromium" in bare.sentence
    assert "libatomic" not in bare.sentence and "hunspell" not in bare.sentence


@pytest.mark.parametrize("user", [0, 1000])
def test_other_systems_are_told_what_to_install(bare: Machine, user: int) -> None:
    bare.user(user)
    assert bare.ready() == 1
    assert bare.sentence.count("\n") == 1
    assert "apt-get" not in bare.sentence and "Debian" not in bare.sentence
    assert "--with-deps" not in bare.said
    for word in (LOADER, "Google Chrome", browser.NAMED, "id.dic and id.aff", spelling.NAMED):
        assert word in bare.sentence


def test_what_helped_nothing_is_not_told_again(bare: Machine) -> None:
    """All packages are installed, and still the driver does not start."""
    bare.user(0)
    bare.command("bin/apt-get", APT)
    bare.command("node", "#!/bin/sh\necho 'libother.so.2 is missing' >&2\nexit 127\n")
    assert bare.ready() == 1
    assert bare.sentence == (
        "this machine lacks what the browser driver needs to start (libother.so.2 is missing): "
        "install the library that the browser driver asks for\n"
    )


def test_a_command_that_is_no_browser_is_passed_over(bare: Machine) -> None:
    """Ubuntu's chromium-browser asks for another way of installation, and does no more."""
    bare.command("bin/chromium", "#!/bin/sh\necho 'install the snap'\nexit 1\n")
    assert browser.find() is None
    chrome = bare.command("bin/google-chrome", BROWSER)
    assert browser.find() == str(chrome)


@pytest.mark.parametrize("text", [None, "#!/bin/sh\nexit 1\n"], ids=["not there", "no browser"])
def test_a_named_browser_that_does_not_start_is_an_error(bare: Machine, text: str | None) -> None:
    bare.command("bin/chromium", BROWSER)
    named = bare.command("mine", text) if text else bare.folder / "nowhere"
    bare.patch.setenv(browser.NAMED, str(named))
    assert bare.ready("browser") == 1
    assert (
        bare.sentence == f"{browser.NAMED} names {named}, which does not start as a browser; name another\n"
    )


def test_a_named_browser_comes_before_others(bare: Machine) -> None:
    bare.command("bin/chromium", BROWSER)
    bare.patch.setenv(browser.NAMED, str(bare.command("mine", BROWSER)))
    assert browser.find() == str(bare.folder / "mine")


SHAPES = [
    ".cache/ms-playwright/chromium-{}/chrome-linux64/chrome",
    "Library/Caches/ms-playwright/chromium-{}/chrome-mac-arm64/Chrome.app/Contents/MacOS/Chrome",
    "AppData/Local/ms-playwright/chromium-{}/chrome-win64/chrome.exe",
]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_newest_browser_of_the_driver_is_found(bare: Machine, shape: str) -> None:
    for number in (998, 1255, 1187):
        place = bare.folder / shape.format(number)
        place.parent.mkdir(parents=True)
        bare.command(str(place), BROWSER)
    assert browser.find() == str(bare.folder / shape.format(1255))


def test_where_no_package_helps_the_driver_fetches_a_browser(bare: Machine) -> None:
    place = ".cache/ms-playwright/chromium-1255/chrome-linux64"
    bare.command("node", f"#!/bin/sh\n[ $2 = install ] || exit 0\n/bin/cp $HERE/stock $HERE/{place}/chrome\n")
    (bare.folder / place).mkdir(parents=True)
    assert bare.ready("browser") == 0
    assert bare.said == f"$ {sys.executable} -m playwright install chromium\n"


def test_a_folder_of_dictionaries_that_is_not_there_is_told(bare: Machine) -> None:
    bare.patch.setenv(spelling.NAMED, "/nowhere")
    assert bare.ready("dictionaries") == 1
    assert bare.sentence == f"{spelling.NAMED} names /nowhere, which is not a folder\n"


def test_servers_are_installed_by_their_packages(bare: Machine) -> None:
    bare.patch.setattr(servers, "FOLDERS", "")
    bare.command("bin/apt-get", APT)
    assert bare.ready("servers") == 1
    assert bare.sentence.endswith("install -y --no-install-recommends wrk nginx apache2-bin caddy\n")


def test_every_verb_makes_sure_of_what_it_needs() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    asked = re.findall(r"^([\w-]+):.*\n\t@\$\(BIN\)/python -m tools\.ready (.+)$", text, re.MULTILINE)
    assert {verb: set(needs.split()) for verb, needs in asked} == {
        "test": {"browser", "dictionaries"},
        "coverage": {"browser", "dictionaries"},
        "test-servers": {"browser", "servers"},
        "bench-search": {"browser"},
        "bench-print": {"browser"},
        "bench-reading": {"browser"},
        "bench-hosting": {"servers"},
    }
    assert {need for _verb, needs in asked for need in needs.split()} == set(NEEDS)


def test_no_test_is_skipped() -> None:
    """What a test lacks makes it fail, with what to do: a test that was skipped has shown nothing."""
    skipping = re.compile(r"pytest\.(?:skip|importorskip)\b|\bmark\.skip|\.SkipTest\b")
    files = [file for file in (ROOT / "tests").rglob("*.py") if file != Path(__file__)]
    assert [file.name for file in files if skipping.search(file.read_text(encoding="utf-8"))] == []
