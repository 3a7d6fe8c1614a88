"""Cards on sheets that are perforated: where the holes are, without marks, backs behind fronts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.building import build, build_here
from tests.campaign import BARRIERS, CARDS_MM, Built, Wording
from tests.press import paints
from tests.products.test_cards_on_sheets import (
    BACKS,
    Place,
    barrier_cards,
    mirrored,
)
from tests.projects import Copy, copy_project
from tests.reading import ReadPage, codes, inked, pictures, read, turn_over_head

STOCK = {
    "avery-c32011": "85x54",
    "avery-c32015": "85x54",
    "sigel-lp795": "85x55",
    "sigel-lp800": "85x55",
    "sigel-dp830": "84.98x55",
    "herma-5028": "83.8x50.8",
}
OnStock = dict[str, Built]
EXACT_MM = 0.05
DPI = 200
PRINTERS = """\
printers:
  kantoor: {back_right_mm: 1.5, back_down_mm: -0.7}
  balie: {back_right_mm: -0.4, back_down_mm: 2.2}
"""


@dataclass(frozen=True)
class Cells:
    """Where a sheet's maker has punched the cards, from content/print.yaml."""

    fronts: list[Place]

    @classmethod
    def of(cls, wording: Wording, name: str) -> Cells:
        sheet = wording.printing["stock"][name]
        size = CARDS_MM[STOCK[name]]
        return cls(
            [
                Place(
                    sheet["left_mm"] + column * sheet["pitch_x_mm"],
                    sheet["top_mm"] + row * sheet["pitch_y_mm"],
                    *size,
                )
                for row in range(sheet["rows"])
                for column in range(sheet["columns"])
            ]
        )


@pytest.fixture(scope="module")
def on_stock(campaign: Copy, tmp_path_factory: pytest.TempPathFactory) -> OnStock:
    """Cards on each kind of stock."""
    folders = {name: tmp_path_factory.mktemp(name) for name in STOCK}
    with ThreadPoolExecutor(2) as pool:  # one file each: two commands at a time, not two jobs
        ran = pool.map(
            lambda name: build(campaign, folders[name], ("card", "--sheet", name)), STOCK
        )
        built = dict(zip(STOCK, ran, strict=True))
    assert {(one.exit_code, one.stderr) for one in built.values()} == {(0, "")}
    return built


@pytest.fixture(scope="module")
def with_printers(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The campaign's cards and two printers that aren't true."""
    root = tmp_path_factory.mktemp("printers") / "project"
    project = copy_project(root, products=("card",))
    project.write("content/print.yaml", PRINTERS)
    return project


@pytest.mark.parametrize("name", STOCK)
def test_cards_lie_where_the_sheet_is_punched_and_backs_behind_them(
    on_stock: OnStock, built: Built, wording: Wording, name: str
) -> None:
    cells, sheets = Cells.of(wording, name).fronts, read(path_of(on_stock, name))
    taken = []
    for front, back, sheet in places_on(built, path_of(on_stock, name), wording, name):
        (cell,) = (one for one in cells if near(front, one))
        taken.append((sheet, cell.left, cell.top))
        assert near(back, mirrored(cell, sheets[0], flip="long"))
    assert len(set(taken)) == len(taken) == 10


@pytest.mark.parametrize("name", STOCK)
def test_every_card_of_a_sheet_is_printed_and_has_a_code_on_its_back(
    on_stock: OnStock, wording: Wording, name: str
) -> None:
    cells = Cells.of(wording, name).fronts
    drawn = pictures(path_of(on_stock, name), DPI)
    sheet = read(path_of(on_stock, name))[0]
    backs = [mirrored(cell, sheet, flip="long") for cell in cells]
    assert len(drawn) == 2 * -(-10 // len(cells))
    for front, back in zip(drawn[0::2], drawn[1::2], strict=True):
        assert not codes(front)
        found = codes(back)
        assert {code.text for code in found} == {wording.call_to_action_url}
        for cell in backs:
            inside = [
                code
                for code in found
                if cell.left < code.left * 25.4 / DPI and code.right * 25.4 / DPI < cell.right
                if cell.top < code.top * 25.4 / DPI and code.bottom * 25.4 / DPI < cell.bottom
            ]
            assert len(inside) == 1
        assert len(found) == len(cells)


def test_the_backs_of_a_sheet_that_is_not_symmetric_begin_at_its_other_margin(
    on_stock: OnStock, built: Built, wording: Wording
) -> None:
    # 14 mm at the left of the front; 210 - 14 - 95 - 85 = 16 mm at its right.
    placed = places_on(built, path_of(on_stock, "sigel-lp795"), wording, "sigel-lp795")
    assert min(front.left for front, _, _ in placed) == pytest.approx(14, abs=EXACT_MM)
    assert min(back.left for _, back, _ in placed) == pytest.approx(16, abs=EXACT_MM)


def test_over_the_short_edge_the_other_margin_is_at_the_top(
    campaign: Copy, built: Built, wording: Wording, tmp_path: Path
) -> None:
    order = ("card", "--sheet", "sigel-lp795", "--flip-edge", "short")
    short = build_here(campaign, tmp_path / "output", *order)
    turned = tmp_path / "turned.pdf"
    turn_over_head(path_of({"sigel-lp795": short}, "sigel-lp795"), turned, BACKS)
    sheet = read(turned)[0]
    for front, turned_back, _ in places_on(built, turned, wording, "sigel-lp795"):
        left, top = sheet.width_mm - turned_back.right, sheet.height_mm - turned_back.bottom
        back = Place(left, top, *CARDS_MM["85x55"])
        assert near(back, mirrored(front, sheet, flip="short"))


@pytest.mark.parametrize("name", STOCK)
def test_a_perforated_sheet_has_no_crop_marks(on_stock: OnStock, name: str) -> None:
    for page in paints(path_of(on_stock, name)):
        assert not [one for one in page if one.what == "stroke" and one.depth == 0]


@pytest.mark.parametrize("name", STOCK)
def test_beside_perforated_cards_there_is_nothing_but_small_print(
    on_stock: OnStock, name: str
) -> None:
    for page in paints(path_of(on_stock, name)):
        assert {one.what for one in page if one.depth == 0} <= {"text"}
    for picture in pictures(path_of(on_stock, name), 100):
        box = inked(picture)
        assert box is not None
        left, top, right, bottom = (side * 0.254 for side in box)
        assert min(left, top) >= 4.9
        assert right <= 205.1 and bottom <= 292.1


@pytest.mark.parametrize(
    ("printer", "right", "down"), [("kantoor", 1.5, -0.7), ("balie", -0.4, 2.2)]
)
@pytest.mark.parametrize("stock", [None, "sigel-lp795"])
def test_a_printers_offset_moves_backs_by_exactly_that_much_and_fronts_not_at_all(
    with_printers: Copy,
    built: Built,
    on_stock: OnStock,
    wording: Wording,
    tmp_path: Path,
    printer: str,
    right: float,
    down: float,
    stock: str | None,
) -> None:
    sheet = ("--sheet", stock) if stock else ()
    order = ("card", "--target", "office", "--printer", printer, *sheet)
    moved = build_here(with_printers, tmp_path, *order)
    assert (moved.exit_code, moved.stderr) == (0, "")
    name = f"office/card-85x55{f'-{stock}' if stock else ''}"
    before = (on_stock[stock] if stock else built).path(name)
    pairs = zip(
        places_on(built, before, wording, "sigel-lp795"),
        places_on(built, moved.path(name), wording, "sigel-lp795"),
        strict=True,
    )
    for (front, back, _), (moved_front, moved_back, _) in pairs:
        assert near(moved_front, front, 0.002)
        shifted = Place(back.left + right, back.top + down, back.width, back.height)
        assert near(moved_back, shifted, 0.002)


def path_of(on_stock: OnStock, name: str) -> Path:
    return on_stock[name].path(f"office/card-{STOCK[name]}-{name}")


def near(one: Place, other: Place, within: float = EXACT_MM) -> bool:
    return max(abs(one.left - other.left), abs(one.top - other.top)) <= within


def places_on(
    one_up: Built, imposed: Path, wording: Wording, name: str
) -> list[tuple[Place, Place, int]]:
    """Return where front and back of each barrier's card lie, and on which sheet."""
    size, panels = CARDS_MM[STOCK[name]], read(one_up.path(f"screen/card-{STOCK[name]}"))
    pages, consult = read(imposed), wording.text["labels"]["consult"]
    found = []
    for number, card in zip(BARRIERS, barrier_cards(wording), strict=True):
        front, back = panels[2 * number - 2], panels[2 * number - 1]
        (at,) = (at for at in range(0, len(pages), 2) if pages[at].find(card.front))
        found.append(
            (
                anchored(card.front, str(number), front, pages[at], size),
                anchored(card.back, consult, back, pages[at + 1], size),
                at // 2,
            )
        )
    return found


def anchored(
    text: str, anchor: str, panel: ReadPage, sheet: ReadPage, size_mm: tuple[float, float]
) -> Place:
    """Measure where a panel lies: `text` tells which it is, `anchor` has the same size in all sets.

    A sheet that holds other cards, too, may have the text in another size.
    """
    (before,), (after,) = panel.find(text), sheet.find(text)
    about = after[0].x - before[0].x, after[0].y - before[0].y
    fixed = panel.find(anchor)[0][0]
    moved = [(one[0].x - fixed.x, one[0].y - fixed.y) for one in sheet.find(anchor)]
    left, top = min(moved, key=lambda at: abs(at[0] - about[0]) + abs(at[1] - about[1]))
    return Place(left, top, *size_mm)
