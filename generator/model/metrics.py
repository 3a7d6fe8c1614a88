"""Widths of text, and the breaks that make lines of a headline equally long."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

SHORT_WORD = 4
"""Letters up to which a word may not stand alone on a line of a headline."""

STRANDED_COST = 0.2
"""What a sentence that starts at a line's end may cost in type size, as a share of it."""


@dataclass(frozen=True, eq=False)
class FontMetrics:
    """Advance widths of a font in em, by code point."""

    widths: Mapping[int, float]

    @cached_property
    def _widest(self) -> float:
        return max(self.widths.values())

    def width(self, text: str, letter_spacing: float = 0.0) -> float:
        """Return the width of `text` in em; kerning, which mostly narrows it, isn't counted."""
        widest = self._widest
        return sum(self.widths.get(ord(letter), widest) + letter_spacing for letter in text)


@dataclass(frozen=True)
class Word:
    """A word of a headline, with what its breaks depend on."""

    width: float
    """In em."""
    letters: int
    ends_sentence: bool


@dataclass(frozen=True)
class Breaks:
    """The words after which a headline breaks, for one number of lines."""

    after: tuple[int, ...]
    lonely: bool
    """Some line holds a single short word."""
    stranded: int
    """Lines that end with the first word or two of a sentence."""


def balanced_breaks(words: Sequence[Word], space: float, most_lines: int) -> list[Breaks]:
    """Return, for one line, two lines, … up to `most_lines`, the breaks that balance the lines.

    `space` is the width of a space in em. Breaks that leave a single short word on a line are taken
    only when there are no others; among the rest, the ones whose longest line is shortest, then
    the most even. Stranding the first word or two of a sentence at a line's end counts as a
    longer line.
    """
    # best[n, s]: the least bad way to set the first n words in the number of lines reached so far,
    # with s of these stranding words. What that costs depends on lines to come: every s is kept.
    best: dict[tuple[int, int], _Setting] = {(0, 0): _Setting()}
    choices = []
    for _ in range(min(len(words), most_lines)):
        longer: dict[tuple[int, int], _Setting] = {}
        for (start, _), setting in best.items():
            for end in range(start + 1, len(words) + 1):
                made = _with_line(setting, words, start, end, space)
                longer[end, made.stranded] = min(made, longer.get((end, made.stranded), made))
        best = longer
        whole = min(setting for (end, _), setting in best.items() if end == len(words))
        choices.append(Breaks(whole.breaks[:-1], lonely=whole.lonely > 0, stranded=whole.stranded))
    return choices


def line_widths(breaks: Sequence[int], words: Sequence[Word], space: float) -> list[float]:
    """Return the width in em of each line."""
    edges = [0, *breaks, len(words)]
    return [_width(words[start:end], space) for start, end in itertools.pairwise(edges)]


@dataclass(frozen=True, order=True)
class _Setting:
    """Some words set in lines: how bad it is, and the breaks."""

    lonely: int = 0
    cost: float = 0.0
    """The longest line, made longer for stranded words."""
    unevenness: float = 0.0
    breaks: tuple[int, ...] = ()
    longest: float = 0.0
    stranded: int = 0


def _with_line(
    setting: _Setting, words: Sequence[Word], start: int, end: int, space: float
) -> _Setting:
    """Return `setting` with one more line, of the words from `start` to `end`."""
    line = words[start:end]
    width = _width(line, space)
    longest = max(setting.longest, width)
    stranded = setting.stranded
    stranded += end < len(words) and any(word.ends_sentence for word in line[-3:-1])
    return _Setting(
        lonely=setting.lonely + (len(line) == 1 and line[0].letters <= SHORT_WORD),
        cost=round(longest * (1 + STRANDED_COST * stranded), 6),
        unevenness=setting.unevenness + width * width,
        breaks=(*setting.breaks, end),
        longest=longest,
        stranded=stranded,
    )


def _width(line: Sequence[Word], space: float) -> float:
    return sum(word.width for word in line) + space * (len(line) - 1)
