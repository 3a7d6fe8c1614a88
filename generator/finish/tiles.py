"""Plan how a large page is cut into office sheets: page and sheet size → tiles that overlap."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase

from generator.model.geometry import Rect, Size
from generator.model.sheet import UNPRINTED_MM

GLUE_EDGE_MM = 10.0
"""Strip that the next sheet is glued over, at the right and below."""
TILE_MARGIN_MM = UNPRINTED_MM + 5.0
"""What can't be printed, and room for marks and small print."""
_ROUNDING_MM = 1e-6


@dataclass(frozen=True)
class Tile:
    """What one sheet shows of the page."""

    column: int
    """From 0, from the left."""
    row: int
    """From 0, from the top."""
    part: Rect
    """In mm from the top left of the page's trim; glue edges are within it."""

    @property
    def name(self) -> str:
        """The row's letter and the column's number, such as B2."""
        return tile_name(self.column, self.row)


@dataclass(frozen=True)
class Tiling:
    """A page cut into equal parts, in rows and columns."""

    page: Size
    sheet: Size
    """As it lies."""
    columns: int
    rows: int

    @property
    def step(self) -> Size:
        """From one part's left and top to the next one's."""
        return Size(
            (self.page.width_mm - GLUE_EDGE_MM) / self.columns,
            (self.page.height_mm - GLUE_EDGE_MM) / self.rows,
        )

    @property
    def area(self) -> Rect:
        """Where each sheet shows its part, in mm from the sheet's top left.

        It is at the top left, so that what is left over is beside glue edges and small print.
        """
        step = self.step
        return Rect(
            TILE_MARGIN_MM,
            TILE_MARGIN_MM,
            step.width_mm + GLUE_EDGE_MM,
            step.height_mm + GLUE_EDGE_MM,
        )

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """All tiles, row by row from the top left."""
        step, area = self.step, self.area
        return tuple(
            Tile(
                column,
                row,
                Rect(column * step.width_mm, row * step.height_mm, area.width, area.height),
            )
            for row in range(self.rows)
            for column in range(self.columns)
        )

    @property
    def count(self) -> int:
        """How many sheets one page takes."""
        return self.columns * self.rows


def plan_tiles(page: Size, sheet: Size) -> Tiling:
    """Return the tiles of a page on sheets, upright or lying: as few as can be.

    Raises ValueError when a sheet's margins leave no room for artwork beside the glue edge.
    """
    upright = sheet if sheet.height_mm >= sheet.width_mm else sheet.turned
    tilings = [
        Tiling(page, side, columns, rows)
        for side in (upright, upright.turned)
        if (columns := _along(page.width_mm, side.width_mm))
        and (rows := _along(page.height_mm, side.height_mm))
    ]
    if not tilings:
        raise ValueError(
            f"a sheet of {sheet.width_mm:g} x {sheet.height_mm:g} mm is too small to cut a page "
            f"into: {TILE_MARGIN_MM:g} mm on each side and a glue edge of {GLUE_EDGE_MM:g} mm "
            "leave no room"
        )
    return min(tilings, key=lambda tiling: tiling.count)  # upright when they are equal


def _along(page_mm: float, sheet_mm: float) -> int:
    """Return how many tiles there are along one side of the page; 0 when the sheet is too small."""
    room = sheet_mm - 2 * TILE_MARGIN_MM
    if page_mm <= room + _ROUNDING_MM:
        return 1
    if room <= 2 * GLUE_EDGE_MM:
        return 0
    return int(-(-(page_mm - GLUE_EDGE_MM - _ROUNDING_MM) // (room - GLUE_EDGE_MM)))


def tile_name(column: int, row: int) -> str:
    """Return a tile's name; after row Z come AA, AB and so on, as in a spreadsheet."""
    letters, number = "", row + 1
    while number:
        number, letter = divmod(number - 1, len(ascii_uppercase))
        letters = ascii_uppercase[letter] + letters
    return f"{letters}{column + 1}"
