"""Reports mistakes in macro calls, templates, links and prose as one sentence with file and line.

Hand-written pages are not templates: `handbook.markup.prose_calls` finds their macro calls, made here.
"""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from jinja2 import TemplateSyntaxError
from mkdocs.config.defaults import MkDocsConfig

from handbook import machine_faults
from handbook.markup.prose_calls import Call, Fault, call_faults, filled
from handbook.markup.prose_faults import without_code
from handbook.source.load import label

log = logging.getLogger("mkdocs.handbook")
_LINK_LOGGER = logging.getLogger("mkdocs.structure.pages")
_LINK_MESSAGE = re.compile(
    r"Doc file '(?P<page>[^']+)' (?P<what>contains an? [a-z ]*'(?P<link>[^']+)'.*)", re.DOTALL
)


class _Source:
    """A page's source, used in place of a template in mkdocs-macros."""

    def __init__(self, source: str, plugin: Any):
        self._source, self._plugin = source, plugin

    def render(self, **_values: Any) -> str:
        """The page with its macro calls replaced; template variables are ignored."""
        page = self._plugin.page
        if page.file.generated_by is None:
            faults = list(call_faults(self._source))
            if faults:
                above = page.file.content_string.count("\n") - self._source.count("\n")
                moved = [Fault(fault.line + above, fault.what, fault.remedy) for fault in faults]
                return refuse(moved, page, fails=self._plugin.config["on_error_fail"])
        try:
            return filled(self._source, self._call)
        except Exception as error:
            message = report(error, self._plugin.page, fails=self._plugin.config["on_error_fail"])
            return f"`{message}`\n"

    def _call(self, call: Call) -> str:
        return str(self._plugin.macros[call.name](*call.arguments))


class _LinkLines(logging.Filter):
    """Prefixes MkDocs' messages about broken links in prose with file and line."""

    def __init__(self, docs: Path):
        super().__init__(__name__)
        self._docs = docs

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite a message about a link; every message passes."""
        message = _LINK_MESSAGE.fullmatch(record.getMessage())
        if message:
            file = self._docs / message["page"]
            what = message["what"].rstrip(".")
            line = line_of_link(file, message["link"])
            record.msg, record.args = f"{label(file)}:{line}: the page {what}; mend the link", ()
        return True


def guard(config: MkDocsConfig) -> None:
    """Let mkdocs-macros pass pages to us instead of Jinja, which would run everything in them.

    Messages about links in prose begin with file and line from then on.
    """
    plugin: Any = config.plugins["macros"]
    plugin.env.from_string = lambda source: _Source(source, plugin)
    # Under `serve` each build runs this again, perhaps with this module reloaded.
    for old in [f for f in _LINK_LOGGER.filters if getattr(f, "name", "") == __name__]:
        _LINK_LOGGER.removeFilter(old)
    _LINK_LOGGER.addFilter(_LinkLines(Path(config.docs_dir)))


def line_of_link(file: Path, link: str) -> int:
    """The first line that holds the address of a link, or 1."""
    try:
        text = without_code(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return 1
    match = re.search(rf"\](?:\(|:)\s*<?{re.escape(link)}(?=[\s>)]|$)", text)
    return text.count("\n", 0, match.start()) + 1 if match else 1


def refuse(faults: Iterable[Fault], page: Any, *, fails: bool) -> str:
    """Report what a page may not publish and end the build; if it goes on, return what is shown instead."""
    file = label(Path(page.file.abs_src_path or page.file.src_uri))
    messages = [f"{file}:{fault.line}: {fault.what}; {fault.remedy}" for fault in faults]
    for message in messages:
        log.error(message)
    if fails:
        _end()
    return "The page cannot be shown; the messages of the build say why.\n"


def report(error: Exception, page: Any, *, fails: bool) -> str:
    """Report a mistake and end the build; if it goes on, return the message to be shown on the page."""
    file, line = _place(error, page)
    refused = machine_faults.sentence_of(error)
    message = f"{file}:{line}: {refused or f'{error}; mend this macro call or template'}"
    log.error(message)
    if fails:
        _end()
    return message


def _end() -> NoReturn:
    raise SystemExit(1)  # mkdocs-macros swallows any other exception


def _place(error: Exception, page: Any) -> tuple[str, int]:
    """File and line of a mistake: in one of our templates, or else the page."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.endswith(".html"):
            return label(Path(frame.filename)), frame.lineno or 1
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return label(Path(error.filename)), error.lineno
    return label(Path(page.file.abs_src_path or page.file.src_uri)), 1
