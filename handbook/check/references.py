"""Ids are well formed and unique, and every reference leads to a record that exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handbook.check.case import Case, Rule
from handbook.markup import inline
from handbook.model.addresses import ID, RESERVED, slug
from handbook.model.kinds import KINDS
from handbook.model.references import named_in_lists
from handbook.model.text import ADDRESS, LANGUAGE
from handbook.model.traverse import records
from handbook.source.problems import Problem
from handbook.source.remedies import did_you_mean


def ids_well_formed(case: Case) -> Iterator[Problem]:
    """An id can be part of an address, and no two records share one."""
    seen: dict[str, tuple[str, str]] = {a: (k, "") for k, a in case.addresses.overviews.items()}
    for section, key, _ in records(case.programme):
        path = (section, key)
        if not ID.fullmatch(key):
            yield case.problem(path, f"`{key}` is not a well-formed id", "use letters, digits and hyphens")
            continue
        address = case.addresses.of(section, key)
        if RESERVED.fullmatch(key) and "#" not in address:
            what = f"no folder of the name `{key}` can be on a disk of Windows"
            yield case.problem(path, what, "choose another id")
        other = seen.setdefault(address, path)
        if other != path:
            what = f"`{key}` has the same address /{address}/ as {'.'.join(filter(None, other))}"
            yield case.problem(path, what, "choose another id")


def sections_well_formed(case: Case) -> Iterator[Problem]:
    """The anchor of each part of a topic is well formed and unique."""
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
    """Every key of another record names one that exists, and no list has duplicates."""
    for path, key, section in case.named:
        if section not in type(case.programme).model_fields:
            continue  # not the key of a record: these kinds have rules of their own
        known = getattr(case.programme, section)
        if key not in known:
            yield case.problem(path, f"there is no `{key}` in {section}", _nearest(key, known))
        elif path[:2] == (section, key):
            yield case.problem(path, f"`{key}` names itself", "name another, or delete it")
    for place, entry in case.entries:
        for path, words in named_in_lists(entry, place):
            for index, word in enumerate(words):
                if word in words[:index]:
                    yield case.problem((*path, index), f"`{word}` is named twice", "keep one")


def see_also_exists(case: Case) -> Iterator[Problem]:
    """Every field of addresses, such as `see`, names addresses of the handbook, but not the record's own."""
    for path, target, kind in case.named:
        if kind != ADDRESS:
            continue
        section, key, field = str(path[0]), str(path[1]), str(path[2])
        if case.addresses.resolve(target) is None:
            remedy = _nearest(target, case.addresses.by_address)
            yield case.problem(path, f"there is no address `{target}`", remedy)
        elif section in KINDS and target.strip("/") == case.addresses.of(section, key):
            yield case.problem(path, f"`{key}` names itself under `{field}`", "delete the line")


def languages_exist(case: Case) -> Iterator[Problem]:
    """Every field that names a language of the programme names one that it has."""
    for path, code, kind in case.named:
        if kind == LANGUAGE and code not in case.programme.languages:
            what = f"`{code}` is not a language of this programme"
            yield case.problem(path, what, f"languages are: {', '.join(case.programme.languages)}")


def inline_marks_well_formed(case: Case) -> Iterator[Problem]:
    """Links and foreign phrases inside texts are written so that they are recognised."""
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
    """Record links inside texts lead to a record."""
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
        if not any("[[" in words for words in text.wording.values()):
            continue
        wanted = sorted(inline.record_links(text.get(first)))
        for code in others:
            if text.get(code).strip() and sorted(inline.record_links(text.get(code))) != wanted:
                what = f"the record links in `{code}` are not those in `{first}`"
                yield case.problem((*path, code), what, "link to the same records in every language")


def _nearest(word: str, known: Iterable[str]) -> str:
    names = [name for name in known if name]
    listed = f"known: {', '.join(names[:12])}{' …' if len(names) > 12 else ''}"
    return did_you_mean(word, names, listed if names else "add it first")


RULES: tuple[Rule, ...] = (
    ids_well_formed,
    sections_well_formed,
    ids_not_retired,
    keys_exist,
    see_also_exists,
    languages_exist,
    inline_marks_well_formed,
    inline_links_lead_somewhere,
    links_agree,
)
