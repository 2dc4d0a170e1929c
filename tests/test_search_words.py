"""From what people type to words of the site: forms, typing errors, compounds, spellings, numbers, codes."""

from __future__ import annotations

import pytest

from tests.search_kit import Engine, docs


@pytest.fixture
def small(engine: Engine) -> Engine:
    """An index of a few invented Indonesian pages."""
    pages = docs(
        {
            "memantau": "Pokja memantau saluran air bersama wali kota.",
            "menetapkan": "Bupati menetapkan jadwal kerja sama antarwilayah.",
            "kelola": "Warga mengelola sampah. Serah terima barang pada Tahap 6.",
            "ketua": "Ketua rapat menyampaikan masalah.",
            "tua": "Pohon tua di masa lalu.",
        }
    )
    pages[0]["names"] = ["B3", "PMU"]
    engine.index(pages, "id")
    return engine


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("pemantauan", "memantau/"),  # a form
        ("dipantau", "memantau/"),
        ("memantu", "memantau/"),  # a letter left out
        ("emmantau", "memantau/"),  # two letters swapped
        ("mem", "memantau/"),  # typed half
        ("b3", "memantau/"),  # a code, however it is written
        ("B 3", "memantau/"),
        ("b-3", "memantau/"),
        ("pmu", "memantau/"),  # an abbreviation
        ("walikota", "memantau/"),  # written together
        ("wali kota", "memantau/"),
        ("kerjasama", "menetapkan/"),
        ("diserahterimakan", "kelola/"),
        ("tahap6", "kelola/"),
        ("tahap enam", "kelola/"),
        ("tahap VI", "kelola/"),
        ("tahap keenam", "kelola/"),
        ("ditetapkannya", "menetapkan/"),
        ("pengelolaan", "kelola/"),
        ("nyampaikan", "ketua/"),  # as it is said
        ("MASALAH", "ketua/"),
        ("masálah", "ketua/"),
        ("masa", "tua/"),
        ("tua", "tua/"),
    ],
)
def test_a_query_leads_to_its_page(query: str, first: str, small: Engine) -> None:
    assert small.found(query)[:1] == [first]


@pytest.mark.parametrize(("query", "stranger"), [("ketua", "tua/"), ("masalah", "tua/"), ("tua", "ketua/")])
def test_words_that_look_alike_are_kept_apart(query: str, stranger: str, small: Engine) -> None:
    assert stranger not in small.found(query)


def test_a_word_with_a_typing_error_says_what_it_was_taken_for(small: Engine) -> None:
    assert small.search("memantu")["guesses"] == [["memantu", "memantau"]]
    assert small.search("memantau")["guesses"] == []


def test_what_is_nowhere_finds_nothing_and_names_the_nearest_words(small: Engine) -> None:
    match = small.search("memqntqqu")
    assert match["items"] == [] and match["counts"] == {}
    assert "memantau" in match["suggestions"]


def test_words_are_taken_apart_as_people_write_them(engine: Engine) -> None:
    text = "Bupati/Wali Kota’s e-mail: “SSK”, 2.5%  Jum’at café"
    assert engine.call("words.js", "wordsOf", text) == [
        *("bupati", "wali", "kota", "e", "mail", "ssk", "2", "5", "jumat", "cafe"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "errors"),
    [
        ("kota", "kota", 0),
        ("kota", "kotta", 1),
        ("kota", "koat", 1),
        ("kota", "kata", 1),
        ("kota", "kot", 1),
        ("kota", "bola", 2),
        ("abcd", "wxyz", 3),  # more than asked for: one more than the most
        ("a", "abcdefgh", 3),
        ("a" * 300, "a" * 149 + "ba" + "a" * 149, 1),  # longer than any row that is kept
        ("ab" * 150, "ab" * 70 + "ba" * 80, 2),
    ],
)
def test_errors_are_counted(one: str, other: str, errors: int, engine: Engine) -> None:
    assert engine.call("typing_errors.js", "distance", one, other, 2) == errors
