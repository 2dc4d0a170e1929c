"""What the mkdocs.yml of a programme says is laid over the generator's settings; it need not be there."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.exceptions import ConfigurationError

from handbook.resources import MKDOCS, THEME
from macros.build_language import configuration

HOOK = "def on_startup(**kwargs):\n    pass\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "docs" / "jv").mkdir(parents=True)
    return tmp_path


def test_without_one_the_generators_settings_hold(home: Path) -> None:
    config = configuration("jv", home / "data", home / "docs", home / "site", True)

    assert config.config_file_path == str(MKDOCS)
    assert Path(config.theme.dirs[0]) == THEME
    assert [Path(hook).name for hook in config.hooks] == ["hooks.py"]
    assert "macros" in config.plugins
    assert (config.docs_dir, config.site_dir) == (str(home / "docs" / "jv"), str(home / "site"))
    assert (config.strict, config.extra["data"]) == (True, str(home / "data"))


def test_a_programme_says_only_what_differs(home: Path) -> None:
    (home / "mine.py").write_text(HOOK, encoding="utf-8")
    own = "site_url: https://wulang.example/\nhooks: [mine.py]\nextra: {x: 1}\n"
    own += "theme: {features: [search.share]}\n"
    (home / "mkdocs.yml").write_text(own, encoding="utf-8")

    config = configuration("jv", home / "data", None, home / "site", False)

    assert config.site_url == "https://wulang.example/"
    assert {Path(hook).name for hook in config.hooks} == {"hooks.py", "mine.py"}
    assert Path(config.theme.dirs[0]) == THEME
    assert config.theme["features"] == ["search.share"]
    assert config.theme["palette"]["primary"] == "custom"
    assert (config.extra["x"], config.extra["generator"]) == (1, False)


def test_a_language_may_have_settings_of_its_own(home: Path) -> None:
    (home / "mkdocs.yml").write_text("site_url: https://all.example/\n", encoding="utf-8")
    (home / "mkdocs.jv.yml").write_text("INHERIT: mkdocs.yml\nsite_author: Tim\n", encoding="utf-8")

    config = configuration("jv", home / "data", None, home / "site", False)

    assert (config.site_url, config.site_author) == ("https://all.example/", "Tim")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [", "error parsing the configuration file"),
        ("- a\n", "mkdocs.yml holds no settings; write "),
    ],
)
def test_what_is_no_settings_is_refused_with_a_sentence(home: Path, text: str, said: str) -> None:
    (home / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=said):
        configuration("jv", home / "data", None, home / "site", False)
