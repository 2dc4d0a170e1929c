"""The size of the handbook: records, statements, words, and the filled fields of each kind of record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from handbook.files import text_of
from handbook.markup import inline
from handbook.markup.prose import passages
from handbook.model.kinds import KINDS
from handbook.model.records import Programme
from handbook.model.schema import PROGRAMME_SECTIONS
from handbook.model.text import Ground, Grounded, Text
from handbook.model.traverse import entries, grounded
from handbook.source.load import Dataset


def summary(programme: Programme) -> str:
    """One line of counts, in the words of the data files."""
    counts = [
        number(len(getattr(programme, section)), kind.word)
        for section, kind in KINDS.items()
        if section in PROGRAMME_SECTIONS
    ]
    counts.append(number(len(programme.languages), "language"))
    grounds = Counter(entry.ground for _, entry in grounded(programme))
    statements = ", ".join(f"{grounds[ground]} {ground}" for ground in Ground)
    return f"{', '.join(counts)}; statements: {statements}"


def number(count: int, what: str) -> str:
    """A count with its noun in singular or plural."""
    return f"{count} {what}{'' if count == 1 else 's'}"


def tables(dataset: Dataset) -> Iterator[str]:
    """Lines of the long count: words by language, part and ground; then the filled fields of each section."""
    programme = dataset.readable
    assert programme is not None, "the caller has looked at dataset.problems"
    languages = programme.languages
    yield _row("words", languages)
    counted = words(dataset)
    for part in counted:
        yield _row(part, (counted[part][code] for code in languages))
    for section in KINDS:
        held = getattr(programme, section)
        if held:
            yield ""
            yield f"{section}: {len(held)}"
            yield from (f"  {field} {filled}/{len(held)}" for field, filled in fields(programme, section))


def words(dataset: Dataset) -> dict[str, Counter[str]]:
    """Words of each part of the handbook, by language: the data as a whole and by ground, labels, prose.

    A text that belongs to a statement, such as who does a step, counts with its ground. A link to a record
    without words of its own counts as one word.
    """
    programme = dataset.readable
    assert programme is not None, "the caller has looked at dataset.problems"
    counted: dict[str, Counter[str]] = {part: Counter() for part in ("data", *Ground, "labels", "prose")}
    holders = dict(entries(programme))
    for path, text in dataset.own_texts():
        if path[0] == "style":
            continue
        parts = ["labels" if path[0] == "labels" else "data"]
        ground = _ground(text, holders.get(path[:-1]))
        if ground is not None:
            parts.append(ground)
        for code, said in text.wording.items():
            length = len(inline.to_plain(said, lambda target: ("", target)).split())
            for part in parts:
                counted[part][code] += length
    for code in programme.languages:
        for file in dataset.prose(code).values():
            said = text_of(file, "utf-8-sig", errors="replace")
            counted["prose"][code] += sum(len(passage.text.split()) for passage in passages(said, code))
    return counted


def fields(programme: Programme, section: str) -> list[tuple[str, int]]:
    """Each field of the records of a section, with the number of records in which it is filled."""
    held = getattr(programme, section).values()
    names = type(next(iter(held))).model_fields
    return [
        (name, sum(1 for record in held if getattr(record, name) not in (None, (), {}))) for name in names
    ]


def _ground(text: Text, holder: object) -> Ground | None:
    """Ground of the statement that a text is, or belongs to."""
    if isinstance(text, Grounded):
        return text.ground
    return holder.ground if isinstance(holder, Grounded) else None


def _row(name: str, values: Iterable[object]) -> str:
    return f"{name:<12}" + "".join(f"{value:>9}" for value in values)
