"""What a page says about its own text: an old translation, and where the data can be edited."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

from handbook.source.labels import shipped
from macros.sources import sources_fingerprint
from tests.html_kit import pages
from tests.places import LIBRARIES
from tests.site_builds import build, run


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LIBRARIES, tmp_path / "data"))


def test_a_page_says_while_its_translation_is_older_than_the_original(copy: Path, tmp_path: Path) -> None:
    assert run("-m", "handbook", "record", "--data", str(copy)).returncode == 0
    file = copy / "roles.yaml"
    text = file.read_text(encoding="utf-8")
    assert "Pencatat bertanya" in text
    file.write_text(text.replace("Pencatat bertanya", "Pencatat sering bertanya", 1), encoding="utf-8")

    checked = run("-m", "handbook", "check", "--data", str(copy))
    line = text[: text.index("Pencatat bertanya")].count("\n") + 2  # the English stands below
    assert checked.returncode == 1
    assert re.search(rf"roles\.yaml:{line}: the text in `en` is older than its original", checked.stdout)

    words = shipped()["page.stale"]["en"]
    site = build(tmp_path / "site", "--data", str(copy))
    marked = {address for address, page in pages(site) if words in page.all("body")[0].text}
    assert "en/t/l1" in marked
    assert all(address.startswith("en/") for address in marked)
    assert not {address for address in marked if address.startswith("en/t/") and address != "en/t/l1"}

    assert run("-m", "handbook", "confirm", "t/l1", "--data", str(copy)).returncode == 0
    again = build(tmp_path / "again", "--data", str(copy))
    assert [address for address, page in pages(again) if words in page.all("body")[0].text] == []


@pytest.mark.parametrize("by", ["the data", "the environment"])
def test_where_a_repository_is_named_a_page_leads_to_the_line_of_its_data(
    by: str, copy: Path, tmp_path: Path
) -> None:
    file = copy / "programme.yaml"
    if by == "the data":  # which counts more
        text = file.read_text(encoding="utf-8")
        named = "programme:\n  repository: https://example.org/edit\n"
        file.write_text(text.replace("programme:\n", named, 1), encoding="utf-8")
    address = "https://example.org/edit" if by == "the environment" else "https://example.org/fork"
    site = build(tmp_path / "site", "--data", str(copy), REPOSITORY_URL=address)
    roles = (copy / "roles.yaml").read_text(encoding="utf-8").splitlines()
    for key in yaml.safe_load("\n".join(roles))["tasks"]:
        html = (site / "t" / key.lower() / "index.html").read_text(encoding="utf-8")
        (address,) = re.findall(r'class="edit" href="([^"]+)"', html)
        path, _, line = address.partition("#L")
        assert path == "https://example.org/edit/data/roles.yaml"
        assert roles[int(line) - 1].strip().startswith(f"{key}:")


def test_without_a_repository_no_page_offers_to_edit(site: Path) -> None:
    for address, page in pages(site):
        assert page.all("a", class_="edit") == [], address


def test_another_repository_makes_a_site_out_of_date(monkeypatch: pytest.MonkeyPatch) -> None:
    before = sources_fingerprint(LIBRARIES, None)
    monkeypatch.setenv("REPOSITORY_URL", "https://example.org/edit")
    assert sources_fingerprint(LIBRARIES, None) != before
