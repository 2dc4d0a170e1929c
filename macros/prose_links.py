"""What MkDocs says about broken links in prose, with file and line as in every other message."""

from __future__ import annotations

import logging
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from handbook.markup.prose_faults import without_code
from handbook.source.load import label

_LOGGER = logging.getLogger("mkdocs.structure.pages")
_SAID = re.compile(r"Doc file '(?P<page>[^']+)' (?P<what>contains an? [a-z ]*'(?P<link>[^']+)'.*)", re.DOTALL)


def place(config: MkDocsConfig) -> None:
    """Let messages about links in the prose of `config` begin with file and line."""
    # Under `serve` each build comes by here again, perhaps with this module loaded anew.
    for old in [f for f in _LOGGER.filters if getattr(f, "name", "") == __name__]:
        _LOGGER.removeFilter(old)
    _LOGGER.addFilter(_Placing(Path(config.docs_dir)))


class _Placing(logging.Filter):
    def __init__(self, docs: Path):
        super().__init__(__name__)
        self._docs = docs

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite a message about a link; every message passes."""
        said = _SAID.fullmatch(record.getMessage())
        if said:
            file = self._docs / said["page"]
            what = said["what"].rstrip(".")
            message = f"{label(file)}:{line_of(file, said['link'])}: the page {what}; mend the link"
            record.msg, record.args = message, ()
        return True


def line_of(file: Path, link: str) -> int:
    """The first line that holds the address of a link, or 1."""
    try:
        text = without_code(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return 1
    found = re.search(rf"\](?:\(|:)\s*<?{re.escape(link)}(?=[\s>)]|$)", text)
    return text.count("\n", 0, found.start()) + 1 if found else 1
