"""Turn gradients into ink: a shading in RGB → the same one in the inks that its stops have."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from pikepdf import Array, Dictionary, Name, Object

from generator.errors import RenderError
from generator.finish.plates import Plates
from generator.finish.spaces import Space, read_space

_AXIAL, _RADIAL = 2, 3
_EXPONENTIAL, _STITCHED = 2, 3  # ISO 32000-1, 7.10: kinds of functions
_DEEPEST = 8
_PIECES = 8
_STRAIGHT = Decimal("0.02")
"""How far the middle of a gradient may lie from the mean of its ends, in any ink, for one piece.

Ink doesn't mix as light does: red to blue is a deep violet on screen, and mud in plain CMYK.
"""

Colour = tuple[Decimal, ...]


def separate_shading(shading: Object, plates: Plates) -> None:
    """Change a shading in place; raises RenderError for a kind that can't be turned into ink.

    Between two stops the inks follow the screen's colours in eight steps, each a straight run.
    """
    space = read_space(shading.ColorSpace)
    if space.to_rgb is None:
        if space.plain:
            shading.ColorSpace = space.plain
        return
    if int(shading.ShadingType) not in {_AXIAL, _RADIAL}:
        raise _unsupported()
    functions = _Functions(space, plates)
    shading.Function = functions.of(shading.Function)
    if Name.Background in shading:
        shading.Background = Array(functions.colour(_numbers(shading.Background)))
    shading.ColorSpace = plates.space


class _Functions:
    """Makes functions whose results are ink out of ones whose results are colours of a screen."""

    def __init__(self, space: Space, plates: Plates) -> None:
        self._space = space
        self._plates = plates

    def of(self, function: Object, depth: int = 0) -> Dictionary:
        """Return the function that gives inks where `function` gives a colour."""
        if not isinstance(function, Dictionary) or depth > _DEEPEST:
            raise _unsupported()
        kind = int(function.get("/FunctionType", -1))
        if kind == _STITCHED:
            stitched = Dictionary(dict(function.items()))
            stitched.Functions = Array([self.of(one, depth + 1) for one in function.Functions])
            if Name.Range in stitched:
                del stitched.Range  # of RGB, and of no use: inks can't leave 0 to 1
            return stitched
        if kind == _EXPONENTIAL:
            return self._run(function)
        raise _unsupported()

    def colour(self, numbers: Sequence[float]) -> Colour:
        """Return the inks of one colour."""
        if self._space.to_rgb is None or len(numbers) != self._space.components:
            raise _unsupported()
        return self._plates.flat(self._space.to_rgb(numbers))

    def _run(self, function: Dictionary) -> Dictionary:
        """Return one run from stop to stop, in pieces where inks bend away from a straight line."""
        if "/C0" not in function or "/C1" not in function:
            raise _unsupported()
        first, last = _numbers(function.C0), _numbers(function.C1)
        exponent = float(function.N)
        ends = self.colour(first), self.colour(last)
        if exponent != 1 or _numbers(function.Domain) != [0, 1]:
            return _straight(*ends, exponent)
        between = list(zip(first, last, strict=True))
        stops = [
            self.colour([start + (end - start) * step / _PIECES for start, end in between])
            for step in range(_PIECES + 1)
        ]
        inks = zip(*ends, stops[_PIECES // 2], strict=True)
        if all(abs((start + end) / 2 - middle) <= _STRAIGHT for start, end, middle in inks):
            return _straight(*ends, 1)
        return Dictionary(
            FunctionType=_STITCHED,
            Domain=[0, 1],
            Functions=Array([_straight(*run, 1) for run in pairwise(stops)]),
            Bounds=[Decimal(step) / _PIECES for step in range(1, _PIECES)],
            Encode=[0, 1] * _PIECES,
        )


def _straight(first: Colour, last: Colour, exponent: float) -> Dictionary:
    return Dictionary(
        FunctionType=_EXPONENTIAL,
        Domain=[0, 1],
        C0=Array(first),
        C1=Array(last),
        N=Decimal(f"{exponent:g}"),
    )


def _numbers(array: Object) -> list[float]:
    return [float(number) for number in array]


def _unsupported() -> RenderError:
    return RenderError(
        "a gradient is of a kind that can't be turned into ink",
        hint="Save the logo with plain linear or radial gradients, or as a PNG.",
    )
