"""What is kept between commands is used only if it is whole and was put there under its own key."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from handbook.incremental.store import Store, key_of

KEY, OTHER = key_of("one"), key_of("another")


def entries(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


@pytest.mark.parametrize("content", [b"", b"words", bytes(range(256)) * 40])
def test_what_is_put_in_is_found_again(tmp_path: Path, content: bytes) -> None:
    Store(tmp_path).put(KEY, content)
    assert Store(tmp_path).get(KEY) == content
    assert Store(tmp_path).get(OTHER) is None


def test_keys_tell_apart_where_one_part_ends() -> None:
    assert len({key_of("ab", "c"), key_of("a", "bc"), key_of("abc"), key_of("ab", "c", "")}) == 4


@pytest.mark.parametrize("place", range(0, 200, 7))
def test_a_damaged_entry_is_not_used(tmp_path: Path, place: int) -> None:
    Store(tmp_path).put(KEY, b"words" * 20)
    (file,) = entries(tmp_path)
    held = bytearray(file.read_bytes())
    held[place] ^= 1
    file.write_bytes(held)
    assert Store(tmp_path).get(KEY) is None


@pytest.mark.parametrize("length", [0, 10, 150, 200])
def test_an_entry_that_is_cut_short_is_not_used(tmp_path: Path, length: int) -> None:
    Store(tmp_path).put(KEY, b"words" * 20)
    (file,) = entries(tmp_path)
    file.write_bytes(file.read_bytes()[:length])
    assert Store(tmp_path).get(KEY) is None


def test_an_entry_of_another_key_is_not_used(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(KEY, b"words")
    (file,) = entries(tmp_path)
    foreign = tmp_path / OTHER[:2] / OTHER[2:]
    foreign.parent.mkdir(exist_ok=True)
    file.rename(foreign)
    assert store.get(OTHER) is None


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file stands in the way", encoding="utf-8")
    store = Store(tmp_path / "store")
    store.put(KEY, b"words")
    assert store.get(KEY) is None


def test_the_oldest_entries_go_first_and_those_just_used_stay(tmp_path: Path) -> None:
    store = Store(tmp_path)
    keys = [key_of(str(number)) for number in range(6)]
    for age, key in enumerate(keys):
        store.put(key, b"x" * 1000)
        file = tmp_path / key[:2] / key[2:]
        os.utime(file, (10_000 - age, 10_000 - age))
    lost = tmp_path / KEY[:2] / "0123.part"
    lost.parent.mkdir(exist_ok=True)
    lost.write_bytes(b"half of an entry")
    os.utime(lost, (1, 1))
    size = (tmp_path / keys[0][:2] / keys[0][2:]).stat().st_size

    store.tidy(since=9_999.5, spare=2 * size)

    left = [key for key in keys if (tmp_path / key[:2] / key[2:]).exists()]
    assert left == [keys[0], keys[1], keys[2]]
    assert lost.exists(), "its process may be at work"
    store.tidy(since=10_000_000, spare=0)
    assert entries(tmp_path) == []
