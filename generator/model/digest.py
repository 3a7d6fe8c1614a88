"""Digest a value: dataclasses, mappings, sets and what they hold → SHA-256, the same anywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from hashlib import sha256

from generator.model.frozen import Frozen

_LARGE = 20_000
"""Bytes: from so many on, what comes again is a profile or a font."""


def digest_of(*values: object) -> str:
    """Return the SHA-256 of values in hexadecimal digits; equal values have equal digests.

    The order in which sets and mappings hold their members doesn't count: it differs from process
    to process. Raises TypeError for a value of a kind that it doesn't know.
    """
    return _digest(values).hex()


def _digest(value: object) -> bytes:
    kind, members = _taken_apart(value)
    whole = sha256(f"{kind}\0{len(members)}\0".encode())
    for member in members:
        # Of one length each: where one member ends and the next begins is never in doubt.
        whole.update(member)
    return whole.digest()


def _taken_apart(value: object) -> tuple[str, Sequence[bytes]]:
    """Return what kind of value it is and the digests of its members."""
    kind = type(value).__name__
    if isinstance(value, Enum):
        return kind, [_leaf(value.name.encode())]
    if value is None or isinstance(value, bool | int | float | date):
        return kind, [_leaf(repr(value).encode())]
    if isinstance(value, str):
        return "str", [_leaf(value.encode())]
    if isinstance(value, bytes):
        return "bytes", [_large(value) if len(value) > _LARGE else _leaf(value)]
    if is_dataclass(value):
        members = (getattr(value, one.name) for one in fields(value))
        return kind, [_digest(one) for one in members]
    if isinstance(value, Frozen):
        return kind, [_digest(getattr(value, name)) for name in type(value).model_fields]
    if isinstance(value, Mapping):
        return "mapping", sorted(_digest(one) for one in value.items())
    if isinstance(value, Set):
        return "set", sorted(_digest(one) for one in value)
    if isinstance(value, Sequence):
        return "sequence", [_digest(one) for one in value]
    raise TypeError(f"a {kind} has no digest")


def _leaf(content: bytes) -> bytes:
    return sha256(content).digest()


@lru_cache(maxsize=64)
def _large(content: bytes) -> bytes:
    # A profile of a megabyte is part of every press job: Python keeps a value's hash, not its SHA.
    return sha256(content).digest()
