"""From a folder of YAML files to a Programme, with file and line kept for every value."""

from __future__ import annotations

import contextlib
import copy
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from handbook import collector
from handbook.files import DATA
from handbook.model.records import Programme
from handbook.model.schema import PROGRAMME_SECTIONS
from handbook.model.text import LANGUAGE_KEY, Text
from handbook.model.traverse import DataPath, texts
from handbook.source.explained import explain, named_part, suggest
from handbook.source.labels import flat, with_shipped
from handbook.source.problems import DataError, Problem
from handbook.source.remedies import reason_of
from handbook.source.yaml_tree import YamlTree

DATA_ENDING = ".yaml"
DATA_ENDINGS = frozenset({DATA_ENDING, ".yml"})
# Backup copies of editors, and their temporary files while one is open.
_LEFT_BEHIND = re.compile(r"\..*|#.*#|.*~|~\$.*|.*\.(?:bak|old|orig|rej|tmp|sw[a-p])", re.IGNORECASE)
SINGLE = "programme"  # the section that every programme has
SINGLES = (SINGLE, "appearance")  # sections that are a record themselves


class Dataset:
    """A programme with the files that it was read from.

    `programme` is None if something could not be read; `problems` then says why, and `readable` is what could
    be read of it (None if not even the section `programme` could), so that checks can continue. It is
    `complete` if no record is missing from it. `trees` are the parsed files, by the label used in messages.
    `docs` is the folder of hand-written prose, with a folder per language, or None. With `before`, the same
    files as they were read earlier, only what has changed since is parsed and validated: all else is the same
    objects.
    """

    def __init__(self, folder: Path, docs: Path | None = None, before: Dataset | None = None):
        self.folder = folder
        self.docs = docs
        self.region: Path | None = (
            None  # the file of the region whose edition it is, see source/region_file.py
        )
        self.problems: list[Problem] = []
        self.trees: dict[str, YamlTree] = {}
        self.readable: Programme | None = None
        self.complete = True
        self._homes: dict[tuple[str, str], YamlTree] = {}
        self._label_languages: dict[str, set[str]] = {}
        self._trees_before = before.trees if before else {}
        with collector.put_off():
            self._written = self._gather(self._files())
            self._validate(self._written, before)
        self._trees_before = {}
        self.programme = None if self.problems else self.readable

    def __getstate__(self) -> dict[str, Any]:
        """Another process gets no data as they were written, which only checks need.

        They take more than half of the memory of what is read.
        """
        return {**self.__dict__, "_written": {}}

    def prose(self, language: str) -> dict[str, Path]:
        """Hand-written pages of `language`: address and file."""
        names = self.prose_names(language)
        return {prose_address(name): self.docs / language / name for name in names} if self.docs else {}

    def prose_folder(self, language: str) -> Path | None:
        """The folder of hand-written pages of `language`; None if it is no code, which might lead away."""
        return self.docs / language if self.docs and LANGUAGE_KEY.fullmatch(language) else None

    def prose_names(self, language: str) -> list[Path]:
        """Names of the files of hand-written pages, relative to the folder of `language`."""
        folder = self.prose_folder(language)
        if folder is None:
            return []
        names = (file.relative_to(folder) for file in sorted(folder.rglob("*.md")))
        return [name for name in names if not is_left_behind(name)]

    def locate(self, path: DataPath) -> tuple[str, int]:
        """File label and line of the value at `path`, such as ("tasks", "A2", "steps", 0)."""
        tree = self.home(path)
        if path[:1] == ("labels",) and len(path) > 1 and not (tree and tree.has(path[:2])):
            path = ("labels", *str(path[1]).split("."), *path[2:])
        return (tree.label, tree.line(path)) if tree else (label(self.folder), 1)

    def home(self, path: DataPath) -> YamlTree | None:
        """The file with the record at `path`."""
        section = str(path[0]) if path else ""
        record = str(path[1]) if len(path) > 1 and section not in SINGLES else ""
        of_language = self._homes.get((section, f"{record} {path[2]}")) if len(path) > 2 else None
        return of_language or self._homes.get((section, record)) or self._homes.get((section, ""))

    def problem(
        self, path: DataPath, what: str, remedy: str, *, blocks: bool = True, advice: bool = False
    ) -> Problem:
        """A problem at the line of `path`."""
        file, line = self.locate(path)
        return Problem(file, line, what, remedy, blocks, advice)

    def own_texts(self) -> Iterator[tuple[DataPath, Text]]:
        """Every text of what could be read, except the labels that come from the generator."""
        held = texts(self.readable) if self.readable is not None else ()
        return ((path, text) for path, text in held if path[0] != "labels" or self.owns_label(str(path[1])))

    def owns_label(self, key: str) -> bool:
        """Whether a label, or its text in some language, is in the files of this programme."""
        return ("labels", key) in self._homes

    def owns_wording(self, path: DataPath, language: str) -> bool:
        """Whether the words of a text in `language` are in the files of this programme."""
        return path[0] != "labels" or language in self._label_languages.get(str(path[1]), ())

    def _files(self) -> list[Path]:
        if not self.folder.is_dir():
            what, remedy = "there is no such folder", "name the folder that holds the data files"
            self.problems.append(Problem(label(self.folder), 1, what, remedy))
            return []
        try:
            held = sorted(self.folder.iterdir())
        except OSError as error:
            what = f"the folder cannot be read ({reason_of(error)})"
            self.problems.append(Problem(label(self.folder), 1, what, "check that you may read it"))
            return []
        files = [p for p in held if p.suffix in DATA_ENDINGS and not is_left_behind(Path(p.name))]
        if not files:
            what, remedy = "the folder holds no data file", "add programme.yaml and roles.yaml"
            self.problems.append(Problem(label(self.folder), 1, what, remedy))
        return files

    def _gather(self, files: list[Path]) -> dict[str, Any]:
        sections: dict[str, Any] = {}
        self.complete = bool(files)
        for file in files:
            self._add_file(file, sections)
        return sections

    def _add_file(self, file: Path, sections: dict[str, Any]) -> None:
        tree = YamlTree(file, label(file), self._trees_before.get(label(file)))
        self.trees[tree.label] = tree
        self.problems += tree.problems
        self.complete = self.complete and tree.readable
        if tree.data is None:
            return
        if not isinstance(tree.data, dict):
            self.complete = False
            what = "the file does not begin with a section"
            self.problems.append(
                Problem(tree.label, 1, what, f"begin with one of: {', '.join(PROGRAMME_SECTIONS)}")
            )
            return
        for line, name in tree.empty_values():
            comment = "a `#` begins a comment in YAML: put the value in double quotes"
            remedy = comment if tree.has_comment(line) else "write a value or delete the line"
            self.problems.append(Problem(tree.label, line, f"{named_part(name)} has no value", remedy))
        for section, content in tree.data.items():
            self._add_section(tree, section, content, sections)

    def _add_section(self, tree: YamlTree, section: str, content: Any, sections: dict[str, Any]) -> None:
        def report(path: DataPath, what: str, remedy: str) -> None:
            self.problems.append(Problem(tree.label, tree.line(path), what, remedy))

        if section not in PROGRAMME_SECTIONS:
            self.complete = False
            report((section,), f"there is no section `{section}`", suggest(section, PROGRAMME_SECTIONS))
        elif content is None:
            return
        elif not isinstance(content, dict):
            self.complete = False
            report((section,), f"`{section}` must hold records, each under its key", "write `key:` lines")
        elif section in SINGLES:
            if section in sections:
                report((section,), f"`{section}` is written in two files", "keep one of them")
                return
            sections[section] = content
            self._homes[section, ""] = tree
        else:
            if section == "labels":
                pairs = list(flat(content))
                content = dict(pairs)
                for key in sorted(k for k, times in Counter(k for k, _ in pairs).items() if times > 1):
                    report((section, *key.split(".")), f"the label `{key}` stands twice", "keep one")
            records = sections.setdefault(section, {})
            self._homes.setdefault((section, ""), tree)
            for key, record in content.items():
                if section == "labels" and isinstance(record, dict):
                    self._label_languages.setdefault(key, set()).update(record)
                if section == "labels" and self._add_language(tree, key, record, records):
                    continue
                if key in records:
                    other, line = self.locate((section, key))
                    report((section, key), f"`{key}` stands in {other}:{line} too", "keep one of the two")
                    continue
                records[key] = record
                self._homes[section, key] = tree

    def _add_language(self, tree: YamlTree, key: str, label: Any, labels: dict[str, Any]) -> bool:
        """Add a label in languages that another file lacks; return whether that was possible."""
        known = labels.get(key)
        if not (isinstance(known, dict) and isinstance(label, dict) and known.keys().isdisjoint(label)):
            return False
        labels[key] = {**known, **label}
        self._homes.update({("labels", f"{key} {code}"): tree for code in label})
        return True

    def _validate(self, sections: dict[str, Any], before: Dataset | None) -> None:
        if SINGLE not in sections:
            if self.complete:
                what = "no file has the section `programme`"
                remedy = "add programme.yaml with title, languages and edition"
                self.problems.append(Problem(label(self.folder), 1, what, remedy))
            return
        sections["labels"] = with_shipped(sections.get("labels", {}), sections[SINGLE])
        try:
            self.readable = Programme.model_validate(before._known(sections) if before else sections)
        except ValidationError as error:
            errors: list[dict[str, Any]] = [dict(e) for e in error.errors(include_url=False)]
            # A value that is not there was reported when its file was read.
            self.problems += (
                explain(e, self.problem)
                for e in errors
                if e["input"] is not None or e["type"] == "extra_forbidden"
            )
            self._read_the_rest(sections, errors)
        if self.readable is not None and not self.readable.languages:
            what, remedy = "`languages` is an empty list", "list at least one language code"
            self.problems.append(self.problem((SINGLE, "languages"), what, remedy))
            self.readable = None

    def _known(self, written: dict[str, Any]) -> dict[str, Any]:
        """What another reading found written, with the records of this one in the place of the same words."""
        if self.programme is None:
            return written
        result = dict(written)
        for section, records in self._written.items():
            if section not in SINGLES and isinstance(now := written.get(section), dict):
                held = getattr(self.programme, section)
                result[section] = {
                    key: held[key] if words is records.get(key) and key in held else words
                    for key, words in now.items()
                }
        return result

    def _read_the_rest(self, sections: dict[str, Any], errors: list[dict[str, Any]]) -> None:
        """Remove what the errors name: an unknown key alone, else the whole record."""
        rest = copy.deepcopy(sections)
        for error in errors:
            path = error["loc"]
            if error["type"] == "extra_forbidden":
                _delete(rest, path)
            else:
                self.complete = False
                _delete(rest, path[:2])
        with contextlib.suppress(ValidationError):
            self.readable = Programme.model_validate(rest)


def read(folder: Path = DATA, docs: Path | None = None, before: Dataset | None = None) -> Dataset:
    """Read the data files of `folder`; never raises for bad data, see `Dataset.problems`.

    `before` is what was read of them earlier: what has not changed since is taken from there.
    """
    return Dataset(folder, docs, before)


def load(folder: Path = DATA) -> Programme:
    """Read a programme.

    Raises:
        DataError: with every problem that keeps the files from being read as a programme.
    """
    dataset = read(folder)
    if dataset.programme is None:
        raise DataError(dataset.problems)
    return dataset.programme


def is_left_behind(name: Path) -> bool:
    """Whether a file is hidden, or left behind by an editor; `name` is relative to the folder read."""
    return any(part.startswith(".") for part in name.parts) or bool(_LEFT_BEHIND.fullmatch(name.name))


def prose_address(name: Path) -> str:
    """The address of the hand-written page in a file, whose `name` is relative to its language's folder."""
    return re.sub(r"(^|/)index$", "", name.with_suffix("").as_posix())


def label(path: Path) -> str:
    """A path as messages name it: relative to the current folder if it is below it."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()  # a link keeps its own name
    except ValueError:
        return path.as_posix()


def _delete(data: Any, path: DataPath) -> None:
    """Delete the value at `path`, if it is still there."""
    with contextlib.suppress(KeyError, IndexError, TypeError):
        for part in path[:-1]:
            data = data[part]
        del data[path[-1]]
