"""From HTML to DOCX and EPUB, by pandoc."""

from __future__ import annotations

import datetime
import os
import subprocess
import tempfile
from pathlib import Path

from handbook.localised import Locale
from handbook.resources import PRINT

STYLES = PRINT / "epub.css"
_DEPTH = "2"  # headings in the table of contents, and those that start a new file in an EPUB


class NoPandoc(RuntimeError):
    """Pandoc is not installed; the message says how to get it."""


class NotConverted(RuntimeError):
    """Pandoc could not make a handout; the message is pandoc's."""


def pandoc() -> str:
    """The pandoc to use: the one installed by the extra `handouts`.

    Raises:
        NoPandoc: if it is not installed.
    """
    try:
        import pypandoc
    except ImportError:
        remedy = "run `make handouts`, or pip install --require-hashes -r requirements-handouts.txt"
        raise NoPandoc(f"handouts are made by pandoc, which is not installed; {remedy}") from None
    return str(pypandoc.get_pandoc_path())


def convert(html: str, form: str, title: str, locale: Locale, site: str, when: datetime.datetime) -> bytes:
    """An HTML document as a file of the format `form`, with metadata for catalogues.

    Raises:
        NoPandoc: if there is no pandoc.
        NotBound: if pandoc refuses.
    """
    about = locale.about
    result = {
        "title": title,
        "author": locale.text(about.publisher),
        "publisher": locale.text(about.publisher),
        "lang": locale.language,
        "date": when.date().isoformat(),
        "rights": f"{about.licence.name} {about.licence.address}",
        "identifier": f"{site or locale.text(about.title)}#{about.edition}.{locale.language}",
        "toc-title": locale.label("print.contents"),
    }
    command = [
        pandoc(),
        "--from=html-auto_identifiers",
        f"--to={'epub3' if form == 'epub' else form}",
        "--toc",
    ]
    command += [f"--toc-depth={_DEPTH}", f"--split-level={_DEPTH}", "--quiet"]
    command += [f"--metadata={name}={value}" for name, value in result.items()]
    if form == "epub":
        command.append(f"--css={STYLES}")
    with tempfile.TemporaryDirectory(prefix="handbook-handout-") as folder:
        out = Path(folder) / f"handout.{form}"
        done = subprocess.run(
            [*command, f"--output={out}"],
            input=html,
            text=True,
            encoding="utf-8",
            capture_output=True,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(int(when.timestamp()))},
            check=False,
        )
        if done.returncode or not out.is_file():
            raise NotConverted(" ".join(done.stderr.split()) or f"pandoc ended with {done.returncode}")
        return out.read_bytes()
