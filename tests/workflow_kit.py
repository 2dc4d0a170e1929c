"""The workflows of this house, their jobs, and what a proposal must not be able to do in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from tests.places import ROOT

WORKFLOWS = (".github/workflows/pages.yml", ".gitlab-ci.yml")
_TRIGGERS = {"push", "pull_request"}  # others run with secrets what a proposal has written
_MAIN = "github.ref == 'refs/heads/main'"


def jobs(file: str) -> dict[str, dict[str, Any]]:
    """The jobs of a workflow."""
    held = yaml.safe_load((ROOT / file).read_text(encoding="utf-8"))
    result: dict[str, dict[str, Any]] = held.get("jobs", held)
    return result


def steps(job: dict[str, Any]) -> list[str]:
    """The commands of a job, in the words of either kind of workflow."""
    listed = job.get("script") or [step.get("run", "") for step in job["steps"]]
    return [step for step in listed if step]


def proposal_faults(text: str) -> Iterator[str]:
    """What a proposal could reach in a workflow of GitHub besides reading."""
    workflow = yaml.safe_load(text)
    others = set(workflow[True]) - _TRIGGERS  # YAML reads `on` as true
    yield from (f"{name} is a trigger" for name in sorted(others))
    if "secrets" in text.replace("without secrets", ""):
        yield "secrets are named"
    if workflow.get("permissions") != {"contents": "read"}:
        yield "the workflow may do more than read contents"
    for name, job in workflow["jobs"].items():
        allowed = job.get("permissions", {})
        writes = allowed == "write-all" or "write" in (allowed.values() if isinstance(allowed, dict) else ())
        if writes and job.get("if") != _MAIN:
            yield f"{name} may write for a proposal"
        for step in job["steps"]:
            action, settings = step.get("uses", "").partition("@")[0], step.get("with", {})
            if action == "actions/checkout" and settings.get("persist-credentials") is not False:
                yield f"{name} keeps the credentials of the checkout"
            if action == "actions/cache" or any("cache" in key for key in settings):
                yield f"{name} has a cache"
