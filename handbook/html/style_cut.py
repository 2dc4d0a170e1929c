"""A style sheet without the rules that no page can use.

A rule goes only if its selector needs a class, id, attribute or element that can occur nowhere: not on a page
that was built, nor on one that a script has changed. States, such as `:hover`, media and print do not count.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.files import write_whole

_WORD = re.compile(r"--[A-Za-z][\w-]*|[A-Za-z_][\w-]*")
_IN_SCRIPT = re.compile(r"(?<![.#\w-])(?:--)?[A-Za-z_][\w-]*|(?<=\bdataset\.)\w+")
# Names of elements: in tags, in quotes in templates, and given to a function that scripts call.
_TAG = re.compile(r"</?([a-z][a-z0-9]*)")
_QUOTED = re.compile(r"""["']([a-z][a-z0-9]*)["']""")
_GIVEN = re.compile(r"""\(["']([a-z][a-z0-9]*)["']""")
_EVERY_HEADING = "<h{{"
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_SIMPLE = re.compile(r"[\w-]+")
_COMMENT = re.compile(r"\{#.*?#\}|/\*.*?\*/|<!--.*?-->", re.DOTALL)
_WHITE = re.compile(r"\s+")
_PROPERTY = re.compile(r"var\(\s*(--[\w-]+)")
_ANIMATION = re.compile(r"animation(?:-name)?\s*:([^;}]*)")
_MARKS = re.compile(r"<[a-z/][^>]*>|\{[^}]*\}|^ *[!?]{3}.*$|\bclass=.*", re.MULTILINE)
_SHORTEST_START = 4  # letters that the beginning of a name must have to stand for all that begin so
# Of these the values are looked for, too: they are few, and come from settings.
_WITH_VALUES = re.compile(r"dir|for|role|data-md-(?:color-\w+|toggle|type|component)")
_ALTERNATIVES = frozenset({"is", "where", "has", "matches", "-webkit-any", "-moz-any"})
_CONDITIONS = frozenset({"media", "supports", "container", "layer"})
_KEPT = 16  # results in the cache


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


def cut_kept(sheet: str, names: Names, beside: str, cache: Path) -> str:
    """As `cut`, from the folder `cache` if it is there already."""
    of_sheet = names_in([sheet]).words
    wanted = names.words & of_sheet
    beside_used = sorted({*_PROPERTY.findall(beside), *_ANIMATION.findall(beside)})
    elements = names.elements & of_sheet
    named = (" ".join(sorted(each)) for each in (wanted, names.starts, elements, beside_used))
    parts = (sheet, *named)
    return kept(parts, lambda: cut(sheet, names, beside), cache)


def kept(parts: Iterable[str], make: Callable[[], str], cache: Path) -> str:
    """What `make` makes of `parts`, all that it depends on but this module; remembered in `cache`."""
    digest = hashlib.sha256(_own_code().encode())
    for part in parts:
        digest.update(f"{len(part)}:{part}".encode())
    file = cache / f"{digest.hexdigest()[:32]}.css"
    with suppress(OSError, ValueError):
        checksum, _, held = file.read_text(encoding="utf-8").partition("\n")
        if checksum == _digest(held):
            return held
    result = make()
    with suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
        write_whole(file, f"{_digest(result)}\n{result}")
        for old in sorted(cache.glob("*.css"), key=lambda path: path.stat().st_mtime)[:-_KEPT]:
            old.unlink()
    return result


def cut(sheet: str, names: Names, beside: str = "") -> str:
    """A style sheet without what no page can use.

    `beside` is the style that stands beside it on pages: custom properties and animations that neither uses
    go, too, unless a script knows their names.
    """
    import tinycss2  # only where nothing is kept

    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    result = "".join(_kept_rules(rules, names, None, None))
    while True:  # what only a property that goes has used goes, too
        together = result + beside
        properties = {*_PROPERTY.findall(together), *(word for word in names.words if word[:2] == "--")}
        animations = set(" ".join(_ANIMATION.findall(together)).replace(",", " ").split())
        rules = tinycss2.parse_stylesheet(result, skip_comments=True, skip_whitespace=True)
        smaller = "".join(_kept_rules(rules, names, properties, animations))
        if smaller == result:
            return result
        result = smaller


def parted(sheet: str, late: re.Pattern[str], beside: str = "") -> tuple[str, str]:
    """A style sheet in two: without the rules whose every selector `late` is found in, and those.

    Custom properties that neither the first nor the style `beside` it uses go with those that do.
    """
    import tinycss2

    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    first, second = ("".join(_either(rules, late, wanted)) for wanted in (False, True))
    moved = set(_PROPERTY.findall(second)) - set(_PROPERTY.findall(first + beside))
    found: list[str] = []
    rules = tinycss2.parse_stylesheet(first, skip_comments=True, skip_whitespace=True)
    first = "".join(_without_properties(rules, moved, found))
    return first, (f":root{{{';'.join(found)}}}" if found else "") + second


def _either(rules: Sequence[Any], late: re.Pattern[str], wanted: bool) -> Iterator[str]:
    """The rules that are late, if such are wanted, or else those that are not."""
    import tinycss2

    for rule in rules:
        if rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword in _CONDITIONS:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            kept = "".join(_either(inner, late, wanted))
            if kept:
                yield f"@{rule.lower_at_keyword} {_text(rule.prelude)}{{{kept}}}"
        elif rule.type == "qualified-rule":
            if all(late.search(_text(each)) for each in _parted(rule.prelude)) is wanted:
                yield _text([rule])
        elif not wanted:
            yield _text([rule])


def _without_properties(rules: Sequence[Any], gone: set[str], found: list[str]) -> Iterator[str]:
    """Rules without the custom properties that are `gone`, which are `found` where they hold everywhere."""
    import tinycss2

    for rule in rules:
        if rule.type == "qualified-rule" and _text(rule.prelude) == ":root":
            held = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            told = [
                (each.name, f"{each.name}:{_text(each.value)}") for each in held if each.type == "declaration"
            ]
            found += (text for name, text in told if name in gone)
            kept = ";".join(text for name, text in told if name not in gone)
            if kept:
                yield f":root{{{kept}}}"
        else:
            yield _text([rule])


def _kept_rules(
    rules: Sequence[Any], names: Names, properties: set[str] | None, animations: set[str] | None
) -> Iterator[str]:
    import tinycss2

    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [_text(each) for each in _parted(rule.prelude) if _can_match(each, names)]
            declared = _declarations(rule.content, properties) if selectors else ""
            if declared:
                yield f"{','.join(selectors)}{{{declared}}}"
        elif rule.type == "at-rule" and rule.content is not None:
            name = rule.lower_at_keyword
            if name in _CONDITIONS:
                inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                kept = "".join(_kept_rules(inner, names, properties, animations))
                if kept:
                    yield f"@{name} {_text(rule.prelude)}{{{kept}}}"
            elif not name.endswith("keyframes") or animations is None or _text(rule.prelude) in animations:
                yield f"{f'@{name} {_text(rule.prelude)}'.strip()}{{{_text(rule.content)}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword != "charset":
            yield f"@{rule.lower_at_keyword} {_text(rule.prelude)};"


def _declarations(content: Sequence[Any], properties: set[str] | None) -> str:
    import tinycss2

    result = []
    for held in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if held.type != "declaration":  # as browsers do with what they cannot read
            continue
        if properties is None or not held.name.startswith("--") or held.name in properties:
            result.append(f"{held.name}:{_text(held.value)}{'!important' if held.important else ''}")
    return ";".join(result)


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
        return any(_can_match(each, names) for each in _parted(token.arguments))
    return True


def _attribute_occurs(content: Sequence[Any], names: Names) -> bool:
    said = [token for token in content if token.type in ("ident", "string")]
    name = said[0].lower_value
    if not names.hold_attribute(name):
        return False
    if len(said) == 1 or not _WITH_VALUES.fullmatch(name):
        return True
    return all(names.hold(word) for word in said[1].value.split())


def _parted(tokens: Sequence[Any]) -> list[list[Any]]:
    """A list of selectors at its commas."""
    result: list[list[Any]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            result.append([])
        else:
            result[-1].append(token)
    return result


def _text(tokens: Sequence[Any]) -> str:
    import tinycss2

    return _WHITE.sub(" ", str(tinycss2.serialize(tokens))).strip()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _own_code() -> str:
    return _digest(Path(__file__).read_text(encoding="utf-8"))
