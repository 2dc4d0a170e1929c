"""An index in parts answers as one that holds everything, loads little, and changes little."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from handbook.html import search_files
from handbook.html.search_index import kind_settings
from handbook.html.search_parts import FOLDER, HEAD, in_runs, packed
from handbook.html.search_words import core_of, words_of
from tests.places import ROOT
from tests.search_kit import Engine, parts, write_index

WHOLE = (ROOT / "tests" / "whole_index.js").read_text(encoding="utf-8")
ROOTS = [
    "susun",
    "tetap",
    "koordinasi",
    "anggaran",
    "sanitasi",
    "rencana",
    "tulis",
    "pakai",
    "kaji",
    "lapor",
    "rapat",
    "saluran",
    "pipa",
    "kota",
    "desa",
    "wali",
    "memorandum",
    "strategi",
    "dokumen",
    "pantau",
    "tugas",
    "peran",
    "warga",
    "dana",
    "usul",
    "buku",
    "putih",
    "survei",
    "ubah",
    "ajar",
    "kerja",
]
FORMS = [
    "{}",
    "me{}",
    "meng{}",
    "di{}",
    "pe{}an",
    "{}an",
    "{}kan",
    "{}nya",
    "ke{}an",
    "ber{}",
    "ter{}",
    "per{}an",
    "{}i",
]
ENGLISH = [
    "plan",
    "planning",
    "planned",
    "budget",
    "budgets",
    "coordination",
    "coordinator",
    "meeting",
    "meetings",
    "strategy",
    "strategic",
    "adviser",
    "advisory",
    "finance",
    "financial",
    "white",
    "book",
    "drain",
    "pipe",
    "people",
    "survey",
    "surveys",
    "naïve",
    "don't",
    "mayor's",
    "café",
]


def grown(pages: int, language: str) -> list[dict[str, Any]]:
    """Entries of a programme of so many pages, with names, synonyms, other languages and many numbers."""
    chance = random.Random(pages)
    words = [form.format(root) for root in ROOTS for form in FORMS] if language == "id" else ENGLISH
    rare = [
        f"{word[:4]}{chance.choice('aeiou')}{chance.choice('bdgklm')}{n}x" for n, word in enumerate(words)
    ]

    def text(most: int) -> str:
        return " ".join(
            chance.choice(rare) if chance.random() < 0.05
            else str(int(10 ** (chance.random() * 5))) if chance.random() < 0.1
            else chance.choice(words)
            for _ in range(chance.randint(1, most))
        )  # fmt: skip

    docs: list[dict[str, Any]] = []
    for number in range(pages):
        kind = chance.choice(["tasks", "stages", "roles", "documents", "prose", "overview"])
        title = f"{kind[0].upper()}{number} {text(4)}"
        docs.append({
            "location": f"{kind}/{number}/", "title": title, "text": text(60), "kind": kind,
            "names": [f"{kind[0]}{number}", text(3)], "also": [text(3), text(2)], "summary": text(6),
        })  # fmt: skip
        for part in range(chance.randint(0, 6)):
            location = f"{kind}/{number}/#p{part}"
            docs.append({"location": location, "title": text(3), "text": text(90), "other": text(2)})
    docs.append({"location": "terms/", "title": "Terms", "text": "", "kind": "overview"})
    for number in range(pages):
        one = {"location": f"terms/#{number}", "title": text(2), "text": text(20), "kind": "terms"}
        docs.append({**one, "names": [text(1)], "also": [text(2)]})
    for doc in docs[: pages * 2 : 3]:
        doc["same"] = [len(docs) - 1 - chance.randrange(pages)]
        doc["led_from"] = [len(docs) - 1 - chance.randrange(pages), chance.randrange(len(docs))]
    return docs


def queries(docs: list[dict[str, Any]], number: int) -> list[str]:
    """What people may type: words, two and three, beginnings, typing errors, names, numbers, nonsense."""
    chance = random.Random(number)

    def words() -> list[str]:
        doc = chance.choice(docs)
        return words_of(
            chance.choice([doc["text"], doc["title"], *doc.get("also", []), *doc.get("names", [])])
        )

    def wrong(word: str) -> str:
        at = chance.randrange(len(word) or 1)
        letter = chance.choice("aeioukmnrst")
        return chance.choice([
            word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :],
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        ])  # fmt: skip

    result: list[str] = []
    while len(result) < number:
        told = words() or ["dan"]
        some = [chance.choice(told) for _ in range(chance.randint(1, 3))]
        result.append(chance.choice([
            " ".join(some), some[0][: chance.randint(1, 4)], " ".join(map(wrong, some)), "".join(some[:2]),
            wrong(wrong(some[0])), chance.choice(docs)["title"], " ".join(told[:4]),
            f"{some[0]} {chance.randrange(300)}",
            str(chance.randrange(10**6)), f"yang {some[0]} tahap vi", "qxzvj", f"me{some[0]}kan",
        ]))  # fmt: skip
    return result


@pytest.fixture(params=["id", "en", "eo"])
def programme(request: pytest.FixtureRequest) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    yield request.param, grown(60, request.param)


def test_it_answers_as_an_index_that_holds_everything(
    programme: tuple[str, list[dict[str, Any]]],
    engine: Engine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    language, docs = programme
    for name, size in {
        "LEAST_WORDS": 200,
        "MOST_WORDS": 600,
        "LEAST_TEXTS": 300,
        "MOST_TEXTS": 900,
        "LENGTHS": 64,
    }.items():
        monkeypatch.setattr(search_files, name, size)
    write_index(tmp_path, docs, language, kind_settings())
    asked = queries(docs, 100)
    cut = answers(engine, asked, parts(tmp_path))
    whole = engine.window.evaluate(
        "async ([address, source, docs, code, settings, queries]) => {"
        " const blob = new Blob([source.replace(/ENGINE/g, address)], { type: 'text/javascript' });"
        " const { WholeIndex } = await import(URL.createObjectURL(blob));"
        " const { languageOf } = await import(`${address}/languages/index.js`);"
        " const { found, items } = await import(`${address}/results.js`);"
        " const index = new WholeIndex(docs, languageOf(code), settings);"
        " return queries.map((query, n) => { const match = found(query, index, n % 7 ? '' : 'terms');"
        "  const { counts, guesses, suggestions } = match;"
        "  return { items: items(match, index), counts, guesses, suggestions }; }); }",
        [engine.address, WHOLE, docs, language, kind_settings(), asked],
    )
    told = {name: sum(bool(answer[name]) for answer in whole) for name in ("items", "guesses", "suggestions")}
    assert told["items"] > 60 and told["guesses"] > 5 and told["suggestions"] > 3
    wrong = [query for query, one, other in zip(asked, cut["answers"], whole, strict=True) if one != other]
    assert wrong == []
    assert len(parts(tmp_path)) > 100
    assert cut["fewest"] < len(parts(tmp_path)) / 10, "a query loads few of the parts"


def answers(engine: Engine, queries: list[str], held: dict[str, Any]) -> dict[str, Any]:
    """What an index answers that is given the parts it asks for, every tenth query from its head alone."""
    head = held.pop(HEAD)
    result: dict[str, Any] = engine.window.evaluate(
        "async ([address, head, parts, queries]) => {"
        " const { Index, Missing } = await import(`${address}/index.js`);"
        " const { languageOf } = await import(`${address}/languages/index.js`);"
        " const { found, items } = await import(`${address}/results.js`);"
        " let fewest = Infinity, index;"
        " const answers = queries.map((query, n) => {"
        "  if (n % 10 === 0) index = new Index(head, languageOf(head.lang));"
        "  let loaded = n % 10 ? Infinity : 0;"
        "  for (;;) { try {"
        "    const match = found(query, index, n % 7 ? '' : 'terms');"
        "    const { counts, guesses, suggestions } = match;"
        "    const answer = { items: items(match, index), counts, guesses, suggestions };"
        "    if (answer.items.length) fewest = Math.min(fewest, loaded);"
        "    return answer;"
        "   } catch (error) { if (!(error instanceof Missing)) throw error;"
        "    for (const name of error.parts) { loaded += 1; index.hold(name, parts[name]); } } } });"
        " return { answers, fewest }; }",
        [engine.address, head, held, queries],
    )
    return result


TEXTS = [
    "Rapat, rapat-rapat; b3 mayor's don't 'quoted' D’Arcy’s naïve Café ①½ x²",
    "İstanbul ΣΑΣ ŝtono e\u0301te\u0301 \u1e9e Å ﬁ ʼayn Jalan_raya 12,5 a\u0300\u0301b i\u0307 ẞ",
    "한국어 日本語テキスト العَرَبِيَّة हिन्दी ไทยว่า 𝒳𝓎 😀 ª º ¼ Ⅳ",
]


def test_the_build_knows_the_same_words_as_the_engine(engine: Engine) -> None:
    texts = [*TEXTS, *(doc["text"] for doc in grown(20, "en"))]
    assert [words_of(text) for text in texts] == engine.each("words.js", "wordsOf", texts)


def test_numbers_are_read_as_they_were_written(engine: Engine) -> None:
    numbers = [*range(200), 1919, 1920, 1921, 10**5, 10**6 + 7, 2**31, 2**40]
    assert engine.call("coding.js", "unpacked", packed(numbers)) == numbers


def test_a_changed_sentence_changes_few_parts(tmp_path: Path) -> None:
    docs = grown(400, "id")
    for name in ("before", "after"):
        write_index(tmp_path / name, docs, "id", kind_settings())
        docs[700]["text"] = re.sub(r"\w+$", "kebaruan", docs[700]["text"])
    before, after = (set(parts(tmp_path / name)) for name in ("before", "after"))
    assert len(before) > 100
    assert 1 <= len(after - before) <= 8 and len(before - after) <= 8


def test_the_same_entries_give_the_same_files(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_index(tmp_path / name, grown(50, "id"), "id", kind_settings())
    held = [{f.name: f.read_bytes() for f in (tmp_path / name / FOLDER).iterdir()} for name in ("one", "two")]
    assert held[0] == held[1]


def test_no_part_is_large_but_for_a_word_that_is_everywhere(tmp_path: Path) -> None:
    write_index(tmp_path, grown(400, "id"), "id", kind_settings())
    sizes = [file.stat().st_size for file in (tmp_path / FOLDER).glob("part.*.js")]
    assert max(sizes) < 3 * search_files.MOST_WORDS


def test_runs_begin_where_they_may_and_are_never_too_large() -> None:
    items = [(number % 5 == 0, 10, number) for number in range(40)]
    assert [run[0] for run in in_runs(items, 20, 1000)] == [0, 5, 10, 15, 20, 25, 30, 35]
    assert [run[0] for run in in_runs(items, 20, 30)] == [*(n for n in range(40) if n % 5 in (0, 3))]


@pytest.mark.parametrize(
    "words", ["susun menyusun penyusunan disusun tersusun", "tulis menulis penulisan ditulis"]
)
def test_forms_of_a_word_are_kept_together(words: str) -> None:
    assert len({core_of(word, "id") for word in words.split()}) == 1
    assert core_of("planning", "en") == "planning"
