"""A style sheet without the rules that no page can use.

A rule goes only if its selector needs a class, id, attribute or element that can occur nowhere: not on a page
that was built, nor on one that a script has changed. States, such as `:hover`, media and print do not count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tinycss2

from handbook.html import css_rules
from handbook.html.css_rules import Conditional, Declaration, Rule, Style, parted_at_commas, rules_of, written
from handbook.incremental.beside_code import store_beside_code
from handbook.incremental.store import key_of

_WORD = re.compile(r"--[A-Za-z][\w-]*|[A-Za-z_][\w-]*")
_IN_SCRIPT = re.compile(r"(?<![.#\w-])(?:--)?[A-Za-z_][\w-]*|(?<=\bdataset\.)\w+")
# Names of elements: in tags, in quotes in templates, and given to a function that scripts call.
_TAG = re.compile(r"</?([a-z][a-z0-9]*)")
_QUOTED = re.compile(r"""["']([a-z][a-z0-9]*)["']""")
_GIVEN = re.compile(r"""\(["']([a-z][a-z0-9]*)["']""")
_EVERY_HEADING = "<h{{"
_HEADINGS = frozenset(f"h{level}" for level in range(1, 5))  # the levels that pages may have
_SIMPLE = re.compile(r"[\w-]+")
_COMMENT = re.compile(r"\{#.*?#\}|/\*.*?\*/|<!--.*?-->", re.DOTALL)
_PROPERTY = re.compile(r"var\(\s*(--[\w-]+)")
_ANIMATION = re.compile(r"animation(?:-name)?\s*:([^;}]*)")
_MARKS = re.compile(r"<[a-z/][^>]*>|\{[^}]*\}|^ *[!?]{3}.*$|\bclass=.*", re.MULTILINE)
_SHORTEST_START = 4  # letters that the beginning of a name must have to stand for all that begin so
# Of these the values are looked for, too: they are few, and come from settings.
_WITH_VALUES = re.compile(r"dir|for|role|src|data-md-(?:color-\w+|toggle|type|component)")
_ALTERNATIVES = frozenset({"is", "where", "has", "matches", "-webkit-any", "-moz-any"})
PARTING = "/* late */"
"""What stands between the two parts of a style sheet."""


@dataclass(frozen=True)
class Names:
    """Words that may occur on pages as names of classes, ids and attributes, and as names of elements.

    `starts` are beginnings that are completed elsewhere, as in `record-{{ section }}`.
    """

    words: frozenset[str]
    starts: tuple[str, ...] = ()
    elements: frozenset[str] = frozenset()

    def hold(self, name: str) -> bool:
        """Whether a name may occur; one of other characters than words have always may."""
        return name in self.words or not _SIMPLE.fullmatch(name) or name.startswith(self.starts)

    def hold_attribute(self, name: str) -> bool:
        """Whether an attribute may occur; scripts write `data-md-state` as `dataset.mdState`."""
        first, *others = name.removeprefix("data-").split("-")
        return self.hold(name) or "".join((first, *(part.capitalize() for part in others))) in self.words


def names_in(texts: Iterable[str], scripts: Iterable[str] = (), prose: Iterable[str] = ()) -> Names:
    """The words of templates; of scripts, but those after `.` or `#`, which only ask; and of marks in prose.

    Marks are tags, lists of attributes and heads of notes; code is read as prose, too.
    """
    words: set[str] = set()
    elements: set[str] = set()
    for text in texts:
        written = _COMMENT.sub(" ", text)
        words.update(_WORD.findall(written))
        elements.update(_TAG.findall(written), _QUOTED.findall(written))
        if _EVERY_HEADING in written:
            elements |= _HEADINGS
    for text in prose:
        for marks in _MARKS.findall(text):
            words.update(_WORD.findall(marks))
        elements.update(_TAG.findall(text))
    for text in scripts:
        words.update(_IN_SCRIPT.findall(text))
        elements.update(_TAG.findall(text), _GIVEN.findall(text))
    starts = (word for word in words if word[-1] in "-_" and len(word) > _SHORTEST_START)
    return Names(frozenset(words), tuple(sorted(starts)), frozenset(elements))


def cut_kept(sheet: str, names: Names, late: re.Pattern[str], beside: str) -> str:
    """A style sheet without what no page can use (`cut`), in two (`parted`) with PARTING between them.

    It is made only if it is not kept already.
    """
    of_sheet = names_in([sheet]).words
    wanted = names.words & of_sheet
    beside_used = sorted({*_PROPERTY.findall(beside), *_ANIMATION.findall(beside)})
    elements = names.elements & of_sheet
    named = (" ".join(sorted(each)) for each in (wanted, names.starts, elements, beside_used))
    return kept(
        (sheet, late.pattern, *named), lambda: PARTING.join(parted(cut(sheet, names, beside), late, beside))
    )


def kept(parts: Iterable[str], make: Callable[[], str]) -> str:
    """What `make` makes of `parts`, all that it depends on but the code of the cut."""
    store, key = store_beside_code(), key_of("styles", *_own_code(), tinycss2.__version__, *parts)
    held = store.get(key)
    if held is not None:
        return held.decode()
    result = make()
    store.put(key, result.encode())
    return result


def cut(sheet: str, names: Names, beside: str = "") -> tuple[Rule, ...]:
    """The rules of a style sheet without what no page can use.

    `beside` is the style that stands beside it on pages: custom properties and animations that neither uses
    go, too, unless a script knows their names.
    """
    rules = rules_of(sheet, lambda selector: _can_match(selector, names))
    known = {word for word in names.words if word[:2] == "--"}
    while True:  # what only a property that goes has used goes, too
        together = written(rules) + beside
        properties = {*_PROPERTY.findall(together), *known}
        animations = set(" ".join(_ANIMATION.findall(together)).replace(",", " ").split())
        smaller = tuple(_used(rules, properties, animations))
        if smaller == rules:
            return rules
        rules = smaller


def parted(rules: Iterable[Rule], late: re.Pattern[str], beside: str = "") -> tuple[str, str]:
    """Rules as two style sheets: without those whose every selector `late` is found in, and those.

    Custom properties that neither the first nor the style `beside` it uses go with those that do.
    """
    rules = tuple(rules)
    first, second = (tuple(_either(rules, late, wanted)) for wanted in (False, True))
    only_late = set(_PROPERTY.findall(written(second))) - set(_PROPERTY.findall(written(first) + beside))
    moved: list[Declaration] = []
    kept: list[Rule] = []
    for rule in first:
        if isinstance(rule, Style) and rule.selectors == (":root",):
            moved += (each for each in rule.declarations if each.name in only_late)
            kept += _with_declarations(rule, lambda each: each.name not in only_late)
        else:
            kept.append(rule)
    return written(kept), (str(Style((":root",), tuple(moved))) if moved else "") + written(second)


def _either(rules: Iterable[Rule], late: re.Pattern[str], wanted: bool) -> Iterator[Rule]:
    """The rules that are late, if such are wanted, or else those that are not."""
    for rule in rules:
        if isinstance(rule, Conditional):
            inner = tuple(_either(rule.rules, late, wanted))
            if inner:
                yield Conditional(rule.condition, inner)
        elif (isinstance(rule, Style) and all(map(late.search, rule.selectors))) is wanted:
            yield rule


def _used(rules: Iterable[Rule], properties: set[str], animations: set[str]) -> Iterator[Rule]:
    """The rules without other custom properties and animations than these."""
    for rule in rules:
        if isinstance(rule, Style):
            yield from _with_declarations(rule, lambda each: each.name[:2] != "--" or each.name in properties)
        elif isinstance(rule, Conditional):
            inner = tuple(_used(rule.rules, properties, animations))
            if inner:
                yield Conditional(rule.condition, inner)
        elif not rule.keyword.endswith("keyframes") or rule.subject in animations:
            yield rule


def _with_declarations(rule: Style, wanted: Callable[[Declaration], bool]) -> Iterator[Style]:
    """A rule with the declarations that are wanted, if there are any."""
    declarations = tuple(filter(wanted, rule.declarations))
    if declarations:
        yield Style(rule.selectors, declarations)


def _can_match(selector: Sequence[Any], names: Names) -> bool:
    """Whether there can be an element that a selector without commas matches."""
    befores = ["", *(token.value if token.type == "literal" else "" for token in selector)]
    return all(_may_be(token, before, names) for token, before in zip(selector, befores, strict=False))


def _may_be(token: Any, before: str, names: Names) -> bool:
    """Whether there can be what a part of a selector asks for; `before` is the sign before it, as `.`."""
    if token.type == "ident" and before != ":":
        return names.hold(token.value) if before == "." else token.lower_value in names.elements
    if token.type == "hash":
        return names.hold(token.value)
    if token.type == "[] block":
        return _attribute_occurs(token.content, names)
    if token.type == "function" and token.lower_name in _ALTERNATIVES:
        return any(_can_match(each, names) for each in parted_at_commas(token.arguments))
    return True


def _attribute_occurs(content: Sequence[Any], names: Names) -> bool:
    said = [token for token in content if token.type in ("ident", "string")]
    name = said[0].lower_value
    if not names.hold_attribute(name):
        return False
    if len(said) == 1 or not _WITH_VALUES.fullmatch(name):
        return True
    return all(names.hold(word.lstrip("#")) for word in said[1].value.split())


def _own_code() -> list[bytes]:
    return [Path(module).read_bytes() for module in (__file__, css_rules.__file__)]
