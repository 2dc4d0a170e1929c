"""Programmes of other shapes are read, checked and given addresses as they should be."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from handbook.check import problems
from handbook.model.addresses import Addresses
from handbook.source.load import Dataset, read
from tests.label_kit import as_data

WORDS = {"id": "kata", "en": "word", "su": "kecap", "jv": "tembung"}


def _text(what: str, languages: Sequence[str]) -> dict[str, str]:
    return {code: f"{WORDS[code]} {what}" for code in languages}


def _write(
    folder: Path, groups: int, stages: int, languages: Sequence[str] = ("id", "en"), tasks: int = 2
) -> Path:
    """A sound programme: in each group the tasks of the same number are counterparts of each other."""

    def statement(what: str) -> dict[str, str]:
        return {**_text(what, languages), "ground": "editorial"}

    def record(what: str) -> dict[str, object]:
        return {"name": _text(what, languages), "summary": statement(f"{what} summary")}

    names = [chr(ord("a") + n) for n in range(groups)]
    share = [[str(s + 1) for s in range(stages) if s * groups // stages == n] for n in range(groups)]
    data = {
        "programme": {
            "title": _text("title", languages),
            "tagline": _text("tagline", languages),
            "name": _text("name", languages),
            "languages": list(languages),
            "language_names": {code: f"Language {code}" for code in languages},
            "edition": "1",
            "date": "2026-01-31",
            "publisher": _text("publisher", languages),
            "licence": {"name": "CC BY 4.0", "address": "https://creativecommons.org/licenses/by/4.0/"},
        },
        "groups": {g: {**record(f"group {g}"), "stages": share[n]} for n, g in enumerate(names)},
        "stages": {
            str(s): {**record(f"stage {s}"), "checklist": [statement(f"check {s}")]}
            for s in range(1, stages + 1)
        },
        "roles": {
            "leader": {
                **record("leader"),
                "groups": {g: {"description": statement(f"leader in {g}")} for g in names},
                "do": [statement("do")],
            }
        },
        "tasks": {
            f"{g}{t}": {
                **record(f"task {g}{t}"),
                "group": g,
                "counterpart": [f"{other}{t}" for other in names if other != g] or "none",
                "roles": [{"role": "leader", "ground": "editorial"}],
                "steps": [
                    {**statement("step"), "who": _text("who", languages), "leaves": _text("note", languages)}
                ],
                "evidence": [statement("evidence")],
            }
            for g in names
            for t in range(1, tasks + 1)
        },
        **as_data(**{code: "en" for code in languages if code not in ("id", "en")}),
    }
    folder.mkdir(exist_ok=True)
    (folder / "all.yaml").write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    return folder


def _sound(folder: Path) -> Dataset:
    dataset = read(folder)
    assert [str(problem) for problem in problems(dataset)] == []
    assert dataset.programme is not None
    return dataset


@pytest.mark.parametrize(
    "languages", [["id"], ["en"], ["id", "en"], ["id", "en", "su"], ["su", "jv", "en", "id"]]
)
@pytest.mark.parametrize(("groups", "stages"), [(1, 1), (1, 6), (2, 3), (3, 3), (3, 60), (6, 6)])
def test_a_sound_programme_of_any_shape_has_no_problem(
    groups: int, stages: int, languages: list[str], tmp_path: Path
) -> None:
    programme = _sound(_write(tmp_path / "data", groups, stages, languages)).programme

    assert programme is not None
    assert programme.languages == tuple(languages)
    assert [programme.group_of(str(s)) for s in (1, stages)] == ["a", "abcdef"[groups - 1]]
    addresses = Addresses(programme)
    assert ("transition" in addresses.overviews) == (groups > 1)
    assert len([a for a in addresses.by_address if a.startswith("s/")]) == stages
    assert "questions" not in addresses.overviews  # it has none


def test_a_single_group_has_no_counterparts(tmp_path: Path) -> None:
    folder = _write(tmp_path / "data", 1, 2)
    assert _sound(folder).programme is not None
    _replace(folder, "  a1:", "counterpart: none", "counterpart: a2")
    _replace(folder, "  a2:", "counterpart: none", "counterpart: a1")

    assert [p.what for p in problems(read(folder))] == [
        "a2 is in the same group as a1",
        "a1 is in the same group as a2",
    ]


def test_a_task_may_have_a_counterpart_in_each_other_group(tmp_path: Path) -> None:
    folder = _write(tmp_path / "data", 3, 3)
    programme = _sound(folder).programme
    assert programme is not None
    assert programme.tasks["b1"].counterpart == ("a1", "c1")

    _replace(folder, "  b1:", "    - c1\n", "    - c1\n    - c2\n")

    assert [p.what for p in problems(read(folder))] == [
        "b1 names c2 as its counterpart, but c2 does not name b1",
        "c2 is in the same group as c1",
    ]


@pytest.mark.parametrize("code", ["id", "en", "su"])
def test_a_text_missing_in_any_of_three_languages_is_found(code: str, tmp_path: Path) -> None:
    folder = _write(tmp_path / "data", 2, 3, ["id", "en", "su"])
    _replace(folder, "  b1:", f"      {code}: {WORDS[code]} task b1\n", "")

    assert [p.what for p in problems(read(folder))] == [f"the text in `{code}` is missing"]


def test_every_translation_that_is_a_copy_is_found(tmp_path: Path) -> None:
    folder = _write(tmp_path / "data", 2, 3, ["id", "en", "su"])
    for code in ("en", "su"):
        _replace(folder, "  b1:", f"{WORDS[code]} task b1\n", "kata task b1\n")

    result = [p.what for p in problems(read(folder))]
    assert result == ["the text in `en` equals the text in `id`", "the text in `su` equals the text in `id`"]

    text = (folder / "all.yaml").read_text(encoding="utf-8")
    same = text.replace("      su: kata task b1\n", "      su: kata task b1\n      same: true\n")
    (folder / "all.yaml").write_text(same, encoding="utf-8")
    assert problems(read(folder)) == []


def test_a_language_too_many_is_found_where_one_language_is_used(tmp_path: Path) -> None:
    folder = _write(tmp_path / "data", 1, 1, ["id"])
    _replace(folder, "  a1:", "      id: kata task a1\n", "      id: kata task a1\n      en: word task a1\n")

    assert [p.what for p in problems(read(folder))] == [
        "`en` is neither a language of this programme nor a key known here"
    ]


def test_a_stage_that_no_group_lists_among_sixty_is_found(tmp_path: Path) -> None:
    folder = _write(tmp_path / "data", 3, 60)
    _replace(folder, "  c:", "    - '60'\n", "")

    assert [p.what for p in problems(read(folder))] == ["the stage 60 is in no group"]


def _replace(folder: Path, below: str, old: str, new: str) -> None:
    file = folder / "all.yaml"
    text = file.read_text(encoding="utf-8")
    start = text.index(old, text.index(f"\n{below}\n"))
    file.write_text(text[:start] + new + text[start + len(old) :], encoding="utf-8")
