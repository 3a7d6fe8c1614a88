"""One text: a job's screen, office and press PDF have the same words, wherever these lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.campaign import ON_SCREEN, PRESS_BLEED_MM, PRESS_SLUG_MM, Built, Printed
from tests.reading import ReadPage, read, turn_over_head

LAID_ON_SHEETS = ("card", "mini-zine")


@pytest.mark.parametrize("printed", ON_SCREEN, ids=lambda printed: printed.name)
def test_screen_office_and_press_say_the_same(
    built: Built, pressed: Built, tmp_path: Path, printed: Printed
) -> None:
    name = printed.name.removeprefix("screen/")
    panels = [page.letters for page in read(built.path(printed))]
    office, press = built.path(f"office/{name}"), pressed.path(f"press/{name}")
    if printed.product == "mini-zine":
        for path, outside in ((office, 0.0), (press, PRESS_BLEED_MM + PRESS_SLUG_MM)):
            # What stands on its head is read from a sheet that is turned over head.
            turned = tmp_path / f"{path.parent.name}.pdf"
            turn_over_head(path, turned)
            ways = [*read(path), *read(turned)]
            assert all(any(panel in page.letters for page in ways) for panel in panels)
            said = "".join(inside(page, outside) for page in read(path))
            assert sorted(said) == sorted("".join(panels))
        return
    assert [inside(page, PRESS_SLUG_MM) for page in read(press)] == panels
    sheets = "".join(page.letters for page in read(office))
    if printed.product in LAID_ON_SHEETS:
        assert all(panel in sheets for panel in panels)
    else:
        assert sheets == "".join(panels)


def inside(page: ReadPage, outside_mm: float) -> str:
    """Return the letters of a page without its small print."""
    bottom = page.height_mm - outside_mm
    return "".join(glyph.character for glyph in page.glyphs if glyph.y < bottom)
