"""What is seen of a picture on paper: pixels, or the colours that a drawing names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from functools import reduce
from xml.etree import ElementTree

from PIL import Image, ImageChops

from generator.model.colour import parse_hex
from generator.model.edition import Artwork

_SIDE_PX = 256
"""Of the small copy that is looked at: a line of a hundredth of the picture is still seen."""
_PAPER = 245
"""Of 255, in its darkest channel: less than this stands out from paper."""
_LEAST_SEEN = 0.1
"""Of what black would be: a paler picture is lost on paper."""
_PAINT = re.compile(
    r"(?:^|[;{\s\"'])(?:fill|stroke|stop-color)\s*[:=]\s*[\"']?\s*([^;}\"']+)", re.I
)
_SHAPES = frozenset(("path", "rect", "circle", "ellipse", "polygon", "polyline", "line"))
_FILLED = re.compile(r"(?:^|[;\s])fill\s*:")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CLASS = re.compile(r"\.([\w-]+)")
_WHITE = frozenset(("white", "#fff", "snow", "ivory", "whitesmoke", "ghostwhite", "floralwhite"))
_NO_PAINT = frozenset(("none", "transparent"))


def artwork_of_pixels(image: Image.Image) -> Artwork:
    """Look at a picture that is loaded."""
    if image.mode.startswith(("I", "F")):
        return Artwork()  # deep greys are few, and seldom a logo
    small = image.copy()
    small.thumbnail((_SIDE_PX, _SIDE_PX), Image.Resampling.BOX)
    opaque = small.convert("RGB") if small.mode == "CMYK" else small
    page = Image.new("RGBA", small.size, "white")
    page.alpha_composite(opaque.convert("RGBA"))
    channels = page.convert("RGB").split()
    darkest = reduce(ImageChops.darker, channels)
    found = darkest.point([255 if value < _PAPER else 0 for value in range(256)]).getbbox()
    pale = round((1 - _LEAST_SEEN) * 255)
    if found is None or not any(darkest.histogram()[:pale]):
        return Artwork(is_seen=False)
    left, top, right, bottom = found
    return Artwork(share=(right - left) * (bottom - top) / (small.width * small.height))


def artwork_of_drawing(root: ElementTree.Element) -> Artwork:
    """Look at the colours that a drawing names: what names none is black."""
    parents = {child: parent for parent in root.iter() for child in parent}
    classes = _filled_classes(root)
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        if name == "image" or (name in _SHAPES and not _is_filled(element, parents, classes)):
            return Artwork()
    text = ElementTree.tostring(root, encoding="unicode")
    paints = {paint.strip().lower() for paint in _PAINT.findall(text)} - _NO_PAINT
    return Artwork(is_seen=not paints or not all(map(_is_pale, paints)))


def _filled_classes(root: ElementTree.Element) -> set[str]:
    """Return the classes that a style sheet in the drawing gives a colour."""
    sheets = (one.text or "" for one in root.iter() if one.tag.rpartition("}")[2] == "style")
    rules = (rule for sheet in sheets for rule in _RULE.findall(sheet))
    return {
        name
        for selector, body in rules
        if _FILLED.search(body)
        for name in _CLASS.findall(selector)
    }


def _is_filled(
    shape: ElementTree.Element,
    parents: Mapping[ElementTree.Element, ElementTree.Element],
    classes: Set[str],
) -> bool:
    """Tell whether a shape, or what it is part of, says what colour it is filled with."""
    element: ElementTree.Element | None = shape
    while element is not None:
        told = element.attrib
        is_named = "fill" in told or not classes.isdisjoint(told.get("class", "").split())
        if is_named or _FILLED.search(told.get("style", "")):
            return True
        element = parents.get(element)
    return False


def _is_pale(paint: str) -> bool:
    if paint in _WHITE:
        return True
    if not re.fullmatch("#[0-9a-f]{6}", paint):
        return False
    return min(parse_hex(paint)) > 1 - _LEAST_SEEN
