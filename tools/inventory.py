"""`python -m tools.inventory` lists what the generator depends on, with its licences, and refuses others.

With `--bom FILE` it writes the same as a bill of materials, CycloneDX 1.6 in JSON: the same bytes each time.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from cyclonedx.spdx import is_expression

from handbook.source_date import BadDate
from tools.lock_file import ROOT, Pin, pins

LICENCES = Path("tools", "licences.yaml")
# What each lock file is for, the most needed first: what two hold counts for the first.
USES = {
    "requirements.txt": "sites and prints",
    "requirements-handouts.txt": "handouts",
    "requirements-cluster.txt": "cluster",
    "requirements-dev.txt": "development",
    "requirements-bench.txt": "benchmarks",
}


@dataclass(frozen=True)
class Part:
    """Something that the generator depends on.

    `pin` is where a package is locked; what is no package has an `address`, and is `part_of` a package or
    has a SHA-256 for each file.
    """

    name: str
    version: str
    licence: str
    use: str
    pin: Pin | None = None
    address: str = ""
    part_of: str = ""
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Inventory:
    """All parts, and what is wrong with them: each fault with file, line and what to do."""

    parts: tuple[Part, ...]
    faults: tuple[str, ...]


def inventory(root: Path = ROOT) -> Inventory:
    """What the generator in a folder depends on."""
    listed = _Licences(root)
    needed: dict[tuple[str, str], Pin] = {}
    for pin in sorted(pins(root), key=lambda pin: list(USES).index(pin.lock)):
        needed.setdefault((pin.name, pin.version), pin)
    uses = {pin.name: USES[pin.lock] for pin in needed.values()}
    packages = [
        Part(pin.name, pin.version, listed.packages.get(pin.name, ""), uses[pin.name], pin)
        for pin in needed.values()
    ]
    carried = [_carried(one, uses, root) for one in listed.carried]
    faults = [*listed.faults(packages), *listed.carried_faults(carried), *listed.superfluous(uses)]
    parts = sorted([*packages, *carried], key=lambda part: (part.name.lower(), part.version))
    return Inventory(tuple(parts), tuple(faults))


def _carried(one: dict[str, str], uses: dict[str, str], root: Path) -> Part:
    part_of = one.get("part_of", "")
    return Part(
        one["name"],
        one.get("version", ""),
        one["licence"],
        uses.get(part_of, USES["requirements.txt"]),
        None,
        one["address"],
        part_of,
        tuple(
            (file.relative_to(root).as_posix(), sha256(file.read_bytes()).hexdigest())
            for file in (sorted(root.glob(one["files"])) if "files" in one else ())
        ),
    )


class _Licences:
    """The list of licences, and what it says against a package."""

    def __init__(self, root: Path):
        self._lines = (root / LICENCES).read_text(encoding="utf-8").splitlines()
        held: dict[str, Any] = yaml.safe_load("\n".join(self._lines))
        self.packages: dict[str, str] = held["packages"]
        self.carried: list[dict[str, str]] = held["carried"]
        self._accepted = {beside: set(held["accepted"]) for beside in (False, True)}
        self._accepted[True] |= set(held["accepted_beside"])

    def place(self, name: str) -> str:
        """File and line of a package or of what is none."""
        starts = (f"  {name}:", f"  - name: {name}")
        line = next((number for number, line in enumerate(self._lines, 1) if line.startswith(starts)), 1)
        return f"{LICENCES.as_posix()}:{line}"

    def faults(self, packages: Iterable[Part]) -> Iterator[str]:
        """Packages whose licence is not listed, not accepted, or another one by now."""
        for part in packages:
            assert part.pin
            said, place = _metadata(part), self.place(part.name)
            if part.name not in self.packages:
                told = f"its metadata say {said}" if said else "its metadata are not at hand"
                what = f"{part.pin.lock}:{part.pin.line}: the licence of {part.name} is not listed"
                yield f"{what}; {told}: read it, and add `{part.name}: …` to {LICENCES.as_posix()}"
                continue
            yield from self._licence_faults(part)
            if said and is_expression(said) and not _licences(said) <= _licences(part.licence):
                what = (
                    f"{place}: {part.name} {part.version} says that its licence is {said}, not {part.licence}"
                )
                yield f"{what}; read it again, and correct the line"

    def carried_faults(self, carried: Iterable[Part]) -> Iterator[str]:
        """What is no package and is not there, or is under a licence that is not accepted."""
        for part in carried:
            if not part.files and part.part_of not in self.packages:
                yield f"{self.place(part.name)}: {part.name} is not there; correct or delete the entry"
            yield from self._licence_faults(part)

    def superfluous(self, locked: Container[str]) -> Iterator[str]:
        """Lines of packages that are in no lock file."""
        for name in self.packages:
            if name not in locked:
                yield f"{self.place(name)}: {name} is in no lock file; delete the line"

    def _licence_faults(self, part: Part) -> Iterator[str]:
        place, name, licence, use = self.place(part.name), part.name, part.licence, part.use
        if not is_expression(licence):
            yield f"{place}: “{licence}” of {name} is no licence that SPDX knows; write one of https://spdx.org/licenses/"
            return
        others = sorted(_licences(licence) - self._accepted[use != USES["requirements.txt"]])
        if others:
            what = f"{place}: {name}, for {use}, is under {' and '.join(others)}, which is not accepted"
            yield f"{what}; do without it, or accept that licence at the head of the file"


def _licences(expression: str) -> set[str]:
    """The single licences of an expression of SPDX, each with its exception."""
    words = expression.replace("(", " ").replace(")", " ").replace(" OR ", " AND ").split(" AND ")
    return {word.strip() for word in words}


def _metadata(part: Part) -> str:
    """What the installed package of that version says of its licence; "" if it is not installed."""
    from importlib import metadata

    try:
        about = metadata.metadata(part.name)
    except metadata.PackageNotFoundError:
        return ""
    said = next((about[field] for field in ("License-Expression", "License") if field in about), "")
    return said.partition("\n")[0] if about["Version"] == part.version else ""


def report(found: Inventory) -> Iterator[str]:
    """A line for each part: name, version, licence and what it is for."""
    rows = [(part.name, part.version or f"in {part.part_of}", part.licence, part.use) for part in found.parts]
    widths = [max(map(len, column)) for column in list(zip(*rows, strict=True))[:3]]
    for *cells, use in rows:
        yield "  ".join([*(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)), use])


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """List everything and write what is asked for; 1 where a licence is not listed or not accepted."""
    parser = argparse.ArgumentParser(prog="python -m tools.inventory", description=__doc__)
    parser.add_argument(
        "--bom", type=Path, metavar="FILE", help="write a bill of materials (CycloneDX) there"
    )
    parser.add_argument("--check", action="store_true", help="say only what is wrong")
    asked = parser.parse_args(arguments)
    found = inventory(root)
    for fault in found.faults:
        print(fault, file=sys.stderr)
    if found.faults:
        return 1
    if not asked.check:
        print(*report(found), sep="\n")
    if asked.bom:
        from tools.bill_of_materials import as_cyclonedx

        try:
            asked.bom.write_text(as_cyclonedx(found.parts, root), encoding="utf-8")
        except (BadDate, OSError) as error:
            print(error, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
