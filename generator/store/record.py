"""Write frozen values as JSON and read them back: dataclasses → bytes → equal dataclasses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

_CLASS = "is a"


def write_record(value: object) -> bytes:
    """Return a value as JSON; raises TypeError for what is no dataclass, enum, tuple or scalar."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":")).encode()


def read_record(record: bytes, *classes: type) -> Any:
    """Return the value that was written, made of `classes` alone.

    Raises ValueError when it is of another form, as that of another version may be.
    """
    by_name = {one.__name__: one for one in classes}
    try:
        return _made(json.loads(record), by_name)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"the record is of another form: {error}") from error


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return {_CLASS: type(value).__name__, "name": value.name}
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if is_dataclass(value):
        members = {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
        return {_CLASS: type(value).__name__, **members}
    if isinstance(value, Mapping):
        return {_CLASS: "mapping", "items": [[key, _plain(one)] for key, one in value.items()]}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    raise TypeError(f"a {type(value).__name__} can't be recorded")


def _made(plain: Any, by_name: Mapping[str, type]) -> Any:
    if isinstance(plain, list):
        return tuple(_made(one, by_name) for one in plain)
    if not isinstance(plain, dict):
        return plain
    name = plain.pop(_CLASS)
    if name == "mapping":
        return {key: _made(one, by_name) for key, one in plain["items"]}
    made: Any = by_name[name]
    if issubclass(made, Enum):
        return made[plain["name"]]
    return made(**{key: _made(one, by_name) for key, one in plain.items()})
