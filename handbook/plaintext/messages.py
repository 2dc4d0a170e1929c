"""Tasks and stages as short plain texts, to read aloud or to paste into a messenger.

Lines are not wrapped, since messengers wrap them, and hold nothing that a messenger reads as formatting. The
files begin with a byte order mark: it tells browsers that a text file is UTF-8 if nothing states the
encoding, as with a site opened from disk or a host that sends none (phones then guess, and “ becomes â€œ).
Browsers pass it on neither to a reader who copies nor to a script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from handbook.localised import Locale
from handbook.model.fields import Form
from handbook.model.kinds import KINDS
from handbook.model.text import Grounded, Text
from handbook.outputs.machine_files import TEXT_SECTIONS, text_address
from handbook.views.blocks import Block, Item, ended, titled
from handbook.views.grounds import ground_words
from handbook.views.outline import outline
from handbook.views.shared_ground import common_ground, same_ground
from handbook.views.web import Web

ENCODING = "utf-8-sig"
# Signs by which WhatsApp, Telegram and Signal make bold, italic, struck out and code, and what looks alike.
_ALIKE = str.maketrans({"*": "∗", "_": "ˍ", "~": "∼", "`": "‘"})
_ADDRESS = re.compile(r"((?:https?://|mailto:)\S+)")
_QUOTE = re.compile(r"^>+(?=\s)")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def plain_text_at(locale: Locale, address: str) -> str:
    """The path of the plain text of the page at `address`; "" if the page has none."""
    section, key = locale.addresses.at(address) or ("", "")
    return text_address(address) if key and section in TEXT_SECTIONS else ""


def messages(web: Web) -> Iterator[tuple[str, str]]:
    """Address of the page and plain text of every record that has one."""
    for section in TEXT_SECTIONS:
        for key in getattr(web.locale.programme, section):
            blocks = outline(web.locale, section, key)
            yield web.locale.addresses.of(section, key), message(web, section, key, blocks)


def message(web: Web, section: str, key: str, held: Iterable[Block]) -> str:
    """The plain text of a record, whose blocks are given."""
    locale = web.locale
    record = locale.record(section, key)
    lead = getattr(record, KINDS[section].lead)
    parts = [f"{locale.name(section, key)}\n{_line(locale, lead, lead)}"]
    blocks = {block.key: block for block in titled(locale, held)}
    parts += ["\n".join(_lines(locale, blocks[name])) for name in TEXT_SECTIONS[section] if name in blocks]
    parts.append("\n".join(_about(web, locale.addresses.of(section, key))))
    # Not typed but generated: messengers show boxes in brackets, numbers and hyphens as lists.
    return "\n\n".join(parts) + "\n"


def safe(words: str) -> str:
    """Words on one line in which no messenger finds formatting; addresses in them are unchanged."""
    folded = " ".join(_INVISIBLE.sub(" ", words).split())
    pieces = _ADDRESS.split(folded)
    pieces[::2] = [piece.translate(_ALIKE) for piece in pieces[::2]]
    return _QUOTE.sub("›", "".join(pieces))


def _lines(locale: Locale, block: Block) -> Iterator[str]:
    """A block: its title with the ground that its items share, and one item per line."""
    shared = common_ground(block.grounds)
    yield safe(str(block.title)) + _mark(locale, shared)
    for number, item in enumerate(block.items, 1):
        own = (
            item.ground if shared is None or (item.ground and not same_ground(item.ground, shared)) else None
        )
        begin = {Form.BOXES: "[ ]", Form.STEPS: f"{number}.", Form.ORDERED: f"{number}."}
        yield f"{begin.get(block.form, '-')} {_words(locale, item)}{_mark(locale, own)}"
    if block.note:
        yield safe(block.note)


def _words(locale: Locale, item: Item) -> str:
    named = safe(locale.name(*item.named)) if item.named else ""
    words = _line(locale, item.text) if item.text else ""
    details = [f"{f'{safe(label)}: ' if label else ''}{_line(locale, text)}" for label, text in item.given]
    if named:
        words = f"{named}: {words}" if words else named
    if details and not item.text:
        return f"{words}. {' '.join(map(ended, details))}"
    note = f" ({safe(item.note)})" if item.note else ""
    return " ".join([f"{words}{note}", *map(ended, details)])


def _line(locale: Locale, text: Text, ground: Grounded | None = None) -> str:
    return safe(locale.text(text)) + _mark(locale, ground)


def _mark(locale: Locale, ground: Grounded | None) -> str:
    words = ground_words(locale, ground) if ground is not None else ""
    return f" ({safe(words)})" if words else ""


def _about(web: Web, address: str) -> Iterator[str]:
    """What a text that is passed on must state about itself."""
    locale, about = web.locale, web.locale.about
    title = locale.text(about.title)
    text = locale.label("site.edition", edition=about.edition, date=locale.date)
    yield f"{safe(title)}. {safe(text)}."
    if web.root:
        yield web.page(address)
    licence = locale.label("site.licence", licence=about.licence.name)
    yield f"{safe(licence)} ({about.licence.address})"
    if about.notice is not None:
        yield _line(locale, about.notice, about.notice)
    if locale.language != locale.original:
        name = about.language_names[locale.original]
        yield safe(locale.label("site.courtesy", original=name))
