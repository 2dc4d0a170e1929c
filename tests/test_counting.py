"""`handbook count` tells how much is written, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.cli import counting
from handbook.cli.main import main
from handbook.source.load import read
from tests._small import change, write_small


def test_words_are_counted_by_language_part_and_ground(tmp_path: Path) -> None:
    data = write_small(tmp_path / "data")
    before = counting.words(read(data))
    change(data / "roles.yaml", "Benih masuk tanah.", "Benih [[t/a1|yang baru]] masuk tanah.")
    change(data / "roles.yaml", 'who: {id: "Sang ketua"', 'who: {id: "Sang ketua kebun"')
    change(data / "roles.yaml", "The soil is loosened.", "The dark soil is loosened.")
    prose = tmp_path / "docs" / "en"
    prose.mkdir(parents=True)
    (prose / "about.md").write_text("# Not counted\n\nFour words stand here.\n", encoding="utf-8")
    after = counting.words(read(data, tmp_path / "docs"))

    more = {part: {c: n - before[part][c] for c, n in held.items()} for part, held in after.items()}
    assert more["data"] == {"id": 3, "en": 1}
    assert more["editorial"] == {"id": 3, "en": 0}
    assert more["reference"] == {"id": 0, "en": 1}
    assert more["prose"] == {"en": 4}


def test_the_command_shows_filled_fields(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = write_small(tmp_path / "data")
    assert main(["count", "--data", str(data)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["words", "id", "en"]
    tasks = lines[lines.index("tasks: 2") :]
    assert "  steps 2/2" in tasks
    assert "  mistakes 0/2" in tasks


def test_data_that_cannot_be_read_are_problems_here_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = write_small(tmp_path / "data")
    change(data / "roles.yaml", "group: early", "grup: early")
    assert main(["count", "--data", str(data)]) == 1
    assert "grup" in capsys.readouterr().out
