"""What tests of finished PDFs share: cards that turn over a short edge, and all press PDFs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.building import build
from tests.campaign import IN_ALL_SHOPS, PRESSED, UNCOATED, Built, Printed
from tests.projects import Copy


@dataclass(frozen=True)
class PressPdf:
    """A PDF for a print shop."""

    path: Path
    printed: Printed
    shop: str
    """In content/print.yaml."""

    @property
    def ticket(self) -> Path:
        """The job ticket beside it."""
        return self.path.with_name(f"{self.path.stem}-ticket.pdf")


_SHOPS = {
    "pressed": "standard",
    "pressed_x1a": "x1a",
    "pressed_uncoated": "uncoated",
    "pressed_example": "standard",
}
_MADE = {
    "pressed": PRESSED,
    "pressed_x1a": IN_ALL_SHOPS,
    "pressed_uncoated": tuple(one for one in IN_ALL_SHOPS if one.product in UNCOATED),
    "pressed_example": IN_ALL_SHOPS,
}
_PRESS_PDFS = tuple((build, printed) for build in _SHOPS for printed in _MADE[build])


def _id_of(made: tuple[str, Printed]) -> str:
    return f"{made[0]}-{made[1].name}"


@pytest.fixture(params=_PRESS_PDFS, ids=_id_of)
def press_pdf(request: pytest.FixtureRequest) -> PressPdf:
    """Each PDF for each print shop, of both editions, in turn."""
    build_name, printed = request.param
    built: Built = request.getfixturevalue(build_name)
    return PressPdf(built.path(printed), printed, _SHOPS[build_name])


@pytest.fixture(params=[one for one in _PRESS_PDFS if one[1] in IN_ALL_SHOPS], ids=_id_of)
def usual_press_pdf(request: pytest.FixtureRequest) -> PressPdf:
    """The same, in the usual formats alone: for what takes time."""
    build_name, printed = request.param
    built: Built = request.getfixturevalue(build_name)
    return PressPdf(built.path(printed), printed, _SHOPS[build_name])


@pytest.fixture(scope="session")
def built_short_edge(campaign: Copy, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """All formats of cards, imposed for a flip over the short edge."""
    options = ("--target", "office", "--format", "all", "--flip-edge", "short")
    return build(campaign, tmp_path_factory.mktemp("short-edge"), ("card", *options))
