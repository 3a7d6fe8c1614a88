"""How panels lie on a sheet: panel and sheet size → rows, columns, gutters and margins."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from generator.model.geometry import Edges, Rect, Size

UNPRINTED_MM = 5.0
"""Margin that office printers can't reach; most need 4.2 mm, some 5."""
MARK_ROOM_MM = 4.0
"""Room for crop marks between the outer panels and the unprinted margin."""
WIDEST_GUTTER_MM = 10.0
FOLD_TOLERANCE_MM = 0.5
"""How far a folded panel's format may be off: a quarter of A4 is 74.25 mm wide, A7 is 74."""
_ROUNDING_MM = 1e-6

Scheme = Literal["cards", "work-and-turn", "mini-zine", "half-fold"]
FOLDED: dict[Scheme, tuple[int, int]] = {"mini-zine": (4, 2), "half-fold": (2, 1)}
"""Columns and rows of the schemes whose panels fill a lying sheet, which is folded, not cut."""


@dataclass(frozen=True)
class Grid:
    """Equal panels in rows and columns on a sheet, in its middle unless told where they begin."""

    sheet: Size
    panel: Size
    columns: int
    rows: int
    gutter_x_mm: float
    gutter_y_mm: float
    left_mm: float | None = None
    """From the sheet's left edge to the first panel."""
    top_mm: float | None = None
    perforated: bool = False
    """Whether the panels are broken out of their sheet: nothing has to be cut."""

    @property
    def capacity(self) -> int:
        """Panels on one side of the sheet."""
        return self.columns * self.rows

    @property
    def margins(self) -> Edges:
        """From the sheet's edges to the outer panels."""
        width = self.columns * self.panel.width_mm + (self.columns - 1) * self.gutter_x_mm
        height = self.rows * self.panel.height_mm + (self.rows - 1) * self.gutter_y_mm
        x, y = self.sheet.width_mm - width, self.sheet.height_mm - height
        left = x / 2 if self.left_mm is None else self.left_mm
        top = y / 2 if self.top_mm is None else self.top_mm
        return Edges(top=top, right=x - left, bottom=y - top, left=left)

    @property
    def panels(self) -> tuple[Rect, ...]:
        """Where all panels lie, row by row from the top left."""
        return tuple(
            self.panel_at(column, row) for row in range(self.rows) for column in range(self.columns)
        )

    def panel_at(self, column: int, row: int) -> Rect:
        """Return where the panel in `column` and `row` (from 0, from the top left) lies."""
        margins = self.margins
        return Rect(
            margins.left + column * (self.panel.width_mm + self.gutter_x_mm),
            margins.top + row * (self.panel.height_mm + self.gutter_y_mm),
            self.panel.width_mm,
            self.panel.height_mm,
        )

    def turned_over(self, *, on_vertical_edge: bool) -> Grid:
        """Return the grid as it lies when the sheet is seen from behind."""
        if on_vertical_edge:
            return self if self.left_mm is None else replace(self, left_mm=self.margins.right)
        return self if self.top_mm is None else replace(self, top_mm=self.margins.bottom)

    def moved(self, right_mm: float, down_mm: float) -> Grid:
        """Return the grid, shifted on its sheet."""
        if not right_mm and not down_mm:
            return self
        margins = self.margins
        return replace(self, left_mm=margins.left + right_mm, top_mm=margins.top + down_mm)


def _along(length_mm: float, panel_mm: float, *, even: bool = False) -> tuple[int, float]:
    """Return how many panels fit along one side of a sheet, and the gutter between them."""
    room = length_mm - 2 * (UNPRINTED_MM + MARK_ROOM_MM)
    count = int((room + _ROUNDING_MM) // panel_mm)  # so that 3 x 64 mm fit in a rounded 192 mm
    if even:
        count -= count % 2
    if count < 2:
        return count, 0.0
    spare = room - count * panel_mm
    return count, min(max(spare / (count - 1), 0.0), WIDEST_GUTTER_MM)


def fill_sheet(sheet: Size, panel: Size, *, even_columns: bool = False) -> Grid:
    """Return the grid that gets most panels on the sheet, which may lie on either side.

    Raises ValueError when no panel, or with `even_columns` no pair, fits inside the unprinted
    margin and the crop marks.
    """
    grids = []
    for size in (sheet, sheet.turned):
        columns, gutter_x = _along(size.width_mm, panel.width_mm, even=even_columns)
        rows, gutter_y = _along(size.height_mm, panel.height_mm)
        grids.append(Grid(size, panel, max(columns, 0), max(rows, 0), gutter_x, gutter_y))
    best = max(grids, key=lambda grid: grid.capacity)  # the first, upright, when they are equal
    if best.capacity == 0:
        subject, verb = ("two panels", "do") if even_columns else ("a panel", "does")
        beside = " side by side" if even_columns else ""
        raise ValueError(
            f"{subject} of {_named(panel)} {verb} not fit{beside} on a sheet of {_named(sheet)} "
            f"with {UNPRINTED_MM:g} mm unprinted and {MARK_ROOM_MM:g} mm of crop marks on each side"
        )
    return best


def fold_sheet(sheet: Size, panel: Size, columns: int, rows: int) -> Grid:
    """Return the grid whose cells fill a lying sheet exactly, each panel in the middle of its cell.

    Raises ValueError when the panel's size is more than half a millimetre off its cell's.
    """
    lying = sheet if sheet.width_mm >= sheet.height_mm else sheet.turned
    cell = Size(lying.width_mm / columns, lying.height_mm / rows)
    off = max(abs(cell.width_mm - panel.width_mm), abs(cell.height_mm - panel.height_mm))
    if off > FOLD_TOLERANCE_MM + _ROUNDING_MM:
        raise ValueError(
            f"a sheet of {_named(lying)} folds into panels of {_named(cell)}; a panel of "
            f"{_named(panel)} is more than {FOLD_TOLERANCE_MM:g} mm off"
        )
    gutter_x, gutter_y = cell.width_mm - panel.width_mm, cell.height_mm - panel.height_mm
    return Grid(lying, panel, columns, rows, gutter_x, gutter_y)


def stock_grid(
    sheet: Size,
    panel: Size,
    *,
    columns: int,
    rows: int,
    left_mm: float,
    top_mm: float,
    pitch_x_mm: float,
    pitch_y_mm: float,
) -> Grid:
    """Return the grid of a sheet of perforated cards, with all lengths as its maker gives them.

    The pitch is from one card's edge to the same edge of the next. Raises ValueError when the cards
    overlap or run off the sheet.
    """
    if min(columns, rows) < 1:
        raise ValueError(f"{columns} columns and {rows} rows hold no cards")
    gutter_x = pitch_x_mm - panel.width_mm if columns > 1 else 0.0
    gutter_y = pitch_y_mm - panel.height_mm if rows > 1 else 0.0
    if min(gutter_x, gutter_y) < -_ROUNDING_MM:
        raise ValueError(
            f"cards of {_named(panel)} overlap at a pitch of {pitch_x_mm:g} x {pitch_y_mm:g} mm"
        )
    grid = Grid(sheet, panel, columns, rows, gutter_x, gutter_y, left_mm, top_mm, perforated=True)
    margins = grid.margins
    if min(margins.top, margins.right, margins.bottom, margins.left) < -_ROUNDING_MM:
        raise ValueError(
            f"{columns} x {rows} cards of {_named(panel)} run off a sheet of {_named(sheet)}"
        )
    return grid


def grid_of(scheme: Scheme, sheet: Size, panel: Size) -> Grid:
    """Return how the panels of a scheme lie on a sheet.

    Raises ValueError when they don't fit.
    """
    if scheme in FOLDED:
        return fold_sheet(sheet, panel, *FOLDED[scheme])
    return fill_sheet(sheet, panel, even_columns=scheme == "work-and-turn")


def _named(size: Size) -> str:
    return f"{size.width_mm:g} x {size.height_mm:g} mm"
