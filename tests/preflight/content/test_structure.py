"""What a translation lacks beside the campaign's own language."""

from __future__ import annotations

from typing import Any

import pytest

from generator.model.campaign import Section, Titled
from tests.made_up import make_campaign
from tests.preflight.content.conftest import Found, make_english

LABELS = {"qr_alt": "QR-code naar {url}", "bleed": "Afloop rondom {mm} mm."}


def compare(
    found: Found, dutch: dict[str, Any], english: dict[str, Any], rule: str = "same-structure"
) -> list[str]:
    return found(rule, make_campaign(**dutch), make_english(**english))


def test_a_slot_that_a_translation_lost_is_found(found: Found) -> None:
    english = {"qr_alt": "QR code for the website", "bleed": "Bleed {mm} mm."}
    (said,) = compare(found, {"labels": LABELS}, {"labels": english})
    assert "label 'qr_alt' lacks {url}. Write the slots of content/nl.yaml as they are" in said


def test_a_slot_that_was_translated_is_found(found: Found) -> None:
    english = {"qr_alt": "QR code for {url}", "bleed": "Bleed {millimetres} mm."}
    (said,) = compare(found, {"labels": LABELS}, {"labels": english})
    assert "label 'bleed' lacks {mm} and has {millimetres}" in said


@pytest.mark.parametrize("label", ["QR-code naar {url", "QR-code naar url}", "{ url }"])
def test_half_a_slot_is_found(found: Found, label: str) -> None:
    (said,) = found("same-structure", make_campaign(labels={"qr_alt": label}))
    assert "label 'qr_alt' has a brace that isn't part of a slot such as {url}" in said


def test_a_slot_in_running_text_is_found(found: Found) -> None:
    (said,) = found("same-structure", make_campaign(intro="Ga naar {url}."))
    assert "the intro has {url}, which is printed as it stands. Only labels have slots" in said


def test_a_section_that_lost_its_link_is_found(found: Found) -> None:
    section = {"title": "Leren", "text": "Volg de les."}
    with_link, without = Section(**section, link="buit"), Section(**section)
    (said,) = compare(found, {"sections": {"learn": with_link}}, {"sections": {"learn": without}})
    assert "section 'learn' has no link, but 'buit' in content/nl.yaml" in said
    (said,) = compare(found, {"sections": {"learn": without}}, {"sections": {"learn": with_link}})
    assert "section 'learn' has link 'buit', but none in content/nl.yaml" in said


def test_a_text_that_was_not_translated_is_found(found: Found) -> None:
    step = (Titled(title="Kijk", text="Let goed op signalen."),)
    (said,) = compare(found, {"steps": step}, {"steps": step}, "untranslated")
    assert "content/en.yaml: step 1 is word for word that of content/nl.yaml. Translate it." in said


def test_a_copied_file_is_one_finding(found: Found) -> None:
    (said,) = found("untranslated", make_campaign(), make_campaign(language="en"))
    assert "texts are word for word those of content/nl.yaml. Translate them." in said


def test_dutch_for_belgium_may_say_the_same(found: Found) -> None:
    assert not found("untranslated", make_campaign(), make_campaign(language="nl-BE"))


def test_names_and_short_labels_may_be_the_same(found: Found) -> None:
    names = {"checksum": "SHA-256", "buit": "BUIT voor professionals"}
    assert not compare(found, {"labels": names}, {"labels": names}, "untranslated")
