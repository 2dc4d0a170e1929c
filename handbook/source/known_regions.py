"""The list of all regions that there are: `regions.csv` beside the data files, if the programme has one.

Its columns are `code`, `kind` and `province_code`, and for each language `name_<language>` and
`province_<language>`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.model.region import RegionKind
from handbook.source.load import label
from handbook.source.merge_marks import KEEP_BOTH, merge_marks
from handbook.source.problems import DataError, Problem
from handbook.source.remedies import did_you_mean
from handbook.source.text_file import control_characters, read_text

LIST = "regions.csv"
CODE = re.compile(r"[0-9]{2}\.[0-9]{2}")
"""Code of a regency or city by the Ministry of Home Affairs: province, dot, number within it."""

_FIRST_CITY = 71  # numbers within a province: those of cities begin here
_PLAIN = ("code", "kind", "province_code")
_BY_LANGUAGE = re.compile(r"(name|province)_([a-z]{2,3})")


@dataclass(frozen=True)
class KnownRegion:
    """A row of the list: its code and kind, and names of itself and of its province by language."""

    code: str
    kind: RegionKind
    names: Mapping[str, str]
    province: Mapping[str, str]


def known_regions(data: Path) -> dict[str, KnownRegion]:
    """All regions by their code, in the order of the list; none if the folder `data` has no list.

    Raises:
        DataError: with every problem of the list.
    """
    file = data / LIST
    if not file.exists():
        return {}
    rows = _Rows(read_text(file, label(file)), label(file))
    if rows.problems:
        raise DataError(rows.problems)
    return rows.regions


def kind_by_code(code: str) -> RegionKind:
    """The kind of the region that has a well-formed code: the ministry numbers cities from 71 on."""
    return RegionKind.CITY if int(code[3:]) >= _FIRST_CITY else RegionKind.REGENCY


class _Rows:
    """The rows of the list, and what is wrong with them."""

    def __init__(self, text: str, name: str):
        self.regions: dict[str, KnownRegion] = {}
        self._name = name
        self._lines: dict[str, int] = {}  # of each code
        self.problems = list(merge_marks(text, name, KEEP_BOTH))
        if not self.problems:
            for line, what, remedy in control_characters(text.split("\n")):
                self._report(line, what, remedy)
        if not self.problems:  # otherwise each of those lines would be reported again
            self._read(text)

    def _report(self, line: int, what: str, remedy: str) -> None:
        self.problems.append(Problem(self._name, line, what, remedy))

    def _read(self, text: str) -> None:
        rows = self._rows(text)
        line, header = next(rows, (1, []))
        if not self._fits(line, header):
            return
        for line, row in rows:
            if len(row) == len(header):
                self._add(line, dict(zip(header, row, strict=True)))
            else:
                what = f"{len(row)} values stand here, and {len(header)} columns at the head"
                remedy = "write one value for each column, in double quotes if it has a comma"
                self._report(line, what, remedy)

    def _rows(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """First line and cells of each row that is not empty."""
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        line = 1
        try:
            for row in reader:
                cells = [cell.strip() for cell in row]
                if any(cells):
                    yield line, cells
                line = reader.line_num + 1
        except csv.Error as error:
            self._report(line, f"this is not valid CSV ({error})", "put quotes around a whole value only")

    def _fits(self, line: int, header: list[str]) -> bool:
        """Whether the columns are those of a list of regions; reports what is wrong with them."""
        needed = (*_PLAIN[:2], "name_<language>", *_PLAIN[2:], "province_<language>")
        before = len(self.problems)
        languages: dict[str, set[str]] = {"name": set(), "province": set()}
        for number, column in enumerate(header):
            by_language = _BY_LANGUAGE.fullmatch(column)
            if by_language:
                languages[by_language[1]].add(by_language[2])
            elif column not in _PLAIN:
                remedy = did_you_mean(column, _PLAIN, f"columns are: {', '.join(needed)}")
                self._report(line, f"the column `{column}` is not known here", remedy)
            if column in header[:number]:
                self._report(line, f"the column `{column}` stands twice", "keep one")
        missing = [column for column in _PLAIN if column not in header]
        missing += [f"{what}_<language>" for what, codes in languages.items() if not codes]
        for what, other in (("name", "province"), ("province", "name")):
            if languages[what]:
                missing += [f"{what}_{code}" for code in sorted(languages[other] - languages[what])]
        for column in missing:
            remedy = f"begin with `{','.join(needed)}`, with commas between columns"
            self._report(line, f"the column `{column}` is missing", remedy)
        return len(self.problems) == before

    def _add(self, line: int, row: dict[str, str]) -> None:
        before = len(self.problems)
        code, kind = row["code"], row["kind"]
        for column in (column for column, value in row.items() if not value):
            self._report(line, f"`{column}` has no value", "write it")
        if code and not CODE.fullmatch(code):
            remedy = "write two digits, a dot and two digits, such as 32.75"
            self._report(line, f"`{code}` is no code of a regency or city", remedy)
        elif code and row["province_code"] not in ("", code[:2]):
            what = f"the code `{code}` does not begin with that of its province, `{row['province_code']}`"
            self._report(line, what, "correct one of the two")
        if kind and kind not in tuple(RegionKind):
            self._report(line, f"`{kind}` is no kind of region", f"write one of: {', '.join(RegionKind)}")
        if code in self._lines:
            self._report(line, f"`{code}` stands in line {self._lines[code]} too", "keep one of the two")
        self._lines.setdefault(code, line)
        if len(self.problems) == before:
            self.regions[code] = KnownRegion(
                code, RegionKind(kind), _by_language("name", row), _by_language("province", row)
            )


def _by_language(what: str, row: Mapping[str, str]) -> dict[str, str]:
    """The values of the columns `<what>_<language>`, by language."""
    return {
        match[2]: value
        for column, value in row.items()
        if (match := _BY_LANGUAGE.fullmatch(column)) and match[1] == what
    }
