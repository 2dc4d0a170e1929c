"""What a hostile reader tried: odd pictures, lists, code, anchors, tables and folders."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from handbook.built_site.manifest_update import changing
from handbook.formats import size_in_words
from handbook.outputs.printed import FOLDER
from handbook.printing import cache
from tests.places import LIBRARIES
from tests.print_kit import Printed, folded
from tests.print_pages_kit import pages_of, print_only, project, write_page
from tests.site_builds import run


def bottom_of_ink(file: Path) -> float:
    """How far down the words of a PDF go, in points above the foot of the page."""
    lowest = 1000.0
    for page in pypdfium2.PdfDocument(file):
        text = page.get_textpage()
        lowest = min([lowest, *(text.get_rect(i)[1] for i in range(text.count_rects()))])
    return lowest


def picture(width: int, height: int) -> str:
    size = f'width="{width}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><rect width="9" height="9"/></svg>'


def test_pictures_keep_their_shape_and_size(tmp_path: Path) -> None:
    folder = project(tmp_path)
    write_page(folder, "Ikon ![Ikon](ikon.svg) di baris.\n\n![Tinggi](tinggi.svg)")
    for code in ("id", "en"):
        (folder / "docs" / code / "ikon.svg").write_text(picture(12, 12), encoding="utf-8")
        (folder / "docs" / code / "tinggi.svg").write_text(picture(500, 3000), encoding="utf-8")
    assert print_only(folder, "handbook.id.pdf").returncode == 0
    pages = pages_of(folder, "handbook.id.pdf")
    boxes: dict[str, list[float]] = {}
    for element in pages.structure():
        if element.S == "/Figure" and "/A" in element:
            result = element.A if isinstance(element.A, pikepdf.Array) else [element.A]
            boxes |= {str(element.Alt): [float(v) for v in a.BBox] for a in result if "/BBox" in a}
    left, bottom, right, top = boxes["Ikon"]
    assert right - left == pytest.approx(12 * 0.75, abs=0.5), "a pixel is three quarters of a point"
    left, bottom, right, top = boxes["Tinggi"]
    assert (top - bottom) / (right - left) == pytest.approx(6, abs=0.1)
    assert top - bottom < 800


def test_a_long_admonition_goes_on_over_the_page(tmp_path: Path) -> None:
    folder = project(tmp_path)
    write_page(folder, '!!! warning "Awas"\n    ' + " ".join(f"kata{number}" for number in range(1500)))
    assert print_only(folder, "handbook.id.pdf").returncode == 0
    pages = pages_of(folder, "handbook.id.pdf")
    assert "kata1499" in pages.text
    assert bottom_of_ink(pages.file) > 20


def test_code_keeps_its_lines(tmp_path: Path) -> None:
    folder = project(tmp_path)
    write_page(folder, "    def f(x):\n        return x\n\n    " + "a" * 390)
    assert print_only(folder, "handbook.id.pdf", "handbook.id-en.pdf").returncode == 0
    pages = pages_of(folder, "handbook.id.pdf")
    raw = "\n".join(p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(pages.file))
    assert re.search(r"def f\(x\):\s*\r\n\s*return x", raw)
    assert "a" * 390 in "".join(folded(raw).split())


def test_tables_and_pictures_that_differ_in_the_languages_are_both_printed(tmp_path: Path) -> None:
    folder = project(tmp_path)
    write_page(folder, "| A | B |\n|---|---|\n| satu | dua |\n\n![Hanya di sini](gambar.svg)")
    (folder / "docs" / "id" / "gambar.svg").write_text(picture(20, 20), encoding="utf-8")
    other = "# Catatan\n\n| A | B |\n|---|---|\n| one | two |\n| three | four |\n"
    (folder / "docs" / "en" / "catatan.md").write_text(other, encoding="utf-8")
    assert print_only(folder, "handbook.id-en.pdf").returncode == 0
    text = pages_of(folder, "handbook.id-en.pdf").text
    assert all(word in text for word in ("satu", "dua", "one", "two", "three", "four"))


def test_odd_anchors_lists_and_headings_are_printed(tmp_path: Path) -> None:
    folder = project(tmp_path)
    listing = "<dl><div><dt>nama</dt><dd>arti</dd></div></dl>\n\n<dl><dd>tanpa nama</dd></dl>"
    write_page(
        folder, f"## Über uns {{: #über }}\n\n[ke sana](#über)\n\n{listing}\n\n## ![Logo](logo.svg)\n\nKata."
    )
    for code in ("id", "en"):
        (folder / "docs" / code / "logo.svg").write_text(picture(20, 20), encoding="utf-8")
    done = print_only(folder, "handbook.id.pdf")
    assert done.returncode == 0, done.stderr
    text = pages_of(folder, "handbook.id.pdf").text
    assert all(words in text for words in ("Über uns", "nama", "arti", "tanpa nama"))


def test_the_poster_finds_its_roles_whatever_groups_are_called(tmp_path: Path) -> None:
    folder = project(tmp_path)
    file = folder / "data" / "roles.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Kelompok persiapan", "Kelompok\u00a0persiapan", 1), encoding="utf-8")
    assert print_only(folder, "poster.id.pdf").returncode == 0
    plain = Printed(folder / "site" / FOLDER / "poster.id.pdf").text
    assert plain.count("Pustakawan") + plain.count("pustakawan") >= 2
    for words in ("Perintis:", "Penghubung:"):
        assert words in plain, words


@pytest.mark.parametrize("verb", ["build", "print"])
def test_what_is_no_site_is_not_replaced_by_one(verb: str, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work", encoding="utf-8")
    file = tmp_path / "file"
    file.write_text("something", encoding="utf-8")
    for target, said in ((mine, "  thesis.txt\n"), (file, "this is no folder")):
        done = run("-m", "handbook", verb, "--data", str(LIBRARIES), "--site-dir", str(target))
        assert done.returncode == 2
        assert said in done.stderr
    assert (mine / "thesis.txt").read_text(encoding="utf-8") == "years of work"
    assert file.read_text(encoding="utf-8") == "something"


@pytest.mark.parametrize("epoch", ["-1", "99999999999"])
def test_times_that_files_cannot_bear_are_refused(epoch: str, tmp_path: Path) -> None:
    site = str(tmp_path / "site")
    done = run(
        "-m", "handbook", "build", "--data", str(LIBRARIES), "--site-dir", site, SOURCE_DATE_EPOCH=epoch
    )
    assert done.returncode == 2
    assert f"SOURCE_DATE_EPOCH is `{epoch}`" in done.stderr


def test_an_empty_time_is_none(tmp_path: Path) -> None:
    site = str(tmp_path / "site")
    done = run("-m", "handbook", "build", "--data", str(LIBRARIES), "--site-dir", site, SOURCE_DATE_EPOCH="")
    assert done.returncode == 0, done.stderr


def test_a_damaged_printed_file_is_no_reason_to_stop(tmp_path: Path) -> None:
    folder = project(tmp_path)
    assert print_only(folder, "stage-1.id.pdf").returncode == 0
    damaged = f"{FOLDER}/stage-2.id.pdf"
    with changing(folder / "site", [damaged]):
        (folder / "site" / damaged).write_text("x", encoding="utf-8")
    done = print_only(folder, "stage-1.id.pdf")
    assert done.returncode == 0, done.stderr


def test_a_damaged_file_in_the_store_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "FOLDER", tmp_path)
    cache.keep("a", b"%PDF-1.7 whole %%EOF\n")
    assert cache.find("a") == b"%PDF-1.7 whole %%EOF\n"
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 half")
    assert cache.find("a") is None


@pytest.mark.parametrize("damaged", ["", "{", "[]", "null", '{"pages": 3, "more": 1}'])
def test_damaged_facts_about_a_file_are_found_out_anew(
    damaged: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "FOLDER", tmp_path)
    asked: list[str] = []

    def find_out() -> dict[str, int]:
        asked.append("once")
        return {"pages": 2}

    for _ in range(2):
        assert cache.facts(b"a file", ("pages",), find_out) == {"pages": 2}
    assert len(asked) == 1
    (kept,) = tmp_path.iterdir()
    kept.write_text(damaged, encoding="utf-8")
    assert cache.facts(b"a file", ("pages",), find_out) == {"pages": 2}
    assert len(asked) == 2


def test_a_language_that_nobody_has_numbers_for_gets_a_size() -> None:
    assert size_in_words(3_000_000, "qx") == "3.0 MB"


def test_large_print_of_what_has_its_own_size_is_refused() -> None:
    done = run("-m", "handbook", "print", "--data", str(LIBRARIES), "--poster", "--large", "--list")
    assert done.returncode == 2
    assert "leave out --large" in done.stderr
