"""`serve` shows a change of data, prose, templates and theme, and survives mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from handbook.html import environment
from tests.places import ROOT
from tests.serve_kit import COMMANDS, Server, serving

pytestmark = pytest.mark.serve
TEMPLATES = environment.TEMPLATES.relative_to(ROOT)


@pytest.fixture(scope="module", params=COMMANDS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(request.param, tmp_path_factory.mktemp(f"served-by-{request.param}")) as running:
        yield running


def test_devices_keep_nothing_of_what_is_being_written(server: Server) -> None:
    for folder in ("", "en/"):
        named = re.search(r"assets/handbook\.\w+\.js", server.get(folder))
        assert named
        assert '"keeping":""' in server.get(f"{folder}{named[0]}")
        assert server.get(f"{folder}kept.json") == ""
    assert server.get("service-worker.js") == ""


def test_changes_show(server: Server) -> None:
    server.change("data/roles.yaml", "Pencatat bertanya kepada", "Pencatat kerap bertanya kepada")
    assert server.shows("t/l1/", "Pencatat kerap bertanya kepada")
    server.change("data/roles.yaml", "asks readers twice", "kindly asks readers twice")
    assert server.shows("en/t/l1/", "The recorder kindly asks readers twice")
    server.change("docs/id/tentang.md", "## Tujuan", "## Tujuan utama")
    assert server.shows("tentang/", "Tujuan utama")
    server.change("docs/en/tentang.md", "## Aim", "## Main aim")
    assert server.shows("en/tentang/", "Main aim")
    server.change(f"{TEMPLATES}/blocks.html", '<dl class="facts">', '<dl class="facts changed">')
    assert server.shows("t/l1/", "facts changed")
    server.change("handbook/resources/theme/assets/handbook.css", "html {", "html { --changed:1;")
    assert server.has_style("--changed:1")
    server.change(f"{TEMPLATES}/cite.html", '<footer class="cite"', '<footer class="cite again"')
    assert server.shows("en/t/l1/", "cite again")


def test_a_mistake_keeps_the_last_good_pages_until_it_is_mended(server: Server) -> None:
    server.change("data/roles.yaml", "counterpart: S1", "counterpart: S11")
    assert server.says("there is no `S11`")
    assert server.says("still being served")
    assert "L1" in server.get("t/l1/")
    server.change("data/roles.yaml", "counterpart: S11", "counterpart: S1")
    server.change("data/roles.yaml", 'name: {id: "Mendengar', 'name: {id: "Setelah diperbaiki: mendengar')
    assert server.shows("t/l1/", "Setelah diperbaiki")
