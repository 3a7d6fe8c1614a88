"""Check a finished PDF: bytes and what was ordered → findings."""

from __future__ import annotations

import pikepdf
import pypdfium2

from generator.model.document import Finding
from generator.preflight.expected import Expected, ExpectedPress
from generator.preflight.proof import open_proof
from generator.preflight.rules import RULES, Rule

__all__ = ["RULES", "Expected", "ExpectedPress", "Rule", "preflight"]


def preflight(pdf: bytes, expected: Expected) -> list[Finding]:
    """Return all that is wrong with the PDF, rule by rule.

    A file that can't be opened has one finding, `unreadable`; nothing is raised for it.
    """
    try:
        with open_proof(pdf) as proof:
            return [
                Finding(rule.id, rule.severity, fault.message, fault.page)
                for rule in RULES
                for fault in rule.check(proof, expected)
            ]
    # pikepdf raises UnicodeDecodeError for a dictionary with a damaged key.
    except (pikepdf.PikepdfError, pypdfium2.PdfiumError, UnicodeDecodeError) as error:
        return [Finding("unreadable", "error", f"the PDF can't be read: {error}")]
