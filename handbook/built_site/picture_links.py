"""Links to the pictures of a record, as the page of materials shows them once they are made."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from handbook.localised import Edition
from handbook.outputs.pictures import FOLDER, QR, pictures_of

_SHOWN = 128  # pixels of the QR code beside the links


@dataclass(frozen=True)
class Gallery:
    """The pictures that are there, with their sizes in bytes; `told` says a size in words."""

    edition: Edition
    sizes: Mapping[str, int]
    told: Callable[[int, str], str]

    def of(self, section: str, key: str, up: str) -> str:
        """HTML of a record’s pictures; `up` leads from the page to the site’s root."""
        edition = self.edition
        there = [p for p in pictures_of(edition.programme, section, key) if p.name in self.sizes]
        if not there:
            return f"<p>{html.escape(edition.label('materials.not_yet'))}</p>"
        rows = []
        for code in sorted(edition.programme.languages, key=lambda code: code != edition.language):
            links = []
            for picture in there:
                if picture.language == code:
                    size = self.told(self.sizes[picture.name], edition.language)
                    kind = edition.label(f"materials.kind.{picture.kind}")
                    words = html.escape(f"{kind} {picture.format.upper()}, {size}")
                    links.append(f'<a href="{up}/{FOLDER}/{picture.name}">{words}</a>')
            name = html.escape(edition.about.language_names[code])
            rows.append(f'<li><span lang="{code}">{name}</span>: {" · ".join(links)}</li>' if links else "")
        return f'{self._thumbnail(section, key, up)}<ul class="pictures">{"".join(rows)}</ul>'

    def _thumbnail(self, section: str, key: str, up: str) -> str:
        edition = self.edition
        own = pictures_of(edition.programme, section, key)
        code = next(p for p in own if p.kind == QR and p.language == edition.language)
        if code.name not in self.sizes:
            return ""
        alt = html.escape(edition.label("print.qr_alt", address=edition.name(section, key)))
        size = f'width="{_SHOWN}" height="{_SHOWN}"'
        return f'<img src="{up}/{FOLDER}/{code.name}" alt="{alt}" {size} loading="lazy">'
