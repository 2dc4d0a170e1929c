"""`handbook compress` lays copies beside files; none of them outlives what it was made from."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import brotli
import pytest

from handbook.built_site.compressed import SMALLEST, TEXT, compress_site
from handbook.built_site.manifest import portable_files, read_manifest
from handbook.built_site.manifest_update import changing
from handbook.built_site.unchanged import keep_unchanged
from tests.site_builds import build, copy_project, make, prints, run

UNPACK = {".gz": gzip.decompress, ".br": brotli.decompress}


@pytest.fixture
def own(site: Path, tmp_path: Path) -> Path:
    """A site of one's own that may be changed."""
    return Path(shutil.copytree(site, tmp_path / "site"))


def test_every_text_of_some_size_has_copies_that_hold_it(own: Path) -> None:
    before = set(prints(own))
    report = compress_site(own)
    chosen = {
        name
        for name in before - {".handbook.json"}
        if (own / name).suffix in TEXT and (own / name).stat().st_size >= SMALLEST
    }
    assert report.files == report.made == len(chosen) > 100
    assert {".html", ".css", ".js", ".json", ".xml", ".txt"} <= {Path(name).suffix for name in chosen}
    copies = {f"{name}{ending}" for name in chosen for ending in UNPACK}
    assert set(prints(own)) == before | copies
    for name in chosen:
        for ending, unpack in UNPACK.items():
            assert unpack((own / f"{name}{ending}").read_bytes()) == (own / name).read_bytes()
    manifest = read_manifest(own)
    assert manifest is not None and set(manifest.files) == set(prints(own)) - {".handbook.json"}
    assert not manifest.changing
    assert {name for name, _ in portable_files(own)} & copies == set()


def test_the_same_site_has_the_same_copies_and_they_are_kept(own: Path, site: Path, tmp_path: Path) -> None:
    compress_site(own)
    other = Path(shutil.copytree(site, tmp_path / "other"))
    for file in other.rglob("*.html"):
        file.touch()
    compress_site(other)
    assert prints(own) == prints(other)
    times = {file: file.stat().st_mtime_ns for file in own.rglob("*.*") if file.suffix in UNPACK}
    assert compress_site(own).made == 0
    assert {file: file.stat().st_mtime_ns for file in times} == times


def test_a_damaged_copy_is_made_again(own: Path) -> None:
    compress_site(own)
    for name in ("index.html.gz", "t/index.html.br"):
        good = (own / name).read_bytes()
        for bad in (b"", good[:-9], b"x" + good, gzip.compress(b"other")):
            (own / name).write_bytes(bad)
            assert compress_site(own).made == 1
            assert (own / name).read_bytes() == good


def test_a_change_in_place_removes_the_copies(own: Path) -> None:
    compress_site(own)
    with changing(own, ["llms.txt"]):
        page = own / "index.html"
        page.write_text(page.read_text(encoding="utf-8") + "<!-- -->", encoding="utf-8")
        (own / "llms.txt").unlink()
    for name in ("index.html", "llms.txt"):
        assert not [name for ending in UNPACK if (own / f"{name}{ending}").exists()]
    manifest = read_manifest(own)
    assert (
        manifest is not None
        and "index.html.gz" not in manifest.files
        and "en/index.html.gz" in manifest.files
    )
    assert compress_site(own).made == 2  # the page, and the list of what devices keep


def test_what_is_small_now_has_no_copies(own: Path) -> None:
    compress_site(own)
    (own / "robots.txt").write_text("x" * SMALLEST, encoding="utf-8")
    with changing(own, ["robots.txt"]):
        pass
    assert compress_site(own).made == 1
    (own / "robots.txt").write_text("x", encoding="utf-8")
    compress_site(own)
    assert not (own / "robots.txt.gz").exists() and not (own / "robots.txt.br").exists()
    assert (own / "sitemap.xml.gz").exists()


def test_a_new_site_takes_over_times_and_copies_of_what_is_the_same(
    own: Path, site: Path, tmp_path: Path
) -> None:
    compress_site(own)
    new = Path(shutil.copytree(site, tmp_path / "new"))
    for file in new.rglob("*.html"):
        file.touch()
    (new / "index.html").write_text("changed", encoding="utf-8")
    before = read_manifest(own)
    assert before is not None
    files = {name: digest for name, digest in before.files.items() if name in prints(site)}
    kept = keep_unchanged(own, new, {**files, "index.html": "0"})
    assert (new / "t" / "index.html").stat().st_mtime_ns == (own / "t" / "index.html").stat().st_mtime_ns
    assert (new / "index.html").stat().st_mtime_ns > (own / "index.html").stat().st_mtime_ns
    assert (new / "t" / "index.html.br").exists() and not (new / "index.html.br").exists()
    assert "t/index.html.br" in kept and "index.html.br" not in kept
    assert set(kept) == set(prints(new)) - {".handbook.json"}


def test_commands_keep_copies_true(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    site = build(project / "site", folder=project)
    said = make("compress", site, folder=project)
    assert " as .gz, " in said and " as .br; " in said
    file = project / "data" / "roles.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("Pencatat bertanya kepada", "Pencatat kerap bertanya kepada", 1), encoding="utf-8"
    )
    old = {name: (site / name).stat().st_mtime_ns for name in prints(site)}
    build(site, folder=project)
    for name in prints(site):
        for ending, unpack in UNPACK.items():
            if name.endswith(ending) and name != "sitemap.xml.gz":
                assert (
                    unpack((site / name).read_bytes()) == (site / name.removesuffix(ending)).read_bytes()
                ), name
    changed = {name for name in prints(site) if old.get(name) != (site / name).stat().st_mtime_ns}
    assert "t/l1/index.html" in changed and "t/l2/index.html" not in changed
    assert "t/l2/index.html.gz" in prints(site) and "t/l1/index.html.gz" not in prints(site)
    make("compress", site, folder=project)
    assert "t/l1/index.html.gz" in prints(site)


def test_without_a_site_it_says_what_to_do(tmp_path: Path) -> None:
    for content, words in (
        (None, "holds no built site; run `handbook build` first"),
        ("{", "cannot be read"),
    ):
        folder = tmp_path / "site"
        if content is not None:
            folder.mkdir()
            (folder / ".handbook.json").write_text(content, encoding="utf-8")
        done = run("-m", "handbook", "compress", "--site-dir", str(folder))
        assert done.returncode == 2 and words in done.stderr and "Traceback" not in done.stderr
    assert json.dumps(prints(tmp_path / "site")) != "{}"
