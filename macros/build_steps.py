"""Tells how far MkDocs is with the pages of the language that this process builds."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from handbook.progress import Progress


def follow(config: MkDocsConfig, progress: Progress) -> None:
    """Tell `progress` of the pages as they are read and written, and of what comes after them."""

    def read(files: Files, **_: object) -> Files:
        _step("read", files, progress)
        return files

    def write(env: object, files: Files, **_: object) -> object:
        _step("write", files, progress)
        return env

    def one_read(html: str, **_: object) -> str:
        progress.advance()
        return html

    def one_written(output: str, **_: object) -> str:
        progress.advance()
        return output

    def written(**_: object) -> None:
        progress.step("wait for the other languages and put the site in place")

    events = config.plugins.events
    events["files"].append(read)
    events["page_content"].append(one_read)
    events["env"].append(write)
    events["post_page"].append(one_written)
    events["post_build"].insert(0, written)


def _step(what: str, files: Files, progress: Progress) -> None:
    count = len(files.documentation_pages())
    progress.step(f"{what} {count} pages of the original language", count)
