"""Compiled templates, kept by their content."""

from __future__ import annotations

from functools import cache

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from handbook.incremental.beside_code import store_beside_code
from handbook.incremental.store import Store, key_of


class _InStore(BytecodeCache):
    """A cache of Jinja whose entries are those of a store, so that none that is damaged is run."""

    def __init__(self, store: Store):
        self._store = store

    def load_bytecode(self, bucket: Bucket) -> None:
        """As Jinja asks: fill the bucket if there is an entry."""
        held = self._store.get(_key(bucket))
        if held is not None:
            bucket.bytecode_from_string(held)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """As Jinja asks: keep what the bucket holds."""
        self._store.put(_key(bucket), bucket.bytecode_to_string())


def _key(bucket: Bucket) -> str:
    return key_of("template", bucket.key, bucket.checksum)


@cache
def compiled_templates() -> BytecodeCache:
    """The cache of compiled templates for all builds."""
    return _InStore(store_beside_code())
