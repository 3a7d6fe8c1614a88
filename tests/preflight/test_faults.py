"""The corpus of faults: each is found by its rule, and nothing else is, nor on its clean twin."""

from __future__ import annotations

import pytest

from generator.preflight import RULE_INFOS
from tests.faults.corpus import CLEANS, FAULTS
from tests.faults.fault import Fault, Sample
from tests.faults.in_hostile import SURVIVED, findings_of

FEWEST = 400
MISSED = frozenset({"code-as-a-blurred-picture", "text-twice"})
"""What no rule finds yet; a fault that comes to be found is to be taken off this list."""


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_found_by_its_rule_and_by_no_other(fault: Fault) -> None:
    told = [str(finding) for finding in fault.wrong.findings]
    assert bool(fault.found) is (fault.name not in MISSED), told
    assert not fault.others, told
    here = [finding for finding in fault.found if finding.page == fault.page]
    assert here or not fault.found, [finding.page for finding in fault.found]
    if here and fault.has_place:
        assert any(finding.places for finding in here), told


@pytest.mark.parametrize("clean", CLEANS, ids=lambda clean: clean.name)
def test_nothing_is_found_in_a_clean_twin(clean: Sample) -> None:
    assert [str(finding) for finding in clean.findings] == []


@pytest.mark.parametrize("name", sorted(SURVIVED))
def test_a_strange_file_gets_an_answer(name: str) -> None:
    assert findings_of(name)  # none of them is what a print shop asks for


def test_every_rule_has_a_fault_that_it_finds() -> None:
    assert {fault.rule for fault in FAULTS} == {rule.id for rule in RULE_INFOS}


def test_the_corpus_is_as_large_as_it_was() -> None:
    assert len(FAULTS) >= FEWEST
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)
