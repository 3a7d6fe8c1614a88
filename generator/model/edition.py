"""The edition: who hands the campaign out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Annotated, Self

from pydantic import Field, model_validator

from generator.model.campaign import Campaign, Link, Titled
from generator.model.colour import Palette
from generator.model.frozen import (
    Day,
    EmailAddress,
    Frozen,
    HexColour,
    LanguageTag,
    WebAddress,
    Words,
)
from generator.model.ink import Cmyk
from generator.model.mark import Keys, Mark, Marks
from generator.model.picture import Picture


class Contact(Frozen):
    """Someone to call, mail or visit."""

    role: Words = Field(
        description="What they are for: free text, or what follows 'role_' in a label"
    )
    name: Words | None = None
    phone: Words | None = None
    email: EmailAddress | None = None
    url: WebAddress | None = None
    hours: Words | None = None
    checked: Day | None = Field(
        default=None, description="The day on which somebody last called the number"
    )


Percentages = Annotated[
    tuple[Annotated[float, Field(ge=0, le=100)], ...], Field(min_length=4, max_length=4)
]


class Colours(Frozen):
    """An edition's own colours; what is left out is the campaign's."""

    ink: HexColour | None = Field(default=None, description="Dark: grounds, and headings on white")
    light: HexColour | None = Field(
        default=None, description="Light: on ink, and the light of the door"
    )
    ink_cmyk: Percentages | None = Field(
        default=None, description="The same in print: cyan, magenta, yellow and black in percent"
    )
    light_cmyk: Percentages | None = Field(
        default=None, description="The same in print: cyan, magenta, yellow and black in percent"
    )

    @model_validator(mode="after")
    def _inks_have_their_colour(self) -> Self:
        for name in ("ink", "light"):
            if getattr(self, f"{name}_cmyk") and not getattr(self, name):
                raise ValueError(
                    f"{name}_cmyk is the print version of '{name}', which isn't there; "
                    "give both or neither"
                )
        return self

    @property
    def inks(self) -> dict[str, Cmyk]:
        """What the edition says of its colours in print, by token."""
        given = {"ink": self.ink_cmyk, "light": self.light_cmyk}
        return {name: Cmyk(*shares) for name, shares in given.items() if shares}


class OwnLink(Link):
    """Where an edition's call to action leads instead of the campaign's."""

    tracking: bool = Field(
        default=False,
        description="Yes: the address may count visitors, with utm_source and the like",
    )


class EditionFile(Frozen):
    """`content/editions/<id>.yaml`; what is left out is the default edition's."""

    name: Words = Field(max_length=120, description="Who hands it out, as printed")
    region: Words | None = Field(default=None, description="The area it serves")
    example: bool = Field(default=False, description="Made up: printed matter says so")
    logo: Words | None = Field(
        default=None, description="SVG, PNG or JPEG beside this file, for a light ground"
    )
    logo_dark: Words | None = Field(
        default=None, description="The same for a dark ground, where it may stand on ink"
    )
    colours: Colours = Colours()
    contacts: tuple[Contact, ...] = Field(default=(), max_length=8)
    national_contacts: bool = Field(
        default=True,
        description="No: leave out the default edition's contacts for roles that aren't here",
    )
    call_to_action: dict[LanguageTag, Titled] = Field(
        default={}, description="By language, instead of the campaign's own"
    )
    link: OwnLink | None = Field(
        default=None, description="Where call to action and QR code lead, if elsewhere"
    )


@dataclass(frozen=True)
class Artwork:
    """What of a picture is seen on paper."""

    is_seen: bool = True
    """Whether anything is."""
    share: float = 1.0
    """Of the picture's area: what the smallest box around all that is seen takes."""


@dataclass(frozen=True)
class Logo:
    """A logo with its proportions."""

    media_type: str
    picture: Picture
    ratio: float
    """Width divided by height."""
    artwork: Artwork = Artwork()
    removed: tuple[str, ...] = ()
    """What its file held that is no picture, and that is no longer there."""
    looked_at: tuple[tuple[PurePath, str], ...] = field(default=(), compare=False, repr=False)
    """Where it was looked for, and the SHA-256 of what stood there; empty where nothing did."""


@dataclass(frozen=True)
class Edition:
    """An edition, checked."""

    id: str
    name: str
    region: str | None
    example: bool
    logo: Logo | None
    palette: Palette
    inks: Mapping[str, Cmyk]
    """The edition's own colours in print, by token, where it gives them."""
    contacts: tuple[Contact, ...]
    marks: Marks = field(compare=False)
    own_colours: Mapping[str, str] = field(default_factory=dict)
    """The ink and light that it gives, or the default edition does, by token."""
    logo_dark: Logo | None = None
    """For a dark ground."""
    national_contacts: bool = True
    """The default edition's contacts follow, for roles that it hasn't itself."""
    call_to_action: Mapping[str, Titled] = field(default_factory=dict)
    """By language."""
    link: OwnLink | None = None
    is_default: bool = False
    """All others fall back to it. It is nobody's own, so its name isn't printed as a sender's."""

    @property
    def logos(self) -> tuple[Logo, ...]:
        """The logos that there are."""
        return tuple(logo for logo in (self.logo, self.logo_dark) if logo)

    def falling_back(self, default: Edition) -> Edition:
        """Return the edition with what it leaves out taken from the default one.

        A name, a region and logos are never another's.
        """
        roles = {contact.role.casefold() for contact in self.contacts}
        borrowed = [
            (at, contact)
            for at, contact in enumerate(default.contacts)
            if contact.role.casefold() not in roles and self.national_contacts
        ]
        places: dict[Keys, Mark] = {}
        for to, (at, _) in enumerate(borrowed, start=len(self.contacts)):
            inside = default.marks.within(("contacts", at))
            places |= {("contacts", to, *keys): mark for keys, mark in inside.items()}
        for language in default.call_to_action.keys() - self.call_to_action.keys():
            keys: Keys = ("call_to_action", language)
            inside = default.marks.within(keys)
            places |= {(*keys, *rest): mark for rest, mark in inside.items()}
        if self.link is None:
            inside = default.marks.within(("link",))
            places |= {("link", *rest): mark for rest, mark in inside.items()}
        return replace(
            self,
            contacts=(*self.contacts, *(contact for _, contact in borrowed)),
            call_to_action={**default.call_to_action, **self.call_to_action},
            link=self.link or default.link,
            marks=self.marks.joined(places),
        )

    def hand_out(self, campaign: Campaign) -> Campaign:
        """Return the campaign with the edition's own call to action and address."""
        own, places = campaign.call_to_action, dict[Keys, Mark]()
        if campaign.language in self.call_to_action:
            own = self.call_to_action[campaign.language]
            inside = self.marks.within(("call_to_action", campaign.language))
            places = {("call_to_action", *rest): mark for rest, mark in inside.items()}
        return replace(
            campaign,
            call_to_action=own,
            call_to_action_link=self.link or campaign.call_to_action_link,
            marks=campaign.marks.joined(places),
        )

    def without_own_words(self) -> Edition:
        """Return the edition as it is for a campaign that it has handed out already."""
        return replace(self, call_to_action={}, link=None)
