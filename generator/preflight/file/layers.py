"""Check that all that is in a file is seen: no layers that are off, no second versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Object, Pdf

from generator.preflight.expected import Expected, Fault
from generator.preflight.reading.proof import Proof, entry, words
from generator.preflight.reading.where import place_of, places_of
from generator.preflight.rule import Rule
from generator.preflight.streams.paints import Paint

_Id = tuple[int, int]
_MOST_EVENTS = 50


@dataclass(frozen=True)
class _Layer:
    """Optional content."""

    name: str
    is_seen: bool
    """On a screen."""
    is_printed: bool

    @property
    def problem(self) -> str:
        """What is wrong with it; empty when it is seen and printed."""
        if self.is_seen and self.is_printed:
            return ""
        if self.is_seen:
            return "is seen on screens and not printed"
        return "is printed and not seen on screens" if self.is_printed else "is switched off"


def hidden_layer(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find what is in the file and isn't seen, or isn't printed."""
    layers = _layers(proof.pdf)
    for page, painted in zip(proof.pages, proof.painted, strict=True):
        hidden: dict[_Layer, list[Paint]] = {}
        for paint in painted.paints if layers else ():
            for part in paint.layers:
                for layer in _hidden_in(part, layers, proof.pdf):
                    hidden.setdefault(layer, []).append(paint)
        for layer, paints in hidden.items():
            message = f"the layer '{layer.name}' {layer.problem}, but it is in the file"
            places = tuple(place_of(paint.box, page) for paint in paints if paint.kind == "text")
            drawn = [paint for paint in paints if paint.kind != "text"]
            yield Fault(message, page.number, (*places_of(drawn, page), *places)[:20])
        for paint, picture in painted.pictures:
            if isinstance(entry(picture, "Alternates"), Array):
                yield Fault(
                    "a picture has another version, which some machines print instead of it",
                    page.number,
                    (place_of(paint.box, page),),
                )


def _hidden_in(part: _Id, layers: dict[_Id, _Layer], pdf: Pdf) -> list[_Layer]:
    """Return the hidden layers that keep something from being seen or printed."""
    if part in layers:
        return [layers[part]] if layers[part].problem else []
    # A membership dictionary: shown when any of its layers is (ISO 32000-1, 8.11.2.2).
    said = entry(pdf.get_object(part), "OCGs")
    members = _ids(said if isinstance(said, Array) else Array([said] if said is not None else []))
    found = [layers[member] for member in sorted(members) if member in layers]
    return found[:1] if found and all(layer.problem for layer in found) else []


def _layers(pdf: Pdf) -> dict[_Id, _Layer]:
    """Return the layers of a file by object number, as readers show them at first."""
    properties = entry(pdf.Root, "OCProperties")
    groups = entry(properties, "OCGs")
    usual = entry(properties, "D")
    base_is_on = words(entry(usual, "BaseState")) != "OFF"
    on, off = (_ids(entry(usual, key)) for key in ("ON", "OFF"))
    found: dict[_Id, _Layer] = {}
    for group in list(groups) if isinstance(groups, Array) else []:
        if isinstance(group, Dictionary) and group.is_indirect:
            key = group.objgen
            is_on = key in on if not base_is_on else key not in off
            seen, printed = (_as_used(group, usual, event, is_on) for event in ("View", "Print"))
            found[key] = _Layer(words(entry(group, "Name")) or "without a name", seen, printed)
    return found


def _as_used(group: Object, usual: Object | None, event: str, is_on: bool) -> bool:
    """Say whether a layer is on for a screen or for a printer (ISO 32000-1, 8.11.4.4)."""
    events = entry(usual, "AS")
    for rule in list(events)[:_MOST_EVENTS] if isinstance(events, Array) else []:
        if words(entry(rule, "Event")) == event and group.objgen in _ids(entry(rule, "OCGs")):
            state = words(entry(group, "Usage", event, f"{event}State"))
            if state:
                return state != "OFF"
    return is_on


def _ids(array: Object | None) -> set[_Id]:
    found: list[object] = list(array) if isinstance(array, Array) else []
    return {one.objgen for one in found if isinstance(one, Dictionary) and one.is_indirect}


RULES = (
    Rule(
        id="hidden-layer",
        severity="warning",
        why="What one machine hides, another prints; and anybody can switch it on.",
        source="ISO 32000-1, 8.11 and 8.9.5.4; Ghent Workgroup 2015, on optional content",
        cure="Take it out, or export without layers.",
        check=hidden_layer,
    ),
)
