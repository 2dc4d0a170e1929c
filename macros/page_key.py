"""Keys of all that pages and data files depend on besides the records that they read."""

from __future__ import annotations

import hashlib
import inspect
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig

from handbook.export.published import published_version
from handbook.incremental.store import key_of
from handbook.localised import Locale, locales
from handbook.source.load import Dataset
from macros.current_build import Build
from macros.sources import code_fingerprint

_OURS = Path(__file__).with_name("hooks.py")
_EVENTS = ("page_content", "page_context", "post_page", "env")  # by which plugins have a say in such pages
# What MkDocs passes to the theme; folders are left out, since pages do not name them.
_SETTINGS = (
    *("site_name", "site_url", "site_description", "site_author", "copyright", "repo_url", "repo_name"),
    *("edit_uri", "use_directory_urls", "extra_css", "extra_javascript"),
)
_PLACES = frozenset({"data", "prose"})


def base_key(build: Build, config: MkDocsConfig, env: Environment) -> str:
    """The key; "" if plugins or hooks that we do not know have a say in pages, so that none may be kept."""
    if any(Path(_file_of(method)) != _OURS for name in _EVENTS for method in config.plugins.events[name]):
        return ""
    about = (
        build.locale.language,
        *_facts(build.locale),
        published_version(build.dataset.folder),
        repr([(name, value) for name, value in sorted(env.globals.items()) if isinstance(value, _PLAIN)]),
    )
    return key_of(code_fingerprint(), *_theirs(config), *about)


def data_key(dataset: Dataset, site_url: str, version: str) -> str:
    """The key for data files."""
    facts = (fact for locale in locales(dataset).values() for fact in _facts(locale))
    return key_of("data files", code_fingerprint(), site_url, version, *facts)


def _facts(locale: Locale) -> Iterator[str]:
    """What of a programme is read without a note."""
    yield locale.about.model_dump_json()
    yield locale.programme.appearance.model_dump_json()
    yield json.dumps(dict(locale.prose))
    yield os.environ.get("SOURCE_DATE_EPOCH", "")


_PLAIN = (str, int, tuple, list, bool, type(None))


def _theirs(config: MkDocsConfig) -> Iterator[str]:
    """What a programme's own mkdocs.yml sets: values, and templates of its own."""
    yield json.dumps({name: config[name] for name in _SETTINGS}, default=str)
    yield json.dumps({k: v for k, v in config.extra.items() if k not in _PLACES}, default=str, sort_keys=True)
    yield json.dumps({name: config.theme[name] for name in config.theme}, default=str, sort_keys=True)
    custom = config.theme.custom_dir
    for file in sorted(Path(custom).rglob("*")) if custom else ():
        if file.is_file():
            yield file.name + hashlib.sha256(file.read_bytes()).hexdigest()


def _file_of(method: Any) -> str:
    function: Any = inspect.unwrap(getattr(method, "__func__", method))
    return str(function.__code__.co_filename)
