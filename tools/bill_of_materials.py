"""What the generator depends on as CycloneDX 1.6 in JSON, the same bytes each time.

It bears the time in SOURCE_DATE_EPOCH, or none, and a number that follows from what it says.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, Property, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from handbook.source_date import source_date
from tools.inventory import Part
from tools.lock_file import pins

_SCOPES = {
    "sites and prints": ComponentScope.REQUIRED,
    "handouts": ComponentScope.OPTIONAL,
    "cluster": ComponentScope.OPTIONAL,
}


def as_cyclonedx(parts: Iterable[Part], root: Path) -> str:
    """The parts as one document, with what asks for each of them in the lock files.

    Raises:
        BadDate: if SOURCE_DATE_EPOCH is no time.
    """
    about = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    whole = Component(
        name=about["name"],
        version=about["version"],
        type=ComponentType.APPLICATION,
        bom_ref=about["name"],
        description=about["description"],
        licenses=[LicenseFactory().make_from_string(about["license"])],
    )
    made = {part: _component(part) for part in parts}
    named: dict[str, list[Component]] = defaultdict(list)
    for part, component in made.items():
        if part.pin:
            named[part.name].append(component)
    bom = Bom()
    bom.metadata.component = whole
    bom.metadata.timestamp = source_date()  # type: ignore[assignment]  # the library leaves out None
    needs: dict[str, set[Component]] = {name: set() for name in (about["name"], *named)}
    for pin in pins(root):
        for asking in pin.asked_by:
            needs[asking].update(named[pin.name])
    for part, component in made.items():
        if part.part_of:
            for owner in named[part.part_of]:
                owner.components.add(component)
            continue
        bom.components.add(component)
        if part.files:
            needs[about["name"]].add(component)
        bom.register_dependency(component, sorted(needs[part.name]) if part.pin else ())
    bom.register_dependency(whole, sorted(needs[about["name"]]))
    bom.serial_number = uuid5(NAMESPACE_URL, about["name"])
    bom.serial_number = uuid5(NAMESPACE_URL, JsonV1Dot6(bom).output_as_string())
    return JsonV1Dot6(bom).output_as_string(indent=1) + "\n"


def _component(part: Part) -> Component:
    reference = f"{part.name}=={part.version}" if part.version else part.name
    addresses = [ExternalReference(type=ExternalReferenceType.WEBSITE, url=XsUri(part.address))]
    marker = part.pin.marker if part.pin else ""
    return Component(
        name=part.name,
        version=part.version or None,
        bom_ref=reference,
        scope=_SCOPES.get(part.use, ComponentScope.EXCLUDED),
        licenses=[LicenseFactory().make_from_string(part.licence)],
        purl=PackageURL("pypi", name=part.name, version=part.version) if part.pin else None,
        hashes=[_hash(one) for one in (part.pin.hashes if part.pin else ())],
        external_references=addresses if part.address else [],
        properties=[Property(name="handbook:marker", value=marker)] if marker else [],
        components=[
            Component(name=name, type=ComponentType.FILE, bom_ref=name, hashes=[_hash(one)])
            for name, one in part.files
        ],
    )


def _hash(sha256: str) -> HashType:
    return HashType(alg=HashAlgorithm.SHA_256, content=sha256)
