"""Of Material's styles the build keeps every rule that a page can use, and leaves out what none can."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html as lxml_html
from mkdocs.config.defaults import MkDocsConfig

from handbook.html import style_cut
from handbook.html.css_rules import rules_of, written
from handbook.html.style_cut import PARTING, Names, cut, cut_kept, names_in, parted
from handbook.incremental.store import Store
from macros.build_language import configuration
from macros.style_sheets import of_material
from tests.compare_styles import whole
from tests.places import LIBRARIES, LIBRARIES_DOCS
from tests.site_builds import asset, build, copy_project

NAMES = names_in(
    ['<nav class="menu {{ kind }}" id="top"><a href="x" data-md-state="y">', 'class="record-{{ section }}"'],
    ['box.classList.add("opened"); box.dataset.mdLook = "1"; ask(".asked"); style("--held")'],
    ["a word\n!!! tip\n[x]{: .drawn }\nBeware of the <b>dog</b>."],
)
KEPT = (
    ".menu{color:red}",
    ".menu:hover .opened:not(.gone)::after{color:red}",
    "#top>a[href]{color:red}",
    "[data-md-look]{color:red}",
    "[data-md-state=other]{color:red}",
    ".record-tasks{color:red}",
    ".tip,.drawn{color:red}",
    "*,:root{color:red}",
    ":is(.gone,.menu) a{color:red}",
    r".menu\:x{color:red}",
    "@media print{.menu{color:red}}",
    "@page{margin:25mm}",
    "@supports (display:grid){.menu{color:red}}",
    "@keyframes turn{to{opacity:0}}.menu{animation:turn 1s}",
    ".menu{--used:red;color:var(--used)}",
    ".menu{--held:red}",
    ".menu{color:red!important}",
)
GONE = (
    ".gone{color:red}",
    ".menu .gone{color:red}",
    ".asked{color:red}",
    ".dog{color:red}",
    "#gone{color:red}",
    "video{color:red}",
    "[data-gone]{color:red}",
    "[dir=rtl] .menu{color:red}",
    ":is(.gone,.dog) .menu{color:red}",
    "@media print{.gone{color:red}}",
    "@keyframes turn{to{opacity:0}}",
    ".menu{--unused:red}",
)


@pytest.mark.parametrize("rule", KEPT)
def test_what_can_be_used_is_kept(rule: str) -> None:
    assert written(cut(rule, NAMES)) == rule


@pytest.mark.parametrize("rule", GONE)
def test_what_nothing_can_use_goes(rule: str) -> None:
    assert cut(rule, NAMES) == ()


def test_of_several_selectors_those_that_can_match_are_kept() -> None:
    assert written(cut(".gone, .menu ,video{color:red}", NAMES)) == ".menu{color:red}"


def test_what_only_styles_beside_it_use_is_kept() -> None:
    rules = "@keyframes turn{to{opacity:0}}:root{--used:red}"
    assert written(cut(rules, NAMES, "a{animation:turn 1s;color:var(--used)}")) == rules


def test_what_only_an_unused_property_uses_goes_with_it() -> None:
    assert cut(":root{--first:red;--second:var(--first)}", NAMES) == ()


@pytest.mark.parametrize(
    ("sheet", "first", "late"),
    [
        (".a{top:0}.late b{top:1px}.a{left:0}", ".a{top:0}.a{left:0}", ".late b{top:1px}"),
        (".a,.late{top:0}.late,.late b{top:1px}", ".a,.late{top:0}", ".late,.late b{top:1px}"),
        (
            "@media print{.a{top:0}.late{top:0}}@page{margin:0}",
            "@media print{.a{top:0}}@page{margin:0}",
            "@media print{.late{top:0}}",
        ),
        (
            ":root{--a:0;--b:0;--c:0}.a{top:var(--a)}.late{top:var(--a);left:var(--b)}",
            ":root{--a:0;--c:0}.a{top:var(--a)}",
            ":root{--b:0}.late{top:var(--a);left:var(--b)}",
        ),
    ],
)
def test_what_is_loaded_late_goes_with_what_only_it_uses(sheet: str, first: str, late: str) -> None:
    assert parted(rules_of(sheet), re.compile(r"\.late"), "var(--c)") == (first, late)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which cut style sheets are kept, still empty."""
    store = Store(tmp_path / "kept")
    monkeypatch.setattr(style_cut, "store_beside_code", lambda: store)
    return tmp_path / "kept"


def files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


def two_parts(sheet: str, names: Names = NAMES, late: str = r"\.late") -> tuple[str, str]:
    """The two parts of a cut style sheet, which is kept."""
    first, _, second = cut_kept(sheet, names, re.compile(late), "").partition(PARTING)
    return first, second


def test_a_cut_is_remembered_until_names_or_styles_change(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = ".menu{color:red}.dog{color:red}"
    first = two_parts(sheet)
    assert first == (".menu{color:red}", "")
    with monkeypatch.context() as patch:
        patch.delattr(style_cut, "cut")
        assert two_parts(sheet) == first
        for changed in ((sheet + "a{}", NAMES), (sheet, Names(frozenset({"dog"})))):
            with pytest.raises(NameError):
                two_parts(*changed)
    with_dogs = Names(NAMES.words | {"dog"}, NAMES.starts, NAMES.elements)
    assert two_parts(sheet, with_dogs) == (sheet, "")
    assert two_parts(sheet + "a{color:red}") == (".menu{color:red}a{color:red}", "")
    assert two_parts(sheet, late="menu") == ("", ".menu{color:red}")
    assert len(files(kept)) == 4


def test_languages_written_in_one_direction_share_a_cut(kept: Path, tmp_path: Path) -> None:
    def kept_for(language: str) -> list[str]:
        config = configuration(language, LIBRARIES, LIBRARIES_DOCS, tmp_path / "site", False)
        config.extra |= {"part_of_whole": language != "id"}
        of_material(config, [], language, "")
        return sorted(file.name for file in files(kept))

    first = kept_for("id")
    assert kept_for("en") == first
    assert len(kept_for("ar")) > len(first)


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    return configuration("id", LIBRARIES, LIBRARIES_DOCS, tmp_path / "site", False)


def test_what_settings_and_prose_ask_for_is_kept(config: MkDocsConfig, tmp_path: Path) -> None:
    def kept(language: str = "id", *prose: Path) -> set[str]:
        return selectors_of("".join(of_material(config, prose, language, "")))

    plain = kept()
    assert ".md-typeset p" not in plain and ".md-search-result__link" in plain
    never = r"rtl|danger|admonition|kbd|tooltip|annotation|tabbed|consent|teal"
    assert not [each for each in plain if re.search(never, each)]
    assert "[dir=rtl] .md-typeset dd" in kept("ar") and "[dir=ltr] .md-typeset dd" not in kept("ar")
    page = tmp_path / "page.md"
    text = "---\ntitle: <em>One\n---\n# One\n\n!!! danger\n    Press <kbd>x</kbd>.\n\n1. two\n{ .annotate }\n"
    page.write_text(text, encoding="utf-8")
    written = kept("id", page)
    for wanted in (".md-typeset .admonition.danger", ".md-typeset kbd", ".md-annotation__index"):
        assert wanted in written and wanted not in plain
    page.write_text("No danger here, no kbd, and nothing to annotate.\n", encoding="utf-8")
    assert kept("id", page) == plain
    config.theme["features"].append("content.tooltips")
    config.theme["palette"]["primary"] = "teal"
    config.markdown_extensions.append("pymdownx.tabbed")
    page.write_text('=== "One"\n\n    Two.\n', encoding="utf-8")
    more = kept("id", page)
    for wanted in (".md-tooltip2", "[data-md-color-primary=teal]", ".md-typeset .tabbed-set"):
        assert wanted in more and wanted not in plain


def test_no_rule_is_gone_whose_names_all_stand_on_one_page(site: Path) -> None:
    sheets = [asset(site, f"assets/{name}.css") for name in ("handbook", "search")]
    kept = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    assert len(selectors_of(whole(kept)) - selectors_of(kept)) > 500
    held = [names_on(file) for file in site.rglob("*.html")]
    assert missing(kept, held) == []
    for used in (".md-skip", "[data-md-toggle=drawer]:checked~.md-overlay", ".md-header__inner"):
        assert missing(kept.replace(f"{used}{{", ".gone{"), held) == [used]


def missing(kept: str, held: list[set[str]]) -> list[str]:
    """Selectors of Material's that were not kept, though pages with the names `held` may use them."""
    selectors = selectors_of(whole(kept)) - selectors_of(kept)
    return sorted(selector for selector in selectors if any(needs(selector) <= names for names in held))


def test_a_programme_with_styles_of_its_own_has_all_of_materials(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}extra_css: [https://example.org/own.css]\n", encoding="utf-8")
    sheet = asset(build(tmp_path / "site", folder=project), "assets/handbook.css").read_text(encoding="utf-8")
    assert selectors_of(whole(sheet)) <= selectors_of(sheet)


def selectors_of(sheet: str) -> set[str]:
    """The selectors of a style sheet, without what stands between braces."""
    without = re.sub(r'"[^"]*"|/\*.*?\*/', '""', sheet, flags=re.DOTALL)
    heads = re.findall(r"(?<![^{};])([^{};@]+)\{[^{}]*\}", without)
    return {part.strip() for head in heads for part in re.split(r",(?![^(]*\))", head)}


def needs(selector: str) -> set[str]:
    """The classes, ids and attributes that a selector without alternatives asks for."""
    if re.search(r":(?:is|where|has|-)|^[^.#\[]*$", selector):
        return {"(not tried)"}
    plain = re.sub(r":not\([^)]*\)", "", selector).replace("[dir=rtl]", ".never-there")
    plain = re.sub(r"\[data-md-color-\w+=(?:\"\"|[\w-]+)\]|\[src[^]]*\]|\[role[^]]*\]", ".never-there", plain)
    plain = re.sub(r"\[for=\"?([\w-]+)\"?\]", r".for-\1", plain)  # a label of this control
    elements = re.findall(r"(?:^|[\s>+~])([a-z][a-z0-9]*)", plain)
    folded = re.findall(r"(?<=details\.)[\w-]+|[\w-]+(?=>summary)", plain)  # a note that is folded
    compounds = (f"details.{name}" for name in folded)
    return {*re.findall(r"[.#\[]([A-Za-z_][\w-]*)", plain), *(f"<{name}>" for name in elements), *compounds}


def names_on(file: Path) -> set[str]:
    """The classes, ids, attributes and elements of a page."""
    result: set[str] = set()
    for element in lxml_html.parse(str(file)).iter("*"):
        result |= {f"<{element.tag}>", element.get("id") or "", *element.attrib}
        result.add(f"for-{element.get('for')}")
        classes = (element.get("class") or "").split()
        result |= {*classes, *(f"{element.tag}.{name}" for name in classes)}
    return result
