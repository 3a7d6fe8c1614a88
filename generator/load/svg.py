"""Bytes of an SVG logo → the picture alone with its proportions, or why it can't be used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from generator.load.artwork import artwork_of_drawing
from generator.load.plain_xml import UnusablePicture, plain_xml
from generator.model.edition import Artwork

_NAMESPACE = "http://www.w3.org/2000/svg"
_MARK = "drempels-remove"
_MOST_ELEMENTS = 20_000
_DEEPEST = 100

_ACTIVE = {
    *("script", "handler", "listener", "foreignobject", "iframe", "object", "embed"),
    *("audio", "video", "set", "animate", "animatecolor", "animatemotion", "animatetransform"),
}
_URL = re.compile(r"url\(\s*[\"']?\s*([^\"')]*)", re.IGNORECASE)
_ALLOWED_TARGET = re.compile(r"#|data:image/(?:png|jpeg)[;,]", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IMPORT = re.compile(r"@import\b[^;]*;?", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_LENGTH = re.compile(r"\s*(\d{1,6}(?:\.\d{0,9})?|\.\d{1,9})\s*([a-z]*)\s*")

_PLAIN_SVG = "export it as plain SVG, or as PNG."
_TO_PATHS = "in your drawing program, convert text to paths; or export it as PNG."


# What a cleaned file is written with; other programs find no ns0 in it.
ElementTree.register_namespace("", _NAMESPACE)
ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")


@dataclass(frozen=True)
class CleanSvg:
    """An SVG that is a picture and nothing more."""

    content: bytes = field(repr=False)
    """As it was written, where nothing had to be removed."""
    ratio: float
    """Width divided by height."""
    artwork: Artwork
    removed: tuple[str, ...]
    """What was in it that is no picture: `<script>`."""


def clean_svg(content: bytes) -> CleanSvg:
    """Return the picture without what runs, or refers to something outside the file.

    Raises UnusablePicture for what can't be read, or can't be cleaned with certainty.
    """
    text, removed = plain_xml(_decoded(content))
    root = _parse(text)
    elements = list(_walk(root))
    removed += _remove_active(elements)
    elements = list(_walk(root))
    for element in elements:
        removed += _remove_events(element)
        removed += _remove_references(element)
    _remove_marked(elements)
    elements = list(_walk(root))
    _refuse_text(elements)
    _refuse_copies(elements)
    ratio = _ratio(root)
    if removed:
        content = ElementTree.tostring(root, encoding="utf-8")
    return CleanSvg(content, ratio, artwork_of_drawing(root), tuple(dict.fromkeys(removed)))


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusablePicture("isn't UTF-8", _PLAIN_SVG) from error


def _parse(text: str) -> ElementTree.Element:
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


def _remove_active(elements: Iterable[ElementTree.Element]) -> list[str]:
    """Take out elements that run, animate, play or hold a page, with all that is in them."""
    removed = []
    for parent in elements:
        for child in list(parent):
            if _local(child.tag).lower() in _ACTIVE:
                parent.remove(child)
                removed.append(f"<{_local(child.tag)}>")
    return removed


def _remove_events(element: ElementTree.Element) -> list[str]:
    names = [name for name in element.attrib if _local(name).lower().startswith("on")]
    for name in names:
        del element.attrib[name]
    return [f"the event '{_local(name)}'" for name in names]


def _remove_references(element: ElementTree.Element) -> list[str]:
    """Take out what points outside the file: a picture, a stylesheet, an address.

    An element that is nothing without it, such as a picture, is marked, for it to be removed.
    """
    removed = []
    for name, value in list(element.attrib.items()):
        is_address = _local(name).lower() in ("href", "src")
        targets = [value.strip()] if is_address else _URL.findall(value)
        if strangers := [one for one in targets if not _ALLOWED_TARGET.match(one)]:
            removed += [_reference(one) for one in strangers]
            if is_address and _local(element.tag) != "a":
                element.set(_MARK, "")
            del element.attrib[name]
    if _local(element.tag).lower() == "style":
        element.text, found = _own_styles("".join(element.itertext()))
        for child in list(element):
            element.remove(child)
        removed += found
    elif "style" in element.attrib:
        element.attrib["style"], found = _own_styles(element.attrib["style"])
        removed += found
    return removed


def _own_styles(style: str) -> tuple[str, list[str]]:
    """Return styles without what they ask of others, and what that was."""
    # CSS Syntax 3, 4.3.7: with escapes, url() can be spelt without its letters.
    if "\\" in style:
        raise UnusablePicture("contains an escape in its styles", _PLAIN_SVG)
    plain = _COMMENT.sub(" ", style)
    strangers = [one for one in _URL.findall(plain) if not _ALLOWED_TARGET.match(one)]
    imports = _IMPORT.findall(plain)
    if not strangers and not imports:
        return style, []
    without = _IMPORT.sub("", plain)
    for one in strangers:
        without = re.sub(
            rf"url\(\s*[\"']?\s*{re.escape(one)}[\"']?\s*\)?", "none", without, flags=re.I
        )
    if re.search("@import", without, re.IGNORECASE) or any(
        not _ALLOWED_TARGET.match(one) for one in _URL.findall(without)
    ):
        raise UnusablePicture("has styles that refer outside the file", _PLAIN_SVG)
    return without, [*("an @import" for _ in imports), *(_reference(one) for one in strangers)]


def _reference(target: str) -> str:
    return f"a reference to '{_shortened(target)}'"


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def _remove_marked(elements: Iterable[ElementTree.Element]) -> None:
    """Take out the elements that lost what they show."""
    for parent in elements:
        for child in [child for child in parent if _MARK in child.attrib]:
            parent.remove(child)


def _refuse_text(elements: Iterable[ElementTree.Element]) -> None:
    """Refuse letters: they would be drawn in another typeface than the designer's."""
    for element in elements:
        said = " ".join("".join(element.itertext()).split())
        if said and _local(element.tag) == "text":
            reason = f"has text in it, '{_shortened(said)}', whose typeface isn't in it"
            raise UnusablePicture(reason, _TO_PATHS)


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
    box = re.split(r"[\s,]+", root.attrib.get("viewBox", "").strip())
    if len(box) == 4 and not all(_NUMBER.fullmatch(one) for one in box):
        raise UnusablePicture("has a viewBox that can't be read", _PLAIN_SVG)
    written = box[2:]
    if len(written) != 2:
        written = [root.attrib.get(side, "") for side in ("width", "height")]
    width, height = (_LENGTH.fullmatch(length) for length in written)
    if not (width and height and width[2] == height[2] and float(width[1]) and float(height[1])):
        raise UnusablePicture("has no size", "give its <svg> a viewBox, such as '0 0 200 60'.")
    return float(width[1]) / float(height[1])
