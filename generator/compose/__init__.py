"""Compose a document: campaign, edition, product, job → one self-contained HTML string."""

from generator.compose.document import Composer, Sources
from generator.compose.labels import Labels
from generator.compose.leaflet import TicketFacts, compose_ticket

__all__ = ["Composer", "Labels", "Sources", "TicketFacts", "compose_ticket"]
