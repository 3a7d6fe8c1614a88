"""Read how wide the glyphs of a font are: by the file that draws it, and by what the PDF says."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np
import pikepdf
from numpy.typing import NDArray
from pikepdf import Array, Object, Stream

from generator.preflight.reading.proof import entry
from generator.preflight.reading.resources import number
from generator.preflight.reading.sfnt import Span, tables_of

_PER_EM = 1000.0
_MOST = 65_536  # glyphs of a font


def advances_drawn(font: Object) -> NDArray[np.float64]:
    """Return the widths that the font's own file has, in thousandths of an em, each once.

    None of a font whose file isn't TrueType or OpenType (ISO 14496-22, 5.2).
    """
    file = entry(_owner(font), "FontDescriptor", "FontFile2")
    if not isinstance(file, Stream):
        return np.empty(0)
    try:
        program = file.read_bytes()
    except (pikepdf.PikepdfError, RuntimeError):  # `font-embedded` tells of it
        return np.empty(0)
    tables = tables_of(program)
    spans = (tables.get(tag, Span(0, 0)) for tag in (b"head", b"hhea", b"hmtx"))
    head, hhea, hmtx = (program[span.start : span.end] for span in spans)
    units, count = int.from_bytes(head[18:20]), int.from_bytes(hhea[34:36])
    if not units or not count or len(hmtx) < 4 * count:
        return np.empty(0)
    metrics = np.frombuffer(hmtx, dtype=">u2", count=2 * count)
    return np.unique(metrics[::2] * (_PER_EM / units))


def advances_told(font: Object) -> NDArray[np.float64]:
    """Return the widths that the PDF says its glyphs have, in thousandths of an em, each once."""
    owner = _owner(font)
    told = (
        entry(owner, "W") if entry(font, "DescendantFonts") is not None else entry(font, "Widths")
    )
    found = _numbers(told) if owner is font else _of_composite(told)
    widths = np.unique([width for width in islice(found, _MOST) if width > 0])
    return widths.astype(np.float64)


def _owner(font: Object) -> Object:
    """Return the font that has the file: of a composite font, its descendant."""
    descendants = entry(font, "DescendantFonts")
    if isinstance(descendants, Array) and len(descendants):
        return descendants[0]
    return font


def _numbers(array: Object | None) -> Iterator[float]:
    for one in array if isinstance(array, Array) else ():
        yield number(one) or 0.0


def _of_composite(array: Object | None) -> Iterator[float]:
    """Yield the widths of a W array: `first [w w …]` and `first last w` (ISO 32000-1, 9.7.4.3)."""
    pending: list[float] = []
    for one in array if isinstance(array, Array) else ():
        if isinstance(one, Array):
            yield from _numbers(one)
            pending = []
            continue
        pending.append(number(one) or 0.0)
        if len(pending) == 3:
            yield pending[2]
            pending = []
