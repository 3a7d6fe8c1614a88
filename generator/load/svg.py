"""Bytes of an SVG logo → its proportions, or why it can't be used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

_NAMESPACE = "http://www.w3.org/2000/svg"
_MOST_ELEMENTS = 20_000
_DEEPEST = 100

_ACTIVE = {
    *("script", "handler", "listener", "foreignobject", "iframe", "object", "embed"),
    *("audio", "video", "set", "animate", "animatecolor", "animatemotion", "animatetransform"),
}
_URL = re.compile(r"url\(\s*[\"']?\s*([^\"')]*)", re.IGNORECASE)
_ALLOWED_TARGET = re.compile(r"#|data:image/(?:png|jpeg)[;,]", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d{1,6}(?:\.\d{0,9})?|\.\d{1,9})\s*([a-z]*)\s*")

_PLAIN_SVG = "export it as plain SVG, or as PNG."


class UnusablePicture(Exception):
    """A picture can't be used; the text follows its name in a sentence."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.hint = hint


def svg_ratio(content: bytes) -> float:
    """Return width divided by height; raises UnusablePicture when it is more than a picture."""
    root = _parse(content)
    elements = list(_walk(root))
    for element in elements:
        _refuse_active(element)
        _refuse_references(element)
    _refuse_copies(elements)
    return _ratio(root)


def _parse(content: bytes) -> ElementTree.Element:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusablePicture("isn't UTF-8", _PLAIN_SVG) from error
    # Entities can grow without bound, and stylesheets come from elsewhere.
    if found := re.search(r"<!DOCTYPE|<!ENTITY|<\?xml-stylesheet", text, re.IGNORECASE):
        raise UnusablePicture(f"contains {found[0]}", f"remove that line, or {_PLAIN_SVG}")
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        line, column = error.position
        place = f"line {line}, column {column + 1}"
        raise UnusablePicture(f"is broken at {place}", _PLAIN_SVG) from error
    if root.tag != f"{{{_NAMESPACE}}}svg":
        raise UnusablePicture(f"doesn't start with <svg xmlns='{_NAMESPACE}'>", _PLAIN_SVG)
    return root


def _walk(root: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Yield every element; more or deeper ones than a renderer can bear are refused."""
    stack = [(root, 1)]
    count = 0
    while stack:
        element, depth = stack.pop()
        count += 1
        if count > _MOST_ELEMENTS or depth > _DEEPEST:
            raise UnusablePicture("is too complicated", "simplify it, or export it as PNG.")
        yield element
        stack.extend((child, depth + 1) for child in element)


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _refuse_active(element: ElementTree.Element) -> None:
    if _local(element.tag).lower() in _ACTIVE:
        raise UnusablePicture(f"contains <{_local(element.tag)}>", _PLAIN_SVG)
    for name in element.attrib:
        if _local(name).lower().startswith("on"):
            raise UnusablePicture(f"contains the event '{_local(name)}'", _PLAIN_SVG)


def _refuse_references(element: ElementTree.Element) -> None:
    """Refuse what points outside the file: a picture, a stylesheet, an address."""
    targets = []
    for name, value in element.attrib.items():
        if _local(name).lower() in ("href", "src"):
            targets.append(value.strip())
        else:
            targets += _URL.findall(value)
    style = element.attrib.get("style", "")
    if _local(element.tag).lower() == "style":
        style = "".join(element.itertext())
        targets += _URL.findall(style)
    # CSS Syntax 3, 4.3.7: with escapes, url() can be spelt without its letters.
    if "@import" in style.lower() or "\\" in style:
        raise UnusablePicture("contains an @import or an escape in its styles", _PLAIN_SVG)
    for target in targets:
        if not _ALLOWED_TARGET.match(target):
            shown = target if len(target) <= 40 else f"{target[:39]}…"
            hint = "embed what it refers to, as PNG or JPEG, or remove it."
            raise UnusablePicture(f"refers to '{shown}', outside the file", hint)


def _refuse_copies(elements: list[ElementTree.Element]) -> None:
    """Refuse copies of copies, and more copies than a renderer can bear: they multiply."""
    by_id = {element.attrib["id"]: element for element in elements if "id" in element.attrib}
    sizes: dict[str, int] = {}
    total = len(elements)
    for use in (element for element in elements if _local(element.tag) == "use"):
        name = next((use.attrib[key] for key in use.attrib if _local(key) == "href"), "")[1:]
        if name not in sizes and name in by_id:
            inside = [_local(element.tag) for element in by_id[name].iter()]
            if "use" in inside:
                raise UnusablePicture("has a <use> of a <use>", "convert clones to paths.")
            sizes[name] = len(inside)
        total += sizes.get(name, 0)
    if total > _MOST_ELEMENTS:
        raise UnusablePicture("is too complicated", "simplify it, or export it as PNG.")


def _ratio(root: ElementTree.Element) -> float:
    written = re.split(r"[\s,]+", root.attrib.get("viewBox", "").strip())[2:]
    if len(written) != 2:
        written = [root.attrib.get(side, "") for side in ("width", "height")]
    width, height = (_LENGTH.fullmatch(length) for length in written)
    if not (width and height and width[2] == height[2] and float(width[1]) and float(height[1])):
        raise UnusablePicture("has no size", "give its <svg> a viewBox, such as '0 0 200 60'.")
    return float(width[1]) / float(height[1])
