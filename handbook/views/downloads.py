"""What the page of downloads lists: printed forms by kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from handbook.localised import Locale
from handbook.model.kinds import KINDS
from handbook.outputs.papers import PaperFile, paper_files_of
from handbook.outputs.printed import SECTIONS, Printed, plan
from handbook.views.kept import kept

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


@kept
def download_groups(locale: Locale) -> tuple[DownloadGroup, ...]:
    """The shelves that are not empty, each with its items in the order of the data."""
    printed: dict[str, list[Printed]] = {}
    for form in plan(locale.programme):
        printed.setdefault(form.kind, []).append(form)
    result = [DownloadGroup(kind, tuple(_items(locale, kinds, printed))) for kind, kinds in _GROUPS.items()]
    return tuple(shelf for shelf in result if shelf.items)


def title_of(locale: Locale, printed: Printed) -> str:
    """The name of a printed form in a list."""
    kind = locale.label(f"print.kind.{printed.kind}")
    if not printed.key:
        return kind
    name = locale.name(SECTIONS[printed.kind], printed.key)
    return f"{name} – {kind}" if printed.kind in _CHECKLISTS else name


def _items(
    locale: Locale, kinds: tuple[str, ...], printed: Mapping[str, Sequence[Printed]]
) -> Iterator[Item]:
    """What there is of these kinds; `printed` has the printed forms of each kind."""
    together: dict[tuple[str, str], list[Printed]] = {}
    for kind in printed:  # in the order of the plan
        for form in printed[kind] if kind in kinds else ():
            together.setdefault((form.kind, form.key), []).append(form)
    for editions in together.values():
        kind, key = editions[0].kind, editions[0].key
        papers = paper_files_of(locale.programme, SECTIONS.get(kind, ""), key)
        yield Item(title_of(locale, editions[0]), tuple(editions), papers)
