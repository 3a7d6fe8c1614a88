"""Check screen files against PDF/UA-1, as far as a validator can: bytes → what it finds."""

from __future__ import annotations

import re
from collections.abc import Iterator

import page as page_validation

from generator.preflight.expected import Expected, Fault
from generator.preflight.reading.proof import Proof, entry, words
from generator.preflight.rule import SCREEN, Rule
from generator.preflight.tagging.tags import tags_of

_PREFIX = "PDFUA1-"
_ELSEWHERE = (
    "TAGGED-DOCUMENT",
    "STRUCT-TREE-ROOT",
    "VIEWER-PREFERENCES",
    "HEADING-NESTING",
    "FIGURE-ALTERNATIVE-TEXT",
    "LINK-",
    "FONT-EMBEDDING",
)
"""What rules of their own tell, with words and places."""
_PAGE = re.compile(r"\bpage (\d{1,6})\b")
_LIMITS = page_validation.SafetyLimits(
    max_total_decoded_content_size=64_000_000,
    max_object_count=300_000,
    max_reference_depth=100,
)
_BROKEN = "the structure is broken"
_TABLE = "a table is not built as readers expect it"
_LIST = "a list is not built as readers expect it"
_ACTIVE = "something that can be clicked is not told to screen readers"
_FONT = "a font doesn't say which characters it shows"
_MIXED = "decoration and structure are mixed up"
# The beginning of a rule's name, its clause in ISO 14289-1, and what it means; first match counts.
_FAMILIES = (
    ("CONTENT-TAGGING", "7.1", "something is neither in the structure nor marked as decoration"),
    ("ARTIFACT", "7.1", _MIXED),
    ("TAGGED-CONTENT", "7.1", _MIXED),
    ("HEADER", "6.1", "the file's first line is not that of a PDF"),
    ("ID-", "5", "the file doesn't say, or not rightly, that it is PDF/UA-1"),
    ("METADATA-TITLE", "7.1", "the title is not in the file's XMP metadata"),
    ("METADATA", "7.1", "the file's XMP metadata are missing or wrong"),
    ("SUSPECTS", "7.1", "the file says itself that its structure may be wrong"),
    ("STRUCT-TREE-ROLE-MAP", "7.1", "the structure has types that readers don't know"),
    ("STRUCT", "7.1", _BROKEN),
    ("LANGUAGE-TAG", "7.2", "a language is written in a way that readers don't know"),
    ("TABLE-HEADERS", "7.5", "cells of a table don't say which headings they belong to"),
    *((kind, "7.2", _TABLE) for kind in ("TABLE", "THEAD", "TBODY", "TFOOT", "TR-", "TH-", "TD-")),
    *((kind, "7.2", _LIST) for kind in ("LI-", "LBODY", "L-", "TOC")),
    ("HEADING", "7.4", "headings are not built as readers expect them"),
    ("FORMULA", "7.7", "a formula has no text for who can't see it"),
    ("NOTE", "7.9", "a note has no ID of its own"),
    ("OPTIONAL", "7.10", "a layer has no name, or changes by itself"),
    ("FILE-SPEC", "7.11", "an attached file has no name"),
    ("DYNAMIC", "7.15", "the file is a dynamic form"),
    ("ENCRYPTION", "7.16", "the file's protection locks screen readers out"),
    ("PAGE-TABS", "7.18.3", "the Tab key doesn't follow the structure"),
    *((kind, "7.18", _ACTIVE) for kind in ("ANNOT", "WIDGET", "FORM-FIELD", "MEDIA")),
    *((kind, "7.18", "a printer's mark is in the structure") for kind in ("TRAPNET", "PRINTER")),
    ("FORM", "7.20", _BROKEN),
    ("NOTDEF", "7.21.8", "a character has no glyph in its font"),
    *((kind, "7.21", _FONT) for kind in ("FONT", "CID", "CMAP", "TRUETYPE", "TYPE0")),
)


def pdf_ua(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find what breaks PDF/UA-1, one fault for each kind.

    A file without structure breaks them all; that is told once, by the rule on structure.
    """
    if not tags_of(proof).elements:
        return
    try:
        report = page_validation.validate_pdf_bytes(proof.file, profile="ua1", limits=_LIMITS)
    except page_validation.PageError as error:
        yield Fault("the file can't be checked against PDF/UA-1", detail=str(error)[:200])
        return
    met: set[str] = set()
    has_language = bool(words(entry(proof.pdf.Root, "Lang")))
    for failure in report.failures:
        name = failure.rule_id.removeprefix(_PREFIX)
        is_known = name.startswith(_ELSEWHERE) or ("-LANGUAGE-" in name and not has_language)
        clause, meaning = _family(name)
        if is_known or meaning in met:
            continue
        met.add(meaning)
        number = _PAGE.search(failure.message)
        at = int(number[1]) if number else None
        detail = f"ISO 14289-1, {clause}: {failure.message[:200]}"
        yield Fault(meaning, at if at and at <= len(proof.pages) else None, detail=detail)


def _family(name: str) -> tuple[str, str]:
    """Return the clause of a rule, and what it means when it is broken."""
    if "-LANGUAGE-" in name and not name.startswith("LANGUAGE-TAG"):
        return "7.2", "text doesn't say which language it is in"
    for prefix, clause, meaning in _FAMILIES:
        if name.startswith(prefix):
            return clause, meaning
    return "7", "something breaks PDF/UA-1"


RULES = (
    Rule(
        id="pdf-ua",
        severity="error",
        why="By law, public bodies publish what all can read.",
        source="ISO 14289-1 (PDF/UA-1), through page-validation; EN 301 549, 10",
        cure="Export as PDF/UA, or mend it with an accessibility checker.",
        check=pdf_ua,
        targets=SCREEN,
    ),
)
