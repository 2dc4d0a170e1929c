"""A file of ticks as readers save it, and files that are none."""

from __future__ import annotations

import json
from typing import Any

AT = "2026-01-02T03:04:05.000Z"
FILE: dict[str, Any] = {
    "format": "handbook-ticks",
    "version": 1,
    "handbook": "h",
    "edition": "2026.1",
    "saved": AT,
    "lists": {"t/x#steps": {"seen": ["aaaaaa"], "done": {"aaaaaa": AT}, "undone": {}, "was": {}}},
}


def with_list(**changes: Any) -> str:
    return json.dumps({**FILE, "lists": {"t/x#steps": {**FILE["lists"]["t/x#steps"], **changes}}})


def named(name: str) -> str:
    return json.dumps({**FILE, "lists": {name: FILE["lists"]["t/x#steps"]}})


HOSTILE = {
    "empty": ("", "json"),
    "no json": ("tick, tick", "json"),
    "cut off": (json.dumps(FILE)[:-20], "json"),
    "too large": (json.dumps(FILE) + " " * 1_000_000, "size"),
    "a list": ("[]", "format"),
    "nothing": ("null", "format"),
    "a number": ("7", "format"),
    "deep": ("[" * 100_000 + "]" * 100_000, "format"),
    "another format": (json.dumps({**FILE, "format": "notes"}), "format"),
    "a newer version": (json.dumps({**FILE, "version": 2}), "version"),
    "a version in words": (json.dumps({**FILE, "version": "1"}), "shape"),
    "another handbook": (json.dumps({**FILE, "handbook": "other"}), "handbook"),
    "a number for a handbook": (json.dumps({**FILE, "handbook": 5}), "shape"),
    "a number for an edition": (json.dumps({**FILE, "edition": 2026.1}), "shape"),
    "HTML in the edition": (json.dumps({**FILE, "edition": "<img src=x onerror=alert(1)>"}), "shape"),
    "no date": (json.dumps({**FILE, "saved": "yesterday"}), "shape"),
    "an unknown key": (json.dumps({**FILE, "more": 1}), "shape"),
    "proto at the top": (json.dumps(FILE)[:-1] + ', "__proto__": {"format": 1}}', "shape"),
    "a missing key": (json.dumps({k: v for k, v in FILE.items() if k != "saved"}), "shape"),
    "lists as a list": (json.dumps({**FILE, "lists": []}), "shape"),
    "lists as nothing": (json.dumps({**FILE, "lists": None}), "shape"),
    "thousands of lists": (
        json.dumps({**FILE, "lists": {f"t/x{n}#s": FILE["lists"]["t/x#steps"] for n in range(2500)}}),
        "shape",
    ),
    "proto as a list": (named("__proto__"), "shape"),
    "constructor as a list": (named("constructor"), "shape"),
    "HTML as a list": (named("t/x#<script>alert(1)</script>"), "shape"),
    "a long name": (named("t/" + "x" * 300 + "#s"), "shape"),
    "a record as text": (json.dumps({**FILE, "lists": {"t/x#steps": "all"}}), "shape"),
    "seen as text": (with_list(seen="aaaaaa"), "shape"),
    "seen twice": (with_list(seen=["aaaaaa", "aaaaaa"]), "shape"),
    "numbers for versions": (with_list(seen=[1, 2]), "shape"),
    "proto as a version": (with_list(seen=["__proto__"]), "shape"),
    "far too many items": (with_list(seen=[f"aaaaaa-{n}" for n in range(1, 700)]), "shape"),
    "done as a list": (with_list(done=["aaaaaa"]), "shape"),
    "done as yes": (with_list(done={"aaaaaa": True}), "shape"),
    "a number for a date": (with_list(done={"aaaaaa": 1767323045}), "shape"),
    "a date that is none": (with_list(done={"aaaaaa": "2026-02-30T00:00:00.000Z"}), "shape"),
    "a date in words": (with_list(done={"aaaaaa": "5 Maret 2026"}), "shape"),
    "proto among the dates": (
        json.dumps(FILE).replace('"undone": {}', '"undone": {"__proto__": "2026-01-02T03:04:05.000Z"}'),
        "shape",
    ),
    "done and undone": (with_list(undone={"aaaaaa": AT}), "shape"),
    "deep inside": (with_list(was={"aaaaaa": [[[[[[]]]]]]}), "shape"),
}
