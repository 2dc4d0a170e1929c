"""A paper as DOCX: read back, it has its blanks, headings, heads of tables, language and foot."""

from __future__ import annotations

import io
import zipfile
from collections import Counter

import pypandoc
import pytest
from docx.shared import Cm
from lxml import etree
from PIL import Image

from handbook.localised import Locale
from tests.paper_kit import BLANKS, BOXES, SITE, W, controls, dataset_with_papers, languages_of, opened, part
from tests.paper_kit import written as write_paper

DOCUMENT, FOOT = "word/document.xml", "word/footer1.xml"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Locale]:
    return languages_of(dataset_with_papers(tmp_path_factory.mktemp("papers")))


def words_of(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


@pytest.fixture(scope="module")
def letters(known: dict[str, Locale]) -> dict[str, bytes]:
    """The letter in each language."""
    return {code: write_paper(locale, "surat") for code, locale in known.items()}


@pytest.mark.parametrize("code", ["id", "en"])
def test_every_blank_is_a_content_control(code: str, letters: dict[str, bytes]) -> None:
    found = list(controls(letters[code]))
    assert len(found) == BLANKS
    hints = dict(found)
    if code == "id":
        assert hints["nama desa"] == "nama-desa" and hints["kepala sekolah"] == "kepala-sekolah"
        assert Counter(tag for _, tag in found)["nama-desa"] == 3, "the same hint has the same tag"
        assert "Hari" in hints and hints["nama lengkap"] == "nama-lengkap"
    assert len(list(controls(letters[code], boxes=True))) == BOXES
    numbers = [e.get(f"{W}val") for e in part(letters[code], DOCUMENT).iter(f"{W}id")]
    assert len(numbers) == len(set(numbers)) == BLANKS + BOXES


def test_a_blank_is_a_line_with_its_hint_until_it_is_filled_in(letters: dict[str, bytes]) -> None:
    styles = part(letters["id"], "word/styles.xml")
    placeholder = next(s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") == "PlaceholderText")
    underline = placeholder.find(f".//{W}u")
    assert underline is not None and underline.get(f"{W}val") == "dotted"
    for made in part(letters["id"], DOCUMENT).iter(f"{W}sdt"):
        properties = made.find(f"{W}sdtPr")
        assert properties is not None
        if properties.find(f"{W}text") is None:
            continue
        assert properties.find(f"{W}showingPlcHdr") is not None
        first, *rest = (words_of(run) for run in made.iter(f"{W}r"))
        assert not first.strip("\u00a0") and len(first) >= 18
        title = properties.find(f"{W}alias")
        assert title is not None
        hint = title.get(f"{W}val", "")
        assert hint == "Hari" or hint in "".join(rest)


@pytest.mark.parametrize(("code", "tag"), [("id", "id-ID"), ("en", "en-GB")])
def test_it_says_what_it_is(code: str, tag: str, letters: dict[str, bytes]) -> None:
    document = opened(letters[code])
    held = document.core_properties
    assert held.title == {"id": "Surat pinjam ruang", "en": "Letter to borrow a room"}[code]
    assert held.author and held.language == code and held.comments == ""
    (language,) = part(letters[code], "word/styles.xml").iter(f"{W}lang")
    assert language.get(f"{W}val") == tag
    section = document.sections[0]
    size = (section.page_width or 0, section.page_height or 0)
    assert [abs(side - Cm(wanted)) < 1000 for side, wanted in zip(size, (21, 29.7), strict=True)] == [
        True
    ] * 2


def test_headings_are_headings_and_lists_begin_anew(letters: dict[str, bytes]) -> None:
    document = opened(letters["id"])
    by_style = {p.style.name: p for p in document.paragraphs if p.style is not None}
    assert by_style["Heading 2"].text == "Keperluan"
    assert [p.style.name for p in document.paragraphs[:2] if p.style is not None] == ["Heading 1", "Subtitle"]
    numbered = [p for p in document.paragraphs if p.style is not None and p.style.name == "List Number"]
    lists = [number.get(f"{W}val") for p in numbered for number in p._p.iter(f"{W}numId")]
    assert len(lists) == 3 and lists[0] == lists[1] != lists[2]
    assert any(p.text == "Ruang disapu." for p in document.paragraphs)


def test_heads_of_tables_are_repeated_and_rows_stay_whole(letters: dict[str, bytes]) -> None:
    table = opened(letters["id"]).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["No.", "Judul buku"]
    assert table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
    assert [row.cells[0].text for row in table.rows[1:]] == ["1", "2", "3"]
    assert all(row._tr.find(f"{W}trPr/{W}cantSplit") is not None for row in table.rows)
    assert table.columns[0].width < table.columns[1].width


def test_a_heading_may_begin_a_page(letters: dict[str, bytes]) -> None:
    begins = [
        held.text for held in opened(letters["en"]).paragraphs if held.paragraph_format.page_break_before
    ]
    assert begins == ["What for"]


def test_a_translation_says_that_it_is_one(letters: dict[str, bytes]) -> None:
    told = {code: "".join(map(str, part(made, FOOT).itertext())) for code, made in letters.items()}
    assert "This translation is a courtesy to readers; the text in Bahasa Indonesia prevails." in told["en"]
    assert "courtesy" not in told["id"] and "Terjemahan" not in told["id"]


def test_the_foot_leads_to_the_paper_on_the_web(letters: dict[str, bytes]) -> None:
    import zxingcpp

    foot = part(letters["en"], FOOT)
    words = words_of(foot)
    address = f"{SITE}en/f/surat/"
    assert address in words
    shown = next(foot.iter(f"{WP}docPr"))
    assert address in shown.get("descr", "")
    instructions = [made.get(f"{W}instr") for made in foot.iter(f"{W}fldSimple")]
    assert instructions == ["PAGE", "NUMPAGES"]
    with zipfile.ZipFile(io.BytesIO(letters["en"])) as held:
        (code,) = (name for name in held.namelist() if name.endswith(".png"))
        (read,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(held.read(code))).convert("L"))
    assert read.text == address


def test_without_an_address_there_is_no_code(known: dict[str, Locale]) -> None:
    made = write_paper(known["id"], "surat", "")
    with zipfile.ZipFile(io.BytesIO(made)) as held:
        assert not [name for name in held.namelist() if name.endswith(".png")]
    assert "http" not in words_of(part(made, FOOT))


def test_the_same_bytes_whenever_it_is_made(known: dict[str, Locale], letters: dict[str, bytes]) -> None:
    assert write_paper(known["id"], "surat") == letters["id"]
    with zipfile.ZipFile(io.BytesIO(letters["id"])) as held:
        assert {entry.date_time for entry in held.infolist()} == {(2026, 1, 31, 0, 0, 0)}
        assert not [name for name in held.namelist() if "thumbnail" in name or "WithEffects" in name]


def test_pandoc_reads_it(letters: dict[str, bytes]) -> None:
    words = pypandoc.convert_text(letters["id"], "plain", "docx", extra_args=["--wrap=none"])
    assert "meminjam ruang" in words and "☐" in words and "{" not in words
    assert words.index("Keperluan") < words.index("membaca") < words.index("Kepala sekolah")


def test_a_language_from_right_to_left_is_set_so() -> None:
    from handbook.printing.papers.base import empty_document

    style = empty_document("ar").styles["Normal"].element
    assert style.find(f"{W}pPr/{W}bidi") is not None and style.find(f"{W}rPr/{W}rtl") is not None
    assert empty_document("id").styles["Normal"].element.find(f"{W}pPr/{W}bidi") is None
