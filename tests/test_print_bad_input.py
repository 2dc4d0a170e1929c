"""Bad input is said in words with page and element, or laid out cleanly; nothing is lost in silence."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from handbook.outputs.printed import FOLDER
from tests.print_kit import folded
from tests.print_pages_kit import pages_of, print_only, project, write_page

LONG_WORD = "Ketidakterpertanggungjawabannyaperkumpulanketidakberdayaanmu"
assert len(LONG_WORD) == 60
TITLE = " ".join(f"kata{number}" for number in range(300))


def test_everything_unprintable_is_named_in_one_run_and_the_last_good_file_stays(tmp_path: Path) -> None:
    folder = project(tmp_path)
    write_page(folder, "Baik.")
    good = print_only(folder, "handbook.id.pdf", "stage-1.id.pdf")
    assert good.returncode == 0, good.stderr
    before = (folder / "site" / FOLDER / "handbook.id.pdf").read_bytes()

    write_page(
        folder,
        '<p class="hero">Besar</p>\n\nAksara ꦗ di sini.\n\n![](lain.png)\n\n![Peta](tiada.png)\n',
    )
    done = print_only(folder, "handbook.id.pdf", "stage-1.id.pdf")

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for told in (
        'page catatan: the print template does not know <p class="hero">',
        "page catatan: the character “ꦗ” (U+A997) in “Aksara ꦗ di sini.” is in no font",
        "page catatan: the picture lain.png has no alternative text",
        "page catatan: the picture tiada.png is no file of the site",
    ):
        assert told in done.stderr, told
    assert "not printed: handbook.id.pdf" in done.stderr
    assert "the last good files stay: handbook.id.pdf" in done.stderr
    assert (folder / "site" / FOLDER / "handbook.id.pdf").read_bytes() == before
    assert "1 unchanged, 1 failed" in done.stdout
    assert "stage-1.id.pdf" not in done.stderr


def test_a_broken_picture_is_named_with_its_page(tmp_path: Path) -> None:
    folder = project(tmp_path)
    write_page(folder, "![Peta](rusak.png)\n")
    for code in ("id", "en"):
        (folder / "docs" / code / "rusak.png").write_bytes(b"\x89PNG\r\n\x1a\n and no more")
    done = print_only(folder, "handbook.id.pdf")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "page catatan: the picture ../rusak.png cannot be read (failed to decode image" in done.stderr


def test_a_control_character_is_named_with_its_line_before_anything_is_printed(tmp_path: Path) -> None:
    folder = project(tmp_path)
    write_page(folder, "Sebelum\x07sesudah.")
    done = print_only(folder, "handbook.id.pdf")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    told = (
        r"docs/id/catatan\.md:\d+: an invisible control character \(U\+0007\) stands in column 8; delete it"
    )
    assert re.search(told, done.stderr)


def test_attributes_that_mean_nothing_are_passed_over(tmp_path: Path) -> None:
    folder = project(tmp_path)
    table = '<table><tr><td colspan="x" rowspan="0">sel</td><td colspan="-2">lain</td></tr></table>'
    spans = '<span lang="pt-BR">palavra</span> <span lang="">kosong</span> <span lang="x-klingon">nuq</span>'
    write_page(folder, f'{table}\n\n<p>{spans}</p>\n\n<ol start="dua"><li>butir</li></ol>')
    done = print_only(folder, "handbook.id.pdf")
    assert done.returncode == 0, done.stderr
    text = pages_of(folder, "handbook.id.pdf").text
    assert all(word in text for word in ("sel", "lain", "palavra", "kosong", "nuq", "butir"))


def test_a_picture_with_alternative_text_is_printed(tmp_path: Path) -> None:
    folder = project(tmp_path)
    write_page(folder, "![Tiga kotak bertumpuk](kotak.svg)")
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><rect width="60" height="20"/></svg>'
    )
    for code in ("id", "en"):
        (folder / "docs" / code / "kotak.svg").write_text(svg, encoding="utf-8")
    done = print_only(folder, "handbook.id.pdf")
    assert done.returncode == 0, done.stderr
    pages = pages_of(folder, "handbook.id.pdf")
    figures = [element for element in pages.structure() if element.S == "/Figure"]
    assert "Tiga kotak bertumpuk" in [str(figure.get("/Alt", "")) for figure in figures]


@pytest.mark.parametrize(
    "name", ["stage-1.id.pdf", "checklist-stage-1.id.pdf", "handbook.id.pdf", "handbook.id-en.pdf"]
)
def test_a_title_of_300_words_is_set_over_as_many_lines_as_it_needs(name: str, tmp_path: Path) -> None:
    folder = project(tmp_path)
    file = folder / "data" / "roles.yaml"
    text = file.read_text(encoding="utf-8")
    place = text.index("    name:", text.index("\nstages:\n"))
    end = text.index("\n", place)
    title = f'    name: {{id: "{TITLE}", en: "{TITLE}", same: true}}'
    file.write_text(text[:place] + title + text[end:], encoding="utf-8")
    done = print_only(folder, name)
    assert done.returncode == 0, done.stdout + done.stderr
    words = pages_of(folder, name).text.split()
    assert [f"kata{number}" for number in range(300) if f"kata{number}" not in words] == []


def ends(file: Path) -> list[tuple[int, float]]:
    """How far right the ink of each page goes, in points, with the page's width."""
    result = []
    for page in pypdfium2.PdfDocument(file):
        text = page.get_textpage()
        boxes = [text.get_rect(i) for i in range(text.count_rects())]
        result.append((page.get_width(), max((right for _, _, right, _ in boxes), default=0.0)))
    return result


@pytest.mark.parametrize("name", ["handbook.id.pdf", "handbook.id-en.pdf", "handbook.id.large.pdf"])
def test_a_word_of_60_letters_stays_on_the_page(name: str, tmp_path: Path) -> None:
    folder = project(tmp_path)
    table = f"| A | B | C |\n|---|---|---|\n| {LONG_WORD} | b | {LONG_WORD} |\n"
    write_page(folder, f"{LONG_WORD} {LONG_WORD}\n\n- {LONG_WORD}\n\n{table}")
    done = print_only(folder, name)
    assert done.returncode == 0, done.stderr
    pages = pages_of(folder, name)
    for width, right in ends(pages.file):
        assert right <= width - 40
    squeezed = "".join(pages.text.split())
    assert squeezed.count(LONG_WORD) >= 5


def test_a_table_of_14_columns_stands_on_a_landscape_page(tmp_path: Path) -> None:
    folder = project(tmp_path)
    heads = [f"Kepala{n}" for n in range(14)]
    cells = [f"pertanggungjawaban{n}" for n in range(14)]
    rows = [heads, ["---"] * 14, *([cells] * 60)]
    write_page(folder, "\n".join("| " + " | ".join(row) + " |" for row in rows))
    done = print_only(folder, "handbook.id.pdf")
    assert done.returncode == 0, done.stderr
    pages = pages_of(folder, "handbook.id.pdf")
    wide = [n for n, page in enumerate(pages.pdf.pages) if page.mediabox[2] > page.mediabox[3]]
    with_table = [n for n in wide if "Kepala13" in pages.pages[n]]
    assert len(with_table) > 1, "the table goes over several pages"
    assert all("Kepala0" in pages.pages[n] for n in with_table), "and each has its heads"
    squeezed = "".join(folded(" ".join(pages.pages[n] for n in with_table)).split())
    assert squeezed.count("pertanggungjawaban13") == 60
    for width, right in ends(pages.file):
        assert right <= width - 30


def test_a_heading_level_left_out_is_closed(tmp_path: Path) -> None:
    folder = project(tmp_path)
    write_page(folder, "#### Jauh di bawah\n\nKata.\n\n## Kembali\n\nKata.")
    done = print_only(folder, "handbook.id.pdf")
    assert done.returncode == 0, done.stderr


def test_one_paragraph_longer_than_a_page_is_printed_whole_in_the_parallel_edition(tmp_path: Path) -> None:
    folder = project(tmp_path)
    write_page(folder, " ".join(f"butir{number}" for number in range(1500)))
    done = print_only(folder, "handbook.id-en.pdf")
    assert done.returncode == 0, done.stderr
    text = pages_of(folder, "handbook.id-en.pdf").text
    missing = [number for number in range(1500) if text.count(f"butir{number} ") < 2]
    assert len(missing) <= 30, "words at the ends of pages may be divided from the next"
    assert "butir1499" in text


def test_broken_data_prints_nothing_and_says_where(tmp_path: Path) -> None:
    folder = project(tmp_path)
    (folder / "data" / "roles.yaml").write_text("stages: [", encoding="utf-8")
    done = print_only(folder)
    assert done.returncode == 1
    assert "roles.yaml:1:" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
