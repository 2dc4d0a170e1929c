"""A printed form spells an abbreviation out once in each chapter, not once for each page in it."""

from __future__ import annotations

from lxml import etree

from handbook.printing.spelled_out import spell_out_once

NAME = '<span class="spelled-out"> (rukun warga)</span>'


def test_only_the_first_name_in_each_chapter_stays() -> None:
    page = f"<p>RW{NAME}, lalu</p><p><b>RW</b>{NAME} lagi</p><p>RW{NAME}.</p>"
    document = etree.fromstring(f"<book><section>{page}</section><section>{page}</section></book>")

    spell_out_once(document)

    chapters = ["".join(map(str, chapter.itertext())) for chapter in document]
    assert chapters == ["RW (rukun warga), laluRW lagiRW."] * 2
