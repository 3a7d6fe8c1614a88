"""What all models that come from YAML have in common."""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from generator.model.geometry import parse_format

_LONGEST_ID = 60


def as_identifier(text: str) -> str:
    """Return a name as an id: `Súdwest-Fryslân 2` is `sudwest-fryslan-2`. It may be empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_ID].strip("-")


class Frozen(BaseModel):
    """An immutable model that refuses keys it doesn't know."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        allow_inf_nan=False,
        defer_build=True,  # to build a schema takes a while, and workers never ask for one
    )


Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
# It stands in imprints, on job tickets and in the names of releases: 255 bytes with all else.
Version = Annotated[str, StringConstraints(min_length=1, max_length=40, strip_whitespace=True)]
# As SOURCE_DATE_EPOCH counts; a PDF's dates have four figures for a year.
Day = Annotated[datetime.date, Field(ge=datetime.date(1970, 1, 1))]
# An id becomes a file name and an HTML id: nothing in it may climb out of a folder or need quoting.
Identifier = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$", max_length=_LONGEST_ID)
]
LanguageTag = Annotated[
    str, StringConstraints(pattern=r"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?$")
]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
HexColour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$", to_lower=True)]
EmailAddress = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
WebAddress = Annotated[str, StringConstraints(pattern=r'^https://[^\s<>"]+$', max_length=300)]


def _is_format(name: str) -> str:
    return parse_format(name).name


FormatName = Annotated[str, AfterValidator(_is_format)]
