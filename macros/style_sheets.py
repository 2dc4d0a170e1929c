"""The style sheet of all pages: Material's, cut to what the pages of a programme can use, and ours.

Looked for are the names that stand in templates, in the vocabulary of what pages hold, in hand-written prose,
in the Markdown extensions that are set, and in scripts, since scripts change pages.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from importlib.metadata import entry_points
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from handbook.files import CACHE
from handbook.formats import direction
from handbook.html import stylesheet
from handbook.html.assets import Asset
from handbook.html.environment import TEMPLATES
from handbook.html.style_cut import Names, cut_kept, kept, names_in
from handbook.resources import PACKAGE, PRINT, READER, SEARCH, THEME
from macros import material
from macros.current_build import Build

_SHEETS = ("assets/stylesheets/main.*.min.css", "assets/stylesheets/palette.*.min.css")
# Material's own templates that stand behind ours in theme/.
_BEHIND_OURS = ("base.html", "partials/toc.html", "partials/toc-item.html")
_CACHE = CACHE / "styles"
_CODE = ("html", "markup", "built_site")
# What Material makes only where one of these is set or written: features, settings, classes. What has none
# belongs to templates that ours replace (theme/), or needs settings that ours leave out (theme/main.html).
_ONLY_WITH = {
    "--md-annotation": ("annotate", "content.code.annotate"),
    "--md-code-hl": ("highlight",),
    "--md-mermaid": ("mermaid",),
    "--md-tooltip": ("annotate", "content.code.annotate", "content.tooltips", "content.footnote.tooltips"),
    "highlight": ("codehilite", "pymdownx.highlight", "pymdownx.superfences"),
    "linenos": ("codehilite", "pymdownx.highlight", "pymdownx.superfences"),
    "md-annotation": ("annotate", "content.code.annotate"),
    "md-banner": (),
    "md-code": ("annotate", "content.code.annotate", "content.code.copy", "content.code.select"),
    "md-consent": ("consent",),
    "md-dialog--": ("content.code.copy",),
    "md-path": (),
    "md-progress": ("navigation.instant.progress",),
    "md-source": (),
    "md-tabs": ("navigation.tabs",),
    "md-tag": (),
    "md-tooltip": ("annotate", "content.code.annotate", "content.tooltips", "content.footnote.tooltips"),
    "md-top": ("navigation.top",),
    "md-version": (),
    "tabbed": ("tabbed-set", "pymdownx.tabbed"),
}
# Classes of one word in Material's script stand in parts of it that need one of these, or are no classes.
_NAMED_BY_ONE_WORD = re.compile(r"(?<![\w-])\w+(?![\w-])")
_KINDS_OF_NOTES = frozenset(
    {
        *("abstract", "attention", "bug", "caution", "check", "cite", "danger", "done", "error", "example"),
        *("fail", "failure", "faq", "help", "hint", "important", "info", "missing", "note", "question"),
        *("quote", "success", "summary", "tip", "tldr", "todo", "warning"),
    }
)


def of_all_pages(config: MkDocsConfig, build: Build) -> Asset:
    """The style sheet of all pages of a build: Material's, cut, with that of the programme.

    Raises:
        MaterialChanged: if Material has no such style sheets any more.
    """
    if not build.sheets:
        programme, locale = build.locale.programme, build.locale
        own = stylesheet.stylesheet(programme.appearance, material.drawings(config))
        beside = own + "".join(sheet.text for sheet in stylesheet.sheets_for_few())
        prose = build.dataset.prose(locale.language).values()
        theme = of_material(config, prose, locale.language, beside)
        build.sheets.append(stylesheet.sheet_of_pages(theme, own))
    return build.sheets[0]


def of_material(config: MkDocsConfig, prose: Iterable[Path], language: str, beside: str) -> str:
    """Material's styles, cut to what stands on pages beside the styles `beside`.

    A programme with style sheets, scripts or templates of its own has all of them: what these use is unknown.
    """
    sheet = "".join(material.text_of(config, name) for name in _SHEETS)
    if config.extra_css or config.extra_javascript or material.own_folders(config) != [THEME]:
        return sheet.replace('@charset "UTF-8";', "")
    templates = [*TEMPLATES.rglob("*.html"), *THEME.rglob("*.html")]
    code = [file for folder in _CODE for file in (PACKAGE / folder).glob("*.py")]
    code += (file for file in Path(__file__).parent.glob("*.py") if file != Path(__file__))
    scripts = [file for folder in (READER, SEARCH / "page") for file in folder.rglob("*.js")]
    sources = _Sources(
        [*map(_text, sorted(templates)), *(material.text_of(config, name) for name in _BEHIND_OURS)],
        [*map(_text, sorted(code))],
        [*map(_text, sorted(scripts)), material.text_of(config, material.BUNDLE)],
        [*map(_text, prose)],
        [direction(language), *map(str, config.theme["palette"].values()), "html head body slate"],
        [_text(PRINT / "vocabulary.yaml")],
        [*map(_text, _extensions(config))],
        [*config.theme["features"], *config.extra, *map(_name, config.markdown_extensions)],
    )
    parts = (
        _text(Path(__file__)),
        sheet,
        beside,
        *(part for field in astuple(sources) for part in ("", *field)),
    )
    # Two steps, since most changes of a text bring no new name, and only a new name is worth the second.
    return kept(parts, lambda: cut_kept(sheet, _names(sources), beside, _CACHE), _CACHE)


@dataclass(frozen=True)
class _Sources:
    """Where names come from, as texts. `scripts` end with Material's; `given` are what settings name."""

    templates: list[str]
    code: list[str]
    scripts: list[str]
    prose: list[str]
    settings: list[str]
    vocabulary: list[str]
    extensions: list[str]
    given: list[str]


def _names(sources: _Sources) -> Names:
    found = names_in(
        [*sources.templates, *sources.settings, *sources.vocabulary, *sources.extensions],
        [*sources.scripts[:-1], _NAMED_BY_ONE_WORD.sub(" ", sources.scripts[-1])],
        [*sources.prose, *sources.code],
    )
    given = {*names_in(sources.vocabulary, prose=sources.prose).words, *sources.given}
    absent = tuple(start for start, needed in _ONLY_WITH.items() if given.isdisjoint((start, *needed)))
    words = found.words - (_KINDS_OF_NOTES - given)
    starts = tuple(start for start in found.starts if not start.startswith(absent))
    return Names(frozenset(word for word in words if not word.startswith(absent)), starts)


def _name(extension: object) -> str:
    return extension if isinstance(extension, str) else type(extension).__name__


def _extensions(config: MkDocsConfig) -> Iterator[Path]:
    """The source files of the Markdown extensions that are set."""
    for extension in config.markdown_extensions:
        if isinstance(extension, str):
            found = _source(f"markdown.extensions.{extension}") or _source(extension)
            if found is None:  # a short name of another package
                for point in entry_points(group="markdown.extensions", name=extension):
                    found = _source(point.module)
            if found is not None:
                yield found


def _source(module: str) -> Path | None:
    try:
        found = importlib.util.find_spec(module)
    except (ImportError, ValueError):
        return None
    return Path(found.origin) if found and found.origin and found.origin.endswith(".py") else None


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")
