"""The clean twins: PDFs as they should be, from our own pipeline and from other tools."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Unpack

from pikepdf import Pdf

from generator.model.fit import PageRange
from generator.model.target import Target
from generator.preflight import Expected
from tests.faults import flyer, letter, ours
from tests.faults.change import Change, changed
from tests.faults.fault import Fault, Options, PdfSample, fault, foreign, pdf_sample
from tests.faults.ours import Ordered


def card(shop: str | None = None) -> Ordered:
    """Return the first card of our own set, front and back, as though no more was ordered."""
    made = ours.order("card", Target.PRESS, "85x55", shop=shop)

    def keep_two(pdf: Pdf) -> None:
        del pdf.pages[2:]

    expected = replace(made.expected, pages=PageRange(min=2, max=2), html=None)
    return Ordered(changed(made.pdf, keep_two), expected, made.job)


def poster(target: Target = Target.PRESS) -> Ordered:
    """Return one of our own posters."""
    return _to_draw_on(ours.order("poster", target, "a3", barrier=7))


def _to_draw_on(made: Ordered) -> Ordered:
    """Let faults add words: what is checked is then not that the text is as it was written."""
    return replace(made, expected=replace(made.expected, html=None))


def handout() -> Ordered:
    """Return our own handout for the screen."""
    return _to_draw_on(ours.order("handout", Target.SCREEN, "a4"))


def sheets() -> Ordered:
    """Return our own cards on office sheets."""
    return _to_draw_on(ours.order("card", Target.OFFICE, "85x55"))


def _of(name: str, ordered: Callable[[], Ordered]) -> PdfSample:
    def told() -> Expected:
        return ordered().expected

    return pdf_sample(name, lambda: ordered().pdf, told)


def leaflet(*over: flyer.Draw) -> bytes:
    """Return the flyer with a back."""
    back = flyer.all_of(
        flyer.GROUND,
        flyer.say("Met wie overleg je?", 10, 124, 22, font="Bold"),
        flyer.say("Bel bij direct gevaar het alarmnummer 112.", 10, 100),
        flyer.say("Bel anders de politie: 0900-8844.", 10, 94),
    )
    return flyer.flyer(*over, backs=[back])


PRESS_CARD = _of("clean-press-card", card)
PRESS_CARD_X1A = _of("clean-press-card-x1a", lambda: card("x1a"))
PRESS_POSTER = _of("clean-press-poster", poster)
SCREEN_POSTER = _of("clean-screen-poster", lambda: poster(Target.SCREEN))
SCREEN_HANDOUT = _of("clean-screen-handout", handout)
OFFICE_CARDS = _of("clean-office-cards", sheets)
POSTER_AS_WRITTEN = _of(
    "clean-poster-as-written", lambda: ours.order("poster", Target.PRESS, "a3", barrier=7)
)
SCREEN_POSTER_AS_WRITTEN = _of(
    "clean-screen-poster-as-written", lambda: ours.order("poster", Target.SCREEN, "a3", barrier=7)
)
CARDS_AS_WRITTEN = _of("clean-cards-as-written", lambda: ours.order("card", Target.PRESS, "85x55"))
SHEETS_AS_WRITTEN = _of(
    "clean-sheets-as-written", lambda: ours.order("card", Target.OFFICE, "85x55")
)
HANDOUT_AS_WRITTEN = _of(
    "clean-handout-as-written", lambda: ours.order("handout", Target.SCREEN, "a4")
)
LARGE_PRINT_AS_WRITTEN = _of(
    "clean-large-print-as-written", lambda: ours.order("large-print", Target.SCREEN, "a4")
)
FLYER = pdf_sample("clean-foreign-flyer", flyer.flyer, foreign(Target.PRESS, "nl"))
LEAFLET = pdf_sample("clean-foreign-leaflet", leaflet, foreign(Target.PRESS, "nl"))
LETTER = pdf_sample("clean-foreign-letter", letter.letter, foreign(Target.SCREEN, "nl"))


def after(clean: PdfSample, *changes: Change) -> Callable[[], bytes]:
    """Return what makes a changed copy of a clean file."""
    return lambda: changed(clean.make(), *changes)


def spoilt(
    name: str, rule: str, clean: PdfSample, *changes: Change, **options: Unpack[Options]
) -> Fault:
    """Return a fault that is made by changing a clean file."""
    return fault(name, rule, clean, after(clean, *changes), **options)


def on_flyer(name: str, rule: str, *over: flyer.Draw, **options: Unpack[Options]) -> Fault:
    """Return a fault that is drawn on the flyer from another tool."""
    return fault(name, rule, FLYER, lambda: flyer.flyer(*over), **options)


def in_letter(name: str, rule: str, *edits: letter.Edit, **options: Unpack[Options]) -> Fault:
    """Return a fault that is edited into the letter from another tool."""
    return fault(name, rule, LETTER, lambda: letter.letter(*edits), **options)
