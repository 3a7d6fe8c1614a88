"""Digest a value: dataclasses, mappings, sets and what they hold → SHA-256, the same anywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache, lru_cache
from hashlib import sha256
from typing import Any

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
    kind: type = type(value)
    name, take_apart = _way_of(kind)
    content = take_apart(value)
    return b"%s %d\0%s" % (name, len(content), content)


_Way = tuple[bytes, Callable[[Any], bytes]]


@cache
def _way_of(kind: type) -> _Way:
    """Return what values of a type are called, and what tells what is in one."""
    name = kind.__name__.encode()
    if issubclass(kind, Enum):
        return name, lambda value: value.name.encode()
    if issubclass(kind, bool | int | float | date | None):
        return name, lambda value: repr(value).encode()
    if issubclass(kind, str):
        return b"str", str.encode
    if issubclass(kind, bytes):
        return b"bytes", _bytes_of
    if is_dataclass(kind) or _is_model(kind):
        return name, _members_of(kind)
    if issubclass(kind, Mapping):
        return b"mapping", lambda value: b"".join(sorted(map(_written, value.items())))
    if issubclass(kind, Set):
        return b"set", lambda value: b"".join(sorted(map(_written, value)))
    if issubclass(kind, Sequence):
        return b"sequence", lambda value: b"".join(map(_written, value))
    raise TypeError(f"a {kind.__name__} has no digest")


def _is_model(kind: Any) -> bool:
    """Tell whether a type is one of pydantic's models; workers don't import that."""
    return hasattr(kind, "model_fields")


def _members_of(kind: Any) -> Callable[[object], bytes]:
    """Return what writes down the members of a dataclass's or a model's values, by name."""
    members = kind.model_fields if _is_model(kind) else [one.name for one in fields(kind)]
    names = tuple(members)
    return lambda value: b"".join([_written(getattr(value, name)) for name in names])


def _bytes_of(content: bytes) -> bytes:
    # Not written in the same way: 32 bytes may be another's SHA.
    return b"digest" + _large(content) if len(content) > _LARGE else b"whole" + content


@lru_cache(maxsize=64)
def _large(content: bytes) -> bytes:
    # A profile of a megabyte is part of every press job: Python keeps a value's hash, not its SHA.
    return sha256(content).digest()
