"""Check that the document says what it is, in which language, and how it is to be read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.preflight.expected import Expected, Fault
from generator.preflight.proof import Proof, entry, words
from generator.preflight.rule import SCREEN, Rule

_FILE_NAME = re.compile(r"[/\\]|\.(?:pdf|html?|docx?|indd|odt)$", re.IGNORECASE)


def title_and_language(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find a document with a file name for a title, or read in another language's voice."""
    title = _title(proof)
    if not title:
        yield Fault("the document has no title")
    elif _FILE_NAME.search(title):
        yield Fault(f"the title is a file name: '{title}'")
    language = words(entry(proof.pdf.Root, "Lang"))
    if expected.language and language != expected.language:
        yield Fault(f"the language is '{language}'; it must be '{expected.language}'")


def tagged(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find a screen document without the structure that screen readers go by."""
    root = proof.pdf.Root
    # ISO 14289-1, 6.2 and 7.1: marked, with a structure tree, and the title in the window's bar.
    if not _is_true(entry(root, "MarkInfo", "Marked")):
        yield Fault("the document is not marked as tagged")
    if entry(root, "StructTreeRoot") is None:
        yield Fault("the document has no structure tree")
    if not _is_true(entry(root, "ViewerPreferences", "DisplayDocTitle")):
        yield Fault("readers show the file's name in place of the document's title")


def _is_true(value: object) -> bool:
    return value is True


def _title(proof: Proof) -> str:
    """Return the title from the document's information or, without it, from its XMP metadata."""
    title = words(entry(proof.pdf.trailer, "Info", "Title"))
    if not title and entry(proof.pdf.Root, "Metadata") is not None:
        with proof.pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            title = str(metadata.get("dc:title", ""))
    return title.strip()


RULES = (
    Rule(
        id="title-and-language",
        severity="error",
        why="Readers show the one, speak the other.",
        source="ISO 14289-1, 7.1 and 7.2",
        cure="Set title and language in the document’s properties.",
        check=title_and_language,
    ),
    Rule(
        id="tagged",
        severity="error",
        why="A screen reader finds its way by the structure.",
        source="ISO 14289-1, 6.2 and 7.1",
        cure="Export as tagged PDF.",
        check=tagged,
        targets=SCREEN,
    ),
)
