"""Every QR code on a finished page can be read by a camera, and goes where it should."""

from __future__ import annotations

import pytest

from tests.campaign import ALL_PRINTED, CARDS_MM, POSTERS, Built, Printed, Wording
from tests.reading import codes, pictures

SMALLEST_ON_CARD_MM = 16
DPI = 300
PX_MM = 25.4 / DPI
FOOTS = (*POSTERS, *(one for one in ALL_PRINTED if one.product == "overview"))


@pytest.mark.parametrize("printed", FOOTS, ids=lambda printed: printed.name)
def test_the_code_on_a_poster_goes_to_the_call_to_action(
    built: Built, wording: Wording, printed: Printed
) -> None:
    # A photo from a little way off: the whole poster is a thousand pixels wide.
    dots_per_inch = 1000 / printed.size_mm[0] * 25.4
    (picture,) = pictures(built.path(printed), dots_per_inch)
    assert [code.text for code in codes(picture)] == [wording.call_to_action_url]


@pytest.mark.parametrize("printed", POSTERS[:5], ids=lambda printed: printed.name)
def test_the_code_on_a_poster_is_at_least_a_seventh_of_its_width(
    built: Built, printed: Printed
) -> None:
    (picture,) = pictures(built.path(printed), 1000 / printed.size_mm[0] * 25.4)
    (code,) = codes(picture)
    assert code.side >= 1000 / 7


@pytest.mark.parametrize("name", [f"screen/card-{name}" for name in CARDS_MM])
def test_each_card_has_one_code_on_its_back_and_none_on_its_front(
    built: Built, wording: Wording, name: str
) -> None:
    found = [[code.text for code in codes(page)] for page in pictures(built.path(name), DPI)]
    assert not any(found[0::2])
    assert all(texts == [wording.call_to_action_url] for texts in found[1::2])


@pytest.mark.parametrize(
    ("name", "cards"), [(f"card-{name}", 4 if name == "a7" else 10) for name in CARDS_MM]
)
def test_each_card_on_a_sheet_has_a_code_that_is_large_enough_to_scan(
    built: Built, wording: Wording, name: str, cards: int
) -> None:
    sheets = pictures(built.path(f"office/{name}"), DPI)
    assert not any(codes(front) for front in sheets[0::2])
    for back in sheets[1::2]:
        found = codes(back)
        assert [code.text for code in found] == [wording.call_to_action_url] * cards
        assert min(code.side for code in found) * PX_MM >= SMALLEST_ON_CARD_MM - PX_MM


@pytest.mark.parametrize("name", ["screen/mini-zine-a7", "office/mini-zine-a7"])
def test_a_mini_zine_has_one_code_that_is_large_enough_to_scan(
    built: Built, wording: Wording, name: str
) -> None:
    found = [code for page in pictures(built.path(name), DPI) for code in codes(page)]
    assert [code.text for code in found] == [wording.call_to_action_url]
    assert found[0].side * PX_MM >= SMALLEST_ON_CARD_MM - PX_MM


@pytest.mark.parametrize("target", ["screen", "office"])
@pytest.mark.parametrize("product", ["handout-a4", "large-print-a4"])
def test_a_handout_has_a_code_for_each_of_both_links(
    built: Built, wording: Wording, target: str, product: str
) -> None:
    found = [
        code for page in pictures(built.path(f"{target}/{product}"), 150) for code in codes(page)
    ]
    assert [code.text for code in found] == [link["url"] for link in wording.links.values()]
    assert min(code.side for code in found) * 25.4 / 150 >= SMALLEST_ON_CARD_MM


@pytest.mark.parametrize(
    "name", ["screen/poster-01-a4", "screen/card-85x55", "screen/handout-a4", "screen/mini-zine-a7"]
)
def test_four_modules_around_a_code_are_empty(built: Built, name: str) -> None:
    found = [(page, codes(page)) for page in pictures(built.path(name), DPI)]
    assert any(ours for _, ours in found)
    for page, ours in found:
        for code in ours:
            quiet = round(code.side / 33 * 4) - 1  # ours have at most 33 modules on a side
            left, top, right, bottom = code.left - 1, code.top - 1, code.right + 1, code.bottom + 1
            around = (
                (left - quiet, top, left, bottom),
                (right, top, right + quiet, bottom),
                (left, top - quiet, right, top),
                (left, bottom, right, bottom + quiet),
            )
            for strip in around:
                assert page.convert("L").crop(strip).point(dark).getbbox() is None


def dark(value: int) -> int:
    """Return white for a pixel that a camera sees as dark."""
    return 255 if value < 200 else 0
