"""Pages too many, and pages of another size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest

from generator.model.geometry import Size
from generator.model.product import PageRange
from generator.preflight import Expected, preflight

if TYPE_CHECKING:
    from tests.preflight.conftest import Change, MakePdf


def test_a_page_too_many_is_found(make_pdf: MakePdf, expected: Expected) -> None:
    pdf = make_pdf("<p>een<p style='break-before:page'>twee")
    (finding,) = preflight(pdf, expected)
    assert str(finding) == "the document has 2 pages; it must have 1 [page-count]"
    assert preflight(pdf, replace(expected, pages=PageRange(min=1, max=2))) == []


def test_a_page_too_few_is_found(make_pdf: MakePdf, expected: Expected) -> None:
    (finding,) = preflight(make_pdf(), replace(expected, pages=PageRange(min=2, max=4)))
    assert finding.message == "the document has 1 pages; it must have 2 to 4"


def test_another_trim_is_found(make_pdf: MakePdf, expected: Expected) -> None:
    (finding,) = preflight(make_pdf(), replace(expected, trim=Size(85.1, 55)))
    assert finding.page == 1
    assert finding.message == "the trim is 85.00 x 55.00 mm; it must be 85.1 x 55 mm"
    assert preflight(make_pdf(), replace(expected, trim=Size(85.04, 55))) == []


@pytest.mark.parametrize("value", [pikepdf.Name.Niets, pikepdf.Array([1, 2])])
def test_a_box_that_is_no_box_is_found(
    make_pdf: MakePdf,
    expected: Expected,
    changed: Callable[[bytes, Change], bytes],
    value: pikepdf.Object,
) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj["/TrimBox"] = value

    rules = {finding.rule for finding in preflight(changed(make_pdf(), spoil), expected)}
    assert "page-size" in rules
