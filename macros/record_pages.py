"""Builds the pages made from data: those that would be the same are taken from the store.

MkDocs builds hand-written pages only. The others go through the theme here, one after the other, each to the
disk as soon as it is made; where there are more processors than languages, several at a time.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from handbook.html.page_parts import page_parts
from handbook.incremental.reads import Dependency
from handbook.incremental.remembered import Remembered
from handbook.incremental.store import Store
from handbook.progress import SILENT
from handbook.signals import end_if_asked
from handbook.views.web import Web
from macros import build_language, current_build, errors, page_key, page_stubs
from macros.current_build import Build, Made
from macros.workers import in_parts

Read = Mapping[str, tuple[Dependency, ...]]


def build(env: Environment, config: MkDocsConfig, files: Files, nav: Navigation) -> None:
    """Build the pages of the language that is running in this process."""
    running = current_build.current()
    web = Web(running.renderer.noted, build_language.root_url(config.site_url, running.locale))
    base = page_key.base_key(running, config, env)
    remembered = Remembered(Store(), running.renderer.reads, base) if base else None
    languages = len(running.locale.programme.languages)
    RecordPages(running, config, env, nav, files, web, remembered).write((os.cpu_count() or 1) // languages)


@dataclass
class RecordPages:
    """The pages made from data of one language.

    `remembered` is None where pages must not be taken from the store.
    """

    build: Build
    config: MkDocsConfig
    env: Environment
    nav: Navigation
    files: Files
    web: Web
    remembered: Remembered | None

    def write(self, workers: int) -> None:
        """Write all pages into the site's folder; the build takes what else was made of them."""
        addresses = page_stubs.addresses(self.build)
        progress = self.build.progress
        progress.step(f"render {len(addresses)} pages of the original language", len(addresses))
        alone = min(workers, len(addresses)) < 2
        for made, read in in_parts(addresses, self._write_some if alone else self._write_quietly, workers):
            self.build.take(made)
            if not alone:
                progress.advance(len(made))
            if self.remembered is not None:
                self.remembered.learn(read)
        if self.remembered is not None:
            self.remembered.save(addresses)

    def _write_quietly(self, addresses: list[str]) -> tuple[dict[str, Made], Read]:
        """Write some pages in a process of their own; the one that waits for it tells how far it is."""
        self.build.progress = SILENT
        return self._write_some(addresses)

    def _write_some(self, addresses: list[str]) -> tuple[dict[str, Made], Read]:
        made = {address: self._write_page(address) for address in addresses}
        return made, self.remembered.told(addresses) if self.remembered is not None else {}

    def _write_page(self, address: str) -> Made:
        end_if_asked()
        make = partial(self._make, address)
        try:
            held = self.remembered.made(address, make) if self.remembered is not None else make()
        except Exception as error:
            held = self._failed(address, error)
        made, page = unpacked(held)
        file = Path(self.config.site_dir, address, "index.html")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(page)
        self.build.progress.advance()
        return made

    def made(self, address: str) -> bytes:
        """What is made of a page, with its file, to be read by `unpacked`."""
        return self._make(address)

    def file(self, address: str) -> bytes:
        """The file of a page, made now."""
        return unpacked(self._make(address))[1]

    def _failed(self, address: str, error: Exception) -> bytes:
        """The page that shows a mistake; the build ends with it but under `serve`."""
        page = page_stubs.page_at(self.build, self.config, address)
        message = errors.report(error, page, fails=self.config.plugins["macros"].config["on_error_fail"])
        return _packed(Made([], "", ""), f"<!doctype html><p>{escape(message)}</p>\n".encode())

    def _make(self, address: str) -> bytes:
        """What is made of a page, with its file."""
        build, config = self.build, self.config
        page = page_stubs.page_at(build, config, address)
        parts = page_parts(build.renderer, self.web, address, page.url)
        page.fill(parts.content)
        page.content = config.plugins.on_page_content(
            parts.content, page=page, config=config, files=self.files
        )
        context = get_context(self.nav, (), config, page)
        context = config.plugins.on_page_context(context, page=page, config=config, nav=self.nav)
        shown = self.env.get_template("main.html").render(context)
        shown = config.plugins.on_post_page(shown, page=page, config=config)
        made = Made(parts.entries, parts.text, parts.part)
        return _packed(made, shown.encode("utf-8", "xmlcharrefreplace"))


def _packed(made: Made, page: bytes) -> bytes:
    return json.dumps(asdict(made), ensure_ascii=False).encode() + b"\n" + page


def unpacked(content: bytes) -> tuple[Made, bytes]:
    """What was made of a page besides its file, and the file."""
    about, _, page = content.partition(b"\n")
    held: dict[str, Any] = json.loads(about)
    return Made(**held), page
