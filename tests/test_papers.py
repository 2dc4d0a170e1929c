"""Papers to fill in: what their data means, before anything is made of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from handbook.localised import Locale
from handbook.markup.blanks import Blank, count_blanks, faults, is_alone, line, said
from handbook.model.records import Paper
from handbook.model.text import Ground, Text
from handbook.outputs.papers import chosen, paper_files
from handbook.outputs.printed import plan
from handbook.printing.document import Library
from handbook.printing.papers.sheet import paper_sheet
from handbook.source.editor_schema import schema
from handbook.source.load import read
from handbook.views.outline import outline
from handbook.views.papers import PieceKind, blanks, papers_beside, pieces, title_of
from tests.paper_kit import BLANKS, dataset_with_papers, languages_of, with_papers


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Locale]:
    return languages_of(dataset_with_papers(tmp_path_factory.mktemp("papers")))


def paper_of(locale: Locale, key: str) -> Paper:
    paper = locale.record("papers", key)
    assert isinstance(paper, Paper)
    return paper


def test_words_in_braces_are_blanks() -> None:
    held = line("Nomor {nomor}, tanggal { hari dan tanggal }.")
    assert held == ("Nomor ", Blank("nomor"), ", tanggal ", Blank("hari dan tanggal"), ".")
    assert said(held) == "Nomor nomor, tanggal hari dan tanggal."
    assert line("{a}{b}") == (Blank("a"), Blank("b")) and line("") == ()
    assert is_alone(line("{a};")) and not is_alone(line("di {a}")) and not is_alone(line("{a} {b}"))
    assert count_blanks("[kick-off]{en} di {tempat}") == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Nomor {nomor", "is not closed"),
        ("Nomor nomor}", "is not opened"),
        ("Nomor { }", "has no hint"),
        ("Nomor {*nomor*}", "has marks"),
        ("{a {b} c}", "is not closed"),
    ],
)
def test_slips_in_blanks_are_told(words: str, says: str) -> None:
    ((what, remedy),) = faults(words)
    assert says in what and remedy
    assert list(faults("Nomor {nomor} dalam [kick-off]{en}")) == []


def test_a_paper_states_its_ground_once(known: dict[str, Locale]) -> None:
    paper = paper_of(known["id"], "surat")
    notes, text = paper.notes[0], paper.parts[1].text
    assert text is not None and notes.ground == text.ground == Ground.EDITORIAL
    assert [item.ground for item in paper.parts[3].items] == [Ground.SOURCE, Ground.EDITORIAL]
    assert paper_of(known["id"], "catatan").ground is None


def test_editors_may_leave_the_ground_of_a_paper_to_all_of_it() -> None:
    definitions = schema(("id", "en"))["$defs"]
    assert "ground" not in definitions["PaperStatement"]["required"]
    assert "ground" in definitions["Statement"]["required"]
    assert set(definitions["Paper"]["required"]) == {"name", "summary", "parts"}


def test_a_paper_is_told_piece_by_piece(known: dict[str, Locale]) -> None:
    made = pieces(known["en"], paper_of(known["en"], "surat"))
    assert [piece.kind for piece in made] == [
        *(PieceKind.SUBTITLE, PieceKind.TEXT, PieceKind.HEADING, PieceKind.TITLE, PieceKind.NUMBERED),
        *(PieceKind.NUMBERED, PieceKind.POINTS, PieceKind.FIELDS, PieceKind.TABLE, PieceKind.BOXES),
        PieceKind.SIGNATURES,
    ]
    day, time = made[7].fields
    assert day == (("Day",), (Blank("Day", beside=True),))
    assert time == (("Time",), (Blank("start"), " to ", Blank("end")))
    assert made[8].rows == (("1",), ("2",), ("3",)), "a row for each first cell, whatever `rows` says"
    assert len(made[10].lines) == 2
    assert title_of(known["en"], paper_of(known["en"], "catatan")) == ("Empty note",)


@pytest.mark.parametrize("code", ["id", "en"])
def test_every_blank_is_counted(code: str, known: dict[str, Locale]) -> None:
    assert len(list(blanks(known[code], paper_of(known[code], "surat")))) == BLANKS


def test_records_name_their_papers_and_stages_lead_to_their_list(known: dict[str, Locale]) -> None:
    for section, key in (("tasks", "S1"), ("documents", "buku-induk")):
        (block,) = (b for b in outline(known["id"], section, key) if b.key == "papers")
        assert [item.named for item in block.items] == [("papers", "surat")]
    assert not [b for b in outline(known["id"], "tasks", "S2") if b.key == "papers"]
    assert papers_beside(known["id"], "stages", "3") == {"target": "../../f/#stage-3", "count": 1}
    assert papers_beside(known["id"], "stages", "2") == {}
    assert papers_beside(known["id"], "tasks", "S1") == {}


def test_a_programme_without_papers_has_no_page_of_them(tmp_path: Path) -> None:
    data = with_papers(tmp_path)
    (data / "papers.yaml").unlink()
    dataset = read(data)
    locale = languages_of(dataset)["id"]
    assert "papers" not in locale.addresses.overviews
    assert not [address for address in locale.addresses.by_address if address.split("/")[0] == "f"]


def test_each_language_has_its_file(tmp_path: Path) -> None:
    data = with_papers(tmp_path)
    about = data / "programme.yaml"
    text = about.read_text(encoding="utf-8")
    assert "languages: [id, en]" in text
    about.write_text(text.replace("languages: [id, en]", "languages: [id, en, jv]"), encoding="utf-8")
    programme = read(data).programme
    assert programme is not None
    names = [file.name for file in paper_files(programme) if file.key == "surat"]
    assert names == ["surat.id.docx", "surat.en.docx", "surat.jv.docx"]
    assert [file.name for file in chosen(programme, plan(programme)) if file.key == "surat"] == names


def test_a_sign_that_no_font_has_is_named_with_its_page(known: dict[str, Locale]) -> None:
    locale = known["id"]
    paper = paper_of(locale, "catatan").model_copy(update={"title": Text(wording={"id": "Nomor \U0001f9ff"})})
    programme = locale.programme.model_copy(update={"papers": {"catatan": paper}})
    sheet = paper_sheet(Library(replace(locale, programme=programme), {}), "papers", "catatan")
    assert any(problem.startswith("page f/catatan: ") for problem in sheet.problems())
