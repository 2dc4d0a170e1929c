"""A run over many regions holds few things at a time, and tells what it did."""

from __future__ import annotations

import json
import shutil
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.region_builds import record
from handbook.region_builds.gather import Wanted, gathered
from handbook.region_builds.inputs import packed, unpack
from handbook.region_builds.place import RECORD, Place
from handbook.region_builds.run import REPORT, Summary, build_all
from handbook.region_builds.work import Done, Inputs, State, Task
from handbook.regions.facts import EditionFacts
from macros.build_language import configuration
from tests.places import LIBRARIES, LIBRARIES_DOCS, ROOT
from tests.region_kit import files

INPUTS = Inputs(b"", {}, "code", "inputs")


class Builders:
    """Puts a record in place of each edition, or fails with some."""

    def __init__(self, place: Place, failing: tuple[str, ...] = ()):
        self.asked: list[str] = []
        self._place, self._failing = place, failing

    def build(self, inputs: Inputs, tasks: Iterator[Task]) -> Iterator[Done]:
        """Answer each task."""
        for task in tasks:
            self.asked.append(task.code)
            if task.code in self._failing:
                yield Done(task.code, State.FAILED, ("no room",))
                continue
            digest = task.digest(inputs.digest)
            done = Done(task.code, State.BUILT, own_bytes=7, digest=digest, facts=facts(task.code))
            self._place.write(f"{task.code}/{RECORD}", record.written(done))
            yield done


def facts(code: str) -> EditionFacts:
    """What the index tells of an edition."""
    return EditionFacts(code, {"id": "Kota"}, "city", {"id": "Provinsi"}, "3", "2026-12-01", f"{code}/")


def tasks(count: int, size: int = 10) -> Iterator[Task]:
    """So many tasks, each with a file of so many bytes."""
    for number in range(count):
        yield Task(f"10.{number}", {"a.yaml": bytes(size)}, "regions/a.yaml", "", "none", "out")


def run(
    out: Path, items: Iterator[Task | Done], count: int, builders: Builders
) -> tuple[Summary, list[Done]]:
    """The summary of a run, and what it told."""
    told: list[Done] = []
    return build_all(items, count, INPUTS, lambda: builders, Place(str(out)), told.append), told


def test_what_is_there_as_it_would_be_built_is_not_built_again(tmp_path: Path) -> None:
    builders = Builders(Place(str(tmp_path)))
    summary, _ = run(tmp_path, tasks(5), 5, builders)
    assert (summary.counts[State.BUILT], len(builders.asked)) == (5, 5)
    builders.asked.clear()
    summary, _ = run(
        tmp_path, (replace(t, pdfs="all") if t.code == "10.3" else t for t in tasks(5)), 5, builders
    )
    assert builders.asked == ["10.3"]
    assert (summary.counts[State.BUILT], summary.counts[State.UNCHANGED]) == (1, 4)


def test_builders_are_asked_for_only_if_something_is_to_be_built(tmp_path: Path) -> None:
    run(tmp_path, tasks(2), 2, Builders(Place(str(tmp_path))))

    def none() -> Builders:
        raise AssertionError("there is nothing to build")

    build_all(tasks(2), 2, INPUTS, none, Place(str(tmp_path)), lambda _: None)


def test_the_report_tells_of_each_edition(tmp_path: Path) -> None:
    refused = Done("09.01", State.REFUSED, ("regions/09.01.yaml:1: x; y",))
    items: Iterator[Task | Done] = iter([refused, *tasks(3)])
    summary, told = run(tmp_path, items, 4, Builders(Place(str(tmp_path)), ("10.1",)))
    held = json.loads((tmp_path / REPORT).read_text(encoding="utf-8"))
    assert held["counts"] == {"built": 2, "unchanged": 0, "refused": 1, "failed": 1}
    assert [(row["code"], row["state"]) for row in held["editions"]] == [
        ("09.01", "refused"),
        ("10.0", "built"),
        ("10.1", "failed"),
        ("10.2", "built"),
    ]
    assert (held["own_bytes"], summary.good) == (14, False)
    assert [one.messages for one in told if one.messages] == [refused.messages, ("no room",)]


def test_a_record_that_cannot_be_read_counts_as_none(tmp_path: Path) -> None:
    builders = Builders(Place(str(tmp_path)))
    run(tmp_path, tasks(3), 3, builders)
    (tmp_path / "10.1" / RECORD).write_text("{", encoding="utf-8")
    (tmp_path / "10.2" / RECORD).write_text('{"facts": []}', encoding="utf-8")
    builders.asked.clear()
    run(tmp_path, tasks(3), 3, builders)
    assert builders.asked == ["10.1", "10.2"]


def _most(folder: Path, count: int) -> int:
    """Bytes that the command holds at most while it runs over so many regions with files of 200 kB."""
    tracemalloc.start()
    try:
        run(folder, tasks(count, 200_000), count, Builders(Place(str(folder))))
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_stays_flat_from_10_to_500_regions(tmp_path: Path) -> None:
    few, many = _most(tmp_path / "few", 10), _most(tmp_path / "many", 500)
    assert many < few + 490 * 6_000  # what the report says of each; their files have 98 MB


def test_a_digest_covers_all_that_an_edition_is_made_from() -> None:
    task = next(tasks(1))
    others = [
        replace(task, code="x"),
        replace(task, files={"a.yaml": b"x"}),
        replace(task, files={**task.files, "a.svg": b""}),
        replace(task, address="https://example.org/"),
        replace(task, pdfs="all"),
        replace(task, shared_address="https://example.org/"),
    ]
    digests = {one.digest("inputs") for one in (task, *others)} | {task.digest("others")}
    assert len(digests) == 8
    assert replace(task, out="elsewhere", label="x").digest("inputs") == task.digest("inputs")


def test_inputs_travel_whole_and_without_tests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.org/")
    held = packed(LIBRARIES, LIBRARIES_DOCS, "code")
    assert held.settings["SITE_URL"] == "https://example.org/"
    assert packed(LIBRARIES, LIBRARIES_DOCS, "code") == held
    data, docs = unpack(held, tmp_path)
    assert docs is not None
    assert files(data) == files(LIBRARIES)
    assert files(docs) == files(LIBRARIES_DOCS)
    monkeypatch.setenv("SITE_URL", "https://example.com/")
    assert packed(LIBRARIES, LIBRARIES_DOCS, "code").digest != held.digest


def test_settings_of_a_checkout_hold_where_inputs_are_unpacked(tmp_path: Path) -> None:
    """They inherit those of the generator, and name its hook, by paths within the checkout."""
    for name, folder in (("data", LIBRARIES), ("docs", LIBRARIES_DOCS)):
        shutil.copytree(folder, tmp_path / "p" / name)
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(ROOT / name, tmp_path / "p")
    data, docs = unpack(packed(tmp_path / "p" / "data", tmp_path / "p" / "docs", "code"), tmp_path / "there")
    for language in ("id", "en"):
        config = configuration(language, data, docs, tmp_path / "site", strict=False)
        assert len(config.hooks) == 1
        assert config.site_url


def test_files_that_can_be_no_region_are_refused_before_they_are_read(tmp_path: Path) -> None:
    for name in ("32.75.yaml", "32.75.yml", "not a code.yaml", "10.10.yaml"):
        (tmp_path / name).write_text("region: {}", encoding="utf-8")
    (tmp_path / "10.11.yaml").symlink_to("/etc/passwd")
    (tmp_path / "10.12.yaml").write_bytes(bytes(50 << 20))
    (tmp_path / "10.10.svg").write_text("<svg/>", encoding="utf-8")
    found = list(gathered(tmp_path, Wanted("https://example.org/", "none", "out")))
    good = [one for one in found if isinstance(one, Task)]
    assert [(one.code, sorted(one.files), one.address) for one in good] == [
        ("10.10", ["10.10.svg", "10.10.yaml"], "https://example.org/10.10/"),
    ]
    told = {one.code: one.messages[0] for one in found if isinstance(one, Done)}
    assert "is a link to another place" in told["10.11"]
    assert "52,428,800 bytes" in told["10.12"]
    clashing = [one.messages[0] for one in found if one.code == "32.75" and isinstance(one, Done)]
    assert [message.partition(":1: ")[0] for message in clashing] == [
        f"{tmp_path}/{name}" for name in ("32.75.yaml", "32.75.yml")
    ]
    assert all("is of the region 32.75, too" in message for message in clashing)
    assert "is not the code of a region" in told["not a code"]


def test_facts_of_an_edition_are_kept_with_it(tmp_path: Path) -> None:
    done = Done("10.10", State.BUILT, digest="d", facts=facts("10.10"), bytes=9)
    place = Place(str(tmp_path))
    place.write(f"10.10/{RECORD}", record.written(done))
    assert record.read(place, "10.10") == replace(done, state=State.UNCHANGED)
    assert record.read(place, "10.11") is None
