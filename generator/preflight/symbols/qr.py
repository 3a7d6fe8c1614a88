"""Find the QR codes of a document and measure them: pixels → what they say, where, and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import zxingcpp

from generator.model.geometry import Edges, Rect
from generator.preflight.reading.once import once
from generator.preflight.reading.proof import Proof, ProofPage
from generator.preflight.reading.raster import Raster
from generator.preflight.symbols.closeup import draw_part, framed, grey_of, strengthened
from generator.preflight.symbols.room import may_hold_a_code
from generator.preflight.symbols.symbol import REACH, Grey, Points, Symbol, has_finders, measure
from generator.preflight.symbols.texture import busy_squares

QUIET_ZONE = 4
"""Modules of light around a code (ISO/IEC 18004, 9.1)."""
_FINE_PX = 8
"""Pixels to a module where its surroundings are measured to a fraction of one."""
_CLOSE_UP_PX = 400
_MOST_CANDIDATES = 12
_LEAST_MM = 5
_NARROW, _WIDE = 1 / 8, 2 / 3
"""What is looked at around a place, in shares of its width."""
_SAME = 0.6  # share of two areas together that both have


@dataclass(frozen=True)
class Code:
    """A QR code, or what looks like one."""

    page: int
    place: Rect
    """In mm from the top left of the trim."""
    text: str = ""
    """What it says; empty when it can't be read."""
    symbol: Symbol | None = None
    """Its measures; None when it can't be read."""
    module_mm: float = 0
    spare: float = 1
    """Share of its error correction that no damage has used up (ISO/IEC 15415, 7.8.8)."""
    is_sure: bool = True
    """Whether it has so much of a code that it can be nothing else."""

    @property
    def side_mm(self) -> float:
        """Its width without the quiet zone."""
        return self.module_mm * self.symbol.modules if self.symbol else 0


@once
def plain_codes(proof: Proof) -> tuple[Code, ...]:
    """Return the codes that a reader finds at once, those it can't read included."""
    return tuple(
        code
        for page, painted in zip(proof.pages, proof.painted, strict=True)
        if may_hold_a_code(page, painted)
        for code in _plain(page)
    )


@once
def hidden_codes(proof: Proof) -> tuple[Code, ...]:
    """Return what has the look of a code but is found only by who looks closely."""
    known = plain_codes(proof)
    return tuple(
        code
        for page in proof.pages
        for code in _hidden(page, [one.place for one in known if one.page == page.number])
    )


def measured_closely(page: ProofPage, code: Code) -> Code:
    """Return a code with its place to a fraction of a module."""
    area = code.place.grown(Edges.all((REACH + 2) * code.module_mm))
    part = draw_part(page, area, _FINE_PX / code.module_mm) if code.module_mm else None
    for barcode in _read(grey_of(part.pixels)) if part else ():
        if part and barcode.valid and barcode.text == code.text:
            return _code(page, part, barcode)
    return code


def _plain(page: ProofPage) -> Iterator[Code]:
    if page.raster is None:
        return
    codes = [_code(page, page.raster, one) for one in _read(grey_of(page.raster.pixels))]
    read = [code for code in codes if code.text]
    yield from read
    # A reader sees a damaged code in several ways, and parts of whole ones as codes.
    seen = [code.place for code in read]
    for code in sorted(codes, key=lambda one: -one.place.width):
        if not code.text and not any(_share(code.place, place)[0] for place in seen):
            seen.append(code.place)
            # What it takes for a code may be a part of one.
            closer = _close_up(page, code.place, margin=_WIDE)
            if closer or code.is_sure:
                yield next(iter(closer), code)


def _hidden(page: ProofPage, known: list[Rect]) -> Iterator[Code]:
    if page.ground is None or page.size is None:
        return
    on_page = Rect(0, 0, page.size.width_mm, page.size.height_mm)
    tried: list[Rect] = []
    for square in busy_squares(grey_of(page.ground.pixels)):
        place = page.ground.area(*square)
        if (
            place.width < _LEAST_MM
            or _share(place, on_page)[0] < 1 / 2
            or any(_share(place, one)[0] for one in known)
            or any(_share(place, one)[1] > _SAME for one in tried)
        ):
            continue
        if len(tried) == _MOST_CANDIDATES:
            return
        tried.append(place)
        for code in _close_up(page, place, margin=_NARROW):
            known.append(code.place)
            yield code


def _close_up(page: ProofPage, place: Rect, *, margin: float) -> list[Code]:
    """Look at a part of a page closely, with more contrast and with light around it."""
    area = place.grown(Edges.all(place.width * margin))
    part = draw_part(page, area, _CLOSE_UP_PX / place.width)
    grey = strengthened(grey_of(part.pixels)) if part else None
    if part is None or grey is None:
        return []
    tries = list(framed(grey))
    for picture in (grey, *(one.alone for one in tries)):
        codes = [_code(page, part, one) for one in _read(picture)]
        if read := [code for code in codes if code.text]:
            return read
    seen = next((one.box for one in tries if has_finders(one.cut)), None)
    return [Code(page.number, part.area(*seen))] if seen else []


def _read(grey: Grey) -> list[zxingcpp.Barcode]:
    """Return all QR codes of a picture, light ones on dark and damaged ones, too."""
    return zxingcpp.read_barcodes(
        grey,
        formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]),
        # Codes are found whatever way they are turned; this is for bars.
        try_rotate=False,
        try_downscale=False,
        text_mode=zxingcpp.TextMode.Plain,
        return_errors=True,
    )


def _code(page: ProofPage, raster: Raster, barcode: zxingcpp.Barcode) -> Code:
    """Measure a code; what a coarse picture leaves in doubt is looked at in a finer one."""
    extra = barcode.extra if isinstance(barcode.extra, dict) else {}
    corners = _corners(barcode)
    place = _around(raster, corners)
    modules = _modules_of(str(extra.get("Version", "")))
    if not barcode.valid or not modules:
        error = barcode.error
        is_sure = error is not None and error.type == zxingcpp.ErrorType.Checksum
        return Code(page.number, place, is_sure=is_sure)
    symbol = measure(raster.pixels, corners, modules)
    module_mm = symbol.module_px / raster.pixels_per_mm
    # What is around it may lie outside of a close-up.
    is_rough = symbol.module_px < _FINE_PX or raster is not page.raster
    if is_rough and min(symbol.quiet.values()) < REACH - 1:
        area = place.grown(Edges.all((REACH + 2) * module_mm))
        part = draw_part(page, area, _FINE_PX / module_mm)
        if part:
            finer = _corners_in(part, raster, corners)
            symbol, place = measure(part.pixels, finer, modules), _around(part, finer)
            module_mm = symbol.module_px / part.pixels_per_mm
    spare = _spare(barcode)
    if spare < 1 and raster is page.raster:
        # In a coarse picture pixels between modules count as damage.
        part = draw_part(page, place.grown(Edges.all(REACH * module_mm)), _FINE_PX / module_mm)
        closer = _read(grey_of(part.pixels)) if part else []
        spare = max((_spare(one) for one in closer if one.text == barcode.text), default=spare)
    return Code(page.number, place, barcode.text, symbol, module_mm, spare)


def _spare(barcode: zxingcpp.Barcode) -> float:
    """Return the share of a code's error correction that is unused; 1 where nobody says."""
    extra = barcode.extra if isinstance(barcode.extra, dict) else {}
    spare = extra.get("UEC", 1)
    return float(spare) if isinstance(spare, int | float) else 1.0


def _modules_of(version: str) -> int:
    """Return how many modules a code has along a side (ISO/IEC 18004, 6.3.2); 0: who knows."""
    return 17 + 4 * int(version) if version.isdecimal() and 1 <= int(version) <= 40 else 0


def _corners(barcode: zxingcpp.Barcode) -> Points:
    at = barcode.position
    points = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
    return np.array([(point.x, point.y) for point in points], dtype=np.float64)


def _corners_in(part: Raster, raster: Raster, corners: Points) -> Points:
    """Return where corners lie in a finer picture: as it reads them, if it can."""
    origin = np.array((raster.left_mm - part.left_mm, raster.top_mm - part.top_mm))
    expected: Points = (corners / raster.pixels_per_mm + origin) * part.pixels_per_mm
    for barcode in _read(grey_of(part.pixels)):
        found = _corners(barcode)
        if barcode.valid and float(np.abs(found - expected).max()) < 2 * _FINE_PX:
            return found
    return expected


def _around(raster: Raster, corners: Points) -> Rect:
    left, top = corners.min(axis=0)
    right, bottom = corners.max(axis=0)
    return raster.area(float(left), float(top), float(right), float(bottom))


def _share(one: Rect, other: Rect) -> tuple[float, float]:
    """Return how much two areas have in common: as a share of the first, and of both together."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    if width <= 0 or height <= 0:
        return 0, 0
    common, first, second = width * height, one.width * one.height, other.width * other.height
    return common / first, common / (first + second - common)
