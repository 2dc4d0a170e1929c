"""An address leads where it seems to lead, or it is refused with what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from mkdocs.exceptions import ConfigurationError

from handbook.markup import inline
from handbook.markup.prose_faults import prose_faults
from handbook.web_address import fault
from macros.build_language import configuration

CYRILLIC = "\u0430pple"  # its first letter is Cyrillic
ALL_CYRILLIC = "\u0430\u0440\u0440\u04cf\u0435"

HONEST = [
    "",
    "#part",
    "../t/b3/",
    "my picture.png",
    "https://example.org",
    "http://example.org.:8080/a@b?c=d%20e",
    "https://[::1]:8000/",
    "HTTPS://Example.ORG/",
    "//example.org/x",
    "https://my_host.example.org/",
    # hosts of one script, and of those that are written together
    "https://\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444/",
    "https://\u043f\u0440\u0438\u043c\u0435\u0440.com/",
    "https://\u041f\u0420\u0418\u041c\u0415\u0420.\u0440\u0444/",
    f"https://{ALL_CYRILLIC}.\u0440\u0444/",
    "https://\u4f8b\u3048.jp/",
    "https://\u6771\u4eac\u30bf\u30ef\u30fctower1.jp/",
    "https://\ud55c\uad6d\uc5b4.kr/",
    "https://b\u00fccher.de/",
    "https://\u0633\u0627\u06cc\u062a.ir/",
    "https://\u03c0\u03b1\u03c1\u03ac\u03b4\u03b5\u03b9\u03b3\u03bc\u03b1.\u03b5\u03bb/",
    "https://xn--e1afmkfd.xn--p1ai/",
    "mailto:a@example.org,b@\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444?subject=a%20b",
    "mailto:?body=x",
    "tel:+62 21 500",
]
MISLEADING = {
    # a user that looks like a host
    "https://kemenkes.go.id@evil.example/": "seems to lead to `kemenkes.go.id`, but leads to `evil.example`; "
    "delete `kemenkes.go.id@`",
    "//kemenkes.go.id:80@evil.example/": "seems to lead to `kemenkes.go.id:80`",
    "https://a:b@[::1]/": "seems to lead to `a:b`",
    # signs that nobody sees
    "https://example.org/\u202egnp.exe": "`https://example.org/<U+202E>gnp.exe` holds U+202E (right-to-left",
    "https://exa\u200bmple.org/": "holds U+200B (zero width space), which nobody sees; type it anew",
    "https://exa\u00admple.org/": "holds U+00AD (soft hyphen)",
    "https://exa\u2066mple.org/": "holds U+2066 (left-to-right isolate)",
    "\thttps://example.org/": "holds U+0009 (a control character)",
    "https://example.org/\x7f": "holds U+007F (a control character)",
    "tata\ufeff/": "holds U+FEFF",
    "tel:+62\u200f21": "holds U+200F",
    "https://example.org/a b": "holds a space; write %20",
    "https://example.org/a\u00a0b": "holds U+00A0 (no-break space)",
    # what browsers read as something else
    "https://example.org\\@evil.example/": "holds a backslash",
    "\\\\evil.example/": "holds a backslash, which browsers read as `/`",
    "https:/evil.example/": "names no host",
    "https:evil.example": "names no host",
    "///evil.example/": "names no host",
    "https://example.org:99999/": "has a port that is no number up to 65535",
    "https://[evil/": "has no host that can be read",
    # scripts that imitate each other
    f"https://{CYRILLIC}.com/": f"`{CYRILLIC}` in `https://{CYRILLIC}.com/` mixes letters of Cyrillic and",
    f"https://www.{CYRILLIC}.example.org/": "mixes letters of Cyrillic and Latin",
    "https://xn--pple-43d.com/": f"`{CYRILLIC}` in `https://xn--pple-43d.com/` mixes",
    f"https://{ALL_CYRILLIC}.com/": "looks Latin, but its letters are Cyrillic; type the host anew",
    "https://xn--80ak6aa92e.com/": "looks Latin, but its letters are Cyrillic",
    f"https://{ALL_CYRILLIC}.com:8080/": "looks Latin",
    "https://\u03bftto.example/": "mixes letters of Greek and Latin",
    "https://\u043f\u03c1\u0438.\u0440\u0444/": "mixes letters of Cyrillic and Greek",
    # signs that look like those between the parts of an address
    "https://kemenkes.go.id\u2215x.evil.example/": "is no name that a domain can have",
    "https://\u4f8b\u3048\u3002jp/": "is no name that a domain can have",
    "https://exa%6dple.org/": "is no name that a domain can have",
    "https://example..org/": "is no name that a domain can have",
    "https://xn--a.org/": "is no name that a domain can have",
    # mail
    f"mailto:a@example.org,b@{CYRILLIC}.com": "mixes letters of Cyrillic and Latin",
    "mailto:a@b@example.org": "holds `a@b@example.org`, which is no mail address",
    "mailto:a%40b@example.org": "which is no mail address",
    "mailto:nobody": "holds `nobody`, which is no mail address; write mailto:name@example.org",
    "mailto:a@exam\u200bple.org": "holds U+200B",
}


@pytest.mark.parametrize("address", HONEST)
def test_an_honest_address_is_left_alone(address: str) -> None:
    assert fault(address) is None


@pytest.mark.parametrize("address", MISLEADING, ids=ascii)
def test_a_misleading_address_is_refused_with_what_to_do(address: str) -> None:
    found = fault(address)
    assert found
    said = "; ".join(found)
    assert MISLEADING[address] in said
    assert [c for c in said if not c.isprintable()] == []


# Spaces and control characters end an address in Markdown, which makes no link of it.
LINKED = [
    address for address in MISLEADING if address.startswith("https://") and not set(address) & set(" \x7f")
]


@pytest.mark.parametrize("address", LINKED, ids=ascii)
def test_the_same_holds_for_links_in_texts(address: str) -> None:
    assert list(inline.loose_ends(f"One [link]({_typed(address)}).")) == [fault(address)]


@pytest.mark.parametrize("form", ["[link]({})", '<a href="{}">link</a>', "![x]({})", "[link]: {}\n[link]"])
def test_the_same_holds_for_links_in_prose(form: str) -> None:
    page = "# X\n"
    expected: list[tuple[int | str, ...]] = []
    for address in LINKED:
        typed = address if form.startswith("<") else _typed(address)
        page += f"\n{form.replace('link', f'n{len(expected)}').format(typed)}\n"
        expected.append((page.count("\n"), *(fault(address) or ())))
    assert [(found.line, found.what, found.remedy) for found in prose_faults(page)] == expected


def _typed(address: str) -> str:
    """An address as Markdown takes it: a backslash before a sign is none."""
    return address.replace("\\", "\\\\")


@pytest.mark.parametrize("by", ["mkdocs.yml", "the environment"])
@pytest.mark.parametrize("setting", ["SITE_URL", "REPOSITORY_URL"])
def test_the_same_holds_for_settings(
    setting: str, by: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    address = f"https://{CYRILLIC}.com/"
    keys = {"SITE_URL": f"site_url: {address}", "REPOSITORY_URL": f"extra: {{repository: '{address}'}}"}
    for name in keys:
        monkeypatch.delenv(name, raising=False)
    if by == "mkdocs.yml":
        (tmp_path / "mkdocs.yml").write_text(keys[setting], encoding="utf-8")
    else:
        monkeypatch.setitem(os.environ, setting, address)
    with pytest.raises(ConfigurationError, match=rf"^{setting} \(.* mixes letters .*; type the host anew"):
        configuration(None, tmp_path / "data", None, tmp_path / "site", False)
