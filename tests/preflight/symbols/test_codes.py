"""QR codes as printed: there or not, readable, large, dark and free enough."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from generator.model.geometry import Size
from generator.model.layout import Layout
from generator.model.sheet import fill_sheet
from generator.model.target import Target
from generator.preflight import Expected
from tests.preflight.conftest import found
from tests.preflight.printed import A6, ADDRESS, Line, Printed, area, print_page, print_pages

FOREIGN = Expected(target=Target.OFFICE)
OURS = replace(FOREIGN, font_names=frozenset({"Helvetica"}), codes=frozenset({ADDRESS}))
INK = "0.04 0.23 0.29 rg"
GROUND = f"{INK} {area(0, 0, A6.width_mm, A6.height_mm)} f"
SIDE = Printed().module * Printed().modules
LABEL = Line("voorbeeld.nl", top=60)
LOOKS = (
    "qr-missing",
    "qr-unreadable",
    "qr-damaged",
    "qr-quiet-zone",
    "qr-module",
    "qr-size",
    "qr-contrast",
)


@pytest.mark.parametrize("turned", [0, 7, 45, 90, 180, 270])
def test_a_good_code_is_let_be_whatever_way_it_is_turned(turned: float) -> None:
    pdf = print_page(Printed(turned=turned), LABEL)
    assert found(pdf, FOREIGN, *LOOKS) == []
    assert found(pdf, OURS, *LOOKS) == []


@pytest.mark.parametrize(
    "code",
    [
        Printed(dark=INK, left=10, top=10),  # on a dark ground with four modules of light
        Printed(module=0.6),  # 15 mm
        Printed(dark="0.06 0.48 0.53 rg", light="1 1 1 rg"),
        Printed(light="1 .82 .4 rg"),
    ],
)
def test_a_code_as_it_should_be_is_let_be(code: Printed) -> None:
    assert found(print_page(code, under=GROUND), FOREIGN, *LOOKS) == []


def test_a_code_that_was_ordered_and_is_not_there_is_found() -> None:
    (finding,) = found(print_page(LABEL), OURS, *LOOKS)
    assert finding.rule == "qr-missing"
    assert finding.message == f"no QR code leads to '{ADDRESS}', which was ordered"
    assert found(print_page(LABEL), FOREIGN, *LOOKS) == []


@pytest.mark.parametrize("covered", [0.35, 0.5, 0.7])
def test_a_code_under_a_logo_that_is_too_large_is_found(covered: float) -> None:
    (finding,) = found(print_page(Printed(covered=covered)), FOREIGN, *LOOKS)
    assert finding.rule == "qr-unreadable"
    assert finding.page == 1
    (place,) = finding.places
    assert abs(place.left + place.width / 2 - (20 + SIDE / 2)) < 2
    assert abs(place.top + place.height / 2 - (20 + SIDE / 2)) < 2


def test_a_code_under_a_smaller_logo_is_warned_of() -> None:
    (finding,) = found(print_page(Printed(covered=0.22)), FOREIGN, *LOOKS)
    assert finding.rule == "qr-damaged"
    assert finding.severity == "warning"
    assert "of its error correction left" in finding.message


def test_a_code_that_runs_off_the_page_is_found() -> None:
    (finding,) = found(print_page(Printed(top=A6.height_mm - 18)), FOREIGN, *LOOKS)
    assert finding.rule == "qr-unreadable"


@pytest.mark.parametrize("quiet", [0, 1, 2, 3])
def test_a_quiet_zone_that_is_too_narrow_is_measured(quiet: int) -> None:
    pdf = print_page(Printed(dark=INK, quiet=quiet), under=GROUND)
    (finding,) = found(pdf, FOREIGN, *LOOKS)
    assert finding.rule == "qr-quiet-zone"
    assert finding.message.startswith(
        f"the QR code for '{ADDRESS}' has {quiet}.0 modules of light on its "
    )
    assert finding.detail == "at least 4, here 3.2 mm"
    assert len(finding.places) == 1


@pytest.mark.parametrize(
    ("drawn", "modules", "side"),
    [
        (area(5, 10, 15, 50), 0.0, "left"),
        (area(5, 10, 13.4, 50), 2.0, "left"),
        (area(10, 20 + SIDE + 0.8, 50, 5), 1.0, "lower"),
        (area(10, 5, 50, 12.6), 3.0, "upper"),
        (area(20 + SIDE + 1.6, 10, 10, 50), 2.0, "right"),
    ],
)
def test_what_stands_too_near_a_code_is_told_with_its_side(
    drawn: str, modules: float, side: str
) -> None:
    (finding,) = found(print_page(Printed(), over=f"0 g {drawn} f"), FOREIGN, *LOOKS)
    assert finding.message.endswith(f"has {modules} modules of light on its {side} side")


def test_text_in_the_quiet_zone_is_found() -> None:
    pdf = print_page(Printed(), Line("www.voorbeeld.nl", top=20 + SIDE + 3))
    assert [one.rule for one in found(pdf, FOREIGN, *LOOKS)] == ["qr-quiet-zone"]


def test_the_trim_ends_a_quiet_zone() -> None:
    (finding,) = found(print_page(Printed(left=1.6)), FOREIGN, *LOOKS)
    assert finding.message.endswith("has 2.0 modules of light on its left side")


def test_the_trim_of_a_panel_on_a_sheet_ends_a_quiet_zone() -> None:
    layout = Layout(fill_sheet(A6, Size(50, 70)))
    panel = layout.grid_on(1).panels[0]
    sheet = replace(FOREIGN, layout=layout)
    near = Printed(left=panel.left + 0.8, top=panel.top + 10)
    (finding,) = found(print_page(near), sheet, *LOOKS)
    assert finding.message.endswith("has 1.0 modules of light on its left side")
    inside = Printed(left=panel.left + 10, top=panel.top + 10)
    assert found(print_page(inside), sheet, *LOOKS) == []


def test_modules_too_small_to_print_are_found() -> None:
    small, smallest = (
        {one.rule: one.message for one in found(print_page(Printed(module=mm)), FOREIGN, *LOOKS)}
        for mm in (0.45, 0.25)
    )
    assert set(small) == {"qr-size"}
    assert small["qr-size"].endswith("is 11.2 mm wide") or small["qr-size"].endswith("11.3 mm wide")
    assert set(smallest) == {"qr-module", "qr-size"}
    assert smallest["qr-module"].endswith("are 0.25 mm wide")


def test_on_screen_a_code_may_be_small() -> None:
    screen = replace(FOREIGN, target=Target.SCREEN)
    assert found(print_page(Printed(module=0.25)), screen, *LOOKS) == []


def test_a_code_in_light_on_dark_is_found() -> None:
    pdf = print_page(Printed(dark="1 g", light=INK), under=GROUND)
    (finding,) = found(pdf, FOREIGN, *LOOKS)
    assert finding.rule == "qr-contrast"
    assert finding.message.endswith("is light on dark")


@pytest.mark.parametrize(
    ("dark", "light", "contrast"),
    [(".95 g", "1 g", "11%"), (".85 g", "1 g", "31%"), ("1 .82 .4 rg", "1 1 1 rg", "32%")],
)
def test_a_pale_code_is_found_with_its_contrast(dark: str, light: str, contrast: str) -> None:
    (finding,) = found(print_page(Printed(dark=dark, light=light)), FOREIGN, *LOOKS)
    assert finding.rule == "qr-contrast"
    assert finding.message.endswith(f"has a contrast of {contrast}")


def test_a_small_code_on_a_large_page_is_read_all_the_same() -> None:
    pdf = print_page(Printed(module=0.5, left=300, top=500), LABEL, size=Size(594, 841))
    assert [one.rule for one in found(pdf, FOREIGN, *LOOKS)] == ["qr-size"]


def test_codes_in_several_inks_are_found_in_press_files() -> None:
    press = replace(FOREIGN, target=Target.PRESS)
    black, rich = (
        print_page(Printed(dark=dark, light="0 0 0 0 k")) for dark in ("0 0 0 1 k", ".6 .4 .4 1 k")
    )
    assert found(black, press, "qr-inks") == []
    (finding,) = found(rich, press, "qr-inks")
    assert finding.message == f"the QR code for '{ADDRESS}' is printed in 4 inks"
    assert finding.severity == "warning"


def test_the_same_fault_of_several_codes_is_told_once_a_page() -> None:
    pages = [[Printed(dark=".85 g"), Printed(dark=".85 g", left=60)], [Printed(dark=".85 g")]]
    findings = found(print_pages(pages), FOREIGN, *LOOKS)
    assert [(one.page, len(one.places)) for one in findings] == [(1, 2), (2, 1)]


def test_patterns_that_are_no_codes_are_let_be() -> None:
    squares = "".join(
        f"{area(20 + 2 * x, 20 + 2 * y, 2, 2)}\n"
        for x in range(20)
        for y in range(20)
        if (x + y) % 2
    )
    rings = "".join(
        f"{tone} g {area(20 + inset, 80 + inset, 30 - 2 * inset, 30 - 2 * inset)} f\n"
        for inset, tone in ((0, 0), (3, 1), (6, 0))
    )
    assert found(print_page(LABEL, over=f"0 g {squares} f {rings}"), FOREIGN, *LOOKS) == []


def test_tiles_of_a_poster_may_cut_through_a_code() -> None:
    tiles = replace(OURS, is_clipped=True)
    assert found(print_page(Printed(top=A6.height_mm - 18)), tiles, *LOOKS) == []


def test_a_page_of_codes_takes_no_time() -> None:
    codes = [
        Printed(module=0.6, left=8 + 32 * x, top=10 + 26 * y) for x in range(3) for y in range(5)
    ]
    pdf = print_page(*codes)
    found(pdf, OURS, *LOOKS)
    started = time.process_time()
    assert found(pdf, OURS, *LOOKS) == []
    assert time.process_time() - started < 2  # of this process alone: some 0.05
