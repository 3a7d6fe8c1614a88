"""Parts, sizes and findings: what goes from one stage to the next."""

from __future__ import annotations

import pytest

from generator.model.document import WHOLE, FitResult, Html, Part, PartFit
from generator.model.fit import PageRange
from generator.model.geometry import Size
from generator.model.mark import Mark, Marks, dotted

ONE = PageRange(min=1, max=1)


@pytest.mark.parametrize(
    ("scale", "lines"),
    [(0.5, (1, 1)), (0.6, (2, 1)), (0.9, (2, 3)), (1.0, (4, 3)), (1.2, None)],
)
def test_a_headline_takes_the_fewest_lines_that_a_scale_allows(
    scale: float, lines: tuple[int, ...] | None
) -> None:
    # The first headline may not be set in three lines, the second not in two.
    part = Part("part-1", ONE, headlines=((0.5, 0.9, 0.0, 1.1), (0.8, 0.0, 1.3)))
    assert part.lines_at(scale) == lines


def test_sizes_become_rules_for_the_page_or_for_the_element_of_a_part() -> None:
    fit = FitResult({"part-b": PartFit(0.9, 0.8, (2, 1)), WHOLE: PartFit(1.0, 0.7)})
    assert fit.css == (
        ":root{--text-scale:1;--headline-scale:0.7}"
        "#part-b{--text-scale:0.9;--headline-scale:0.8}"
        "#part-b .headline-0 .break-2{display:inline}"
        "#part-b .headline-1 .break-1{display:inline}"
    )
    assert fit.text == 0.9
    assert FitResult().text == 1.0


def test_a_document_set_in_sizes_has_them_after_its_own_style() -> None:
    html = Html("<head><style>a</style></head><p></head>", Size(85, 55), 3, (Part(WHOLE, ONE),))
    fitted = html.set_in(FitResult({WHOLE: PartFit(0.5)}))
    head, _, body = fitted.text.partition("</head>")
    assert head.startswith("<head><style>a</style><style>:root{--text-scale:0.5;")
    assert body == "<p></head>"
    assert (fitted.trim, fitted.bleed_mm, fitted.parts) == (html.trim, 3, html.parts)


def test_a_documents_pages_are_those_of_its_parts() -> None:
    parts = (Part("part-a", PageRange(min=1, max=2)), Part("part-b", PageRange(min=3, max=3)))
    assert Html("", Size(85, 55), 0, parts).pages == PageRange(min=4, max=5)


def test_a_mark_is_written_as_editors_read_it() -> None:
    assert str(Mark("content/nl.yaml", 84, 7)) == "content/nl.yaml:84:7"
    assert str(Mark("content/nl.yaml", 84)) == "content/nl.yaml:84"
    assert str(Mark("content/nl.yaml")) == "content/nl.yaml"
    assert dotted(("barriers", 6, "short")) == "barriers[6].short"


def test_a_key_without_a_mark_has_its_parents() -> None:
    marks = Marks("nl.yaml", {(): Mark("nl.yaml", 1), ("barriers", 2): Mark("nl.yaml", 30, 5)})
    assert marks.nearest(("barriers", 2, "short")) == Mark("nl.yaml", 30, 5)
    assert marks.nearest(("steps",)) == Mark("nl.yaml", 1)
    assert Marks("nl.yaml").nearest(("steps",)) == Mark("nl.yaml")
