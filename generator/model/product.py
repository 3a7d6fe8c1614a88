"""The product: a kind of printed matter, as its folder in `templates/` describes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from generator.model.frozen import Frozen, LanguageTag, Words
from generator.model.geometry import parse_format
from generator.model.mark import Marks
from generator.model.sheet import fill_sheet


class Target(StrEnum):
    """What a PDF is for."""

    SCREEN = "screen"
    OFFICE = "office"


class Subject(StrEnum):
    """What one PDF is about."""

    CAMPAIGN = "campaign"
    BARRIER = "barrier"


def _is_format(name: str) -> str:
    return parse_format(name).name


FormatName = Annotated[str, AfterValidator(_is_format)]
Scale = Annotated[float, Field(gt=0, le=4)]


class ScaleRange(Frozen):
    """The type scales that copyfit may choose from, largest first."""

    largest: Scale = Field(alias="from")
    smallest: Scale = Field(alias="to")

    @model_validator(mode="after")
    def _falls(self) -> Self:
        if self.smallest > self.largest:
            raise ValueError("'to' is larger than 'from'; give the larger scale as 'from'")
        return self

    def at(self, share: float) -> float:
        """Return the scale at `share` of the way from smallest (0) to largest (1)."""
        return round(self.smallest + (self.largest - self.smallest) * share, 4)


class HeadlineRange(ScaleRange):
    """The scales of headlines, and how many different ones a series may show."""

    sizes: int = Field(
        default=3, ge=1, description="Different sizes that a series may use at the most"
    )
    lines: int = Field(
        default=4, ge=1, le=8, description="Lines that a headline may have at the most"
    )


class Fit(ScaleRange):
    """How copyfit may scale a product's type, and what keeps step with what."""

    headline: HeadlineRange | None = Field(
        default=None, description="Scales of headlines; without it they follow the text"
    )
    series: bool = Field(
        default=False,
        description="PDFs or parts that hang side by side share their sizes",
    )

    @property
    def headlines(self) -> ScaleRange:
        """The scales of headlines; they follow the text when they have no range of their own."""
        return self.headline or self


ONE_SIZE = Fit.model_validate({"from": 1, "to": 1})
"""Of a product that says nothing of fit."""


class PageRange(Frozen):
    """At least and at most so many pages."""

    min: int = Field(ge=1)
    max: int = Field(ge=1, le=200)

    def on_sheets(self, capacity: int, sides: int) -> PageRange:
        """Return how many pages there are once `capacity` panels share each side of a sheet."""
        return PageRange(
            min=-(-self.min // (capacity * sides)) * sides,
            max=-(-self.max // (capacity * sides)) * sides,
        )

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if self.min > self.max:
            raise ValueError("'min' is larger than 'max'")
        return self


class Imposition(Frozen):
    """How panels are laid on the sheets of an office printer."""

    scheme: Literal["cards"] = Field(description="cards: as many as fit, backs behind fronts")
    sheet: FormatName = Field(description="Size of the paper")


class ProductFile(Frozen):
    """`templates/<product>/product.yaml`."""

    title: dict[LanguageTag, Words] = Field(min_length=1, description="Its name in each language")
    subject: Subject = Field(description="barrier: one PDF for each. campaign: one PDF for all")
    formats: tuple[FormatName, ...] = Field(min_length=1)
    default_format: FormatName
    sides: int = Field(default=1, ge=1, le=2, description="2: panels come in pairs, front and back")
    pages: Annotated[int, Field(ge=1)] | PageRange = Field(
        default=1, description="Pages of each part; a document without parts is one part"
    )
    fit: Fit | None = None
    smallest_type_pt: dict[FormatName, Annotated[float, Field(gt=0)]] = Field(
        default={},
        description="Smallest type in points at final size; other formats in proportion",
    )
    safe_area_mm: float = Field(
        default=5, ge=0, description="Where no text comes, from the trim inward"
    )
    targets: tuple[Target, ...] = Field(min_length=1)
    impose: dict[Target, Imposition] = Field(default={}, description="How panels share sheets")

    @model_validator(mode="after")
    def _default_is_offered(self) -> Self:
        if self.default_format not in self.formats:
            raise ValueError(f"default_format '{self.default_format}' is not among 'formats'")
        return self

    @model_validator(mode="after")
    def _panels_fit_sheets(self) -> Self:
        for imposition in self.impose.values():
            for name in self.formats:
                try:
                    fill_sheet(parse_format(imposition.sheet).trim, parse_format(name).trim)
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
        return pages if isinstance(pages, PageRange) else PageRange(min=pages, max=pages)

    def title(self, language: str) -> str:
        """Its name in `language`, or in the first language that it has a name in."""
        return self.file.title.get(language) or next(iter(self.file.title.values()))

    def smallest_type_pt(self, format_name: str) -> float | None:
        """Smallest type at final size in points; None when product.yaml sets no floor."""
        floors = self.file.smallest_type_pt
        if not floors or format_name in floors:
            return floors.get(format_name)
        known, points = next(iter(floors.items()))
        width_mm = parse_format(format_name).trim.width_mm
        return points * width_mm / parse_format(known).trim.width_mm
