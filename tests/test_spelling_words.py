"""Which forms of words are taken for right or wrong, and which words a text or page says."""

from __future__ import annotations

import pytest

from handbook.markup import inline, prose
from handbook.spelling.speller import Speller, words


class Listed:
    """A dictionary that knows some words and nothing else."""

    def __init__(self, known: str):
        self._known = set(known.split())

    def lookup(self, word: str) -> bool:
        return word in self._known


RIGHT = (
    "aturan Aturan aturannya aturanlah aturankah aturanpun aturannyalah",  # endings
    "aturan-aturan aturan-aturannya SSK-nya kabupaten/kota pasca-4 pascaaturan antarkabupaten",
    "lengkapi Lengkapi lengkapilah dilengkapi ditanggapi tanggapi",  # because of the active form
    "meng- -nyo",  # parts of words
    "SPALD-T 3R A1 PIUs B4-nya 12 a 2010–2014",  # no words
    "https://example.org/kordinasi x@contoh.id contoh.go.id/surat {hitung}",  # addresses
)


@pytest.mark.parametrize("text", RIGHT)
def test_forms_that_are_right(text: str) -> None:
    speller = Speller("id", Listed("aturan kota kabupaten melengkapi menanggapi mengukur"))
    assert list(speller.unknown(text)) == []


@pytest.mark.parametrize(
    "word",
    [
        "kordinasi",
        "atruan-aturan",
        "aturan-atruan",
        "nya",
        "aturannyo",
        "lenkapi",
        "dilenkapi",
        "diukur",
        "aturan-nya",
    ],
)
def test_forms_that_are_wrong(word: str) -> None:
    speller = Speller("id", Listed("aturan melengkapi mengukur"))
    assert list(speller.unknown(f"aturan {word}.")) == [word]


def test_english_takes_other_endings_than_indonesian() -> None:
    speller = Speller("en", Listed("agencies don't well known"), ["Pokja"])
    text = "Pokja’s agencies’ ‘well-known’ don’t well‑known Pokjanya dilengkapi"
    assert list(speller.unknown(text)) == ["Pokjanya", "dilengkapi"]


def test_a_word_is_looked_up_once() -> None:
    asked: list[str] = []

    class Counting(Listed):
        def lookup(self, word: str) -> bool:
            asked.append(word)
            return super().lookup(word)

    list(Speller("en", Counting("seed")).unknown("seed seed seed"))
    assert asked == ["seed"]


def test_words_of_a_text_without_marks() -> None:
    text = "*kick*-off, `code`-nya [[t/b3]] [[t/b3|kata]] [well put]{en} [web](https://example.org/x) 1–3"
    spoken = list(inline.spoken(text))
    assert [language for _, language in spoken] == ["en", ""]
    assert spoken[0][0] == "well put"
    assert [w for w in words(spoken[1][0]) if not w.isdigit()] == ["kick-off", "0-nya", "kata", "web"]


PAGE = """\
---
title: Judul
description:
  Uraian
hide: [navigation]
---
# Kepala {: #head }

!!! note "Catatan"
    Isi `code` {{ macro("words") }}-nya

<div lang="en">
<p>English<br>words</p>
</div>

Kata<!-- hidden
words --> te[bal](x.md) [tautan](x.md) ![gambar](x.png)

```sh
make
```
Akhir
"""


def test_what_a_page_says_line_by_line() -> None:
    result = [(line, word, language) for line, text, language in prose.words(PAGE) for word in words(text)]
    assert [entry for entry in result if not set(entry[1]) <= set("0")] == [
        (2, "Judul", ""),
        (4, "Uraian", ""),
        (7, "Kepala", ""),
        (9, "Catatan", ""),
        (10, "Isi", ""),
        (10, "0-nya", ""),
        (13, "English", "en"),
        (13, "words", "en"),
        (16, "Kata", ""),
        (17, "tebal", ""),
        (17, "tautan", ""),
        (17, "gambar", ""),
        (22, "Akhir", ""),
    ]
