"""Compose a document: campaign, edition, product, job → one self-contained HTML string."""

from generator.compose.document import Composer, Sources

__all__ = ["Composer", "Sources"]
