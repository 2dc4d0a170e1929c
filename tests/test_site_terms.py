"""On the built site, whoever meets a term for the first time on a page can tap it."""

from __future__ import annotations

from pathlib import Path

from handbook.localised import Locale
from tests.search_kit import index_of
from tests.term_kit import folder_of, term_uses


def test_the_first_use_of_each_term_on_each_page_is_the_only_one_that_is_linked(
    site: Path, site_locales: dict[str, Locale]
) -> None:
    uses = term_uses(site, site_locales)
    assert uses.unlinked == [] and uses.doubled == []
    assert uses.linked > 5 * len(next(iter(site_locales.values())).programme.terms)


def test_hand_written_pages_have_links_too(site: Path, site_locales: dict[str, Locale]) -> None:
    for code, locale in site_locales.items():
        folder = folder_of(site, site_locales, code)
        written = [(folder / address / "index.html").read_text(encoding="utf-8") for address in locale.prose]
        assert any('<a class="term" href="' in page for page in written)


def test_the_search_finds_sentences_as_they_were_written(site: Path, site_locales: dict[str, Locale]) -> None:
    for code, locale in site_locales.items():
        folder = folder_of(site, site_locales, code)
        index = " ".join(entry["text"] for entry in index_of(folder))
        for task in locale.programme.tasks.values():
            words = " ".join(locale.text(task.summary).split())
            assert words in index
