"""What a page of a frozen edition says about itself: which edition it is, and where its record is now."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from handbook.formats import long_date
from handbook.html import scripts, stylesheet
from handbook.localised import Locale
from handbook.model.addresses import href, way_up
from handbook.outputs.editions import folder_of

_BODY = re.compile(r"<body\b[^>]*>")
_REDIRECT = re.compile(r'<meta http-equiv="refresh"')
_CANONICAL = re.compile(r'<link rel="canonical" href="[^"]*">')
# Other languages, the feed and the search of this edition: readers want today's version.
_ALTERNATE = re.compile(r'\s*<link rel="(?:alternate ?|search)"[^>]*>')
_END_OF_HEAD = re.compile(r"</head>|(?=<body\b)")


@dataclass(frozen=True)
class EditionNotice:
    """One language of a frozen edition, seen from today's edition.

    `today` is today's edition in that language, `url` the address of the site on the web, or "".
    """

    number: str
    today: Locale
    url: str = ""

    def page(self, text: str, address: str, folder: str) -> str:
        """A page of the frozen edition with its notice.

        `folder` is its folder in its edition ("" for the home page), `address` the same without language.
        """
        if _REDIRECT.search(text):
            return text  # a redirect within its edition
        target = self._target(address)
        text = _ALTERNATE.sub("", text)
        text = _CANONICAL.sub(lambda _: self._canonical(target), text, count=1)
        text = _END_OF_HEAD.sub(lambda end: f"{self._assets(folder)}{end[0]}", text, count=1)
        return _BODY.sub(lambda body: f"{body[0]}\n{self._notice(folder, target)}", text, count=1)

    def redirect(self, folder: str) -> str:
        """Relative link from the list of editions in the frozen edition to today's list."""
        return self._link(folder, self.today.addresses.overviews["editions"])

    def _target(self, address: str) -> str | None:
        """Address of a page's record today; None if it is gone."""
        today = self.today
        moved = today.programme.redirects.get(address, address)
        return moved if today.addresses.behind(moved) else None

    def _notice(self, folder: str, target: str | None) -> str:
        today = self.today
        date = long_date(today.programme.editions[self.number].date, today.language)
        text = today.label("editions.frozen", edition=self.number, date=date)
        record = None if target is None else today.addresses.behind(target)
        if record is None:
            text += f" {today.label('editions.gone')}"
            words = today.label("editions.to_home", title=today.text(today.about.title))
        else:
            words = today.label("editions.to_today", title=today.name(*record))
        link = html.escape(self._link(folder, target or ""))
        stays = self._stays_at(folder)
        return (
            f'<aside role="note" lang="{today.language}" class="frozen-edition">'
            f'{html.escape(text)} <a href="{link}">{html.escape(words)}</a>{stays}</aside>'
        )

    def _assets(self, folder: str) -> str:
        """The style and the script of the notice, which are of today; no policy of a page refuses them."""
        root = way_up(f"{folder_of(self.today.programme, self.number)}/{folder}")
        style = stylesheet.sheet_for_few(stylesheet.FROZEN_EDITION).name
        script = scripts.script(scripts.FROZEN_EDITION).name
        return f'<link rel="stylesheet" href="{root}{style}">\n<script src="{root}{script}" defer></script>\n'

    def _stays_at(self, folder: str) -> str:
        """The permanent address of this very text, for citations; "" if the site has no address."""
        if not self.url:
            return ""
        page = f"{folder_of(self.today.programme, self.number)}/{folder}".rstrip("/")
        return f"<br>{html.escape(self.today.label('editions.stays', address=f'{self.url}{page}/'))}"

    def _canonical(self, target: str | None) -> str:
        """Tell search engines to show today's page, or none if the record is gone."""
        if target is None or not self.url:
            return '<meta name="robots" content="noindex">'
        page, _, anchor = self._localised(target).partition("#")
        address = f"{self.url}{page}/" if page else self.url
        return f'<link rel="canonical" href="{html.escape(address + (f"#{anchor}" if anchor else ""))}">'

    def _link(self, folder: str, target: str) -> str:
        origin = f"{folder_of(self.today.programme, self.number)}/{folder}"
        return href(self._localised(target), origin)

    def _localised(self, address: str) -> str:
        """An address with the folder of its language before it."""
        today = self.today
        if today.language == today.original:
            return address
        page, mark, anchor = address.partition("#")
        return f"{today.language}/{page}".rstrip("/") + mark + anchor
