"""A model and the keys of a value in its file → what may stand there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.model.mark import Keys


def fields_at(model: type[BaseModel], keys: Keys) -> Mapping[str, FieldInfo]:
    """Return the fields of the mapping at `keys`, as users write them; none where all are free."""
    kind: Any = model
    for key in keys:
        kind = _inside(kind, key)
    for part in _alternatives(kind):
        if _is_model(part):
            return _fields(part)
    return {}


def _fields(model: type[BaseModel]) -> Mapping[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _inside(kind: Any, key: str | int) -> Any:
    """Return the type of what stands under `key` in a value of type `kind`; None when unknown."""
    for part in _alternatives(kind):
        if _is_model(part) and (field := _fields(part).get(str(key))):
            return field.annotation
        if get_origin(part) is dict:
            return get_args(part)[1]
        if get_origin(part) is tuple:  # all of ours are tuple[X, ...]
            return get_args(part)[0]
    return None


def _alternatives(kind: Any) -> Iterator[Any]:
    """Yield the types that a value may be of, without what an annotation says beside them."""
    if get_origin(kind) is Annotated:
        yield from _alternatives(get_args(kind)[0])
    elif get_origin(kind) in (Union, UnionType):
        for part in get_args(kind):
            yield from _alternatives(part)
    else:
        yield kind
