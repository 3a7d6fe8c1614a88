"""Plan what there is to make: content, products and a selection → jobs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from generator.errors import Problem, UsageError
from generator.model.campaign import Campaign
from generator.model.geometry import Format, parse_format
from generator.model.job import ALL, Half, Job, Series
from generator.model.printing import PageOrder
from generator.model.product import Product, Subject
from generator.model.sheet import Grid
from generator.model.target import Target
from generator.plan.selection import Catalogue, Selection, unknown_names

__all__ = ["Catalogue", "Selection", "extra_cards", "plan_jobs", "series_jobs"]

T = TypeVar("T")
_SAME_RATIO = 0.005  # the A series differs by 0.3% in its proportions: sizes are whole millimetres


def plan_jobs(catalogue: Catalogue, selection: Selection) -> tuple[Job, ...]:
    """Return the jobs that were asked for, sorted by path.

    Raises UsageError with everything in the selection that doesn't exist or fits no product.
    """
    problems = [*unknown_names(catalogue, selection), *_at_odds(selection)]
    if problems:
        raise UsageError(problems)
    jobs: dict[str, Job] = {}
    for name in _chosen(selection.products, catalogue.products, tuple(catalogue.products)):
        made = list(_Planning(catalogue, selection, catalogue.products[name]).jobs())
        if not made and name in selection.products:
            problems.append(_nothing_of(catalogue.products[name], selection, catalogue))
        jobs.update({str(job.path): job for job in made})
    if not problems and selection.shop and not any(job.shop for job in jobs.values()):
        hint = "leave --shop out, or ask for --target press"
        problems.append(Problem("--shop is for press files, and none is asked for", hint=hint))
    if not problems and selection.printer and not any(job.printer for job in jobs.values()):
        hint = "leave --printer out, or ask for what is cut from upright sheets, on both sides"
        problems.append(Problem("--printer moves backs, and nothing here has any", hint=hint))
    if problems or not jobs:
        raise UsageError(
            problems or "nothing fits this selection; `drempels list` shows what there is"
        )
    return tuple(jobs[path] for path in sorted(jobs))


def series_jobs(job: Job, campaign: Campaign, product: Product) -> tuple[Job, ...]:
    """Return all jobs that share type sizes with `job`, at the format where these are found."""
    lead, extra = parse_format(job.series.format), job.extra_cards
    numbers: Iterable[int | None] = (None,)
    if product.file.subject is Subject.BARRIER:
        numbers = (barrier.number for barrier in campaign.barriers)
    return tuple(
        Job(job.edition, job.language, job.product, number, lead, job.target, job.series, extra)
        for number in numbers
    )


def extra_cards(product: Product, campaign: Campaign, at: Format, stock: Grid | None = None) -> int:
    """Return how many cards fill the last sheet when each barrier has one.

    All targets have the same cards: a set is a set, wherever it is printed. Perforated `stock`
    has its own number to a sheet.
    """
    if product.file.subject is not Subject.CAMPAIGN:
        return 0
    if stock is not None:
        return -len(campaign.barriers) % stock.capacity
    imposition = next(
        (one for _, one in sorted(product.file.impose.items()) if one.cuts_cards), None
    )
    if imposition is None:
        return 0
    return -len(campaign.barriers) % imposition.cards_on_a_sheet(at.trim)


@dataclass(frozen=True)
class _Planning:
    """The jobs of one product."""

    catalogue: Catalogue
    selection: Selection
    product: Product

    def jobs(self) -> Iterator[Job]:
        """Yield a job for each combination that was asked for and that the product is made in."""
        asked, catalogue = self.selection, self.catalogue
        usual = catalogue.sheet_editions or (catalogue.default_edition,)
        for edition in _chosen(asked.editions, catalogue.editions, usual):
            for language in _chosen(
                asked.languages, catalogue.campaigns, (catalogue.default_language,)
            ):
                for target in self.targets():
                    for at in self.formats(target):
                        yield from self.at(edition, language, target, at)

    def targets(self) -> tuple[Target, ...]:
        """Return the targets; stock and tiles are for office printers alone."""
        offered = self.product.file.targets
        chosen = _chosen(self.selection.targets, offered, offered)
        if self.selection.stock or self.selection.tile:
            return tuple(one for one in chosen if one is Target.OFFICE)
        return chosen

    def formats(self, target: Target) -> tuple[Format, ...]:
        """Return the formats; stock has its own, and only larger pages are cut into tiles."""
        file, asked = self.product.file, self.selection
        imposition = file.impose.get(target)
        default: tuple[str, ...] = (file.default_format,)
        if asked.stock:
            card = self.catalogue.printing.stock[asked.stock].card
            is_cut = imposition is not None and imposition.cuts_cards
            default = (card,) if is_cut and card in file.formats else ()
        chosen = _chosen(asked.formats, file.formats, default)
        formats = tuple(parse_format(name) for name in chosen if not asked.stock or name in default)
        if asked.tile:
            paper = parse_format(asked.tile).trim
            return tuple(
                one for one in formats if imposition is None and not one.trim.fits_on(paper)
            )
        return formats

    def at(self, edition: str, language: str, target: Target, at: Format) -> Iterator[Job]:
        """Yield the jobs of one edition, language, target and format."""
        campaign, asked = self.catalogue.campaigns[language], self.selection
        grid = self.catalogue.printing.stock[asked.stock].grid() if asked.stock else None
        for barrier in _barriers(self.product, campaign, asked):
            lead = _lead_format(self.product, at)
            job = Job(
                edition,
                language,
                self.product.name,
                barrier,
                at,
                target,
                Series(edition, language, self.product.name, target, lead),
                extra_cards(self.product, campaign, at, grid),
                stock=asked.stock,
                printer=asked.printer if self.moves_backs(target, at, grid) else None,
                tile=parse_format(asked.tile) if asked.tile else None,
            )
            if target is Target.PRESS:
                yield from self.for_press(job)
            else:
                yield job

    def moves_backs(self, target: Target, at: Format, stock: Grid | None) -> bool:
        """Tell whether a printer's offset does anything: to backs, on upright sheets.

        It is measured on those; which way a driver turns a lying sheet isn't known.
        """
        imposition = self.product.file.impose.get(target)
        if target is not Target.OFFICE or imposition is None or self.product.file.sides != 2:
            return False
        grid = stock or imposition.grid(at.trim)
        return imposition.scheme == "cards" and grid.sheet.ratio <= 1

    def for_press(self, job: Job) -> Iterator[Job]:
        """Yield the PDFs that a print shop gets, each with its job ticket."""
        printing = self.catalogue.printing
        name = self.selection.shop or printing.default_shop
        apart = (
            printing.shops[name].page_order is PageOrder.SEPARATE
            and self.product.file.sides == 2
            # A part of more pages is no leaf: its pages are read one after another.
            and self.product.pages.max == 2
            and job.target not in self.product.file.impose
        )
        halves: tuple[Half | None, ...] = ("front", "back") if apart else (None,)
        for half in halves:
            handed_over = replace(job, shop=name, half=half)
            yield handed_over
            yield handed_over.ticket


def _lead_format(product: Product, at: Format) -> str:
    """Return the format on which type sizes are found for all formats of the same proportions."""
    for name in (product.file.default_format, *product.file.formats):
        ratio = parse_format(name).trim.ratio
        if abs(ratio - at.trim.ratio) < _SAME_RATIO * ratio:
            return name
    return at.name


def _barriers(product: Product, campaign: Campaign, selection: Selection) -> tuple[int | None, ...]:
    if product.file.subject is Subject.CAMPAIGN:
        return () if selection.barriers else (None,)
    numbers = [barrier.number for barrier in campaign.barriers]
    return tuple(
        number for number in numbers if not selection.barriers or number in selection.barriers
    )


def _chosen(asked: Sequence[T], offered: Iterable[T], default: Sequence[T]) -> tuple[T, ...]:
    if not asked:
        return tuple(default)
    return tuple(one for one in offered if one in asked or ALL in asked)


def _at_odds(selection: Selection) -> Iterator[Problem]:
    """Yield what was asked for and can't go together."""
    if selection.stock and selection.tile:
        yield Problem("--sheet and --tile don't go together", hint="leave one of them out")
    for option, value in (
        ("--sheet", selection.stock),
        ("--tile", selection.tile),
        ("--printer", selection.printer),
    ):
        if value and selection.targets and Target.OFFICE not in selection.targets:
            hint = "ask for --target office, or leave --target out"
            yield Problem(f"{option} is for office printers", hint=hint)


def _nothing_of(product: Product, selection: Selection, catalogue: Catalogue) -> Problem:
    if selection.barriers and product.file.subject is Subject.CAMPAIGN:
        return Problem(
            f"'{product.name}' is one PDF for all barriers, so --barrier leaves nothing of it",
            hint="leave --barrier out",
        )
    formats, targets = ", ".join(product.file.formats), ", ".join(product.file.targets)
    if selection.stock:
        card = catalogue.printing.stock[selection.stock].card
        return Problem(
            f"'{product.name}' isn't made for card stock '{selection.stock}' as it was asked for",
            hint=f"its cards are {card}: a product needs that format, and impose: cards; "
            f"the formats of '{product.name}' are {formats}",
        )
    if selection.tile:
        return Problem(
            f"'{product.name}' isn't cut into tiles of {selection.tile}: it is not larger than "
            "that, or has sheets of its own",
            hint=f"its formats are {formats}",
        )
    return Problem(
        f"'{product.name}' isn't made in what was asked for",
        hint=f"its formats are {formats}; its targets are {targets}",
    )
