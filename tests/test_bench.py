"""The benchmark compares like with like, and reckons right. How fast anything is, is not tested here."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from bench import __main__ as command
from bench import commands, pages, programme, report, rounds, serving
from bench.aims import AIMS, Measured, verdicts
from bench.books import BOOKS, Book, NoSentence, made_up, real
from bench.measure import Failed, Output, Run, in_turn, medians, run, settings, written
from bench.rounds import Result, source
from bench.tools import TOOLS
from bench.tools.tool import Missing, Tool
from handbook.check import problems
from handbook.source.load import read
from tests.places import LIBRARIES, ROOT

SMALL = programme.SIZES["small"]
OTHERS = [tool for name, tool in TOOLS.items() if name != "ours"]

pytestmark = pytest.mark.build


@pytest.fixture(scope="module")
def book() -> Book:
    return made_up(SMALL)


def test_the_programme_passes_every_check(tmp_path: Path) -> None:
    programme.write(SMALL, tmp_path)
    assert problems(read(tmp_path)) == []


def test_the_programme_is_always_the_same() -> None:
    assert json.dumps(programme.programme(SMALL)) == json.dumps(programme.programme(SMALL))


@pytest.mark.parametrize("name", ["small", "medium"])
def test_the_programme_has_the_size_it_says(name: str) -> None:
    size = programme.SIZES[name]
    data = programme.programme(size)
    counts = {kind: len(data[kind]) for kind in ("stages", "roles", "tasks", "terms")}
    assert counts == {kind: getattr(size, kind) for kind in counts}


def test_sizes_are_those_that_aims_speak_of() -> None:
    assert {name: size.pages for name, size in programme.SIZES.items()} == {
        "small": 26,
        "medium": 1260,
        "large": 5600,
    }
    assert {aim.book for aim in AIMS} <= set(BOOKS)


# What the other tools get


def _texts_of(folder: Path) -> Iterator[str]:
    for file in folder.rglob("*"):
        if file.suffix in {".md", ".yaml"}:
            yield file.read_text(encoding="utf-8")


@pytest.mark.parametrize("tool", OTHERS, ids=lambda tool: tool.name)
def test_every_other_tool_gets_every_record_and_text_in_both_languages(
    tool: Tool, book: Book, tmp_path: Path
) -> None:
    tool.write(book, tmp_path / "project")
    said = "\n".join(_texts_of(tmp_path / "project"))
    task, term = book.data["tasks"]["T1"], book.data["terms"]["term-7"]
    for language in book.languages:
        for step in task["steps"]:
            assert all(text[language] in said for text in (step, step["who"], step["leaves"]))
        assert task["mistakes"][0]["instead"][language] in said
        assert task["partners"][0]["gives"][language] in said
        assert term["definition"][language] in said
    files = [file.name for file in (tmp_path / "project").rglob("*.md")]
    for _kind, key in book.pages():
        assert sum(name.split(".")[0] == key for name in files) == len(book.languages)


def test_the_naive_pages_call_the_macros_that_the_project_has(book: Book, tmp_path: Path) -> None:
    TOOLS["naive"].write(book, tmp_path)
    source_of_page = (tmp_path / "docs" / "tasks" / "T1.en.md").read_text(encoding="utf-8")
    space: dict[str, Any] = {"__file__": str(tmp_path / "main.py"), "__name__": "main"}
    exec(compile((tmp_path / "main.py").read_text(encoding="utf-8"), "main.py", "exec"), space)
    macros: dict[str, Any] = {}
    space["define_env"](SimpleNamespace(macro=lambda macro: macros.setdefault(macro.__name__, macro)))
    assert source_of_page == "{{ record('tasks', 'T1', 'en') }}\n"
    assert macros["record"]("tasks", "T1", "en") == pages.Pages(book.data).record("tasks", "T1", "en")
    assert "{{ overview('terms', 'en', 'Terms') }}" in (tmp_path / "docs" / "terms.en.md").read_text("utf-8")
    assert "## " in macros["overview"]("terms", "en", "Terms")


def test_navigation_of_mkdocs_lists_every_page_once(book: Book, tmp_path: Path) -> None:
    TOOLS["naive"].write(book, tmp_path)
    text = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
    listed = re.findall(r"- (\S+\.md)$", text, re.MULTILINE)
    assert sorted(listed) == sorted({*listed})
    assert {f"{kind}/{key}.md" for kind, key in book.pages()} < set(listed)


def test_long_lists_are_cut_and_say_so(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "LISTED", 2)
    page = pages.Pages(book.data).record("stages", "1", "en")
    assert page.count("](../tasks/") == 2
    assert "- … + 4\n" in page


def test_a_page_of_hugo_is_named_and_described_once(book: Book, tmp_path: Path) -> None:
    TOOLS["hugo"].write(book, tmp_path)
    head, _, body = (tmp_path / "content/en/tasks/T1.md").read_text(encoding="utf-8").partition("\n}\n")
    task = book.data["tasks"]["T1"]
    assert json.loads(f"{head}}}")["title"] == task["name"]["en"]
    assert task["name"]["en"] not in body
    assert body.count(task["summary"]["en"]) == 1


def test_real_texts_become_markdown_that_every_tool_knows(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    named = {"id": "Nama", "en": "Name"}
    said = {"id": "Lihat [[t/b1|tugas B1]], [[t/b1]] dan [kata]{en}.", "en": "See [[x/none|words]]."}
    record = {"name": named, "summary": said, "group": "1"}
    plain = {**record, "summary": {"id": "Satu kalimat.", "en": "One."}}
    data = {
        "programme": {"languages": ["id", "en"], "title": named},
        "tasks": {"A1": record, "B1": plain},
        "terms": {},
    }
    (tmp_path / "data" / "all.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    book = real(tmp_path)
    summary = book.data["tasks"]["A1"]["summary"]
    assert summary["id"] == "Lihat [tugas B1](../tasks/B1.md), [Nama](../tasks/B1.md) dan kata."
    assert summary["en"] == "See words."
    assert book.changed == ("tasks", "B1", "Satu kalimat.")
    book.write_ours(tmp_path / "copy")
    assert [file.name for file in (tmp_path / "copy" / "data").iterdir()] == ["all.yaml"]


def test_a_programme_without_a_sentence_to_change_is_named_as_such(book: Book) -> None:
    with pytest.raises(NoSentence, match="no record has a summary"):
        _ = replace(book, data={"programme": {"languages": ["id"]}, "tasks": {"T1": {}}}).changed


def test_another_programme_is_measured_as_well(tmp_path: Path) -> None:
    book = real(LIBRARIES.parent)
    assert book.languages[0] in book.data["programme"]["title"]
    for tool in TOOLS.values():
        tool.write(book, tmp_path / tool.name)
        assert source(tmp_path / tool.name, book.changed[-1])


@pytest.mark.parametrize("tool", TOOLS.values(), ids=lambda tool: tool.name)
def test_the_sentence_that_is_changed_stands_in_one_file_of_each_project(
    tool: Tool, book: Book, tmp_path: Path
) -> None:
    tool.write(book, tmp_path)
    sentence = book.changed[-1]
    file = tmp_path / source(tmp_path, sentence)
    rounds.change(file, sentence, f"{sentence}{rounds.AGAIN}")
    assert rounds.AGAIN in file.read_text(encoding="utf-8")
    (tmp_path / "copy.md").write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(NoSentence, match="stands in 2 files"):
        source(tmp_path, sentence)


# Measuring


def test_medians_are_taken_figure_by_figure() -> None:
    runs = [Run(3, 1, 10), Run(1, 5, 30), Run(2, 3, 20)]
    assert medians(runs) == Run(2, 3, 20)


def test_commands_in_turn_take_the_sum_of_their_times_and_the_highest_peak() -> None:
    assert in_turn([Run(3, 1, 10), Run(1, 5, 30)]) == Run(4, 6, 30)


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


def test_time_and_memory_of_a_process_that_outlives_its_parent_are_seen(tmp_path: Path) -> None:
    burning = "import time; held = bytearray(80_000_000)\nwhile time.process_time() < 0.5: pass"
    orphan = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {burning!r}])"
    measured = run(["python3", "-c", orphan], tmp_path)
    assert measured.cpu >= 0.5
    assert measured.wall < measured.cpu  # the command itself was over before
    assert measured.memory == 0 or measured.memory > 80


def test_what_was_written_is_counted(tmp_path: Path) -> None:
    for name, size in (("index.html", 1000), ("t/index.html", 3000), ("other.html", 500)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x" * size)
    os.link(tmp_path / "other.html", tmp_path / "linked.html")
    output = written([tmp_path])
    assert output == Output(4500 / 2**20, 4, 2, 3.0, "t/index.html")


def test_a_project_is_built_with_nothing_kept_outside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SITE_URL", "HANDBOOK_CACHE", "HUGO_CACHEDIR", "PYTHONDONTWRITEBYTECODE"):
        monkeypatch.setenv(name, "/elsewhere")
    assert "/elsewhere" not in settings(tmp_path).values()
    assert Path(settings(tmp_path)["XDG_CACHE_HOME"]).is_relative_to(tmp_path)


class Stand(Tool):
    """A tool that takes down the state in which each of its builds begins."""

    name = "ours"

    def __init__(self, log: Path, server: str = ""):
        self._log, self._server = log, server

    def write(self, book: Book, folder: Path) -> None:
        book.write_ours(folder)

    def commands(self, project: Path) -> list[tuple[Path, list[str]]]:
        code = (
            "import pathlib\n"
            "cache, site = pathlib.Path('.cache'), pathlib.Path('site')\n"
            "changed = 'Tambahan' in pathlib.Path('data/programme.yaml').read_text('utf-8')\n"
            f"with open({str(self._log)!r}, 'a') as log: print(cache.exists(), changed, file=log)\n"
            "cache.mkdir(exist_ok=True); site.mkdir(exist_ok=True); (site / 'index.html').write_text('x')\n"
        )
        return [(project, [sys.executable, "-c", code])]

    def serving(self, project: Path, port: int) -> tuple[Path, list[str]]:
        return project, [sys.executable, "-c", self._server.replace("PORT", str(port))]

    def address(self, kind: str, key: str) -> str:
        assert (kind, key) == ("tasks", "T1")
        return "data/programme.yaml"


def test_each_round_begins_cold_then_with_nothing_changed_then_with_one_sentence(
    book: Book, tmp_path: Path
) -> None:
    said: list[str] = []
    log = tmp_path / "log"
    result = rounds.measure(book, [Stand(log)], tmp_path / "place", 2, said.append)["ours"]
    assert log.read_text(encoding="utf-8").split("\n")[:-1] == ["False False", "True False", "True True"] * 2
    assert (result.rounds, result.output.pages, len(said)) == (2, 1, 2)
    assert result.same is not None and result.changed is not None
    assert not (tmp_path / "place" / "work").exists()


def test_a_long_build_is_made_once(book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "LONG", 0.0)
    log = tmp_path / "log"
    result = rounds.measure(book, [Stand(log)], tmp_path / "place", 3, lambda _: None)["ours"]
    assert log.read_text(encoding="utf-8") == "False False\n"
    assert (result.rounds, result.same, result.changed) == (1, None, None)


def test_a_served_change_is_waited_for(book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "PATIENCE", 60.0)
    project = tmp_path / "project"
    server = "import http.server as h; h.test(h.SimpleHTTPRequestHandler, port=PORT, bind='127.0.0.1')"
    tool = Stand(tmp_path / "log", server)
    tool.write(book, project)
    taken = serving.seconds_until_shown(book, tool, project, tmp_path / "work", rounds=1)
    assert 0 < taken < serving.ENOUGH
    assert not (tmp_path / "work").exists()


def test_a_server_that_ends_is_told(book: Book, tmp_path: Path) -> None:
    tool = Stand(tmp_path / "log", "raise SystemExit(7)")
    tool.write(book, tmp_path / "project")
    with pytest.raises(TimeoutError, match="ended with 7"):
        serving.seconds_until_shown(book, tool, tmp_path / "project", tmp_path / "work")


def test_make_with_nothing_changed_is_what_the_makefile_does() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    (recipe,) = re.findall(r"^build: .*\n((?:(?:\t|ifndef|endif).*\n)+)", text, re.MULTILINE)
    called = re.findall(r"\(BIN\)/handbook (.+)$", recipe, re.MULTILINE)
    assert [line.replace(' --site-dir "$(SITE)"', "").split() for line in called] == list(commands.MAKE)


# Telling


def _result(cpu: float, wall: float = 1.0, **other: Any) -> Result:
    cold = Run(wall, cpu, 500)
    output = Output(10, 100, 50, 250, "index.html")
    return Result(**{"cold": cold, "same": None, "changed": None, "output": output, "rounds": 1, **other})


def test_a_table_shows_ratios_of_ours_and_what_was_not_measured() -> None:
    rows = report.table({"ours": _result(2, shown=0.5), "naive": _result(8, wall=2)})
    cells = {row.split("|")[1].strip(): [cell.strip() for cell in row.split("|")[2:-1]] for row in rows}
    assert cells["cold: CPU, s"] == ["2", "8 (0.25×)"]
    assert cells["cold: wall, s"] == ["1", "2 (0.5×)"]
    assert cells["cold: CPU a page, ms"] == ["40", "160 (0.25×)"]
    assert cells["one sentence changed: CPU, s"] == ["–", "–"]
    assert cells["serve, save to shown: s"] == ["0.5", "–"]
    assert len({len(row) for row in rows}) == 1


def test_without_ours_there_are_no_ratios() -> None:
    assert "×" not in "".join(report.table({"naive": _result(8), "hugo": _result(1)}))


def test_large_ratios_are_written_out() -> None:
    assert "4,000×" in "".join(report.table({"ours": _result(4000), "hugo": _result(1)}))


def test_aims_are_reached_missed_or_not_measured() -> None:
    medium = {
        "ours": _result(10, changed=Run(1, 1, 1)),
        "naive": _result(100),
        "hugo": _result(2),
    }
    assert verdicts("medium", Measured({"medium": medium})) == [
        "cold, CPU beside naive: 0.1 × (aim: at most 0.15): reached",
        "cold, CPU beside Hugo: 5 × (aim: at most 3): MISSED",
        "one sentence changed, CPU beside cold: 0.1 × (aim: at most 0.1): reached",
        "serve, from save to shown: not measured (aim: at most 1 s)",
    ]


def test_growth_from_small_to_large_is_reckoned_by_the_page() -> None:
    held = {"small": {"ours": _result(2)}, "large": {"ours": _result(3)}}
    (line,) = [line for line in verdicts("large", Measured(held)) if line.startswith("CPU a page")]
    assert line == "CPU a page beside small: 1.5 × (aim: at most 1.3): MISSED"


def test_every_aim_of_a_full_run_is_reckoned() -> None:
    one = Run(1, 1, 1)
    result = _result(1, same=one, changed=one, shown=1.0)
    every = Measured(
        {name: dict.fromkeys(TOOLS, result) for name in BOOKS},
        dict.fromkeys((commands.PRINT, commands.PRINT_AGAIN, commands.MAKE_AGAIN), one),
    )
    lines = [line for name in BOOKS for line in verdicts(name, every)]
    assert len(lines) == len(AIMS)
    assert [line for line in lines if "not measured" in line] == []


def test_a_table_takes_the_place_of_the_last_one() -> None:
    text = "a\n<!-- measured: small -->\nold\n<!-- end -->\nb\n<!-- measured: real -->\n<!-- end -->\n"
    put = report.put(text, "small", r"new \1")
    assert put == text.replace("old\n", "\nnew \\1\n\n")
    with pytest.raises(report.Unmarked, match="measured: other"):
        report.put(text, "other", "new")


def test_the_readme_has_a_place_for_every_book_and_says_what_is_not_equal() -> None:
    text = report.README.read_text(encoding="utf-8")
    for name in BOOKS:
        assert "\nnew\n" in report.put(text, name, "new")
    assert report.not_equal(text).startswith("- ")


def test_a_section_says_when_where_and_with_what(book: Book) -> None:
    told = report.section(book, [], Measured({"small": {"ours": _result(2)}}), 0.25)
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC, code \w+", told)
    assert "load before 0.2" in told
    assert "Rounds: ours 1." in told
    assert "26 stages, roles and tasks, 60 terms, 2 languages" in told


# The command


def test_tools_are_left_out_where_they_would_take_hours_unless_asked_for() -> None:
    def names(book: str, asked: bool) -> list[str]:
        return [tool.name for tool in command.tools_for(book, list(TOOLS), asked)]

    assert names("medium", False) == ["ours", "naive", "zensical", "hugo"]
    assert names("large", False) == ["ours", "hugo"]
    assert names("large", True) == ["ours", "naive", "zensical", "hugo"]


def test_an_unknown_size_or_tool_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["--size", "small,huge"])
    assert "there is no “huge”; choose from small, real, medium, large" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        command.main(["--only", "jekyll"])
    assert "there is no “jekyll”" in capsys.readouterr().err


def test_a_tool_that_is_not_installed_is_told_before_any_work(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TOOLS["hugo"], "package", "no-such-package")
    assert command.main(["--size", "small", "--only", "ours,hugo"]) == 1
    assert capsys.readouterr().err.startswith("no-such-package is not installed; `make bench` installs it")
    with pytest.raises(Missing):
        _ = TOOLS["hugo"].version


def test_the_command_measures_prints_and_writes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(report.README.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(report, "README", readme)
    monkeypatch.setitem(TOOLS, "ours", Stand(tmp_path / "log"))
    asked = ["--size", "small", "--only", "ours", "--rounds", "1", "--no-serve", "--write"]
    assert command.main(asked) == 0
    told = capsys.readouterr()
    assert "small, ours, round 1" in told.err
    assert "| cold: CPU, s " in told.out and "What is not equal:" in told.out
    assert "| cold: CPU, s " in readme.read_text(encoding="utf-8")
