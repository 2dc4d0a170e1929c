"""Makes single pages of data that are in memory, as a whole build would make them."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

from mkdocs.commands import build as mkdocs_build
from mkdocs.structure.files import File, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from handbook.html import reader_scripts
from handbook.html.renderer import Renderer
from handbook.localised import Locale, locales
from handbook.source.load import Dataset
from handbook.views.web import Web
from macros import build_language, checked_data, current_build, page_stubs, record_pages, theme_globals
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
        self._build: current_build.Build
        self._set_up(dataset)
        reader_scripts.write_lists(self._assets, self._build.locale)

    @property
    def watched(self) -> list[str]:
        """Files and folders besides data, prose and our code that pages are made with."""
        config = self.config
        own = [config.theme.custom_dir] if config.theme.custom_dir else []
        hooks: Any = config.hooks  # typed by MkDocs as the list that was configured
        return [*map(str, config.watch), *own, *(str(module.__file__) for module in hooks.values())]

    def follow(self, dataset: Dataset) -> None:
        """Make pages of other data from now on."""
        locale = locales(dataset)[self._language]
        if _frame(locale) != _frame(self._build.locale):
            self._set_up(dataset)
            return
        renderer = Renderer(
            locale,
            dataset,
            build_language.root_url(self.config.site_url, locale),
            self.config.extra.get("repository") or "",
        )
        self._build = current_build.Build(dataset, locale, renderer)
        current_build.start(self._build)
        theme_globals.add_globals(self._env, self.config)
        self._write_assets()

    def page(self, address: str) -> bytes | None:
        """The file of a page; None if there is no such page, or if it cannot be made."""
        current_build.start(self._build)
        try:
            if address in page_stubs.addresses(self._build):
                return self._record_page(address)
            name = current_build.source_of(address)
            held = self._files.get_file_from_path(name) or self._files.get_file_from_path(
                f"{address}/index.md"
            )
            return self._written_page(held) if held and held.is_documentation_page() else None
        except (Exception, SystemExit) as error:  # the whole build says what is wrong
            log.debug("page %s: %s", address, error)
            return None

    def _record_page(self, address: str) -> bytes:
        build = self._build
        web = Web(build.renderer.noted, build_language.root_url(self.config.site_url, build.locale))
        made = record_pages.RecordPages(build, self.config, self._env, self._nav, self._files, web, None)
        return made.file(address)

    def _written_page(self, held: File) -> bytes:
        config = self.config
        page = Page(None, held, config)
        mkdocs_build._populate_page(page, config, self._files)
        documents = self._files.documentation_pages()
        mkdocs_build._build_page(page, config, documents, self._nav, self._env)
        return Path(held.abs_dest_path).read_bytes()

    def _set_up(self, dataset: Dataset) -> None:
        """What MkDocs does before it makes the first page."""
        place, language = self._place, self._language
        folder = place.folder / "single" / language
        config = build_language.configuration(language, place.data, place.docs, folder, False)
        original = dataset.programme is not None and language == dataset.programme.languages[0]
        config.site_url = place.address if original else f"{place.address}{language}/"
        config.extra |= {"part_of_whole": True, "served": True, "single_pages": True}
        checked_data.hand_over(checked_data.CheckedData(dataset))
        config.plugins.on_startup(command="build", dirty=False)
        config = config.plugins.on_config(config)
        config.plugins.on_pre_build(config=config)
        files, env = get_files(config), config.theme.get_env()
        files.add_files_from_theme(env, config)
        files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        nav = get_navigation(files, config)
        self._nav = config.plugins.on_nav(nav, config=config, files=files)
        self._env = config.plugins.on_env(env, config=config, files=files)
        self.config, self._files = config, files
        self._build = current_build.current()
        self._write_assets()

    def _write_assets(self) -> None:
        for asset in (*self._build.sheets.values(), *self._build.scripts.values()):
            asset.write(self._assets)


def _frame(locale: Locale) -> Any:
    """What of a programme MkDocs is set up with: names, the files of prose, the addresses of pages."""
    facts = locale.about.model_dump_json(), locale.programme.appearance.model_dump_json()
    return facts, json.dumps(dict(locale.prose)), locale.programme.languages, set(locale.addresses.by_address)
