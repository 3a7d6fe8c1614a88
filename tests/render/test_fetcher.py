"""A document gets what it carries and our fonts; whatever else it asks for ends the job."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from generator.errors import RenderError
from generator.model.document import Html
from generator.render.layout import count_pages, render

if TYPE_CHECKING:
    from tests.render.conftest import MakeHtml

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


def told(html: Html) -> str:
    with pytest.raises(RenderError) as caught:
        render(html, tagged=False)
    return str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "FILE:///etc/hostname",
        "http://127.0.0.1:9/logo.png",
        "https://example.org/logo.png",
        "//example.org/logo.png",
        "ftp://example.org/logo.png",
        "logo.png",
        "../logo.png",
        "/etc/hostname",
        "font:comic-sans",
        "font:../../etc/hostname",
    ],
)
@pytest.mark.parametrize(
    "asking",
    [
        '<img src="{}" alt="x">',
        "<style>p{{background:url('{}')}}</style><p>x",
        "<p style='background:url({})'>x",
    ],
    ids=["image", "style sheet", "style attribute"],
)
def test_an_address_outside_the_document_is_refused_by_name(
    address: str, asking: str, make_html: MakeHtml
) -> None:
    assert address.lower() in told(make_html(asking.format(address))).lower()


@pytest.mark.parametrize("address", ["file:///etc/hostname", "https://example.org/x", "x.css"])
@pytest.mark.parametrize(
    "css",
    [
        "@import '{}';",
        "@font-face{{font-family:'Vreemd';src:url({})}} p{{font-family:'Vreemd'}}",
        "@page{{background:url({})}}",
        "li{{list-style-image:url({})}}",
        "p::before{{content:url({})}}",
    ],
)
def test_no_kind_of_rule_gets_past_the_fetcher(css: str, address: str, make_html: MakeHtml) -> None:
    body = "<p>tekst<ul><li>punt</ul>"
    assert address in told(make_html(f"<style>{css.format(address)}</style>{body}"))
    if not css.startswith("@import"):
        assert address in told(make_html(body, css=css.format(address)))


@pytest.mark.parametrize(
    "element",
    [
        '<link rel="stylesheet" href="{}">',
        '<link rel="attachment" href="{}">',
        '<object data="{}"></object>',
        '<embed src="{}">',
    ],
)
def test_no_kind_of_element_gets_past_the_fetcher(element: str, make_html: MakeHtml) -> None:
    address = "file:///etc/hostname"
    assert address in told(make_html(element.format(address)))


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="file:///etc/hostname" width="9" height="9"/>',
        '<image href="https://example.org/x.png" width="9" height="9"/>',
        '<style>@import "file:///etc/hostname";</style><rect width="9" height="9"/>',
    ],
)
def test_a_picture_that_asks_for_another_file_stops_the_job(
    inside: str, make_html: MakeHtml
) -> None:
    content = base64.b64encode(SVG.format(inside).encode()).decode()
    told(make_html(f'<img src="data:image/svg+xml;base64,{content}" style="width:2cm" alt="x">'))


def test_a_refusal_says_what_is_given_and_what_helps(make_html: MakeHtml) -> None:
    message = told(make_html('<img src="https://example.org/a.png">'))
    assert message.startswith("the document asks for https://example.org/a.png; ")
    assert "font:heading-display" in message
    assert "Hint: put the picture into the document itself, as a data: address" in message


def test_a_very_long_address_is_shown_in_part(make_html: MakeHtml) -> None:
    message = told(make_html(f'<img src="https://example.org/{"x" * 5000}">'))
    assert "https://example.org/xxx" in message
    assert len(message) < 500


def test_pictures_in_the_document_itself_are_drawn(make_html: MakeHtml) -> None:
    red = base64.b64encode(SVG.format('<rect width="9" height="9" fill="red"/>').encode()).decode()
    image = f'<img src="data:image/svg+xml;base64,{red}" style="width:20mm" alt="rood">'
    with pypdfium2.PdfDocument(render(make_html(image), tagged=False).pdf) as document:
        picture = document[0].render(scale=1).to_pil().convert("RGB")
    assert picture.getpixel((40, 40)) == (255, 0, 0)


def test_a_refusal_does_not_spoil_the_next_document(make_html: MakeHtml) -> None:
    told(make_html('<img src="file:///etc/hostname">'))
    assert count_pages(make_html("<p>goed")).by_part == {"document": 1}
