"""Faults of files side by side: renditions, formats, fronts and backs that don't agree."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pikepdf import Pdf

from generator.model.finding import Finding
from generator.model.target import Target
from generator.preflight import inspect
from generator.preflight.across import compare
from generator.preflight.inspected import Inspected
from tests.faults import flyer, ours
from tests.faults.change import Change, changed, grown
from tests.faults.cleans import leaflet
from tests.faults.fault import Fault, Files, Sample, foreign
from tests.faults.flyer import GROUND, all_of, say
from tests.faults.ours import Edit, Ordered

Orders = Mapping[str, Callable[[], Ordered]]


def _of_ours(name: str, orders: Orders) -> Sample:
    """Return files of our own, each checked as what it was ordered as, and all side by side."""

    def check(files: Files) -> Sequence[Finding]:
        inspected = []
        for path, pdf in files.items():
            ordered = orders[path.removeprefix(f"{name}/")]()
            inspected.append(Inspected(path, inspect(pdf, ordered.expected), ordered.job))
        return _findings(inspected)

    return Sample(
        name, lambda: {f"{name}/{path}": one().pdf for path, one in orders.items()}, check
    )


def _of_others(name: str, made: Mapping[str, Callable[[], bytes]]) -> Sample:
    """Return files from another tool."""

    def check(files: Files) -> Sequence[Finding]:
        told = foreign(Target.PRESS, "nl")()
        return _findings([Inspected(path, inspect(pdf, told)) for path, pdf in files.items()])

    return Sample(name, lambda: {f"{name}/{path}": make() for path, make in made.items()}, check)


def _findings(inspected: Sequence[Inspected]) -> list[Finding]:
    own = [finding for one in inspected for finding in one.inspection.findings]
    return [*own, *compare(inspected)]


def _poster(target: Target, format_name: str, *edits: Edit) -> Callable[[], Ordered]:
    return lambda: ours.order("poster", target, format_name, *edits, barrier=7)


def _renditions(*edits: Edit, target: Target = Target.PRESS) -> Orders:
    """Return a poster for all three targets; one of them is made of an edited campaign."""
    return {
        f"{one}/poster-07-a3.pdf": _poster(one, "a3", *(edits if one is target else ()))
        for one in Target
    }


def _formats(*edits: Edit) -> Orders:
    return {
        "press/poster-07-a3.pdf": _poster(Target.PRESS, "a3"),
        "press/poster-07-a4.pdf": _poster(Target.PRESS, "a4", *edits),
    }


def _pages(count: int) -> Callable[[], bytes]:
    """Return what makes so many sides of one size."""
    sides = [
        all_of(GROUND, say(f"Kant {number}", 10, 124, 22), say("Bel bij gevaar 112.", 10, 100))
        for number in range(2, count + 1)
    ]
    return lambda: flyer.flyer(backs=sides)


def _lower(pdf: Pdf) -> None:
    for page in pdf.pages:
        for key in ("TrimBox", "BleedBox", "MediaBox"):
            page.obj[f"/{key}"] = grown(page.obj[f"/{key}"], 0, 0, 0, -2)


def _after(make: Callable[[], bytes], change: Change) -> Callable[[], bytes]:
    return lambda: changed(make(), change)


def _wrong(name: str, rule: str, wrong: Orders, clean: Sample, also: Sequence[str] = ()) -> Fault:
    return Fault(name, rule, _of_ours(name, wrong), clean, None, False, frozenset(also))


def _foreign(
    name: str,
    rule: str,
    made: Mapping[str, Callable[[], bytes]],
    clean: Sample,
    also: Sequence[str] = (),
) -> Fault:
    return Fault(name, rule, _of_others(name, made), clean, None, False, frozenset(also))


_RENDITIONS = _of_ours("clean-renditions", _renditions())
_FORMATS = _of_ours("clean-formats", _formats())
_CARDS = _of_others("clean-cards", {"kaarten.pdf": _pages(4)})
_HALVES = _of_others(
    "clean-halves", {"kaart-voorkant.pdf": leaflet, "kaart-achterkant.pdf": _pages(2)}
)
_WORD = (
    "content/nl.yaml",
    "Kies een rustig moment, vertel wat",
    "Kies een stil moment, vertel wat",
)
_NO_BREAK = ("content/nl.yaml", "moment, vertel wat", "moment, vertel\u00a0wat")

FAULTS = (
    _wrong("one-word-differs-for-press", "same-text", _renditions(_WORD), _RENDITIONS,
           also=["same-lines"]),
    _wrong("one-word-differs-on-screen", "same-text", _renditions(_WORD, target=Target.SCREEN),
           _RENDITIONS, also=["same-lines"]),
    _wrong("lines-break-elsewhere", "same-lines", _formats(_NO_BREAK), _FORMATS),
    _foreign("card-without-a-back", "back-missing", {"kaarten.pdf": _pages(3)}, _CARDS),
    _foreign("fewer-backs-than-fronts", "back-missing",
             {"kaart-voorkant.pdf": leaflet, "kaart-achterkant.pdf": _pages(1)}, _HALVES),
    _foreign("backs-of-another-size", "back-missing",
             {"kaart-voorkant.pdf": leaflet, "kaart-achterkant.pdf": _after(_pages(2), _lower)},
             _HALVES, also=["odd-size"]),
)  # fmt: skip
