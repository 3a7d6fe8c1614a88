"""Check that all a page draws is in the file, and can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256

from pikepdf import Stream

from generator.preflight.expected import Expected, Fault
from generator.preflight.reading.proof import Proof, entry
from generator.preflight.reading.where import place_of, whole
from generator.preflight.rule import PAPER, Rule
from generator.preflight.streams.pixels import damage_of

_LONGEST = 160
_NO_HARM = ("MediaBox is undefined", "Resources is missing")
"""qpdf's words on what another rule finds, and on empty pages."""
_OF_OBJECT = re.compile(r"^.*\(content, offset \d+\): ")
"""Where qpdf found it, which says nothing to people."""


def file_changed(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find files of ours that another program has saved since, or that a build was stopped at."""
    if expected.sha256 and sha256(proof.file).hexdigest() != expected.sha256:
        yield Fault("the file isn't the one that was built: its checksum is another")


def picture_damaged(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find pictures whose pixels are missing or can't be read."""
    seen: dict[tuple[int, int], str] = {}
    for page, painted in zip(proof.pages, proof.painted, strict=True):
        for paint, picture in painted.pictures:
            for part in (picture, entry(picture, "SMask"), entry(picture, "Mask")):
                if not isinstance(part, Stream) or part.objgen in seen:
                    continue
                seen[part.objgen] = damage_of(part)
                if seen[part.objgen]:
                    yield Fault(
                        f"a picture can't be shown as it should: {seen[part.objgen]}",
                        page.number,
                        (place_of(paint.box, page),),
                    )


def file_damaged(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find files that are read only because what is broken was guessed."""
    mended = [said for said in proof.mended if not any(words in said for words in _NO_HARM)]
    if mended:
        first, more = mended[0][:_LONGEST], len(mended) - 1
        detail = f"{first}; and {more} more" if more else first
        yield Fault("the file is damaged, and each reader mends it in its own way", detail=detail)


def content_damaged(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find drawings that break off, or that name what isn't there."""
    for page, painted in zip(proof.pages, proof.painted, strict=True):
        for trouble in painted.troubles:
            places = (place_of(trouble.box, page),) if trouble.box else whole(page)
            if trouble.kind == "contents":
                detail = _OF_OBJECT.sub("", trouble.name)[:_LONGEST]
                yield Fault("a drawing on the page breaks off", page.number, places, detail)
            elif trouble.kind == "XObject":
                yield Fault(
                    f"the page draws '{trouble.name}', which isn't in the file", page.number, places
                )


def content_elsewhere(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find stand-ins for what is in another file: the print shop doesn't have it."""
    for page, painted in zip(proof.pages, proof.painted, strict=True):
        for trouble in painted.troubles:
            if trouble.kind == "elsewhere":
                places = (place_of(trouble.box, page),) if trouble.box else ()
                yield Fault(
                    f"'{trouble.name}' on the page stands in for something in another file",
                    page.number,
                    places,
                )


def font_missing(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find text that is set in a font that the page doesn't have."""
    for page, painted in zip(proof.pages, proof.painted, strict=True):
        for trouble in painted.troubles:
            if trouble.kind == "Font":
                font = (
                    f"the font '{trouble.name}', which isn't there" if trouble.name else "no font"
                )
                places = (place_of(trouble.box, page),) if trouble.box else ()
                yield Fault(f"text is set in {font}", page.number, places)


def too_complex(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find pages that draw more than was looked at."""
    for page, painted in zip(proof.pages, proof.painted, strict=True):
        if painted.limit:
            yield Fault(
                f"the page is drawn in more than {painted.limit}; the rest was not checked",
                page.number,
                whole(page),
            )
            return


RULES = (
    Rule(
        id="file-changed",
        severity="error",
        why="Whatever was looked over, it was another file.",
        source="The manifest of the build: the checksum of each file",
        cure="Build it again; keep what another program made of it under another name.",
        check=file_changed,
    ),
    Rule(
        id="file-damaged",
        severity="warning",
        why="What one reader mends, another one refuses.",
        source="ISO 32000-1, 7.5: the structure of a file",
        cure="Export it again, or open it and save it anew.",
        check=file_damaged,
    ),
    Rule(
        id="content-damaged",
        severity="error",
        why="What a machine can’t read, it leaves out.",
        source="ISO 32000-1, 7.8",
        cure="Export again; part of the page is missing.",
        check=content_damaged,
    ),
    Rule(
        id="picture-damaged",
        severity="error",
        why="A broken picture prints as a gap, or stops the machine.",
        source="ISO 32000-1, 8.9.5 and 7.4",
        cure="Place the picture again from its original, and export again.",
        check=picture_damaged,
    ),
    Rule(
        id="content-elsewhere",
        severity="error",
        why="What prints is a coarse preview, or nothing.",
        source="ISO 15930-7 and ISO 15930-4: a file for the press is complete",
        cure="Embed all pictures when you export; don’t use OPI or references.",
        check=content_elsewhere,
        targets=PAPER,
    ),
    Rule(
        id="font-missing",
        severity="error",
        why="Each reader guesses another font, or leaves the text out.",
        source="ISO 32000-1, 7.8.3 and 9.3.1",
        cure="Export again, with all fonts embedded.",
        check=font_missing,
    ),
    Rule(
        id="too-complex",
        severity="warning",
        why="Slow machines choke on it, and it is checked in part alone.",
        source="The limits of this check",
        cure="Simplify the drawings, or place them as pictures.",
        check=too_complex,
    ),
)
