"""Our stemmers are Snowball's, word for word, and the readings beyond Snowball join what belongs together."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
import snowballstemmer

from tests.search_kit import Engine, vocabulary

PREFIXES = "me mem men meng meny pe pem pen peng peny per ber be bel ter di ke se memper diper keber"
SUFFIXES = "kan an i nya kannya annya lah kah pun ku mu"
ENDINGS = """s es ed ing ingly edly er ers or ation ations ator ment ness ful ly y ies ied able ible al ally
ive ize ization ogy ogist ent ence ance ous ously 's"""

# Forms of one word that Snowball keeps apart, or that rules alone cannot join.
FAMILIES = [
    "tetap menetapkan ditetapkan penetapan",
    "nilai menilai dinilai penilaian",
    "kelola mengelola dikelola pengelolaan pengelola",
    "rencana merencanakan perencanaan direncanakan",
    "cepat mempercepat dipercepat percepatan",
    "pimpin memimpin kepemimpinan pemimpin",
    "mukim permukiman bermukim",
    "olah mengolah pengolahan diolah",
    "sah mengesahkan disahkan pengesahan",
    "susun menyusun penyusunan disusun nyusun",
    "pantau memantau pemantauan dipantau pemantau terpantau",
    "koordinasi mengoordinasikan mengkoordinasikan pengoordinasian koordinator mengkoordinir",
    "fasilitasi memfasilitasi fasilitator difasilitasi pemfasilitasian",
    "tugas menugasi ditugaskan penugasan tugasnya",
    "lembaga melembagakan kelembagaan pelembagaan",
    "ketua diketuai mengetuai",
    "peduli kepedulian memedulikan",
    "strategi strategis",
    "provinsi propinsi",
    "risiko resiko berisiko beresiko",
    "praktik praktek",
    "selesai menyelesaikan penyelesaian diselesaikan",
    "periksa memeriksa pemeriksaan diperiksa",
    "terima menerima penerimaan diterima penerima",
    "dana mendanai pendanaan didanai",
]
# Words that look alike and are not.
STRANGERS = [
    ("masa", "masalah"),
    ("tetap", "tetapi"),
    ("tua", "ketua"),
    ("pala", "kepala"),
    ("luar", "keluarga"),
    ("dana", "perdana"),
    ("serta", "peserta"),
    ("luang", "peluang"),
    ("angkat", "perangkat"),
]
ENGLISH_FAMILIES = [
    "adviser advisor advisory advise advises",
    "strategy strategic strategies",
    "finance financial financing",
    "advocacy advocate advocating",
    "coordinate coordinating coordinator coordination",
]


def made_up(words: set[str], before: list[str], after: list[str]) -> set[str]:
    """Words with beginnings and endings that could stand there; not all are words."""
    some = sorted(word for word in words if word.isascii() and len(word) > 2)
    forms = {f"{prefix}{word}" for i, word in enumerate(some) for prefix in before[i % 3 :: 3]}
    forms |= {f"{word}{suffix}" for i, word in enumerate(some) for suffix in after[i % 2 :: 2]}
    forms |= {
        f"{before[i % len(before)]}{word}{after[(i // 3) % len(after)]}" if before else word
        for i, word in enumerate(some)
    }
    return forms | words


@pytest.mark.parametrize(
    ("language", "module", "function", "folder", "before", "after"),
    [
        ("indonesian", "snowball_indonesian", "snowballIndonesian", "", PREFIXES, SUFFIXES),
        ("english", "snowball_english", "snowballEnglish", "en", "", ENDINGS),
    ],
)
def test_no_stem_differs_from_snowballs(
    language: str,
    module: str,
    function: str,
    folder: str,
    before: str,
    after: str,
    engine: Engine,
    site: Path,
) -> None:
    words = sorted(made_up(vocabulary(site / folder), before.split(), after.split()))
    assert len(words) > 10_000
    ours = engine.each(f"languages/{module}.js", function, words)
    snowball = snowballstemmer.stemmer(language)
    theirs = snowball.stemWords(words)
    assert {w: (a, b) for w, a, b in zip(words, ours, theirs, strict=True) if a != b} == {}


@pytest.mark.parametrize("family", FAMILIES)
def test_forms_of_one_indonesian_word_share_a_stem(family: str, engine: Engine) -> None:
    assert (
        _apart(family.split(), engine.each("languages/indonesian.js", "indonesianStems", family.split()))
        == []
    )


@pytest.mark.parametrize("family", ENGLISH_FAMILIES)
def test_forms_of_one_english_word_share_a_stem(family: str, engine: Engine) -> None:
    assert _apart(family.split(), engine.each("languages/english.js", "englishStems", family.split())) == []


@pytest.mark.parametrize(("one", "other"), STRANGERS)
def test_words_that_only_look_alike_share_none(one: str, other: str, engine: Engine) -> None:
    first, second = engine.each("languages/indonesian.js", "indonesianStems", [one, other])
    assert not set(first) & set(second)


def _apart(words: list[str], stems: list[list[str]]) -> list[tuple[str, str]]:
    """Pairs of words that share no stem."""
    pairs = combinations(zip(words, stems, strict=True), 2)
    return [(one, other) for (one, first), (other, second) in pairs if not set(first) & set(second)]
