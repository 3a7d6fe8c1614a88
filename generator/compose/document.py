"""Compose a document: a job and what it is about → one self-contained HTML string."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from markupsafe import Markup

from generator.compose.canvas import Canvas, set_slot
from generator.compose.characters import check_characters
from generator.compose.headline import balanced, figures, prose
from generator.compose.labels import Labels
from generator.compose.mirror import mirrored
from generator.compose.templates import TemplateFolder
from generator.errors import TemplateError
from generator.model.campaign import Campaign
from generator.model.colour import Palette
from generator.model.direction import is_right_to_left
from generator.model.document import WHOLE, Html, Part
from generator.model.edition import Edition, Logo
from generator.model.fit import PageRange
from generator.model.geometry import Size
from generator.model.job import Job
from generator.model.mark import Mark
from generator.model.metrics import FontMetrics
from generator.model.product import Product

_MOST_BODIES = 64
"""Pages of an edition: those for the screen, an office printer and the press are often the same."""
_MOST_BODY_CHARACTERS = 16_000_000
"""Of all of them: they hold logos."""

_PICTURES_KEPT = 256


@dataclass(frozen=True)
class Sources:
    """Everything that jobs can be about."""

    campaigns: Mapping[str, Campaign]
    """By language."""
    editions: Mapping[str, Edition]
    products: Mapping[str, Product]


@dataclass(frozen=True)
class _Body:
    """A page without its styles."""

    text: str
    parts: tuple[Part, ...]
    codes: frozenset[str]


@dataclass(frozen=True)
class Composer:
    """Composes jobs of one project."""

    sources: Sources
    templates: TemplateFolder
    metrics: Callable[[str], FontMetrics]
    """The widths of a face, by name."""
    font_css: str
    bodies: dict[Hashable, _Body] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )
    """The pages that were composed last."""
    pictures: dict[Hashable, Markup] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )
    """What templates draw once for all pages that have it."""

    @classmethod
    def of(
        cls,
        sources: Sources,
        folders: tuple[Path, ...],
        metrics: Callable[[str], FontMetrics],
        font_css: str,
    ) -> Composer:
        """Make a composer that looks for templates in `folders`, the first one first."""
        return cls(sources, TemplateFolder(folders), metrics, font_css)

    def compose(
        self,
        job: Job,
        bleed_mm: float = 0.0,
        palette: Palette | None = None,
        logo: Logo | None = None,
        logo_dark: Logo | None = None,
    ) -> Html:
        """Return the document of `job`; raises TemplateError with template and line.

        `palette` and the logos stand in for the edition's own: the press has the same in inks.
        """
        product = self.sources.products[job.product]
        edition = self.sources.editions[job.edition]
        palette = palette or edition.palette
        logos = (logo or edition.logo, logo_dark or edition.logo_dark)
        body = self._body(job, edition, palette, logos)
        styles = self._styles(product.style, palette, job.format.trim, bleed_mm)
        text = _with_styles(body.text, styles, product.template)
        text = mirrored(text) if is_right_to_left(job.language) else text
        return Html(text, job.format.trim, bleed_mm, body.parts, body.codes)

    def _body(
        self, job: Job, edition: Edition, palette: Palette, logos: tuple[Logo | None, Logo | None]
    ) -> _Body:
        """Return a page without its styles; targets that show the same share one."""
        target = job.target if self.templates.mentions("target") else None
        asked = (job.product, job.barrier, job.format, job.extra_cards, target)
        key = (job.edition, job.language, *asked, palette, logos)
        if known := self.bodies.get(key):
            return known
        product = self.sources.products[job.product]
        campaign = edition.hand_out(self.sources.campaigns[job.language])
        canvas = Canvas(campaign, palette, product, self.metrics)
        values = self._values(job, edition, canvas)
        values |= {"logo": canvas.logo(logos[0]), "logo_dark": canvas.logo(logos[1])}
        text = self.templates.render(product.template, **values)
        self._check(text, product.template, campaign, edition)
        mark = _mark_of(campaign, job.barrier)
        whole = Part(WHOLE, product.pages, mark, job.barrier, tuple(canvas.ladders))
        body = _Body(text, tuple(canvas.parts) or (whole,), frozenset(canvas.codes))
        self.bodies[key] = body
        size = sum(len(one.text) for one in self.bodies.values())
        while len(self.bodies) > _MOST_BODIES or size > _MOST_BODY_CHARACTERS:
            size -= len(self.bodies.pop(next(iter(self.bodies))).text)
        return body

    def _values(self, job: Job, edition: Edition, canvas: Canvas) -> dict[str, object]:
        """Return what the template of a product can use, but for logos."""
        campaign = canvas.campaign
        return {
            "product": canvas.product,
            "campaign": campaign,
            "barrier": campaign.barriers[job.barrier - 1] if job.barrier is not None else None,
            "edition": edition,
            "format": job.format,
            "target": job.target.value,
            "labels": Labels(campaign),
            "colour": canvas.palette,
            "right_to_left": canvas.right_to_left,
            "unit_mm": job.format.trim.width_mm / 100,
            "extra_cards": job.extra_cards,
            "door": canvas.door,
            "qr": canvas.qr,
            "headline": canvas.headline,
            "part": canvas.part,
            "slot": set_slot,
            "once": partial(self._once, canvas.product.name),
            "width_em": canvas.width_em,
            "role": canvas.role,
            "figures": figures,
            "prose": prose,
        }

    def _once(self, product: str, *key: Hashable, caller: Callable[[], Markup]) -> Markup:
        """Draw what depends on nothing but `key`: `{% call once('fold', step, colour) %}…`."""
        if known := self.pictures.get((product, *key)):
            return known
        drawn = self.pictures[product, *key] = caller()
        while len(self.pictures) > _PICTURES_KEPT:
            del self.pictures[next(iter(self.pictures))]
        return drawn

    def compose_leaflet(
        self,
        template: str,
        style: str,
        language: str,
        edition: str,
        trim: Size,
        *,
        pages: int = 1,
        palette: Palette | None = None,
        **values: object,
    ) -> Html:
        """Return a document of `pages` pages that belongs to no product: a job ticket.

        Its template gets `campaign`, `edition`, `labels`, `trim`, `colour`, `figures`, `prose`,
        `balanced`, `slot`, `right_to_left` and `values`; sizes in mm. Raises TemplateError with
        template and line.
        """
        campaign, owner = self.sources.campaigns[language], self.sources.editions[edition]
        palette = palette or owner.palette
        body = self.templates.render(
            template,
            campaign=campaign,
            edition=owner,
            labels=Labels(campaign),
            right_to_left=is_right_to_left(language),
            trim=trim,
            colour=palette,
            figures=figures,
            prose=prose,
            balanced=partial(balanced, metrics=self.metrics("heading-text")),
            slot=set_slot,
            **values,
        )
        self._check(body, template, campaign, owner)
        styles = self._styles(style, palette, trim, bleed_mm=0)
        whole = Part(WHOLE, PageRange(min=pages, max=pages), campaign.source)
        text = _with_styles(body, styles, template)
        return Html(mirrored(text) if is_right_to_left(language) else text, trim, 0, (whole,))

    def _check(self, body: str, template: str, campaign: Campaign, edition: Edition) -> None:
        known = self.metrics("text-regular").widths
        check_characters(body, template, known, campaign, edition)

    def _styles(self, style: str, palette: Palette, trim: Size, bleed_mm: float) -> dict[str, str]:
        """Return the style sheets of a document, by the file that they come from."""
        bleed = f"bleed:{bleed_mm:g}mm;" if bleed_mm else ""
        unit = f"{trim.width_mm / 100:g}"
        tokens = "".join(f"--{name}:{value};" for name, value in palette.tokens())
        own = (
            f"{self.font_css}"
            f"@page{{size:{trim.width_mm:g}mm {trim.height_mm:g}mm;margin:0;{bleed}}}"
            # 1rem is a hundredth of the page's width, so that all formats keep one proportion.
            f":root{{font-size:{unit}mm;--u:{unit}mm;--width:{trim.width_mm:g}mm;"
            f"--height:{trim.height_mm:g}mm;{tokens}}}"
        )
        files = {name: self.templates.read(name) for name in ("base/base.css", style)}
        return {"": own, **{f"templates/{name}": style for name, style in files.items()}}


def _mark_of(campaign: Campaign, barrier: int | None) -> Mark | None:
    """Return where the text of a document comes from."""
    if barrier is None:
        return campaign.source
    return campaign.marks.nearest(("barriers", barrier - 1))


def _with_styles(html: str, styles: Mapping[str, str], template: str) -> str:
    """Put the style sheets into the head; the renderer reads from which file each one is."""
    head, end, rest = html.partition("</head>")
    if not end:
        raise TemplateError(
            "the page has no </head>, where its style sheet belongs",
            mark=Mark(f"templates/{template}", 1),
            hint="start the template with {% extends 'base/page.html.j2' %}",
        )
    for file, style in styles.items():
        if "</style" in style.lower():
            raise TemplateError("a style sheet can't contain </style", mark=Mark(file))
    blocks = "".join(f'<style data-from="{file}">{style}</style>' for file, style in styles.items())
    return f"{head}{blocks}{end}{rest}"
