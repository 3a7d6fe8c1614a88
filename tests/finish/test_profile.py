"""The profile of the press, put into a PDF that was made without it."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from generator.finish import FinishOptions, complete, finish_without_profile
from generator.finish.profile import put_profile
from generator.model.condition import PdfX
from tests.finish.conftest import MakeOneUp
from tests.finish.test_dress import CARD, PRESS, PROFILE

_ID = re.compile(rb"/ID \[[^]]*\]")


@pytest.fixture(scope="module", params=PdfX, ids=str)
def options(request: pytest.FixtureRequest, ttf: bytes) -> FinishOptions:
    return FinishOptions(press=replace(PRESS, pdfx=request.param), font=ttf)


@pytest.fixture(scope="module")
def hollow(options: FinishOptions, make_one_up: MakeOneUp) -> bytes:
    return finish_without_profile(make_one_up(4, CARD), options)


def test_a_pdf_is_handed_around_without_the_profile(hollow: bytes, options: FinishOptions) -> None:
    assert len(complete(hollow, options)) - len(hollow) > 700_000
    assert len(hollow) < 60_000


def test_the_profile_is_in_the_output_intent_and_nothing_tells_that_it_was_not(
    hollow: bytes, options: FinishOptions
) -> None:
    pdf = complete(hollow, options)
    assert b"Drempels" in pdf  # it says what made it
    assert b"DrempelsProfile" not in pdf
    with pikepdf.open(BytesIO(pdf), attempt_recovery=False) as document:
        profile = document.Root.OutputIntents[0].DestOutputProfile
        assert profile.read_bytes() == PROFILE
        assert int(profile.N) == 4
        assert str(profile.Alternate) == "/DeviceCMYK"
        assert document.check_pdf_syntax() == []


def test_each_object_begins_where_the_table_says(hollow: bytes, options: FinishOptions) -> None:
    pdf = complete(hollow, options)
    start = int(re.findall(rb"startxref\n(\d+)\n%%EOF\n$", pdf)[0])
    entries = re.findall(rb"(\d{10}) 00000 n \n", pdf[start:])
    for number, entry in enumerate(entries, 1):
        assert pdf[int(entry) :].startswith(b"%d 0 obj\n" % number)
    assert len(entries) > 20


def test_it_is_what_would_have_been_written_with_the_profile_inside(hollow: bytes) -> None:
    # Written once more: then it doesn't matter any more which streams were packed already.
    pdf = put_profile(rewritten(hollow), PROFILE)
    assert _ID.sub(b"", rewritten(pdf)) == _ID.sub(b"", pdf)


def rewritten(pdf: bytes) -> bytes:
    written = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(
            written,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            fix_metadata_version=False,
        )
    return written.getvalue()


def test_what_is_for_no_press_stays_as_it_is() -> None:
    assert complete(b"any", FinishOptions()) == b"any"


@pytest.mark.parametrize("cut", [b"/DrempelsProfile", b"startxref", b"xref\n0"])
def test_a_pdf_without_a_place_for_it_is_refused(hollow: bytes, cut: bytes) -> None:
    with pytest.raises(ValueError, match="no place for a profile"):
        put_profile(hollow.replace(cut, b"x" * len(cut)), PROFILE)
