"""The edition: who hands the campaign out."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from pydantic import Field

from generator.model.colour import Palette
from generator.model.frozen import EmailAddress, Frozen, HexColour, WebAddress, Words
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


class Colours(Frozen):
    """An edition's own colours; what is left out is the campaign's."""

    ink: HexColour | None = Field(default=None, description="Dark: grounds, and headings on white")
    light: HexColour | None = Field(
        default=None, description="Light: on ink, and the light of the door"
    )


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
    contacts: tuple[Contact, ...]
    marks: Marks = field(compare=False)
