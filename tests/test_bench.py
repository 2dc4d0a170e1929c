"""The benchmark compares like with like, and reckons right. How fast anything is, is not tested here."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bench import naive, programme
from bench.__main__ import report
from bench.measure import Failed, Run, medians, run
from handbook.check import problems
from handbook.source.load import read

SMALL = programme.SIZES["small"]

pytestmark = pytest.mark.build


def test_the_programme_passes_every_check(tmp_path: Path) -> None:
    programme.write(SMALL, tmp_path)
    assert problems(read(tmp_path)) == []


def test_the_programme_is_always_the_same() -> None:
    assert json.dumps(programme.programme(SMALL)) == json.dumps(programme.programme(SMALL))


@pytest.mark.parametrize("size", programme.SIZES.values(), ids=lambda size: size.name)
def test_the_programme_has_the_size_it_says(size: programme.Size) -> None:
    data = programme.programme(size)
    counts = {kind: len(data[kind]) for kind in ("stages", "roles", "tasks", "terms")}
    assert counts == {kind: getattr(size, kind) for kind in counts}


def test_the_naive_project_has_a_page_for_every_record_in_both_languages(tmp_path: Path) -> None:
    naive.write(SMALL, tmp_path)
    data = programme.programme(SMALL)
    for kind in ("stages", "roles", "tasks", "partners"):
        for key in data[kind]:
            for code in programme.LANGUAGES:
                source = (tmp_path / "docs" / kind / f"{key}.{code}.md").read_text(encoding="utf-8")
                assert f"record('{kind}', '{key}', '{code}')" in source


def test_the_naive_macros_write_every_text_of_a_record(tmp_path: Path) -> None:
    from types import SimpleNamespace
    from typing import Any

    naive.write(SMALL, tmp_path)
    space: dict[str, Any] = {"__file__": str(tmp_path / "main.py"), "__name__": "main"}
    exec(compile((tmp_path / "main.py").read_text(encoding="utf-8"), "main.py", "exec"), space)
    macros: dict[str, Any] = {}
    space["define_env"](SimpleNamespace(macro=lambda f: macros.setdefault(f.__name__, f)))
    task = programme.programme(SMALL)["tasks"]["T1"]
    page = macros["record"]("tasks", "T1", "id")
    for step in task["steps"]:
        assert all(text in page for text in (step["id"], step["who"]["id"], step["leaves"]["id"]))
    for field in ("purpose", "outputs", "evidence"):
        assert all(item["id"] in page for item in task[field])
    assert task["mistakes"][0]["instead"]["id"] in page
    assert task["partners"][0]["gives"]["id"] in page


def test_medians_are_taken_figure_by_figure() -> None:
    runs = [Run(3, 1, 10), Run(1, 5, 30), Run(2, 3, 20)]
    assert medians(runs) == Run(2, 3, 20)


def test_the_report_shows_ratios_and_whether_the_aim_is_reached() -> None:
    text = report(SMALL, Run(1, 2, 30), Run(2, 8, 60))
    assert re.findall(r"(\d\.\d\d)$", text, re.MULTILINE) == ["0.50", "0.25", "0.50"]
    assert text.endswith("at most 0.6: reached")
    assert report(SMALL, Run(2, 2, 30), Run(2, 8, 60)).endswith("MISSED")


def test_a_command_that_fails_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="exited with 3"):
        run(["python3", "-c", "raise SystemExit(3)"], tmp_path)


def test_time_and_memory_of_a_command_are_seen(tmp_path: Path) -> None:
    code = "import time; held = bytearray(60_000_000); time.sleep(0.4); sum(range(2_000_000))"
    measured = run(["python3", "-c", code], tmp_path)
    assert measured.wall >= 0.4
    assert measured.cpu > 0
    assert measured.memory == 0 or measured.memory > 50


def test_memory_of_a_process_that_a_thread_began_is_seen(tmp_path: Path) -> None:
    child = "import time; held = bytearray(80_000_000); time.sleep(0.5)"
    code = (
        "import subprocess, sys, threading\n"
        f"begun = threading.Thread(target=subprocess.run, args=([sys.executable, '-c', {child!r}],))\n"
        "begun.start(); begun.join()"
    )
    measured = run(["python3", "-c", code], tmp_path)
    assert measured.memory == 0 or measured.memory > 80
