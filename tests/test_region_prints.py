"""What is printed of a region bears its name; all else is printed as for the programme, and made once."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from lxml import html

from tests.region_kit import files, handbook, project, report

pytestmark = pytest.mark.print

CODES = ("32.75", "32.76")
ADDRESS = "https://national.example.org/buku/"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = project(tmp_path_factory.mktemp("printed"), *CODES)
    options = ("--out", "out", "--address", "https://regions.example.org/")
    built = handbook(folder, "regions", "build", "regions", *options, SITE_URL=ADDRESS)
    assert built.returncode == 0, built.stderr
    for name in ("build", "print"):
        made = handbook(folder, name, "--site-dir", "site", SITE_URL=ADDRESS)
        assert made.returncode == 0, made.stderr
    return folder


def words(file: Path) -> str:
    """The text of a PDF on one line."""
    with pypdfium2.PdfDocument(file) as held:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in held)


def pdfs(folder: Path) -> dict[str, str]:
    """Name and hash of each PDF of a site."""
    return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in (folder / "pdf").glob("*.pdf")}


@pytest.mark.parametrize(
    "name",
    [
        *("stage-1.id.pdf", "stage-2.id.pdf", "checklist-siap.id.pdf", "checklist-siap.id.booklet.pdf"),
        *("checklist-stage-1.id.pdf", "local-task-32.75-1.id.pdf", "local-book.id.pdf"),
    ],
)
def test_forms_of_a_region_bear_its_name_and_lead_to_it(name: str, place: Path) -> None:
    text = words(place / "out" / "32.75" / "pdf" / name)
    assert "Kota Rekaan 0" in text
    assert "regions.example.org/32.75" in text


def test_all_others_are_those_of_the_programme(place: Path) -> None:
    own, held = pdfs(place / "out" / "32.75"), pdfs(place / "site")
    starts = ("stage-", "checklist-", "local-")
    others = {name for name in held if not name.startswith(starts)}
    assert {name: own[name] for name in others} == {name: held[name] for name in others}
    assert set(own) - set(held) == {
        f"local-{form}.{code}.pdf" for form in ("book", "task-32.75-1") for code in ("id", "en")
    }
    assert [n for n in own if n.startswith(("stage-", "checklist-")) and own[n] == held[n]] == []


def test_what_editions_have_in_common_is_on_the_disk_once(place: Path) -> None:
    first, second = (place / "out" / code for code in CODES)
    for folder in ("pdf", "pictures"):
        one, other = files(first / folder), files(second / folder)
        same = [name for name in one if one[name] == other.get(name)]
        assert same
        links = [
            (first / folder / name).stat().st_ino == (second / folder / name).stat().st_ino for name in same
        ]
        assert all(links)


def test_pages_tell_the_sizes_of_the_forms_of_their_own_edition(place: Path) -> None:
    from handbook.formats import size_in_words

    site = place / "out" / "32.76"
    page = (site / "s" / "2" / "index.html").read_text(encoding="utf-8")
    size = size_in_words((site / "pdf" / "stage-2.id.pdf").stat().st_size, "id")
    assert f"(PDF, {size})" in page


def test_the_group_checklist_has_the_lines_of_local_tasks_and_room_for_more(place: Path) -> None:
    text = words(place / "out" / "32.75" / "pdf" / "checklist-siap.id.pdf")
    assert "Mendata rak kosong" in text
    assert "Daftar rak sudah diterima Wali Kota." in text
    assert "Mendata rak kosong" not in words(place / "site" / "pdf" / "checklist-siap.id.pdf")


def test_an_edition_costs_a_part_of_the_first(place: Path) -> None:
    rows = {row["code"]: row for row in report(place / "out")["editions"]}
    assert all(row["own_bytes"] < row["bytes"] / 2 for row in rows.values())
    assert all(row["cpu_seconds"] > 0 for row in rows.values())


def test_with_a_shared_address_only_what_is_its_own_is_there(place: Path) -> None:
    options = ("--out", "lean", "--pdfs", "none", "--shared-address", ADDRESS)
    built = handbook(place, "regions", "build", "regions", *options, SITE_URL=ADDRESS)
    assert built.returncode == 0, built.stderr
    lean = place / "lean" / "32.75"
    assert not (lean / "d" / "buku-induk" / "index.html").exists()
    assert not (lean / "data" / "v1" / "handbook.json").exists()
    home = (lean / "index.html").read_text(encoding="utf-8")
    assert f'href="{ADDRESS}d/' in home
    assert 'href="t/32.75/1/"' in home
    english = (lean / "en" / "t" / "32.75" / "1" / "index.html").read_text(encoding="utf-8")
    assert f'href="{ADDRESS}en/d/' in english
    assert 'href="../../../../t/32.75/1/"' in english
    named = set(files(lean))
    for page in lean.rglob("index.html"):
        shown: Any = html.fromstring(page.read_text(encoding="utf-8"))
        loaded = [one.get("src") for one in (*shown.iter("script"), *shown.iter("img")) if one.get("src")]
        for source in (one for one in loaded if not one.startswith("https://")):
            assert (page.parent / source).resolve().relative_to(lean.resolve()).as_posix() in named
