"""Archives are the same bytes each time, and cannot write outside their folder."""

from __future__ import annotations

import stat
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handbook.archives import BadArchive, pack, unpack
from handbook.files import fingerprint, link_or_copy, write_whole

WHEN = datetime(2026, 2, 1, 12, 30, tzinfo=UTC)


def test_what_was_packed_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("isi", encoding="utf-8")
    files: dict[str, Path | bytes] = {"b/ç d.html": b"<p>", "a.txt": tmp_path / "a.txt", "kosong.css": b""}

    pack(tmp_path / "held.zip", files.items(), WHEN)
    unpack(tmp_path / "held.zip", tmp_path / "out")

    result = {
        file.relative_to(tmp_path / "out").as_posix(): file.read_bytes()
        for file in (tmp_path / "out").rglob("*")
        if file.is_file()
    }
    assert result == {"b/ç d.html": b"<p>", "a.txt": b"isi", "kosong.css": b""}


def test_the_same_files_in_another_order_give_the_same_bytes(tmp_path: Path) -> None:
    files: list[tuple[str, Path | bytes]] = [("a.txt", b"a" * 99), ("b.pdf", b"%PDF-"), ("c/d.html", b"<p>")]
    pack(tmp_path / "one.zip", files, WHEN)
    pack(tmp_path / "two.zip", files[::-1], WHEN)

    assert fingerprint(tmp_path / "one.zip") == fingerprint(tmp_path / "two.zip")
    with zipfile.ZipFile(tmp_path / "one.zip") as held:
        assert {entry.date_time for entry in held.infolist()} == {(2026, 2, 1, 12, 30, 0)}
        assert [entry.filename for entry in held.infolist()] == ["a.txt", "b.pdf", "c/d.html"]


@pytest.mark.parametrize(("year", "borne"), [(1970, 1980), (1980, 1980), (2107, 2107), (2206, 2107)])
def test_a_day_that_no_archive_can_bear_becomes_the_nearest_that_it_can(
    tmp_path: Path, year: int, borne: int
) -> None:
    pack(tmp_path / "held.zip", [("a", b"")], datetime(year, 1, 1, tzinfo=UTC))
    with zipfile.ZipFile(tmp_path / "held.zip") as held:
        assert held.infolist()[0].date_time[0] == borne


def test_a_failed_archive_leaves_the_last_good_one_and_nothing_half_done(tmp_path: Path) -> None:
    out = tmp_path / "held.zip"
    pack(out, [("a", b"good")], WHEN)
    good = out.read_bytes()

    with pytest.raises(OSError, match="gone"):
        pack(out, [("a", tmp_path / "gone")], WHEN)

    assert out.read_bytes() == good
    assert [file.name for file in tmp_path.iterdir()] == ["held.zip"]


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "..\\out.txt"])
def test_an_archive_that_would_write_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as held:
        held.writestr("good.txt", "")
        held.writestr(name, "")

    with pytest.raises(BadArchive, match="outside its folder"):
        unpack(tmp_path / "bad.zip", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_archive_that_holds_a_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as held:
        held.writestr(link, "/etc/passwd")

    with pytest.raises(BadArchive, match="`link`"):
        unpack(tmp_path / "bad.zip", tmp_path / "out")


@pytest.mark.parametrize("kept", [0, 10, -10])
def test_a_damaged_archive_is_refused_in_words(tmp_path: Path, kept: int) -> None:
    pack(tmp_path / "held.zip", [("a.txt", b"a" * 500)], WHEN)
    whole = (tmp_path / "held.zip").read_bytes()
    (tmp_path / "held.zip").write_bytes(whole[:kept])

    with pytest.raises(BadArchive, match="damaged"):
        unpack(tmp_path / "held.zip", tmp_path / "out")


def test_a_file_whose_content_was_damaged_is_refused(tmp_path: Path) -> None:
    pack(tmp_path / "held.zip", [("a.pdf", b"%PDF-1.7 content")], WHEN)
    content = (tmp_path / "held.zip").read_bytes()
    (tmp_path / "held.zip").write_bytes(content.replace(b"%PDF-1.7 content", b"%PDF-1.7 c0ntent"))

    with pytest.raises(BadArchive, match="damaged"):
        unpack(tmp_path / "held.zip", tmp_path / "out")


def test_a_file_gets_a_second_name_or_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("isi", encoding="utf-8")
    link_or_copy(str(tmp_path / "a"), str(tmp_path / "b"))
    assert (tmp_path / "b").samefile(tmp_path / "a")

    def no_links(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr("os.link", no_links)
    link_or_copy(str(tmp_path / "a"), str(tmp_path / "c"))
    assert (tmp_path / "c").read_text(encoding="utf-8") == "isi"
    assert not (tmp_path / "c").samefile(tmp_path / "a")


def test_compressed_content_that_was_damaged_is_refused(tmp_path: Path) -> None:
    pack(tmp_path / "held.zip", [("a.txt", bytes(range(256)) * 20)], WHEN)
    content = bytearray((tmp_path / "held.zip").read_bytes())
    start = 30 + len("a.txt")  # behind the head of the first file
    content[start : start + 20] = b"\xff" * 20
    (tmp_path / "held.zip").write_bytes(content)

    with pytest.raises(BadArchive, match="damaged"):
        unpack(tmp_path / "held.zip", tmp_path / "out")


def test_an_encrypted_archive_is_refused(tmp_path: Path) -> None:
    pack(tmp_path / "held.zip", [("a.pdf", b"%PDF-")], WHEN)
    content = bytearray((tmp_path / "held.zip").read_bytes())
    for head, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(head) + offset] |= 1  # the flag of an encrypted file
    (tmp_path / "held.zip").write_bytes(content)

    with pytest.raises(BadArchive, match="encrypted"):
        unpack(tmp_path / "held.zip", tmp_path / "out")


def test_a_text_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "list.yaml"
    write_whole(file, "lama\n")
    file.chmod(0o640)
    write_whole(file, "baru\n")
    assert (file.read_text(encoding="utf-8"), stat.S_IMODE(file.stat().st_mode)) == ("baru\n", 0o640)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(file, "terbaru\n")
    assert file.read_text(encoding="utf-8") == "baru\n"
    assert [held.name for held in tmp_path.iterdir()] == ["list.yaml"]
