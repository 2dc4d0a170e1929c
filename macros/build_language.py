"""One language of a site as a MkDocs build of its own."""

from __future__ import annotations

import atexit
import json
import logging
import os
import shutil
import sys
import tempfile
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from handbook.localised import Edition
from handbook.signals import end_with
from handbook.source.load import ROOT, Dataset
from macros.emphasis import WordMarks


@dataclass(frozen=True)
class Request:
    """What to build: a language, from where, to where."""

    language: str
    data: str
    docs: str | None
    site_dir: str
    site_url: str
    strict: bool
    serving: bool

    def as_argument(self) -> str:
        """The request as one command line argument."""
        return json.dumps(asdict(self))


def configuration(
    language: str | None, data: Path, docs: Path | None, site_dir: Path, strict: bool
) -> MkDocsConfig:
    """MkDocs' configuration for a language; None stands for that of `mkdocs.yml`.

    A language with a file `mkdocs.<language>.yml` is configured by it, any other by `mkdocs.yml`.
    """
    own = ROOT / f"mkdocs.{language}.yml"
    options = {}
    if docs is None or (language and not (docs / language).is_dir()):
        options["docs_dir"] = _empty_folder()
    elif language:
        options["docs_dir"] = str((docs / language).resolve())
    config = load_config(
        str(own if language and own.is_file() else ROOT / "mkdocs.yml"),
        site_dir=str(site_dir.resolve()),
        strict=strict,
        **options,
    )
    config.extra["data"] = str(data.resolve())
    if docs is None:
        config.extra["without_prose"] = True
    if language:
        config.extra["language"] = language
    return config


@cache
def _empty_folder() -> str:
    """A folder without prose, since MkDocs wants one; it goes when this process ends."""
    folder = tempfile.mkdtemp(prefix="handbook-without-prose-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def build(request: Request) -> int:
    """Build one language of a whole; 0 where it succeeded."""
    from mkdocs.commands.build import build as mkdocs_build

    try:
        docs = Path(request.docs) if request.docs else None
        config = configuration(
            request.language, Path(request.data), docs, Path(request.site_dir), request.strict
        )
        config.extra["part_of_whole"] = True
        config.site_url = f"{request.site_url}{request.language}/" if request.site_url else None
        config.plugins.on_startup(command="serve" if request.serving else "build", dirty=False)
        mkdocs_build(config)
    except (MkDocsException, OSError) as error:
        logging.getLogger("mkdocs").error("%s: %s", request.language, error)
        return 1
    except SystemExit as error:
        return int(error.code or 0) if isinstance(error.code, int) else 1
    return 0


def set_up(config: MkDocsConfig, dataset: Dataset) -> str:
    """Fill in what follows from the data: names, language, navigation, what to watch. Return the language."""
    programme = dataset.programme
    assert programme is not None
    language = str(config.extra.get("language") or programme.languages[0])
    config.extra["language"] = language
    config.site_name = programme.programme.title.get(language)
    config.site_description = programme.programme.tagline.get(language)
    docs = Path(config.docs_dir).resolve()
    config.markdown_extensions.append(WordMarks())
    config.nav = [f.resolve().relative_to(docs).as_posix() for f in dataset.prose(language).values()]
    watched = [
        dataset.folder,
        ROOT / "macros",
        ROOT / "handbook",
        ROOT / "theme",
        ROOT / "search",
        ROOT / "reader",
        ROOT / "mkdocs.yml",
    ]
    config.watch += [str(path) for path in (*watched, *filter(None, [dataset.docs]))]
    return language


def root_url(site_url: str | None, edition: Edition) -> str:
    """Address of the site's root from the address of one language's part of it."""
    own = f"{edition.language}/" if edition.language != edition.original else ""
    return (site_url or "").removesuffix(own) if own else (site_url or "")


if __name__ == "__main__":
    end_with(os.getppid())
    logging.basicConfig(level=logging.INFO, format="%(levelname)-8s-  %(message)s")
    sys.exit(build(Request(**json.loads(sys.argv[1]))))
