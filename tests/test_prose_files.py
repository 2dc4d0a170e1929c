"""Files beside hand-written pages run nothing, and come from the folder of pages only."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from handbook.markup.prose_files import file_faults

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">\n{}\n</svg>\n'
RUN = {
    "<script>x</script>": 2,
    '<path d="M0 0" onload="x"/>': 2,
    '<a href="javascript:x"><path d="M0 0"/></a>': 2,
    '<a xlink:href="java&#9;script:x"><path d="M0 0"/></a>': 2,
    "<foreignObject><p>x</p></foreignObject>": 2,
    '<a><set attributeName="href" to="javascript:x"/></a>': 2,
    '<a xmlns="http://www.w3.org/1999/xhtml" title="x"/>': 2,
    '<use href="data:image/svg+xml,x"/>': 2,
    "<style>@import 'x.css';</style>": 2,
    "<style>path { fill: url(//evil.example/x) }</style>": 2,
    "<path>": 1,
}
PICTURES = [
    '<style>path { fill: red }</style><path id="a" d="M0 0"/><use href="#a"/>',
    '<image href="data:image/png;base64,AAAA"/><a href="https://example.org/"><text>x</text></a>',
]


@pytest.mark.parametrize("inner", RUN)
def test_pictures_that_run_something_are_named(inner: str, tmp_path: Path) -> None:
    (tmp_path / "x.svg").write_text(SVG.format(inner), encoding="utf-8")
    assert [fault.line for _, fault in file_faults(tmp_path)] == [RUN[inner]]


@pytest.mark.parametrize(
    "picture",
    [
        f"<!DOCTYPE svg [<!ENTITY x '<script>y</script>'>]>\n{SVG.format('&x;')}",
        f"<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'x'>]>\n{SVG.format('')}",
        f"<!DOCTYPE svg SYSTEM 'a>b' [<!ATTLIST path onload CDATA 'x'>]>\n{SVG.format('<path/>')}",
        SVG.format("<?xml-stylesheet href='x.css'?>"),
    ],
)
def test_pictures_with_declarations_or_instructions_are_named(picture: str, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(picture, encoding="utf-8")
    assert [file.name for file, _ in file_faults(tmp_path)] == ["a.svg"]


def test_a_picture_may_say_that_it_is_an_svg(tmp_path: Path) -> None:
    kind = (
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    )
    (tmp_path / "a.svg").write_text(f"{kind}\n{SVG.format('<path/>')}", encoding="utf-8")
    assert list(file_faults(tmp_path)) == []


def test_the_folder_of_a_language_is_no_link_to_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "id").symlink_to(tmp_path / "secret")
    assert [file.name for file, _ in file_faults(tmp_path / "docs" / "id")] == ["id"]


def test_hidden_folders_are_not_published_and_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / ".editor").mkdir()
    (tmp_path / ".editor" / "app.js").touch()
    assert list(file_faults(tmp_path)) == []


@pytest.mark.parametrize("inner", PICTURES)
def test_pictures_are_published(inner: str, tmp_path: Path) -> None:
    (tmp_path / "x.svg").write_text(SVG.format(inner), encoding="utf-8")
    assert list(file_faults(tmp_path)) == []


@pytest.mark.parametrize(
    "name", ["x.html", "a/x.Htm", "x.js", "x.css", "x.xml", "x.rdf", "x.markdown", "x.mkd"]
)
def test_files_that_browsers_run_or_that_check_does_not_read_are_named(name: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("x", encoding="utf-8")
    assert [file for file, _ in file_faults(tmp_path)] == [tmp_path / name]


def test_links_lead_to_nothing_outside_the_folder_of_pages(tmp_path: Path) -> None:
    pages = tmp_path / "docs" / "id"
    pages.mkdir(parents=True)
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key.png").write_bytes(b"x")
    (pages / "own.png").write_bytes(b"x")
    (pages / "same.png").symlink_to(pages / "own.png")
    (pages / "key.png").symlink_to(tmp_path / "secret" / "key.png")
    (pages / "folder").symlink_to(tmp_path / "secret")
    (pages / "page.md").symlink_to("/etc/passwd")
    assert {file.name for file, _ in file_faults(pages)} == {"key.png", "folder", "page.md"}


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    for name in ("pipe.png", "page.md"):
        os.mkfifo(tmp_path / name)
    (tmp_path / "folder.svg").mkdir()
    assert [(file.name, fault.what) for file, fault in file_faults(tmp_path)] == [
        ("pipe.png", "this is not a file but a pipe or device")
    ]
