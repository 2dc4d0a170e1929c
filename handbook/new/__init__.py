"""`handbook new`: a commented, valid skeleton of a record, at the end of its section in the right file.

Everything is worked out before anything is written; what cannot be done is refused with a sentence.
"""

from __future__ import annotations

from pathlib import Path

from handbook.files import content_of, write_whole
from handbook.model.addresses import ID, RESERVED, Addresses
from handbook.model.kinds import KINDS
from handbook.model.records import Programme
from handbook.model.region import SECTIONS
from handbook.new.created import Created
from handbook.new.language import KIND as LANGUAGE
from handbook.new.language import create_language
from handbook.new.region import KIND as REGION
from handbook.new.region import create_region
from handbook.new.skeleton import skeleton
from handbook.source.editor_schema import EDITOR_LINE, SCHEMA
from handbook.source.load import Dataset, label, read
from handbook.source.yaml_edit import Refused, append_record, append_to_list

__all__ = ["LANGUAGE", "REGION", "WORDS", "Created", "Refused", "create", "create_language", "create_region"]

WORDS = {kind.word: section for section, kind in KINDS.items() if section not in SECTIONS}
"""Words for kinds on the command line, and the section of each; what a region adds stands in its own file."""


def create(dataset: Dataset, kind: str, key: str, group: str | None = None) -> Created:
    """Write a skeleton of a new record.

    Args:
        dataset: data that can be read (`dataset.programme` is there).
        kind: one of `WORDS`.
        key: the id of the new record.
        group: for a stage, role, task or partner the key of its group; if None the last, for a role all.

    Raises:
        Refused: with a sentence for people, if the key cannot be used or a file cannot be edited safely;
            nothing is written then.
        OSError: if a file cannot be written.
    """
    programme = dataset.programme
    assert programme is not None, "the caller has looked at dataset.problems"
    section = WORDS[kind]
    _refuse_bad_key(dataset, programme, section, key)
    _refuse_bad_group(programme, section, group)
    draft = _Draft(dataset, programme)
    if section == "groups":
        draft.add_group(key)
    elif section == "stages":
        draft.add_stage(key, group or list(programme.groups)[-1])
    else:
        draft.add(section, key, group)
    draft.write()
    return draft.created()


def _refuse_bad_key(dataset: Dataset, programme: Programme, section: str, key: str) -> None:
    if RESERVED.fullmatch(key):
        raise Refused(f"no folder of the name `{key}` can be on a disk of Windows; choose another id")
    if not ID.fullmatch(key):
        raise Refused(f"`{key}` is not a well-formed id; use letters, digits and single hyphens")
    if key in getattr(programme, section):
        file, line = dataset.locate((section, key))
        raise Refused(f"`{key}` stands in {file}:{line} already; choose another id")
    addresses = _addresses(dataset, programme)
    address = addresses.of(section, key)
    if address in programme.redirects:
        leads_to = programme.redirects[address]
        raise Refused(f"the id `{key}` is retired: /{address}/ leads to /{leads_to}/; choose a new id")
    if address in programme.languages[1:]:
        raise Refused(f"/{address}/ is the folder of a language; choose another id")
    if address in addresses.by_address:
        other = ".".join(filter(None, addresses.by_address[address]))
        raise Refused(f"`{key}` would have the same address /{address}/ as {other}; choose another id")


def _refuse_bad_group(programme: Programme, section: str, group: str | None) -> None:
    if group is not None and not KINDS[section].in_group:
        raise Refused(f"{section} belong to no group; leave out --group")
    if section in ("stages", "roles", "tasks") and not programme.groups:
        raise Refused("there is no group yet; run `handbook new group KEY` first")
    if group is not None and group not in programme.groups:
        raise Refused(f"there is no group `{group}`; groups are: {', '.join(programme.groups)}")


def _addresses(dataset: Dataset, programme: Programme) -> Addresses:
    return Addresses(programme, tuple(dataset.prose(programme.languages[0])))


class _Draft:
    """Edits of data files, kept in memory until all of them are known to work."""

    def __init__(self, dataset: Dataset, programme: Programme):
        self._dataset = dataset
        self._programme = programme
        self._texts: dict[Path, str] = {}
        self._records: list[tuple[str, str]] = []
        self._listed: list[tuple[str, str]] = []  # group and stage

    def add(self, section: str, key: str, group: str | None = None, stages: tuple[str, ...] = ()) -> None:
        """Draft the skeleton of one record."""
        file = self._file(section, group)
        lines = skeleton(self._programme, section, key, group, stages)
        self._texts[file] = append_record(self._text(file), section, key, lines, label(file))
        self._records.append((section, key))

    def add_stage(self, key: str, group: str) -> None:
        """Draft a stage, and its line in the group that lists it."""
        self.add("stages", key, group)
        path = ("groups", group, "stages")
        file = self._home(path)
        self._texts[file] = append_to_list(self._text(file), path, key, label(file))
        self._listed.append((group, key))

    def add_group(self, key: str) -> None:
        """Draft a group with the stages that are in no group, or with a first stage of its own."""
        loose = tuple(s for s in self._programme.stages if self._programme.group_of(s) is None)
        first = loose or (self._free_stage(key),)
        self.add("groups", key, stages=first)
        if not loose:
            self.add("stages", first[0])

    def write(self) -> None:
        """Write what was drafted; each file is replaced whole, so that none is left half written."""
        for file, text in self._texts.items():
            write_whole(file, text)

    def created(self) -> Created:
        """Where everything is, once all is written."""
        now = read(self._dataset.folder, self._dataset.docs)
        created = Created()
        for section, key in self._records:
            file, line = now.locate((section, key))
            created.records.append((file, line, f"{section}.{key}"))
            if section == "sources":
                hint = (
                    f"cite it in a statement (`cite: [{key}]`); until then `handbook check` calls it unused"
                )
                created.hints.append(hint)
        for group, stage in self._listed:
            place = len(self._programme.groups[group].stages)
            file, line = now.locate(("groups", group, "stages", place))
            created.hints.append(f"{file}:{line}: stage {stage} was added to the group {group}")
        if len(self._records) > 1:
            created.hints.append("a group has at least one stage, so a stage came with it")
        return created

    def _text(self, file: Path) -> str:
        if file in self._texts:
            return self._texts[file]
        if file.exists():
            return content_of(file).decode("utf-8")  # unchanged, with its line endings
        return f"{EDITOR_LINE}\n" if (self._dataset.folder / SCHEMA).is_file() else ""

    def _file(self, section: str, group: str | None) -> Path:
        """Where the section ends: the file of its last record (of that group), or of the empty section."""
        records = getattr(self._programme, section)
        of_group = [k for k, record in records.items() if group and getattr(record, "group", None) == group]
        last = [*records, *of_group][-1:]
        if last:
            return self._home((section, *last))
        empty = (name for name, tree in self._dataset.trees.items() if section in (tree.data or {}))
        default = f"{KINDS[section].file or section}.yaml"
        return self._dataset.folder / Path(next(empty, default)).name

    def _home(self, path: tuple[str, ...]) -> Path:
        return self._dataset.folder / Path(self._dataset.locate(path)[0]).name

    def _free_stage(self, group: str) -> str:
        """The next number if stages are numbered; otherwise a name made from the group's."""
        taken = self._programme.stages
        if all(key.isdecimal() for key in taken):
            return str(max((int(key) for key in taken), default=0) + 1)
        return next(name for n in range(1, len(taken) + 2) if (name := f"{group}-{n}") not in taken)
