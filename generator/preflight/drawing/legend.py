"""Tell below a picture what is wrong: numbered findings → a strip of lines in readable type."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from generator.model.finding import Finding
from generator.preflight.drawing.marking import COLOURS, RADIUS_PX, Line, badge, font, outline

_PAPER, _INK, _GREY, _HAIR = "#ffffff", "#14181a", "#4d575c", "#d3d9dc"
_SIDE_PX, _GAP_PX, _HANG_PX = 56, 22, 62
_TITLE_PX, _TEXT_PX, _SMALL_PX = 34, 26, 21
_LEADING = 1.3
_MOST_CHARACTERS, _MOST_LINES = 600, 5


@dataclass(frozen=True)
class Sample:
    """A line in the picture, and what it stands for."""

    line: Line
    name: str


@dataclass(frozen=True)
class _Row:
    """A line of text, where it begins, and how high it is."""

    text: str
    left: int
    size_px: int
    weight: str = "Regular"
    colour: str = _INK
    number: tuple[int, str] | None = None
    """The number beside it, and its colour."""
    above: int = 0

    @property
    def height(self) -> int:
        """With its leading."""
        return round(self.size_px * _LEADING) + self.above


def draw_title(name: str, findings: Sequence[Finding], width: int) -> Image.Image:
    """Return a strip with the name of the page and how much is wrong with it."""
    errors = sum(finding.severity == "error" for finding in findings)
    counts = [
        f"{count} {noun}{'' if count == 1 else 's'}"
        for noun, count in (("error", errors), ("warning", len(findings) - errors))
        if count
    ]
    rows = _rows(name, _SIDE_PX, width, _TITLE_PX, "Bold")
    rows += _rows(" and ".join(counts) or "nothing wrong", _SIDE_PX, width, _TEXT_PX, colour=_GREY)
    return _strip(rows, width)


def draw_legend(
    findings: Sequence[Finding], left_out: int, samples: Sequence[Sample], width: int
) -> Image.Image:
    """Return a strip with what lines stand for, and each finding with its number."""
    rows: list[_Row] = []
    for number, finding in enumerate(findings, start=1):
        rows += _finding_rows(number, finding, width)
    if left_out:
        more = f"and {left_out} more on this page; the report names them all"
        rows.append(_Row(more, _SIDE_PX, _TEXT_PX, colour=_GREY, above=_GAP_PX))
    return _strip(rows, width, samples)


def _finding_rows(number: int, finding: Finding, width: int) -> list[_Row]:
    """Set a finding: what is wrong, what helps, and which rule says so."""
    colour = COLOURS[finding.severity]
    told = f"{finding.message} ({finding.detail})" if finding.detail else finding.message
    first, *more = _rows(
        f"{told[:1].upper()}{told[1:]}", _SIDE_PX + _HANG_PX, width, _TEXT_PX, "Bold"
    )
    where = "" if finding.places else "whole page" if finding.page else "whole file"
    small = [finding.severity, where, str(finding.mark or ""), f"rule {finding.rule}"]
    left = _SIDE_PX + _HANG_PX
    return [
        _Row(first.text, left, _TEXT_PX, "Bold", _INK, (number, colour), _GAP_PX),
        *more,
        *_rows(finding.cure, left, width, _TEXT_PX),
        *_rows(" · ".join(part for part in small if part), left, width, _SMALL_PX, colour=_GREY),
    ]


def _rows(
    text: str, left: int, width: int, size_px: int, weight: str = "Regular", colour: str = _INK
) -> list[_Row]:
    room = width - left - _SIDE_PX
    lines = list(_wrapped(_shown(text), size_px, weight, room))
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1]} …"]
    return [_Row(line, left, size_px, weight, colour) for line in lines]


def _shown(text: str) -> str:
    """Return text on one line, not too much of it, without what can't be drawn."""
    short = text if len(text) <= _MOST_CHARACTERS else f"{text[:_MOST_CHARACTERS]} …"
    return "".join(
        one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in " ".join(short.split())
    )


def _wrapped(text: str, size_px: int, weight: str, room: int) -> Iterator[str]:
    """Break text into lines that fit; a word that is wider than a line is cut."""
    face = font(weight, size_px)
    line = ""
    for word in text.split():
        both = f"{line} {word}" if line else word
        if face.getlength(both) <= room:
            line = both
            continue
        if line:
            yield line
        while face.getlength(word) > room and len(word) > 1:
            ends = range(1, len(word))
            cut = max(bisect_right(ends, False, key=lambda at: face.getlength(word[:at]) > room), 1)
            yield word[:cut]
            word = word[cut:]
        line = word
    if line:
        yield line


def _strip(rows: Sequence[_Row], width: int, samples: Sequence[Sample] = ()) -> Image.Image:
    """Draw rows below one another on white, and below a row of samples where there are any."""
    head = _GAP_PX + (round(_SMALL_PX * _LEADING) + _GAP_PX if samples else 0)
    height = head + sum(row.height for row in rows) + _GAP_PX
    strip = Image.new("RGB", (width, height), _PAPER)
    pen = ImageDraw.Draw(strip)
    if samples:
        _draw_samples(pen, samples, width)
    top = head
    for row in rows:
        baseline = top + row.above + round(row.size_px * 0.95)
        pen.text(
            (row.left, baseline), row.text, row.colour, font(row.weight, row.size_px), anchor="ls"
        )
        if row.number:
            number, colour = row.number
            centre = (_SIDE_PX + RADIUS_PX, baseline - round(row.size_px * 0.33))
            badge(strip, centre, number, colour)
        top += row.height
    return strip


def _draw_samples(pen: ImageDraw.ImageDraw, samples: Sequence[Sample], width: int) -> None:
    """Draw what lines stand for, side by side, above a hairline."""
    face, left = font("Regular", _SMALL_PX), _SIDE_PX
    middle = _GAP_PX + _SMALL_PX // 2
    for sample in samples:
        box = (left, middle - _SMALL_PX // 2, left + 2 * _SMALL_PX, middle + _SMALL_PX // 2)
        outline(pen, box, sample.line)
        left = box[2] + _SMALL_PX // 2
        pen.text((left, middle), sample.name, _GREY, face, anchor="lm")
        left += round(face.getlength(sample.name)) + 2 * _SMALL_PX
    under = _GAP_PX + round(_SMALL_PX * _LEADING) + _GAP_PX // 2
    pen.line((_SIDE_PX, under, width - _SIDE_PX, under), fill=_HAIR, width=2)
