"""Pages look as they do with all of Material's styles, in every state; a rule too few would be seen."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser_kit import KINDS, Served
from tests.compare_styles import OWN, differences, whole

QUERY = "buku"
TRIED = {"stage": ((True, "light"),), "home": ((False, "dark"),), "prose": ((True, "dark"),)}


@pytest.fixture(scope="module")
def kept(served_site: Served) -> str:
    return next((Path(served_site.folder) / "assets").glob("handbook.*.css")).read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", TRIED)
def test_no_pixel_differs(kind: str, kept: str, browser: Browser, served_site: Served) -> None:
    found = differences(browser, served_site.address, [KINDS[kind]], whole(kept), QUERY, TRIED[kind])
    assert list(found) == []


@pytest.mark.parametrize(
    ("rule", "state", "phone"),
    [
        (".md-skip", "at the link that leads to the contents", True),
        (".md-search-result__meta", "with search open", True),
        (".md-grid", "as it comes", False),
    ],
)
def test_a_rule_too_few_is_seen(
    rule: str, state: str, phone: bool, kept: str, browser: Browser, served_site: Served
) -> None:
    theme, own = kept[: kept.index(OWN)], kept[kept.index(OWN) :]
    assert f"{rule}{{" in theme
    fewer = theme.replace(f"{rule}{{", ".never{") + own
    view = ((phone, "light"),)
    with closing(differences(browser, served_site.address, [KINDS["task"]], fewer, QUERY, view)) as found:
        assert any(state in each for each in found)
