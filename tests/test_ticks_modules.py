"""The modules of reader/: texts are held against each other, marks merged, and files read without trust."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from handbook.resources import READER
from tests.browser_kit import page, serve
from tests.ticks_kit import AT, FILE, HOSTILE, named, with_list

Run = Callable[[str, Any], Any]
LATER = "2026-02-02T03:04:05.000Z"
LATEST = "2026-03-02T03:04:05.000Z"


@pytest.fixture(scope="module")
def run(browser: Browser) -> Iterator[Run]:
    """Run a JavaScript expression in which the modules' functions are known and `given` is what is passed."""
    with serve(READER) as served, page(browser) as window:
        window.goto(f"{served.address}versions.js")
        names = [f"{served.address}{name}.js" for name in ("versions", "record", "file", "transfer")]
        window.evaluate(
            "async (names) => { for (const name of names) Object.assign(globalThis, await import(name));"
            " globalThis.record = (seen, done, undone = {}, was = {}) => ({seen, marks: new Map(["
            "...Object.entries(done).map(([v, at]) => [v, {at, done: true}]),"
            "...Object.entries(undone).map(([v, at]) => [v, {at, done: false}])]),"
            " was: new Map(Object.entries(was))}); }",
            names,
        )
        yield lambda expression, given: window.evaluate(f"(given) => {expression}", given)


@pytest.mark.parametrize(
    ("old", "now", "replaced", "gone"),
    [
        ("abc", "abc", {}, ""),
        ("abc", "axc", {"x": "b"}, ""),
        ("abc", "ac", {}, "b"),
        ("ac", "abc", {}, ""),
        ("abc", "cab", {}, ""),
        ("abc", "xyz", {"x": "a", "y": "b", "z": "c"}, ""),
        ("abcd", "axd", {"x": "b"}, "c"),
        ("abd", "axyd", {"x": "b"}, ""),
        ("abc", "bcx", {}, "a"),
        ("", "ab", {}, ""),
        ("ab", "", {}, "ab"),
    ],
)
def test_what_took_whose_place(old: str, now: str, replaced: dict[str, str], gone: str, run: Run) -> None:
    expression = "(r => [Object.fromEntries(r.replaced), r.gone.join('')])(aligned(given[0], given[1]))"
    assert run(expression, [list(old), list(now)]) == [replaced, gone]


def test_a_changed_text_is_unticked_and_knows_when_it_was_ticked(run: Run) -> None:
    expression = (
        "(r => [doneCount(r.record, ['a', 'x', 'c']), Object.fromEntries(r.record.was), r.gone])"
        "(carried(record(['a', 'b', 'c', 'd'], {a: given, b: given, d: given}), ['a', 'x', 'c']))"
    )
    assert run(expression, AT) == [1, {"x": AT}, 1]


def test_a_text_that_changed_twice_still_knows(run: Run) -> None:
    once = "carried(record(['a', 'b'], {b: given}), ['a', 'x']).record"
    assert run(f"Object.fromEntries(carried({once}, ['a', 'y']).record.was)", AT) == {"y": AT}


def test_ticking_it_again_confirms_it_and_an_old_text_that_returns_is_still_ticked(run: Run) -> None:
    again = "marked(record(['a', 'b'], {b: given}), ['a', 'x'], 'x', true, given)"
    assert run(f"[{again}.was.size, doneAt({again}, 'x')]", AT) == [0, AT]
    assert run(f"doneAt(carried({again}, ['a', 'b']).record, 'b')", AT) == AT


@pytest.mark.parametrize(
    ("mine", "theirs", "done"),
    [
        ([{"a": AT}, {}], [{}, {"a": LATER}], False),
        ([{"a": LATER}, {}], [{}, {"a": AT}], True),
        ([{}, {"a": LATER}], [{"a": AT}, {}], False),
        ([{}, {"a": AT}], [{"a": LATER}, {}], True),
        ([{}, {}], [{"a": AT}, {}], True),
        ([{"a": AT}, {}], [{}, {}], True),
    ],
)
def test_of_two_marks_the_later_counts(mine: list[Any], theirs: list[Any], done: bool, run: Run) -> None:
    expression = "!!doneAt(merged(record(['a'], ...given[0]), record(['a'], ...given[1]), ['a']), 'a')"
    assert run(expression, [mine, theirs]) is done


def test_a_files_ticks_are_counted_as_taken_changed_or_unknown(run: Run) -> None:
    expression = (
        "(lists => { const t = taken(lists, new Map(), new Map([['l', ['a', 'x', 'd']]]), given);"
        " return [t.count, t.changed, t.unknown]; })"
        "(new Map([['l', record(['a', 'b', 'c', 'd', 'e'], {a: given, b: given, c: given, e: given})],"
        " ['gone', record(['q'], {q: given})]]))"
    )
    assert run(expression, AT) == [1, 1, 3]


def test_no_tick_is_taken_to_be_later_than_now(run: Run) -> None:
    expression = (
        "(lists => { const held = new Map(), now = new Map([['l', ['a']]]);"
        " taken(lists, held, now, given[1]).merge(held);"
        " return doneAt(held.get('l'), 'a'); })(new Map([['l', record(['a'], {a: given[0]})]]))"
    )
    assert run(expression, [LATEST, LATER]) == LATER


KEEPING = ("keeping.js", "service_worker.js")  # what keeps texts on the device fetches them


def test_no_module_writes_html_or_asks_the_network() -> None:
    modules = sorted(READER.glob("*.js"))
    assert len(modules) > 5
    for file in modules:
        text = file.read_text(encoding="utf-8")
        words = (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "fetch(",
            "XMLHttp",
        )
        allowed = ["fetch("] if file.name in (*KEEPING, "not_found.js") else []  # of the site itself
        assert [word for word in (*words, "sendBeacon", "http") if word in text] == allowed, file.name


@pytest.mark.parametrize(("text", "why"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_file_of_ticks_is_refused(text: str, why: str, run: Run) -> None:
    assert run("parsed(given, 'h')", text) == {"why": why}


def test_what_was_written_is_read_back(run: Run) -> None:
    text = json.dumps(FILE)
    back = run(f"JSON.parse(written(parsed(given, 'h').lists, 'h', '2026.1', '{AT}'))", text)
    assert back == FILE
    assert run("parsed('\\uFEFF' + given, 'h').edition", text) == "2026.1"


def test_lists_of_tasks_that_regions_set_are_read_back(run: Run) -> None:
    text = named("t/32.75/1#steps")
    assert run(f"JSON.parse(written(parsed(given, 'h').lists, 'h', '2026.1', '{AT}'))", text) == json.loads(
        text
    )
    for name in ("t/.#steps", "t/../1#steps", "t/32./1#steps", ".t#steps"):
        assert run("parsed(given, 'h')", named(name)) == {"why": "shape"}


def invented(count: int) -> list[str]:
    """Versions of texts that no handbook has."""
    return [f"zzzzzz-{number}" for number in range(1, count + 1)]


def test_a_file_full_of_invented_ticks_leaves_the_readers_own_readable(run: Run) -> None:
    expression = (
        "(() => { const theirs = parsed(given[0], 'h').lists, mine = new Map([['t/x#steps',"
        " record(['aaaaaa'], {aaaaaa: given[1]})]]), now = new Map([['t/x#steps', ['aaaaaa', 'bbbbbb']]]);"
        " taken(theirs, mine, now, given[1]).merge(mine);"
        " const back = parsed(written(mine, 'h', '1', given[1]), 'h');"
        " return [back.why ?? '', [...(back.lists?.get('t/x#steps').marks.keys() ?? [])]]; })()"
    )
    theirs = with_list(seen=[], done=dict.fromkeys(invented(499), AT))
    assert run("!!parsed(given, 'h').lists", theirs), "the file itself is well formed"
    assert run(expression, [theirs, AT]) == ["", ["aaaaaa"]]


def test_of_too_many_marks_those_of_todays_texts_and_the_latest_are_kept(run: Run) -> None:
    expression = (
        "(() => { const held = record(['aaaaaa'], {...Object.fromEntries(given[0].map((v) => [v, given[1]])),"
        " aaaaaa: given[1], bbbbbb: given[2]});"
        " const back = parsed(written(new Map([['t/x#steps', held]]), 'h', '1', given[1]), 'h');"
        " const marks = back.lists.get('t/x#steps').marks;"
        " return [marks.size, marks.has('aaaaaa'), marks.has('bbbbbb')]; })()"
    )
    assert run(expression, [invented(900), AT, LATER]) == [500, True, True]


def test_a_file_that_unticks_says_how_many_and_can_be_taken_back(run: Run) -> None:
    expression = (
        "(() => { const mine = new Map([['l', record(['a'], {a: given[0]})]]), held = new Map(mine);"
        " const theirs = new Map([['l', record(['a'], {}, {a: given[1]})]]);"
        " const t = taken(theirs, mine, new Map([['l', ['a']]]), given[1]);"
        " t.merge(held); const after = doneAt(held.get('l'), 'a'); t.restore(held);"
        " return [t.unticked, after, doneAt(held.get('l'), 'a')]; })()"
    )
    assert run(expression, [AT, LATER]) == [1, "", AT]
