"""The whole corpus: every fault, and every clean twin once."""

from __future__ import annotations

from tests.faults import (
    in_codes,
    in_colour,
    in_content,
    in_details,
    in_hostile,
    in_office,
    in_pages,
    in_pictures,
    in_press_files,
    in_screen_files,
    in_sets,
    in_structure,
    in_text,
    in_wording,
)
from tests.faults.fault import Fault, Sample
from tests.faults.innocent import INNOCENT

FAULTS: tuple[Fault, ...] = (
    *in_pages.FAULTS,
    *in_colour.FAULTS,
    *in_pictures.FAULTS,
    *in_text.FAULTS,
    *in_wording.FAULTS,
    *in_codes.FAULTS,
    *in_press_files.FAULTS,
    *in_screen_files.FAULTS,
    *in_structure.FAULTS,
    *in_office.FAULTS,
    *in_details.FAULTS,
    *in_content.FAULTS,
    *in_sets.FAULTS,
    *in_hostile.FAULTS,
)
CLEANS: tuple[Sample, ...] = (
    *{fault.clean.name: fault.clean for fault in FAULTS}.values(),
    *INNOCENT,
)
