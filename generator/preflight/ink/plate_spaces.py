"""Draw inks instead of colours: a colour space → one in which PDFium shows a plate.

PDFium takes DeviceRGB and DeviceGray as they are, so that cyan, magenta and yellow can be drawn as
the red, green and blue that they leave out, and black as grey. A space in inks becomes one of as
many spot colours whose tint transform says so (ISO 32000-1, 8.6.6): operands, pictures and
gradients in it stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

import numpy as np
import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from generator.preflight.ink.press_inks import PressInks
from generator.preflight.reading.memory import Pixels
from generator.preflight.reading.proof import entry, words
from generator.preflight.reading.resources import number

_DEEPEST = 8
_SIZES = {"DeviceGray": 1, "G": 1, "CalGray": 1, "DeviceCMYK": 4, "CMYK": 4}
_SCREEN = {"DeviceRGB", "RGB", "CalRGB", "Lab"}
_SPOTS = {"Separation", "DeviceN"}
_STEPS = (0, 256, 33, 17, 9, 6, 5, 4, 3)
"""How many values of each component a colour is looked up for, by the number of components."""
_EXPONENTIAL, _STITCHED = 2, 3  # ISO 32000-1, 7.10: kinds of functions
_SAMPLED, _CALCULATED = 0, 4


@dataclass(frozen=True)
class Plate:
    """What one copy of a PDF shows: some of the four inks, each as the light that it leaves out."""

    base: Name
    inks: tuple[int, ...]
    """Which of cyan, magenta, yellow and black it shows."""
    from_inks: bytes
    """PostScript that takes four inks to what is shown."""
    from_black: bytes
    """The same for a tint of all inks, such as registration marks have."""
    paper: bytes
    """What is shown where there is no ink."""
    fill: str
    stroke: str
    """The operators that set a colour."""


COLOURED = Plate(
    base=Name.DeviceRGB,
    inks=(0, 1, 2),
    from_inks=b"pop 1 exch sub 3 1 roll 1 exch sub 3 1 roll 1 exch sub 3 1 roll",
    from_black=b"1 exch sub dup dup",
    paper=b"1 1 1",
    fill="rg",
    stroke="RG",
)
BLACK = Plate(
    base=Name.DeviceGray,
    inks=(3,),
    from_inks=b"4 1 roll pop pop pop 1 exch sub",
    from_black=b"1 exch sub",
    paper=b"1",
    fill="g",
    stroke="G",
)


class PlateSpaces:
    """Makes colour spaces of a PDF show a plate; raises pikepdf's errors for broken ones."""

    def __init__(self, pdf: Pdf, plate: Plate, inks: PressInks) -> None:
        self._pdf = pdf
        self._plate = plate
        self._inks = inks
        self._known: dict[str, Object | None] = {}
        """Of the spaces that are only a name."""

    def of(self, space: Object | None, depth: int = 0) -> Object | None:
        """Return what to name instead of a space; None when it can stay, or isn't one."""
        if not isinstance(space, Name):
            return self._of(space, depth)
        name = words(space)
        if name not in self._known:
            self._known[name] = self._of(space, depth)
        return self._known[name]

    def _of(self, space: Object | None, depth: int) -> Object | None:
        family = words(space[0]) if isinstance(space, Array) and len(space) else words(space)
        size = _size(space)
        if depth > _DEEPEST:
            return None
        if size == 4:
            inks = [Name.Cyan, Name.Magenta, Name.Yellow, Name.Black]
            return self._spot(Array(inks), self._program(4, self._plate.from_inks))
        if size == 1:
            return self._grey()
        if family in _SCREEN or size == 3:
            return self._looked_up(space if space is not None else Name.DeviceRGB, 3)
        if not isinstance(space, Array):
            return None
        if family in ("Indexed", "I", "Pattern") and len(space) > 1:
            base = self.of(space[1], depth + 1)
            return Array([space[0], base, *list(space)[2:]]) if base is not None else None
        if family in _SPOTS and len(space) >= 4:
            return self._of_spot(space)
        return None

    def _grey(self) -> Object:
        """Return grey as black ink alone."""
        if self._plate is BLACK:
            return Name.DeviceGray
        return self._spot(Array([Name.Black]), self._program(1, b"pop " + self._plate.paper))

    def _of_spot(self, space: Array) -> Object | None:
        colourants, alternate, tint = space[1], space[2], space[3]
        names = [words(one) for one in colourants] if isinstance(colourants, Array) else []
        names = names or [words(colourants)]
        count, size = len(names), _size(alternate)
        nothing = b"pop " * count + self._plate.paper
        if names == ["All"]:
            function: Object | None = self._program(1, self._plate.from_black)
        elif set(names) == {"None"} or (size == 1 and self._plate is COLOURED):
            function = self._program(count, nothing)
        elif size == 1:
            function = tint
        else:
            function = self._picked(tint) if size == 4 else None
        if function is None:
            return self._looked_up(space, count)
        return self._spot(Array([Name(f"/Ink{at}") for at in range(count)]), function)

    def _spot(self, names: Array, function: Object) -> Array:
        return Array([Name.DeviceN, names, self._plate.base, function])

    def _program(self, inputs: int, code: bytes, domain: Object | None = None) -> Object:
        """Return a PostScript function from so many inputs to what the plate shows."""
        program = Stream(self._pdf, b"{" + code + b"}", FunctionType=_CALCULATED)
        program.Domain = Array([0, 1] * inputs) if domain is None else domain
        program.Range = Array([0, 1] * len(self._plate.inks))
        return self._pdf.make_indirect(program)

    def _picked(self, function: Object | None, depth: int = 0) -> Object | None:
        """Return what shows the plate of a function that gives inks; None for an odd one."""
        kind = number(entry(function, "FunctionType"))
        if depth > _DEEPEST or not isinstance(function, Dictionary | Stream):
            return None
        if kind == _CALCULATED and isinstance(function, Stream):
            before, brace, _ = function.read_bytes().strip().removeprefix(b"{").rpartition(b"}")
            code = before + b" " + self._plate.from_inks
            domain = entry(function, "Domain")
            return self._program(0, code, domain) if brace and domain is not None else None
        if kind == _EXPONENTIAL:
            return self._exponential(function)
        if kind == _STITCHED:
            parts = entry(function, "Functions")
            picked = [self._picked(one, depth + 1) for one in parts or ()] if parts else []
            known = [one for one in picked if one is not None]
            if not known or len(known) < len(picked):
                return None
            stitched = Dictionary(dict(function.items()))
            stitched.Functions = Array(known)
            if "/Range" in stitched:
                del stitched.Range
            return stitched
        return self._sampled(function) if kind == _SAMPLED else None

    def _exponential(self, function: Object) -> Object | None:
        ends = []
        for key in ("C0", "C1"):
            inks = [number(one) for one in entry(function, key) or ()]
            shares = [one for one in inks if one is not None]
            if len(shares) != 4 or len(inks) != 4:
                return None
            ends.append(Array([Decimal(f"{1 - shares[at]:.6f}") for at in self._plate.inks]))
        between = Dictionary(FunctionType=_EXPONENTIAL, C0=ends[0], C1=ends[1])
        between.Domain, between.N = entry(function, "Domain"), entry(function, "N")
        return between

    def _sampled(self, function: Object) -> Object | None:
        """Return the samples of the plate's own inks, from a table of four."""
        bits = number(entry(function, "BitsPerSample"))
        if bits not in (8, 16) or not isinstance(function, Stream):
            return None
        width = int(bits) // 8 * 4
        table = np.frombuffer(function.read_bytes(), np.uint8)
        table = table[: len(table) // width * width].reshape(-1, 4, width // 4)
        said = entry(function, "Decode") or entry(function, "Range") or ()
        decode = [number(one) for one in said]
        picked = Stream(self._pdf, np.ascontiguousarray(table[:, self._plate.inks]).tobytes())
        for key in ("FunctionType", "Domain", "Size", "BitsPerSample", "Order", "Encode"):
            if entry(function, key) is not None:
                picked[f"/{key}"] = entry(function, key)
        pairs = [decode[2 * at : 2 * at + 2] for at in self._plate.inks]
        turned = [1 - edge for pair in pairs for edge in pair if edge is not None]
        if len(turned) != 2 * len(pairs):
            return None
        picked.Decode = Array([Decimal(f"{edge:.6f}") for edge in turned])
        picked.Range = Array([0, 1] * len(pairs))
        return self._pdf.make_indirect(picked)

    def _looked_up(self, space: Object, count: int) -> Object | None:
        """Return a table of what the press makes of the colours that a space shows on screen."""
        if not 0 < count < len(_STEPS):
            return None
        steps = _STEPS[count]
        inks = self._inks.of(_seen(self._pdf, space, count, steps))
        table = 255 - inks[..., self._plate.inks]
        function = Stream(self._pdf, table.astype(np.uint8).tobytes(), FunctionType=_SAMPLED)
        function.Size, function.BitsPerSample = Array([steps] * count), 8
        function.Domain = Array(_domain(space, count))
        function.Range = Array([0, 1] * len(self._plate.inks))
        names = Array([Name(f"/Ink{at}") for at in range(count)])
        return self._spot(names, self._pdf.make_indirect(function))


def _size(space: Object | None) -> int:
    """Return how many components a space has that is in inks or grey, or has a profile; else 0."""
    family = words(space[0]) if isinstance(space, Array) and len(space) else words(space)
    if family == "ICCBased" and isinstance(space, Array) and len(space) > 1:
        size = number(entry(space[1], "N"))
        return int(size) if size in (1, 3, 4) else 0
    return _SIZES.get(family, 0)


def _domain(space: Object, count: int) -> Sequence[Decimal | int]:
    """Return from where to where a space's components go: 0 to 1, but for Lab."""
    if not isinstance(space, Array) or words(space[0]) != "Lab" or len(space) < 2:
        return [0, 1] * count
    said = [number(one) for one in entry(space[1], "Range") or ()]
    edges = [one for one in said if one is not None]
    if len(edges) != 4:
        edges = [-100, 100, -100, 100]  # ISO 32000-1, table 65
    return [0, 100, *(Decimal(f"{edge:.4f}") for edge in edges)]


def _seen(pdf: Pdf, space: Object, count: int, steps: int) -> Pixels:
    """Return what a grid of a space's colours looks like, the first component running fastest."""
    values = np.linspace(0, 255, steps).round().astype(np.uint8)
    axes = np.meshgrid(*[values] * count, indexing="ij")
    grid = np.stack([axis.ravel() for axis in reversed(axes)], axis=-1)
    if words(space) in ("DeviceRGB", "RGB"):
        return grid
    width, height = steps, steps ** (count - 1)
    swatches = pikepdf.new()
    holder = swatches.copy_foreign(pdf.make_indirect(Dictionary(Space=space)))
    picture = Stream(swatches, grid.tobytes(), Type=Name.XObject, Subtype=Name.Image)
    picture.Width, picture.Height, picture.BitsPerComponent = width, height, 8
    picture.ColorSpace = holder.Space
    drawn = f"{width} 0 0 {height} 0 0 cm /P Do".encode()
    page = Dictionary(
        Type=Name.Page,
        MediaBox=[0, 0, width, height],
        Resources=Dictionary(XObject=Dictionary(P=swatches.make_indirect(picture))),
        Contents=swatches.make_stream(drawn),
    )
    swatches.pages.append(pikepdf.Page(swatches.make_indirect(page)))
    written = BytesIO()
    swatches.save(written)
    with pypdfium2.PdfDocument(written.getvalue()) as document:
        shown = document[0].render(rev_byteorder=True, no_smoothimage=True).to_numpy()
        seen: Pixels = shown[:, :, :3].reshape(-1, 3).copy()
    return seen
