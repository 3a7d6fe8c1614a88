"""What a job ticket says: a press job and the PDF that came of it → facts."""

from __future__ import annotations

from dataclasses import replace

from generator.brief import Brief
from generator.compose import TicketFacts


def ticket_facts(brief: Brief, pages: int, checksum: str) -> TicketFacts:
    """Return what the print shop must know of a press PDF with so many pages and that SHA-256.

    `brief` is the ticket's own, or that of the PDF; both are about the same.
    """
    job, product, shop, condition = brief.job, brief.product, brief.shop, brief.condition
    if shop is None or condition is None:
        raise ValueError(f"{job.path} is for no print shop")
    pdf = replace(brief, job=replace(job, is_ticket=False))
    campaign, language = brief.campaign, brief.campaign.language
    barrier = campaign.barriers[job.barrier - 1] if job.barrier else None
    finishing = product.finishing(language)
    return TicketFacts(
        product_title=product.title(language),
        file_name=pdf.job.path.name,
        format_name=job.format.name,
        trim=job.format.trim,
        sheet=pdf.trim if pdf.layout else None,
        is_flat=pdf.layout is not None and pdf.layout.scheme == "mini-zine",
        is_work_and_turn=pdf.layout is not None and pdf.layout.scheme == "work-and-turn",
        pages=pages,
        sides=2 if product.file.sides == 2 or (pdf.layout and pages > 1) else 1,
        bleed_mm=shop.bleed_mm,
        pdfx=shop.pdfx.full_name,
        condition=condition.identifier,
        condition_info=condition.info,
        ink_limit_percent=shop.ink_limit_percent,
        coating=shop.paper.value,
        checksum=checksum,
        marks=shop.marks,
        version=campaign.version,
        date=campaign.date,
        front_back=job.half,
        barrier_number=job.barrier,
        barrier_name=barrier.name if barrier else None,
        paper=product.paper(language),
        finishing=(finishing,) if finishing else (),
        shop=shop.name,
    )
