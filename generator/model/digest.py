"""Digest a value: dataclasses, mappings, sets and what they hold → SHA-256, the same anywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache, lru_cache
from hashlib import sha256

from generator.model.frozen import Frozen

_LARGE = 20_000
"""Bytes: from so many on, what comes again is a profile or a font."""


def digest_of(*values: object) -> str:
    """Return the SHA-256 of values in hexadecimal digits; equal values have equal digests.

    The order in which sets and mappings hold their members doesn't count: it differs from process
    to process. Raises TypeError for a value of a kind that it doesn't know.
    """
    return sha256(_written(values)).hexdigest()


def _written(value: object) -> bytes:
    """Write a value down so that no other is written in the same way: kind, length, members."""
    kind, content = _taken_apart(value)
    return b"%s %d\0%s" % (kind.encode(), len(content), content)


def _taken_apart(value: object) -> tuple[str, bytes]:
    """Return what kind of value it is, and what is in it."""
    kind = type(value).__name__
    if isinstance(value, Enum):
        return kind, value.name.encode()
    if value is None or isinstance(value, bool | int | float | date):
        return kind, repr(value).encode()
    if isinstance(value, str):
        return "str", value.encode()
    if isinstance(value, bytes):
        return ("large bytes", _large(value)) if len(value) > _LARGE else ("bytes", value)
    if is_dataclass(value) or isinstance(value, Frozen):
        owner: type = type(value)
        members = [getattr(value, name) for name in _members(owner)]
        return kind, b"".join(map(_written, members))
    if isinstance(value, Mapping):
        return "mapping", b"".join(sorted(map(_written, value.items())))
    if isinstance(value, Set):
        return "set", b"".join(sorted(map(_written, value)))
    if isinstance(value, Sequence):
        return "sequence", b"".join(map(_written, value))
    raise TypeError(f"a {kind} has no digest")


@cache
def _members(kind: type) -> Sequence[str]:
    """Return what the values of a dataclass or model have, by name."""
    if is_dataclass(kind):
        return [one.name for one in fields(kind)]
    assert issubclass(kind, Frozen)
    return list(kind.model_fields)


@lru_cache(maxsize=64)
def _large(content: bytes) -> bytes:
    # A profile of a megabyte is part of every press job: Python keeps a value's hash, not its SHA.
    return sha256(content).digest()
