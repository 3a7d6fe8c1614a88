"""The product: a kind of printed matter, as its folder in `templates/` describes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from generator.model.fit import ONE_SIZE, Fit, HeadlineRange, PageRange
from generator.model.frozen import FormatName, Frozen, LanguageTag, Words
from generator.model.geometry import Size, parse_format
from generator.model.layout import PanelOrder
from generator.model.mark import Marks
from generator.model.sheet import Grid, Scheme, grid_of
from generator.model.target import Target


class Subject(StrEnum):
    """What one PDF is about."""

    CAMPAIGN = "campaign"
    BARRIER = "barrier"


Readable = Literal["headline", "answer"]
"""What people read from afar."""

Scale = Annotated[float, Field(gt=0, le=4)]


class ScaleRangeFile(Frozen):
    """The type scales that copyfit may choose from, largest first."""

    largest: Scale = Field(alias="from")
    smallest: Scale = Field(alias="to")

    @model_validator(mode="after")
    def _falls(self) -> Self:
        if self.smallest > self.largest:
            raise ValueError("'to' is larger than 'from'; give the larger scale as 'from'")
        return self


class HeadlineRangeFile(ScaleRangeFile):
    """The scales of headlines, and how many different ones a series may show."""

    sizes: int = Field(
        default=3, ge=1, description="Different sizes that a series may use at the most"
    )
    lines: int = Field(
        default=4, ge=1, le=8, description="Lines that a headline may have at the most"
    )

    @property
    def range(self) -> HeadlineRange:
        """What copyfit needs of it."""
        return HeadlineRange(self.largest, self.smallest, self.sizes, self.lines)


class FitFile(ScaleRangeFile):
    """How copyfit may scale a product's type, and what keeps step with what."""

    headline: HeadlineRangeFile | None = Field(
        default=None, description="Scales of headlines; without it they follow the text"
    )
    series: bool = Field(
        default=False,
        description="PDFs or parts that hang side by side share their sizes",
    )


class PageRangeFile(Frozen):
    """At least and at most so many pages."""

    min: int = Field(ge=1)
    max: int = Field(ge=1, le=200)

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if self.min > self.max:
            raise ValueError("'min' is larger than 'max'")
        return self


class Imposition(Frozen):
    """How panels share sheets of paper."""

    scheme: Scheme = Field(
        description="cards: as many as fit, backs behind fronts. work-and-turn: fronts and backs "
        "on the same side, printed on both; every sheet gives two sets. mini-zine: eight panels "
        "folded out of one sheet. half-fold: a booklet"
    )
    sheet: FormatName = Field(description="Size of the paper")
    order: PanelOrder = Field(
        default="stack",
        description="stack: piles of cut cards, laid on one another, are in order. "
        "rows: each sheet is in order, row by row",
    )

    @property
    def cuts_cards(self) -> bool:
        """Whether sheets are cut into cards, so that places may be left on the last one."""
        return self.scheme in ("cards", "work-and-turn")

    def grid(self, panel: Size) -> Grid:
        """Return how panels of a size lie; raises ValueError when they don't fit the scheme."""
        return grid_of(self.scheme, parse_format(self.sheet).trim, panel)

    def cards_on_a_sheet(self, panel: Size) -> int:
        """Return how many different cards share a sheet."""
        capacity = self.grid(panel).capacity
        return capacity // 2 if self.scheme == "work-and-turn" else capacity


class ProductFile(Frozen):
    """`templates/<product>/product.yaml`."""

    title: dict[LanguageTag, Words] = Field(min_length=1, description="Its name in each language")
    subject: Subject = Field(description="barrier: one PDF for each. campaign: one PDF for all")
    formats: tuple[FormatName, ...] = Field(min_length=1)
    default_format: FormatName
    sides: int = Field(
        default=1, ge=1, le=2, description="2: printed on both sides: fronts and backs alternate"
    )
    pages: Annotated[int, Field(ge=1)] | PageRangeFile = Field(
        default=1, description="Pages of each part; a document without parts is one part"
    )
    fit: FitFile | None = None
    smallest_type_pt: dict[FormatName, Annotated[float, Field(gt=0)]] = Field(
        default={},
        description="Smallest type in points at final size; other formats in proportion",
    )
    reading_distance_m: dict[Readable, dict[FormatName, Annotated[float, Field(gt=0)]]] = Field(
        default={},
        description="Metres from which a barrier's name (headline) and answer must be legible at "
        "a format; other formats in proportion",
    )
    safe_area_mm: float = Field(
        default=5, ge=0, description="Where no text comes, from the trim inward"
    )
    targets: tuple[Target, ...] = Field(min_length=1)
    paper: dict[LanguageTag, Words] = Field(
        default={}, description="Paper for the job ticket in each language, such as its weight"
    )
    finishing: dict[LanguageTag, Words] = Field(
        default={}, description="What is done after printing, for the job ticket"
    )
    impose: dict[Target, Imposition] = Field(default={}, description="How panels share sheets")

    @model_validator(mode="after")
    def _default_is_offered(self) -> Self:
        if self.default_format not in self.formats:
            raise ValueError(f"default_format '{self.default_format}' is not among 'formats'")
        return self

    @model_validator(mode="after")
    def _panels_fit_sheets(self) -> Self:
        if Target.SCREEN in self.impose:
            raise ValueError("impose can't be done for the screen: nobody cuts or folds it")
        for imposition in self.impose.values():
            scheme = imposition.scheme
            # Where sheets are folded the pages follow one another; only cards have backs.
            sides = {"work-and-turn": 2, "mini-zine": 1, "half-fold": 1}.get(scheme, self.sides)
            if self.sides != sides:
                raise ValueError(
                    f"impose can't be done: '{scheme}' needs 'sides: {sides}', not {self.sides}"
                )
            for name in self.formats:
                try:
                    imposition.grid(parse_format(name).trim)
                except ValueError as error:
                    raise ValueError(f"impose can't be done: {error}") from error
        return self


@dataclass(frozen=True)
class Product:
    """A product folder: what its product.yaml says, and its templates' names."""

    name: str
    file: ProductFile
    template: str
    style: str
    marks: Marks = field(compare=False)

    @property
    def pages(self) -> PageRange:
        """How many pages each part has."""
        pages = self.file.pages
        if isinstance(pages, int):
            return PageRange(pages, pages)
        return PageRange(pages.min, pages.max)

    @property
    def fit(self) -> Fit:
        """How its type may be scaled."""
        fit = self.file.fit
        if fit is None:
            return ONE_SIZE
        headline = fit.headline.range if fit.headline else None
        return Fit(fit.largest, fit.smallest, headline, fit.series)

    def title(self, language: str) -> str:
        """Its name in `language`, or in the first language that it has a name in."""
        return _in_language(self.file.title, language) or self.name

    def paper(self, language: str) -> str | None:
        """The paper that it is best printed on, for the job ticket."""
        return _in_language(self.file.paper, language)

    def finishing(self, language: str) -> str | None:
        """What is done after printing, for the job ticket."""
        return _in_language(self.file.finishing, language)

    def smallest_type_pt(self, format_name: str) -> float | None:
        """Smallest type at final size in points; None when product.yaml sets no floor."""
        return _in_proportion(self.file.smallest_type_pt, format_name)

    def reading_distance_m(self, what: Readable, format_name: str) -> float | None:
        """Metres from which a text must be legible; None when product.yaml says nothing of it."""
        return _in_proportion(self.file.reading_distance_m.get(what, {}), format_name)


def _in_proportion(by_format: Mapping[str, float], format_name: str) -> float | None:
    """Return a format's own value, or what its width makes of another's; None without any."""
    if not by_format or format_name in by_format:
        return by_format.get(format_name)
    known, value = next(iter(by_format.items()))
    return value * parse_format(format_name).trim.width_mm / parse_format(known).trim.width_mm


def _in_language(texts: Mapping[str, str], language: str) -> str | None:
    """Return the text in `language`, else the first one; None when there is none."""
    return texts.get(language) or next(iter(texts.values()), None)
