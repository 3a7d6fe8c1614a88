"""How panels lie on a sheet: panel and sheet size → rows, columns and gutters."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.geometry import Edges, Rect, Size

UNPRINTED_MM = 5.0
"""Margin that office printers can't reach; most need 4.2 mm, some 5."""
MARK_ROOM_MM = 4.0
"""Room for crop marks between the outer panels and the unprinted margin."""
WIDEST_GUTTER_MM = 10.0


@dataclass(frozen=True)
class Grid:
    """Equal panels in rows and columns, centred on a sheet."""

    sheet: Size
    panel: Size
    columns: int
    rows: int
    gutter_x_mm: float
    gutter_y_mm: float

    @property
    def capacity(self) -> int:
        """Panels on one side of the sheet."""
        return self.columns * self.rows

    @property
    def margins(self) -> Edges:
        """From the sheet's edges to the outer panels."""
        width = self.columns * self.panel.width_mm + (self.columns - 1) * self.gutter_x_mm
        height = self.rows * self.panel.height_mm + (self.rows - 1) * self.gutter_y_mm
        x, y = (self.sheet.width_mm - width) / 2, (self.sheet.height_mm - height) / 2
        return Edges(top=y, right=x, bottom=y, left=x)

    def panel_at(self, column: int, row: int) -> Rect:
        """Return where the panel in `column` and `row` (from 0, from the top left) lies."""
        margins = self.margins
        return Rect(
            margins.left + column * (self.panel.width_mm + self.gutter_x_mm),
            margins.top + row * (self.panel.height_mm + self.gutter_y_mm),
            self.panel.width_mm,
            self.panel.height_mm,
        )


def _along(length_mm: float, panel_mm: float) -> tuple[int, float]:
    """Return how many panels fit along one side of a sheet, and the gutter between them."""
    room = length_mm - 2 * (UNPRINTED_MM + MARK_ROOM_MM)
    count = int((room + 1e-6) // panel_mm)  # so that 3 x 64 mm fit in a rounded 192 mm
    if count < 2:
        return count, 0.0
    spare = room - count * panel_mm
    return count, min(max(spare / (count - 1), 0.0), WIDEST_GUTTER_MM)


def fill_sheet(sheet: Size, panel: Size) -> Grid:
    """Return the grid that gets most panels on the sheet, which may lie on either side.

    Raises ValueError when not even one panel fits inside the unprinted margin and the crop marks.
    """
    grids = []
    for size in (sheet, sheet.turned):
        columns, gutter_x = _along(size.width_mm, panel.width_mm)
        rows, gutter_y = _along(size.height_mm, panel.height_mm)
        grids.append(Grid(size, panel, columns, rows, gutter_x, gutter_y))
    best = max(grids, key=lambda grid: grid.capacity)  # the first, upright, when they are equal
    if best.capacity == 0:
        raise ValueError(
            f"a panel of {panel.width_mm:g} x {panel.height_mm:g} mm does not fit on a sheet of "
            f"{sheet.width_mm:g} x {sheet.height_mm:g} mm with {UNPRINTED_MM:g} mm unprinted and "
            f"{MARK_ROOM_MM:g} mm of crop marks on each side"
        )
    return best
