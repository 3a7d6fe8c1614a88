"""Follow what content streams draw by name: forms, patterns, masks, and letters that are drawn."""

from __future__ import annotations

from dataclasses import replace

from pikepdf import Dictionary, Name, Object, Stream, String

from generator.preflight.reading.glyphs import Box
from generator.preflight.reading.proof import entry, words
from generator.preflight.reading.resources import number
from generator.preflight.streams.canvas import DEEPEST, Around, Canvas, Resources, numbers_of
from generator.preflight.streams.graphics import UPRIGHT, Matrix, State, shared
from generator.preflight.streams.paints import Group
from generator.preflight.streams.spaces import Colour

_MOST_LETTERS = 300
_STEPS_INTO = 20
"""As many operators' work is it to begin on a form."""
_TILES, _GRADIENT = 1, 2  # ISO 32000-1, 8.7.2


def draw_form(canvas: Canvas, form: Stream, outer: Resources, state: State, around: Around) -> None:
    """Follow a form in a copy of the state that it is drawn in."""
    state = state.copy()
    matrix = numbers_of(entry(form, "Matrix"), 6)
    if matrix:
        state.matrix = Matrix(*matrix).within(state.matrix)
    box = numbers_of(entry(form, "BBox"), 4)
    if box:
        state.clip = shared(state.matrix.box(*box), state.clip)
    resources = _inside(form, outer)
    note_group(canvas, form, resources, state.clip)
    _follow(canvas, form, resources, state, replace(around, base=state.matrix))


def draw_mask(canvas: Canvas, mask: Object, outer: Resources, state: State, around: Around) -> None:
    """Follow what a soft mask is made from (ISO 32000-1, 11.6.5.3)."""
    form = entry(mask, "G")
    if isinstance(form, Stream) and canvas.once(form):
        fresh = State(state.matrix, state.clip)
        draw_form(canvas, form, outer, fresh, replace(around, in_mask=True))


def resolve(
    canvas: Canvas, colour: Colour, box: Box, outer: Resources, around: Around
) -> Colour | None:
    """Return the colour that a box is painted with; what a pattern of tiles draws is followed.

    None where tiles have colours of their own.
    """
    pattern = colour.pattern
    kind = number(entry(pattern, "PatternType"))
    if kind == _GRADIENT:
        space = outer.space(entry(pattern, "Shading", "ColorSpace"))
        return Colour(space, ()) if space else None
    if kind != _TILES or not isinstance(pattern, Stream):
        return colour if pattern is None else None
    if canvas.once(pattern):
        matrix = Matrix(*(numbers_of(entry(pattern, "Matrix"), 6) or UPRIGHT)).within(around.base)
        tile = replace(around, base=matrix, within=around.within or box)
        _follow(canvas, pattern, _inside(pattern, outer), State(matrix, None), tile)
    base = colour.space.base
    return (
        Colour(base, colour.shares) if base and number(entry(pattern, "PaintType")) == 2 else None
    )


def draw_letters(
    canvas: Canvas, font: Object, outer: Resources, state: State, around: Around, box: Box
) -> None:
    """Follow the letters of a font whose letters are drawings (ISO 32000-1, 9.6.5)."""
    letters = entry(font, "CharProcs")
    if not isinstance(letters, Dictionary):
        return
    inner = replace(around, within=around.within or box, in_letters=True)
    for _, (_, letter) in zip(range(_MOST_LETTERS), letters.items(), strict=False):
        if isinstance(letter, Stream):
            fresh = state.copy()
            fresh.clip = None
            _follow(canvas, letter, _inside(font, outer), fresh, inner)


def note_group(canvas: Canvas, owner: Object, resources: Resources, box: Box | None) -> None:
    """Remember that a page or a form is composed by itself."""
    group = entry(owner, "Group")
    if words(entry(group, "S")) == "Transparency":
        canvas.painted.groups.append(Group(resources.space(entry(group, "CS")), box))


def is_form(thing: Object) -> bool:
    """Say whether a stream is a form."""
    return entry(thing, "Subtype") == Name.Form


def is_elsewhere(thing: Stream) -> bool:
    """Say whether what is drawn stands in for something in another file, or is PostScript.

    Of OPI, references and streams outside the file, see ISO 32000-1, 14.11.7, 8.10.4 and 7.3.8.2.
    """
    return words(entry(thing, "Subtype")) == "PS" or any(
        isinstance(entry(thing, key), Dictionary | String) for key in ("OPI", "Ref", "F")
    )


def _inside(owner: Object, outer: Resources) -> Resources:
    """Return the resources of a stream; those of what draws it when it has none."""
    resources = entry(owner, "Resources")
    return Resources(resources) if isinstance(resources, Dictionary) else outer


def _follow(
    canvas: Canvas, stream: Stream, resources: Resources, state: State, around: Around
) -> None:
    """Follow a stream, unless it is too deep or is being drawn already."""
    if around.depth >= DEEPEST:
        canvas.painted.limit = f"{DEEPEST} drawings inside one another"
        return
    if stream.is_indirect and stream.objgen in canvas.open:
        return
    canvas.machine.steps += _STEPS_INTO
    canvas.open.append(stream.objgen)
    canvas.follow(canvas, stream, resources, state, replace(around, depth=around.depth + 1))
    canvas.open.pop()
