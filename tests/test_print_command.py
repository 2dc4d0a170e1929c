"""`handbook print`: one edition or all, in words that help, and nothing printed twice."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import uuid4

import pytest

from handbook.built_site.manifest_update import changing
from handbook.outputs.printed import FOLDER, Printed, plan, printed_forms
from tests.places import LIBRARIES
from tests.print_kit import DATASET, print_site
from tests.site_builds import build, copy_project, run

assert DATASET.programme is not None
SMALL = ("--data", str(LIBRARIES))


def listed(*options: str) -> list[str]:
    done = run("-m", "handbook", "print", *SMALL, "--list", *options)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--stage", "3", "--lang", "en"), ["stage-3.en.pdf"]),
        (("--stage", "3", "--lang", "en", "--large"), ["stage-3.en.large.pdf"]),
        (("--task", "L1", "--lang", "id"), ["task-l1.id.pdf"]),
        (("--task", "l1", "--task", "l2", "--lang", "id"), ["task-l1.id.pdf", "task-l2.id.pdf"]),
        (("--book", "--lang", "id"), ["handbook.id.pdf"]),
        (("--book", "--large", "--lang", "id"), ["handbook.id.large.pdf"]),
        (("--large",), ["handbook.id.large.pdf", "handbook.en.large.pdf"]),
        (("--book", "--lang", "id-en"), ["handbook.id-en.pdf"]),
        (("--poster",), ["poster.id.pdf", "poster.en.pdf"]),
        (("--checklist", "siap", "--lang", "id"), ["checklist-siap.id.pdf", "checklist-siap.id.booklet.pdf"]),
        (("--checklist", "2", "--lang", "en"), ["checklist-stage-2.en.pdf"]),
        (("poster.en.pdf",), ["poster.en.pdf"]),
    ],
)
def test_options_choose(options: tuple[str, ...], expected: list[str]) -> None:
    assert listed(*options) == expected


def test_without_options_everything_is_chosen() -> None:
    assert DATASET.programme is not None
    assert listed() == [printed.name for printed in plan(DATASET.programme)]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--stage", "9"), "there is no --stage `9`; there are 1, 2, 3"),
        (("--task", "B3"), "there is no --task `B3`; there are S1"),
        (("--checklist", "x"), "there is no --checklist `x`"),
        (("--lang", "de"), "there is no edition in the language `de`; there are id, en, id-en"),
        (("handbok.id.pdf",), "there is no edition `handbok.id.pdf`"),
    ],
)
def test_what_is_not_there_is_said(options: tuple[str, ...], told: str, tmp_path: Path) -> None:
    done = run("-m", "handbook", "print", *SMALL, "--site-dir", str(tmp_path / "site"), *options)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "site").exists()


def test_one_edition_alone_is_printed(tmp_path: Path) -> None:
    said = print_site(tmp_path / "site", *SMALL, "--stage", "3", "--lang", "en")
    assert [file.name for file in (tmp_path / "site" / FOLDER).iterdir()] == ["stage-3.en.pdf"]
    assert "pages in" in said, "the site was built first"
    again = print_site(tmp_path / "site", *SMALL, "--stage", "3", "--lang", "en")
    assert "0 printed, 1 unchanged" in again
    assert "pages in" not in again, "the site is as new as its sources"


def test_only_editions_whose_matter_changed_are_printed_again(tmp_path: Path) -> None:
    data = Path(shutil.copytree(LIBRARIES, tmp_path / "data"))
    site = tmp_path / "site"
    options = ("--data", str(data))
    print_site(site, *options)
    before = {file.name: file.read_bytes() for file in (site / FOLDER).iterdir()}
    text = (data / "roles.yaml").read_text(encoding="utf-8")
    changed = text.replace("Relawan bertanya", f"Relawan {uuid4()} bertanya", 1)  # never printed before
    assert changed != text
    (data / "roles.yaml").write_text(changed, encoding="utf-8")

    said = print_site(site, *options)

    after = {file.name: file.read_bytes() for file in (site / FOLDER).iterdir()}
    assert after.keys() == before.keys()
    different = {name for name in after if after[name] != before[name]}
    assert {"stage-1.id.pdf", "handbook.id.pdf", "handbook.id-en.pdf", "handbook.id.large.pdf"} <= different
    assert not {name for name in different if name.startswith(("task-", "stage-2", "stage-3", "poster"))}
    assert f"{len(different)} printed, {len(after) - len(different)} unchanged" in said


def test_a_new_build_of_the_site_keeps_what_was_printed(tmp_path: Path) -> None:
    site = tmp_path / "site"
    print_site(site, *SMALL, "--poster", "--lang", "en")
    before = (site / FOLDER / "poster.en.pdf").read_bytes()
    build(site, *SMALL)
    assert (site / FOLDER / "poster.en.pdf").read_bytes() == before


def test_editions_of_records_that_are_gone_go(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, *SMALL)
    (site / FOLDER).mkdir()
    printed_before = [f"{FOLDER}/stage-9.id.pdf", f"{FOLDER}/stage-1.id.large.pdf"]
    with changing(site, printed_before):
        for name in printed_before:
            (site / name).write_bytes(b"%PDF-")
    print_site(site, *SMALL, "--stage", "1", "--lang", "id")
    assert (site / FOLDER / "stage-9.id.pdf").exists(), "a part of the editions says nothing about the others"
    print_site(site, *SMALL)
    assert not (site / FOLDER / "stage-9.id.pdf").exists()
    assert (site / FOLDER / "stage-1.id.large.pdf").exists(), "somebody asked for it by hand"


def test_the_project_prints_where_its_folder_cannot_be_written_to(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    (project / ".cache").write_text("in the way of a folder", encoding="utf-8")
    said = print_site(tmp_path / "site", *SMALL, "--poster", "--lang", "id", folder=project)
    assert "1 printed" in said
    assert (tmp_path / "site" / FOLDER / "poster.id.pdf").is_file()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://example.org/", "lead to https://example.org/, which is a placeholder; set SITE_URL"),
        ("https://panduan.test/a/", ""),
    ],
)
def test_a_placeholder_is_not_printed_unnoticed(address: str, told: str, tmp_path: Path) -> None:
    said = print_site(tmp_path / "site", *SMALL, "--poster", "--lang", "id", SITE_URL=address)
    assert ("which is a placeholder" in said) == bool(told)
    assert told in said


def test_forms_of_a_page() -> None:
    assert printed_forms("tasks", "L1", "en") == [Printed("task", "L1", ("en",))]
    assert printed_forms("matrix", "", "en") == [Printed("poster", "", ("en",))]
    assert printed_forms("stages", "", "id") == [Printed("book", "", ("id",))]
