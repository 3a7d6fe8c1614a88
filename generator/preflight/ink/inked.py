"""Tell which pages may have too much ink: the colours that are set → the pages to draw."""

from __future__ import annotations

import re

import numpy as np
import pikepdf
from pikepdf import Array, Name, Object, Pdf, Stream

from generator.preflight.ink.plate_copy import content_of, says
from generator.preflight.reading.proof import entry, words
from generator.preflight.reading.resources import inherited, number, values

_OPERATORS = re.compile(rb"(?<=\s)(?:k|K|scn?|SCN?|rg|RG|BI|BDC|BMC|EMC)(?=[\s/\[(<%]|$)")
_FOUR = re.compile(rb"(?<![-+.\d])((?:[-+.\d]+\s+){4})$")
_MARKS = re.compile(rb"/Artifact\s*<<[^<>]*/Type\s*/Page(?![^\s/>])[^<>]*>>\s*$")
"""What ISO 32000-1, 14.8.2.2.2, calls a page artifact, such as a crop mark."""
_LONGEST_OPERANDS = 160
_ROUNDING_PERCENT = 0.5  # content streams have four decimals; a press has far fewer
_MOST_PIXELS = 64_000_000
_DEEPEST = 32
_IN_INKS = ("DeviceGray", "DeviceCMYK", "CalGray", "Pattern")
_UNREADABLE = (pikepdf.PikepdfError, RuntimeError, ValueError, OSError)
"""What pikepdf raises for a stream that can't be decoded."""


def pages_to_draw(pdf: Pdf, limit_percent: float, *, trusts_marks: bool) -> list[int]:
    """Return the pages, counted from 1, that may be over the limit somewhere.

    Opaque colours replace one another, and so does what shines through: a mixture of two colours
    has no more ink than one of them. So a page is innocent whose colours and pictures are all
    below the limit, unless some multiply or overprint, or their inks are yet to be found.

    `trusts_marks`: what says that it is a page artifact lies beside the artwork.
    """
    look = _Look(limit_percent + _ROUNDING_PERCENT, trusts_marks)
    return [
        at
        for at, page in enumerate(pdf.pages, start=1)
        if look.at(page.obj, inherited(page.obj, "Resources"))
    ]


class _Look:
    """Looks at what pages draw; what several share is looked at once."""

    def __init__(self, limit_percent: float, trusts_marks: bool) -> None:
        self._limit = limit_percent
        self._trusts_marks = trusts_marks
        self._known: dict[tuple[int, int], bool] = {}

    def at(self, content: Object, resources: Object | None, depth: int = 0) -> bool:
        """Say whether a page, a form or a pattern may have too much ink."""
        return (
            self._sets_too_much(content_of(content))
            or self._has_too_much(resources)
            or any(
                self._drawn(drawn, depth)
                for family in ("XObject", "Pattern")
                for drawn in values(entry(resources, family))
            )
        )

    def _drawn(self, drawn: Object, depth: int) -> bool:
        if drawn.is_indirect and drawn.objgen in self._known:
            return self._known[drawn.objgen]
        if drawn.is_indirect:
            self._known[drawn.objgen] = False  # forms can hold one another
        if entry(drawn, "Subtype") == Name.Image:
            found = self._is_rich(drawn)
        elif isinstance(drawn, Stream):
            own = entry(drawn, "Resources")
            found = depth >= _DEEPEST or self.at(drawn, own, depth + 1)
        else:
            found = True  # a gradient
        if drawn.is_indirect:
            self._known[drawn.objgen] = found
        return found

    def _sets_too_much(self, content: bytes) -> bool:
        """Say whether a content sets a colour with too much ink outside page artifacts."""
        depth = marks_from = 0
        for operator in _OPERATORS.finditer(content):
            name, at = operator[0], operator.start()
            before = content[max(at - _LONGEST_OPERANDS, 0) : at]
            if name in (b"BDC", b"BMC"):
                depth += 1
                if self._trusts_marks and not marks_from and _MARKS.search(before):
                    marks_from = depth
            elif name == b"EMC":
                marks_from = 0 if depth == marks_from else marks_from
                depth -= 1
            elif not marks_from:
                if name in (b"rg", b"RG", b"BI"):
                    return True
                operands = _FOUR.search(before)
                if operands and _percent(operands[1]) > self._limit:
                    return True
        return False

    def _has_too_much(self, resources: Object | None) -> bool:
        """Say whether something else is among the resources than opaque colour in inks."""
        named = entry(resources, "ColorSpace")
        spaces = list(named.values()) if isinstance(named, pikepdf.Dictionary) else []
        return (
            any(not _is_in_inks(space) for space in spaces)
            or bool(values(entry(resources, "Shading")))
            or any(_adds_up(state) for state in values(entry(resources, "ExtGState")))
        )

    def _is_rich(self, picture: Object) -> bool:
        """Say whether a picture may have a pixel with too much ink."""
        family = words(entry(picture, "ColorSpace"))
        if says(picture, "ImageMask") or family == "DeviceGray":
            return False
        if not isinstance(picture, Stream):
            return True
        width, height = (number(entry(picture, key)) or 0 for key in ("Width", "Height"))
        is_plain = (
            family == "DeviceCMYK"
            and entry(picture, "Filter") in (None, Name.FlateDecode)
            and entry(picture, "BitsPerComponent") == 8
            and entry(picture, "Decode") is None
            and 0 < width * height < _MOST_PIXELS
        )
        if not is_plain:
            return True
        count = int(width * height)
        try:
            pixels = np.frombuffer(picture.read_bytes(), np.uint8)[: 4 * count]
        except _UNREADABLE:  # and nothing is printed of it
            return False
        if len(pixels) < 4:
            return False
        most = pixels[: len(pixels) // 4 * 4].reshape(-1, 4).sum(axis=1, dtype=np.uint16).max()
        return float(most) / 2.55 > self._limit


def _percent(operands: bytes) -> float:
    """Return the sum of four inks; endless when one is no number."""
    try:
        return 100 * sum(float(share) for share in operands.split())
    except ValueError:
        return float("inf")


def _is_in_inks(space: Object) -> bool:
    """Say whether a colour space is grey or the four inks, without one that stands in."""
    if isinstance(space, Array) and len(space) == 1:
        space = space[0]
    return words(space) in _IN_INKS


def _adds_up(state: Object) -> bool:
    """Say whether what is drawn may leave the ink that it is drawn on."""
    mode = entry(state, "BM")
    overprints = says(state, "OP") or says(state, "op")
    return overprints or words(mode) not in ("", "Normal", "Compatible") or isinstance(mode, Array)
