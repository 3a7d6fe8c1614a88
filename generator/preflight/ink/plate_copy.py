"""Copy pages of a PDF so that a screen shows them as plates: each colour → the light it leaves."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from io import BytesIO

import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from generator.preflight.ink.plate_spaces import BLACK, Plate, PlateSpaces
from generator.preflight.ink.press_inks import PressInks
from generator.preflight.reading.proof import entry, words
from generator.preflight.reading.resources import contents_of, number, values

_SETS = re.compile(rb"(?<=\s)(?:rg|RG|[gGkK])(?=[\s/\[(<%]|$)")
_OPERANDS = {size: re.compile(rb"(?<![-+.\d])((?:[-+.\d]+\s+){%d})$" % size) for size in (1, 3, 4)}
_LONGEST_OPERANDS = 160
_SIZES = {b"g": 1, b"rg": 3, b"k": 4}
_CHOOSES = re.compile(rb"/Device(Gray|RGB|CMYK)\s+(cs|CS)(?=\s|$)")
_BLACK_IN = {b"Gray": b"0", b"RGB": b"0 0 0", b"CMYK": b"0 0 0 1"}  # ISO 32000-1, 8.6.8
_DEFAULTS = ("DeviceGray", "DeviceRGB", "DeviceCMYK")
_LEFT_OUT = ("Annots", "AA", "B", "Thumb", "StructParents")
"""What hangs on a page, isn't drawn, and leads to all of the document."""
_MOST_PIXELS = 1_000_000
_MOST_BYTES = 128 * 1024 * 1024
_TILING, _SHADING = 1, 2  # ISO 32000-1, 8.7.1: kinds of patterns


def pages_alone(pdf: Pdf, numbers: Sequence[int]) -> Pdf:
    """Return a PDF with some of the pages, counted from 1, and nothing else; `pdf` is changed."""
    alone = pikepdf.new()
    if isinstance(layers := entry(pdf.Root, "OCProperties"), Dictionary):
        alone.Root.OCProperties = alone.copy_foreign(pdf.make_indirect(layers))
    for at in numbers:
        page = pdf.pages[at - 1]
        for key in _LEFT_OUT:
            if f"/{key}" in page.obj:
                del page.obj[f"/{key}"]
        alone.pages.append(page)
        copied = alone.pages[-1].obj
        copied.Rotate = 0
        if "/CropBox" in copied:
            del copied.CropBox
    return alone


def plate_copy(pages: bytes, plate: Plate, inks: PressInks) -> bytes:
    """Return the PDF with every colour as `plate` shows it; raises pikepdf's errors.

    What says how opaque things are, such as soft masks, stays as it is.
    """
    with pikepdf.open(BytesIO(pages)) as pdf:
        copy = _Copy(pdf, plate, inks)
        for content in list(contents_of(pdf)):
            copy.resources(content.resources)
            copy.content(content.stream)
        written = BytesIO()
        pdf.save(written, compress_streams=False)
    return written.getvalue()


class _Copy:
    """Goes through what pages draw; what several share is changed once."""

    def __init__(self, pdf: Pdf, plate: Plate, inks: PressInks) -> None:
        self._pdf = pdf
        self._plate = plate
        self._inks = inks
        self._spaces = PlateSpaces(pdf, plate, inks)
        self._seen: set[tuple[int, int]] = set()
        self._paper = b"%s %s %s %s\n" % (
            *(plate.paper, plate.fill.encode()),
            *(plate.paper, plate.stroke.encode()),
        )

    def resources(self, resources: Object | None) -> None:
        """Change what the names in a content stand for."""
        if not isinstance(resources, Dictionary) or not self._is_new(resources):
            return
        named = entry(resources, "ColorSpace")
        if not isinstance(named, Dictionary):
            named = resources.ColorSpace = Dictionary()
        if self._is_new(named):
            self._named_spaces(named)
        for drawn in self._of(resources, "XObject"):
            if entry(drawn, "Subtype") == Name.Image:
                self._picture(drawn)
        for pattern in self._of(resources, "Pattern"):
            if entry(pattern, "PatternType") == _SHADING:
                self._shading(entry(pattern, "Shading"))
        for shading in self._of(resources, "Shading"):
            self._shading(shading, met=True)
        for state in self._of(resources, "ExtGState"):
            _overprint(state)
        for font in self._of(resources, "Font"):
            self.resources(entry(font, "Resources"))
            for glyph in values(entry(font, "CharProcs")):
                if isinstance(glyph, Stream) and self._is_new(glyph):
                    glyph.write(self._rewritten(content_of(glyph)))

    def content(self, stream: Object) -> None:
        """Change the colours that a page, a form or a pattern sets."""
        if not isinstance(stream, Stream):
            stream.Contents = self._pdf.make_stream(
                self._paper * (self._plate is not BLACK) + self._rewritten(content_of(stream))
            )
        elif entry(stream, "Subtype") == Name.Form:
            stream.write(self._rewritten(content_of(stream)))
        elif entry(stream, "PatternType") == _TILING:
            # Like a page, a pattern begins in black, which only one of the copies shows.
            paper = self._paper * (self._plate is not BLACK)
            stream.write(paper + self._rewritten(content_of(stream)))

    def _named_spaces(self, named: Dictionary) -> None:
        for key, space in list(named.items()):
            if not key.startswith("/Default"):
                plated = self._spaces.of(space)
                if plated is not None:
                    named[key] = plated
        # PDFium takes these where a content chooses a device's space, inline pictures too.
        for family in _DEFAULTS:
            plated = self._spaces.of(Name(f"/{family}"))
            if plated is not None:
                named[f"/Default{family.removeprefix('Device')}"] = plated

    def _picture(self, picture: Object) -> None:
        if says(picture, "ImageMask") or not isinstance(picture, Stream):
            return
        _thin_out(picture)
        plated = self._spaces.of(entry(picture, "ColorSpace"))
        if plated is not None:
            picture.ColorSpace = plated

    def _shading(self, shading: Object | None, *, met: bool = False) -> None:
        if not isinstance(shading, Dictionary | Stream) or not (met or self._is_new(shading)):
            return
        plated = self._spaces.of(entry(shading, "ColorSpace"))
        if plated is not None:
            shading.ColorSpace = plated

    def _rewritten(self, content: bytes) -> bytes:
        """Return a content stream with the plate's share of each colour that it sets."""
        content = _CHOOSES.sub(
            lambda found: (
                b"%s %s %s" % (found[0], _BLACK_IN[found[1]], b"sc" if found[2] == b"cs" else b"SC")
            ),
            content,
        )
        parts, done = [], 0
        for operator in _SETS.finditer(content):
            name = operator[0]
            size = _SIZES[name.lower()]
            before = content[max(done, operator.start() - _LONGEST_OPERANDS) : operator.start()]
            operands = _OPERANDS[size].search(before)
            shown = self._shown(operands[1]) if operands else None
            if operands and shown:
                setter = self._plate.fill if name.islower() else self._plate.stroke
                parts.append(content[done : operator.start() - len(operands[1])])
                parts.append(b"%s %s" % (shown, setter.encode()))
                done = operator.end()
        return b"".join((*parts, content[done:]))

    def _shown(self, operands: bytes) -> bytes | None:
        """Return what the plate shows of a grey, of a screen's colour or of inks."""
        try:
            shares = [min(max(float(one), 0.0), 1.0) for one in operands.split()]
        except ValueError:
            return None
        if len(shares) == 1:
            shares = [0.0, 0.0, 0.0, 1 - shares[0]]
        elif len(shares) == 3:
            colour = np.array([shares]) * 255
            shares = [float(ink) / 255 for ink in self._inks.of(colour.round().astype(np.uint8))[0]]
        return b" ".join(b"%.5f" % (1 - shares[at]) for at in self._plate.inks)

    def _of(self, resources: Object, family: str) -> Iterator[Object]:
        """Yield what `resources` has of a family, the first time that it comes by."""
        yield from (one for one in values(entry(resources, family)) if self._is_new(one))

    def _is_new(self, thing: Object) -> bool:
        if not thing.is_indirect:
            return True
        new = thing.objgen not in self._seen
        self._seen.add(thing.objgen)
        return new


def content_of(drawing: Object) -> bytes:
    """Return what a page, a form or a pattern draws; streams that can't be read draw nothing."""
    contents = drawing if isinstance(drawing, Stream) else entry(drawing, "Contents")
    streams = list(contents) if isinstance(contents, Array) else [contents]
    found = []
    for stream in streams:
        if isinstance(stream, Stream):
            try:
                found.append(stream.read_bytes())
            except (pikepdf.PikepdfError, RuntimeError):
                continue
    return b"\n".join(found)


def says(owner: Object, key: str) -> bool:
    """Say whether an entry is true, which pikepdf gives as Python has it."""
    value: object = entry(owner, key)
    return value is True


def _overprint(state: Object) -> None:
    """Let what overprints leave the inks below it, where it has none of them itself.

    PDFium doesn't overprint. To multiply comes near it: no ink over ink leaves the ink (ISO
    32000-1, 8.6.7: with OPM 1 a share of 0 means that nothing is painted).
    """
    is_said = any(entry(state, key) is not None for key in ("OP", "op"))
    if is_said and words(entry(state, "BM")) in ("", "Normal", "Compatible"):
        overprints = says(state, "OP") or says(state, "op")
        leaves_inks = overprints and number(entry(state, "OPM")) == 1
        state.BM = Name.Multiply if leaves_inks else Name.Normal


def _thin_out(picture: Stream) -> None:
    """Leave out pixels of a large picture: for each, PDFium runs the space's function."""
    sizes = [number(entry(picture, key)) for key in ("Width", "Height", "BitsPerComponent")]
    width, height, bits = (int(size) if size else 0 for size in sizes)
    if entry(picture, "Filter") != Name.FlateDecode or bits != 8:
        return
    if not _MOST_PIXELS < width * height <= _MOST_BYTES:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pixels = np.frombuffer(picture.read_bytes(), np.uint8)
    components = len(pixels) // (width * height)
    if not components:
        return
    step = int(np.ceil(np.sqrt(width * height / _MOST_PIXELS)))
    whole = pixels[: width * height * components].reshape(height, width, components)
    thinned = np.ascontiguousarray(whole[::step, ::step])
    picture.write(thinned.tobytes())
    picture.Height, picture.Width = thinned.shape[:2]
