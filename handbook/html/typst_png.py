"""PNG that Typst draws for a site; what was drawn of the same is taken from the store."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from handbook.incremental.store import Store, key_of
from handbook.resources import FONTS

_LENGTH = 8  # bytes before each page in the store that tell how long it is


class Undrawable(ValueError):
    """Typst refuses to draw something; the message is its reason."""


def png_pages(template: str, files: Mapping[str, bytes], **inputs: str) -> tuple[bytes, ...]:
    """The pages of a Typst document as PNG, a pixel a point.

    `files` are what the template reads, by name; `inputs` what it asks `sys.inputs` for.

    Raises:
        Undrawable: if Typst cannot draw it.
        OSError: if the disk is full.
    """
    fonts = sorted(file.name for file in FONTS.iterdir())
    about = json.dumps([inputs, fonts, version("typst"), *files], sort_keys=True)
    key = key_of("typst png", template, about, *files.values())
    store = Store()
    held = store.get(key)
    if held is None:
        made = _compiled(template, files, inputs)
        held = b"".join(len(page).to_bytes(_LENGTH, "big") + page for page in made)
        store.put(key, held)
    return tuple(_pages(held))


def _compiled(template: str, files: Mapping[str, bytes], inputs: Mapping[str, str]) -> list[bytes]:
    import typst  # late: most builds find all in the store

    with tempfile.TemporaryDirectory(prefix="handbook-drawn-") as name:
        folder = Path(name)
        for file, content in files.items():
            (folder / file).write_bytes(content)
        (folder / "main.typ").write_text(template, encoding="utf-8")
        try:
            made: Any = typst.compile(
                str(folder / "main.typ"),
                root=name,
                format="png",
                ppi=72,  # a point is a pixel
                font_paths=[str(FONTS)],
                ignore_system_fonts=True,
                sys_inputs=dict(inputs),
            )
        except typst.TypstError as error:
            raise Undrawable(" ".join(error.message.split())) from None
    return [made] if isinstance(made, bytes) else list(made)


def _pages(held: bytes) -> list[bytes]:
    result = []
    while held:
        end = _LENGTH + int.from_bytes(held[:_LENGTH], "big")
        result.append(held[_LENGTH:end])
        held = held[end:]
    return result
