"""What the pictures of one record show in one language: words, and where the QR code leads."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from handbook.localised import Locale
from handbook.model.records import Record
from handbook.printing.document import running_head
from handbook.printing.fonts import MissingGlyph, missing_glyphs
from handbook.printing.line_breaks import break_words
from handbook.printing.qr_code import QUIET_ZONE, qr_code
from handbook.views.citation import web_address
from handbook.views.grounds import ground_words
from handbook.views.relations import group_of
from handbook.views.today import where_things_stand

_NAME = 400  # letters of a title that are still legible on a slide
_WORD = 22  # letters of a word that fit beside the QR code at a size legible from afar
_TODAY = 320  # letters on where things stand today
_STOPS = 7  # stages of the route side by side, the one of the slide in the middle where it can be
_STOP_NAME, _STOP_WORD = 60, 16  # letters of the name of a stage on the route, and of a word in it


@dataclass(frozen=True)
class Stop:
    """A stage on the route: its number and name; `here` is true of the stage of the slide."""

    number: str
    name: str
    here: bool


@dataclass(frozen=True)
class Shown:
    """The words of a slide; `url` is the address that the QR code holds, `address` the same for typing.

    `today` says where things stand, `ground` what that rests on. `stops` are the stages around the one of the
    slide; `begins` and `ends` tell whether no stage comes before or after them.
    """

    language: str
    code: str
    name: str
    group: str
    book: str
    edition: str
    url: str
    address: str
    today: str = ""
    ground: str = ""
    stops: tuple[Stop, ...] = ()
    begins: bool = True
    ends: bool = True

    @property
    def title(self) -> str:
        """The alternative text of the picture."""
        text = f"{self.code} {self.name} – {self.address}"
        return "".join(letter if letter.isprintable() else " " for letter in text)

    def words(self) -> dict[str, Any]:
        """The text for the template: words too wide for their place may break."""
        held = replace(
            self,
            code=break_words(self.code, _WORD),
            name=break_words(textwrap.shorten(self.name, _NAME, placeholder=" …"), _WORD),
            book=running_head(self.book),
            address=self.address.replace("/", "/\u200b"),
            today=break_words(textwrap.shorten(self.today, _TODAY, placeholder=" …"), _WORD),
            stops=tuple(_in_column(stop) for stop in self.stops),
        )
        return {**asdict(held), "title": self.title}

    def missing_glyphs(self) -> Iterator[MissingGlyph]:
        """The characters that no shipped font has."""
        words = self.words()
        stops = words.pop("stops")
        told = [words, *stops]
        return missing_glyphs(
            " ".join(text for part in told for text in part.values() if isinstance(text, str))
        )


def _in_column(stop: Stop) -> Stop:
    name = textwrap.shorten(stop.name, _STOP_NAME, placeholder=" …")
    return replace(stop, number=break_words(stop.number, _STOP_WORD), name=break_words(name, _STOP_WORD))


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
    today = where_things_stand(locale, section, key)[:1]
    stops, begins, ends = _stops_around(locale, key) if section == "stages" else ((), True, True)
    return Shown(
        locale.language,
        locale.code(section, key) or key,
        locale.text(record.name),
        locale.text(group.name) if group else "",
        locale.text(locale.about.title),
        locale.label("print.edition", edition=locale.about.edition, date=locale.date),
        url,
        url.partition("://")[2].rstrip("/"),
        " ".join(locale.text(statement) for statement in today),
        " ".join(ground_words(locale, statement) for statement in today),
        stops,
        begins,
        ends,
    )


def _stops_around(locale: Locale, key: str) -> tuple[tuple[Stop, ...], bool, bool]:
    """The stages around one, and whether they are the first and the last."""
    stages = list(locale.programme.stages)
    first = max(0, min(stages.index(key) - _STOPS // 2, len(stages) - _STOPS))
    shown = stages[first : first + _STOPS]
    stops = tuple(Stop(s, locale.text(locale.programme.stages[s].name), s == key) for s in shown)
    return stops, first == 0, shown[-1:] == stages[-1:]


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
