"""Every script that a page loads can be understood by browsers of 2017: nothing is written that is newer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import esprima
import pytest

from handbook.html.assets import plain_name
from handbook.regions import assets
from handbook.resources import SERVING
from tests.html_kit import pages

# Material's own search worker, and what it loads, are shipped with the theme; no page asks for them.
UNUSED = ("assets/javascripts/workers/", "assets/javascripts/lunr/")
INDEX = re.compile(r"([a-z-]+/)?search/(index|part\.\w+|search_index)\.js")  # one call with JSON
INLINE = re.compile(r"<script(?![^>]*\b(?:src|type)=)[^>]*>(.*?)</script>", re.DOTALL)
# Of 2018 and later: marks in a regular expression that end a whole script where they are not known.
LATER_PATTERN = re.compile(r"\\p\{|\(\?<")


def newer(script: str) -> list[str]:
    """What in a script is newer than JavaScript of 2017."""
    result: list[str] = []

    def look(node: Any, _: Any) -> Any:
        if node.type in ("ObjectExpression", "ObjectPattern"):
            result.extend(part.type for part in node.properties if part.type != "Property")
        elif node.type == "Literal" and getattr(node, "regex", None):
            if LATER_PATTERN.search(node.regex.pattern) or set(node.regex.flags) - set("gimuy"):
                result.append(node.raw)
        elif node.type == "Import":
            result.append("import()")
        return node

    try:
        esprima.parseScript(script, {}, look)
    except esprima.Error as error:
        result.append(str(error))
    return result


def scripts(site: Path) -> Iterator[tuple[str, str]]:
    """Every script of a site with its name: files, and what stands in pages."""
    for file in sorted(site.rglob("*.js")):
        name = file.relative_to(site).as_posix()
        if not name.startswith(UNUSED) and not INDEX.fullmatch(name):
            yield name, file.read_text(encoding="utf-8")
    seen = set()
    for file in sorted(site.rglob("*.html")):
        for script in INLINE.findall(file.read_text(encoding="utf-8")):
            if script not in seen:
                seen.add(script)
                yield f"{file.relative_to(site)} (inline {len(seen)})", script


@pytest.mark.parametrize(
    "script",
    [
        "a?.b", "a ?? b", "try {} catch {}", "({...a})", "const {b, ...c} = a", "1_000", "/\\p{L}/u",
        "/(?<=a)b/", "/(?<name>a)/", "/a/s", "import('x')", "class A { x = 1 }", "async function* f() {}",
        "a ||= b",
    ],
)  # fmt: skip
def test_what_is_newer_is_found(script: str) -> None:
    assert newer(script)


def test_what_is_of_2017_passes() -> None:
    assert (
        newer(
            "async function f(a, [b] = [], ...c) { for (const d of c) await `${d}`; return [...c, a ** b]; }"
        )
        == []
    )


def test_no_script_of_the_site_is_newer_than_2017(site: Path) -> None:
    result = {name: newer(script) for name, script in scripts(site)}
    assert {
        "assets/handbook.js",
        "assets/search/worker.js",
        "assets/reader/reader.js",
        "assets/reader/board.js",
    } <= {plain_name(name) for name in result}
    assert sum("(inline " in name for name in result) > 3 and len(list(pages(site))) > 50
    assert {name: what for name, what in result.items() if what} == {}


def test_the_script_of_served_pages_is_not_newer_than_2017() -> None:
    assert newer((SERVING / "changes.js").read_text(encoding="utf-8")) == []


def test_the_script_of_the_index_of_editions_is_not_newer_than_2017() -> None:
    assert newer(assets.script().text) == []
