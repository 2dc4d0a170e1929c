"""The handbook of this programme, built and printed once for all tests of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser_kit import Served, serve
from tests.places import ROOT
from tests.site_builds import build, make, once

OWN = ("--data", str(ROOT / "data"), "--docs", str(ROOT / "docs"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this programme."""
    return once(tmp_path_factory, "own", lambda site: build(site, *OWN))


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this programme with everything printed."""
    return once(tmp_path_factory, "printed-own", lambda site: make("print", site, *OWN))


@pytest.fixture(scope="session")
def served_site(site: Path) -> Iterator[Served]:
    """The site of this programme, served."""
    with serve(site) as served:
        yield served
