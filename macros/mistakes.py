"""Mistakes in macro calls and templates as one sentence with file and line, instead of a traceback."""

from __future__ import annotations

import logging
import traceback
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

from jinja2 import Template, TemplateSyntaxError
from mkdocs.config.defaults import MkDocsConfig

from handbook.load import label

log = logging.getLogger("mkdocs.handbook")


class _Guarded:
    """A page's source as a template that reports its mistakes itself."""

    def __init__(self, template: Template, plugin: Any):
        self._template, self._plugin = template, plugin

    def render(self, **values: Any) -> str:
        """The page with its macro calls replaced."""
        try:
            return self._template.render(**values)
        except Exception as error:
            return _report(error, self._plugin)


def guard(config: MkDocsConfig) -> None:
    """Let mkdocs-macros report mistakes in this way, and compile equal sources once.

    The stubs of all records of a kind are equal, so a thousand pages need a handful of templates.
    """
    plugin: Any = config.plugins["macros"]
    compiled = lru_cache(maxsize=64)(plugin.env.from_string)

    def from_string(source: str) -> _Guarded | _Mistaken:
        try:
            return _Guarded(compiled(source), plugin)
        except TemplateSyntaxError as error:
            return _Mistaken(error, plugin)

    plugin.env.from_string = from_string


class _Mistaken:
    """A page's source that is no template."""

    def __init__(self, error: TemplateSyntaxError, plugin: Any):
        self._error, self._plugin = error, plugin

    def render(self, **_values: Any) -> str:
        """Report the mistake."""
        return _report(self._error, self._plugin)


def _report(error: Exception, plugin: Any) -> str:
    """Say where the mistake is and end the build; under `serve` show it on the page instead."""
    file, line = _place(error, plugin.page)
    message = f"{file}:{line}: {error}; mend this macro call or template"
    log.error(message)
    if plugin.config["on_error_fail"]:
        _end()
    return f"`{message}`\n"


def _end() -> NoReturn:
    raise SystemExit(1)  # mkdocs-macros would swallow any other exception


def _place(error: Exception, page: Any) -> tuple[str, int]:
    """File and line of a mistake: in one of our templates, or in the page itself."""
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        if frame.filename.endswith(".html"):
            return label(Path(frame.filename)), frame.lineno or 1
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return label(Path(error.filename)), error.lineno
    inside = next((f.lineno or 1 for f in reversed(frames) if f.filename in ("<template>", "<unknown>")), 1)
    if isinstance(error, TemplateSyntaxError):
        inside = error.lineno
    return label(Path(page.file.abs_src_path or page.file.src_uri)), inside + _front_matter(page)


def _front_matter(page: Any) -> int:
    """Lines above the page's text, which the template does not see."""
    source = page.file.content_string.splitlines()
    if not source or source[0] != "---":
        return 0
    return next((n + 1 for n, line in enumerate(source[1:], 1) if line in ("---", "...")), 0)
