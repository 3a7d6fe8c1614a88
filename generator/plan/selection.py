"""What was asked for and what there is: names → problems with those that don't exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from generator.errors import Problem
from generator.model.campaign import Campaign
from generator.model.job import ALL
from generator.model.printing import PrintSetup
from generator.model.product import Product
from generator.model.target import Target

_MANY = ("product", "edition", "language", "format")
"""What all of can be asked for."""


@dataclass(frozen=True)
class Selection:
    """What was asked for; an empty choice leaves it to the project's and products' defaults."""

    products: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    formats: tuple[str, ...] = ()
    barriers: tuple[int, ...] = ()
    shop: str | None = None
    """The print shop that press PDFs are for."""
    stock: str | None = None
    """The card stock that office PDFs are printed on."""
    printer: str | None = None
    """The office printer whose offset is made good."""
    tile: str | None = None
    """The office paper that larger pages are cut into."""


@dataclass(frozen=True)
class Catalogue:
    """What a selection can choose from."""

    campaigns: Mapping[str, Campaign]
    editions: Sequence[str]
    products: Mapping[str, Product]
    default_language: str
    default_edition: str
    printing: PrintSetup
    sheet_editions: Sequence[str] = ()
    """Those of a spreadsheet: all of them are meant when none is asked for."""


def unknown_names(catalogue: Catalogue, selection: Selection) -> Iterator[Problem]:
    """Yield a problem for each name in the selection that doesn't exist."""
    formats = {name for product in catalogue.products.values() for name in product.file.formats}
    numbers = {
        str(one.number) for campaign in catalogue.campaigns.values() for one in campaign.barriers
    }
    yield from _missing("product", selection.products, catalogue.products)
    yield from _missing("edition", selection.editions, catalogue.editions, "content/editions/")
    yield from _missing("language", selection.languages, catalogue.campaigns, "content/")
    yield from _missing("format", selection.formats, formats)
    yield from _missing("barrier", [str(number) for number in selection.barriers], numbers)
    printing, file = catalogue.printing, "content/print.yaml"
    yield from _missing("print shop", _one(selection.shop), printing.shops, file)
    yield from _missing("card stock", _one(selection.stock), printing.stock, file)
    if selection.printer and not printing.printers:
        hint = "run `drempels calibrate` first"
        yield Problem(f"there is no printer '{selection.printer}' in {file}", hint=hint)
    else:
        yield from _missing("printer", _one(selection.printer), printing.printers, file)


def _one(name: str | None) -> tuple[str, ...]:
    return (name,) if name else ()


def _missing(
    what: str, asked: Iterable[str], offered: Iterable[str], place: str = ""
) -> Iterator[Problem]:
    known = sorted(offered, key=lambda name: (len(name), name) if name.isdigit() else (0, name))
    for name in asked:
        if name in known or (name == ALL and what in _MANY):
            continue
        # A number isn't misspelled: the nearest to 0 is not 10.
        near = [] if name.isdigit() else get_close_matches(name, known, n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"there is: {', '.join(known)}"
        where = f" in {place}" if place else ""
        yield Problem(f"there is no {what} '{name}'{where}", hint=hint)
