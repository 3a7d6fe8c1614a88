"""Check that no notes are left in a file: of reviewers, and typed on top of the page."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Object

from generator.preflight.expected import Expected, Fault
from generator.preflight.file.actions import box_of_note
from generator.preflight.folding import by_page
from generator.preflight.reading.proof import Proof, entry, words
from generator.preflight.reading.where import place_of
from generator.preflight.rule import LINKING, Rule
from generator.preflight.streams.painting import notes_of

_KINDS = {
    "Text": "a note", "FreeText": "text typed on top", "Highlight": "a highlight",
    "Underline": "an underline", "Squiggly": "an underline", "StrikeOut": "a strike-out",
    "Caret": "an insertion", "Ink": "a drawing by hand", "Stamp": "a stamp", "Line": "a line",
    "Square": "a box", "Circle": "a circle", "Polygon": "an outline", "PolyLine": "a line",
    "Redact": "a place to black out",
}  # fmt: skip
"""Markup annotations (ISO 32000-1, table 170)."""
_HIDDEN, _PRINTS, _NO_VIEW = 2, 4, 32
"""Bits of an annotation's flags (ISO 32000-1, table 165)."""
_LONGEST = 60


@by_page
def comments(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find notes that are not part of the page; a print shop's files are told of them anyway."""
    for page in proof.pages:
        for note in notes_of(proof.pdf.pages[page.number - 1].obj):
            kind = _KINDS.get(words(entry(note, "Subtype")))
            said: object = entry(note, "F")
            flags = said if type(said) is int else 0
            if kind is None or flags & _HIDDEN:
                continue
            box = box_of_note(note)
            places = (place_of(box, page),) if box else ()
            message = f"{kind} is left on the page{_says(note)}{_seen(flags)}"
            yield Fault(message, page.number, places)


def _says(note: Object) -> str:
    text = " ".join(words(entry(note, "Contents")).split())
    shown = f"{text[:_LONGEST]}…" if len(text) > _LONGEST else text
    return f": '{shown}'" if shown else ""


def _seen(flags: int) -> str:
    """Return where a note is seen, if that isn't everywhere."""
    if not flags & _PRINTS:
        return ", on screen and not in print"
    return ", in print and not on screen" if flags & _NO_VIEW else ""


RULES = (
    Rule(
        id="comments",
        severity="warning",
        why="What reviewers say to one another isn’t for the public, and prints now and then.",
        source="ISO 32000-1, 12.5.6.2",
        cure="Settle the notes and delete them; make what was typed on top part of the page.",
        check=comments,
        targets=LINKING,
    ),
)
