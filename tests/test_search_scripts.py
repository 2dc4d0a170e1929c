"""Modules are joined into one script, and what cannot be joined is said; Material is looked at before."""

from __future__ import annotations

import shutil
from pathlib import Path

import material
import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from handbook.html.scripts import Unjoinable, joined
from handbook.resources import THEME
from macros.build_language import configuration
from macros.material import MaterialChanged, check, script
from tests.places import LIBRARIES, LIBRARIES_DOCS
from tests.site_builds import run


def write(folder: Path, **modules: str) -> Path:
    """Write modules; the path of the one called main."""
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder / "main.js"


def test_what_is_imported_comes_first_and_once(tmp_path: Path) -> None:
    main = write(
        tmp_path,
        main='import { a } from "./a.js";\nimport { b } from "./b.js";\nrun(a, b);\n',
        a='import { b } from "./b.js";\nexport const a = b + 1;\n',
        b="export const b = 1;\nexport function unused() {}\n",
    )
    text = joined(main)
    assert "import" not in text and "export" not in text
    assert text.index("const b") < text.index("const a") < text.index("run(a, b)")
    assert text.count("const b") == 1


@pytest.mark.parametrize(
    ("modules", "said"),
    [
        ({"main": 'import { a } from "./gone.js";\n'}, "gone.js, which cannot be read"),
        ({"main": 'import { a as b } from "./a.js";\n', "a": "export const a = 1;\n"}, "under its own name"),
        ({"main": 'import a from "./a.js";\n', "a": ""}, "cannot be joined"),
        ({"main": "export default 1;\n"}, "cannot be joined"),
        ({"main": 'import { a } from "./a.js";\nconst a = 2;\n', "a": "export const a = 1;\n"}, "rename one"),
        (
            {"main": 'import { a } from "./a.js";\n', "a": 'import { b } from "./main.js";\n'},
            "imports itself",
        ),
    ],
    ids=["missing", "renamed", "default import", "default export", "same name", "circle"],
)
def test_what_cannot_be_joined_is_said(modules: dict[str, str], said: str, tmp_path: Path) -> None:
    with pytest.raises(Unjoinable, match=said):
        joined(write(tmp_path, **modules))


@pytest.fixture
def configured(tmp_path: Path) -> MkDocsConfig:
    """The project's configuration with a copy of Material's templates that may be broken."""
    config = configuration("id", LIBRARIES, LIBRARIES_DOCS, tmp_path / "site", False)
    copy = tmp_path / "material"
    source = Path(material.__file__).parent / "templates"
    ignore = shutil.ignore_patterns(".icons", "lunr", "*.map")
    shutil.copytree(source, copy, ignore=ignore)
    theme = Theme(name=None, custom_dir=str(copy))
    theme.dirs = [str(THEME), str(copy)]
    config.theme = theme
    return config


def test_material_as_it_is_installed_passes(configured: MkDocsConfig) -> None:
    check(configured)
    assert script(configured).startswith("assets/javascripts/bundle.")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("partials/search.html", 'name="search"', 'name="find"', "the form by which"),
        ("partials/search.html", "md-search-result__meta", "md-count", "the line that counts results"),
        ("base.html", "workers/search.", "workers/seek.", "the worker’s address"),
        ("assets/javascripts/bundle.*.min.js", "new Worker(", "new Thread(", "the worker’s start"),
        ("assets/javascripts/bundle.*.min.js", "{type:0,data:", "{kind:0,data:", "the setup message"),
        ("assets/javascripts/bundle.*.min.js", "md-search-result__item", "md-item", "a result"),
    ],
)
def test_a_change_in_material_is_named_with_what_to_look_at(
    file: str, old: str, new: str, said: str, configured: MkDocsConfig
) -> None:
    (path,) = Path(configured.theme.dirs[1]).glob(file)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(MaterialChanged, match=said) as raised:
        check(configured)
    assert path.name in str(raised.value) and "What to do: compare theme/" in str(raised.value)


def test_a_file_that_is_gone_is_named(configured: MkDocsConfig) -> None:
    (Path(configured.theme.dirs[1]) / "partials" / "search.html").unlink()
    with pytest.raises(MaterialChanged, match="the file is gone"):
        check(configured)


def test_two_scripts_of_material_are_one_too_many(configured: MkDocsConfig) -> None:
    (bundle,) = Path(configured.theme.dirs[1]).glob("assets/javascripts/bundle.*.min.js")
    shutil.copy(bundle, bundle.with_name("bundle.0.min.js"))
    with pytest.raises(MaterialChanged, match="one file"):
        script(configured)


def test_the_build_fails_with_that_sentence_and_no_traceback(tmp_path: Path) -> None:
    lines = [
        "import re, sys",
        "from macros import material",
        "material._RELIED_ON = (('base.html', 'never to be found', 'an invention'),)",
        "from handbook.cli.main import main",
        f"sys.exit(main(['build', '--site-dir', {str(tmp_path / 'site')!r}]))",
    ]
    done = run("-c", "\n".join(lines))
    assert done.returncode != 0 and "Traceback" not in done.stderr
    assert "an invention is not there any more" in done.stderr and "What to do:" in done.stderr
    assert not (tmp_path / "site").exists()
