"""What tests of faults share: a programme that uses everything, and what must be said of it in any state."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import random
import resource
import signal
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import FrameType

from handbook.archives import pack
from handbook.built_site.manifest import read_manifest
from handbook.check import problems
from handbook.cli import counting
from handbook.cli.main import main
from handbook.files import files_below, fingerprint
from handbook.outputs.manifest import NAME as MANIFEST
from handbook.source.load import read
from handbook.source.problems import Problem
from tests._small import write_small
from tests.programme_copy import assert_well_said

SEED = int(os.environ.get("FAULT_SEED") or random.SystemRandom().randrange(1 << 32))
PATIENCE = 20  # seconds that one input may take; one takes some hundredths
ROOM = 400 << 20  # bytes by which all inputs together may make the process grow

PROSE = {
    "id": "---\ntitle: Kebun\ndescription: Tentang kebun\n---\n\n# Kebun\n\n"
    "Lihat [panen](guide.md#panen) dan [[t/b1]].\n"
    "\n## Panen\n\n| Hasil | Berat |\n| --- | --- |\n| Padi | 3 |\n"
    "\n- satu\n- dua\n\n<details><summary>Lagi</summary>Isi.</details>\n\n![Peta](peta.svg)\n"
    '\n{{ about("title") }}\n',
    "en": "---\ntitle: Garden\ndescription: About the garden\n---\n\n# Garden\n\n"
    "See [[t/b1]] and `{{ code }}`.\n"
    "\n## Harvest\n\n1. one\n2. two\n\n!!! note\n    Bring *baskets*.\n\n<div markdown>\n**More**\n</div>\n",
}
MAP = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>Peta</title><path d="M0 0h9v9z"/></svg>'
)
EDITION = "0.9"
Tree = dict[str, str]  # files by name, with a fingerprint


def tree(root: Path) -> Tree:
    """Everything below a folder with a fingerprint; what commands keep for themselves is left out."""
    held = {path.relative_to(root): path for path in root.rglob("*")}
    return {
        name.as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        for name, path in held.items()
        if name.parts[0] != ".cache"
    }


def look(command: str, root: Path, before: Tree, after: Tree) -> None:
    """Each file of the data is the old or the new one, and the site is whole."""
    for name, digest in tree(root).items():
        if name.startswith(("data/", "docs/")) and ".handbook-" not in name:
            assert digest in (before.get(name), after.get(name)), name
    if command == "clean" and not (root / "site").exists():
        return
    site, old, new = (
        {name: digest for name, digest in held.items() if name.startswith("site/")}
        for held in (tree(root), before, after)
    )
    if command in ("build", "serve", "clean"):
        assert site in (old, new), f"{len(site)} files, {len(old)} before, {len(new)} afterwards"
    elif site:
        whole(root / "site")


def whole(site: Path) -> None:
    """Everything in a site is what its manifest says, but for what was being written, which is complete."""
    manifest = read_manifest(site)
    assert manifest is not None
    held = dict(files_below(site))
    for name, digest in manifest.files.items():
        if name not in manifest.changing:
            assert hashlib.sha256(held[name].read_bytes()).hexdigest() == digest, name
    assert {name for name in held if name != MANIFEST} <= {*manifest.files, *manifest.changing}
    for name, file in held.items():
        if name.endswith(".html") and not name.startswith("editions/"):
            assert file.read_text(encoding="utf-8").rstrip().endswith("</html>"), name


def write_programme(root: Path) -> Path:
    """A programme with data, prose, words, an edition and all lists that `handbook record` writes."""
    write_small(root / "data")
    write_edition(
        root, pages={"index.html": b'<!doctype html><html lang="id"><title>0.9</title><body></body>'}
    )
    for code, text in PROSE.items():
        folder = root / "docs" / code
        folder.mkdir(parents=True)
        (folder / "guide.md").write_text(text, encoding="utf-8")
        (folder / "peta.svg").write_text(MAP, encoding="utf-8")
    (root / "data" / "words").mkdir()
    (root / "data" / "words" / "id.txt").write_text("kebun\npetak\n", encoding="utf-8")
    extra = root / "data" / "extra_files" / ".well-known" / "security.txt"
    extra.parent.mkdir(parents=True)
    extra.write_text("Contact: mailto:a@example.org\n", encoding="utf-8")
    quietly("record", "--data", str(root / "data"))
    return root


def write_edition(root: Path, pages: dict[str, bytes]) -> None:
    """An edition that was published, with these pages."""
    archive = root / "data" / "editions" / f"{EDITION}.zip"
    pack(archive, list(pages.items()), datetime(2025, 1, 1))
    record_edition(root)


def record_edition(root: Path) -> None:
    """Let the list of editions name the archive as it is now."""
    digest = fingerprint(root / "data" / "editions" / f"{EDITION}.zip")
    (root / "data" / "editions.yaml").write_text(
        f'editions:\n  "{EDITION}":\n    date: "2025-01-01"\n    sha256: {digest}\n    texts: "0"\n'
        '    summary: {id: "Percobaan.", en: "A trial.", ground: editorial}\n',
        encoding="utf-8",
    )


def quietly(*words: str) -> tuple[int, str]:
    """Carry out a command in this process; its code, and what it said."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = main(words)
    return code, said.getvalue()


def judged(root: Path) -> list[Problem]:
    """What check says of a programme in any state: problems with place and remedy, within a time."""
    with within(PATIENCE):
        dataset = read(root / "data", root / "docs")
        found = problems(dataset)
        if dataset.programme is not None:
            with contextlib.suppress(OSError):  # of which `main` makes a sentence
                list(counting.tables(dataset))
    assert_well_said(found, root)
    return found


class TooLong(BaseException):
    """Something took too long; no handler of errors takes it for one of its own."""


@contextlib.contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail if the block takes longer, however it does."""

    def late(_: int, frame: FrameType | None) -> None:
        raise TooLong(f"not done after {seconds} s, in {frame}")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def grown() -> int:
    """The most memory that this process ever had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
