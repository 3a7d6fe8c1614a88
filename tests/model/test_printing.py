"""What print shops ask of large and of small formats, and what of them contradicts itself."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from generator.model.condition import PdfX
from generator.model.geometry import parse_format
from generator.model.printing import CardStock, Printer, Shop

SHOP = Shop(safe_area_mm=6, safe_area_small_mm=3, minimum_ppi=300, minimum_ppi_large=150)


@pytest.mark.parametrize(
    ("name", "safe_area_mm"),
    [
        ("85x55", 3),
        ("a7", 3),
        ("a6", 3),
        ("148x20", 3),
        ("148x148", 3),
        ("148.01x20", 6),
        ("20x148.01", 6),
        ("a5", 6),
        ("a0", 6),
    ],
)
def test_what_is_held_in_the_hand_has_a_safe_area_of_its_own_up_to_a6(
    name: str, safe_area_mm: float
) -> None:
    assert SHOP.safe_area_at(parse_format(name)) == safe_area_mm


@pytest.mark.parametrize(
    ("name", "ppi"),
    [
        ("85x55", 300),
        ("a4", 300),
        ("a3", 300),
        ("420x420", 300),
        ("420.01x100", 150),
        ("100x420.01", 150),
        ("a2", 150),
        ("a0", 150),
    ],
)
def test_pictures_may_be_coarser_on_what_is_larger_than_a3(name: str, ppi: float) -> None:
    assert SHOP.minimum_ppi_at(parse_format(name)) == ppi


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"slug_mm": 7.9}, "marks need 8 mm, or say 'marks: no'"),
        ({"slug_mm": 0}, "slug_mm is 0"),
        ({"bleed_mm": 10.1}, "less than or equal to 10"),
        ({"ink_limit_percent": 401}, "less than or equal to 400"),
        ({"pdfx": "x-3"}, "'x-4' or 'x-1a'"),
        ({"logo": "x"}, "Extra inputs are not permitted"),
    ],
)
def test_a_shop_that_asks_for_what_cannot_be_is_refused(
    change: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        Shop.model_validate(change)
    assert message in str(caught.value)


@pytest.mark.parametrize("change", [{"slug_mm": 8}, {"slug_mm": 0, "marks": False}])
def test_a_slug_is_as_small_as_its_marks_allow(change: dict[str, Any]) -> None:
    assert Shop.model_validate(change).slug_mm == change["slug_mm"]


def test_flavours_are_named_as_the_standards_name_them() -> None:
    assert [one.full_name for one in PdfX] == ["PDF/X-4", "PDF/X-1a:2003"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"pitch_x_mm": 84.9}, "overlap at a pitch of 84.9 x 55 mm"),
        ({"pitch_y_mm": 54.9}, "overlap at a pitch of 95 x 54.9 mm"),
        ({"left_mm": 31}, "run off a sheet of 210 x 297 mm"),
        ({"rows": 6}, "run off a sheet of 210 x 297 mm"),
        ({"sheet": "a5"}, "run off a sheet of 148 x 210 mm"),
        ({"left_mm": -1}, "greater than or equal to 0"),
        ({"columns": 51}, "less than or equal to 50"),
    ],
)
def test_cards_that_overlap_or_run_off_their_sheet_are_refused(
    change: dict[str, Any], message: str
) -> None:
    good: dict[str, Any] = {
        "card": "85x55",
        "columns": 2,
        "rows": 5,
        "left_mm": 15,
        "top_mm": 11,
        "pitch_x_mm": 95,
        "pitch_y_mm": 55,
    }
    assert CardStock.model_validate(good).grid().margins.right == 15
    with pytest.raises(ValidationError) as caught:
        CardStock.model_validate({**good, **change})
    assert message in str(caught.value)


def test_cards_may_touch_the_edges_of_their_sheet_and_one_another() -> None:
    stock = CardStock(
        sheet="100x50", card="50x50", columns=2, rows=1,
        left_mm=0, top_mm=0, pitch_x_mm=50, pitch_y_mm=0,
    )  # fmt: skip
    assert [panel.left for panel in stock.grid().panels] == [0, 50]


@pytest.mark.parametrize("offset_mm", [-20.1, 20.1, float("nan")])
def test_a_printer_is_off_by_what_paper_allows(offset_mm: float) -> None:
    with pytest.raises(ValidationError):
        Printer(back_right_mm=offset_mm)
