"""The short texts of a language file, which say where they should be when one is missing."""

from __future__ import annotations

from difflib import get_close_matches

from generator.errors import ContentError
from generator.model.campaign import Campaign


class Labels(dict[str, str]):
    """A campaign's labels by name; one that isn't there raises ContentError at their place."""

    def __init__(self, campaign: Campaign) -> None:
        super().__init__(campaign.labels)
        self._mark = campaign.marks.nearest(("labels",))

    def __missing__(self, name: str) -> str:
        near = get_close_matches(name, self, n=1)
        meant = f"did you mean '{near[0]}'? Else " if near else ""
        raise ContentError(
            f"there is no label '{name}'",
            mark=self._mark,
            hint=f"{meant}add '{name}:' under 'labels:'",
        )
