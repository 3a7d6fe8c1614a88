"""Open a project: its folder → what can be made of it, and what composes it."""

from __future__ import annotations

from pathlib import Path

from generator.compose import Composer, Sources
from generator.errors import ContentError
from generator.load import Content, load_content, load_products
from generator.plan import Catalogue
from generator.project import Project
from generator.render.fonts import font_css, font_metrics


def open_catalogue(project: Project, sheet: Path | None = None) -> tuple[Content, Catalogue]:
    """Load a project and a spreadsheet of editions: what there is to choose from.

    Raises ContentError, TemplateError; of the spreadsheet only when none of its rows is right.
    """
    content = load_content(project, sheet)
    if sheet is not None and not content.sheet.editions:
        raise ContentError(content.sheet.rejected)
    catalogue = Catalogue(
        content.campaigns,
        tuple(content.editions),
        load_products(project),
        content.default_language,
        content.default_edition,
        content.printing,
        tuple(content.sheet.editions),
    )
    return content, catalogue


def composer_of(project: Project, content: Content, catalogue: Catalogue) -> Composer:
    """Return what composes the documents of a loaded project."""
    sources = Sources(content.campaigns, content.editions, catalogue.products)
    folders = (project.templates_dir, project.builtin_templates_dir)
    return Composer.of(sources, folders, font_metrics, font_css())
