"""`handbook new language`: the labels of a language that the generator does not know, to be translated."""

from __future__ import annotations

import json

from handbook.files import text_of, write_whole
from handbook.new.created import Created
from handbook.source.editor_schema import EDITOR_LINE, SCHEMA
from handbook.source.labels import shipped
from handbook.source.load import Dataset, label
from handbook.source.unwritten import unwritten
from handbook.source.yaml_edit import Refused, append_record

KIND = "language"
_HEAD = """\
# Words of pages in `{code}`: write each in the place of “{mark}: …”. Pages fill in what stands in braces.
labels:
"""


def create_language(dataset: Dataset, code: str) -> Created:
    """Write each label that lacks a text in `code` into `labels.<code>.yaml`, with words to translate.

    Raises:
        Refused: with a sentence for people, if the programme has no such language, or no label lacks it.
        OSError: if the file cannot be written.
    """
    programme = dataset.readable
    assert programme is not None, "the caller has looked at dataset.readable"
    if code not in programme.languages:
        place, at = dataset.locate(("programme", "languages"))
        raise Refused(
            f"`{code}` is no language of this programme; add it to `languages` and `language_names` in "
            f"{place}:{at} first"
        )
    lacking = [key for key in shipped() if not programme.labels[key].get(code)]
    if not lacking:
        raise Refused(
            f"every label has its text in `{code}`; change one by a line under `labels:` in your data"
        )
    lines = [f"{key}: {{{code}: {_words(key, code, programme.languages)}}}" for key in lacking]
    file = dataset.folder / f"labels.{code}.yaml"
    if file.exists():
        text = text_of(file)
        for key, line in zip(lacking, lines, strict=True):
            text = append_record(text, "labels", key, [line], label(file))
    else:
        schema = f"{EDITOR_LINE}\n" if (dataset.folder / SCHEMA).is_file() else ""
        text = (
            schema + _HEAD.format(code=code, mark=unwritten(code)) + "".join(f"  {line}\n" for line in lines)
        )
    write_whole(file, text)
    first = text[: text.index(lines[0])].count("\n") + 1
    count = "1 label" if len(lacking) == 1 else f"{len(lacking)} labels"
    return Created([(label(file), first, f"{count} in `{code}`")])


def _words(key: str, code: str, languages: tuple[str, ...]) -> str:
    """The text to translate, from the first language of the programme that the generator knows."""
    texts = shipped()[key]
    known = next((texts[other] for other in languages if other in texts), texts["en"])
    return json.dumps(f"{unwritten(code)}: {known}", ensure_ascii=False)
