"""Words that are spelt wrong are found, in data and prose, in both languages; right ones are left alone."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from handbook.cli.main import main
from handbook.spelling import NoSpelling
from handbook.spelling.dictionaries import NAMED, advice, find
from tests._small import ABOUT
from tests.places import LIBRARIES

AFFIXES = "SET UTF-8\n"
WORDS = {
    "id_ID": "buku kebun menanam bersama bahasa paguyuban benih aturan melengkapi kabupaten bupati"
    " menanggapi mengukur yang dan",
    "en_GB": "garden book growing together shared club seed the colour kick off leader",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Tiny dictionaries, the only ones that are found."""
    place = tmp_path / "dictionaries"
    place.mkdir()
    for name, known in WORDS.items():
        (place / f"{name}.aff").write_text(AFFIXES, encoding="utf-8")
        lines = [str(len(known.split())), *known.split()]
        (place / f"{name}.dic").write_text("\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.setenv(NAMED, str(place))
    return place


class Garden:
    """A programme of one file in a folder of its own, which tests change; its labels say known words."""

    def __init__(self, root: Path):
        self.root = root
        self.write("data/programme.yaml", ABOUT.replace("date: 2026-01-31", 'date: "2026-01-31"'))
        self.write("data/labels.yaml", 'labels: {term.see: {id: "buku {count}", en: "book {count}"}}\n')

    def write(self, name: str, text: str) -> None:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def term(self, indonesian: str, english: str = "Seed", more: str = "") -> None:
        lines = ["terms:", "  seed:", f'    name: {{id: "Benih", en: "Seed"{more}}}', "    definition:"]
        lines += [f'      id: "{indonesian}"', f'      en: "{english}"', "      ground: editorial"]
        self.write("data/terms.yaml", "\n".join(lines) + "\n")

    def spelling(self, *options: str) -> int:
        docs = ["--docs", str(self.root / "docs")] if (self.root / "docs").is_dir() else []
        return main(["spelling", "--data", str(self.root / "data"), *docs, *options])


@pytest.fixture
def garden(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Garden:  # noqa: ARG001 (set up)
    monkeypatch.chdir(tmp_path)
    return Garden(tmp_path)


Output = pytest.CaptureFixture[str]


def test_a_programme_without_mistakes_has_none(garden: Garden, capsys: Output) -> None:
    garden.term("Menanam benih.")
    assert garden.spelling("--require") == 0
    assert capsys.readouterr().out == "no unknown word in: id, en\n"


def test_mistakes_in_data_are_named_with_file_and_line_once_for_a_record(
    garden: Garden, capsys: Output
) -> None:
    garden.term("Benih yang kordinasi dan Kordinasi.", "The **color** of a `sead`.")
    assert garden.spelling() == 1
    assert capsys.readouterr().out.splitlines() == [
        "data/terms.yaml:5: “kordinasi” is not in the dictionary; correct it, or add it to data/words/id.txt",
        "data/terms.yaml:6: “color” is not in the dictionary; correct it, or add it to data/words/en.txt",
        "data/terms.yaml:6: “of” is not in the dictionary; correct it, or add it to data/words/en.txt",
    ]


def test_mistakes_in_prose_are_named_with_file_and_line(garden: Garden, capsys: Output) -> None:
    garden.write(
        "docs/id/a.md", "---\ndescription: Buku kebunn\n---\n# Benih {: #sead }\n\nBuku\nkordinasi.\n"
    )
    garden.write("docs/en/a.md", "# Garden\n\n| seed | seeed |\n|---|---|\n| the | boook |\n")
    assert garden.spelling() == 1
    result = [line.split(" is ")[0] for line in capsys.readouterr().out.splitlines()]
    assert result == [
        "docs/en/a.md:3: “seeed”",
        "docs/en/a.md:5: “boook”",
        "docs/id/a.md:2: “kebunn”",
        "docs/id/a.md:7: “kordinasi”",
    ]


def test_the_handbooks_own_words_are_right(garden: Garden, capsys: Output) -> None:
    garden.term("Advisori dan Bappeda, Bappedanya.")
    garden.write("data/words/id.txt", "# kata kita\nadvisori # peran\nBappeda\n")
    assert garden.spelling() == 0
    garden.term("bappeda")  # a name has its capital
    assert garden.spelling() == 1
    assert "“bappeda”" in capsys.readouterr().out


def test_own_words_that_cannot_be_read_are_said(garden: Garden, capsys: Output) -> None:
    (garden.root / "data" / "words").mkdir()
    (garden.root / "data" / "words" / "en.txt").write_bytes(b"caf\xe9\n")
    assert garden.spelling() == 2
    assert "data/words/en.txt is not UTF-8 text" in capsys.readouterr().err


def test_a_foreign_phrase_is_checked_in_its_own_language(garden: Garden, capsys: Output) -> None:
    garden.term("Buku [kick-off]{en} dan [menanam]{en}.")
    garden.write("docs/id/a.md", 'Buku <span lang="en">the leeder</span> yang <code>the</code>.\n')
    assert garden.spelling() == 1
    result = [line.split(" is ")[0] for line in capsys.readouterr().out.splitlines()]
    assert result == ["data/terms.yaml:5: “menanam”", "docs/id/a.md:1: “leeder”"]


def test_what_is_the_same_everywhere_is_right_where_one_language_knows_it(garden: Garden) -> None:
    garden.term("Benih")
    for name, code in (("Colour", 0), ("Bupati", 0), ("Colur", 1)):
        garden.write(
            "data/more.yaml",
            f'documents: {{plan: {{name: {{id: "{name}", en: "{name}", same: true}}, '
            'summary: {id: "Bupati", en: "Leader", ground: editorial}}}\n',
        )
        assert garden.spelling() == code, name


def test_abbreviations_of_the_data_are_right(garden: Garden) -> None:
    garden.term("Monev Pokja")
    assert garden.spelling() == 1
    garden.write(
        "data/terms.yaml", (garden.root / "data/terms.yaml").read_text("utf-8") + "    abbr: Monev\n"
    )
    garden.write("data/programme.yaml", ABOUT + "  plain_abbreviations: [Pokja]\n")
    assert garden.spelling() == 0


def test_labels_that_a_programme_borrows_are_checked_at_home_only(garden: Garden, capsys: Output) -> None:
    garden.term("kordinasi")
    (garden.root / "data" / "labels.yaml").unlink()
    assert garden.spelling() == 1
    assert [line.split(" is ")[0] for line in capsys.readouterr().out.splitlines()] == [
        "data/terms.yaml:5: “kordinasi”"
    ]


def test_data_that_cannot_be_read_are_reported_first(garden: Garden, capsys: Output) -> None:
    garden.write("data/terms.yaml", "nonsense: {}\n")
    assert garden.spelling() == 1
    assert "there is no section `nonsense`" in capsys.readouterr().out


def test_a_language_without_dictionary_is_left_out_and_said(
    garden: Garden, folder: Path, capsys: Output
) -> None:
    garden.term("kordinasi", "color")
    (folder / "id_ID.dic").unlink()
    assert garden.spelling() == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("spelling not checked: there is no Hunspell dictionary for id; install")
    assert "“color”" in second
    (folder / "en_GB.aff").unlink()
    assert garden.spelling() == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_with_require_a_missing_dictionary_is_an_error(garden: Garden, folder: Path, capsys: Output) -> None:
    (folder / "id_ID.dic").unlink()
    assert garden.spelling("--require") == 2
    assert "for id; install hunspell-id (packages of Debian and Ubuntu), or put" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        (
            "pt",
            "for pt; install hunspell-pt-pt (packages of Debian and Ubuntu), or put pt.dic and pt.aff into a",
        ),
        ("jv", "for jv; put jv.dic and jv.aff into a folder"),
        (
            "id jv",
            "for id, jv; install hunspell-id (packages of Debian and Ubuntu, which have none for jv), or put",
        ),
    ],
)
def test_only_packages_that_exist_are_advised(missing: str, said: str) -> None:
    assert said in advice(missing.split())


def test_without_the_library_the_command_says_what_to_do(
    garden: Garden, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setitem(sys.modules, "spylls.hunspell", None)
    assert garden.spelling() == 2
    assert "pip install --require-hashes -r requirements-dev.txt" in capsys.readouterr().err


def test_a_broken_dictionary_is_said(garden: Garden, folder: Path, capsys: Output) -> None:
    (folder / "id_ID.aff").write_text("SET no-such-encoding\n", encoding="utf-8")
    assert garden.spelling() == 2
    assert "id_ID.dic: the dictionary cannot be read" in capsys.readouterr().err


def test_british_english_is_preferred_and_a_plain_name_is_found(tmp_path: Path) -> None:
    there = {NAMED: str(tmp_path)}
    for name in ("en_AU", "en_GB", "en_US", "id"):
        (tmp_path / f"{name}.dic").touch()
        (tmp_path / f"{name}.aff").touch()
    (tmp_path / "ban_ID.dic").touch()  # without its affixes
    result = [find(code, there) for code in ("en", "id", "ban", "jv")]
    assert [file and file.name for file in result] == ["en_GB.dic", "id.dic", None, None]
    (tmp_path / "en_GB.dic").unlink()
    assert find("en", there) == tmp_path / "en_AU.dic"


def test_a_named_folder_that_is_not_there_is_an_error() -> None:
    with pytest.raises(NoSpelling, match="not a folder"):
        find("id", {NAMED: "/nowhere/dictionaries"})


@pytest.fixture
def real() -> None:
    """The dictionaries of this machine; `make test` makes sure of them."""
    missing = [code for code in ("id", "en") if find(code) is None]
    if missing:
        pytest.fail(advice(missing), pytrace=False)


@pytest.mark.long
@pytest.mark.usefixtures("real")
def test_the_small_programme_is_spelt_right(capsys: Output) -> None:
    assert main(["spelling", "--require", "--data", str(LIBRARIES)]) == 0, capsys.readouterr()
