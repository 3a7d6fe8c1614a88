"""Plan what there is to make: content, products and a selection → jobs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeVar

from generator.errors import Problem, UsageError
from generator.model.campaign import Campaign
from generator.model.geometry import Format, parse_format
from generator.model.job import Job, Series
from generator.model.product import Product, Subject, Target
from generator.model.sheet import fill_sheet

ALL = "all"
T = TypeVar("T")
_SAME_RATIO = 0.005  # the A series differs by 0.3% in its proportions: sizes are whole millimetres


@dataclass(frozen=True)
class Selection:
    """What was asked for; an empty choice leaves it to the project's and products' defaults."""

    products: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    formats: tuple[str, ...] = ()
    barriers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Stock:
    """What a selection can choose from."""

    campaigns: Mapping[str, Campaign]
    editions: Sequence[str]
    products: Mapping[str, Product]
    default_language: str
    default_edition: str


def plan_jobs(stock: Stock, selection: Selection) -> tuple[Job, ...]:
    """Return the jobs that were asked for, sorted by path.

    Raises UsageError with everything in the selection that doesn't exist or fits no product.
    """
    problems = [*_unknown(stock, selection)]
    if problems:
        raise UsageError(problems)
    jobs: dict[str, Job] = {}
    for name in _chosen(selection.products, stock.products, tuple(stock.products)):
        made = list(_jobs_of(stock.products[name], stock, selection))
        if not made and name in selection.products:
            problems.append(_nothing_of(stock.products[name], selection))
        jobs.update({str(job.path): job for job in made})
    if problems or not jobs:
        raise UsageError(
            problems or "nothing fits this selection; `drempels list` shows what there is"
        )
    return tuple(jobs[path] for path in sorted(jobs))


def _jobs_of(product: Product, stock: Stock, selection: Selection) -> Iterator[Job]:
    formats = _chosen(selection.formats, product.file.formats, (product.file.default_format,))
    for edition in _chosen(selection.editions, stock.editions, (stock.default_edition,)):
        for language in _chosen(selection.languages, stock.campaigns, (stock.default_language,)):
            barriers = _barriers(product, stock.campaigns[language], selection)
            for target in _chosen(selection.targets, product.file.targets, product.file.targets):
                for name in formats:
                    at = parse_format(name)
                    series = Series(
                        edition, language, product.name, target, _lead_format(product, at)
                    )
                    extra = extra_cards(product, stock.campaigns[language], at)
                    for barrier in barriers:
                        yield Job(
                            edition, language, product.name, barrier, at, target, series, extra
                        )


def series_jobs(job: Job, campaign: Campaign, product: Product) -> tuple[Job, ...]:
    """Return all jobs that share type sizes with `job`, at the format where these are found."""
    lead = parse_format(job.series.format)
    extra = extra_cards(product, campaign, lead)
    numbers: Iterable[int | None] = (None,)
    if product.file.subject is Subject.BARRIER:
        numbers = (barrier.number for barrier in campaign.barriers)
    return tuple(
        Job(job.edition, job.language, job.product, number, lead, job.target, job.series, extra)
        for number in numbers
    )


def extra_cards(product: Product, campaign: Campaign, at: Format) -> int:
    """Return how many cards fill the last sheet when each barrier has one.

    All targets have the same cards: a set is a set, wherever it is printed.
    """
    if product.file.subject is not Subject.CAMPAIGN or not product.file.impose:
        return 0
    imposition = product.file.impose[min(product.file.impose)]
    capacity = fill_sheet(parse_format(imposition.sheet).trim, at.trim).capacity
    return -len(campaign.barriers) % capacity


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


def _unknown(stock: Stock, selection: Selection) -> Iterator[Problem]:
    formats = {name for product in stock.products.values() for name in product.file.formats}
    numbers = {
        str(one.number) for campaign in stock.campaigns.values() for one in campaign.barriers
    }
    yield from _missing("product", selection.products, stock.products)
    yield from _missing("edition", selection.editions, stock.editions, "content/editions/")
    yield from _missing("language", selection.languages, stock.campaigns, "content/")
    yield from _missing("format", selection.formats, formats)
    yield from _missing("barrier", [str(number) for number in selection.barriers], numbers)


def _missing(
    what: str, asked: Iterable[str], offered: Iterable[str], folder: str = ""
) -> Iterator[Problem]:
    known = sorted(offered, key=lambda name: (len(name), name) if name.isdigit() else (0, name))
    for name in asked:
        if name in known or (name == ALL and what != "barrier"):
            continue
        # A number isn't misspelled: the nearest to 0 is not 10.
        near = [] if name.isdigit() else get_close_matches(name, known, n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"there is: {', '.join(known)}"
        place = f" in {folder}" if folder else ""
        yield Problem(f"there is no {what} '{name}'{place}", hint=hint)


def _nothing_of(product: Product, selection: Selection) -> Problem:
    if selection.barriers and product.file.subject is Subject.CAMPAIGN:
        return Problem(
            f"'{product.name}' is one PDF for all barriers, so --barrier leaves nothing of it",
            hint="leave --barrier out",
        )
    formats, targets = ", ".join(product.file.formats), ", ".join(product.file.targets)
    return Problem(
        f"'{product.name}' isn't made in what was asked for",
        hint=f"its formats are {formats}; its targets are {targets}",
    )
