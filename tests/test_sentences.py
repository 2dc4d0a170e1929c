"""Sentences are told apart and their words counted; only long ones are reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.cli.main import main
from handbook.markup.prose import passages
from handbook.markup.sentences import count_words, sentences
from tests._small import change, write_small

PAGE = """\
---
description: Not a passage.
---
# Not a passage {: #anchor }

First line with `code`,
second with *stress* and <span lang="en">words of theirs</span>. {{ macro("x") }}
{: .note }

- One item.

```sh
no passage
```

| no | passage |
|---|---|
| no | passage |

<div>no passage</div>

> Last.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two? Three! Four… Five", ["One.", "Two?", "Three!", "Four…", "Five"]),
        (
            "He said: “Go.” Then (he left.) All: good; fine.",
            ["He said: “Go.”", "Then (he left.)", "All: good; fine."],
        ),
        ("Perpres No. 5 berlaku. Ya.", ["Perpres No. 5 berlaku.", "Ya."]),
        ("The answer is no. We go.", ["The answer is no.", "We go."]),
        ("Tanyakan dr. Siti dan Ir. Budi. Lalu tulis.", ["Tanyakan dr. Siti dan Ir. Budi.", "Lalu tulis."]),
        ("A tool, e.g. Excel, or a.n. Bupati.", ["A tool, e.g. Excel, or a.n. Bupati."]),
        ("B. J. Habibie came. We saw.", ["B. J. Habibie came.", "We saw."]),
        ("It costs 22.500 today. Pay.", ["It costs 22.500 today.", "Pay."]),
        (
            "Peta, data, dll. disimpan. Peta dll. Lalu tulis.",
            ["Peta, data, dll. disimpan.", "Peta dll.", "Lalu tulis."],
        ),
        ("1. First", ["1. First"]),
        ("", []),
    ],
)
def test_sentences_end_where_readers_see_them_end(text: str, expected: list[str]) -> None:
    result = list(sentences(text))
    assert [sentence for _, sentence in result] == expected
    assert all(text.startswith(sentence, start) for start, sentence in result)


def test_words_have_letters_or_digits() -> None:
    assert count_words("Kabupaten/kota – 22.500 “orang” & wali-kota …") == 4


def test_passages_of_a_page_are_its_paragraphs_and_items_with_their_lines() -> None:
    result = list(passages(PAGE, "id"))
    assert [(p.line, " ".join(p.text.split())) for p in result] == [
        (6, "First line with code, second with stress and words of theirs."),
        (10, "One item."),
        (22, "Last."),
    ]
    assert " ".join(result[0].own.split()) == "First line with …, second with stress and …. …"


@pytest.mark.parametrize(("words", "code", "lines"), [(25, 0, 0), (26, 0, 1), (35, 0, 1), (36, 1, 1)])
def test_advice_is_printed_last_and_does_not_fail_the_check(
    words: int, code: int, lines: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = write_small(tmp_path / "data")
    change(data / "roles.yaml", "Pull the weeds.", f"Pull{' on' * (words - 1)}.")
    assert main(["check", "--data", str(data)]) == code
    shown = capsys.readouterr().out.splitlines()
    assert shown[0].startswith("no problems") == (code == 0)
    assert sum(f"has {words} words; split it" in line for line in shown) == lines
    if code == 0 and lines:
        assert "has" in shown[-1]
        assert len(shown) == 2


def test_advice_comes_after_every_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = write_small(tmp_path / "data")
    change(data / "programme.yaml", "Growing together.", f"Growing{' on' * 25}.")
    change(data / "roles.yaml", "Pull the weeds.", f"Pull{' on' * 35}.")
    assert main(["check", "--data", str(data)]) == 1
    first, last = capsys.readouterr().out.splitlines()
    assert "roles.yaml" in first
    assert "programme.yaml" in last


def test_advice_keeps_nothing_from_being_recorded(tmp_path: Path) -> None:
    data = write_small(tmp_path / "data")
    change(data / "roles.yaml", "Pull the weeds.", f"Pull{' on' * 35}.")
    assert main(["record", "--data", str(data)]) == 0
