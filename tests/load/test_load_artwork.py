"""What is seen of a logo on paper: of pixels, and of the colours that a drawing names."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from PIL import Image

from generator.load.artwork import artwork_of_drawing, artwork_of_pixels
from generator.model.edition import Artwork

TEAL, NEARLY_WHITE = "#17606b", "#f8f8f8"


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "P", "CMYK"])
def test_artwork_that_fills_its_picture_is_seen(mode: str) -> None:
    assert artwork_of_pixels(Image.new("RGB", (60, 20), TEAL).convert(mode)) == Artwork()


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_shows_through_is_paper(mode: str) -> None:
    clear = Image.new("RGBA", (60, 20), (0, 0, 0, 0))
    assert not artwork_of_pixels(clear.convert(mode)).is_seen
    clear.paste("white", (10, 5, 30, 15))
    assert not artwork_of_pixels(clear.convert(mode)).is_seen
    clear.paste(TEAL, (0, 0, 30, 20))
    assert artwork_of_pixels(clear.convert(mode)) == Artwork(share=0.5)


def test_a_margin_is_no_part_of_the_artwork() -> None:
    picture = Image.new("RGB", (1000, 400), "white")
    picture.paste(TEAL, (400, 100, 600, 300))
    found = artwork_of_pixels(picture)
    assert found.is_seen
    assert found.share == pytest.approx(0.1, abs=0.01)


def test_a_thin_line_is_seen() -> None:
    picture = Image.new("RGB", (3000, 1000), "white")
    picture.paste(TEAL, (0, 480, 3000, 500))
    assert artwork_of_pixels(picture).is_seen


def test_deep_grey_is_let_be() -> None:
    assert artwork_of_pixels(Image.new("I;16", (6, 2))) == Artwork()


@pytest.mark.parametrize(
    ("body", "is_seen"),
    [
        ('<path d=""/>', True),  # black, as nothing else is said
        ('<path d="" fill="#fff"/>', False),
        (f'<path d="" fill="{NEARLY_WHITE}"/>', False),
        ('<g fill="white"><path d=""/></g>', False),
        ('<g fill="white"><path d=""/></g><rect/>', True),
        ('<path d="" style="fill:#FFFFFF;stroke:none"/>', False),
        ('<path d="" fill="none" stroke="#fff"/>', False),
        ('<path d="" fill="#fff" stroke="#17606b"/>', True),
        ("<style>.a{fill:#ffffff}.b{stroke: #fefefe}</style><path class='a' d=''/>", False),
        ("<style>.a{fill:#ffffff}.b{fill:#17606b}</style><path class='a' d=''/>", True),
        ('<path d="" class="a"/>', True),
        # Drawing programs write styles that say nothing of colour, and leave black out.
        ('<g style="display:inline"><path d=""/></g><path d="" fill="#fff"/>', True),
        ('<g class="layer"><path d=""/></g><path d="" fill="#fff"/>', True),
        ("<style>.a{fill:#fff}.b{stroke:#fff}</style><path class='b' d=''/>", True),
        ('<path d="" stroke="#fff"/>', True),
        ('<path d="" fill="currentColor"/>', True),
        ('<path d="" fill="url(#g)"/><linearGradient id="g"/>', True),
        ('<path d="" fill="#fff"/><image href="data:image/png;base64,"/>', True),
        ("", True),
    ],
)
def test_a_drawing_is_pale_when_all_that_it_names_is(body: str, is_seen: bool) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1">{body}</svg>'
    assert artwork_of_drawing(ElementTree.fromstring(svg)).is_seen == is_seen
