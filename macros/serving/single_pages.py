"""Makes single pages of data that are in memory, as a whole build would make them."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from handbook.html import reader_scripts
from handbook.localised import Locale, locales
from handbook.source.load import Dataset
from macros import build_language, current_build, page_stubs
from macros.prepared import Prepared
from macros.serving.whole_build import Place

log = logging.getLogger("mkdocs.handbook")


class SinglePages:
    """The pages of one language of a programme, made one at a time.

    What a page loads is written below `assets` if a build may not have written it yet.

    Raises:
        Abort: if the site cannot be set up.
        ConfigurationError: for the same reason.
    """

    def __init__(self, place: Place, dataset: Dataset, language: str, assets: Path):
        self._place, self._language = place, language
        self._assets = assets
        self._prepared: Prepared = self._set_up(dataset)
        self._write_assets()
        reader_scripts.write_lists(self._assets, self._prepared.build.locale)

    @property
    def config(self) -> MkDocsConfig:
        """The settings with which pages are made."""
        return self._prepared.config

    @property
    def watched(self) -> list[str]:
        """Files and folders besides data, prose and our code that pages are made with."""
        config = self.config
        own = [config.theme.custom_dir] if config.theme.custom_dir else []
        hooks: Any = config.hooks  # typed by MkDocs as the list that was configured
        return [*map(str, config.watch), *own, *(str(module.__file__) for module in hooks.values())]

    def follow(self, dataset: Dataset) -> None:
        """Make pages of other data from now on."""
        if _frame(locales(dataset)[self._language]) != _frame(self._prepared.build.locale):
            self._prepared = self._set_up(dataset)
        else:
            self._prepared.follow(dataset)
        self._write_assets()

    def page(self, address: str) -> bytes | None:
        """The file of a page; None if there is no such page, or if it cannot be made."""
        prepared = self._prepared
        prepared.start()
        try:
            if address in page_stubs.addresses(prepared.build):
                return prepared.record_pages().file(address)
            name = current_build.source_of(address)
            files = prepared.files
            held = files.get_file_from_path(name) or files.get_file_from_path(f"{address}/index.md")
            if held is None or not held.is_documentation_page():
                return None
            return prepared.write_prose(held).read_bytes()
        except (Exception, SystemExit) as error:  # the whole build says what is wrong
            log.debug("page %s: %s", address, error)
            return None

    def _set_up(self, dataset: Dataset) -> Prepared:
        place, language = self._place, self._language
        folder = place.folder / "single" / language
        config = build_language.configuration(language, place.data, place.docs, folder, False)
        original = dataset.programme is not None and language == dataset.programme.languages[0]
        config.site_url = place.address if original else f"{place.address}{language}/"
        config.extra |= {"served": True}
        return Prepared(config, dataset)

    def _write_assets(self) -> None:
        build = self._prepared.build
        for asset in (*build.sheets.values(), *build.scripts.values()):
            asset.write(self._assets)


def _frame(locale: Locale) -> Any:
    """What of a programme MkDocs is set up with: names, the files of prose, the addresses of pages."""
    facts = locale.about.model_dump_json(), locale.programme.appearance.model_dump_json()
    return facts, json.dumps(dict(locale.prose)), locale.programme.languages, set(locale.addresses.by_address)
