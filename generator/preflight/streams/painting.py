"""Follow all that is drawn on pages: open PDF → what each page paints, annotations and all."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Object, Pdf, Stream

from generator.preflight.reading.proof import entry, words
from generator.preflight.reading.resources import inherited, number
from generator.preflight.streams.canvas import Around, Canvas, Machine, Resources, numbers_of
from generator.preflight.streams.graphics import UPRIGHT, Matrix, State
from generator.preflight.streams.nested import draw_form, note_group
from generator.preflight.streams.operators import follow
from generator.preflight.streams.paints import Painted

_HIDDEN = 2  # ISO 32000-1, table 165
_OF_PRINTERS = ("PrinterMark", "TrapNet")
_MOST_NOTES = 2000


def paint_pages(pdf: Pdf) -> Iterator[Painted]:
    """Yield what each page paints, in order."""
    machine = Machine(pdf)
    for page in pdf.pages:
        canvas = Canvas(machine, follow)
        resources = Resources(inherited(page.obj, "Resources"))
        edges = numbers_of(inherited(page.obj, "MediaBox"), 4)
        sheet = UPRIGHT.box(*edges) if edges else None
        note_group(canvas, page.obj, resources, None)
        follow(canvas, page.obj, resources, State(UPRIGHT, sheet), Around())
        for note in notes_of(page.obj):
            _paint_note(note, canvas, resources)
        yield canvas.painted


def notes_of(page: Object) -> list[Dictionary]:
    """Return a page's annotations: links, notes, fields."""
    found = entry(page, "Annots")
    notes = list(found)[:_MOST_NOTES] if isinstance(found, Array) else []
    return [note for note in notes if isinstance(note, Dictionary)]


def _paint_note(note: Dictionary, canvas: Canvas, resources: Resources) -> None:
    """Paint how an annotation looks (ISO 32000-1, 12.5.5)."""
    if int(number(entry(note, "F")) or 0) & _HIDDEN:
        return
    look = entry(note, "AP", "N")
    if isinstance(look, Dictionary):
        look = entry(look, words(entry(note, "AS")))
    place, box = numbers_of(entry(note, "Rect"), 4), numbers_of(entry(look, "BBox"), 4)
    if not isinstance(look, Stream) or not place or not box:
        return
    left, bottom, right, top = Matrix(*(numbers_of(entry(look, "Matrix"), 6) or UPRIGHT)).box(*box)
    wide, high = right - left, top - bottom
    if not wide or not high:
        return
    x, y = min(place[0], place[2]), min(place[1], place[3])
    across, up = abs(place[2] - place[0]) / wide, abs(place[3] - place[1]) / high
    onto = Matrix(across, 0, 0, up, x - left * across, y - bottom * up)
    is_mark = words(entry(note, "Subtype")) in _OF_PRINTERS
    draw_form(canvas, look, resources, State(onto, None), Around(is_mark=is_mark))
