"""What a press PDF is made for: its flavour of PDF/X, and a printing condition."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

COATED_PROFILE = "ISOcoated_v2_300_bas.icc"
SHIPPED_CONDITIONS = {COATED_PROFILE: "FOGRA39", "uncoated_FOGRA29.icc": "FOGRA29"}
"""Of the profiles that come with the software: the printing conditions that they describe."""


class PdfX(StrEnum):
    """The flavour of PDF/X that a print shop wants."""

    X4 = "x-4"
    X1A = "x-1a"

    @property
    def full_name(self) -> str:
        """Its name as ISO 15930-7 and -4 and print shops write it."""
        return {PdfX.X4: "PDF/X-4", PdfX.X1A: "PDF/X-1a:2003"}[self]


@dataclass(frozen=True)
class OutputCondition:
    """What a press PDF is made for: an ICC profile and how it is called."""

    identifier: str
    info: str
    profile: bytes = field(repr=False)
    digest: str
    """SHA-256 of the profile, so that two conditions of one name aren't taken for the same."""
    registered: bool
    """Whether the identifier is a name in the registry of the ICC."""
