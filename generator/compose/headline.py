"""Choose where a headline may break: text and measure → HTML with breaks that sleep."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from generator.model.document import Ladder
from generator.model.metrics import STRANDED_COST, FontMetrics, Word, balanced_breaks, line_widths

TRACKING_EM = -0.02
"""Letter spacing of headlines; style sheets use the same value."""
_MOST_LINES = 6
# By its class in the style sheet: `drempels.nl/kaart`, `e-learning`.
_APART = re.compile(
    r"(?P<address>\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b(?:/\S*\w/?)?)|(?P<whole>\b\w{1,3}-\w+)"
)
_MOST_KEPT = 1024
"""Texts as they are set: editions have the same."""
_TOLERANCE = 0.985  # kerning and rounding may widen a line by as much as 1%


@dataclass(frozen=True)
class Measure:
    """The room that a headline has."""

    width_mm: float
    size_mm: float
    """Type size at scale 1."""
    smallest_scale: float
    most_lines: int


@lru_cache(maxsize=_MOST_KEPT)
def set_headline(
    text: str, measure: Measure, metrics: FontMetrics, number: int
) -> tuple[Markup, Ladder]:
    """Return the headline with `<br class="break-2 …">` wherever it breaks in two, three, … lines.

    The breaks sleep until copyfit wakes those of one number of lines. The ladder gives the largest
    scale at which one line, two lines, … fit into the measure; 0 where a short word would be alone
    on a line though another number of lines avoids it. `number` tells a document's headlines apart.
    """
    typed = text.split(" ")
    words, space = _measured(typed, metrics)
    choices = balanced_breaks(words, space, measure.most_lines)
    ems = _TOLERANCE * measure.width_mm / measure.size_mm
    longest = [max(line_widths(breaks.after, words, space)) for breaks in choices]
    scales = [
        # Of an empty headline nothing has any width; it fits.
        ems / max(width, 0.01) / (1 + STRANDED_COST * breaks.stranded)
        for breaks, width in zip(choices, longest, strict=True)
    ]
    avoidable = any(
        not breaks.lonely and scale >= measure.smallest_scale
        for breaks, scale in zip(choices, scales, strict=True)
    )
    ladder = tuple(
        0.0 if breaks.lonely and avoidable else scale
        for breaks, scale in zip(choices, scales, strict=True)
    )
    line = _with_breaks(typed, [breaks.after for breaks in choices])
    return Markup('<span class="headline headline-{}">{}</span>').format(number, line), ladder


@lru_cache(maxsize=_MOST_KEPT)
def balanced(text: str, width_mm: float, size_mm: float, metrics: FontMetrics) -> Markup:
    """Return a headline of one size, in as few lines as hold it, equally long.

    One that takes more than _MOST_LINES breaks where it likes.
    """
    typed = text.split(" ")
    words, space = _measured(typed, metrics)
    ems = _TOLERANCE * width_mm / size_mm
    for breaks in balanced_breaks(words, space, _MOST_LINES):
        if not breaks.lonely and max(line_widths(breaks.after, words, space)) <= ems:
            lines = zip((0, *breaks.after), (*breaks.after, len(typed)), strict=True)
            return Markup(" <br>").join(" ".join(typed[start:end]) for start, end in lines)
    return escape(text)


def _measured(typed: Sequence[str], metrics: FontMetrics) -> tuple[list[Word], float]:
    """Return words with their widths, and the width of a space in em."""
    words = [
        Word(
            metrics.width(word, TRACKING_EM),
            letters=sum(letter.isalpha() for letter in word),
            ends_sentence=word.rstrip("”’\"'").endswith((".", "?", "!")),
        )
        for word in typed
    ]
    return words, metrics.width(" ", TRACKING_EM)


def _with_breaks(words: Sequence[str], choices: Sequence[tuple[int, ...]]) -> Markup:
    classes: dict[int, list[str]] = defaultdict(list)
    for lines, breaks in enumerate(choices, start=1):
        for at in breaks:
            classes[at].append(f"break-{lines}")
    pieces = []
    for at, word in enumerate(words):
        if at:
            pieces.append(" ")
        if names := classes.get(at):
            pieces.append(Markup('<br class="{}">').format(" ".join(names)))
        pieces.append(escape(word))
    return Markup("").join(pieces)


def figures(text: str) -> Markup:
    """Set the figures in `text` in the heading face: the text face's slashed zero reads as code."""
    # str() lets an undefined value say its name.
    return _figures(str(text))


@lru_cache(maxsize=_MOST_KEPT)
def _figures(text: str) -> Markup:
    pieces = re.split(r"(\d+(?:[.,]\d+)*)", text)
    figure = Markup('<span class="figure">{}</span>')
    return Markup("").join(
        figure.format(piece) if at % 2 else escape(piece) for at, piece in enumerate(pieces)
    )


def prose(text: str) -> Markup:
    """Keep words such as `e-learning` whole, and a short last word in company.

    An address gets no hyphen where it breaks: it would be read as part of it.

    A hyphenated word is kept by markup, so that it is copied and searched as typed. Markup around
    two words makes WeasyPrint 70 break the line before them too early: these get a no-break space.
    """
    return _prose(str(text))  # as in `figures`


@lru_cache(maxsize=_MOST_KEPT)
def _prose(text: str) -> Markup:
    text = re.sub(r" (\S{1,8})$", "\u00a0\\1", text)
    pieces, end = [], 0
    for found in _APART.finditer(text):
        apart = Markup('<span class="{}">{}</span>').format(found.lastgroup, found[0])
        pieces += [escape(text[end : found.start()]), apart]
        end = found.end()
    return Markup("").join([*pieces, escape(text[end:])])
