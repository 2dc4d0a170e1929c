"""The style sheet of all pages: Material's, cut to what the pages of a programme can use, and ours.

Looked for are the names that stand in templates, in what Markdown makes of hand-written prose, and in
scripts, since scripts change pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

import markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.meta import get_data

from handbook.formats import direction
from handbook.html import stylesheet
from handbook.html.assets import Asset, asset
from handbook.html.environment import TEMPLATES
from handbook.html.style_cut import PARTING, Names, cut_kept, kept, names_in
from handbook.resources import PACKAGE, READER, SEARCH, THEME
from macros import material
from macros.current_build import Build

# What only results of search look like; the line that counts them is on every page.
_OF_RESULTS = re.compile(r"\.md-search-result(?:__(?!meta)|[ :])")
_SHEETS = ("assets/stylesheets/main.*.min.css", "assets/stylesheets/palette.*.min.css")
# Material's own templates that stand behind ours in theme/.
_BEHIND_OURS = ("base.html", "partials/toc-item.html")
_PLACE = re.compile(r" at 0x[0-9a-f]+")  # of a function in memory
_TAG = re.compile(r"<[^<>]*>")
_CODE = ("html", "markup", "built_site")
# What Material makes only where one of these is set or written: features, settings, classes. What has none
# belongs to templates that ours replace (theme/), or needs settings that ours leave out (theme/main.html).
_ONLY_WITH = {
    "--md-annotation": ("annotate", "content.code.annotate"),
    "--md-code-hl": ("highlight",),
    "--md-mermaid": ("mermaid",),
    "--md-tooltip": ("annotate", "content.code.annotate", "content.tooltips", "content.footnote.tooltips"),
    "data-preview": ("navigation.instant.preview",),
    "highlight": ("codehilite", "pymdownx.highlight", "pymdownx.superfences"),
    "indigo": (),
    "inline": (),
    "keys": ("pymdownx.keys",),
    "linenos": ("codehilite", "pymdownx.highlight", "pymdownx.superfences"),
    "md-annotation": ("annotate", "content.code.annotate"),
    "md-banner": (),
    "md-code": ("annotate", "content.code.annotate", "content.code.copy", "content.code.select"),
    "md-consent": ("consent",),
    "md-dialog--": ("content.code.copy",),
    "md-header__title--active": (),  # shows the page's title in the place of ours, which stays
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
# Names of settings that decide what is kept; others, such as that of the language, need no cut of their own.
_DECISIVE = frozenset({*_ONLY_WITH, *(name for needed in _ONLY_WITH.values() for name in needed)})


def of_build(config: MkDocsConfig, build: Build) -> dict[str, Asset]:
    """All style sheets of a build by their names without checksums: Material's, cut, is in two of them.

    Raises:
        MaterialChanged: if Material has no such style sheets any more.
    """
    if not build.sheets:
        programme, locale = build.locale.programme, build.locale
        own = stylesheet.stylesheet(programme.appearance, material.drawings(config))
        of_few = stylesheet.sheets_for_few()
        # Of all languages, so that those that are written in one direction have one style sheet.
        prose = [file for code in programme.languages for file in build.dataset.prose(code).values()]
        theme, results = of_material(config, prose, locale.language, own + "".join(of_few.values()))
        build.sheets[stylesheet.STYLESHEET] = stylesheet.sheet_of_pages(theme, own)
        for name, text in of_few.items():
            if name == stylesheet.REGION and programme.region is None:
                continue
            build.sheets[name] = asset(name, results + text if name == stylesheet.SEARCH else text)
    return build.sheets


def of_material(config: MkDocsConfig, prose: Iterable[Path], language: str, beside: str) -> tuple[str, str]:
    """Material's styles, cut to what stands on pages beside the styles `beside`; apart those of results.

    A programme with style sheets, scripts or templates of its own has all of them: what these use is unknown.
    """
    sheet = "".join(material.text_of(config, name) for name in _SHEETS)
    if config.extra_css or config.extra_javascript or material.own_folders(config) != [THEME]:
        return sheet.replace('@charset "UTF-8";', ""), ""
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
        sorted(_DECISIVE.intersection(_settings(config))),
    )
    parts = (
        _text(Path(__file__)),
        sheet,
        beside,
        markdown.__version__,
        _PLACE.sub("", repr(config.mdx_configs)),
        *(part for field in astuple(sources) for part in ("", *field)),
    )

    def made() -> str:
        names = _names(sources, [_rendered(text, config) for text in sources.prose])
        return cut_kept(sheet, names, _OF_RESULTS, beside)

    # Two steps, since most changes of a text bring no new name, and only a new name is worth the second.
    theme, _, results = kept(parts, made).partition(PARTING)
    return theme, results


def _rendered(text: str, config: MkDocsConfig) -> str:
    """The tags that Markdown makes of a page. Its words name nothing; what macros make is in templates."""
    body, _ = get_data(text)
    html = markdown.markdown(
        body, extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}
    )
    return "".join(_TAG.findall(html))


@dataclass(frozen=True)
class _Sources:
    """Where names come from, as texts. `scripts` end with Material's; `given` are what settings name."""

    templates: list[str]
    code: list[str]
    scripts: list[str]
    prose: list[str]
    settings: list[str]
    given: list[str]


def _names(sources: _Sources, rendered: list[str]) -> Names:
    found = names_in(
        [*sources.templates, *sources.settings, *rendered],
        [*sources.scripts[:-1], _NAMED_BY_ONE_WORD.sub(" ", sources.scripts[-1])],
        sources.code,
    )
    elements = found.elements | names_in([], sources.scripts[-1:]).elements
    given = {*names_in(rendered).words, *sources.given}
    absent = tuple(start for start, needed in _ONLY_WITH.items() if given.isdisjoint((start, *needed)))
    words = found.words - (_KINDS_OF_NOTES - given)
    starts = tuple(start for start in found.starts if not start.startswith(absent))
    return Names(frozenset(word for word in words if not word.startswith(absent)), starts, elements)


def _settings(config: MkDocsConfig) -> set[str]:
    """The names of features, of other settings and of Markdown's extensions."""
    return {*config.theme["features"], *config.extra, *map(_name, config.markdown_extensions)}


def _name(extension: object) -> str:
    return extension if isinstance(extension, str) else type(extension).__name__


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")
