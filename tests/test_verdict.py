"""What a build makes of findings: which keep a PDF from leaving, and how they are told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.errors import PreflightError
from generator.model.finding import Finding
from generator.verdict import refuse

FAULT = Finding("contrast", "error", "'Niemand' has a contrast of 2:1", cure="Use ink.", page=1)
WARNING = replace(FAULT, severity="warning")


def test_the_same_fault_on_several_pages_is_told_once() -> None:
    with pytest.raises(PreflightError) as caught:
        refuse([replace(FAULT, page=page) for page in (2, 4, 5, 6)], strict=False)
    (line,) = str(caught.value).splitlines()
    assert "page 2: 'Niemand' has a contrast of 2:1, and on 3 more pages: 4–6. Use ink." in line


def test_faults_that_differ_are_all_told() -> None:
    with pytest.raises(PreflightError) as caught:
        refuse([FAULT, replace(FAULT, message="'Iemand' has a contrast of 3:1")], strict=False)
    assert len(str(caught.value).splitlines()) == 2


def test_a_warning_keeps_a_pdf_back_only_when_asked_to_be_strict() -> None:
    refuse([WARNING], strict=False)
    with pytest.raises(PreflightError):
        refuse([WARNING], strict=True)
