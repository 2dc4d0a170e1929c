"""What MkDocs calls: check the data, add its pages, build every language, keep the last good site.

MkDocs loads this file by its path and keeps it for the life of the process, so it only wires things
together; what may change under `mkdocs serve` is imported inside the functions.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

if TYPE_CHECKING:
    from jinja2 import Environment

_HOME = Path(__file__).resolve().parent.parent  # the folder of both packages
if str(_HOME) not in sys.path:
    sys.path.insert(0, str(_HOME))

log = logging.getLogger("mkdocs.handbook")
_running: dict[str, Any] = {"command": "build", "site_build": None, "loaded": 0.0}


def on_startup(command: str, dirty: bool) -> None:  # noqa: ARG001 - MkDocs' signature
    """Remember whether the site is being served."""
    _running["command"] = command


@event_priority(100)  # before mkdocs-macros reads the package
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check the data, and start the build of this language and of the others."""
    serving = _running["command"] == "serve"
    if serving:
        _forget_changed_code()
        # on_error_fail calls exit(), which would end the server
        config.plugins["macros"].config["on_error_fail"] = False
    from handbook.built_site.guard import NotOurs
    from macros import build_all, checked_data, material

    _running["site_build"] = None
    try:
        material.check(config)
        _running["site_build"] = build_all.begin(config, serving=serving)
    except (checked_data.BadData, NotOurs, material.MaterialChanged) as error:
        raise Abort(str(error)) from None
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Prepare the handling of mistakes in macro calls and links, and of many equal stubs."""
    from macros import errors

    errors.guard(config)


@event_priority(100)  # before plugins that look pages up
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a file for every page made from data; a hand-written home page wins (the checks refuse others)."""
    from macros import current_build, page_stubs

    for file in page_stubs.files(current_build.current(), config):
        if files.get_file_from_path(file.src_uri) is None:
            files.append(file)
    return files


@event_priority(100)  # before macros and every other plugin
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Reduce the head of a hand-written page to its title and description."""
    from macros import prose_safety

    prose_safety.reduce_head(page, config)
    return markdown


@event_priority(-100)  # after Markdown and every plugin
def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Insert what macros rendered into a hand-written page, add it to the search index, link its terms."""
    from handbook.html.search_index import entries_of
    from macros import current_build, page_stubs, prose_safety

    if isinstance(page, page_stubs.RecordPage):
        return html
    build = current_build.current()
    html = build.fill(prose_safety.checked(html, page, config))
    build.index.add(entries_of(build.locale, page.url, html))
    return build.renderer.with_terms(html, current_build.address_of(page.file.src_uri))


@event_priority(-100)
def on_nav(nav: Navigation, **_: Any) -> Navigation:
    """Remember MkDocs' navigation of hand-written pages, which pages made from data are given, too."""
    _running["nav"] = nav
    return nav


@event_priority(-100)
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the theme's templates our labels and navigation, and build the pages made from data."""
    from macros import record_pages, theme_globals

    theme_globals.add_globals(env, config)
    if not config.extra.get("single_pages"):
        record_pages.build(env, config, files, _running["nav"])
    return env


@event_priority(-100)
def on_post_page(output: str, config: MkDocsConfig, **_: Any) -> str:
    """Mend the theme's HTML, leave out its white space, and say what the page may load and run."""
    return _finished(output, config)


@event_priority(-100)
def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """The same for pages that are templates alone: 404.html."""
    return _finished(output, config) if template_name.endswith(".html") else output


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Write redirects, wait for the other languages and replace the old site by the new one."""
    if _running["site_build"] is not None:
        try:
            _running["site_build"].finish(config)
        except RuntimeError as error:
            raise BuildError(str(error)) from None


def on_build_error(error: Exception) -> None:  # noqa: ARG001 - MkDocs' signature
    """Keep the last good site."""
    if _running["site_build"] is not None:
        _running["site_build"].give_up()


def on_serve(server: LiveReloadServer, **_: Any) -> LiveReloadServer:
    """After a mistake keep serving the last good pages; MkDocs' own server would not respond."""
    rebuild = server.builder

    def forgiving() -> None:
        try:
            rebuild()
        except Abort as error:
            print(error, file=sys.stderr)
            log.error("The last good pages are still being served; mend the mistake to go on.")
        except Exception as error:
            log.exception("The last good pages are still being served: %s", error)

    server.builder = forgiving
    return server


def on_shutdown() -> None:
    """Leave nothing half-built behind, even if MkDocs ended without an error event."""
    if _running["site_build"] is not None:
        _running["site_build"].give_up()


def _finished(page: str, config: MkDocsConfig) -> str:
    from handbook.html.accessible_markup import with_accessible_markup
    from handbook.html.content_policy import with_policy
    from handbook.html.spare_space import without_spare_space

    page = with_accessible_markup(without_spare_space(page))
    return with_policy(page, config.extra.get("content_policy"))


def _forget_changed_code() -> None:
    """Under `serve`, drop our modules if a file of theirs has changed, so that the edit takes effect."""
    files = [f for name in ("macros", "handbook") for f in (_HOME / name).rglob("*") if f.is_file()]
    newest = max(f.stat().st_mtime for f in files if "__pycache__" not in f.parts)
    if _running["loaded"] and newest > _running["loaded"]:
        for name in [n for n in sys.modules if n.split(".")[0] in ("macros", "handbook")]:
            del sys.modules[name]
    _running["loaded"] = newest
