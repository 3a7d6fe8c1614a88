"""A file that doesn't say for which press it is, or says it wrongly."""

from __future__ import annotations

from importlib.resources import files

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from generator.model.condition import PdfX
from tests.preflight.press_page import (
    EXPECTED,
    FOREIGN,
    OFFICE,
    Change,
    make_press_pdf,
    told,
)

REAL = (files("generator") / "profiles" / "ISOcoated_v2_300_bas.icc").read_bytes()
SCREEN_PROFILE = REAL[:12] + b"mntrRGB " + REAL[20:]


def profile(data: bytes, components: int = 4) -> Change:
    def put(pdf: Pdf) -> None:
        stream = pdf.Root.OutputIntents[0].DestOutputProfile
        stream.write(data)
        stream.N = components

    return put


INTENTS: list[tuple[Change, str]] = [
    (
        lambda pdf: pdf.Root.__delitem__("/OutputIntents"),
        "the file has no output intent for PDF/X; it must have one",
    ),
    (
        lambda pdf: pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0]),
        "the file has 2 output intents for PDF/X; it must have one",
    ),
    (
        lambda pdf: pdf.Root.OutputIntents[0].__setitem__("/S", Name.GTS_PDFA1),
        "the file has no output intent for PDF/X; it must have one",
    ),
    (
        lambda pdf: pdf.Root.__setitem__("/OutputIntents", Name.Niets),
        "the file has no output intent for PDF/X; it must have one",
    ),
    (
        lambda pdf: pdf.Root.OutputIntents[0].__delitem__("/OutputConditionIdentifier"),
        "the output intent doesn't name its printing condition",
    ),
    (
        lambda pdf: pdf.Root.OutputIntents[0].__delitem__("/DestOutputProfile"),
        "the output intent has no profile",
    ),
]


@pytest.mark.parametrize(("change", "message"), INTENTS)
def test_a_file_that_does_not_say_for_which_press_it_is_is_found(
    change: Change, message: str
) -> None:
    assert told(make_press_pdf(change), EXPECTED, "output-intent") == [message]
    assert told(make_press_pdf(profile(REAL), change), FOREIGN, "output-intent") == [message]
    assert told(make_press_pdf(change), OFFICE, "output-intent") == []


def test_our_own_files_have_the_print_shops_profile_and_no_other() -> None:
    message = "the output intent has another profile than the print shop's"
    assert told(make_press_pdf(profile(REAL)), EXPECTED, "output-intent") == [message]


PROFILES = [
    (b"geen profiel", 4, "the output intent's profile isn't an ICC profile"),
    (b"", 4, "the output intent's profile isn't an ICC profile"),
    (
        SCREEN_PROFILE,
        3,
        "the output intent's profile is of a screen or a scanner, not of a press",
    ),
    (
        REAL[:16] + b"RGB " + REAL[20:],
        3,
        "the output intent's profile is for RGB, not for a press in four inks",
    ),
    (REAL[:5000], 4, "the end of the output intent's profile is missing"),
    (REAL, 3, "the output intent doesn't say that its profile has four inks"),
]


@pytest.mark.parametrize(("data", "components", "message"), PROFILES)
def test_a_profile_that_is_not_of_a_press_is_found(
    data: bytes, components: int, message: str
) -> None:
    pdf = make_press_pdf(profile(data, components))
    assert told(pdf, FOREIGN, "output-intent") == [message]


def test_a_profile_of_a_press_is_let_be_also_when_it_is_compressed() -> None:
    assert told(make_press_pdf(profile(REAL)), FOREIGN, "output-intent") == []

    def damage(pdf: Pdf) -> None:
        pdf.Root.OutputIntents[0].DestOutputProfile.write(b"kapot", filter=Name.FlateDecode)

    message = "the output intent's profile can't be read"
    for expected in (FOREIGN, EXPECTED):
        assert told(make_press_pdf(damage), expected, "output-intent") == [message]


def test_a_condition_in_the_registry_needs_no_profile_in_older_flavours() -> None:
    def name_it(pdf: Pdf) -> None:
        del pdf.Root.OutputIntents[0].DestOutputProfile
        pdf.Root.OutputIntents[0].RegistryName = String("http://www.color.org")

    missing = ["the output intent has no profile"]
    x1a = make_press_pdf(name_it, pdfx=PdfX.X1A)
    assert told(x1a, FOREIGN, "output-intent") == []
    assert told(x1a, EXPECTED, "output-intent") == missing
    assert told(make_press_pdf(name_it), FOREIGN, "output-intent") == missing


def test_an_intent_for_archives_beside_it_does_no_harm() -> None:
    def add(pdf: Pdf) -> None:
        other = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1)
        pdf.Root.OutputIntents = Array([other, pdf.Root.OutputIntents[0]])

    assert told(make_press_pdf(profile(REAL), add), FOREIGN, "output-intent") == []
