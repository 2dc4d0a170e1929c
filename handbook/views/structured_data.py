"""What a page is, for search engines: schema.org as JSON-LD, made from the data that the page shows.

Values are those of the page: plain texts, and addresses only if the site's own is known.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from handbook.model.kinds import KINDS
from handbook.model.overviews import OVERVIEWS
from handbook.model.records import Record, Task
from handbook.views.pages import PageLink
from handbook.views.portions import portion_named, portions_on
from handbook.views.web import Web

Node = dict[str, Any]

_LISTS = {*KINDS, *(name for name, page in OVERVIEWS.items() if page.lists)}
# Characters that could end the script that holds the data, or a line of a script.
_UNSAFE = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


def structured_data(
    web: Web, address: str, title: str, description: str, trail: Sequence[PageLink] = ()
) -> str:
    """The data of the page at `address` as JSON that is safe in a script element.

    `title` and `description` are those of the page as plain text, `trail` the pages above it, without home.
    """
    graph = [_page(web, address, title, description)]
    if trail:
        graph.append(_breadcrumbs(web, address, title, trail))
    data = {"@context": "https://schema.org", "@graph": graph}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def _page(web: Web, address: str, title: str, description: str) -> Node:
    locale = web.locale
    if not address:
        return _home(web, description)
    portion = portion_named(locale, address)
    known = locale.addresses.at(address) or ("prose", address)
    section, key = (portion.section, "") if portion else known
    record = locale.record(section, key) if key and section != "prose" else None
    if isinstance(record, Task) and record.steps:
        return _work(web, "HowTo", address, title, description) | {"step": _steps(web, record)}
    if portion:
        entries = portion.keys
    else:
        entries = () if portions_on(locale, address) else tuple(getattr(locale.programme, section, ()))
    if section == "terms" and entries:
        terms = _terms(web, entries)
        return _work(web, "DefinedTermSet", address, title, description) | {"hasDefinedTerm": terms}
    if section == "questions" and entries:
        questions = _questions(web, entries)
        return _work(web, "FAQPage", address, title, description) | {"mainEntity": questions}
    if isinstance(record, Record) or section == "prose":
        return _work(web, "Article", address, title, description) | {"headline": title}
    return _work(web, "CollectionPage" if section in _LISTS else "WebPage", address, title, description)


def _home(web: Web, description: str) -> Node:
    locale, about = web.locale, web.locale.about
    node = _work(web, "WebSite", "", locale.text(about.title), description)
    node["publisher"] = {"@type": "Organization", "name": locale.text(about.publisher)}
    node["about"] = {"@type": "Thing", "name": locale.text(about.name)}
    if about.abbr:
        node["about"]["alternateName"] = about.abbr
    if web.root:
        search = web.page(locale.addresses.overviews["search"])
        node["potentialAction"] = {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        }
    return node


def _work(web: Web, kind: str, address: str, title: str, description: str) -> Node:
    """What all pages share: its name, language, edition, licence, and the same in other languages."""
    locale, about = web.locale, web.locale.about
    node: Node = {"@type": kind}
    if web.root:
        node |= {"@id": web.page(address), "url": web.page(address)}
    node |= {
        "name": title,
        "description": description,
        "inLanguage": locale.language,
        "version": about.edition,
        "dateModified": about.date,
        "license": about.licence.address,
    }
    if address:
        node["isPartOf"] = _site(web)
    if web.root and web.others:
        node |= _translations(web, kind, address)
    return node


def _site(web: Web) -> Node:
    name = web.locale.text(web.locale.about.title)
    return {"@type": "WebSite", "name": name} | ({"@id": web.root, "url": web.root} if web.root else {})


def _translations(web: Web, kind: str, address: str) -> Node:
    """The original of a translation, or the translations of the original."""

    def work(other: Web) -> Node:
        return {"@type": kind, "@id": other.page(address), "inLanguage": other.locale.language}

    locale = web.locale
    if locale.language != locale.original:
        return {"translationOfWork": work(web.in_language(locale.original))}
    return {"workTranslation": [work(other) for other in web.others]}


def _steps(web: Web, task: Task) -> list[Node]:
    """The steps in order; who does one and what it leaves behind are given under the labels of the page."""
    locale = web.locale
    result = []
    for position, step in enumerate(task.steps, 1):
        words = [name := locale.text(step)]
        for label, text in (
            (locale.label("task.step_who"), step.who),
            (locale.label("task.step_leaves"), step.leaves),
        ):
            words += [f"{label}: {locale.text(text)}"] if text is not None else []
        result.append({"@type": "HowToStep", "position": position, "name": name, "text": "\n".join(words)})
    return result


def _terms(web: Web, keys: Iterable[str]) -> list[Node]:
    locale = web.locale
    result = []
    for key in keys:
        term = locale.programme.terms[key]
        node: Node = {"@type": "DefinedTerm", "name": locale.text(term.name)}
        if web.root:
            node["url"] = web.page(locale.addresses.of("terms", key))
        if term.abbr:
            node["termCode"] = term.abbr
        node["description"] = locale.text(term.definition)
        result.append(node)
    return result


def _questions(web: Web, keys: Iterable[str]) -> list[Node]:
    locale = web.locale
    result = []
    for key in keys:
        question = locale.programme.questions[key]
        node: Node = {"@type": "Question", "name": locale.text(question.name)}
        if web.root:
            node["url"] = web.page(locale.addresses.of("questions", key))
        node["acceptedAnswer"] = {"@type": "Answer", "text": locale.text(question.answer)}
        result.append(node)
    return result


def _breadcrumbs(web: Web, address: str, title: str, trail: Sequence[PageLink]) -> Node:
    """The trail that the page shows, from home, with the page itself at its end."""
    links = [PageLink("", web.locale.label("site.home")), *trail, PageLink(address, title)]
    items = []
    for position, link in enumerate(links, 1):
        item: Node = {"@type": "ListItem", "position": position, "name": link.title}
        if web.root:
            item["item"] = {"@type": "WebPage", "@id": web.page(link.address)}
        items.append(item)
    return {"@type": "BreadcrumbList", "itemListElement": items}
