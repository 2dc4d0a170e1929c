"""Pages lead to the line where they can be edited, and say when their translation is the older text."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from handbook.localised import locales
from handbook.model.kinds import KINDS
from handbook.source.load import read
from tests.html_kit import Page, pages
from tests.places import LIBRARIES
from tests.site_builds import build, run

REPOSITORY = "https://code.example.org/taman/baca/blob/main"
CHANGED = "t/l1"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second programme with a repository, its translations recorded, then one original changed."""
    root = tmp_path_factory.mktemp("edited")
    data = Path(shutil.copytree(LIBRARIES, root / "data"))
    about = data / "programme.yaml"
    text = about.read_text(encoding="utf-8")
    with_repository = text.replace("programme:\n", f'programme:\n  repository: "{REPOSITORY}"\n', 1)
    about.write_text(with_repository, encoding="utf-8")
    recorded = run("-m", "handbook", "record", "--data", str(data))
    assert recorded.returncode == 0, recorded.stderr
    changed = read(data).programme
    assert changed is not None
    summary = changed.tasks["L1"].summary["id"]
    roles = data / "roles.yaml"
    before = roles.read_text(encoding="utf-8")
    assert before.count(summary) == 1
    roles.write_text(before.replace(summary, f"Sudah diubah: {summary}"), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def edited_site(copy: Path) -> Path:
    return build(copy / "site", "--data", str(copy / "data"))


def edit_links(page: Page) -> list[str]:
    return [e.get("href") for e in page.all("a", class_="edit")]


@pytest.mark.parametrize("folder", ["", "en"])
@pytest.mark.parametrize("section", [section for section, kind in KINDS.items() if kind.has_pages])
def test_the_edit_link_leads_to_the_line_of_the_record(
    section: str, folder: str, copy: Path, edited_site: Path
) -> None:
    dataset = read(copy / "data")
    addresses = locales(dataset)["id"].addresses
    for key in getattr(dataset.programme, section):
        address = addresses.of(section, key)
        (link,) = edit_links(Page.of(edited_site / folder / address / "index.html"))
        file, line = urlsplit(link).path.rpartition("/")[2], urlsplit(link).fragment
        assert link == f"{REPOSITORY}/data/{file}#{line}"
        words = (copy / "data" / file).read_text(encoding="utf-8").splitlines()[int(line[1:]) - 1]
        assert words.strip().rstrip(":").strip('"') == key, (address, link, words)


def test_overviews_lead_to_the_file_of_their_section(copy: Path, edited_site: Path) -> None:
    (link,) = edit_links(Page.of(edited_site / "words" / "index.html"))
    assert link.startswith(f"{REPOSITORY}/data/glossary.yaml#L")
    line = int(link.rpartition("#L")[2])
    assert (copy / "data" / "glossary.yaml").read_text(encoding="utf-8").splitlines()[line - 1] == "terms:"


def test_only_the_translation_of_what_changed_says_that_it_is_stale(copy: Path, edited_site: Path) -> None:
    stale = {address for address, page in pages(edited_site) if page.all(class_="notice-stale")}
    # The overviews that show tasks say so as well.
    assert stale == {f"en/{CHANGED}", "en/t", "en/change"}
    (notice,) = Page.of(edited_site / "en" / CHANGED / "index.html").all(class_="notice-stale")
    locale = locales(read(copy / "data"))["en"]
    assert notice.text == locale.label("page.stale")


def test_a_changed_original_shows_beside_its_stale_translation(edited_site: Path) -> None:
    beside = [e.text for e in Page.of(edited_site / "en" / CHANGED / "index.html").all(class_="other")]
    assert any(text.startswith("Sudah diubah: ") for text in beside)
