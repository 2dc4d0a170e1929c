"""The labels that ship are those that pages show, in every language; a new language begins with all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handbook import spelling
from handbook.check import problems
from handbook.cli.main import main
from handbook.markup import inline
from handbook.resources import LABELS
from handbook.source.labels import shipped
from handbook.source.load import read
from handbook.source.unwritten import unwritten
from handbook.spelling.dictionaries import find, open_dictionary
from handbook.spelling.speller import Speller
from handbook.views.label_keys import label_keys, unexplained
from tests.label_kit import asked_for
from tests.programme_copy import Copy

LANGUAGES = sorted(file.stem for file in LABELS.glob("*.yaml"))
PLACEHOLDER = re.compile(r"\{\w+\}")


def test_a_full_set_ships_for_each_language() -> None:
    assert {"id", "en"} <= set(LANGUAGES)
    assert len(shipped()) > 600
    assert [key for key, text in shipped().items() if sorted(text) != LANGUAGES] == []
    assert [key for key, text in shipped().items() if not all(map(str.strip, text.values()))] == []


def test_what_pages_ask_for_is_what_ships() -> None:
    result, families = asked_for()
    asked = {*result, *label_keys(), *unexplained(shipped(), LANGUAGES)}
    assert len(result) > 200
    assert sorted(asked - set(shipped())) == []
    assert [key for key in shipped() if key not in asked and not key.startswith(families)] == []


def test_labels_are_found_in_templates_and_code(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("""{{ t("task.steps") }} {{ t('ground.' ~ g) }}""")
    (tmp_path / "main.html").write_text("""{{ label("site.skip") }} {{ other("not.this") }}""")
    (tmp_path / "view.py").write_text("""label(f"kind.{kind}")""")

    asked, families = asked_for(tmp_path)

    assert asked == {"task.steps", "site.skip"}
    assert families == ("ground.", "kind.")


def test_placeholders_are_the_same_in_every_language() -> None:
    for key, text in shipped().items():
        assert len({tuple(sorted(PLACEHOLDER.findall(said))) for said in text.values()}) == 1, key


# Words of the labels that are right (KBBI, or names) and that Hunspell's dictionaries lack.
LACKING = {
    "id": {
        *("axe", "berlisensi", "Dicentang", "dicentang", "diketik", "dirujuk", "disabilitas"),
        *("ditempel", "diunduh", "Excel", "hlm", "iCalendar", "internet", "karakter", "kuki", "luring"),
        *("Markdown", "pengodean", "Peramban", "peramban", "piksel", "ponsel", "Server", "server", "surel"),
        *("Tampilan", "tampilan", "tercetak", "Tersalin", "Unduhan", "unduhan", "web"),
    },
    "en": {"iCalendar"},
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_are_spelt_right(language: str) -> None:
    file = find(language)
    assert file is not None, spelling.advice([language])
    speller = Speller(language, open_dictionary(file), ())
    others = [c for c in LANGUAGES if c != language]
    said = [
        words
        for text in shipped().values()
        if not any(text[language] == text[other] for other in others)
        for words, said_in in inline.spoken(PLACEHOLDER.sub("", text[language]))
        if said_in in ("", language)
    ]
    assert len(said) > 300
    assert {word for words in said for word in speller.unknown(words)} == LACKING[language]


def test_a_new_language_begins_with_every_label(programme: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    programme.change("programme.yaml", "languages: [id, en]", "languages: [id, en, jv]")
    (lacking,) = [problem for problem in programme.problems() if "labels lack" in problem.what]
    assert f"{len(shipped())} labels lack `jv`; `handbook new language jv` writes" in str(lacking)

    assert main(["new", "language", "jv", "--data", str(programme.data)]) == 0

    said = capsys.readouterr().out
    assert f"labels.jv.yaml:3: new {len(shipped())} labels in `jv`" in said
    dataset = read(programme.data)
    assert dataset.programme is not None
    steps = dataset.programme.labels["task.steps"]
    assert steps["id"] == "Langkah"
    assert dataset.locate(("labels", "task.steps", "jv"))[0].endswith("labels.jv.yaml")
    assert steps["jv"] == f"{unwritten('jv')}: {shipped()['task.steps']['id']}"
    of_labels = [p for p in problems(dataset) if p.file.endswith("labels.jv.yaml")]
    assert [f"{len(shipped())} labels are what" in p.what for p in of_labels] == [True]
    assert not of_labels[0].blocks
    assert [p for p in problems(dataset) if "labels lack" in p.what] == []


def test_a_label_that_is_lacking_later_is_added_to_the_file_of_its_language(programme: Copy) -> None:
    programme.change("programme.yaml", "languages: [id, en]", "languages: [id, en, jv]")
    assert main(["new", "language", "jv", "--data", str(programme.data)]) == 0
    file = programme.file("labels.jv.yaml")
    whole = file.read_text(encoding="utf-8")
    without = re.sub(r"  task\.(steps|purpose): .*\n", "", whole)
    assert without.count("\n") == whole.count("\n") - 2
    file.write_text(without, encoding="utf-8")

    assert main(["new", "language", "jv", "--data", str(programme.data)]) == 0

    assert sorted(file.read_text(encoding="utf-8").split()) == sorted(whole.split())


@pytest.mark.parametrize(
    ("code", "said"),
    [("jv", "`jv` is no language of this programme; add it to `languages`"), ("en", "has its text in `en`")],
)
def test_what_needs_no_labels_is_refused(
    programme: Copy, capsys: pytest.CaptureFixture[str], code: str, said: str
) -> None:
    assert main(["new", "language", code, "--data", str(programme.data)]) == 2
    assert said in capsys.readouterr().err
    assert not list(programme.data.glob("labels.*"))
