"""What goes from one stage to the next: composed HTML, its fit and the one-up PDF."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from generator.model.fit import PageRange
from generator.model.geometry import Size
from generator.model.mark import Mark

WHOLE = "document"
_BREAK = re.compile(r'<br class="((?:break-[0-9]+ ?)+)">')
SLOT_ADDRESS = "slot:"
"""Where the links in a shell lead that hold the places of its slots; a number follows."""
END_ADDRESS = "slot:end"
"""Where a link leads that stands behind the slots which are drawn by themselves."""
AUTHOR = "drempels:author"
"""What a shell's metadata say instead of who hands it out."""
LETTERS = "".join(map(chr, (*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100))))
"""What any shell has of its fonts: Latin-1, without the soft hyphen, which isn't printed."""
SIGNS = "–—‘’‚“”„•…‹›€"
# Content can't write these: it is escaped. Slots don't hold slots.
_SLOT_BEGINS, _SLOT_ENDS = "<!--slot-->", "<!--/slot-->"
_SLOT = re.compile(
    rf'{_SLOT_BEGINS}<div class="slot ([^"]*)"( style="[^"]*")?>(.*?)</div>{_SLOT_ENDS}', re.DOTALL
)
_AUTHOR = re.compile(r'<meta name="author" content="([^"]*)">')


Ladder = tuple[float, ...]


@dataclass(frozen=True)
class Part:
    """A run of pages in a document that copyfit looks at as one: a card, or the whole document."""

    id: str
    """The id of the HTML element that starts the part."""
    pages: PageRange
    mark: Mark | None = None
    """Where the part's text comes from."""
    barrier: int | None = None
    """The number of the barrier that the part is about, if it is about one."""
    headlines: tuple[Ladder, ...] = ()
    """Of each headline whose breaks are chosen: the largest scale for one line, for two, …"""

    def lines_at(self, scale: float) -> tuple[int, ...] | None:
        """The fewest lines of each headline at `scale`; None when a word is too wide."""
        lines = []
        for ladder in self.headlines:
            fitting = [number for number, largest in enumerate(ladder, start=1) if largest >= scale]
            if not fitting:
                return None
            lines.append(fitting[0])
        return tuple(lines)


@dataclass(frozen=True)
class Slot:
    """A block that holds what depends on who hands the page out; it looks the same by itself."""

    classes: str
    style: str
    """An attribute, or nothing: how many lines it has, for one."""
    inside: str = field(repr=False)

    @property
    def markup(self) -> str:
        """The block as it stands in the document."""
        return f'<div class="slot {self.classes}"{self.style}>{self.inside}</div>'


def marked_slot(slot: Slot) -> str:
    """Return a slot as it is set down in a document, which knows it again by the comments."""
    return f"{_SLOT_BEGINS}{slot.markup}{_SLOT_ENDS}"


@dataclass(frozen=True)
class Html:
    """One self-contained document: no files, no network."""

    text: str = field(repr=False)
    trim: Size
    bleed_mm: float
    parts: tuple[Part, ...]
    codes: frozenset[str] = frozenset()
    """The addresses of its QR codes."""

    def set_in(self, fit: FitResult) -> Html:
        """Return the document set in the sizes of `fit`.

        Breaks that no headline takes are left out: they would only cost time.
        """
        taken = {f"break-{lines}" for part in fit.parts.values() for lines in part.lines}
        text = _BREAK.sub(lambda br: br[0] if taken.intersection(br[1].split()) else "", self.text)
        head, end, rest = text.partition("</head>")
        return replace(self, text=f"{head}<style>{fit.css}</style>{end}{rest}")

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Its slots, in the order of the document."""
        return tuple(Slot(*found) for found in _SLOT.findall(self.text))

    @property
    def has_slots(self) -> bool:
        """Whether it has any slots."""
        return _SLOT_BEGINS in self.text

    @property
    def author(self) -> str:
        """Who hands it out, as its metadata say."""
        found = _AUTHOR.search(self.text)
        return html.unescape(found[1]) if found else ""

    @property
    def whole(self) -> Html:
        """The same document, but to be drawn in one piece: nothing in it is a slot any more."""
        text = self.text.replace(_SLOT_BEGINS, "").replace(_SLOT_ENDS, "")
        return replace(self, text=text)

    @property
    def shell(self) -> Html:
        """The document with a link in the place of each slot, and without its author's name.

        Editions that share a shell differ in slots alone.
        """
        numbers = count()

        def emptied(slot: re.Match[str]) -> str:
            address = f"{SLOT_ADDRESS}{next(numbers)}"
            return f'<a class="slot {slot[1]}"{slot[2] or ""} href="{address}"></a>'

        text = _SLOT.sub(emptied, self.text)
        author = f'<meta name="author" content="{AUTHOR}">'
        return replace(self, text=_AUTHOR.sub(author, text, count=1))

    @property
    def pages(self) -> PageRange:
        """How many pages the whole document has."""
        return PageRange(
            min=sum(part.pages.min for part in self.parts),
            max=sum(part.pages.max for part in self.parts),
        )


@dataclass(frozen=True)
class PartFit:
    """The type scales of a part, and the number of lines that its headline is set in."""

    text: float = 1.0
    headline: float = 1.0
    lines: tuple[int, ...] = ()
    """Of each headline whose breaks are chosen, in the order of the document."""


@dataclass(frozen=True)
class FitResult:
    """The type scales of one document."""

    parts: Mapping[str, PartFit] = field(default_factory=dict)

    @property
    def css(self) -> str:
        """The rules that set a document in these sizes."""
        rules = []
        for part, fit in sorted(self.parts.items()):
            owner = ":root" if part == WHOLE else f"#{part}"
            rules.append(f"{owner}{{--text-scale:{fit.text:g};--headline-scale:{fit.headline:g}}}")
            for number, lines in enumerate(fit.lines):
                rules.append(f"{owner} .headline-{number} .break-{lines}{{display:inline}}")
        return "".join(rules)

    @property
    def text(self) -> float:
        """The smallest scale of running text in the document."""
        return min((fit.text for fit in self.parts.values()), default=1.0)


@dataclass(frozen=True)
class OneUp:
    """A document as rendered: one panel per page, at trim size plus bleed."""

    pdf: bytes = field(repr=False)
    trim: Size
    bleed_mm: float
