"""Lay HTML out and draw it: HTML → pages, HTML → PDF bytes."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache

from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration

from generator.errors import Problem, RenderError
from generator.model.document import WHOLE, Html, OneUp
from generator.model.mark import Mark
from generator.render.fetcher import ClosedFetcher, RefusedAddressError

LOGGER = logging.getLogger("weasyprint")
_STYLE = re.compile(r'<style data-from="([^"]*)">(.*?)</style>', re.DOTALL)
_LONG_ADDRESS = re.compile(r"(data:[^\s'\")]{40})[^\s'\")]+")
_FLAT = "draw it in flat colours, or in colours as #rrggbb, which are turned into ink afterwards"
_EMBED = "put the picture into the document itself, as a data: address; fonts as font: address"
_PLACE = re.compile(r" at (\d+):(\d+)")


@dataclass(frozen=True)
class Pages:
    """How many pages each part of a laid-out document takes."""

    by_part: dict[str, int]

    def fits(self, html: Html, part_id: str) -> bool:
        """Tell whether a part has the number of pages that it should have."""
        part = next(part for part in html.parts if part.id == part_id)
        return part.pages.min <= self.by_part[part_id] <= part.pages.max


def count_pages(html: Html) -> Pages:
    """Lay a document out and count the pages of its parts; raises RenderError."""
    return _pages_of(lay_out(html.text), html)


def _pages_of(document: Document, html: Html) -> Pages:
    total = len(document.pages)
    if [part.id for part in html.parts] == [WHOLE]:
        return Pages({WHOLE: total})
    starts: dict[str, int] = {}
    wanted = {part.id for part in html.parts}
    for number, page in enumerate(document.pages):
        for anchor in page.anchors:
            if anchor in wanted:
                starts.setdefault(anchor, number)
    if missing := sorted(wanted - starts.keys()):
        raise RenderError(
            f"the document has no element with id '{missing[0]}', which a part should start at"
        )
    ends = [*sorted(starts.values())[1:], total]
    ordered = sorted(starts, key=lambda part: starts[part])
    return Pages({part: end - starts[part] for part, end in zip(ordered, ends, strict=True)})


def render(html: Html, *, tagged: bool) -> OneUp:
    """Draw a document; `tagged` makes it PDF/UA-1. Raises RenderError. Same input, same bytes."""
    return _drawn(lay_out(html.text), html, tagged=tagged)


def render_fitting(html: Html, *, tagged: bool) -> OneUp | None:
    """Draw a document as `render` does; None when a part of it hasn't the pages that it should."""
    document = lay_out(html.text)
    pages = _pages_of(document, html)
    if not all(pages.fits(html, part.id) for part in html.parts):
        return None
    return _drawn(document, html, tagged=tagged)


def _drawn(document: Document, html: Html, *, tagged: bool) -> OneUp:
    with listening():
        pdf = document.write_pdf(
            pdf_variant="pdf/ua-1" if tagged else None,
            pdf_identifier=hashlib.sha256(html.text.encode()).digest()[:16],
        )
    return OneUp(pdf, html.trim, html.bleed_mm)


@cache
def _font_configuration() -> FontConfiguration:
    # One for all documents: fonts are then written and scanned once a process.
    return FontConfiguration()


@cache
def _fetcher() -> ClosedFetcher:
    # It keeps nothing between documents, and making one takes as long as two elements: urllib
    # prepares for protocols that nobody may ask for.
    return ClosedFetcher()


def lay_out(text: str) -> Document:
    """Lay HTML out; raises RenderError."""
    # Parsed once for all documents that have them. They then count as the reader's own, which any
    # other style in the document overrides: copyfit's, and a template's style attributes.
    styles = [_parsed(style, file) for file, style in _STYLE.findall(text)]
    with listening():
        source = HTML(string=_STYLE.sub("", text), base_url="about:blank", url_fetcher=_fetcher())
        return source.render(font_config=_font_configuration(), stylesheets=styles)


@lru_cache(maxsize=64)
def _parsed(style: str, file: str) -> CSS:
    """Parse a style sheet; raises RenderError with the line of what WeasyPrint doesn't know."""
    with listening(file):
        return CSS(string=style, font_config=_font_configuration(), url_fetcher=_fetcher())


class _Collector(logging.Handler):
    """Keeps what WeasyPrint logs: it reports missing images and unknown properties nowhere else."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def listening(file: str = "") -> Iterator[None]:
    """Raise what WeasyPrint only logs, and its refusals, as RenderError at a line of `file`."""
    collector = _Collector()
    propagate, LOGGER.propagate = LOGGER.propagate, False
    LOGGER.addHandler(collector)
    try:
        yield
    except RefusedAddressError as error:
        raise RenderError(str(error), hint=_EMBED) from error
    except NotImplementedError as error:
        # WeasyPrint 70 has no way from device-cmyk() to the colour space of its gradients.
        raise RenderError("WeasyPrint can't draw a gradient between inks", hint=_FLAT) from error
    finally:
        LOGGER.removeHandler(collector)
        LOGGER.propagate = propagate
    if collector.messages:
        unique = dict.fromkeys(collector.messages)
        raise RenderError([_problem(message, file) for message in unique])


def _problem(message: str, file: str) -> Problem:
    place = _PLACE.search(message)
    message = _LONG_ADDRESS.sub(r"\1…", message)
    mark = Mark(file, int(place[1]), int(place[2])) if file and place else None
    hint = _EMBED if "URI" in message else ""
    return Problem(f"WeasyPrint says: {message}", mark or (Mark(file) if file else None), hint)
