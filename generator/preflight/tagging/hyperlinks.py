"""Read the links of a document: open PDF → where they lie, their words, and where they lead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from generator.model.geometry import Rect, pt_to_mm
from generator.preflight.reading.glyphs import Box
from generator.preflight.reading.once import once
from generator.preflight.reading.proof import Proof, entry, words
from generator.preflight.reading.resources import number
from generator.preflight.reading.spots import spots_of
from generator.preflight.symbols.addresses import shown

DIRECT = (0, 0)
"""The object number of what has none."""
_MOST = 2000  # links of a page
_MOST_NAMES = 20_000
_LEADS_NOWHERE = "leads nowhere"


@dataclass(frozen=True)
class Link:
    """A link on a page."""

    page: int
    box: Rect | None
    """In mm from the top left of the trim; None without four numbers."""
    uri: str
    """Empty of a link inside the file."""
    trouble: str
    """Why it leads nowhere inside the file."""
    text: tuple[str, ...]
    """The words that it is laid over, on all its lines."""
    contents: str
    objgen: tuple[int, int]

    @property
    def places(self) -> tuple[Rect, ...]:
        """Where it is on the page."""
        return (self.box,) if self.box else ()

    @property
    def name(self) -> str:
        """What it is called in messages."""
        words_ = " ".join(self.text)
        if words_:
            return f"the link '{shown(words_)}'"
        return f"the link to '{shown(self.uri)}'" if self.uri else "a link"


@once
def links_of(proof: Proof) -> tuple[Link, ...]:
    """Return the links of all pages."""
    targets = _Targets(proof.pdf)
    found = []
    for page in proof.pages:
        notes = entry(proof.pdf.pages[page.number - 1].obj, "Annots")
        links = [
            note
            for note in (list(notes) if isinstance(notes, Array) else [])[:_MOST]
            if entry(note, "Subtype") == Name.Link
        ]
        boxes = [_box(entry(note, "Rect"), page.trim) for note in links]
        read = [targets.read(note) for note in links]
        for at, (note, (uri, trouble)) in enumerate(zip(links, read, strict=True)):
            lines = _lines_of(at, boxes, [address for address, _ in read])
            numbers = spots_of(proof)[page.number].words_in(*lines) if lines else []
            text = tuple(page.text.words[number] for number in numbers)
            contents = words(entry(note, "Contents"))
            found.append(Link(page.number, boxes[at], uri, trouble, text, contents, note.objgen))
    return tuple(found)


def _lines_of(at: int, boxes: Sequence[Rect | None], uris: Sequence[str]) -> list[Rect]:
    """Return all boxes of a link: one that is broken has one for each line, in order."""
    first = last = at
    while first > 0 and uris[first - 1] == uris[at] and _goes_on(boxes[first - 1], boxes[first]):
        first -= 1
    while (
        last + 1 < len(boxes)
        and uris[last + 1] == uris[at]
        and _goes_on(boxes[last], boxes[last + 1])
    ):
        last += 1
    return [box for box in boxes[first : last + 1] if box]


def _goes_on(box: Rect | None, after: Rect | None) -> bool:
    """Tell whether a box may be the next line of a link: as high, and right below."""
    if box is None or after is None:
        return False
    is_as_high = 0.5 < (after.height or 1) / (box.height or 1) < 2
    return is_as_high and box.top + box.height / 2 < after.top < box.bottom + box.height


class _Targets:
    """What links of a file can lead to."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._pages = {page.obj.objgen for page in pdf.pages}
        self._names: frozenset[str] | None = None

    def read(self, link: Object) -> tuple[str, str]:
        """Return the address of a link, and what is wrong with one that has none."""
        action = entry(link, "A")
        kind = words(entry(action, "S"))
        if kind == "URI":
            uri = words(entry(action, "URI"))
            return uri, "" if uri.strip() else _LEADS_NOWHERE
        if kind in ("GoToR", "Launch", "GoToE"):
            return "", "leads to a file that others don't have"
        if kind == "JavaScript":
            return "", "runs a script, which readers refuse"
        if kind == "Named":
            return "", ""
        target = entry(action, "D") if kind == "GoTo" else entry(link, "Dest")
        return "", "" if self._is_there(target) else _LEADS_NOWHERE

    def _is_there(self, target: Object | None) -> bool:
        if isinstance(target, Array) and len(target):
            return self._is_page(target[0])
        if isinstance(target, Name | String):
            if self._names is None:
                self._names = frozenset(_names(self._pdf))
            return words(target) in self._names
        return False

    def _is_page(self, thing: object) -> bool:
        at = number(thing)
        if at is not None:
            return 0 <= at < len(self._pages)
        return isinstance(thing, Dictionary) and thing.objgen in self._pages


def _names(pdf: Pdf) -> Iterator[str]:
    """Yield the names of places in a file (ISO 32000-1, 12.3.2.3)."""
    dests = entry(pdf.Root, "Dests")
    if isinstance(dests, Dictionary):
        yield from (name.removeprefix("/") for name, _ in dests.items())
    pending, met = [entry(pdf.Root, "Names", "Dests")], 0
    while pending and met < _MOST_NAMES:
        node = pending.pop()
        met += 1
        names, kids = entry(node, "Names"), entry(node, "Kids")
        if isinstance(names, Array):
            yield from (words(name) for name in list(names)[:_MOST_NAMES:2])
        if isinstance(kids, Array):
            pending += list(kids)[:_MOST_NAMES]


def _box(rect: Object | None, trim: Box | None) -> Rect | None:
    """Return where a link lies, in mm from the top left of the trim."""
    if trim is None or not isinstance(rect, Array) or isinstance(rect, Stream) or len(rect) != 4:
        return None
    edges = [edge for edge in map(number, rect) if edge is not None]
    if len(edges) != 4:
        return None
    left, right = sorted((edges[0], edges[2]))
    bottom, top = sorted((edges[1], edges[3]))
    return Rect(
        pt_to_mm(left - trim[0]),
        pt_to_mm(trim[3] - top),
        pt_to_mm(right - left),
        pt_to_mm(top - bottom),
    )
