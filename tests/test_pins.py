"""What the workflows run is pinned, and a proposal can only read."""

from __future__ import annotations

import re

import pytest
import yaml

from tests.places import ROOT
from tests.workflow_kit import WORKFLOWS, proposal_faults

GITHUB = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
ACTION = re.compile(r"[\w-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
IMAGE = re.compile(r"[a-z]+:[\w.-]+@sha256:[0-9a-f]{64} # \d+(\.\d+)+")


def used(text: str) -> list[str]:
    """The actions that a workflow uses, as written."""
    return re.findall(r"^\s*(?:- )?uses:\s*(.*?)\s*$", text, re.MULTILINE)


def images(text: str) -> list[str]:
    """The images that a workflow names, as written; what a variable holds is named where it is set."""
    named = re.findall(r"^\s*(?:- )?(?:image|container):[ ]*(.*?)\s*$", text, re.MULTILINE)
    return [name for name in named if name != "$IMAGE"] + re.findall(
        r"^\s*- (\w+:\S*\d.*)$", text, re.MULTILINE
    )


def test_every_action_is_pinned_to_a_commit_with_its_version() -> None:
    found = [action for file in GITHUB for action in used(file.read_text(encoding="utf-8"))]
    assert len({action.partition("@")[0] for action in found}) == 5
    assert [action for action in found if not ACTION.fullmatch(action)] == []
    assert len({action.partition("@")[0] for action in found}) == len(set(found)), "one commit of each"


def test_every_image_is_pinned_to_a_digest_with_its_version() -> None:
    found = [image for file in WORKFLOWS for image in images((ROOT / file).read_text(encoding="utf-8"))]
    assert {image.partition("@")[0] for image in found} == {
        *("debian:12", "python:3.11-bookworm", "python:3.14-bookworm"),
    }
    assert [image for image in found if not IMAGE.fullmatch(image)] == []
    assert len({image.partition("@")[0] for image in found}) == len(set(found)), "one digest of each"


@pytest.mark.parametrize("file", GITHUB, ids=lambda file: file.name)
def test_a_proposal_reads_and_does_nothing_else(file: object) -> None:
    assert list(proposal_faults((ROOT / str(file)).read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("  pull_request:\n", "  pull_request_target:\n", "pull_request_target is a trigger"),
        ("  contents: read\nconc", "  contents: write\nconc", "the workflow may do more than read contents"),
        ("permissions:\n  contents: read\nconc", "conc", "the workflow may do more than read contents"),
        ("      pages: read\n", "      pages: write\n", "build may write for a proposal"),
        (
            "    permissions:\n      contents: read\n",
            "    permissions: write-all\n#",
            "build may write for a proposal",
        ),
        (
            "publish:\n    if: github.ref == 'refs/heads/main'\n",
            "publish:\n",
            "publish may write for a proposal",
        ),
        ("persist-credentials: false", "fetch-depth: 1", "build keeps the credentials of the checkout"),
        (
            "          python-version: ${",
            "          cache: pip\n          python-version: ${",
            "build has a cache",
        ),
        ("SITE_URL: ${{", "KEY: ${{ secrets.KEY }}\n          SITE_URL: ${{", "secrets are named"),
    ],
)
def test_what_a_proposal_could_reach_is_seen(old: str, new: str, fault: str) -> None:
    text = (ROOT / WORKFLOWS[0]).read_text(encoding="utf-8")
    assert old in text
    assert list(proposal_faults(text.replace(old, new, 1))) == [fault]


@pytest.mark.parametrize(
    "line",
    [
        "uses: actions/checkout@v4",
        "uses: actions/checkout@0123456 # v4.4.0",
        f"uses: a/b@{'0' * 40}",
        "uses: ./x",
    ],
)
def test_an_action_without_commit_or_version_is_seen(line: str) -> None:
    assert [bool(ACTION.fullmatch(action)) for action in used(f"steps:\n  - {line}\n    {line}\n")] == [
        False
    ] * 2


def test_pins_are_renewed() -> None:
    held = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text(encoding="utf-8"))
    assert held["version"] == 2
    renewed = {update["package-ecosystem"]: update for update in held["updates"]}
    assert set(renewed) == {"github-actions", "pip"}
    for update in renewed.values():
        assert (update["directory"], update["schedule"]["interval"]) == ("/", "weekly")
        assert [group["patterns"] for group in update["groups"].values()] == [["*"]]
