"""Load one kind of content alone, with all that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping

from generator.errors import ContentError
from generator.load.campaign import read_campaigns
from generator.load.edition import read_editions
from generator.load.printing import read_print
from generator.load.problems import Problems
from generator.load.spool import Spool
from generator.model.campaign import Campaign
from generator.model.edition import Edition
from generator.model.printing import PrintSetup
from generator.project import Project


def load_campaigns(project: Project) -> Mapping[str, Campaign]:
    """Return the campaign in each language; raises ContentError with all problems of all files."""
    found = Problems()
    campaigns = read_campaigns(project, found)
    if found:
        raise ContentError(found.in_order())
    return campaigns.by_language


def load_editions(project: Project) -> Mapping[str, Edition]:
    """Return the editions by id; raises ContentError with all problems of all files."""
    found = Problems()
    editions = read_editions(project, None, Spool(), found)
    if found:
        raise ContentError(found.in_order())
    return editions


def load_print(project: Project) -> PrintSetup:
    """Return all that can be printed with; raises ContentError with all problems."""
    found = Problems()
    setup = read_print(project, found)
    if found or setup is None:
        raise ContentError(found.in_order())
    return setup
