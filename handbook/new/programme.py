"""`handbook init`: a programme with one example of each kind, which builds at once."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from handbook.files import DATA, inside, is_temporary
from handbook.formats import language_name
from handbook.model.text import LANGUAGE_KEY
from handbook.new.language import create_language
from handbook.resources import PROGRAMME
from handbook.source.editor_schema import SCHEMA, schema_text
from handbook.source.labels import shipped
from handbook.source.load import label, read
from handbook.source.unwritten import unwritten
from handbook.source.yaml_edit import Refused

_WORDING = re.compile(r'\bid: "([^"]*)", en: "([^"]*)"')
_TITLE = re.compile(r"(?<=^  title: \{).*(?=\})", re.MULTILINE)
_PROSE = re.compile(r"""^(title: "|description: "|# )(?!\{)""", re.MULTILINE)
_DOTTED = ("github", "gitignore", "gitlab-ci.yml")  # kept without their dot, so that tools ignore them here
_ORIGINALS = ("id", "en")  # languages in which the examples are written


def create_programme(folder: Path, languages: Sequence[str], name: str | None = None) -> list[str]:
    """Write a programme into a folder that is empty or does not exist; return what to do next.

    In languages other than those of the examples, texts and labels are marked as to be written.

    Args:
        folder: where the programme is to be.
        languages: codes, the authoritative language first.
        name: title of the handbook in every language.

    Raises:
        Refused: with a sentence, if the folder holds anything, or a language code is malformed.
        OSError: if a file cannot be written.
    """
    _refuse(folder, languages)
    values = {
        "LANGUAGES": ", ".join(languages),
        "NAMES": ", ".join(f"{code}: {_quoted(language_name(code, code))}" for code in languages),
        "NAMED": _named(name, languages) if name else "",
        "TODAY": datetime.date.today().isoformat(),
        "TITLE": name or "Handbook",
        "VERSION": version("handbook"),
    }
    with inside(folder) as part:
        _write_into(part, languages, values)
    return _next_steps(folder, languages)


def _write_into(folder: Path, languages: Sequence[str], values: Mapping[str, str]) -> None:
    for file in sorted(file for file in PROGRAMME.rglob("*") if file.is_file()):
        place = file.relative_to(PROGRAMME)
        text = file.read_text(encoding="utf-8")
        if place.parts[0] == "docs":
            for code in languages:
                if place.parts[1] == (code if code in _ORIGINALS else "en"):
                    page = text if code in _ORIGINALS else _PROSE.sub(rf"\1{unwritten(code)}: ", text)
                    _write(folder / "docs" / code / place.name, page)
            continue
        if place.parts[0] == "data":
            text = _TITLE.sub(lambda match: values["NAMED"] or match[0], text)
            text = _WORDING.sub(lambda match: _in_languages(match[1], match[2], languages), text)
        text = re.sub("|".join(values), lambda match: values[match[0]], text)
        first = f".{place.parts[0]}" if place.parts[0] in _DOTTED else place.parts[0]
        _write(folder.joinpath(first, *place.parts[1:]), text)
    data = folder / DATA
    _write(data / SCHEMA, schema_text(languages))
    for code in languages:
        if any(code not in texts for texts in shipped().values()):
            create_language(read(data), code)


def _refuse(folder: Path, languages: Sequence[str]) -> None:
    for code in languages:
        if not LANGUAGE_KEY.fullmatch(code):
            raise Refused(f"`{code}` is not a language code; write two or three small letters, such as en")
    if len(set(languages)) < len(languages):
        raise Refused(f"a language is listed twice in {','.join(languages)}; keep one")
    if folder.exists() and not folder.is_dir():
        raise Refused(f"{label(folder)} is no folder; name a new or an empty one")
    held = sorted(path.name for path in folder.iterdir() if not is_temporary(path)) if folder.exists() else []
    if held:
        more = ", …" if len(held) > 3 else ""
        raise Refused(f"{label(folder)} holds {', '.join(held[:3])}{more}; name a new or an empty folder")


def _in_languages(indonesian: str, english: str, languages: Sequence[str]) -> str:
    """A text of the examples in the languages of the programme, with a mark in languages unknown here."""
    known = {"id": indonesian, "en": english}
    return ", ".join(
        f"{code}: {_quoted(known.get(code) or f'{unwritten(code)}: {english}')}" for code in languages
    )


def _named(name: str, languages: Sequence[str]) -> str:
    """A title that is the same in every language; two different ones would have to be translations."""
    same = ", same: true" if len(languages) > 1 else ""
    return ", ".join(f"{code}: {_quoted(name)}" for code in reversed(languages)) + same


def _next_steps(folder: Path, languages: Sequence[str]) -> list[str]:
    foreign = [code for code in languages if code not in _ORIGINALS]
    lines = [f"wrote a programme with one example of each kind into {label(folder)}"]
    if foreign:
        lines.append(
            f"texts in {', '.join(foreign)} are to be written where it says “{unwritten(foreign[0])}: …”; "
            "the site can be built before"
        )
    return [*lines, f"next: cd {label(folder)}, then handbook build, or handbook serve"]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
