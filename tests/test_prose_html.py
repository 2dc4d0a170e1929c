"""Hand-written pages publish harmless HTML only: check names the rest first, and so does the build."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown import Markdown

from handbook.markup.harmless_html import ELEMENTS, html_faults
from handbook.markup.prose_calls import filled
from handbook.markup.prose_faults import prose_faults
from handbook.printing.html_subset import FILE
from handbook.resources import MKDOCS
from macros.markdown_emphasis import WordMarks
from tests.html_kit import Page
from tests.places import LIBRARIES
from tests.programme_copy import Copy
from tests.site_builds import build, run

# What stands on the page, and the line on which check must find it.
REFUSED = {
    "<script>alert(1)</script>": 1,
    "a\n\n<SCRIPT src=//x.example/x.js></SCRIPT>": 3,
    "<img src=x onerror=alert(1)>": 1,
    "<img src=x\nonerror=alert(1)>": 1,
    "a <b onclick='x'>b</b>": 1,
    "<svg onload=alert(1)>": 1,
    "<svg><a xlink:href='javascript:x'>y</a></svg>": 1,
    "<math><mtext></mtext></math>": 1,
    "<iframe src='https://x.example'></iframe>": 1,
    "<object data=x></object>": 1,
    "<embed src=x>": 1,
    "<base href='https://x.example/'>": 1,
    "<meta http-equiv=refresh content='0; url=https://x.example'>": 1,
    "<link rel=stylesheet href=x.css>": 1,
    "<style>body { display: none }</style>": 1,
    "<div style='position: fixed'>x</div>": 1,
    "<form action=https://x.example><input name=a></form>": 1,
    "<button>x</button>": 1,
    "<video autoplay></video>": 1,
    "<template><script>x</script></template>": 1,
    "<a href='javascript:alert(1)'>x</a>": 1,
    "<a href='java&#115;cript:alert(1)'>x</a>": 1,
    "<a href='java&Tab;script:alert(1)'>x</a>": 1,
    "<a href=' &#1; JaVaScRiPt:alert(1)'>x</a>": 1,
    "<a href='data:text/html,x'>x</a>": 1,
    "<a href='vbscript:x'>x</a>": 1,
    "<a href=x href=javascript:x>y</a>": 1,
    "<a href='x' id='a b'>x</a>": 1,
    "a\n[x](javascript:alert(1))": 2,
    "[x](JaVaScRiPt:alert(1))": 1,
    "[x](java&#115;cript:alert(1))": 1,
    "[x](&#x6A;avascript:alert(1))": 1,
    "[x](<javascript:alert(1)>)": 1,
    "[x](data:text/html;base64,PHNjcmlwdD4=)": 1,
    "[x](vbscript:x)": 1,
    "[x](file:///etc/passwd)": 1,
    "![x](javascript:alert(1))": 1,
    "![x](data:image/svg+xml,x)": 1,
    "[x][r]\n\n[r]: javascript:alert(1)": 1,
    "[r]\n\n[r]: <javascript:alert(1)>": 1,
    "<javascript://%0aalert(1)>": 1,
    "<data:text/html,x>": 1,
    "# Judul {: onclick=alert(1) }": 1,
    "# Judul {: style='position: fixed' }": 1,
    "# Judul { onmouseover=alert(1) .x }": 1,
    "# Judul {: data-toc-label='<img src=x onerror=y>' }": 1,
    "# Judul {: id='x\"onclick=\"y' }": 1,
    "*x*{: onclick='y' }": 1,
    "*x*{ onclick='y' }": 1,
    "[x](y.md){: href='javascript:x' }": 1,
    "Kalimat\n{: onfocus=x tabindex=0 }": 2,
    "- a\n- b <script>x</script>": 2,
    "> <script>x</script>": 1,
    "!!! note\n\n    <script>x</script>": 3,
    '!!! note "<script>x</script>"': 1,
    "Istilah\n:   Arti\n\n    <script>x</script>": 4,
    "| a |\n|---|\n| <img src=x onerror=y> |": 3,
    "<div markdown>\n\n<script>x</script>\n\n</div>": 3,
    "<div markdown onclick=x>\n\nx\n\n</div>": 1,
    "~~~\n<script>x</script>": 2,
    "  ```\n<script>x</script>\n  ```": 2,
    "``` { onclick=x }\nkode\n```": 1,
    "\\`<script>x</script>\\`": 1,
    "\\<script>x</script>": 1,
    "<p></p>\n[x](javascript:y)": 2,
    "1.     <script>x</script>": 1,
    "```<data:x>&\n\n```": 1,
    "</div></article>": 1,
    "##### Lima": 1,
    "<div>\n\nx": 1,
    "x <b>y": 1,
    "<!-- a --!> <script>x</script> -->": 1,
    "<!--> <script>x</script> -->": 1,
    "x <?php y ?>": 1,
    "x <![CDATA[ y ]]>": 1,
    "daftar List<String> x": 1,
    "<svg/onload=alert(1)>": 1,
    "a\nb <b/onclick=x>y</b>": 2,
    "a <img/src=x onerror=y> b": 1,
    'a <i title="x"onclick=y>b</i>': 1,
    'a <svg"x>': 1,
    "<div/onclick=x>y</div>": 1,
    '<div class="x">\n\n`<nama>`\n\n</div>': 3,
    "<section>\n\n    <script>x</script>\n\n</section>": 3,
    "<details markdown>\n<summary>Tulis `<nama>`</summary>\n</details>": 2,
    "<div markdown>\n<div>\n\n`<nama>`\n\n</div>\n</div>": 4,
    "<div markdown>\n`\n<script>x</script>\n`\n</div>": 3,
    "- a\n  ```\n  <script>x</script>\n  ```": 3,
    "1. a\n\n    ~~~\n    <script>x</script>\n    ~~~": 4,
    "- a\n\n    ```\n    <script>x</script>\n\n    y\n    ```": 4,
    "1. a\n\n    <figure markdown>\n    ![x](y.png)\n    <figcaption>F</figcaption>\n    </figure>": 3,
    "!!! note\n\n    <div markdown>\n    x\n    </div>": 3,
    "Istilah\n:   Arti\n\n    <details>\n    x\n    </details>": 4,
    "> a\n>\n> <summary>s</summary>": 3,
}

KEPT = [
    "<kbd>Ctrl</kbd>, H<sub>2</sub>O, m<sup>2</sup>, <abbr title='Buku'>B</abbr>, <mark>x</mark><br>y<br />z",
    "<span lang='id' class='x'>P</span> <i lang=en>word</i> <del>a</del> <ins>b</ins> <small>d</small>",
    "<details open markdown>\n<summary>Ringkas</summary>\n\nIsi *miring*.\n\n</details>",
    "<details>\n<summary>Ringkas</summary>\nIsi\n</details>",
    "<figure markdown>\n![Peta](peta.png)\n<figcaption>Peta</figcaption>\n</figure>",
    "<div class='admonition note' id='a'>\n<p class='admonition-title'>Catatan</p>\n<p>x</p>\n</div>",
    '!!! note "Judul"\n\n    Isi [tautan](x.md) dan `<script>`.\n\n    Lagi.\n\nLuar.',
    "# Judul {: #judul-satu .x }\n\n## Dua { #dua }\n\n*x*{: .y lang=en }",
    "| a | b |\n|:--|--:|\n| 1 | *2* |",
    "Istilah\n:   Arti\n\n    Lagi",
    "1. a\n2. b\n    - c\n\n3. d\n\n***\n\n> kutip\n\n- x\n\n    y",
    "[web](https://example.org/?a=1&b=2#c) [surat](mailto:a@example.org) [telepon](tel:+62) [x](../y.md#z)",
    "<https://example.org> <a@example.org>",
    '[r] dan [x][r]\n\n[r]: https://example.org "Judul"',
    "`<script>alert(1)</script>` dan ``<b onclick=`x`>``",
    '```html\n<script>alert(1)</script>\n<a onclick=x href="javascript:y">\n{: onclick=x }\n```',
    "~~~\n<script>\n~~~",
    "Teks\n\n    <script>alert(1)</script>\n",
    "a < b, 3 > 2, <3, &lt;script&gt;, &copy; AT&T, a&b",
    "Rumus {a=b} di tengah, {x}",
    "x <![a]> y dan ```<script>x</script>\n```",
    "Baris <!-- catatan --> biasa\n\n<!-- catatan\ndua baris -->\n\nx",
    '![Peta](peta.png "Judul"){: width=200 loading=lazy }',
    "<details markdown>\n<summary>Contoh</summary>\nTulis `<nama>` dan ``<b onclick=`x`>``.\n</details>",
    "<div markdown>\nTulis `<div>`.\n</div>",
    "<div markdown='1' class=x>\n<div markdown>\nTulis `<nama>`.\n</div>\n</div>",
    "<!-- TODO --> Tulis `<nama>`.",
    "- a\n\n    ```\n    <script>x</script>\n    ```",
    "- a\n  ```\n  <nama>\n  ```",
    "> ```\n> <script>x</script>\n> ```",
    "!!! note\n\n    ```html\n    <script>x</script>\n    ```",
    "Istilah\n:   ```\n    <script>x</script>\n    ```",
    "- <div>x</div>\n- y",
]

# Code as its author sees it, where Markdown reads none.
NOT_READ_AS_CODE = [
    '<div class="x">\n`<nama>`\n</div>',
    '<div class="x">\n\n`<nama>`\n\n</div>',
    "1. a\n\n    ~~~\n    <nama>\n    ~~~",
    "- a\n\n    ```\n    <nama>\n\n    y\n    ```",
]

# Calls of the macro that makes blocks, where none can stand; the line on which they are.
MISPLACED = {
    '<span title="{{ doors() }}">x</span>': 1,
    "a\n[x]({{ doors() }})": 2,
    '[x](y "{{ doors() }}")': 1,
    "![x]({{ doors() }})": 1,
    "![{{ doors() }}](x.png)": 1,
    "[x]\n\n[x]: {{ doors() }}": 3,
    "# A {: title='{{ doors() }}' }": 1,
    "<!-- {{ doors() }} -->": 1,
    "a\n\n    {{ doors() }}": 3,
}
WELL_PLACED = [
    "{{ doors() }}",
    "a {{ doors() }} b",
    "- {{ doors() }}",
    "<b title=\"{{ about('title') }}\">x</b>",
]

ALLOWED = """\
# Cara pakai

Ketik <kbd>Ctrl</kbd>, <abbr title="Buku">B</abbr>, <mark>x</mark>, <del>a</del><ins>b</ins>, H<sub>2</sub>O.

<details markdown>
<summary>Ringkas</summary>

Isi *miring* dan `<script>alert(1)</script>`.

</details>

<figure markdown>

Gambar.

<figcaption>Keterangan</figcaption>
</figure>
"""

PIECES = [
    *("<b>", "</b>", "<div>", "</div>", "<script>", "</script>", "<img src=x onerror=y>", "<i onclick=x>"),
    *("`", "``", "```", "~~~", "\n", "\n\n", " ", "    ", "- ", "1. ", "> ", "!!! note\n", ":   ", "|"),
    *("[x](javascript:y)", "[x]: javascript:y", "[x]", "<javascript:x>", "{: onclick=x }", "# ", "*", "_"),
    *("\\", "<!--", "-->", "&lt;", "<", "word", "<details markdown>", "</details>", "<p>", "</p>", "("),
    *("<a href='data:x'>", "</a>", "<pre>", "<?", "?>", "<![CDATA[", "]]>", "<style>", "<textarea>"),
]


@cache
def extensions() -> list[Any]:
    """What MkDocs is configured to read in pages."""
    configured = yaml.safe_load(re.sub(r"!ENV .*", "x", MKDOCS.read_text(encoding="utf-8")))
    named = [
        name if isinstance(name, str) else next(iter(name)) for name in configured["markdown_extensions"]
    ]
    return [*named, "fenced_code", WordMarks()]


def made(text: str) -> str:
    """What MkDocs would make of a page."""
    return Markdown(extensions=extensions()).convert(filled(text, lambda _call: "x"))


@pytest.mark.parametrize("text", REFUSED)
def test_check_names_what_may_not_be_published(text: str) -> None:
    result = list(prose_faults(f"# X\n\n{text}\n"))
    assert result
    assert result[0].line == REFUSED[text] + 2, result
    assert all(fault.what and fault.remedy for fault in result)


@pytest.mark.parametrize("text", REFUSED)
def test_what_markdown_makes_of_it_is_harmless_or_refused(text: str) -> None:
    content = made(f"# X\n\n{text}\n")
    if not list(html_faults(content)):
        assert not re.search(
            r"(?i)<(script|svg|style|img|iframe)|\son\w+=|(javascript|data|vbscript):[^<]*>", content
        )


@pytest.mark.parametrize("text", KEPT)
def test_harmless_pages_are_published_as_they_are(text: str) -> None:
    assert list(prose_faults(f"# X\n\n{text}\n")) == []
    assert list(html_faults(made(f"# X\n\n{text}\n"))) == []


@pytest.mark.parametrize("text", NOT_READ_AS_CODE)
def test_the_remedy_is_not_to_write_as_code_what_is_written_so(text: str) -> None:
    page = f"# X\n\n{text}\n"
    assert [fault.what for fault in html_faults(made(page))] == [
        "the element <nama> is not allowed in a page"
    ]
    (fault,) = prose_faults(page)
    assert fault.remedy.startswith("write &lt; for <, since Markdown reads no code here")
    assert list(prose_faults(page.replace("<nama>", "&lt;nama&gt;"))) == []
    assert list(html_faults(made(page.replace("<nama>", "&lt;nama&gt;")))) == []


@pytest.mark.parametrize("text", [t for t in REFUSED if "figure" in t or "summary>s" in t])
def test_blocks_in_lists_and_quotations_are_mended_at_the_left_edge(text: str) -> None:
    page = f"# X\n\n{text}\n"
    for fault in (next(prose_faults(page)), next(html_faults(made(page)))):
        assert re.search("“<(figure|summary).* stands within a paragraph", fault.what)
        assert "at the left edge" in fault.remedy
    mended = re.sub(r"(?m)^(    |> )(?=[<!])", "", page)
    assert list(prose_faults(mended)) == []
    assert list(html_faults(made(mended))) == []


@pytest.mark.parametrize("text", MISPLACED)
def test_check_names_calls_inside_tags_and_addresses(text: str) -> None:
    faults = list(prose_faults(f"---\ntitle: x\n---\n\n# X\n\n{text}\n"))
    assert [(f.line - 6, f.what) for f in faults] == [
        (MISPLACED[text], "a macro call stands inside a tag, an address or code")
    ]


@pytest.mark.parametrize("text", WELL_PLACED)
def test_calls_may_stand_among_words(text: str) -> None:
    assert list(prose_faults(f"# X\n\n{text}\n")) == []


def test_print_knows_every_element_that_a_page_may_hold() -> None:
    known = yaml.safe_load(FILE.read_text(encoding="utf-8"))["printed"]
    assert set(ELEMENTS) - set(known) == set()


def test_other_attacks_than_these_are_told_by_check_before_the_build_refuses_them() -> None:
    chance = random.Random(5)
    result = refused = 0
    for _ in range(400):
        text = f"# X\n\n{''.join(chance.choices(PIECES, k=chance.randrange(1, 8)))}\n"
        faults = list(prose_faults(text))
        result += bool(faults)
        if any("not allowed" in fault.what for fault in html_faults(made(text))):
            refused += 1
            assert faults, text
    assert result > 100
    assert refused > 50


@pytest.mark.parametrize("command", [("handbook", "build"), ("mkdocs", "build")], ids=" ".join)
@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "*x*{: onclick='y' }",
        "<div>",
        '<span title="{{ doors() }}">x</span>',
    ],
)
def test_the_build_refuses_it_whatever_check_says(
    command: tuple[str, ...], text: str, unchecked: Path
) -> None:
    page = unchecked / "docs" / "en" / "tentang.md"
    before = page.read_text(encoding="utf-8")
    page.write_text(f"{before}\n{text}\n", encoding="utf-8")
    try:
        done = run("-m", *command, "--site-dir", str(unchecked / "made"), folder=unchecked)
    finally:
        page.write_text(before, encoding="utf-8")
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert re.search(r"docs/en/tentang\.md:\d+: .+; .+", said), said
    assert "Traceback" not in said
    assert not (unchecked / "made").exists()


def test_check_names_file_and_line_and_what_to_do(programme: Copy) -> None:
    for code in ("id", "en"):
        programme.add(f"docs/{code}/guide.md", "# Guide\n\n<script>x</script>\n\n[x](javascript:y)\n")
    result = [(programme.short(p), p.line, p.what, p.blocks) for p in programme.problems()]
    for code in ("id", "en"):
        assert (f"docs/{code}/guide.md", 3, "the element <script> is not allowed in a page", True) in result
        assert (
            f"docs/{code}/guide.md",
            5,
            "the address “javascript:y” is not allowed in a page",
            True,
        ) in result


def test_allowed_html_is_published_and_printed(tmp_path: Path) -> None:
    for code in ("id", "en"):
        page = tmp_path / "docs" / code / "pakai.md"
        page.parent.mkdir(parents=True)
        page.write_text(ALLOWED, encoding="utf-8")
    options = ("--data", str(LIBRARIES), "--docs", str(tmp_path / "docs"))
    site = build(tmp_path / "site", *options)
    shown = Page.of(site / "pakai" / "index.html")
    for name in ("kbd", "abbr", "mark", "del", "ins", "figure", "figcaption", "details", "summary", "sub"):
        assert shown.all(name), name
    assert "<script>alert(1)</script>" in shown.all("code")[0].text
    done = run("-m", "handbook", "print", "--book", "--lang", "id", *options, "--site-dir", str(site))
    assert done.returncode == 0, done.stdout + done.stderr
