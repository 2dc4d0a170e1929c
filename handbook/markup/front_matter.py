"""The head of a hand-written page: its fields between lines of `---`, as MkDocs reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from handbook.markup.prose_calls import Fault

FIELDS = ("title", "description")
_HEAD = re.compile(r"\A-{3}[ \t]*\n(?P<fields>.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
_LOOKS_LIKE_A_FIELD = re.compile(r"[ ]{0,3}[A-Za-z0-9_-]+:")
_KNOWN = f"a page has {' and '.join(FIELDS)}, each on one line"
_RULE = "if a rule is meant, write *** instead of ---"


def split(page: str) -> tuple[str, str]:
    """The head of a page with its lines of `---`, or "", and the rest.

    The head is shown as text unless it holds fields.
    """
    head = _HEAD.match(page)
    end = head.end() if head and _holds_fields(head["fields"]) else 0
    return page[:end], page[end:]


def fields(page: str) -> Iterator[tuple[int, str]]:
    """What readers see of the head of a page: each text with its line."""
    head = _HEAD.match(split(page)[0])
    node = yaml.compose(head["fields"], Loader=yaml.SafeLoader) if head else None
    for key, value in node.value if node else ():
        if key.value in FIELDS and isinstance(value, yaml.ScalarNode):
            yield value.start_mark.line + 2, value.value


def _holds_fields(text: str) -> bool:
    try:
        return isinstance(yaml.safe_load(text), dict)
    except (yaml.YAMLError, ValueError):
        return False


def front_faults(page: str) -> Iterator[Fault]:
    """Faults in the head of a page: what cannot be read, or does more than name and describe the page."""
    head = _HEAD.match(page)
    if head is None:
        if page.startswith("---\n"):
            remedy = f"write --- on a line of its own below its fields; {_RULE}"
            yield Fault(1, "the head of the page is not closed", remedy)
        elif _LOOKS_LIKE_A_FIELD.match(page):
            what = "the first line would be taken for a field of the page, and not be shown"
            yield Fault(1, what, "put an empty line above it")
        return
    try:
        node = yaml.compose(head["fields"], Loader=yaml.SafeLoader)
        yaml.safe_load(head["fields"])  # a well-formed value may still be invalid
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        what = "the head of the page cannot be read as YAML"
        yield Fault((mark.line if mark else 0) + 2, what, f"put texts in double quotes; {_RULE}")
        return
    if not isinstance(node, yaml.MappingNode):
        if node is not None:
            yield Fault(2, "the head of the page holds no fields", f"{_KNOWN}; {_RULE}")
        return
    for key, value in node.value:
        line = key.start_mark.line + 2
        if key.value not in FIELDS:
            yield Fault(line, f"`{key.value}` is no field of a page", f"delete it; {_KNOWN}; {_RULE}")
        elif not isinstance(value, yaml.ScalarNode) or not value.value.strip() or "\n" in value.value:
            yield Fault(line, f"`{key.value}` is no text on one line", _KNOWN)
        elif "{{" in value.value or "{%" in value.value or "{#" in value.value:
            yield Fault(line, f"`{key.value}` holds a macro call", "write plain words")
