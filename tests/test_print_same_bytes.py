"""The same sources give the same bytes; the date is that of the edition or of SOURCE_DATE_EPOCH."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from handbook.outputs.printed import FOLDER
from handbook.source_date import BadDate, date_of
from tests.places import LIBRARIES
from tests.print_kit import DATASET, Printed, print_site
from tests.site_builds import run

SMALL = ("--data", str(LIBRARIES))


def contents(site: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (site / FOLDER).iterdir()}


def test_two_prints_are_equal_byte_for_byte(printed: Path, tmp_path: Path) -> None:
    site = tmp_path / "elsewhere" / "site"
    said = print_site(site, *SMALL, "--fresh", TZ="Asia/Jakarta", LC_ALL="C", PYTHONHASHSEED="7")
    assert "0 unchanged" in said
    assert contents(site) == contents(printed)


def test_the_date_is_that_of_the_edition(printed: Path) -> None:
    assert DATASET.programme is not None
    day = DATASET.programme.programme.date.replace("-", "")
    for name in ("handbook.id.pdf", "stage-1.en.pdf"):
        opened = Printed(printed / FOLDER / name)
        info = opened.pdf.docinfo
        assert str(info.CreationDate) == f"D:{day}000000Z"
        assert str(info.ModDate) == f"D:{day}000000Z"


def test_source_date_epoch_is_the_date_where_it_is_set(tmp_path: Path) -> None:
    site = tmp_path / "site"
    print_site(site, *SMALL, "--stage", "1", "--lang", "en", SOURCE_DATE_EPOCH="1000000000")
    opened = Printed(site / FOLDER / "stage-1.en.pdf")
    assert str(opened.pdf.docinfo.CreationDate) == "D:20010909014640Z"


@pytest.mark.parametrize("verb", ["print", "build"])
def test_a_date_that_is_none_is_refused_in_words(verb: str, tmp_path: Path) -> None:
    done = run("-m", "handbook", verb, *SMALL, "--site-dir", str(tmp_path / "site"), SOURCE_DATE_EPOCH="soon")
    assert done.returncode == 2
    assert "SOURCE_DATE_EPOCH is `soon`; it must be a number of seconds since 1970" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("epoch", "expected"),
    [
        ("", "2026-02-01T00:00:00+00:00"),
        ("0", "1970-01-01T00:00:00+00:00"),
        (" 86400 ", "1970-01-02T00:00:00+00:00"),
    ],
)
def test_dates(epoch: str, expected: str) -> None:
    assert date_of("2026-02-01", {"SOURCE_DATE_EPOCH": epoch}) == datetime.datetime.fromisoformat(expected)


def test_a_date_beyond_all_calendars_is_refused() -> None:
    with pytest.raises(BadDate, match="99999999999999999999"):
        date_of("2026-02-01", {"SOURCE_DATE_EPOCH": "99999999999999999999"})
