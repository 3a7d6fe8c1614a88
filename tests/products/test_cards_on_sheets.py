"""Cards on office sheets, measured on paper: backs behind fronts, nothing lost at the edge."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import pikepdf
import pytest

from tests.campaign import BARRIERS, CARDS_MM, Built, Wording
from tests.reading import ReadPage, inked, pictures, read, squeezed, turn_over_head

PLACED_TOLERANCE_MM = 0.1
UNPRINTED_MM = 5
DPI = 200
FORMATS = tuple(CARDS_MM)
BACKS = slice(1, None, 2)


@dataclass(frozen=True)
class Place:
    """Where the trim of a panel lies on a sheet, in mm from the sheet's top left."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


@dataclass(frozen=True)
class CardText:
    """What tells a card from the others: a text on its front and one on its back."""

    front: str
    back: str


@pytest.mark.parametrize("format_name", FORMATS)
def test_each_back_lies_behind_its_front_when_sheets_turn_over_their_long_edge(
    built: Built, wording: Wording, format_name: str
) -> None:
    office = built.path(f"office/card-{format_name}")
    for sheet, front, back in placed_cards(built, office, wording, format_name):
        assert distance(back, mirrored(front, sheet, flip="long")) <= PLACED_TOLERANCE_MM


@pytest.mark.parametrize("format_name", FORMATS)
def test_each_back_lies_behind_its_front_when_sheets_turn_over_their_short_edge(
    built: Built, built_short_edge: Built, wording: Wording, format_name: str, tmp_path: Path
) -> None:
    # A card is turned like the page of a book; its sheet was turned over head. So its back is
    # upright once the back of the sheet is turned by 180 degrees.
    path = tmp_path / "turned.pdf"
    turn_over_head(built_short_edge.path(f"office/card-{format_name}"), path, BACKS)
    for sheet, front, turned_back in placed_cards(built, path, wording, format_name):
        left, top = sheet.width_mm - turned_back.right, sheet.height_mm - turned_back.bottom
        back = Place(left, top, *CARDS_MM[format_name])
        assert distance(back, mirrored(front, sheet, flip="short")) <= PLACED_TOLERANCE_MM


@pytest.mark.parametrize("format_name", FORMATS)
def test_cards_on_a_sheet_do_not_overlap_and_stay_inside_the_unprinted_margin(
    built: Built, wording: Wording, format_name: str
) -> None:
    office = built.path(f"office/card-{format_name}")
    by_sheet: dict[int, list[Place]] = {}
    for sheet, front, _ in placed_cards(built, office, wording, format_name):
        by_sheet.setdefault(id(sheet), []).append(front)
        assert front.left >= UNPRINTED_MM and front.right <= sheet.width_mm - UNPRINTED_MM
        assert front.top >= UNPRINTED_MM and front.bottom <= sheet.height_mm - UNPRINTED_MM
    for fronts in by_sheet.values():
        for at, one in enumerate(fronts):
            assert not any(overlap(one, other) for other in fronts[at + 1 :])


@pytest.mark.parametrize("format_name", [name for name in FORMATS if name != "a7"])
def test_ten_cards_fill_one_sheet(built: Built, wording: Wording, format_name: str) -> None:
    front, back = read(built.path(f"office/card-{format_name}"))
    for card in barrier_cards(wording):
        assert len(front.find(card.front)) == len(back.find(card.back)) == 1


def test_twelve_a7_cards_fill_three_sheets_the_last_two_being_cover_and_contact(
    built: Built, wording: Wording
) -> None:
    sheets = read(built.path("office/card-a7"))
    cards = [*barrier_cards(wording), *extra_cards(wording)]
    assert len(sheets) == 6
    for fronts in (sheets[0::2], sheets[1::2]):
        assert [sum(len(one.find(card.front)) for card in cards) for one in fronts] in (
            [4, 4, 4],
            [0, 0, 0],
        )


def test_piles_of_cut_a7_cards_laid_on_one_another_are_in_order(
    built: Built, wording: Wording
) -> None:
    # Three sheets are cut as one: each place gives a pile of three, and the first is on top.
    placed = placed_cards(built, built.path("office/card-a7"), wording, "a7")
    sheets = list({id(sheet): sheet for sheet in read(built.path("office/card-a7"))[0::2]})
    piles: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for number, (sheet, front, _) in enumerate(placed):
        place = (round(front.top), round(front.left))
        piles.setdefault(place, []).append((sheets.index(id(sheet)), number))
    in_order = [number for place in sorted(piles) for _, number in sorted(piles[place])]
    assert in_order == list(range(12))


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("flip", ["long", "short"])
def test_nothing_is_printed_within_five_millimetres_of_the_sheets_edge(
    built: Built, built_short_edge: Built, format_name: str, flip: str
) -> None:
    output = built if flip == "long" else built_short_edge
    for picture in pictures(output.path(f"office/card-{format_name}"), DPI):
        margin = int(UNPRINTED_MM / 25.4 * DPI) - 1
        box = inked(picture)
        assert box is not None
        left, top, right, bottom = box
        assert min(left, top) >= margin
        assert right <= picture.width - margin and bottom <= picture.height - margin


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("flip", ["long", "short"])
def test_the_slug_says_at_which_scale_to_print_and_over_which_edge_to_turn(
    built: Built, built_short_edge: Built, wording: Wording, format_name: str, flip: str
) -> None:
    output, labels = built if flip == "long" else built_short_edge, wording.text["labels"]
    pages = read(output.path(f"office/card-{format_name}"))
    for number, page in enumerate(pages):
        side = labels["back" if number % 2 else "front"]
        sheet = f"{labels['sheet']} {number // 2 + 1} {labels['of']} {len(pages) // 2}"
        for text in (labels["print_scale"], labels[f"flip_{flip}"], sheet, side):
            assert squeezed(text) in page.letters, text
    assert "100%" in labels["print_scale"]


@pytest.mark.parametrize(
    ("flip", "duplex"), [("long", "/DuplexFlipLongEdge"), ("short", "/DuplexFlipShortEdge")]
)
def test_the_file_asks_the_printer_for_full_size_and_the_right_edge(
    built: Built, built_short_edge: Built, flip: str, duplex: str
) -> None:
    output = built if flip == "long" else built_short_edge
    with pikepdf.open(output.path("office/card-85x55")) as pdf:
        wishes = pdf.Root.ViewerPreferences
        assert wishes.PrintScaling == "/None"
        assert wishes.Duplex == duplex


def barrier_cards(wording: Wording) -> list[CardText]:
    return [
        CardText(wording.quoted_name(number), wording.barrier(number)["short"])
        for number in BARRIERS
    ]


def extra_cards(wording: Wording) -> list[CardText]:
    sections = wording.text["sections"]
    return [
        CardText(sections["cover"]["title"], sections["cover"]["text"]),
        CardText(wording.text["call_to_action"]["title"], sections["contact"]["title"]),
    ]


def placed_cards(
    one_up: Built, imposed: Path, wording: Wording, format_name: str
) -> list[tuple[ReadPage, Place, Place]]:
    """Return, for each card, the front of its sheet and where its front and back lie.

    The screen's PDF has the same panels, one a page: text has moved by as much as the panel has.
    """
    panels = read(one_up.path(f"screen/card-{format_name}"))
    sheets = read(imposed)
    cards = barrier_cards(wording) + (extra_cards(wording) if format_name == "a7" else [])
    assert len(panels) == 2 * len(cards)
    found = []
    size = CARDS_MM[format_name]
    for number, card in enumerate(cards):
        (at,) = (at for at, sheet in enumerate(sheets) if sheet.find(card.front))
        assert at % 2 == 0, f"{card.front} stands on the back of a sheet"
        front, back = sheets[at], sheets[at + 1]
        places = (
            place_of(card.front, panels[2 * number], front, size),
            place_of(card.back, panels[2 * number + 1], back, size),
        )
        found.append((front, *places))
    return found


def place_of(text: str, panel: ReadPage, sheet: ReadPage, size_mm: tuple[float, float]) -> Place:
    """Measure where the panel lies from where each letter of `text` has gone."""
    (before,), (after,) = panel.find(text), sheet.find(text)
    xs = [new.x - old.x for old, new in zip(before, after, strict=True)]
    ys = [new.y - old.y for old, new in zip(before, after, strict=True)]
    # The panel is neither scaled nor turned: all letters have moved alike.
    assert max(xs) - min(xs) < 0.02 and max(ys) - min(ys) < 0.02
    return Place(fmean(xs), fmean(ys), *size_mm)


def mirrored(place: Place, sheet: ReadPage, *, flip: str) -> Place:
    """Return where a panel is seen on the back of the sheet, once that is turned over."""
    upright = sheet.height_mm >= sheet.width_mm
    if upright == (flip == "long"):
        left, top = sheet.width_mm - place.right, place.top
    else:
        left, top = place.left, sheet.height_mm - place.bottom
    return Place(left, top, place.width, place.height)


def distance(one: Place, other: Place) -> float:
    return max(abs(one.left - other.left), abs(one.top - other.top))


def overlap(one: Place, other: Place) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 0.01 and down > 0.01
