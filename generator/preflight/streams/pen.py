"""Keep what a content stream says of colours and marks, and put paint on the page with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import isfinite

from pikepdf import Array, Dictionary, Name, Object

from generator.preflight.reading.glyphs import Box
from generator.preflight.reading.proof import entry, words
from generator.preflight.reading.resources import number
from generator.preflight.streams.canvas import Around, Canvas, Resources
from generator.preflight.streams.graphics import Matrix, State, shared
from generator.preflight.streams.nested import draw_mask, resolve
from generator.preflight.streams.paints import Kind, Paint, Thin, Trouble
from generator.preflight.streams.shapes import is_seen
from generator.preflight.streams.spaces import Colour, first_colour

_DEVICES = {1: Name.DeviceGray, 3: Name.DeviceRGB, 4: Name.DeviceCMYK}
_MOST_SAVED = 4096
_SETTINGS = {"/TR": "curve", "/TR2": "curve", "/HT": "screen", "/BG": "black", "/UCR": "black"}
"""What machines are told by a graphics state (ISO 32000-1, table 58)."""
_NORMAL = ("", "Normal", "Compatible")


class Pen:
    """The state of one content stream, and what its operators do to it."""

    def __init__(self, canvas: Canvas, resources: Resources, state: State, around: Around) -> None:
        self.canvas, self.resources, self.state, self.around = canvas, resources, state, around
        self.saved: list[State] = []
        self.marked: list[Around] = []

    def save(self, _: list[Object]) -> None:
        """Remember the state."""
        if len(self.saved) < _MOST_SAVED:
            self.saved.append(self.state)
            self.state = self.state.copy()

    def restore(self, _: list[Object]) -> None:
        """Go back to the state that was remembered last."""
        if self.saved:
            self.state = self.saved.pop()

    def concatenate(self, *numbers: float) -> None:
        """Move, turn or scale all that follows."""
        self.state.matrix = Matrix(*numbers).within(self.state.matrix)

    def set_state(self, operands: list[Object]) -> None:
        """Take over a dictionary of settings (ISO 32000-1, table 58)."""
        settings = self.resources.get("ExtGState", words(operands[-1])) if operands else None
        if not isinstance(settings, Dictionary):
            return
        state = self.state
        for key, value in settings.items():
            share = number(value)
            if key == "/LW" and share is not None:
                state.width = abs(share)
            elif key == "/ca" and share is not None:
                state.alpha = share
            elif key == "/CA" and share is not None:
                state.stroke_alpha = share
            elif key == "/BM":
                state.blends = _blends(value)
            elif key == "/SMask":
                state.masked = isinstance(value, Dictionary)
                draw_mask(self.canvas, value, self.resources, state, self.around)
            elif key in _SETTINGS and words(value) not in ("Identity", "Default"):
                self.canvas.miss(Trouble("settings", _SETTINGS[key], state.clip))
            elif key == "/Font" and isinstance(value, Array) and len(value) == 2:
                state.font, state.font_size = value[0], number(value[1]) or 0.0
        strokes: object = settings.get("/OP", state.stroke_overprints)
        fills: object = settings.get("/op", settings.get("/OP", state.fill_overprints))
        state.stroke_overprints, state.fill_overprints = strokes is True, fills is True

    def colour(self, *shares: float, fills: bool) -> None:
        """Choose grey, RGB or CMYK by how many numbers there are."""
        space = self.resources.space(_DEVICES[len(shares)])
        self._take(Colour(space, shares) if space else None, fills)

    def choose_space(self, operands: list[Object], fills: bool) -> None:
        """Choose a colour space by its name, and its first colour."""
        space = self.resources.space(operands[-1]) if operands else None
        self._take(first_colour(space) if space else None, fills)

    def choose_colour(self, operands: list[Object], fills: bool) -> None:
        """Choose a colour in the space that was chosen, or a pattern."""
        space = (self.state.fill if fills else self.state.stroke).space
        pattern = None
        if operands and isinstance(operands[-1], Name):
            pattern = self.resources.get("Pattern", words(operands[-1]))
            operands = operands[:-1]
        self._take(Colour(space, floats(operands), pattern), fills)

    def _take(self, colour: Colour | None, fills: bool) -> None:
        if colour is not None:
            setattr(self.state, "fill" if fills else "stroke", colour)

    def begin_marked(self, operands: list[Object]) -> None:
        """Enter marked content: a page artifact, a layer or something else."""
        self.marked.append(self.around)
        tag, properties = (*operands, None, None)[:2]
        if isinstance(properties, Name):
            properties = self.resources.get("Properties", words(properties))
        if words(tag) == "OC":
            self.around = on_layer(self.around, properties)
        elif words(tag) == "Artifact" and words(entry(properties, "Type")) == "Page":
            self.around = replace(self.around, is_mark=True)

    def end_marked(self, _: list[Object]) -> None:
        """Leave marked content."""
        if self.marked:
            self.around = self.marked.pop()

    def seen(self, box: Box) -> Box:
        """Return as much of a box as clipping shows."""
        return self.around.within or shared(box, self.state.clip)

    def put(
        self,
        kind: Kind,
        box: Box,
        colour: Colour | None,
        *,
        fills: bool,
        thin: tuple[Thin, ...] = (),
        thing: Object | None = None,
        soft: bool = False,
        sides: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        """Add to what is painted, where anything of it is seen."""
        state, around = self.state, self.around
        if not isfinite(sum(box)) or (kind != "text" and not is_seen(box, state.clip)):
            return
        if around.in_letters:
            kind, thin, thing = "text", (), None
        if around.within:
            thin = tuple(Thin(one.thickness_pt, around.within) for one in thin)
        place = box if kind == "text" and not around.within else self.seen(box)
        if colour is not None:
            colour = resolve(self.canvas, colour, place, self.resources, around)
        overprints = state.fill_overprints if fills else state.stroke_overprints
        clear = (state.alpha if fills else state.stroke_alpha) < 1 or state.blends or state.masked
        self.canvas.painted.paints.append(
            Paint(
                *(kind, place, colour, thin, overprints, clear or soft),
                *(around.is_mark, around.in_mask, around.layers, thing, sides),
            )
        )


def on_layer(around: Around, layer: Object | None) -> Around:
    """Return what holds inside optional content (ISO 32000-1, 8.11)."""
    if not isinstance(layer, Dictionary) or not layer.is_indirect:
        return around
    return replace(around, layers=(*around.layers, layer.objgen))


def floats(operands: Iterable[Object]) -> tuple[float, ...]:
    """Return operands as numbers; none when one isn't a number, or is beyond reckoning."""
    try:
        numbers = tuple(map(float, operands))
    except (TypeError, ValueError):
        return ()
    return numbers if isfinite(sum(numbers)) else ()


def _blends(mode: Object) -> bool:
    """Say whether what is painted mixes with what is under it."""
    if isinstance(mode, Array):  # the first that a reader knows; all know the first
        mode = mode[0] if len(mode) else Name.Normal
    return words(mode) not in _NORMAL
