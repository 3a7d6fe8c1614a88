"""Follow one content stream as a printer's machine does: operators and a state → paints."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pikepdf import Array, Dictionary, Name, Object, Stream, String

from generator.preflight.reading.proof import entry, words
from generator.preflight.reading.resources import number
from generator.preflight.streams.canvas import MOST_STEPS, Around, Canvas, Resources
from generator.preflight.streams.graphics import UPRIGHT, Matrix, Path, State, box_of, shared
from generator.preflight.streams.nested import draw_form, draw_letters, is_elsewhere, is_form
from generator.preflight.streams.paints import Thin, Trouble
from generator.preflight.streams.pen import Pen, floats, on_layer
from generator.preflight.streams.runs import Run
from generator.preflight.streams.shapes import thin_lines, thin_shapes
from generator.preflight.streams.spaces import Colour, is_mask, space_inside

_COUNTS = {"cm": 6, "c": 6, "v": 4, "y": 4, "re": 4, "m": 2, "l": 2, "w": 1, "TL": 1, "Tr": 1,
           "Tm": 6, "Td": 2, "TD": 2, "g": 1, "G": 1, "rg": 3, "RG": 3, "k": 4, "K": 4}  # fmt: skip
_PAINTS = {"f": "f", "F": "f", "f*": "f", "S": "s", "s": "s", "n": "",
           "B": "fs", "B*": "fs", "b": "fs", "b*": "fs"}  # fmt: skip
_FILLED, _STROKED = (0, 2, 4, 6), (1, 2, 5, 6)  # ISO 32000-1, table 106
_CLIPS_ALONE = 7


def follow(
    canvas: Canvas, stream: Object, resources: Resources, state: State, around: Around
) -> None:
    """Paint what a content stream draws; what of it can't be read is noted."""
    machine = canvas.machine
    found, problem = machine.read(stream)
    if problem:
        canvas.miss(Trouble("contents", problem, around.within or state.clip))
    run = _Run(canvas, resources, state, around)
    for name, operands in found:
        machine.steps += 1
        if machine.steps > MOST_STEPS:
            canvas.painted.limit = f"{MOST_STEPS} steps"
            return
        run.step(name, operands)


class _Run(Pen):
    """A content stream as far as it has been followed."""

    def __init__(self, canvas: Canvas, resources: Resources, state: State, around: Around) -> None:
        super().__init__(canvas, resources, state, around)
        self.path = Path()
        self.clips = False
        self.text = self.line = UPRIGHT

    def step(self, name: str, operands: Iterable[Object] | Run) -> None:
        """Do what an operator says; one with operands that make no sense is passed over."""
        if isinstance(operands, Run):
            self.path.run(operands.lead, operands.parts)
        elif name in _MOVES:
            numbers = floats(operands)
            if len(numbers) == _COUNTS[name]:
                _MOVES[name](self, *numbers)
        elif name in _PAINTS:
            self.paint(_PAINTS[name])
        elif name in _ACTS:
            _ACTS[name](self, list(operands))

    def paint(self, how: str) -> None:
        """Fill and stroke the path, and end it (ISO 32000-1, 8.5.3)."""
        parts, state = self.path.drawn(), self.state
        if parts:
            box = box_of(parts, state.matrix)
            if "f" in how and state.alpha:
                thin = thin_shapes(parts, box, state) if how == "f" else ()
                self.put("shape", box, state.fill, fills=True, thin=thin)
            if "s" in how and state.stroke_alpha:
                wide, high = (state.width * scale / 2 for scale in state.matrix.pen)
                grown = (box[0] - wide, box[1] - high, box[2] + wide, box[3] + high)
                thin = thin_lines(parts, state)
                self.put("line", grown, state.stroke, fills=False, thin=thin)
            if self.clips:
                state.clip = shared(box, state.clip)
        self.path, self.clips = Path(), False

    def set_width(self, width: float) -> None:
        self.state.width = abs(width)

    def clip(self, _: list[Object]) -> None:
        self.clips = True

    def shade(self, operands: list[Object]) -> None:
        """Fill all that isn't clipped with a gradient."""
        name = words(operands[-1]) if operands else ""
        space = self.resources.space(entry(self.resources.get("Shading", name), "ColorSpace"))
        if space and self.state.clip:
            self.put("shape", self.state.clip, Colour(space, ()), fills=True)

    def draw(self, operands: list[Object]) -> None:
        """Draw a picture or a form by its name."""
        name = words(operands[-1]) if operands else ""
        thing = self.resources.get("XObject", name)
        if not isinstance(thing, Stream):
            self.canvas.miss(Trouble("XObject", name, self.seen(self.state.matrix.box(0, 0, 1, 1))))
            return
        if is_elsewhere(thing):
            place = self.seen(self.state.matrix.box(0, 0, 1, 1))
            self.canvas.miss(Trouble("elsewhere", name, place))
        if is_form(thing):
            around = on_layer(self.around, entry(thing, "OC"))
            draw_form(self.canvas, thing, self.resources, self.state, around)
        elif entry(thing, "Subtype") == Name.Image:
            self._picture(thing)

    def draw_inline(self, operands: list[Object]) -> None:
        """Draw a picture that stands in the content stream itself."""
        inline = getattr(operands[0], "obj", None) if operands else None
        if isinstance(inline, Dictionary | Stream):
            self._picture(inline)

    def _picture(self, picture: Object) -> None:
        matrix, around = self.state.matrix, self.around
        if is_mask(picture):
            colour: Colour | None = self.state.fill
        else:
            space = self.resources.space(entry(picture, "ColorSpace")) or space_inside(picture)
            colour = Colour(space, ()) if space else None
        soft = isinstance(entry(picture, "SMask"), Stream)
        self.around = on_layer(around, entry(picture, "OC"))
        box = matrix.box(0, 0, 1, 1)
        self.put("picture", box, colour, fills=True, thing=picture, soft=soft, sides=matrix.sides)
        self.around = around

    def begin_text(self, _: list[Object]) -> None:
        self.text = self.line = UPRIGHT

    def set_font(self, operands: list[Object]) -> None:
        if len(operands) < 2:
            return
        name = words(operands[-2])
        found = self.resources.get("Font", name)
        self.state.font = found if isinstance(found, Dictionary) else name
        self.state.font_size = number(operands[-1]) or 0.0

    def place_text(self, *numbers: float) -> None:
        self.text = self.line = Matrix(*numbers)

    def move_text(self, x: float, y: float) -> None:
        self.text = self.line = self.line.moved(x, y)

    def move_and_lead(self, x: float, y: float) -> None:
        self.state.leading = -y
        self.move_text(x, y)

    def set_leading(self, leading: float) -> None:
        self.state.leading = leading

    def set_text_mode(self, mode: float) -> None:
        self.state.text_mode = int(mode)

    def next_line(self, _: list[Object]) -> None:
        self.move_text(0, -self.state.leading)

    def show_on_next_line(self, operands: list[Object]) -> None:
        self.next_line(operands)
        self.show(operands)

    def show(self, operands: list[Object]) -> None:
        """Set text; which letters they are is not looked at."""
        state = self.state
        if not operands or _is_empty(operands[-1]) or (font := self._font()) is None:
            return
        matrix = self.text.within(state.matrix)
        size = abs(state.font_size) * matrix.sides[1]
        x, y = matrix.e, matrix.f
        box = (x, y - size / 4, x + size, y + size)
        if entry(font, "Subtype") == Name.Type3 and self.canvas.once(font):
            state = state.copy()
            state.matrix = matrix
            draw_letters(self.canvas, font, self.resources, state, self.around, box)
        if state.text_mode in _FILLED and state.alpha:
            self.put("text", box, state.fill, fills=True, thing=font)
        if state.text_mode in _STROKED and state.stroke_alpha:
            width = state.width * min(state.matrix.pen)
            thin = (Thin(width, box),) if state.text_mode not in _FILLED else ()
            self.put("text", box, state.stroke, fills=False, thing=font, thin=thin)
        if state.text_mode == _CLIPS_ALONE:
            self.put("text", box, None, fills=True, thing=font)

    def _font(self) -> Object | None:
        """Return the font that text is set in; that there is none is noted."""
        font = self.state.font
        if isinstance(font, Dictionary):
            return font
        origin = self.text.within(self.state.matrix)
        place = (origin.e, origin.f, origin.e, origin.f)
        self.canvas.miss(Trouble("Font", font if isinstance(font, str) else "", place))
        return None


def _is_empty(shown: Object) -> bool:
    """Say whether a string to be shown, or an array of them, has no letters."""
    if isinstance(shown, Array):
        return not any(isinstance(one, String) and len(bytes(one)) for one in shown)
    return not (isinstance(shown, String) and len(bytes(shown)))


_MOVES: dict[str, Callable[..., None]] = {
    "m": lambda run, *at: run.path.move(*at),
    **dict.fromkeys("lcvy", lambda run, *points: run.path.to(*points)),
    "re": lambda run, *edges: run.path.rectangle(*edges),
    "cm": _Run.concatenate,
    "w": _Run.set_width,
    **dict.fromkeys(("g", "rg", "k"), lambda run, *shares: run.colour(*shares, fills=True)),
    **dict.fromkeys(("G", "RG", "K"), lambda run, *shares: run.colour(*shares, fills=False)),
    "Tm": _Run.place_text,
    "Td": _Run.move_text,
    "TD": _Run.move_and_lead,
    "TL": _Run.set_leading,
    "Tr": _Run.set_text_mode,
}
_ACTS: dict[str, Callable[[_Run, list[Object]], None]] = {
    "q": _Run.save,
    "Q": _Run.restore,
    "gs": _Run.set_state,
    "cs": lambda run, operands: run.choose_space(operands, fills=True),
    "CS": lambda run, operands: run.choose_space(operands, fills=False),
    **dict.fromkeys(("sc", "scn"), lambda run, said: run.choose_colour(said, fills=True)),
    **dict.fromkeys(("SC", "SCN"), lambda run, said: run.choose_colour(said, fills=False)),
    "W": _Run.clip,
    "W*": _Run.clip,
    "sh": _Run.shade,
    "Do": _Run.draw,
    "INLINE IMAGE": _Run.draw_inline,
    "BT": _Run.begin_text,
    "Tf": _Run.set_font,
    "T*": _Run.next_line,
    "Tj": _Run.show,
    "TJ": _Run.show,
    "'": _Run.show_on_next_line,
    '"': _Run.show_on_next_line,
    "BDC": _Run.begin_marked,
    "BMC": _Run.begin_marked,
    "EMC": _Run.end_marked,
}
