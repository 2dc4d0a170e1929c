"""The link by which a reader reports a mistake: an issue or a mail that already names page and edition."""

from __future__ import annotations

import re
from urllib.parse import quote

from handbook.formats import cut_at_words
from handbook.views.web import Web

PLACEHOLDERS = ("title", "body")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_MOST_TITLE = 150  # characters; hosts of issues and mail programs refuse long addresses


def report_link(web: Web, title: str, address: str | None) -> str:
    """The address to report a mistake on a page; "" if none is configured.

    `title` is that of the page and `address` its address in the handbook, None for an error page, whose
    reader knows the address. Values are percent-encoded; line breaks are those of mail (RFC 6068) in a
    `mailto:` address.
    """
    template = web.locale.about.report
    if not template:
        return ""
    title = cut_at_words(title, _MOST_TITLE)
    say = web.locale.label
    lines = [
        say("machines.report_page", title=title),
        say("machines.report_address", address=_shown(web, address))
        if address is not None
        else say("machines.report_unknown"),
        say("machines.report_edition", edition=web.locale.about.edition, date=web.locale.about.date),
        say("machines.report_language", language=web.locale.about.language_names[web.locale.language]),
        "",
        say("machines.report_wrong"),
        say("machines.report_right"),
        say("machines.report_ground"),
        "",
    ]
    line_break = "\r\n" if template.lower().startswith("mailto:") else "\n"
    values = {"title": say("machines.report_subject", title=title), "body": line_break.join(lines)}
    return _PLACEHOLDER.sub(lambda match: quote(values[match[1]], safe=""), template)


def placeholders(template: str) -> list[str]:
    """The names in braces of a template, in order."""
    return _PLACEHOLDER.findall(template)


def _shown(web: Web, address: str) -> str:
    """The address of a page as a reader would write it; from the site's root if the host is not known."""
    if web.root:
        return web.page(address)
    own = "" if web.locale.language == web.locale.original else f"{web.locale.language}/"
    return f"/{own}{address}/" if address else f"/{own}"
