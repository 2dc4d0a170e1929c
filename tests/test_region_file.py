"""The file of a region adds to the programme, changes nothing of it, and does no harm."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from handbook.check.regions import region_problems
from handbook.export.region_file import content
from handbook.localised import locales
from handbook.model.region import PlacedRegion
from handbook.source.editor_schema import of_region
from handbook.source.region_file import LARGEST
from tests.region_kit import CODE, REGION, dataset, national, told

NAME = 'name: {id: "Kota Rekaan", en: "Invented City"}'
SUMMARY = '{id: "Wali Kota meminta daftar rak.", en: "The Mayor asks for a list of shelves."}'
EXAMPLE, GROUP = "  example: true", "    group: siap"
# What is written in the place of something in the file, how many lines below it the problem is, its words.
REFUSED: dict[str, tuple[str, str, int, str]] = {
    "a script": (NAME, 'name: {id: "Kota <script>x</script>", en: "City"}', 0, "“<script>” is HTML"),
    "raw HTML": (SUMMARY, '{id: "Daftar <b onclick=x>rak</b>.", en: "A list."}', 0, "is HTML"),
    "an entity": (SUMMARY, '{id: "Daftar &lt;rak&gt;.", en: "A list."}', 0, "is HTML"),
    "a template": (SUMMARY, '{id: "Daftar {{ config }}.", en: "A list."}', 0, "is a template"),
    "a block of a template": (SUMMARY, '{id: "Daftar {% raw %}.", en: "A list."}', 0, "is a template"),
    "code of Typst": (SUMMARY, '{id: "Daftar #read(x).", en: "A list."}', 0, "is code of Typst"),
    "an import of Typst": (SUMMARY, '{id: "Daftar #import x.", en: "A list."}', 0, "is code of Typst"),
    "an address that runs": ("https://example.org/kota", "javascript:alert(1)", 0, "is not a web address"),
    "a way out of the folder": (EXAMPLE, "  logo: ../32.75.svg", 0, "is no name of the picture"),
    "a logo of another name": (EXAMPLE, "  logo: lambang.svg", 0, "is no name of the picture"),
    "a logo that is not there": (EXAMPLE, "  logo: 32.75.svg", 0, "cannot be read"),
    "an anchor": (NAME, "name: &a {id: Kota, en: City}", 0, "is a YAML anchor or tag"),
    "a tag": (NAME, "name: !!python/object:os.system {id: Kota, en: City}", 0, "is a YAML anchor or tag"),
    "a section of the programme": ("local_tasks:", "roles: {x: {}}\nlocal_tasks:", 0, "no section `roles`"),
    "a section that nobody knows": ("local_tasks:", "task: {}\nlocal_tasks:", 0, "no section `task`"),
    "a task of another region": ("  32.75/1:", "  31.71/1:", 0, "no key of a task of the region 32.75"),
    "a key that is no number": ("  32.75/1:", "  32.75/x:", 0, "no key of a task"),
    "a key with a path": ("  32.75/1:", "  32.75/../../1:", 0, "no key of a task"),
    "a group that is not there": (GROUP, "    group: tiada", 0, "there is no `tiada` in groups"),
    "a stage that is not there": ('stage: "1"', 'stage: "9"', 0, "there is no `9` in stages"),
    "a partner that is not there": ("    sekolah:", "    guru:", 0, "there is no `guru` in partners"),
    "notes on no page": ("    p/penerbit:", "    p/tiada:", 0, "there is no address `p/tiada`"),
    "notes on an overview": ("    p/penerbit:", "    p:", 0, "is not the page of a record"),
    "notes on a page twice": (
        "  links:",
        '    /p/penerbit/:\n      - {id: "Sama.", en: "The same."}\n  links:',
        0,
        "is the same page as",
    ),
    "a kind that nobody knows": ("kind: city", "kind: village", 0, "`kind` is"),
    "a field that nobody knows": ("kind: city", "kind: city\n  mayor: Budi", 1, "`mayor` is not known here"),
    "a day that is none": ('"2026-03-02"', '"2 March 2026"', 0, "is not a date"),
    "a name with marks": (NAME, 'name: {id: "*Kota*", en: "City"}', 0, "a name has marks or a link"),
    "an address of a file": (EXAMPLE, '  address: "https://a.org/x"', 0, "is that of a folder"),
    "an address like another": (
        "https://example.org/kota",
        "https://ex\u0430mple.org/kota",
        0,
        "mixes letters of Cyrillic and Latin",
    ),
    "a task for others": (GROUP, f"{GROUP}\n    set_by_others: true", 1, "stands for tasks such as this"),
    "another language": (NAME, 'name: {id: "Kota", en: "City", jv: "Kutha"}', 0, "neither a language"),
    "no name in the original": (NAME, 'name: {en: "City"}', 0, "the text in `id` is missing"),
    "a link to nowhere": (SUMMARY, '{id: "Lihat [[t/x]].", en: "See [[t/x]]."}', 0, "leads nowhere"),
    "no stage": ('  stage: "1"\n', "", -4, "`stage` is missing"),
    "no region": (REGION[: REGION.index("local_tasks:")], "", 0, "does not say which region it is of"),
    "no source": (SUMMARY, SUMMARY.replace('."}', '.", ground: reference}'), 0, "no source is cited"),
}


def _line(there: str) -> int:
    return REGION[: REGION.index(there)].count("\n") + 1


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_what_may_not_stand_there_is_told_with_its_line(
    case: tuple[str, str, int, str], tmp_path: Path
) -> None:
    there, instead, below, words = case
    assert REGION.count(there) == 1
    found = told(tmp_path, REGION.replace(there, instead))
    start = f"regions/{CODE}.yaml:{_line(there) + below}: "
    assert any(one.startswith(start) and words in one for one in found), (start, found)
    assert all("; " in one for one in found)


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_with_any_of_it_the_edition_is_not_built(case: tuple[str, str, int, str], tmp_path: Path) -> None:
    held = dataset(tmp_path, REGION.replace(case[0], case[1]))
    assert any(problem.blocks for problem in region_problems(held))


def test_the_file_itself_has_no_problem(tmp_path: Path) -> None:
    assert told(tmp_path, REGION) == []


def test_all_problems_are_told_in_one_run(tmp_path: Path) -> None:
    text = REGION.replace("group: siap", "group: tiada").replace('stage: "1"', 'stage: "9"')
    lines = [str(_line(there)) for there in ('stage: "1"', "group: siap")]
    assert [one.split(":")[1] for one in told(tmp_path, text)] == lines


def test_a_file_that_is_too_large_is_not_even_parsed(tmp_path: Path) -> None:
    text = f"region: [{'a, ' * (LARGEST // 3)}]"
    what = f"the file has {len(text):,} bytes; that of a region has at most {LARGEST:,}"
    assert told(tmp_path, text) == [
        f"regions/{CODE}.yaml:1: {what}; keep its tasks and notes, and nothing else"
    ]


def test_many_aliases_are_refused_and_not_followed(tmp_path: Path) -> None:
    bomb = "a: &a [x]\n" + "\n".join(f"b{n}: &b{n} [{'*a, ' * 9}]" for n in range(30))
    assert "anchor" in told(tmp_path, bomb)[0]


@pytest.mark.parametrize("name", ["..yaml", "a b.yaml", "99.71x!.yaml", f"{'1' * 21}.yaml"])
def test_a_code_can_be_part_of_an_address(name: str, tmp_path: Path) -> None:
    code = name.removesuffix(".yaml")
    found = told(tmp_path, REGION.replace(CODE, code), name)
    assert any("is not the code of a region" in one for one in found)


def test_two_files_of_one_region_are_refused(tmp_path: Path) -> None:
    (tmp_path / f"{CODE}.yml").write_text(REGION)
    assert any("is of the region 32.75, too" in one for one in told(tmp_path, REGION))


LOGOS = {
    "none": (b"GIF89a", "is no PNG that can be shown"),
    "cut off": (b"\x89PNG\r\n\x1a\n", "is no PNG that can be shown"),
    "large": (b"\x89PNG\r\n\x1a\n" + b"0" * 70_000, "which every reader loads"),
}


@pytest.mark.parametrize("case", LOGOS.values(), ids=LOGOS)
def test_a_logo_is_a_small_picture(case: tuple[bytes, str], tmp_path: Path) -> None:
    (tmp_path / "32.75.png").write_bytes(case[0])
    found = told(tmp_path, REGION.replace("  example: true", "  logo: 32.75.png"))
    assert [case[1] in one for one in found] == [True]


def test_a_logo_runs_nothing(tmp_path: Path) -> None:
    (tmp_path / "32.75.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
    found = told(tmp_path, REGION.replace("  example: true", "  logo: 32.75.svg"))
    assert ["which browsers run" in one for one in found] == [True]


def test_a_logo_is_no_link_to_another_place(tmp_path: Path) -> None:
    (tmp_path / "other.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (tmp_path / "32.75.svg").symlink_to(tmp_path / "other.svg")
    found = told(tmp_path, REGION.replace("  example: true", "  logo: 32.75.svg"))
    assert ["is a link to another place" in one for one in found] == [True]


def test_nothing_of_the_programme_is_changed(tmp_path: Path) -> None:
    held = dataset(tmp_path)
    before = held.national.programme
    assert held.programme is not None
    assert before is not None
    for name in type(before).model_fields:
        if name not in ("region", "local_tasks"):
            assert getattr(held.programme, name) is getattr(before, name)
    assert before.region is None
    assert before.local_tasks == {}


def test_what_is_not_translated_stands_there_in_the_original_language(tmp_path: Path) -> None:
    text = REGION.replace(
        SUMMARY, '{id: "Daftar *rak* [[p/sekolah|sekolah]], lihat [situs](https://a.org)."}'
    )
    programme = dataset(tmp_path, text).programme
    assert programme is not None
    summary = programme.local_tasks["32.75/1"].summary
    assert summary["en"] == (
        "[Daftar ]{id}[rak]{id} [[p/sekolah|sekolah]][, lihat ]{id}[situs](https://a.org)[.]{id}"
    )
    assert isinstance(programme.region, PlacedRegion)
    assert programme.region.untranslated == {"en": ("local_tasks.32.75/1",)}


def test_the_data_file_holds_what_is_written_and_no_more(tmp_path: Path) -> None:
    text = REGION.replace(SUMMARY, '{id: "Daftar."}')
    told_in_json = json.loads(content(dataset(tmp_path, text)))
    written = yaml.safe_load(text)
    assert told_in_json == {"code": CODE, **written}


def test_editors_check_the_file_by_a_schema() -> None:
    schema, good = of_region(("id", "en")), yaml.safe_load(REGION)
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema)
    assert list(check.iter_errors(good)) == []
    del good["region"]["name"]["en"]
    assert list(check.iter_errors(good)) == []
    for broken in ({}, {**good, "roles": {}}, {**good, "local_tasks": {"x": {}}}):
        assert list(check.iter_errors(broken)) != []


def test_names_of_the_region_and_of_its_tasks_are_those_of_the_language(tmp_path: Path) -> None:
    known = locales(dataset(tmp_path))
    assert known["id"].name("local_tasks", "32.75/1") == "32.75/1 Mendata rak kosong"
    assert known["en"].addresses.of("local_tasks", "32.75/1") == "t/32.75/1"
    assert national().programme is not None
