"""Rewrite what a PDF draws: a content stream with RGB → one that names inks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

import pikepdf
from pikepdf import ContentStreamInstruction, Name, Object, Operator

from generator.errors import RenderError
from generator.finish.plates import Plates
from generator.finish.spaces import GREY, Rgb, Space, read_space

Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage

# A stream without any of these has no colour that isn't ink: it needs no slow reading.
_MAY_COLOUR = re.compile(rb"\b(?:rg|RG|scn?|SCN?|cs|CS|BI)\b")
_SETS_RGB = {"rg": 0, "RG": 1}
_SETS_SPACE = {"cs": 0, "CS": 1}
_SETS_COLOUR = {"sc": 0, "scn": 0, "SC": 1, "SCN": 1}
_SETS_DEVICE = {"g": 0, "k": 0, "G": 1, "K": 1}
_NAMES_SPACE = ("cs", "CS")
_SETS_PATTERN = ("scn", "SCN")
_INLINE_IMAGE = "INLINE IMAGE"
_RGB = Space(3, lambda colour: (colour[0], colour[1], colour[2]))


def may_colour(content: bytes) -> bool:
    """Say whether a content stream may set colours that aren't ink."""
    return _MAY_COLOUR.search(content) is not None


def recoloured(stream: Object, content: bytes, resources: Object | None, plates: Plates) -> bytes:
    """Return `content`, which is that of `stream`, with its colours in `plates`.

    `stream` is a page or a stream, `resources` what its names stand for. Raises RenderError when
    it can't be read.
    """
    rewriting = _Rewriting(resources, plates)
    try:
        instructions = pikepdf.parse_content_stream(stream)
        rewritten = [rewriting.of(instruction) for instruction in instructions]
    # Pikepdf warns where content breaks off, and decodes what it takes for an operator.
    except (pikepdf.PikepdfError, UnicodeDecodeError, UserWarning) as error:
        raise _unreadable() from error
    last = "EI" if rewriting.last == _INLINE_IMAGE else rewriting.last
    if not last or not content.rstrip(b"\0\t\n\f\r ").endswith(last.encode()):
        raise _unreadable()
    return pikepdf.unparse_content_stream(rewritten)


@dataclass(frozen=True)
class _Spaces:
    """Part of the graphics state: the colour spaces to fill and to stroke in."""

    fill: Space = GREY
    stroke: Space = GREY

    def switched(self, which: int, space: Space) -> _Spaces:
        return replace(self, stroke=space) if which else replace(self, fill=space)

    def __getitem__(self, which: int) -> Space:
        return self.stroke if which else self.fill


@dataclass
class _Rewriting:
    """Goes through instructions, in order."""

    resources: Object | None
    plates: Plates
    last: str = ""
    """The operator that was seen last."""
    _spaces: _Spaces = field(default_factory=_Spaces)
    _saved: list[_Spaces] = field(default_factory=list)

    def of(self, instruction: Instruction) -> Instruction:
        """Return what to write instead of one instruction."""
        operator = self.last = str(instruction.operator)
        if operator == "q":
            self._saved.append(self._spaces)
        elif operator == "Q" and self._saved:
            self._spaces = self._saved.pop()
        elif operator in _SETS_RGB:
            which = _SETS_RGB[operator]
            self._spaces = self._spaces.switched(which, _RGB)
            numbers = self.plates.flat(_colour(_RGB, list(instruction.operands)))
            return _instruction(numbers, self.plates.operators[which])
        elif operator in _SETS_SPACE:
            return self._space(instruction, _SETS_SPACE[operator])
        elif operator in _SETS_COLOUR:
            return self._colour(instruction, _SETS_COLOUR[operator])
        elif operator in _SETS_DEVICE:
            self._spaces = self._spaces.switched(_SETS_DEVICE[operator], GREY)
        elif operator == _INLINE_IMAGE:
            self._check_inline(instruction)
        return instruction

    def _space(self, instruction: Instruction, which: int) -> Instruction:
        if len(instruction.operands) != 1:
            raise _unreadable()
        space = read_space(instruction.operands[0], self.resources)
        self._spaces = self._spaces.switched(which, space)
        # Both start in black, as does every space that is replaced.
        name = self.plates.space if space.to_rgb else space.plain
        return _instruction((name,), _NAMES_SPACE[which]) if name else instruction

    def _colour(self, instruction: Instruction, which: int) -> Instruction:
        operands, space = list(instruction.operands), self._spaces[which]
        pattern = [operands.pop()] if operands and isinstance(operands[-1], Name) else []
        if pattern and space.ground:
            space = space.ground
        if space.to_rgb is None or not operands:
            if len(operands) == 3 and space.components == 1:
                raise _unreadable()  # in a space that was set outside this stream
            return instruction
        numbers = self.plates.flat(_colour(space, operands))
        return _instruction((*numbers, *pattern), _SETS_PATTERN[which])

    def _check_inline(self, instruction: Instruction) -> None:
        assert isinstance(instruction, pikepdf.ContentStreamInlineImage)
        picture = instruction.iimage
        if picture.image_mask:
            return
        try:
            name = Name(picture.colorspace or "/DeviceRGB")
        except NotImplementedError as error:
            raise _unreadable() from error
        if read_space(name, self.resources).to_rgb:
            raise RenderError(
                "a pattern holds a small picture in RGB, which can't be turned into ink",
                hint="Save the logo without patterns, or as a PNG.",
            )


def _instruction(operands: Sequence[Decimal | Object], operator: str) -> ContentStreamInstruction:
    return ContentStreamInstruction(list(operands), Operator(operator))


def _colour(space: Space, operands: Sequence[object]) -> Rgb:
    numbers = [float(one) for one in operands if isinstance(one, int | float | Decimal)]
    if not len(operands) == len(numbers) == space.components or space.to_rgb is None:
        raise _unreadable()
    return space.to_rgb(numbers)


def _unreadable() -> RenderError:
    return RenderError(
        "a drawing in the PDF is broken, so that its colours can't be turned into ink",
        hint="The logo is the likeliest cause: save it anew, as plain SVG or as PNG.",
    )
