"""Check that a file only shows itself: no scripts, no attachments, no locks, nothing that acts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Object

from generator.model.geometry import Rect
from generator.preflight.expected import Expected, Fault
from generator.preflight.file.actions import Action, actions_of, box_of_note, has_names
from generator.preflight.file.boxes import box_of_page
from generator.preflight.reading.glyphs import Box
from generator.preflight.reading.proof import Proof, entry, words
from generator.preflight.reading.where import place_of
from generator.preflight.rule import PRESS, Rule
from generator.preflight.streams.painting import notes_of

_DOES = {
    "JavaScript": "runs a script (JavaScript)",
    "Launch": "starts a program, or opens a file",
    "ImportData": "reads data from a file",
    "SubmitForm": "sends what is filled in",
    "GoToR": "opens another file",
    "GoToE": "opens a file inside this one",
    "Rendition": "plays sound or film",
    "Movie": "plays a film",
    "Sound": "plays a sound",
    "GoTo3DView": "shows a model in three dimensions",
    "RichMediaExecute": "plays rich media",
}
"""Actions that a document for the public has no use for (ISO 32000-1, table 198)."""
_HOLDS = {
    "RichMedia": "rich media", "3D": "a model in three dimensions", "Movie": "a film",
    "Sound": "a sound", "Screen": "a film or a sound", "FileAttachment": "an attached file",
}  # fmt: skip
_LOCAL = re.compile(r"\s*(?:file:|javascript:|vbscript:|data:|smb:|\\\\|[A-Za-z]:[\\/])", re.I)
_NOTES = {"Link": "link", "Widget": "field", "Popup": "note", "Text": "note"}
_OF_PRINTERS = ("PrinterMark", "TrapNet")
_LONGEST = 80
_LOCKS = {
    "print_lowres": "printing", "print_highres": "printing in high quality",
    "extract": "copying text", "accessibility": "reading aloud", "modify_other": "changes",
}  # fmt: skip


def active_content(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find scripts, files inside the file, and actions that reach out of it."""
    root = proof.pdf.Root
    if has_names(entry(root, "Names", "JavaScript")):
        yield Fault("the file runs a script (JavaScript) when it is opened")
    if has_names(entry(root, "Names", "EmbeddedFiles")) or _is_filled(entry(root, "AF")):
        yield Fault("the file has other files inside it")
    if entry(root, "AcroForm", "XFA") is not None:
        yield Fault("the file has an XFA form, which most readers can't show")
    seen: set[tuple[str, int | None, Box | None]] = set()
    for found in actions_of(proof.pdf):
        does = _does(found.action)
        key = does, found.page, found.box
        if does and key not in seen:
            seen.add(key)
            yield _fault_of(does, found, proof)
    for page in proof.pages:
        for note in notes_of(proof.pdf.pages[page.number - 1].obj):
            holds = _HOLDS.get(words(entry(note, "Subtype")))
            if holds:
                places = _places(box_of_note(note), proof, page.number)
                yield Fault(f"the page has {holds}", page.number, places)


def _fault_of(does: str, found: Action, proof: Proof) -> Fault:
    who = "something on the page" if found.box else "the page" if found.page else "the file"
    return Fault(f"{who} {does}", found.page, _places(found.box, proof, found.page))


def _does(action: Object) -> str:
    """Return what an action does that it had better not; empty for links and the like."""
    kind = words(entry(action, "S"))
    if kind == "URI":
        address = words(entry(action, "URI"))
        return f"leads to '{address[:_LONGEST]}'" if _LOCAL.match(address) else ""
    return _DOES.get(kind, "")


def nothing_acts(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find links, notes, scripts and forms: PDF/X has none where it is printed."""
    if expected.press is None:
        return
    root = proof.pdf.Root
    names = [key for key in ("OpenAction", "AA") if isinstance(entry(root, key), Dictionary)]
    form = entry(root, "AcroForm")
    if form is not None and (_is_filled(entry(form, "Fields")) or expected.is_ours):
        names.append("AcroForm")
    if entry(root, "Names", "JavaScript") is not None:
        names.append("JavaScript")
    for name in names:
        yield Fault(f"the file has {name}, which PDF/X forbids")
    for page in proof.pages:
        owner = proof.pdf.pages[page.number - 1].obj
        if entry(owner, "AA") is not None:
            yield Fault("the page has AA, which PDF/X forbids", page.number)
        bleed = box_of_page(owner, "BleedBox") or page.trim
        boxes = [
            (words(entry(note, "Subtype")), box_of_note(note))
            for note in notes_of(owner)
            if words(entry(note, "Subtype")) not in _OF_PRINTERS
        ]
        inside = [(kind, box) for kind, box in boxes if _overlaps(box, bleed)]
        if inside:
            counts = Counter(_NOTES.get(kind, "note") for kind, _ in inside)
            said = " and ".join(
                f"a {kind}" if count == 1 else f"{count} {kind}s" for kind, count in counts.items()
            )
            places = tuple(place for _, box in inside for place in _places(box, proof, page.number))
            yield Fault(f"the page has {said}, which PDF/X forbids", page.number, places)


def encrypted(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find files that are locked, even where everybody may open them."""
    if not proof.pdf.is_encrypted:
        return
    allowed = proof.pdf.allow
    denied = [name for key, name in _LOCKS.items() if not getattr(allowed, key)]
    yield Fault(
        "the file is encrypted", detail=f"it doesn't allow {', '.join(denied)}" if denied else ""
    )


def _overlaps(box: Box | None, bleed: Box | None) -> bool:
    if box is None or bleed is None:
        return True
    return box[0] < bleed[2] and box[2] > bleed[0] and box[1] < bleed[3] and box[3] > bleed[1]


def _places(box: Box | None, proof: Proof, page: int | None) -> tuple[Rect, ...]:
    return (place_of(box, proof.pages[page - 1]),) if box and page else ()


def _is_filled(array: Object | None) -> bool:
    return isinstance(array, Array) and len(array) > 0


RULES = (
    Rule(
        id="nothing-acts",
        severity="error",
        why="PDF/X has no links or scripts on its pages.",
        source="ISO 15930-7, on annotations, actions and scripts",
        cure="Export without links, notes and forms.",
        check=nothing_acts,
        targets=PRESS,
    ),
    Rule(
        id="active-content",
        severity="error",
        why="Mail filters and careful people refuse a file that acts by itself.",
        source="ISO 32000-1, 12.6 and 7.11.4; what scanners of mail look for",
        cure="Export without scripts, attachments, sound and film; link to web pages alone.",
        check=active_content,
    ),
    Rule(
        id="encrypted",
        severity="error",
        why="A lock keeps out print shops’ machines, and aids for people who can’t see.",
        source="ISO 15930-7, on encryption; ISO 14289-1, 7.16",
        cure="Export without password and without restrictions.",
        check=encrypted,
    ),
)
