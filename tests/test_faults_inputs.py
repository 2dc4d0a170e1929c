"""Whatever stands in a file, check says where and what is wrong, and says first what makes a build fail."""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fault_kit import ROOM, SEED, grown, judged, write_programme
from tests.mutation_kit import Move, Mutated
from tests.site_builds import run

INPUTS = int(os.environ.get("FAULT_INPUTS", "20000"))
BUILT_EACH = 100  # one of so many inputs is built, too

KINDS = ("text", "text", "text", "tree", "tree", "tree", "tree", "place")
NUMBER = st.integers(0, 1 << 20)
MOVES = st.lists(
    st.tuples(st.sampled_from(KINDS), st.tuples(st.integers(0, 59), NUMBER, NUMBER)), min_size=1, max_size=3
)
UNHURRIED = tuple(HealthCheck)


def test_the_programme_that_is_spoiled_has_no_problem(tmp_path: Path) -> None:
    assert judged(write_programme(tmp_path)) == []


@pytest.fixture(scope="module")
def mutated(tmp_path_factory: pytest.TempPathFactory) -> Mutated:
    return Mutated.of(write_programme(tmp_path_factory.mktemp("mutated")))


@given(which=NUMBER, moves=MOVES)
@settings(max_examples=100, derandomize=True, database=None, deadline=None, suppress_health_check=UNHURRIED)
def test_check_explains_what_was_spoiled(mutated: Mutated, which: int, moves: list[tuple[str, Move]]) -> None:
    with mutated.changed(mutated.names[which % len(mutated.names)], moves):
        judged(mutated.root)


@pytest.mark.slow
def test_check_explains_whatever_was_spoiled(mutated: Mutated, capsys: pytest.CaptureFixture[str]) -> None:
    tried = {"inputs": 0, "with problems": 0, "built": 0}
    before = grown()

    @hypothesis.seed(SEED)
    @given(name=st.sampled_from(mutated.names), moves=MOVES)
    @settings(max_examples=INPUTS, database=None, deadline=None, suppress_health_check=UNHURRIED)
    def spoil(name: str, moves: list[tuple[str, Move]]) -> None:
        with mutated.changed(name, moves):
            found = judged(mutated.root)
            tried["inputs"] += 1
            tried["with problems"] += bool(found)
            if tried["inputs"] % BUILT_EACH == 0:
                tried["built"] += 1
                blocked = any(problem.blocks for problem in found)
                built(mutated.root, blocked)

    try:
        spoil()
    finally:
        with capsys.disabled():
            print(f"\nFAULT_SEED={SEED}: {tried}, {(grown() - before) >> 20} MB grown")
    assert grown() - before < ROOM


def built(root: Path, blocked: bool) -> None:
    where = ("--data", str(root / "data"), "--docs", str(root / "docs"), "--site-dir", str(root / "site"))
    done = run("-m", "handbook", "build", "--quiet", *where)
    said = done.stdout + done.stderr
    assert "Traceback" not in said, said
    assert done.returncode == int(blocked), said
