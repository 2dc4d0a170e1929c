"""`handbook new region`: a commented skeleton of the file of a regency or city with an edition of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from string import Template

from handbook.files import REGIONS, text_of, write_whole
from handbook.model.addresses import Addresses
from handbook.model.records import Programme
from handbook.new.created import Created
from handbook.resources import REGION
from handbook.source.known_regions import CODE, LIST, KnownRegion, kind_by_code, known_regions
from handbook.source.load import DATA_ENDING, DATA_ENDINGS, Dataset, label
from handbook.source.text_file import has_control
from handbook.source.unwritten import ADDRESS, unwritten
from handbook.source.yaml_edit import Refused

KIND = "region"


def create_region(dataset: Dataset, code: str, name: str | None = None) -> Created:
    """Write `regions/<code>.yaml` beside the folder of the data.

    Args:
        dataset: data that can be read (`dataset.programme` is there).
        code: code of a regency or city by the Ministry of Home Affairs, such as 32.75.
        name: its official name in the original language; needed only if the list of regions lacks it.

    Raises:
        Refused: with a sentence for people, if the code or the name cannot be used, or the file is there.
        DataError: if the list of regions is broken.
        OSError: if the file cannot be written.
    """
    programme = dataset.programme
    assert programme is not None, "the caller has looked at dataset.problems"
    if not CODE.fullmatch(code):
        raise Refused(
            f"`{code}` is no code of a regency or city; write two digits, a dot and two digits, such as 32.75"
        )
    if name is not None and (not name.strip() or has_control(name)):
        raise Refused("the name after --name is empty or has a character that nobody sees; write it anew")
    if not (programme.stages and programme.groups):
        raise Refused("there is no stage yet; run `handbook new group KEY` first")
    file = dataset.folder.absolute().parent / REGIONS / f"{code}{DATA_ENDING}"
    for there in (file.with_suffix(ending) for ending in sorted(DATA_ENDINGS)):
        if there.exists() or there.is_symlink():
            raise Refused(f"{label(there)} is there already; change that file, or choose another code")
    listed = known_regions(dataset.folder)
    unlisted = _unlisted(dataset.folder, code, listed)
    if unlisted and name is None:
        raise Refused(f"{unlisted}; correct it, or write the name of the region after --name")
    region = listed.get(code) or KnownRegion(code, kind_by_code(code), {}, {})
    if name is not None:
        region = replace(region, names={programme.languages[0]: " ".join(name.split())})
    text = _skeleton(programme, region)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, text)
    first = text[: text.index(f"{KIND}:\n")].count("\n") + 1
    named = f"{KIND} {code}, {_name_of(region, programme)}"
    return Created([(label(file), first, named)], [unlisted] if unlisted else [])


def _unlisted(data: Path, code: str, listed: Mapping[str, KnownRegion]) -> str:
    """That the list does not have a code; "" if it does."""
    name = label(data / LIST)
    if not listed:
        return f"there is no list {name} in which `{code}` could stand"
    return "" if code in listed else f"`{code}` is not among the {len(listed)} regions in {name}"


def _name_of(region: KnownRegion, programme: Programme) -> str:
    original = programme.languages[0]
    return region.names.get(original, unwritten(original))


def _skeleton(programme: Programme, region: KnownRegion) -> str:
    languages = programme.languages
    pages = (address for address, section, key in Addresses(programme).pages() if key and section == "tasks")
    return Template(text_of(REGION)).substitute(
        code=region.code,
        kind=region.kind,
        name=_name_of(region, programme),
        names=_texts(region.names, languages),
        province=_texts(region.province, languages),
        stage=next(iter(programme.stages)),
        group=next(iter(programme.groups)),
        partner=next(iter(programme.partners), "key"),
        page=next(pages, "t/key"),
        date=programme.programme.date,
        left=unwritten(),
        text=_texts({}, languages),
        address=ADDRESS,
    )


def _texts(known: Mapping[str, str], languages: tuple[str, ...]) -> str:
    """What is known of a text in the languages of the programme; the original is marked if it is missing."""
    texts = {code: known[code] for code in languages if code in known}
    if languages[0] not in texts:
        texts = {languages[0]: unwritten(languages[0]), **texts}
    words = [f"{code}: {json.dumps(text, ensure_ascii=False)}" for code, text in texts.items()]
    same = (
        ["same: true"] if len(set(texts.values())) < len(texts) else []
    )  # as a translation it would be none
    return ", ".join([*words, *same])
