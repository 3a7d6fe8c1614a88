"""Read what a document must say: composed HTML → its texts in order, and what pages add.

Style sheets can add text to what the HTML holds, hide some of it or repeat it. Page numbers in the
margins are followed here; for all else the reader can't tell what will be on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import tinycss2
from lxml import html

_UNPRINTED = frozenset(("head", "script", "style", "svg", "template", "title"))
_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "em", "i", "img", "mark", "s", "small",
     "span", "strong", "sub", "sup", "time", "u", "wbr")
)  # fmt: skip
_ADDING = frozenset(("button", "details", "input", "meter", "progress", "q", "select", "textarea"))
"""Elements that are drawn with text that isn't theirs, or without their own."""
_NOTHING = {"content": {"none", "normal", '""', "''"}, "list-style": {"none"},
            "list-style-type": {"none"}}  # fmt: skip
"""What adds no text, by property."""
_HIDING = {"display": {"none"}, "visibility": {"hidden", "collapse"},
           "position": {"fixed", "running"}, "float": {"footnote"}}  # fmt: skip
"""What takes text away or repeats it, by property; `position` may be a function."""
_SPACES = re.compile(r"\s+")
_COUNTERS = ("page", "pages")


class UnknownTextError(Exception):
    """What is on the page can't be told without rendering it."""


@dataclass(frozen=True)
class Composed:
    """What a document says."""

    texts: tuple[str, ...]
    """Headings, paragraphs, items: what stands between the edges of a block, in order."""
    margins: tuple[tuple[str, ...], ...] = ()
    """What is in the margins of each page: strings, and `page` and `pages` for their numbers."""

    def in_margins(self, page: int, pages: int) -> str:
        """Return what stands in the margins of a page, counted from 1."""
        numbers = {"page": str(page), "pages": str(pages)}
        return " ".join("".join(numbers.get(one, one) for one in box) for box in self.margins)


@lru_cache(maxsize=4)
def read_composed(text: str) -> Composed | None:
    """Return what a document says; None when that can't be told without rendering it."""
    root = html.document_fromstring(text)
    boxes: dict[str, tuple[str, ...]] = {}
    try:
        for style in root.iter("style"):
            boxes.update(_margins(style.text or ""))
        texts = _texts(root.body)
    except UnknownTextError:
        return None
    return Composed(tuple(texts), tuple(box for box in boxes.values() if box))


def _texts(body: html.HtmlElement) -> list[str]:
    runs = [""]
    _gather(body, runs)
    spaced = (_SPACES.sub(" ", run).strip() for run in runs)
    return [run for run in spaced if run]


def _gather(element: html.HtmlElement, runs: list[str]) -> None:
    """Add an element's text to the last run, and begin another one at each edge of a block."""
    if not isinstance(element.tag, str) or element.tag in _UNPRINTED:
        return
    if element.tag in _ADDING or "hidden" in element.attrib:
        raise UnknownTextError
    is_block = element.tag not in _INLINE
    if is_block:
        runs.append("")
    runs[-1] += " " if element.tag == "br" else element.text or ""
    for child in element:
        _gather(child, runs)
        runs[-1] += child.tail or ""
    if is_block:
        runs.append("")


@lru_cache(maxsize=16)
def _margins(style: str) -> dict[str, tuple[str, ...]]:
    """Return what a style sheet puts into the margins of all pages, by margin.

    Raises UnknownTextError when it does more to the text than that.
    """
    boxes: dict[str, tuple[str, ...]] = {}
    for rule in _rules(tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True)):
        if rule.type == "at-rule":
            boxes.update(_boxes(rule))
        elif not _matches_breaks_alone(rule):
            for name, value in _declarations(rule):
                _refuse(name, value)
    return boxes


def _rules(nodes: Sequence[Any]) -> Iterator[Any]:
    """Yield rules on elements, and those on pages; what is only for some media, too."""
    for node in nodes:
        keyword = node.lower_at_keyword if node.type == "at-rule" else ""
        if node.type == "qualified-rule" or keyword == "page":
            yield node
        elif keyword in ("media", "supports", "layer"):
            yield from _rules(
                tinycss2.parse_rule_list(
                    node.content or [], skip_comments=True, skip_whitespace=True
                )
            )


def _matches_breaks_alone(rule: Any) -> bool:
    """Say whether a rule is on line breaks, which have no text."""
    return str(tinycss2.serialize(rule.prelude)).strip().startswith("br[")


def _declarations(rule: Any) -> Iterator[tuple[str, list[Any]]]:
    content = tinycss2.parse_blocks_contents(
        rule.content or [], skip_comments=True, skip_whitespace=True
    )
    for node in content:
        if node.type == "declaration":
            yield node.lower_name, [one for one in node.value if one.type != "whitespace"]


def _refuse(name: str, value: Sequence[Any]) -> None:
    """Raise UnknownTextError for a declaration that adds text, hides it or repeats it."""
    said = tinycss2.serialize(value).strip().lower()
    if name in _NOTHING and said not in _NOTHING[name]:
        raise UnknownTextError
    if name in _HIDING and said.partition("(")[0] in _HIDING[name]:
        raise UnknownTextError


def _boxes(page: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the margin boxes that an @page rule fills: their names and what is in them."""
    content = tinycss2.parse_blocks_contents(
        page.content or [], skip_comments=True, skip_whitespace=True
    )
    for box in (node for node in content if node.type == "at-rule"):
        for name, value in _declarations(box):
            if name != "content":
                continue
            if any(token.type != "whitespace" for token in page.prelude):
                raise UnknownTextError  # other pages have something else
            yield box.lower_at_keyword, tuple(_content(value))


def _content(value: Sequence[Any]) -> Iterator[str]:
    """Yield the strings of a `content`, and which page counters stand between them."""
    for token in value:
        if token.type == "string":
            yield token.value
        elif token.type == "function" and token.lower_name == "counter":
            counter = tinycss2.serialize(token.arguments).strip()
            if counter not in _COUNTERS:
                raise UnknownTextError
            yield counter
        elif token.type != "ident" or token.lower_value not in ("none", "normal"):
            raise UnknownTextError
