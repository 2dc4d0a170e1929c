"""The sheets around the tables of a workbook: what it is, edition, licence, addresses, words to choose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handbook.export.cell_words import Label, label
from handbook.export.words import Words, clean
from handbook.export.workbook import Offer, Properties, sheet_name
from handbook.model.records import Programme

ABOUT, CHOICES = "about", "choices"  # the sheets before and after those with records
STATUSES: tuple[Label, ...] = (
    label("data.status.not_started"),
    label("data.status.in_progress"),
    label("data.status.done"),
    label("data.status.not_applicable"),
)
_BETWEEN = " – "


def joined(words: Words, key: str, languages: Sequence[str], **values: object) -> str:
    """A label in some languages side by side, without repeats."""
    return _BETWEEN.join(dict.fromkeys(words.label(key, code, **values) for code in languages))


def properties(words: Words, title: str, languages: Sequence[str]) -> Properties:
    """The properties of a workbook called `title` in some languages."""
    about = words.programme.programme
    locale = joined(words, label("data.edition"), languages, edition=about.edition, date=about.date)
    return Properties(
        title=title,
        author=_BETWEEN.join(dict.fromkeys(words.text(about.publisher, code) for code in languages)),
        note=f"{locale}. {about.licence.name}: {about.licence.address}",
        date=about.date,
        cut=f" … [{joined(words, label('data.cut'), languages)}]",
        wrong_date=joined(words, label("data.wrong_date"), languages),
    )


def facts(words: Words, kind: Label, languages: Sequence[str], more: Iterable[Label] = ()) -> list[list[str]]:
    """The rows of the sheet that says what a workbook is: the label of each fact, then it in each language.

    `kind` says what it is, `more` how to use it.
    """
    about = words.programme.programme
    addresses = next(iter(words.locales.values())).addresses.overviews

    def row(head: Label, told: Iterable[str]) -> list[str]:
        return [joined(words, head, languages), *told]

    def said(key: Label) -> list[str]:
        return [words.label(key, code) for code in languages]

    language = [about.language_names.get(code, code) for code in languages]
    page = [f"{words.home(code)}{addresses['data']}/" for code in languages]
    return [
        row(label("data.head.language"), language),
        row(label("data.head.what"), said(kind)),
        *(row(label("data.head.use"), said(key)) for key in more),
        row(label("data.head.edition"), [clean(about.edition)] * len(language)),
        row(label("data.head.date"), [words.locales[code].date for code in languages]),
        row(label("data.head.publisher"), [words.text(about.publisher, code) for code in languages]),
        row(label("data.head.licence"), [clean(about.licence.name)] * len(language)),
        row(label("data.head.licence_text"), [clean(about.licence.address)] * len(language)),
        row(label("data.head.permanent_address"), [words.home(code) for code in languages]),
        row(label("data.head.explained"), page),
    ]


def offer(words: Words, sheet: str, languages: Sequence[str]) -> Offer:
    """The words for a status, on the sheet called `sheet`."""
    return Offer(sheet, tuple(joined(words, status, languages) for status in STATUSES))


def sheet_names(programme: Programme, sheets: Iterable[str], languages: Sequence[str]) -> dict[str, str]:
    """What sheets are called, by their keys: the label of each, as Excel allows it.

    It is in the first two languages at most: adding another must not change the names.
    """
    names: dict[str, str] = {}
    for sheet in sheets:
        result = programme.labels.get(label(f"data.sheet.{sheet}"))
        words = _BETWEEN.join(dict.fromkeys(result.get(code) for code in languages[:2])) if result else sheet
        names[sheet] = sheet_name(words, {name.casefold() for name in names.values()})
    return names
