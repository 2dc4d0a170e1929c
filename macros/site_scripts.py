"""The scripts of a build: ours, made of its language and settings; they load Material’s for search."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from handbook.html import stylesheet
from handbook.html.assets import Asset
from handbook.html.page_scripts import Material, page_scripts
from handbook.outputs.keeping import SCRIPT as KEEPING
from macros import material, style_sheets
from macros.current_build import Build


def of_build(config: MkDocsConfig, build: Build) -> dict[str, Asset]:
    """All scripts of a build by their names without checksums.

    Raises:
        MaterialChanged: if Material has no such script any more.
        Unjoinable: if a module uses syntax that joining does not support.
    """
    if not build.scripts:
        style = style_sheets.of_build(config, build)[stylesheet.SEARCH].name
        theme = Material(material.script(config), style, config.theme["features"])
        build.scripts.update(page_scripts(build.locale, theme, "" if config.extra.get("served") else KEEPING))
    return build.scripts
