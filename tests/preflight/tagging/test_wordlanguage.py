"""Text is in the language that the document says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import String

from generator.model.target import Target
from generator.preflight import Expected
from tests.preflight.conftest import found
from tests.preflight.tagging.test_structure import elements

if TYPE_CHECKING:
    from tests.preflight.conftest import Change, MakePdf

Changed = Callable[[bytes, "Change"], bytes]
FOREIGN = Expected(target=Target.SCREEN)
DUTCH = (
    "Wacht niet tot je het zeker weet. Een vermoeden of een gevoel is al genoeg om iets te doen. "
    "Schrijf op wat je ziet en hoort, met de datum erbij, en bespreek het met een collega."
)
ENGLISH = (
    "Do not wait until you are certain. A suspicion or a feeling is enough to act upon. "
    "Write down what you see and hear, with the date, and talk about it with a colleague."
)
POLISH = (
    "Nie czekaj, aż będziesz mieć pewność. Podejrzenie wystarczy, aby zacząć działać. "
    "Zapisz, co widzisz i słyszysz, razem z datą, i porozmawiaj o tym z koleżanką z pracy."
)
CSS = "body{font-size:6pt}"


def speaking(language: str) -> Callable[[pikepdf.Pdf], None]:
    """Return a change that sets the language."""
    return lambda pdf: pdf.Root.__setitem__("/Lang", String(language))


@pytest.mark.parametrize(
    ("text", "said", "message"),
    [
        (DUTCH, "en", "the text reads as Dutch; the document says English"),
        (ENGLISH, "nl", "the text reads as English; the document says Dutch"),
        (POLISH, "nl-NL", "the text reads as Polish; the document says Dutch"),
        (DUTCH, "cy", "the text reads as Dutch; the document says 'cy'"),
    ],
)
def test_text_in_another_language_is_found(
    make_pdf: MakePdf, changed: Changed, text: str, said: str, message: str
) -> None:
    pdf = changed(make_pdf(f"<p>{text}", CSS), speaking(said))
    (finding,) = found(pdf, FOREIGN, "text-language")
    assert (finding.message, finding.page) == (message, 1)


@pytest.mark.parametrize(
    ("text", "said"), [(DUTCH, "nl"), (ENGLISH, "en-GB"), (POLISH, "pl"), (DUTCH, "tlh")]
)
def test_text_in_the_language_that_it_says_is_let_be(
    make_pdf: MakePdf, changed: Changed, text: str, said: str
) -> None:
    pdf = changed(make_pdf(f"<p>{text}", CSS), speaking(said))
    assert found(pdf, FOREIGN, "text-language") == []


def test_a_few_words_tell_no_language(make_pdf: MakePdf, changed: Changed) -> None:
    pdf = changed(make_pdf("<p>Bel 112, of het nummer van Veilig Thuis"), speaking("en"))
    assert found(pdf, FOREIGN, "text-language") == []


def test_one_page_in_another_language_is_found_unless_it_says_so(
    make_pdf: MakePdf, changed: Changed
) -> None:
    def say(opened: pikepdf.Pdf) -> None:
        list(elements(opened, "P"))[1].Lang = String("en-GB")

    pdf = make_pdf(f"<p>{DUTCH}<p style='break-before:page'>{ENGLISH}", CSS)
    (finding,) = found(pdf, FOREIGN, "text-language")
    assert (finding.page, finding.message) == (
        2,
        "the text reads as English; the document says Dutch",
    )
    assert found(changed(pdf, say), FOREIGN, "text-language") == []


def test_our_own_text_is_not_guessed_at(make_pdf: MakePdf, expected: Expected) -> None:
    assert found(make_pdf(f"<p>{ENGLISH}", CSS), expected, "text-language") == []
