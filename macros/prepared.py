"""MkDocs as it stands before the first page of a language: its settings, files, navigation and templates.

To set it up takes longer than to make ten pages, so whatever makes single pages does so once and then
follows the data.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from handbook.html.renderer import Renderer
from handbook.localised import locales
from handbook.progress import SILENT
from handbook.source.load import Dataset
from handbook.views.web import Web
from macros import build_language, checked_data, current_build, record_pages, theme_globals


class Prepared:
    """One language of a programme, of which pages can be made; `build` is that of the data of today.

    Raises:
        Abort: if the site cannot be set up.
        ConfigurationError: for the same reason.
    """

    def __init__(self, config: MkDocsConfig, dataset: Dataset):
        checked_data.hand_over(checked_data.CheckedData(dataset))
        config.extra |= {"part_of_whole": True, "single_pages": True}
        config.plugins.on_startup(command="build", dirty=False)
        config = config.plugins.on_config(config)
        config.plugins.on_pre_build(config=config)
        files, env = get_files(config), config.theme.get_env()
        files.add_files_from_theme(env, config)
        files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        nav = get_navigation(files, config)
        self.nav: Navigation = config.plugins.on_nav(nav, config=config, files=files)
        self.env: Environment = config.plugins.on_env(env, config=config, files=files)
        self.config, self.files = config, files
        self.build = current_build.current()

    def follow(self, dataset: Dataset) -> None:
        """Make pages of other data from now on, with the same prose and the same languages."""
        locale = locales(dataset)[self.build.locale.language]
        site_url = build_language.root_url(self.config.site_url, locale)
        repository = self.config.extra.get("repository") or ""
        renderer = Renderer(locale, dataset, site_url, repository)
        self.build = current_build.Build(dataset, locale, renderer, SILENT)
        self.start()
        theme_globals.add_globals(self.env, self.config)

    def start(self) -> None:
        """Let what is asked of the build that is running be asked of this one."""
        current_build.start(self.build)

    def record_pages(self) -> record_pages.RecordPages:
        """What makes the pages from data."""
        build = self.build
        web = Web(build.renderer.noted, build_language.root_url(self.config.site_url, build.locale))
        return record_pages.RecordPages(build, self.config, self.env, self.nav, self.files, web, None)

    def write_prose(self, held: File) -> Path:
        """Make a hand-written page; return its file."""
        config = self.config
        page = Page(None, held, config)
        mkdocs_build._populate_page(page, config, self.files)
        documents = self.files.documentation_pages()
        mkdocs_build._build_page(page, config, documents, self.nav, self.env)
        return Path(held.abs_dest_path)

    def write_template(self, name: str) -> None:
        """Make a page that is a template alone, such as 404.html."""
        mkdocs_build._build_theme_template(name, self.env, self.files, self.config, self.nav)

    def prose_files(self) -> dict[str, Any]:
        """The hand-written pages by address, in the order in which a whole build makes them."""
        return {current_build.address_of(f.src_uri): f for f in self.files.documentation_pages()}
