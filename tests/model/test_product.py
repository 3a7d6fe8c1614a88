"""What a product's file allows, and what follows from it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from generator.model.fit import ONE_SIZE, Fit, PageRange
from generator.model.mark import Marks
from generator.model.product import Product, ProductFile


def make_product(**changes: Any) -> Product:
    values: dict[str, Any] = {
        "title": {"nl": "Deurhanger", "en": "Door hanger"},
        "subject": "campaign",
        "formats": ["a4", "a3", "74x210"],
        "default_format": "a3",
        "targets": ["screen"],
    }
    file = ProductFile.model_validate({**values, **changes})
    return Product("hanger", file, "hanger/page.html.j2", "hanger/style.css", Marks("product.yaml"))


def test_a_number_of_pages_is_exact_and_a_range_is_kept() -> None:
    assert make_product(pages=2).pages == PageRange(min=2, max=2)
    assert make_product(pages={"min": 4, "max": 9}).pages == PageRange(min=4, max=9)


def test_smallest_type_follows_the_width_of_the_format() -> None:
    product = make_product(smallest_type_pt={"a3": 18, "74x210": 8})
    assert product.smallest_type_pt("a3") == 18
    assert product.smallest_type_pt("74x210") == 8
    assert product.smallest_type_pt("a4") == pytest.approx(18 * 210 / 297)
    assert make_product().smallest_type_pt("a4") is None


def test_a_title_that_is_not_translated_is_given_in_its_first_language() -> None:
    assert make_product().title("en") == "Door hanger"
    assert make_product().title("fr") == "Deurhanger"


def test_headlines_follow_the_text_unless_they_have_scales_of_their_own() -> None:
    fit = make_product(fit={"from": 1, "to": 0.8}).fit
    assert (fit.headlines.largest, fit.headlines.smallest) == (1, 0.8)
    fit = make_product(fit={"from": 1, "to": 0.8, "headline": {"from": 1.2, "to": 0.5}}).fit
    assert (fit.headlines.largest, fit.headlines.smallest) == (1.2, 0.5)
    assert make_product().fit == ONE_SIZE


@given(share=st.floats(0, 1))
def test_a_scale_lies_between_smallest_and_largest(share: float) -> None:
    fit = Fit(1.1, 0.82)
    assert 0.82 <= fit.at(share) <= 1.1
    assert (fit.at(0), fit.at(1)) == (0.82, 1.1)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"default_format": "a0"}, "'a0' is not among 'formats'"),
        ({"fit": {"from": 0.5, "to": 1}}, "'to' is larger than 'from'"),
        ({"pages": {"min": 3, "max": 2}}, "'min' is larger than 'max'"),
        ({"formats": ["a3", "huge"]}, "'huge' is not a format"),
        ({"sides": 3}, "less than or equal to 2"),
        ({"fold": True}, "Extra inputs are not permitted"),
    ],
)
def test_a_product_that_contradicts_itself_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        make_product(**change)
    assert message in str(caught.value)


def test_paper_and_finishing_are_told_in_the_campaigns_language_or_the_first() -> None:
    product = make_product(paper={"nl": "mat", "en": "matt"}, finishing={"en": "Fold"})
    assert (product.paper("en"), product.paper("fr")) == ("matt", "mat")
    assert product.finishing("nl") == "Fold"
    assert make_product().paper("nl") is None
