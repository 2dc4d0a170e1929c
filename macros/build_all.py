"""A whole site: its data checked, all languages built in parallel, the result put in place at once.

MkDocs builds one language in the process that was started; the others are built next to it, and only when all
are good does the new site replace the last one.
"""

from __future__ import annotations

import gc
import logging
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import CountHandler

from handbook.archives import BadArchive
from handbook.built_site import kept_lists
from handbook.built_site.extra_files import NotCopied, copy_extra_files
from handbook.built_site.guard import NotOurs, refuse_foreign, site_around
from handbook.built_site.manifest import Manifest, list_files, write_manifest
from handbook.built_site.manifest_update import changing
from handbook.built_site.older_sites import recognised_by
from handbook.built_site.restore import restore_editions
from handbook.built_site.staging import Staging, tidy
from handbook.built_site.unchanged import keep_unchanged
from handbook.files import files_below, link_or_copy
from handbook.html.environment import load_templates
from handbook.html.renderer import Renderer
from handbook.incremental.beside_code import tidy_beside_code
from handbook.incremental.store import Store
from handbook.localised import locales
from handbook.outputs.handouts import FOLDER as HANDOUTS
from handbook.outputs.manifest import NAME as MANIFEST
from handbook.outputs.papers import FOLDER as PAPERS
from handbook.outputs.pictures import FOLDER as PICTURES
from handbook.outputs.printed import FOLDER as PRINTED
from handbook.progress import Progress
from handbook.resources import PACKAGE
from handbook.signals import end_if_asked
from handbook.source.load import Dataset, label
from macros import build_language, current_build, site_files, style_sheets, theme_speed
from macros.checked_data import CheckedData, data_of, hand_over
from macros.workers import can_fork, start

TIME_LIMIT = 1800  # maximum seconds for another language


@dataclass
class SiteBuild:
    """The build of all languages. `target` is the final folder of the site.

    `staging` is where it is built; None in a process that builds one language of a site of which another
    process is in charge. `site_url` is the address of the whole site on the web, or "". A site that is only
    `served` has no folder of its own, so no manifest. `changed` tells files of the data and prose that are
    not as they were read.
    """

    target: Path
    staging: Staging | None
    dataset: Dataset
    strict: bool
    site_url: str = ""
    served: bool = False
    waiting: list[Callable[[], bool]] = field(default_factory=list)
    warnings: CountHandler = field(default_factory=CountHandler)
    began: float = field(default_factory=time.time)
    changed: Callable[[], list[Path]] = list

    def finish(self, config: MkDocsConfig) -> None:
        """Complete this language, wait for the others and put the site in place.

        Raises:
            RuntimeError: if a language failed, or if warnings count as errors and there was one.
        """
        progress = current_build.current().progress
        progress.step("write data files, texts and the index of search")
        site_files.write_extras(config, current_build.current())
        if self.staging is None:
            return
        progress.step("wait for the other languages and put the site in place")
        waiting, self.waiting = self.waiting, []
        good = [wait() for wait in waiting]  # wait for all, not only until the first failure
        gc.unfreeze()  # as `fork` has left it
        if not all(good):
            raise RuntimeError("another language could not be built; its messages stand above")
        counts = self.warnings.get_counts()
        if self.strict and counts:
            counted = ", ".join(f"{number} {level.lower()}s" for level, number in counts)
            raise RuntimeError(f"the site was not replaced, since there were {counted} in strict mode")
        folder, locale = self.staging.folder, current_build.current().locale
        alone = locale.language != locale.original  # a translation has no place for shared files
        extra = frozenset() if alone else self._complete(folder)
        if not self.served:
            known = locales(self.dataset)
            if alone:
                kept_lists.write_list(folder, locale, known)
            else:
                kept_lists.write_lists(folder, known, extra)
            self._keep_what_was_made(folder)
            translations = frozenset() if alone else frozenset(locale.programme.languages[1:])
            files = keep_unchanged(self.target, folder, list_files(folder))
            write_manifest(folder, Manifest(files, extra, translations=translations))
            self._refuse_changed()
            self._refuse_foreign()  # a file may have been added there in the meantime
        end_if_asked()
        self._put_in_place(self.staging)
        config.site_dir = str(self.target)
        logging.getLogger("mkdocs").removeHandler(self.warnings)
        Store().tidy(self.began)  # here, so that plain `mkdocs build` and `serve` keep it bounded, too
        tidy_beside_code(self.began)

    def _complete(self, staging: Path) -> frozenset[str]:
        """Add files made from all languages together; return the names of the extra files among them."""
        try:
            restore_editions(self.dataset, staging, self.site_url)
        except (BadArchive, OSError) as error:
            raise RuntimeError(f"an edition that was published cannot be shown: {error}") from None
        site_files.complete(staging, self.dataset)
        try:
            return copy_extra_files(self.dataset.folder, staging)
        except (NotCopied, OSError) as error:
            raise RuntimeError(str(error)) from None

    def _keep_what_was_made(self, staging: Path) -> None:
        """Take over files that other commands made from the last site; those commands check them again."""
        for folder in (PRINTED, PAPERS, HANDOUTS, PICTURES):
            made, kept = self.target / folder, staging / folder
            if made.is_dir() and not kept.exists():
                for name, file in files_below(made):
                    (kept / name).parent.mkdir(parents=True, exist_ok=True)
                    link_or_copy(str(file), str(kept / name))

    def _put_in_place(self, staging: Staging) -> None:
        """Replace the last site by the new one; a translation alone replaces its part of a whole site."""
        site = site_around(self.target)
        if site is None or self.served:
            staging.put_in_place()
            return
        (staging.folder / MANIFEST).unlink()
        names = {name for folder in (staging.folder, self.target) for name, _ in files_below(folder)}
        with changing(site, (f"{self.target.name}/{name}" for name in names)):
            staging.put_in_place()

    def _refuse_changed(self) -> None:
        """Some pages may show what a file was, and others what it is."""
        changed = [label(file) for file in self.changed()]
        if changed:
            raise RuntimeError(
                f"the site was not replaced, since {', '.join(changed[:3])}{', …' if changed[3:] else ''} "
                "changed while it was built; build it again"
            )

    def _refuse_foreign(self) -> None:
        try:
            refuse_foreign(
                self.target, self.dataset.folder, self.dataset.docs, recognised_by(lambda: self.dataset)
            )
        except NotOurs as error:
            raise RuntimeError(str(error)) from None

    def give_up(self) -> None:
        """Stop and leave the last good site unchanged."""
        if self.staging is None:
            return
        waiting, self.waiting = self.waiting, []
        for wait in waiting:
            wait()
        logging.getLogger("mkdocs").removeHandler(self.warnings)
        self.staging.end()


def begin(config: MkDocsConfig, *, serving: bool) -> SiteBuild:
    """Read and check the data, start the other languages, and set `config` up for this one.

    Raises:
        SystemExit: with a sentence, if the generator has a field that no output shows.
        BadData: with every problem that keeps the site from being built, one per line.
        NotOurs: if the site's folder holds anything that was not built into it.
    """
    data, progress = data_of(config)
    with data:
        return _begin(config, data, progress, serving=serving)


def _begin(config: MkDocsConfig, data: CheckedData, progress: Progress, *, serving: bool) -> SiteBuild:
    dataset = data.dataset
    language = build_language.set_up(config, dataset)
    locale = locales(dataset)[language]
    part = bool(config.extra.get("part_of_whole"))
    # What devices keep would be older than what an editor has just saved.
    served = config.extra["served"] = serving or bool(config.extra.get("served"))
    if config.site_url and language != locale.original and not part:
        config.site_url += f"{language}/"  # mkdocs.yml names the address of the whole site
    site_url = build_language.root_url(config.site_url, locale)
    renderer = Renderer(locale, dataset, site_url, config.extra.get("repository") or "")
    current_build.start(current_build.Build(dataset, locale, renderer, progress))
    theme_speed.tune(config)
    target = Path(config.site_dir).resolve()
    if part:
        return SiteBuild(target, None, dataset, config.strict)
    if not served:
        tidy(target)
        refuse_foreign(target, dataset.folder, dataset.docs, recognised_by(lambda: dataset))
    staging = Staging(target)
    config.site_dir = str(staging.folder)
    site_build = SiteBuild(target, staging, dataset, config.strict, site_url, served=served)
    site_build.changed = data.changed
    site_build.warnings.setLevel(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(site_build.warnings)
    try:
        if language == locale.original:
            load_templates()
            style_sheets.of_build(config, current_build.current())  # kept for the other languages
        data.wait()
        if language == locale.original:
            for other in locale.programme.languages[1:]:
                _start_language(other, config, site_build, staging, serving=serving)
    except BaseException:  # a signal to end, for example
        site_build.give_up()
        raise
    return site_build


def _start_language(
    language: str, config: MkDocsConfig, site_build: SiteBuild, staging: Staging, *, serving: bool
) -> None:
    """Start building another language; `SiteBuild.finish` waits for it.

    If this process can be forked, it is, which saves importing everything again.
    """
    site_dir = staging.beside(language)
    request = build_language.Request(
        language=language,
        data=str(site_build.dataset.folder.resolve()),
        docs=str(site_build.dataset.docs.resolve()) if site_build.dataset.docs else None,
        site_dir=str(site_dir),
        site_url=config.site_url or "",
        strict=config.strict,
        serving=serving,
        served=bool(config.extra["served"]),
        messages=str(config.extra.get("messages") or ""),
        region=str(site_build.dataset.region.resolve()) if site_build.dataset.region else "",
    )
    if can_fork():
        start(
            partial(_build_here, request, site_build.dataset),
            lambda child: site_build.waiting.append(
                lambda: _take_in(language, staging.folder, site_dir, os.waitpid(child, 0)[1] == 0)
            ),
        )
        return
    command = [sys.executable, "-m", "macros.build_language", request.as_argument()]
    result = [str(PACKAGE.parent), os.environ.get("PYTHONPATH")]  # where this process found its code
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, result))}
    process = subprocess.Popen(command, env=environment)
    site_build.waiting.append(
        lambda: _take_in(language, staging.folder, site_dir, process.wait(TIME_LIMIT) == 0)
    )


def _build_here(request: build_language.Request, dataset: Dataset) -> int:
    hand_over(CheckedData(dataset))  # it is in memory already
    return build_language.build(request)


def _take_in(language: str, staging: Path, site_dir: Path, good: bool) -> bool:
    """Move another language's pages into the site that is being built."""
    if good and staging.is_dir():
        site_dir.rename(staging / language)
    shutil.rmtree(site_dir, ignore_errors=True)
    return good
