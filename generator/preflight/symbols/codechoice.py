"""Choose which codes of a document are looked at: all that a reader finds, or what hides, too."""

from __future__ import annotations

from generator.preflight.expected import Expected
from generator.preflight.reading.proof import Proof
from generator.preflight.symbols.qr import Code, hidden_codes, plain_codes


def codes_of(proof: Proof, expected: Expected) -> tuple[Code, ...]:
    """Return the codes of a document, and what looks like one.

    Of our own files it is known what there must be: when all is there, nobody looks closer.
    """
    plain = plain_codes(proof)
    if expected.is_ours and (expected.codes or frozenset()) <= {code.text for code in plain}:
        return plain
    return plain + hidden_codes(proof)


def readable_codes(proof: Proof, expected: Expected) -> tuple[Code, ...]:
    """Return the codes that can be read."""
    return tuple(code for code in codes_of(proof, expected) if code.text)
