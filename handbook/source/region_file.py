"""From the file of a region and the data of a programme to the programme of that region's edition.

Such files come from many hands: nothing in one can change what the programme says, and one that cannot be
read says why as any data file does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from handbook.files import REGIONS
from handbook.markup.inline import as_phrases
from handbook.model.records import LocalTask
from handbook.model.region import SECTIONS, PlacedRegion, Region
from handbook.model.text import Text
from handbook.model.traverse import DataPath, entries, record_key
from handbook.source.explained import explain, named_part, suggest
from handbook.source.load import DATA_ENDINGS, Dataset, is_left_behind, label, read
from handbook.source.problems import Problem
from handbook.source.remedies import reason_of
from handbook.source.yaml_tree import YamlTree

LARGEST = 256 << 10
"""Bytes of a file of a region: a hundred tasks are not as long."""

_REGION, _TASKS = SECTIONS
_MODELS: Mapping[str, TypeAdapter[Any]] = {
    _REGION: TypeAdapter(Region),
    _TASKS: TypeAdapter(dict[str, LocalTask]),
}


class RegionalDataset(Dataset):
    """A programme with what a region adds to it.

    `national` is the programme's own data; `region` is the file, which is named after the region's code.
    `name` is the file's in messages. `written` holds its sections as records, without what stands in the
    place of missing translations.
    `problems` are those of the file: with any of them, `programme` is None. `address` is where the edition
    will be on the web if the file does not say so, "" if that is not known.
    """

    def __init__(self, national: Dataset, file: Path, address: str = "", name: str = ""):
        self.__dict__.update(national.__dict__)
        self.national, self.region = national, file
        self.name = name or label(file)
        self.trees, self._homes = {}, dict(national._homes)
        self.problems, self.complete = [], True
        self.programme = self.readable = None
        self.written: Mapping[str, Any] = {}
        assert national.programme is not None, "the caller has looked at national.problems"
        self.tree = self._read(file)
        written = self._sections(self.tree) if self.tree is not None else {}
        held = {name: self._typed(name, written[name]) for name in SECTIONS if name in written}
        region = held.get(_REGION)
        if self.tree is not None and region is None and not self.problems:
            what = "the file does not say which region it is of"
            self.problems.append(Problem(self.name, 1, what, "add `region:` with name, kind and stage"))
        if region is None or None in held.values():
            return
        languages = national.programme.languages
        self.written = held
        filled, left = _in_every_language(held, languages)
        placed = PlacedRegion.model_construct(
            **{name: getattr(filled[_REGION], name) for name in Region.model_fields},
            code=file.stem,
            untranslated=left,
        )
        if address and not placed.address:
            placed = placed.model_copy(update={"address": address})
        self.readable = national.programme.model_copy(
            update={_REGION: placed, _TASKS: filled.get(_TASKS, {})}
        )
        if not self.problems:
            self.programme = self.readable

    def own_texts(self) -> Iterator[tuple[DataPath, Text]]:
        """Every text of the file of the region."""
        if self.readable is not None:
            for path, entry in own_entries(self):
                if isinstance(entry, Text):
                    yield path, entry

    def _read(self, file: Path) -> YamlTree | None:
        """The file as it is written; None if it cannot be used, which `problems` then tell."""
        name = self.name
        try:
            size = file.stat().st_size
        except OSError as error:
            what = f"the file cannot be read ({reason_of(error)})"
            self.problems.append(Problem(name, 1, what, "check that it exists and may be read"))
            return None
        if size > LARGEST:
            self.problems.append(too_large(name, size))
            return None
        tree = YamlTree(file, name)
        self.trees[name] = tree
        self.problems += tree.problems
        return tree if tree.readable else None

    def _sections(self, tree: YamlTree) -> dict[str, Any]:
        """What the file holds, by section; what it may not hold is a problem."""
        if not isinstance(tree.data, dict):
            self._report(tree, (), "the file does not begin with a section", "begin with `region:`")
            return {}
        for line, name in tree.empty_values():
            self.problems.append(
                Problem(
                    tree.label, line, f"{named_part(name)} has no value", "write a value or delete the line"
                )
            )
        held: dict[str, Any] = {}
        for section, content in tree.data.items():
            if section not in SECTIONS:
                national = hasattr(self.national.programme, section)
                remedy = "a region adds to the programme and changes nothing of it: delete it"
                what = f"there is no section `{section}` in the file of a region"
                self._report(tree, (section,), what, remedy if national else suggest(section, SECTIONS))
            elif content is None:
                continue
            elif not isinstance(content, dict):
                self._report(
                    tree, (section,), f"`{section}` must hold `key: value` lines", "write such lines"
                )
            else:
                held[section] = content
                self._homes[section, ""] = tree
                if section == _TASKS:
                    self._homes.update({(section, key): tree for key in content})
        return held

    def _typed(self, section: str, content: Any) -> Any:
        """A section of the file as records; None if it has no such form, which is a problem."""
        try:
            return _MODELS[section].validate_python(content)
        except ValidationError as error:
            for found in error.errors(include_url=False):
                if found["input"] is not None or found["type"] == "extra_forbidden":
                    told: dict[str, Any] = {**found, "loc": (section, *found["loc"])}
                    self.problems.append(explain(told, self.problem))
            return None

    def _report(self, tree: YamlTree, path: DataPath, what: str, remedy: str) -> None:
        self.problems.append(Problem(tree.label, tree.line(path), what, remedy))


def too_large(name: str, size: int) -> Problem:
    """What is said of a file that has more bytes than that of a region may have."""
    what = f"the file has {size:,} bytes; that of a region has at most {LARGEST:,}"
    return Problem(name, 1, what, "keep its tasks and notes, and nothing else")


def own_entries(dataset: RegionalDataset) -> Iterator[tuple[DataPath, BaseModel]]:
    """Every typed entry of the file of a region, outermost first, with its path."""
    programme = dataset.readable
    if programme is not None and programme.region is not None:
        yield from _entries(programme.region, (_REGION,))
        for key, task in programme.local_tasks.items():
            yield from _entries(task, (_TASKS, key))


def read_edition(data: Path, docs: Path | None, region: Path | None = None) -> Dataset:
    """The data of a programme, with what a region adds to them if the file of one is named.

    If the programme's own data have problems, these are told first.
    """
    national = read(data, docs)
    return RegionalDataset(national, region) if region is not None and national.programme else national


def region_files(folder: Path) -> list[Path]:
    """The files of regions in a folder, in the order of their codes.

    Raises:
        OSError: if the folder cannot be read.
    """
    found = (file for file in folder.iterdir() if file.suffix in DATA_ENDINGS)
    return sorted(file for file in found if not is_left_behind(Path(file.name)))


def regions_beside(dataset: Dataset) -> Iterator[RegionalDataset]:
    """The regions whose files lie beside the data of a programme, as far as that can be read.

    Raises:
        OSError: if their folder cannot be read.
    """
    folder = dataset.folder.absolute().parent / REGIONS
    if dataset.programme is not None and folder.is_dir():
        yield from (RegionalDataset(dataset, file) for file in region_files(folder))


def _entries(value: BaseModel, path: DataPath) -> Iterator[tuple[DataPath, BaseModel]]:
    yield path, value
    yield from (found for found in entries(value, path) if found[0] != path)


def _in_every_language(
    held: Mapping[str, Any], languages: tuple[str, ...]
) -> tuple[dict[str, Any], dict[str, tuple[str, ...]]]:
    """What a region says, with the words of the original where a translation is missing.

    The second are, by language, the names of what is not translated.
    """
    left: dict[str, dict[str, None]] = {code: {} for code in languages[1:]}

    def fill(text: Text, path: DataPath) -> Text:
        original = text.wording.get(languages[0], "").strip()
        missing = [code for code in languages[1:] if not text.wording.get(code, "").strip()]
        if not original or not missing:
            return text
        for code in missing:
            left[code][record_key(path) if path[0] == _TASKS else _REGION] = None
        words = as_phrases(text.wording[languages[0]], languages[0])
        return text.model_copy(update={"wording": {**text.wording, **dict.fromkeys(missing, words)}})

    filled = {name: _changed(value, (name,), fill) for name, value in held.items()}
    return filled, {code: tuple(names) for code, names in left.items() if names}


def _changed(value: Any, path: DataPath, change: Callable[[Text, DataPath], Text]) -> Any:
    """A value with each text in it changed."""
    if isinstance(value, BaseModel):
        if isinstance(value, Text):
            value = change(value, path)
        changes = {}
        for name in type(value).model_fields:
            inner = getattr(value, name)
            if name != "wording" and isinstance(inner, (BaseModel, dict, tuple)):
                made = _changed(inner, (*path, name), change)
                if made is not inner:
                    changes[name] = made
        return value.model_copy(update=changes) if changes else value
    if isinstance(value, dict):
        return {key: _changed(inner, (*path, key), change) for key, inner in value.items()}
    if isinstance(value, tuple):
        return tuple(_changed(inner, (*path, index), change) for index, inner in enumerate(value))
    return value
