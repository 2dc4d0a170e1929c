"""The content security policy of a page allows what its templates wrote, by host or hash."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from pathlib import Path

import pytest

from handbook.built_site.server_policy import NoPolicy, write_policy
from handbook.cli.main import main
from handbook.html.content_policy import header_policy, with_policy
from tests.html_kit import Page

BEGINNING = '<!doctype html><html><head><meta charset="utf-8">\n'


def digest(content: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def policy_of(body: str, **further: list[str]) -> dict[str, list[str]]:
    """The sources by directive that a page with this body allows."""
    result = header_policy([f"{BEGINNING}</head><body>{body}</body></html>"], further)
    return {name: sources for name, *sources in (part.split() for part in result.split("; "))}


@pytest.mark.parametrize(
    ("body", "directive", "sources"),
    [
        ("<script>go()</script>", "script-src", [digest("go()")]),
        ('<SCRIPT type="module">\ngo()\n</SCRIPT >', "script-src", [digest("\ngo()\n")]),
        ('<script src="x.js"></script>', "script-src", []),
        ('<script type="application/ld+json">{"a": 1}</script>', "script-src", []),
        ("<!-- <script>go()</script> -->", "script-src", []),
        ('<script src="https://cdn.example/x.js">no</script>', "script-src", ["https://cdn.example"]),
        ("<script src=//cdn.example/x.js></script>", "script-src", ["https://cdn.example"]),
        ('<p onclick="go(&quot;a&quot;)">', "script-src", ["'unsafe-hashes'", digest('go("a")')]),
        ("<style>p { color: red }</style>", "style-src", [digest("p { color: red }")]),
        ('<td style="text-align: right;">', "style-src", ["'unsafe-hashes'", digest("text-align: right;")]),
        (
            '<link rel="stylesheet" href="https://fonts.example/x.css">',
            "style-src",
            ["https://fonts.example"],
        ),
        ('<link rel="canonical" href="https://example.org/">', "style-src", []),
        ('<img alt="a > b" src="https://pictures.example/x.png">', "img-src", ["https://pictures.example"]),
        ('<iframe src="https://video.example/1"></iframe>', "frame-src", ["https://video.example"]),
    ],
)
def test_what_a_page_holds_is_allowed(body: str, directive: str, sources: list[str]) -> None:
    ours = policy_of("").get(directive, ["'self'"])
    assert sorted(policy_of(body).get(directive, ["'self'"])) == sorted([*ours, *sources])


def test_a_page_without_anything_allows_nothing_from_elsewhere() -> None:
    allowed = {source for sources in policy_of("").values() for source in sources}
    assert allowed == {"'self'", "'none'", "data:"}
    assert policy_of("")["script-src"] == ["'self'"]


def test_a_programme_may_name_further_sources() -> None:
    named = policy_of("", **{"connect-src": ["https://count.example"]})
    assert named["connect-src"] == ["'self'", "https://count.example"]


def test_the_policy_stands_in_the_head_before_what_it_judges() -> None:
    shown = with_policy(f"{BEGINNING}<script>go()</script></head><body></body></html>")
    assert shown.index("Content-Security-Policy") < shown.index("<script>")
    assert digest("go()") in shown
    assert "frame-ancestors" not in shown  # browsers complain of it in an element
    assert with_policy(shown) == shown
    assert with_policy("no page") == "no page"


def test_a_server_sends_what_any_page_needs_also_one_that_has_no_policy() -> None:
    old = f"{BEGINNING}<script>old()</script></head></html>"
    new = with_policy(f"{BEGINNING}<script>new()</script></head></html>")
    both = header_policy([old, new])
    assert digest("old()") in both
    assert digest("new()") in both
    assert header_policy([new, old]) == both


def test_every_page_has_a_policy_of_its_own(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 80
    for file in pages:
        text = file.read_text(encoding="utf-8")
        assert text.count('http-equiv="Content-Security-Policy"') == 1, file
        meta = next(e for e in Page.of(file).all("meta") if e.get("http-equiv") == "Content-Security-Policy")
        assert "unsafe" not in meta.get("content"), file


def test_scripts_within_pages_are_the_same_on_all_pages(site: Path) -> None:
    files = [file.read_text(encoding="utf-8") for file in site.rglob("*.html")]
    assert header_policy(files).count("'sha256-") <= 5


def test_the_policy_is_written_into_files_of_a_server(tmp_path: Path) -> None:
    file = tmp_path / "site.conf"
    file.write_text("a \"default-src 'self'; x\";\nb default-src old\n", encoding="utf-8")
    assert write_policy(file, "default-src new")
    assert file.read_text(encoding="utf-8") == 'a "default-src new";\nb default-src new\n'
    assert not write_policy(file, "default-src new")
    file.write_text("no place\n", encoding="utf-8")
    with pytest.raises(NoPolicy, match="names no policy"):
        write_policy(file, "default-src new")
    file.write_bytes(b"\xff default-src x")
    with pytest.raises(NoPolicy, match="UTF-8"):
        write_policy(file, "default-src new")


def test_the_command_tells_the_policy_and_renews_files(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["policy", "--site-dir", str(site)]) == 0
    told = capsys.readouterr().out.strip()
    file, other = tmp_path / "site.conf", tmp_path / "other.conf"
    file.write_text("\"default-src 'self'\"\n", encoding="utf-8")
    other.write_text("nothing\n", encoding="utf-8")
    assert main(["policy", "--site-dir", str(site), str(other), str(file)]) == 2
    shown = capsys.readouterr()
    assert "site.conf: the policy is renewed" in shown.out
    assert "other.conf: it names no policy" in shown.err
    assert file.read_text(encoding="utf-8") == f'"{told}"\n'
    assert main(["policy", "--site-dir", str(site), str(file)]) == 0
    assert "the policy is current" in capsys.readouterr().out


def test_without_a_built_site_the_command_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["policy", "--site-dir", str(tmp_path)]) == 2
    assert "run `handbook build` first" in capsys.readouterr().err
