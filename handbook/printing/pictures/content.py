"""What the pictures of one record show in one language: words, and where the QR code leads."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from handbook.localised import Locale
from handbook.model.records import Record
from handbook.printing.document import running_head
from handbook.printing.fonts import MissingGlyph, missing_glyphs
from handbook.printing.line_breaks import break_words
from handbook.printing.qr_code import QUIET_ZONE, qr_code
from handbook.views.citation import web_address
from handbook.views.relations import group_of

_NAME = 400  # letters of a title that are still legible on a slide
_WORD = 22  # letters of a word that fit beside the QR code at a size legible from afar


@dataclass(frozen=True)
class Shown:
    """The words of a slide; `url` is the address that the QR code holds, `address` the same for typing."""

    language: str
    code: str
    name: str
    group: str
    book: str
    edition: str
    url: str
    address: str

    @property
    def title(self) -> str:
        """The alternative text of the picture."""
        text = f"{self.code} {self.name} – {self.address}"
        return "".join(letter if letter.isprintable() else " " for letter in text)

    def words(self) -> dict[str, str]:
        """The text for the template: words too wide for their place may break."""
        held = replace(
            self,
            code=break_words(self.code, _WORD),
            name=break_words(textwrap.shorten(self.name, _NAME, placeholder=" …"), _WORD),
            book=running_head(self.book),
            address=self.address.replace("/", "/\u200b"),
        )
        return {**asdict(held), "title": self.title}

    def missing_glyphs(self) -> Iterator[MissingGlyph]:
        """The characters that no shipped font has."""
        return missing_glyphs(" ".join(self.words().values()))


def shown(locale: Locale, section: str, key: str, site: str) -> Shown:
    """The content of a record's pictures; `site` is the site's address, with a slash at its end.

    Raises:
        TypeError: if the record has no name of its own.
    """
    programme, record = locale.programme, locale.record(section, key)
    if not isinstance(record, Record):
        raise TypeError(f"{section}.{key} has no name in every language")
    group = programme.groups.get(group_of(programme, section, key) or "")
    url = web_address(locale, locale.addresses.of(section, key), site)
    return Shown(
        locale.language,
        locale.code(section, key) or key,
        locale.text(record.name),
        locale.text(group.name) if group else "",
        locale.text(locale.about.title),
        locale.label("print.edition", edition=locale.about.edition, date=locale.date),
        url,
        url.partition("://")[2].rstrip("/"),
    )


def modules(url: str) -> dict[str, object]:
    """A QR code as its size in modules with the quiet zone, and its dark runs: column, row, length."""
    rows = [list(row) for row in qr_code(url).matrix_iter(border=QUIET_ZONE)]
    return {"size": len(rows), "runs": [[x, y, n] for y, row in enumerate(rows) for x, n in _runs(row)]}


def _runs(row: list[int]) -> Iterator[tuple[int, int]]:
    start = None
    for place, dark in enumerate([*row, 0]):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            yield start, place - start
            start = None
