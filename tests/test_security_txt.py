"""security.txt as RFC 9116 has it: at the root of the site, where a contact for reports is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handbook.built_site.manifest import portable_files
from handbook.localised import locales
from handbook.outputs.machine_files import SECURITY
from handbook.plaintext.security import security_txt
from handbook.source.load import load, read
from handbook.views.web import Web
from tests.places import LIBRARIES
from tests.programme_copy import Copy
from tests.site_builds import build, run

LOCALE = locales(read(LIBRARIES))["id"]
FIELDS = """\
Contact: https://jejaringbaca.test/keamanan
Expires: 2027-01-31T00:00:00Z
Preferred-Languages: id, en
"""


@pytest.fixture(autouse=True)
def _no_date_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def test_it_names_contact_end_and_languages() -> None:
    assert security_txt(Web(LOCALE)) == FIELDS


@pytest.mark.parametrize(
    ("site_url", "own"),
    [("https://baca.test/", f"Canonical: https://baca.test/{SECURITY}\n"), ("http://baca.test/", "")],
)
def test_its_own_address_is_told_if_it_is_secure(site_url: str, own: str) -> None:
    assert security_txt(Web(LOCALE, site_url)) == FIELDS + own


def test_it_expires_a_year_after_what_is_built_and_not_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798761600")  # 2027-01-01
    assert "Expires: 2027-12-31T00:00:00Z\n" in security_txt(Web(LOCALE))


@pytest.mark.build
def test_a_site_has_it_once_at_its_root_and_copies_elsewhere_have_none(site: Path) -> None:
    held = [file.relative_to(site).as_posix() for file in site.rglob("security.txt")]
    assert held == [SECURITY]
    text = (site / SECURITY).read_bytes().decode("ascii")
    assert text.splitlines()[0] == f"Contact: {load(LIBRARIES).programme.responsible.security}"  # type: ignore[union-attr]
    assert text.endswith("\n") and "\r" not in text
    assert SECURITY not in dict(portable_files(site))


def test_without_a_contact_for_reports_there_is_none(programme: Copy, tmp_path: Path) -> None:
    own = f"extra_files/{SECURITY}"
    programme.add(own, "Contact: https://baca.test/own\n")
    taken = run("-m", "handbook", "build", "--site-dir", str(tmp_path / "x"), "--data", str(programme.data))
    assert taken.returncode == 1
    assert f"{own}:1: the build writes `{SECURITY}` itself" in taken.stderr
    programme.change("programme.yaml", '    security: "https://jejaringbaca.test/keamanan"\n', "")
    site = build(tmp_path / "site", "--data", str(programme.data))
    assert (site / SECURITY).read_text(encoding="utf-8") == "Contact: https://baca.test/own\n"
    shutil.rmtree(programme.data / "extra_files")
    build(site, "--data", str(programme.data))
    assert not (site / SECURITY).exists()
