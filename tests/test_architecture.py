"""The parts stay apart: data knows no site tool, and code knows no programme by name."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from handbook.source.load import load
from tests.places import LIBRARIES, ROOT

SITE_TOOLS = {"mkdocs", "material", "mkdocs_macros", "macros", "markdown", "properdocs", "zensical"}
# From below to above: what stands in a layer may import what stands in those before it, and nothing else.
LAYERS = (
    *("resources", "files", "progress", "incremental", "signals", "archives", "collector", "source_date"),
    *("site_address", "web_address", "formats"),
    *("model", "markup", "source", "localised", "noted", "outputs", "machine_faults"),
    *("spelling", "export", "views", "check", "new", "plaintext", "printing", "html", "built_site"),
    *("regions", "region_builds"),
    *("cli", "__main__", "macros"),
)
MODULES = sorted((ROOT / "handbook").rglob("*.py"))
CODE = sorted(file for place in ("handbook", "macros", "bench") for file in (ROOT / place).rglob("*.py"))
SHOWN = sorted(
    file
    for place in ("handbook", "macros")
    for file in (ROOT / place).rglob("*")
    if file.suffix in {".py", ".html", ".js", ".css", ".xml", ".j2", ".md", ".typ", ".svg", ".yaml"}
    and "languages" not in file.parts  # what search knows of the words of a language
)


def _name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def _imported(tree: ast.Module) -> Iterator[str]:
    """First names of what a module imports, in functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("file", MODULES, ids=_name)
def test_no_module_of_the_handbook_imports_the_site_tool(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))

    assert set(_imported(tree)) & SITE_TOOLS == set()


def _module(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts)


def _layer(module: str) -> str:
    """The folder of a module, or the module itself if it stands in none."""
    parts = module.split(".")
    return ".".join(parts[1:2]) if parts[0] == "handbook" else parts[0]


def _imports_upwards(module: str, text: str) -> list[str]:
    """What a module imports, in functions too, that stands in a layer above its own."""
    result = []
    for node in ast.walk(ast.parse(text)):
        for name in _targets(node):
            ours = name.split(".")[0] in ("handbook", "macros") and _layer(name)
            if ours and LAYERS.index(ours) > LAYERS.index(_layer(module)):
                result.append(name)
    return result


def _targets(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        whole = node.module == "handbook"  # `from handbook import export`
        yield from (f"handbook.{alias.name}" for alias in node.names) if whole else (node.module,)


@pytest.mark.parametrize("file", [f for f in CODE if _layer(_module(f)) in LAYERS], ids=_name)
def test_imports_run_downwards_only(file: Path) -> None:
    assert _imports_upwards(_module(file), file.read_text(encoding="utf-8")) == []


def test_an_import_upwards_is_seen() -> None:
    text = """
from handbook import export, views
import handbook.model.text
def late():
    from handbook.views.pages import Page
    from macros import hooks
"""
    assert _imports_upwards("handbook.check.case", text) == ["macros"]
    assert _imports_upwards("handbook.source.load", text) == [
        *("handbook.export", "handbook.views", "handbook.views.pages", "macros"),
    ]
    assert _imports_upwards("macros.page_stubs", text) == []


def test_every_folder_has_its_layer() -> None:
    modules = (_module(file) for file in CODE if "bench" not in file.parts)
    assert {_layer(module) for module in modules} - {"__init__"} == set(LAYERS)


def _test_modules_imported(text: str) -> list[str]:
    """Test modules that a module imports, in functions too."""
    result = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            result += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            result += [f"{node.module or ''}.{alias.name}" for alias in node.names]
    return [name for name in result if re.search(r"(^|\.)test_\w+", name)]


def test_what_tests_share_stands_in_kits() -> None:
    files = {file.name: file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("*.py")}
    assert {name: result for name, text in files.items() if (result := _test_modules_imported(text))} == {}


def test_an_import_of_a_test_module_is_seen() -> None:
    text = """
import tests.test_cli
from tests.places import LIBRARIES, ROOT
from tests import test_docs, site_builds
from tests.site_builds import run
def late():
    from tests.test_data import SIZE
    from .test_load import x
"""
    assert _test_modules_imported(text) == [
        *("tests.test_cli", "tests.test_docs", "tests.test_data.SIZE", "test_load.x"),
    ]


def test_only_html_is_made_with_a_template_engine() -> None:
    trees = {_module(file): ast.parse(file.read_text(encoding="utf-8")) for file in MODULES}
    assert {_layer(module) for module, tree in trees.items() if "jinja2" in _imported(tree)} == {"html"}


def test_every_module_of_the_handbook_can_be_imported_without_the_site_tool() -> None:
    names = [_module(file) for file in MODULES]
    names = [name.removesuffix(".__init__") for name in names if not name.endswith("__main__")]
    lines = [
        "import importlib, sys",
        f"for tool in {sorted(SITE_TOOLS)!r}: sys.modules[tool] = None",  # importing it would fail
        f"for name in {names!r}: importlib.import_module(name)",
        "print(len([name for name in sys.modules if name.split('.')[0] == 'handbook']))",
    ]

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", "\n".join(lines)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr == ""
    assert int(done.stdout) == len(names)


@pytest.mark.parametrize("file", CODE, ids=_name)
def test_modules_are_small(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 350


@pytest.mark.parametrize("file", [f for f in CODE if f.stat().st_size], ids=_name)
def test_modules_say_what_they_are(file: Path) -> None:
    assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))


@cache
def _names_of_the_programme() -> re.Pattern[str]:
    """Words by which code could know the programme: keys of its records, its names."""
    words = {"ppsp", "pokja", "sanitasi", "sanitation"}
    programme = load(LIBRARIES)
    words.update(programme.roles, programme.documents)
    assert len(words) > 10, "the programme has roles and documents"
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(words)))})(?![\w-])", re.IGNORECASE)


@pytest.mark.parametrize("file", SHOWN, ids=_name)
def test_code_knows_no_stage_role_or_task_by_name(file: Path) -> None:
    assert _names_of_the_programme().findall(file.read_text(encoding="utf-8")) == []
