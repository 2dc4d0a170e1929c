"""Files of a site that are not pages of the handbook: redirects, scripts, robots.txt, those for programs."""

from __future__ import annotations

import gzip
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from handbook import export
from handbook.built_site.file_links import link_data_files
from handbook.export import region_file
from handbook.export.published import published_version
from handbook.html import keeping, machine_files, reader_scripts, region_files, social_picture
from handbook.html.environment import redirect_page
from handbook.incremental.remembered import Remembered
from handbook.incremental.store import Store
from handbook.localised import locales
from handbook.model.addresses import href
from handbook.noted import noted
from handbook.outputs.data_files import FOLDER, REGION
from handbook.source.load import Dataset
from handbook.source.region_file import RegionalDataset
from handbook.views.web import Web
from macros import build_language, page_key, site_scripts, style_sheets
from macros.current_build import Build


def write_extras(config: MkDocsConfig, build: Build) -> None:
    """Write the other files of a language; data files and robots.txt for the original only."""
    site = Path(config.site_dir)
    build.index.write(site)
    reader_scripts.write_lists(site, build.locale)
    if isinstance(build.dataset, RegionalDataset):
        region_files.write_files(site, build.locale, build.dataset)
    if not config.extra.get("served"):
        keeping.write_files(site, build.locale, build.dataset.folder)
        social_picture.write_picture(site, build.locale, build.dataset.folder)
    made = style_sheets.of_build(config, build) | site_scripts.of_build(config, build)
    for asset in made.values():
        asset.write(site)
    web = Web(build.locale, build_language.root_url(config.site_url, build.locale))
    prose = build.dataset.prose(build.locale.language)
    machine_files.write_files(site, web, prose, build.texts, build.parts)
    for old, new in build.locale.programme.redirects.items():
        if "#" not in old:  # a moved anchor is shown on its page, see moved.html
            _write_redirect(site, old, new, build)
    pack_sitemap(site / "sitemap.xml")
    if build.locale.language == build.locale.original:
        _write_data_files(site, build.dataset, config.site_url or "")
        write_robots(site, build, config.site_url or "")
        machine_files.write_security(site, web)


def _write_data_files(site: Path, dataset: Dataset, site_url: str) -> None:
    """Write the data files; those that would be the same are taken from the store.

    In the edition of a region they are those of the programme; what is its own is in a file beside them.
    """
    if isinstance(dataset, RegionalDataset):
        (site / FOLDER).mkdir(parents=True, exist_ok=True)
        (site / FOLDER / REGION).write_bytes(region_file.content(dataset))
        dataset = dataset.national
    editions, reads = noted(locales(dataset), {})
    version = published_version(dataset.folder)
    remembered = Remembered(Store(), reads, page_key.data_key(dataset, site_url, version))
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for name, make in export.makers(editions, site_url, version):
        (folder / name).write_bytes(remembered.made(name, make))
        names.append(name)
    remembered.save(names)


def complete(site: Path, dataset: Dataset) -> None:
    """Fill in what is known only once every language is built: sizes of data files."""
    link_data_files(dataset, site)


def _write_redirect(site: Path, old: str, new: str, build: Build) -> None:
    file = site / old / "index.html"
    if file.exists():  # this disk ignores case, so readers reach the page anyway
        return
    locale = build.locale
    name = locale.name(*locale.addresses.by_address[new])
    page = redirect_page(locale.language, locale.label("page.redirect"), href(locale.placed(new), old), name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page, encoding="utf-8")


def pack_sitemap(file: Path) -> None:
    """Pack the sitemap anew: MkDocs writes the day of the build into its copy."""
    if file.is_file():
        packed = gzip.compress(file.read_bytes(), mtime=0)
        file.with_name(f"{file.name}.gz").write_bytes(packed)


def write_robots(site: Path, build: Build, site_url: str) -> None:
    """Write robots.txt; `site_url` is the address of the programme's own site, or ""."""
    own = build_language.own_address(build.dataset, site_url)
    (site / "robots.txt").write_text(_robots(own, build), encoding="utf-8")


def _robots(site_url: str, build: Build) -> str:
    lines = ["User-agent: *", "Allow: /"]
    if site_url:
        first, *others = build.locale.programme.languages
        del first
        lines += [f"Sitemap: {site_url}{folder}sitemap.xml" for folder in ("", *(f"{c}/" for c in others))]
    return "\n".join(lines) + "\n"
