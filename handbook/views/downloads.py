"""What the page of downloads lists: printed forms by kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from handbook.localised import Locale
from handbook.model.kinds import KINDS
from handbook.outputs.papers import PaperFile, paper_files_of
from handbook.outputs.printed import SECTIONS, Printed, plan

_CHECKLISTS = ("checklist", "booklet", "stage-checklist")
_GROUPS = {
    "books": ("book", "parallel", "large"),
    "leaflets": ("leaflet",),
    "checklists": _CHECKLISTS,
    **{kind.section: (kind.word,) for kind in KINDS.values() if kind.word in kind.printed},
    "posters": ("poster",),
    **{kind.section: (kind.sheet,) for kind in KINDS.values() if kind.sheet},
}


@dataclass(frozen=True)
class Item:
    """One printed thing in all languages: its printed forms, and a paper’s files for word processors."""

    title: str
    editions: tuple[Printed, ...]
    papers: Mapping[str, PaperFile] = field(default_factory=dict)

    @property
    def side_by_side(self) -> tuple[Printed, ...]:
        """Those in two languages."""
        return tuple(printed for printed in self.editions if len(printed.languages) > 1)

    def in_language(self, code: str) -> Printed | None:
        """The one in that language alone, if there is one."""
        return next((printed for printed in self.editions if printed.languages == (code,)), None)


@dataclass(frozen=True)
class DownloadGroup:
    """Printed things of one kind; `kind` is the label's last part."""

    kind: str
    items: tuple[Item, ...]


def download_groups(locale: Locale) -> list[DownloadGroup]:
    """The shelves that are not empty, each with its items in the order of the data."""
    result = [DownloadGroup(kind, tuple(_items(locale, kinds))) for kind, kinds in _GROUPS.items()]
    return [shelf for shelf in result if shelf.items]


def title_of(locale: Locale, printed: Printed) -> str:
    """The name of a printed form in a list."""
    kind = locale.label(f"print.kind.{printed.kind}")
    if not printed.key:
        return kind
    name = locale.name(SECTIONS[printed.kind], printed.key)
    return f"{name} – {kind}" if printed.kind in _CHECKLISTS else name


def _items(locale: Locale, kinds: tuple[str, ...]) -> Iterator[Item]:
    known = plan(locale.programme)
    together: dict[tuple[str, str], list[Printed]] = {}
    for printed in known:
        if printed.kind in kinds:
            together.setdefault((printed.kind, printed.key), []).append(printed)
    for editions in together.values():
        kind, key = editions[0].kind, editions[0].key
        papers = paper_files_of(locale.programme, SECTIONS.get(kind, ""), key)
        yield Item(title_of(locale, editions[0]), tuple(editions), papers)
