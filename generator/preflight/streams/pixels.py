"""Tell whether a picture can be shown, without decoding it: its stream → what is wrong with it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from pikepdf import Array, Name, Object, Stream

from generator.preflight.reading.proof import entry, words
from generator.preflight.reading.resources import number
from generator.preflight.streams.spaces import is_mask, read_space

_MOST_BYTES = 200_000_000
"""Of pixels; larger pictures are not looked into."""
_STEP = 4_000_000
_START_OF_FRAME = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC),
                             *range(0xCD, 0xD0)))  # fmt: skip
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))
"""Markers of a JPEG that have no length (ITU-T T.81, table B.1)."""
_START_OF_SCAN = 0xDA
_END_OF_IMAGE = b"\xff\xd9"
_JP2_STARTS = (b"\x00\x00\x00\x0cjP  ", b"\xff\x4f\xff\x51")
_PNG_PREDICTORS = range(10, 16)


def damage_of(picture: Object) -> str:
    """Return what is wrong with a picture; empty when nothing is seen to be."""
    if not isinstance(picture, Stream):
        return ""
    width, height = (number(entry(picture, key)) or 0 for key in ("Width", "Height"))
    if width < 1 or height < 1:
        return "it has no width or no height"
    raw = picture.read_raw_bytes()
    if not raw:
        return "it has no pixels"
    match _filters(picture):
        case []:
            return _too_short(len(raw), picture)
        case ["FlateDecode"]:
            return _damage_of_flate(raw, picture)
        case [*_, "DCTDecode"] as filters if len(filters) == 1:
            return _damage_of_jpeg(raw, width, height)
        case ["JPXDecode"]:
            return "" if raw.startswith(_JP2_STARTS) else "it isn't JPEG 2000, as it says"
        case _:
            return ""


def _filters(picture: Object) -> list[str]:
    filters = entry(picture, "Filter")
    if isinstance(filters, Array):
        return [words(one) for one in filters]
    return [words(filters)] if isinstance(filters, Name) else []


def _damage_of_flate(raw: bytes, picture: Object) -> str:
    """Inflate piece by piece: a bomb ends where the picture's own size is passed."""
    wanted = _bytes_of(picture)
    most = min(wanted or _MOST_BYTES, _MOST_BYTES)
    inflater, length = zlib.decompressobj(), 0
    try:
        while length < most and not inflater.eof:
            piece = inflater.decompress(raw, _STEP)
            raw = inflater.unconsumed_tail
            length += len(piece)
            if not piece and not raw:
                break
    except zlib.error:
        return "its pixels are broken"
    return _too_short(length, picture)


def _too_short(length: int, picture: Object) -> str:
    wanted = _bytes_of(picture)
    if wanted is None or length >= min(wanted, _MOST_BYTES):
        return ""
    return f"only {100 * length // wanted}% of its pixels are there"


def _bytes_of(picture: Object) -> int | None:
    """Return how many bytes the pixels take; None where the picture doesn't say it plainly."""
    width, height = (int(number(entry(picture, key)) or 0) for key in ("Width", "Height"))
    bits = 1 if is_mask(picture) else int(number(entry(picture, "BitsPerComponent")) or 0)
    space = read_space(entry(picture, "ColorSpace"))
    components = 1 if is_mask(picture) else (space.size if space else 0)
    if not bits or not components:
        return None
    row = (width * bits * components + 7) // 8
    settings = entry(picture, "DecodeParms")
    if isinstance(settings, Array):
        settings = settings[0] if len(settings) == 1 else None
    predictor = number(entry(settings, "Predictor"))
    return (row + (predictor in _PNG_PREDICTORS)) * height


def _damage_of_jpeg(raw: bytes, width: float, height: float) -> str:
    if not raw.startswith(b"\xff\xd8"):
        return "it isn't JPEG, as it says"
    frame: tuple[int, int] | None = None
    pixels = len(raw)
    for marker, at in _segments(raw):
        if marker in _START_OF_FRAME and frame is None:
            frame = int.from_bytes(raw[at + 7 : at + 9]), int.from_bytes(raw[at + 5 : at + 7])
        pixels = at
    if frame is None:
        return "its pixels are broken"
    if frame[0] < width or 0 < frame[1] < height:
        return f"it has {frame[0]} x {frame[1]} pixels, and says {width:g} x {height:g}"
    return "" if raw.find(_END_OF_IMAGE, pixels) > 0 else "the end of its pixels is missing"


def _segments(raw: bytes) -> Iterator[tuple[int, int]]:
    """Yield each marker of a JPEG and where it stands, to where pixels begin (ITU-T T.81, B.1)."""
    at = 2
    while at + 9 < len(raw) and raw[at] == 0xFF:
        marker = raw[at + 1]
        if marker == 0xFF:  # fill bytes
            at += 1
        elif marker in _ALONE:
            at += 2
        else:
            yield marker, at
            if marker == _START_OF_SCAN:
                return
            at += 2 + int.from_bytes(raw[at + 2 : at + 4])
