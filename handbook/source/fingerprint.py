"""A fingerprint of all that a programme says, to detect later changes to an edition."""

from __future__ import annotations

import hashlib

from handbook.files import content_of
from handbook.source.load import Dataset

# What may change without changing the content: where old addresses lead, what was published.
_NOT_SAID = {"appearance", "redirects", "editions", "style"}


def texts_fingerprint(dataset: Dataset) -> str:
    """The first half of the SHA-256 of every record and every hand-written page, as hexadecimal digits.

    Comments and the layout of the YAML do not count.
    """
    assert dataset.readable is not None
    said = dataset.readable.model_dump_json(exclude=_NOT_SAID, exclude_defaults=True)
    digest = hashlib.sha256(said.encode())
    for code in dataset.readable.languages:
        for address, file in sorted(dataset.prose(code).items()):
            digest.update(f"\n{code} {address}\n".encode() + content_of(file).replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:32]
