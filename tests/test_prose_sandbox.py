"""Hand-written pages run nothing: no template engine sees them, and they may call a few macros only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.markup.prose_calls import MACROS, call_faults, filled
from handbook.markup.prose_faults import prose_faults
from macros import define_env
from tests.html_kit import Page
from tests.programme_copy import Copy
from tests.site_builds import build, copy_project, run

# Each would do something if a template engine read it, most of them on the machine that builds.
TEMPLATES = {
    '{{ cycler.__init__.__globals__.os.popen("touch owned").read() }}': 1,
    '{{ self.__init__.__globals__.__builtins__.__import__("os").system("touch owned") }}': 1,
    "{{ config }}": 1,
    "{{ config.plugins }}": 1,
    "{{ environment }}": 1,
    "{{ environment.system }}": 1,
    "{{ page.file.abs_src_path }}": 1,
    "{{ files }}": 1,
    "{{ navigation }}": 1,
    "{{ plugin }}": 1,
    "{{ git.commit }}": 1,
    "{{ now() }}": 1,
    "{{ context() }}": 1,
    "{{ macros_info() }}": 1,
    '{{ fix_url("x") }}': 1,
    "{{ macros }}": 1,
    "{{ about }}": 1,
    "{{ about.__globals__ }}": 1,
    '{{ about("title").__class__ }}': 1,
    '{{ about("title") | upper }}': 1,
    '{{ about("ti" ~ "tle") }}': 1,
    '{{ about(key="title") }}': 1,
    '{{ about("title", "x") }}': 1,
    '{{ about("__class__") }}': 1,
    '{{ about("model_fields") }}': 1,
    '{{ about("licence") }}': 1,
    "{{ about() }}": 1,
    "{{ doors(1) }}": 1,
    '{{ doors("x") }}': 1,
    "{{ record_page() }}": 1,
    "{{ home_page() }}": 1,
    "{{ 7 * 7 }}": 1,
    '{{ "a" * 10**10 }}': 1,
    "{{ range(10**9) | list }}": 1,
    "{% for i in range(10**9) %}{{ i }}{% endfor %}": 1,
    "{% while true %}": 1,
    "{% set x = 1 %}{{ x }}": 1,
    "a\n\n{% if true %}x{% endif %}": 3,
    '{% include "/etc/passwd" %}': 1,
    '{% include "tentang.md" %}': 1,
    '{% import "x" as y %}': 1,
    '{% extends "x" %}': 1,
    "{% macro doors() %}x{% endmacro %}{{ doors() }}": 1,
    "{%- if true -%}": 1,
    "{{\n7 * 7\n}}": 1,
    "{{": 1,
    "x {% y": 1,
    "## Bagian {#bagian}": 1,
    "{% raw %}{{ x }}": 1,
    "{% raw %}{% endraw %}{{ config }}": 1,
    "{{ '{{ config }}' }}": 1,
    "\\`{{ config }}\\`": 1,
}
HEADS = {
    "template: x.html": 2,
    "render_macros: false": 2,
    "ignore_macros: true": 2,
    "hide: [navigation]": 2,
    "extra_css: [x.css]": 2,
    "icon: ../../x": 2,
    "title: [x]": 2,
    "title: x\nauthor: y": 3,
    'title: "{{ config }}"': 2,
    "description: |\n  a\n  b": 2,
    "description:": 2,
    "a: [": 3,
    "- x": 2,
    "title: !!python/object/apply:os.system [id]": 2,
}
TEXT = {
    "`{{ config }}` dan ``{% x %}``": "`{{ config }}` dan ``{% x %}``",
    "```\n{{ config }}\n{% x %} {#\n```\n": "```\n{{ config }}\n{% x %} {#\n```\n",
    "~~~jinja\n{{ config }}\n~~~": "~~~jinja\n{{ config }}\n~~~",
    "{% raw %}{{ config }}{% endraw %}": "{{ config }}",
    "{# catatan #}x": "x",
    "{ x } {x} }} %} #}": "{ x } {x} }} %} #}",
    "{{ about('title') }} {{doors()}}": "about:title doors:",
    '[x](https://example.org/{{ about("edition") }}/)': "[x](https://example.org/about:edition/)",
}


@pytest.mark.parametrize("text", TEMPLATES)
def test_templates_are_named_and_left_out(text: str) -> None:
    faults = list(prose_faults(f"---\ntitle: x\n---\n# X\n\n{text}\n"))
    assert [fault.line for fault in faults][:1] == [TEMPLATES[text] + 5], faults
    assert all(fault.remedy for fault in faults)


@pytest.mark.parametrize("head", HEADS)
def test_the_head_of_a_page_names_and_describes_it_only(head: str) -> None:
    faults = list(prose_faults(f"---\n{head}\n---\n# X\n"))
    assert [fault.line for fault in faults] == [HEADS[head]], faults


def test_a_first_line_that_would_be_lost_is_named() -> None:
    assert [fault.line for fault in prose_faults("Catatan: x\n\ny\n")] == [1]
    assert list(prose_faults("\nCatatan: x\n\ny\n")) == []
    assert [fault.line for fault in prose_faults("---\ntitle: x\n\n# X\n")] == [1]


def test_what_is_shown_between_rules_at_the_top_is_looked_at() -> None:
    page = "---\n\n# Judul <u>x</u>\n\n---\n\ny\n"
    assert [(f.line, f.what) for f in prose_faults(page)] == [(3, "the element <u> is not allowed in a page")]
    assert list(prose_faults("---\n\n# Judul\n\n---\n\ny\n")) == []


@pytest.mark.parametrize("text", ["Kata.", "Catatan: kata.", "a: b: c", "- x"])
@pytest.mark.parametrize("below", ["\n---\n", ""])
def test_who_wants_a_rule_at_the_top_is_told_how_to_write_one(text: str, below: str) -> None:
    page = f"---\n\n{text}\n{below}\ny\n"
    (fault,) = prose_faults(page)
    assert "write *** instead of ---" in fault.remedy
    assert list(prose_faults(page.replace("---\n", "***\n"))) == []


@pytest.mark.parametrize("text", TEXT)
def test_code_and_calls_are_left_as_they_should(text: str) -> None:
    made = filled(text, lambda call: f"{call.name}:{','.join(call.arguments)}")
    assert made == TEXT[text]
    assert list(call_faults(text)) == []


def test_the_macros_that_pages_may_call_are_there() -> None:
    class Env:
        def __init__(self) -> None:
            self.offered: list[str] = []

        def macro(self, function: object) -> object:
            self.offered.append(getattr(function, "__name__", ""))
            return function

    from macros import current_build

    env = Env()
    before = list(current_build._current)
    current_build._current[:] = [current_build.Build.__new__(current_build.Build)]
    try:
        define_env(env)
    finally:
        current_build._current[:] = before
    assert set(MACROS) <= set(env.offered)


def test_check_names_it_with_file_and_line(programme: Copy) -> None:
    programme.add("docs/id/guide.md", "# Petunjuk\n\n{{ config }}\n")
    programme.add("docs/en/guide.md", "---\ntemplate: x.html\n---\n# Guide\n")
    assert [(programme.short(p), p.line) for p in programme.problems()] == [
        ("docs/en/guide.md", 2),
        ("docs/id/guide.md", 3),
    ]


@pytest.fixture
def page(unchecked: Path) -> Iterator[Path]:
    """A page of that project, put back after the test."""
    file = unchecked / "docs" / "id" / "tentang.md"
    before = file.read_text(encoding="utf-8")
    yield file
    file.write_text(before, encoding="utf-8")


@pytest.mark.parametrize("command", [("handbook", "build"), ("mkdocs", "build")], ids=" ".join)
@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("end", '{{ cycler.__init__.__globals__.os.popen("touch owned").read() }}'),
        ("end", '{% include "/etc/passwd" %}'),
        ("end", "{% for i in range(10**9) %}{% for j in range(10**9) %}{% endfor %}{% endfor %}"),
        ("head", "template: x.html"),
        ("head", "render_macros: false"),
    ],
)
def test_the_build_refuses_it_whatever_check_says(
    command: tuple[str, ...], where: str, text: str, page: Path, unchecked: Path
) -> None:
    before = page.read_text(encoding="utf-8")
    lines = before.splitlines()
    if where == "end":
        page.write_text(f"{before}\n{text}\n", encoding="utf-8")
        line = len(lines) + 2
    else:
        page.write_text(before.replace("---\n", f"---\n{text}\n", 1), encoding="utf-8")
        line = 2
    done = run("-m", *command, "--site-dir", str(unchecked / "made"), folder=unchecked)
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert f"docs/id/tentang.md:{line}: " in said
    assert "Traceback" not in said
    assert not (unchecked / "made").exists()
    assert list(unchecked.rglob("owned")) == []


def test_marks_of_macros_can_be_neither_forged_nor_spent(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    for code in ("id", "en"):
        page = project / "docs" / code / "coba.md"
        page.write_text(
            "---\ntitle: '<b>\"A\" & B'\ndescription: '\"><script>alert(1)</script>'\n---\n\n"
            "{{ doors() }}\n\nDan lagi:\n\n{{ doors() }}\n\n"
            "<!--handbook:coba#doors-->\n\n<!--handbook:tidak-ada-->\n\n`{{ config }}`\n",
            encoding="utf-8",
        )
    site = build(tmp_path / "site", folder=project)
    shown = Page.of(site / "coba" / "index.html")
    text = (site / "coba" / "index.html").read_text(encoding="utf-8")
    home = (site / "index.html").read_text(encoding="utf-8")
    first = next(line.strip() for line in home.splitlines() if "door" in line)
    assert text.count(first) == 2 * home.count(first) > 0
    assert "<!--handbook:tidak-ada-->" in text
    assert "{{ config }}" in text
    scripts = [e for e in shown.all("script") if "alert" in e.text]
    assert {e.get("type") for e in scripts} <= {"application/ld+json"}
    (description,) = shown.all("meta", name="description")
    assert description.get("content") == '"><script>alert(1)</script>'
    assert shown.all("b") == []
