"""Ids are well formed and unique, and whatever names a record names one that exists."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from handbook import inline
from handbook.addresses import ID, slug
from handbook.check.case import Case, Rule
from handbook.model import PartnerShare, Record, RoleCall, StageWeight
from handbook.problems import Problem
from handbook.text import Grounded
from handbook.walk import entries, grounded, records
from handbook.yamltree import Path_

# Fields that hold keys of another section, by the section they stand in.
KEY_FIELDS = {
    "groups": {"stages": "stages"},
    "stages": {"partners": "partners", "documents": "documents"},
    "tasks": {"group": "groups", "counterpart": "tasks", "documents": "documents", "terms": "terms"},
    "partners": {"from_group": "groups"},
    "documents": {"feeds": "documents"},
    "terms": {"confused_with": "terms"},
    "sources": {"origin": "sources"},
}


def ids_well_formed(case: Case) -> Iterator[Problem]:
    """An id can stand in an address, and no two records share one."""
    seen: dict[str, tuple[str, str]] = {a: (k, "") for k, a in case.addresses.overviews.items()}
    for section, key, _ in records(case.programme):
        path = (section, key)
        if not ID.fullmatch(key):
            yield case.problem(path, f"`{key}` is not a well-formed id", "use letters, digits and hyphens")
            continue
        address = case.addresses.of(section, key)
        other = seen.setdefault(address, path)
        if other != path:
            what = f"`{key}` has the same address /{address}/ as {'.'.join(filter(None, other))}"
            yield case.problem(path, what, "choose another id")


def sections_well_formed(case: Case) -> Iterator[Problem]:
    """The anchor of each part of a topic is well formed and its own."""
    for key, topic in case.programme.topics.items():
        seen: set[str] = set()
        for index, section in enumerate(topic.sections):
            path = ("topics", key, "sections", index, "key")
            if not ID.fullmatch(section.key) or section.key != slug(section.key):
                remedy = "use small letters, digits and hyphens"
                yield case.problem(path, f"`{section.key}` is not a well-formed anchor", remedy)
            elif section.key in seen:
                yield case.problem(path, f"the anchor `{section.key}` stands twice", "choose another")
            seen.add(section.key)


def ids_not_retired(case: Case) -> Iterator[Problem]:
    """An id that was given up and redirected is not used for something else."""
    for section, key, _ in records(case.programme):
        address = case.addresses.of(section, key)
        if address in case.programme.redirects:
            what = f"the id `{key}` is retired: /{address}/ leads to /{case.programme.redirects[address]}/"
            yield case.problem((section, key), what, "choose a new id; old addresses keep their meaning")


def keys_exist(case: Case) -> Iterator[Problem]:
    """Every key of another record names one that exists, once."""
    for path, key, section in _named_keys(case):
        known = getattr(case.programme, section)
        if key not in known:
            yield case.problem(path, f"there is no `{key}` in {section}", _nearest(key, known))
        elif path[:2] == (section, key):
            yield case.problem(path, f"`{key}` names itself", "name another, or delete it")
    for path, keys in _key_lists(case):
        for index, key in enumerate(keys):
            if key in keys[:index]:
                yield case.problem((*path, index), f"`{key}` is named twice", "keep one")


def see_also_exists(case: Case) -> Iterator[Problem]:
    """Every `see` names an address of the handbook, and not the record's own."""
    for section, key, record in records(case.programme):
        own = case.addresses.of(section, key)
        for index, target in enumerate(getattr(record, "see", ())):
            path = (section, key, "see", index)
            if case.addresses.resolve(target) is None:
                remedy = _nearest(target, case.addresses.by_address)
                yield case.problem(path, f"there is no address `{target}`", remedy)
            elif target.strip("/") == own:
                yield case.problem(path, f"`{key}` names itself under `see`", "delete the line")


def sources_exist(case: Case) -> Iterator[Problem]:
    """Every `cite` names an entry of the sources."""
    for path, entry in grounded(case.programme):
        for index, key in enumerate(entry.cite):
            if key not in case.programme.sources:
                remedy = _nearest(key, case.programme.sources)
                yield case.problem((*path, "cite", index), f"there is no source `{key}`", remedy)
            elif key in entry.cite[:index]:
                yield case.problem((*path, "cite", index), f"`{key}` is cited twice", "keep one")


def inline_marks_well_formed(case: Case) -> Iterator[Problem]:
    """Links and foreign phrases inside texts are written so that they are seen as such."""
    for path, text in case.texts:
        for code, words in text.wording.items():
            for what, remedy in inline.loose_ends(words):
                yield case.problem((*path, code), what, remedy)
    for key, term in case.programme.terms.items():
        for code, names in term.synonyms.items():
            for index, name in enumerate(names):
                for what, remedy in inline.loose_ends(name):
                    yield case.problem(("terms", key, "synonyms", code, index), what, remedy)


def inline_links_lead_somewhere(case: Case) -> Iterator[Problem]:
    """Links inside texts that name a record lead to one."""
    for path, text in case.texts:
        for code, words in text.wording.items():
            for target in inline.record_links(words):
                if case.addresses.resolve(target) is None:
                    remedy = _nearest(target, case.addresses.by_address)
                    yield case.problem((*path, code), f"the link [[{target}]] leads nowhere", remedy)


def links_agree(case: Case) -> Iterator[Problem]:
    """A translation links to the same records as the original."""
    first, *others = case.programme.languages
    for path, text in case.texts:
        wanted = sorted(inline.record_links(text.get(first)))
        for code in others:
            if text.get(code).strip() and sorted(inline.record_links(text.get(code))) != wanted:
                what = f"the record links in `{code}` are not those in `{first}`"
                yield case.problem((*path, code), what, "link to the same records in every language")


def _named_keys(case: Case) -> Iterator[tuple[Path_, str, str]]:
    """Path, key and section of every place that names a record by its key."""
    for section, fields in KEY_FIELDS.items():
        for key, record in getattr(case.programme, section).items():
            for field, target in fields.items():
                value = getattr(record, field)
                if isinstance(value, str):
                    yield (section, key, field), value, target
                else:
                    yield from (((section, key, field, i), v, target) for i, v in enumerate(value or ()))
    for key, role in case.programme.roles.items():
        yield from ((("roles", key, "groups", group), group, "groups") for group in role.groups)
    for path, entry in entries(case.programme.tasks, ("tasks",)):
        if isinstance(entry, PartnerShare):
            yield (*path, "partner"), entry.partner, "partners"
        elif isinstance(entry, RoleCall):
            yield (*path, "role"), entry.role, "roles"
        elif isinstance(entry, StageWeight):
            yield (*path, "stage"), entry.stage, "stages"


def _key_lists(case: Case) -> Iterator[tuple[Path_, tuple[str, ...]]]:
    for section, key, record in records(case.programme):
        if isinstance(record, Record):
            for field in type(record).model_fields:
                value = getattr(record, field)
                if isinstance(value, tuple) and value:
                    names = tuple(_key_of(item) for item in value)
                    if None not in names:
                        yield (section, key, field), tuple(n for n in names if n)


def _key_of(item: object) -> str | None:
    if isinstance(item, str):
        return item
    for kind, field in ((PartnerShare, "partner"), (RoleCall, "role"), (StageWeight, "stage")):
        if isinstance(item, kind) and isinstance(item, Grounded):
            return str(getattr(item, field))
    return None


def _nearest(word: str, known: Iterable[str]) -> str:
    names = [name for name in known if name]
    close = difflib.get_close_matches(word, names, n=1)
    if close:
        return f"did you mean `{close[0]}`?"
    return f"known: {', '.join(names[:12])}{' …' if len(names) > 12 else ''}" if names else "add it first"


RULES: tuple[Rule, ...] = (
    ids_well_formed,
    sections_well_formed,
    ids_not_retired,
    keys_exist,
    see_also_exists,
    sources_exist,
    inline_marks_well_formed,
    inline_links_lead_somewhere,
    links_agree,
)
