"""security.txt: where a weakness of the site is reported, as RFC 9116 has it."""

from __future__ import annotations

import datetime

from handbook.outputs.machine_files import SECURITY
from handbook.source_date import date_of
from handbook.views.web import Web

_HOLDS_FOR = datetime.timedelta(days=364)  # less than a year, as the RFC recommends


def security_txt(web: Web) -> str:
    """The text of the file; "" if the programme names no contact for reports.

    It expires a year after the edition, never by the clock: whoever publishes no edition for so long is asked
    to look at it again. Its own address is told if the site's is known, which must then be secure.

    Raises:
        BadDate: if SOURCE_DATE_EPOCH is not a date.
    """
    responsible = web.locale.about.responsible
    if responsible is None or responsible.security is None:
        return ""
    expires = date_of(web.locale.about.date) + _HOLDS_FOR
    lines = [
        f"Contact: {responsible.security}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(web.locale.programme.languages)}",
    ]
    if web.site_url.startswith("https://"):
        lines.append(f"Canonical: {web.site_url}{SECURITY}")
    return "\n".join(lines) + "\n"
