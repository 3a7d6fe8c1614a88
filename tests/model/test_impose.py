"""What product.yaml says of imposition, and what of it is refused."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from generator.model.geometry import Size
from generator.model.product import Imposition, ProductFile


def product(impose: dict[str, str], *, panel: str = "85x55", sides: int = 2) -> ProductFile:
    content: dict[str, Any] = {
        "title": {"nl": "Iets"},
        "subject": "campaign",
        "formats": [panel],
        "default_format": panel,
        "sides": sides,
        "targets": ["office"],
        "impose": {"office": impose},
    }
    return ProductFile.model_validate(content)


def refused(impose: dict[str, str], *, panel: str = "85x55", sides: int = 2) -> str:
    with pytest.raises(ValidationError) as caught:
        product(impose, panel=panel, sides=sides)
    (error,) = caught.value.errors()
    return str(error["msg"]).removeprefix("Value error, ")


def test_cards_come_in_stacks_unless_rows_are_asked_for() -> None:
    for said, order in (({}, "stack"), ({"order": "rows"}, "rows")):
        file = product({"scheme": "cards", "sheet": "a4", **said})
        assert next(iter(file.impose.values())).order == order


@pytest.mark.parametrize(
    ("scheme", "panel", "sides"),
    [
        ("cards", "85x55", 1),
        ("cards", "85x55", 2),
        ("work-and-turn", "85x55", 2),
        ("mini-zine", "a7", 1),
        ("mini-zine", "74.25x105", 1),
        ("half-fold", "a5", 1),
    ],
)
def test_a_scheme_takes_panels_that_fit_it(scheme: str, panel: str, sides: int) -> None:
    assert product({"scheme": scheme, "sheet": "a4"}, panel=panel, sides=sides).impose


@pytest.mark.parametrize(
    ("scheme", "sides", "needed"),
    [("work-and-turn", 1, 2), ("mini-zine", 2, 1), ("half-fold", 2, 1)],
)
def test_a_scheme_needs_its_number_of_sides(scheme: str, sides: int, needed: int) -> None:
    message = refused({"scheme": scheme, "sheet": "a4"}, sides=sides)
    assert message == f"impose can't be done: '{scheme}' needs 'sides: {needed}', not {sides}"


@pytest.mark.parametrize(
    ("scheme", "panel", "sides", "reason"),
    [
        ("cards", "a4", 1, "does not fit on a sheet of 210 x 297 mm"),
        ("work-and-turn", "200x100", 2, "do not fit side by side"),
        ("mini-zine", "85x55", 1, "folds into panels of 74.25 x 105 mm"),
        ("half-fold", "a6", 1, "folds into panels of 148.5 x 210 mm"),
    ],
)
def test_panels_that_do_not_fit_their_scheme_are_refused(
    scheme: str, panel: str, sides: int, reason: str
) -> None:
    message = refused({"scheme": scheme, "sheet": "a4"}, panel=panel, sides=sides)
    assert message.startswith("impose can't be done: ")
    assert reason in message


@pytest.mark.parametrize(
    ("scheme", "cards", "is_cut"), [("cards", 10, True), ("work-and-turn", 5, True)]
)
def test_work_and_turn_has_half_as_many_different_cards(
    scheme: str, cards: int, is_cut: bool
) -> None:
    imposition = Imposition.model_validate({"scheme": scheme, "sheet": "a4"})
    assert imposition.cards_on_a_sheet(Size(85, 55)) == cards
    assert imposition.cuts_cards is is_cut


def test_nothing_is_imposed_for_the_screen() -> None:
    with pytest.raises(ValidationError, match="impose can't be done for the screen"):
        ProductFile.model_validate(
            {
                "title": {"nl": "Kaart"},
                "subject": "campaign",
                "formats": ["85x55"],
                "default_format": "85x55",
                "targets": ["screen"],
                "impose": {"screen": {"scheme": "cards", "sheet": "a4"}},
            }
        )
