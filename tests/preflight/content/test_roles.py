"""Roles of contacts: those that the campaign knows, those that are nearly one, and all others."""

from __future__ import annotations

import pytest

from generator.model.edition import Contact
from tests.made_up import make_campaign
from tests.preflight.content.conftest import Found, make_edition

LABELS = {
    "role_police": "Politie, geen spoed",
    "role_veiligthuis": "Veilig Thuis",
    "role_coordinator": "Zorgcoördinator mensenhandel",
}


def roles(found: Found, *typed: str) -> list[str]:
    edition = make_edition(*(Contact(role=role, phone="112") for role in typed))
    return found("contact-role", make_campaign(labels=LABELS), editions=[edition])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("coordinater", "coordinator"),
        ("Coördinator", "coordinator"),
        ("Zorgcoördinator", "coordinator"),
        ("politie", "police"),
        ("Veilig Thuis", "veiligthuis"),
    ],
)
def test_a_role_that_is_nearly_one_of_the_campaigns_is_told(
    found: Found, typed: str, meant: str
) -> None:
    (one,) = roles(found, "wijkteam", typed)
    assert f"the role of contact 2, '{typed}', is none that the campaign knows" in one
    assert f"Write '{meant}', which is printed as '{LABELS[f'role_{meant}']}'" in one


@pytest.mark.parametrize(
    "typed", ["police", "coordinator", "wijkteam", "advies", "!?", "Meld Misdaad"]
)
def test_other_roles_are_free(found: Found, typed: str) -> None:
    assert not roles(found, typed)
