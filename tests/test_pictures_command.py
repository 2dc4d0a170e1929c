"""`handbook pictures`: all that changed and nothing else, the same bytes every time, and words that help."""

from __future__ import annotations

import errno
import re
import shutil
from pathlib import Path

import pytest

from handbook.built_site.manifest_update import changing
from handbook.cli.main import main
from handbook.outputs.pictures import FOLDER, QR, Figure
from handbook.printing.pictures import drawing, making
from handbook.views.pictures.on_pages import all_pictures
from tests.picture_kit import make
from tests.places import LIBRARIES
from tests.print_kit import DATASET
from tests.site_builds import build, run

assert DATASET.programme is not None
ALL = all_pictures(DATASET)
COUNT = len(ALL)


def contents(site: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (site / FOLDER).iterdir()}


def copied(folder: Path) -> Path:
    """A copy of the second programme's data below a folder."""
    return Path(shutil.copytree(LIBRARIES, folder / "data"))


def change(data: Path, old: str, new: str) -> None:
    file = data / "roles.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def undrawn(site: Path, tmp_path: Path) -> Path:
    """A copy of the site without pictures that a test may change."""
    return Path(shutil.copytree(site, tmp_path / "site"))


def refused(folder: Path, *options: str) -> str:
    """What is said where the command fails or cannot be carried out."""
    done = run("-m", "handbook", "pictures", "--site-dir", str(folder / "site"), *options)
    assert done.returncode in (1, 2), done.stdout
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def test_list_names_all(tmp_path: Path) -> None:
    said = make(tmp_path / "site", "--data", str(LIBRARIES), "--list")
    assert said.split() == [picture.name for picture in ALL]
    assert not (tmp_path / "site").exists()


def test_the_same_sources_give_the_same_bytes(pictured: Path, tmp_path: Path) -> None:
    site = tmp_path / "elsewhere" / "site"
    said = make(site, "--data", str(LIBRARIES), "--fresh", TZ="Asia/Jakarta", LC_ALL="C", PYTHONHASHSEED="7")
    assert f"{COUNT} made, 0 unchanged" in said
    assert contents(site) == contents(pictured)


def test_what_did_not_change_is_not_made_again(drawn: Path, tmp_path: Path) -> None:
    data, site = copied(tmp_path), drawn
    times = {file: file.stat().st_mtime_ns for file in (site / FOLDER).iterdir()}
    assert f"0 made, {COUNT} unchanged" in make(site, "--data", str(data))
    assert {file: file.stat().st_mtime_ns for file in (site / FOLDER).iterdir()} == times

    change(data, 'en: "Finding a room"', 'en: "Finding two rooms"')
    said = make(site, "--data", str(data))
    changed = {f.name for f in (site / FOLDER).iterdir() if times[f] != f.stat().st_mtime_ns}
    assert f"{len(changed)} made, {COUNT - len(changed)} unchanged" in said
    # The slide in that language, the title within its code as SVG, and pictures that name the task.
    assert {"t-s2.qr.en.svg", "t-s2.slide.en.svg", "t-s2.slide.en.png"} < changed
    assert {"table.tasks-by-stage.en.svg", "t-s2.partners.en.png"} < changed
    assert not any(".id." in name or name.startswith("t-s1.") or ".qr.en.png" in name for name in changed)


def test_a_damaged_picture_is_made_anew(drawn: Path) -> None:
    before = contents(drawn)
    damaged = (ALL[0].name, ALL[3].name)
    with changing(drawn, [f"{FOLDER}/{name}" for name in damaged]):
        for name in damaged:
            (drawn / FOLDER / name).write_bytes(before[name][: len(before[name]) // 2])
    assert f"2 made, {COUNT - 2} unchanged" in make(drawn, "--data", str(LIBRARIES))
    assert contents(drawn) == before


def test_another_address_of_the_site_makes_other_codes(drawn: Path) -> None:
    said = make(drawn, "--data", str(LIBRARIES), SITE_URL="https://baca.example.net/buku/")
    assert f"{COUNT} made" in said
    assert b"baca.example.net/buku/" in (drawn / FOLDER / ALL[0].name).read_bytes()


def test_pictures_stay_when_the_site_is_built_again(drawn: Path) -> None:
    site = drawn
    before = contents(site)
    build(site, "--data", str(LIBRARIES))
    assert contents(site) == before
    shutil.rmtree(site)
    (site / FOLDER).mkdir(parents=True)
    build(site, "--data", str(LIBRARIES))  # a folder of pictures alone is no foreign folder
    assert (site / "index.html").is_file()


def test_pictures_of_what_is_gone_go_too(drawn: Path) -> None:
    left = drawn / FOLDER / "t-zz.slide.id.png"
    with changing(drawn, [f"{FOLDER}/{left.name}"]):
        left.write_bytes(b"")
    make(drawn, "--data", str(LIBRARIES))
    assert not left.exists()


def test_a_letter_that_no_font_has_is_named_and_the_last_good_slide_stays(
    drawn: Path, tmp_path: Path
) -> None:
    data, site = copied(tmp_path), drawn
    before = contents(site)
    change(data, 'en: "Finding a room"', 'en: "Finding ꦗ room"')
    said = refused(tmp_path, "--data", str(data))
    assert "the character “ꦗ” (U+A997)" in said
    assert re.search(r"not made: t-s2\.slide\.en\.svg, t-s2\.slide\.en\.png\n", said)
    assert re.search(r"\.tasks-by-stage\.en\.svg", said)
    assert "the last good files stay" in said
    after = contents(site)
    assert {name for name in before if before[name] != after[name]} == {
        name for name in after if name.endswith("qr.en.svg") and before[name] != after[name]
    }


def test_what_typst_refuses_is_named(
    undrawn: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "slide.typ"
    broken.write_text('#panic("no ink")', encoding="utf-8")
    monkeypatch.setattr(drawing, "TEMPLATE", broken)
    monkeypatch.setattr(drawing, "PRINT", tmp_path)
    assert main(["pictures", "--data", str(LIBRARIES), "--site-dir", str(undrawn)]) == 1
    assert "no ink" in capsys.readouterr().err
    drawn_still = (p for p in ALL if p.kind == QR or isinstance(p, Figure))
    assert sorted(contents(undrawn)) == sorted(picture.name for picture in drawn_still)


def test_a_full_disk_is_one_sentence(
    undrawn: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:

    def full(file: Path, _: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(file))

    monkeypatch.setattr(making, "write_whole", full)
    assert main(["pictures", "--quiet", "--data", str(LIBRARIES), "--site-dir", str(undrawn)]) == 2
    said = capsys.readouterr().err
    assert said.startswith("handbook: ")
    assert said.endswith("no space left on device\n")
    assert contents(undrawn) == {}


def test_where_no_folder_can_be_made_a_sentence_says_so(undrawn: Path, tmp_path: Path) -> None:
    (undrawn / FOLDER).write_text("a file", encoding="utf-8")
    said = refused(tmp_path, "--data", str(LIBRARIES))
    assert f"  {FOLDER}\nNothing was changed." in said


def test_a_site_without_an_address_gets_no_codes_and_slides_and_says_so(tmp_path: Path) -> None:
    site = tmp_path / "site"
    said = make(site, "--data", str(LIBRARIES), SITE_URL="")
    assert "neither QR codes nor slides were made, since the site has no address" in said
    assert "SITE_URL" in said
    figures = sorted(picture.name for picture in ALL if isinstance(picture, Figure))
    assert sorted(contents(site)) == figures
    assert b"<a " not in contents(site)[next(name for name in figures if name.endswith(".svg"))]


def test_broken_data_makes_nothing_and_says_where(tmp_path: Path) -> None:
    data = copied(tmp_path)
    change(data, 'en: "Finding a room"', "fr: x")
    said = refused(tmp_path, "--data", str(data))
    assert re.search(r"roles\.yaml:\d+: ", said)
    assert not (tmp_path / "site").exists()


def test_keys_of_any_shape_give_names_of_their_own(tmp_path: Path) -> None:
    assert len({picture.name for picture in ALL}) == COUNT
    data = copied(tmp_path)
    for file in data.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        text = re.sub(r"\bL1\b", "Langkah-Awal-01", text).replace("t/l1", "t/langkah-awal-01")
        file.write_text(text.replace("task/l1", "task/langkah-awal-01"), encoding="utf-8")
    site = tmp_path / "site"
    make(site, "--data", str(data))
    assert (site / FOLDER / "t-langkah-awal-01.slide.en.png").is_file()
