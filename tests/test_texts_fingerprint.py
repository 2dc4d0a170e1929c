"""By its fingerprint an edition knows whether its texts have changed, and nothing else changes it."""

from __future__ import annotations

import re

import pytest

from handbook.model.records import Programme
from handbook.source.fingerprint import texts_fingerprint
from tests.programme_copy import Copy

PROSE = "docs/en/guide.md"


@pytest.fixture
def before(programme: Copy) -> str:
    programme.add("docs/id/guide.md", "# Petunjuk\n\nBaca.\n")
    programme.add(PROSE, "# Guide\n\nRead.\n")
    return texts_fingerprint(programme.read())


def test_it_is_half_a_sha_256(before: str) -> None:
    assert re.fullmatch("[0-9a-f]{32}", before)


@pytest.mark.parametrize(
    ("file", "added"),
    [
        ("redirects.yaml", "redirects:\n  t/x1: t/l1\n"),
        ("appearance.yaml", "appearance:\n  icon: icon.svg\n"),
        ("style.yaml", 'style:\n  draft: {language: en, use: "draft", avoid: ["raw"]}\n'),
        ("editions.yaml", f'editions:\n  "0.9": {{date: "2020-01-01", sha256: {"0" * 64}, texts: x}}\n'),
        ("roles.yaml", "# a comment\n"),
    ],
)
def test_what_says_nothing_to_readers_does_not_count(
    file: str, added: str, before: str, programme: Copy
) -> None:
    programme.add(file, added)
    assert programme.read().readable is not None
    assert texts_fingerprint(programme.read()) == before


def test_a_field_that_a_later_generator_adds_does_not_count(
    before: str, programme: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Later(Programme):
        added: str = ""

    dataset = programme.read()
    assert dataset.readable is not None
    readable, said = dict(dataset.readable), {}
    for added in ("", "words"):
        later = Later.model_construct(**readable, added=added)
        monkeypatch.setattr(dataset, "readable", later)
        said[added] = texts_fingerprint(dataset)
    assert said[""] == before != said["words"]


def test_ends_of_lines_do_not_count(before: str, programme: Copy) -> None:
    file = programme.file(PROSE)
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert texts_fingerprint(programme.read()) == before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (PROSE, "Read.", "Read it."),
        (PROSE, "Guide\n\n", "Guide\n"),
        ("docs/id/guide.md", "Baca.", "Baca"),
        ("glossary.yaml", "tanpa bayaran", "cuma-cuma"),
    ],
)
def test_a_text_that_changes_counts(file: str, old: str, new: str, before: str, programme: Copy) -> None:
    programme.change(file, old, new)
    assert texts_fingerprint(programme.read()) != before


def test_an_address_and_a_language_of_a_page_count(before: str, programme: Copy) -> None:
    for folder in ("id", "en"):
        file = programme.file(f"docs/{folder}/guide.md")
        file.rename(file.with_name("way.md"))
    moved = texts_fingerprint(programme.read())
    first, second = (programme.file(f"docs/{folder}/way.md") for folder in ("id", "en"))
    words = first.read_bytes(), second.read_bytes()
    first.write_bytes(words[1])
    second.write_bytes(words[0])
    assert len({before, moved, texts_fingerprint(programme.read())}) == 3
