"""Check that the document says what it is, and in which language it is to be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Stream

from generator.model.target import Target
from generator.preflight.expected import Expected, Fault
from generator.preflight.reading.proof import Proof, entry, words
from generator.preflight.rule import Rule

_LONGEST = 80
_MOST_METADATA = 2_000_000
_FILE_NAME = re.compile(
    r"[/\\]|\.(?:pdf|html?|docx?|odt|rtf|txt|pptx?|odp|xlsx?|indd|idml|ai|psd|cdr|sla|tex"
    r"|pub|qxp|afpub|afdesign|pages|key|png|jpe?g|svg)$"
    r"|^\S*_\S*$",  # no title has underscores for spaces
    re.IGNORECASE,
)
# What Word, InDesign, Canva and others write where nobody gave a title.
_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel|publisher)\b.*"
    r"|(?:untitled|naamloos|naamloze?|unbenannt|sans titre|sin título|document|dokument"
    r"|presentation|presentatie|powerpoint[ -]presentat(?:ion|ie)|publication|publicatie"
    r"|design|ontwerp|untitled design|naamloos ontwerp|slide|dia|page|pagina|blank|leeg|none|null"
    r"|title|titel|template|sjabloon|test|new|nieuw|print|layout|drukwerk|scan)"
    r"(?:[\s_-]*(?:document|ontwerp|design|presentation|presentatie))?[\s_.(-]*\d*\)?"
    r"|(?:copy of|kopie van|copy|kopie)\b.*)",
    re.IGNORECASE,
)
# RFC 5646, 2.1: language, script, region, variants, private use.
_LANGUAGE = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?",
    re.IGNORECASE,
)


def title(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find a document without a title, or with something else in its place."""
    found = " ".join(title_of(proof).split())
    shown = f"{found[:_LONGEST]}…" if len(found) > _LONGEST else found
    if not found:
        yield Fault("the document has no title")
    elif _FILE_NAME.search(found) or _is_name_of(found, expected.document):
        yield Fault(f"the title is a file name: '{shown}'")
    elif _NO_TITLE.fullmatch(found):
        yield Fault(f"the title says nothing: '{shown}'")


def language(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find a document that is read in another language's voice.

    Files for print that others made need not say which it is.
    """
    found, wanted = words(entry(proof.pdf.Root, "Lang")), expected.language
    if not found:
        if expected.is_ours and wanted:
            yield Fault(f"the document doesn't say its language; it must be '{wanted}'")
        elif not expected.is_ours and expected.target is Target.SCREEN:
            yield Fault("the document doesn't say which language it is in")
    elif not _LANGUAGE.fullmatch(found):
        yield Fault(f"'{found[:_LONGEST]}' is no language", detail="RFC 5646: such as nl or en-GB")
    elif wanted and not _is_same(found, wanted, exactly=expected.is_ours):
        yield Fault(f"the language is '{found}'; it must be '{wanted}'")


def _is_same(found: str, wanted: str, *, exactly: bool) -> bool:
    """Compare languages; of others' files, regions may differ: `nl-NL` is `nl`."""
    if exactly:
        return found == wanted
    return found.split("-")[0].lower() == wanted.split("-")[0].lower()


def _is_name_of(found: str, document: str) -> bool:
    """Say whether a title is the file's own name, and looks like one: no spaces, but hyphens."""
    return bool(document) and found.casefold() == document.casefold() and _has_joints(found)


def _has_joints(name: str) -> bool:
    return " " not in name and bool(re.search(r"\w-\w|\d", name))


def title_of(proof: Proof) -> str:
    """Return the title from the document's information or, without it, from its XMP metadata."""
    found = words(entry(proof.pdf.trailer, "Info", "Title"))
    metadata = entry(proof.pdf.Root, "Metadata")
    if found.strip() or not isinstance(metadata, Stream):
        return found
    try:
        if len(metadata.read_bytes()) > _MOST_METADATA:
            return ""
        with proof.pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
            return str(xmp.get("dc:title", ""))
    except (pikepdf.PikepdfError, ValueError, TypeError, AttributeError):  # no XML, or none of ours
        return ""


RULES = (
    Rule(
        id="title",
        severity="error",
        why="Readers, browsers and print shops show it for the file.",
        source="ISO 14289-1, 7.1; WCAG 2.2, 2.4.2",
        cure="Set a title in the document’s properties.",
        check=title,
    ),
    Rule(
        id="language",
        severity="error",
        why="By it a screen reader chooses its voice.",
        source="ISO 14289-1, 7.2; WCAG 2.2, 3.1.1",
        cure="Set the language in the document’s properties.",
        check=language,
    ),
)
