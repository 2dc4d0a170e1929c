"""What languages are called in a language."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError


def language_name(code: str, language: str) -> str:
    """The name of the language `code` in the words of `language`, such as Inggris; from the Unicode CLDR.

    A code that it does not know is given back as it is.
    """
    try:
        return str(Locale.parse(language).languages.get(code, code))
    except (UnknownLocaleError, ValueError):
        return code
