"""A job and what it is about → what finish, preflight and the job ticket are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator import __version__
from generator.compose import Labels, Sources
from generator.errors import RenderError
from generator.finish import (
    FinishOptions,
    Identity,
    Press,
    SlugText,
    TileText,
    Tiling,
    plan_sheets,
    plan_tiles,
)
from generator.model.campaign import Campaign
from generator.model.condition import OutputCondition
from generator.model.document import Html
from generator.model.edition import Edition
from generator.model.fit import PageRange
from generator.model.geometry import Rect, Size, parse_format
from generator.model.ink import Cmyk
from generator.model.job import Job
from generator.model.layout import FlipEdge, Layout, Shift
from generator.model.printing import Printer, PrintSetup, Shop
from generator.model.product import Product
from generator.model.sheet import Grid
from generator.preflight import Expected, ExpectedPress, Panel
from generator.render.fonts import families, font_file
from generator.texts import texts_of

TICKET = parse_format("a4")
TICKET_TYPE_PT = 7.0
TICKET_SAFE_AREA_MM = 5.0
"""A ticket is printed on an office printer, which leaves as much white."""
OFFICE_BLEED_MM = 3.0
"""Of panels that share a sheet: what their gutters have room for."""


@dataclass(frozen=True)
class Brief:
    """A job with all that it is about."""

    job: Job
    product: Product
    campaign: Campaign
    edition: Edition
    printing: PrintSetup
    flip: FlipEdge | None = None
    """The edge that the office printer turns sheets over, where somebody said so."""

    @classmethod
    def of(
        cls, job: Job, sources: Sources, printing: PrintSetup, flip: FlipEdge | None = None
    ) -> Brief:
        """Return a job with all that it is about; an edition may have a call of its own."""
        edition = sources.editions[job.edition]
        campaign = edition.hand_out(sources.campaigns[job.language])
        return cls(job, sources.products[job.product], campaign, edition, printing, flip)

    @property
    def shop(self) -> Shop | None:
        """The print shop of a press job."""
        return self.printing.shops[self.job.shop] if self.job.shop else None

    @property
    def condition(self) -> OutputCondition | None:
        """The printing condition of a press job."""
        return self.printing.conditions[self.job.shop] if self.job.shop else None

    @property
    def layout(self) -> Layout | None:
        """How panels share sheets; None when each has a page of its own."""
        imposition = self.product.file.impose.get(self.job.target)
        if imposition is None or self.job.is_ticket:
            return None
        stock = self.printing.stock[self.job.stock] if self.job.stock else None
        grid = stock.grid() if stock else imposition.grid(self.job.format.trim)
        printer = self.printing.printers.get(self.job.printer or "")
        return Layout(
            grid=grid,
            scheme="cards" if stock else imposition.scheme,
            sides=2 if self.product.file.sides == 2 else 1,
            flip=self._turning_edge(grid, printer),
            order=imposition.order,
            back_offset=Shift(printer.back_right_mm, printer.back_down_mm) if printer else Shift(),
            marks=self.shop is None or imposition.cuts_cards,
            bleed_mm=self.shop.bleed_mm if self.shop else 0.0,
        )

    def _turning_edge(self, grid: Grid, printer: Printer | None) -> FlipEdge:
        if self.shop:
            # By this edge backs come out upright: print shops turn sheets like a page.
            return FlipEdge.SHORT if grid.sheet.ratio > 1 else FlipEdge.LONG
        return self.flip or (printer.flip_edge if printer else FlipEdge.LONG)

    @property
    def tiling(self) -> Tiling | None:
        """How a large page is cut into office sheets, if it is."""
        tile = self.job.tile
        return plan_tiles(self.job.format.trim, tile.trim) if tile else None

    @property
    def bleed_mm(self) -> float:
        """What is rendered past the trim of each panel."""
        if self.job.is_ticket:
            return 0.0
        if self.shop:
            return self.shop.bleed_mm
        return OFFICE_BLEED_MM if self.layout or self.job.tile else 0.0

    def pages_of(self, panels: int) -> int:
        """Return how many pages a PDF of so many panels has."""
        if self.layout:
            return self.layout.pages(panels)
        if self.tiling:
            return panels * self.tiling.count
        if self.job.half and not self.job.is_ticket:
            return panels // 2 if self.job.half == "back" else -(-panels // 2)
        return panels

    @property
    def has_backs(self) -> bool:
        """Whether each odd page of the PDF is a front and the next one its back."""
        is_leaf = self.product.file.sides == 2 and self.product.pages.max == 2
        alone = self.layout is None and not (self.job.half or self.job.is_ticket or self.job.tile)
        return is_leaf and alone

    @property
    def title(self) -> str:
        """What the small print calls it: product, edition, version."""
        name = self.product.title(self.campaign.language)
        return f"{name} · {self.edition.name} {self.campaign.version}"

    @property
    def trim(self) -> Size:
        """The trim of the finished pages: the sheet's where panels share one."""
        if self.job.is_ticket:
            return TICKET.trim
        if self.tiling:
            return self.tiling.sheet
        return self.layout.grid.sheet if self.layout else self.job.format.trim


def finishing_of(brief: Brief, inks: Mapping[str, Cmyk]) -> FinishOptions:
    """Return how a job is finished: on sheets, in tiles or for the press, where it says so."""
    font = font_file("text-regular")
    press = _press(brief, inks) if brief.shop else None
    if brief.job.tile:
        return FinishOptions(tile=brief.job.tile.trim, tile_text=_tile_text(brief), font=font)
    layout = brief.layout
    slug = _sheet_text(brief, layout) if layout and press is None else None
    return FinishOptions(layout=layout, slug=slug, press=press, font=font)


def _sheet_text(brief: Brief, layout: Layout) -> SlugText:
    """Return what is printed beside panels on office sheets."""
    labels = Labels(brief.campaign)
    lines = [labels["print_scale"]]
    last = f"{brief.title} · {labels['sheet']} {{sheet}} {labels['of']} {{sheets}}"
    if layout.scheme == "work-and-turn":
        lines.append(labels["work_and_turn"])
    elif layout.sides == 2:
        lines.append(labels["flip_long" if layout.flip is FlipEdge.LONG else "flip_short"])
        last += " · {side}"
    return SlugText((*lines, last), front=labels["front"], back=labels["back"])


def _tile_text(brief: Brief) -> TileText:
    """Return what is printed beside the parts of a large page."""
    labels = Labels(brief.campaign)
    job, language = brief.job, brief.campaign.language
    number = f"{{tile}} · {labels['sheet']} {{sheet}} {labels['of']} {{sheets}}"
    subject = f" {job.barrier}" if job.barrier else ""
    version = f"{labels['version']} {brief.campaign.version}"
    name = f"{brief.product.title(language)}{subject} · {job.format.name}"
    title = f"{name} · {brief.edition.name} · {version}"
    return TileText((number, title, labels["print_scale"], labels["tile_glue"]))


def _press(brief: Brief, inks: Mapping[str, Cmyk]) -> Press | None:
    shop, condition = brief.shop, brief.condition
    if shop is None or condition is None:
        return None
    campaign, colours = brief.campaign, dict(brief.edition.palette.tokens())
    is_ticket = brief.job.is_ticket
    return Press(
        pdfx=shop.pdfx,
        condition=condition,
        bleed_mm=brief.bleed_mm,
        slug_mm=0 if is_ticket else shop.slug_mm,
        ink_limit_percent=shop.ink_limit_percent,
        identity=Identity(
            language=campaign.language,
            date=campaign.date,
            version=campaign.version,
            creator=f"Drempels {__version__}",
        ),
        slug=_press_slug(brief, condition) if shop.marks and not is_ticket else None,
        # Text is a dark blue on screen: a logo's same blue must not turn black.
        known={colours[token]: ink for token, ink in inks.items() if token != "text"},
        half=None if is_ticket else brief.job.half,
    )


def _press_slug(brief: Brief, condition: OutputCondition) -> str:
    """Return the line below the artwork, what tells files apart first."""
    labels, trim = Labels(brief.campaign), brief.trim
    parts = (
        brief.job.path.name,
        *((brief.job.format.name,) if trim == brief.job.format.trim else ()),
        f"{trim.width_mm:g} × {trim.height_mm:g} mm",
        brief.edition.name,
        f"{labels['version']} {brief.campaign.version}",
        f"{labels['page']} {{page}} {labels['of']} {{pages}}",
        condition.identifier,
    )
    return " · ".join(parts)


def expected_of(brief: Brief, html: Html) -> Expected:
    """Return what preflight measures a job's PDF against."""
    product, shop, job = brief.product, brief.shop, brief.job
    least, most = (brief.pages_of(panels) for panels in (html.pages.min, html.pages.max))
    safe_area_mm, at = product.file.safe_area_mm, job.format.name
    if job.is_ticket:
        safe_area_mm = TICKET_SAFE_AREA_MM
    elif shop:
        safe_area_mm = max(safe_area_mm, shop.safe_area_at(job.format))
    return Expected(
        target=job.target,
        trim=brief.trim,
        pages=PageRange(min=least, max=most),
        font_names=families(),
        language=job.language,
        smallest_type_pt=(TICKET_TYPE_PT if job.is_ticket else product.smallest_type_pt(at)),
        safe_area_mm=safe_area_mm,
        press=_expected_press(brief),
        layout=brief.layout,
        has_backs=brief.has_backs,
        slug_from_mm=_slug_from_mm(brief),
        is_clipped=brief.job.tile is not None,
        # Which of them are on fronts and which on backs, the document doesn't tell.
        codes=None if job.half else html.codes,
        texts=() if job.is_ticket else texts_of(brief.campaign, brief.edition, product, at),
        html=html.text or None,
        placed=_placed(brief, html),
        document=job.path.stem,
    )


def _placed(brief: Brief, html: Html) -> tuple[tuple[Panel, ...], ...]:
    """Return where panels lie on each page, maybe of more pages than there will be.

    Nothing where some are missing, or where sheets depend on how many there will be.
    """
    count, job = html.pages.max, brief.job
    if job.tile or (job.half and not job.is_ticket):
        return ()
    if brief.layout is None:
        whole = Rect(0, 0, brief.trim.width_mm, brief.trim.height_mm)
        return tuple((Panel(number, whole),) for number in range(count))
    if html.pages.min != count:
        return ()
    try:
        sides = [side for sheet in plan_sheets(brief.layout, count) for side in sheet.sides]
    except RenderError:  # who finishes the document says so
        return ()
    return tuple(
        tuple(Panel(one.panel, side.rect(one), one.rotation) for one in side.placements)
        for side in sides
    )


def _slug_from_mm(brief: Brief) -> float | None:
    """Return from where on text is small print: past the bleed, or beside office panels."""
    if brief.shop:
        return brief.bleed_mm
    return 0.0 if brief.layout else None


def _expected_press(brief: Brief) -> ExpectedPress | None:
    shop, condition = brief.shop, brief.condition
    if shop is None or condition is None:
        return None
    return ExpectedPress(
        pdfx=shop.pdfx,
        profile_digest=condition.digest,
        bleed_mm=brief.bleed_mm,
        ink_limit_percent=shop.ink_limit_percent,
        minimum_ppi=shop.minimum_ppi_at(brief.job.format),
    )
