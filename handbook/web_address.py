"""Whether an address leads where it seems to lead: one rule for data, prose and settings.

In one part of a host, letters are of one script, or Latin beside Chinese, Japanese or Korean, which Unicode
calls “highly restrictive” (https://www.unicode.org/reports/tr39/#Restriction_Level_Detection). A part without
Latin letters must not look Latin below a Latin top-level domain, as in browsers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import SplitResult, unquote, urlsplit

_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp", "Zs"})  # categories of Unicode
_WEB = frozenset({"http", "https"})
_PLAIN_LABEL = re.compile(r"[a-z0-9_-]+")
_EVERY = frozenset({"Zyyy", "Zinh"})  # signs that go with every script, such as digits
# Scripts that are written together, and the systems that write them (UTS 39, 5.1).
_SYSTEMS = {
    "Hani": {"Hanb", "Jpan", "Kore"},
    "Hira": {"Jpan"},
    "Kana": {"Jpan"},
    "Hang": {"Kore"},
    "Bopo": {"Hanb"},
}
_BESIDE_LATIN = frozenset({"Hanb", "Jpan", "Kore"})
_ANEW = "type the host anew on one keyboard, or delete the link"


def fault(address: str) -> tuple[str, str] | None:
    """What hides where an address leads, and what to do; None if nothing does.

    An address may also be one of mail or telephone, or a path within the site.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return f"`{shown(address)}` has no host that can be read", "write https://example.org/…"
    web = parts.scheme in _WEB or address.startswith("//")
    leaves = web or parts.scheme == "mailto"
    hidden = next((c for c in address if _hidden(c) and (leaves or c != " ")), None)
    if hidden == " ":
        return f"`{shown(address)}` holds a space", "write %20 for it, or delete it"
    if hidden:
        return (
            f"`{shown(address)}` holds {_called(hidden)}, which nobody sees",
            "type it anew without that sign",
        )
    if "\\" in address:
        return f"`{address}` holds a backslash, which browsers read as `/`", "write `/`, or %5C"
    if web:
        return _web_fault(address, parts)
    return _mail_fault(address, parts.path) if leaves else None


def shown(address: str) -> str:
    """An address with the signs that nobody sees as their numbers."""
    return "".join(f"<U+{ord(c):04X}>" if _hidden(c) and c != " " else c for c in address)


def _web_fault(address: str, parts: SplitResult) -> tuple[str, str] | None:
    user, at, rest = parts.netloc.rpartition("@")
    if at:
        what = f"`{address}` seems to lead to `{user}`, but leads to `{rest}`"
        return what, f"delete `{user}@` if `{rest}` is meant; web addresses hold no user"
    try:
        _ = parts.port
    except ValueError:
        return f"`{address}` has a port that is no number up to 65535", "correct or delete what follows `:`"
    if not parts.hostname:
        return f"`{address}` names no host", "write https://example.org/…"
    return None if parts.netloc.startswith("[") else _host_fault(address, parts.hostname)


def _mail_fault(address: str, receivers: str) -> tuple[str, str] | None:
    for receiver in filter(None, unquote(receivers).split(",")):
        name, at, host = receiver.rpartition("@")
        if not name or not at or "@" in name:
            return (
                f"`{address}` holds `{receiver}`, which is no mail address",
                "write mailto:name@example.org",
            )
        result = _host_fault(address, host.lower())
        if result:
            return result
    return None


def _host_fault(address: str, host: str) -> tuple[str, str] | None:
    if host.isascii() and "xn--" not in host and all(map(_PLAIN_LABEL.fullmatch, _labels(host))):
        return None
    import idna

    labels = []
    for label in _labels(host):
        try:
            labels.append(_unicode(label))
        except (idna.IDNAError, UnicodeError) as error:
            what = f"the host of `{address}` is no name that a domain can have ({error})"
            return what, "write the host as its owner does"
    of_latin = _systems(labels[-1]) in ({"Latn"}, None)
    for label in labels:
        systems = _systems(label)
        if systems == set():
            scripts = " and ".join(_names(label))
            return f"`{label}` in `{address}` mixes letters of {scripts}, which look alike", _ANEW
        if of_latin and systems and "Latn" not in systems and _looks_latin(label):
            (script,) = _names(label)
            return f"`{label}` in `{address}` looks Latin, but its letters are {script}", _ANEW
    return None


def _labels(host: str) -> list[str]:
    return host.removesuffix(".").split(".")


def _unicode(label: str) -> str:
    """A part of a host as readers see it.

    Raises:
        IDNAError: if IDNA 2008 (RFC 5891) does not allow it.
    """
    import idna

    if _PLAIN_LABEL.fullmatch(label) and not label.startswith("xn--"):
        return label
    return idna.ulabel(unicodedata.normalize("NFC", label))


def _systems(label: str) -> set[str] | None:
    """The systems of writing to which all letters belong; None if every one writes them, as digits.

    Latin beside Chinese, Japanese or Korean counts as these.
    """
    from fontTools.unicodedata import script_extension

    latin, result = False, None
    for letter in label:
        scripts = set(script_extension(letter))
        if scripts & _EVERY:
            continue
        if scripts == {"Latn"}:
            latin = True
            continue
        scripts |= {system for script in scripts for system in _SYSTEMS.get(script, ())}
        result = scripts if result is None else result & scripts
    if not latin:
        return result
    return {"Latn"} if result is None else result & _BESIDE_LATIN


def _names(label: str) -> Iterator[str]:
    """Names of the scripts of a label's letters, in order."""
    from fontTools.unicodedata import script, script_name

    yield from (script_name(code) for code in sorted({script(letter) for letter in label} - _EVERY))


def _looks_latin(label: str) -> bool:
    """Whether each letter of a label can be taken for a Latin one (UTS 39, 4)."""
    from confusable_homoglyphs.confusables import is_confusable

    letters = [letter for letter in label if letter.isalpha()]
    return all(is_confusable(letter, preferred_aliases=["latin"]) for letter in letters)


def _hidden(character: str) -> bool:
    return unicodedata.category(character) in _INVISIBLE


def _called(character: str) -> str:
    return f"U+{ord(character):04X} ({unicodedata.name(character, 'a control character').lower()})"
