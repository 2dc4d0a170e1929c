"""What we rely on in Material: its style sheets, its dialog of search, its script and what that sends.

Material promises none of this to others, so every build checks that it is still there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from handbook.model.kinds import KINDS

BUNDLE = "assets/javascripts/bundle.*.min.js"
_LOOK = (
    "compare theme/partials/search.html, theme/main.html and search/ in handbook/resources/ "
    "with the Material that is installed"
)
# A file, what must be found in it (a regular expression), and what for.
_RELIED_ON = (
    ("partials/search.html", r'data-md-component="search" role="dialog"', "the dialog’s frame"),
    (
        "partials/search.html",
        r'name="search"',
        "the form by which Material’s script knows that there is search",
    ),
    ("partials/search.html", r'data-md-component="search-query"', "the box for the query"),
    (
        "partials/search.html",
        r'data-md-component="search-result">\s*<div class="md-search-result__meta">'
        r'.*?</div>\s*<ol class="md-search-result__list"[^>]*></ol>',
        "the line that counts results, and the list",
    ),
    ("base.html", r'<script id="__config" type="application/json">', "the script’s settings"),
    ("partials/javascripts/base.html", r"__md_get=", "what the script calls to look into storage"),
    (
        "base.html",
        r'"search": "assets/javascripts/workers/search\.\w+\.min\.js" \| url',
        "the worker’s address",
    ),
    ("base.html", r"\{% block styles %\}", "the place of the style sheets"),
    ("assets/stylesheets/main.*.min.css", r"\.md-typeset\b", "the styles"),
    ("assets/stylesheets/palette.*.min.css", r"\[data-md-color-scheme=slate\]", "the dark colours"),
    (BUNDLE, r"new Worker\(", "the worker’s start"),
    (
        BUNDLE,
        r"\{type:0,data:\{config:\w+,docs:\w+,options:",
        "the setup message",
    ),
    (BUNDLE, r"\{type:2,data:\w+\}", "the message with the query"),
    (BUNDLE, r"\.type===1\}", "the message that the worker is ready"),
    (BUNDLE, r"\.type===3\}", "the message with results"),
    (BUNDLE, r"search/search_index\.json", "the index’s address"),
    (
        BUNDLE,
        r"search/search_index\.js\b(?!on)",
        "the index’s address for file://",
    ),
    (
        BUNDLE,
        r'"h",Object\.entries\(\w+\.terms\)',
        "the words to mark on a page",
    ),
    (BUNDLE, r"data-md-score", "the score by which Enter opens a result"),
    (BUNDLE, r"md-search-result__item", "a result"),
    (BUNDLE, r"md-search-result__link", "a result’s link"),
    (BUNDLE, r"md-search-result__more", "the results that are folded away"),
)


class MaterialChanged(RuntimeError):
    """Material lacks something that we need; the message says what to check."""


def check(config: MkDocsConfig) -> None:
    """Check that everything that we rely on is there.

    Raises:
        MaterialChanged: with each file and what is missing in it.
    """
    missing = list(_missing(_folder(config)))
    if missing:
        raise MaterialChanged(
            "\n".join(["Material for MkDocs is not as we need it:", *missing, f"What to do: {_LOOK}."])
        )


def script(config: MkDocsConfig) -> str:
    """Address of Material's script below a site's root.

    Raises:
        MaterialChanged: if there is none, or more than one.
    """
    return _only(config, BUNDLE).relative_to(_folder(config)).as_posix()


def text_of(config: MkDocsConfig, name: str) -> str:
    """The text of a file of Material's; `name` may hold `*` in the place of its checksum.

    Raises:
        MaterialChanged: if there is none, or more than one.
    """
    return _text(_only(config, name))


def own_folders(config: MkDocsConfig) -> list[Path]:
    """The folders whose templates stand in the place of Material's.

    Raises:
        MaterialChanged: if Material is not among the folders of the theme.
    """
    folders = [Path(folder).absolute() for folder in config.theme.dirs]  # ProperDocs names some from here
    return folders[: folders.index(_folder(config))]


def drawings(config: MkDocsConfig) -> dict[str, str]:
    """The SVGs that stand for kinds of record, by name, from the icons that Material ships.

    Raises:
        MaterialChanged: if it has none of that name any more.
    """
    folder = _folder(config) / ".icons" / "material"
    names = sorted({kind.drawing for kind in KINDS.values() if kind.drawing})
    for name in names:
        if not (folder / f"{name}.svg").is_file():
            raise MaterialChanged(
                f"{folder}: there is no icon {name}.svg; name another one in handbook/model/kinds.py."
            )
    return {name: _text(folder / f"{name}.svg") for name in names}


def _folder(config: MkDocsConfig) -> Path:
    """Material's own folder: the one below our theme's."""
    for folder in map(Path, config.theme.dirs):
        if (folder / "base.html").is_file():
            return folder
    raise MaterialChanged("the theme that is configured has no base.html; mkdocs.yml must name `material`")


def _only(config: MkDocsConfig, name: str) -> Path:
    folder = _folder(config)
    result = list(folder.glob(name))
    if len(result) != 1:
        raise MaterialChanged(f"{folder}: one file {name} is expected, not {len(result)}; {_LOOK}.")
    return result[0]


def _missing(folder: Path) -> Iterator[str]:
    for name, pattern, what in _RELIED_ON:
        file = next(iter(sorted(folder.glob(name))), None)
        if file is None:
            yield f"  {folder / name}: {what} is looked for there, but the file is gone"
        elif not re.search(pattern, _text(file), re.DOTALL):
            yield f"  {file}: {what} is not there any more (looked for {pattern})"


@cache
def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")
