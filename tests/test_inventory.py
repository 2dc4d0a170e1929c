"""What the generator depends on is listed with its licences; others are refused."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from fontTools.ttLib import TTFont

from tests.places import ROOT
from tools.inventory import LICENCES, inventory, main, report
from tools.lock_file import locked

PROJECT = '[project]\nname = "handbook"\nversion = "1"\ndescription = "x"\nlicense = "MIT"\n'
FROM_PROJECT = "    # via handbook (pyproject.toml)\n"
SITE = f"ink==2.0 \\\n    --hash=sha256:{'0' * 64}\n    --hash=sha256:{'1' * 64}\n    # via press\n"
SITE += f"press==1.0 \\\n    --hash=sha256:{'2' * 64}\n{FROM_PROJECT}"
DEVELOPMENT = f"{SITE}proof==3.0 ; sys_platform == 'win32' \\\n    --hash=sha256:{'3' * 64}\n{FROM_PROJECT}"
LISTED = """\
accepted: [MIT, ISC, OFL-1.1]
accepted_beside: [GPL-2.0-or-later]
packages:
  ink: ISC
  press: MIT OR ISC
  proof: MIT AND GPL-2.0-or-later
carried:
  - name: Type
    version: "4"
    licence: OFL-1.1
    address: https://type.example/
    files: type/*.otf
  - name: Lead
    licence: MIT
    address: https://lead.example/
    part_of: press
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    texts = {
        "pyproject.toml": PROJECT,
        "requirements.txt": SITE,
        "requirements-dev.txt": DEVELOPMENT,
        str(LICENCES): LISTED,
        "type/a.otf": "a",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_everything_is_listed_with_what_it_is_for(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], project) == 0
    out, err = capsys.readouterr()
    assert [re.split(r"  +", line) for line in out.splitlines()] == [
        ["ink", "2.0", "ISC", "sites and prints"],
        ["Lead", "in press", "MIT", "sites and prints"],
        ["press", "1.0", "MIT OR ISC", "sites and prints"],
        ["proof", "3.0", "MIT AND GPL-2.0-or-later", "development"],
        ["Type", "4", "OFL-1.1", "sites and prints"],
    ]
    assert err == ""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "  ink: ISC\n",
            "",
            "requirements.txt:1: the licence of ink is not listed; its metadata are not at hand: read it, "
            "and add `ink: …` to tools/licences.yaml",
        ),
        (
            "ink: ISC",
            "ink: Mine",
            "tools/licences.yaml:4: “Mine” of ink is no licence that SPDX knows; write one of https://spdx.org/",
        ),
        (
            "ink: ISC",
            "ink: GPL-2.0-or-later",
            "tools/licences.yaml:4: ink, for sites and prints, is under GPL-2.0-or-later, which is not "
            "accepted; do without it",
        ),
        (
            "MIT AND GPL-2.0-or-later",
            "(MIT OR GPL-3.0-only) AND BUSL-1.1",
            "proof, for development, is under BUSL-1.1 and GPL-3.0-only, which is not accepted",
        ),
        ("  ink:", "  pen: MIT\n  ink:", "tools/licences.yaml:4: pen is in no lock file; delete the line"),
        (
            "OFL-1.1\n    address",
            "MPL-2.0\n    address",
            "tools/licences.yaml:8: Type, for sites and prints, is under",
        ),
        ("*.otf", "*.ttf", "tools/licences.yaml:8: Type is not there; correct or delete the entry"),
        ("part_of: press", "part_of: pen", "tools/licences.yaml:13: Lead is not there"),
    ],
)
def test_what_is_not_listed_or_not_accepted_is_refused(
    old: str, new: str, said: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / LICENCES).write_text(LISTED.replace(old, new, 1), encoding="utf-8")
    assert main(["--check"], project) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(said) or said in err


def test_a_package_that_changed_its_licence_is_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    about = {"Version": "2.0", "License-Expression": "MIT"}
    others = {"Version": "0.9", "License": "GPL-3.0-only"}  # of another version than the one that is locked
    monkeypatch.setattr("importlib.metadata.metadata", lambda name: about if name == "ink" else others)
    assert main(["--check"], project) == 1
    said = "tools/licences.yaml:4: ink 2.0 says that its licence is MIT, not ISC; read it again"
    assert capsys.readouterr().err == f"{said}, and correct the line\n"


def bill(root: Path, *arguments: str) -> str:
    file = root / "bill.cdx.json"
    assert main(["--check", "--bom", str(file), *arguments], root) == 0
    return file.read_text(encoding="utf-8")


def test_the_bill_of_materials_says_what_needs_what(project: Path) -> None:
    held = json.loads(bill(project))
    parts = {part["name"]: part for part in held["components"]}
    assert {name: part["scope"] for name, part in parts.items()} == {
        "Type": "required",
        "ink": "required",
        "press": "required",
        "proof": "excluded",
    }
    assert parts["ink"]["purl"] == "pkg:pypi/ink@2.0"
    assert [one["content"] for one in parts["ink"]["hashes"]] == ["0" * 64, "1" * 64]
    assert [part["name"] for part in parts["press"]["components"]] == ["Lead"]
    assert [part["name"] for part in parts["Type"]["components"]] == ["type/a.otf"]
    assert parts["proof"]["properties"] == [{"name": "handbook:marker", "value": "sys_platform == 'win32'"}]
    needs = {one["ref"]: one.get("dependsOn", []) for one in held["dependencies"]}
    assert needs["handbook"] == ["Type==4", "press==1.0", "proof==3.0"]
    assert needs["press==1.0"] == ["ink==2.0"]
    assert "timestamp" not in held["metadata"]


def test_the_bill_bears_the_time_that_is_given(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert json.loads(bill(project))["metadata"]["timestamp"] == "2026-01-01T00:00:00+00:00"


def test_a_time_that_is_none_is_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    assert main(["--bom", str(project / "bill.json")], project) == 1
    assert capsys.readouterr().err.startswith("SOURCE_DATE_EPOCH is `today`")


def test_another_content_has_another_number(project: Path) -> None:
    before = json.loads(bill(project))["serialNumber"]
    (project / "type" / "a.otf").write_text("b", encoding="utf-8")
    assert json.loads(bill(project))["serialNumber"] != before


def test_the_bill_of_this_project_is_valid_and_the_same_each_time(tmp_path: Path) -> None:
    texts = []
    for seed in ("1", "2"):
        file = tmp_path / f"{seed}.cdx.json"
        command = [sys.executable, "-W", "error", "-m", "tools.inventory", "--check", "--bom", str(file)]
        subprocess.run(command, cwd=ROOT, env={"PYTHONHASHSEED": seed}, check=True)
        texts.append(file.read_text(encoding="utf-8"))
    assert texts[0] == texts[1]
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(texts[0]) is None
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(texts[0].replace('"required"', '"x"', 1))
    purls = {part["purl"] for part in json.loads(texts[0])["components"] if "purl" in part}
    assert purls == {f"pkg:pypi/{name}@{version}" for (name, _marker), version in locked().items()}


def test_every_licence_of_this_project_is_accepted() -> None:
    found = inventory()
    assert found.faults == ()
    assert len(list(report(found))) == len(found.parts) > 100


def test_every_font_and_stemmer_of_this_project_is_listed() -> None:
    fonts = [
        f for f in (ROOT / "handbook" / "resources").rglob("*") if f.suffix in {".otf", ".ttf", ".woff2"}
    ]
    stemmers = [*(ROOT / "handbook" / "resources").rglob("snowball_*.js")]
    listed = {file: part for part in inventory().parts for file, _sha256 in part.files}
    assert {file.relative_to(ROOT).as_posix() for file in (*fonts, *stemmers)} == set(listed)
    for file in fonts:
        part = listed[file.relative_to(ROOT).as_posix()]
        name = TTFont(file)["name"]
        assert str(name.getDebugName(1)).startswith(part.name)
        assert str(name.getDebugName(5)).startswith(f"Version {part.version};")


def test_packages_are_listed_in_order() -> None:
    listed = list(yaml.safe_load((ROOT / LICENCES).read_text(encoding="utf-8"))["packages"])
    assert listed == sorted(listed)
