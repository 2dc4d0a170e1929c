"""Every text is there in every language, and is not empty."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.check.case import Case, Rule
from handbook.model.traverse import records
from handbook.source.labels import shipped
from handbook.source.problems import Problem

_WORD = re.compile(r"[^\W\d_]{2}")
_LINK = re.compile(r"\[\[[^\]|]*\]\]|https?://\S+|\[https?://[^\]]*\]\([^)]*\)")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def languages_named(case: Case) -> Iterator[Problem]:
    """The programme names at least one language, each with the name that readers see."""
    about, path = case.programme.programme, ("programme", "languages")
    for code in about.languages:
        if not re.fullmatch(r"[a-z]{2,3}", code):
            yield case.problem(path, f"`{code}` is not a language code", "write two or three small letters")
        elif code not in about.language_names:
            what = f"the language `{code}` has no name"
            yield case.problem(("programme", "language_names"), what, f"add `{code}: …` to language_names")
    if len(set(about.languages)) < len(about.languages):
        yield case.problem(path, "a language is listed twice", "keep one")


def text_in_every_language(case: Case) -> Iterator[Problem]:
    """A text has words in each language of the programme and in no other."""
    languages = case.programme.languages
    wanted = set(languages)
    for path, text in case.texts:
        if text.wording.keys() == wanted and all(map(str.strip, text.wording.values())):
            continue
        for code in languages:
            if code not in text.wording:
                if path[0] == "labels":  # reported together by languages_of_labels
                    continue
                yield case.problem(path, f"the text in `{code}` is missing", f"add `{code}: …`")
            elif not text.wording[code].strip():
                yield case.problem((*path, code), f"the text in `{code}` is empty", "write the text")
        for code in text.wording:
            if code not in languages:
                what = f"`{code}` is neither a language of this programme nor a key known here"
                yield case.problem((*path, code), what, f"languages are: {', '.join(languages)}")


def translation_differs(case: Case) -> Iterator[Problem]:
    """A translation is not a copy of the original, unless the data marks it as intended.

    A text so marked is the same in at least two languages; a third may differ. A text that is only a link, or
    a name that is the same in every language, needs no such mark.
    """
    first, *others = case.programme.languages
    names = set(_names(case))
    for path, text in case.texts:
        original = text.get(first).strip()
        copies = [c for c in others if original and text.get(c).strip() == original]
        if not (text.same or copies):
            continue
        written = [words for code in case.programme.languages if (words := text.get(code).strip())]
        if text.same and 1 < len(written) == len(set(written)):
            what = "the texts differ although `same: true` says that they are equal"
            yield case.problem(path, what, "delete `same: true` or make two of them equal")
        elif not text.same and _has_words(original) and original not in names:
            for code in copies:
                what = f"the text in `{code}` equals the text in `{first}`"
                yield case.problem((*path, code), what, "translate it, or add `same: true` if it is meant so")


def _has_words(text: str) -> bool:
    """Whether something of a text can be translated: more than links, placeholders and signs."""
    return bool(_WORD.search(_PLACEHOLDER.sub("", _LINK.sub("", text))))


def _names(case: Case) -> Iterator[str]:
    """Proper names: abbreviations, and names of records that are the same in every language."""
    yield case.programme.programme.abbr or ""
    for _, _, record in records(case.programme):
        name = getattr(record, "name", None)
        yield from filter(
            None,
            (
                getattr(record, "abbr", None),
                name.get(case.programme.languages[0]) if name and name.same else None,
            ),
        )


def placeholders_agree(case: Case) -> Iterator[Problem]:
    """A label has every placeholder that the pages fill, such as {count}, in every language."""
    for key, label in case.programme.labels.items():
        if not (case.dataset.owns_label(key) and key in shipped()):
            continue
        wanted = set(_PLACEHOLDER.findall(next(iter(shipped()[key].values()))))
        for code in case.programme.languages:
            if not wanted <= set(_PLACEHOLDER.findall(label.get(code))) and code in label.wording:
                what = f"the placeholders in `{code}` are not those that the pages fill"
                yield case.problem(("labels", key, code), what, f"use {{{'}, {'.join(sorted(wanted))}}}")


def no_text_cut_off(case: Case) -> Iterator[Problem]:
    """No text ends in the middle because YAML read ` #` as the start of a comment."""
    cut_off = [(tree, *where) for tree in case.dataset.trees.values() for where in tree.cut_off_texts()]
    words = {wording for _, text in case.texts for wording in text.wording.values()} if cut_off else set()
    for tree, line, value in cut_off:
        if value in words or " " in value:  # a key such as `role: leader # why` may have a comment
            what = f"a ` #` cuts the text off after “{value[-30:]}”"
            yield Problem(tree.label, line, what, "put the whole text in double quotes")


RULES: tuple[Rule, ...] = (
    languages_named,
    text_in_every_language,
    translation_differs,
    placeholders_agree,
    no_text_cut_off,
)
