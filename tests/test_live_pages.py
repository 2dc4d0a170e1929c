"""`handbook serve` tells each browser of changes of its page and of mistakes, and leaves nothing behind."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serve_kit import Server, serving
from tests.site_builds import build, prints

pytestmark = pytest.mark.serve
BUILT = "built in"
SCRIPT = re.compile(r'<script src="/\.handbook/changes\.js" data-shown="\w+" defer></script>')
# Names the script of what devices keep, of built sites only, and has a checksum for that; tested elsewhere.
EVERY_PAGE = re.compile(r"assets/handbook\.\w+\.js")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving("handbook", tmp_path_factory.mktemp("live")) as running:
        assert running.says(BUILT)
        yield running


def test_a_browser_hears_of_its_page(server: Server) -> None:
    task, page = server.state("t/l1/"), server.version("tentang/")
    built = server.count(BUILT)
    server.change("data/roles.yaml", "Pencatat bertanya kepada", "Pencatat sering bertanya kepada")
    heard = server.news("t/l1/", task)
    assert heard["shown"] != task["shown"]
    assert "Pencatat sering bertanya kepada" in server.get("t/l1/")
    assert server.version("t/l1/") == heard["shown"]
    assert server.comes(lambda: server.count(BUILT) > built)
    assert server.version("t/l1/") == heard["shown"], "the whole build makes the same page"
    assert server.version("tentang/") == page, "no reload of what did not change"


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "what"),
    [
        ("data/roles.yaml", "counterpart: S1", "counterpart: S11", r"data/roles\.yaml:\d+", "no `S11`"),
        ("data/roles.yaml", "counterpart: S1", "counterpart: [", r"data/roles\.yaml:\d+", "not valid YAML"),
        ("docs/id/tentang.md", "## Tujuan", "<script>\n## Tujuan", r"docs/id/tentang\.md:\d+", "script"),
        (
            "docs/id/tentang.md",
            "## Tujuan",
            "[x](nowhere.md)\n\n## Tujuan",
            r"docs/id/tentang\.md:\d+",
            "link",
        ),
        ("handbook/html/templates/blocks.html", "{%", "{% if %} {%", r".*blocks\.html:\d+", "Expected"),
    ],
)
def test_mistakes_are_told_with_their_place_until_they_are_mended(
    server: Server, file: str, old: str, new: str, place: str, what: str
) -> None:
    assert server.comes(lambda: not server.state("t/l1/")["mistakes"])
    page = server.get("t/l1/")
    server.change(file, old, new)
    try:
        assert server.comes(lambda: bool(server.state("t/l1/")["mistakes"]))
        found = server.state("t/l1/")["mistakes"]
        assert any(re.fullmatch(place, mistake["place"]) and what in mistake["what"] for mistake in found), (
            found
        )
        assert "<script>\n## Tujuan" not in server.get("tentang/")
        if what != "no `S11`":  # that can be shown nevertheless
            assert server.get("t/l1/") == page, "the last good page stays"
        assert "L1" in server.get("t/l1/")
    finally:
        server.change(file, new, old)
    assert server.comes(lambda: not server.state("t/l1/")["mistakes"])
    assert server.get("t/l1/") == page


def test_the_newest_of_several_saves_stays(server: Server, tmp_path: Path) -> None:
    server.change("data/roles.yaml", 'name: {id: "Mendengar', 'name: {id: "Simpanan 0: mendengar')
    for number in range(5):
        built = server.count(BUILT)
        server.change("data/roles.yaml", f"Simpanan {number}: mendengar", f"Simpanan {number + 1}: mendengar")
        if number % 2:
            assert server.shows("t/l1/", f"Simpanan {number + 1}")
    assert server.shows("t/l1/", "Simpanan 5")
    assert server.comes(lambda: server.count(BUILT) > built)
    site = build(tmp_path / "site", folder=server.project, SITE_URL=f"http://127.0.0.1:{server.port}/")
    pages = [name.removesuffix("index.html") for name in prints(site) if name.endswith("index.html")]
    assert len(pages) > 50
    for page in pages:
        clean = EVERY_PAGE.sub("", (site / page / "index.html").read_text(encoding="utf-8"))
        assert EVERY_PAGE.sub("", SCRIPT.sub("", server.get(page))) == clean, page
        assert "changes.js" not in clean


def test_a_record_comes_and_goes(server: Server) -> None:
    term = "{name: {id: Baru, en: New}, definition: {id: Yang baru., en: What is new., ground: editorial}}"
    file = server.project / "data" / "more.yaml"
    page = server.state("words/")
    file.write_text(f"terms:\n  baru: {term}\n", encoding="utf-8")
    assert server.news("words/", page)["shown"] != page["shown"]
    assert "Yang baru." in server.get("words/")
    file.unlink()
    assert server.comes(lambda: server.version("words/") == page["shown"])


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_nothing_is_left_behind(tmp_path: Path, sign: signal.Signals) -> None:
    with serving("handbook", tmp_path) as running:
        running.process.send_signal(sign)
        assert running.process.wait(30) == (0 if sign == signal.SIGINT else 128 + sign)
        assert "Traceback" not in running.log.read_text(encoding="utf-8")
    assert [*(tmp_path / "temporary").iterdir()] == []
