"""What is too near the cut: text and pictures."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from generator.model.mark import Mark
from generator.preflight import Expected, SourceText
from tests.preflight.conftest import MakePdf, found

RULE = "safe-area"
BOX = "div{position:absolute;width:9mm;height:9mm;"


def pixel() -> str:
    """A red pixel as data: address."""
    saved = BytesIO()
    Image.new("RGB", (1, 1), (255, 0, 0)).save(saved, "PNG")
    return f"data:image/png;base64,{b64encode(saved.getvalue()).decode()}"


@pytest.mark.parametrize(
    ("css", "words"),
    [
        ("p{position:absolute;left:-3mm;top:10mm}", "comes within 2.2 mm of the left trim"),
        ("p{position:absolute;right:-2mm;top:10mm}", "mm of the right trim"),
        ("p{position:absolute;bottom:-3mm}", "mm of the bottom trim"),
        ("p{position:absolute;top:-4mm}", "mm of the top trim"),
        ("p{position:absolute;left:-9mm;top:10mm}", "runs 3.8 mm past the left trim"),
    ],
)
def test_text_too_near_the_trim_is_found(
    make_pdf: MakePdf, expected: Expected, css: str, words: str
) -> None:
    (finding,) = found(make_pdf("<p>Bel ons", css), expected, RULE)
    assert words in finding.message
    assert "'Bel" in finding.message or "ons'" in finding.message
    assert finding.detail == "safe area 4 mm"
    assert len(finding.places) == 1


def test_text_right_at_the_safe_area_is_let_be(make_pdf: MakePdf, expected: Expected) -> None:
    assert found(make_pdf(css="@page{margin:4mm}"), expected, RULE) == []
    near = make_pdf(css="@page{margin:1mm}")
    assert found(near, replace(expected, safe_area_mm=None), RULE) == []


def test_our_own_text_is_told_by_name_and_by_how_much_to_shorten_it(
    make_pdf: MakePdf, expected: Expected
) -> None:
    answer = "Twijfelen mag. Ook met alleen een vermoeden kun je in actie komen. " * 3
    texts = (SourceText("the answer of drempel 7", answer, Mark("content/nl.yaml", 84, 7)),)
    pdf = make_pdf(f"<p>{answer}", "p{position:absolute;bottom:-3mm;width:70mm}")
    wanted = replace(expected, texts=texts, document="card-85x55")
    (finding,) = found(pdf, wanted, RULE)
    told = str(finding)
    assert told.startswith("content/nl.yaml:84:7: the answer of drempel 7 comes within 2.")
    assert (
        " mm of the bottom trim on card-85x55 page 1 (safe area 4 mm). Shorten it by about" in told
    )
    characters = int(finding.cure.split()[-2])
    assert 20 < characters < 90, "one line of the text"


def test_a_picture_too_near_the_trim_is_found(make_pdf: MakePdf, expected: Expected) -> None:
    css = "img{position:absolute;width:9mm;height:9mm;right:-3mm;top:20mm}"
    (finding,) = found(make_pdf(f'<img src="{pixel()}" alt="x">', css), expected, RULE)
    assert finding.message == "a picture comes within 2.0 mm of the right trim"


def test_a_drawing_too_near_the_trim_is_found(make_pdf: MakePdf, expected: Expected) -> None:
    css = "div{position:absolute;width:9mm;height:9mm;left:-4mm;top:20mm;background:red}"
    (finding,) = found(make_pdf("<div></div>", css), expected, RULE)
    assert finding.message == "a drawing comes within 1.0 mm of the left trim"


@pytest.mark.parametrize(
    "css",
    [
        "div{position:absolute;inset:-8mm;background:red}",  # runs on into the bleed
        f"{BOX}left:-5mm;top:9mm;background:red}}",  # ends at the trim
        f"{BOX}left:-3mm;top:9mm;background:white}}",
        f"{BOX}left:-0.9mm;top:9mm;background:red}}",
    ],
)
def test_grounds_and_what_cannot_be_seen_may_be_near_it(
    make_pdf: MakePdf, expected: Expected, css: str
) -> None:
    assert found(make_pdf("<div></div>", css), expected, RULE) == []
