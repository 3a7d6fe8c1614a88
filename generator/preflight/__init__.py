"""Check a finished PDF: bytes and what was ordered → findings."""

from __future__ import annotations

import pikepdf
import pypdfium2

from generator.model.finding import Finding
from generator.preflight.expected import Expected, ExpectedPress, Fault, SourceText
from generator.preflight.proof import Proof, open_proof
from generator.preflight.rule import Rule
from generator.preflight.rules import RULES

__all__ = ["RULES", "Expected", "ExpectedPress", "Rule", "SourceText", "preflight"]


def preflight(pdf: bytes, expected: Expected) -> list[Finding]:
    """Return all that is wrong with the PDF, rule by rule.

    A file that can't be opened has one finding, `unreadable`; nothing is raised for it.
    """
    try:
        with open_proof(pdf) as proof:
            return list(_findings(proof, expected))
    # pikepdf raises UnicodeDecodeError for a dictionary with a damaged key.
    except (pikepdf.PikepdfError, pypdfium2.PdfiumError, UnicodeDecodeError) as error:
        return [Finding("unreadable", "error", f"the PDF can't be read: {error}")]


def _findings(proof: Proof, expected: Expected) -> list[Finding]:
    return [
        finding_of(rule, fault, expected.document)
        for rule in RULES
        if expected.target in rule.targets
        for fault in rule.find(proof, expected)
    ]


def finding_of(rule: Rule, fault: Fault, document: str = "") -> Finding:
    """Return what a rule found, with how bad it is and what helps."""
    return Finding(
        rule.id,
        rule.severity,
        fault.message,
        fault.page,
        fault.mark,
        fault.detail,
        fault.cure or rule.cure,
        fault.places,
        document=document,
    )
