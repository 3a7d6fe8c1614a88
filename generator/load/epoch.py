"""Which day stands in for the clock's: SOURCE_DATE_EPOCH → a date, or None where it isn't set."""

from __future__ import annotations

import datetime
import os
import re

from generator.errors import UsageError

# https://reproducible-builds.org/specs/source-date-epoch/: whole seconds, as `date +%s` has them.
_SECONDS = re.compile(r"\d{1,12}", re.ASCII)
VARIABLE = "SOURCE_DATE_EPOCH"


def source_day() -> datetime.date | None:
    """Return the day of SOURCE_DATE_EPOCH, in UTC; raises UsageError when it is no number."""
    said = os.environ.get(VARIABLE)
    if not said:
        return None
    try:
        if not _SECONDS.fullmatch(said):
            raise ValueError(said)
        return datetime.datetime.fromtimestamp(int(said), tz=datetime.UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"{VARIABLE} is {said!r}", hint="give seconds since 1970, as `date +%s` does"
        ) from error
