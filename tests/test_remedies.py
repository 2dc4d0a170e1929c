"""Who follows what `handbook check` says ends at “no problems”, and loses nothing on the way."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from handbook.cli.main import main
from handbook.localised import Locale
from handbook.model.text import Text
from handbook.source.load import read
from handbook.source.published_addresses import PUBLISHED, read_published
from handbook.source.translations import LOCK
from macros import site_files
from macros.current_build import Build
from tests._small import change, write_small
from tests.label_kit import as_data

PAGES = {"id": "# Cara pakai\n\nBaca dulu.\n", "en": "# How to use\n\nRead first.\n"}


class Book:
    """The small programme with a folder for prose, and what the commands say of it."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]):
        self.root, self._capsys = root, capsys
        self.data = write_small(root / "data")
        for code in PAGES:
            (root / "docs" / code).mkdir(parents=True)

    def run(self, command: str, *words: str) -> tuple[int, list[str]]:
        """Exit code and lines of a command."""
        self._capsys.readouterr()
        code = main([command, *words, "--data", str(self.data), "--docs", str(self.root / "docs")])
        return code, self._capsys.readouterr().out.splitlines()

    def check(self) -> list[str]:
        """The problems, each without its folder; none where there is none."""
        code, lines = self.run("check")
        assert (code == 0) == lines[0].startswith("no problems"), lines
        return [] if code == 0 else [line.removeprefix(f"{self.root}/") for line in lines]

    def write_pages(self, name: str) -> None:
        """Write a page in every language."""
        for code, text in PAGES.items():
            page = self.root / "docs" / code / name
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8")

    def follow_names(self, lines: list[str]) -> None:
        """Rename files as the messages say, and add the redirects that they ask for."""
        for line in lines:
            result = re.fullmatch(r"(.+?):1: .+; call it (.+?)(?:, and add `(.+)` under `redirects`)?", line)
            assert result, line
            target = Path(result[2])
            target.parent.mkdir(parents=True, exist_ok=True)
            (self.root / result[1]).rename(target)
            rest = self.data / "rest.yaml"
            if result[3] and result[3] not in rest.read_text(encoding="utf-8"):
                change(rest, "  t/old: t/a1\n", f"  t/old: t/a1\n  {result[3]}\n")


@pytest.fixture
def book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Book:
    return Book(tmp_path, capsys)


NAMES = (
    "Cara Pakai.md",
    "übersicht.md",
    "FAQ.md",
    "cara_pakai.md",
    "a.b.md",
    "Folder Besar/x.md",
    "more/README.md",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_whose_name_is_no_address_is_named_before_it_is_recorded(book: Book, name: str) -> None:
    book.write_pages(name)
    lines = book.check()
    assert len(lines) == 2
    assert book.run("record")[0] == 1
    assert not (book.root / "docs" / PUBLISHED).exists()

    book.follow_names(lines)

    assert book.check() == []
    assert book.run("record")[0] == 0
    assert book.check() == []


@pytest.mark.parametrize("name", NAMES)
def test_a_page_that_was_published_under_such_a_name_has_a_way_out(book: Book, name: str) -> None:
    book.write_pages(name)
    old = name.removesuffix(".md")
    assert book.run("record")[0] == 1
    (book.root / "docs" / PUBLISHED).write_text(f"{old}\n", encoding="utf-8")  # by an earlier handbook
    lines = book.check()
    assert book.run("record")[0] == 0, "what has readers does not stop the work"

    book.follow_names(lines)

    assert book.check() == []
    assert book.run("record")[0] == 0
    listed = {address for _, address in read_published(book.root / "docs" / PUBLISHED)}
    assert old in listed
    assert len(listed) == 2
    assert book.check() == []


@pytest.mark.parametrize("name", ["Cara Pakai", "übersicht", "FAQ", "cara_pakai", "a.b"])
def test_a_published_address_of_any_form_can_be_redirected(book: Book, name: str) -> None:
    """As in the case of a page that was renamed without asking: the message that it is gone is followed."""
    book.write_pages("guide.md")
    (book.root / "docs" / PUBLISHED).write_text(f"{name}\n", encoding="utf-8")
    (line,) = book.check()
    result = re.search(r"add `(.+): new/address` under `redirects`", line)
    assert result

    change(book.data / "rest.yaml", "  t/old: t/a1\n", f"  t/old: t/a1\n  {result[1]}: guide\n")

    assert book.check() == []


def test_a_stale_translation_stays_known_whatever_happens_to_the_list(book: Book) -> None:
    assert book.run("record")[0] == 0
    lock = book.data / LOCK
    committed = lock.read_text(encoding="utf-8")
    change(book.data / "roles.yaml", '"Cabut gulma."', '"Cabut semua gulma."')
    stale = book.check()
    assert len(stale) == 1

    first, *others = committed.splitlines(keepends=True)
    lock.write_text("".join([first, "<<<<<<< HEAD\n", "=======\n", ">>>>>>> b\n", *others]), encoding="utf-8")
    merged = book.check()
    assert [line.split(": ")[0] for line in merged if "merge" in line] == [
        f"data/{LOCK}:{n}" for n in (2, 3, 4)
    ]
    assert all("do not delete the file" in line for line in merged if "merge" in line)
    lock.write_text(committed, encoding="utf-8")
    assert book.check() == stale

    lock.write_text("{", encoding="utf-8")
    damaged = book.check()
    assert any("take it from the last commit; do not delete the file" in line for line in damaged)
    assert book.run("record")[0] == 1

    lock.unlink()
    (gone,) = book.check()
    assert gone.startswith(f"data/{LOCK}:1: the list of translations is gone")
    assert "take it from the last commit" in gone
    assert book.run("record")[0] == 1
    assert book.run("confirm", "tasks.A1")[0] == 1
    assert not lock.exists()
    lock.write_text(committed, encoding="utf-8")
    assert book.check() == stale


def test_a_list_of_translations_that_is_lost_is_begun_anew_by_saying_so(book: Book) -> None:
    assert book.run("record")[0] == 0
    (book.data / LOCK).unlink()
    assert "run `handbook confirm --all`" in book.check()[0]

    assert book.run("confirm", "--all")[0] == 0

    assert book.check() == []


def test_marks_of_a_merge_are_named_in_every_file_that_is_read(book: Book) -> None:
    """One of two texts is kept everywhere, or in lists both."""
    book.write_pages("guide.md")
    assert book.run("record")[0] == 0
    files = [
        book.data / "rest.yaml",
        book.data / PUBLISHED,
        book.data / LOCK,
        book.data / "schema" / "published-v1.json",
        book.data / "words" / "en.txt",
        book.root / "docs" / PUBLISHED,
        book.root / "docs" / "en" / "guide.md",
    ]
    files[4].parent.mkdir()
    files[4].write_text("kelurahan\n", encoding="utf-8")
    kept = {file: file.read_bytes() for file in files}
    for file in files:
        first, *others = kept[file].split(b"\n")
        file.write_bytes(b"\n".join([first, b"<<<<<<< HEAD", b"=======", b">>>>>>> branch", *others]))

    lines = book.check()

    marked = sorted(f"{file.relative_to(book.root).as_posix()}:{n}" for file in files for n in (2, 3, 4))
    assert sorted(line.split(": ")[0] for line in lines) == marked, lines
    assert all("the mark of an unfinished merge" in line for line in lines)
    assert book.run("record")[0] == 1
    for file in files:
        file.write_bytes(kept[file])
    assert book.check() == []


LANGUAGES = "languages: [id, en, su]"
NAMES_OF = 'language_names: {id: "Bahasa Indonesia", en: "English", su: "Basa Sunda"}'


@pytest.fixture
def three(book: Book) -> Book:
    """The small programme in three languages."""
    for file in book.data.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        text = re.sub(r'"?\ben"?: "((?:[^"\\]|\\.)*)"', r'en: "\1", su: "\1 su"', text)
        text = re.sub(r'^( +)en: ("[^"]*"), su: (.*)$', r"\1en: \2\n\1su: \3", text, flags=re.MULTILINE)
        file.write_text(text, encoding="utf-8")
    about = book.data / "programme.yaml"
    text = about.read_text(encoding="utf-8")
    text = text.replace("languages: [id, en]", LANGUAGES)
    about.write_text(re.sub(r"language_names: .*", NAMES_OF, text), encoding="utf-8")
    labels = as_data(su="en")
    del labels["labels"]["task.steps"]  # the programme has its own
    (book.data / "labels.su.yaml").write_text(json.dumps(labels), encoding="utf-8")
    assert book.check() == []
    return book


NAME = 'name: {id: "Tetangga", en: "Neighbours", su: "Neighbours su"}'


@pytest.mark.parametrize(
    ("broken", "says", "mended"),
    [
        ('id: "Bogor", en: "Bogor", su: "Bogor su"', "add `same: true`", "{}, same: true"),
        (
            'id: "Bogor", en: "Bogor", su: "Bogor su"',
            "translate it",
            'id: "Bogor", en: "Bogor town", su: "Bogor su"',
        ),
        ('id: "Bogor", en: "Bogor town", su: "Bogor"', "add `same: true`", "{}, same: true"),
        ('id: "Bogor", en: "Bogor", su: "Bogor"', "add `same: true`", "{}, same: true"),
        ('id: "Aa", en: "Bb", su: "Cc", same: true', "delete `same: true`", 'id: "Aa", en: "Bb", su: "Cc"'),
        (
            'id: "Aa", en: "Bb", su: "Cc", same: true',
            "two of them equal",
            'id: "Aa", en: "Bb", su: "Bb", same: true',
        ),
    ],
)
def test_what_is_the_same_in_two_of_three_languages_can_be_said(
    three: Book, broken: str, says: str, mended: str
) -> None:
    partners = three.data / "roles.yaml"
    change(partners, NAME, f"name: {{{broken}}}")
    lines = three.check()
    assert lines
    assert all(says in line for line in lines), lines

    change(partners, broken, mended.replace("{}", broken))

    assert three.check() == []


def test_what_new_wrote_is_named_until_it_is_written_and_nothing_of_it_is_recorded(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://handbook.test/")
    assert book.run("record")[0] == 0
    listed = (book.data / PUBLISHED).read_bytes()
    assert main(["new", "term", "compost", "--data", str(book.data)]) == 0
    rest = book.data / "rest.yaml"
    lines = book.check()

    assert len(lines) == 4
    assert all("is what `handbook new` left in the place of a text; write the text" in line for line in lines)
    code, refused = book.run("record")
    assert (code, [line.removeprefix(f"{book.root}/") for line in refused]) == (1, lines)
    assert book.run("record", "--if-written") == (
        0,
        ["nothing recorded: 4 texts still to be written; run `handbook check`"],
    )
    assert (book.data / PUBLISHED).read_bytes() == listed
    assert book.run("freeze", "--site-dir", str(book.root / "site"))[0] == 1
    for line in lines:
        number = int(line.split(":")[1])
        text = rest.read_text(encoding="utf-8").split("\n")
        text[number - 1] = re.sub(r"to be written \((\w+)\)(: compost)?", r"Kompos \1", text[number - 1])
        rest.write_text("\n".join(text), encoding="utf-8")
    assert book.check() == []
    assert book.run("record", "--if-written")[1] == [
        "new address: terms#compost",
        "recorded 2 new translations",
    ]


def test_files_that_are_not_read_are_read_once_they_are_called_as_the_message_says(book: Book) -> None:
    term = (
        'terms:\n  {0}:\n    name: {{id: "Kata {0}", en: "Word {0}"}}\n'
        '    definition: {{id: "Arti {0}.", en: "Meaning of {0}.", ground: editorial}}\n'
    )
    for key, name in {"one": "local.yaml.txt", "two": "LOKAL.YAML", "three": "lokal/more.yml"}.items():
        file = book.data / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(term.format(key), encoding="utf-8")
    lines = book.check()
    assert len(lines) == 3

    book.follow_names(lines)

    code, said = book.run("check")
    assert code == 0
    assert "4 terms" in said[0]


def test_what_is_no_file_is_named_and_not_waited_for(book: Book) -> None:
    os.mkfifo(book.data / "pipe.yaml")

    assert book.check() == [
        "data/pipe.yaml:1: the file cannot be read (not a file but a pipe or device); "
        "check that it exists and may be read"
    ]


def test_a_redirect_is_not_written_over_a_page(book: Book, tmp_path: Path) -> None:
    """As on disks where `FAQ` and `faq` are one folder."""
    programme = read(book.data).programme
    assert programme is not None
    build = SimpleNamespace(locale=Locale(programme, "id"))
    page = tmp_path / "site" / "old" / "index.html"

    site_files._write_redirect(tmp_path / "site", "old", "t/a1", cast(Build, build))
    assert 'http-equiv="refresh"' in page.read_text(encoding="utf-8")
    page.write_text("a page", encoding="utf-8")
    site_files._write_redirect(tmp_path / "site", "old", "t/a1", cast(Build, build))
    assert page.read_text(encoding="utf-8") == "a page"


def test_a_text_that_two_languages_share_is_shown_beside_a_third() -> None:
    text = Text(wording={"id": "Bogor", "en": "Bogor", "su": "Kota Bogor"}, same=True)

    assert text.alike("id", "en")
    assert not text.alike("id", "su")
    assert not Text(wording={"id": "Bogor", "en": "Bogor"}).alike("id", "en")
