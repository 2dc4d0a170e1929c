"""Whatever form of an Indonesian word of this handbook people type, the search knows the word."""

from __future__ import annotations

from pathlib import Path

from tests.search_kit import Engine, vocabulary

VOWELS = "aiueo"


def nasal(root: str, start: str) -> str:
    """A root with me- or pe- and the sound that follows from its first letter."""
    first, rest = root[0], root[1:]
    if first in VOWELS:
        return f"{start}ng{root}"
    taken = {"k": "ng", "t": "n", "s": "ny", "p": "m"}
    if first in taken:
        return start + taken[first] + rest
    before = {"b": "m", "f": "m", "v": "m", "c": "n", "d": "n", "j": "n", "z": "n", "g": "ng", "h": "ng"}
    return start + before.get(first, "") + root


def inflected(root: str) -> list[str]:
    """Forms that could be made of a root, whether or not people use them."""
    me, pe = nasal(root, "me"), nasal(root, "pe")
    forms = [me, f"{me}kan", f"{me}i", pe, f"{pe}an", f"{pe}annya", f"{root}an", f"{root}kan", f"{root}nya"]
    forms += [f"{prefix}{root}" for prefix in ("di", "ter", "ber", "se")]
    forms += [
        f"di{root}kan",
        f"di{root}i",
        f"ke{root}an",
        f"per{root}an",
        f"memper{root}kan",
        f"diper{root}kan",
    ]
    return [*forms, f"{root}lah", f"ke{root}annya", f"{me}kannya"]


def test_no_inflected_form_of_a_word_on_the_site_finds_nothing(engine: Engine, site: Path) -> None:
    engine.open(site)
    stems = engine.each("languages/snowball_indonesian.js", "snowballIndonesian", sorted(vocabulary(site)))
    held = {stem for stem in stems if stem.isascii() and len(stem) > 3}
    roots = engine.told(sorted(held & vocabulary(site)))
    forms = [form for root in roots for form in inflected(root)]
    assert len(forms) > 10_000
    reached = engine.reach(forms)
    assert [form for form, words in zip(forms, reached, strict=True) if not words] == []
