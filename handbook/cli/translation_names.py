"""Which translation a person means who names a record, a part of it or an address."""

from __future__ import annotations

from handbook.check.case import Case
from handbook.model.addresses import Addresses
from handbook.model.traverse import dotted
from handbook.source.load import Dataset
from handbook.source.remedies import did_you_mean
from handbook.source.translations import pairs, unknown_names


class UnknownName(ValueError):
    """Nothing is called so that could be translated."""


def translation_name(case: Case, key: str) -> str:
    """What `key` names, as `record_translations` knows it: itself, or the record at this address.

    Raises:
        UnknownName: where there is no such translation; the message says what comes close.
    """
    dataset = case.dataset
    if not unknown_names(dataset, [key]):
        return key
    addresses = case.addresses
    name = _name_of_address(dataset, addresses, key)
    if name and not unknown_names(dataset, [name]):
        return name
    if name:
        raise UnknownName(
            f"`{key}` has no translation that could be stale; run `handbook check` to see those"
        )
    known = {part for pair in pairs(dataset) for part in (pair.record, pair.key)} | set(addresses.by_address)
    otherwise = "name it as `handbook check` does, such as tasks.A2"
    remedy = did_you_mean(key, sorted(known - {""}), otherwise)
    raise UnknownName(f"there is no `{key}`; {remedy}")


def _name_of_address(dataset: Dataset, addresses: Addresses, key: str) -> str | None:
    _, *others = addresses.programme.languages
    path = key.strip("/")
    for code in others:
        path = path.removeprefix(f"{code}/")
    found = addresses.resolve(path)
    if found and found[0] == "prose":
        first = addresses.programme.languages[0]
        file = dataset.prose(first).get(found[1])
        return (
            dotted(("docs", file.relative_to(dataset.docs / first).as_posix()))
            if file and dataset.docs
            else None
        )
    return ".".join(filter(None, found)) if found else None
