"""All of `content/` → what is printed and by whom, or one error with everything that is wrong."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.errors import ContentError
from generator.load.campaign import Campaigns, read_campaigns
from generator.load.edition import edition_paths, read_editions
from generator.load.logo import Shelf
from generator.load.printing import read_print
from generator.load.problems import Problems, quoted, suggest
from generator.load.sheet import SheetEditions, read_sheet
from generator.load.spool import Spool
from generator.model.campaign import Campaign
from generator.model.edition import Edition
from generator.model.mark import Marks
from generator.model.printing import PrintSetup
from generator.project import Project


@dataclass(frozen=True)
class Content:
    """The campaign by language, the editions by id, print shops, and what is meant by default."""

    campaigns: Mapping[str, Campaign]
    editions: Mapping[str, Edition]
    default_language: str
    default_edition: str
    printing: PrintSetup
    shared_marks: Marks
    """Of campaign.yaml."""
    sheet: SheetEditions = field(default_factory=SheetEditions)
    """What stands in a spreadsheet of editions; those of its rows that are right count, too."""


def load_content(project: Project, sheet: Path | None = None) -> Content:
    """Read and check `content/`, and a spreadsheet of editions beside those in it.

    Raises one ContentError, its problems by file and line; rows that are wrong are in the
    content's `sheet.rejected` instead. Raises UsageError where there is no date but a
    SOURCE_DATE_EPOCH that is no number.
    """
    found = Problems()
    campaigns = read_campaigns(project, found)
    default = campaigns.shared.default_edition if campaigns.shared else None
    spool = Spool()
    editions = read_editions(project, default, spool, found)
    printing = read_print(project, found)
    _check_default_edition(project, campaigns, found)
    if found or campaigns.shared is None or campaigns.source is None or printing is None:
        raise ContentError(found.in_order())
    shared = campaigns.shared
    rows = SheetEditions()
    if sheet is not None:
        default_edition = editions.get(shared.default_edition)
        language, country = shared.default_language, shared.country or "NL"
        # Logos stand beside the sheet, or where those of other editions are.
        beside = Path(os.path.realpath(sheet)).parent
        folders = {beside: beside, project.content_dir / "editions": project.content_dir}
        shelf = Shelf(folders, spool)
        rows = read_sheet(sheet, shelf, language, country, default_edition, editions)
    return Content(
        campaigns.by_language,
        {**editions, **rows.editions},
        campaigns.shared.default_language,
        campaigns.shared.default_edition,
        printing,
        campaigns.source.marks,
        rows,
    )


def _check_default_edition(project: Project, campaigns: Campaigns, found: Problems) -> None:
    if campaigns.shared is None or campaigns.source is None:
        return
    default = campaigns.shared.default_edition
    # A broken edition counts: what is wrong with it is told already.
    known = [path.stem for path in edition_paths(project, Problems())]
    if default not in known:
        message = f"the default edition {quoted(default)} has no file content/editions/"
        mark = campaigns.source.marks.nearest(("default_edition",))
        found.add(f"{message}{default}.yaml.", mark, suggest(default, known, "editions"))
