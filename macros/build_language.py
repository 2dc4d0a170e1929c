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
from typing import Any

from mergedeep import merge
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, MkDocsException
from mkdocs.utils.yaml import yaml_load

from handbook import machine_faults, web_address
from handbook.localised import Locale
from handbook.resources import MKDOCS, PACKAGE, THEME
from handbook.signals import end_with
from handbook.source.load import Dataset, label
from macros.markdown_emphasis import WordMarks

_HOOKS = Path(__file__).with_name("hooks.py").resolve()


@dataclass(frozen=True)
class Request:
    """What to build: the language, its sources and its target.

    A site is `served` where devices must keep nothing of it. Its warnings and errors go into the file
    `messages`, too, if one is named.
    """

    language: str
    data: str
    docs: str | None
    site_dir: str
    site_url: str
    strict: bool
    serving: bool
    served: bool = False
    messages: str = ""
    region: str = ""

    def as_argument(self) -> str:
        """The request as one command line argument."""
        return json.dumps(asdict(self))


def configuration(
    language: str | None, data: Path, docs: Path | None, site_dir: Path, strict: bool
) -> MkDocsConfig:
    """MkDocs' configuration for a language; None means the original language of data that cannot be read.

    It is the generator's, with the settings of a file `mkdocs.<language>.yml`, or else `mkdocs.yml`, beside
    the data in their place.

    Raises:
        ConfigurationError: if such a file cannot be read, or has something that MkDocs does not know, or if
            an address that it or the environment sets misleads.
    """
    home = data.resolve().parent
    own = next((f for f in (home / f"mkdocs.{language}.yml", home / "mkdocs.yml") if f.is_file()), MKDOCS)
    prose = docs / language if docs and language else None
    settings = merge({}, _settings(MKDOCS), _settings(own), {"theme": {"custom_dir": str(THEME)}})
    others = [hook for hook in settings.get("hooks") or () if (home / hook).resolve() != _HOOKS]
    settings |= {
        "hooks": [str(_HOOKS), *others],
        "docs_dir": str(prose.resolve()) if prose and prose.is_dir() else _empty_folder(),
        "site_dir": str(site_dir.resolve()),
        "strict": strict,
    }
    config = load_config(str(own), **settings)
    _refuse_misleading(config)
    config.extra["data"] = str(data.resolve())
    config.extra["prose"] = str(docs.resolve()) if docs else ""
    if language:
        config.extra["language"] = language
    return config


def _refuse_misleading(config: MkDocsConfig) -> None:
    addresses = {
        "SITE_URL (`site_url` in mkdocs.yml)": config.site_url,
        "REPOSITORY_URL (`repository` under `extra` in mkdocs.yml)": config.extra.get("repository"),
    }
    for setting, address in addresses.items():
        hidden = web_address.fault(str(address or ""))
        if hidden:
            raise ConfigurationError(f"{setting}: {'; '.join(hidden)}")


def _settings(file: Path) -> dict[str, Any]:
    with file.open("rb") as stream:
        settings = yaml_load(stream)
    if not isinstance(settings or {}, dict):
        raise ConfigurationError(f"{label(file)} holds no settings; write `key: value` lines")
    return settings or {}


@cache
def _empty_folder() -> str:
    """An empty folder of prose, since MkDocs needs one; it is removed when this process ends."""
    folder = tempfile.mkdtemp(prefix="handbook-without-prose-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def build(request: Request) -> int:
    """Build one language of a whole site; return 0 on success."""
    from mkdocs.commands.build import build as mkdocs_build

    try:
        docs = Path(request.docs) if request.docs else None
        config = configuration(
            request.language, Path(request.data), docs, Path(request.site_dir), request.strict
        )
        config.extra |= {"part_of_whole": True, "served": request.served, "region": request.region}
        config.site_url = f"{request.site_url}{request.language}/" if request.site_url else None
        config.plugins.on_startup(command="serve" if request.serving else "build", dirty=False)
        mkdocs_build(config)
    except (MkDocsException, *machine_faults.KINDS) as error:
        sentence = str(error) if isinstance(error, MkDocsException) else machine_faults.sentence_of(error)
        if sentence is None:
            raise
        logging.getLogger("mkdocs").error("%s: %s", request.language, sentence)
        return 1
    except SystemExit as error:
        return int(error.code or 0) if isinstance(error.code, int) else 1
    return 0


def set_up(config: MkDocsConfig, dataset: Dataset) -> str:
    """Set what follows from the data: names, language, navigation, files to watch. Return the language."""
    programme = dataset.programme
    assert programme is not None
    language = str(config.extra.get("language") or programme.languages[0])
    config.extra["language"] = language
    config.site_name = programme.programme.title.get(language)
    config.site_description = programme.programme.tagline.get(language)
    if "prose" not in config.extra:  # `mkdocs build`, for which docs_dir holds a folder a language
        own = Path(config.docs_dir) / language
        config.docs_dir = str(own) if own.is_dir() else _empty_folder()
    docs = Path(config.docs_dir).resolve()
    config.markdown_extensions.append(WordMarks())
    config.nav = [f.resolve().relative_to(docs).as_posix() for f in dataset.prose(language).values()]
    watched = [
        dataset.folder,
        Path(__file__).parent,
        *(path for path in PACKAGE.iterdir() if path.name != "__pycache__"),  # where a build keeps templates
        Path(str(config.config_file_path)),
    ]
    config.watch += [str(path) for path in (*watched, *filter(None, [dataset.docs]))]
    return language


def root_url(site_url: str | None, locale: Locale) -> str:
    """Address of the site's root from the address of one language's part."""
    own = f"{locale.language}/" if locale.language != locale.original else ""
    return (site_url or "").removesuffix(own) if own else (site_url or "")


def own_address(dataset: Dataset, site_url: str) -> str:
    """Where the part of a language will be on the web: for a region's edition, below its own address."""
    programme = dataset.programme
    if programme is None or programme.region is None:
        return site_url
    address = programme.region.address or ""
    own = next((f"{code}/" for code in programme.languages[1:] if site_url.endswith(f"/{code}/")), "")
    return f"{address}{own}" if address else ""


def _told(request: Request) -> Request:
    """A request whose messages are collected; a process that is forked collects them anyway."""
    from macros.mistakes import Collector

    if request.messages:
        logging.getLogger("mkdocs").addHandler(Collector(Path(request.messages)))
    return request


if __name__ == "__main__":
    end_with(os.getppid())
    logging.basicConfig(level=logging.INFO, format="%(levelname)-8s-  %(message)s")
    sys.exit(build(_told(Request(**json.loads(sys.argv[1])))))
