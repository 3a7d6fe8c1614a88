"""Measure a QR code: pixels and its corners → modules, contrast, and the light around it."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from generator.preflight.reading.memory import Pixels

Grey = NDArray[np.uint8]
Points = NDArray[np.float64]
"""Corners as x and y in pixels: top left, top right, bottom right, bottom left, as one reads it."""
Sides = dict[str, float]
"""Light modules beside each side of a code, by the side of the page that it looks to."""

REACH = 6
"""Modules around a code that are looked at: the four of its quiet zone, and some more."""
_STEPS = 3  # samples along a module
_BLUR_PX = 1.0  # how far the code's own edge reaches into the light
_FINDER = 7
# ISO/IEC 18004, 6.3.3: a dark square of 3 modules in a light ring in a dark ring.
_TEMPLATE = np.ones((_FINDER, _FINDER), dtype=bool)
_TEMPLATE[1:6, 1:6] = False
_TEMPLATE[2:5, 2:5] = True
_LIKELY, _SURE = 0.8, 0.9
"""Shares of their modules by which three finder patterns are known, or two."""
_UNEVEN = 0.05  # of the side: what is seen of a whole code is a square, or nearly
_WIDTHS = range(21, 62, 4)
"""Modules along a code, up to version 11: what has more is not for posters."""

# ISO/IEC 18004, 7.9: where the format stands, by row and column, from its last bit to its first;
# what it is masked with, and the polynomial of its check bits.
_FORMAT = (
    *((row, 8) for row in (0, 1, 2, 3, 4, 5, 7, 8)),
    *((8, column) for column in (7, 5, 4, 3, 2, 1, 0)),
)
_FORMAT_MASK, _FORMAT_GENERATOR, _CHECK_BITS = 0x5412, 0x537, 10

# IEC 61966-2-1: how much light each value of a screen's colour stands for.
_VALUES = np.arange(256) / 255
_LINEAR = np.where(_VALUES <= 0.04045, _VALUES / 12.92, ((_VALUES + 0.055) / 1.055) ** 2.4)
_SHARES = tuple((share * _LINEAR).astype(np.float32) for share in (0.2126, 0.7152, 0.0722))


@dataclass(frozen=True)
class Symbol:
    """A QR code as measured."""

    modules: int
    """Along one side."""
    module_px: float
    contrast: float
    """Reflectance of its light modules less that of its dark ones (ISO/IEC 15415, 7.8.3)."""
    is_reversed: bool
    """Light on dark."""
    is_mirrored: bool
    stretch: float
    """Its longer side divided by the other one."""
    quiet: Sides
    """Up to `REACH`."""


@dataclass(frozen=True)
class _Grid:
    """Where the modules of a code lie in a picture, whatever way it is turned."""

    modules: int
    origin: Points
    across: Points
    """From one module to the next, in pixels."""
    down: Points

    def sample(self, pixels: Pixels, steps: int, reach: int) -> tuple[Pixels, NDArray[np.bool_]]:
        """Return pixels of each module and of those around, and which of them there are."""
        at = (np.arange((self.modules + 2 * reach) * steps) + 0.5) / steps - reach
        x = self.origin[0] + at[None, :] * self.across[0] + at[:, None] * self.down[0]
        y = self.origin[1] + at[None, :] * self.across[1] + at[:, None] * self.down[1]
        columns, rows = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
        height, width = pixels.shape[:2]
        inside = (columns >= 0) & (rows >= 0) & (columns < width) & (rows < height)
        return pixels[rows.clip(0, height - 1), columns.clip(0, width - 1)], inside


def measure(pixels: Pixels, corners: Points, modules: int) -> Symbol:
    """Measure a code of so many modules."""
    across, down = (corners[1] - corners[0]) / modules, (corners[3] - corners[0]) / modules
    grid = _Grid(modules, corners[0], across, down)
    light = reflectance(grid.sample(pixels, 1, 0)[0])
    dark_level, light_level = np.percentile(light, (10, 90))
    finder = light[:_FINDER, :_FINDER]
    around, inside = grid.sample(pixels, _STEPS, REACH)
    is_light = inside & (reflectance(around) > (dark_level + light_level) / 2)
    width, height = float(np.hypot(*across)), float(np.hypot(*down))
    module_px = (width + height) / 2
    is_reversed = bool(finder[_TEMPLATE].mean() > finder[~_TEMPLATE].mean())
    return Symbol(
        modules,
        module_px,
        float(light_level - dark_level),
        is_reversed,
        _is_mirrored((light < (dark_level + light_level) / 2) != is_reversed),
        max(width, height) / min(width, height),
        _quiet(is_light, grid, module_px),
    )


def reflectance(pixels: Pixels) -> NDArray[np.float32]:
    """Return how much light pixels reflect, from 0 to 1."""
    red, green, blue = (share[pixels[..., at]] for at, share in enumerate(_SHARES))
    found: NDArray[np.float32] = red + green + blue
    return found


def has_finders(grey: Grey) -> bool:
    """Say whether a picture, cut to the edges of what may be a QR code, has its corner squares.

    Two are enough: of a code that runs off the page, one side is missing.
    """
    height, width = grey.shape
    if abs(height - width) <= _UNEVEN * max(height, width):
        return _has_finders(grey)
    down, across = max(width - height, 0), max(height - width, 0)
    return any(
        _has_finders(np.pad(grey, rest, constant_values=255))
        for rest in (((0, down), (0, across)), ((down, 0), (across, 0)))
    )


def _has_finders(grey: Grey) -> bool:
    height, width = grey.shape
    middle = (int(grey.min()) + int(grey.max())) / 2
    for modules in _WIDTHS:
        at = (np.arange(modules) + 0.5) / modules
        dark = grey[(at * height).astype(int)][:, (at * width).astype(int)] < middle
        ends = (slice(None, _FINDER), slice(-_FINDER, None))
        likeness = sorted(
            float((dark[rows, columns] == _TEMPLATE).mean()) for rows in ends for columns in ends
        )
        if likeness[1] >= _LIKELY or likeness[2] >= _SURE:
            return True
    return False


def _is_mirrored(dark: NDArray[np.bool_]) -> bool:
    """Say whether a code tells its format only with rows and columns exchanged."""
    return not _tells_format(dark) and _tells_format(dark.T)


def _tells_format(dark: NDArray[np.bool_]) -> bool:
    """Say whether the modules beside the first corner are a format, with its check bits."""
    rest = sum(int(dark[at]) << bit for bit, at in enumerate(_FORMAT)) ^ _FORMAT_MASK
    for bit in range(len(_FORMAT) - 1, _CHECK_BITS - 1, -1):
        if rest >> bit & 1:
            rest ^= _FORMAT_GENERATOR << (bit - _CHECK_BITS)
    return rest == 0


def _quiet(is_light: NDArray[np.bool_], grid: _Grid, module_px: float) -> Sides:
    """Return how far the light reaches on each side."""
    first, last = REACH * _STEPS, (REACH + grid.modules) * _STEPS
    blurred = ceil(_BLUR_PX / module_px * _STEPS)
    strips = (
        (is_light[first - 1 :: -1, first:last], -grid.down),
        (is_light[last:, first:last], grid.down),
        (is_light[first:last, first - 1 :: -1].T, -grid.across),
        (is_light[first:last, last:].T, grid.across),
    )
    sides: Sides = {}
    for strip, outwards in strips:
        not_light = np.flatnonzero((~strip[blurred:]).any(axis=1))
        reach = REACH * _STEPS
        if len(not_light):
            reach = int(not_light[0]) + blurred if not_light[0] else 0
        side = _side(outwards)
        sides[side] = min(reach / _STEPS, sides.get(side, REACH))
    return sides


def _side(outwards: Points) -> str:
    """Return the side of the page that a direction in pixels leads to, or nearly."""
    if abs(outwards[0]) > abs(outwards[1]):
        return "right" if outwards[0] > 0 else "left"
    return "lower" if outwards[1] > 0 else "upper"
