"""A YAML file and its model → the model's value, or each problem in plain English with its mark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.errors import ContentError, Problem
from generator.load.fields import fields_at
from generator.load.problems import nearest, quoted, suggest
from generator.load.wording import EMPTY, is_wrong_kind, word
from generator.load.yaml import YamlFile
from generator.model.mark import Keys, dotted

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class _Fault:
    """One complaint of pydantic, with the keys that users know."""

    kind: str
    keys: Keys
    about_key: bool
    """The key itself is wrong, not its value."""
    branch: tuple[Keys, str] | None
    """Where one of several types was tried, and which."""
    value: Any
    context: Mapping[str, Any]
    message: str


def validate(model: type[M], source: YamlFile) -> M:
    """Return the file as a `model`; raises ContentError with everything that is wrong in it."""
    try:
        return model.model_validate(source.values)
    except ValidationError as error:
        details = error.errors(include_url=False)
        faults = [_understand(detail, source.values) for detail in details]
        raise ContentError(_tell(_without_echoes(faults), model, source)) from error


def _understand(detail: ErrorDetails, values: object) -> _Fault:
    """Tell keys from what else pydantic puts in a location: `[key]`, and types that it tried."""
    keys: Keys = ()
    about_key = False
    branch = None
    for part in detail["loc"]:
        if (inner := _get(values, part)) is not _ABSENT:
            keys, values = (*keys, part), inner
        elif part == "[key]":
            about_key = True
        elif detail["type"] == "missing" and part == detail["loc"][-1]:
            keys = (*keys, part)
        else:
            branch = (keys, str(part))
    context = detail.get("ctx", {})
    return _Fault(detail["type"], keys, about_key, branch, detail["input"], context, detail["msg"])


_ABSENT = object()


def _get(values: object, key: str | int) -> object:
    if isinstance(values, dict):
        return values.get(key, _ABSENT)
    if isinstance(values, list) and isinstance(key, int):
        return values[key]
    return _ABSENT


def _without_echoes(faults: list[_Fault]) -> list[_Fault]:
    """Leave out what follows from another fault: a type not meant, a list that lost its items."""
    tried = {fault.branch for fault in faults if fault.branch}
    wrong = {
        fault.branch
        for fault in faults
        if fault.branch and fault.keys == fault.branch[0] and is_wrong_kind(fault.kind)
    }
    for keys in {branch[0] for branch in tried}:
        branches = sorted(branch for branch in tried if branch[0] == keys)
        if wrong.issuperset(branches):
            wrong.discard(branches[0])  # none comes near: say so once
    parents = {fault.keys[:-1] for fault in faults}
    return [
        fault
        for fault in faults
        if fault.branch not in wrong and not (fault.kind == "too_short" and fault.keys in parents)
    ]


def _tell(
    faults: Iterable[_Fault], model: type[BaseModel], source: YamlFile
) -> tuple[Problem, ...]:
    faults = list(faults)
    problems, meant = [], set()
    for fault in faults:
        if fault.kind == "extra_forbidden":
            problem, keys = _unknown_key(fault, model, source)
            problems.append(problem)
            meant.add(keys)
    for fault in faults:
        if fault.kind == "missing":
            if fault.keys not in meant:  # else the misspelt key has been told already
                problems.append(_missing_key(fault, model, source))
        elif fault.kind == "value_error":
            problems.append(_own_check(fault, model, source))
        elif fault.kind != "extra_forbidden":
            problems.append(_wrong_value(fault, model, source))
    return tuple(problems)


def _unknown_key(
    fault: _Fault, model: type[BaseModel], source: YamlFile
) -> tuple[Problem, Keys | None]:
    """Return the problem, and the keys that the user may have meant."""
    *parent, name = fault.keys
    known = fields_at(model, tuple(parent))
    siblings = source.key_marks
    absent = [key for key in known if (*parent, key) not in siblings]
    meant = nearest(str(name), absent)
    hint = f"did you mean {quoted(meant)}?" if meant else suggest(str(name), known, "known keys")
    mark = source.key_marks.nearest(fault.keys)
    problem = Problem(f"unknown key {quoted(name)}{_within(tuple(parent))}.", mark, hint)
    return problem, (*parent, meant) if meant else None


def _missing_key(fault: _Fault, model: type[BaseModel], source: YamlFile) -> Problem:
    parent, name = fault.keys[:-1], str(fault.keys[-1])
    field = fields_at(model, parent).get(name)
    purpose = f" ({field.description})" if field and field.description else ""
    message = f"missing key {quoted(name)}{_within(parent)}."
    return Problem(message, source.marks.nearest(parent), f"add '{name}:'{purpose}.")


def _own_check(fault: _Fault, model: type[BaseModel], source: YamlFile) -> Problem:
    """A check of a model of ours; what it says of a whole mapping starts with the key at fault."""
    text = str(fault.context.get("error", fault.message)).rstrip(".")
    keys = fault.keys
    first = text.partition(" ")[0].strip("'")
    if first in fields_at(model, keys):
        keys = (*keys, first)
    place = f"{_subject(fault)}: " if fault.keys else ""
    marks = source.key_marks if fault.about_key else source.marks
    return Problem(f"{place}{text}.", marks.nearest(keys))


def _wrong_value(fault: _Fault, model: type[BaseModel], source: YamlFile) -> Problem:
    marks = source.key_marks if fault.about_key else source.marks
    said, hint = word(fault.kind, fault.value, fault.context, fault.message)
    field = fields_at(model, fault.keys[:-1]).get(str(fault.keys[-1])) if fault.keys else None
    if said == EMPTY and field and not field.is_required():
        hint = "fill it in, or remove the key."
    return Problem(f"{_subject(fault)} {said}.", marks.nearest(fault.keys), hint)


def _subject(fault: _Fault) -> str:
    if fault.about_key:
        return f"the key {quoted(fault.keys[-1])}{_within(fault.keys[:-1])}"
    return dotted(fault.keys) or "the file"


def _within(keys: Keys) -> str:
    return f" in {dotted(keys)}" if keys else ""
