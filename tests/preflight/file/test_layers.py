"""Layers that are off, or that are seen and not printed, and pictures with a second version."""

from __future__ import annotations

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from tests.preflight.press_page import (
    FOREIGN,
    MIDDLE,
    OFFICE,
    SCREEN,
    Change,
    drawing,
    found,
    make_press_pdf,
    picture,
    resource,
    told,
)

ON_LAYER = drawing(f"/OC /L BDC 0 g {MIDDLE} {MIDDLE} 20 20 re f EMC".encode())


def layer(*, off: bool = False, base: str = "ON", usage: dict[str, str] | None = None) -> Change:
    """Put a layer in the file, and among the page's resources."""

    def make(pdf: Pdf) -> Object:
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Vertaling"))
        usual = Dictionary(BaseState=Name(f"/{base}"))
        if off:
            usual.OFF = Array([group])
        if usage:
            group.Usage = Dictionary(
                {f"/{event}": Dictionary({f"/{event}State": Name(f"/{state}")})
                 for event, state in usage.items()}
            )  # fmt: skip
            usual.AS = Array(
                [
                    Dictionary(Event=Name(f"/{event}"), OCGs=Array([group]), Category=Array([]))
                    for event in usage
                ]
            )
        pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=usual)
        return group

    return resource("Properties", make, "L")


HIDDEN = [
    (layer(off=True), "is switched off"),
    (layer(base="OFF"), "is switched off"),
    (layer(usage={"Print": "OFF"}), "is seen on screens and not printed"),
    (layer(off=True, usage={"Print": "ON"}), "is printed and not seen on screens"),
    (layer(usage={"Print": "OFF", "View": "OFF"}), "is switched off"),
]


@pytest.mark.parametrize(("change", "problem"), HIDDEN)
def test_a_hidden_layer_is_found_where_it_is_drawn(change: Change, problem: str) -> None:
    for expected in (SCREEN, OFFICE, FOREIGN):
        (finding,) = found(make_press_pdf(change, ON_LAYER), expected, "hidden-layer")
        assert finding.message == f"the layer 'Vertaling' {problem}, but it is in the file"
        assert (finding.severity, finding.page, len(finding.places)) == ("warning", 1, 1)


@pytest.mark.parametrize(
    "changes",
    [
        (layer(), ON_LAYER),
        (layer(usage={"Print": "ON", "View": "ON"}), ON_LAYER),
        (layer(off=True),),
        (layer(off=True), drawing(b"/OC /L BDC EMC 0 g 9 9 9 9 re f")),
        (layer(off=True), drawing(b"/OC /X BDC 0 g 9 9 9 9 re f EMC")),
    ],
)
def test_a_layer_that_is_seen_or_that_nothing_is_on_is_let_be(changes: tuple[Change, ...]) -> None:
    assert told(make_press_pdf(*changes), FOREIGN, "hidden-layer") == []


def test_a_picture_or_a_form_on_a_hidden_layer_is_found() -> None:
    def put(pdf: Pdf) -> None:
        resources = pdf.pages[0].obj.Resources
        resources.XObject.P.OC = resources.Properties.L

    assert len(told(make_press_pdf(layer(off=True), put), FOREIGN, "hidden-layer")) == 1

    def put_form(pdf: Pdf) -> None:
        resources = pdf.pages[0].obj.Resources
        resources.XObject.F.OC = resources.Properties.L

    assert len(told(make_press_pdf(layer(off=True), put_form), FOREIGN, "hidden-layer")) == 1


@pytest.mark.parametrize(("second_is_off", "count"), [(True, 1), (False, 0)])
def test_what_is_on_several_layers_is_hidden_when_all_are(second_is_off: bool, count: int) -> None:
    def join(pdf: Pdf) -> None:
        resources, properties = pdf.pages[0].obj.Resources, pdf.Root.OCProperties
        second = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Prijs"))
        properties.OCGs.append(second)
        if second_is_off:
            properties.D.OFF.append(second)
        both = Dictionary(Type=Name.OCMD, OCGs=Array([resources.Properties.L, second]))
        resources.Properties.L = pdf.make_indirect(both)

    pdf = make_press_pdf(layer(off=True), join, ON_LAYER)
    assert len(told(pdf, FOREIGN, "hidden-layer")) == count


def test_a_picture_with_another_version_is_found() -> None:
    def add(pdf: Pdf) -> None:
        other = Dictionary(Image=picture(pdf), DefaultForPrinting=True)
        pdf.pages[0].obj.Resources.XObject.P.Alternates = Array([other])

    (finding,) = found(make_press_pdf(add), FOREIGN, "hidden-layer")
    assert finding.message == (
        "a picture has another version, which some machines print instead of it"
    )
    assert len(finding.places) == 1


def test_a_layer_without_sense_is_no_crash() -> None:
    for odd in (Name.Niets, Array([1, Name.X]), 7, True, Dictionary(Print=Array([]))):

        def spoil(pdf: Pdf, odd: object = odd) -> None:
            group = pdf.pages[0].obj.Resources.Properties.L
            for key in ("Usage", "Name", "OCGs"):
                group[f"/{key}"] = odd
            pdf.Root.OCProperties.D.OFF = Array([odd, 1])
            pdf.Root.OCProperties.OCGs = Array([odd, Stream(pdf, b""), group])

        assert isinstance(
            told(make_press_pdf(layer(off=True), spoil, ON_LAYER), SCREEN, "hidden-layer"), list
        )
