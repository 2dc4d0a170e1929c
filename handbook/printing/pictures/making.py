"""Makes the pictures of a built site."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path

import typst

from handbook.files import write_whole
from handbook.localised import locales
from handbook.outputs.pictures import FORMATS, Figure, Picture
from handbook.printing.cache import maker_fingerprint, remember_maker, was_made_by
from handbook.printing.pictures.content import Shown, shown
from handbook.printing.pictures.drawing import PROGRAMS, draw, fingerprint, is_current, problems
from handbook.printing.pictures.figures import FigureContent, figure_content
from handbook.printing.report import Report
from handbook.progress import SILENT, Progress
from handbook.site_address import address_of_site
from handbook.source.load import Dataset


def make_pictures(
    dataset: Dataset,
    site: Path,
    wanted: Sequence[Picture | Figure],
    out: Path,
    *,
    fresh: bool = False,
    progress: Progress = SILENT,
) -> Report:
    """Make the pictures `wanted` for the built site in the folder `site` into the folder `out`.

    Pictures made from the same words by the same code are left alone, unless `fresh` ones are asked for. A
    picture that cannot be drawn leaves the last good file. Without an address of the site there are neither
    QR codes nor slides, which hold one. `progress` is told how far it is.

    Raises:
        NoSite: if the site lacks a page with a picture.
        OSError: if a file cannot be written.
    """
    address = address_of_site(site)
    wanted = [picture for picture in wanted if address or isinstance(picture, Figure)]
    progress.step(f"draw {len(wanted)} pictures", len(wanted))
    out.mkdir(parents=True, exist_ok=True)
    known = locales(dataset)
    report = Report()
    maker = maker_fingerprint("handbook.printing.pictures.drawing", PROGRAMS)
    fresh = fresh or not was_made_by(out, maker)

    @cache
    def of_record(language: str, section: str, key: str) -> Shown:
        return shown(known[language], section, key, address)

    @cache
    def of_page(figure: Figure) -> FigureContent:
        return figure_content(known[figure.language], site, figure, address)

    def make(picture: Picture | Figure) -> list[str] | bool:
        """Whether it had to be made, and the reasons if it could not be."""
        if isinstance(picture, Figure):
            result: Shown | FigureContent = of_page(replace(picture, format=FORMATS[0]))
        else:
            result = of_record(picture.language, picture.section, picture.key)
        if not fresh and is_current(out / picture.name, fingerprint(picture, result)):
            return False
        if missing := problems(picture, result):
            return missing
        try:
            content = draw(picture, result)
        except typst.TypstError as error:
            return [f"Typst refuses it: {' '.join(error.message.split())}"]
        write_whole(out / picture.name, content)
        return True

    pool = ThreadPoolExecutor(os.cpu_count())  # Typst runs outside the GIL, so threads are enough
    try:
        for picture, made in zip(wanted, pool.map(make, wanted), strict=True):
            progress.advance()
            if isinstance(made, list):
                report.failed[picture.name] = made
            else:
                (report.made if made else report.unchanged).append(picture.name)
    finally:
        pool.shutdown(cancel_futures=True)
    if not report.failed:
        remember_maker(out, maker)
    return report
