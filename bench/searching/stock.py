"""The same pages with Material's stock search: its theme, its search plugin, its worker, nothing of ours."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import yaml

from bench.measure import run

_ARTICLE = re.compile(r'<article class="md-content__inner md-typeset">(.*)</article>', re.DOTALL)
# What a competent user would mark as not to be searched: the other language, and links around the contents.
_LEFT_OUT = re.compile(
    r'<span class="other".*?</span>|<nav class="hb-trail".*?</nav>|<footer class="cite".*?</footer>'
    r'|<nav class="neighbours".*?</nav>|<label class="both".*?</label>|<a class="headerlink".*?</a>',
    re.DOTALL,
)
_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_HOOK = '''\
"""Pages whose HTML was made before: what Markdown made of the stubs is put aside."""
from pathlib import Path
def on_page_content(html, page, config, **_):
    return Path(page.file.abs_src_path).with_suffix(".html").read_text(encoding="utf-8")
'''


def build(ours: Path, languages: tuple[str, ...], site: Path, folder: Path) -> None:
    """Build the pages of our site `ours` with stock search below `site`, each language; work in `folder`."""
    for language in languages:
        own = "" if language == languages[0] else language
        others = () if own else languages[1:]
        docs = folder / language / "docs"
        _write_pages(ours / own, docs, others)
        (folder / language / "hook.py").write_text(_HOOK, encoding="utf-8")
        config = {
            "site_name": "Stock",
            "docs_dir": "docs",
            "theme": {
                "name": "material",
                "language": language,
                "font": False,
                "features": ["search.highlight"],
            },
            "plugins": ["search"],
            "hooks": ["hook.py"],
            "exclude_docs": "*.html",
        }
        file = folder / language / "mkdocs.yml"
        file.write_text(yaml.safe_dump(config), encoding="utf-8")
        target = site / own
        run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(target)], file.parent)


def _write_pages(site: Path, docs: Path, others: tuple[str, ...]) -> None:
    for file in sorted(site.rglob("index.html")):
        place = file.parent.relative_to(site)
        if place.parts[:1] and place.parts[0] in others:
            continue
        article = _ARTICLE.search(file.read_text(encoding="utf-8"))
        if article is None:  # a redirect
            continue
        content = _LEFT_OUT.sub("", article[1])
        title = re.sub(r"<[^>]+>", "", (_TITLE.search(content) or ["", "?"])[1]).strip()
        stub = docs / place / "index.md"
        stub.parent.mkdir(parents=True, exist_ok=True)
        stub.write_text(f"# {title}\n", encoding="utf-8")
        stub.with_suffix(".html").write_text(content, encoding="utf-8")
