"""What pages paint, followed as a printer's machine does, however odd the file."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from generator.model.condition import PdfX
from generator.preflight.opening import UNREADABLE_ERRORS
from generator.preflight.streams.painting import paint_pages
from generator.preflight.streams.paints import Paint, Painted
from tests.preflight.file.test_press import OURS
from tests.preflight.press_page import (
    EXPECTED,
    FOREIGN,
    Change,
    box,
    drawing,
    in_form,
    make_press_pdf,
    resource,
    told,
)


def painted(*changes: Change) -> Painted:
    with pikepdf.open(BytesIO(make_press_pdf(*changes))) as pdf:
        (page,) = paint_pages(pdf)
    return page


def last(content: bytes, *changes: Change) -> Paint:
    """What is painted last, when more is drawn on the page."""
    return painted(*changes, drawing(content)).paints[-1]


@pytest.mark.parametrize(
    ("content", "edges"),
    [
        (b"10 20 30 40 re f", (10, 20, 40, 60)),
        (b"40 60 -30 -40 re f", (10, 20, 40, 60)),
        (b"10 20 m 40 20 l 40 60 l f", (10, 20, 40, 60)),
        (b"10 20 m 40 20 10 60 40 60 c h f", (10, 20, 40, 60)),
        (b"10 20 m 40 20 40 60 v 10 20 40 60 y f", (10, 20, 40, 60)),
        (b"q 2 0 0 2 10 20 cm 0 0 15 20 re f Q", (10, 20, 40, 60)),
        (b"q 0 1 -1 0 40 20 cm 0 0 40 30 re f Q", (10, 20, 40, 60)),
        (b"q 1 0 0 1 5 5 cm q 1 0 0 1 5 15 cm Q 5 15 30 40 re f Q", (10, 20, 40, 60)),
        (b"10 20 30 40 re W n 0 0 99 99 re f", (10, 20, 40, 60)),
        (b"0 0 40 60 re W n 10 20 99 99 re W n 0 0 99 99 re f", (10, 20, 40, 60)),
        (b"2 w 11 21 28 38 re S", (10, 20, 40, 60)),
        (b"q 30 0 0 40 10 20 cm /P Do Q", (10, 20, 40, 60)),
        (b"99 99 m 10 20 30 40 re f", (10, 20, 40, 60)),
    ],
)
def test_the_place_of_what_is_painted_is_known(
    content: bytes, edges: tuple[float, float, float, float]
) -> None:
    assert last(content).box == pytest.approx(edges)


def test_the_state_is_remembered_and_brought_back() -> None:
    paint = last(b"0 0 0 .5 k q 1 0 0 0 k 0 0 0 .1 K Q 9 9 9 9 re f")
    assert paint.colour and paint.colour.shares == (0, 0, 0, 0.5)
    dark = last(b"Q Q Q 0 0 0 .5 k 9 9 9 9 re f")
    assert dark.colour and dark.colour.shares == (0, 0, 0, 0.5)


def test_a_colour_space_begins_with_its_own_colour() -> None:
    for name, shares in (
        (b"/DeviceCMYK", (0, 0, 0, 1)),
        (b"/DeviceGray", (0,)),
        (b"/Spot", (1,)),
    ):
        paint = last(name + b" cs 9 9 9 9 re f")
        assert paint.colour and paint.colour.shares == shares


def test_what_cannot_be_seen_is_not_painted() -> None:
    count = len(painted().paints)
    clear = resource("ExtGState", lambda pdf: Dictionary(ca=0, CA=0))
    for content in (
        b"9 9 9 9 re n",
        b"9999 9999 9 9 re f",
        b"9 9 9 9 re W n 50 50 9 9 re f",
        b"/New gs 9 9 9 9 re B",
        b"9 9 m f",
        b"f",
    ):
        assert len(painted(clear, drawing(content)).paints) == count


def test_a_form_is_drawn_in_the_state_that_it_is_called_in() -> None:
    form = in_form(b"9 9 9 9 re f")
    paint = last(b"0 .3 0 0 k q 2 0 0 2 0 0 cm /F Do Q", form)
    assert paint.colour and paint.colour.shares == (0, 0.3, 0, 0)
    assert paint.box == pytest.approx((18, 18, 36, 36))


def test_marked_content_says_what_is_a_mark() -> None:
    assert last(b"/Artifact <</Type /Page>> BDC 9 9 9 9 re f EMC").is_mark
    assert last(b"/Artifact <</Type /Page>> BDC /P BMC EMC 9 9 9 9 re f EMC").is_mark
    assert not last(b"/Artifact <</Type /Page>> BDC EMC 9 9 9 9 re f").is_mark
    assert not last(b"/Artifact <</Type /Pagination>> BDC 9 9 9 9 re f EMC").is_mark
    named = resource("Properties", lambda pdf: Dictionary(Type=Name.Page), "M")
    assert last(b"/Artifact /M BDC 9 9 9 9 re f EMC", named).is_mark


def test_forms_that_draw_one_another_are_followed_once() -> None:
    def circle(pdf: Pdf) -> None:
        forms = pdf.pages[0].obj.Resources.XObject
        other = Stream(pdf, b"/F Do", Subtype=Name.Form, BBox=box(0))
        other.Resources = Dictionary(XObject=Dictionary(F=forms.F))
        forms.F.Resources = Dictionary(XObject=Dictionary(O=pdf.make_indirect(other), F=forms.F))
        forms.F.write(b"/O Do 1 0 0 rg 9 9 9 9 re f")

    assert told(make_press_pdf(circle), EXPECTED, "press-colour") == [
        "a shape is in RGB, not in inks"
    ]


def test_forms_in_forms_in_forms_come_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.preflight.streams.operators.MOST_STEPS", 9000)

    assert painted(tower(40, b"/F Do /F Do /F Do")).limit == "9000 steps"


def tower(height: int, content: bytes) -> Change:
    """Put the page's form in a form in a form in a form."""

    def build(pdf: Pdf) -> None:
        inner = pdf.pages[0].obj.Resources.XObject.F
        inner.write(b"1 0 0 rg 9 9 9 9 re f")
        for _ in range(height):
            form = Stream(pdf, content, Subtype=Name.Form, BBox=box(0))
            form.Resources = Dictionary(XObject=Dictionary(F=inner))
            inner = pdf.make_indirect(form)
        pdf.pages[0].obj.Resources.XObject.F = inner

    return build


def test_forms_are_followed_deep_and_no_deeper() -> None:
    assert len(told(make_press_pdf(tower(50, b"/F Do")), EXPECTED, "press-colour")) == 1
    assert painted(tower(50, b"/F Do")).limit == ""
    assert painted(tower(150, b"/F Do")).limit == "64 drawings inside one another"


def space_within_itself(pdf: Pdf) -> None:
    space = pdf.make_indirect(Array([Name.Indexed]))
    space.append(space)
    pdf.pages[0].obj.Resources.ColorSpace.New = space


def test_a_colour_space_within_itself_is_no_crash() -> None:
    pdf = make_press_pdf(space_within_itself, drawing(b"/New cs 0 sc 9 9 9 9 re f"))
    assert isinstance(told(pdf, EXPECTED, *OURS), list)


ODD: list[Any] = [
    Name.Niets,
    String("niets"),
    Array([]),
    Array([Array([])]),
    Array([1, Name.Niets, String("x")]),
    Dictionary(),
    Dictionary(S=Dictionary(S=Name.X)),
    17,
    -1.5,
    True,
]
PLACES = [
    *("Root.OutputIntents", "Root.OutputIntents.0", "Root.OutputIntents.0.DestOutputProfile"),
    *("Root.OutputIntents.0.OutputConditionIdentifier", "Root.Metadata", "Info.Trapped"),
    *("Info.GTS_PDFXVersion", "Info.CreationDate", "Page.Group", "Page.Annots", "Page.Contents"),
    *("Page.Resources", "Page.Resources.XObject", "Page.Resources.XObject.F"),
    *("Page.Resources.XObject.F.Subtype", "Page.Resources.XObject.F.Resources"),
    *("Page.Resources.XObject.F.BBox", "Page.Resources.XObject.F.Matrix"),
    *("Page.Resources.XObject.F.Group", "Page.Resources.XObject.F.OC"),
    *("Page.Resources.XObject.P.ColorSpace", "Page.Resources.XObject.P.ImageMask"),
    *("Page.Resources.Pattern", "Page.Resources.Pattern.T", "Page.Resources.Pattern.T.Matrix"),
    *("Page.Resources.Pattern.T.PatternType", "Page.Resources.Pattern.T.PaintType"),
    *("Page.Resources.Pattern.T.Resources", "Page.Resources.ExtGState"),
    *("Page.Resources.ExtGState.G", "Page.Resources.ExtGState.G.ca"),
    *("Page.Resources.ExtGState.G.BM", "Page.Resources.ExtGState.G.SMask"),
    *("Page.Resources.ExtGState.G.Font", "Page.Resources.ExtGState.G.LW"),
    *("Page.Resources.ExtGState.G.op", "Page.Resources.ColorSpace"),
    *("Page.Resources.ColorSpace.Spot", "Page.Resources.ColorSpace.Spot.0"),
    *("Page.Resources.ColorSpace.Spot.1", "Page.Resources.ColorSpace.Spot.2"),
    *("Page.Resources.Shading", "Page.Resources.Shading.S", "Page.Resources.Font"),
    *("Page.Resources.Shading.S.ColorSpace", "Page.Resources.Properties"),
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("pdfx", list(PdfX))
def test_something_odd_in_any_place_is_no_crash(place: str, pdfx: PdfX) -> None:
    *way, final = place.split(".")
    for odd in ODD:

        def spoil(pdf: Pdf, odd: Any = odd) -> None:
            owners = {"Root": pdf.Root, "Info": pdf.trailer.Info, "Page": pdf.pages[0].obj}
            owner: Object = owners[way[0]]
            for key in way[1:]:
                owner = owner[int(key)] if key.isdigit() else owner[f"/{key}"]
            if final.isdigit():
                owner[int(final)] = odd
            else:
                owner[f"/{final}"] = odd

        pdf = make_press_pdf(spoil, pdfx=pdfx)
        for expected in (EXPECTED, FOREIGN):
            assert isinstance(told(pdf, expected, *OURS), list)


@pytest.mark.parametrize(
    "content",
    [
        b"1 2 3 /T scn 1 0 0 /T SCN 9 9 9 9 re B",
        b"scn sc cs CS k K BDC BMC EMC EMC EMC gs Do sh Tf Tj TJ ' \" Q Q w cm re f S",
        b"BMC 1 1 1 1 k",
        b"/Artifact /Named BDC 1 0 0 0 k EMC",
        b"(a) (b) (c) (d) k true false null 1 k [1] [2] <</A 1>> 4 k /A /B /C /D re f",
        b"[ << ( 1 k",
        b"BI /CS /RGB ID",
        b"BI ID EI BI /W -1 /H 9 /CS [/Indexed ID abc EI",
        b"\x00\xff\xfe<</A>>>>",
        b"99999999999999999999999999 0 0 0 k 9 9 9 9 re f",
        b"9" * 400 + b" 0 0 1 0 0 cm 9 9 9 9 re f 0 9 m 9 0 l S",
        b"9" * 300 + b" 0 m 0 " + b"9" * 300 + b" l 9 9 l 5 5 l f",
        b"0 0 0 0 0 0 cm 9 9 9 9 re B /P Do /F Do BT /F 9 Tf (a) Tj ET",
        b"/T /T /T cs /T scn /Pattern CS /Niets SCN 9 9 9 9 re B",
        b"q " * 9000 + b"9 9 9 9 re f",
        b"BT /X /Y Tf 9 Tr 1e9 Tr -5 Tr (a) Tj ET 12 m l 3 4 5 c",
    ],
)
def test_content_that_makes_no_sense_is_no_crash(content: bytes) -> None:
    for change in (drawing(content), in_form(content)):
        assert isinstance(told(make_press_pdf(change), EXPECTED, *OURS), list)


def test_a_page_without_resources_or_contents_is_let_be() -> None:
    def clear(pdf: Pdf) -> None:
        del pdf.pages[0].obj.Resources, pdf.pages[0].obj.Contents

    assert told(make_press_pdf(clear), EXPECTED, *OURS) == []


GOOD = make_press_pdf()


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_a_damaged_file_for_the_press_has_findings_and_is_no_crash(data: st.DataObject) -> None:
    pdf = bytearray(GOOD)
    start = data.draw(st.integers(0, len(pdf) - 1))
    if data.draw(st.booleans()):
        del pdf[start : start + data.draw(st.integers(1, 200))]
    else:
        pdf[start : start + 4] = data.draw(st.binary(min_size=4, max_size=4))
    with suppress(*UNREADABLE_ERRORS):  # what can't be opened at all is another rule's matter
        assert isinstance(told(bytes(pdf), EXPECTED, *OURS), list)


TOKENS = [
    *("q", "Q", "cm", "w", "gs", "g", "rg", "k", "cs", "sc", "scn", "m", "l", "c", "re", "W", "n"),
    *("f", "S", "B", "sh", "Do", "BT", "Tf", "Td", "Tj", "ET", "BDC", "EMC", "0", "1", "-1", "0"),
    *(".5", "12", "99999", "/P", "/F", "/T", "/G", "/Spot", "/Pattern", "/H", "(a)", "[(a)]"),
    *("<<>>", "true", "9", "20", "/S", "/None"),
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(TOKENS), max_size=60))
def test_any_row_of_operators_and_operands_is_no_crash(tokens: list[str]) -> None:
    content = drawing(" ".join(tokens).encode())
    assert isinstance(told(make_press_pdf(content), EXPECTED, *OURS), list)
