"""What makes a MkDocs build with Material fast, each with the reason why it is safe."""

from __future__ import annotations

import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
from mkdocs import localization
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme
from mkdocs.utils import templates

from handbook.html.compiled_templates import compiled_templates

# Folders of Material that no page of ours needs copied: 14,500 icons that templates include from their
# own place, and the search worker with its stemmers, which ours replaces. Style sheets, Material's and
# ours, are written by the build under names with a checksum.
_NOT_COPIED = (".icons", "lunr", "workers", "__pycache__")
_ENDINGS_NOT_COPIED = (".map", ".css")


class _Loader(jinja2.FileSystemLoader):
    """Lists only files that may be copied to the site; loading is not restricted."""

    def list_templates(self) -> list[str]:
        result: set[str] = set()
        for folder in map(Path, self.searchpath):
            for top, folders, files in folder.walk() if hasattr(folder, "walk") else _walk(folder):
                folders[:] = [name for name in folders if name not in _NOT_COPIED]
                inside = top.relative_to(folder)
                copied = (name for name in files if not name.endswith(_ENDINGS_NOT_COPIED))
                result.update((inside / name).as_posix() for name in copied)
        return sorted(result)


def tune(config: MkDocsConfig) -> None:
    """Compile the theme's templates once for all builds, and list its files quickly."""
    config.theme.get_env = types.MethodType(_environment, config.theme)  # type: ignore[method-assign]


def _environment(theme: Theme) -> jinja2.Environment:
    """As Theme.get_env, with compiled templates from the store."""
    environment = jinja2.Environment(  # noqa: S701 - Material's templates are written for it
        loader=_Loader(theme.dirs),
        auto_reload=False,
        bytecode_cache=compiled_templates(),
    )
    filters: dict[str, Callable[..., Any]] = environment.filters
    filters["url"] = templates.url_filter
    filters["script_tag"] = templates.script_tag_filter
    localization.install_translations(environment, theme.locale, theme.dirs)
    return environment


def _walk(folder: Path) -> Any:
    """Path.walk for Python 3.11."""
    import os

    return ((Path(top), folders, files) for top, folders, files in os.walk(folder))
