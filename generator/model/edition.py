"""The edition: who hands the campaign out."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Self

from pydantic import Field, model_validator

from generator.model.colour import Palette
from generator.model.frozen import EmailAddress, Frozen, HexColour, WebAddress, Words
from generator.model.ink import Cmyk
from generator.model.mark import Marks


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
    checked: datetime.date | None = Field(
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


class EditionFile(Frozen):
    """`content/editions/<id>.yaml`."""

    name: Words
    region: Words | None = Field(default=None, description="The area it serves")
    example: bool = Field(default=False, description="Made up: printed matter says so")
    logo: Words | None = Field(
        default=None, description="SVG, PNG or JPEG beside this file, for a light ground"
    )
    colours: Colours = Colours()
    contacts: tuple[Contact, ...] = Field(default=(), max_length=8)


@dataclass(frozen=True)
class Logo:
    """A logo with its proportions."""

    media_type: str
    content: bytes = field(repr=False)
    ratio: float
    """Width divided by height."""


@dataclass(frozen=True)
class Edition:
    """An edition, checked and with its pictures read."""

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
