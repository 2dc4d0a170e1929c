"""Lines beside rows never meet in one column, and each begins and ends at its rows."""

from __future__ import annotations

import random
from itertools import combinations

from handbook.views.pictures.lines import Line, Strand, gutter


def test_a_line_begins_below_where_lines_arrive() -> None:
    found = gutter([Line((0,), (1,)), Line((1,), (2,))], 3)

    assert found.columns == 1, "one ends where the next begins"
    assert found.rows[0] == (Strand(0, "out", "", "out", False),)
    assert found.rows[1] == (Strand(0, "", "in", "in", False), Strand(0, "out", "", "out", False))
    assert found.rows[2] == (Strand(0, "", "in", "in", False),)


def test_a_line_upwards_is_seen_as_such_and_kept_apart() -> None:
    found = gutter([Line((0,), (1,)), Line((1,), (0,))], 2)

    assert found.columns == 2
    assert {strand.upwards for strand in found.rows[0]} == {True, False}
    (up,) = (strand for strand in found.rows[0] if strand.upwards)
    assert (up.top, up.bottom, up.joins) == ("in", "", "in")


def test_rows_between_are_passed() -> None:
    found = gutter([Line((0,), (2, 4))], 5)

    assert [row[0].joins for row in found.rows] == ["out", "", "in", "", "in"]
    assert [(row[0].top, row[0].bottom) for row in found.rows[1:4]] == [("", "")] * 3


def test_short_lines_run_next_to_the_words() -> None:
    found = gutter([Line((0,), (3,)), Line((1,), (2,))], 4)

    assert [strand.column for strand in found.rows[0]] == [1]
    assert [strand.joins for strand in found.rows[1]] == ["out", ""]


def test_no_two_lines_of_a_column_meet_whatever_they_join() -> None:
    for seed in range(60):
        chance = random.Random(seed)
        rows = chance.randint(2, 30)
        pairs = [chance.sample(range(rows), 2) for _ in range(chance.randint(1, 25))]
        lines = [Line((one,), (other,)) for one, other in pairs]
        found = gutter(lines, rows)
        assert found == gutter(lines, rows)
        for row in found.rows:
            for one, other in combinations(row, 2):
                if one.column == other.column:
                    ends = {(one.bottom, other.top), (other.bottom, one.top)}
                    assert ("in", "out") in ends, "one ends in the upper half, the other begins below"
        assert sum(bool(strand.joins) for row in found.rows for strand in row) == 2 * len(lines)
    assert gutter([], 3).columns == 0
