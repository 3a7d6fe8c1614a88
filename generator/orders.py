"""What finish and preflight are told: a job and its product → their options."""

from __future__ import annotations

from generator.finish import FinishOptions, FlipEdge, SlugText
from generator.model.campaign import Campaign
from generator.model.document import Html
from generator.model.edition import Edition
from generator.model.geometry import parse_format
from generator.model.job import Job
from generator.model.product import Product, Target
from generator.model.sheet import Grid, fill_sheet
from generator.preflight import Expected
from generator.render.fonts import families, font_file


def finishing_of(
    job: Job, product: Product, campaign: Campaign, edition: Edition, flip: FlipEdge
) -> FinishOptions:
    """Return how a job is finished: imposed where its product says so for the target."""
    imposition = product.file.impose.get(job.target)
    if imposition is None:
        return FinishOptions()
    labels = campaign.labels
    title = f"{product.title(campaign.language)} · {edition.name} {campaign.version}"
    lines = [labels["print_scale"]]
    if product.file.sides == 2:
        lines.append(labels["flip_long" if flip is FlipEdge.LONG else "flip_short"])
        lines.append(f"{title} · {labels['sheet']} {{sheet}} {labels['of']} {{sheets}} · {{side}}")
    else:
        lines.append(f"{title} · {labels['sheet']} {{sheet}} {labels['of']} {{sheets}}")
    return FinishOptions(
        grid=fill_sheet(parse_format(imposition.sheet).trim, job.format.trim),
        sides=2 if product.file.sides == 2 else 1,
        flip=flip,
        slug=SlugText(tuple(lines), front=labels["front"], back=labels["back"]),
        font=font_file("text-regular"),
    )


def expected_of(job: Job, product: Product, html: Html, grid: Grid | None) -> Expected:
    """Return what preflight measures a job's PDF against."""
    pages = html.pages
    if grid is not None:
        pages = pages.on_sheets(grid.capacity, product.file.sides)
    return Expected(
        trim=grid.sheet if grid else job.format.trim,
        pages=pages,
        font_names=families(),
        language=job.language,
        tagged=job.target is Target.SCREEN,
        smallest_type_pt=product.smallest_type_pt(job.format.name),
        safe_area_mm=product.file.safe_area_mm,
        grid=grid,
    )
