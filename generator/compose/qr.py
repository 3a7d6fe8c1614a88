"""Draw a QR code: an address → an SVG picture with its quiet zone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import segno

from generator.compose.svg import data_uri

QUIET_ZONE = 4
"""Modules of empty space on each side (ISO/IEC 18004, 9.1)."""


@dataclass(frozen=True)
class QrCode:
    """A picture of a QR code, quiet zone included."""

    uri: str
    modules: int
    """Modules on a side, without the quiet zone."""

    @property
    def quiet_share(self) -> float:
        """The quiet zone on one side as a share of the picture's width."""
        return QUIET_ZONE / (self.modules + 2 * QUIET_ZONE)


@lru_cache(maxsize=256)
def draw_qr(address: str, dark: str) -> QrCode:
    """Draw the QR code of `address` with error correction M (15%), in colour `dark`."""
    code = segno.make_qr(address, error="m", boost_error=False)
    rows = [tuple(bool(module) for module in row) for row in code.matrix]
    size = len(rows)
    path = "".join(
        f"M{x + QUIET_ZONE} {y + QUIET_ZONE}h{width}v{height}h-{width}z"
        for x, y, width, height in _blocks(rows)
    )
    side = size + 2 * QUIET_ZONE
    return QrCode(data_uri(f"0 0 {side} {side}", f'<path d="{path}" fill="{dark}"/>'), size)


def _blocks(rows: Sequence[tuple[bool, ...]]) -> Iterator[tuple[int, int, int, int]]:
    """Yield dark rectangles (x, y, width, height): runs in a row, joined to equal runs below.

    Hundreds of squares cost more to draw than a page of text, and leave hairlines between them.
    """
    growing: dict[tuple[int, int], int] = {}
    for y, row in enumerate([*rows, ()]):
        runs = set(_runs(row))
        for run in [run for run in growing if run not in runs]:
            top = growing.pop(run)
            yield run[0], top, run[1], y - top
        for run in sorted(runs):
            growing.setdefault(run, y)


def _runs(row: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    """Yield start and length of each run of dark modules."""
    start = 0
    for x, dark in enumerate([*row, False]):
        if not dark:
            if x > start:
                yield start, x - start
            start = x + 1
