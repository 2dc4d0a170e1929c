"""The rules of a style sheet: read once, chosen from, and written again without spare white space."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_WHITE = re.compile(r"\s+")
_CONDITIONS = frozenset({"media", "supports", "container", "layer"})


@dataclass(frozen=True)
class Declaration:
    """A property with its value, as in `color:red`."""

    name: str
    text: str


@dataclass(frozen=True)
class Style:
    """Declarations for what one of the selectors matches."""

    selectors: tuple[str, ...]
    declarations: tuple[Declaration, ...]

    def __str__(self) -> str:
        return f"{','.join(self.selectors)}{{{';'.join(each.text for each in self.declarations)}}}"


@dataclass(frozen=True)
class Conditional:
    """Rules under a condition, as in `@media print`."""

    condition: str
    rules: tuple[Rule, ...]

    def __str__(self) -> str:
        return f"{self.condition}{{{written(self.rules)}}}"


@dataclass(frozen=True)
class OtherRule:
    """Any other rule, as `@keyframes` and what stands after it; `text` is all of it."""

    keyword: str
    subject: str
    text: str

    def __str__(self) -> str:
        return self.text


Rule = Style | Conditional | OtherRule


def rules_of(sheet: str, wanted: Callable[[Sequence[Any]], bool] = lambda _: True) -> tuple[Rule, ...]:
    """The rules of a style sheet, with the selectors that are wanted.

    `wanted` is given the tokens of a selector, as tinycss2 has them. What has no selector or no declaration
    left is not among the rules, nor what browsers cannot read.
    """
    import tinycss2  # only where nothing is kept

    return tuple(_rules(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True), wanted))


def written(rules: Iterable[Rule]) -> str:
    """The rules as a style sheet."""
    return "".join(map(str, rules))


def parted_at_commas(tokens: Sequence[Any]) -> list[list[Any]]:
    """A list of selectors, each with its tokens."""
    result: list[list[Any]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            result.append([])
        else:
            result[-1].append(token)
    return result


def _rules(parsed: Sequence[Any], wanted: Callable[[Sequence[Any]], bool]) -> Iterator[Rule]:
    import tinycss2

    for rule in parsed:
        if rule.type == "qualified-rule":
            selectors = tuple(_text(each) for each in parted_at_commas(rule.prelude) if wanted(each))
            declarations = tuple(_declarations(rule.content)) if selectors else ()
            if declarations:
                yield Style(selectors, declarations)
        elif rule.type == "at-rule":
            keyword, subject = rule.lower_at_keyword, _text(rule.prelude)
            head = f"@{keyword} {subject}".rstrip()
            if rule.content is None:
                if keyword != "charset":
                    yield OtherRule(keyword, subject, f"{head};")
            elif keyword in _CONDITIONS:
                inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                rules = tuple(_rules(inner, wanted))
                if rules:
                    yield Conditional(head, rules)
            else:
                yield OtherRule(keyword, subject, f"{head}{{{_text(rule.content)}}}")


def _declarations(content: Sequence[Any]) -> Iterator[Declaration]:
    import tinycss2

    for held in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if held.type == "declaration":
            important = "!important" if held.important else ""
            yield Declaration(held.name, f"{held.name}:{_text(held.value)}{important}")


def _text(tokens: Sequence[Any]) -> str:
    import tinycss2

    return _WHITE.sub(" ", str(tinycss2.serialize(tokens))).strip()
