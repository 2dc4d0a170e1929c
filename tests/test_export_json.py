"""The JSON file holds everything, is as its schema says, and can be read back."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from handbook.export import json_file
from handbook.export.json_schema import LEFT_OUT, schema
from handbook.export.published import FIRST
from handbook.export.reading import NotReadable, read_programme
from handbook.export.words import Words
from handbook.markup import inline
from handbook.model.records import Programme, Role
from handbook.model.schema import PROGRAMME_SECTIONS
from handbook.model.traverse import records, texts
from tests.export_kit import HOSTILE, SITE, programme, with_tasks, words_for, words_of

NAMES = ("libraries", "garden")


def without_left_out(held: Programme) -> Programme:
    empty = {name: Programme.model_fields[name].get_default(call_default_factory=True) for name in LEFT_OUT}
    return held.model_copy(update=empty)


def written(words: Words) -> bytes:
    return json_file.content(words, FIRST)


def closed(held: Any) -> Any:
    """A schema that allows nothing that it does not name."""
    if isinstance(held, dict):
        result = {key: closed(value) for key, value in held.items()}
        if "properties" in held and "type" in held and "additionalProperties" not in held:
            result["additionalProperties"] = False
        return result
    return [closed(value) for value in held] if isinstance(held, list) else held


def complaints(words: Words) -> list[str]:
    told = closed(json.loads(json_file.schema_content(words)))
    Draft202012Validator.check_schema(told)
    result = Draft202012Validator(told).iter_errors(json.loads(written(words)))
    return [f"{error.json_path}: {error.message[:200]}" for error in result]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_read_back_equals_the_model(name: str) -> None:
    assert read_programme(written(words_of(name))) == without_left_out(programme(name))


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_the_data_is_kept(name: str) -> None:
    back, held = read_programme(written(words_of(name))), programme(name)
    for section in PROGRAMME_SECTIONS:
        if section not in ("programme", *LEFT_OUT):
            assert list(getattr(back, section)) == list(getattr(held, section))


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_as_its_schema_says_and_holds_nothing_that_it_does_not_name(name: str) -> None:
    assert complaints(words_of(name)) == []


@pytest.mark.long
def test_hostile_texts_and_two_thousand_tasks_are_written_and_read_back() -> None:
    held = with_tasks(
        HOSTILE[n % len(HOSTILE)][:200] if n >= len(HOSTILE) else HOSTILE[n] for n in range(2000)
    )
    words = words_for(held)
    assert complaints(words) == []
    assert read_programme(written(words)) == without_left_out(held)


def test_a_wrong_type_and_a_missing_member_are_seen_by_the_schema() -> None:
    result = json.loads(written(words_of("libraries")))
    validator = Draft202012Validator(json.loads(json_file.schema_content(words_of("libraries"))))
    wrong, less = deepcopy(result), deepcopy(result)
    wrong["tasks"][0]["summary"] = "a text"
    del less["programme"]["edition"]
    assert len(list(validator.iter_errors(wrong))) == 1
    assert len(list(validator.iter_errors(less))) == 1


@pytest.mark.parametrize("name", NAMES)
def test_each_record_has_its_permanent_address_in_every_language(name: str) -> None:
    words, told = words_of(name), json.loads(written(words_of(name)))
    addresses = words.locales[words.languages[0]].addresses
    count = 0
    for section, key, _ in records(programme(name)):
        record = next(held for held in told[section] if held["key"] == key)
        page, _, anchor = addresses.of(section, key).partition("#")
        for code in words.languages:
            language = "" if code == words.languages[0] else f"{code}/"
            expected = f"{SITE}{language}{page}/" + (f"#{anchor}" if anchor else "")
            assert record["permanent_address"][code] == expected
        count += 1
    # Editions are no records with an address: each is a folder of its own.
    assert count == sum(
        len(told[name]) for name in told if isinstance(told[name], list) and name != "editions"
    )


def test_without_a_known_address_addresses_are_paths_and_the_schema_lies_beside() -> None:
    result = json.loads(written(words_for(programme("libraries"), "")))
    assert result["$schema"] == "handbook.schema.json"
    assert not [
        r for r in result["tasks"] for a in r["permanent_address"].values() if "//" in a or a[0] == "/"
    ]


def test_the_file_names_version_edition_date_and_its_schema() -> None:
    result = json.loads(written(words_of("libraries")))
    about = programme("libraries").programme
    assert result["format"] == FIRST
    assert (result["programme"]["edition"], result["programme"]["date"]) == (about.edition, about.date)
    assert result["$schema"] == json.loads(json_file.schema_content(words_of("libraries")))["$id"]


def test_plain_words_stand_beside_texts_with_mark_up_and_only_there() -> None:
    result = json.dumps(json.loads(written(words_of("libraries"))))
    marked = [
        text
        for path, text in texts(programme("libraries"))
        if path[0] not in LEFT_OUT
        and any(inline.to_plain(w, lambda t: ("", t)) != w for w in text.wording.values())
    ]
    assert marked
    assert result.count('"plain": {') == len(marked)


def test_members_that_were_added_later_are_passed_over() -> None:
    result = json.loads(written(words_of("libraries")))
    result["novelty"] = {"a": 1}
    result["tasks"][0]["novelty"] = [1]
    result["tasks"][0]["summary"]["novelty"] = "x"
    assert read_programme(json.dumps(result)) == without_left_out(programme("libraries"))


def test_a_group_that_is_called_plain_is_no_plain_text() -> None:
    held = programme("libraries")
    key, role = next(iter(held.roles.items()))
    described = next(iter(role.groups.values()))
    odd = Role(**{**dict(role), "groups": {"plain": described}})
    changed = held.model_copy(update={"roles": {key: odd}, "redirects": {"plain": "t/a"}})
    assert read_programme(written(words_for(changed))) == without_left_out(changed)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{", "not JSON"),
        ("[]", "not in version 1"),
        ('{"format": "2.0"}', "“2.0”"),
        ('{"format": "1.0"}', "`programme` is not as this version has it"),
        ('{"format": "1.0", "tasks": [{"name": 1}]}', "a record in `tasks` has no `key`"),
    ],
)
def test_what_is_no_data_file_is_refused_with_a_sentence(content: str, sentence: str) -> None:
    with pytest.raises(NotReadable, match=sentence):
        read_programme(content)


def test_the_schema_allows_what_will_be_added() -> None:
    result = json.loads(written(words_of("libraries")))
    result["novelty"] = 1
    result["tasks"][0]["novelty"] = 1
    validator = Draft202012Validator(schema(programme("libraries").languages))
    assert list(validator.iter_errors(result)) == []
