"""The OpenSearch 1.1 description of one language, with which a browser offers to search the handbook.

Its limits: a short name of 16 characters, a long one of 48, a description of 1024, all without markup.
"""

from __future__ import annotations

import mimetypes

from lxml import etree

from handbook.formats import cut_at_words
from handbook.outputs.machine_files import OPENSEARCH
from handbook.views.web import Web

MEDIA_TYPE = "application/opensearchdescription+xml"
_NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
_SHORT, _LONG, _DESCRIPTION, _ATTRIBUTION = 16, 48, 1024, 256
_ICON = "assets/icon.svg"


def has_description(web: Web) -> bool:
    """Whether search can be described: it needs an absolute address."""
    return bool(web.root)


def description(web: Web) -> bytes:
    """The description as a file; only for what `has_description`."""
    locale = web.locale
    root = etree.Element(f"{{{_NAMESPACE}}}OpenSearchDescription", nsmap={None: _NAMESPACE})  # type: ignore[dict-item]

    def add(name: str, words: str) -> None:
        etree.SubElement(root, f"{{{_NAMESPACE}}}{name}").text = words

    title = locale.text(locale.about.title)
    add("ShortName", short_name(web))
    add("LongName", cut_at_words(title, _LONG))
    add("Description", cut_at_words(f"{title}: {locale.text(locale.about.tagline)}", _DESCRIPTION))
    icon = locale.programme.appearance.icon
    kind = mimetypes.guess_type(icon or _ICON)[0] or "image/svg+xml"
    image = etree.SubElement(root, f"{{{_NAMESPACE}}}Image", type=kind, height="16", width="16")
    image.text = f"{web.site_url}{icon}" if icon else web.file(_ICON)
    search = web.page(locale.addresses.overviews["search"])
    etree.SubElement(root, f"{{{_NAMESPACE}}}Url", type="text/html", template=f"{search}?q={{searchTerms}}")
    own = {"type": MEDIA_TYPE, "rel": "self", "template": web.file(OPENSEARCH)}
    etree.SubElement(root, f"{{{_NAMESPACE}}}Url", own)
    add("Attribution", cut_at_words(locale.text(locale.about.publisher), _ATTRIBUTION))
    add("Language", locale.language)
    add("InputEncoding", "UTF-8")
    add("OutputEncoding", "UTF-8")
    etree.indent(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return written


def short_name(web: Web) -> str:
    """The name in a browser's list of search engines.

    The title if it fits, else the programme's abbreviation with the language, since browsers tell engines
    apart by this name, else the beginning of the title.
    """
    about, language = web.locale.about, web.locale.language
    title = web.locale.text(about.title)
    by_abbreviation = f"{about.abbr} ({language})" if about.abbr else ""
    fitting = (name for name in (title, by_abbreviation) if name and len(name) <= _SHORT)
    return next(fitting, cut_at_words(title, _SHORT))
