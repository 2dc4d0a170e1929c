"""Build and serve a site from the command line, through the same hooks as plain `mkdocs`."""

from __future__ import annotations

import logging
import os
import re
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from handbook.built_site import publish
from handbook.built_site.guard import NotOurs, refuse_foreign, site_folder
from handbook.built_site.older_sites import recognised_by
from handbook.built_site.staging import tidy
from handbook.progress import SILENT, Progress
from handbook.signals import ending_tidily
from handbook.source.load import Dataset, read
from handbook.source_date import BadDate, source_date
from macros.sources import sources_fingerprint

if not os.environ.get("SOURCE_DATE_EPOCH", "x").strip():
    del os.environ["SOURCE_DATE_EPOCH"]  # MkDocs would read an empty one as a number
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
os.environ.setdefault("DISABLE_MKDOCS_2_WARNING", "true")


class BadAddress(ValueError):
    """SITE_URL is not the address of a site."""


def build(
    data: Path,
    docs: Path | None,
    site_dir: Path,
    strict: bool = False,
    progress: Progress = SILENT,
    region: Path | None = None,
) -> int:
    """Build every language into `site_dir` and tell `progress`; return 0 on success.

    With the file of a `region`, it is the edition of that region.

    A site that is as new as all that it is made from is left alone. A failed build reports why on standard
    error and leaves `site_dir` unchanged.
    """
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException

    from macros import checked_data, up_to_date
    from macros.build_language import configuration

    if _refused(site_dir, data, docs):
        return 2
    _log_to_stderr()
    started = time.perf_counter()
    sources = up_to_date.made_from(sources_fingerprint(data, docs, region), strict)
    if up_to_date.is_current(site_dir, sources):
        print(up_to_date.current(site_dir))
        return 0
    try:
        with ending_tidily():
            progress.step("read and check the data")
            with checked_data.CheckedData.read(data, docs, region) as read_data:
                language = _original_language(read_data.dataset)
                config = configuration(language, data, docs, site_dir, strict)
                checked_data.hand_over(read_data, progress)
                config.plugins.on_startup(command="build", dirty=False)
                try:
                    mkdocs_build(config)
                finally:
                    config.plugins.on_shutdown()
                    progress.done()
    except (checked_data.BadData, Abort, ConfigurationError, MkDocsException) as error:
        print(error, file=sys.stderr)
        return 1
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else 1
    notices = [str(notice) for notice in read_data.notices]
    up_to_date.remember(site_dir, sources, notices)
    built = (
        f"{up_to_date.pages(site_dir)} pages in {site_dir}, built in {time.perf_counter() - started:.1f} s"
    )
    print("\n".join([built, *notices]))
    return 0


def bring_up_to_date(
    data: Path, docs: Path | None, site_dir: Path, progress: Progress = SILENT, region: Path | None = None
) -> tuple[int, str]:
    """Build the site if it is older than its sources; return 0 if it is up to date then, and their hash."""
    from macros import up_to_date

    if _refused(site_dir, data, docs):
        return 2, ""
    sources = sources_fingerprint(data, docs, region)
    if any(
        up_to_date.is_current(site_dir, up_to_date.made_from(sources, strict)) for strict in (False, True)
    ):
        return 0, sources
    return build(data, docs, site_dir, progress=progress, region=region), sources


def refuse_no_address(dataset: Dataset, site_dir: Path) -> None:
    """Make sure that the site would have an address at which an edition can stay, before it is built.

    Raises:
        NotPublished: if SITE_URL and the settings of the site name none.
    """
    from mkdocs.exceptions import ConfigurationError

    from macros.build_language import configuration

    try:
        _refuse_bad_address()
        config = configuration(_original_language(dataset), dataset.folder, dataset.docs, site_dir, False)
    except (BadAddress, ConfigurationError) as error:
        raise publish.NotPublished(str(error)) from None
    publish.refuse_address(config.site_url or "")


def serve(data: Path, docs: Path | None, port: int) -> int:
    """Serve the site at a port of this machine and follow each change; return 0 once it is ended."""
    from macros.serving import follow

    return follow.serve(data, docs, port)


def _original_language(dataset: Dataset) -> str | None:
    """The authoritative language; None if the data cannot be read, which the build then reports."""
    return dataset.programme.languages[0] if dataset.programme else None


def _refused(site_dir: Path, data: Path, docs: Path | None) -> bool:
    """Whether no site can be built there; the reason goes to standard error."""
    try:
        source_date()
        _refuse_bad_address()
        tidy(site_folder(site_dir))
        refuse_foreign(site_dir, data, docs, recognised_by(lambda: read(data, docs)))
    except (BadDate, BadAddress, NotOurs) as error:
        print(error, file=sys.stderr)
        return True
    return False


def _refuse_bad_address() -> None:
    """Make sure that every absolute link can be joined to SITE_URL.

    Raises:
        BadAddress: if it is set to something else.
    """
    address = os.environ.get("SITE_URL", "").strip()
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        good = good and not re.search(r"[?#\s]|//", address.partition("://")[2])
    except ValueError:
        good = False
    if address and not good:
        raise BadAddress(
            f"SITE_URL is `{address}`; write the address of a folder, such as https://example.org/handbook/"
        )


def _log_to_stderr() -> None:
    """Show MkDocs' warnings and errors, and all messages of ours."""
    logger = logging.getLogger("mkdocs")
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(levelname)-8s-  %(message)s"))
        logger.addHandler(handler)
        logger.setLevel(logging.WARNING)
    logging.getLogger("mkdocs.handbook").setLevel(logging.INFO)
