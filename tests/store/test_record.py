"""Records: a value written as JSON is read back as an equal one, of known classes alone."""

from __future__ import annotations

import json

import pytest

from generator.model.document import FitResult, PartFit
from generator.model.finding import Finding
from generator.model.geometry import Rect, Size
from generator.model.mark import Cell, Mark
from generator.model.target import Target
from generator.preflight import Inspection
from generator.store.record import read_record, write_record

CLASSES = (Inspection, Finding, Mark, Cell, Rect, Size, Target)


def test_an_inspection_comes_back_equal() -> None:
    cell = Cell("regios.xlsx", 4, 2, "Blad 1", "naam")
    found = Finding("bleed", "error", "te weinig", 2, cell, places=(Rect(1.5, 2, 3, 4),))
    inspection = Inspection((found,), Target.PRESS, sizes=(Size(297, 420), None), lines=("é", "b"))
    assert read_record(write_record(inspection), *CLASSES) == inspection


def test_type_sizes_come_back_to_the_last_digit() -> None:
    fit = FitResult({"a": PartFit(1 / 3, 0.1 + 0.2, (1, 2)), "b": PartFit()})
    assert read_record(write_record(fit), FitResult, PartFit) == fit


@pytest.mark.parametrize(
    "record",
    [
        b"no json",
        b"\xff",
        b'{"no": "class"}',
        b'{"is a": "Popen", "args": ["ls"]}',
        b'{"is a": "Size", "width_mm": 1}',
        b'{"is a": "Size", "width_mm": 1, "height_mm": 2, "depth_mm": 3}',
        b'{"is a": "Target", "name": "MOON"}',
        b'{"is a": ["Size"]}',
    ],
)
def test_a_record_of_another_form_is_refused(record: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_record(record, *CLASSES)


def test_what_has_no_form_is_not_written() -> None:
    with pytest.raises(TypeError, match="a set can't be recorded"):
        write_record({1, 2})
    assert json.loads(write_record((1, None, "a"))) == [1, None, "a"]
