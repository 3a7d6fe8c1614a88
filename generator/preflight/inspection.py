"""Look a PDF over once: bytes and what was ordered → findings, and what files are compared by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from generator.model.finding import Finding
from generator.preflight.expected import Expected, Fault
from generator.preflight.foreign import Foreign, expect_of
from generator.preflight.inspected import Inspection
from generator.preflight.opening import UNREADABLE, UNREADABLE_ERRORS, unreadable
from generator.preflight.reading.artwork import artwork, by_panel
from generator.preflight.reading.glyphs import Glyph
from generator.preflight.reading.proof import Proof, ProofPage, open_proof
from generator.preflight.rule import Rule
from generator.preflight.rules import RULES

_MOST_PICTURES = 50
"""Pages of a file that are drawn with their faults: enough to see what recurs."""
_CARD_MM = 150.0
"""Postcards, cards and tickets are no larger."""


def inspect(
    pdf: bytes, expected: Expected | Foreign, *, document: str = "", with_pictures: bool = False
) -> Inspection:
    """Return what is wrong with the PDF, rule by rule, and what it has.

    A file that can't be opened has one finding, `unreadable`; nothing is raised for it.
    """
    try:
        with open_proof(pdf) as proof:
            note = ""
            if isinstance(expected, Foreign):
                expected, note = expect_of(proof, expected, document)
            return _inspection(proof, expected, note, with_pictures)
    except UNREADABLE_ERRORS as error:
        return Inspection(tuple(UNREADABLE.finding(fault) for fault in unreadable(error)))


def _inspection(proof: Proof, expected: Expected, note: str, with_pictures: bool) -> Inspection:
    findings = tuple(
        finding
        for rule in RULES
        if expected.target in rule.targets
        for finding in _findings(rule, proof, expected)
    )
    return Inspection(
        findings,
        expected.target,
        note,
        tuple(page.size for page in proof.pages),
        tuple(_panels(proof, expected)),
        expected.has_backs or (not expected.is_ours and _look_like_cards(proof)),
        expected.layout is not None,
        tuple(_lines(proof, expected)),
        tuple(_pictures(proof, expected, findings)) if with_pictures else (),
    )


def _findings(rule: Rule, proof: Proof, expected: Expected) -> list[Finding]:
    """Return what a rule finds; what keeps it from looking doesn't keep the others from it."""
    try:
        return [rule.finding(fault, expected.document) for fault in rule.check(proof, expected)]
    except UNREADABLE_ERRORS as error:
        return [UNREADABLE.finding(fault, expected.document) for fault in unreadable(error)]
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        if expected.is_ours:
            raise
        # Other tools' files are broken in ways that nobody foresees.
        strange = f"the rule {rule.id} can't make sense of the file: {type(error).__name__}"
        return [UNREADABLE.finding(Fault(strange), expected.document)]


def _look_like_cards(proof: Proof) -> bool:
    """Say whether several pages are as small as what is printed on both sides, as a rule."""
    sizes = [page.size for page in proof.pages]
    return len(sizes) > 1 and all(
        size and max(size.width_mm, size.height_mm) <= _CARD_MM for size in sizes
    )


def _panels(proof: Proof, expected: Expected) -> Iterator[str]:
    """Yield the words of each panel; small print beside them is left out."""
    if expected.is_clipped:
        return
    for page in proof.pages:
        for _, glyphs in by_panel(page, expected):
            if words := _joined(glyphs, lambda glyph: glyph.word):
                yield words


def _lines(proof: Proof, expected: Expected) -> Iterator[str]:
    """Yield the lines of all pages, each without spaces."""
    for page in proof.pages:
        glyphs = artwork(page, expected)
        for _, line in groupby(glyphs, key=lambda glyph: glyph.line):
            yield "".join(glyph.character for glyph in line)


def _joined(glyphs: Iterable[Glyph], part: Callable[[Glyph], int]) -> str:
    """Return glyphs as text, with a space between words."""
    return " ".join(
        "".join(glyph.character for glyph in word) for _, word in groupby(glyphs, key=part)
    )


def _pictures(
    proof: Proof, expected: Expected, findings: Sequence[Finding]
) -> Iterator[tuple[int, bytes]]:
    """Yield a picture of each page with findings; those of the whole file are on the first."""
    from generator.preflight.drawing.picture import draw_fault_picture  # only who asks for it waits

    by_page: dict[int, list[Finding]] = {}
    for finding in findings:
        by_page.setdefault(finding.page or 1, []).append(finding)
    pages: dict[int, ProofPage] = {page.number: page for page in proof.pages}
    for number in sorted(by_page.keys() & pages.keys())[:_MOST_PICTURES]:
        yield number, draw_fault_picture(pages[number], by_page[number], expected)
