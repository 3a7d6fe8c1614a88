"""The campaign: what is the same for all languages, what each language says, and the two as one."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import Field

from generator.model.frozen import (
    CountryCode,
    Day,
    Frozen,
    Identifier,
    LanguageTag,
    Version,
    WebAddress,
    Words,
)
from generator.model.mark import Mark, Marks


class Link(Frozen):
    """A web address, and how it is printed."""

    url: WebAddress = Field(description="The full address, with https://")
    label: Words = Field(description="The address as printed, without https:// and www.")


class CampaignFile(Frozen):
    """`content/campaign.yaml`: what is the same in every language."""

    id: Identifier = Field(description="Short name of the campaign, for file names and metadata")
    version: Version = Field(description="Version of the text, printed on handouts")
    date: Day | None = Field(
        default=None,
        description="Date of this version; PDFs carry it, not the clock's. Left out, it is that of "
        "the environment variable SOURCE_DATE_EPOCH",
    )
    default_language: LanguageTag = Field(description="Built when no language is asked for")
    default_edition: Identifier = Field(description="Built when no edition is asked for")
    country: CountryCode | None = Field(
        default=None,
        description="Where telephone numbers without a country's code are dialled: NL. Left out, "
        "it is the default language's",
    )
    call_to_action_link: Identifier = Field(
        description="Key in 'links' of the address beside the QR code"
    )
    links: dict[Identifier, Link] = Field(
        min_length=1, description="Addresses, each with its own QR code"
    )


class BarrierText(Frozen):
    """One barrier in one language."""

    id: Identifier = Field(description="The same in all languages")
    name: Words = Field(description="The professional's own thought, without quotation marks")
    short: Words = Field(description="Answer where there is little room: up to 25 words")
    full: Words = Field(description="Answer where there is more room: 40 to 70 words")


class Titled(Frozen):
    """A heading with text under it."""

    title: Words
    text: Words


class Section(Titled):
    """A text of its own; a link adds an address and a QR code."""

    link: Identifier | None = Field(default=None, description="Key in 'links' of campaign.yaml")


class LanguageFile(Frozen):
    """`content/<language>.yaml`: all that a translator touches."""

    title: Words = Field(description="Full title of the campaign")
    series: Words = Field(description="What follows a barrier's numeral: 'van 10 drempels'")
    headline: Words = Field(description="Short heading above all barriers")
    lead: Words = Field(description="The sentence under the headline")
    intro: Words = Field(description="The introduction, where there is more room")
    quote: Words = Field(description="One line that can stand large by itself")
    call_to_action: Titled = Field(description="Beside the QR code; the address follows it")
    barriers: tuple[BarrierText, ...] = Field(min_length=1, max_length=99)
    steps: tuple[Titled, ...] = Field(min_length=1, description="What the reader can do today")
    sections: dict[Identifier, Section] = Field(description="The other texts")
    labels: dict[str, Words] = Field(
        description="Short pieces of text that templates ask for by name"
    )


@dataclass(frozen=True)
class Barrier:
    """A barrier with its place in the campaign, counted from 1."""

    number: int
    id: str
    name: str
    short: str
    full: str


@dataclass(frozen=True)
class Campaign:
    """The campaign in one language."""

    id: str
    version: str
    date: datetime.date
    language: str
    links: Mapping[str, Link]
    call_to_action_link: Link
    title: str
    series: str
    headline: str
    lead: str
    intro: str
    quote: str
    call_to_action: Titled
    barriers: tuple[Barrier, ...]
    steps: tuple[Titled, ...]
    sections: Mapping[str, Section]
    labels: Mapping[str, str]
    marks: Marks = field(compare=False)
    country: str | None = None
    """Where telephone numbers without a country's code are dialled, as `NL`."""

    @property
    def source(self) -> Mark:
        """The file that the text comes from."""
        return Mark(self.marks.file)


def join_campaign(
    file: CampaignFile, date: datetime.date, language: str, text: LanguageFile, marks: Marks
) -> Campaign:
    """Put together what all languages share, its date, and what `language` says."""
    return Campaign(
        id=file.id,
        version=file.version,
        date=date,
        language=language,
        links=file.links,
        call_to_action_link=file.links[file.call_to_action_link],
        title=text.title,
        series=text.series,
        headline=text.headline,
        lead=text.lead,
        intro=text.intro,
        quote=text.quote,
        call_to_action=text.call_to_action,
        barriers=tuple(
            Barrier(number, barrier.id, barrier.name, barrier.short, barrier.full)
            for number, barrier in enumerate(text.barriers, start=1)
        ),
        steps=text.steps,
        sections=text.sections,
        labels=text.labels,
        marks=marks,
        country=file.country,
    )
