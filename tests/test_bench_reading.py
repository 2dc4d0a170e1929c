"""What the benchmark says of first views is what a browser fetches for them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from bench.reading.__main__ import main
from bench.reading.weights import View, table, views

PAGE = """<link rel="stylesheet" href="../assets/handbook.1.css"><img alt="" src="/logo.svg"><img alt=""
src="https://example.org/x.png"><script>"<script src='never.js'>"</script>
<script src="../assets/a%20b.js" defer></script>
"""


@pytest.fixture
def made(tmp_path: Path) -> Path:
    files = {"p/index.html": PAGE, "q.html": "leads on", "assets/handbook.1.css": "x" * 900}
    files |= {"assets/a b.js": "y", "logo.svg": "<svg/>"}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_view_is_the_page_and_all_that_it_names(made: Path) -> None:
    def sent(name: str) -> int:
        return len(gzip.compress((made / name).read_bytes(), 6))

    (view,) = views(made)
    sheet, script = sent("assets/handbook.1.css"), sent("assets/a b.js")
    assert view == View("p/", sent("p/index.html"), (sheet,), (script,), (sent("logo.svg"),))
    assert view.requests == 4 and view.bytes == sent("p/index.html") + sheet + script + sent("logo.svg")


def test_a_file_that_is_not_there_is_no_light_one(made: Path) -> None:
    (made / "logo.svg").unlink()
    with pytest.raises(FileNotFoundError, match=r"logo\.svg"):
        views(made)


@pytest.mark.parametrize(
    ("view", "light"),
    [
        (View("a/", 20_000, (9_000,), (3_000,), ()), True),
        (View("a/", 20_001, (9_000,), (3_000,), ()), False),
        (View("a/", 1, (1, 1), (1, 1), ()), False),
    ],
)
def test_what_is_not_light_is_counted(view: View, light: bool) -> None:
    assert view.is_light is light
    assert f"not light: {int(not light)} " in table([view], 1)


def test_a_site_that_is_not_built_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 1
    assert "run `make` first" in capsys.readouterr().err
